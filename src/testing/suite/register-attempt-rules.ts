import type { EnquiryRegistration } from '../../backend/backend.js';
import type { AttemptReport } from '../../domain/attempt.js';
import type { Catalogue } from '../../domain/catalogue.js';
import { inShort, refused, same } from '../assert.js';
import { agree, campaign, clockAt, dialled, dialling } from './campaign-cast.js';
import type { Case, Seed, Section } from './case.js';
import { call, kari, kariPhone } from './cast.js';
import { category, kept, plain, refusedFor, saying, sorted, topic } from './catalogue-cast.js';

export const unanswered: AttemptReport = { outcome: 'unanswered' };

/** A call-back so many minutes from now. */
export const back = (now: string, minutes = 60, more: object = {}): AttemptReport => ({
  outcome: 'call-back',
  callback: { for: 'me', wallTime: clockAt(now, minutes).wallTime, timeZone: 'UTC', ...more },
});

export const registering = (rules: Parameters<typeof campaign>[0] = {}, more: Partial<Seed> = {}) =>
  dialling(rules, { catalogue: plain, ...more });

/** One topic, and what became of the attempt. */
export const both = (attempt: AttemptReport, more: Partial<EnquiryRegistration> = {}) => saying(['one'], { attempt, ...more });

/** A category that is asked in calls of the campaign, and one that always is. */
const seasonal: Catalogue = {
  revision: 1,
  categories: [category('winter', [topic('snow')], { required: true, when: { campaigns: ['winter'] } }), ...plain.categories],
};

export const attemptRules: readonly Case[] = [
  ...(
    [
      ['a time that is past', (now: string) => back(now, -60), 'attempt.wallTime past'],
      ['whom the campaign does not allow', (now: string) => back(now, 60, { for: 'all' }), 'attempt.for not-allowed'],
      ['no comment where one is needed', (now: string) => back(now, 60, { comment: ' ' }), 'attempt.comment required'],
      ['a zone that is none', (now: string) => back(now, 60, { timeZone: 'Mars' }), 'attempt.timeZone not-a-zone'],
    ] as const
  ).map(([what, report, problem]) => ({
    name: `refused for ${what} registers nothing`,
    seed: registering({ callBackFor: ['me'], ...(problem.includes('comment') && { commentRequired: true }) }),
    async run({ backend, now }: Parameters<Section['cases'][number]['run']>[0]) {
      await refusedFor(backend.enquiries.register(both(report(now))), what, problem);
      same([await kept(backend), (await backend.callbacks.get('talk')).callback], [undefined, undefined], 'what is kept');
    },
  })),
  {
    name: 'refused by the campaign registers nothing: a mark that is not allowed, one of what rang out, one beside a call-back',
    needs: ['callbacks.mark', 'callbacks.schedule'],
    seed: (times) => ({
      catalogue: plain,
      campaigns: [campaign(), campaign({ id: 'summer', mark: false })],
      interactions: [
        dialled('agreed', times),
        dialled('silent', times, { answeredAt: undefined }),
        dialled('unmarked', times, { attempt: { campaignId: 'summer', number: 1, of: 3 } }),
      ],
    }),
    async run(desk) {
      await agree(desk, 60, { interactionId: 'agreed' });
      for (const [interactionId, reason] of [
        ['agreed', 'callback-agreed'],
        ['silent', 'not-answered'],
        ['unmarked', 'not-allowed'],
      ] as const) {
        const registration = both(unanswered, { interactionId });
        await refusedFor(desk.backend.enquiries.register(registration), interactionId, `attempt.interactionId ${reason}`);
        same(await kept(desk.backend, interactionId), undefined, `what is kept of ${interactionId}`);
      }
    },
  },
  {
    name: 'refused as a registration says nothing of the attempt',
    needs: ['callbacks.mark', 'callbacks.schedule'],
    seed: registering(),
    async run({ backend, now }) {
      for (const report of [unanswered, back(now)]) {
        await refusedFor(backend.enquiries.register({ ...both(report), topicIds: [] }), 'no topic', 'enquiry required');
        const { mark, callback } = await backend.callbacks.get('talk');
        same([mark, callback, await kept(backend)], [undefined, undefined, undefined], 'what is kept');
      }
    },
  },
  {
    name: 'is unsupported where the conversation is no call of the dialer, or the settings do not want it: nothing is registered',
    needs: ['second', 'settings'],
    seed: ({ ago }) => ({
      catalogue: plain,
      campaigns: [campaign()],
      interactions: [call('talk', ago(0, 5), { state: 'active', from: kariPhone, answeredAt: ago(0, 4) })],
    }),
    async run({ backend, now }) {
      for (const report of [unanswered, back(now)]) {
        await refused(backend.enquiries.register(both(report)), 'unsupported', report.outcome);
        same(await kept(backend), undefined, 'what is kept');
      }
      same((await backend.enquiries.register(saying(['one']))).topicIds, ['one'], 'what is registered without it');
    },
  },
  {
    name: 'is unsupported where the settings want no actions',
    needs: ['settings'],
    seed: registering({}, { settings: { dialerActions: false } }),
    async run({ backend }) {
      await refused(backend.enquiries.register(both(unanswered)), 'unsupported', 'the mark');
      same(await kept(backend), undefined, 'what is kept');
    },
  },
  {
    name: 'refuses as invalid what is no report of an attempt',
    seed: registering(),
    async run({ backend, now }) {
      const nonsense = [null, 7, 'unanswered', [], {}, { outcome: 'busy' }, { outcome: 'call-back' }];
      for (const each of [...nonsense, { outcome: 'call-back', callback: 7 }, back(now, 60, { wallTime: 7 })])
        await refused(backend.enquiries.register(both(each as never)), 'invalid', inShort(each));
      same(await kept(backend), undefined, 'what is kept');
    },
  },
  {
    name: 'asks the categories of a campaign in its calls, and in no others',
    seed: (times) => ({
      catalogue: seasonal,
      campaigns: [campaign()],
      customers: [kari],
      interactions: [
        dialled('talk', times),
        dialled('other', times, { attempt: { campaignId: 'summer', number: 1, of: 3 } }),
        call('plain', times.ago(0, 5), { state: 'active', from: kariPhone }),
      ],
    }),
    async run({ backend }) {
      await refusedFor(backend.enquiries.register(saying(['one'])), 'a call of the campaign', 'winter required');
      const answer = await backend.enquiries.register(saying(['one', 'snow']));
      same(sorted(answer.topicIds), ['one', 'snow'], 'what is kept of it');
      for (const interactionId of ['other', 'plain']) {
        const { topicIds } = await backend.enquiries.register(saying(['one', 'snow'], { interactionId }));
        same(topicIds, ['one'], `what is kept of ${interactionId}`);
      }
    },
  },
  {
    name: 'asks no categories of campaigns where the settings want none',
    needs: ['settings'],
    seed: registering({}, { catalogue: seasonal, settings: { dialerCategories: false } }),
    async run({ backend }) {
      same((await backend.enquiries.register(saying(['one', 'snow']))).topicIds, ['one'], 'what is kept');
    },
  },
];
