import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { Customer } from '../../../src/domain/customer.js';
import type { Interaction } from '../../../src/domain/interaction.js';
import '../../../src/elements/agent-desk/define.js';
import type { CustomerSavedEvent } from '../../../src/elements/customer-card/customer-card.events.js';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import type { CardDraft, Place } from '../../../src/elements/customer-card/place.js';
import { wishOf } from '../../../src/elements/customer-card/wishes.js';
import { defaultFields } from '../../../src/domain/field.js';
import { type FaultPlan, faults, type Faulty } from '../../../src/testing/faults.js';
import { draftKey, type DraftStore, keyOf } from '../../../src/wiring/draft-store.js';
import { indexedDbDrafts, type LastingDrafts } from '../../../src/wiring/indexeddb-drafts.js';
import type { Intent } from '../../../src/wiring/intent.js';
import { intentKey } from '../../../src/wiring/intent-key.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import {
  button,
  call,
  en,
  fieldsOf,
  give,
  house,
  numbers,
  said,
  squeeze,
  staySilent,
  textOf,
  turn,
  until,
} from '../../support/card.js';
import { closed, edit, fill, form, input, inputs, opened, problems, save } from '../../support/form.js';
import { watched } from '../../support/leftovers.js';
import { stopTime } from '../../support/page-clock.js';

const city = en['field-city'];
const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names);
const notSaved = (name: string, ...fields: string[]) => en['change-not-saved']({ name, fields }, { list } as never);

interface Desk {
  readonly card: CustomerCard;
  readonly heard: string[];
  readonly faulty: Faulty<Backend>;
  readonly backend: Backend;
  readonly store: DraftStore;
}

const wrappers: HTMLElement[] = [];
const databases: LastingDrafts[] = [];
afterEach(async () => {
  for (const wrapper of wrappers.splice(0)) wrapper.remove();
  await Promise.all(databases.splice(0).map((store) => store.close({ wipe: true })));
});
const lasting = (): LastingDrafts => {
  const store = indexedDbDrafts(`needs-attention-${intentKey()}`);
  databases.push(store);
  return store;
};

interface DeskOptions {
  readonly backend?: Backend;
  readonly store?: DraftStore;
  readonly interaction?: Interaction;
  readonly plan?: FaultPlan;
}

/** A desk with a card, over a draft store of the host's choice. */
function desk({ backend = house(), store = memoryDrafts(), interaction, plan }: DeskOptions = {}): Desk {
  const faulty = faults(backend, plan);
  const frame = document.createElement('agent-desk');
  const card = document.createElement('customer-card');
  const heard: string[] = [];
  card.addEventListener('customer-saved', (event) => {
    const { customerId, interactionId, created } = event as CustomerSavedEvent;
    heard.push(`${created ? 'added' : 'saved'} ${customerId} in ${interactionId}`);
  });
  frame.backend = faulty.backend;
  frame.drafts = store;
  card.interaction = interaction;
  frame.append(card);
  document.body.append(frame);
  wrappers.push(frame);
  return { card, heard, faulty, backend, store };
}

const intents = async ({ store }: Desk) => (await store.list('outbox/')).map(({ value }) => value as Intent);
const unsent = async (at: Desk) => (await intents(at)).filter(({ state }) => state !== 'sent').length;
const drafts = async ({ store }: Desk) => (await store.list('draft/')).map(({ key }) => key);
const calls = ({ faulty }: Desk, method = 'customers.change') => faulty.calls.filter((each) => each.method === method);
const bars = (card: Element): string =>
  [...card.shadowRoot!.querySelectorAll('[part=bar]')].map((bar) => squeeze(bar.textContent ?? '')).join(' | ');
/** As `until`, for what has to be asked for. */
async function become(fact: () => Promise<boolean>): Promise<void> {
  let is = false;
  const ask = async () => {
    is = await fact();
    if (!is) setTimeout(() => void ask());
  };
  void ask();
  await until(() => is, fact.toString());
}
const says = (card: Element, text: string) => until(() => bars(card).includes(text), `a bar says ${text}`);
const shows = (card: Element, text: string) => until(() => textOf(card).includes(text), `${text} is shown`);
const editable = (card: Element) => until(() => form(card) && !input(card, city).matches(':disabled'), 'the form takes typing');
const person = async (backend: Backend, words: string) => (await backend.customers!.search(words))[0]!;

interface Left {
  readonly edit: CardDraft;
  readonly interaction: Interaction;
  readonly intent?: Partial<Intent>;
  /** The draft names an intent that is nowhere. */
  readonly unknown?: boolean;
}

/** What a page left that died while it saved. */
async function left(store: DraftStore, backend: Backend, { edit: typed, interaction, intent, unknown }: Left): Promise<string> {
  const { tenantId, agent } = await backend.session();
  const id = intentKey();
  const at = { tenantId, agentId: agent.id, element: 'customer-card', customerId: typed.base?.id, interactionId: interaction.id };
  const key = draftKey(at);
  const place = { key, interactionId: interaction.id } as Place;
  const changedAt = new Date().toISOString();
  await store.put({ key, value: { ...typed, intent: id }, changedAt });
  const row = {
    ...wishOf(typed, place, defaultFields, id),
    key: id,
    attempts: 1,
    tried: true,
    state: 'queued',
    createdAt: changedAt,
    order: Date.now(),
    ...intent,
  };
  if (!unknown) await store.put({ key: keyOf('outbox', tenantId, agent.id) + keyOf(id), value: row, changedAt });
  return id;
}

const voss = (base: Customer): CardDraft => ({ type: 'person', base, fields: { city: 'Voss' } });
const zoe: CardDraft = { type: 'person', fields: { givenName: 'Zoe' } };

describe('after the page died while it saved', () => {
  staySilent();
  const time = stopTime();

  async function reloaded(
    intent: Partial<Intent> | undefined,
    { plan, before }: { plan?: FaultPlan; before?(backend: Backend, id: string, made: Customer): Promise<unknown> } = {},
  ) {
    const backend = house();
    const store = lasting();
    const interaction = call(numbers.one);
    const made = await person(backend, 'ada');
    const id = await left(store, backend, { edit: voss(made), interaction, intent, unknown: !intent });
    await before?.(backend, id, made);
    return { ...desk({ backend, store, interaction, plan }), id, made, interaction };
  }
  const done = async (at: Desk & { made: Customer; interaction: Interaction }, heard = 1) => {
    await become(async () => (await drafts(at)).length === 0);
    await closed(at.card);
    await until(() => fieldsOf(at.card)['City'] === 'Voss' && at.heard.length === heard);
    expect(at.heard).to.deep.equal(heard ? [`saved ${at.made.id} in ${at.interaction.id}`] : []);
    expect(bars(at.card)).to.equal('');
    const now = (await at.backend.customers!.get(at.made.id))!;
    expect([now.fields['city'], now.revision]).to.deep.equal(['Voss', 2]);
  };

  it('what was waiting is sent, and told to the host', async () => {
    const at = await reloaded({ attempts: 0, tried: false });
    await done(at);
    expect(calls(at).length).to.equal(1);
  });

  it('what was under way is sent again, under its key', async () => {
    const at = await reloaded({ state: 'sending' });
    await done(at);
    expect((calls(at)[0]!.given.at(-1) as { key: string }).key).to.equal(at.id);
  });

  it('what was under way and done is not done twice', async () => {
    const at = await reloaded(
      { state: 'sending' },
      {
        before: (backend, id, { id: customer, revision }) =>
          backend.customers!.change!(customer, { revision, fields: { city: 'Voss' } }, { key: id }),
      },
    );
    await done(at);
  });

  it('what was acknowledged is shown, and neither restored nor told again', async () => {
    const at = await reloaded(undefined, { before: async () => undefined });
    at.card.closest('agent-desk')!.remove();
    const answer = await at.backend.customers!.change!(at.made.id, { revision: 1, fields: { city: 'Voss' } });
    const store = lasting();
    await left(store, at.backend, {
      edit: voss(at.made),
      interaction: at.interaction,
      intent: { state: 'sent', result: answer, sentAt: new Date().toISOString() },
    });
    const again = desk({ backend: at.backend, store, interaction: at.interaction });
    await done({ ...again, made: at.made, interaction: at.interaction }, 0);
    expect(calls(again).length).to.equal(0);
  });

  it('what was refused is in the form again, with the reason', async () => {
    const at = await reloaded({ state: 'needs-attention', error: { code: 'denied' } });
    await editable(at.card);
    expect(bars(at.card)).to.include(en['saving-denied']);
    expect(inputs(at.card)).to.include({ city: 'Voss' });
    await become(async () => (await intents(at)).length === 0);
    save(at.card);
    await done(at);
  });

  it('what was refused for a field is said at the field', async () => {
    const at = await reloaded({
      state: 'needs-attention',
      error: { code: 'invalid', fields: [{ field: 'city', reason: 'too-long' }] },
    });
    await until(() => form(at.card) && problems(at.card)['city'] === en['problem-too-long']({ field: city }));
  });

  it('what stopped for another reason says so, and is tried again when the agent wants', async () => {
    const at = await reloaded({ state: 'needs-attention', error: { code: 'failed' } });
    await says(at.card, en['error-failed']);
    expect(inputs(at.card)).to.include({ city: 'Voss' });
    button(at.card, en.retry).click();
    await done(at);
  });

  it('what ran into a colleague is merged where nothing clashes', async () => {
    const at = await reloaded(
      { state: 'conflict', error: { code: 'conflict' } },
      {
        before: (backend, _, { id, revision }) => backend.customers!.change!(id, { revision, fields: { country: 'Norway' } }),
      },
    );
    await until(() => fieldsOf(at.card)['City'] === 'Voss');
    expect(fieldsOf(at.card)).to.include({ City: 'Voss', Country: 'Norway' });
    expect(at.heard.length).to.equal(1);
  });

  it('what ran into a colleague is asked about where both changed a field', async () => {
    const at = await reloaded(
      { state: 'conflict', error: { code: 'conflict' } },
      {
        before: (backend, _, { id, revision }) => backend.customers!.change!(id, { revision, fields: { city: 'Molde' } }),
      },
    );
    await until(() => at.card.shadowRoot!.querySelector('[data-take=mine]'));
    expect(inputs(at.card)).to.include({ city: 'Voss' });
    at.card.shadowRoot!.querySelector<HTMLElement>('[data-take=mine]')!.click();
    await until(() => !at.card.shadowRoot!.querySelector('[data-take=mine]'));
    save(at.card);
    await closed(at.card);
    expect((await at.backend.customers!.get(at.made.id))!.fields['city']).to.equal('Voss');
  });

  it('what never came to the outbox can be typed in and saved, soon after the outbox is known', async () => {
    const at = await reloaded(undefined);
    await opened(at.card);
    await time.pass(500);
    expect(input(at.card, city).matches(':disabled')).to.equal(true);
    await become(async () => {
      await time.pass(1000);
      return !input(at.card, city).matches(':disabled');
    });
    expect(inputs(at.card)).to.include({ city: 'Voss' });
    expect(textOf(at.card)).not.to.include(en.saving);
    save(at.card);
    await done(at);
  });

  it('what nobody knows is unlocked also where the outbox was read before', async () => {
    const backend = house();
    const store = lasting();
    const interaction = call(numbers.one);
    const made = await person(backend, 'ada');
    await left(store, backend, { edit: voss(made), interaction, unknown: true });
    const at = desk({ backend, store, interaction: call(numbers.none) });
    await until(() => at.card.writing.value?.outgoing.loaded, 'the outbox is read');
    at.card.interaction = interaction;
    await opened(at.card);
    await become(async () => {
      await time.pass(1000);
      return !input(at.card, city).matches(':disabled');
    });
    save(at.card);
    await done({ ...at, made, interaction });
  });

  describe('and the outbox does not know a new customer any more', () => {
    const forgotten = async () => {
      const backend = house();
      const store = lasting();
      const interaction = call(numbers.none);
      const id = await left(store, backend, { edit: zoe, interaction, unknown: true });
      await backend.customers!.add!({ type: 'person', fields: { givenName: 'Zoe' } }, { key: id });
      const at = desk({ backend, store, interaction });
      await opened(at.card);
      await become(async () => {
        await time.pass(1000);
        return !input(at.card, city).matches(':disabled');
      });
      return { ...at, id };
    };

    it('saving the same adds nobody twice', async () => {
      const at = await forgotten();
      save(at.card);
      await closed(at.card);
      expect(at.heard.length).to.equal(1);
      expect((await at.backend.customers!.search('zoe')).length).to.equal(1);
    });

    it('saving something else is another deed', async () => {
      const at = await forgotten();
      fill(at.card, city, 'Voss');
      save(at.card);
      await closed(at.card);
      expect((await at.backend.customers!.search('zoe')).length).to.equal(2);
      expect((calls(at, 'customers.add')[0]!.given.at(-1) as { key: string }).key).not.to.equal(at.id);
    });
  });

  it('what was saved in another conversation is told from whichever card is there', async () => {
    const backend = house();
    const store = lasting();
    const interaction = call(numbers.one);
    const made = await person(backend, 'ada');
    await left(store, backend, { edit: voss(made), interaction });
    const at = desk({ backend, store, interaction: call(numbers.none, { customerId: (await person(backend, 'geir')).id }) });
    await until(() => at.heard.length === 1);
    expect(at.heard).to.deep.equal([`saved ${made.id} in ${interaction.id}`]);
    await become(async () => (await drafts(at)).length === 0);
    expect(textOf(at.card)).not.to.include('Voss');
  });
});

describe('what was not saved, of somebody who is not on screen', () => {
  staySilent();
  stopTime();

  interface Elsewhere extends Desk {
    readonly made: Customer;
    readonly first: Interaction;
    readonly second: Interaction;
  }

  /** Ada was saved in one conversation, with this outcome; another one is on screen. */
  async function elsewhere(intent: Partial<Intent>, options: DeskOptions & { edit?: CardDraft } = {}): Promise<Elsewhere> {
    const backend = options.backend ?? house();
    const store = memoryDrafts();
    const first = call(numbers.one);
    const made = await person(backend, 'ada');
    await left(store, backend, { edit: options.edit ?? voss(made), interaction: first, intent });
    const second =
      'interaction' in options ? options.interaction! : call(numbers.none, { customerId: (await person(backend, 'geir')).id });
    return { ...desk({ ...options, backend, store, interaction: second }), made, first, second };
  }
  const refused = { state: 'needs-attention', error: { code: 'denied' } } as const;
  const clashing = (backend: Backend, { id, revision }: Customer, fields: Record<string, string>) =>
    backend.customers!.change!(id, { revision, fields });

  it('is said with whom it is about, what was typed, and why', async () => {
    const { card } = await elsewhere(refused);
    await says(card, notSaved('Ada Berg', 'City'));
    expect(bars(card)).to.include(en['saving-denied']);
    expect(textOf(card)).not.to.include('Voss');
    expect(form(card)).to.equal(null);
  });

  it('is said as it happens, to an agent who has gone on', async () => {
    const first = call(numbers.one);
    const at = desk({ interaction: first });
    await shows(at.card, 'Ada Berg');
    await edit(at.card);
    fill(at.card, city, 'Voss');
    at.faulty.set({ 'customers.change': { failing: 'denied' } });
    at.faulty.hold('customers.change');
    save(at.card);
    await until(() => at.faulty.held === 1);
    await give(at as never, call(numbers.none));
    await shows(at.card, en['outcome-none']);
    await at.faulty.releaseAll();
    await says(at.card, notSaved('Ada Berg', 'City'));
    expect(at.heard).to.deep.equal([]);
  });

  it('is said where several customers are to choose from, and where no customer is open', async () => {
    const at = await elsewhere(refused, { interaction: call(numbers.many) });
    await says(at.card, notSaved('Ada Berg', 'City'));
    await give(at as never, undefined);
    await shows(at.card, en['no-customer-open']);
    await says(at.card, notSaved('Ada Berg', 'City'));
    expect(bars(at.card)).not.to.include(en.show);
    button(at.card, en.retry).click();
    await until(() => at.heard.length === 1);
    expect(at.heard).to.deep.equal([`saved ${at.made.id} in ${at.first.id}`]);
    await until(() => bars(at.card) === '');
  });

  it('is taken over by Show: into the form, over the customer as they are now', async () => {
    const at = await elsewhere(refused);
    await says(at.card, notSaved('Ada Berg', 'City'));
    await clashing(at.backend, at.made, { country: 'Norway' });
    button(at.card, en.show).click();
    await editable(at.card);
    expect(inputs(at.card)).to.include({ givenName: 'Ada', city: 'Voss', country: 'Norway' });
    await become(async () => (await intents(at)).length === 0);
    expect((await drafts(at)).some((key) => key.includes(at.first.id))).to.equal(false);
    save(at.card);
    await closed(at.card);
    expect(at.heard).to.deep.equal([`saved ${at.made.id} in ${at.second.id}`]);
    expect(bars(at.card)).not.to.include(notSaved('Ada Berg', 'City'));
    expect((await at.backend.customers!.get(at.made.id))!.fields).to.include({ city: 'Voss', country: 'Norway' });
  });

  it('is taken over with what was wrong in its fields', async () => {
    const at = await elsewhere({
      state: 'needs-attention',
      error: { code: 'invalid', fields: [{ field: 'city', reason: 'too-long' }] },
    });
    await says(at.card, en['error-invalid']);
    button(at.card, en.show).click();
    await until(() => form(at.card) && problems(at.card)['city'] === en['problem-too-long']({ field: city }));
  });

  it('is taken over with what clashes', async () => {
    const backend = house();
    const made = await person(backend, 'ada');
    await clashing(backend, made, { city: 'Molde' });
    const at = await elsewhere({ state: 'conflict', error: { code: 'conflict' } }, { backend, edit: voss(made) });
    await says(at.card, en['error-conflict']);
    button(at.card, en.show).click();
    await until(() => at.card.shadowRoot!.querySelector('[data-take=mine]'));
    expect(inputs(at.card)).to.include({ city: 'Voss' });
    expect((await backend.customers!.get(made.id))!.fields['city']).to.equal('Molde');
  });

  it('is not given up where something is being typed about the same customer', async () => {
    const at = await elsewhere(refused, { interaction: call(numbers.one) });
    await says(at.card, notSaved('Ada Berg', 'City'));
    await edit(at.card);
    fill(at.card, en['field-country'], 'Norway');
    at.card.interaction = call(numbers.none);
    await shows(at.card, en['outcome-none']);
    at.card.interaction = at.second;
    await opened(at.card);
    expect(inputs(at.card)).to.include({ country: 'Norway', city: 'Bergen' });
    expect(await unsent(at)).to.equal(1);
    // What is saved now waits behind it, and says so.
    save(at.card);
    await says(at.card, notSaved('Ada Berg', 'City'));
    expect(textOf(at.card)).to.include(en.saving);
    expect(bars(at.card)).not.to.include(en.show);
    button(at.card, en.discard).click();
    await closed(at.card);
    expect((await at.backend.customers!.get(at.made.id))!.fields).to.include({ country: 'Norway', city: 'Bergen' });
  });

  it('goes on by Try again, and is told with the conversation it was typed in', async () => {
    const at = await elsewhere(refused);
    await says(at.card, notSaved('Ada Berg', 'City'));
    button(at.card, en.retry).click();
    await until(() => at.heard.length === 1);
    expect(at.heard).to.deep.equal([`saved ${at.made.id} in ${at.first.id}`]);
    await until(() => bars(at.card) === '');
    await become(async () => (await drafts(at)).length === 0);
    at.card.interaction = at.first;
    await until(() => fieldsOf(at.card)['City'] === 'Voss');
    expect(form(at.card)).to.equal(null);
  });

  it('is thrown away by Discard, which says what', async () => {
    const at = await elsewhere(refused);
    await says(at.card, notSaved('Ada Berg', 'City'));
    button(at.card, en.discard).click();
    await until(() => bars(at.card) === '');
    expect(said(at.card)).to.equal(en['thrown-away']({ name: 'Ada Berg', fields: ['City'] }, { list } as never));
    expect(await intents(at)).to.deep.equal([]);
    await become(async () => (await drafts(at)).length === 0);
    at.card.interaction = at.first;
    await shows(at.card, 'Ada Berg');
    await until(() => fieldsOf(at.card)['City'] === 'Bergen');
    expect(form(at.card)).to.equal(null);
  });

  it('is merged without a question where it only ran into a colleague’s other fields', async () => {
    const backend = house();
    const made = await person(backend, 'ada');
    await clashing(backend, made, { country: 'Norway' });
    const at = await elsewhere({ state: 'conflict', error: { code: 'conflict' } }, { backend, edit: voss(made) });
    await until(() => at.heard.length === 1);
    expect((await backend.customers!.get(made.id))!.fields).to.include({ city: 'Voss', country: 'Norway' });
    await until(() => bars(at.card) === '');
  });

  it('waits for the agent, and not for ever in circles, where a colleague’s field clashes', async () => {
    const backend = house();
    const made = await person(backend, 'ada');
    await clashing(backend, made, { city: 'Molde' });
    const at = await elsewhere({ state: 'conflict', error: { code: 'conflict' } }, { backend, edit: voss(made) });
    await says(at.card, en['error-conflict']);
    button(at.card, en.retry).click();
    await until(() => !button(at.card, en.retry).disabled);
    await says(at.card, en['error-conflict']);
    expect(calls(at).length).to.equal(0);
  });

  it('stays where it is when the customer cannot be read', async () => {
    const at = await elsewhere(refused);
    await says(at.card, notSaved('Ada Berg', 'City'));
    at.faulty.set({ 'customers.get': { failing: 'offline' } });
    button(at.card, en.show).click();
    await until(() => said(at.card) === en['error-offline']);
    await says(at.card, notSaved('Ada Berg', 'City'));
    expect(form(at.card)).to.equal(null);
    expect(await unsent(at)).to.equal(1);
  });

  it('can become a new customer when a colleague has deleted this one', async () => {
    const backend = house({ role: 'manager' });
    const at = await elsewhere({ state: 'needs-attention', error: { code: 'not-found' } }, { backend });
    await says(at.card, en['error-not-found']);
    await backend.customers!.remove!(at.made.id, 1);
    button(at.card, en.show).click();
    await editable(at.card);
    expect(textOf(at.card)).to.include(en['new-customer']);
    expect(inputs(at.card)).to.include({ givenName: 'Ada', familyName: 'Berg', city: 'Voss' });
    await become(async () => (await intents(at)).length === 0);
  });

  it('is a new customer that goes on in the form of one', async () => {
    const at = await elsewhere(refused, { edit: zoe });
    await says(at.card, en['addition-not-saved']({ name: 'Zoe' }));
    button(at.card, en.show).click();
    await until(() => form(at.card) && inputs(at.card)['givenName'] === 'Zoe');
    await become(async () => (await intents(at)).length === 0);
    save(at.card);
    await until(() => at.heard.length === 1);
    expect((await at.backend.customers!.search('zoe')).length).to.equal(1);
    expect((await at.backend.customers!.get(at.made.id))!.revision).to.equal(1);
  });

  it('is a deletion that can be left alone', async () => {
    const backend = house({ role: 'manager' });
    const made = await person(backend, 'ada');
    const at = await elsewhere(
      {
        ...refused,
        kind: 'customers.remove',
        payload: { id: made.id, revision: 1, name: 'Ada Berg' },
        about: `customer/${made.id}`,
      },
      { backend },
    );
    await says(at.card, en['not-deleted']({ name: 'Ada Berg' }));
    button(at.card, en['keep-customer']).click();
    await until(() => bars(at.card) === '');
    expect(await intents(at)).to.deep.equal([]);
    expect(await backend.customers!.get(made.id)).to.exist;
  });

  it('has nothing to fault for assistive technology', async () => {
    const { card } = await elsewhere(refused);
    await says(card, notSaved('Ada Berg', 'City'));
    await expect(card).to.be.accessible();
  });
});

describe('cards that come and go over one draft store', () => {
  staySilent();

  it('keep none of the backends they had', async () => {
    const store = memoryDrafts();
    const first = watched(house());
    const kept = desk({ backend: first.backend, store, interaction: call(numbers.one) });
    await shows(kept.card, 'Ada Berg');
    const backends = Array.from({ length: 12 }, () => watched(house()));
    for (const { backend } of backends) {
      const { card } = desk({ backend, store, interaction: call(numbers.one) });
      await shows(card, 'Ada Berg');
      await edit(card);
      wrappers.pop()!.remove();
      await turn();
    }
    await turn();
    const workplaces = backends.map(({ watching }) => watching().length);
    expect(workplaces).to.deep.equal(backends.map(() => 1));
  });

  it('send what one of them saved when the network is back, with the one that is there', async () => {
    const store = memoryDrafts();
    const backend = house();
    const interaction = call(numbers.one);
    const gone = desk({ backend, store, interaction, plan: { 'customers.change': { failing: 'offline' } } });
    await shows(gone.card, 'Ada Berg');
    await edit(gone.card);
    fill(gone.card, city, 'Voss');
    save(gone.card);
    await says(gone.card, en['not-sent-yet']);
    wrappers.pop()!.remove();
    const there = desk({ backend, store, interaction });
    await says(there.card, en['not-sent-yet']);
    button(there.card, en.retry).click();
    await closed(there.card);
    expect(there.heard.length).to.equal(1);
    expect(gone.heard.length).to.equal(0);
  });
});
