import { ensure, inShort, refused, same } from '../assert.js';
import type { Offered, Section } from './case.js';
import { kari, kariPhone } from './cast.js';
import { deeds, used } from './deeds.js';

export const session: Section = {
  name: 'session',
  cases: [
    {
      name: 'says who works here',
      seed: { agent: { id: 'agent7', name: 'Zoë Agent' } },
      async run({ backend }) {
        same((await backend.session()).agent, { id: 'agent7', name: 'Zoë Agent' }, 'the agent');
      },
    },
    {
      name: 'names exactly the permissions of the agent',
      needs: ['permissions'],
      seed: { permissions: ['customers.view', 'notes.add'] },
      async run({ backend }) {
        same([...(await backend.session()).permissions].sort(), ['customers.view', 'notes.add'], 'the permissions');
      },
    },
    {
      name: 'names the settings that differ from the defaults',
      needs: ['settings'],
      seed: { settings: { homeRegion: 'SE', retentionDays: 30, ownNumbers: ['+46846500400'] } },
      async run({ backend }) {
        const { settings } = await backend.session();
        same(settings.homeRegion, 'SE', 'the home region');
        same(settings.retentionDays, 30, 'the retention');
        same(settings.ownNumbers, ['+46846500400'], 'the own numbers');
      },
    },
    {
      name: 'names settings that are a flag or a choice',
      needs: ['settings'],
      seed: { settings: { autoCreate: true, customerType: 'new-case' } },
      async run({ backend }) {
        const { autoCreate, customerType } = (await backend.session()).settings;
        same([autoCreate, customerType], [true, 'new-case'], 'the settings');
      },
    },
    {
      name: 'tells when the agent will not be there',
      // Nobody else asks.
      needs: ['callbacks.schedule'],
      seed: ({ now, ago }) => ({ absences: [{ fromAt: now, untilAt: ago(-2) }] }),
      async run({ backend, now, ago }) {
        same((await backend.session()).absences, [{ fromAt: now, untilAt: ago(-2) }], 'the absences');
      },
    },
    {
      name: 'tells a time that never runs backwards',
      async run({ backend }) {
        const times = [(await backend.session()).now, (await backend.session()).now].map((each) => Date.parse(each));
        ensure(times[0]! <= times[1]!, `the clock goes from ${times[0]} to ${times[1]}`);
      },
    },
    {
      name: 'tells another client on the same data the same tenant and its own agent',
      needs: ['second'],
      async run({ backend, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        const [mine, theirs] = [await backend.session(), await other.session()];
        same(theirs.tenantId, mine.tenantId, 'the tenant');
        same([mine.agent.id, theirs.agent.id], ['agent1', 'agent2'], 'the agents');
      },
    },
    {
      name: 'is untouched by what a caller does to an answer',
      async run({ backend }) {
        const before = await backend.session();
        const kept = structuredClone(before);
        try {
          (before.permissions as string[]).length = 0;
          (before.agent as { name: string }).name = 'Somebody Else';
          (before.settings as { homeRegion?: string }).homeRegion = 'XX';
        } catch {
          // a frozen answer is as good
        }
        const after = await backend.session();
        same([after.permissions, after.agent, after.settings], [kept.permissions, kept.agent, kept.settings], 'the next session');
      },
    },
    {
      name: 'works with methods that are taken off their services',
      seed: used,
      async run({ bare, id, now }) {
        const { session: whoAmI, watch } = bare;
        const detach = (service: object | undefined) => {
          const methods = Object.entries(service ?? {}).map(([name, method]: [string, unknown]) => [
            name,
            typeof method === 'function'
              ? (...given: unknown[]) => (method as (...given: unknown[]) => unknown)(...given)
              : method,
          ]);
          return service && (Object.fromEntries(methods) as unknown);
        };
        const { customers, fields, presence, interactions, calls, enquiries, campaigns, callbacks } = bare;
        const loose = {
          session: whoAmI,
          customers: detach(customers),
          fields: detach(fields),
          presence: detach(presence),
          interactions: detach(interactions),
          calls: detach(calls),
          enquiries: detach(enquiries),
          campaigns: detach(campaigns),
          callbacks: detach(callbacks),
        };
        for (const deed of deeds(loose as Offered, id(0), now)) {
          try {
            await deed.run();
          } catch (caught) {
            throw new Error(`${deed.name}, taken off its service, fails with ${inShort(caught)}`, { cause: caught });
          }
        }
        if (typeof watch === 'function') watch({}, { change: () => {} })();
      },
    },
    {
      name: 'works as a spread copy with one service replaced',
      seed: { customers: [kari] },
      async run({ bare }) {
        const copy = { ...bare, calls: { dial: async () => {} } };
        await copy.session();
        if (copy.customers) ensure(await copy.customers.find({ raw: kariPhone }), 'the copy answers');
      },
    },
    {
      name: 'once closed, rejects every method with unavailable',
      needs: ['close'],
      seed: { customers: [kari] },
      async run({ backend, id, now }) {
        await backend.session();
        await backend.close();
        for (const deed of deeds(backend, id(0), now)) await refused(deed.run(), 'unavailable', `${deed.name} after close`);
      },
    },
    {
      name: 'closed at one client, goes on at another',
      needs: ['close', 'second', 'customers.get'],
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const other = await second();
        await backend.close();
        ensure(await other.customers.get(id(0)), 'the other client still has the customer');
      },
    },
    {
      name: 'can be closed before anything was asked',
      needs: ['close'],
      async run({ backend }) {
        await backend.close();
        await refused(backend.session(), 'unavailable', 'session after close');
      },
    },
  ],
};
