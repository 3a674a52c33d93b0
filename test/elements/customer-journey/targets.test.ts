import { expect } from '@open-wc/testing';
import { called, staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, by, calm, en, press, seat, shown, textOf } from './bench.js';
import { journeyHouse, page, shop, targets, told, visiting } from './house.js';

const said = (at: Bench) => all(at, '.target .aim').map(textOf);
const leading = { journeyTargets: targets };
const days = (count: number) => count * 24 * 60;

describe('the pages to lead to', () => {
  staySilent();

  it('say whether the customer is there, was there, or never was, and whether the goal was reached', async () => {
    const at = await bench({ events: visiting(), settings: leading });
    expect(said(at)).to.deep.equal([
      'Add users is there now, since 11:52 AM · goal not reached (within the time shown)',
      'Send a meter reading not visited (within the time shown) · goal not reached (within the time shown)',
    ]);
    at.house.happen([
      told(7, { type: 'dwell', left: true, seconds: 478, url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 9 }),
      ...page(5, '/users/done?id=7', 'Done', 20),
      ...page(4, '/readings/new', 'Meter reading', 20),
      ...page(3, '/readings/thanks-a-lot/', 'Thank you', 20),
    ]);
    await until(() => said(at)[0]!.includes('was there'));
    expect(said(at)).to.deep.equal([
      'Add users was there today 11:59 AM · reached today 11:55 AM',
      'Send a meter reading was there today 11:56 AM · reached today 11:57 AM',
    ]);
  });

  it('say that somebody is perhaps still there where nobody can know', async () => {
    const at = await bench({ events: page(9, '/users/add', 'Add users'), settings: leading });
    expect(said(at)[0]).to.match(/^Add users is perhaps still there, since 11:51 AM/);
    const goal = await bench({ events: page(0.2, '/users/done', 'Done'), settings: leading });
    expect(said(goal)[0]).to.include('reached, just now');
  });

  it('claim no more than was looked for', async () => {
    const at = await bench({ events: page(days(9), '/users/add', 'Add users', 60), settings: leading });
    expect(said(at)[0]).to.match(/^Add users not visited \(within the time shown\)/);
    await press(at, '#frame-all');
    await until(() => said(at)[0]!.startsWith('Add users was there Mon, Feb 23'));
    expect(said(at)[1]).to.equal('Send a meter reading not visited · goal not reached');
  });

  it('claim nothing of what is still being read', async () => {
    let pages = 0;
    const at = seat({
      house: journeyHouse(visiting(), { pageSize: 9, settings: leading }),
      frame: 'all',
      change: (backend) => ({
        ...backend,
        journeys: {
          ...backend.journeys!,
          events: (...given) => ((pages += 1) > 1 ? new Promise(() => {}) : backend.journeys!.events(...given)),
        },
      }),
    });
    await until(() => said(at).length);
    expect(said(at)[1]).to.include('not visited (within the time shown)');
  });

  it('can be sent where somebody answers that, and only there', async () => {
    const silent = await bench({ events: visiting(), settings: leading });
    expect(all(silent, '.target button').length).to.equal(0);
    const at = await bench({ events: visiting(), settings: leading, answers: 'link-send' });
    expect(all(at, '.target button').map(called)).to.deep.equal([
      'button Send this link: Add users',
      'button Send this link: Send a meter reading',
    ]);
    all(at, '.target button')[1]!.click();
    expect(at.links.map(({ customerId, url, name }) => [customerId, url, name])).to.deep.equal([
      ['c1', `${shop}/readings/new`, 'Send a meter reading'],
    ]);
    const [event] = at.links;
    expect([event!.bubbles, event!.composed, event!.cancelable]).to.deep.equal([true, true, true]);
  });

  it('are of the customer that is on screen', async () => {
    const house = journeyHouse(visiting(), { settings: leading });
    house.happen(page(30, '/', 'Home', 20), 'c2');
    const at = await bench({ house, answers: 'link-send' });
    at.journey.customerId = 'c2';
    // Not yet known whose it is: nothing is sent to anybody.
    for (const button of all(at, '.target button')) button.click();
    expect(at.links.every(({ customerId }) => customerId === 'c1')).to.equal(true);
    await until(() => said(at)[0]?.startsWith('Add users not visited'));
    const before = at.links.length;
    all(at, '.target button')[0]!.click();
    expect(at.links.slice(before).map(({ customerId }) => customerId)).to.deep.equal(['c2']);
  });

  it('are those of the settings that are some', async () => {
    const odd = [
      { name: '<b>Bold</b> \u202eevil', url: `${shop}/a` },
      { name: 'x'.repeat(5000), url: `${shop}/b` },
      { name: ' ', url: `${shop}/c` },
      { name: 'A script', url: 'javascript:alert(1)' },
      { name: 'No page', url: 'nowhere' },
      { name: 'No goal', url: `${shop}/d`, goal: 'data:text/html,x' },
      {},
      null,
      7,
    ];
    const at = await bench({ events: visiting(), settings: { journeyTargets: odd as never }, width: 280, answers: 'link-send' });
    expect(said(at).length).to.equal(2);
    expect(by(at, '.target b')).to.equal(null);
    expect(at.journey.scrollWidth).to.be.lessThan(281);
    const without = await bench({ events: visiting(), settings: { journeyTargets: 'none' as never } });
    expect(by(without, '[part=targets]')).to.equal(null);
  });

  it('offer no link that nobody would put into a text', async () => {
    const open = { name: 'With a password', url: 'https://kari:secret@shop.example/a' };
    const at = await bench({ events: visiting(), settings: { journeyTargets: [open] }, answers: 'link-send' });
    expect(said(at).length).to.equal(1);
    expect(by(at, '.target button')).to.equal(null);
  });

  it('are there also where the customer never was on the web site', async () => {
    const at = await bench({ settings: leading, answers: 'link-send' });
    expect(said(at).length).to.equal(2);
    expect(shown(at)).to.include(en['journey-none']);
    all(at, '.target button')[0]!.click();
    expect(at.links.length).to.equal(1);
    await calm(at);
  });
});
