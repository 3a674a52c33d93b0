import { expect } from '@open-wc/testing';
import type { Catalogue } from '../../../src/domain/catalogue.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, staySilent, until } from '../../support/card.js';
import {
  aConversation,
  bars,
  bench,
  type Bench,
  type BenchOptions,
  catalogue,
  choose,
  chosen,
  control,
  house,
  problems,
  register,
  registered,
  root,
  seat,
  topic,
  write,
} from '../../support/enquiry.js';

const forced = { settings: { enquiryForced: ['*'] } };
const ended = aConversation({ state: 'wrap-up', endedAt: '2026-03-02T12:05:00Z' });
const filter = (form: Element, text: string) => {
  const box = root(form).querySelector<HTMLInputElement>('#filter')!;
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
/** Labels with markup and from right to left, ids that no selector likes, and many topics. */
const hostile: Catalogue = {
  revision: 1,
  categories: [
    {
      id: 'a "b" <c>',
      label: '<b>Mood</b>',
      choice: 'one',
      required: true,
      topics: [
        { id: 'x y', label: 'مرحبا بالعالم' },
        { id: '"]', label: '<img src=x onerror=alert(1)>' },
      ],
    },
    {
      id: 'many',
      label: 'Many',
      choice: 'many',
      topics: Array.from({ length: 130 }, (_, i) => ({ id: `t${i}`, label: `T ${i}` })),
    },
  ],
};
const refused = async (more: BenchOptions) => {
  const at = await bench({ options: forced, ...more });
  await until(() => at.form.reading.known?.state.forced);
  await at.form.updateComplete;
  await at.desk.requestClose();
  await until(() => control(at.form, 'gaps'));
  return at;
};

/** Everything that the form can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  waiting: async (more) => {
    const at = seat({ plan: { 'enquiries.get': { never: true } }, ...more });
    await until(() => root(at.form).querySelector('[aria-busy]'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ plan: { 'enquiries.get': { failing: 'offline' } }, ...more });
    await until(() => root(at.form).querySelector('.notice'));
    return at;
  },
  empty: (more) => bench(more),
  'filled in': async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p1', 's1', 's2');
    await write(at.form, 'A comment');
    return at;
  },
  'with problems': async (more) => {
    const at = await bench({ options: { settings: { enquiryCommentFor: ['m3'], enquiryCommentLimit: 20 } }, ...more });
    await choose(at.form, 'm3', 'p1', 'p2', 'p3');
    register(at.form);
    await until(() => problems(at.form).length === 2);
    return at;
  },
  'with a card number': async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p3');
    await write(at.form, 'Paid with 4111 1111 1111 1111');
    register(at.form);
    await until(() => control(at.form, 'register')!.textContent!.includes(en['register-anyway']));
    return at;
  },
  'with a filter': async (more) => {
    const at = await bench(more);
    filter(at.form, 'app');
    await until(() => root(at.form).querySelector('mark'));
    return at;
  },
  'with a filter that finds nothing': async (more) => {
    const at = await bench(more);
    filter(at.form, 'zzzz');
    await until(() => root(at.form).querySelector('.none'));
    return at;
  },
  folded: async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1');
    root(at.form).querySelector<HTMLElement>('[data-category=mood] .fold')!.click();
    await until(() => !topic(at.form, 'm1'));
    return at;
  },
  'with labels and ids of all kinds': async (more) => {
    const at = seat({ options: { catalogue: hostile }, ...more });
    await until(() => root(at.form).querySelectorAll('.fold').length === 2);
    for (const fold of root(at.form).querySelectorAll<HTMLElement>('.fold')) fold.click();
    await until(() => topic(at.form, 't0'));
    register(at.form);
    await until(() => problems(at.form).length);
    return at;
  },
  'on its way': async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p3');
    at.faulty.hold('enquiries.register');
    register(at.form);
    await until(() => at.faulty.held);
    await at.form.updateComplete;
    return at;
  },
  'waiting for the network': async (more) => {
    const at = await bench({ plan: { 'enquiries.register': { failing: 'offline' } }, ...more });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await until(() => bars(at.form).includes(en['sent-by-itself']));
    return at;
  },
  registered: async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    return at;
  },
  cleared: async (more) => {
    const at = await bench(more);
    await choose(at.form, 'm1');
    control(at.form, 'clear')!.click();
    await until(() => control(at.form, 'undo'));
    return at;
  },
  'restored from a draft': async (more) => {
    const [drafts, backend] = [memoryDrafts(), house()];
    const first = await bench({ ...more, backend, drafts });
    await choose(first.form, 'm1');
    first.desk.remove();
    const at = await bench({ ...more, backend, drafts: { ...drafts } });
    await until(() => chosen(at.form).length && bars(at.form).includes(en['draft-restored']));
    return at;
  },
  'with a retired topic': async (more) => {
    const categories = catalogue.categories.map((each) => ({
      ...each,
      topics: each.topics.map((one) => ({ ...one, retired: one.id === 'm1' })),
    }));
    const at = await bench({ ...more, options: { role: 'administrator' } });
    await choose(at.form, 'm1');
    const current = await at.backend.enquiries!.catalogue();
    await at.backend.enquiries!.saveCatalogue!({ ...current, categories });
    await until(() => bars(at.form).includes(en['topics-retired']({ topics: ['Positive'] }, { ...speech })));
    return at;
  },
  'for who may only look': (more) => bench({ options: { permissions: ['customers.view'] }, ...more }),
  'that must be registered before closing': refused,
  'with a reason for closing without': async (more) => {
    const at = await refused({ ...more, plan: { 'enquiries.excuse': { failing: 'offline' } } });
    control(at.form, 'excuse')!.click();
    await until(() => control(at.form, 'reason'));
    const reason = root(at.form).querySelector<HTMLInputElement>('#reason')!;
    reason.value = 'Wrong number';
    reason.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await until(() => root(at.form).querySelector('#gaps .problem'));
    return at;
  },
  excused: async (more) => {
    const backend = house(forced);
    await backend.interactions.record(aConversation());
    await backend.enquiries.excuse('call-1', 'A wrong number');
    const at = await bench({ ...more, backend });
    await until(() => bars(at.form).includes('A wrong number'));
    return at;
  },
  'with time for the work after': async (more) => {
    const at = await bench({ options: { settings: { wrapUpSeconds: 25 } }, interaction: ended, ...more });
    await until(() => control(at.form, 'extend'));
    return at;
  },
  'with topics that are chosen often': async (more) => {
    const at = seat(more);
    at.form.frequent = true;
    await until(() => topic(at.form, 'm1'));
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    await until(() => root(at.form).querySelector('.chip'));
    return at;
  },
};
const speech = {
  plural: (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) =>
    forms[count === 1 ? 'one' : 'other'] ?? forms.other,
  number: String,
  list: (items: readonly string[]) => items.join(', '),
};

describe('the registration for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, open] of Object.entries(faces))
      it(`has nothing to fault ${name}, ${scheme}`, async () => {
        const { form, desk } = await open({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        expect(getComputedStyle(form).colorScheme).to.equal(scheme);
        await expect(form).to.be.accessible();
      });

  it('is enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    const { form } = await faces['that must be registered before closing']!({});
    const small = [...root(form).querySelectorAll('button, textarea, label.topic, input[type=search]')].filter((each) => {
      if (!each.checkVisibility()) return false;
      const { width, height } = each.getBoundingClientRect();
      return width < 24 || height < 24;
    });
    expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
  });

  for (const name of [
    'with problems',
    'with labels and ids of all kinds',
    'with a reason for closing without',
    'with time for the work after',
  ])
    it(`has room in 280 pixels ${name}`, async () => {
      const { form } = await faces[name]!({ width: 280 });
      const { left, right } = form.getBoundingClientRect();
      const out = [...root(form).querySelectorAll('form *')].filter((each) => {
        if (each.closest('.sr, svg') || !each.checkVisibility()) return false;
        const box = each.getBoundingClientRect();
        return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
      });
      expect(out.map((each) => `${each.localName}.${each.className}`)).to.deep.equal([]);
    });

  it('hides pictures from those who listen', async () => {
    const { form } = await faces['filled in']!({});
    expect([...root(form).querySelectorAll('svg')].every((each) => each.closest('[aria-hidden=true]'))).to.equal(true);
  });
});
