import { expect } from '@open-wc/testing';
import { aCustomer } from '../../support/backends.js';
import { aCallback, type DialerHouse, dialerHouse, mia, ola } from '../../support/callbacks.js';
import { staySilent, until } from '../../support/card.js';
import {
  bars,
  bench,
  type Bench,
  type BenchOptions,
  by,
  calm,
  current,
  en,
  openTab,
  press,
  root,
  rowsOf,
  seat,
  submit,
  write,
} from './bench.js';

const there = { queues: ['Dialer'], state: 'free' } as const;
const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const people = [aCustomer('c1', 'Ingrid Håkonsen'), aCustomer('c2', word), aCustomer('c3', 'ליאור כהן')];
const sample = (): DialerHouse =>
  dialerHouse(
    [
      aCallback(12, { id: 'first one', customerId: 'c1', comment: 'Words. '.repeat(60), timeZone: 'Pacific/Kiritimati' }),
      aCallback(200, { customerId: 'c2', comment: word }),
      aCallback(60 * 30, { customerId: 'c3', comment: 'מעדיף שיחה' }),
      aCallback(-3, { id: 'due', customerId: 'c1' }),
      aCallback(-90, { id: 'missed', state: 'missed', missed: 'unfinished', takenBy: mia.id }),
      aCallback(30, { id: 'olas', agentId: ola.id, agreedBy: ola.id, agreedByName: ola.name }),
      aCallback(-3, {
        id: 'reserved',
        agentId: ola.id,
        state: 'queued',
        reservedUntilAt: new Date(Date.now() + 900_000).toISOString(),
      }),
    ],
    { customers: people },
  );
const opened = async (more: BenchOptions, form: 'reschedule' | 'cancel'): Promise<Bench> => {
  const at = await bench({ house: sample(), answers: 'customer-open', ...more });
  await press(at, `${form} first one`);
  await until(() => by(at, form === 'cancel' ? '#reason' : '#comment'));
  return at;
};
const ringing = async (more: BenchOptions): Promise<Bench> => {
  const at = await bench({ house: sample(), answers: 'customer-open', ...more });
  at.desk.availability = there;
  await until(() => current(at));
  await calm(at);
  return at;
};

/** Everything that the lists can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  waiting: async (more) => {
    const at = seat({ plan: { 'callbacks.list': { never: true } }, ...more });
    await until(() => by(at, '[role=tabpanel] [aria-busy]'));
    return at;
  },
  failed: async (more) => {
    const at = seat({ plan: { 'callbacks.list': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry'));
    return at;
  },
  'without a session': async (more) => {
    const at = seat({ plan: { session: { failing: 'unauthenticated' } }, ...more });
    await until(() => by(at, '#retry'));
    return at;
  },
  empty: (more) => bench(more),
  planned: (more) => bench({ house: sample(), answers: 'customer-open', ...more }),
  'my queue': async (more) => {
    const at = await bench({ house: sample(), ...more });
    await openTab(at, 'queue');
    return at;
  },
  all: async (more) => {
    const at = await bench({ house: sample(), ...more });
    await openTab(at, 'all');
    return at;
  },
  ringing,
  'not answered yet': async (more) => {
    const at = await ringing({ plan: { 'callbacks.answer': { failing: 'offline' } }, ...more });
    await press(at, 'answer');
    await until(() => by(at, '.current .problem'));
    return at;
  },
  dialled: async (more) => {
    const at = await ringing(more);
    await press(at, 'answer');
    await until(() => by(at, '[data-topic=customer-answered]'));
    return at;
  },
  rescheduling: (more) => opened(more, 'reschedule'),
  'rescheduling with problems': async (more) => {
    const at = await bench({ house: sample(), ...more });
    await openTab(at, 'queue');
    await press(at, 'reschedule missed');
    await submit(at);
    await until(() => by(at, '#when-problem'));
    return at;
  },
  'rescheduling another’s': async (more) => {
    const at = await bench({ house: sample(), ...more });
    await openTab(at, 'all');
    await press(at, 'reschedule olas');
    await until(() => by(at, '[value=same]'));
    return at;
  },
  'waiting for the network': async (more) => {
    const at = await opened({ plan: { 'callbacks.change': { failing: 'offline' } }, ...more }, 'reschedule');
    await write(at, '#comment', 'Mine');
    await submit(at);
    await until(() => bars(at).includes(en['sent-by-itself']));
    return at;
  },
  cancelling: (more) => opened(more, 'cancel'),
  'cancelling without a reason': async (more) => {
    const at = await opened(more, 'cancel');
    await submit(at);
    await until(() => by(at, '#reason-problem'));
    return at;
  },
  'with somebody quicker': async (more) => {
    const at = await bench({ house: sample(), plan: { 'callbacks.takeOver': { failing: 'conflict' } }, ...more });
    await openTab(at, 'all');
    await press(at, 'take olas');
    await until(() => bars(at));
    return at;
  },
};

describe('the lists of call-backs for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, open] of Object.entries(faces))
      it(`have nothing to fault ${name}, ${scheme}`, async () => {
        const { list, desk } = await open({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(list).to.be.accessible();
      });

  it('are enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    for (const name of ['all', 'ringing', 'rescheduling', 'cancelling']) {
      const at = await faces[name]!({});
      const small = [...root(at).querySelectorAll('button, textarea, select, input:not([type=radio])')].filter((each) => {
        if (!each.checkVisibility()) return false;
        const { width, height } = each.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
    }
  });

  for (const dir of ['ltr', 'rtl'] as const)
    for (const name of [
      'planned',
      'all',
      'my queue',
      'ringing',
      'rescheduling',
      'rescheduling another’s',
      'cancelling without a reason',
    ])
      it(`have room in 280 pixels ${name}, ${dir}`, async () => {
        const at = await faces[name]!({ width: 280, dir });
        const { left, right } = at.list.getBoundingClientRect();
        const out = [...root(at).querySelectorAll('section *')].filter((each) => {
          if (each.closest('.sr, svg, option, optgroup') || !each.checkVisibility()) return false;
          const box = each.getBoundingClientRect();
          return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
        });
        expect(out.map((each) => `${each.localName}.${each.className}`)).to.deep.equal([]);
      });

  it('name rows and their deeds', async () => {
    const at = await faces['planned']!({});
    await until(() => rowsOf(at)[0]?.includes('Ingrid'));
    const named = (element: Element) => root(at).getElementById(element.getAttribute('aria-labelledby')!)?.textContent?.trim();
    const row = by(at, '.row')!;
    expect([named(row), named(row.querySelector('[role=group]')!)]).to.deep.equal(['Ingrid Håkonsen', 'Ingrid Håkonsen']);
    expect([...root(at).querySelectorAll('svg')].every((each) => each.closest('[aria-hidden=true]'))).to.equal(true);
  });
});
