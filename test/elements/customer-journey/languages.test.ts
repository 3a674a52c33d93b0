import { expect } from '@open-wc/testing';
import fr from '../../../src/locales/fr.js';
import nb from '../../../src/locales/nb.js';
import nl from '../../../src/locales/nl.js';
import pl from '../../../src/locales/pl.js';
import sv from '../../../src/locales/sv.js';
import { squeeze, staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, type BenchOptions, by, calm, choose, press, root, seat, textOf } from './bench.js';
import { aliases, before, page, shop, targets, told, visiting } from './house.js';

/** Everything a face shows and says, text by text. */
const texts = (at: Bench): readonly string[] => {
  const found: string[] = [];
  const walk = (node: Node) => {
    if (node instanceof Element) {
      if (node.matches('bdi, time, .scale')) return;
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(...(node.getAttribute(name) ?? '').split('\n'));
    }
    if (node.nodeType === Node.TEXT_NODE) found.push((node as Text).data);
    node.childNodes.forEach(walk);
  };
  walk(root(at));
  return found;
};
/** What the web site, the administrator and the agent call things, and what is of no language. */
const names = [
  ...['/products/heat-pump', '/products', '/prices', '/sign-in', '/profile', '/contact', '/offers/old', '/users/done'],
  ...[
    'Prices',
    'Sign in',
    'Change profile',
    'Add users',
    'Home',
    'Send a meter reading',
    'Users added',
    'Not found',
    'Heat pump',
  ],
  ...[
    'Products',
    'Contact',
    'heat pump',
    'Profile',
    'Winter',
    'newsletter',
    'email',
    'search.example',
    'shop.example',
    'nowhere',
  ],
  ...['ingrid.hakonsen@example.com', 'laptop', 'phone', '/users/add', 'NOK'],
];
const without = (text: string) =>
  squeeze(names.reduce((left, name) => left.replaceAll(name, ''), text).replace(/[\u2066-\u2069]|\d+|\b(min|sec|AM|PM)\b/g, ''));
const said = (at: Bench) =>
  texts(at)
    .map(without)
    .filter((text) => /\p{L}{3}/u.test(text));

const sample = () => [
  ...visiting(),
  ...before(),
  told(0.3, { type: 'error', status: 402, url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 6 }),
  told(0.2, { type: 'logout', url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 7 }),
];
const everything = {
  events: sample(),
  aliases,
  frame: 'all',
  settings: { journeyTargets: targets },
  answers: 'link-send',
} as const;

const faces: Readonly<Record<string, (more: BenchOptions) => Promise<Bench>>> = {
  opened: async (more) => {
    const at = await bench({ ...everything, ...more });
    for (const each of all(at, '[data-row][aria-expanded=false]')) each.click();
    await calm(at);
    await press(at, '.names button:nth-child(2)');
    return at;
  },
  filtered: async (more) => {
    const at = await bench({ ...everything, ...more });
    await choose(at, '#only-type', 'search');
    return at;
  },
  'with something new, paused': async (more) => {
    const at = await bench({ ...everything, ...more });
    by(at, '.reading')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => by(at, '#new'));
    await press(at, '#pause');
    return at;
  },
  'with nothing': (more) => bench({ frame: 'all', ...more }),
  'with nothing today': (more) => bench(more),
  'perhaps still there': (more) => bench({ events: page(9, '/', 'Home'), settings: everything.settings, ...more }),
  failed: async (more) => {
    const at = seat({ plan: { 'journeys.events': { failing: 'offline' } }, ...more });
    await until(() => by(at, '#retry') && textOf(by(at, '.notice')).length > 30);
    return at;
  },
};

describe('the journey in a language', () => {
  staySilent();

  for (const [lang, words] of Object.entries({ nb, sv, nl, fr, pl }))
    for (const [name, open] of Object.entries(faces))
      it(`has no English left ${name}, ${lang}`, async () => {
        const at = await open({});
        const english = new Set(said(at));
        expect(english.size).to.be.greaterThan(1);
        at.desk.lang = lang;
        const mark = name === 'failed' ? words['journey-failed'] : words.journey;
        await until(() => [textOf(by(at, '.notice')), textOf(by(at, 'h2'))].some((text) => text.includes(mark)));
        await calm(at);
        // Words that are the same in both languages are few, and known.
        const same = said(at).filter((text) => english.has(text) && !['Live', 'pages', 'Site', 'Browser', 'page'].includes(text));
        expect(same).to.deep.equal([]);
      });
});
