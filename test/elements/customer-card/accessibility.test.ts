import { expect } from '@open-wc/testing';
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
  type as typeInto,
  until,
  allByRole,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';

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
    scene.card.keys.show();
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
    for (const [name, open] of Object.entries(faces))
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
