import { expect } from '@open-wc/testing';
import { memory } from '../../../src/adapters/memory.js';
import type { Backend } from '../../../src/backend/backend.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { indexedDbDrafts } from '../../../src/wiring/indexeddb-drafts.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import {
  button,
  call,
  en,
  everybody,
  everything,
  fieldsOf,
  focused,
  give,
  house,
  namesIn,
  noon,
  numbers,
  press,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  until,
} from '../../support/card.js';
import { add, cancel, closed, edit, fill, form, input, inputs, opened, save, two } from '../../support/form.js';
import { another, leave, quiet, seat } from '../../support/seat.js';

const city = en['field-city'];
const given = en['field-givenName'];

/** Somebody else with a number of her own. */
const hanna: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Hanna', familyName: 'Ingstad', mobile: '915 55 444', city: 'Moss' },
};
const hers = '+4791555444';
const both = () => house({ customers: [...everybody, hanna] });

const waits = (card: Element) => until(() => textOf(card).includes(en['draft-restored']), 'the draft is found');
const kept = (card: Element) => until(() => textOf(card).includes(en['draft-kept']), 'the draft is kept');
const bar = (card: Element, words: string) =>
  [...card.shadowRoot!.querySelectorAll<HTMLElement>('.bar')].find((each) => each.textContent!.includes(words));

let fresh = 0;
const address = () => `drafts-${Date.now()}-${(fresh += 1)}`;

describe('what is typed on a card', () => {
  staySilent();

  describe('and another conversation', () => {
    it('waits with its own: nothing of it stands in the other, all of it is there again', async () => {
      const [a, b] = [call(numbers.one), call(hers)];
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      await give(scene, b);
      expect(everything(card)).not.to.match(/Voss|Ada|Berg/);
      await settled(scene);
      expect(everything(card)).not.to.match(/Voss|Ada|Berg/);
      expect(form(card)).to.equal(null);
      await give(scene, a);
      await opened(card);
      await waits(card);
      expect(inputs(card)).to.include({ city: 'Voss-on-Sea', givenName: 'Ada' });
    });

    it('waits with its own when something is typed in both', async () => {
      const [a, b] = [call(numbers.one), call(hers)];
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      await give(scene, b);
      await settled(scene);
      await edit(card);
      expect(everything(card)).not.to.match(/Voss|Ada|Berg/);
      fill(card, city, 'Vik-in-Sogn');
      for (const [interaction, mine, other] of [
        [a, 'Voss-on-Sea', /Vik|Hanna|Ingstad/],
        [b, 'Vik-in-Sogn', /Voss|Ada|Berg/],
        [a, 'Voss-on-Sea', /Vik|Hanna|Ingstad/],
      ] as const) {
        await give(scene, interaction);
        await opened(card);
        await waits(card);
        expect(inputs(card)).to.include({ city: mine });
        expect(everything(card)).not.to.match(other);
      }
    });

    it('waits with its own when both are with the same customer', async () => {
      const [a, b] = [call(numbers.one), call(numbers.one)];
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      await give(scene, b);
      await settled(scene);
      expect(form(card)).to.equal(null);
      expect(everything(card)).not.to.include('Voss');
      await give(scene, a);
      await opened(card);
      expect(inputs(card)).to.include({ city: 'Voss-on-Sea' });
    });

    it('takes what is typed in the very turn of the switch for its own', async () => {
      const [a, b] = [call(numbers.one), call(hers)];
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await edit(card);
      card.interaction = b;
      fill(card, city, 'Voss-on-Sea');
      await settled(scene);
      expect(everything(card)).not.to.include('Voss');
      await give(scene, a);
      await opened(card);
      expect(inputs(card)).to.include({ city: 'Voss-on-Sea' });
    });

    it('never lets fingers that go on typing go on in the form of another', async () => {
      const [a, b] = [call(numbers.one), call(hers)];
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      await give(scene, b);
      await settled(scene);
      await edit(card);
      fill(card, city, 'Vik-in-Sogn');
      const before = input(card, city);
      before.focus();
      await give(scene, a);
      await opened(card);
      expect(input(card, city)).not.to.equal(before);
      expect(focused(card)).not.to.equal(input(card, city));
    });

    it('waits with its own at a desk too, with a form of a new customer', async () => {
      const backend = house();
      const [a, b] = [call(numbers.none), call(numbers.one)];
      const { desk, card } = await seat({ backend, interaction: a });
      await add(card);
      fill(card, given, 'Zacharias');
      desk.interaction = b;
      await until(() => textOf(card).includes('Ada Berg'));
      await quiet(card);
      expect(everything(card)).not.to.include('Zacharias');
      desk.interaction = a;
      await opened(card);
      await waits(card);
      expect(inputs(card)).to.include({ givenName: 'Zacharias', mobile: '+4790000111' });
    });
  });

  describe('and a candidate of several', () => {
    it('says that changes wait when the list is shown again, and goes on with them', async () => {
      const a = call(numbers.many);
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      card.shadowRoot!.querySelector<HTMLElement>('#match-0')!.click();
      await edit(card);
      const name = inputs(card)['givenName']!;
      fill(card, city, 'Voss-on-Sea');
      await give(scene, call(numbers.one));
      await settled(scene);
      expect(everything(card)).not.to.match(new RegExp(`Voss|${name}`));
      await give(scene, a);
      await until(() => namesIn(card).length === 2);
      await until(() => bar(card, en['edit-waits']({ name: `${name} ${name === 'Birk' ? 'Dahl' : 'Eide'}` })));
      button(card, new RegExp(`^${en['go-on']}$`)).click();
      await opened(card);
      await until(() => inputs(card)['city'] === 'Voss-on-Sea');
      expect(inputs(card)['givenName']).to.equal(name);
      await settled(scene);
      expect(bar(card, en['edit-waits']({ name: `${name} Dahl` }))).to.equal(undefined);
    });

    it('throws such changes away', async () => {
      const a = call(numbers.many);
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      card.shadowRoot!.querySelector<HTMLElement>('#match-0')!.click();
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      await give(scene, undefined);
      await give(scene, a);
      await until(() => card.shadowRoot!.querySelector('.waiting'));
      button(card, en.discard).click();
      await until(() => !card.shadowRoot!.querySelector('.waiting'));
      card.shadowRoot!.querySelector<HTMLElement>('#match-0')!.click();
      await settled(scene);
      expect(form(card)).to.equal(null);
    });

    it('offers to go on with a new customer under the list', async () => {
      const a = call(numbers.many);
      const scene = await show({ backend: both(), interaction: a });
      const { card } = scene;
      await add(card);
      fill(card, given, 'Zacharias');
      await give(scene, undefined);
      await give(scene, a);
      await until(() => namesIn(card).length === 2);
      await until(() => bar(card, en['addition-waits']));
      expect(form(card)).to.equal(null);
      button(card, en['go-on']).click();
      await opened(card);
      expect(inputs(card)).to.include({ givenName: 'Zacharias' });
    });
  });

  describe('and the end of the element', () => {
    it('is there again in a new card on the same backend', async () => {
      const backend = house();
      const interaction = call(numbers.one);
      const first = await show({ backend, interaction });
      await edit(first.card);
      fill(first.card, city, 'Voss-on-Sea');
      first.card.remove();
      const second = document.createElement('customer-card');
      second.backend = first.faulty.backend;
      second.interaction = interaction;
      first.wrapper.append(second);
      await opened(second);
      await waits(second);
      expect(inputs(second)).to.include({ city: 'Voss-on-Sea' });
    });

    it('survives the page in the store that the host chose, and is discarded with the record untouched', async () => {
      const name = address();
      const backend = house();
      const interaction = call(numbers.one);
      const { desk, card } = await seat({ backend, drafts: `indexeddb:${name}`, interaction });
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      leave(card);
      await kept(card);
      desk.remove();
      const next = await seat({ backend, drafts: indexedDbDrafts(name), interaction });
      await opened(next.card);
      await waits(next.card);
      expect(inputs(next.card)).to.include({ city: 'Voss-on-Sea', givenName: 'Ada' });
      button(next.card, en.discard).click();
      await closed(next.card);
      expect(fieldsOf(next.card)).to.include({ City: 'Bergen' });
      const [ada] = await backend.customers.search('ada');
      expect(ada).to.deep.include({ revision: 1 });
      const store = indexedDbDrafts(name);
      for (let rows = 1; rows; await turn()) rows = (await store.list('draft')).length;
      next.desk.remove();
      await store.close({ wipe: true });
    });

    it('can be gone on with and saved', async () => {
      const store = memoryDrafts();
      const backend = house();
      const interaction = call(numbers.one);
      const { desk, card } = await seat({ backend, drafts: store, interaction });
      await edit(card);
      fill(card, city, 'Voss');
      leave(card);
      await kept(card);
      desk.remove();
      const next = await seat({ backend, drafts: another(store), interaction });
      await waits(next.card);
      fill(next.card, given, 'Adele');
      save(next.card);
      await closed(next.card);
      const [ada] = await backend.customers.search('adele');
      expect(ada?.fields).to.include({ city: 'Voss', givenName: 'Adele', mobile: '998 87 701' });
      await quiet(next.card);
      expect(await store.list('draft')).to.deep.equal([]);
    });

    it('brings the form of a new customer back, with its discard', async () => {
      const store = memoryDrafts();
      const backend = house();
      const interaction = call(numbers.none);
      const { desk, card } = await seat({ backend, drafts: store, interaction });
      await add(card);
      fill(card, given, 'Zacharias');
      leave(card);
      await kept(card);
      desk.remove();
      const next = await seat({ backend, drafts: another(store), interaction });
      await opened(next.card);
      await waits(next.card);
      expect(inputs(next.card)).to.include({ givenName: 'Zacharias' });
      button(next.card, en.discard).click();
      await closed(next.card);
      expect(textOf(next.card)).to.include(en['outcome-none']);
      await quiet(next.card);
      expect(await store.list('draft')).to.deep.equal([]);
      await add(next.card);
      expect(inputs(next.card)).to.include({ givenName: '', mobile: '+4790000111' });
    });

    it('asks nothing of another agent, and shows them nothing', async () => {
      const store = memoryDrafts();
      const { mia, tom } = two();
      const interaction = call(numbers.one);
      const { desk, card } = await seat({ backend: mia, drafts: store, interaction });
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      leave(card);
      await kept(card);
      desk.remove();
      const next = await seat({ backend: tom, drafts: another(store), interaction });
      expect(form(next.card)).to.equal(null);
      expect(everything(next.card)).not.to.include('Voss');
    });
  });

  describe('and a record that a colleague changed meanwhile', () => {
    /** Mia types and goes; Tom saves; Mia comes back. */
    async function meanwhile(mine: Record<string, string>, theirs: Record<string, string>) {
      const store = memoryDrafts();
      const { mia, tom } = two();
      const interaction = call(numbers.one);
      const { desk, card } = await seat({ backend: mia, drafts: store, interaction });
      await edit(card);
      for (const [label, text] of Object.entries(mine)) fill(card, label, text);
      leave(card);
      await kept(card);
      desk.remove();
      const [ada] = await mia.customers!.search('ada');
      await tom.customers!.change!(ada!.id, { revision: ada!.revision, fields: theirs }, { key: 'tom-1' });
      const next = await seat({ backend: mia, drafts: another(store), interaction });
      return { ...next, store, mia };
    }

    it('takes over what only the colleague changed', async () => {
      const { card, mia } = await meanwhile({ [city]: 'Voss' }, { givenName: 'Adele' });
      await until(() => form(card) && inputs(card)['givenName'] === 'Adele');
      expect(inputs(card)).to.include({ city: 'Voss' });
      expect(textOf(card)).to.include(
        en.merged({ fields: [given] }, { list: (names: readonly string[]) => names.join() } as never),
      );
      save(card);
      await closed(card);
      const [ada] = await mia.customers!.search('adele');
      expect(ada?.fields).to.include({ city: 'Voss', givenName: 'Adele' });
    });

    it('shows both values where both changed', async () => {
      const { card } = await meanwhile({ [city]: 'Voss' }, { city: 'Molde' });
      await until(() => form(card) && card.shadowRoot!.querySelector('.clash'));
      expect(
        textOf(card.shadowRoot!.querySelector('.clash')!.parentElement!) || card.shadowRoot!.querySelector('.clash')!.textContent,
      ).to.match(/Voss[^]*Molde/);
    });

    it('closes by itself, and is deleted, when the record says the same by now', async () => {
      const { card, store } = await meanwhile({ [city]: 'Voss' }, { city: 'Voss' });
      await until(() => textOf(card).includes('Ada Berg') && !form(card));
      await quiet(card);
      expect(form(card)).to.equal(null);
      expect(fieldsOf(card)).to.include({ City: 'Voss' });
      expect(await store.list('draft')).to.deep.equal([]);
    });

    it('stays open under the fingers when a colleague saves the very same', async () => {
      const { mia, tom } = two();
      const scene = await show({ backend: mia, interaction: call(numbers.one) });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss');
      const [ada] = await mia.customers!.search('ada');
      await tom.customers!.change!(ada!.id, { revision: ada!.revision, fields: { city: 'Voss' } }, { key: 'tom-1' });
      await settled(scene);
      await settled(scene);
      expect(inputs(card)).to.include({ city: 'Voss' });
      cancel(card);
      await closed(card);
    });
  });

  describe('and a customer that somebody deleted meanwhile', () => {
    it('becomes a new customer, and is kept once', async () => {
      const store = memoryDrafts();
      const { mia, tom } = two({ role: 'administrator' } as never);
      const interaction = call(numbers.one);
      const { card } = await seat({ backend: mia, drafts: store, interaction });
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      leave(card);
      await kept(card);
      const [ada] = await mia.customers!.search('ada');
      await tom.customers!.remove!(ada!.id, ada!.revision, { key: 'tom-1' });
      await until(() => textOf(card).includes(en['gone-kept']));
      expect(inputs(card)).to.include({ city: 'Voss-on-Sea', givenName: 'Ada' });
      await quiet(card);
      expect((await store.list('draft')).length).to.equal(1);
    });

    it('waits on the card of the one who has gone', async () => {
      const store = memoryDrafts();
      const { mia, tom } = two({ role: 'administrator' } as never);
      const [ada] = await mia.customers!.search('ada');
      const sit = async () => {
        const { desk, card } = await seat({ backend: mia, drafts: another(store) });
        card.customerId = ada!.id;
        await quiet(card);
        return { desk, card };
      };
      const first = await sit();
      await edit(first.card);
      fill(first.card, city, 'Voss-on-Sea');
      leave(first.card);
      await kept(first.card);
      await tom.customers!.remove!(ada!.id, ada!.revision, { key: 'tom-1' });
      await until(() => textOf(first.card).includes(en['gone-kept']));
      await quiet(first.card);
      first.desk.remove();
      const { card } = await sit();
      await until(() => bar(card, en['addition-waits']));
      expect(textOf(card)).to.include(en['customer-gone']);
      button(card, en['go-on']).click();
      await opened(card);
      expect(inputs(card)).to.include({ city: 'Voss-on-Sea', givenName: 'Ada' });
    });

    it('is offered too when that happened while nobody looked', async () => {
      const store = memoryDrafts();
      const { mia, tom } = two({ role: 'administrator' } as never);
      const interaction = call(numbers.one);
      const { desk, card } = await seat({ backend: mia, drafts: store, interaction });
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      leave(card);
      await kept(card);
      desk.remove();
      const [ada] = await mia.customers!.search('ada');
      await tom.customers!.remove!(ada!.id, ada!.revision, { key: 'tom-1' });
      const next = await seat({ backend: mia, drafts: another(store), interaction });
      await until(() => bar(next.card, en['edit-waits']({ name: 'Ada Berg' })));
      button(next.card, en['go-on']).click();
      await until(() => form(next.card) && textOf(next.card).includes(en['gone-kept']));
      expect(inputs(next.card)).to.include({ city: 'Voss-on-Sea' });
      await quiet(next.card);
      expect((await store.list('draft')).length).to.equal(1);
    });
  });

  describe('in two windows', () => {
    async function windows(interaction = call(numbers.one)) {
      const store = memoryDrafts();
      const backend = house();
      const one = await seat({ backend, drafts: another(store), interaction });
      const other = await seat({ backend, drafts: another(store), interaction });
      return { store, backend, one: one.card, other: other.card };
    }

    it('appears in the other', async () => {
      const { one, other } = await windows();
      await edit(one);
      fill(one, city, 'Voss');
      leave(one);
      await opened(other);
      await until(() => inputs(other)['city'] === 'Voss');
      fill(one, city, 'Vik');
      leave(one);
      await until(() => inputs(other)['city'] === 'Vik');
    });

    it('goes from the other when it was typed back', async () => {
      const { one, other } = await windows();
      await edit(one);
      fill(one, city, 'Voss');
      leave(one);
      await opened(other);
      fill(one, city, 'Bergen');
      await closed(other);
      expect(inputs(one)).to.include({ city: 'Bergen' });
    });

    it('shows the newest of two texts, and the other when it is asked for', async () => {
      const { store, one, other } = await windows();
      await edit(one);
      await edit(other);
      fill(one, city, 'Voss');
      const before = Date.now();
      await until(() => Date.now() > before);
      fill(other, city, 'Vik');
      leave(one);
      leave(other);
      await until(() => inputs(one)['city'] === 'Vik' && bar(one, en['draft-elsewhere']));
      expect(inputs(other)).to.include({ city: 'Vik' });
      button(one, en['take-other']).click();
      await until(() => inputs(one)['city'] === 'Voss');
      await until(() => inputs(other)['city'] === 'Voss');
      await until(() => bar(one, en['draft-elsewhere']));
      await quiet(one, other);
      expect(JSON.stringify(await store.list('draft')))
        .to.include('Voss')
        .and.include('Vik');
    });

    it('closes in the other when it is saved in one, with the saved record and without a question', async () => {
      const { store, one, other } = await windows();
      await edit(one);
      await edit(other);
      fill(one, city, 'Voss');
      leave(one);
      await until(() => inputs(other)['city'] === 'Voss');
      save(one);
      await closed(one);
      await closed(other);
      await until(() => fieldsOf(other)['City'] === 'Voss');
      expect(other.shadowRoot!.querySelector('#unsaved')).to.equal(null);
      await quiet(one, other);
      expect(form(other)).to.equal(null);
      expect(await store.list('draft')).to.deep.equal([]);
    });

    it('closes in the other when it is thrown away in one', async () => {
      const { one, other } = await windows();
      await edit(one);
      fill(one, city, 'Voss');
      leave(one);
      await opened(other);
      cancel(one);
      await until(() => one.shadowRoot!.querySelector('#unsaved[open]'));
      one.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=discard]')!.click();
      await closed(one);
      await closed(other);
      expect(fieldsOf(other)).to.include({ City: 'Bergen' });
    });

    it('shows the new customer in both when one saves it', async () => {
      const { one, other } = await windows(call(numbers.none));
      await add(one);
      fill(one, given, 'Zacharias');
      leave(one);
      await opened(other);
      save(one);
      await closed(one);
      await closed(other);
      await until(() => fieldsOf(other)[given] === 'Zacharias' || textOf(other).includes('Zacharias'));
    });
  });

  describe('that says nothing', () => {
    it('is not swallowed, is not kept, and closes without a question', async () => {
      const store = memoryDrafts();
      const { card } = await seat({ drafts: store, interaction: call(numbers.one) });
      await edit(card);
      const country = en['field-country'];
      fill(card, country, ' ');
      await quiet(card);
      expect(input(card, country).value).to.equal(' ');
      fill(card, country, ' N');
      await quiet(card);
      expect(input(card, country).value).to.equal(' N');
      fill(card, country, ' ');
      await quiet(card);
      expect(input(card, country).value).to.equal(' ');
      leave(card);
      await quiet(card);
      expect(await store.list('draft')).to.deep.equal([]);
      cancel(card);
      await closed(card);
      await quiet(card);
      expect(form(card)).to.equal(null);
    });

    it('leaves no draft when it was typed back to the old value', async () => {
      const store = memoryDrafts();
      const { card } = await seat({ drafts: store, interaction: call(numbers.one) });
      await edit(card);
      fill(card, city, 'Voss');
      leave(card);
      await kept(card);
      fill(card, city, 'Bergen');
      await quiet(card);
      expect(await store.list('draft')).to.deep.equal([]);
      expect(form(card)).not.to.equal(null);
      cancel(card);
      await closed(card);
    });

    it('leaves no draft of a new customer with nothing but the address that was there', async () => {
      const store = memoryDrafts();
      const { card } = await seat({ drafts: store, interaction: call(numbers.none) });
      await add(card);
      fill(card, given, 'Zacharias');
      leave(card);
      await kept(card);
      fill(card, given, ' ');
      await quiet(card);
      expect(input(card, given).value).to.equal(' ');
      expect(await store.list('draft')).to.deep.equal([]);
      cancel(card);
      await closed(card);
      await quiet(card);
      expect(form(card)).to.equal(null);
    });
  });

  describe('and a store that fails', () => {
    const failing = (): DraftStore => {
      const fail = async () => {
        throw new BackendError('unavailable', 'full');
      };
      return { get: fail, put: fail, delete: fail, list: fail };
    };

    it('goes on, says that it is not kept, and can be saved', async () => {
      const backend = house();
      const { card } = await seat({ backend, drafts: failing(), interaction: call(numbers.one) });
      await edit(card);
      fill(card, city, 'Voss');
      leave(card);
      await until(() => bar(card, en['draft-not-kept']));
      fill(card, given, 'Adele');
      expect(inputs(card)).to.include({ city: 'Voss', givenName: 'Adele' });
      save(card);
      await closed(card);
      const [ada] = await backend.customers.search('adele');
      expect(ada?.fields).to.include({ city: 'Voss', givenName: 'Adele' });
      await until(() => fieldsOf(card)['City'] === 'Voss');
    });

    it('can be saved when the store takes nothing more', async () => {
      const backend = house();
      const store = memoryDrafts();
      const full: DraftStore = {
        ...store,
        put: async () => {
          throw new BackendError('failed', 'QuotaExceededError');
        },
      };
      const { card } = await seat({ backend, drafts: full, interaction: call(numbers.none) });
      await add(card);
      fill(card, given, 'Zacharias');
      leave(card);
      await until(() => bar(card, en['draft-not-kept']));
      save(card);
      await closed(card);
      expect((await backend.customers.search('zacharias')).length).to.equal(1);
    });

    it('is typed on while the store takes its time, and shown when the answer is there', async () => {
      const store = memoryDrafts();
      const interaction = call(numbers.one);
      const backend = house();
      const first = await seat({ backend, drafts: another(store), interaction });
      await edit(first.card);
      fill(first.card, city, 'Voss');
      leave(first.card);
      await kept(first.card);
      first.desk.remove();
      let go = () => {};
      const gate = new Promise<void>((resolve) => (go = resolve));
      const late: DraftStore = {
        ...store,
        list: async (prefix) => {
          await gate;
          return store.list(prefix);
        },
      };
      const { card } = await seat({ backend, drafts: late, interaction });
      expect(form(card)).to.equal(null);
      await edit(card);
      fill(card, given, 'Adele');
      go();
      await until(() => bar(card, en['draft-elsewhere']));
      expect(inputs(card)).to.include({ givenName: 'Adele' });
      button(card, en['take-other']).click();
      await until(() => inputs(card)['city'] === 'Voss');
    });
  });

  describe('and the rules', () => {
    it('stays readable, and goes nowhere, when the agent may not edit any more', async () => {
      const backend = house();
      let permissions = (await backend.session()).permissions;
      const changing: Backend = { ...backend, session: async () => ({ ...(await backend.session()), permissions }) };
      const scene = await show({ backend: changing, interaction: call(numbers.one) });
      const { card, faulty } = scene;
      await edit(card);
      fill(card, city, 'Voss');
      permissions = permissions.filter((each) => each !== 'customers.edit');
      faulty.tell({ kind: 'session' } as never);
      await until(() => !card.shadowRoot!.querySelector('#save'));
      expect(inputs(card)).to.include({ city: 'Voss' });
      cancel(card);
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
      expect(card.shadowRoot!.querySelector('#unsaved [value=save]')).to.equal(null);
      expect((focused(card) as HTMLButtonElement).value).to.equal('keep');
      card.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=keep]')!.click();
      await until(() => !card.shadowRoot!.querySelector('#unsaved'));
      expect(inputs(card)).to.include({ city: 'Voss' });
      permissions = [...permissions, 'customers.edit'];
      faulty.tell({ kind: 'session' } as never);
      await until(() => card.shadowRoot!.querySelector('#save'));
      save(card);
      await closed(card);
      await settled(scene);
      expect(fieldsOf(card)).to.include({ City: 'Voss' });
    });

    it('is gone from the screen while the agent may not see customers, and there again when they may', async () => {
      const backend = house();
      const before = (await backend.session()).permissions;
      let permissions = before;
      const changing: Backend = { ...backend, session: async () => ({ ...(await backend.session()), permissions }) };
      const { card, faulty } = await show({ backend: changing, interaction: call(numbers.one) });
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      cancel(card);
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
      permissions = [];
      faulty.tell({ kind: 'session' } as never);
      await until(() => !card.shadowRoot!.querySelector('.card'));
      permissions = before;
      faulty.tell({ kind: 'session' } as never);
      await opened(card);
      await until(() => inputs(card)['city'] === 'Voss-on-Sea');
      expect(card.shadowRoot!.querySelector('#unsaved')).to.equal(null);
      cancel(card);
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
    });

    it('closes for another agent on the same backend, and waits for the first', async () => {
      const backend = house();
      let agent = { id: 'mia', name: 'Mia Lund' };
      const changing: Backend = { ...backend, session: async () => ({ ...(await backend.session()), agent }) };
      const scene = await show({ backend: changing, interaction: call(numbers.one) });
      const { card, faulty } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      agent = { id: 'tom', name: 'Tom Vik' };
      faulty.tell({ kind: 'session' } as never);
      await closed(card);
      expect(everything(card)).not.to.include('Voss');
      agent = { id: 'mia', name: 'Mia Lund' };
      faulty.tell({ kind: 'session' } as never);
      await opened(card);
      await until(() => inputs(card)['city'] === 'Voss-on-Sea');
    });

    const changed = async (how: (field: { name: string }) => object | undefined) => {
      const backend = house();
      const before = await backend.fields.list();
      let now: typeof before = before;
      const changing: Backend = { ...backend, fields: { ...backend.fields, list: async () => now } };
      const scene = await show({ backend: changing, interaction: call(numbers.one) });
      await edit(scene.card);
      fill(scene.card, city, 'Voss-on-Sea');
      now = before.flatMap((field) => (field.name === 'city' ? ((how(field) as typeof field | undefined) ?? []) : field));
      scene.faulty.tell({ kind: 'fields' } as never);
      await settled(scene);
      return scene;
    };

    it('shows what was typed in a field that is not there any more, until it is thrown away', async () => {
      const scene = await changed(() => undefined);
      const { card } = scene;
      await until(() => bar(card, 'Voss-on-Sea'));
      save(card);
      await settled(scene);
      expect(form(card)).not.to.equal(null);
      bar(card, 'Voss-on-Sea')!.querySelector('button')!.click();
      await until(() => !bar(card, 'Voss-on-Sea'));
      fill(card, given, 'Adele');
      save(card);
      await closed(card);
    });

    it('shows what was typed in a field that cannot be changed any more', async () => {
      const { card } = await changed((field) => ({ ...field, editable: false, required: false }));
      await until(() => bar(card, 'Voss-on-Sea'));
      expect(textOf(card)).to.include('Bergen');
    });

    it('shows what was typed in a field that is hidden by now', async () => {
      const { card } = await changed((field) => ({ ...field, visible: false, editable: false, required: false }));
      await until(() => bar(card, 'Voss-on-Sea'));
    });

    for (const type of ['number', 'date-time', 'choice'] as const)
      it(`keeps what was typed in a field that is a ${type} by now`, async () => {
        const more = type === 'choice' ? { choices: [{ id: 'a', label: 'A' }] } : {};
        const { card } = await changed((field) => ({ ...field, type, ...more }));
        expect(input(card, city).value).to.equal('Voss-on-Sea');
        save(card);
        await until(() => card.shadowRoot!.querySelector('.problem'));
        expect(input(card, city).value).to.equal('Voss-on-Sea');
      });
  });

  describe('and another place', () => {
    it('goes along when the card is moved', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      const { card, wrapper } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      const elsewhere = document.createElement('section');
      wrapper.append(elsewhere);
      elsewhere.append(card);
      await opened(card);
      await until(() => inputs(card)['city'] === 'Voss-on-Sea');
    });

    it('stays behind at another desk', async () => {
      const [a, b] = [call(numbers.one), call(hers)];
      const backend = both();
      const here = await seat({ backend, interaction: a });
      const there = await seat({ backend, interaction: b });
      await edit(here.card);
      fill(here.card, city, 'Voss-on-Sea');
      there.card.remove();
      there.desk.append(here.card);
      expect(everything(here.card)).not.to.match(/Hanna/);
      await until(() => textOf(here.card).includes('Hanna Ingstad'));
      await quiet(here.card);
      expect(everything(here.card)).not.to.match(/Voss|Ada|Berg/);
      here.desk.append(here.card);
      await opened(here.card);
      await until(() => inputs(here.card)['city'] === 'Voss-on-Sea');
    });

    it('stays with the backend that it was read from, whatever ids another has', async () => {
      const interaction = call(numbers.one);
      const scene = await show({ interaction });
      const { card } = scene;
      await edit(card);
      fill(card, city, 'Voss-on-Sea');
      const [ada] = await scene.backend.customers!.search('ada');
      const other = memory({
        customers: [{ type: 'person', fields: { givenName: 'Turid', mobile: '998 87 701' } }],
        agent: { id: 'mia', name: 'Mia Lund' },
        now: () => noon,
        settings: { homeRegion: 'NO' },
      });
      const same = (customer: { id: string }) => ({ ...customer, id: ada!.id });
      const twin: Backend = {
        ...other,
        customers: {
          ...other.customers,
          find: async (ref, options) => {
            const found = await other.customers.find(ref, options);
            return { ...found, matches: found.matches.map((match) => ({ ...match, customer: same(match.customer) as never })) };
          },
        },
      };
      const before = card.backend;
      card.backend = twin;
      await until(() => textOf(card).includes('Turid'));
      await quiet(card);
      expect(form(card)).to.equal(null);
      expect(everything(card)).not.to.match(/Voss|Berg/);
      card.backend = before;
      await opened(card);
      await until(() => inputs(card)['city'] === 'Voss-on-Sea');
      expect(press(form(card)!, 'a').defaultPrevented).to.equal(false);
    });
  });
});
