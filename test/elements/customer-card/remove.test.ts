import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory, memoryData, type MemoryOptions } from '../../../src/adapters/memory.js';
import type { Backend } from '../../../src/backend/backend.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/define.js';
import type { CustomerDeletedEvent } from '../../../src/elements/customer-card/customer-card.events.js';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import {
  ada,
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  everybody,
  fieldsOf,
  focused,
  give,
  house,
  noon,
  numbers,
  press,
  said,
  settled,
  show,
  type Scene,
  type SceneOptions,
  staySilent,
  textOf,
  turn,
  until,
} from '../../support/card.js';
import {
  answer,
  ask,
  bar,
  barButton,
  consequence,
  deleteEntry,
  permissions,
  question,
  removals,
  remove,
} from '../../support/deletion.js';
import { fill, form, edit, save, closed, two, inputs, opened } from '../../support/form.js';
import { stopTime } from '../../support/page-clock.js';

const adas = 'Ada Berg';
const inTen = en['deletion-in']({ name: adas, seconds: 10 }, english());
const kept = en['not-deleted']({ name: adas });

function english(): Parameters<(typeof en)['deletion-in']>[1] {
  const number = new Intl.NumberFormat('en').format;
  return { number } as Parameters<(typeof en)['deletion-in']>[1];
}

/** The house, to somebody who may delete. */
const removing = (options: MemoryOptions = {}) => house({ permissions, ...options });

/** Somebody rang before, and was chosen. */
const before = (customerId: string, n: number) => ({
  ...call(numbers.one),
  id: `before-${n}`,
  customerId,
  state: 'closed' as const,
});

type Told = readonly [customerId: string, interactionId: string | undefined];
interface Shown extends Scene {
  readonly told: Told[];
  readonly adasId: string;
}

async function shown(options: SceneOptions = {}): Promise<Shown> {
  const scene = await show({ backend: removing(), interaction: call(numbers.one), ...options });
  const told: Told[] = [];
  scene.card.addEventListener('customer-deleted', ({ customerId, interactionId }: CustomerDeletedEvent) =>
    told.push([customerId, interactionId]),
  );
  await until(() => deleteEntry(scene.card), 'Delete is offered');
  return { ...scene, told, adasId: await scene.id('ada') };
}

const is = (card: CustomerCard, name: string) => until(() => called(focused(card)) === name, `the focus is on ${name}`);

describe('deleting a customer', () => {
  staySilent();
  const { pass } = stopTime();

  describe('from the menu, by keyboard', () => {
    it('asks, deletes and takes back without a mouse', async () => {
      const { card, faulty } = await shown();
      button(card, en.more).focus();
      await sendKeys({ press: 'Enter' });
      await is(card, `menuitem ${en.refresh}`);
      await sendKeys({ press: 'End' });
      await is(card, `menuitem ${en['delete-customer']}`);
      await sendKeys({ press: 'Enter' });
      await is(card, `button ${en['keep-customer']}`);
      await until(() => answer(card, en['delete-customer'])?.disabled === false);
      await sendKeys({ press: 'Tab' });
      await is(card, `button ${en['delete-customer']}`);
      await sendKeys({ press: 'Enter' });
      await is(card, `button ${en.undo}`);
      await sendKeys({ press: 'Enter' });
      await is(card, `button ${en.more}`);
      expect(bar(card)).to.equal('');
      await pass(60_000);
      expect(removals(faulty)).to.deep.equal([]);
    });

    for (const [way, deed] of Object.entries({
      Esc: () => sendKeys({ press: 'Escape' }),
      Keep: () => sendKeys({ press: 'Enter' }),
    }))
      it(`does nothing with ${way}, and gives the focus back`, async () => {
        const { card, faulty, told } = await shown();
        button(card, en.more).focus();
        await sendKeys({ press: 'Enter' });
        await is(card, `menuitem ${en.refresh}`);
        await sendKeys({ press: 'End' });
        await sendKeys({ press: 'Enter' });
        await is(card, `button ${en['keep-customer']}`);
        await until(() => consequence(card).includes(en['delete-consequence']));
        await deed();
        await until(() => !question(card));
        await is(card, `button ${en.more}`);
        await pass(60_000);
        expect([bar(card), removals(faulty), told]).to.deep.equal(['', [], []]);
      });
  });

  describe('the question', () => {
    it('says who, what goes along and how long it can be undone', async () => {
      const backend = removing();
      const { card, adasId } = await shown({ backend });
      for (const n of [1, 2]) await backend.interactions.record(before(adasId, n));
      await backend.customers.choose!({ raw: numbers.one }, adasId, { key: 'chosen' });
      await ask(card);
      await until(() => consequence(card));
      expect(question(card)!.querySelector('h2')!.textContent).to.equal('Delete Ada Berg?');
      await until(() => consequence(card).includes('final'));
      expect(consequence(card)).to.equal(
        'The card and everything in it goes, for all agents. ' +
          '2 interactions stay with their numbers or addresses, and belong to nobody any more. ' +
          'Chosen as the customer for one number or address: that is forgotten. ' +
          'You can undo it for 10 seconds; then it is final.',
      );
    });

    it('says it in the singular, and nothing of what there is none of', async () => {
      const backend = removing();
      const { card, adasId } = await shown({ backend });
      await backend.interactions.record(before(adasId, 3));
      await ask(card);
      await until(() => consequence(card).includes('final'));
      expect(consequence(card)).to.equal(
        'The card and everything in it goes, for all agents. ' +
          'One interaction stays with its number or address, and belongs to nobody any more. ' +
          'You can undo it for 10 seconds; then it is final.',
      );
    });

    it('cannot be said yes to before that is known', async () => {
      const { card, faulty } = await shown();
      faulty.hold('customers.impact');
      await ask(card);
      expect(answer(card, en['delete-customer'])!.disabled).to.equal(true);
      expect(question(card)!.querySelector('.consequence')!.getAttribute('aria-busy')).to.equal('true');
      await faulty.releaseAll();
      await until(() => !answer(card, en['delete-customer'])!.disabled);
      expect(question(card)!.querySelector('.consequence')!.getAttribute('aria-busy')).to.equal('false');
    });

    for (const [name, plan, words] of [
      ['fails', { failing: 'offline' }, en['error-offline']],
      ['is nonsense', { wrongShape: 'object' }, en['error-failed']],
      ['is nothing', { wrongShape: 'null' }, en['error-failed']],
    ] as const)
      it(`offers to try again when the answer ${name}`, async () => {
        const { card, faulty } = await shown();
        faulty.set({ 'customers.impact': plan });
        await ask(card);
        await until(() => consequence(card).includes(words));
        expect(consequence(card)).to.include(en['impact-failed']);
        expect(answer(card, en['delete-customer'])).to.equal(undefined);
        faulty.set({});
        answer(card, en.retry)!.focus();
        answer(card, en.retry)!.click();
        await until(() => answer(card, en['delete-customer'])?.disabled === false);
        expect(consequence(card)).to.include(en['delete-consequence']).and.not.to.include(en['impact-failed']);
        expect(called(focused(card))).to.equal(`button ${en['keep-customer']}`);
      });

    it('does not wait for ever', async () => {
      const { card, faulty } = await shown();
      faulty.set({ 'customers.impact': { never: true, ignoreSignal: true } });
      await ask(card);
      await pass(9_000);
      expect(answer(card, en['delete-customer'])!.disabled).to.equal(true);
      await pass(1_000);
      await until(() => consequence(card).includes(en['error-timeout']));
      expect(answer(card, en.retry)).to.exist;
    });

    it('says what is sure when the backend cannot say what goes along', async () => {
      const inner = removing();
      const backend: Backend = { ...inner, customers: { ...inner.customers, impact: undefined } };
      const { card, faulty, adasId } = await shown({ backend });
      await remove(card);
      await pass(10_000);
      await until(() => removals(faulty).length === 1);
      expect(removals(faulty)[0]!.slice(0, 2)).to.deep.equal([adasId, 1]);
    });

    it('closes when there is nobody to be deleted any more', async () => {
      const { mia, tom } = two({ permissions });
      const { card, adasId } = await shown({ backend: { ...mia, watch: undefined } });
      await tom.customers!.remove!(adasId, 1, { key: 'tom' });
      const heard = until(() => said(card) === en['error-not-found'], 'it is said why');
      await Promise.all([heard, ask(card).catch(() => undefined)]);
      await until(() => !card.shadowRoot!.querySelector('#delete'));
      await until(() => textOf(card).includes(en['outcome-none']));
    });

    it('names the colleague who is editing', async () => {
      const { mia, tom } = two({ permissions });
      const { card, adasId } = await shown({ backend: mia });
      await ask(card);
      await tom.presence!.enter(adasId, { editing: ['city'] });
      await until(() => consequence(card).includes('Tom Vik is editing City.'));
    });

    it('goes with its customer', async () => {
      const scene = await shown();
      await ask(scene.card);
      await give(scene, call(numbers.sharedByOne));
      await until(() => textOf(scene.card).includes('Geir Hauge'));
      expect(scene.card.shadowRoot!.querySelector('#delete')).to.equal(null);
    });
  });

  describe('in the ten seconds', () => {
    it('counts down, and says it once', async () => {
      const { card, faulty } = await shown();
      const heard: string[] = [];
      const live = card.shadowRoot!.querySelector('[role=status]')!;
      const observer = new MutationObserver(() => heard.push(live.textContent!.trim()));
      observer.observe(live, { childList: true, characterData: true, subtree: true });
      await remove(card);
      expect(bar(card)).to.equal(`${inTen} ${en.undo}`);
      await is(card, `button ${en.undo}`);
      const seen: string[] = [];
      for (let n = 1; n < 10; n += 1) {
        await pass(1_000);
        await card.updateComplete;
        expect(called(focused(card))).to.equal(`button ${en.undo}`);
        seen.push(/\d+/.exec(bar(card))![0]);
      }
      observer.disconnect();
      expect(seen).to.deep.equal(['9', '8', '7', '6', '5', '4', '3', '2', '1']);
      expect(heard).to.deep.equal([inTen]);
      expect(card.shadowRoot!.querySelector('#deletion')!.closest('[aria-live=polite], [role=status], [role=alert]')).to.equal(
        null,
      );
      expect(card.shadowRoot!.querySelector('#deletion [aria-live=polite]')).to.equal(null);
      expect(removals(faulty)).to.deep.equal([]);
    });

    it('is undone as if it had never been', async () => {
      const { card, faulty, told, backend, adasId } = await shown();
      await remove(card);
      await is(card, `button ${en.undo}`);
      await pass(9_900);
      barButton(card, en.undo)!.click();
      await until(() => !bar(card));
      expect(said(card)).to.equal(en['deletion-undone']);
      await is(card, `button ${en.more}`);
      await pass(60_000);
      expect([removals(faulty), told]).to.deep.equal([[], []]);
      expect(await backend.customers!.get(adasId)).to.include({ name: adas });
    });

    it('offers neither Edit nor Delete, not by key either', async () => {
      const { card } = await shown();
      await remove(card);
      expect(allByRole(card, 'button', en.edit)).to.deep.equal([]);
      expect(deleteEntry(card)).to.equal(undefined);
      press(button(card, en.more), 'e', { code: 'KeyE', altKey: true });
      await settled({ card, faulty: { calls: [] } as never });
      expect(form(card)).to.equal(null);
      expect(allByRole(card, 'menuitem', en['add-customer'])).to.have.lengthOf(1);
    });

    it('is sent once they are over, once, with the revision that was weighed', async () => {
      const { card, faulty, told, selected, adasId, backend } = await shown();
      const interactionId = card.interaction!.id;
      await remove(card);
      await pass(9_999);
      expect(removals(faulty)).to.deep.equal([]);
      await pass(1);
      await until(() => told.length);
      const [first, ...others] = removals(faulty);
      const [id, revision, key] = first!;
      expect([id, revision, typeof key, others]).to.deep.equal([adasId, 1, 'string', []]);
      expect(told).to.deep.equal([[adasId, interactionId]]);
      expect(await backend.customers!.get(adasId)).to.equal(undefined);
      expect(selected.at(-1)).to.include({ customerId: undefined, interactionId });
    });
  });

  describe('afterwards the card falls', () => {
    const over = async (scene: Shown) => {
      await remove(scene.card);
      await is(scene.card, `button ${en.undo}`);
      await pass(10_000);
      await until(() => scene.told.length, 'it is told');
    };

    it('to nobody, and the focus to what can be done now', async () => {
      const scene = await shown();
      const { card } = scene;
      await over(scene);
      await until(() => textOf(card).includes(en['outcome-none']));
      expect(fieldsOf(card)).to.deep.equal({});
      await is(card, `button ${en['add-customer']}`);
      await settled(scene);
      expect(textOf(card)).to.include(en['outcome-none']);
    });

    it('at once, also when the backend answers nothing more', async () => {
      const scene = await shown();
      const { card, faulty } = scene;
      faulty.set({ 'customers.find': { never: true } });
      await over(scene);
      await until(() => textOf(card).includes(en['outcome-none']));
      expect(fieldsOf(card)).to.deep.equal({});
    });

    it('to the list with those who are left', async () => {
      const third = { type: 'person' as const, fields: { givenName: 'Kari', mobile: '91122333' } };
      const scene = await show({ backend: removing({ customers: [...everybody, third] }), interaction: call(numbers.many) });
      const { card } = scene;
      const told: unknown[] = [];
      card.addEventListener('customer-deleted', (event) => told.push(event));
      byRole(card, 'option', /^Birk/).click();
      await settled(scene);
      await over({ ...scene, told } as unknown as Shown);
      await until(() => allByRole(card, 'option').length === 2);
      await settled(scene);
      expect(allByRole(card, 'option').map((each) => /\w+/.exec(each.textContent!.trim())![0])).to.not.include('Birk');
      expect(scene.selected.at(-1)!.customerId).to.equal(undefined);
      await until(() => focused(card)?.id === 'matches');
    });

    it('to "gone" where it was asked for this customer', async () => {
      const backend = removing();
      const [found] = await backend.customers.search('ada');
      const scene = await shown({ backend, interaction: undefined, customerId: found!.id });
      await over(scene);
      await until(() => textOf(scene.card).includes(en['customer-gone']));
      expect(scene.told).to.deep.equal([[found!.id, undefined]]);
    });

    it('and makes no new customer of itself of the address', async () => {
      const backend = removing({ settings: { autoCreate: true } });
      const scene = await shown({ backend, interaction: call(numbers.one, { state: 'active' }) });
      await over(scene);
      await settled(scene);
      expect(textOf(scene.card)).to.include(en['outcome-none']);
      expect(scene.faulty.calls.filter(({ method }) => method === 'customers.add')).to.deep.equal([]);
    });
  });

  describe('when something comes in between', () => {
    it('keeps a customer whom a colleague changed, and asks anew', async () => {
      const { mia, tom } = two({ permissions });
      const { card, faulty, told, adasId } = await shown({ backend: mia });
      await remove(card);
      await tom.customers!.change!(adasId, { revision: 1, fields: { city: 'Voss' } }, { key: 'tom' });
      await tom.customers!.choose!({ raw: numbers.one }, adasId, { key: 'toms choice' });
      await pass(10_000);
      await until(() => bar(card).includes(kept));
      expect(bar(card)).to.equal(`${kept} ${en['error-conflict']} ${en['keep-customer']} ${en['delete-customer']}`);
      await until(() => fieldsOf(card)['City'] === 'Voss');
      expect(told).to.deep.equal([]);
      barButton(card, en['delete-customer'])!.click();
      await until(() => consequence(card).includes('Chosen as the customer'));
      answer(card, en['delete-customer'])!.click();
      await until(() => bar(card).includes(inTen));
      await pass(10_000);
      await until(() => told.length);
      expect(removals(faulty).map(([id, revision]) => [id, revision])).to.deep.equal([
        [adasId, 1],
        [adasId, 2],
      ]);
      expect(new Set(removals(faulty).map(([, , key]) => key)).size).to.equal(2);
    });

    it('keeps the one that is stopped when the question is answered with Keep', async () => {
      const { mia, tom } = two({ permissions });
      const { card, faulty, adasId } = await shown({ backend: mia });
      await remove(card);
      await tom.customers!.change!(adasId, { revision: 1, fields: { city: 'Voss' } }, { key: 'tom' });
      await pass(10_000);
      await until(() => barButton(card, en['keep-customer']));
      barButton(card, en['keep-customer'])!.click();
      await until(() => !bar(card));
      await pass(60_000);
      expect(removals(faulty)).to.have.lengthOf(1);
      expect(await mia.customers!.get(adasId)).to.include({ name: adas });
    });

    it('lets an edit through that follows a deletion that was stopped', async () => {
      const { mia, tom } = two({ permissions });
      const { card, adasId } = await shown({ backend: mia });
      await remove(card);
      await tom.customers!.change!(adasId, { revision: 1, fields: { city: 'Voss' } }, { key: 'tom' });
      await pass(10_000);
      await until(() => bar(card).includes(kept));
      await until(() => fieldsOf(card)['City'] === 'Voss');
      await edit(card);
      fill(card, en['field-organization'], 'Vossavann');
      save(card);
      await closed(card);
      expect((await mia.customers!.get(adasId))!.fields).to.include({ city: 'Voss', organization: 'Vossavann' });
      expect(bar(card)).to.equal('');
    });

    it('takes a customer whom a colleague deleted first for deleted', async () => {
      const { mia, tom } = two({ permissions });
      const { card, faulty, told, adasId } = await shown({ backend: mia });
      await remove(card);
      await tom.customers!.remove!(adasId, 1, { key: 'tom' });
      await pass(10_000);
      await until(() => told.length);
      await until(() => textOf(card).includes(en['outcome-none']));
      expect(said(card)).to.equal(en.deleted({ name: adas }));
      expect(removals(faulty)).to.have.lengthOf(1);
      await pass(60_000);
      expect(removals(faulty)).to.have.lengthOf(1);
    });

    it('says that it is not allowed', async () => {
      const { card, faulty, told } = await shown({ plan: { 'customers.remove': { failing: 'denied' } } });
      await remove(card);
      await pass(10_000);
      await until(() => bar(card).includes(kept));
      expect(bar(card)).to.include(en['deletion-denied']);
      expect(told).to.deep.equal([]);
      await pass(600_000);
      expect(removals(faulty)).to.have.lengthOf(1);
    });

    it('waits without a connection, says so, and goes on by itself', async () => {
      const { card, faulty, told } = await shown({ plan: { 'customers.remove': { failing: 'offline' } } });
      await remove(card);
      await pass(10_000);
      await until(() => bar(card).includes(en['error-offline']));
      expect(bar(card)).to.include(en['deletion-waits']({ name: adas }));
      faulty.set({});
      await pass(60_000);
      await until(() => told.length);
      expect(new Set(removals(faulty).map(([, , key]) => key)).size).to.equal(1);
      expect(told).to.have.lengthOf(1);
    });

    it('can be given up while it waits', async () => {
      const { card, faulty, told, backend, adasId } = await shown({ plan: { 'customers.remove': { failing: 'offline' } } });
      await remove(card);
      await pass(10_000);
      await until(() => bar(card).includes(en['error-offline']));
      barButton(card, en['keep-customer'])!.click();
      await until(() => !bar(card));
      faulty.set({});
      await pass(600_000);
      expect(told).to.deep.equal([]);
      expect(await backend.customers!.get(adasId)).to.include({ name: adas });
    });

    it('asks again with the same key when there is no answer', async () => {
      const { card, faulty, told } = await shown({ plan: { 'customers.remove': { never: true, ignoreSignal: true } } });
      await remove(card);
      await pass(10_000);
      await until(() => bar(card) === en.deleting({ name: adas }));
      await is(card, `group ${en.deleting({ name: adas })}`);
      await pass(30_000);
      await until(() => bar(card).includes(en['error-timeout']));
      faulty.set({});
      await pass(2_000);
      await until(() => told.length);
      expect(new Set(removals(faulty).map(([, , key]) => key)).size).to.equal(1);
    });

    it('is told once when the backend hears it twice', async () => {
      const { card, told } = await shown({ plan: { 'customers.remove': { twice: true } } });
      await remove(card);
      await pass(10_000);
      await until(() => told.length);
      await pass(60_000);
      expect(told).to.have.lengthOf(1);
      expect(textOf(card)).to.include(en['outcome-none']);
    });

    it('is told by one of two cards of the same customer, and both fall', async () => {
      const first = await shown();
      const second = await shown({ backend: first.faulty.backend });
      second.card.backend = first.faulty.backend;
      await settled(second);
      await remove(first.card);
      await until(() => bar(second.card).includes(en.undo), 'the other card counts down as well');
      await pass(10_000);
      await until(() => first.told.length);
      await until(() => textOf(second.card).includes(en['outcome-none']));
      expect(second.told).to.deep.equal([]);
      expect(first.told).to.have.lengthOf(1);
    });

    it('says so when it could not be kept', async () => {
      const broken: DraftStore = {
        ...memoryDrafts(),
        put: async () => {
          throw new BackendError('unavailable', 'full');
        },
      };
      const { card } = await inDesk(removing(), broken);
      await ask(card);
      await until(() => answer(card, en['delete-customer'])?.disabled === false);
      answer(card, en['delete-customer'])!.click();
      await until(() => said(card).includes(kept));
      expect(said(card)).to.equal(`${kept} ${en['error-unavailable']}`);
      expect(bar(card)).to.equal('');
    });
  });

  describe('while the agent looks at something else', () => {
    it('goes on, tells the conversation in which it was asked for, and shows no bar on another customer', async () => {
      const scene = await shown();
      const { card, told, adasId } = scene;
      const first = card.interaction!;
      await remove(card);
      await give(scene, call(numbers.sharedByOne));
      await until(() => textOf(card).includes('Geir Hauge'));
      expect(bar(card)).to.equal('');
      await pass(10_000);
      await until(() => told.length);
      expect(told).to.deep.equal([[adasId, first.id]]);
      expect(textOf(card)).to.include('Geir Hauge').and.not.to.include('Ada');
    });

    it('shows the bar again to who comes back, with what is left', async () => {
      const scene = await shown();
      const { card, told } = scene;
      const first = card.interaction!;
      await remove(card);
      await give(scene, call(numbers.sharedByOne));
      await until(() => textOf(card).includes('Geir Hauge'));
      await pass(4_000);
      await give(scene, first);
      await until(() => bar(card).includes('6 s'));
      barButton(card, en.undo)!.click();
      await until(() => !bar(card));
      await pass(60_000);
      expect(told).to.deep.equal([]);
    });

    it('happens also when the card is taken off the page', async () => {
      const { card, faulty, backend, adasId, told } = await shown();
      await remove(card);
      card.remove();
      await pass(9_000);
      expect(removals(faulty)).to.deep.equal([]);
      await pass(1_000);
      await until(() => removals(faulty).length);
      await turn();
      expect(await backend.customers!.get(adasId)).to.equal(undefined);
      expect(told).to.have.lengthOf(1);
    });
  });

  describe('over a page that goes', () => {
    it('has done nothing, and says so to who comes back', async () => {
      const data = memoryData();
      const options = {
        data,
        permissions,
        now: () => noon,
        settings: { homeRegion: 'NO' },
        agent: { id: 'mia', name: 'Mia Lund' },
      };
      const lasting = memoryDrafts();
      let gone = false;
      const never = new Promise<never>(() => undefined);
      const mortal =
        <A extends unknown[], R>(deed: (...given: A) => Promise<R>) =>
        (...given: A) =>
          gone ? never : deed(...given);
      const page: DraftStore = {
        get: mortal(lasting.get),
        put: mortal(lasting.put),
        delete: mortal(lasting.delete),
        list: mortal(lasting.list),
      };
      const first = await inDesk(memory({ ...options, customers: everybody }), page);
      await remove(first.card);
      gone = true;
      first.desk.remove();

      const backend = memory(options);
      const second = await inDesk(backend, { ...lasting });
      await until(() => bar(second.card).includes(en.undo), 'what is kept is seen');
      await pass(30_000);
      await until(() => bar(second.card).includes(en['deletion-not-sent']));
      expect(bar(second.card)).to.include(kept);
      expect(await backend.customers.search('ada')).to.have.lengthOf(1);
      barButton(second.card, en['delete-customer'])!.click();
      await until(() => answer(second.card, en['delete-customer'])?.disabled === false);
      answer(second.card, en['delete-customer'])!.click();
      await until(() => bar(second.card).includes(inTen));
      await pass(10_000);
      await until(() => textOf(second.card).includes(en['outcome-none']));
    });
  });

  describe('in a desk', () => {
    it('is nobody any more to the elements around, also when they were chosen or assigned', async () => {
      const backend = removing();
      const [found] = await backend.customers.search('geir');
      const failed: string[] = [];
      const { desk, card, customers } = await inDesk(backend, undefined, call(numbers.sharedByOne, { customerId: found!.id }));
      desk.addEventListener('backend-failed', ({ method, code }) => failed.push(`${method} ${code}`));
      await until(() => customers.at(-1) === found!.id);
      await remove(card);
      await pass(10_000);
      await until(() => textOf(card).includes(en['outcome-none']));
      await until(() => customers.at(-1) === undefined);
      desk.interaction = { ...desk.interaction!, state: 'wrap-up' };
      await settled({ card, faulty: { calls: [] } as never });
      expect([customers.at(-1), failed]).to.deep.equal([undefined, []]);
    });
  });

  describe('beside a form', () => {
    it('counts down over what is typed on another card of the same customer, and keeps what was typed', async () => {
      const first = await shown();
      const second = await shown({ backend: first.faulty.backend });
      second.card.backend = first.faulty.backend;
      await settled(second);
      await edit(second.card);
      fill(second.card, en['field-city'], 'Voss');
      await remove(first.card);
      await until(() => bar(second.card).includes(en.undo));
      await pass(10_000);
      await until(() => first.told.length);
      await until(() => textOf(second.card).includes(en['gone-kept']) || said(second.card).includes(en['gone-kept']));
      await opened(second.card);
      expect(inputs(second.card)).to.include({ city: 'Voss' });
    });
  });

  describe('for assistive technology', () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3);
    const people = [{ ...ada, fields: { ...ada.fields, familyName: long } }];
    for (const dir of ['ltr', 'rtl'] as const)
      for (const scheme of ['light', 'dark'] as const)
        it(`has nothing to fault in the question, the bar and what was stopped, ${dir}, ${scheme}, at 280 px with a long name`, async () => {
          const scene = await shown({ backend: removing({ customers: people }), dir, scheme, width: 280 });
          const { card, faulty, wrapper } = scene;
          wrapper.style.background = 'Canvas';
          const fits = () => {
            const { right, left } = card.getBoundingClientRect();
            const all = [...card.shadowRoot!.querySelectorAll('#deletion, #deletion *, #delete[open] *')];
            const box = question(card)?.getBoundingClientRect() ?? { left, right };
            return all
              .filter(
                (each) => each.getBoundingClientRect().right > box.right + 1 || each.getBoundingClientRect().left < box.left - 1,
              )
              .map((each) => each.localName);
          };
          await ask(card);
          await until(() => consequence(card).includes('final'));
          expect(fits()).to.deep.equal([]);
          await expect(card).to.be.accessible();
          faulty.set({ 'customers.remove': { failing: 'denied' } });
          answer(card, en['delete-customer'])!.click();
          await until(() => bar(card));
          expect(fits()).to.deep.equal([]);
          await expect(card).to.be.accessible();
          await pass(10_000);
          await until(() => bar(card).includes(en['deletion-denied']));
          expect(fits()).to.deep.equal([]);
          await expect(card).to.be.accessible();
        });
  });
});

interface InDesk {
  readonly desk: AgentDesk;
  readonly card: CustomerCard;
  /** Who the elements around were told to be about. */
  readonly customers: (string | undefined)[];
}

/** A card in a desk that keeps drafts there. */
async function inDesk(backend: Backend, drafts?: DraftStore, interaction = call(numbers.one)): Promise<InDesk> {
  const { wrapper, card: unused } = await show();
  unused.remove();
  const desk = document.createElement('agent-desk');
  const card = document.createElement('customer-card');
  const probe = document.createElement('probe-tab') as HTMLElement & { seen: (string | undefined)[] };
  desk.append(card, probe);
  Object.assign(desk, { backend, drafts, interaction });
  wrapper.append(desk);
  await until(() => deleteEntry(card), 'Delete is offered');
  return { desk, card, customers: probe.seen };
}
