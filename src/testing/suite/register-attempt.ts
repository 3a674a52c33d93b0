import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, bea, clockAt, dialled, sameAgreement } from './campaign-cast.js';
import type { Section } from './case.js';
import { kept, refusedFor, saying, sorted } from './catalogue-cast.js';
import { attemptRules, back, both, registering, unanswered } from './register-attempt-rules.js';
import { turn, watching } from './watching.js';

export const registerAttempt: Section = {
  name: 'enquiries.register, attempt',
  needs: ['enquiries.register', 'enquiries.get', 'callbacks.get'],
  cases: [
    {
      name: 'marks the attempt with the registration',
      needs: ['callbacks.mark'],
      seed: registering(),
      async run({ backend }) {
        const answer = await backend.enquiries.register(both(unanswered));
        same([answer.topicIds, await kept(backend)], [['one'], answer], 'what is registered');
        const { mark } = await backend.callbacks.get('talk');
        same([mark?.markedBy, mark?.campaignId, mark?.revision], ['agent1', 'winter', 1], 'the mark');
      },
    },
    {
      name: 'agrees on a call-back with the registration, in the campaign of the conversation',
      needs: ['callbacks.schedule'],
      seed: registering(),
      async run({ backend, now }) {
        const answer = await backend.enquiries.register(both(back(now, 60, { comment: 'Wants two.' }), { comment: 'why' }));
        same([answer.comment, await kept(backend)], ['why', answer], 'what is registered');
        const { dueAt } = clockAt(now, 60);
        const expected = { campaignId: 'winter', agentId: 'agent1', agreedBy: 'agent1', state: 'planned', dueAt } as const;
        sameAgreement(await agreedIn(backend), { ...expected, comment: 'Wants two.' }, 'what is agreed');
      },
    },
    {
      name: 'says nothing of the attempt unless told, and what was said before stays',
      needs: ['callbacks.mark', 'callbacks.schedule'],
      seed: registering(),
      async run(desk) {
        const { backend } = desk;
        const { mark } = await backend.callbacks.mark('talk', true);
        await backend.enquiries.register(saying(['one']));
        same((await backend.callbacks.get('talk')).mark, mark, 'the mark');
        const agreed = await agree(desk, 60, { interactionId: 'talk2' });
        await backend.enquiries.register(saying(['one'], { interactionId: 'talk2' }));
        same(await agreedIn(backend, 'talk2'), agreed, 'the call-back');
      },
    },
    {
      name: 'agrees anew under the same id when it is registered again, and takes a mark back',
      needs: ['callbacks.mark', 'callbacks.schedule'],
      seed: registering(),
      async run({ backend, now }) {
        await backend.enquiries.register(both(unanswered));
        await backend.enquiries.register(both(back(now)));
        const { mark, callback } = await backend.callbacks.get('talk');
        same([mark, callback?.revision], [undefined, 1], 'the mark and the call-back');
        await backend.enquiries.register(both(back(now, 90), { topicIds: ['two'] }));
        sameAgreement(
          await agreedIn(backend),
          { id: callback!.id, revision: 2, dueAt: clockAt(now, 90).dueAt },
          'what is agreed',
        );
      },
    },
    {
      name: 'does what is said of the attempt also where the same is registered once more',
      needs: ['callbacks.mark'],
      seed: registering(),
      async run({ backend }) {
        const first = await backend.enquiries.register(saying(['one']));
        same(await backend.enquiries.register(both(unanswered)), first, 'the answer');
        ensure((await backend.callbacks.get('talk')).mark, 'the attempt is marked');
      },
    },
    {
      name: 'happens once with a key, both of it: not again when it was cancelled since',
      needs: ['keys', 'callbacks.schedule', 'callbacks.cancel'],
      seed: registering(),
      async run({ backend, now }) {
        const given = both(back(now));
        const first = await backend.enquiries.register(given, { key: 'register-1' });
        const { id, revision } = await agreedIn(backend);
        const cancelled = await backend.callbacks.cancel(id, revision, 'a mistake');
        same(await backend.enquiries.register(given, { key: 'register-1' }), first, 'the answer to the same');
        same(await agreedIn(backend), cancelled, 'the call-back');
        for (const other of [both(back(now, 90)), both(unanswered), saying(['one'])])
          await refused(backend.enquiries.register(other, { key: 'register-1' }), 'invalid', inShort(other), 'key');
      },
    },
    {
      name: 'is told as an enquiry and as what became of the attempt, each once and with the key, after both are kept',
      needs: ['watch', 'keys', 'second', 'callbacks.schedule'],
      seed: registering(),
      async run(desk) {
        const { backend, now, second } = desk;
        const other = await second(bea);
        const reads: Promise<readonly unknown[]>[] = [];
        const watcher = watching(desk, other, { kinds: ['enquiry', 'callback', 'attempt'] }, () => {
          const read = Promise.all([kept(other), other.callbacks.get('talk').then(({ callback }) => callback)]);
          read.catch(() => {});
          reads.push(read);
        });
        const answer = await backend.enquiries.register(both(back(now)), { key: 'register-1' });
        const agreed = await agreedIn(backend);
        await watcher.until(agreed.id);
        await watcher.until('talk');
        await turn();
        for (const each of await Promise.all(reads)) same(each, [answer, agreed], 'what is read when it is told');
        const told = watcher.changes.map((each) => (each.kind === 'reset' ? '' : `${each.kind} ${each.id} ${each.key}`));
        const expected = [`callback ${agreed.id} register-1`, 'enquiry talk register-1'];
        if (!told.includes('')) same(sorted(told), expected, 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'can be said once after the close, and then the attempt is closed',
      needs: ['interactions.record', 'callbacks.mark'],
      seed: registering(),
      async run(desk) {
        const { backend } = desk;
        await backend.interactions.record(dialled('talk', desk, { state: 'closed' }));
        await backend.enquiries.register(both(unanswered));
        ensure((await backend.callbacks.get('talk')).mark, 'the attempt is marked');
        await refusedFor(backend.callbacks.mark('talk', false), 'taking it back', 'interactionId closed');
      },
    },
    {
      name: 'needs enquiries.register and nothing else; denied, it says nothing of the attempt',
      needs: ['permissions', 'second', 'callbacks.mark'],
      seed: registering({}, { permissions: ['enquiries.register'] }),
      async run({ backend, second }) {
        const other = await second({ ...bea, permissions: permissions.filter((each) => each !== 'enquiries.register') });
        await refused(other.enquiries.register(both(unanswered)), 'denied', 'the registration');
        same((await backend.callbacks.get('talk')).mark, undefined, 'the mark');
        await backend.enquiries.register(both(unanswered));
        ensure((await backend.callbacks.get('talk')).mark, 'the attempt is marked');
      },
    },
    {
      name: 'leaves no trace of either when it is aborted before',
      needs: ['callbacks.schedule'],
      seed: registering(),
      async run({ backend, now }) {
        const signal = AbortSignal.abort();
        await aborted(backend.enquiries.register(both(back(now)), { signal }), signal, 'registering');
        await turn();
        same([await kept(backend), (await backend.callbacks.get('talk')).callback], [undefined, undefined], 'what is kept');
      },
    },
    ...attemptRules,
  ],
};
