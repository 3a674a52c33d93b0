import { expect } from '@open-wc/testing';
import type { Findings } from '../pages/strict.js';

/** Opens a page of ours in a frame and gives what it tells. */
function told(page: string): Promise<Findings> {
  const frame = document.createElement('iframe');
  frame.title = 'A strict host';
  frame.width = '600';
  frame.src = page;
  return new Promise<Findings>((resolve, reject) => {
    addEventListener('message', ({ source, data }: MessageEvent<{ found?: Findings; error?: string }>) => {
      if (source !== frame.contentWindow) return;
      frame.remove();
      if (data.found) resolve(data.found);
      else reject(new Error(data.error));
    });
    document.body.append(frame);
  });
}

describe('using the elements in a page of the strictest kind', () => {
  let found: Findings;
  before(async () => (found = await told('/test/pages/strict.html')));

  it('shows what they show anywhere', () => {
    expect(found.shown).to.eql(['No customer found', 'Ada', 'Ada', 'The customer data could not be opened.']);
  });

  it('breaks none of its rules', () => {
    expect(found.violations).to.eql([]);
  });

  it('says nothing in the console, and leaves no failure unheard', () => {
    expect(found.heard).to.eql([]);
  });

  it('leaves nothing behind: no global, no style, no storage, no cookie', () => {
    expect(found.left).to.eql([]);
  });

  it('asks nobody else for anything', () => {
    expect(found.elsewhere).to.eql([]);
  });

  it('is tried in a page that is strict indeed', () => {
    expect(found.refused).to.include('style-src-attr');
    expect(found.refused).to.include('require-trusted-types-for');
  });
});
