import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import { agentPermissions } from '../../../src/backend/agent-permissions.js';
import '../../../src/elements/agent-desk/define.js';
import { defaultFields } from '../../../src/domain/field.js';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import {
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  fieldsOf,
  focused,
  give,
  house,
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
import {
  add,
  cancel,
  closed,
  edit,
  escape,
  fill,
  form,
  input,
  inputs,
  opened,
  problems,
  save,
  told,
} from '../../support/form.js';

const unknown = '+4790000111';
const unknownMail = 'new.face@fjord.example';

/** The warning of so many. */
const has = (count: number) =>
  count === 1
    ? 'Somebody has this already. Is it the same customer?'
    : `${count} customers have this already. Is it one of them?`;
const byMail = (from: string) => call(from, { channel: 'email' });
const calls = (scene: Pick<Scene, 'faulty'>, method: string) => scene.faulty.calls.filter((each) => each.method === method);
const kind = (card: Element, type: 'person' | 'organization') =>
  card.shadowRoot!.querySelector<HTMLInputElement>(`input[name=type][value=${type}]`)!;
const choose = (card: Element, type: 'person' | 'organization') => kind(card, type).click();
const unsaved = (card: Element) => card.shadowRoot!.querySelector('#unsaved[open]');
const answer = (card: Element, value: string) =>
  card.shadowRoot!.querySelector<HTMLElement>(`#unsaved [value=${value}]`)!.click();
const pressed = (card: Element, code: string, key: string) =>
  press(card.shadowRoot!.querySelector('.card')!, key, { code, altKey: true });
const without = (method: 'add' | 'change' | 'choose', backend: Backend = house()): Backend => ({
  ...backend,
  customers: { ...backend.customers!, [method]: undefined },
});

const adding = async (options: SceneOptions = {}) => {
  const scene = await show({ interaction: call(unknown), ...options });
  const heard = told(scene.card);
  await add(scene.card);
  return { ...scene, heard };
};
/** Types a name, saves, and waits for the card. */
const saveAs = async (scene: Scene, givenName: string, familyName: string) => {
  fill(scene.card, en['field-givenName'], givenName);
  fill(scene.card, en['field-familyName'], familyName);
  save(scene.card);
  await closed(scene.card);
  await settled(scene);
};
const named = (card: Element, name: string) => byRole(card, 'heading', name);

describe('adding a customer', () => {
  staySilent();

  describe('from an address that nobody has', () => {
    it('opens a form with the number in the default field, and the focus on the name', async () => {
      const { card } = await adding();
      expect(inputs(card)).to.include({ mobile: unknown, givenName: '', email: '' });
      expect(called(focused(card))).to.equal(called(input(card, en['field-givenName'])));
      expect(named(card, en['new-customer'])).to.exist;
    });

    it('opens it with the e-mail address in its field', async () => {
      const { card } = await adding({ interaction: byMail(unknownMail) });
      expect(inputs(card)).to.include({ email: unknownMail, mobile: '', phone: '' });
    });

    it('opens it at Alt+N too', async () => {
      const { card } = await show({ interaction: call(unknown) });
      await until(() => card.shadowRoot!.querySelector('#add'));
      pressed(card, 'KeyN', 'n');
      await opened(card);
      expect(inputs(card)).to.include({ mobile: unknown });
    });

    it('does not open it while the customer is still being looked for', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.faulty.hold('customers.find');
      await give(scene, call(unknown));
      await until(() => scene.faulty.held === 1);
      pressed(scene.card, 'KeyN', 'n');
      await scene.faulty.releaseAll();
      await settled(scene);
      expect(form(scene.card)).to.equal(null);
      await add(scene.card);
      expect(inputs(scene.card)).to.include({ mobile: unknown });
    });

    it('adds it with what was typed, tells the host, and shows it as the customer of this conversation', async () => {
      const scene = await adding();
      const { card, heard, selected, backend } = scene;
      const before = calls(scene, 'customers.find').length;
      await saveAs(scene, 'Ylva', 'Zetterlund');
      const id = await scene.id('zetterlund');
      expect(named(card, 'Ylva Zetterlund')).to.exist;
      expect(heard).to.deep.equal([`added ${id}`]);
      expect(selected.at(-1)).to.deep.equal({ customerId: id, interactionId: card.interaction!.id, reason: 'chosen' });
      expect(said(card)).to.equal(en.added({ name: 'Ylva Zetterlund' }));
      expect(calls(scene, 'customers.find').length).to.be.above(before);
      expect(fieldsOf(card)).to.include({ Mobile: '90 00 01 11' });
      const kept = await backend.customers!.get(id);
      expect(kept).to.deep.include({ type: 'person', fields: { givenName: 'Ylva', familyName: 'Zetterlund', mobile: unknown } });
      expect(kept).not.to.have.property('automatic');
    });

    it('leaves the focus on the card, and nothing of the draft', async () => {
      const scene = await adding();
      await saveAs(scene, 'Ylva', 'Zetterlund');
      await until(() => (focused(scene.card) as HTMLElement | null)?.id === 'edit');
      await give(scene, call(numbers.none));
      await settled(scene);
      expect(textOf(scene.card)).not.to.include(en['addition-waits']);
      expect(named(scene.card, 'Ylva Zetterlund')).to.exist; // the same number, now known
    });

    it('is recorded by the desk as the customer of this conversation', async () => {
      const backend = house();
      const desk = document.createElement('agent-desk');
      const card = document.createElement('customer-card');
      desk.backend = backend;
      const interaction = call(unknown);
      desk.interaction = interaction;
      desk.append(card);
      document.body.append(desk);
      try {
        await add(card);
        fill(card, en['field-givenName'], 'Ylva');
        save(card);
        await closed(card);
        const [made] = await backend.customers!.search('Ylva');
        let kept: string | undefined;
        await until(() => {
          void backend.interactions!.get!(interaction.id).then((found) => (kept = found?.customerId));
          return kept;
        });
        expect(kept).to.equal(made!.id);
      } finally {
        desk.remove();
      }
    });

    it('can be said to be an organization: the form follows, and what was typed stays', async () => {
      const scene = await adding();
      const { card, backend } = scene;
      expect(kind(card, 'person').checked).to.equal(true);
      fill(card, en['field-city'], 'Røros');
      fill(card, en['field-familyName'], 'Typed before');
      choose(card, 'organization');
      await card.updateComplete;
      expect(inputs(card)).to.include({ city: 'Røros', mobile: unknown, familyName: 'Typed before' });
      expect(inputs(card)).not.to.have.property('givenName');
      fill(card, en['field-familyName'], '');
      fill(card, en['field-organization'], 'Fjellheisen');
      save(card);
      await closed(card);
      const [made] = await backend.customers!.search('Fjellheisen');
      expect(made).to.deep.include({
        type: 'organization',
        fields: { organization: 'Fjellheisen', city: 'Røros', mobile: unknown },
      });
    });

    it('is a person where the house leaves no choice', async () => {
      const { card } = await adding({ backend: house({ settings: { customerType: 'new-case' } }) });
      expect(allByRole(card, 'radio').length + card.shadowRoot!.querySelectorAll('[type=radio]').length).to.equal(0);
      expect(inputs(card)).to.have.property('givenName');
    });

    it('is kept back while something required is missing, with the focus there', async () => {
      const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, required: true } : field));
      const scene = await adding({ backend: house({ fields, customers: [] }) });
      const { card } = scene;
      fill(card, en['field-givenName'], 'Ylva');
      save(card);
      await until(() => Object.keys(problems(card)).length);
      expect(problems(card)).to.deep.equal({ city: en['problem-required']({ field: 'City' }) });
      await until(() => focused(card) === input(card, en['field-city']));
      expect(calls(scene, 'customers.add').length).to.equal(0);
      expect(inputs(card)).to.include({ givenName: 'Ylva', mobile: unknown });
    });

    it('begins with a clean form when it was closed with something wrong in it', async () => {
      const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, required: true } : field));
      const { card } = await adding({ backend: house({ fields, customers: [] }) });
      save(card);
      await until(() => Object.keys(problems(card)).length);
      cancel(card);
      await closed(card);
      await add(card);
      expect(problems(card)).to.deep.equal({});
    });

    it('is added once, however often Save is pressed', async () => {
      const scene = await adding();
      fill(scene.card, en['field-givenName'], 'Ylva');
      save(scene.card);
      save(scene.card);
      press(form(scene.card)!, 'Enter', { ctrlKey: true });
      await closed(scene.card);
      expect(calls(scene, 'customers.add').length).to.equal(1);
    });

    for (const code of ['denied', 'invalid', 'unsupported'] as const)
      it(`keeps everything in the form when it is refused as ${code}`, async () => {
        const scene = await adding({ plan: { 'customers.add': { failing: code } } });
        const { card, heard } = scene;
        fill(card, en['field-givenName'], 'Ylva');
        fill(card, en['field-city'], 'Røros');
        save(card);
        await until(() => textOf(card).includes(en['not-saved']));
        expect(inputs(card)).to.include({ givenName: 'Ylva', city: 'Røros', mobile: unknown });
        expect(textOf(card)).to.include(code === 'denied' ? en['saving-denied'] : en[`error-${code}`]);
        expect(heard).to.deep.equal([]);
        scene.faulty.set({});
        await until(() => !card.shadowRoot!.querySelector<HTMLButtonElement>('#save')!.disabled);
        save(card);
        await closed(card);
        expect(heard.length).to.equal(1);
      });

    it('shows what the backend finds wrong beside its field', async () => {
      const refuse = house();
      const { BackendError } = await import('../../../src/backend/backend-error.js');
      const backend: Backend = {
        ...refuse,
        customers: {
          ...refuse.customers!,
          add: async () => {
            throw new BackendError('invalid', 'no', { fields: [{ field: 'city', reason: 'too-long' }] });
          },
        },
      };
      const { card } = await adding({ backend });
      fill(card, en['field-city'], 'Røros');
      save(card);
      await until(() => problems(card)['city']);
      expect(inputs(card)).to.include({ city: 'Røros', mobile: unknown });
      await until(() => focused(card) === input(card, en['field-city']));
    });
  });

  describe('of a caller who withholds the number', () => {
    it('begins without an address, and is the customer of this conversation all the same', async () => {
      const scene = await adding({ interaction: call(numbers.withheld) });
      expect(inputs(scene.card)).to.include({ mobile: '', phone: '', email: '' });
      await saveAs(scene, 'Ylva', 'Zetterlund');
      expect(scene.selected.at(-1)).to.include({ customerId: await scene.id('zetterlund'), reason: 'chosen' });
      expect(named(scene.card, 'Ylva Zetterlund')).to.exist;
    });

    it('can be cancelled after typing nothing that stays', async () => {
      const { card } = await adding({ interaction: call(numbers.withheld) });
      choose(card, 'organization');
      fill(card, en['field-city'], 'R');
      fill(card, en['field-city'], '');
      cancel(card);
      await closed(card);
      await until(() => (focused(card) as HTMLElement | null)?.id === 'add');
      await add(card);
      expect(kind(card, 'person').checked).to.equal(true);
    });
  });

  describe('when several have the number', () => {
    it('is offered under the list, with the number in its field', async () => {
      const scene = await adding({ interaction: call(numbers.many) });
      expect(inputs(scene.card)).to.include({ mobile: '+4791122333' });
      // Those who have it too are named at once: who goes on has seen them.
      await until(() => textOf(scene.card).includes(has(2)));
      await saveAs(scene, 'Ylva', 'Zetterlund');
      expect(scene.selected.at(-1)).to.include({ customerId: await scene.id('zetterlund'), reason: 'chosen' });
    });
  });

  describe('while another customer is shown', () => {
    const fromMenu = async (options: SceneOptions = {}) => {
      const scene = await show({ interaction: call(numbers.one), ...options });
      const heard = told(scene.card);
      await until(() => scene.card.shadowRoot!.querySelector('#edit'));
      button(scene.card, en.more).click();
      await until(() => allByRole(scene.card, 'menuitem', en['add-customer']).length);
      byRole(scene.card, 'menuitem', en['add-customer']).click();
      await opened(scene.card);
      return { ...scene, heard };
    };

    it('begins with nothing, and the focus on the name', async () => {
      const { card } = await fromMenu();
      expect(Object.values(inputs(card)).every((value) => value === '')).to.equal(true);
      await until(() => focused(card) === input(card, en['field-givenName']));
    });

    it('opens the new one and leaves the conversation with its customer', async () => {
      const scene = await fromMenu();
      const adaId = await scene.id('ada');
      await saveAs(scene, 'Ylva', 'Zetterlund');
      const id = await scene.id('zetterlund');
      expect(scene.selected.map(({ customerId, reason }) => [customerId, reason])).to.deep.equal([
        [adaId, 'matched'],
        [id, 'opened'],
      ]);
      expect(scene.heard).to.deep.equal([`added ${id}`]);
      byRole(scene.card, 'button', en.back).click();
      await settled(scene);
      expect(named(scene.card, 'Ada Berg')).to.exist;
    });

    it('goes back to that customer when it is cancelled', async () => {
      const { card } = await fromMenu();
      escape(card);
      await closed(card);
      expect(named(card, 'Ada Berg')).to.exist;
      await until(() => (focused(card) as HTMLElement | null)?.id === 'edit');
    });

    it('leaves an edit that was begun as it was', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      const { card } = scene;
      await edit(card);
      fill(card, en['field-city'], 'Voss');
      press(input(card, en['field-city']), 'n', { code: 'KeyN', altKey: true });
      await until(() => textOf(card).includes(en['new-customer']));
      await saveAs(scene, 'Ylva', 'Zetterlund');
      byRole(card, 'button', en.back).click();
      await opened(card);
      expect(inputs(card)).to.include({ city: 'Voss' });
    });
  });

  describe('that is cancelled', () => {
    it('closes without a question when nothing was typed', async () => {
      const { card } = await adding();
      cancel(card);
      await closed(card);
      expect(unsaved(card)).to.equal(null);
      await until(() => (focused(card) as HTMLElement | null)?.id === 'add');
      expect(textOf(card)).to.include(en['outcome-none']);
    });

    it('closes without a question when what was typed is gone again', async () => {
      const { card } = await adding();
      fill(card, en['field-city'], 'Røros');
      fill(card, en['field-city'], '');
      cancel(card);
      await closed(card);
      await add(card);
      expect(inputs(card)).to.include({ city: '', mobile: unknown });
      expect(textOf(card)).not.to.include(en['draft-restored']);
    });

    it('asks when something was typed', async () => {
      const { card } = await adding();
      fill(card, en['field-city'], 'Røros');
      escape(card);
      await until(() => unsaved(card));
      answer(card, 'keep');
      await until(() => !card.shadowRoot!.querySelector('#unsaved'));
      expect(inputs(card)).to.include({ city: 'Røros' });
      cancel(card);
      await until(() => unsaved(card));
      answer(card, 'discard');
      await closed(card);
      await add(card);
      expect(inputs(card)).to.include({ city: '', mobile: unknown });
    });

    it('can be saved from that question', async () => {
      const { card, heard } = await adding();
      fill(card, en['field-givenName'], 'Ylva');
      cancel(card);
      await until(() => unsaved(card));
      answer(card, 'save');
      await closed(card);
      expect(heard.length).to.equal(1);
    });
  });

  describe('for those who may not, or where it cannot be done', () => {
    const none: readonly [string, Backend][] = [
      ['permission', house({ permissions: agentPermissions.filter((each) => each !== 'customers.add') })],
      ['method', without('add')],
    ];
    for (const [what, backend] of none)
      it(`offers nothing without the ${what}, neither under the address nor in the menu`, async () => {
        const scene = await show({ interaction: call(unknown), backend });
        const { card } = scene;
        await until(() => card.shadowRoot!.querySelector('#add-to')); // what writes is there
        expect(allByRole(card, 'button', en['add-customer']).length).to.equal(0);
        pressed(card, 'KeyN', 'n');
        await settled(scene);
        expect(form(card)).to.equal(null);
        await give(scene, call(numbers.one));
        await settled(scene);
        button(card, en.more).click();
        await until(() => allByRole(card, 'menuitem').length);
        expect(allByRole(card, 'menuitem', en['add-customer']).length).to.equal(0);
      });
  });

  describe('that is not acknowledged yet', () => {
    it('shows the customer when it is, also when the form was closed meanwhile', async () => {
      const scene = await adding();
      const { card, faulty, heard } = scene;
      faulty.hold('customers.add');
      fill(card, en['field-givenName'], 'Ylva');
      save(card);
      await until(() => faulty.held === 1);
      cancel(card);
      await closed(card);
      await faulty.releaseAll();
      await until(() => heard.length === 1);
      await until(() => allByRole(card, 'heading', 'Ylva').length);
      expect(scene.selected.at(-1)).to.include({ reason: 'chosen' });
    });

    it('belongs to its conversation, also when the agent is in another one by then', async () => {
      const scene = await adding();
      const { card, faulty, heard, selected } = scene;
      const first = card.interaction!;
      faulty.hold('customers.add');
      fill(card, en['field-givenName'], 'Ylva');
      save(card);
      await until(() => faulty.held === 1);
      await give(scene, call(numbers.one));
      await until(() => allByRole(card, 'heading', 'Ada Berg').length);
      await faulty.releaseAll();
      await until(() => heard.length === 1);
      await settled(scene);
      expect(named(card, 'Ada Berg')).to.exist;
      const id = await scene.id('ylva');
      expect(selected).to.deep.include({ customerId: id, interactionId: first.id, reason: 'chosen' });
    });
  });
});

describe('adding an address to an existing customer', () => {
  staySilent();

  const search = (card: Element) => byRole<HTMLInputElement>(card, 'combobox', en['search-customers']);
  const picking = async (options: SceneOptions = {}) => {
    const scene = await show({ interaction: call(unknown), ...options });
    const heard = told(scene.card);
    await until(() => allByRole(scene.card, 'button', en['add-to-customer']).length);
    button(scene.card, en['add-to-customer']).click();
    await until(() => focused(scene.card) === search(scene.card));
    return { ...scene, heard };
  };
  const found = async (card: CustomerCard, text: string) => {
    type(search(card), text);
    await until(() => allByRole(card, 'option').length);
  };
  const pick = async (scene: Scene, text: string) => {
    await found(scene.card, text);
    press(search(scene.card), 'Enter');
    await opened(scene.card);
  };

  it('says what is going to happen, with the focus in the search', async () => {
    const { card } = await picking();
    expect(textOf(card)).to.include(en['pick-for-address']);
    expect(button(card, en['add-to-customer']).getAttribute('aria-pressed')).to.equal('true');
    const described = search(card).getAttribute('aria-describedby');
    expect(card.shadowRoot!.getElementById(described!)!.textContent).to.equal(en['pick-for-address']);
  });

  it('opens the form of whom is picked by arrows and Enter, with the number in its field and the focus there', async () => {
    const scene = await picking();
    const { card } = scene;
    await found(card, 'e');
    const names = allByRole(card, 'option').map((option) => option.querySelector('.strong bdi')!.textContent);
    press(search(card), 'ArrowDown');
    press(search(card), 'Enter');
    await opened(card);
    await until(() => (focused(card) as HTMLInputElement | null)?.value.includes(unknown));
    expect(named(card, en['edit-customer']({ name: names[1]! }))).to.exist;
  });

  it('puts it in the first field that is empty, or behind what stands there', async () => {
    const scene = await picking();
    await pick(scene, 'ada');
    expect(inputs(scene.card)).to.include({ mobile: '998 87 701', phone: unknown });
    await until(() => focused(scene.card) === input(scene.card, en['field-phone']));
  });

  it('puts an e-mail address where those are', async () => {
    const scene = await picking({ interaction: byMail(unknownMail) });
    await pick(scene, 'ada');
    expect(inputs(scene.card)).to.include({ email: `ada@fjord.example; ${unknownMail}`, phone: '' });
  });

  it('is the customer of this conversation once it is saved', async () => {
    const scene = await picking();
    const { card, heard, selected, backend } = scene;
    const id = await scene.id('ada');
    await pick(scene, 'ada');
    save(card);
    await closed(card);
    await settled(scene);
    expect(heard).to.deep.equal([`saved ${id}`]);
    expect(selected.at(-1)).to.deep.equal({ customerId: id, interactionId: card.interaction!.id, reason: 'chosen' });
    expect((await backend.customers!.get(id))!.fields).to.include({ phone: unknown, mobile: '998 87 701' });
    expect(named(card, 'Ada Berg')).to.exist;
  });

  it('asks before the number is thrown away again', async () => {
    const scene = await picking();
    await pick(scene, 'ada');
    cancel(scene.card);
    await until(() => unsaved(scene.card));
    answer(scene.card, 'discard');
    await closed(scene.card);
    expect(scene.selected.some(({ reason }) => reason === 'chosen')).to.equal(false);
  });

  it('is still refused while something required is missing', async () => {
    const fields = defaultFields.map((field) => (field.name === 'city' ? { ...field, required: true } : field));
    const scene = await picking({ backend: house({ fields }) });
    await pick(scene, 'ada');
    fill(scene.card, en['field-city'], ' ');
    save(scene.card);
    await until(() => problems(scene.card)['city']);
    expect(calls(scene, 'customers.change').length).to.equal(0);
  });

  it('goes back where it came from at Esc', async () => {
    const scene = await picking();
    const { card } = scene;
    await found(card, 'ada');
    press(search(card), 'Escape');
    await until(() => called(focused(card)) === `button ${en['add-to-customer']}`);
    expect(textOf(card)).not.to.include(en['pick-for-address']);
    expect(search(card).value).to.equal('');
    expect(textOf(card)).to.include(en['outcome-none']);
  });

  it('is left by pressing the button again', async () => {
    const { card } = await picking();
    button(card, en['add-to-customer']).click();
    await card.updateComplete;
    expect(button(card, en['add-to-customer']).getAttribute('aria-pressed')).to.equal('false');
    expect(textOf(card)).not.to.include(en['pick-for-address']);
  });

  it('ends with the look for somebody: who is searched for later is only opened', async () => {
    const scene = await picking();
    const { card } = scene;
    await add(card);
    await saveAs(scene, 'Ylva', 'Zetterlund');
    pressed(card, 'KeyS', 's');
    await until(() => allByRole(card, 'combobox').length);
    expect(textOf(card)).not.to.include(en['pick-for-address']);
    await found(card, 'ada');
    press(search(card), 'Enter');
    await until(() => allByRole(card, 'heading', 'Ada Berg').length);
    await settled(scene);
    expect(form(card)).to.equal(null);
  });

  describe('when there is nothing to be put in', () => {
    /** A house whose look-up is older than its records. */
    const late = () => {
      const backend = house();
      const { customers } = backend;
      const none = async () => ({ ...(await customers.find({ raw: unknown })), outcome: 'none', matches: [] }) as const;
      return {
        backend: {
          ...backend,
          customers: {
            ...customers,
            find: async () => ({
              ...(await none()),
              address: { kind: 'phone', raw: numbers.one, e164: numbers.one, display: '99 88 77 01' },
            }),
          },
        } as unknown as Backend,
        customers,
      };
    };

    it('is the customer of this conversation at once, as This is the customer says', async () => {
      const { backend } = late();
      const scene = await picking({ backend, interaction: call(numbers.one) });
      const { card, selected } = scene;
      await found(card, 'ada');
      press(search(card), 'Enter');
      await until(() => selected.at(-1)?.reason === 'chosen');
      await settled(scene);
      expect(form(card)).to.equal(null);
      expect(named(card, 'Ada Berg')).to.exist;
      expect(calls(scene, 'customers.choose').length).to.equal(1);
      expect(textOf(card)).to.include(en.undo);
    });

    it('is so too where the backend remembers no choices', async () => {
      const { backend } = late();
      const scene = await picking({ backend: without('choose', backend), interaction: call(numbers.one) });
      await found(scene.card, 'ada');
      press(search(scene.card), 'Enter');
      await until(() => scene.selected.at(-1)?.reason === 'chosen');
      expect(named(scene.card, 'Ada Berg')).to.exist;
    });
  });

  it('is not offered where there is no address, nor without the permission to edit', async () => {
    const scene = await show({ interaction: call(numbers.withheld) });
    await until(() => allByRole(scene.card, 'button', en['add-customer']).length);
    expect(allByRole(scene.card, 'button', en['add-to-customer']).length).to.equal(0);
    const other = await show({
      interaction: call(unknown),
      backend: house({ permissions: agentPermissions.filter((each) => each !== 'customers.edit') }),
    });
    await until(() => allByRole(other.card, 'button', en['add-customer']).length);
    expect(allByRole(other.card, 'button', en['add-to-customer']).length).to.equal(0);
  });

  it('goes into nobody of another conversation', async () => {
    const scene = await picking();
    const { card } = scene;
    await found(card, 'ada');
    press(search(card), 'Enter');
    await give(scene, call(numbers.sharedByOne));
    await settled(scene);
    await turn();
    expect(form(card)).to.equal(null);
    expect(textOf(card)).not.to.include(unknown);
  });
});
