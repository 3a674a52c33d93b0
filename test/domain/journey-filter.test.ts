import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { journeySessions } from '../../src/domain/journey.js';
import { filterJourney, frameStart, journeyChoices } from '../../src/domain/journey-filter.js';
import { at, event } from './journeys.js';

const hour = 3600;
const sessions = journeySessions([
  event(0, 'a'),
  event(10, 'find', { type: 'search', term: 'boots' }),
  event(-2 * hour, 'https://help.example/faq'),
  event(-30 * hour, 'old', { status: 404 }),
  event(-10 * 24 * hour, 'older'),
]);
const pages = (filter: Parameters<typeof filterJourney>[1]) =>
  filterJourney(sessions, filter, at(60)).flatMap(({ visits }) => visits.map(({ url }) => new URL(url).pathname.slice(1)));

describe('what of a journey is to be seen', () => {
  it('is that of a frame', () => {
    assert.deepEqual(pages({ frame: 'day' }), ['a', 'find', 'faq']);
    assert.deepEqual(pages({ frame: 'week' }), ['a', 'find', 'faq', 'old']);
    assert.deepEqual(pages({ frame: 'month' }), ['a', 'find', 'faq', 'old', 'older']);
    assert.deepEqual(pages({ frame: 'all' }), pages({ frame: 'month' }));
  });

  it('is what a session that goes on was before the frame', () => {
    const long = journeySessions([event(-86_400 - 600, 'a'), event(-86_400 + 100, 'b')]);
    assert.deepEqual(filterJourney(long, { frame: 'day' }, at(0)), long);
  });

  it('is of a type, or a site', () => {
    assert.deepEqual(pages({ frame: 'all', type: 'search' }), ['find']);
    assert.deepEqual(pages({ frame: 'all', type: 'error' }), ['old']);
    assert.deepEqual(pages({ frame: 'all', type: 'page' }), ['a', 'faq', 'older']);
    assert.deepEqual(pages({ frame: 'all', site: 'help.example' }), ['faq']);
    assert.deepEqual(pages({ frame: 'all', site: 'help.example', type: 'search' }), []);
  });

  it('can be asked for where it occurs, or is asked for already', () => {
    assert.deepEqual(journeyChoices(sessions, { frame: 'all', type: 'cart' }), {
      types: ['page', 'search', 'cart', 'error'],
      sites: ['help.example', 'shop.example'],
    });
  });

  it('begins so long ago', () => {
    assert.deepEqual(
      (['day', 'week', 'month', 'all'] as const).map((frame) => frameStart(frame, at(0))),
      ['2026-03-09T09:00:00.000Z', '2026-03-03T09:00:00.000Z', '2026-02-08T09:00:00.000Z', undefined],
    );
  });
});
