import type { Change } from '../../backend/backend.js';
import { ensure, inShort, same } from '../assert.js';
import type { Desk, Section } from './case.js';
import { call, kari, kariPhone, ola } from './cast.js';
import { turn, watching } from './watching.js';

/** Records an interaction of this id, made a minute ago and `active` unless told. */
const write = ({ backend, ago }: Pick<Desk, 'backend' | 'ago'>, id: string, more: Parameters<typeof call>[2] = {}) =>
  backend.interactions.record(call(id, ago(0, 1), { state: 'active', from: kariPhone, ...more }));

export const watch: Section = {
  name: 'watch',
  needs: ['watch'],
  cases: [
    {
      name: 'tells its state at once',
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        await turn();
        ensure(watcher.states.length > 0, 'a state is told');
        for (const state of watcher.states)
          ensure(['live', 'paused', 'reconnecting'].includes(state), `the state ${inShort(state)} is one of the port`);
        watcher.stop();
      },
    },
    {
      name: 'goes without a listener for the state',
      async run({ backend }) {
        backend.watch({}, { change: () => {} })();
        await turn();
      },
    },
    {
      name: 'tells what this client writes: the kind, the id, the revision',
      needs: ['interactions.record'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        const kept = await write(desk, 'mine');
        await watcher.until('mine');
        const [change] = watcher.of('mine');
        if (change) same([change.kind, change.revision], ['interaction', kept.revision], 'the change');
        watcher.stop();
      },
    },
    {
      name: 'tells what another client writes',
      needs: ['interactions.record', 'second'],
      async run(desk) {
        const other = await desk.second();
        const watcher = watching(desk, desk.backend);
        await write({ ...desk, backend: other }, 'theirs');
        await watcher.until('theirs');
        watcher.stop();
      },
    },
    {
      name: 'tells another client what this one writes',
      needs: ['interactions.record', 'second'],
      async run(desk) {
        const watcher = watching(desk, await desk.second());
        await write(desk, 'mine');
        await watcher.until('mine');
        watcher.stop();
      },
    },
    {
      name: 'tells of customers who are added',
      needs: ['addCustomers'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        const [id = ''] = await desk.addCustomers([kari]);
        await watcher.until(id);
        const [change] = watcher.of(id);
        if (change) same([change.kind, change.revision], ['customer', 1], 'the change');
        watcher.stop();
      },
    },
    {
      name: 'tells nothing before it is committed: who reads then gets the change',
      needs: ['interactions.record', 'interactions.get'],
      async run(desk) {
        const reads: Promise<void>[] = [];
        const look = (change: Change) => {
          if (change.kind !== 'interaction') return;
          const { id, revision } = change;
          const read = desk.backend.interactions.get(id).then((now) => {
            ensure(
              now && now.revision >= revision,
              `${id} is at revision ${now?.revision ?? 'none'} when revision ${revision} is told`,
            );
          });
          read.catch(() => {}); // looked at below
          reads.push(read);
        };
        const watcher = watching(desk, desk.backend, {}, look);
        for (const state of ['offered', 'active', 'closed'] as const) await write(desk, 'mine', { state });
        await watcher.until('mine');
        await turn();
        await Promise.all(reads);
        watcher.stop();
      },
    },
    {
      name: 'tells nothing twice',
      needs: ['interactions.record'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        await write(desk, 'first');
        await write(desk, 'last');
        await watcher.until('last');
        await turn();
        ensure(watcher.of('first').length <= 1, `one write is told ${watcher.of('first').length} times`);
        watcher.stop();
      },
    },
    {
      name: 'tells nothing of what changed nothing',
      needs: ['interactions.record'],
      async run(desk) {
        await write(desk, 'same');
        const watcher = watching(desk, desk.backend);
        await write(desk, 'same');
        await write(desk, 'last');
        await watcher.until('last');
        await turn();
        same(watcher.of('same'), [], 'what is told of it');
        watcher.stop();
      },
    },
    {
      name: 'tells nothing of what happened before it began',
      needs: ['interactions.record'],
      async run(desk) {
        await write(desk, 'before');
        await turn();
        const watcher = watching(desk, desk.backend);
        await write(desk, 'after');
        await watcher.until('after');
        await turn();
        same(watcher.of('before'), [], 'what is told of it');
        watcher.stop();
      },
    },
    {
      name: 'tells nothing after it was stopped, while others are told',
      needs: ['interactions.record'],
      async run(desk) {
        const stopped = watching(desk, desk.backend);
        const going = watching(desk, desk.backend);
        stopped.stop();
        await write(desk, 'late');
        await going.until('late');
        await turn();
        same(stopped.changes, [], 'what the stopped one is told');
        going.stop();
      },
    },
    {
      name: 'can be stopped twice, and from inside a listener',
      needs: ['interactions.record'],
      async run(desk) {
        let stop = () => {};
        const watcher = watching(desk, desk.backend, {}, () => stop());
        stop = () => watcher.stop();
        const going = watching(desk, desk.backend);
        await write(desk, 'first');
        await write(desk, 'second');
        await going.until('second');
        await turn();
        ensure(watcher.changes.length <= 1, `it is told ${watcher.changes.length} times after it stopped itself`);
        watcher.stop();
        going.stop();
        going.stop();
      },
    },
    {
      name: 'tells the changes of one record in the order of their commits',
      needs: ['interactions.record'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        for (const state of ['offered', 'active', 'wrap-up', 'closed'] as const) await write(desk, 'one', { state });
        await write(desk, 'last');
        await watcher.until('last');
        await turn();
        const revisions = watcher.of('one').map((each) => each.revision);
        ensure(
          revisions.every((each, index) => index === 0 || each > revisions[index - 1]!),
          `the revisions are told as ${inShort(revisions)}`,
        );
        ensure(
          revisions.at(-1) === 4 || watcher.changes.some((each) => each.kind === 'reset'),
          `the last revision told is ${revisions.at(-1)}`,
        );
        watcher.stop();
      },
    },
    {
      name: 'tells only the kinds that were asked for',
      needs: ['interactions.record', 'addCustomers'],
      async run(desk) {
        const people = watching(desk, desk.backend, { kinds: ['customer'] });
        const talks = watching(desk, desk.backend, { kinds: ['interaction'] });
        await write(desk, 'talk');
        const [id = ''] = await desk.addCustomers([kari]);
        await people.until(id);
        await talks.until('talk');
        await turn();
        same(people.of('talk'), [], 'what those who watch customers are told of interactions');
        same(talks.of(id), [], 'what those who watch interactions are told of customers');
        for (const each of [people, talks]) each.stop();
      },
    },
    {
      name: 'tells only the customer who was asked for, and what belongs to nobody',
      needs: ['interactions.record'],
      seed: { customers: [kari, ola] },
      async run(desk) {
        const watcher = watching(desk, desk.backend, { customerId: desk.id(0) });
        await write(desk, 'of-the-other', { customerId: desk.id(1) });
        await write(desk, 'of-nobody', {});
        await write(desk, 'of-this-one', { customerId: desk.id(0) });
        await watcher.until('of-this-one');
        await turn();
        same(watcher.of('of-the-other'), [], 'what is told of the other customer');
        await watcher.until('of-nobody');
        same(watcher.of('of-this-one')[0]?.customerId ?? desk.id(0), desk.id(0), 'whose change it is');
        watcher.stop();
      },
    },
    {
      name: 'tells the key of the write, so that its author knows it',
      needs: ['interactions.record', 'keys'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        await desk.backend.interactions.record(call('keyed', desk.ago(0, 1), { from: kariPhone }), { key: 'key-7' });
        await watcher.until('keyed');
        if (watcher.of('keyed').length > 0) same(watcher.of('keyed')[0]?.key, 'key-7', 'the key');
        watcher.stop();
      },
    },
    {
      name: 'goes on, for this listener and the others, when a listener throws',
      needs: ['interactions.record'],
      async run(desk) {
        let told = 0;
        const bad = desk.backend.watch(
          {},
          {
            change() {
              told += 1;
              throw new Error('thrown by a listener of the suite, on purpose');
            },
          },
        );
        const good = watching(desk, desk.backend);
        await write(desk, 'first');
        await write(desk, 'second');
        await good.until('second');
        await turn();
        ensure(told > 0, 'the one that throws was told');
        bad();
        good.stop();
      },
    },
    {
      name: 'keeps a write from nobody: what a listener does to a change is its own',
      needs: ['interactions.record'],
      async run(desk) {
        const spoil = (change: Change) => {
          try {
            (change as { id?: string }).id = 'spoilt';
          } catch {
            // a frozen change is as good
          }
        };
        const first = desk.backend.watch({}, { change: spoil });
        const second = watching(desk, desk.backend);
        await write(desk, 'shared');
        await second.until('shared');
        first();
        second.stop();
      },
    },
    {
      name: 'tells nothing after close, and does not throw',
      needs: ['interactions.record', 'second', 'close'],
      async run(desk) {
        const closed = watching(desk, desk.backend);
        const other = await desk.second();
        const going = watching(desk, other);
        await desk.backend.close();
        await write({ ...desk, backend: other }, 'late');
        await going.until('late');
        await turn();
        same(closed.of('late'), [], 'what the closed one is told');
        closed.stop();
        desk.backend.watch({}, { change: () => {} })();
        going.stop();
      },
    },
  ],
};
