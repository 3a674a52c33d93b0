import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  allByRole,
  button,
  byRole,
  call,
  called,
  en,
  focused,
  house,
  numbers,
  press,
  settled,
  show,
  staySilent,
  until,
} from '../../support/card.js';

/** The focus where it is deepest. */
const deepest = (): Element | null => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};
const helpIsOpen = (card: Element) => Boolean(card.shadowRoot!.querySelector('dialog[open]'));
const alt = async (key: string) => {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Alt' });
};

describe('the keyboard', () => {
  staySilent();

  describe('by real keys', () => {
    it('finds, opens, chooses, takes back and leaves', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      const { card } = scene;
      byRole(card, 'listbox').focus();
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await until(() => allByRole(card, 'button', en.back).length);
      await until(() => called(focused(card)) === `button ${en.back}`);
      await sendKeys({ press: 'Tab' });
      expect(called(focused(card))).to.equal(`button ${en['this-is-the-customer']}`);
      await sendKeys({ press: 'Enter' });
      await until(() => scene.selected.at(-1)?.reason === 'chosen');
      await settled(scene);
      await until(() => allByRole(card, 'button', en.undo).length);
      button(card, en.back).focus();
      await sendKeys({ press: 'Tab' });
      expect(called(focused(card))).to.equal(`button ${en.undo}`);
      await sendKeys({ press: 'Enter' });
      await until(() => scene.selected.at(-1)?.reason === 'forgotten');
      await settled(scene);
      button(card, en.back).focus();
      await sendKeys({ press: 'Escape' });
      await until(() => allByRole(card, 'option').length === 2);
      await until(() => called(focused(card)).startsWith('listbox'));
    });

    it('searches by hand and opens what was found', async () => {
      const scene = await show({ interaction: call(numbers.none) });
      byRole(scene.card, 'combobox').focus();
      await sendKeys({ type: 'hauge' });
      await until(() => allByRole(scene.card, 'option').length === 1);
      await sendKeys({ press: 'Enter' });
      await until(() => allByRole(scene.card, 'heading', 'Geir Hauge').length);
    });

    it('opens the menu, moves in it and closes it again with the focus where it was', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, en.more).focus();
      await sendKeys({ press: 'Enter' });
      await until(() => called(focused(card)) === `menuitem ${en.refresh}`);
      await sendKeys({ press: 'ArrowDown' });
      expect(called(focused(card))).to.equal(`menuitem ${en['copy-id']}`);
      await sendKeys({ press: 'Escape' });
      await until(() => !card.shadowRoot!.querySelector(':popover-open'));
      expect(called(focused(card))).to.equal(`button ${en.more}`);
    });

    it('closes the menu, not the card, with Escape', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      button(scene.card, en.more).focus();
      await sendKeys({ press: 'Enter' });
      await until(() => scene.card.shadowRoot!.querySelector(':popover-open'));
      await sendKeys({ press: 'Escape' });
      await until(() => !scene.card.shadowRoot!.querySelector(':popover-open'));
      expect(byRole(scene.card, 'heading', 'Birk Dahl')).to.exist;
    });

    it('opens the help with ? and closes it with Escape', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      button(card, en.refresh).focus();
      await sendKeys({ press: '?' });
      await until(() => helpIsOpen(card));
      expect(byRole(card, 'dialog', en.keys).textContent)
        .to.contain('Alt')
        .and.to.contain(en['key-expand']);
      await sendKeys({ press: 'Escape' });
      await until(() => !helpIsOpen(card));
    });

    it('types a question mark where one types', async () => {
      const { card } = await show({ interaction: call(numbers.none) });
      const input = byRole<HTMLInputElement>(card, 'combobox');
      input.focus();
      await sendKeys({ press: '?' });
      expect(input.value).to.equal('?');
      expect(helpIsOpen(card)).to.equal(false);
    });

    it('types a question mark into a note that is slotted in the card', async () => {
      const note = document.createElement('textarea');
      note.setAttribute('label', 'Note');
      note.setAttribute('aria-label', 'Note');
      const { card } = await show({ interaction: call(numbers.one), children: [note] });
      await until(() => note.checkVisibility());
      note.focus();
      await sendKeys({ press: '?' });
      expect(note.value).to.equal('?');
      expect(helpIsOpen(card)).to.equal(false);
    });

    it('goes to the search with Alt S, refreshes with Alt R', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      button(scene.card, en.refresh).focus();
      await alt('r');
      await settled(scene);
      expect(scene.faulty.calls.filter(({ method }) => method === 'customers.find').length).to.equal(2);
      await alt('s');
      await until(() => called(focused(scene.card)) === `combobox ${en['search-customers']}`);
      await sendKeys({ press: 'Escape' });
      await until(() => allByRole(scene.card, 'combobox').length === 0);
    });
  });

  describe('shortcuts', () => {
    const key = (on: Element, code: string, more: KeyboardEventInit = {}) =>
      press(on, code.at(-1)!.toLowerCase(), { code, altKey: true, ...more });

    it('calls with Alt C', async () => {
      const dialled: string[] = [];
      const { card } = await show({
        backend: house({ dial: async (number) => void dialled.push(number) }),
        interaction: call(numbers.one),
      });
      key(button(card, en.refresh), 'KeyC');
      await until(() => dialled.length);
    });

    it('expands with Alt X where there is something to expand', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      expect(key(button(card, en.refresh), 'KeyX').defaultPrevented).to.equal(true);
      await card.updateComplete;
      expect(allByRole(card, 'button', en['show-less']).length).to.equal(0);
    });

    it('leaves other keys, and keys with more held down, to the page', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      const on = button(card, en.refresh);
      expect(key(on, 'KeyQ').defaultPrevented).to.equal(false);
      expect(key(on, 'KeyR', { ctrlKey: true }).defaultPrevented).to.equal(false);
      expect(key(on, 'KeyR', { shiftKey: true }).defaultPrevented).to.equal(false);
      expect(key(on, 'KeyR', { metaKey: true }).defaultPrevented).to.equal(false);
      expect(press(on, 'r', { code: 'KeyR' }).defaultPrevented).to.equal(false);
    });

    it('leaves letters that are typed with Alt: ś and ć on a Mac', async () => {
      const { card } = await show({ interaction: call(numbers.none) });
      const input = byRole(card, 'combobox');
      expect(press(input, 'ś', { code: 'KeyS', altKey: true }).defaultPrevented).to.equal(false);
      expect(press(input, 'ć', { code: 'KeyC', altKey: true }).defaultPrevented).to.equal(false);
    });

    it('leaves what a method of input is composing', async () => {
      const { card } = await show({ interaction: call(numbers.one) });
      expect(press(button(card, en.refresh), '?', { isComposing: true }).defaultPrevented).to.equal(false);
    });

    it('does nothing that somebody in the card did already', async () => {
      const inner = document.createElement('button');
      inner.setAttribute('label', 'Inner');
      inner.addEventListener('keydown', (event) => event.preventDefault());
      const { card } = await show({ interaction: call(numbers.one), children: [inner] });
      press(inner, '?');
      await card.updateComplete;
      expect(helpIsOpen(card)).to.equal(false);
    });

    it('stays on the card when Escape ends something in a note', async () => {
      const note = document.createElement('textarea');
      note.setAttribute('label', 'Note');
      const scene = await show({ interaction: call(numbers.many), children: [note] });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      press(note, 'Escape');
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Birk Dahl')).to.exist;
    });
  });

  it('does not take the focus when a customer comes up', async () => {
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    elsewhere.focus();
    await show({ interaction: call(numbers.one) });
    await show({ interaction: call(numbers.many) });
    expect(deepest() === elsewhere).to.equal(true);
    elsewhere.remove();
  });
});
