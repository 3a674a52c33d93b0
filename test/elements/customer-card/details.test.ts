import { expect } from '@open-wc/testing';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
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
  settled,
  show,
  staySilent,
  textOf,
  until,
} from '../../support/card.js';

const extra = (count: number): FieldDefinition[] =>
  Array.from({ length: count }, (_, i) => ({ name: `extra${i}`, label: `Extra ${i}`, type: 'text', visible: true }));
const filled = (count: number): CustomerDraft => ({
  type: 'person',
  fields: {
    givenName: 'Ida',
    mobile: numbers.one,
    ...Object.fromEntries(extra(count).map(({ name }, i) => [name, `Value ${i}`])),
  },
});
const withFields = (draft: CustomerDraft, fields: readonly FieldDefinition[], width?: number) =>
  show({ backend: house({ customers: [draft], fields: [...defaultFields, ...fields] }), interaction: call(numbers.one), width });
const shownFields = (card: Element) => Object.keys(fieldsOf(card)).length;

describe('the fields on the card', () => {
  staySilent();

  it('are those with a value, and no others', async () => {
    const { card } = await show({ interaction: call(numbers.one) });
    expect(fieldsOf(card)).to.deep.equal({ Mobile: '99 88 77 01', 'E-mail': 'ada@fjord.example', City: 'Bergen' });
  });

  it('are not those that an administrator hides', async () => {
    const { card } = await withFields(filled(1), [{ name: 'extra0', type: 'text', visible: false }]);
    expect(textOf(card)).not.to.contain('Value 0');
  });

  it('say that there are none', async () => {
    const { card } = await show({
      backend: house({ customers: [{ type: 'person', fields: { givenName: 'Ida', organization: 'Havn' } }] }),
    });
    const [ida] = await card.backend!.customers!.search('ida');
    card.customerId = ida!.id;
    await until(() => allByRole(card, 'heading', 'Ida').length);
    expect(textOf(card)).to.contain(en['no-details']);
  });

  it('have the label of the administrator, else the word for a default field, else the name', async () => {
    const fields: FieldDefinition[] = [
      { name: 'extra0', label: 'Member no.', type: 'text', visible: true },
      { name: 'extra1', label: '', type: 'text', visible: true },
    ];
    const { card } = await withFields(filled(2), fields);
    expect(Object.keys(fieldsOf(card))).to.deep.equal(['Mobile', 'Member no.', 'extra1']);
  });

  it('show choices by label, numbers with their zeros, days and times in the language of the reader', async () => {
    const fields: FieldDefinition[] = [
      { name: 'extra0', label: 'Level', type: 'choice', visible: true, choices: [{ id: 'g', label: 'Gold' }] },
      { name: 'extra1', label: 'Number', type: 'number', visible: true },
      { name: 'extra2', label: 'Born', type: 'date-time', visible: true },
      { name: 'extra3', label: 'Seen', type: 'date-time', visible: true },
    ];
    const draft: CustomerDraft = {
      type: 'person',
      fields: {
        givenName: 'Ida',
        mobile: numbers.one,
        extra0: 'g',
        extra1: '00042',
        extra2: '1990-05-17',
        extra3: '2026-03-01T22:30:00Z',
      },
    };
    const { card } = await show({
      backend: house({ customers: [draft], fields: [...defaultFields, ...fields], settings: { timeZone: 'Europe/Oslo' } }),
      interaction: call(numbers.one),
    });
    const { Level, Number: number, Born, Seen } = fieldsOf(card);
    expect([Level, number, Born]).to.deep.equal(['Gold', '00042', 'May 17, 1990']);
    expect(Seen).to.match(/^Mar 1, 2026, 11:30\sPM$/);
  });

  it('show numbers in the way of their country', async () => {
    const draft: CustomerDraft = {
      type: 'person',
      fields: { givenName: 'Ida', mobile: '0047 998 87 701', phone: '004940123456' },
    };
    const { card } = await show({ backend: house({ customers: [draft] }), interaction: call(numbers.one) });
    expect(fieldsOf(card)).to.include({ Mobile: '99 88 77 01', Phone: '+49 40 123456' });
  });

  describe('the header', () => {
    it('says the name, the line under it, the type in words, the id and why it matched', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      const text = textOf(scene.card);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      expect(text).to.contain('Fjordvarme');
      expect(text).to.contain('Person');
      expect(text).to.contain(`ID ${await scene.id('ada')}`);
      expect(text).to.contain('Mobile matches');
    });

    it('says that it is an organization', async () => {
      const scene = await show();
      scene.card.customerId = await scene.id('nordlys');
      await until(() => allByRole(scene.card, 'heading', 'Nordlys Kraft').length);
      expect(textOf(scene.card)).to.contain('Organization').and.not.to.contain('Person');
    });

    it('says that there is no name', async () => {
      const fields: FieldDefinition[] = [{ name: 'extra0', type: 'text', visible: true }];
      const backend = house({ customers: [{ type: 'person', fields: { extra0: 'Somebody' } }], fields });
      const [nameless] = await backend.customers.search('somebody');
      const { card } = await show({ backend, customerId: nameless!.id });
      expect(byRole(card, 'heading', en.unnamed)).to.exist;
    });

    it('says which number is shared', async () => {
      const scene = await show();
      scene.card.customerId = await scene.id('hauge');
      await until(() => allByRole(scene.card, 'heading', 'Geir Hauge').length);
      expect(byRole(scene.card, 'term', 'Phone').parentElement!.textContent).to.contain(en.shared);
    });
  });

  describe('when there are many', () => {
    const expand = (card: Element) => allByRole(card, 'button', /^Show (all|less)/)[0];

    it('stand in two rows where there is room for several beside each other', async () => {
      const { card } = await withFields(filled(20), extra(20), 1100);
      await until(() => shownFields(card) < 20 && shownFields(card) !== 6);
      const tops = new Set(
        [...card.shadowRoot!.querySelectorAll('[part=field]')].map((field) => Math.round(field.getBoundingClientRect().top)),
      );
      expect(tops.size).to.equal(2);
    });

    it('stand in six rows where there is not', async () => {
      const { card } = await withFields(filled(20), extra(20), 320);
      expect(shownFields(card)).to.equal(6);
    });

    it('follow the width', async () => {
      const { card, wrapper } = await withFields(filled(20), extra(20), 320);
      wrapper.style.inlineSize = '1100px';
      await until(() => shownFields(card) > 6);
      wrapper.style.inlineSize = '320px';
      await until(() => shownFields(card) === 6);
    });

    it('expand and fold again', async () => {
      const { card } = await withFields(filled(20), extra(20), 320);
      expect(expand(card)!.getAttribute('aria-expanded')).to.equal('false');
      button(card, 'Show all 21 fields').click();
      await card.updateComplete;
      expect(shownFields(card)).to.equal(21);
      expect(expand(card)!.getAttribute('aria-expanded')).to.equal('true');
      button(card, en['show-less']).click();
      await card.updateComplete;
      expect(shownFields(card)).to.equal(6);
    });

    it('have no control to expand when they fit', async () => {
      const narrow = await withFields(filled(5), extra(5), 320);
      expect(shownFields(narrow.card)).to.equal(6);
      expect(expand(narrow.card) === undefined).to.equal(true);
      const wide = await withFields(filled(5), extra(5), 1100);
      await settled(wide);
      expect(expand(wide.card) === undefined).to.equal(true);
    });
  });

  describe('folding them', () => {
    it('hides and shows them by their heading', async () => {
      const { card } = await withFields(filled(20), extra(20), 320);
      const details = card.shadowRoot!.querySelector('details')!;
      const [field] = card.shadowRoot!.querySelectorAll<HTMLElement>('[part=field]');
      byRole(card, 'heading', en.details).click();
      await until(() => !details.open);
      expect(field!.checkVisibility({ contentVisibilityAuto: true })).to.equal(false);
      byRole(card, 'heading', en.details).click();
      await until(() => details.open);
      await until(() => shownFields(card) === 6);
    });
  });

  describe('searching another customer from the card', () => {
    it('opens one over it, and comes back', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      byRole(scene.card, 'menuitem', en['search-other']).click();
      await until(() => allByRole(scene.card, 'combobox').length);
      await until(() => called(focused(scene.card)).startsWith('combobox'));
      const input = byRole<HTMLInputElement>(scene.card, 'combobox');
      input.value = 'hauge';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(() => allByRole(scene.card, 'option').length);
      byRole(scene.card, 'option').click();
      await until(() => allByRole(scene.card, 'heading', 'Geir Hauge').length);
      button(scene.card, en.back).click();
      await until(() => allByRole(scene.card, 'heading', 'Ada Berg').length);
    });
  });
});
