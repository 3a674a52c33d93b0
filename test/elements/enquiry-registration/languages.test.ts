import { expect } from '@open-wc/testing';
import { english } from '../../support/english.js';
import fr from '../../../src/locales/fr.js';
import nb from '../../../src/locales/nb.js';
import nl from '../../../src/locales/nl.js';
import pl from '../../../src/locales/pl.js';
import sv from '../../../src/locales/sv.js';
import type { Words } from '../../../src/wiring/words.js';
import { squeeze, staySilent, textOf, until } from '../../support/card.js';
import {
  aConversation,
  bench,
  type Bench,
  type BenchOptions,
  choose,
  control,
  register,
  registered,
  root,
  seat,
  topic,
  write,
} from '../../support/enquiry.js';

const en: Words = english;
/** Everything a face shows and says, text by text; what the administrator and the agent wrote is not ours. */
const texts = (form: Element): readonly string[] => {
  const found: string[] = [];
  const walk = (node: Node) => {
    if (node instanceof Element) {
      if (node.matches('bdi, textarea')) return;
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(node.getAttribute(name) ?? '');
    }
    if (node.nodeType === Node.TEXT_NODE) found.push((node as Text).data);
    node.childNodes.forEach(walk);
  };
  walk(root(form));
  return found.map(squeeze).filter((text) => /\p{L}{3}/u.test(text));
};
const supervisor = { settings: { enquiryForced: ['*'], wrapUpSeconds: 600, enquiryCommentFor: ['m3'], enquiryCommentLimit: 20 } };
const ended = aConversation({ state: 'wrap-up' });

const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  empty: (more) => bench(more),
  'refused to close': async (more) => {
    const at = await bench({ options: supervisor, interaction: ended, ...more });
    await until(() => at.form.reading.known?.state.forced && control(at.form, 'extend'));
    await choose(at.form, 'm3', 'p1', 'p2', 'p3');
    register(at.form);
    await at.desk.requestClose();
    await until(() => control(at.form, 'excuse'));
    control(at.form, 'excuse')!.click();
    await until(() => control(at.form, 'reason'));
    return at;
  },
  'with a card number': async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p3');
    await write(at.form, '4111 1111 1111 1111');
    register(at.form);
    await until(() => control(at.form, 'card-number'));
    return at;
  },
  registered: async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    return at;
  },
  'waiting for the network': async (more) => {
    const at = await bench({ ...more, plan: { 'enquiries.register': { failing: 'offline' } } });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => root(at.form).querySelector('.bar.warn'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ ...more, plan: { 'enquiries.get': { failing: 'offline' } } });
    await until(() => root(at.form).querySelector('.notice'));
    return at;
  },
};

/** Labels that stand in the texts. */
const names = ['Mood', 'Product', 'Support', 'Other', 'Positive', 'Neutral', 'Negative', 'Statistics'];
const without = (text: string) => squeeze(names.reduce((left, name) => left.replaceAll(name, ''), text));

describe('the registration in a language', () => {
  staySilent();

  for (const [lang, words] of Object.entries({ nb, sv, nl, fr, pl }))
    for (const [name, open] of Object.entries(faces))
      it(`has no English left ${name}, ${lang}`, async () => {
        const at = await open({});
        await until(() => texts(at.form).length);
        const english = new Set(texts(at.form).map(without).filter(Boolean));
        at.desk.lang = lang;
        const mark = name === 'failed' ? words['enquiry-not-loaded'] : words.enquiry;
        await until(() => textOf(at.form).includes(mark) && !textOf(at.form).includes(en['enquiry-not-loaded']));
        await at.form.updateComplete;
        // What was said before stays said; words that are the same in both languages are few, and known.
        const left = [...root(at.form).querySelectorAll('[role=status]:not(.bar)')].map(({ textContent }) =>
          without(textContent ?? ''),
        );
        const same = texts(at.form)
          .map(without)
          .filter((text) => english.has(text) && !left.includes(text) && !/^Ctrl/.test(text));
        expect(same).to.deep.equal([]);
      });

  it('speaks it from the start, also what is said', async () => {
    const at = seat();
    at.desk.lang = 'pl';
    await until(() => topic(at.form, 'm1') && textOf(at.form).includes(pl.enquiry));
    await choose(at.form, 'm1');
    const said = root(at.form).querySelector('[role=status]:not(.bar)')!.textContent;
    expect(said).to.include('Positive').and.not.equal('Positive chosen');
  });
});
