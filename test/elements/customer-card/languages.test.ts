import { expect } from '@open-wc/testing';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import nb from '../../../src/locales/nb.js';
import pl from '../../../src/locales/pl.js';
import {
  allByRole,
  byRole,
  call,
  en,
  everybody,
  house,
  numbers,
  place,
  settled,
  show,
  staySilent,
  textOf,
  until,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const long = (mobile: string, shared = false): CustomerDraft => ({
  type: 'organization',
  fields: {
    organization: longWord,
    mobile,
    email: `${longWord.toLowerCase().replace('ä', 'a')}@${longWord.toLowerCase().replace('ä', 'a').slice(0, 60)}.example`,
    address: longWord.repeat(3),
    city: 'مرحبا بالعالم',
  },
  ...(shared && { shared: ['mobile'] }),
});
const pane = (label: string) => {
  const element = document.createElement('section');
  element.setAttribute('label', label);
  element.setAttribute('count', '12345');
  return element;
};
const longHouse = () =>
  house({ customers: [long(numbers.one), ...Array.from({ length: 7 }, () => long(numbers.many))], dial: async () => undefined });
const faces: Readonly<Record<string, () => Promise<Scene>>> = {};
const face = (name: string, options: () => SceneOptions) =>
  Object.assign(faces, {
    [name]: async (more: SceneOptions) => {
      const scene = place({ backend: longHouse(), width: 280, ...options(), ...more });
      await (name === 'waiting' ? scene.card.updateComplete : settled(scene));
      return scene;
    },
  });
face('nothing', () => ({}));
face('waiting', () => ({ interaction: call(longWord), plan: { 'customers.find': { never: true, ignoreSignal: true } } }));
face('failed', () => ({ interaction: call(longWord.repeat(2)), plan: { 'customers.find': { failing: 'rate-limited' } } }));
face('one', () => ({
  interaction: call(numbers.one),
  answers: 'message customer-close',
  children: [pane(longWord), pane('Notes'), pane('Cases')],
}));
face('many', () => ({ interaction: call(numbers.many) }));
face('none', () => ({ interaction: call(numbers.none) }));
face('withheld', () => ({ interaction: call(numbers.withheld) }));
face('unreadable', () => ({ interaction: call(longWord) }));
face('gone', () => ({ customerId: 'GONE' }));

describe('languages', () => {
  staySilent();

  for (const [lang, words] of Object.entries({ nb, pl })) {
    it(`speaks ${lang} where the page does`, async () => {
      const { card } = await show({ interaction: call(numbers.none), lang });
      await until(() => textOf(card).includes(words['outcome-none']));
      expect(textOf(card)).to.contain(words['outcome-none-why']);
      expect(words['outcome-none']).not.to.equal(en['outcome-none']);
    });

    it(`changes to ${lang} when the page does, and back`, async () => {
      const { card, wrapper } = await show({ interaction: call(numbers.one) });
      wrapper.lang = lang;
      await until(() => allByRole(card, 'button', words.refresh).length === 1 && textOf(card).includes(words.person));
      wrapper.lang = 'en';
      await until(() => allByRole(card, 'button', en.refresh).length === 1);
    });

    it(`counts in ${lang}`, async () => {
      const { card } = await show({ interaction: call(numbers.many), lang });
      const rules = new Intl.PluralRules(lang);
      const count = words['several-matches'](
        { count: 2 },
        { plural: (of, forms) => forms[rules.select(of)] ?? forms.other, number: String, list: String },
      );
      await until(() => byRole(card, 'listbox').getAttribute('aria-label') === count);
    });
  }

  it('shows days in the language of the reader', async () => {
    const interactions = [call(numbers.none, { startedAt: '2026-03-01T08:00:00Z' })];
    const { card } = await show({
      backend: house({ customers: everybody, interactions }),
      interaction: call(numbers.none),
      lang: 'nb',
    });
    const day = new Intl.DateTimeFormat('nb', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date('2026-03-01T08:00:00Z'));
    await until(() => textOf(card).includes(day.replace(/\s/g, ' ')), day);
    expect(day).not.to.contain('Mar 1');
  });

  it('falls back to English where a language is not one of ours', async () => {
    for (const lang of ['xx', 'tlh-Latn', 'not_a_language', '']) {
      const { card } = await show({ interaction: call(numbers.none), lang });
      expect(textOf(card)).to.contain(en['outcome-none']);
    }
  });
});

describe('room', () => {
  staySilent();

  const overflow = (card: Element): string[] => {
    const wide = (element: Element) =>
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline';
    const { left, right } = card.getBoundingClientRect();
    const out = [...card.shadowRoot!.querySelectorAll('.card *')].filter((element) => {
      if (element.closest('.sr, [popover], dialog, svg') || !element.checkVisibility()) return false;
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
    });
    return [...(wide(card) ? ['the card'] : []), ...out.map((element) => `${element.localName}.${element.className}`)];
  };

  for (const [name, open] of Object.entries(faces) as [string, (more: SceneOptions) => Promise<Scene>][])
    for (const dir of ['ltr', 'rtl'] as const)
      it(`is enough at 280 pixels for ${name}, ${dir}`, async () => {
        const scene = await open({ dir });
        expect(scene.card.getBoundingClientRect().width).to.equal(280);
        expect(overflow(scene.card)).to.deep.equal([]);
        expect(scene.wrapper.scrollWidth).to.be.at.most(scene.wrapper.clientWidth);
      });

  it('is mirrored from right to left', async () => {
    const avatar = ({ card }: Scene) => {
      const box = card.shadowRoot!.querySelector('.avatar')!.getBoundingClientRect();
      const host = card.getBoundingClientRect();
      return { left: Math.round(box.left - host.left), right: Math.round(host.right - box.right) };
    };
    const ltr = avatar(await show({ interaction: call(numbers.one) }));
    const rtl = avatar(await show({ interaction: call(numbers.one), dir: 'rtl' }));
    expect(rtl).to.deep.equal({ left: ltr.right, right: ltr.left });
  });

  it('keeps numbers and addresses from left to right', async () => {
    const { card } = await show({ interaction: call(numbers.one), dir: 'rtl' });
    const values = [...card.shadowRoot!.querySelectorAll<HTMLElement>('[part=field] .value')].filter(({ textContent }) =>
      /[\d@]/.test(textContent),
    );
    expect(values.map((value) => getComputedStyle(value).direction)).to.deep.equal(['ltr', 'ltr']);
  });

  it('is enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    const { card } = await show({
      interaction: call(numbers.one),
      answers: 'call message customer-close',
      children: [pane('Notes')],
    });
    await until(() => allByRole(card, 'tab').length);
    const small = [...card.shadowRoot!.querySelectorAll('button, summary, input, [role=option]')].filter((control) => {
      if (!control.checkVisibility()) return false;
      const { width, height } = control.getBoundingClientRect();
      return width < 24 || height < 24;
    });
    expect(small.map((control) => control.outerHTML.slice(0, 120))).to.deep.equal([]);
  });
});
