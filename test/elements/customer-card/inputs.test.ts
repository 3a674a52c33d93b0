import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory, memoryData } from '../../../src/adapters/memory.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { dayText } from '../../../src/domain/day.js';
import type { FieldDefinition } from '../../../src/domain/field.js';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import {
  allByRole,
  button,
  byRole,
  call,
  en,
  focused,
  house,
  numbers,
  said,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  turn,
  until,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';
import { add, closed, edit, fill, form, input, inputs, problems, save } from '../../support/form.js';

const shown = { type: 'text', visible: true, editable: true } as const;
const fields: readonly FieldDefinition[] = [
  { ...shown, name: 'givenName', partOfName: ['person'] },
  { ...shown, name: 'familyName', partOfName: ['person'], required: true },
  { ...shown, name: 'mobile', use: 'phone' },
  { ...shown, name: 'main', label: 'Main number', use: 'default-phone' },
  { ...shown, name: 'email', use: 'email' },
  { ...shown, name: 'organization', partOfName: ['organization'] },
  { ...shown, name: 'code', label: 'Code', type: 'number' },
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
  { ...shown, name: 'meter', label: 'Meter', type: 'masked', mask: '##-###' },
  { ...shown, name: 'plate', label: 'Plate', type: 'masked', mask: 'aaa ######' },
  { ...shown, name: 'limit', label: 'Limit', type: 'masked', mask: '### $' },
  { ...shown, name: 'born', label: 'Born', type: 'date-time' },
  { ...shown, name: 'due', label: 'Due', type: 'date-time' },
  { ...shown, name: 'crm', label: 'CRM number', use: 'external-id' },
  { ...shown, name: 'identity', label: 'Identity', confidential: true },
  { ...shown, name: 'remark', label: 'Remark' },
  { type: 'number', name: 'score', label: 'Score', visible: true },
  { type: 'text', name: 'secret', label: 'Secret' },
];

const plural = new Intl.PluralRules('en');
const speech = {
  plural: (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) =>
    forms[plural.select(count)] ?? forms.other,
  number: String,
  list: (items: readonly string[]) => items.join(', '),
};

type Values = Record<string, string>;
const ada = (values: Values): CustomerDraft => ({
  type: 'person',
  fields: { givenName: 'Ada', familyName: 'Berg', mobile: '998 87 701', ...values },
});

interface FormScene extends Scene {
  /** What is kept of the customer, for one who may see all. */
  kept(): Promise<Values>;
}

/** The card of a customer who has these values. */
async function read(values: Values = {}, more: SceneOptions = {}, before = fields): Promise<FormScene> {
  const data = memoryData();
  const common = { data, fields, settings: { currency: 'NOK', timeZone: 'Europe/Oslo' } };
  const permissions = ['customers.view', 'customers.add', 'customers.edit'] as const;
  if (before !== fields)
    await memory({ ...common, fields: before, agent: { id: 'eli', name: 'Eli Moe' }, customers: [ada(values)] }).session();
  const backend = house({ ...common, customers: before === fields ? [ada(values)] : [], permissions });
  const scene = await show({ backend, interaction: call(numbers.one), ...more });
  const id = await scene.id('ada');
  const manager = memory({ ...common, agent: { id: 'eli', name: 'Eli Moe' }, role: 'manager' });
  return { ...scene, kept: async () => ({ ...(await manager.customers!.get(id))!.fields }) };
}

/** The same with its form open. */
async function opened(values: Values = {}, more: SceneOptions = {}, before = fields): Promise<FormScene> {
  const scene = await read(values, more, before);
  await edit(scene.card);
  return scene;
}

/** Saves, and gives what is kept then. */
async function saved(scene: FormScene): Promise<Values> {
  save(scene.card);
  await closed(scene.card);
  await settled(scene);
  return scene.kept();
}

const leave = (card: CustomerCard): void => card.shadowRoot!.querySelector<HTMLElement>('#cancel')!.focus();
const typeInto = async (at: HTMLElement, text: string) => {
  at.focus();
  await sendKeys({ type: text });
};
/** The sentences that are read with an input. */
const described = (at: Element): string =>
  squeeze(
    (at.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => (id && (at.getRootNode() as ShadowRoot).getElementById(id)?.textContent) || '')
      .join(' '),
  );
const calendar = (card: CustomerCard) => card.shadowRoot!.querySelector<HTMLElement>('.calendar:popover-open');
const chooseDay = (label: string) => `${en['choose-day']}: ${label}`;

describe('the inputs of a form', () => {
  staySilent();

  describe('a text', () => {
    it('is saved as it was typed', async () => {
      const scene = await opened();
      await typeInto(input(scene.card, 'CRM number'), 'K-77 b');
      expect(await saved(scene)).to.include({ crm: 'K-77 b', givenName: 'Ada' });
    });

    it('takes ten thousand characters, and says when it is one more', async () => {
      const scene = await opened();
      fill(scene.card, 'Remark', 'x'.repeat(10_001));
      leave(scene.card);
      await until(() => problems(scene.card)['remark'] === en['problem-too-long']({ field: 'Remark' }));
      expect(input(scene.card, 'Remark').value.length).to.equal(10_001);
      fill(scene.card, 'Remark', 'x'.repeat(10_000));
      expect((await saved(scene))['remark']).to.equal('x'.repeat(10_000));
    });

    it('is text, whatever it looks like', async () => {
      const hostile = '<img src=x onerror=alert(1)>${1}"\'`&amp;';
      const scene = await opened({ remark: hostile });
      expect(input(scene.card, 'Remark').value).to.equal(hostile);
      expect(form(scene.card)!.querySelector('img')).to.equal(null);
      fill(scene.card, 'CRM number', hostile);
      expect(await saved(scene)).to.include({ crm: hostile, remark: hostile });
    });

    it('runs in its own direction', async () => {
      const { card } = await opened({ remark: 'שלום 1-2' });
      expect(input(card, 'Remark').matches(':dir(rtl)')).to.equal(true);
      expect(input(card, en['field-mobile']).matches(':dir(ltr)')).to.equal(true);
    });
  });

  describe('a text of several lines', () => {
    const lines = 'First\nsecond\n\nlast';

    it('keeps its line breaks when another field is saved', async () => {
      const scene = await opened({ remark: lines });
      fill(scene.card, 'CRM number', '7');
      expect(await saved(scene)).to.include({ remark: lines, crm: '7' });
    });

    it('keeps them when it is edited itself; Enter makes a line, Ctrl Enter saves', async () => {
      const scene = await opened({ remark: lines });
      const at = input<HTMLTextAreaElement>(scene.card, 'Remark');
      at.focus();
      at.setSelectionRange(lines.length, lines.length);
      await sendKeys({ press: 'Enter' });
      await sendKeys({ type: 'more' });
      expect(form(scene.card)).to.exist;
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Control' });
      await closed(scene.card);
      await settled(scene);
      expect((await scene.kept())['remark']).to.equal(`${lines}\nmore`);
    });

    it('keeps them in a field for numbers too', async () => {
      const scene = await opened({ main: '22 99 88 70\n22 99 88 71' });
      const at = input<HTMLTextAreaElement>(scene.card, 'Main number');
      expect(at.value).to.equal('22 99 88 70\n22 99 88 71');
      fill(scene.card, 'Main number', `${at.value}\n22 99 88 72`);
      expect((await saved(scene))['main']).to.equal('22 99 88 70\n22 99 88 71\n22 99 88 72');
    });

    it('stays in the same input when the last line break goes, and while a line grows long', async () => {
      const { card } = await opened({ remark: 'one\ntwo' });
      const [several, one] = [input(card, 'Remark'), input(card, 'CRM number')];
      fill(card, 'Remark', 'one');
      fill(card, 'CRM number', 'x'.repeat(300));
      card.requestUpdate();
      await card.updateComplete;
      expect(input(card, 'Remark') === several).to.equal(true);
      expect(input(card, 'CRM number') === one).to.equal(true);
      expect(focused(card) === one).to.equal(true);
    });
  });

  describe('a number', () => {
    it('keeps its leading zeros', async () => {
      const scene = await opened({ code: '00042' });
      expect(input(scene.card, 'Code').value).to.equal('00042');
      await typeInto(input(scene.card, 'CRM number'), '0071');
      fill(scene.card, 'Code', '007');
      expect(await saved(scene)).to.include({ code: '007', crm: '0071' });
    });

    it('is told from what is none', async () => {
      const { card } = await opened();
      fill(card, 'Code', '12,5');
      leave(card);
      await until(() => problems(card)['code'] === en['problem-not-a-number']({ field: 'Code' }));
    });
  });

  describe('an address', () => {
    it('can be shared, and says which one it is', async () => {
      const scene = await opened();
      const boxes = [...form(scene.card)!.querySelectorAll<HTMLInputElement>('[type=checkbox]')];
      expect(boxes.map((box) => box.getAttribute('aria-label'))).to.deep.equal([`${en['is-shared']}: ${en['field-mobile']}`]);
      boxes[0]!.click();
      await saved(scene);
      const id = await scene.id('ada');
      expect((await scene.backend.customers!.get(id))!.shared).to.deep.equal(['mobile']);
    });

    it('is no external id: nobody shares that', async () => {
      const { card } = await opened({ crm: '77' });
      expect(form(card)!.querySelectorAll('[type=checkbox]').length).to.equal(1);
    });

    it('asks for a number and an e-mail address with the keyboard for it', async () => {
      const { card } = await opened();
      expect(input(card, en['field-mobile']).type).to.equal('tel');
      expect(input(card, 'Main number').type).to.equal('tel');
      expect(input(card, en['field-email']).inputMode).to.equal('email');
    });
  });

  describe('a choice', () => {
    it('is chosen, changed and cleared by keyboard', async () => {
      const scene = await opened();
      const at = input<HTMLSelectElement>(scene.card, 'Plan');
      expect([...at.options].map((option) => option.label)).to.deep.equal(['', 'Small', 'Large']);
      expect(at.value).to.equal('');
      at.focus();
      await sendKeys({ press: 'L' });
      await until(() => at.value === 'l');
      expect((await saved(scene))['plan']).to.equal('l');
      await edit(scene.card);
      const again = input<HTMLSelectElement>(scene.card, 'Plan');
      expect(again.value).to.equal('l');
      again.value = '';
      again.dispatchEvent(new InputEvent('input', { bubbles: true }));
      expect(await saved(scene)).not.to.have.property('plan');
    });

    it('keeps a value that cannot be chosen any more, and names it', async () => {
      const before = fields.map((field) =>
        field.name === 'plan' ? { ...field, choices: [{ id: 'gone', label: 'Gone' }] } : field,
      );
      const scene = await opened({ plan: 'gone' }, {}, before);
      const at = input<HTMLSelectElement>(scene.card, 'Plan');
      expect(at.selectedOptions[0]!.label).to.equal('gone');
      fill(scene.card, 'Code', '1');
      expect(await saved(scene)).to.include({ plan: 'gone', code: '1' });
      expect(textOf(scene.card)).to.include('gone');
    });
  });

  describe('a value after a mask', () => {
    const masks = [
      { label: 'Meter', name: 'meter', keys: '12345', value: '12-345', example: '12-345' },
      { label: 'Plate', name: 'plate', keys: 'abc123456', value: 'abc 123456', example: 'ABC 123456' },
      { label: 'Limit', name: 'limit', keys: '250', value: '250 NOK', example: '123 NOK' },
    ];
    for (const { label, name, keys, value, example } of masks)
      it(`is typed without the mask's own characters: ${keys} is ${value}`, async () => {
        const scene = await opened();
        const at = input(scene.card, label);
        expect(described(at)).to.equal(en['for-example']({ example }));
        await typeInto(at, keys);
        expect(at.value).to.equal(value);
        expect(described(at)).to.equal(en['for-example']({ example }));
        expect((await saved(scene))[name]).to.equal(value);
      });

    it('says what is not complete, keeps it, and is content once it is', async () => {
      const { card } = await opened();
      const at = input(card, 'Meter');
      await typeInto(at, '12');
      leave(card);
      await until(() => problems(card)['meter'] === en['problem-not-the-mask']({ field: 'Meter' }));
      expect(at.value).to.equal('12-');
      at.focus();
      at.setSelectionRange(3, 3);
      await sendKeys({ type: '34' });
      expect(problems(card)).to.have.property('meter');
      await sendKeys({ type: '5' });
      await until(() => Object.keys(problems(card)).length === 0);
      expect(at.value).to.equal('12-345');
    });
  });

  describe('a day', () => {
    const ways = [
      { lang: 'nb', typed: '5.3.1990', shown: '5.3.1990' },
      { lang: 'en-US', typed: '3/5/1990', shown: '3/5/1990' },
      { lang: 'de', typed: '5.3.1990', shown: '5.3.1990' },
      { lang: 'en-GB', typed: '5 March 1990', shown: '05/03/1990' },
    ];
    for (const { lang, typed, shown: written } of ways)
      it(`is typed in ${lang} as ${typed}`, async () => {
        const scene = await opened({}, { lang });
        const at = input(scene.card, 'Born');
        await typeInto(at, typed);
        expect(at.value).to.equal(typed);
        leave(scene.card);
        await until(() => at.value === dayText('1990-03-05', lang));
        expect(at.value).to.equal(written);
        expect((await saved(scene))['born']).to.equal('1990-03-05');
      });

    it('shows how one is written here, where none stands yet', async () => {
      const { card } = await opened({}, { lang: 'de' });
      expect(described(input(card, 'Born'))).to.match(/31\.12\.\d{4}/);
    });

    it('stays a plain day when another field is saved', async () => {
      const scene = await opened({ born: '1990-03-05' });
      const at = input(scene.card, 'Born');
      expect(at.value).to.equal('3/5/1990');
      expect(described(at)).to.equal('');
      fill(scene.card, 'Code', '1');
      expect((await saved(scene))['born']).to.equal('1990-03-05');
    });

    it('is cleared', async () => {
      const scene = await opened({ born: '1990-03-05' });
      const at = input(scene.card, 'Born');
      at.select();
      at.focus();
      await sendKeys({ press: 'Backspace' });
      expect(await saved(scene)).not.to.have.property('born');
    });

    it('stays as it was typed when it cannot be read, and is named', async () => {
      const { card } = await opened({ born: '1990-03-05' });
      fill(card, 'Born', 'the day before');
      save(card);
      await until(() => problems(card)['born'] === en['problem-not-a-date']({ field: 'Born' }));
      const at = input(card, 'Born');
      expect(at.value).to.equal('the day before');
      await until(() => focused(card) === at);
      expect(described(at)).to.equal(en['problem-not-a-date']({ field: 'Born' }));
    });

    it('stays an instant, to the millisecond, unless it is another one', async () => {
      const due = '2026-03-05T13:30:45.678Z';
      const scene = await opened({ due });
      const at = input(scene.card, 'Due');
      const before = at.value;
      expect(before).to.match(/^3\/5\/2026 2:30:45/);
      fill(scene.card, 'Due', `${before}x`);
      fill(scene.card, 'Due', before);
      fill(scene.card, 'Code', '1');
      expect(await saved(scene)).to.include({ due, code: '1' });
      await edit(scene.card);
      fill(scene.card, 'Due', '3/6/2026 9:00 AM');
      expect((await saved(scene))['due']).to.equal('2026-03-06T09:00:00+01:00');
    });

    it('is picked by mouse', async () => {
      const scene = await opened({ born: '1990-03-05' });
      const { card } = scene;
      const opener = button(card, chooseDay('Born'));
      opener.click();
      await until(() => calendar(card));
      calendar(card)!.querySelector<HTMLElement>('[data-day="1990-03-17"]')!.click();
      await until(() => !calendar(card));
      await until(() => input(card, 'Born').value === '3/17/1990');
      expect(focused(card) === opener).to.equal(true);
      expect((await saved(scene))['born']).to.equal('1990-03-17');
    });

    it('is picked by keyboard; Escape closes the calendar and nothing else', async () => {
      const scene = await opened({ born: '1990-03-05' });
      const { card } = scene;
      input(card, 'Born').focus();
      await sendKeys({ press: 'Tab' });
      expect(focused(card) === button(card, chooseDay('Born'))).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await until(() => calendar(card) && focused(card)?.matches('[data-day="1990-03-05"]'));
      await sendKeys({ press: 'Escape' });
      await until(() => !calendar(card));
      expect(form(card)).to.exist;
      await until(() => focused(card) === button(card, chooseDay('Born')));
      await sendKeys({ press: 'Enter' });
      await until(() => calendar(card) && focused(card)?.matches('[data-day="1990-03-05"]'));
      await sendKeys({ press: 'ArrowRight' });
      await until(() => focused(card)?.matches('[data-day="1990-03-06"]'));
      await sendKeys({ press: 'Enter' });
      await until(() => input(card, 'Born').value === '3/6/1990');
      expect((await saved(scene))['born']).to.equal('1990-03-06');
    });

    it('picked for an instant leaves the time of day; the same day leaves the instant', async () => {
      const due = '2026-03-05T13:30:45.678Z';
      const scene = await opened({ due });
      const { card } = scene;
      const pick = async (day: string) => {
        button(card, chooseDay('Due')).click();
        await until(() => calendar(card));
        calendar(card)!.querySelector<HTMLElement>(`[data-day="${day}"]`)!.click();
        await until(() => !calendar(card));
      };
      await pick('2026-03-05');
      fill(card, 'Code', '1');
      expect((await saved(scene))['due']).to.equal(due);
      await edit(card);
      await pick('2026-03-09');
      expect((await saved(scene))['due']).to.equal('2026-03-09T14:30:45+01:00');
    });

    it('picked is content at once where what was typed was none', async () => {
      const { card } = await opened({ born: '1990-03-05' });
      fill(card, 'Born', 'soon');
      leave(card);
      await until(() => problems(card)['born']);
      button(card, chooseDay('Born')).click();
      await until(() => calendar(card));
      calendar(card)!.querySelector<HTMLElement>('td[tabindex="0"]')!.click();
      await until(() => Object.keys(problems(card)).length === 0);
    });
  });

  describe('a confidential value', () => {
    const bullets = '•';
    const identity = '010190 12345';

    it('is never in an input, nor its bullets', async () => {
      const { card } = await opened({ identity });
      const at = input(card, 'Identity');
      expect(at.value).to.equal('');
      expect(at.placeholder).to.include(bullets);
      expect(Object.values(inputs(card)).some((value) => value.includes(bullets) || value.includes('12345'))).to.equal(false);
      expect(described(at)).to.equal(en['concealed-kept']);
    });

    it('is kept when another field is saved, and when it is typed and taken back', async () => {
      const scene = await opened({ identity });
      const { card } = scene;
      fill(card, 'Identity', 'new');
      await until(() => textOf(card).includes(en['concealed-replaced']));
      const keep = button(card, `${en['keep-value']}: Identity`);
      keep.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => textOf(card).includes(en['concealed-kept']));
      expect(focused(card) === keep, 'the focus stays').to.equal(true);
      fill(card, 'Code', '1');
      expect(await saved(scene)).to.include({ identity, code: '1' });
    });

    it('is replaced', async () => {
      const scene = await opened({ identity });
      await typeInto(input(scene.card, 'Identity'), '77');
      expect((await saved(scene))['identity']).to.equal('77');
    });

    it('is removed', async () => {
      const scene = await opened({ identity });
      const { card } = scene;
      button(card, `${en['clear-value']}: Identity`).click();
      await until(() => textOf(card).includes(en['concealed-cleared']));
      expect(await saved(scene)).not.to.have.property('identity');
    });

    it('does not become its bullets', async () => {
      const { card } = await opened({ identity });
      fill(card, 'Identity', `${bullets.repeat(4)}45`);
      leave(card);
      await until(() => problems(card)['identity'] === en['problem-concealed']({ field: 'Identity' }));
      button(card, `${en['keep-value']}: Identity`).click();
      await until(() => Object.keys(problems(card)).length === 0);
    });
  });

  describe('a field that agents may not change', () => {
    it('is shown and no input; a hidden one is not there', async () => {
      const { card } = await opened({ score: '0815', secret: 'unseen' });
      expect(inputs(card)).not.to.have.property('score');
      const fixed = input(card, 'Score');
      expect(squeeze(fixed.textContent)).to.equal(`0815 ${en['not-editable-here']}`);
      expect(textOf(card)).not.to.match(/Secret|unseen/);
      expect(inputs(card)).not.to.have.property('secret');
    });
  });

  describe('a required field', () => {
    it('says so to eyes and to assistive technology', async () => {
      const { card } = await opened();
      const at = input(card, en['field-familyName']);
      expect(at.required).to.equal(true);
      expect(squeeze(at.labels![0]!.textContent)).to.equal(`${en['field-familyName']} · ${en.required}`);
      expect(input(card, en['field-givenName']).required).to.equal(false);
    });

    it('is not asked for before it was touched or saved', async () => {
      const { card } = await show({ backend: house({ fields, customers: [ada({})] }), interaction: call(numbers.none) });
      await add(card);
      input(card, en['field-familyName']).focus();
      leave(card);
      await card.updateComplete;
      expect(problems(card)).to.deep.equal({});
      save(card);
      await until(() => problems(card)['familyName'] === en['problem-required']({ field: en['field-familyName'] }));
      expect(focused(card) === input(card, en['field-familyName'])).to.equal(true);
    });
  });

  describe('what is wrong', () => {
    const wrong = en['problem-not-an-e-mail']({ field: en['field-email'] });

    it('is said under the field when it is left, read with it, and told politely', async () => {
      const { card } = await opened();
      const at = input(card, en['field-email']);
      await typeInto(at, 'ada@');
      expect(problems(card)).to.deep.equal({});
      expect(at.ariaInvalid).to.equal('false');
      await sendKeys({ press: 'Tab' });
      await until(() => problems(card)['email'] === wrong);
      expect(at.value).to.equal('ada@');
      expect(at.ariaInvalid).to.equal('true');
      expect(described(at)).to.equal(wrong);
      expect(said(card)).to.equal(wrong);
    });

    it('goes as soon as it is right', async () => {
      const { card } = await opened();
      const at = input(card, en['field-email']);
      await typeInto(at, 'ada@');
      await sendKeys({ press: 'Tab' });
      await until(() => problems(card)['email']);
      await typeInto(at, 'fjord.example');
      await until(() => Object.keys(problems(card)).length === 0);
      expect(at.ariaInvalid).to.equal('false');
      expect(focused(card) === at).to.equal(true);
    });

    it('of several is counted at Save, with the focus on the first', async () => {
      const { card } = await opened();
      fill(card, en['field-email'], 'ada@');
      fill(card, en['field-mobile'], '1');
      fill(card, 'Code', 'x');
      save(card);
      await until(() => Object.keys(problems(card)).length === 3);
      await until(() => focused(card) === input(card, en['field-mobile']));
      await until(() => said(card) === en['not-saved-problems']({ count: 3 }, speech));
    });

    it('does not move what is being pressed: the first click on Save counts', async () => {
      const { card } = await opened();
      await typeInto(input(card, en['field-email']), 'ada@');
      const press = card.shadowRoot!.querySelector<HTMLElement>('#save')!;
      press.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      press.focus();
      await card.updateComplete;
      await turn();
      expect(problems(card), 'while it is down').to.deep.equal({});
      press.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
      await until(() => problems(card)['email'] === wrong);
    });

    it('is not said of the next edit of the same customer', async () => {
      const { card } = await opened();
      fill(card, en['field-email'], 'ada@');
      save(card);
      await until(() => problems(card)['email']);
      card.shadowRoot!.querySelector<HTMLElement>('#cancel')!.click();
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
      card.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=discard]')!.click();
      await closed(card);
      await edit(card);
      expect(problems(card)).to.deep.equal({});
      expect(input(card, en['field-email']).value).to.equal('');
    });
  });

  it('gives every input and every button in the form a name of its own', async () => {
    const { card } = await opened({ identity: '1', crm: '2', email: 'a@b.example', main: '22 99 88 70' });
    const all = [...form(card)!.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    const names = all.map((each) => each.getAttribute('aria-label') ?? squeeze(each.labels?.[0]?.textContent ?? ''));
    expect(names.every((name) => name !== '')).to.equal(true);
    expect(new Set(names).size).to.equal(names.length);
    const buttons = allByRole(card, 'button').map((each) => each.getAttribute('aria-label') ?? squeeze(each.textContent));
    expect(new Set(buttons).size, buttons.join(' | ')).to.equal(buttons.length);
    expect(byRole(card, 'heading', en['edit-customer']({ name: 'Ada Berg' }))).to.exist;
  });
});
