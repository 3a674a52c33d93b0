import { permissions } from '../../backend/permissions.js';
import type { Settings } from '../../backend/settings.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Desk, Section } from './case.js';
import { call, kariPhone } from './cast.js';
import { catalogue, hostileIds, refusedFor, saying, talking } from './catalogue-cast.js';
import { turn, watching } from './watching.js';
import { end, minute, timing } from './wrap-up.js';

const inTheEnd = (status: 'default' | 'incomplete', more: Partial<Settings> = {}) => timing({ wrapUpEnd: status, ...more });

/** `talk` ends, and its time too. */
async function expired(desk: Desk): Promise<void> {
  await end(desk);
  await desk.tick(minute);
}

export const expiry: Section = {
  name: 'enquiries.register, time',
  needs: ['settings', 'tick', 'enquiries.register', 'enquiries.get', 'interactions.record'],
  cases: [
    {
      name: 'keeps what there is as incomplete when the time is over, and not a moment before',
      seed: inTheEnd('incomplete'),
      async run(desk) {
        const { backend, tick } = desk;
        const given = saying(['tv', 'password', 'bought'], { status: 'incomplete', comment: 'so far' });
        await refusedFor(backend.enquiries.register(given), 'a running conversation', 'status not-over');
        await end(desk);
        await tick(minute - 1);
        await refusedFor(backend.enquiries.register(given), 'a millisecond too early', 'status not-over');
        await tick(1);
        const { status, topicIds, comment } = await backend.enquiries.register(given);
        same([status, [...topicIds].sort(), comment], ['incomplete', ['password', 'tv'], 'so far'], 'what is kept');
      },
    },
    {
      name: 'keeps nothing chosen at all as incomplete too',
      seed: inTheEnd('incomplete'),
      async run(desk) {
        await expired(desk);
        const kept = await desk.backend.enquiries.register(saying([], { status: 'incomplete' }));
        same([kept.status, kept.topicIds], ['incomplete', []], 'what is kept');
        same((await desk.backend.enquiries.get('talk')).enquiry, kept, 'what is got');
      },
    },
    {
      name: 'puts the default topic beside what was chosen, once',
      seed: inTheEnd('default'),
      async run(desk) {
        await expired(desk);
        for (const topicIds of [['tv'], ['tv', 'unsaid']]) {
          const kept = await desk.backend.enquiries.register(saying(topicIds, { status: 'default' }));
          same([kept.status, [...kept.topicIds].sort()], ['default', ['tv', 'unsaid']], 'what is kept');
        }
      },
    },
    {
      name: 'is incomplete where the catalogue has no default topic',
      seed: (times) => ({ ...inTheEnd('default')(times), catalogue: { revision: 1, categories: catalogue.categories } }),
      async run(desk) {
        await expired(desk);
        const kept = await desk.backend.enquiries.register(saying(['tv'], { status: 'default' }));
        same([kept.status, kept.topicIds], ['incomplete', ['tv']], 'what is kept');
      },
    },
    {
      name: 'cuts a comment that is too long, between two signs, and keeps no half ones',
      seed: inTheEnd('incomplete', { enquiryCommentLimit: 5 }),
      async run(desk) {
        await expired(desk);
        for (const [comment, kept] of [
          ['12345678', '12345'],
          ['1234😀', '1234'],
          ['123😀5', '123😀'],
          ['a\0b', 'a\uFFFDb'],
          ['a\uD83Db', 'a\uFFFDb'],
        ]) {
          const answer = await desk.backend.enquiries.register(saying([], { status: 'incomplete', comment }));
          same(answer.comment, kept, `what is kept of ${inShort(comment)}`);
        }
      },
    },
    {
      name: 'refuses unknown topics all the same',
      seed: inTheEnd('incomplete'),
      async run(desk) {
        await expired(desk);
        const given = saying(['tv', 'ghost'], { status: 'incomplete' });
        await refusedFor(desk.backend.enquiries.register(given), 'an unknown topic', 'topicIds not-a-topic');
      },
    },
    {
      name: 'is refused where the settings say otherwise, or registration is forced',
      seed: inTheEnd('incomplete', { enquiryForced: ['Sales'] }),
      async run(desk) {
        const { backend } = desk;
        await expired(desk);
        await refusedFor(
          backend.enquiries.register(saying(['tv'], { status: 'default' })),
          'the other end',
          'status not-allowed',
        );
        await end(desk, { queue: 'Sales' });
        const forced = backend.enquiries.register(saying(['tv'], { status: 'incomplete' }));
        await refusedFor(forced, 'what is forced', 'status not-allowed');
        same((await backend.enquiries.get('talk')).enquiry, undefined, 'what is kept');
      },
    },
    {
      name: 'waits for the time that was given more',
      needs: ['enquiries.extend'],
      seed: inTheEnd('incomplete'),
      async run(desk) {
        const { backend, tick } = desk;
        const given = saying(['tv'], { status: 'incomplete' });
        await end(desk);
        await backend.enquiries.extend('talk');
        await tick(minute + 29_999);
        await refusedFor(backend.enquiries.register(given), 'a millisecond too early', 'status not-over');
        await tick(1);
        same((await backend.enquiries.register(given)).status, 'incomplete', 'what is kept then');
      },
    },
    {
      name: 'never replaces what an agent has registered: the answer is that',
      needs: ['second'],
      seed: inTheEnd('incomplete'),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second();
        await expired(desk);
        const kept = await other.enquiries.register(saying(['happy'], { comment: 'mine' }));
        same(await backend.enquiries.register(saying(['tv'], { status: 'incomplete' })), kept, 'the answer');
        same((await backend.enquiries.get('talk')).enquiry, kept, 'what is kept');
      },
    },
    {
      name: 'never replaces what an agent registers at the same time, whichever is the faster',
      needs: ['second'],
      seed: inTheEnd('incomplete'),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second();
        await expired(desk);
        const byTime = backend.enquiries.register(saying(['tv'], { status: 'incomplete' }));
        await Promise.all([byTime, other.enquiries.register(saying(['happy'], { comment: 'mine' }))]);
        const { enquiry } = await backend.enquiries.get('talk');
        same([enquiry?.status, enquiry?.topicIds], ['registered', ['happy']], 'what is kept');
      },
    },
    {
      name: 'is replaced by what an agent registers, also after the close, and counts from then',
      seed: inTheEnd('default'),
      async run(desk) {
        const { backend, tick } = desk;
        await expired(desk);
        const first = await backend.enquiries.register(saying(['tv'], { status: 'default' }));
        await tick(minute);
        const again = await backend.enquiries.register(saying(['fax'], { status: 'default' }));
        same(again.registeredAt, first.registeredAt, 'when what the time left behind was kept first');
        await end(desk, { state: 'closed' });
        const kept = await backend.enquiries.register(saying(['happy']));
        same([kept.status, kept.topicIds, kept.revision], ['registered', ['happy'], 3], 'what is kept');
        ensure(Date.parse(kept.registeredAt) > Date.parse(first.registeredAt), `it is registered at ${kept.registeredAt}`);
        await refusedFor(backend.enquiries.register(saying(['angry'])), 'another one', 'interactionId closed');
      },
    },
  ],
};

const forcing = talking({ settings: { enquiryForced: ['*'] } });

export const excuse: Section = {
  name: 'enquiries.excuse',
  needs: ['settings', 'enquiries.excuse', 'enquiries.get'],
  cases: [
    {
      name: 'keeps the reason as it was written, and by whom and when',
      seed: forcing,
      async run({ backend, now }) {
        const reason = ' <b>The customer</b>\nhung up: שלום ';
        const kept = await backend.enquiries.excuse('talk', reason);
        same([kept.status, kept.reason, kept.agentId, kept.topicIds], ['excused', reason, 'agent1', []], 'what is kept');
        ensure(Date.parse(kept.registeredAt) >= Date.parse(now), `it is excused at ${kept.registeredAt}`);
        const { enquiry, forced } = await backend.enquiries.get('talk');
        same([enquiry, forced], [kept, true], 'what is got');
        same(await backend.enquiries.excuse('talk', reason), kept, 'the same once more');
      },
    },
    {
      name: 'asks for a reason, of at most 1,000 signs',
      seed: forcing,
      async run({ backend }) {
        for (const reason of ['', ' \n\t', undefined as never])
          await refusedFor(backend.enquiries.excuse('talk', reason), inShort(reason), 'reason required');
        await refusedFor(backend.enquiries.excuse('talk', 'x'.repeat(1001)), 'a long reason', 'reason too-long');
        for (const reason of ['a\0b', 'a\uD83D', 7 as never])
          await refusedFor(backend.enquiries.excuse('talk', reason), inShort(reason), 'reason not-text');
        same((await backend.enquiries.get('talk')).enquiry, undefined, 'what is kept');
        ensure(await backend.enquiries.excuse('talk', 'x'.repeat(1000)), 'the longest reason is kept');
      },
    },
    {
      name: 'is refused where nothing is forced',
      seed: talking({ settings: { enquiryForced: ['Sales'] } }),
      async run({ backend }) {
        await refusedFor(backend.enquiries.excuse('talk', 'why'), 'what is not forced', 'interactionId not-forced');
        same((await backend.enquiries.get('talk')).enquiry, undefined, 'what is kept');
      },
    },
    {
      name: 'changes nothing of what an agent has registered: that is the answer',
      needs: ['enquiries.register'],
      seed: forcing,
      async run({ backend }) {
        const kept = await backend.enquiries.register(saying(['happy']));
        same(await backend.enquiries.excuse('talk', 'why'), kept, 'the answer');
        same((await backend.enquiries.get('talk')).enquiry, kept, 'what is kept');
      },
    },
    {
      name: 'is replaced by what an agent registers, and the reason goes',
      needs: ['enquiries.register', 'interactions.record', 'tick'],
      seed: forcing,
      async run(desk) {
        const { backend, tick } = desk;
        const excused = await backend.enquiries.excuse('talk', 'why');
        await end(desk, { state: 'closed' });
        await tick(minute);
        const kept = await backend.enquiries.register(saying(['happy']));
        same([kept.status, kept.reason, kept.topicIds, kept.revision], ['registered', undefined, ['happy'], 2], 'what is kept');
        ensure(Date.parse(kept.registeredAt) > Date.parse(excused.registeredAt), `it is registered at ${kept.registeredAt}`);
      },
    },
    {
      name: 'rejects with not-found what nobody recorded, and without enquiries.excuse is denied',
      needs: ['second', 'permissions'],
      seed: forcing,
      async run({ backend, second }) {
        for (const id of hostileIds) await refused(backend.enquiries.excuse(id, 'why'), 'not-found', inShort(id));
        const other = await second({ permissions: permissions.filter((each) => each !== 'enquiries.excuse') });
        for (const id of ['talk', 'nobody']) await refused(other.enquiries.excuse(id, ''), 'denied', id);
        same((await backend.enquiries.get('talk')).enquiry, undefined, 'what is kept');
      },
    },
    {
      name: 'happens once with a key, and is told to those who watch',
      needs: ['keys', 'watch', 'second'],
      seed: ({ ago }) => ({
        catalogue,
        settings: { enquiryForced: ['*'] },
        interactions: ['talk', 'other'].map((id) => call(id, ago(0, 5), { state: 'wrap-up', from: kariPhone })),
      }),
      async run(desk) {
        const { backend, second } = desk;
        const watcher = watching(desk, await second(), { kinds: ['enquiry'] });
        const kept = await backend.enquiries.excuse('talk', 'why', { key: 'excuse-1' });
        same(await backend.enquiries.excuse('talk', 'why', { key: 'excuse-1' }), kept, 'the second answer');
        await refused(backend.enquiries.excuse('other', 'why', { key: 'excuse-1' }), 'invalid', 'the key for another', 'key');
        await watcher.until('talk');
        await turn();
        const [told, ...more] = watcher.changes;
        if (told?.kind !== 'reset') same([told?.kind, told?.key, more], ['enquiry', 'excuse-1', []], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: forcing,
      async run({ backend }) {
        const signal = AbortSignal.abort();
        await aborted(backend.enquiries.excuse('talk', 'why', { signal }), signal, 'excusing');
        await turn();
        same((await backend.enquiries.get('talk')).enquiry, undefined, 'what is kept');
      },
    },
  ],
};
