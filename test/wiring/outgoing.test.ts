import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { memory } from '../../src/adapters/memory.js';
import type { Backend, WriteOptions } from '../../src/backend/backend.js';
import { isBackendError } from '../../src/backend/backend-error.js';
import type { Customer } from '../../src/domain/customer.js';
import type { CustomerPatch } from '../../src/domain/patch.js';
import { type Faulty, faults } from '../../src/testing/faults.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { type DraftStore } from '../../src/wiring/draft-store.js';
import type { Intent, Wish } from '../../src/wiring/intent.js';
import { memoryDrafts, pageDraftsOf } from '../../src/wiring/memory-drafts.js';
import { dispatchFor, outboxFor } from '../../src/wiring/outboxes.js';
import { Outgoing, type Senders } from '../../src/wiring/outgoing.js';
import { aBackend, aCustomer, aSession, knowing } from '../support/backends.js';
import { FakeClock } from '../support/fake-clock.js';
import { turn, until } from '../support/until.js';

interface Change {
  readonly id: string;
  readonly patch: CustomerPatch;
}

const senders: Senders = {
  'customers.change': ({ customers }) =>
    customers?.change && {
      send: ({ id, patch }: Change, options) => customers.change!(id, patch, options),
      rebase: ({ id, patch }: Change, earlier) => ({ id, patch: { ...patch, revision: (earlier as Customer).revision } }),
    },
  'customers.erase': ({ customers }) => customers?.erase && { send: (id: string, options) => customers.erase!(id, options) },
};

let clock = new FakeClock();

/** Shows what is on its way about one record, and one intent. */
class OutgoingView extends LitElement {
  backend?: Backend;
  store?: DraftStore;
  record = 'customer/ada';
  intent = '';
  renders = 0;
  readonly outgoing = new Outgoing(this, { backend: () => this.backend, store: () => this.store, senders, clock });

  get seen(): string {
    return this.renderRoot.textContent?.trim() ?? '';
  }
  shows(what: string): Promise<void> {
    return until(this.renderRoot, () => this.seen === what);
  }
  override render(): TemplateResult {
    this.renders += 1;
    const about = this.outgoing.about(this.record).map(({ payload, state }) => `${nameIn(payload)} ${state}`);
    const intent = this.intent && this.outgoing.get(this.intent);
    return html`${about.join(', ')}${intent ? ` | ${nameIn(intent.payload)} ${intent.state}` : ''}`;
  }
}
defineElement('outgoing-view', OutgoingView);

const nameIn = (payload: unknown) => (payload as Change).patch.fields['givenName'];
const wish = (name: string, id = 'ada', revision = 1): Wish<Change> => ({
  kind: 'customers.change',
  about: `customer/${id}`,
  payload: { id, patch: { revision, fields: { givenName: name } } },
  base: revision,
});

interface Written {
  readonly name: string | undefined;
  readonly key: string | undefined;
  readonly agent: string;
}

/** A backend that writes down what it is asked to change, and by whom. */
function keeping(agentId = 'a1') {
  const written: Written[] = [];
  const who = { id: agentId };
  const { customers } = knowing(aCustomer('ada', 'Ada'));
  const change = async (id: string, patch: CustomerPatch, { key }: WriteOptions = {}): Promise<Customer> => {
    written.push({ name: patch.fields['givenName'], key, agent: who.id });
    return { ...aCustomer(id, patch.fields['givenName'] ?? ''), revision: patch.revision + 1 };
  };
  let watchers = 0;
  const backend = aBackend({
    session: async () => aSession({ agent: { id: who.id, name: who.id } }),
    customers: { ...customers!, change },
    watch: () => {
      watchers += 1;
      return () => void (watchers -= 1);
    },
  });
  const faulty = faults(backend);
  const names = () => written.map(({ name }) => name);
  const tellSession = () => faulty.tell({ kind: 'session', id: 's', revision: 2 });
  const watching = () => watchers;
  return { faulty, backend: faulty.backend, written, names, who, tellSession, watching };
}
type Keeping = ReturnType<typeof keeping>;
const asked = ({ calls }: Faulty<Backend>, method: string) => calls.filter((call) => call.method === method).length;

async function view(backend: Backend | undefined, store?: DraftStore, record = 'customer/ada'): Promise<OutgoingView> {
  return fixture<OutgoingView>(html`<outgoing-view .backend=${backend} .store=${store} .record=${record}></outgoing-view>`);
}
async function change(
  element: OutgoingView,
  to: Partial<Pick<OutgoingView, 'backend' | 'store' | 'record' | 'intent'>>,
): Promise<void> {
  Object.assign(element, to);
  element.requestUpdate();
  await element.updateComplete;
}
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (caught) {
    return isBackendError(caught) ? caught.code : String(caught);
  }
  return 'nothing';
}
const owner = (agentId = 'a1') => ({ tenantId: 'test', agentId });
/** What an earlier page left: kept, and not sent. */
async function left(store: DraftStore, ...wishes: readonly Wish[]): Promise<void> {
  const { Outbox } = await import('../../src/wiring/outbox.js');
  const outbox = new Outbox({ store, ...owner(), clock });
  for (const each of wishes) await outbox.enqueue(each);
  outbox.close();
}
/** Counts who listens to an outbox. */
async function listening(store: DraftStore): Promise<() => number> {
  const { outbox } = await dispatchFor(store, owner(), clock);
  const subscribe = outbox.subscribe.bind(outbox);
  let count = 0;
  outbox.subscribe = (listener) => {
    const stop = subscribe(listener);
    count += 1;
    return () => {
      count -= 1;
      stop();
    };
  };
  return () => count;
}
const kept = async (store: DraftStore) => (await store.list('outbox/')).map(({ value }) => value as Intent);

beforeEach(() => (clock = new FakeClock()));

describe('a wish', () => {
  it('is on its way until it is acknowledged, and known afterwards', async () => {
    const { backend, faulty, names } = keeping();
    faulty.hold('customers.change');
    const element = await view(backend);
    const { id, state } = await element.outgoing.enqueue(wish('Ann'));
    expect(state).to.equal('queued');
    await change(element, { intent: id });
    await element.shows('Ann sending | Ann sending');
    const settled = element.outgoing.settled(id);
    await faulty.releaseAll();
    await element.shows('| Ann sent');
    expect(((await settled)?.result as Customer).revision).to.equal(2);
    expect(names()).to.eql(['Ann']);
  });

  it('takes the revision that the one before it returned', async () => {
    const { backend, faulty } = keeping();
    faulty.hold('customers.change');
    const element = await view(backend);
    const [, two] = await Promise.all([element.outgoing.enqueue(wish('Ann')), element.outgoing.enqueue(wish('Anna'))]);
    await element.shows('Ann sending, Anna queued');
    await faulty.releaseAll();
    await element.outgoing.settled(two.id);
    expect(faulty.calls.filter(({ method }) => method === 'customers.change').map(({ given }) => given[1])).to.eql([
      { revision: 1, fields: { givenName: 'Ann' } },
      { revision: 2, fields: { givenName: 'Anna' } },
    ]);
  });

  it('is refused where there is nobody to send it', async () => {
    const { backend } = keeping();
    const element = await view(undefined);
    expect(await codeOf(element.outgoing.enqueue(wish('Ann')))).to.equal('unavailable');
    await change(element, { backend });
    expect(await codeOf(element.outgoing.enqueue({ kind: 'customers.erase', payload: 'ada', about: 'x' }))).to.equal(
      'unsupported',
    );
    expect(await codeOf(element.outgoing.enqueue({ kind: 'nonsense', payload: 'ada', about: 'x' }))).to.equal('unsupported');
    expect(await kept(pageDraftsOf(backend))).to.eql([]);
  });

  it('is refused as long as the session cannot be read, and not kept', async () => {
    const { backend, faulty, names } = keeping();
    faulty.set({ session: { failing: 'offline' } });
    const store = memoryDrafts();
    const element = await view(backend, store);
    expect(await codeOf(element.outgoing.enqueue(wish('Ann')))).to.equal('offline');
    expect(await kept(store)).to.eql([]);
    faulty.set({});
    const { id } = await element.outgoing.enqueue(wish('Anna'));
    await element.outgoing.settled(id);
    expect(names()).to.eql(['Anna']);
  });

  it('is refused when the store does not keep it', async () => {
    const { backend, names } = keeping();
    const element = await view(backend);
    const payload = { id: 'ada', patch: { revision: 1, fields: {} }, odd: () => undefined };
    expect(await codeOf(element.outgoing.enqueue({ ...wish('Ann'), payload }))).to.equal('invalid');
    await clock.pass(60_000);
    expect(names()).to.eql([]);
  });

  it('can be given up, or made anew, while it is not under way', async () => {
    const { backend, faulty, names } = keeping();
    faulty.set({ 'customers.change': { failing: 'invalid' } });
    const element = await view(backend);
    const one = await element.outgoing.enqueue(wish('Ann'));
    await element.outgoing.settled(one.id);
    await element.shows('Ann needs-attention');
    faulty.set({});
    await element.outgoing.edit(one.id, wish('Anna').payload);
    expect((await element.outgoing.settled(one.id))?.state).to.equal('sent');
    faulty.set({ 'customers.change': { failing: 'denied' } });
    const two = await element.outgoing.enqueue(wish('Bo'));
    await element.outgoing.settled(two.id);
    await element.shows('Bo needs-attention');
    await element.outgoing.discard(two.id);
    await element.shows('');
    expect(await element.outgoing.settled(two.id)).to.equal(undefined);
    expect(names()).to.eql(['Anna']);
  });

  it('is nothing that can be tried again where nothing is', async () => {
    const element = await view(undefined);
    const { outgoing } = element;
    expect(await codeOf(outgoing.retry('x'))).to.equal('not-found');
    expect(await codeOf(outgoing.edit('x', 1))).to.equal('not-found');
    expect(await codeOf(outgoing.discard('x'))).to.equal('not-found');
    expect(await outgoing.settled('x')).to.equal(undefined);
    await outgoing.resume();
  });
});

describe('opening', () => {
  it('waits for the first wish where no store was chosen', async () => {
    const { backend, faulty } = keeping();
    const element = await view(backend);
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await turn();
    expect(asked(faulty, 'session')).to.equal(0);
    await element.outgoing.enqueue(wish('Ann'));
    expect(asked(faulty, 'session')).to.equal(1);
  });

  it('happens by itself with a chosen store, and what an earlier page left is sent', async () => {
    const { backend, faulty, names } = keeping();
    faulty.hold('customers.change');
    const store = memoryDrafts();
    await left(store, wish('Ann'), wish('Bo', 'bo'));
    const element = await view(backend, store);
    await element.shows('Ann sending');
    await faulty.releaseAll();
    await element.shows('');
    expect(names()).to.have.members(['Ann', 'Bo']);
  });

  it('waits until the first render is over', async () => {
    const { backend, faulty } = keeping();
    const store = memoryDrafts();
    await left(store, wish('Ann'));
    const list = store.list;
    let lists = 0;
    const counted = { ...store, list: (prefix: string) => ((lists += 1), list(prefix)) };
    const element = document.createElement('outgoing-view') as OutgoingView;
    Object.assign(element, { backend, store: counted });
    document.body.append(element);
    await element.updateComplete;
    expect([asked(faulty, 'session'), lists]).to.eql([0, 0]);
    element.intent = 'none';
    await element.shows('');
    element.remove();
  });

  it('happens when the backend is there, and when a failed session can be read', async () => {
    const { backend, faulty, tellSession } = keeping();
    faulty.hold('customers.change');
    const store = memoryDrafts();
    await left(store, wish('Ann'));
    const element = await view(undefined, store);
    expect(element.seen).to.equal('');
    faulty.set({ session: { failing: 'unauthenticated' } });
    await change(element, { backend });
    await fixture(html`<p></p>`);
    while (!asked(faulty, 'session')) await new Promise((resolve) => requestAnimationFrame(resolve));
    await turn();
    faulty.set({});
    tellSession();
    await element.shows('Ann sending');
  });
});

describe('rendering', () => {
  it('happens for the record and the intent that were asked for, and for no others', async () => {
    const { backend } = keeping();
    const element = await view(backend);
    const other = await view(backend, undefined, 'customer/bo');
    const ada = await element.outgoing.enqueue(wish('Ann'));
    await element.outgoing.settled(ada.id);
    await element.updateComplete;
    const before = element.renders;
    const bo = await other.outgoing.enqueue(wish('Bo', 'bo'));
    await other.outgoing.settled(bo.id);
    await element.updateComplete;
    expect(element.renders).to.equal(before);
    await change(element, { intent: bo.id });
    expect(element.seen).to.equal('| Bo sent');
  });

  it('does not happen for a list that was only read again', async () => {
    const { backend, faulty } = keeping();
    faulty.hold('customers.change');
    const tab = memoryDrafts();
    const element = await view(backend, tab);
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    const [before, list] = [element.renders, element.outgoing.about('customer/ada')];
    await (await outboxFor(tab, owner())).enqueue(wish('Bo', 'bo'));
    const sentElsewhere = { ...list[0], id: 'z', about: 'z', state: 'sent', sentAt: new Date(clock.now()).toISOString() };
    await tab.put({ key: 'outbox/test/a1/z/', value: sentElsewhere, changedAt: '' });
    await turn();
    await element.updateComplete;
    expect(element.renders).to.equal(before);
    expect(element.outgoing.about('customer/ada')).to.equal(list);
  });

  it('shows the same in two elements on one record, sent once', async () => {
    const { backend, faulty, names } = keeping();
    faulty.hold('customers.change');
    const [one, other] = [await view(backend), await view(backend)];
    await one.outgoing.enqueue(wish('Ann'));
    await Promise.all([one, other].map((each) => each.shows('Ann sending')));
    const late = await view(backend);
    await late.shows('Ann sending');
    await faulty.releaseAll();
    await Promise.all([one, other, late].map((each) => each.shows('')));
    expect(names()).to.eql(['Ann']);
  });
});

describe('a backend that misbehaves', () => {
  it('may answer late: what the element promised is sent without it', async () => {
    const { backend, faulty, names } = keeping();
    faulty.hold('customers.change');
    const element = await view(backend);
    const { id } = await element.outgoing.enqueue(wish('Ann'));
    await element.outgoing.enqueue(wish('Anna'));
    await element.shows('Ann sending, Anna queued');
    element.remove();
    expect([element.outgoing.about('customer/ada'), element.outgoing.get(id)]).to.eql([[], undefined]);
    await faulty.releaseAll();
    for (const each of (await outboxFor(pageDraftsOf(backend), owner())).intents)
      await (await outboxFor(pageDraftsOf(backend), owner())).settled(each.id);
    expect(names()).to.eql(['Ann', 'Anna']);
  });

  it('may never answer: it is asked again, with the same key', async () => {
    const { backend, faulty, written } = keeping();
    faulty.set({ 'customers.change': { never: true } });
    const element = await view(backend);
    const { id, key } = await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    await clock.pass(30_000);
    await element.shows('Ann queued');
    expect(element.outgoing.get(id)?.error?.code).to.equal('timeout');
    faulty.set({});
    await clock.pass(60_000);
    await element.shows('');
    const keys = faulty.calls.flatMap(({ method, given }) =>
      method === 'customers.change' ? [(given[2] as WriteOptions).key] : [],
    );
    expect(new Set(keys)).to.eql(new Set([key]));
    expect(written.at(-1)?.key).to.equal(key);
  });

  it('may never say who works there: nothing is sent, and it is tried again', async () => {
    const { backend, faulty, tellSession, names } = keeping();
    const element = await view(backend);
    const first = await element.outgoing.enqueue(wish('Ann'));
    await element.outgoing.settled(first.id);
    faulty.set({ 'customers.change': { failing: 'offline' } });
    await element.outgoing.enqueue(wish('Anna'));
    await element.shows('Anna queued');
    faulty.set({ session: { never: true } });
    tellSession();
    await clock.pass(30_000);
    expect(names()).to.eql(['Ann']);
    faulty.set({});
    tellSession();
    await clock.pass(120_000);
    await element.shows('');
    expect(names()).to.eql(['Ann', 'Anna']);
  });

  it('may be asked twice by the network: it is done once', async () => {
    const real = memory({
      tenantId: 'test',
      agent: { id: 'a1', name: 'Ada' },
      customers: [{ type: 'person', fields: { givenName: 'Ada' } }],
    });
    const [found] = await real.customers.search('Ada');
    const { backend } = faults<Backend>(real, { 'customers.change': { twice: true } });
    const element = await view(backend, undefined, `customer/${found!.id}`);
    const { id } = await element.outgoing.enqueue(wish('Ann', found!.id, found!.revision));
    expect((await element.outgoing.settled(id))?.state).to.equal('sent');
    expect(await real.customers.get(found!.id)).to.include({ revision: found!.revision + 1, name: 'Ann' });
  });

  it('may be out of reach: it is sent when the network is back', async () => {
    const { backend, faulty, names } = keeping();
    faulty.set({ 'customers.change': { failing: 'offline' } });
    const element = await view(backend);
    const { id } = await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann queued');
    await until(element.renderRoot, () => element.outgoing.get(id)?.error?.code === 'offline');
    faulty.set({});
    window.dispatchEvent(new Event('online'));
    await element.shows('');
    expect(names()).to.eql(['Ann']);
  });

  it('may know something newer: the record as it is now is at hand, and what is made of it is sent', async () => {
    const real = memory({
      tenantId: 'test',
      agent: { id: 'a1', name: 'Ada' },
      customers: [{ type: 'person', fields: { givenName: 'Ada' } }],
    });
    const [found] = await real.customers.search('Ada');
    const { id, revision } = found!;
    const element = await view(real, undefined, `customer/${id}`);
    await real.customers.change(id, { revision, fields: { givenName: 'Agnes' } });
    const made = await element.outgoing.enqueue(wish('Ann', id, revision));
    await element.shows('Ann conflict');
    const current = element.outgoing.get(made.id)?.error?.current as Customer;
    expect(current).to.include({ name: 'Agnes', revision: revision + 1 });
    await element.outgoing.edit(made.id, wish('Anna', id, current.revision).payload);
    await element.shows('');
    expect((await real.customers.get(id))?.name).to.equal('Anna');
  });
});

describe('another place', () => {
  it('shows nothing of the backend before, whose answer is heard of no more, and which is sent all the same', async () => {
    const [old, other] = [keeping(), keeping()];
    old.faulty.hold('customers.change');
    const element = await view(old.backend);
    const { id } = await element.outgoing.enqueue(wish('Ann'));
    await change(element, { intent: id });
    await element.shows('Ann sending | Ann sending');
    const settled = element.outgoing.settled(id);
    await change(element, { backend: other.backend });
    expect(element.seen).to.equal('');
    const before = element.renders;
    await old.faulty.releaseAll();
    expect(await settled).to.equal(undefined);
    await element.updateComplete;
    expect([element.renders, old.names(), other.names()]).to.eql([before, ['Ann'], []]);
  });

  it('is never mixed with another backend of the same tenant and agent', async () => {
    const [one, other] = [keeping(), keeping()];
    for (const { faulty } of [one, other]) faulty.hold('customers.change');
    const [first, second] = [await view(one.backend), await view(other.backend)];
    await Promise.all([first.outgoing.enqueue(wish('Ann')), second.outgoing.enqueue(wish('Bo'))]);
    await Promise.all([first.shows('Ann sending'), second.shows('Bo sending')]);
    for (const { faulty } of [one, other]) await faulty.releaseAll();
    await Promise.all([first.shows(''), second.shows('')]);
    expect([one.names(), other.names()]).to.eql([['Ann'], ['Bo']]);
  });

  it('is another store', async () => {
    const { backend, faulty } = keeping();
    faulty.hold('customers.change');
    const [store, other] = [memoryDrafts(), memoryDrafts()];
    await left(other, wish('Bo'));
    const element = await view(backend, store);
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    await change(element, { store: other });
    expect(element.seen).to.equal('');
    await element.shows('Bo sending');
  });

  it('is another agent on the same backend, for whom nothing of the other is sent', async () => {
    const { backend, faulty, who, tellSession, written } = keeping();
    const element = await view(backend);
    faulty.set({ 'customers.change': { failing: 'unavailable' } });
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann queued');
    who.id = 'a2';
    faulty.set({});
    tellSession();
    await element.shows('');
    await clock.pass(60_000);
    expect(written).to.eql([]);
    const { id } = await element.outgoing.enqueue(wish('Bo'));
    await element.outgoing.settled(id);
    who.id = 'a1';
    tellSession();
    await element.shows('Ann queued');
    await clock.pass(60_000);
    await element.shows('');
    expect(written.map(({ name, agent }) => [name, agent])).to.eql([
      ['Bo', 'a2'],
      ['Ann', 'a1'],
    ]);
  });

  it('takes no wish of the agent on screen in the name of another', async () => {
    const { backend, who, tellSession, names } = keeping();
    const element = await view(backend);
    const { id } = await element.outgoing.enqueue(wish('Ann'));
    await element.outgoing.settled(id);
    who.id = 'a2';
    tellSession();
    expect(await codeOf(element.outgoing.enqueue(wish('Bo')))).to.equal('unauthenticated');
    await clock.pass(60_000);
    expect(names()).to.eql(['Ann']);
  });
});

describe('a login that is over', () => {
  const lockedOut = async (keeper: Keeping, store?: DraftStore): Promise<OutgoingView> => {
    keeper.faulty.set({ 'customers.change': { failing: 'unauthenticated' } });
    const element = await view(keeper.backend, store);
    const { id } = await element.outgoing.enqueue(wish('Ann'));
    await change(element, { intent: id });
    await until(element.renderRoot, () => element.outgoing.get(id)?.error?.code === 'unauthenticated');
    await clock.pass(600_000);
    expect(asked(keeper.faulty, 'customers.change')).to.equal(1);
    keeper.faulty.set({});
    return element;
  };

  it('goes on when the backend tells of another session', async () => {
    const keeper = keeping();
    const element = await lockedOut(keeper);
    keeper.tellSession();
    await element.shows('| Ann sent');
  });

  it('goes on though the element is gone', async () => {
    const keeper = keeping();
    const element = await lockedOut(keeper);
    const { id } = element.outgoing.about('customer/ada')[0]!;
    element.remove();
    keeper.tellSession();
    await (await outboxFor(pageDraftsOf(keeper.backend), owner())).settled(id);
    expect(keeper.names()).to.eql(['Ann']);
  });

  it('goes on with another backend object over the same store', async () => {
    const [keeper, next] = [keeping(), keeping()];
    const element = await lockedOut(keeper, memoryDrafts());
    await change(element, { backend: next.backend });
    await element.shows('| Ann sent');
    expect([keeper.names(), next.names()]).to.eql([[], ['Ann']]);
  });

  it('goes on in two tabs that are told at once, and neither is refused', async () => {
    const keeper = keeping();
    const store = memoryDrafts();
    await lockedOut(keeper, store);
    const { Outbox } = await import('../../src/wiring/outbox.js');
    const tabs = [1, 2].map(() => new Outbox({ store: { ...store }, ...owner(), clock }));
    expect(await Promise.all(tabs.map((tab) => codeOf(tab.resume())))).to.eql(['nothing', 'nothing']);
    for (const tab of tabs) tab.close();
  });

  it('goes on when it is told by hand', async () => {
    const keeper = keeping();
    const element = await lockedOut(keeper);
    await element.outgoing.resume();
    await element.shows('| Ann sent');
  });

  it('is no reason to wait for what was refused after the next one had begun', async () => {
    const { backend, faulty, tellSession, names } = keeping();
    faulty.set({ 'customers.change': { failing: 'unauthenticated' } });
    faulty.hold('customers.change');
    const element = await view(backend);
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    tellSession();
    await turn();
    faulty.set({});
    await faulty.releaseAll();
    await clock.pass(2000);
    await element.shows('');
    expect(names()).to.eql(['Ann']);
  });
});

describe('who sends', () => {
  const sent = async (element: OutgoingView, name: string) => {
    const { id } = await element.outgoing.enqueue(wish(name));
    await element.outgoing.settled(id);
  };

  it('is the newest backend that an element has', async () => {
    const [one, next] = [keeping(), keeping()];
    const store = memoryDrafts();
    const [first, second] = [await view(one.backend, store), await view(one.backend, store)];
    await sent(first, 'A');
    await change(second, { backend: next.backend });
    await sent(second, 'B');
    await sent(first, 'C');
    expect([one.names(), next.names()]).to.eql([['A'], ['B', 'C']]);
    second.remove();
    await sent(first, 'D');
    await change(first, { backend: next.backend });
    await sent(first, 'E');
    await change(first, { backend: one.backend });
    await sent(first, 'F');
    expect([one.names(), next.names()]).to.eql([
      ['A', 'D', 'F'],
      ['B', 'C', 'E'],
    ]);
  });

  it('is said once for all elements of a backend', async () => {
    const { backend } = keeping();
    const store = memoryDrafts();
    const { outbox } = await dispatchFor(store, owner(), clock);
    const said: string[] = [];
    const sender = outbox.sender.bind(outbox);
    outbox.sender = (kind, each) => (said.push(kind), sender(kind, each));
    const elements = [await view(backend, store), await view(backend, store)];
    for (const element of elements) await sent(element, 'A');
    elements[0]!.remove();
    expect(said).to.eql(['customers.change']);
  });

  it('is not kept alive without elements and without something to send', async () => {
    const { deref } = WeakRef.prototype;
    const { backend, names } = keeping();
    const store = memoryDrafts();
    const element = await view(backend, store);
    await sent(element, 'A');
    const outbox = await outboxFor(store, owner());
    const forget = () => (WeakRef.prototype.deref = () => undefined); // as if collected: whoever needs the backend must have it by itself
    try {
      forget();
      await sent(element, 'B');
      WeakRef.prototype.deref = deref;
      element.remove();
      const there = await outbox.enqueue(wish('C'));
      forget();
      await outbox.settled(there.id);
      expect(names()).to.eql(['A', 'B', 'C']);
      const waits = await outbox.enqueue(wish('D'));
      await clock.pass(60_000);
      expect(outbox.intents.find(({ id }) => id === waits.id)).to.include({ state: 'queued', tried: false });
      WeakRef.prototype.deref = deref;
      const next = keeping();
      await view(next.backend, store);
      await outbox.settled(waits.id);
      expect([names(), next.names()]).to.eql([['A', 'B', 'C'], ['D']]);
    } finally {
      WeakRef.prototype.deref = deref;
    }
  });
});

describe('leaving the tree', () => {
  it('leaves nobody who listens, and coming back shows at once what is there', async () => {
    const { backend, faulty, watching } = keeping();
    faulty.hold('customers.change');
    const store = memoryDrafts();
    const listeners = await listening(store);
    const element = await view(backend, store);
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    const [heard, watched] = [listeners(), watching()];
    const home = element.parentElement!;
    for (let i = 0; i < 3; i++) {
      element.remove();
      await element.updateComplete;
      expect([element.seen, listeners(), watching()]).to.eql(['', heard - 1, watched - 1]);
      home.append(element);
      await element.updateComplete;
      expect(element.seen).to.equal('Ann sending');
      home.prepend(element);
      await element.updateComplete;
      expect([element.seen, listeners(), watching()]).to.eql(['Ann sending', heard, watched]);
    }
    element.remove();
    const before = element.renders;
    await element.updateComplete;
    await faulty.releaseAll();
    expect(element.renders).to.be.most(before + 1);
  });

  it('before anything was opened opens nothing', async () => {
    const { backend, faulty } = keeping();
    const element = document.createElement('outgoing-view') as OutgoingView;
    Object.assign(element, { backend, store: memoryDrafts() });
    document.body.append(element);
    await element.updateComplete;
    element.remove();
    for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(asked(faulty, 'session')).to.equal(0);
  });

  it('does not lose a wish that is being kept', async () => {
    const { backend, names } = keeping();
    const element = await view(backend);
    const wished = element.outgoing.enqueue(wish('Ann'));
    element.remove();
    const { id } = await wished;
    await (await outboxFor(pageDraftsOf(backend), owner())).settled(id);
    expect(names()).to.eql(['Ann']);
  });

  it('and coming back after another agent has come shows nothing of the one before', async () => {
    const { backend, faulty, who, tellSession } = keeping();
    faulty.hold('customers.change');
    const element = await view(backend);
    await element.outgoing.enqueue(wish('Ann'));
    await element.shows('Ann sending');
    const home = element.parentElement!;
    element.remove();
    who.id = 'a2';
    tellSession();
    home.append(element);
    await element.updateComplete;
    expect(element.seen).to.equal('');
    const { agent } = await backend.session();
    expect(agent.id).to.equal('a2');
  });
});
