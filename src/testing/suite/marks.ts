import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, answered, bea, campaign, dialled, dialling } from './campaign-cast.js';
import type { Section } from './case.js';
import { call, kari, kariPhone } from './cast.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { forLater, turn, watching } from './watching.js';

export const marks: Section = {
  name: 'callbacks.mark',
  needs: ['callbacks.mark', 'callbacks.get'],
  cases: [
    {
      name: 'keeps that nobody was reached: who says so, when, of which attempt and customer',
      needs: ['second', 'interactions.record'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend, id, now, second } = desk;
        await backend.interactions.record(dialled('talk', desk, { customerId: id(0) }));
        const answer = await backend.callbacks.mark('talk', true);
        const { markedAt, ...rest } = answer.mark!;
        const whose = { interactionId: 'talk', campaignId: 'winter', customerId: id(0) };
        same(rest, { ...whose, markedBy: 'agent1', markedByName: 'Astrid Agent', revision: 1 }, 'the mark');
        ensure(Date.parse(markedAt) >= Date.parse(now), `it is marked at ${markedAt}`);
        for (const each of [backend, await second(bea)])
          same((await each.callbacks.get('talk')).mark, answer.mark, 'what is got');
        same((await backend.callbacks.get('talk2')).mark, undefined, 'the mark of another conversation');
      },
    },
    {
      name: 'answers how the attempt stands',
      seed: dialling(),
      async run({ backend }) {
        const { now: _now, ...answer } = await backend.callbacks.mark('talk', true);
        const { now: _then, ...got } = await backend.callbacks.get('talk');
        same(answer, got, 'the answer');
      },
    },
    {
      name: 'takes it back, and marks again: of several the last counts, whoever says it',
      needs: ['second'],
      seed: dialling(),
      async run({ backend, second }) {
        const other = await second(bea);
        await backend.callbacks.mark('talk', true);
        same((await other.callbacks.mark('talk', false)).mark, undefined, 'the mark that was taken back');
        same((await backend.callbacks.get('talk')).mark, undefined, 'what is got');
        same((await other.callbacks.mark('talk', true)).mark?.markedBy, 'agent2', 'who marked it last');
      },
    },
    {
      name: 'changes nothing when the same is said again, by whomever, and is told to nobody',
      needs: ['watch', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const first = await backend.callbacks.mark('talk', true);
        const watcher = watching(desk, backend, { kinds: ['attempt', 'callback'] });
        for (const each of [backend, other]) same((await each.callbacks.mark('talk', true)).mark, first.mark, 'the mark');
        await backend.callbacks.mark('talk2', false);
        await backend.callbacks.mark('talk3', true);
        await watcher.until('talk3');
        await turn();
        same([watcher.of('talk'), watcher.of('talk2')], [[], []], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'is told once to those who watch, as an attempt of that conversation and customer, after it is kept',
      needs: ['watch', 'second', 'keys', 'interactions.record'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend, id, second } = desk;
        await backend.interactions.record(dialled('talk', desk, { customerId: id(0) }));
        const other = await second(bea);
        const reads: Promise<unknown>[] = [];
        const watcher = watching(desk, other, { kinds: ['attempt'], customerId: id(0) }, () =>
          reads.push(forLater(other.callbacks.get('talk').then(({ mark }) => mark))),
        );
        const { mark } = await backend.callbacks.mark('talk', true, { key: 'mark-1' });
        await watcher.until('talk');
        await turn();
        const expected = { kind: 'attempt', id: 'talk', customerId: id(0), revision: 1, key: 'mark-1' };
        if (watcher.changes[0]?.kind !== 'reset') same(watcher.changes, [expected], 'what is told');
        same(await reads[0], mark, 'what is read then');
        watcher.stop();
      },
    },
    {
      name: 'is told when it is taken back',
      needs: ['watch'],
      seed: dialling(),
      async run(desk) {
        await desk.backend.callbacks.mark('talk', true);
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['attempt'] });
        await desk.backend.callbacks.mark('talk', false);
        await watcher.until('talk');
        watcher.stop();
      },
    },
    {
      name: 'is refused where it rang out',
      seed: (times) => ({ campaigns: [campaign()], interactions: [dialled('talk', times, { answeredAt: undefined })] }),
      async run({ backend }) {
        await refusedFor(backend.callbacks.mark('talk', true), 'the mark', 'interactionId not-answered');
        same((await backend.callbacks.get('talk')).mark, undefined, 'the mark');
      },
    },
    {
      name: 'is refused where the campaign does not allow it',
      seed: dialling({ mark: false }),
      async run({ backend }) {
        await refusedFor(backend.callbacks.mark('talk', true), 'the mark', 'interactionId not-allowed');
      },
    },
    {
      name: 'is refused while a call-back agreed on in it is open, and taken once that is cancelled',
      needs: ['callbacks.schedule', 'callbacks.cancel'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id, revision } = await agree(desk);
        await refusedFor(backend.callbacks.mark('talk', true), 'the mark', 'interactionId callback-agreed');
        same((await agreedIn(backend)).state, 'planned', 'the call-back');
        await backend.callbacks.mark('talk2', true);
        await backend.callbacks.cancel(id, revision, 'nobody was there');
        ensure((await backend.callbacks.mark('talk', true)).mark, 'it is marked then');
      },
    },
    {
      name: 'can be said once after the close, then is closed, and the same is still the same',
      needs: ['interactions.record'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        await backend.interactions.record(dialled('talk', desk, { state: 'closed' }));
        const { mark } = await backend.callbacks.mark('talk', true);
        ensure(mark, 'it is marked');
        await refusedFor(backend.callbacks.mark('talk', false), 'taking it back', 'interactionId closed');
        same((await backend.callbacks.mark('talk', true)).mark, mark, 'the same once more');
      },
    },
    {
      name: 'is closed after the close where a call-back was agreed on before',
      needs: ['interactions.record', 'callbacks.schedule', 'callbacks.cancel'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id, revision } = await agree(desk);
        await backend.callbacks.cancel(id, revision, 'a mistake');
        await backend.interactions.record(dialled('talk', desk, { state: 'closed' }));
        await refusedFor(backend.callbacks.mark('talk', true), 'the mark', 'interactionId closed');
      },
    },
    {
      name: 'rejects with not-found what nobody recorded, and ids that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const id of hostileIds)
          await refused(backend.callbacks.mark(id, true), 'not-found', `the conversation ${inShort(id)}`);
      },
    },
    {
      name: 'is unsupported of what is no call of the dialer, or of no campaign that there is',
      seed: (times) => ({
        campaigns: [campaign({ id: 'summer' })],
        interactions: [
          call('plain', times.ago(0, 5), { state: 'active', from: kariPhone, answeredAt: times.ago(0, 4) }),
          dialled('foreign', times),
        ],
      }),
      async run({ backend }) {
        for (const id of ['plain', 'foreign']) await refused(backend.callbacks.mark(id, true), 'unsupported', id);
      },
    },
    {
      name: 'is unsupported where the settings do not want it',
      needs: ['settings'],
      seed: dialling({}, { settings: { dialerActions: false } }),
      async run({ backend }) {
        await refused(backend.callbacks.mark('talk', true), 'unsupported', 'the mark');
      },
    },
    {
      name: 'happens once with a key: the first answer again, also when it was taken back since',
      needs: ['keys', 'second'],
      seed: dialling(),
      async run({ backend, second }) {
        const first = await backend.callbacks.mark('talk', true, { key: 'mark-1' });
        await backend.callbacks.mark('talk', false);
        same(await backend.callbacks.mark('talk', true, { key: 'mark-1' }), first, 'the answer to the same');
        same((await backend.callbacks.get('talk')).mark, undefined, 'what is kept');
        const other = backend.callbacks.mark('talk2', true, { key: 'mark-1' });
        same((await refused(other, 'invalid', 'the key for another', 'key')).fields?.[0]?.reason, 'reused', 'the reason');
        const theirs = await (await second(bea)).callbacks.mark('talk2', true, { key: 'mark-1' });
        same(theirs.mark?.markedBy, 'agent2', 'what a colleague marks with the same key');
      },
    },
    {
      name: 'says of the call-back that brought the call that it was not answered',
      needs: ['callbacks.schedule', 'callbacks.attend', 'callbacks.answer', 'interactions.record', 'tick'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id, state } = await answered(desk);
        same(state, 'dialled', 'the call-back that was answered');
        const brought = { campaignId: 'winter', number: 2, of: 3, reason: 'callback', callbackId: id } as const;
        await backend.interactions.record(dialled('again', desk, { attempt: brought }));
        await backend.callbacks.mark('again', true);
        const { state: left, missed } = await agreedIn(backend);
        same([left, missed], ['missed', 'not-answered'], 'what became of it');
      },
    },
    {
      name: 'needs no permission',
      needs: ['permissions'],
      seed: dialling({}, { permissions: [] }),
      async run({ backend }) {
        ensure((await backend.callbacks.mark('talk', true)).mark, 'it is marked');
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: dialling(),
      async run({ backend }) {
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.mark('talk', true, { signal }), signal, 'marking');
        await turn();
        same((await backend.callbacks.get('talk')).mark, undefined, 'the mark');
      },
    },
  ],
};
