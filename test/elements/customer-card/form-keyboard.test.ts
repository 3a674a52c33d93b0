import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Backend } from '../../../src/backend/backend.js';
import type { FieldDefinition } from '../../../src/domain/field.js';
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
  house,
  numbers,
  said,
  show,
  staySilent,
  textOf,
  until,
  type Scene,
} from '../../support/card.js';
import { closed, fill, form, inputs, opened, problems, told, two } from '../../support/form.js';

const shown = { type: 'text', visible: true, editable: true } as const;
const fields: readonly FieldDefinition[] = [
  { ...shown, name: 'givenName', partOfName: ['person'] },
  { ...shown, name: 'familyName', partOfName: ['person'] },
  { ...shown, name: 'mobile', use: 'phone' },
  { ...shown, name: 'email', use: 'email' },
  { ...shown, name: 'organization', partOfName: ['organization'] },
  { ...shown, name: 'phone', use: 'phone' },
  { ...shown, name: 'city' },
  {
    ...shown,
    name: 'plan',
    label: 'Plan',
    type: 'choice',
    choices: [
      { id: 's', label: 'Small' },
      { id: 'l', label: 'Large' },
    ],
  },
  { ...shown, name: 'born', label: 'Born', type: 'date-time' },
];
const permissions = ['customers.view', 'customers.add', 'customers.edit', 'customers.remove'] as const;
const desk = () => house({ fields, permissions, settings: { timeZone: 'Europe/Oslo' } });

const withHeld = async (held: string, key: string) => {
  await sendKeys({ down: held });
  await sendKeys({ press: key });
  await sendKeys({ up: held });
};
const alt = (key: string) => withHeld('Alt', key);
const press = (key: string) => sendKeys({ press: key });
const type = (text: string) => sendKeys({ type: text });
/** Types in place of what stands in the focused input. */
const retype = async (text: string) => {
  await withHeld('Control', 'a');
  await type(text);
};

const dialog = (card: Element, id: string) => card.shadowRoot!.querySelector<HTMLDialogElement>(`#${id}[open]`);
const at = (card: CustomerCard) => focused(card) as HTMLElement | null;
/** What the focus is on: the field, or the control by its id or its words. */
const where = (card: CustomerCard): string => {
  const on = at(card);
  return on ? (on.dataset['field'] ?? (on.id && !on.id.startsWith('input-') ? `#${on.id}` : called(on))) : 'nothing';
};
const focusOn = (card: CustomerCard, place: string) =>
  until(() => where(card) === place, `the focus is on ${place}, not on ${where(card)}`);
const tabTo = async (card: CustomerCard, place: string) => {
  for (let steps = 0; where(card) !== place; steps += 1) {
    if (steps > 30) throw new Error(`Tab does not come to ${place}`);
    await press('Tab');
  }
};

/** A card with the focus in it. */
const present = async (from: string, backend: Backend = desk()): Promise<Scene & { readonly heard: string[] }> => {
  const scene = await show({ backend, interaction: call(from) });
  await until(() => scene.card.shadowRoot!.querySelector('#edit, #add'));
  scene.card.shadowRoot!.querySelector<HTMLElement>('button')!.focus();
  return { ...scene, heard: told(scene.card) };
};

/** Everything that Tab comes to in the form, from its first field on. */
async function walk(card: CustomerCard): Promise<HTMLElement[]> {
  const stops: HTMLElement[] = [];
  while (at(card) && !stops.includes(at(card)!)) {
    stops.push(at(card)!);
    if (at(card)!.id === 'save') break;
    await press('Tab');
  }
  return stops;
}

describe('the form by real keys', () => {
  staySilent();

  describe('an edit', () => {
    it('opens with Alt E, is typed, and saved with Enter; the focus goes on to Edit', async () => {
      const { card, heard, id } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'city');
      await retype('Voss');
      await press('Enter');
      await closed(card);
      await until(() => fieldsOf(card)['City'] === 'Voss');
      expect(heard).to.deep.equal([`saved ${await id('ada')}`]);
      await focusOn(card, '#edit');
      expect(said(card)).to.equal(en.saved({ name: 'Ada Berg' }));
    });

    it('is saved with Ctrl Enter from a choice', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'plan');
      await press('L');
      await until(() => inputs(card)['plan'] === 'l');
      await withHeld('Control', 'Enter');
      await closed(card);
      await until(() => fieldsOf(card)['Plan'] === 'Large');
      await focusOn(card, '#edit');
    });

    it('has its day from the calendar', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'born');
      await type('3/5/1990');
      await press('Tab');
      await press('Enter');
      await until(() => at(card)?.matches('[data-day="1990-03-05"]'));
      await press('ArrowDown');
      await until(() => at(card)?.matches('[data-day="1990-03-12"]'));
      await press(' ');
      await until(() => inputs(card)['born'] === '3/12/1990');
      await focusOn(card, `button ${en['choose-day']}: Born`);
      await tabTo(card, '#save');
      await press('Enter');
      await closed(card);
      await until(() => fieldsOf(card)['Born'] === 'Mar 12, 1990');
    });

    it('is walked in the order in which it stands, one row after the other', async () => {
      for (const width of [280, 720]) {
        const scene = await show({ backend: desk(), interaction: call(numbers.one), width });
        await until(() => scene.card.shadowRoot!.querySelector('#edit'));
        void scene.card.writing.value!.open();
        await opened(scene.card);
        await focusOn(scene.card, 'givenName');
        const stops = await walk(scene.card);
        expect(stops.at(-1)!.id).to.equal('save');
        expect(stops.length).to.equal(14); // nine fields, the calendar, two shares, Cancel, Save
        const spots = stops.map((stop) => {
          const box = (stop.closest('.input') ?? stop).getBoundingClientRect();
          return [Math.round(box.top), Math.round(box.left)] as const;
        });
        const inOrder = spots.every(
          ([top, left], i) =>
            i === 0 || top > spots[i - 1]![0] + 4 || (Math.abs(top - spots[i - 1]![0]) <= 4 && left >= spots[i - 1]![1]),
        );
        expect(inOrder, spots.join(' ')).to.equal(true);
        scene.wrapper.remove();
      }
    });

    it('shows the whole of what has the focus, above the footer that stays', async () => {
      const { card, wrapper } = await present(numbers.one);
      wrapper.style.blockSize = '260px';
      wrapper.style.overflow = 'auto';
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      for (const stop of await walk(card)) {
        if (stop.closest('.deeds')) continue;
        stop.blur();
        stop.focus();
        const footer = card.shadowRoot!.querySelector('.form > .deeds')!.getBoundingClientRect();
        expect(stop.getBoundingClientRect().bottom, called(stop)).to.be.at.most(footer.top);
      }
    });

    it('that is wrong comes back to the field, and is saved once it is right', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'email');
      await retype('ada@');
      await tabTo(card, '#save');
      await press(' ');
      await until(() => problems(card)['email']);
      await focusOn(card, 'email');
      await press('End');
      await type('fjord.example');
      await until(() => Object.keys(problems(card)).length === 0);
      await press('Enter');
      await closed(card);
      await focusOn(card, '#edit');
    });

    it('keeps the focus in the form while it is being saved', async () => {
      const { card, faulty } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await retype('Adele');
      faulty.set({ 'customers.change': { failing: 'offline' } });
      await press('Enter');
      await until(() => textOf(card).includes(en['not-sent-yet']));
      await focusOn(card, '#form-title');
      expect(form(card)!.matches(':focus-within')).to.equal(true);
      await press('Tab');
      await focusOn(card, `button ${en.retry}`);
      faulty.set({});
      await press('Enter');
      await closed(card);
      await focusOn(card, '#edit');
      expect(byRole(card, 'heading', 'Adele Berg')).to.exist;
    });

    it('goes on after the backend refused it', async () => {
      const { card, faulty } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'city');
      await retype('Voss');
      faulty.set({ 'customers.change': { failing: 'denied' } });
      await press('Enter');
      await until(() => textOf(card).includes(en['not-saved']));
      await until(() => form(card)!.matches(':focus-within'));
      expect(inputs(card)['city']).to.equal('Voss');
    });
  });

  describe('Escape', () => {
    it('leaves a form in which nothing was typed, to Edit', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await press('Escape');
      await closed(card);
      await focusOn(card, '#edit');
    });

    it('asks first, and in the question goes back to the field', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'city');
      await retype('Voss');
      await press('Escape');
      await until(() => dialog(card, 'unsaved'));
      await until(() => at(card)?.matches('[value=save]'));
      await press('Escape');
      await until(() => !dialog(card, 'unsaved'));
      await focusOn(card, 'city');
      expect(inputs(card)['city']).to.equal('Voss');
    });

    it('asks, and throws away what it is told to', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await retype('Adele');
      await press('Escape');
      await until(() => at(card)?.matches('[value=save]'));
      await withHeld('Shift', 'Tab');
      await withHeld('Shift', 'Tab');
      expect(called(at(card))).to.equal(`button ${en['close-unsaved']}`);
      await press('Enter');
      await closed(card);
      await focusOn(card, '#edit');
      expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
    });

    it('asks, and saves', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await retype('Adele');
      await press('Escape');
      await until(() => at(card)?.matches('[value=save]'));
      await press('Enter');
      await closed(card);
      await until(() => allByRole(card, 'heading', 'Adele Berg').length);
      await focusOn(card, '#edit');
    });

    it('closes the innermost alone: the calendar, then the form', async () => {
      const { card } = await present(numbers.one);
      await alt('e');
      await opened(card);
      await focusOn(card, 'givenName');
      await tabTo(card, 'born');
      await press('Tab');
      await press('Enter');
      await until(() => at(card)?.matches('[data-day]'));
      await press('Escape');
      await focusOn(card, `button ${en['choose-day']}: Born`);
      expect(form(card)).to.exist;
      await press('Escape');
      await closed(card);
    });
  });

  describe('a new customer', () => {
    it('begins with Alt N, with the number in its field, and is added', async () => {
      const { card, backend, heard } = await present(numbers.none);
      await alt('n');
      await opened(card);
      await focusOn(card, 'givenName');
      expect(inputs(card)['mobile']).to.equal('+4790000111');
      await type('Sol');
      await press('Tab');
      await type('Moen');
      await press('Enter');
      await closed(card);
      await until(() => allByRole(card, 'heading', 'Sol Moen').length);
      expect(heard.length).to.equal(1);
      expect((await backend.customers!.search('moen')).length).to.equal(1);
      await focusOn(card, '#edit');
    });

    it('is an organization by arrow, before the first field', async () => {
      const { card } = await present(numbers.none);
      await alt('n');
      await opened(card);
      await focusOn(card, 'givenName');
      await withHeld('Shift', 'Tab');
      expect(at(card)!.matches('[value=person]')).to.equal(true);
      await press('ArrowRight');
      await until(() => at(card)?.matches('[value=organization]'));
      await until(() => Object.hasOwn(inputs(card), 'organization'));
      expect(inputs(card)).not.to.have.property('givenName');
      await tabTo(card, 'organization');
      await type('Fjell AS');
      await press('Enter');
      await closed(card);
      await until(() => allByRole(card, 'heading', 'Fjell AS').length);
    });

    it('that may be another one already: opens that one', async () => {
      const { card } = await present(numbers.none);
      await alt('n');
      await opened(card);
      await focusOn(card, 'givenName');
      await type('Ada');
      await tabTo(card, 'email');
      await type('ada@fjord.example');
      await until(() => card.shadowRoot!.querySelector('#duplicates'));
      await tabTo(card, `button ${en['open-named']({ name: 'Ada Berg' })}`);
      await press('Enter');
      await until(() => allByRole(card, 'heading', 'Ada Berg').length);
      expect(textOf(card)).to.include(en['addition-waits']);
      expect(card.matches(':focus-within'), 'the focus stays in the card').to.equal(true);
    });

    it('that may be another one already: is added anyway', async () => {
      const { card, backend } = await present(numbers.none);
      await alt('n');
      await opened(card);
      await focusOn(card, 'givenName');
      await type('Adam');
      await tabTo(card, 'email');
      await type('ada@fjord.example');
      await press('Enter');
      await until(() => called(at(card)) === `button ${en['open-named']({ name: 'Ada Berg' })}`);
      await tabTo(card, '#save');
      expect(called(at(card))).to.equal(`button ${en['add-anyway']}`);
      await press('Enter');
      await closed(card);
      expect((await backend.customers!.search('adam')).length).to.equal(1);
    });

    it('is somebody after all: found by name, with the number put in', async () => {
      const { card } = await present(numbers.none);
      await tabTo(card, '#add-to');
      await press('Enter');
      await focusOn(card, '#search');
      await type('eva');
      await until(() => allByRole(card, 'option').length === 1);
      await press('Enter');
      await opened(card);
      await focusOn(card, 'mobile');
      expect(inputs(card)['mobile']).to.equal('+4790000111');
      await press('Enter');
      await closed(card);
      await until(() => allByRole(card, 'heading', 'Eva Foss').length);
      await focusOn(card, '#edit');
    });
  });

  describe('two values of a field', () => {
    for (const [whose, city] of [
      ['mine', 'Voss'],
      ['theirs', 'Odda'],
    ] as const)
      it(`takes ${whose} by keyboard, and saves it`, async () => {
        const { mia, tom } = two({ permissions });
        const { card, id } = await present(numbers.one, mia);
        await alt('e');
        await opened(card);
        await focusOn(card, 'givenName');
        fill(card, en['field-city'], 'Voss');
        const read = await tom.customers!.get(await id('ada'));
        await tom.customers!.change!(read!.id, { revision: read!.revision, fields: { city: 'Odda' } }, { key: 'odda' });
        await until(() => card.shadowRoot!.querySelector('.clash'));
        expect(where(card), 'nobody is disturbed').to.equal('city');
        await tabTo(card, `button ${en[`take-${whose}`]}: City`);
        await press('Enter');
        await until(() => !card.shadowRoot!.querySelector('.clash'));
        await focusOn(card, 'city');
        expect(inputs(card)['city']).to.equal(city);
        await press('Enter');
        await closed(card);
        await until(() => fieldsOf(card)['City'] === city);
      });
  });

  describe('a deletion', () => {
    const ask = async (card: CustomerCard) => {
      button(card, en.more).focus();
      await press('Enter');
      await until(() => at(card)?.matches('[role=menuitem]'));
      await press('End');
      await until(() => called(at(card)) === `menuitem ${en['delete-customer']}`);
      await press('Enter');
      await until(() => dialog(card, 'delete'));
    };

    it('is asked about, and left alone with Escape', async () => {
      const { card } = await present(numbers.one);
      await ask(card);
      await press('Escape');
      await until(() => !dialog(card, 'delete'));
      expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
      await until(() => card.matches(':focus-within'));
    });

    it('is confirmed, and undone', async () => {
      const { card } = await present(numbers.one);
      await ask(card);
      await until(() => !card.shadowRoot!.querySelector<HTMLButtonElement>('#delete [value=delete]')!.disabled);
      await tabTo(card, `button ${en['delete-customer']}`);
      await press('Enter');
      await focusOn(card, '#undo-delete');
      await press('Enter');
      await until(() => !card.shadowRoot!.querySelector('#undo-delete'));
      await until(() => card.matches(':focus-within'));
      expect(byRole(card, 'heading', 'Ada Berg')).to.exist;
    });
  });
});
