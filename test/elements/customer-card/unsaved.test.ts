import { expect } from '@open-wc/testing';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { faults } from '../../../src/testing/index.js';
import {
  button,
  call,
  en,
  everything,
  fieldsOf,
  focused,
  give,
  house,
  numbers,
  press,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  until,
} from '../../support/card.js';
import { add, cancel, closed, edit, escape, fill, form, input, inputs, opened, problems, save } from '../../support/form.js';
import { another, leave, quiet, seat, type SeatOptions } from '../../support/seat.js';

const city = en['field-city'];
const given = en['field-givenName'];

const question = (card: Element) => card.shadowRoot!.querySelector<HTMLDialogElement>('#unsaved');
const asked = (card: Element) => until(() => question(card)?.open, 'the question is asked');
const answered = (card: Element) => until(() => !question(card), 'the question is gone');
const answer = (card: Element, how: 'save' | 'discard' | 'keep') =>
  question(card)!.querySelector<HTMLElement>(`[value=${how}]`)!.click();
const idOf = (element: Element | null) => element?.id;

/** Ada's card with something typed in it. */
const typing = async (plan = {}) => {
  const scene = await show({ interaction: call(numbers.one), plan });
  await edit(scene.card);
  fill(scene.card, city, 'Voss');
  return scene;
};

/** The same at a desk. */
async function atDesk(options: SeatOptions = {}) {
  const backend = options.backend ?? house();
  const interaction = call(numbers.one);
  const { desk, card } = await seat({ interaction, ...options, backend });
  const refused: string[] = [];
  desk.addEventListener('close-refused', ({ interactionId, reasons }) => refused.push(`${interactionId}: ${reasons.join()}`));
  const type = async () => {
    await edit(card);
    fill(card, city, 'Voss');
  };
  return { backend, interaction, desk, card, refused, type };
}

/** What became of a promise so far. */
function following<T>(promise: Promise<T>): { value?: T } {
  const seen: { value?: T } = {};
  void promise.then((value) => (seen.value = value));
  return seen;
}

const unloading = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('leaving a form in which something is typed', () => {
  staySilent();

  const ways: readonly [string, (card: CustomerCard) => void][] = [
    ['Cancel', (card) => cancel(card)],
    ['Esc', (card) => void escape(card)],
    ['the search', (card) => void press(input(card, city), 's', { code: 'KeyS', altKey: true })],
  ];
  for (const [way, go] of ways)
    describe(`by ${way}`, () => {
      it('asks, with the focus on Save and the card behind it as it is', async () => {
        const { card } = await typing();
        go(card);
        await asked(card);
        await until(() => (focused(card) as HTMLButtonElement | null)?.value === 'save');
        expect(question(card)!.textContent).to.include(en['unsaved-question']);
        expect(inputs(card)).to.include({ city: 'Voss' });
      });

      it('goes on with the edit where it was', async () => {
        const { card } = await typing();
        go(card);
        await asked(card);
        answer(card, 'keep');
        await answered(card);
        await until(() => focused(card)?.matches('[data-field]'));
        if (way !== 'Cancel') expect(focused(card)).to.equal(input(card, city));
        expect(inputs(card)).to.include({ city: 'Voss' });
        expect(card.search?.open ?? false).to.equal(false);
      });

      it('throws it away', async () => {
        const scene = await typing();
        const { card, backend } = scene;
        go(card);
        await asked(card);
        answer(card, 'discard');
        await closed(card);
        await settled(scene);
        expect(fieldsOf(card)).to.include({ City: 'Bergen' });
        expect(everything(card)).not.to.include('Voss');
        const [ada] = await backend.customers!.search('ada');
        expect(ada?.revision).to.equal(1);
        await until(() => idOf(focused(card)) === (way === 'the search' ? 'search' : 'edit'));
        await edit(card);
        expect(inputs(card)).to.include({ city: 'Bergen' });
      });

      it('saves it', async () => {
        const scene = await typing();
        const { card, backend } = scene;
        go(card);
        await asked(card);
        answer(card, 'save');
        await closed(card);
        await until(() => fieldsOf(card)['City'] === 'Voss');
        const [ada] = await backend.customers!.search('ada');
        expect(ada?.fields).to.include({ city: 'Voss' });
        await until(() => idOf(focused(card)) === (way === 'the search' ? 'search' : 'edit'));
      });

      it('stays, with the first wrong field in focus, when that cannot be saved', async () => {
        const { card } = await typing();
        fill(card, en['field-email'], 'not an address');
        go(card);
        await asked(card);
        answer(card, 'save');
        await answered(card);
        await until(() => problems(card)['email']);
        await until(() => focused(card) === input(card, en['field-email']));
        expect(card.search?.open ?? false).to.equal(false);
      });
    });

  it('takes Esc in the question for going on', async () => {
    const { card } = await typing();
    cancel(card);
    await asked(card);
    press(question(card)!, 'Escape');
    expect(question(card)!.open).to.equal(true);
    question(card)!.close(); // what a browser does at that key
    await answered(card);
    expect(inputs(card)).to.include({ city: 'Voss' });
  });

  it('asks once, however often it is asked for', async () => {
    const { card } = await typing();
    cancel(card);
    cancel(card);
    escape(card);
    await asked(card);
    cancel(card);
    await card.updateComplete;
    expect(card.shadowRoot!.querySelectorAll('dialog[open]').length).to.equal(1);
    answer(card, 'discard');
    await closed(card);
    expect(question(card)).to.equal(null);
  });

  it('asks again the next time', async () => {
    const { card } = await typing();
    for (let i = 0; i < 3; i += 1) {
      cancel(card);
      await asked(card);
      answer(card, 'keep');
      await answered(card);
    }
    cancel(card);
    await asked(card);
    answer(card, 'discard');
    await closed(card);
  });

  it('asks about a new customer too', async () => {
    const scene = await show({ interaction: call(numbers.none) });
    const { card } = scene;
    await add(card);
    fill(card, given, 'Zacharias');
    cancel(card);
    await asked(card);
    answer(card, 'discard');
    await closed(card);
    await until(() => idOf(focused(card)) === 'add');
    await add(card);
    expect(inputs(card)).to.include({ givenName: '' });
  });

  it('asks nothing when nothing was typed, or only typed back', async () => {
    const { card } = await typing();
    fill(card, city, 'Bergen');
    cancel(card);
    await closed(card);
    expect(question(card)).to.equal(null);
  });

  it('keeps the edit while a new customer is begun beside it, and the other way round', async () => {
    const scene = await typing();
    const { card } = scene;
    press(input(card, city), 'n', { code: 'KeyN', altKey: true });
    await until(() => form(card) && inputs(card)['city'] === '');
    fill(card, given, 'Zacharias');
    press(input(card, given), 'e', { code: 'KeyE', altKey: true });
    await until(() => inputs(card)['city'] === 'Voss');
    expect(inputs(card)).to.include({ givenName: 'Ada' });
    cancel(card);
    await asked(card);
    answer(card, 'discard');
    await until(() => textOf(card).includes(en['addition-waits']));
    button(card, en['go-on']).click();
    await opened(card);
    expect(inputs(card)).to.include({ givenName: 'Zacharias', city: '' });
  });

  it('takes the question away with the conversation, and leaves the draft', async () => {
    const a = call(numbers.one);
    const scene = await show({ interaction: a });
    const { card } = scene;
    await edit(card);
    fill(card, city, 'Voss');
    cancel(card);
    await asked(card);
    await give(scene, call(numbers.none));
    expect(question(card)).to.equal(null);
    await settled(scene);
    await give(scene, a);
    await opened(card);
    await until(() => inputs(card)['city'] === 'Voss');
    expect(question(card)).to.equal(null);
    cancel(card);
    await asked(card);
    answer(card, 'discard');
    await closed(card);
  });

  it('takes the question away with the card, and asks again where it stands then', async () => {
    const { card, wrapper } = await typing();
    cancel(card);
    await asked(card);
    card.remove();
    await turn();
    wrapper.append(card);
    await opened(card);
    await until(() => inputs(card)['city'] === 'Voss');
    expect(question(card)).to.equal(null);
    cancel(card);
    await asked(card);
    answer(card, 'discard');
    await closed(card);
  });

  it('takes the question away when another window has saved it', async () => {
    const store = memoryDrafts();
    const interaction = call(numbers.one);
    const backend = house();
    const one = await seat({ backend, drafts: another(store), interaction });
    const other = await seat({ backend, drafts: another(store), interaction });
    await edit(one.card);
    fill(one.card, city, 'Voss');
    leave(one.card);
    await opened(other.card);
    cancel(other.card);
    await asked(other.card);
    save(one.card);
    await closed(one.card);
    await closed(other.card);
    expect(question(other.card)).to.equal(null);
  });
});

describe('asking to close a conversation', () => {
  staySilent();

  it('is true at once when nothing is typed', async () => {
    const { desk, card, refused } = await atDesk();
    expect(await desk.requestClose()).to.equal(true);
    await edit(card);
    expect(await desk.requestClose()).to.equal(true);
    expect(question(card)).to.equal(null);
    expect(refused).to.deep.equal([]);
  });

  it('asks in the card and waits', async () => {
    const { desk, card, type } = await atDesk();
    await type();
    const said = following(desk.requestClose());
    await asked(card);
    await quiet(card);
    expect(said).to.deep.equal({});
    answer(card, 'discard');
    await until(() => 'value' in said);
    expect(said.value).to.equal(true);
    await closed(card);
  });

  it('asks once when it is asked for twice, and when Cancel was pressed before', async () => {
    const { desk, card, type } = await atDesk();
    await type();
    cancel(card);
    await asked(card);
    const said = [following(desk.requestClose()), following(desk.requestClose())];
    await quiet(card);
    expect(card.shadowRoot!.querySelectorAll('dialog[open]').length).to.equal(1);
    answer(card, 'discard');
    await until(() => said.every((each) => each.value === true));
  });

  it('is true when it is saved', async () => {
    const { desk, card, type, backend } = await atDesk();
    await type();
    const said = desk.requestClose();
    await asked(card);
    answer(card, 'save');
    expect(await said).to.equal(true);
    await closed(card);
    const [ada] = await backend.customers!.search('ada');
    expect(ada?.fields).to.include({ city: 'Voss' });
  });

  it('is true when the outbox has it, although nobody has acknowledged it', async () => {
    const inner = house();
    const { backend, hold, releaseAll, calls } = faults(inner);
    const { desk, card, type, interaction } = await atDesk({ backend });
    await type();
    hold('customers.change');
    const said = desk.requestClose();
    await asked(card);
    answer(card, 'save');
    expect(await said).to.equal(true);
    expect(calls.filter(({ method, state }) => method === 'customers.change' && state !== 'waiting')).to.deep.equal([]);
    desk.interaction = undefined;
    await quiet(card);
    await releaseAll();
    while ((await inner.customers.search('ada'))[0]?.fields['city'] !== 'Voss') await turn();
    desk.interaction = interaction;
    await until(() => fieldsOf(card)['City'] === 'Voss');
    expect(form(card)).to.equal(null);
  });

  it('is false, with the reason, when the agent goes on', async () => {
    const { desk, card, type, refused, interaction } = await atDesk();
    await type();
    const said = desk.requestClose();
    await asked(card);
    answer(card, 'keep');
    expect(await said).to.equal(false);
    expect(refused).to.deep.equal([`${interaction.id}: ${en['unsaved-changes']}`]);
    expect(inputs(card)).to.include({ city: 'Voss' });
  });

  it('is false when it cannot be saved as it is', async () => {
    const { desk, card, type, refused } = await atDesk();
    await type();
    fill(card, en['field-email'], 'not an address');
    const said = desk.requestClose();
    await asked(card);
    answer(card, 'save');
    expect(await said).to.equal(false);
    expect(refused.length).to.equal(1);
    expect(Object.keys(problems(card))).to.deep.equal(['email']);
  });

  it('is false when the host turns to another conversation before there is an answer', async () => {
    const { desk, card, type, refused, interaction } = await atDesk();
    await type();
    const said = desk.requestClose();
    await asked(card);
    desk.interaction = call(numbers.none);
    expect(await said).to.equal(false);
    expect(refused).to.deep.equal([`${interaction.id}: ${en['unsaved-changes']}`]);
    expect(question(card)).to.equal(null);
  });

  it('does not wait for a card that has gone', async () => {
    const { desk, card, type } = await atDesk();
    await type();
    const said = desk.requestClose();
    await asked(card);
    card.remove();
    expect(await said).to.equal(true);
  });

  it('is false while changes of another customer of this conversation wait, and the card leads there', async () => {
    const { desk, card, refused, type, interaction } = await atDesk();
    const other = call(numbers.many);
    await type();
    leave(card);
    desk.interaction = other;
    await until(() => card.shadowRoot!.querySelector('#match-0'));
    card.shadowRoot!.querySelector<HTMLElement>('#match-0')!.click();
    await edit(card);
    fill(card, city, 'Vik');
    leave(card);
    desk.interaction = interaction;
    await opened(card);
    desk.interaction = other;
    await until(() => card.shadowRoot!.querySelector('.waiting'));
    expect(await desk.requestClose()).to.equal(false);
    expect(refused).to.deep.equal([`${other.id}: ${en['unsaved-changes']}`]);
    button(card, en['go-on']).click();
    await opened(card);
    await until(() => inputs(card)['city'] === 'Vik');
    const said = desk.requestClose();
    await asked(card);
    answer(card, 'discard');
    expect(await said).to.equal(true);
  });

  it('does not count what is typed in another conversation, unless it is that one that is to be closed', async () => {
    const { desk, card, refused, type, interaction } = await atDesk();
    await type();
    leave(card);
    desk.interaction = call(numbers.one);
    await quiet(card);
    expect(form(card)).to.equal(null);
    expect(await desk.requestClose()).to.equal(true);
    expect(await desk.requestClose(interaction.id)).to.equal(false);
    expect(refused).to.deep.equal([`${interaction.id}: ${en['unsaved-changes']}`]);
    expect(question(card)).to.equal(null);
    expect(await desk.requestClose('never heard of')).to.equal(true);
  });

  it('is answered by one card for another with the same text', async () => {
    const { desk, card, type } = await atDesk();
    const second = document.createElement('customer-card');
    desk.append(second);
    await quiet(second);
    await type();
    await opened(second);
    const said = desk.requestClose();
    await asked(card);
    await asked(second);
    answer(second, 'discard');
    expect(await said).to.equal(true);
    await closed(card);
    expect(question(card)).to.equal(null);
  });

  const broken = async () => {
    throw new BackendError('unavailable', 'full');
  };
  const stores: readonly [string, () => DraftStore][] = [
    ['fails', () => ({ get: broken, put: broken, delete: broken, list: broken })],
    ['never answers', () => ({ get: () => never, put: () => never, delete: () => never, list: () => never })],
  ];
  const never = new Promise<never>(() => undefined);
  for (const [what, store] of stores)
    it(`is not in the way of those whose draft store ${what}`, async () => {
      const { desk, card, type, backend } = await atDesk({ drafts: store() });
      expect(await desk.requestClose()).to.equal(true);
      await type();
      const said = desk.requestClose();
      await asked(card);
      answer(card, 'save');
      expect(await said).to.equal(true);
      while ((await backend.customers!.search('ada'))[0]?.fields['city'] !== 'Voss') await turn();
    }).timeout(30_000);
});

describe('leaving the page', () => {
  staySilent();

  it('is asked about from the first key on, until it is saved', async () => {
    const { card } = await atDesk({ guardUnload: true });
    expect(unloading()).to.equal(false);
    await edit(card);
    expect(unloading()).to.equal(false);
    fill(card, city, 'Voss');
    expect(unloading()).to.equal(true);
    save(card);
    await closed(card);
    expect(unloading()).to.equal(false);
  });

  it('is not asked about without the attribute', async () => {
    const { type } = await atDesk();
    await type();
    expect(unloading()).to.equal(false);
  });

  it('is not asked about when it was typed back', async () => {
    const { card, type } = await atDesk({ guardUnload: true });
    await type();
    fill(card, city, 'Bergen');
    expect(unloading()).to.equal(false);
  });

  it('is not asked about when it was thrown away', async () => {
    const { card, type } = await atDesk({ guardUnload: true });
    await type();
    cancel(card);
    await asked(card);
    expect(unloading()).to.equal(true);
    answer(card, 'discard');
    await closed(card);
    expect(unloading()).to.equal(false);
  });

  it('is asked about in the conversation where it is typed', async () => {
    const { desk, card, type, interaction } = await atDesk({ guardUnload: true });
    await type();
    desk.interaction = call(numbers.none);
    await quiet(card);
    expect(unloading()).to.equal(false);
    desk.interaction = interaction;
    await opened(card);
    await quiet(card);
    expect(unloading()).to.equal(true);
    desk.answers = 'call';
    await quiet(card);
    expect(unloading()).to.equal(true);
  });

  for (const drafts of [undefined, memoryDrafts()])
    it(`is ${drafts ? 'not ' : ''}asked about while a save is under way that waits ${drafts ? 'where the host chose' : 'in the memory of the page'}`, async () => {
      const { backend, hold, releaseAll } = faults(house());
      const { card, type } = await atDesk({ backend, drafts, guardUnload: true });
      await type();
      hold('customers.change');
      save(card);
      await until(() => input(card, city).matches(':disabled'));
      await quiet(card);
      expect(unloading()).to.equal(!drafts);
      await releaseAll();
      await closed(card);
      await quiet(card);
      expect(unloading()).to.equal(false);
    });

  it('is not asked about when the card has gone', async () => {
    const { card, type } = await atDesk({ guardUnload: true });
    await type();
    card.remove();
    await turn();
    expect(unloading()).to.equal(false);
  });
});
