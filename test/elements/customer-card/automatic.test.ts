import { expect } from '@open-wc/testing';
import { agentPermissions } from '../../../src/backend/agent-permissions.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields } from '../../../src/domain/field.js';
import type { Interaction, InteractionState } from '../../../src/domain/interaction.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import '../../../src/elements/agent-desk/define.js';
import {
  allByRole,
  byRole,
  call,
  en,
  fieldsOf,
  give,
  house,
  noon,
  numbers,
  press,
  said,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  type,
  until,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';
import { add, cancel, closed, edit, fill, form, inputs, opened, save, told, two } from '../../support/form.js';

const unknown = '+4790000111';
const on = { settings: { homeRegion: 'NO', autoCreate: true } } as const;
const talking = (from: string = unknown, more: Partial<Interaction> = {}) => call(from, { state: 'active', ...more });
const adds = ({ faulty }: Pick<Scene, 'faulty'>) => faulty.calls.filter(({ method }) => method === 'customers.add');
const unmatched = (card: Element) => allByRole(card, 'heading', en['outcome-none']).length > 0;
const marked = (card: Element) => textOf(card).includes(en['created-automatically']);
const created = (card: Element) => until(() => marked(card), 'a card is created');
const ringing = (scene: Scene, state: InteractionState) => give(scene, { ...scene.card.interaction!, state });

const automatic = async (options: SceneOptions = {}) => {
  const scene = await show({ backend: house(on), interaction: talking(), ...options });
  return { ...scene, heard: told(scene.card) };
};
/** Whatever may be created has been by now: what writes is there, and nothing is under way. */
const rested = async (scene: Scene) => {
  await until(() => scene.card.writing.value);
  await settled(scene);
  await scene.card.writing.value!.typing.ready();
  await settled(scene);
};

describe('a card that is created automatically', () => {
  staySilent();

  it('is not, unless the house wants it', async () => {
    const scene = await automatic({ backend: house() });
    await rested(scene);
    expect(adds(scene).length).to.equal(0);
    expect(unmatched(scene.card)).to.equal(true);
  });

  it('has the number, is marked, and is shown as the one that was looked up', async () => {
    const scene = await automatic();
    const { card, selected, backend } = scene;
    await created(card);
    await settled(scene);
    expect(fieldsOf(card)).to.deep.equal({ Mobile: '90 00 01 11' });
    expect(adds(scene).length).to.equal(1);
    const [draft, options] = adds(scene)[0]!.given as [CustomerDraft, { key: string }];
    expect(draft).to.deep.equal({ type: 'person', fields: { mobile: unknown }, automatic: true });
    expect(options.key).to.be.a('string').and.not.include('900');
    const [made] = await backend.customers!.search(unknown);
    expect(made).to.include({ automatic: true });
    expect(selected).to.deep.equal([{ customerId: made!.id, interactionId: card.interaction!.id, reason: 'matched' }]);
    expect(allByRole(card, 'button', en.back).length).to.equal(0);
  });

  it('is told to the host and to those who listen', async () => {
    const scene = await show({ backend: house(on), interaction: call(unknown) });
    const heard = told(scene.card);
    await ringing(scene, 'active');
    await created(scene.card);
    expect(said(scene.card)).to.equal(en.added({ name: unknown }));
    expect(heard).to.deep.equal([`added ${scene.selected.at(-1)!.customerId}`]);
  });

  it('has the e-mail address where those are', async () => {
    const { card } = await automatic({ interaction: talking('new.face@fjord.example', { channel: 'email' }) });
    await created(card);
    expect(Object.keys(fieldsOf(card))).to.deep.equal(['E-mail']);
  });

  it('is no longer marked once somebody has looked it over', async () => {
    const scene = await automatic();
    const { card } = scene;
    await created(card);
    await edit(card);
    fill(card, en['field-givenName'], 'Ylva');
    save(card);
    await closed(card);
    await settled(scene);
    expect(marked(card)).to.equal(false);
    expect(byRole(card, 'heading', 'Ylva')).to.exist;
  });

  it('waits until somebody talks', async () => {
    const scene = await automatic({ interaction: call(unknown) });
    await rested(scene);
    expect(adds(scene).length).to.equal(0);
    await ringing(scene, 'active');
    await created(scene.card);
  });

  for (const [what, from] of [
    ['withholds the number', numbers.withheld],
    ['calls from the house itself', numbers.own],
    ['is a colleague', numbers.internal],
    ['has an address that cannot be read', numbers.unreadable],
    ['has a shared number', numbers.shared],
    ['is known', numbers.one],
  ] as const)
    it(`is not for somebody who ${what}`, async () => {
      const scene = await automatic({ interaction: talking(from) });
      await rested(scene);
      expect(adds(scene).length).to.equal(0);
    });

  it('is not for a call that is over', async () => {
    const scene = await automatic({ interaction: call(unknown, { state: 'closed' }) });
    await rested(scene);
    expect(adds(scene).length).to.equal(0);
  });

  const plain = house(on);
  const unable: readonly [string, Backend][] = [
    ['the permission', house({ ...on, permissions: agentPermissions.filter((each) => each !== 'customers.add') })],
    ['the method', { ...plain, customers: { ...plain.customers, add: undefined } } as unknown as Backend],
  ];
  for (const [what, backend] of unable)
    it(`is not without ${what}`, async () => {
      const scene = await automatic({ backend });
      await rested(scene);
      expect(adds(scene).length).to.equal(0);
      expect(unmatched(scene.card)).to.equal(true);
    });

  it('is not where more is required than a call tells: the agent is offered to add', async () => {
    const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, required: true } : field));
    const scene = await automatic({ backend: house({ ...on, fields, customers: [] }) });
    await rested(scene);
    expect(adds(scene).length).to.equal(0);
    expect(unmatched(scene.card)).to.equal(true);
    expect(allByRole(scene.card, 'button', en['add-customer']).length).to.equal(1);
  });

  for (const fault of [{ failing: 'unavailable' }, { wrongShape: 'any' }, { rawError: 'throw' }, { failing: 'invalid' }] as const)
    it(`leaves the face as it is when the backend does not take it (${Object.values(fault)[0]})`, async () => {
      const scene = await automatic({ plan: { 'customers.add': fault } });
      await rested(scene);
      expect(unmatched(scene.card)).to.equal(true);
      expect(adds(scene).length).to.equal(1);
      scene.card.requestUpdate();
      await settled(scene);
      expect(adds(scene).length).to.equal(1);
      await add(scene.card);
      expect(inputs(scene.card)).to.include({ mobile: unknown });
    });

  it('is one, however often the card is drawn and the interaction is given', async () => {
    const scene = await automatic();
    for (let i = 0; i < 50; i++) {
      await give(scene, { ...scene.card.interaction!, lastInboundAt: new Date(i).toISOString() });
      scene.card.requestUpdate();
      await turn();
    }
    await created(scene.card);
    await settled(scene);
    expect(adds(scene).length).to.equal(1);
  });

  it('is one for two cards of one conversation', async () => {
    const backend = house(on);
    const interaction = talking();
    const [one, other] = await Promise.all([automatic({ backend, interaction }), automatic({ backend, interaction })]);
    await created(one.card);
    await created(other.card);
    expect((await backend.customers!.search(unknown)).length).to.equal(1);
  });

  it('is the same one again after the page was loaded anew', async () => {
    const backend = house(on);
    const interaction = talking();
    const first = await automatic({ backend, interaction });
    await created(first.card);
    first.card.remove();
    const second = await automatic({ backend, interaction });
    await created(second.card);
    expect(adds(second).length).to.equal(0);
    expect(second.selected.at(-1)!.customerId).to.equal(first.selected[0]!.customerId);
  });

  describe('when the agent is at it already', () => {
    it('is not while a new customer is being typed', async () => {
      const scene = await automatic({ interaction: call(unknown) });
      const { card } = scene;
      await add(card);
      fill(card, en['field-givenName'], 'Ylva');
      await ringing(scene, 'active');
      await rested(scene);
      expect(adds(scene).length).to.equal(0);
      expect(inputs(card)).to.include({ givenName: 'Ylva', mobile: unknown });
      save(card);
      await closed(card);
      expect(adds(scene).length).to.equal(1);
      expect(marked(card)).to.equal(false);
    });

    it('is not while one that was begun before waits in the drafts', async () => {
      const drafts = memoryDrafts();
      const backend = house(on);
      const interaction = call(unknown);
      const desk = document.createElement('agent-desk');
      desk.backend = backend;
      desk.drafts = drafts;
      desk.interaction = interaction;
      const make = () => document.createElement('customer-card');
      const first = make();
      desk.append(first);
      document.body.append(desk);
      try {
        await add(first);
        fill(first, en['field-givenName'], 'Ylva');
        first.remove();
        await until(() => !first.isConnected);
        desk.interaction = { ...interaction, state: 'active' };
        const second = make();
        desk.append(second);
        await opened(second);
        expect(inputs(second)).to.include({ givenName: 'Ylva' });
        expect((await backend.customers!.search(unknown)).length).to.equal(0);
      } finally {
        desk.remove();
      }
    });

    it('is not while one is on its way to be saved, its form closed', async () => {
      const scene = await automatic({ interaction: call(unknown) });
      const { card, faulty, heard } = scene;
      await add(card);
      fill(card, en['field-givenName'], 'Ylva');
      faulty.hold('customers.add');
      save(card);
      await until(() => faulty.held === 1);
      cancel(card);
      await closed(card);
      await ringing(scene, 'active');
      await until(() => unmatched(card));
      await turn();
      await faulty.releaseAll();
      await until(() => heard.length);
      await settled(scene);
      expect(adds(scene).length).to.equal(1);
    });

    it('is not while somebody is looked for, and is when that is given up', async () => {
      const scene = await automatic({ interaction: call(unknown) });
      const { card } = scene;
      const search = () => byRole<HTMLInputElement>(card, 'combobox');
      type(search(), 'ada');
      await ringing(scene, 'active');
      await rested(scene);
      expect(adds(scene).length).to.equal(0);
      press(search(), 'Escape');
      await created(card);
    });

    it('is not in the way of a form that is opened while it is being made', async () => {
      const scene = await automatic({ interaction: call(unknown) });
      const { card, faulty, heard } = scene;
      await until(() => card.shadowRoot!.querySelector('#add'));
      faulty.hold('customers.add');
      await ringing(scene, 'active');
      await until(() => faulty.held === 1);
      await add(card);
      await faulty.releaseAll();
      await until(() => heard.length === 1);
      await settled(scene);
      expect(form(card)).not.to.equal(null);
      expect(inputs(card)).to.include({ mobile: unknown });
    });
  });

  describe('when the agent is in another conversation by then', () => {
    for (const method of ['customers.add', 'customers.find'] as const)
      it(`is shown in none but its own (${method} late)`, async () => {
        const scene = await automatic({ interaction: call(unknown) });
        const { card, faulty } = scene;
        await rested(scene);
        const first = card.interaction!;
        faulty.hold(method);
        await ringing(scene, 'active');
        await until(() => faulty.held === 1);
        await give(scene, call(numbers.withheld, { state: 'active' }));
        await faulty.releaseAll();
        await rested(scene);
        expect(marked(card)).to.equal(false);
        expect(allByRole(card, 'heading', en['outcome-withheld']).length).to.equal(1);
        await give(scene, { ...first, state: 'active' });
        await created(card);
        expect((await scene.backend.customers!.search(unknown)).length).to.equal(1);
      });
  });

  describe('at two desks', () => {
    const desks = async () => {
      let clock = noon;
      const { mia, tom } = two({ settings: { homeRegion: 'NO', autoCreate: true }, now: () => (clock += 1) });
      const one = await automatic({ backend: mia, interaction: call(unknown) });
      const other = await automatic({ backend: tom, interaction: call(unknown) });
      await rested(one);
      await rested(other);
      return { one, other, mia };
    };

    it('is not made where a colleague was faster, although the look-up is older', async () => {
      const { one, other, mia } = await desks();
      await ringing(one, 'active');
      await created(one.card);
      await ringing(other, 'active');
      await created(other.card);
      expect(adds(other).length).to.equal(0);
      expect(other.selected.at(-1)!.customerId).to.equal(one.selected.at(-1)!.customerId);
      expect((await mia.customers!.search(unknown)).length).to.equal(1);
    });

    it('is the older one at both, when both were as fast, and the agent can see the other', async () => {
      const { one, other, mia } = await desks();
      one.faulty.hold('customers.add');
      other.faulty.hold('customers.add');
      await ringing(one, 'active');
      await ringing(other, 'active');
      await until(() => one.faulty.held === 1 && other.faulty.held === 1);
      await one.faulty.releaseAll();
      await other.faulty.releaseAll();
      await created(one.card);
      await created(other.card);
      await settled(one);
      await settled(other);
      expect((await mia.customers!.search(unknown)).length).to.equal(2);
      expect(other.selected.at(-1)!.customerId).to.equal(one.selected.at(-1)!.customerId);
      expect(allByRole(other.card, 'button', en.back).length).to.equal(1);
    });
  });
});
