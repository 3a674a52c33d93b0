import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import '../../src/elements/agent-desk/define.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import type { BackendFailedEvent } from '../../src/wiring/backend-failed.js';
import { Consumed, draftsContext } from '../../src/wiring/context.js';
import { defineElement } from '../../src/wiring/define-element.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { draftStoreFor } from '../../src/wiring/draft-stores.js';
import { Drafts } from '../../src/wiring/drafts.js';
import { indexedDbDrafts } from '../../src/wiring/indexeddb-drafts.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { noise } from '../support/noise.js';

/** An editor inside: what is typed in it, and every store that it was given. */
class InsideEditor extends LitElement {
  readonly told: (DraftStore | undefined)[] = [];
  readonly store = new Consumed(this, draftsContext, (store) => this.told.push(store));
  readonly drafts = new Drafts<string>(this, { store: () => this.store.value });

  override render(): TemplateResult {
    void this.drafts.open('text/');
    return html`${this.drafts.value}`;
  }
}
defineElement('inside-editor', InsideEditor);

let fresh = 0;
const address = () => `indexeddb:desk-${Date.now()}-${(fresh += 1)}`;
const draft = (key: string) => ({ key, value: key, changedAt: '2026-01-01T10:00:00.000Z' });

interface InDesk {
  readonly desk: AgentDesk;
  readonly inside: InsideEditor;
  readonly failed: readonly string[];
  /** Resolves when the host is told for the first time. */
  readonly failure: Promise<void>;
}
const inDesk = async (drafts?: DraftStore | string): Promise<InDesk> => {
  const failed: string[] = [];
  const desk = document.createElement('agent-desk');
  const failure = new Promise<void>((resolve) =>
    desk.addEventListener('backend-failed', ({ method, code }: BackendFailedEvent) => {
      failed.push(`${method} ${code}`);
      resolve();
    }),
  );
  const inside = document.createElement('inside-editor');
  desk.append(inside);
  desk.drafts = drafts;
  (await fixture(html`<div></div>`)).append(desk);
  return { desk, inside, failed, failure };
};

/** Resolves when the text of an editor is in its store. */
async function saved(inside: InsideEditor): Promise<void> {
  await inside.drafts.open('text/');
  await inside.drafts.flush();
  expect(inside.drafts.state).to.equal('saved');
}

async function refusing(error: string, body: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')!;
  const value = () => {
    throw new DOMException('no', error);
  };
  Object.defineProperty(IDBFactory.prototype, 'open', { ...before, value });
  try {
    await body();
  } finally {
    Object.defineProperty(IDBFactory.prototype, 'open', before);
  }
}

describe('keeping drafts', () => {
  it('is left to the elements when nothing is given, by any name for nothing', async () => {
    for (const nothing of [undefined, null, '', ' ']) {
      const { desk, inside, failed } = await inDesk(nothing as undefined);
      await desk.updateComplete;
      expect([inside.store.value, failed.length]).to.eql([undefined, 0]);
    }
  });

  it('gives a store to the elements inside, and takes it away', async () => {
    const store = memoryDrafts();
    const { desk, inside } = await inDesk(store);
    expect(inside.store.value).to.equal(store);
    desk.drafts = undefined;
    await desk.updateComplete;
    expect(inside.store.value).to.equal(undefined);
  });

  it('gives nothing while the desk is away, and the same again on the way back', async () => {
    const { desk, inside } = await inDesk(address());
    const store = inside.store.value;
    const parent = desk.parentElement!;
    desk.remove();
    expect([inside.store.value, store !== undefined]).to.eql([undefined, true]);
    parent.append(desk);
    expect(inside.store.value).to.equal(store);
  });
});

describe('keeping drafts at an address', () => {
  it('has a store from the first moment on, and always the same one', async () => {
    const { desk, inside, failed } = await inDesk(address());
    inside.drafts.open('text/').catch(() => undefined);
    inside.drafts.change('typed at once');
    await saved(inside);
    await desk.updateComplete;
    expect([inside.told.length, inside.told[0] !== undefined, failed.length]).to.eql([1, true, 0]);
    expect([inside.drafts.value, inside.shadowRoot!.textContent]).to.eql(['typed at once', 'typed at once']);
  });

  it('keeps them there', async () => {
    const at = address();
    const { inside } = await inDesk(at);
    await inside.updateComplete;
    inside.drafts.change('Hello');
    await saved(inside);
    const [kept] = await indexedDbDrafts(at.slice('indexeddb:'.length)).list('text/');
    expect(kept!.value).to.equal('Hello');
  });

  it('does what it is asked before its code is there, in order', async () => {
    const { inside } = await inDesk(address());
    const store = inside.store.value!;
    const done = [store.put(draft('a')), store.put(draft('b')), store.delete('a'), store.list(''), store.get('b')] as const;
    const [, , , list, one] = await Promise.all(done);
    expect([list.map(({ key }) => key), one!.value]).to.eql([['b'], 'b']);
  });

  it('writes within the turn once its code is there', async () => {
    const { inside } = await inDesk('memory:');
    const store = inside.store.value!;
    await store.get('');
    const told: unknown[] = [];
    const stop = store.watch!((change) => told.push(change?.key));
    void store.put(draft('at-once'));
    expect(told).to.eql(['at-once']);
    stop();
    await store.delete('at-once');
    expect(told).to.eql(['at-once']);
  });

  it('tells of changes also to who listened before its code was there', async () => {
    const at = address();
    const { inside } = await inDesk(at);
    const told = new Promise((resolve) => inside.store.value!.watch!((change) => resolve(change?.key)));
    await inside.store.value!.get('');
    await draftStoreFor(at).put(draft('elsewhere'));
    expect(await told).to.equal('elsewhere');
  });

  it('is one store for all desks with the address, and another for another address', async () => {
    const at = address();
    const [one, two, three] = [await inDesk(at), await inDesk(` ${at} `), await inDesk(address())];
    expect(one.inside.store.value).to.equal(two.inside.store.value);
    expect(one.inside.store.value).not.to.equal(three.inside.store.value);
  });

  it('has the name of its data, which locks are called by, before it is open', async () => {
    const at = address();
    expect((await inDesk(at)).inside.store.value!.name).to.equal(draftStoreFor(at).name);
    expect((await inDesk('memory:')).inside.store.value!.name).to.equal(draftStoreFor('memory:').name);
  });

  it('takes another address when the host gives one', async () => {
    const { desk, inside, failed } = await inDesk(address());
    desk.setAttribute('drafts', 'memory:');
    await desk.updateComplete;
    expect(inside.store.value).to.equal((await inDesk('memory:')).inside.store.value);
    expect(failed).to.eql([]);
  });
});

describe('an address that cannot be used', () => {
  for (const nowhere of ['ftp:acme', 'acme', 'constructor:x', ':'])
    it(`tells the host, and leaves drafts to the elements (${nowhere})`, async () => {
      const { heard, stop } = noise();
      const { inside, failed, failure } = await inDesk(nowhere);
      await failure;
      stop();
      expect([inside.store.value, inside.told, failed, heard]).to.eql([undefined, [], ['drafts unsupported'], []]);
    });

  it('leaves drafts to the elements where the browser gives no storage', async () => {
    await refusing('SecurityError', async () => {
      const { desk, inside, failed, failure } = await inDesk();
      inside.remove();
      desk.drafts = address();
      await failure;
      desk.append(inside);
      expect([inside.store.value, failed]).to.eql([undefined, ['drafts offline']]);
    });
  });

  it('lets an editor that had begun go on, with what is typed in it', async () => {
    await refusing('SecurityError', async () => {
      const { inside, failed, failure } = await inDesk(address());
      void inside.drafts.open('text/');
      inside.drafts.change('not lost');
      await failure;
      await saved(inside);
      expect([inside.drafts.value, inside.told.length, failed]).to.eql(['not lost', 1, ['drafts offline']]);
    });
  });

  it('tells every desk that has it', async () => {
    await refusing('SecurityError', async () => {
      const at = address();
      const [one, two] = [await inDesk(at), await inDesk(at)];
      await Promise.all([one.failure, two.failure]);
      expect([one.failed, two.failed]).to.eql([['drafts offline'], ['drafts offline']]);
    });
  });

  it('tries again what may pass by, and keeps the store', async () => {
    const at = address();
    const { desk, inside, failed, failure } = await inDesk();
    inside.remove();
    await refusing('QuotaExceededError', async () => {
      desk.drafts = at;
      await failure;
    });
    desk.append(inside);
    expect([inside.store.value !== undefined, failed]).to.eql([true, ['drafts unavailable']]);
    await inside.store.value!.put(draft('later'));
    expect((await indexedDbDrafts(at.slice('indexeddb:'.length)).get('later'))!.value).to.equal('later');
  });

  it('says nothing of one that the host has left meanwhile', async () => {
    const { desk, failed } = await inDesk('ftp:acme');
    desk.drafts = 'memory:';
    await desk.updateComplete;
    const late = await inDesk('ftp:acme');
    await late.failure;
    expect(failed).to.eql([]);
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'inside-editor': InsideEditor;
  }
}
