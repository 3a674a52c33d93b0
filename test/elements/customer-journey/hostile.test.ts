import { expect } from '@open-wc/testing';
import type { RecordedJourneyEvent } from '../../../src/domain/journey-event.js';
import { staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, by, calm, press, root, seat, shown, steps, visits } from './bench.js';
import { page, shop, told, visiting } from './house.js';

/** Everything that anybody could read in it: texts, and every attribute of every element. */
function everything(at: Bench): string {
  const said = [...root(at).querySelectorAll('*')].flatMap((each) => [...each.attributes].map(({ value }) => value));
  return [root(at).textContent ?? '', ...said].join('\n');
}
const evil = [
  '<img src=x onerror=alert(1)>',
  '${alert(1)} <!--?lit$--> <script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '\u202eright to left\u202c \u2066isolated \u0000nul \ud800half',
  '__proto__ constructor',
  '{{name}} %s %00',
];
const everywhere = (text: string, minutesAgo: number): readonly RecordedJourneyEvent[] => {
  const on = {
    viewId: `view ${text.slice(0, 99)}`,
    tabId: text,
    url: `${shop}/${encodeURIComponent(text.replace(/\ud800/g, ''))}`,
    visitorId: 'laptop',
  };
  return [
    told(minutesAgo, {
      ...on,
      title: text,
      referrer: `https://evil.example/${encodeURIComponent(text.replace(/\ud800/g, ''))}`,
      campaign: { name: text, source: text, medium: text },
    }),
    told(minutesAgo - 0.1, { ...on, type: 'search', term: text, results: 3, order: 1 }),
    told(minutesAgo - 0.2, { ...on, type: 'form-submit', form: text, order: 2 }),
    told(minutesAgo - 0.3, { ...on, type: 'cart', items: 1, amount: 3, currency: text, order: 3 }),
  ];
};
/** Opens whatever can be opened. */
async function unfold(at: Bench): Promise<void> {
  for (const each of all(at, '[data-row][aria-expanded=false], .loop [aria-expanded=false]')) each.click();
  await calm(at);
}

describe('a journey that means harm', () => {
  staySilent();

  it('stays text, by title and by address', async () => {
    const at = await bench({ events: evil.flatMap((text, i) => everywhere(text, 90 - i * 5)) });
    await unfold(at);
    for (const by of ['title', 'address']) {
      await press(at, `#names-${by}`);
      expect(root(at).querySelectorAll('script, img, b, [onerror], [onload]').length).to.equal(0);
      for (const { href, rel } of all<HTMLAnchorElement>(at, 'a'))
        expect([new URL(href).protocol, rel]).to.deep.equal(['https:', 'noopener noreferrer']);
      expect(everything(at)).to.not.match(/[\0\u202a-\u202e\ud800](?![\udc00-\udfff])/);
    }
  });

  it('of titles without end has an end', async () => {
    const long = 'word '.repeat(200_000);
    const at = await bench({
      events: [...everywhere(long.slice(0, 500_000), 9).map((event) => ({ ...event, url: `${shop}/` }))],
      width: 280,
    });
    expect(everything(at).length).to.be.lessThan(20_000);
    expect(at.journey.scrollWidth).to.be.lessThan(281);
  });

  it('shows no secret, nowhere', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.abcdefgh12345';
    const secrets = ['s3cret', 'kari', token, '12345678901', 'fragment', 'hunter2', 'reset-me'];
    const at = await bench({
      settings: { journeyParameters: ['q', 'who'], journeyHiddenPaths: ['/account'] },
      events: [
        ...page(9, '/a', 'Welcome kari@example.com', 60, {
          url: `https://user:hunter2@shop.example/a?token=s3cret&q=pumps#fragment`,
        }),
        ...page(8, '/b', `Your token ${token}`, 60, { url: `${shop}/b?who=kari@example.com` }),
        ...page(7, '/c', 'Number 12345678901', 60, { url: `${shop}/invite/${token}` }),
        ...page(6, '/d', '', 60, { url: `${shop}/Account/reset-me/now` }),
        ...page(5, '/e', '', 60, {
          url: `${shop}/mail/kari%40example.com`,
          viewId: 'e',
          referrer: 'https://mail.example/kari@example.com?token=s3cret',
        }),
        told(4.9, {
          type: 'search',
          term: 'kari@example.com 12345678901',
          url: `${shop}/e?token=s3cret`,
          viewId: 'e',
          tabId: 'tab',
          order: 2,
        }),
        told(4.8, { type: 'form-submit', form: 'kari@example.com', url: `${shop}/e`, viewId: 'e', tabId: 'tab', order: 3 }),
        told(4.7, {
          type: 'login',
          identity: { kind: 'email', value: 'kari@example.com' },
          url: `${shop}/e`,
          viewId: 'e',
          tabId: 'tab',
          order: 4,
        } as never),
      ],
    });
    for (const by of ['title', 'address']) {
      await press(at, `#names-${by}`);
      const said = everything(at);
      for (const secret of secrets) expect(said).to.not.include(secret);
      for (const link of all<HTMLAnchorElement>(at, 'a')) for (const secret of secrets) expect(link.href).to.not.include(secret);
    }
    expect(shown(at)).to.include('/a?q=pumps').and.to.include('/b?who=••••••');
  });

  it('of things that are no pages has nothing', async () => {
    const at = await bench({
      events: [
        ...page(9, '/', 'Home', 60),
        ...[
          'javascript:alert(1)',
          'data:text/html,<b>',
          'file:///etc/passwd',
          'blob:https://shop.example/1',
          '',
          'nowhere',
          '//shop.example/',
        ].map((url) => told(5, { url, title: 'No page' })),
        told(4, { type: 'hover' as 'page', title: 'No page' }),
        told(3, { at: 'soon', title: 'No page' }),
        null as never,
        7 as never,
        [] as never,
        { toString: 1 } as never,
      ],
      change: (backend) => ({
        ...backend,
        journeys: {
          ...backend.journeys!,
          events: async () => ({
            items: [
              ...page(9, '/', 'Home', 60),
              told(5, { url: 'javascript:alert(1)', title: 'No page' }),
              null,
              7,
              [],
              { at: 1 },
            ] as never,
            after: '0',
          }),
        },
      }),
    });
    expect(steps(visits(at)[0])).to.deep.equal(['11:51 AM Home 1 min', 'From where is not known']);
  });

  it('has numbers that are none in it, and stands', async () => {
    const on = { url: `${shop}/`, viewId: 'odd', tabId: 'tab' };
    const at = await bench({
      events: [
        ...page(9, '/', 'Home', 60, { viewId: 'odd', status: 1e9 }),
        told(8.9, { ...on, type: 'cart', items: -1, amount: Infinity, currency: 'NOK', order: 2 }),
        told(8.8, { ...on, type: 'cart', items: 1e300, amount: 1e300, currency: 'NOK', order: 3 }),
        told(8.7, { ...on, type: 'search', term: '', results: NaN, order: 4 }),
        told(8.6, { ...on, type: 'dwell', seconds: 1e12, order: 5 }),
        told(8.5, { ...on, type: 'dwell', seconds: -5, order: 6 }),
        ...page(-90, '/later', 'Later', 60),
        told(0, { at: '0001-01-01T00:00:00Z', title: 'Before the web', url: `${shop}/` }),
        told(0, { at: '9999-12-31T23:59:59Z', title: 'After it', url: `${shop}/` }),
      ],
      frame: 'all',
      width: 280,
    });
    await unfold(at);
    expect(everything(at)).to.not.match(/\bNaN\b|undefined|Infinity|Invalid/);
    for (const bar of all(at, '.bar-of-time')) expect(bar.getBoundingClientRect().width).to.be.within(4, 281);
    expect(at.journey.scrollWidth).to.be.lessThan(281);
  });

  it('bears thousands of things on one page', async () => {
    const on = { url: `${shop}/`, viewId: 'busy', tabId: 'tab' };
    const forms = Array.from({ length: 4000 }, (_, i) =>
      told(9 - i / 1000, { ...on, type: 'form-start', form: `Form ${i % 3}`, order: i + 2 }),
    );
    const at = seat({ events: [...page(10, '/', 'Home', 600, { viewId: 'busy' }), ...forms] });
    await until(() => at.journey.count !== undefined && by(at, '.marks'));
    expect(all(at, '.marks li').length).to.equal(3);
  });

  it('is not taken for that of the customer next to it', async () => {
    const at = await bench({ events: visiting() });
    at.journey.customerId = 'c2';
    await until(() => by(at, '.none, .loading'));
    expect(everything(at)).to.not.include('Add users');
  });
});
