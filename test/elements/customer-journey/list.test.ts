import { expect } from '@open-wc/testing';
import { staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, by, calm, choose, fold, press, root, shown, steps, textOf, visits, whereNow } from './bench.js';
import { before, page, shop, told, visiting } from './house.js';

const loops = (at: Bench) => all(at, '.loop').map(textOf);
const marksOf = (at: Bench) => all(at, '.step .marks li').map(textOf);
/** To and fro between two pages, three times; the last is an error page, and on the first somebody looked for something. */
const toAndFro = () => [
  ...page(30, '/a', 'A', 50, { viewId: 'first a' }),
  told(29.9, { type: 'search', term: 'boiler', results: 1, url: `${shop}/a`, viewId: 'first a', tabId: 'tab', order: 2 }),
  ...page(29, '/b', 'B', 50),
  ...page(28, '/a', 'A', 50),
  ...page(27, '/b', 'B', 50),
  ...page(26, '/a', 'A', 50),
  ...page(25, '/b', 'B', 50, { status: 503 }),
];

describe('the list of a visit', () => {
  staySilent();

  it('has pages that were visited over and over as one line, with what went wrong and happened there', async () => {
    const at = await bench({ events: toAndFro() });
    expect(steps(visits(at)[0])).to.deep.equal([
      '11:30 AM A and B: 3 times in a row Error page 503 Show each Searched for “boiler”, one result 5 min',
      'From where is not known',
    ]);
    await press(at, '.loop button');
    expect(steps(visits(at)[0])).to.deep.equal([
      '11:30 AM A and B: 3 times in a row Error page 503 Show each 5 min',
      '11:35 AM B Error page 503 50 sec',
      '11:34 AM A 50 sec',
      '11:33 AM B 50 sec',
      '11:32 AM A 50 sec',
      '11:31 AM B 50 sec',
      '11:30 AM A Searched for “boiler”, one result 50 sec',
      'From where is not known',
    ]);
    await press(at, '.loop button');
    expect(steps(visits(at)[0]).length).to.equal(2);
  });

  it('hides no failure in a loop, and says how much of the rest it leaves out', async () => {
    const searches = Array.from({ length: 9 }, (_, i) =>
      told(29.9 - i / 100, {
        type: 'search',
        term: `word ${i}`,
        url: `${shop}/a`,
        viewId: 'first a',
        tabId: 'tab',
        order: 3 + i,
      }),
    );
    const failure = told(29.95, { type: 'error', status: 402, url: `${shop}/a`, viewId: 'first a', tabId: 'tab', order: 2 });
    const at = await bench({
      events: [...page(30, '/a', 'A', 50, { viewId: 'first a' }), ...page(29, '/a', 'A', 50), failure, ...searches],
    });
    expect(loops(at)).to.deep.equal([
      '11:30 AM A: 2 times in a row Error page 402 Show each Something failed: 402 Searched for “word 4” Searched for “word 5” Searched for “word 6” Searched for “word 7” Searched for “word 8” and 4 more 2 min',
    ]);
    await press(at, '.loop button');
    expect(marksOf(at).length).to.equal(10);
  });

  it('says of a loop no more than is known, and that somebody is still in it', async () => {
    const open = page(0.4, '/a', 'A', 20, { open: true });
    const at = await bench({ events: [...page(3, '/a', 'A', 60), ...page(2, '/a', 'A', 60), ...open] });
    expect(loops(at)).to.deep.equal(['11:57 AM A: 3 times in a row there now Show each 2 min so far']);
    const silent = await bench({ events: [...page(60, '/a', 'A', 60), ...page(59, '/a', 'A')] });
    expect(loops(silent)).to.deep.equal(['11:00 AM A: 2 times in a row Show each at least 1 min']);
  });

  it('ends a loop at the login', async () => {
    const login = told(28.2, { type: 'login', url: `${shop}/b`, viewId: 'second a', tabId: 'tab', order: 2 });
    const events = [29, 28.5, 28, 27.5].flatMap((minutesAgo, i) =>
      page(minutesAgo, '/a', 'A', 20, { viewId: `${['first', 'second', 'third', 'fourth'][i]} a` }),
    );
    const at = await bench({ events: [...events, login] });
    expect(steps(visits(at)[0]).map((step) => step.replace(/ Show each.*/, ''))).to.deep.equal([
      '11:32 AM A: 2 times in a row',
      'Logged in at 11:31 AM · Before: nobody was logged in',
      '11:31 AM A: 2 times in a row',
      'From where is not known',
    ]);
    expect(all(at, '.step').map((step) => step.classList.contains('before'))).to.deep.equal([false, true]);
  });

  it('takes no pages for a loop that only a filter has put together', async () => {
    const searching = (viewId: string, minutesAgo: number) => [
      ...page(minutesAgo, '/a', 'A', 20, { viewId }),
      told(minutesAgo - 0.1, { type: 'search', term: viewId, url: `${shop}/a`, viewId, tabId: 'tab', order: 2 }),
    ];
    const at = await bench({ events: [...searching('one', 30), ...page(29, '/b', 'B', 20), ...searching('two', 28)] });
    await choose(at, '#only-type', 'search');
    expect(loops(at)).to.deep.equal([]);
    expect(all(at, '.step').length).to.equal(2);
  });

  it('says how long a page was looked at, and no more than is known', async () => {
    const at = await bench({
      events: [
        ...page(19, '/told', 'Told', 130),
        ...page(16, '/silent', 'Silent'),
        ...page(14, '/begun', 'Begun', 40, { open: true, tabId: 'another' }),
        ...page(12, '/last', 'Last', undefined, { viewId: 'last' }),
        told(11, { type: 'search', term: 'x', url: `${shop}/last`, viewId: 'last', tabId: 'tab', order: 1 }),
        ...page(10, '/unknown', 'Unknown', undefined, { tabId: 'third' }),
      ],
    });
    const dwells = Object.fromEntries(
      all(at, '.step').map((step) => [textOf(step.querySelector('.page-name')), textOf(step.querySelector('.dwell'))]),
    );
    expect(dwells).to.deep.equal({
      Told: '2 min',
      Silent: '4 min',
      Begun: 'at least 40 sec',
      Last: 'at least 1 min',
      Unknown: 'how long is not known',
    });
  });

  it('says of a page that was just opened for how long', async () => {
    const at = await bench({ events: page(0.2, '/', 'Home') });
    expect(steps(visits(at)[0])[0]).to.equal('11:59 AM Home there now 12 sec so far');
    expect(whereNow(at)).to.equal('On Home since 11:59 AM (12 sec)');
  });

  it('tells what was done with searches, forms, the cart, logins and failures', async () => {
    const on = { url: `${shop}/a`, viewId: 'a', tabId: 'tab' };
    const happened = (order: number, more: Parameters<typeof told>[1]) => told(30 - order / 60, { ...on, order, ...more });
    const at = await bench({
      events: [
        ...page(30, '/a', 'A', 50, { viewId: 'a' }),
        happened(1, { type: 'search', term: 'boiler' }),
        happened(2, { type: 'search', term: 'bolier', results: 0 }),
        happened(3, { type: 'form-start', form: 'Begun' }),
        happened(4, { type: 'form-start', form: 'Sent' }),
        happened(5, { type: 'form-submit', form: 'Sent' }),
        happened(6, { type: 'form-abandon' }),
        happened(7, { type: 'cart', items: 1, amount: 12.5, currency: 'EUR' }),
        happened(8, { type: 'cart', items: 0 }),
        happened(9, { type: 'cart', amount: 7, currency: 'euro' }),
        happened(10, { type: 'cart', items: 2, amount: -3, currency: 'QQQ' }),
        happened(11, { type: 'error' }),
        happened(12, { type: 'logout' }),
      ],
    });
    expect(marksOf(at).map((text) => text.replace(/\u00a0/g, ' '))).to.deep.equal([
      'Searched for “boiler”',
      'Searched for “bolier”, nothing found',
      'Began a form: Begun',
      'Sent a form: Sent',
      'Gave a form up: without a name',
      'Cart: one item, €12.50',
      'Cart: empty',
      'Cart changed, 7',
      'Cart: 2 items, -QQQ 3.00',
      'Something failed',
      'Logged out',
    ]);
  });

  it('says from where somebody came, and by what', async () => {
    const entries: string[] = [];
    for (const more of [
      { referrer: 'https://search.example/?q=secret' },
      { campaign: { source: 'newsletter' } },
      { campaign: { name: 'Winter', medium: 'email' }, referrer: 'https://mail.example/' },
      { referrer: `${shop}/earlier` },
      { referrer: 'android-app://com.example' },
    ])
      entries.push(textOf(by(await bench({ events: page(9, '/', 'Home', 60, more) }), '.entry')));
    expect(entries).to.deep.equal([
      'Came from search.example',
      'From where is not known · Campaign: newsletter',
      'Came from mail.example · Campaign: Winter (email)',
      'From where is not known',
      'From where is not known',
    ]);
  });

  it('lists more of a long visit when asked, and goes on with the first of it', async () => {
    const long = Array.from({ length: 100 }, (_, i) => page(110 - i, `/${i}`, `Page ${i}`, 50)).flat();
    const at = await bench({ events: long });
    expect(all(at, '.step').length).to.equal(40);
    expect(by(at, '.entry')).to.equal(null);
    expect(textOf(by(at, '.more'))).to.equal('Show 60 earlier pages');
    by(at, '.more')!.focus();
    await press(at, '.more');
    expect(all(at, '.step').length).to.equal(100);
    expect(by(at, '.more')).to.equal(null);
    await until(() => textOf(root(at).activeElement).includes('Page 59'), 'the focus is on the first of them');
    await calm(at);
    expect(textOf(root(at).activeElement)).to.include('Page 59');
  });

  it('names pages by their title or their address; only whole addresses are links, and tell nothing to where they lead', async () => {
    const events = [
      ...page(30, '/prices', 'Prices', 50),
      ...page(29, '/bare', '', 50),
      ...page(28, '/account/4711', 'Account', 50),
      ...page(27, '/mail/kari@example.com', 'Mail', 50),
    ];
    const at = await bench({ events, settings: { journeyHiddenPaths: ['/account'] } });
    const named = () => all(at, '.step .page-name').map(textOf);
    expect(named()).to.deep.equal(['Mail', 'Account', '/bare', 'Prices']);
    expect(all(at, '.steps a').map(textOf)).to.deep.equal(['/bare']);
    await press(at, '#names-address');
    expect(named()).to.deep.equal(['/mail/••••••', '/account/••••••', '/bare', '/prices']);
    const links = all<HTMLAnchorElement>(at, '.steps a');
    expect(links.map(({ href }) => href)).to.deep.equal([`${shop}/bare`, `${shop}/prices`]);
    for (const { rel, target } of links) expect([rel, target]).to.deep.equal(['noopener noreferrer', '_blank']);
    await press(at, '#names-title');
    expect(named()).to.deep.equal(['Mail', 'Account', '/bare', 'Prices']);
  });

  it('names the site where there are several', async () => {
    const at = await bench({
      events: [...page(30, '/prices', '', 50), ...page(29, '/', '', 50, { url: 'https://other.example/' })],
    });
    expect(all(at, '.step .page-name').map(textOf)).to.deep.equal(['other.example', 'shop.example/prices']);
  });

  it('shows of a visit that is closed where it began and where it ended', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    expect(
      visits(at)
        .slice(1)
        .map((row) => textOf(row.querySelector('.way'))),
    ).to.deep.equal(['Products → Not found', 'Contact → Home']);
    await fold(at, 0);
    expect(textOf(visits(at)[0]!.querySelector('.way'))).to.equal('Home → Add users');
    expect(visits(at)[0]!.querySelector('.picture')).to.equal(null);
    await fold(at, 1);
    expect(visits(at)[1]!.querySelector('.picture')).to.not.equal(null);
  });

  it('numbers browsers in the order in which they were met, whatever is seen of them', async () => {
    const browsers = (at: Bench) => visits(at).map((row) => /Browser \d/.exec(textOf(row))?.[0]);
    const phone = { visitorId: 'phone' };
    const tablet = { visitorId: 'tablet' };
    const events = [
      ...page(3 * 24 * 60, '/', 'Home', 60, tablet),
      ...page(600, '/', 'Home', 60),
      ...page(300, '/', 'Home', 60, phone),
      ...page(60, '/', 'Home', 60),
    ];
    const at = await bench({ events });
    expect(browsers(at)).to.deep.equal(['Browser 1', 'Browser 2', 'Browser 1']);
    await press(at, '#frame-week');
    await until(() => visits(at).length === 4);
    expect(browsers(at)).to.deep.equal(['Browser 1', 'Browser 2', 'Browser 1', 'Browser 3']);
    await press(at, '#frame-day');
    expect(browsers(at)).to.deep.equal(['Browser 1', 'Browser 2', 'Browser 1']);
  });

  it('says how much of a visit fits', async () => {
    const at = await bench({ events: visiting() });
    expect(textOf(by(at, '.second'))).to.equal('8 pages · 22 min');
    await choose(at, '#only-type', 'error');
    expect(textOf(by(at, '.second'))).to.equal('1 of 8 pages · 22 min');
    expect(all(at, '[role=status]').map(textOf)).to.include('1 of 8 pages');
  });

  it('says nothing twice of who never was there', async () => {
    const at = await bench({ frame: 'all' });
    expect(shown(at).match(/No visits/g)).to.have.length(1);
    expect(whereNow(at)).to.equal('');
  });

  it('says who was seen last when', async () => {
    const at = await bench({ events: [...page(60, '/', 'Home', 60)] });
    expect(whereNow(at)).to.equal('Not on the web site now. Last seen today 11:01 AM.');
  });
});
