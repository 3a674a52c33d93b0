import { expect } from '@open-wc/testing';
import fr from '../../../src/locales/fr.js';
import nb from '../../../src/locales/nb.js';
import nl from '../../../src/locales/nl.js';
import pl from '../../../src/locales/pl.js';
import sv from '../../../src/locales/sv.js';
import { called, staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, type BenchOptions, by, calm, choose, press, root, seat, shown, textOf } from './bench.js';
import { aliases, before, page, shop, targets, told, visiting } from './house.js';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
/** Long words, another script, everything that can happen on a page, several tabs and browsers. */
const sample = () => [
  ...visiting(),
  ...before(),
  ...page(9, `/${word.toLowerCase()}/${word.toLowerCase()}`, word, 60, { viewId: 'long' }),
  told(8.9, { type: 'search', term: word, results: 0, url: `${shop}/`, viewId: 'long', tabId: 'tab', order: 2 }),
  told(8.8, { type: 'form-submit', form: word, url: `${shop}/`, viewId: 'long', tabId: 'tab', order: 3 }),
  told(8.7, { type: 'cart', items: 3, amount: 1e12, currency: 'XTS', url: `${shop}/`, viewId: 'long', tabId: 'tab', order: 4 }),
  told(8.6, { type: 'logout', url: `${shop}/`, viewId: 'long', tabId: 'tab', order: 5 }),
  ...page(7, '/bill', 'חשבון חודשי', 40, { tabId: 'another' }),
  ...page(6, 'https://elsewhere.example/', '', 30, { url: 'https://elsewhere.example/', tabId: 'another' }),
  ...page(25, '/phone', 'On the telephone', 1495, { open: true, visitorId: 'phone', tabId: 'phone tab' }),
];
const leading = { settings: { journeyTargets: [...targets, { name: word, url: `${shop}/long` }] }, answers: 'link-send' };
const everything = { events: sample(), aliases, frame: 'all', ...leading } as const;

/** Everything that a journey can look like. */
const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  'of nobody': async (more) => {
    const at = seat({ customerId: '', ...more });
    await until(() => shown(at));
    return at;
  },
  waiting: async (more) => {
    const at = seat({ plan: { 'journeys.events': { never: true } }, ...more });
    await until(() => by(at, '.loading .sr')?.textContent);
    return at;
  },
  failed: async (more) => {
    const at = seat({ plan: { 'journeys.events': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry') && textOf(by(at, '.notice')).length > 30);
    return at;
  },
  'with nothing': (more) => bench({ frame: 'all', ...more }),
  'with nothing today': (more) => bench({ events: page(5 * 24 * 60, '/', 'Home', 60), ...more }),
  ready: (more) => bench({ ...everything, ...more }),
  'by address': async (more) => {
    const at = await bench({ ...everything, ...more });
    await press(at, '#names-address');
    return at;
  },
  opened: async (more) => {
    const at = await bench({ ...everything, ...more });
    for (const fold of all(at, '[data-row][aria-expanded=false]')) fold.click();
    await calm(at);
    for (const each of all(at, '.loop [aria-expanded=false]')) each.click();
    await calm(at);
    return at;
  },
  'with one page chosen': async (more) => {
    const at = await bench({ ...everything, ...more });
    await press(at, '.names button:nth-child(2)');
    return at;
  },
  filtered: async (more) => {
    const at = await bench({ ...everything, ...more });
    await choose(at, '#only-type', 'search');
    return at;
  },
  'with nothing found': async (more) => {
    const at = await bench({ ...everything, ...more });
    await choose(at, '#only-site', 'elsewhere.example');
    await choose(at, '#only-type', 'cart');
    return at;
  },
  'perhaps still there': (more) => bench({ events: [...page(9, '/', 'Home'), ...page(6, '/prices', 'Prices')], ...more }),
  'with something new': async (more) => {
    const at = await bench({ ...everything, ...more });
    by(at, '.reading')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => by(at, '#new'));
    return at;
  },
  paused: async (more) => {
    const at = await bench({ ...everything, ...more });
    await press(at, '#pause');
    return at;
  },
  'with a failure': async (more) => {
    const at = await bench({ ...everything, ...more });
    at.faulty.set({ 'journeys.events': { failing: 'offline' } });
    at.house.tell({ kind: 'reset' });
    await until(() => by(at, '[part=bar]'));
    return at;
  },
};

/** What stands out of the element, or shows less than it holds without saying so. */
function misplaced(at: Bench): readonly string[] {
  const { left, right } = at.journey.getBoundingClientRect();
  const out = [...root(at).querySelectorAll<HTMLElement>('*')].filter((each) => {
    if (each.closest('.sr, svg, [type=radio], legend, .page bdi, option') || !each.checkVisibility()) return false;
    const box = each.getBoundingClientRect();
    if (box.width > 0 && (box.left < left - 1 || box.right > right + 1)) return true;
    return getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1 && !each.matches('select');
  });
  return out.map((each) => `${each.localName}.${each.className}`);
}

describe('the journey for assistive technology', () => {
  staySilent();

  for (const scheme of ['light', 'dark'] as const)
    for (const [name, open] of Object.entries(faces))
      it(`has nothing to fault ${name}, ${scheme}`, async () => {
        const { journey, desk } = await open({});
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(journey).to.be.accessible();
      });

  for (const [dir, width] of [
    ['ltr', 280],
    ['rtl', 280],
    ['ltr', 420],
    ['rtl', 700],
    ['ltr', 1100],
  ] as const)
    it(`has room in ${width} pixels, ${dir}`, async () => {
      for (const [name, open] of Object.entries(faces)) {
        const at = await open({ width, dir });
        expect([name, ...misplaced(at)]).to.deep.equal([name]);
        expect(at.journey.scrollWidth).to.be.lessThan(width + 1);
      }
    });

  it('has room in every language', async () => {
    for (const [lang, words] of Object.entries({ nb, sv, nl, fr, pl }))
      for (const name of ['opened', 'filtered', 'with something new', 'with a failure']) {
        const at = await faces[name]!({ width: 280, lang });
        await until(() => textOf(by(at, 'h2')) === words.journey, `${name} speaks ${lang}`);
        expect([lang, name, ...misplaced(at)]).to.deep.equal([lang, name]);
      }
  });

  it('has room for letters twice as large', async () => {
    for (const name of ['opened', 'with one page chosen', 'with nothing found', 'with something new']) {
      const at = await faces[name]!({ width: 420 });
      at.journey.style.setProperty('--sidedesk-font', '27px/40px system-ui, sans-serif');
      await calm(at);
      expect([name, ...misplaced(at)]).to.deep.equal([name]);
    }
  });

  it('is enough for fingers: what can be clicked is 24 pixels high and wide', async () => {
    for (const name of [
      'opened',
      'with one page chosen',
      'with nothing found',
      'with something new',
      'with a failure',
      'failed',
    ]) {
      const at = await faces[name]!({ width: 280 });
      const small = all(at, 'button, .choice, select').filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return width < 24 || height < 24;
      });
      expect(small.map((each) => each.outerHTML.slice(0, 120))).to.deep.equal([]);
    }
  });

  it('names its controls, and begins with what is seen of them', async () => {
    const at = await bench({ ...everything, events: visiting() });
    const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').toLowerCase();
    for (const each of all(at, 'button, select, input, a')) {
      const labels = (each as HTMLInputElement).labels ?? [];
      const name = labels.length ? textOf(labels[0]!) : called(each);
      expect(name, each.outerHTML.slice(0, 120)).to.match(/\p{L}{2}/u);
      const label = each.getAttribute('aria-label');
      const seen = plain(textOf(each));
      if (label !== null && seen) expect(plain(label)).to.include(seen);
    }
    expect(all(at, 'svg').every((each) => each.closest('[aria-hidden=true]') !== null)).to.equal(true);
    expect(all(at, 'h2').length).to.equal(1);
    expect(all(at, '[id]').map(({ id }) => id)).to.deep.equal([...new Set(all(at, '[id]').map(({ id }) => id))]);
    expect(all(at, '[id]').filter(({ id }) => /\s/.test(id)).length).to.equal(0);
  });

  it('tells the picture as buttons and as the list; its bars are for the eye only', async () => {
    const at = await bench({ events: visiting() });
    expect(called(by(at, '.picture'))).to.include('picture');
    expect(by(at, '.plot')!.getAttribute('aria-hidden')).to.equal('true');
    expect(all(at, '.names button').map((each) => each.getAttribute('aria-label'))).to.deep.equal([
      'Home: opened once, 1 min',
      'Prices: opened 2 times, 6 min',
      'Sign in: opened 3 times, 3 min',
      'Change profile: opened once, 3 min',
      'Add users: opened once, 8 min so far',
    ]);
  });

  it('says politely what is new, and whether it is live', async () => {
    const at = await faces['with something new']!({});
    const said = all(at, '[role=status]').map(textOf);
    expect(said).to.include('1 new').and.to.include('Live');
  });
});
