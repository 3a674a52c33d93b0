import { expect } from '@open-wc/testing';
import fr from '../../../src/locales/fr.js';
import nb from '../../../src/locales/nb.js';
import nl from '../../../src/locales/nl.js';
import pl from '../../../src/locales/pl.js';
import sv from '../../../src/locales/sv.js';
import type { Words } from '../../../src/wiring/words.js';
import { call, squeeze, staySilent, until } from '../../support/card.js';
import {
  all,
  bench,
  type Bench,
  type BenchOptions,
  by,
  calm,
  choose,
  en,
  fold,
  root,
  row,
  rowsOf,
  seat,
  shown,
  textOf,
} from './bench.js';
import { historyHouse, many, me, past } from './house.js';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const sample = () => [
  past(0.1, { id: 'runs', state: 'active', endedAt: undefined, queue: word }),
  past(2, {
    id: 'long one',
    agentName: word,
    excerpt: `${word} ${'Words. '.repeat(90)}`,
    queue: word,
    topicIds: ['t1', 't2', 't3', 't4', 't5', 't6'],
    endedBy: 'un-assign',
  }),
  past(3, {
    id: 'mail',
    channel: 'email',
    from: `an.address.that.goes.on.and.on@${'subdomain.'.repeat(6)}example.com`,
    excerpt: 'שלום, זו הודעה',
  }),
  past(4, { id: 'missed', answeredAt: undefined, agentName: 'ליאור כהן' }),
  past(5, { id: 'mine', direction: 'outbound', agentId: me.id, to: '•••••• 45' }),
  past(30, { id: 'sms', channel: 'sms', direction: 'outbound' }),
  past(50, { id: 'chat', channel: 'chat' }),
  past(60, { id: 'fax', channel: 'fax' as 'call' }),
];

/** Everything that a history can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  'of nobody': async (more) => {
    const at = seat({ customerId: '', ...more });
    await until(() => shown(at));
    return at;
  },
  withheld: async (more) => {
    const at = seat({ customerId: '', interaction: call('anonymous'), ...more });
    await until(() => shown(at));
    return at;
  },
  waiting: async (more) => {
    const at = seat({ plan: { 'interactions.list': { never: true } }, ...more });
    await until(() => by(at, '.loading .sr')?.textContent);
    return at;
  },
  failed: async (more) => {
    const at = seat({ plan: { 'interactions.list': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry') && textOf(by(at, '.notice')).length > 30);
    return at;
  },
  empty: (more) => bench(more),
  ready: (more) => bench({ interactions: sample(), ...more }),
  'of a number': (more) => bench({ interactions: sample(), customerId: '', interaction: call('+47 900 12 345'), ...more }),
  opened: async (more) => {
    const at = await bench({ interactions: sample(), ...more });
    for (const { dataset } of all(at, '.row')) await fold(at, dataset.id!);
    return at;
  },
  filtered: async (more) => {
    const at = await bench({ interactions: many(20), ...more });
    await choose(at, 'channel-call');
    return at;
  },
  'with nothing found': async (more) => {
    const at = await bench({ interactions: many(20), ...more });
    await choose(at, 'channel-sms');
    await choose(at, 'direction-inbound');
    return at;
  },
  'with older ones missing': async (more) => {
    const at = await bench({ interactions: many(8), ...more });
    at.faulty.set({ 'interactions.list': { failing: 'offline' } });
    at.house.tell({ kind: 'reset' });
    await until(() => by(at, '[part=bar]'));
    return at;
  },
  'still reading': async (more) => {
    let pages = 0;
    const at = seat({
      house: historyHouse(many(20), { pageSize: 9 }),
      change: (backend) => ({
        ...backend,
        interactions: {
          ...backend.interactions!,
          list: (...given) => ((pages += 1) > 1 ? new Promise(() => {}) : backend.interactions!.list(...given)),
        },
      }),
      ...more,
    });
    await until(() => by(at, '.end'));
    return at;
  },
};

describe('the history for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, open] of Object.entries(faces))
      it(`has nothing to fault ${name}, ${scheme}`, async () => {
        const { history, desk } = await open({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(history).to.be.accessible();
      });

  for (const [dir, width] of [
    ['ltr', 280],
    ['rtl', 280],
    ['ltr', 420],
    ['rtl', 700],
    ['ltr', 1100],
  ] as const)
    it(`has room in ${width} pixels, ${dir}`, async () => {
      for (const open of Object.values(faces)) {
        const at = await open({ width, dir });
        const { left, right } = at.history.getBoundingClientRect();
        const out = [...root(at).querySelectorAll('*')].filter((each) => {
          if (each.closest('.sr, svg, [type=radio], legend, bdi') || !each.checkVisibility()) return false;
          const box = each.getBoundingClientRect();
          return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
        });
        expect(out.map((each) => `${each.localName}.${each.className}`)).to.deep.equal([]);
        expect(at.history.scrollWidth).to.be.lessThan(width + 1);
      }
    });

  it('stands in two columns where there is room', async () => {
    const places = async (width: number) => {
      const at = await bench({ interactions: sample(), width });
      const [head, about] = ['.fold', '.about'].map((part) => row(at, 'long one')!.querySelector(part)!.getBoundingClientRect());
      return about!.top >= head!.bottom - 1;
    };
    expect([await places(420), await places(700)]).to.deep.equal([true, false]);
  });

  it('is enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    for (const name of ['opened', 'with nothing found', 'with older ones missing', 'failed']) {
      const at = await faces[name]!({ width: 280 });
      const small = [...root(at).querySelectorAll('button, .choice')].filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
    }
  });

  it('names rows by all that is said of them, and pictures never alone', async () => {
    const at = await bench({ interactions: sample() });
    const name = textOf(row(at, 'mine')!.querySelector('[data-row]'));
    for (const part of ['Call, outbound', '7:00', 'you', '4 min']) expect(name).to.contain(part);
    expect(all<SVGElement & HTMLElement>(at, 'svg').every((each) => each.getAttribute('aria-hidden') === 'true')).to.equal(true);
    expect(textOf(row(at, 'fax'))).to.contain('fax');
    expect(all(at, 'h2').length).to.equal(1);
  });

  it('is in one language, all of it', async () => {
    const ours = { nb, sv, nl, fr, pl } as Readonly<Record<string, Words>>;
    const textsOf = (at: Bench): readonly string[] => {
      const found: string[] = [];
      const walk = (node: Node) => {
        if (node instanceof Element) {
          if (node.matches('bdi, time, .excerpt, dd, .second > span:not(.pill)')) return;
          found.push(node.getAttribute('aria-label') ?? '');
        }
        if (node.nodeType === Node.TEXT_NODE) found.push((node as Text).data);
        node.childNodes.forEach(walk);
      };
      walk(root(at));
      return found.map(squeeze).filter((text) => /\p{L}{4}/u.test(text));
    };
    const english = new Set(Object.values(en).filter((text) => typeof text === 'string'));
    for (const [lang, words] of Object.entries(ours)) {
      const same = new Set(Object.values(words).filter((text) => typeof text === 'string'));
      for (const name of ['of nobody', 'failed', 'opened', 'with nothing found', 'with older ones missing']) {
        const at = await faces[name]!({ lang });
        await until(() => !textsOf(at).some((text) => english.has(text) && !same.has(text)), `${name} speaks ${lang}`);
      }
    }
  });

  it('changes its language where it stands', async () => {
    const at = await bench({ interactions: sample() });
    at.desk.lang = 'nb';
    await until(() => rowsOf(at)[0]?.includes('Anrop, innkommende') && rowsOf(at)[0]?.includes(nb['history-running']));
    await calm(at);
    expect(shown(at)).to.contain('Tidligere henvendelser med denne kunden');
    const house = historyHouse([], { session: { settings: { retentionDays: 2 } } });
    const polish = await bench({ house, lang: 'pl' });
    await until(() => shown(polish).includes('Brak w ostatnich 2 dniach.'));
  });
});
