import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { Page } from '../../src/backend/backend.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { Feed, type FeedRequest } from '../../src/wiring/feed.js';
import { turn } from '../support/until.js';

interface Item {
  readonly id: string;
  readonly revision: number;
  /** Its place. */
  readonly at: number;
}
const item = (at: number, revision = 1, id = `i${at}`): Item => ({ id, revision, at });
const upTo = (count: number): readonly Item[] => Array.from({ length: count }, (_, at) => item(at));

/** Whoever has the lists, by name; an answer is given when the test says so. */
class Library {
  readonly lists = new Map<string, readonly Item[]>();
  readonly asked: { readonly name: string; readonly request: FeedRequest }[] = [];
  /** Nothing can be read, or nothing after the first page. */
  failing: 'no' | 'all' | 'later' = 'no';
  #gates: (() => void)[] = [];
  #held = false;

  hold(): void {
    this.#held = true;
  }
  release(order: 'as asked' | 'reversed' = 'as asked'): void {
    this.#held = false;
    const gates = order === 'reversed' ? this.#gates.reverse() : this.#gates;
    this.#gates = [];
    for (const go of gates) go();
  }
  async read(name: string, request: FeedRequest): Promise<Page<Item>> {
    this.asked.push({ name, request });
    const fails = this.failing === 'all' || (this.failing === 'later' && request.cursor !== undefined);
    const all = this.lists.get(name) ?? [];
    if (this.#held) await new Promise<void>((resolve) => this.#gates.push(resolve));
    if (fails) throw new TypeError('no network');
    const from = Number(request.cursor ?? 0);
    const to = from + request.limit;
    return { items: all.slice(from, to), ...(to < all.length && { next: String(to) }) };
  }
}

class FeedProbe extends LitElement {
  library?: Library;
  name?: string;
  /** What was on screen, render by render. */
  readonly seen: string[] = [];
  readonly feed = new Feed<readonly [Library, string], Item>(this, {
    args: () => (this.library && this.name !== undefined ? [this.library, this.name] : undefined),
    read: ([library, name], request) => library.read(name, request),
    compare: (a, b) => a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)),
  });
  override render(): TemplateResult {
    const { face, items, complete } = this.feed;
    this.seen.push(`${face} ${items.length} ${complete}`);
    return html`${items.map(({ id }) => id).join()}`;
  }
}
defineElement('feed-probe', FeedProbe);

const probe = async (library: Library, name?: string): Promise<FeedProbe> => {
  const element = await fixture<FeedProbe>(html`<feed-probe .library=${library} .name=${name}></feed-probe>`);
  return element;
};
const until = async (fact: () => unknown): Promise<void> => {
  const end = performance.now() + 6000;
  while (!fact()) {
    if (performance.now() > end) throw new Error(`It never became true: ${fact.toString()}`);
    await turn();
    await new Promise((resolve) => setTimeout(resolve));
  }
};
const calm = async () => {
  for (let i = 0; i < 10; i += 1) await turn();
};
const ids = ({ feed }: FeedProbe) => feed.items.map(({ id }) => id);

describe('a feed', () => {
  it('is nothing without anything to read', async () => {
    const element = await probe(new Library());
    expect([element.feed.face, element.feed.items.length]).to.eql(['nothing', 0]);
  });

  it('shows the first hundred at once, and then everything, each once and in order', async () => {
    const library = new Library();
    library.lists.set('a', upTo(750));
    const element = await probe(library, 'a');
    await until(() => element.feed.complete);
    expect(ids(element)).to.eql(upTo(750).map(({ id }) => id));
    expect(library.asked.map(({ request }) => [request.cursor, request.limit])).to.eql([
      [undefined, 100],
      ['100', 200],
      ['300', 200],
      ['500', 200],
      ['700', 200],
    ]);
    expect(element.seen).to.include('ready 100 false').and.to.include('ready 750 true');
  });

  it('has nothing of the last list, in whatever order answers come', async () => {
    const library = new Library();
    library.lists.set('a', upTo(3)).set('b', [item(7)]);
    const element = await probe(library, 'a');
    await until(() => element.feed.complete);
    library.hold();
    for (const name of ['b', 'a', 'b']) {
      element.name = name;
      element.requestUpdate();
      await element.updateComplete;
      expect([element.feed.face, ids(element)]).to.eql(['waiting', []]);
    }
    library.release('reversed');
    await until(() => element.feed.complete);
    await calm();
    expect([ids(element), library.asked.slice(1, -1).every(({ request }) => request.signal.aborted)]).to.eql([['i7'], true]);
  });

  it('keeps what was put and dropped meanwhile, whatever older pages say', async () => {
    const library = new Library();
    library.lists.set('a', upTo(150));
    const element = await probe(library, 'a');
    await until(() => element.feed.face === 'ready');
    element.feed.put({ ...item(140), revision: 5 });
    element.feed.put(item(0.5, 1, 'new'));
    element.feed.drop('i145');
    element.feed.drop('i3');
    await until(() => element.feed.complete);
    expect([element.feed.items.length, element.feed.get('i140')!.revision, element.feed.get('i145'), ids(element)[1]]).to.eql([
      149,
      5,
      undefined,
      'new',
    ]);
    element.feed.put({ ...item(140), revision: 4 });
    expect(element.feed.get('i140')!.revision).to.equal(5);
    element.feed.put(item(145));
    expect(element.feed.get('i145'), 'an answer from before it was dropped').to.equal(undefined);
  });

  it('is read again in place, and is complete all the while', async () => {
    const library = new Library();
    library.lists.set('a', upTo(250));
    const element = await probe(library, 'a');
    await until(() => element.feed.complete);
    element.feed.drop('i9');
    element.seen.length = 0;
    library.lists.set('a', [item(0.5, 1, 'new'), ...upTo(249)]);
    element.feed.reload();
    await until(() => !element.feed.busy);
    await element.updateComplete;
    expect(new Set(element.seen)).to.eql(new Set(['ready 249 true', 'ready 250 true']));
    expect([ids(element)[1], element.feed.get('i9')?.id], 'what is there again is there again').to.eql(['new', 'i9']);
  });

  it('goes on where a page could not be read', async () => {
    const library = new Library();
    library.lists.set('a', upTo(150));
    library.failing = 'all';
    const element = await probe(library, 'a');
    await until(() => element.feed.error);
    expect(element.feed.face).to.equal('failed');
    library.failing = 'later';
    element.feed.retry();
    await until(() => element.feed.face === 'ready' && element.feed.error);
    expect([element.feed.face, element.feed.items.length, element.feed.error!.code]).to.eql(['ready', 100, 'failed']);
    library.failing = 'no';
    const before = library.asked.length;
    element.feed.retry();
    await until(() => element.feed.complete);
    expect([element.feed.items.length, library.asked[before]!.request.cursor]).to.eql([150, '100']);
  });

  it('ends where a backend counts in circles', async () => {
    const library = new Library();
    library.read = async () => ({ items: [item(1)], next: 'again' });
    const element = await probe(library, 'a');
    await until(() => element.feed.complete);
    expect(ids(element)).to.eql(['i1']);
  });

  it('is empty out of the tree, and reads again when it is back', async () => {
    const library = new Library();
    library.lists.set('a', upTo(3));
    const element = await probe(library, 'a');
    await until(() => element.feed.complete);
    const parent = element.parentElement!;
    element.remove();
    expect([element.feed.face, element.feed.items.length]).to.eql(['nothing', 0]);
    parent.append(element);
    await until(() => element.feed.complete);
  });
});
