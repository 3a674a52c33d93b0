import { same } from '../assert.js';
import { agree, diallingAt } from './campaign-cast.js';
import type { Case } from './case.js';

/** Agreed in spring and summer, unless the zone’s own history asks for another day. */
const now = '2026-03-10T12:00:00.000Z';

interface Meaning {
  readonly now?: string;
  readonly given: readonly [wallTime: string, timeZone: string, dueAt?: string];
  readonly kept: readonly [wallTime: string, dueAt: string];
}

/** Wall times of a zone, and what is kept. */
const meanings: Readonly<Record<string, Meaning>> = {
  'a time as the clocks of the zone show it': {
    given: ['2026-03-25T15:00', 'America/New_York'],
    kept: ['2026-03-25T15:00', '2026-03-25T19:00:00.000Z'],
  },
  'a time where it is tomorrow already': {
    given: ['2026-03-11T03:00', 'Pacific/Kiritimati'],
    kept: ['2026-03-11T03:00', '2026-03-10T13:00:00.000Z'],
  },
  'a time in a zone that is not whole hours away': {
    given: ['2026-03-25T15:00', 'Asia/Kathmandu'],
    kept: ['2026-03-25T15:00', '2026-03-25T09:15:00.000Z'],
  },
  'a time that the clocks skip as so much later': {
    given: ['2026-03-29T02:30', 'Europe/Oslo'],
    kept: ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
  },
  'a time that the clocks skip by half an hour as half an hour later': {
    given: ['2026-10-04T02:15', 'Australia/Lord_Howe'],
    kept: ['2026-10-04T02:45', '2026-10-03T15:45:00.000Z'],
  },
  'a midnight that the clocks skip as one': {
    now: '2018-10-20T12:00:00.000Z',
    given: ['2018-11-04T00:00', 'America/Sao_Paulo'],
    kept: ['2018-11-04T01:00', '2018-11-04T03:00:00.000Z'],
  },
  'a day that a country skips as the day after': {
    now: '2011-12-20T12:00:00.000Z',
    given: ['2011-12-30T10:00', 'Pacific/Apia'],
    kept: ['2011-12-31T10:00', '2011-12-30T20:00:00.000Z'],
  },
  'a time that comes twice as the first': {
    given: ['2026-10-25T02:30', 'Europe/Oslo'],
    kept: ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  },
  'a time that comes twice as the second where that is said': {
    given: ['2026-10-25T02:30', 'Europe/Oslo', '2026-10-25T01:30:00.000Z'],
    kept: ['2026-10-25T02:30', '2026-10-25T01:30:00.000Z'],
  },
  'a time that comes twice as the first where that is said, in whatever spelling': {
    given: ['2026-11-01T01:30', 'America/New_York', '2026-11-01T01:30:00-04:00'],
    kept: ['2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
  },
  'the last minute of a year': {
    given: ['2026-12-31T23:59', 'Europe/Oslo'],
    kept: ['2026-12-31T23:59', '2026-12-31T22:59:00.000Z'],
  },
  'the day that only leap years have': {
    given: ['2028-02-29T10:00', 'Europe/Oslo'],
    kept: ['2028-02-29T10:00', '2028-02-29T09:00:00.000Z'],
  },
};

export const times: readonly Case[] = Object.entries(meanings).map(([what, { now: then = now, given, kept }]): Case => ({
  name: `keeps ${what}`,
  // A clock that can be moved begins where the seed says.
  needs: ['tick'],
  seed: diallingAt(then, { horizonDays: 1000 }),
  async run(desk) {
    const [wallTime, timeZone, dueAt] = given;
    const answer = await agree(desk, 0, { wallTime, timeZone, ...(dueAt && { dueAt }) });
    const found = [answer.wallTime, answer.timeZone, Date.parse(answer.dueAt)];
    same(found, [kept[0], timeZone, Date.parse(kept[1])], 'the wall time, the zone and the instant');
  },
}));
