import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { LitElement, type TemplateResult } from 'lit';
import { BackendError } from '../../src/backend/backend-error.js';
import { chance } from '../../src/testing/chance.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { type Draft, draftKey, type DraftStore } from '../../src/wiring/draft-store.js';
import { Drafts } from '../../src/wiring/drafts.js';
import { memoryDrafts, pageDraftsOf } from '../../src/wiring/memory-drafts.js';
import { rounds, seed } from '../support/chance.js';
import { FakeClock } from '../support/fake-clock.js';
import { Tab } from '../support/tab.js';
import { turn } from '../support/until.js';

let clock = new FakeClock();

/** An editor of one text. */
class DraftWriter extends LitElement {
  store?: DraftStore;
  restored = 0;
  renders = 0;
  readonly drafts = new Drafts<string>(this, {
    store: () => this.store,
    onRestored: () => (this.restored += 1),
    clock: { now: () => clock.now(), set: (run, after) => clock.set(run, after), clear: (timer) => clock.clear(timer) },
  });

  override render(): TemplateResult {
    this.renders += 1;
    return html`<textarea></textarea>`;
  }
}
defineElement('draft-writer', DraftWriter);

const keyOfNote = (customerId: string, interactionId = 'i1') =>
  draftKey({ tenantId: 't', agentId: 'a', element: 'note-list', customerId, interactionId });
const [ada, bo] = [keyOfNote('ada'), keyOfNote('bo')];

async function writer(store: DraftStore, key: string | undefined = ada): Promise<DraftWriter> {
  const element = await fixture<DraftWriter>(html`<draft-writer .store=${store}></draft-writer>`);
  await element.drafts.open(key);
  return element;
}
/** As another tab has it: the same data through an object of its own. */
const another = (store: DraftStore): DraftStore => ({ ...store });
const textAt = async (store: DraftStore, key: string) => (await store.get(key))?.value;
const failing = (store: DraftStore) => {
  const tab = { fails: true };
  const check = () => {
    if (tab.fails) throw new BackendError('offline', 'no storage');
  };
  const put: DraftStore['put'] = async (draft, condition) => {
    check();
    return store.put(draft, condition);
  };
  const list: DraftStore['list'] = async (prefix) => store.list(prefix);
  return Object.assign(tab, { store: { ...store, put, list } });
};

beforeEach(() => (clock = new FakeClock()));

describe('the key of a draft', () => {
  it('is another one for everything else', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.array(fc.string({ unit: 'binary' }), { minLength: 5, maxLength: 5 }), {
          selector: String,
          minLength: 2,
        }),
        (all) => {
          const keys = all.map(([tenantId = '', agentId = '', element = '', customerId, interactionId]) =>
            draftKey({ tenantId, agentId, element, customerId, interactionId }),
          );
          for (const key of keys) for (const other of keys) if (key !== other) expect(other.startsWith(key)).to.equal(false);
          const distinct = new Set(all.map((parts) => JSON.stringify(parts)));
          expect(new Set(keys).size).to.equal(distinct.size);
        },
      ),
    );
  });

  it('keeps hostile ids apart', () => {
    const hostile = ['a/b', 'a%2fb', 'a', '/', '%', '\ud800', '%d800', '\0', '\uffff', ''];
    const keys = hostile.flatMap((customerId) => hostile.map((interactionId) => keyOfNote(customerId, interactionId)));
    expect(new Set(keys).size).to.equal(keys.length);
    expect(keys.every((key) => !/\p{Cs}/u.test(key))).to.equal(true);
  });
});

describe('the store of a host that chose none', () => {
  it('is one for each backend, whatever ids they share', async () => {
    const [one, two] = [{}, {}];
    const first = await writer(pageDraftsOf(one));
    first.drafts.change('Hello');
    await first.drafts.flush();
    expect((await writer(pageDraftsOf(one))).drafts.value).to.equal('Hello');
    expect((await writer(pageDraftsOf(two))).drafts.value).to.equal(undefined);
  });
});

describe('typing', () => {
  it('is kept within half a second after it began, though it goes on', async () => {
    const store = memoryDrafts();
    const { drafts } = await writer(store);
    expect(drafts.state).to.equal('none');
    for (const text of ['H', 'He', 'Hel', 'Hello']) {
      drafts.change(text, 7);
      expect(drafts.state).to.equal('saving');
      await clock.pass(100);
    }
    expect(await store.get(ada)).to.include({ value: 'Hello', base: 7, changedAt: '2026-03-01T09:00:00.300Z' });
    expect(drafts.state).to.equal('saved');
  });

  it('renders nothing but the state', async () => {
    const element = await writer(memoryDrafts());
    element.drafts.change('H');
    await element.updateComplete;
    const before = element.renders;
    for (const text of ['He', 'Hel']) element.drafts.change(text);
    await element.updateComplete;
    expect(element.renders).to.equal(before);
    await clock.pass(500);
    await element.updateComplete;
    expect(element.renders).to.equal(before + 1);
    expect(element.restored).to.equal(0);
  });

  it('is kept at once when the focus leaves', async () => {
    const store = memoryDrafts();
    const element = await writer(store);
    await element.updateComplete;
    const area = element.shadowRoot!.querySelector('textarea')!;
    area.focus();
    element.drafts.change('Hello');
    area.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    await turn();
    expect(await textAt(store, ada)).to.equal('Hello');
    expect(clock.waiting).to.equal(0);
  });

  for (const [what, happens] of [
    ['the page goes', () => window.dispatchEvent(new PageTransitionEvent('pagehide'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
  ] as const)
    it(`is kept within the turn when ${what}`, async () => {
      const shared = memoryDrafts();
      const put: Draft[] = [];
      const store: DraftStore = { ...shared, put: (draft, condition) => (put.push(draft), shared.put(draft, condition)) };
      const { drafts } = await writer(store);
      drafts.change('Hello');
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      happens();
      Reflect.deleteProperty(document, 'visibilityState');
      expect(put.map(({ value }) => value)).to.eql(['Hello']);
      await turn();
      expect(drafts.state).to.equal('saved');
      await clock.pass(1000);
      expect(put).to.have.length(1);
    });

  it('is kept beside what is not read yet when the page goes', async () => {
    const shared = memoryDrafts();
    await shared.put({ key: ada, value: 'Before', changedAt: '2026-02-01T09:00:00.000Z' });
    const store: DraftStore = { ...shared, list: () => new Promise(() => undefined) };
    const element = await fixture<DraftWriter>(html`<draft-writer .store=${store}></draft-writer>`);
    void element.drafts.open(ada);
    await turn();
    element.drafts.change('Hello');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await turn();
    expect((await shared.list(ada)).map(({ value }) => value)).to.eql(['Before', 'Hello']);
  });

  it('is kept nowhere without a key', async () => {
    const store = memoryDrafts();
    const element = await fixture<DraftWriter>(html`<draft-writer .store=${store}></draft-writer>`);
    element.drafts.change('Hello');
    await clock.pass(1000);
    expect([await store.list(''), element.drafts.value]).to.eql([[], undefined]);
  });
});

describe('opening', () => {
  it('restores what was kept, and what it began on', async () => {
    const store = memoryDrafts();
    await store.put({ key: ada, value: 'Hello', base: { revision: 3 }, changedAt: '2026-02-01T09:00:00.000Z' });
    const { drafts, restored } = await writer(store);
    expect([drafts.state, drafts.value, drafts.base, restored]).to.eql(['restored', 'Hello', { revision: 3 }, 1]);
    expect(drafts.changedElsewhere).to.equal(false);
  });

  it('keeps what was typed before it could be read, and the older text beside', async () => {
    const store = memoryDrafts();
    await store.put({ key: ada, value: 'Before', changedAt: '2026-02-01T09:00:00.000Z' });
    const element = await fixture<DraftWriter>(html`<draft-writer .store=${another(store)}></draft-writer>`);
    const opening = element.drafts.open(ada);
    element.drafts.change('Hello');
    await opening;
    await clock.pass(500);
    expect([element.drafts.value, await textAt(store, ada)]).to.eql(['Hello', 'Hello']);
    expect(element.drafts.others.map(({ value }) => value)).to.eql(['Before']);
  });

  it('shows another key’s draft in the very same turn, and keeps the old one under the old key', async () => {
    const store = memoryDrafts();
    const { drafts } = await writer(store);
    drafts.change('for Ada');
    void drafts.open(bo);
    expect([drafts.value, drafts.state]).to.eql([undefined, 'none']);
    drafts.change('for Bo');
    await clock.pass(500);
    expect([await textAt(store, ada), await textAt(store, bo)]).to.eql(['for Ada', 'for Bo']);
    await drafts.open(ada);
    expect([drafts.value, drafts.state]).to.eql(['for Ada', 'restored']);
  });

  it('keeps a draft in the page when the host chose no store', async () => {
    const element = await fixture<DraftWriter>(html`<draft-writer></draft-writer>`);
    await element.drafts.open(ada);
    element.drafts.change('Hello');
    element.remove();
    await turn();
    const next = await fixture<DraftWriter>(html`<draft-writer></draft-writer>`);
    await next.drafts.open(ada);
    expect(next.drafts.value).to.equal('Hello');
    await next.drafts.discard();
  });
});

describe('leaving the page', () => {
  it('keeps the text, shows nothing and leaves no timer', async () => {
    const store = memoryDrafts();
    const element = await writer(store);
    element.drafts.change('Hello');
    element.remove();
    expect([element.drafts.value, element.drafts.state]).to.eql([undefined, 'none']);
    await turn();
    expect(await textAt(store, ada)).to.equal('Hello');
    expect(clock.waiting).to.equal(0);
  });
});

describe('discarding', () => {
  it('leaves nothing', async () => {
    const store = memoryDrafts();
    const { drafts } = await writer(store);
    drafts.change('Hello');
    await clock.pass(500);
    drafts.change('Hello you');
    await drafts.discard();
    expect([drafts.value, drafts.state]).to.eql([undefined, 'none']);
    await clock.pass(5000);
    expect(await store.list('')).to.eql([]);
  });

  it('does not take what is typed right after it', async () => {
    const store = memoryDrafts();
    const { drafts } = await writer(store);
    drafts.change('Hello');
    await clock.pass(500);
    void drafts.discard();
    drafts.change('Anew');
    await clock.pass(500);
    expect([drafts.value, drafts.state, await textAt(store, ada)]).to.eql(['Anew', 'saved', 'Anew']);
  });

  it('takes it away in another tab, where the own words can be taken back', async () => {
    const store = memoryDrafts();
    const [here, there] = [await writer(another(store)), await writer(another(store))];
    here.drafts.change('Mine');
    await clock.pass(500);
    expect(there.drafts.value).to.equal('Mine');
    await there.drafts.discard();
    await turn();
    expect([here.drafts.value, here.drafts.state, here.drafts.changedElsewhere]).to.eql([undefined, 'none', true]);
    expect(await store.list('')).to.eql([]);
    here.drafts.takeBack();
    await turn();
    expect([here.drafts.value, await textAt(store, ada)]).to.eql(['Mine', 'Mine']);
  });
});

describe('a store that fails', () => {
  it('is said, and tried again until it keeps', async () => {
    const shared = memoryDrafts();
    const broken = failing(shared);
    const { drafts } = await writer(broken.store);
    drafts.change('Hello');
    await clock.pass(500);
    expect([drafts.state, drafts.error?.code, drafts.value]).to.eql(['not-saved', 'offline', 'Hello']);
    drafts.change('Hello you');
    expect(drafts.state).to.equal('not-saved');
    broken.fails = false;
    await clock.pass(5000);
    expect([drafts.state, drafts.error, await textAt(shared, ada)]).to.eql(['saved', undefined, 'Hello you']);
  });

  it('loses nothing when the customer changes meanwhile', async () => {
    const shared = memoryDrafts();
    const broken = failing(shared);
    const { drafts } = await writer(broken.store);
    drafts.change('for Ada');
    await drafts.open(bo);
    await clock.pass(5000);
    expect(drafts.value).to.equal(undefined);
    await drafts.open(ada);
    expect([drafts.value, drafts.state]).to.eql(['for Ada', 'not-saved']);
    await drafts.open(bo);
    broken.fails = false;
    await clock.pass(5000);
    expect(await textAt(shared, ada)).to.equal('for Ada');
    expect(clock.waiting).to.equal(0);
  });

  it('refuses what is no plain data', async () => {
    const { drafts } = await writer(memoryDrafts());
    (drafts as Drafts<unknown>).change({ text: () => 'Hello' });
    await clock.pass(500);
    expect([drafts.state, drafts.error?.code]).to.eql(['not-saved', 'invalid']);
    await drafts.discard();
  });
});

describe('two tabs', () => {
  it('show what was typed last, and keep the other text', async () => {
    const store = memoryDrafts();
    const [here, there] = [await writer(another(store)), await writer(another(store))];
    here.drafts.change('Here');
    await clock.pass(1);
    there.drafts.change('There');
    await clock.pass(2000);
    expect([here.drafts.value, there.drafts.value, await textAt(store, ada)]).to.eql(['There', 'There', 'There']);
    expect([here.drafts.changedElsewhere, here.drafts.others.map(({ value }) => value)]).to.eql([true, ['Here']]);
    expect((await store.list(ada)).map(({ value }) => value)).to.eql(['There', 'Here']);
    here.drafts.takeBack();
    await clock.pass(1000);
    expect([here.drafts.value, there.drafts.value, await textAt(store, ada)]).to.eql(['Here', 'Here', 'Here']);
    expect(here.drafts.others.map(({ value }) => value)).to.eql(['There']);
    expect((await store.list(ada)).map(({ value }) => value)).to.eql(['Here', 'There']);
  });

  it('type in turns without leaving other texts behind', async () => {
    const store = memoryDrafts();
    const [here, there] = [await writer(another(store)), await writer(another(store))];
    here.drafts.change('One');
    await clock.pass(500);
    there.drafts.change('One two');
    await clock.pass(500);
    here.drafts.change('One two three');
    await clock.pass(500);
    expect([there.drafts.value, there.drafts.state]).to.eql(['One two three', 'restored']);
    expect(here.drafts.changedElsewhere).to.equal(false);
  });

  it('is one draft for two elements of one page', async () => {
    const store = memoryDrafts();
    const [here, there] = [await writer(store), await writer(store)];
    here.drafts.change('Hello');
    expect(there.drafts.value).to.equal('Hello');
    here.remove();
    expect(there.drafts.value).to.equal('Hello');
    await turn();
    expect(await textAt(store, ada)).to.equal('Hello');
  });
});

const deeds = (...names: string[]) =>
  fc.array(fc.record({ do: fc.constantFrom(...names), tab: fc.nat(1), key: fc.nat(2), after: fc.nat(1200) }), { maxLength: 25 });
const subjects = ['ada', 'bo', 'cy'];

describe('any order of typing, switching, failing and dying', () => {
  it('puts no text under another key, and loses none that was said to be saved', async () => {
    await fc.assert(
      fc.asyncProperty(
        deeds('open', 'open', 'type', 'type', 'type', 'blur', 'hide', 'kill', 'move'),
        fc.nat(),
        async (steps, draw) => {
          clock = new FakeClock();
          const random = chance(draw);
          const shared = memoryDrafts();
          let tab = new Tab(shared, clock, random);
          tab.faults = 0.5;
          let element = await fixture<DraftWriter>(html`<draft-writer .store=${tab.store}></draft-writer>`);
          const last = new Map<string, string>();
          let count = 0;
          let open = 0;
          const name = () => subjects[open]!;
          void element.drafts.open(keyOfNote(name()));
          for (const { do: what, key, after } of steps) {
            if (what === 'open') void element.drafts.open(keyOfNote(subjects[(open = key)]!));
            else if (what === 'type') {
              const text = `${name()} ${(count += 1)}`;
              element.drafts.change(text);
              last.set(name(), text);
            } else if (what === 'blur') void element.drafts.flush();
            else if (what === 'hide') window.dispatchEvent(new PageTransitionEvent('pagehide'));
            else if (what === 'move') {
              element.parentElement!.append(element);
              void element.drafts.open(keyOfNote(name()));
            } else if (what === 'kill') {
              const saved = element.drafts.state === 'saved' ? element.drafts.value : undefined;
              tab.kill();
              last.clear(); // the others may not have been kept; this one was
              if (saved) expect((await shared.list(keyOfNote(name()))).map(({ value }) => value)).to.include(saved);
              element.remove();
              tab = new Tab(shared, clock, random);
              tab.faults = 0.5;
              element = await fixture<DraftWriter>(html`<draft-writer .store=${tab.store}></draft-writer>`);
              void element.drafts.open(keyOfNote(name()));
            }
            await clock.pass(after);
            if (element.drafts.value) expect(element.drafts.value.split(' ')[0]).to.equal(name());
          }
          tab.faults = 0;
          await clock.pass(30_000);
          for (const subject of subjects) {
            const rows = await shared.list(keyOfNote(subject));
            for (const { value } of rows) expect(String(value).split(' ')[0]).to.equal(subject);
            if (last.has(subject)) expect(rows[0]?.value).to.equal(last.get(subject));
          }
          element.remove();
          await turn();
          expect(clock.waiting).to.equal(0);
        },
      ),
      { numRuns: rounds(150), seed },
    );
  });

  it('keeps each text in two tabs, unless somebody saw it and typed over it', async () => {
    await fc.assert(
      fc.asyncProperty(deeds('type', 'type', 'blur', 'wait', 'back'), fc.nat(), async (steps, draw) => {
        clock = new FakeClock();
        const random = chance(draw);
        const shared = memoryDrafts();
        const tabs = [new Tab(shared, clock, random), new Tab(shared, clock, random)];
        const pages = await Promise.all(tabs.map(({ store }) => writer(store)));
        for (const tab of tabs) tab.faults = 0.3;
        const open = new Set<string>();
        let latest: string | undefined;
        let count = 0;
        for (const { do: what, tab, after } of steps) {
          const { drafts } = pages[tab]!;
          if (what === 'type') {
            open.delete(drafts.value ?? '');
            drafts.change((latest = `text ${(count += 1)}`));
            open.add(latest);
          } else if (what === 'blur') void drafts.flush();
          else if (what === 'back' && drafts.others.length) {
            drafts.takeBack();
            latest = drafts.value;
          }
          await clock.pass(1 + after);
        }
        for (const tab of tabs) tab.faults = 0;
        await clock.pass(30_000);
        const rows = await shared.list(ada);
        expect(pages.map(({ drafts }) => drafts.value)).to.eql([latest, latest]);
        expect(rows[0]?.value).to.equal(latest);
        for (const text of open) expect(rows.map(({ value }) => value)).to.include(text);
        for (const page of pages) page.remove();
      }),
      { numRuns: rounds(150), seed },
    );
  });
});
