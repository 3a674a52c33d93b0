import { ensure, same } from '../assert.js';
import { agree, agreedIn, attend, bea, cem, dialling, dueWhileBusy, minute, ringsAt, stateIn, until } from './campaign-cast.js';
import type { Desk, Offered, Section } from './case.js';

const after = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * minute).toISOString();

/** Both say every half a minute how they are, until so many minutes have gone by; answers what rang at the second, if anything did. */
async function waits({ tick }: Desk, minutes: number, busy: Offered, free: Offered): Promise<string | undefined> {
  for (let half = 0; half < 2 * minutes; half += 1) {
    await attend(busy, 'busy');
    const rings = await ringsAt(free);
    if (rings) return rings;
    await tick(minute / 2);
  }
  await attend(busy, 'busy');
  return ringsAt(free);
}

export const routing: Section = {
  name: 'callbacks.attend, routing',
  needs: ['callbacks.attend', 'callbacks.schedule', 'callbacks.get', 'tick', 'second'],
  cases: [
    {
      name: 'waits for a busy agent who agreed on it as long as the campaign says, whoever is free, and then rings there',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const agreed = await agree(desk);
        const { id, dueAt } = agreed;
        await dueWhileBusy(desk, agreed);
        const { state, reservedUntilAt } = await agreedIn(backend);
        same([state, reservedUntilAt], ['queued', after(dueAt, 20)], 'until when it waits');
        same(await waits(desk, 15, backend, other), undefined, 'what rings at a colleague');
        same(await ringsAt(backend), id, 'what rings at the agent who is free at last');
      },
    },
    {
      name: 'goes to the first free agent when it has waited long enough, and not before',
      seed: dialling({ reservationMinutes: 3 }),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const agreed = await agree(desk);
        const { id, dueAt } = agreed;
        await dueWhileBusy(desk, agreed);
        same(await waits(desk, 2, backend, other), undefined, 'what rings before');
        await until(desk, dueAt, 179);
        await attend(backend, 'busy');
        same(await ringsAt(other), undefined, 'what rings a second before');
        await until(desk, dueAt, 180);
        same(await ringsAt(other), id, 'what rings then');
      },
    },
    {
      name: 'waits for nobody where the campaign says 0 minutes',
      seed: dialling({ reservationMinutes: 0 }),
      async run(desk) {
        const other = await desk.second(bea);
        const agreed = await agree(desk);
        await dueWhileBusy(desk, agreed);
        same(await ringsAt(other), agreed.id, 'what rings at a colleague');
      },
    },
    {
      name: 'waits for nobody who comes only when it is due already, and is busy then',
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        await attend(desk.backend, 'busy');
        same((await agreedIn(desk.backend)).reservedUntilAt, undefined, 'until when it waits');
        same(await ringsAt(await desk.second(bea)), id, 'what rings at a colleague');
      },
    },
    {
      name: 'goes at once to the first free agent where its own is logged off',
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        same(await ringsAt(await desk.second(bea)), id, 'what rings at a colleague');
        same((await attend(desk.backend)).offer, undefined, 'what rings at the agent who comes too late');
      },
    },
    {
      name: 'goes at once to the first free agent where its own is on other queues',
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, -10);
        await attend(desk.backend, 'free', ['support']);
        await until(desk, dueAt);
        same(await ringsAt(await desk.second(bea)), id, 'what rings at a colleague');
      },
    },
    {
      name: 'waits no more when its agent logs off meanwhile, even if only for a moment',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const agreed = await agree(desk);
        await dueWhileBusy(desk, agreed);
        ensure((await agreedIn(backend)).reservedUntilAt, 'it waits');
        await attend(backend, 'free', []);
        await attend(backend, 'busy');
        same((await agreedIn(backend)).reservedUntilAt, undefined, 'until when it waits');
        same(await ringsAt(await second(bea)), agreed.id, 'what rings at a colleague');
      },
    },
    {
      name: 'rings at its own agent before others, also at one who is free for less long',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt, -50);
        await attend(other);
        await until(desk, dueAt, -10);
        await attend(backend);
        await until(desk, dueAt);
        same([await ringsAt(other), await ringsAt(backend)], [undefined, id], 'what rings where');
      },
    },
    {
      name: 'for all agents rings at whoever is free the longest, whoever agreed on it',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const [other, third] = [await second(bea), await second(cem)];
        const { id, dueAt } = await agree(desk, 60, { for: 'all' });
        await until(desk, dueAt, -50);
        await attend(third, 'busy');
        await attend(other);
        await until(desk, dueAt, -20);
        await attend(backend);
        await attend(third);
        await until(desk, dueAt);
        same((await agreedIn(backend)).takenBy, 'agent2', 'at whom it rings');
        same(
          [await ringsAt(backend), await ringsAt(third), await ringsAt(other)],
          [undefined, undefined, id],
          'what rings where',
        );
      },
    },
    {
      name: 'stays in the queue while nobody is free',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const other = await second(bea);
        const { id, dueAt } = await agree(desk, 60, { for: 'all' });
        await until(desk, dueAt);
        for (let times = 0; times < 10; times += 1) {
          await attend(backend, 'busy');
          await attend(other, 'busy');
          await desk.tick(minute / 2);
          same(await stateIn(backend), 'queued', 'the state');
        }
        same(await ringsAt(other), id, 'what rings at the first who is free');
      },
    },
    {
      name: 'rings at exactly one of two who ask at the same time',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const all = [backend, await second(bea), await second(cem), await second()];
        const { dueAt } = await agree(desk, 60, { for: 'all' });
        await until(desk, dueAt);
        const offers = (await Promise.all(all.map((each) => attend(each)))).filter(({ offer }) => offer);
        const { takenBy, state } = await agreedIn(backend);
        same(state, 'offered', 'the state');
        for (const { offer } of offers) same(offer?.takenBy, takenBy, 'at whom it rings');
        ensure(offers.length <= (takenBy === 'agent1' ? 2 : 1) && offers.length > 0, `it rings at ${offers.length} desks`);
      },
    },
    {
      name: 'rings two at two agents, and one after the other at one: first what is due first',
      seed: dialling(),
      async run(desk) {
        const { backend, second } = desk;
        const late = await agree(desk, 61, { for: 'all' });
        const early = await agree(desk, 60, { for: 'all', interactionId: 'talk2' });
        await until(desk, late.dueAt);
        same(await ringsAt(backend), early.id, 'what rings at one');
        same(await ringsAt(backend), early.id, 'what rings there still');
        same(await ringsAt(await second(bea)), late.id, 'what rings at the other');
      },
    },
    {
      name: 'rings first what waits for the agent alone, whatever was due before',
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        await agree(desk, 50, { for: 'all', interactionId: 'talk2' });
        const mine = await agree(desk, 60);
        await dueWhileBusy(desk, mine);
        same(await ringsAt(backend), mine.id, 'what rings');
      },
    },
  ],
};
