import type { CallbackDraft } from '../../domain/callback.js';
import type { Campaign } from '../../domain/campaign.js';
import { inShort, same } from '../assert.js';
import { agree, agreedIn, bea, campaign, dialling, diallingAt, minute } from './campaign-cast.js';
import type { Case, Seed } from './case.js';
import { refusedFor } from './catalogue-cast.js';

type Odd = Partial<Record<keyof CallbackDraft, unknown>>;

/** Drafts, and everything that stands against them. */
const problems: Readonly<Record<string, readonly [odd: Odd, ...problems: string[]]>> = {
  'another campaign than that of the conversation': [{ campaignId: 'summer' }, 'campaignId not-allowed'],
  'whom nobody knows': [{ for: 'nobody' }, 'for not-a-choice'],
  'a blank number': [{ number: { raw: ' ' } }, 'number required'],
  'no time': [{ wallTime: '' }, 'wallTime required'],
  'words for a time': [{ wallTime: 'tomorrow at ten' }, 'wallTime not-a-time'],
  'a time with seconds': [{ wallTime: '2026-03-11T10:00:00' }, 'wallTime not-a-time'],
  'a day that the calendar has not': [{ wallTime: '2026-02-29T10:00' }, 'wallTime not-a-time'],
  'a zone that is none': [{ timeZone: 'Mars/Olympus' }, 'timeZone not-a-zone'],
  'a bare offset for a zone': [{ timeZone: '+01:00' }, 'timeZone not-a-zone'],
  'an instant at which the clocks show something else': [{ dueAt: '2000-01-01T00:00:00Z' }, 'dueAt not-that-time'],
  'an instant that is none': [{ dueAt: 'soon' }, 'dueAt not-that-time'],
  'a comment that is no text': [{ comment: 'a\0b' }, 'comment not-text'],
  'a comment with half a sign': [{ comment: 'a\uD83D' }, 'comment not-text'],
  'many things at once': [
    { campaignId: 'summer', for: 'nobody', number: { raw: '' }, wallTime: '', timeZone: 'Mars', comment: '\0' },
    'campaignId not-allowed',
    'for not-a-choice',
    'number required',
    'wallTime required',
    'timeZone not-a-zone',
    'comment not-text',
  ],
};

const noon = '2026-03-10T12:00:00.000Z';
const summer = campaign({ id: 'summer', name: 'Summer offer' });

/** Agrees in another conversation on a call five minutes later: by itself nothing stands against it. */
const near: Partial<CallbackDraft> = { interactionId: 'talk2' };

/** What a campaign may warn of or refuse, and what it does unless told; the seed in which it stands against a call in an hour. */
const checks: Readonly<
  Record<string, readonly [refusedUnlessTold: boolean, problem: string, rules: Partial<Campaign>, (now: string) => Partial<Seed>]>
> = {
  'beyond-horizon': [true, 'wallTime beyond-horizon', { horizonDays: 1 }, () => ({})],
  'outside-period': [
    false,
    'wallTime outside-period',
    // One minute on Sunday nights, far from whenever the cases are played.
    { horizonDays: 30, periods: [{ weekdays: [7], from: '00:00', until: '00:01', timeZone: 'Pacific/Kiritimati' }] },
    () => ({}),
  ],
  'campaign-ended': [true, 'campaignId campaign-ended', { status: 'ended' }, () => ({})],
  'campaign-disabled': [false, 'campaignId campaign-disabled', { status: 'disabled' }, () => ({})],
  absent: [
    false,
    'wallTime absent',
    {},
    (now) => ({ absences: [{ fromAt: now, untilAt: new Date(Date.parse(now) + 10 * 1440 * minute).toISOString() }] }),
  ],
  clash: [false, 'wallTime clash', {}, () => ({})],
};

/** When it is: for the horizon far away, else within the day after tomorrow; never in the minute of the period. */
const minutesOf = (check: string, now: string): number => {
  if (check === 'beyond-horizon') return 3 * 1440;
  const sunday = (minutes: number) => new Date(Date.parse(now) + (minutes + 14 * 60) * minute).getUTCDay() === 0;
  return sunday(60) ? 60 + 1440 : 60;
};

const checked: readonly Case[] = Object.entries(checks).flatMap(([check, [usually, problem, rules, seed]]) =>
  ([undefined, 'warn', 'refuse'] as const).map((way): Case => {
    const refuses = way ? way === 'refuse' : usually;
    return {
      name: `${refuses ? 'refuses' : 'accepts'} what is ${check} where the campaign says ${way ?? 'nothing'}`,
      seed: (times) => dialling({ ...rules, ...(way && { checks: { [check]: way } }) }, seed(times.now))(times),
      async run(desk) {
        const minutes = minutesOf(check, desk.now);
        if (check === 'clash') await agree(desk, minutes + 5, near);
        if (refuses) await refusedFor(agree(desk, minutes), 'the call-back', problem);
        else same((await agree(desk, minutes)).state, 'planned', 'the state');
      },
    };
  }),
);

const strict = { checks: { clash: 'refuse', absent: 'refuse' } } as const;

export const rules: readonly Case[] = [
  ...Object.entries(problems).map(([what, [odd, ...expected]]): Case => ({
    name: `refuses ${what}`,
    seed: dialling({}, { campaigns: [campaign(), summer] }),
    async run(desk) {
      await refusedFor(agree(desk, 60, odd as Partial<CallbackDraft>), what, ...expected);
      same((await desk.backend.callbacks.get('talk')).callback, undefined, 'what is kept');
    },
  })),
  ...checked,
  {
    name: 'refuses for whom the campaign does not allow it',
    seed: dialling({ callBackFor: ['all'] }),
    async run(desk) {
      await refusedFor(agree(desk), 'a call-back for me', 'for not-allowed');
      same((await agree(desk, 60, { for: 'all' })).for, 'all', 'for whom it is');
    },
  },
  {
    name: 'refuses a time that is past by the backend’s clock, and the very minute that is now',
    needs: ['tick'],
    seed: diallingAt(noon),
    async run({ backend, tick }) {
      const desk = { backend, now: noon };
      await refusedFor(agree(desk, 0), 'now', 'wallTime past');
      same((await agree(desk, 1)).state, 'planned', 'the next minute');
      await tick(120 * minute);
      await refusedFor(agree(desk, 60, near), 'what was to come an hour ago', 'wallTime past');
      await refusedFor(agree(desk, 120, near), 'what is now', 'wallTime past');
    },
  },
  {
    name: 'takes the last day of the horizon by the clocks of the zone, and refuses the day after',
    needs: ['tick'],
    seed: diallingAt('2026-03-10T23:30:00.000Z', { horizonDays: 2 }),
    async run(desk) {
      const there = { timeZone: 'Europe/Oslo' };
      same((await agree(desk, 0, { ...there, wallTime: '2026-03-13T23:59' })).state, 'planned', 'the last minute there');
      await refusedFor(agree(desk, 0, { ...there, wallTime: '2026-03-14T00:00' }), 'the next', 'wallTime beyond-horizon');
      await refusedFor(agree(desk, 0, { wallTime: '2026-03-13T00:00' }), 'the same day in UTC', 'wallTime beyond-horizon');
    },
  },
  {
    name: 'takes a time in a period of the campaign, from its first minute and not at its end',
    needs: ['tick'],
    seed: diallingAt(noon, {
      checks: { 'outside-period': 'refuse' },
      periods: [{ weekdays: [3], from: '16:00', until: '21:00', timeZone: 'Europe/Oslo' }],
    }),
    async run(desk) {
      const at = (wallTime: string) => agree(desk, 0, { wallTime, timeZone: 'Europe/Oslo' });
      for (const wallTime of ['2026-03-11T16:00', '2026-03-11T20:59', '2026-03-18T18:00'])
        same((await at(wallTime)).wallTime, wallTime, 'the time');
      for (const wallTime of ['2026-03-11T15:59', '2026-03-11T21:00', '2026-03-12T18:00'])
        await refusedFor(at(wallTime), wallTime, 'wallTime outside-period');
    },
  },
  {
    name: 'minds absences and clashes only of what is for the agent alone',
    seed: ({ now, ago }) => dialling(strict, { absences: [{ fromAt: now, untilAt: ago(-1) }] })({ now, ago }),
    async run(desk) {
      await refusedFor(agree(desk), 'a call-back for me', 'wallTime absent');
      same((await agree(desk, 60, { for: 'all' })).state, 'planned', 'one for all agents');
      same((await agree(desk, 2000, { interactionId: 'talk2' })).state, 'planned', 'one after the absence');
    },
  },
  {
    name: 'clashes with no colleague’s, none for all, none that is cancelled, and not with itself',
    needs: ['second', 'callbacks.cancel'],
    seed: dialling(strict),
    async run(desk) {
      const { backend, now, second } = desk;
      await agree({ backend: await second(bea), now }, 60, { interactionId: 'talk2' });
      same((await agree(desk, 62)).state, 'planned', 'beside a colleague’s');
      same((await agree(desk, 63)).state, 'planned', 'anew, beside itself');
      await refusedFor(agree(desk, 60, { interactionId: 'talk3' }), 'beside my own', 'wallTime clash');
      const mine = await agree(desk, 63, { for: 'all' });
      same((await agree(desk, 60, { interactionId: 'talk3' })).state, 'planned', 'beside one for all');
      const { id, revision } = await agreedIn(backend, 'talk3');
      await backend.callbacks.cancel(id, revision, 'a mistake');
      same((await agree(desk, 60)).id, mine.id, 'beside a cancelled one');
    },
  },
  {
    name: 'clashes within so many minutes as the campaign says',
    seed: dialling({ clashMinutes: 3, checks: { clash: 'refuse' } }),
    async run(desk) {
      await agree(desk, 60);
      await refusedFor(agree(desk, 62, near), 'two minutes later', 'wallTime clash');
      await refusedFor(agree(desk, 58, near), 'two minutes before', 'wallTime clash');
      same((await agree(desk, 63, near)).state, 'planned', 'three minutes later');
    },
  },
  {
    name: 'keeps a comment exactly as it was written, and leaves a blank one out',
    seed: dialling(),
    async run(desk) {
      for (const comment of ['  two\r\nlines\t', '<b onclick="x()">bold</b>', 'שלום\u202Eabc', '👩‍👩‍👧 é', ' \n\t ', '']) {
        const answer = await agree(desk, 60, { comment });
        const expected = comment.trim() ? comment : undefined;
        same([answer.comment, (await agreedIn(desk.backend)).comment], [expected, expected], inShort(comment));
      }
    },
  },
  {
    name: 'takes a comment as long as that of a registration, and refuses a longer one',
    needs: ['settings'],
    seed: dialling({}, { settings: { enquiryCommentLimit: 10 } }),
    async run(desk) {
      same((await agree(desk, 60, { comment: '1234567890' })).comment, '1234567890', 'the longest');
      await refusedFor(agree(desk, 60, { comment: '12345678901' }), 'one sign more', 'comment too-long');
    },
  },
  {
    name: 'asks for a comment where the campaign needs one',
    seed: dialling({ commentRequired: true }),
    async run(desk) {
      for (const comment of [undefined, '', ' \n'])
        await refusedFor(agree(desk, 60, { comment }), `the comment ${inShort(comment)}`, 'comment required');
      same((await agree(desk, 60, { comment: 'x' })).comment, 'x', 'the comment');
    },
  },
  {
    name: 'leaves the comment out, and asks for none, where the settings want none',
    needs: ['settings'],
    seed: dialling({ commentRequired: true }, { settings: { dialerComment: false, enquiryCommentLimit: 10 } }),
    async run(desk) {
      same((await agree(desk)).comment, undefined, 'no comment');
      same((await agree(desk, 60, { comment: 'longer than the limit' })).comment, undefined, 'a comment');
    },
  },
  {
    name: 'goes by the campaign as it is now',
    needs: ['setCampaign'],
    seed: dialling(),
    async run(desk) {
      await agree(desk);
      await desk.setCampaign(campaign({ callBackFor: ['all'] }));
      await refusedFor(agree(desk, 90), 'a call-back for me', 'for not-allowed');
    },
  },
];
