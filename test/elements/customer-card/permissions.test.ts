import { expect } from '@open-wc/testing';
import type { MemoryOptions } from '../../../src/adapters/memory.js';
import { agentPermissions } from '../../../src/backend/agent-permissions.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { Permission } from '../../../src/backend/permissions.js';
import {
  allByRole,
  button,
  call,
  en,
  fieldsOf,
  house,
  numbers,
  press,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  turn,
  until,
  type Scene,
} from '../../support/card.js';
import { answer, ask, bar, question, removals, remove } from '../../support/deletion.js';
import { add, edit, fill, form, inputs, save } from '../../support/form.js';
import { stopTime } from '../../support/page-clock.js';

const deeds = ['add', 'edit', 'remove'] as const;
type Deed = (typeof deeds)[number];

/** Every set of them. */
const sets: readonly (readonly Deed[])[] = Array.from({ length: 2 ** deeds.length }, (_, bits) =>
  deeds.filter((__, i) => bits & (1 << i)),
);
const others = agentPermissions.filter((each) => !['customers.add', 'customers.edit', 'customers.remove'].includes(each));
const permitted = (set: readonly Deed[]): readonly Permission[] => [
  ...others,
  ...set.map((deed) => `customers.${deed}` as const),
];
const words = (set: readonly Deed[]) => set.join(' and ') || 'nothing';

/** Somebody who may do these things. */
const may = (set: readonly Deed[], options: MemoryOptions = {}) => house({ permissions: permitted(set), ...options });

/** A backend that can only do these things, to somebody who may do all. */
function can(set: readonly Deed[]): Backend {
  const backend = may(deeds);
  const { add, change, remove } = backend.customers;
  const methods = { add: { add }, edit: { change }, remove: { remove } };
  const customers = { ...backend.customers, add: undefined, change: undefined, remove: undefined };
  return { ...backend, customers: Object.assign(customers, ...set.map((deed) => methods[deed])) as Backend['customers'] };
}

const alt = (card: Element, code: string) =>
  press(card.shadowRoot!.querySelector('.card')!, code.at(-1)!.toLowerCase(), { code, altKey: true });

/** The card has everything that it may show: what is loaded later is loaded. */
async function complete({ card }: Pick<Scene, 'card'>): Promise<void> {
  await card.writing.load();
  await card.menus.load();
  await card.updateComplete;
}

/** What is offered on the card of a customer. */
function offered(card: Element): Record<Deed, boolean> {
  return {
    add: allByRole(card, 'menuitem', en['add-customer']).length > 0,
    edit: allByRole(card, 'button', en.edit).length > 0,
    remove: allByRole(card, 'menuitem', en['delete-customer']).length > 0,
  };
}

const asked = (set: readonly Deed[]): Record<Deed, boolean> => ({
  add: set.includes('add'),
  edit: set.includes('edit'),
  remove: set.includes('remove'),
});

/** What the help lists. */
async function keysOf(card: Scene['card']): Promise<string[]> {
  await card.keys.value!.show();
  const all = [...card.shadowRoot!.querySelectorAll('dialog.keys dl > div')];
  return all.map((row) => squeeze(row.querySelector('dt')!.textContent));
}

describe('what an agent may write', () => {
  staySilent();
  const { pass } = stopTime();

  for (const [name, backendOf] of [
    ['with the permission to', may],
    ['with a backend that can', can],
  ] as const)
    describe(name, () => {
      for (const set of sets)
        describe(words(set), () => {
          it('offers just that on the card of a customer', async () => {
            const scene = await show({ backend: backendOf(set), interaction: call(numbers.one) });
            await complete(scene);
            expect(offered(scene.card)).to.deep.equal(asked(set));
            expect(fieldsOf(scene.card)).to.include({ City: 'Bergen' });
          });

          it('offers just that where nobody was found', async () => {
            const scene = await show({ backend: backendOf(set), interaction: call(numbers.none) });
            await complete(scene);
            expect([
              allByRole(scene.card, 'button', en['add-customer']).length > 0,
              allByRole(scene.card, 'button', en['add-to-customer']).length > 0,
            ]).to.deep.equal([set.includes('add'), set.includes('edit')]);
          });

          it('opens a form by key for just that', async () => {
            const scene = await show({ backend: backendOf(set), interaction: call(numbers.one) });
            await complete(scene);
            for (const [deed, code] of [
              ['edit', 'KeyE'],
              ['add', 'KeyN'],
            ] as const) {
              alt(scene.card, code);
              if (set.includes(deed)) {
                await until(() => form(scene.card), `${code} opens a form`);
                form(scene.card)!.querySelector<HTMLElement>('#cancel')!.click();
                await until(() => !form(scene.card));
              } else {
                await settled(scene);
                expect(form(scene.card) === null, `${code} does nothing`).to.equal(true);
              }
            }
          });

          it('lists just that in the help', async () => {
            const scene = await show({ backend: backendOf(set), interaction: call(numbers.one) });
            await complete(scene);
            const keys = await keysOf(scene.card);
            expect({
              edit: keys.includes('Alt E'),
              add: keys.includes('Alt N'),
              save: keys.includes('Ctrl Enter'),
            }).to.deep.equal({
              edit: set.includes('edit'),
              add: set.includes('add'),
              save: set.includes('edit') || set.includes('add'),
            });
          });
        });
    });

  it('lists the call in the help only where somebody can call', async () => {
    const without = await show({ interaction: call(numbers.one) });
    expect(await keysOf(without.card)).to.not.include('Alt C');
    const calling = await show({ backend: house({ dial: async () => undefined }), interaction: call(numbers.one) });
    expect(await keysOf(calling.card)).to.include('Alt C');
  });

  describe('when that is taken away', () => {
    /** A session that can be changed while it lasts. */
    async function changing(number: string = numbers.one) {
      const inner = may(deeds);
      let set: readonly Deed[] = deeds;
      const backend: Backend = {
        ...inner,
        session: async (...given) => ({ ...(await inner.session(...given)), permissions: permitted(set) }),
      };
      const scene = await show({ backend, interaction: call(number) });
      await complete(scene);
      const leave = async (left: readonly Deed[]) => {
        set = left;
        scene.faulty.tell({ kind: 'session', id: 'mia', revision: 2 });
        await settled(scene);
      };
      return { ...scene, leave };
    }

    it('takes what is offered away, and brings it back', async () => {
      const { card, leave } = await changing();
      expect(offered(card)).to.deep.equal(asked(deeds));
      await leave([]);
      expect(offered(card)).to.deep.equal(asked([]));
      await leave(['edit']);
      expect(offered(card)).to.deep.equal(asked(['edit']));
    });

    it('keeps what was typed, and does not offer to save it', async () => {
      const { card, leave, faulty } = await changing();
      await edit(card);
      fill(card, en['field-city'], 'Voss');
      await leave(['add', 'remove']);
      expect(inputs(card)).to.include({ city: 'Voss' });
      expect(allByRole(card, 'button', en.save)).to.deep.equal([]);
      press(form(card)!, 'Enter', { ctrlKey: true });
      await turn();
      expect(faulty.calls.filter(({ method }) => method === 'customers.change')).to.deep.equal([]);
      await leave(deeds);
      save(card);
      await until(() => !form(card));
      expect(faulty.calls.filter(({ method }) => method === 'customers.change')).to.have.lengthOf(1);
    });

    it('keeps a new customer that was begun, and does not offer to save it', async () => {
      const { card, leave, faulty } = await changing(numbers.none);
      await add(card);
      fill(card, en['field-givenName'], 'Kari');
      await leave([]);
      expect(inputs(card)).to.include({ givenName: 'Kari' });
      expect(allByRole(card, 'button', en.save)).to.deep.equal([]);
      press(form(card)!, 'Enter', { ctrlKey: true });
      await turn();
      expect(faulty.calls.filter(({ method }) => method === 'customers.add')).to.deep.equal([]);
    });

    it('closes the question whether to delete', async () => {
      const { card, leave } = await changing();
      await ask(card);
      await until(() => answer(card, en['delete-customer'])?.disabled === false);
      await leave(['add', 'edit']);
      await until(() => !question(card));
      expect(bar(card)).to.equal('');
      await until(() => card.shadowRoot!.activeElement === button(card, en.more));
    });

    it('leaves it to the backend to refuse a deletion that was asked for, and offers no other', async () => {
      const { card, leave, faulty } = await changing();
      await remove(card);
      await leave(['add', 'edit']);
      faulty.set({ 'customers.remove': { failing: 'denied' } });
      await pass(10_000);
      await until(() => bar(card).includes(en['deletion-denied']));
      expect(removals(faulty)).to.have.lengthOf(1);
      expect(bar(card)).to.not.include(en['delete-customer']);
      expect(textOf(card)).to.include('Ada Berg');
    });
  });
});
