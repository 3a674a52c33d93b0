import type { Attempt } from '../../domain/attempt.js';
import { refused, same } from '../assert.js';
import { attempt, dialled } from './campaign-cast.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';

const whole: Attempt = { ...attempt, number: 2, reason: 'callback', callbackId: 'before', timeZone: 'Europe/Oslo' };

/** What is no attempt, and what stands against it. */
const bad: Readonly<Record<string, readonly [attempt: unknown, ...problems: string[]]>> = {
  'something that is no object': ['first', 'attempt not-an-object'],
  'an attempt of no campaign': [{ number: 1, of: 3 }, 'attempt.campaignId required'],
  'an attempt of which number nobody knows': [{ campaignId: 'winter' }, 'attempt.number not-a-number', 'attempt.of not-a-number'],
  'an attempt before the first': [{ ...attempt, number: 0 }, 'attempt.number not-a-number'],
  'an attempt for a reason that is none': [{ ...attempt, reason: 'fun' }, 'attempt.reason not-a-choice'],
  'an attempt in no time zone': [{ ...attempt, timeZone: 'Mars/Olympus' }, 'attempt.timeZone not-a-zone'],
  'an attempt with a number for a text': [{ ...attempt, callbackId: 7 }, 'attempt.callbackId not-text'],
};

export const recordAttempt: Section = {
  name: 'interactions.record, attempt',
  needs: ['interactions.record', 'interactions.get'],
  cases: [
    {
      name: 'keeps the whole of it, of a campaign that nobody knows too',
      async run(desk) {
        const answer = await desk.backend.interactions.record(dialled('talk', desk, { attempt: whole }));
        same(answer.attempt, whole, 'the attempt');
        same(await desk.backend.interactions.get('talk'), answer, 'what is got');
      },
    },
    {
      name: 'leaves it where it is not named, and replaces it as a whole where it is',
      async run(desk) {
        const { record } = desk.backend.interactions;
        await record(dialled('talk', desk, { attempt: whole }));
        const left = await record(dialled('talk', desk, { attempt: undefined, state: 'wrap-up' }));
        same([left.attempt, left.state, left.revision], [whole, 'wrap-up', 2], 'what is left');
        const next = await record(dialled('talk', desk, { state: 'wrap-up' }));
        same([next.attempt, next.revision], [attempt, 3], 'what replaces it');
      },
    },
    {
      name: 'changes nothing when the same is recorded twice, in whatever order',
      async run(desk) {
        const first = await desk.backend.interactions.record(dialled('talk', desk, { attempt: whole }));
        const { timeZone, ...rest } = whole;
        const again = await desk.backend.interactions.record(dialled('talk', desk, { attempt: { timeZone, ...rest } }));
        same(again, first, 'the second answer');
      },
    },
    ...Object.entries(bad).map(([what, [given, ...problems]]) => ({
      name: `refuses ${what}`,
      async run(desk: Parameters<Section['cases'][number]['run']>[0]) {
        const recording = desk.backend.interactions.record(dialled('talk', desk, { attempt: given as Attempt }));
        await refusedFor(recording, what, ...problems);
        same(await desk.backend.interactions.get('talk'), undefined, 'what is kept');
      },
    })),
    {
      name: 'keeps nothing of it that the port does not name',
      async run(desk) {
        const odd = { ...attempt, secret: 'x', number: 3 };
        const answer = await desk.backend.interactions.record(dialled('talk', desk, { attempt: odd }));
        same(answer.attempt, { ...attempt, number: 3 }, 'the attempt');
      },
    },
    {
      name: 'is another payload for a key',
      needs: ['keys'],
      async run(desk) {
        const { record } = desk.backend.interactions;
        await record(dialled('talk', desk), { key: 'record-1' });
        await refused(record(dialled('talk', desk, { attempt: whole }), { key: 'record-1' }), 'invalid', 'the key', 'key');
      },
    },
  ],
};
