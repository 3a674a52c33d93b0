import { same } from '../assert.js';
import { agree, agreedIn, attend, bea, dialling, dueWhileBusy, minute, ringsAt, stateIn, until } from './campaign-cast.js';
import type { Desk, Section } from './case.js';

const seconds = 1000;

export const leases: Section = {
  name: 'callbacks.attend, time',
  needs: ['callbacks.attend', 'callbacks.schedule', 'callbacks.get', 'tick', 'second'],
  cases: [
    {
      name: 'runs out: an agent who is not heard of for 60 s is logged off',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second, tick } = desk;
        const other = await second(bea);
        const agreed = await agree(desk);
        await dueWhileBusy(desk, agreed);
        await attend(backend, 'busy');
        await tick(59 * seconds);
        same(await ringsAt(other), undefined, 'what rings at a colleague after 59 s');
        await tick(2 * seconds);
        same(await ringsAt(other), agreed.id, 'what rings there after 61 s');
      },
    },
    {
      name: 'goes on for whoever says it again',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second, tick } = desk;
        const other = await second(bea);
        await dueWhileBusy(desk, await agree(desk));
        for (let renewal = 0; renewal < 10; renewal += 1) {
          await attend(backend, 'busy');
          same(await ringsAt(other), undefined, `what rings at a colleague at the renewal ${renewal}`);
          await tick(40 * seconds);
        }
      },
    },
    {
      name: 'takes what rings back from an agent who is not heard of any more, and gives it to the next',
      needs: ['tick', 'second'],
      seed: dialling({ offerSeconds: 300 }),
      async run(desk) {
        const { backend, second, tick } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        same(await ringsAt(backend), id, 'what rings');
        await tick(30 * seconds);
        same(await ringsAt(other), undefined, 'what rings at a colleague meanwhile');
        await tick(31 * seconds);
        same(await ringsAt(other), id, 'what rings there after 61 s');
        same((await agreedIn(backend)).takenBy, 'agent2', 'at whom it rings');
      },
    },
    {
      name: 'counts the last word of several desks of one agent',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const tab = await second();
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, -10);
        await attend(backend, 'free');
        await attend(tab, 'busy');
        await until(desk, dueAt);
        same(await stateIn(tab), 'queued', 'the state while the last word is busy');
        same(await ringsAt(backend), id, 'what rings when the other says free');
        same((await attend(tab, 'free')).offer?.id, id, 'what rings at both desks');
      },
    },
    {
      name: 'on no queue is logging off: nothing rings any more, and it waits for nobody',
      needs: ['tick', 'second'],
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        same(await ringsAt(backend), id, 'what rings');
        same((await attend(backend, 'free', [])).offer, undefined, 'what rings logged off');
        const { state, takenBy, reservedUntilAt } = await agreedIn(backend);
        same([state, takenBy, reservedUntilAt], ['queued', undefined, undefined], 'what it is then');
        same(await ringsAt(other), id, 'what rings at a colleague');
      },
    },
    {
      name: 'counts how it was when it was due, whenever somebody asks first: it waits from then on',
      seed: dialling(),
      async run(desk) {
        const { dueAt } = await agree(desk);
        await until(desk, dueAt, -10);
        await attend(desk.backend, 'busy');
        await until(desk, dueAt, 40);
        const { reservedUntilAt } = await agreedIn(desk.backend);
        same(Date.parse(reservedUntilAt ?? '') - Date.parse(dueAt), 20 * minute, 'how long it waits from when it was due');
      },
    },
    ...(
      [
        ['was gone when it was due', -70, 5],
        ['was there when it was due and gone soon after', -50, 20],
      ] as const
    ).map(([what, before, after]) => ({
      name: `waits for nobody who ${what}, also when it is asked only after the agent is back`,
      seed: dialling(),
      async run(desk: Desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, before);
        await attend(desk.backend, 'busy');
        await until(desk, dueAt, after);
        await attend(desk.backend, 'busy');
        same((await agreedIn(desk.backend)).reservedUntilAt, undefined, 'until when it waits');
        same(await ringsAt(await desk.second(bea)), id, 'what rings at a colleague');
      },
    })),
  ],
};
