import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, attend, bea, cem, dialling, minute, ringing, ringsAt, stateIn } from './campaign-cast.js';
import type { Section } from './case.js';
import { kari, kariPhone } from './cast.js';
import { hostileIds } from './catalogue-cast.js';
import { turn, watching } from './watching.js';

export const answer: Section = {
  name: 'callbacks.answer',
  needs: ['callbacks.answer', 'callbacks.attend', 'callbacks.schedule', 'callbacks.get', 'tick'],
  cases: [
    {
      name: 'takes what rings: it is dialled by this agent from now on',
      seed: dialling(),
      async run(desk) {
        const { backend, tick } = desk;
        const offer = await ringing(desk, { comment: 'x' });
        await tick(5000);
        const { now } = await backend.session();
        const found = await backend.callbacks.answer(offer.id, offer.takenAt!, true);
        const { changedAt: _before, revision: _revision, offerEndsAt: _ends, reservedUntilAt: _until, ...rest } = offer;
        const { changedAt: _after, revision, ...kept } = found;
        same(kept, { ...rest, state: 'dialled', takenBy: 'agent1', takenAt: now }, 'what it is');
        ensure(revision > offer.revision, `its revision is ${revision} after ${offer.revision}`);
        same(await agreedIn(backend), found, 'what is got');
      },
    },
    {
      name: 'calls the customer once, also when it is said twice',
      needs: ['dialled'],
      seed: dialling(),
      async run(desk) {
        const offer = await ringing(desk);
        same(desk.dialled(), [], 'what was called while it rings');
        const first = await desk.backend.callbacks.answer(offer.id, offer.takenAt!, true);
        same(await desk.backend.callbacks.answer(offer.id, offer.takenAt!, true), first, 'the second answer');
        same(desk.dialled(), [kariPhone], 'what was called');
      },
    },
    {
      name: 'makes the agent busy: nothing else rings there before free is said',
      needs: ['second'],
      seed: dialling(),
      async run(desk) {
        const { backend, now, second } = desk;
        const other = await second(bea);
        await agree({ backend: other, now }, 60, { interactionId: 'talk2', for: 'all' });
        const { id, takenAt, interactionId } = await ringing(desk);
        await backend.callbacks.answer(id, takenAt!, true);
        const waiting = interactionId === 'talk' ? 'talk2' : 'talk';
        same(await stateIn(backend, waiting), 'queued', 'the state of the other');
        ensure(await ringsAt(backend), 'it rings when free is said');
      },
    },
    {
      name: 'lets it ring: it goes to the next free agent, nobody is called, and it waits for nobody',
      needs: ['second', 'dialled'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const offer = await ringing(desk);
        const found = await backend.callbacks.answer(offer.id, offer.takenAt!, false);
        same([found.state, found.takenBy, found.reservedUntilAt], ['queued', undefined, undefined], 'what it is then');
        same([await ringsAt(backend), await ringsAt(other)], [undefined, offer.id], 'what rings where');
        same(desk.dialled(), [], 'what was called');
      },
    },
    {
      name: 'uses no attempt when it is let ring: the attempt stands as before',
      seed: dialling(),
      async run(desk) {
        const { attempt, actions } = await desk.backend.callbacks.get('talk');
        const offer = await ringing(desk);
        await desk.backend.callbacks.answer(offer.id, offer.takenAt!, false);
        const after = await desk.backend.callbacks.get('talk');
        same([after.attempt, after.actions, after.mark], [attempt, actions, undefined], 'the attempt');
      },
    },
    {
      name: 'lets an agent who let it ring alone for a minute, and then rings there again',
      seed: dialling(),
      async run(desk) {
        const { backend, tick } = desk;
        const offer = await ringing(desk);
        await backend.callbacks.answer(offer.id, offer.takenAt!, false);
        for (const wait of [0, 30, 29]) {
          await tick(wait * 1000);
          same(await ringsAt(backend), undefined, `what rings after another ${wait} s`);
        }
        await tick(1000);
        same(await ringsAt(backend), offer.id, 'what rings after a minute');
      },
    },
    {
      name: 'is over when it has rung as long as the campaign says, as if it was let ring',
      needs: ['second', 'dialled'],
      seed: dialling(),
      async run(desk) {
        const { backend, second, tick } = desk;
        const other = await second(bea);
        const { id } = await ringing(desk);
        await tick(29_000);
        same([await ringsAt(other), await ringsAt(backend)], [undefined, id], 'what rings a second before');
        await tick(1000);
        same([await ringsAt(other), await ringsAt(backend)], [id, undefined], 'what rings then');
        same(desk.dialled(), [], 'what was called');
      },
    },
    {
      name: 'is a conflict when it comes too late, with the call-back as it is now',
      needs: ['second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second, tick } = desk;
        const other = await second(bea);
        const { id, takenAt } = await ringing(desk);
        await tick(minute / 2);
        const late = await refused(backend.callbacks.answer(id, takenAt!, true), 'conflict', 'an answer to what is over');
        same(late.current, await agreedIn(backend), 'what is shown as current');
        same(await ringsAt(other), id, 'what rings at a colleague');
        const later = await refused(
          backend.callbacks.answer(id, takenAt!, true),
          'conflict',
          'an answer to what rings elsewhere',
        );
        same(later.current, await agreedIn(backend), 'what is shown as current then');
        same([await stateIn(backend), (await agreedIn(backend)).takenBy], ['offered', 'agent2'], 'what is kept');
      },
    },
    {
      name: 'is a conflict when it is meant for an earlier offer to the same agent',
      seed: dialling(),
      async run(desk) {
        const { backend, tick } = desk;
        const first = await ringing(desk);
        await backend.callbacks.answer(first.id, first.takenAt!, false);
        await tick(minute);
        const { offer } = await attend(backend);
        same(offer?.id, first.id, 'what rings again');
        const { current } = await refused(backend.callbacks.answer(first.id, first.takenAt!, true), 'conflict', 'the old offer');
        same(current, offer, 'what is shown as current');
      },
    },
    {
      name: 'is a conflict from an agent at whom it does not ring, and gives it to one of two',
      needs: ['second', 'dialled'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const [tab, other] = [await second(), await second(cem)];
        const offer = await ringing(desk);
        const { current } = await refused(
          other.callbacks.answer(offer.id, offer.takenAt!, true),
          'conflict',
          'a colleague’s answer',
        );
        same(current, offer, 'what is shown as current');
        const both = await Promise.all([backend, tab].map((each) => each.callbacks.answer(offer.id, offer.takenAt!, true)));
        same(both[0], both[1], 'what both desks of the agent are answered');
        same(desk.dialled().length, 1, 'how often was called');
        await refused(other.callbacks.answer(offer.id, offer.takenAt!, true), 'conflict', 'a colleague’s answer then');
      },
    },
    {
      name: 'is a conflict where nothing rings yet, and where it was cancelled',
      needs: ['callbacks.cancel'],
      seed: dialling(),
      async run(desk) {
        const { id, agreedAt } = await agree(desk);
        const answering = () => desk.backend.callbacks.answer(id, agreedAt, true);
        same(
          (await refused(answering(), 'conflict', 'what is planned')).current,
          await agreedIn(desk.backend),
          'what is current',
        );
        await desk.backend.callbacks.cancel(id, 1, 'a mistake');
        same((await refused(answering(), 'conflict', 'what is cancelled')).current, await agreedIn(desk.backend), 'and then');
      },
    },
    {
      name: 'rejects with not-found what is not there, and ids that are none',
      seed: dialling(),
      async run({ backend, now }) {
        for (const id of hostileIds) await refused(backend.callbacks.answer(id, now, true), 'not-found', inShort(id));
      },
    },
    {
      name: 'stays taken where the telephone refuses, and rejects with that',
      needs: ['customers.change', 'calls.dial'],
      seed: dialling({}, { customers: [kari] }),
      async run(desk) {
        const { backend, id } = desk;
        const offer = await ringing(desk, { customerId: id(0), number: { customerId: id(0), field: 'mobile' } });
        await backend.customers.change(id(0), { revision: 1, fields: { mobile: '' } });
        await refused(
          backend.callbacks.answer(offer.id, offer.takenAt!, true),
          ['invalid', 'not-found'],
          'a number that is gone',
        );
        same([await stateIn(backend), (await agreedIn(backend)).takenBy], ['dialled', 'agent1'], 'what is kept');
      },
    },
    {
      name: 'happens once with a key, is told with it, and leaves no trace when it is aborted before',
      needs: ['keys', 'watch', 'dialled'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const { id, takenAt } = await ringing(desk);
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.answer(id, takenAt!, true, { signal }), signal, 'answering');
        await turn();
        same([await stateIn(backend), desk.dialled()], ['offered', []], 'the state, and what was called');
        const watcher = watching(desk, backend, { kinds: ['callback'] });
        const first = await backend.callbacks.answer(id, takenAt!, true, { key: 'answer-1' });
        same(await backend.callbacks.answer(id, takenAt!, true, { key: 'answer-1' }), first, 'the answer to the same');
        await refused(backend.callbacks.answer(id, takenAt!, false, { key: 'answer-1' }), 'invalid', 'another payload', 'key');
        await watcher.until(id);
        await turn();
        const told = watcher.of(id).map(({ key, revision }) => [key, revision]);
        if (!watcher.changes.some(({ kind }) => kind === 'reset')) same(told, [['answer-1', first.revision]], 'what is told');
        same(desk.dialled().length, 1, 'how often was called');
        watcher.stop();
      },
    },
  ],
};
