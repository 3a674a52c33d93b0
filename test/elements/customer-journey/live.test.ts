import { expect } from '@open-wc/testing';
import { staySilent, until } from '../../support/card.js';
import { BackendError } from '../../../src/backend/backend-error.js';
import type { Backend, JourneysService } from '../../../src/backend/backend.js';
import { chance, permutation } from '../../../src/testing/chance.js';
import { rounds, seed } from '../../support/chance.js';
import { stopTime } from '../../support/page-clock.js';
import {
  asked,
  bench,
  type Bench,
  by,
  calm,
  choose,
  en,
  fold,
  press,
  read,
  root,
  shown,
  steps,
  textOf,
  visits,
  whereNow,
} from './bench.js';
import { before, journeyHouse, minute, page, told, visiting } from './house.js';

const state = (at: Bench) => textOf(by(at, '#state'));
/** What the visits say, but for the numbers that browsers get as they are met. */
const rows = (at: Bench) => visits(at).map((row) => textOf(row).replace(/Browser \d/, 'Browser'));
/** Something happens, and nobody is told. */
const unnoticed = (at: Bench, minutesAgo: number, path: string, title: string) =>
  at.house.log.push(...page(minutesAgo, path, title).map((event) => ({ customerId: 'c1', event })));
const journeys =
  (change: (service: JourneysService) => Partial<JourneysService>) =>
  (backend: Backend): Backend => ({ ...backend, journeys: { ...backend.journeys!, ...change(backend.journeys!) } });

describe('a journey that goes on', () => {
  staySilent();

  it('shows a page that is opened, without being asked', async () => {
    const at = await bench({ events: visiting() });
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => whereNow(at).startsWith('On Users added'));
    expect(steps(visits(at)[0])[0]).to.match(/^11:59 AM Users added/);
    expect(asked(at, 'events').length).to.equal(1);
  });

  it('keeps what is new waiting while the agent reads, and says how much there is', async () => {
    const at = await bench({ events: visiting() });
    const reading = by(at, '.reading')!;
    const listed = steps(visits(at)[0]);
    reading.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => by(at, '#new'));
    expect(textOf(by(at, '#new'))).to.equal('1 new');
    expect(whereNow(at)).to.match(/^On Users added/);
    expect(steps(visits(at)[0])).to.deep.equal(listed);
    await press(at, '#new');
    expect(steps(visits(at)[0])[0]).to.match(/Users added/);
    expect(by(at, '#new')).to.equal(null);
  });

  it('lists only the pages on which something happened', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    await choose(at, '#only-type', 'cart');
    expect(visits(at).length).to.equal(1);
    expect(shown(at)).to.include('Cart: 2 items');
    await choose(at, '#only-type', '');
    expect(visits(at).length).to.equal(3);
    await fold(at, 2);
    await calm(at);
    expect(steps(visits(at)[2])).to.deep.equal([
      '12:03 PM Home how long is not known',
      '12:00 PM Contact Sent a form: Contact 3 min',
      'From where is not known',
    ]);
  });

  it('is the same in the end, whatever comes late, twice, in no order or by a clock that is wrong', async () => {
    const ahead = page(-3, '/ahead', 'By a clock that is ahead', 20, { visitorId: 'skewed' });
    const events = [...visiting(), ...before(), ...ahead];
    const whole = await bench({ events, frame: 'all' });
    for (const index of visits(whole).keys()) if (index) await fold(whole, index);
    const expected = rows(whole);
    expect(expected.length).to.equal(4);
    for (let round = 0; round < rounds(3); round += 1) {
      const random = chance(seed + round);
      const mixed = permutation(events.length, random).map((n) => events[n]!);
      const at = await bench({ events: mixed.slice(0, 12), frame: 'all' });
      for (let from = 6; from < mixed.length; from += 9) {
        at.house.happen(mixed.slice(from, from + 12));
        if (random() < 0.5) await calm(at);
      }
      await until(() => visits(at).length === 4 && asked(at, 'since').length > 0 && at.journey.count === 4);
      for (const row of visits(at))
        if (!row.querySelector('[aria-expanded=true]')) row.querySelector<HTMLElement>('[data-row]')!.click();
      await until(() => rows(at).join() === expected.join(), `round ${round} ends the same`);
    }
  });

  it('says of several tabs and devices where the customer is, and how many more there are', async () => {
    const at = await bench({
      events: [
        ...page(5, '/a', 'First tab', 299, { open: true, tabId: '1' }),
        ...page(4, '/b', 'Second tab', 239, { open: true, tabId: '2' }),
        ...page(3, '/c', 'On the phone', 179, { open: true, visitorId: 'phone' }),
      ],
    });
    expect(whereNow(at)).to.match(/^On On the phone since .* and on 2 more pages$/);
    at.house.happen([
      told(0, {
        type: 'dwell',
        left: true,
        seconds: 180,
        viewId: at.house.log.at(-1)!.event.viewId!,
        visitorId: 'phone',
        url: 'https://shop.example/c',
      }),
    ]);
    await until(() => /^On Second tab since .* and on one more page$/.test(whereNow(at)));
  });

  it('takes a thousand events that came while it was read in', async () => {
    const at = await bench({ events: visiting() });
    at.house.happen(
      Array.from({ length: 1000 }, (_, n) =>
        page(0.001 * n, `/burst/${n % 7}`, `Burst ${n}`, undefined, { tabId: `${n}` }),
      ).flat(),
    );
    await until(() => shown(at).includes('Burst 0'));
    await until(() => shown(at).includes('1,008 pages'));
    // Five portions, and one that is empty.
    expect(asked(at, 'since').length).to.be.lessThan(8);
    expect(asked(at, 'events').length).to.equal(1);
  });

  it('has all that was told while the first pages were read, once', async () => {
    const at = await bench({
      house: journeyHouse(before(), { pageSize: 4 }),
      frame: 'all',
      plan: { 'journeys.events': { late: 5 } },
    });
    const house = journeyHouse(before(), { pageSize: 4 });
    const slow = await (async () => {
      const seated = bench({ house, frame: 'all', plan: { 'journeys.events': { late: 5 } } });
      house.happen(page(0.2, '/during', 'During'));
      return seated;
    })();
    await until(() => shown(slow).includes('During'));
    expect(visits(slow).length).to.equal(visits(at).length + 1);
    expect(steps(visits(slow)[0]).filter((step) => step.includes('During')).length).to.equal(1);
  });

  it('reads everything again where the token is not known any more, or news cannot be asked for', async () => {
    const changes: Readonly<Record<string, (backend: Backend) => Backend>> = {
      unknown: journeys(() => ({ since: () => Promise.reject(new BackendError('invalid', 'after')) })),
      unsupported: journeys(() => ({ since: () => Promise.reject(new BackendError('unsupported', 'since')) })),
      missing: journeys(() => ({ since: undefined })),
    };
    for (const [name, change] of Object.entries(changes)) {
      const at = await bench({ events: visiting(), change });
      at.house.happen(page(0.05, '/users/done', 'Users added'));
      await until(() => whereNow(at).startsWith('On Users added'), name);
      expect([asked(at, 'events').length, state(at)], name).to.deep.equal([2, en['journey-live']]);
    }
  });

  it('ends with a backend that answers in circles', async () => {
    let turns = 0;
    const events = visiting();
    const at = await bench({
      change: journeys(() => ({
        events: async (_, { cursor } = {}) => ({ items: events, after: 'a', next: cursor === 'x' ? 'y' : 'x' }),
        since: async ({ after }) => ({ events, after: after === 'a' ? 'b' : ((turns += 1), 'a') }),
      })),
    });
    expect(visits(at).length).to.equal(1);
    at.house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: 2 });
    await until(() => turns === 1);
    await calm(at);
    expect([turns, asked(at, 'events').length]).to.deep.equal([1, 3]);
  });

  it('can be asked where the backend tells nothing by itself', async () => {
    const at = await bench({ events: visiting(), change: ({ watch: _, ...backend }) => backend });
    expect([by(at, '#state'), by(at, '#pause')]).to.deep.equal([null, null]);
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await calm(at);
    expect(whereNow(at)).to.not.include('Users added');
    await press(at, '#refresh');
    await until(() => whereNow(at).startsWith('On Users added'));
    expect(asked(at, 'events').length).to.equal(1);
  });

  it('says truthfully whether it is live, and misses nothing of the time when it was not', async () => {
    const at = await bench({ events: visiting() });
    expect(state(at)).to.equal(en['journey-live']);
    at.house.tellState('reconnecting');
    await calm(at);
    expect(state(at)).to.equal(en['journey-reconnecting']);
    unnoticed(at, 0.05, '/users/done', 'Users added');
    at.house.tellState('live');
    at.house.tell({ kind: 'reset' });
    await until(() => whereNow(at).startsWith('On Users added'));
    expect(state(at)).to.equal(en['journey-live']);
    expect(steps(visits(at)[0]).filter((step) => step.includes('Users added')).length).to.equal(1);
    at.house.tellState('paused');
    await calm(at);
    expect([state(at), by(at, '#refresh') !== null]).to.deep.equal([en['journey-paused'], true]);
    unnoticed(at, 0.04, '/bye', 'Good bye');
    await press(at, '#refresh');
    await until(() => whereNow(at).startsWith('On Good bye'));
  });

  it('catches up after a break also when nobody says that there was more', async () => {
    const at = await bench({ events: visiting() });
    at.house.tellState('reconnecting');
    unnoticed(at, 0.05, '/users/done', 'Users added');
    at.house.tellState('live');
    await until(() => whereNow(at).startsWith('On Users added'));
    expect(asked(at, 'events').length).to.equal(1);
  });

  it('is read anew after a reset without a flash', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    const nodes = visits(at);
    const opened = nodes[0]!.querySelectorAll('.steps > li');
    const heard = at.heard.length;
    const loading: string[] = [];
    const observer = new MutationObserver(() => {
      if (by(at, '.loading') || visits(at).length !== 3 || !by(at, '.end')) loading.push(shown(at));
    });
    observer.observe(root(at), { childList: true, subtree: true });
    at.house.tell({ kind: 'reset' });
    await until(() => asked(at, 'events').at(1)?.state === 'answered');
    await calm(at);
    expect([...opened].every((step) => step.isConnected)).to.equal(true);
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => whereNow(at).startsWith('On Users added'));
    observer.disconnect();
    expect(loading).to.deep.equal([]);
    expect(at.heard.length).to.equal(heard);
    expect(visits(at)).to.deep.equal(nodes);
  });

  it('keeps what is there when it cannot be read anew, and says so', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    const there = rows(at);
    at.faulty.set({ 'journeys.events': { failing: 'offline' } });
    at.house.tell({ kind: 'reset' });
    await until(() => by(at, '[part=bar]'));
    expect(textOf(by(at, '[part=bar]')))
      .to.include(en['journey-not-refreshed'])
      .and.to.include(en['error-offline']);
    expect([rows(at), at.journey.count]).to.deep.equal([there, 3]);
    // What is told meanwhile comes all the same.
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => whereNow(at).startsWith('On Users added'));
    at.faulty.set({});
    unnoticed(at, 0.04, '/bye', 'Good bye');
    await press(at, '#again');
    await until(() => !by(at, '[part=bar]') && whereNow(at).startsWith('On Good bye'));
    expect([at.journey.count, visits(at).length]).to.deep.equal([3, 3]);
  });

  describe('by the clock', () => {
    const time = stopTime();

    it('asks once for what happens in a moment, and again only when that is answered', async () => {
      const at = await bench({ events: visiting() });
      at.faulty.hold('journeys.since');
      for (let n = 0; n < 500; n += 1) at.house.happen(page(0.3 - n / 10_000, `/p/${n % 9}`, `Burst ${n}`));
      await time.pass(300);
      expect(at.faulty.held).to.equal(1);
      for (let n = 0; n < 500; n += 1) at.house.happen(page(0.2 - n / 10_000, `/p/${n % 9}`, `Later ${n}`));
      await time.pass(5000);
      expect(at.faulty.held).to.equal(1);
      await at.faulty.releaseAll();
      await time.pass(300);
      await until(() => shown(at).includes('1,008 pages'));
      await time.pass(5000);
      expect(asked(at, 'since').length).to.be.lessThan(10);
    });

    it('reads everything again once for many resets', async () => {
      const at = await bench({ events: visiting() });
      for (let n = 0; n < 100; n += 1) at.house.tell({ kind: 'reset' });
      await time.pass(5000);
      await calm(at);
      expect([asked(at, 'events').length, asked(at, 'since').length]).to.deep.equal([2, 0]);
    });

    it('tries again after a failure, less and less often, and has everything once in the end', async () => {
      const at = await bench({ events: visiting() });
      at.faulty.set({ 'journeys.since': { failing: 'offline' } });
      at.house.happen(page(0.05, '/users/done', 'Users added'));
      const times: number[] = [];
      for (let second = 0; second <= 130; second += 1) {
        const before = asked(at, 'since').length;
        // Whatever is told meanwhile makes nobody hurry.
        at.house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: second });
        await time.pass(second ? 1000 : 250);
        await calm(at);
        if (asked(at, 'since').length > before) times.push(second);
      }
      expect(times).to.deep.equal([0, 2, 6, 14, 30, 60, 90, 120]);
      expect(state(at)).to.equal(en['journey-reconnecting']);
      expect(visits(at).length).to.equal(1);
      at.faulty.set({});
      // The agent need not wait.
      await press(at, '#refresh');
      await time.pass(0);
      await calm(at);
      expect(state(at)).to.equal(en['journey-live']);
      expect(steps(visits(at)[0]).filter((step) => step.includes('Users added')).length).to.equal(1);
      await time.pass(120_000);
      expect(asked(at, 'since').length).to.equal(times.length + 2);
    });

    it('comes back by itself', async () => {
      const at = await bench({ events: visiting() });
      at.faulty.set({ 'journeys.since': { failing: 'unavailable' } });
      at.house.happen(page(0.05, '/users/done', 'Users added'));
      await time.pass(250);
      await calm(at);
      expect(state(at)).to.equal(en['journey-reconnecting']);
      at.faulty.set({});
      await time.pass(2000);
      await calm(at);
      expect(state(at)).to.equal(en['journey-live']);
      expect(steps(visits(at)[0])[0]).to.include('Users added');
    });

    it('shows nothing new while it is paused, and all of it afterwards', async () => {
      const at = await bench({ events: visiting() });
      const there = rows(at);
      at.house.happen(page(0.1, '/one', 'About to be asked for'));
      await press(at, '#pause');
      expect(state(at)).to.equal(en['journey-paused']);
      at.house.happen(page(0.05, '/two', 'Told meanwhile'));
      at.house.tell({ kind: 'reset' });
      await time.pass(9000);
      await calm(at);
      expect([rows(at), asked(at, 'since').length, asked(at, 'events').length]).to.deep.equal([there, 0, 1]);
      await press(at, '#pause');
      await time.pass(0);
      await calm(at);
      await until(() => steps(visits(at)[0])[0]!.includes('Told meanwhile'));
      expect(steps(visits(at)[0])[1]).to.include('About to be asked for');
      expect(state(at)).to.equal(en['journey-live']);
    });

    it('shows nothing either that is under way when it is paused, nor tries again meanwhile', async () => {
      const at = await bench({ events: visiting() });
      const there = rows(at);
      at.faulty.hold('journeys.since');
      at.house.happen(page(0.1, '/one', 'Under way'));
      await time.pass(250);
      expect(at.faulty.held).to.equal(1);
      await press(at, '#pause');
      await at.faulty.releaseAll();
      await time.pass(60_000);
      await calm(at);
      expect([rows(at).length, shown(at).includes('Under way')]).to.deep.equal([there.length, false]);
      at.faulty.set({ 'journeys.since': { failing: 'offline' } });
      await press(at, '#pause');
      await time.pass(0);
      await press(at, '#pause');
      const before = asked(at, 'since').length;
      await time.pass(60_000);
      expect(asked(at, 'since').length).to.equal(before);
      at.faulty.set({});
      await press(at, '#pause');
      await time.pass(0);
      await until(() => shown(at).includes('Under way'));
    });

    it('is live again with another customer', async () => {
      const at = await bench({ events: visiting() });
      await press(at, '#pause');
      at.house.happen(page(3, '/c2', 'Of somebody else'), 'c2');
      at.journey.customerId = 'c2';
      await read(at);
      expect(state(at)).to.equal(en['journey-live']);
    });

    it('says for how long the customer has been there, and that they are gone when nothing is heard of them', async () => {
      const at = await bench({ events: visiting() });
      expect(whereNow(at)).to.equal('On Add users since 11:52 AM (8 min)');
      expect(by(at, '.fold .pill') === null).to.equal(false);
      // The last sign of life was six seconds ago: it holds for 45.
      await time.pass(30_000);
      await calm(at);
      expect(whereNow(at)).to.match(/^On Add users/);
      await time.pass(20_000);
      await calm(at);
      expect(whereNow(at)).to.match(/^Not on the web site now\. Last seen/);
      expect(by(at, '.fold .pill') === null).to.equal(true);
      at.house.happen([
        told(-0.9, { type: 'dwell', seconds: 530, url: 'https://shop.example/users/add', viewId: 'now', tabId: 'tab', order: 6 }),
      ]);
      await time.pass(300);
      await calm(at);
      expect(whereNow(at)).to.equal('On Add users since 11:52 AM (9 min)');
    });

    for (const [why, deafen] of [
      ['is paused', (at: Bench) => press(at, '#pause')],
      ['cannot hear', (at: Bench) => Promise.resolve(at.house.tellState('reconnecting'))],
    ] as const)
      it(`claims nothing of what happens while it ${why}`, async () => {
        const at = await bench({ events: visiting() });
        await deafen(at);
        await time.pass(60_000);
        await calm(at);
        expect(whereNow(at)).to.equal('Perhaps still on Add users opened 11:52 AM');
        await time.pass(20 * minute);
        await calm(at);
        expect(whereNow(at)).to.equal('Last seen today 11:59 AM.');
      });
  });
});
