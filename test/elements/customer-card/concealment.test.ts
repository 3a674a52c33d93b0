import { expect } from '@open-wc/testing';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
import { CallRequestedEvent } from '../../../src/wiring/requests.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  everything,
  fakeClipboard,
  fieldsOf,
  house,
  namesIn,
  numbers,
  place,
  settled,
  show,
  staySilent,
  textOf,
  type,
  until,
} from '../../support/card.js';

const secretPhone = '+47 412 34 567';
const secretMail = 'hidden.person@secret.example';
const secretText = 'Diagnosis XYZZY';
/** The lines of a card in which a real value stands. */
const leaks = (card: Element) =>
  everything(card)
    .split('\n')
    .filter((line) => real.test(line));
/** Every way in which the values could be written. */
const real = /412\s?34\s?567|41\s?23\s?45\s?67|41234567|secret\.example|hidden\.person|XYZZY/;

const fields: readonly FieldDefinition[] = [
  ...defaultFields.map((field) => (field.name === 'mobile' || field.name === 'email' ? { ...field, confidential: true } : field)),
  { name: 'remark', label: 'Remark', type: 'text', visible: true, confidential: true },
  { name: 'private', label: 'Private', type: 'text', visible: true, confidential: true, use: 'phone' },
];
const guarded: CustomerDraft = {
  type: 'person',
  fields: {
    givenName: 'Gro',
    familyName: 'Hemmelig',
    phone: numbers.one,
    mobile: secretPhone,
    email: secretMail,
    remark: secretText,
  },
};
const other: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Ivar', familyName: 'Hemmelig', mobile: secretPhone, city: 'Tana' },
};
const dialled: string[] = [];
const guardedHouse = (more = {}) =>
  house({ customers: [guarded, other], fields, dial: async (number) => void dialled.push(number), ...more });

describe('values that the agent may not see', () => {
  staySilent();
  beforeEach(() => (dialled.length = 0));

  it('are bullets, and say that they are hidden', async () => {
    const { card } = await show({ backend: guardedHouse(), interaction: call(numbers.one) });
    expect(fieldsOf(card)).to.include({ Mobile: '•••••• 67', 'E-mail': '••••••', Remark: '••••••' });
    expect(textOf(card)).to.contain(en.concealed);
  });

  it('stand nowhere: not in texts, not in attributes, not in what is told', async () => {
    const scene = place({ backend: guardedHouse(), interaction: call(numbers.one), answers: 'call message' });
    const told: string[] = [];
    for (const name of ['customer-selected', 'call-requested', 'message-requested'])
      scene.card.addEventListener(name, (event) => told.push(JSON.stringify({ ...event })));
    await settled(scene);
    for (const control of allByRole(scene.card, 'button').filter(({ id }) => id !== 'back')) control.click();
    for (const item of allByRole(scene.card, 'menuitem')) item.click();
    await settled(scene);
    expect(everything(scene.card)).to.contain('Hemmelig').and.not.to.match(real);
    expect(scene.card.outerHTML).not.to.match(real);
    expect(told.join()).not.to.match(real);
  });

  it('stand nowhere either when it is the number that calls', async () => {
    const scene = await show({ backend: guardedHouse({ customers: [guarded] }), interaction: call(secretPhone) });
    expect(byRole(scene.card, 'heading', 'Gro Hemmelig')).to.exist;
    expect(leaks(scene.card)).to.deep.equal([]);
  });

  it('stand nowhere in a list of several, and in what the choice says', async () => {
    const both = [guarded, other].map((draft) => ({ ...draft, fields: { ...draft.fields, phone: numbers.many } }));
    const scene = await show({ backend: guardedHouse({ customers: both }), interaction: call(numbers.many) });
    expect(namesIn(scene.card)).to.have.members(['Gro Hemmelig', 'Ivar Hemmelig']);
    expect(leaks(scene.card)).to.deep.equal([]);
    byRole(scene.card, 'option', /^Ivar/).click();
    await settled(scene);
    expect(leaks(scene.card)).to.deep.equal([]);
    button(scene.card, en['this-is-the-customer']).click();
    await settled(scene);
    expect(leaks(scene.card)).to.deep.equal([]);
    button(scene.card, en.back).click();
    await settled(scene);
    expect(leaks(scene.card)).to.deep.equal([]);
  });

  it('stand nowhere in what a search finds', async () => {
    const { card } = await show({ backend: guardedHouse() });
    type(byRole<HTMLInputElement>(card, 'combobox'), 'hemmelig');
    await until(() => namesIn(card).length === 2);
    expect(leaks(card)).to.deep.equal([]);
  });

  it('cannot be copied', async () => {
    const { copied, restore } = fakeClipboard();
    const scene = await show({ backend: guardedHouse(), interaction: call(numbers.one) });
    expect(allByRole(scene.card, 'button', 'Copy Mobile').length).to.equal(0);
    expect(allByRole(scene.card, 'button', 'Copy E-mail').length).to.equal(0);
    for (const control of allByRole(scene.card, 'button', /^Copy/)) control.click();
    await until(() => copied.length);
    expect(copied.join()).not.to.match(real);
    restore();
  });

  it('can be called, by reference', async () => {
    const scene = await show({ backend: guardedHouse(), interaction: call(numbers.one) });
    const requested: CallRequestedEvent[] = [];
    scene.card.addEventListener('call-requested', (event) => requested.push(event));
    button(scene.card, 'Call Mobile').click();
    await until(() => dialled.length);
    const [event] = requested;
    expect([event!.customerId, event!.field]).to.deep.equal([await scene.id('gro'), 'mobile']);
    expect(scene.faulty.calls.find(({ method }) => method === 'calls.dial')!.given[0]).to.deep.equal({
      customerId: await scene.id('gro'),
      field: 'mobile',
    });
    expect(dialled).to.deep.equal(['+4741234567']);
    await settled(scene);
    expect(leaks(scene.card)).to.deep.equal([]);
  });

  it('stand as bullets in the pick list of numbers', async () => {
    const { card } = await show({ backend: guardedHouse(), interaction: call(numbers.one) });
    const items = allByRole(card, 'menuitem', /Mobile/);
    expect(items.length).to.equal(1);
    expect(items[0]!.textContent).to.contain('••••••');
  });

  it('are shown to those who may', async () => {
    const { card } = await show({ backend: guardedHouse({ role: 'manager' }), interaction: call(numbers.one) });
    expect(fieldsOf(card)).to.include({ Mobile: '41 23 45 67', 'E-mail': secretMail, Remark: secretText });
    expect(button(card, 'Copy Mobile')).to.exist;
  });
});
