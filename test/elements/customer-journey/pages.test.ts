import { expect } from '@open-wc/testing';
import type { Backend, JourneyScope, PageOptions } from '../../../src/backend/backend.js';
import type { JourneyFrame } from '../../../src/domain/journey-filter.js';
import { staySilent, until } from '../../support/card.js';
import { asked, bench, by, calm, en, press, read, seat, shown, textOf, visits } from './bench.js';
import { before, day, iso, journeyHouse, many, minute, now, page, visiting } from './house.js';

const everything = () => [...visiting(), ...before(), ...page(20 * 24 * 60, '/old', 'Weeks ago', 30)];
const choose = (frame: JourneyFrame) => `#frame-${frame}`;

describe('a journey that is read', () => {
  staySilent();

  it('comes page by page by itself, as many at a time as a backend gives, and says so', async () => {
    const at = seat({ events: many(1500), frame: 'all' });
    await until(() => visits(at).length > 0);
    expect([textOf(by(at, '.end')), at.journey.count]).to.deep.equal([en['journey-reading'], undefined]);
    await read(at);
    expect(asked(at, 'events').length).to.equal(8);
    expect(at.heard.at(-1)).to.equal(at.journey.count);
    const other = await bench({ events: many(1500), frame: 'all' });
    expect(other.journey.count).to.equal(at.journey.count);
  });

  it('reads no farther back than is shown, but to where a visit began that goes on into it', async () => {
    const at = await bench({ events: everything() });
    const [{ from }] = asked(at, 'events')[0]!.given as [JourneyScope];
    // By the backend's clock, to the second.
    expect(from!.slice(0, 19)).to.equal(iso(now - day - 6 * 60 * minute).slice(0, 19));
    expect(visits(at).length).to.equal(1);
    const went = page(24 * 60 - 5, '/into', 'Into the day', 20);
    const into = await bench({ events: [...page(24 * 60 + 14, '/began', 'Began before', 20), ...went] });
    expect(shown(into)).to.include('Began before');
  });

  it('reads farther when more is to be shown, without losing what is there, and nothing when less is', async () => {
    const at = await bench({ events: everything() });
    const [row] = visits(at);
    at.faulty.hold('journeys.events');
    await press(at, choose('week'));
    expect(visits(at)[0]).to.equal(row);
    expect(textOf(by(at, '.end'))).to.equal(en['journey-reading']);
    await at.faulty.releaseAll();
    await until(() => at.journey.count === 3);
    expect(visits(at)[0]).to.equal(row);
    expect([asked(at, 'events').length, at.journey.frame]).to.deep.equal([2, 'week']);
    await press(at, choose('day'));
    expect([visits(at).length, at.journey.count]).to.deep.equal([1, 1]);
    await press(at, choose('week'));
    expect([visits(at).length, at.journey.count, asked(at, 'events').length]).to.deep.equal([3, 3, 2]);
    await press(at, choose('all'));
    await until(() => at.journey.count === 4);
    expect(asked(at, 'events')[2]!.given[0]).to.deep.equal({ customerId: 'c1' });
  });

  it('follows the last choice when they come faster than answers', async () => {
    const at = await bench({ events: everything() });
    at.faulty.hold('journeys.events');
    for (const frame of ['week', 'month', 'day', 'all'] as const) await press(at, choose(frame));
    expect(asked(at, 'events').map(({ state }) => state)).to.deep.equal(['answered', 'aborted', 'aborted', 'waiting']);
    await at.faulty.releaseAll('reversed');
    await until(() => at.journey.count === 4);
    at.house.happen(page(0.05, '/new', 'New'));
    await until(() => shown(at).includes('New'));
    expect(at.journey.count).to.equal(4);
  });

  it('takes a time that is none for a day', async () => {
    for (const wrong of ['year', '', 'toString', undefined]) {
      const at = seat({ events: everything() });
      if (wrong === undefined) at.journey.frame = wrong as never;
      else at.journey.setAttribute('frame', wrong);
      await read(at);
      expect([at.journey.frame, at.journey.count, by<HTMLInputElement>(at, choose('day'))!.checked]).to.deep.equal([
        'day',
        1,
        true,
      ]);
      at.journey.setAttribute('frame', 'week');
      await until(() => at.journey.count === 3);
      at.journey.setAttribute('frame', 'century');
      await until(() => at.journey.count === 1);
    }
  });

  it('keeps what is there when an earlier page fails, and goes on from there when asked', async () => {
    const house = journeyHouse(everything(), { pageSize: 20 });
    let fails = true;
    const at = seat({
      house,
      frame: 'all',
      change: (backend): Backend => ({
        ...backend,
        journeys: {
          ...backend.journeys!,
          events: (scope: JourneyScope, options?: PageOptions) =>
            options?.cursor !== undefined && fails ? Promise.reject(new Error('lost')) : backend.journeys!.events(scope, options),
        },
      }),
    });
    await until(() => by(at, '[part=bar]'));
    expect(textOf(by(at, '[part=bar]'))).to.include(en['journey-not-all']);
    const [row] = visits(at);
    expect([row !== undefined, at.journey.count, by(at, '.end')]).to.deep.equal([true, undefined, null]);
    // What is new comes all the same, and changes nothing of that.
    house.happen(page(0.05, '/new', 'New'));
    await until(() => shown(at).includes('New'));
    expect(by(at, '[part=bar]') === null).to.equal(false);
    fails = false;
    await press(at, '#again');
    await until(() => at.journey.count === 4);
    expect(visits(at)[0]).to.equal(row);
    expect(by(at, '[part=bar]') === null).to.equal(true);
  });

  it('is read when what failed is asked for again, or the backend says that it is back', async () => {
    const at = seat({ events: everything(), plan: { 'journeys.events': { failing: 'unavailable' } } });
    await until(() => by(at, '#retry'));
    at.faulty.set({});
    at.house.tell({ kind: 'reset' });
    await until(() => visits(at).length === 1);
  });

  it('says that there was more than can be shown', async () => {
    const at = await bench({ events: many(12_000), frame: 'all' });
    await until(() => textOf(by(at, '.end')) === en['journey-cut']);
    await calm(at);
    const reads = asked(at, 'events').length;
    expect(reads).to.be.lessThan(60);
    await calm(at);
    expect(asked(at, 'events').length).to.equal(reads);
  }).timeout(20_000);
});
