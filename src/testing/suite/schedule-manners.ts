import { aborted, inShort, refused, same } from '../assert.js';
import { agree, agreedIn, agreement, bea, clockAt, dialling, listed, stateIn } from './campaign-cast.js';
import type { Case, Offered } from './case.js';
import { kari, strangerPhone } from './cast.js';
import { forLater, turn, watching } from './watching.js';

export const manners: readonly Case[] = [
  {
    name: 'is there for another client at once',
    needs: ['second'],
    seed: dialling(),
    async run(desk) {
      const other = await desk.second(bea);
      same(await agreedIn(other).catch(() => undefined), undefined, 'what is got before');
      const answer = await agree(desk);
      same(await agreedIn(other), answer, 'what the other gets');
    },
  },
  {
    name: 'happens once with a key: the first answer again, also when it was agreed anew since',
    needs: ['keys', 'callbacks.list'],
    seed: dialling(),
    async run({ backend, now }) {
      const draft = agreement(now);
      const first = await backend.callbacks.schedule(draft, { key: 'schedule-1' });
      const next = await backend.callbacks.schedule(agreement(now, 90), { key: 'schedule-2' });
      same(await backend.callbacks.schedule(draft, { key: 'schedule-1' }), first, 'the answer to the same');
      same(await agreedIn(backend), next, 'what is kept');
      const other = backend.callbacks.schedule({ ...draft, comment: 'x' }, { key: 'schedule-1' });
      same((await refused(other, 'invalid', 'the key for something else', 'key')).fields?.[0]?.reason, 'reused', 'the reason');
    },
  },
  {
    name: 'happens once with a key that is sent twice at the same time, and the key is the agent’s own',
    needs: ['keys', 'second', 'callbacks.list'],
    seed: dialling(),
    async run({ backend, now, second }) {
      const [tab, other] = [await second(), await second(bea)];
      const send = (by: Offered) => by.callbacks.schedule(agreement(now), { key: 'schedule-1' });
      const [first, ...more] = await Promise.all([send(backend), send(tab), send(backend)]);
      for (const each of [...more, await agreedIn(backend)]) same(each, first, 'what is answered and kept');
      const theirs = agreement(now, 60, { interactionId: 'talk2' });
      same((await other.callbacks.schedule(theirs, { key: 'schedule-1' })).agentId, 'agent2', 'what a colleague agrees on');
      same((await listed(backend, 'all')).length, 2, 'the number of call-backs');
    },
  },
  {
    name: 'of two in one conversation at the same time agrees on one',
    needs: ['second', 'callbacks.list'],
    seed: dialling(),
    async run({ backend, now, second }) {
      const other = await second(bea);
      const both = [backend, other].map((each, index) => each.callbacks.schedule(agreement(now, 60 + index, { for: 'all' })));
      const [first, next] = await Promise.all(both);
      same([first?.id === next?.id, first?.revision === next?.revision], [true, false], 'whether both are one');
      same(await listed(backend, 'all'), [first?.id], 'what is agreed');
    },
  },
  {
    name: 'is told once to those who watch, as a call-back of that customer, after it is kept',
    needs: ['watch', 'second', 'keys'],
    seed: dialling({}, { customers: [kari] }),
    async run(desk) {
      const { backend, id, now, second } = desk;
      const other = await second(bea);
      const reads: Promise<unknown>[] = [];
      const watcher = watching(desk, other, { kinds: ['callback'], customerId: id(0) }, () =>
        reads.push(forLater(agreedIn(other))),
      );
      const answer = await backend.callbacks.schedule(agreement(now, 60, { customerId: id(0) }), { key: 'schedule-1' });
      await watcher.until(answer.id);
      await turn();
      const expected = { kind: 'callback', id: answer.id, customerId: id(0), revision: 1, key: 'schedule-1' };
      if (watcher.changes[0]?.kind !== 'reset') same(watcher.changes, [expected], 'what is told');
      same(await reads[0], answer, 'what is read then');
      watcher.stop();
    },
  },
  {
    name: 'leaves no trace when it is aborted before, and the key free',
    needs: ['keys'],
    seed: dialling(),
    async run({ backend, now }) {
      const signal = AbortSignal.abort();
      const key = 'schedule-1';
      await aborted(backend.callbacks.schedule(agreement(now), { signal, key }), signal, 'scheduling');
      await turn();
      same((await backend.callbacks.get('talk')).callback, undefined, 'what is kept');
      const { dueAt } = await backend.callbacks.schedule(agreement(now, 90), { key });
      same(dueAt, clockAt(now, 90).dueAt, 'what is agreed with the key');
    },
  },
  {
    name: 'keeps what was given, not what the caller makes of it afterwards',
    seed: dialling(),
    async run({ backend, now }) {
      const draft = agreement(now, 60, { number: { raw: strangerPhone } });
      const answer = await backend.callbacks.schedule(draft);
      const expected = structuredClone(answer);
      (draft.number as { raw: string }).raw = 'changed';
      try {
        (answer as { state: string }).state = 'done';
        (answer.number as { raw: string }).raw = 'changed';
      } catch {
        // a frozen answer is as good
      }
      same(await agreedIn(backend), expected, 'what is got');
    },
  },
  {
    name: 'refuses nonsense as invalid, and drops what the port does not name',
    seed: dialling(),
    async run({ backend, now }) {
      const draft = agreement(now);
      for (const nonsense of [undefined, null, 7, 'talk', []])
        await refused(backend.callbacks.schedule(nonsense as never), 'invalid', inShort(nonsense));
      const odd = { campaignId: 7, for: 7, wallTime: 7, timeZone: 7, dueAt: 7, comment: 7, number: 'text', customerId: 7 };
      for (const [name, value] of Object.entries(odd))
        await refused(backend.callbacks.schedule({ ...draft, [name]: value }), 'invalid', `the ${name} ${value}`, name);
      same((await backend.callbacks.get('talk')).callback, undefined, 'what is kept');
      await backend.callbacks.schedule({ ...draft, state: 'done', agentId: 'agent2', agreedBy: 'agent2', id: 'mine' } as never);
      const { id, agentId, agreedBy } = await agreedIn(backend);
      same([await stateIn(backend), agentId, agreedBy, id === 'mine'], ['planned', 'agent1', 'agent1', false], 'what is kept');
    },
  },
];
