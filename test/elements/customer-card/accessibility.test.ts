import { expect } from '@open-wc/testing';
import { defaultFields } from '../../../src/domain/field.js';
import {
  byRole,
  button,
  call,
  en,
  house,
  numbers,
  place,
  settled,
  show,
  staySilent,
  textOf,
  type as typeInto,
  until,
  allByRole,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';
import { add, cancel, edit, fill, problems, save, two } from '../../support/form.js';

const shown = { type: 'text', visible: true, editable: true } as const;
const pane = (label: string) => {
  const element = document.createElement('section');
  element.setAttribute('label', label);
  element.textContent = `What ${label} shows`;
  return element;
};
const six = Array.from({ length: 6 }, (_, i) => ({
  type: 'person' as const,
  fields: { givenName: `Per ${i}`, mobile: numbers.many },
}));

const fields = [
  ...defaultFields.map((field) => (field.name === 'familyName' ? { ...field, required: true } : field)),
  { ...shown, name: 'meter', label: 'Meter', type: 'masked', mask: '##-###' },
  { ...shown, name: 'born', label: 'Born', type: 'date-time' },
  { ...shown, name: 'plan', label: 'Plan', type: 'choice', choices: [{ id: 's', label: 'Small' }] },
  { ...shown, name: 'identity', label: 'Identity', confidential: true },
  { ...shown, name: 'remark', label: 'Remark' },
  { name: 'score', label: 'Score', type: 'number', visible: true },
] as const;
const person = (values: Record<string, string>) => ({ type: 'person' as const, fields: values });
const writers = () =>
  house({
    fields,
    permissions: ['customers.view', 'customers.add', 'customers.edit', 'customers.remove'],
    customers: [
      person({ givenName: 'Ada', familyName: 'Berg', mobile: '998 87 701', identity: '1', remark: 'one\ntwo', score: '7' }),
      person({ givenName: 'Eva', familyName: 'Foss', email: 'eva@fjord.example' }),
    ],
  });
const editing = async (more: SceneOptions) => {
  const scene = await show({ backend: writers(), interaction: call(numbers.one), ...more });
  await edit(scene.card);
  return scene;
};

/** Everything that stands over, under and in the form. */
const forms: Readonly<Record<string, (more: SceneOptions) => Promise<Scene>>> = {
  'the form of an edit': editing,
  'the form of a new customer': async (more) => {
    const scene = await show({ backend: writers(), interaction: call(numbers.none), ...more });
    await add(scene.card);
    return scene;
  },
  'a form with problems': async (more) => {
    const scene = await editing(more);
    fill(scene.card, en['field-familyName'], '');
    fill(scene.card, en['field-email'], 'ada@');
    fill(scene.card, 'Meter', '1');
    fill(scene.card, 'Born', 'soon');
    save(scene.card);
    await until(() => Object.keys(problems(scene.card)).length === 4);
    return scene;
  },
  'a form with two values of a field': async (more) => {
    const { mia, tom } = two();
    const scene = await show({ backend: mia, interaction: call(numbers.one), ...more });
    await edit(scene.card);
    fill(scene.card, en['field-city'], 'Voss');
    const read = await tom.customers!.get(await scene.id('ada'));
    await tom.customers!.change!(
      read!.id,
      { revision: read!.revision, fields: { city: 'Odda', country: 'Norway' } },
      { key: 'a' },
    );
    await until(() => scene.card.shadowRoot!.querySelector('.clash'));
    return scene;
  },
  'a form with a duplicate': async (more) => {
    const scene = await show({ backend: writers(), interaction: call(numbers.none), ...more });
    await add(scene.card);
    fill(scene.card, en['field-email'], 'eva@fjord.example');
    await until(() => scene.card.shadowRoot!.querySelector('#duplicates'));
    return scene;
  },
  'a draft that was restored': async (more) => {
    const scene = await editing(more);
    fill(scene.card, en['field-city'], 'Voss');
    scene.card.shadowRoot!.querySelector<HTMLElement>('#cancel')!.focus();
    await until(() => textOf(scene.card).includes(en['draft-kept']));
    scene.card.remove();
    scene.wrapper.append(scene.card);
    await until(() => textOf(scene.card).includes(en['draft-restored']));
    return scene;
  },
  'a save that waits': async (more) => {
    const scene = await editing(more);
    scene.faulty.set({ 'customers.change': { failing: 'offline' } });
    fill(scene.card, en['field-city'], 'Voss');
    save(scene.card);
    await until(() => textOf(scene.card).includes(en['not-sent-yet']));
    return scene;
  },
  'the question about what is not saved': async (more) => {
    const scene = await editing(more);
    fill(scene.card, en['field-city'], 'Voss');
    cancel(scene.card);
    await until(() => scene.card.shadowRoot!.querySelector('#unsaved[open]'));
    return scene;
  },
  'the question before a deletion': async (more) => {
    const scene = await show({ backend: writers(), interaction: call(numbers.one), ...more });
    button(scene.card, en.more).click();
    await until(() => allByRole(scene.card, 'menuitem', en['delete-customer']).length);
    byRole(scene.card, 'menuitem', en['delete-customer']).click();
    await until(() => scene.card.shadowRoot!.querySelector('#delete[open] [value=delete]:not(:disabled)'));
    return scene;
  },
  'an open calendar': async (more) => {
    const scene = await editing(more);
    button(scene.card, `${en['choose-day']}: Born`).click();
    await until(() => scene.card.shadowRoot!.querySelector('.calendar:popover-open td[tabindex="0"]'));
    return scene;
  },
};

const faces: Readonly<Record<string, (more: SceneOptions) => Promise<Scene>>> = {
  nothing: (more) => show(more),
  waiting: async (more) => {
    const scene = place({
      interaction: call(numbers.one),
      plan: { 'customers.find': { never: true, ignoreSignal: true } },
      ...more,
    });
    await scene.card.updateComplete;
    return scene;
  },
  'still searching': async (more) => {
    const scene = place({
      backend: house({ settings: { slowAfter: 10 } }),
      interaction: call(numbers.one),
      plan: { 'customers.find': { never: true } },
      ...more,
    });
    await until(() => allByRole(scene.card, 'combobox').length);
    return scene;
  },
  failed: (more) => show({ interaction: call(numbers.one), plan: { 'customers.find': { failing: 'offline' } }, ...more }),
  one: (more) =>
    show({
      backend: house({ dial: async () => undefined }),
      interaction: call(numbers.one),
      answers: 'message customer-close',
      ...more,
    }),
  'one with tabs': async (more) => {
    const scene = await show({ interaction: call(numbers.one), children: [pane('Notes'), pane('Cases')], ...more });
    await until(() => allByRole(scene.card, 'tab').length);
    return scene;
  },
  'an open menu': async (more) => {
    const scene = await show({ interaction: call(numbers.one), ...more });
    button(scene.card, en.more).click();
    await until(() => scene.card.shadowRoot!.querySelector(':popover-open'));
    return scene;
  },
  'the help': async (more) => {
    const scene = await show({ interaction: call(numbers.one), ...more });
    scene.card.keys.value!.show();
    await until(() => scene.card.shadowRoot!.querySelector('dialog[open]'));
    return scene;
  },
  many: (more) => show({ interaction: call(numbers.many), ...more }),
  'many with a filter': (more) => show({ backend: house({ customers: six }), interaction: call(numbers.many), ...more }),
  'a candidate opened': async (more) => {
    const scene = await show({ interaction: call(numbers.many), ...more });
    byRole(scene.card, 'option', /^Birk/).click();
    await settled(scene);
    return scene;
  },
  'a candidate chosen': async (more) => {
    const scene = await show({ interaction: call(numbers.many), ...more });
    byRole(scene.card, 'option', /^Birk/).click();
    await settled(scene);
    button(scene.card, en['this-is-the-customer']).click();
    await settled(scene);
    return scene;
  },
  none: (more) => show({ interaction: call(numbers.none), ...more }),
  'found by hand': async (more) => {
    const scene = await show({ interaction: call(numbers.none), ...more });
    typeInto(byRole<HTMLInputElement>(scene.card, 'combobox'), 'hauge');
    await until(() => allByRole(scene.card, 'option').length);
    return scene;
  },
  withheld: (more) => show({ interaction: call(numbers.withheld), ...more }),
  'a failed refresh': async (more) => {
    const scene = await show({ interaction: call(numbers.one), ...more });
    scene.faulty.set({ 'customers.find': { failing: 'offline' } });
    scene.card.refresh();
    await settled(scene);
    return scene;
  },
  gone: (more) => show({ customerId: 'GONE', ...more }),
};

describe('for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, open] of Object.entries({ ...faces, ...forms }))
      it(`has nothing to fault in ${name}, ${scheme}`, async () => {
        const { card, wrapper } = await open({ scheme });
        wrapper.style.background = 'Canvas';
        expect(getComputedStyle(card).colorScheme).to.equal(scheme);
        await expect(card).to.be.accessible();
      });

  it('is really dark in dark', async () => {
    const light = await show({ interaction: call(numbers.one) });
    const dark = await show({ interaction: call(numbers.one), scheme: 'dark' });
    expect(getComputedStyle(dark.card).backgroundColor).not.to.equal(getComputedStyle(light.card).backgroundColor);
  });

  it('reads politely what changes, in one live region', async () => {
    const { card } = await show({ interaction: call(numbers.many) });
    expect(byRole(card, 'status')).to.exist;
  });

  it('hides pictures from those who listen', async () => {
    const { card } = await show({ interaction: call(numbers.one) });
    const pictures = [...card.shadowRoot!.querySelectorAll('svg, .avatar')];
    expect(pictures.every((picture) => picture.closest('[aria-hidden=true]'))).to.equal(true);
  });
});
