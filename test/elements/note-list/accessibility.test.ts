import { expect } from '@open-wc/testing';
import { staySilent } from '../../support/card.js';
import {
  aConversation,
  bars,
  bench,
  type Bench,
  type BenchOptions,
  by,
  calm,
  click,
  day,
  deed,
  edit,
  en,
  type House,
  houseWith,
  idOf,
  mia,
  minute,
  open,
  pinned,
  press,
  root,
  rows,
  save,
  seat,
  tom,
  underway,
  until,
  write,
} from './bench.js';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const sample = (): Promise<House> =>
  houseWith([
    { text: `${word} ${'wants to know more. '.repeat(30)}`, ago: 5 * minute, by: tom, interactionId: 'call-1' },
    {
      text: 'Mine, with www.example.com and post@example.com',
      ago: 3 * day,
      then: { text: 'Mine, changed: www.example.com', ago: day },
    },
    {
      text: 'Pinned for a week',
      ago: 9 * day,
      by: { id: 'eva', name: word },
      pin: { untilAt: new Date(Date.now() + 7 * day).toISOString() },
    },
    { text: 'מעדיף שיחה אחרי הצהריים', ago: 20 * day, by: { id: 'gone' } },
    { text: 'Another of mine', ago: 30 * day },
    { text: 'The oldest of mine', ago: 40 * day },
  ]);
const standard = async (more: BenchOptions) => bench({ house: await sample(), interaction: aConversation(), ...more });

/** Everything that the notes can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  waiting: async (more) => {
    const at = seat({ house: await sample(), plan: { 'notes.list': { never: true } }, ...more });
    await until(() => by(at, '[aria-busy]') && by(at, '#new-note'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ house: await sample(), plan: { 'notes.list': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry'));
    return at;
  },
  'without a customer': async (more) => {
    const at = seat({ house: await sample(), customerId: '', ...more });
    await until(() => by(at, '.none'));
    return at;
  },
  empty: (more) => bench(more),
  closed: standard,
  open: async (more) => {
    const at = await standard(more);
    await open(at, 'wants to know');
    await open(at, 'Mine');
    return at;
  },
  'being written': async (more) => {
    const at = await standard(more);
    await write(at, 'Card 4111 1111 1111 1111');
    return at;
  },
  'with one that is not saved': async (more) => {
    const at = await standard({ plan: { 'notes.add': { failing: 'offline' } }, ...more });
    await write(at, 'Words');
    await save(at);
    await until(() => underway(at)[0]?.includes(en['sent-by-itself']));
    await write(at, 'More words');
    return at;
  },
  'being changed': async (more) => {
    const at = await standard(more);
    await edit(at, 'Mine');
    await write(at, '', '#change-note');
    await click(at, '#save-change');
    await click(at, '#cancel-change');
    return at;
  },
  'with two texts': async (more) => {
    const at = await standard(more);
    const id = idOf(at, 'Another');
    await edit(at, 'Another');
    await write(at, 'My words', '#change-note');
    await at.house.as(mia).notes.change(id, { revision: 1, text: 'Words of my other window' });
    await until(() => by(at, '#other-text'));
    return at;
  },
  'being deleted': async (more) => {
    const at = await standard(more);
    await open(at, 'Another');
    await press(at, `remove ${idOf(at, 'Another')}`);
    await until(() => deed(at, 'undo'));
    return at;
  },
  'being pinned': async (more) => {
    const at = await standard(more);
    await open(at, 'Another');
    await press(at, `pin ${idOf(at, 'Another')}`);
    await until(() => deed(at, 'pin-7'));
    return at;
  },
  'with earlier versions': async (more) => {
    const at = await standard(more);
    await open(at, 'Mine');
    await press(at, 'versions');
    await until(() => by(at, '.versions li'));
    return at;
  },
  'with nothing found': async (more) => {
    const at = await standard(more);
    await write(at, 'nobody wrote this', '#search');
    await until(() => by(at, '#show-all'));
    return at;
  },
  'pinned alone': async (more) => {
    const at = seat({ house: await sample(), pinnedOnly: true, ...more });
    await until(() => pinned(at).length);
    return at;
  },
};

describe('notes for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, show] of Object.entries(faces))
      it(`have nothing to fault ${name}, ${scheme}`, async () => {
        const { list, desk } = await show({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(list).to.be.accessible();
      });

  it('are enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    for (const show of Object.values(faces)) {
      const at = await show({});
      const small = [...root(at).querySelectorAll('button, textarea, input:not([type=radio]), .chip span')].filter((each) => {
        if (!each.checkVisibility()) return false;
        const { width, height } = each.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
    }
  });

  for (const dir of ['ltr', 'rtl'] as const)
    for (const [name, show] of Object.entries(faces))
      it(`have room in 280 pixels ${name}, ${dir}`, async () => {
        const at = await show({ width: 280, dir });
        const { left, right } = at.list.getBoundingClientRect();
        const out = [...root(at).querySelectorAll('section *')].filter((each) => {
          if (each.closest('.sr, svg') || !each.checkVisibility()) return false;
          const area = each.getBoundingClientRect();
          return area.width > 0 && (area.left < left - 1 || area.right > right + 1);
        });
        expect(out.map((each) => `${each.localName}.${each.className}`)).to.deep.equal([]);
      });

  it('can be worked with by keyboard alone: one row at a time, then what can be done with it', async () => {
    const at = await standard({});
    await open(at, 'Mine');
    const stops = [...root(at).querySelectorAll<HTMLElement>('.rows :is(button, a)')].filter(({ tabIndex }) => tabIndex >= 0);
    const own = stops.filter((each) => each.matches('[data-row]'));
    expect(own).to.have.length(1);
    expect(stops.filter((each) => each.matches('a')).length, 'links of the open row').to.equal(1);
    expect(rows(at).every((each) => each.getAttribute('role') === 'listitem')).to.equal(true);
    await calm(at);
    expect(bars(at)).to.equal('');
  });
});
