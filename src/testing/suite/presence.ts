import { ensure, inShort, refused, same } from '../assert.js';
import type { Desk, Offered, Section } from './case.js';
import { kari, ola } from './cast.js';
import { turn, watching } from './watching.js';

const bea = { agent: { id: 'agent2', name: 'Bea Agent' } };
const cem = { agent: { id: 'agent3', name: 'Cem Agent' } };
const looking = { editing: [] };

const names = async (backend: Offered, id: string) => (await backend.presence.who(id)).map(({ agent }) => agent.name);
const seconds = (desk: Pick<Desk, 'tick'>, count: number) => desk.tick(count * 1000);

/** Waits until so many changes are told, for a while. */
async function settled(changes: readonly unknown[], count: number): Promise<void> {
  for (let turns = 0; turns < 300 && changes.length < count; turns += 1) await turn();
  await turn();
}

export const presence: Section = {
  name: 'presence',
  needs: ['presence.enter', 'presence.who', 'presence.leave', 'second'],
  cases: [
    {
      name: 'has nobody at a card that nobody opened, and at that of nobody',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        for (const each of [id(0), 'nobody', '', '__proto__', 'constructor'])
          same(await backend.presence.who(each), [], `who is at ${inShort(each)}`);
      },
    },
    {
      name: 'shows a colleague who entered, since when, and what is being edited',
      seed: { customers: [kari, ola] },
      async run({ backend, second, id, now }) {
        const other = await second(bea);
        await other.presence.enter(id(0), { editing: ['email', 'givenName'] });
        const [there, ...more] = await backend.presence.who(id(0));
        same([there?.agent, there?.editing, more], [bea.agent, ['givenName', 'email'], []], 'who is there');
        ensure(Date.parse(there?.since ?? '') >= Date.parse(now), `since ${there?.since}`);
        same(await backend.presence.who(id(1)), [], 'who is at another card');
      },
    },
    {
      name: 'never shows agents to themselves, in another tab neither',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const tab = await second();
        await backend.presence.enter(id(0), looking);
        for (const each of [backend, tab]) same(await each.presence.who(id(0)), [], 'who else is there');
      },
    },
    {
      name: 'shows all who are there, by name',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        for (const each of [cem, bea]) await (await second(each)).presence.enter(id(0), looking);
        same(await names(backend, id(0)), ['Bea Agent', 'Cem Agent'], 'who is there');
      },
    },
    {
      name: 'ends with leave',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        const ticket = await other.presence.enter(id(0), looking);
        await other.presence.leave(ticket);
        same(await names(backend, id(0)), [], 'who is there');
      },
    },
    {
      name: 'shows what was said last when somebody enters again, with the same ticket',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        const first = await other.presence.enter(id(0), looking);
        same(await other.presence.enter(id(0), { editing: ['mobile'] }), first, 'the ticket');
        same(
          (await backend.presence.who(id(0))).map(({ editing }) => editing),
          [['mobile']],
          'what is edited',
        );
        await other.presence.enter(id(0), looking);
        same(
          (await backend.presence.who(id(0))).map(({ editing }) => editing),
          [[]],
          'what is edited then',
        );
        await other.presence.leave(first);
        same(await names(backend, id(0)), [], 'who is there in the end');
      },
    },
    {
      name: 'holds for 60 seconds, and no longer',
      needs: ['tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        await (await second(bea)).presence.enter(id(0), looking);
        await seconds(desk, 59);
        same(await names(backend, id(0)), ['Bea Agent'], 'who is there after 59 s');
        await seconds(desk, 2);
        same(await names(backend, id(0)), [], 'who is there after 61 s');
      },
    },
    {
      name: 'goes on for whoever enters again, since the first time',
      needs: ['tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        const other = await second(bea);
        await other.presence.enter(id(0), looking);
        const [{ since } = { since: '' }] = await backend.presence.who(id(0));
        for (let renewal = 0; renewal < 5; renewal += 1) {
          await seconds(desk, 20);
          await other.presence.enter(id(0), looking);
        }
        await seconds(desk, 50);
        same(
          (await backend.presence.who(id(0))).map((each) => each.since),
          [since],
          'since when',
        );
      },
    },
    {
      name: 'begins anew for whoever enters after it ran out',
      needs: ['tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        const other = await second(bea);
        await other.presence.enter(id(0), looking);
        const [before] = await backend.presence.who(id(0));
        await seconds(desk, 90);
        await other.presence.enter(id(0), looking);
        const [after] = await backend.presence.who(id(0));
        ensure(after && before && after.since > before.since, `since ${after?.since}, after ${before?.since}`);
      },
    },
    {
      name: 'shows two tabs of one agent as one, who edits what both edit, since the first',
      needs: ['tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        const tabs = [await second(bea), await second(bea)];
        await tabs[0]!.presence.enter(id(0), { editing: ['email', 'mobile'] });
        const [{ since } = { since: '' }] = await backend.presence.who(id(0));
        await seconds(desk, 5);
        const ticket = await tabs[1]!.presence.enter(id(0), { editing: ['givenName', 'email'] });
        const both = await backend.presence.who(id(0));
        same(both, [{ ...bea, editing: ['givenName', 'mobile', 'email'], since }], 'who is there');
        await tabs[1]!.presence.leave(ticket);
        same(await backend.presence.who(id(0)), [{ ...bea, editing: ['mobile', 'email'], since }], 'who is there with one tab');
      },
    },
    {
      name: 'keeps one agent at several cards apart',
      seed: { customers: [kari, ola] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        const tickets = [await other.presence.enter(id(0), looking), await other.presence.enter(id(1), looking)];
        await other.presence.leave(tickets[0]!);
        same([await names(backend, id(0)), await names(backend, id(1))], [[], ['Bea Agent']], 'who is where');
      },
    },
    {
      name: 'lets nobody end a colleague’s entry, and minds no ticket that is none',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        const ticket = await other.presence.enter(id(0), looking);
        for (const each of [ticket, 'no ticket', '', '__proto__', id(0)]) await backend.presence.leave(each);
        same(await names(backend, id(0)), ['Bea Agent'], 'who is there');
        await other.presence.leave(ticket);
        await other.presence.leave(ticket);
      },
    },
    {
      name: 'passes over what is no field, and refuses what is no list of texts',
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        await other.presence.enter(id(0), {
          editing: ['shoe', 'mobile', 'mobile', '__proto__', 'toString', 'x'.repeat(100_000)],
        });
        same(
          (await backend.presence.who(id(0))).map(({ editing }) => editing),
          [['mobile']],
          'what is edited',
        );
        for (const nonsense of [undefined, null, {}, { editing: 'mobile' }, { editing: [7] }, { editing: null }])
          await refused(
            other.presence.enter(id(0), nonsense as never),
            'invalid',
            `the activity ${inShort(nonsense)}`,
            'editing',
          );
      },
    },
    {
      name: 'lets nobody enter the card of a customer who is not there',
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const each of ['nobody', '', '__proto__', 'constructor'])
          await refused(backend.presence.enter(each, looking), 'not-found', `entering ${inShort(each)}`);
      },
    },
    {
      name: 'is over when the customer is removed',
      needs: ['customers.remove'],
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second(bea);
        const ticket = await other.presence.enter(id(0), looking);
        await backend.customers.remove(id(0), 1);
        same(await names(backend, id(0)), [], 'who is there');
        await other.presence.leave(ticket);
        await refused(other.presence.enter(id(0), looking), 'not-found', 'entering again');
      },
    },
    {
      name: 'is told to those who watch the customer: who comes, edits and leaves',
      needs: ['watch'],
      seed: { customers: [kari, ola] },
      async run(desk) {
        const { backend, second, id } = desk;
        const other = await second(bea);
        const watcher = watching(desk, backend, { kinds: ['presence'], customerId: id(0) });
        const told = async (deed: Promise<unknown>, what: string) => {
          const before = watcher.changes.length;
          await deed;
          await settled(watcher.changes, before + 1);
          ensure(watcher.changes.length === before + 1, `${what} is told ${watcher.changes.length - before} times`);
        };
        const ticket = other.presence.enter(id(0), looking);
        await told(ticket, 'that somebody enters');
        await told(other.presence.enter(id(0), { editing: ['mobile'] }), 'that something is edited');
        await other.presence.enter(id(1), looking);
        await told(other.presence.leave(await ticket), 'that somebody leaves');
        for (const each of watcher.changes)
          ensure(each.kind === 'presence' && each.customerId === id(0), `it is told as ${inShort(each)}`);
        const marks = watcher.changes.map((each) => (each.kind === 'reset' ? '' : `${each.id} ${each.revision}`));
        same(new Set(marks).size, 3, 'the number of different changes');
        watcher.stop();
      },
    },
    {
      name: 'that only goes on is not told',
      needs: ['watch', 'tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        const other = await second(bea);
        const watcher = watching(desk, backend, { kinds: ['presence'] });
        await other.presence.enter(id(0), { editing: ['mobile'] });
        await settled(watcher.changes, 1);
        for (let renewal = 0; renewal < 3; renewal += 1) {
          await seconds(desk, 20);
          await other.presence.enter(id(0), { editing: ['mobile'] });
        }
        // What is told of this comes after what would have been told of the renewals.
        await other.presence.enter(id(0), looking);
        await settled(watcher.changes, 2);
        same(watcher.changes.length, 2, 'how often it is told');
        watcher.stop();
      },
    },
    {
      name: 'that ran out is told when somebody asks',
      needs: ['watch', 'tick'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, second, id } = desk;
        const third = await second(cem);
        const watcher = watching(desk, third, { kinds: ['presence'], customerId: id(0) });
        await (await second(bea)).presence.enter(id(0), looking);
        await settled(watcher.changes, 1);
        await seconds(desk, 61);
        same(await names(backend, id(0)), [], 'who is there');
        await settled(watcher.changes, 2);
        same(watcher.changes.length, 2, 'how often it is told');
        watcher.stop();
      },
    },
    {
      name: 'changes nothing of the customer',
      needs: ['customers.get'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const before = await backend.customers.get(id(0));
        await backend.presence.leave(await backend.presence.enter(id(0), { editing: ['mobile'] }));
        same(await backend.customers.get(id(0)), before, 'the customer');
      },
    },
  ],
};
