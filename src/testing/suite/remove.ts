import { isBackendError } from '../../backend/backend-error.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Offered, Section } from './case.js';
import { acme, call, crowd, kari, kariPhone, newKari, ola, person, sharedPhone } from './cast.js';
import { forLater, turn, watching } from './watching.js';

const nobody = ['nobody', '', '__proto__', 'constructor'];

/** What goes along, apart from what later services add. */
async function impactOf(backend: Offered, id: string) {
  const { revision, interactions, choices } = await backend.customers.impact(id);
  return { revision, interactions, choices };
}

export const impact: Section = {
  name: 'customers.impact',
  needs: ['customers.impact'],
  cases: [
    {
      name: 'says nothing of a customer whom nothing belongs to',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        same(await impactOf(backend, id(0)), { revision: 1, interactions: 0, choices: 0 }, 'the impact');
      },
    },
    {
      name: 'counts assigned interactions, of others and of nobody none, and chosen addresses',
      needs: ['customers.choose', 'interactions.record'],
      seed: { customers: [kari, ola] },
      async run({ backend, id, ago }) {
        for (const [index, customerId] of [id(0), id(0), id(1), ''].entries())
          await backend.interactions.record(call(`call${index}`, ago(index + 1), { from: kariPhone, customerId }));
        for (const raw of [kariPhone, sharedPhone, 'a@example.org']) await backend.customers.choose({ raw }, id(0));
        await backend.customers.choose({ raw: 'a@example.org' }, id(1));
        same(await impactOf(backend, id(0)), { revision: 1, interactions: 2, choices: 2 }, 'the impact');
      },
    },
    {
      name: 'counts interactions older than the retention, and more than a page of them',
      seed: { customers: [kari] },
      needs: ['interactions.record'],
      async run({ backend, id, ago }) {
        for (let index = 0; index < 205; index += 1)
          await backend.interactions.record(call(`call${index}`, ago(index), { from: kariPhone, customerId: id(0) }));
        same((await backend.customers.impact(id(0))).interactions, 205, 'the interactions');
      },
    },
    {
      name: 'removes nothing',
      needs: ['customers.get'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const before = await backend.customers.get(id(0));
        await backend.customers.impact(id(0));
        same(await backend.customers.get(id(0)), before, 'the customer');
      },
    },
    {
      name: 'rejects with not-found for a customer who is not there',
      async run({ backend }) {
        for (const each of nobody) await refused(backend.customers.impact(each), 'not-found', `the customer ${inShort(each)}`);
      },
    },
  ],
};

export const remove: Section = {
  name: 'customers.remove',
  needs: ['customers.remove', 'customers.get'],
  cases: [
    {
      name: 'takes the customer out of get, find, search, list and total, at once, for another client too',
      needs: ['second', 'customers.find', 'customers.search', 'customers.list'],
      seed: { customers: [kari, ola] },
      async run({ backend, id, second }) {
        const other = await second();
        await backend.customers.remove(id(0), 1);
        for (const each of [backend, other]) {
          same(await each.customers.get(id(0)), undefined, 'the customer');
          same((await each.customers.find({ raw: kariPhone })).outcome, 'none', 'the outcome');
          same(await each.customers.search('Kari'), [], 'what is searched by name');
          same(await each.customers.search(id(0)), [], 'what is searched by id');
          const { items, total } = await each.customers.list();
          same(
            items.map((item) => item.id),
            [id(1)],
            'the list',
          );
          same(total ?? 1, 1, 'the total');
        }
      },
    },
    {
      name: 'leaves all others as they are',
      needs: ['customers.find'],
      seed: { customers: [acme, ola] },
      async run({ backend, id }) {
        const before = await backend.customers.get(id(0));
        await backend.customers.remove(id(1), 1);
        same(await backend.customers.get(id(0)), before, 'another customer');
        same((await backend.customers.find({ raw: sharedPhone })).outcome, 'one', 'the outcome of the number that both had');
      },
    },
    {
      name: 'removes nothing on another revision: conflict, with the customer as it is now',
      needs: ['customers.change'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const now = await backend.customers.change(id(0), { revision: 1, fields: { address: 'x' } });
        const { current } = await refused(backend.customers.remove(id(0), 1), 'conflict', 'the old revision');
        same(current, now, 'what the conflict shows as current');
        same(await backend.customers.get(id(0)), now, 'the customer');
      },
    },
    {
      name: 'rejects with not-found who is not there, or not any more',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        await backend.customers.remove(id(0), 1);
        for (const each of [id(0), ...nobody])
          await refused(backend.customers.remove(each, 1), 'not-found', `the customer ${inShort(each)}`);
      },
    },
    {
      name: 'leaves nobody to change, to choose or to ask about',
      needs: ['customers.change', 'customers.choose', 'customers.find'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        await backend.customers.remove(id(0), 1);
        await refused(backend.customers.change(id(0), { revision: 1, fields: { address: 'x' } }), 'not-found', 'the change');
        await refused(backend.customers.choose({ raw: kariPhone }, id(0)), 'not-found', 'the choice');
        await refused(backend.customers.find({ customerId: id(0), field: 'mobile' }), 'not-found', 'the look-up of a field');
      },
    },
    {
      name: 'makes assigned interactions nobody’s: they stay, with their address',
      needs: ['interactions.list', 'interactions.get'],
      seed: ({ ago }) => ({
        customers: [kari],
        interactions: [call('theirs', ago(2), { from: sharedPhone }), call('old', ago(1), { from: kariPhone })],
      }),
      async run({ backend, id, ago }) {
        const given = call('theirs', ago(2), { from: sharedPhone });
        await backend.interactions.record({ ...given, customerId: id(0) });
        await backend.customers.remove(id(0), 1);
        const kept = await backend.interactions.get('theirs');
        same([kept?.customerId, kept?.from], [undefined, sharedPhone], 'assignment and address');
        same((await backend.interactions.list({ customerId: id(0) })).items, [], 'the list of the customer');
        const { items } = await backend.interactions.list({ address: { raw: sharedPhone } });
        same(
          items.map((item) => item.id),
          ['theirs'],
          'the list of the address',
        );
      },
    },
    {
      name: 'gives those interactions to whoever has their address now',
      needs: ['interactions.list', 'interactions.record'],
      seed: { customers: [ola, person('Pia Hansen', { mobile: sharedPhone })] },
      async run({ backend, id, ago }) {
        await backend.interactions.record(call('one', ago(1), { from: sharedPhone, customerId: id(0) }));
        same((await backend.interactions.list({ customerId: id(1) })).items, [], 'the list before');
        await backend.customers.remove(id(0), 1);
        const { items } = await backend.interactions.list({ customerId: id(1) });
        same(
          items.map((item) => item.id),
          ['one'],
          'the list of who has the number, too',
        );
      },
    },
    {
      name: 'takes along more interactions than a page has, in one step',
      needs: ['interactions.record', 'interactions.get', 'watch'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, id, ago } = desk;
        for (let index = 0; index < 230; index += 1)
          await backend.interactions.record(call(`call${index}`, ago(1), { from: kariPhone, customerId: id(0) }));
        const left: Promise<unknown>[] = [];
        const watcher = watching(desk, backend, {}, () => {
          if (left.length === 0) left.push(...['call0', 'call229'].map((each) => forLater(backend.interactions.get(each))));
        });
        await backend.customers.remove(id(0), 1);
        await watcher.until(id(0));
        for (const each of (await Promise.all(left)) as ({ customerId?: string } | undefined)[])
          same(each?.customerId, undefined, 'the assignment when the removal is told');
        watcher.stop();
      },
    },
    {
      name: 'leaves nothing assigned that is recorded at the same time, whichever is the faster',
      needs: ['second', 'interactions.record', 'interactions.get'],
      seed: { customers: crowd(24) },
      async run({ backend, ids, second, ago }) {
        const other = await second();
        for (const [index, customerId] of ids.entries()) {
          const given = call(`call${index}`, ago(1), { from: sharedPhone, customerId });
          const recorded = async () => {
            // Each one a little later than the one before, so that they meet at every step of the removal.
            for (let step = 0; step < index * 2; step += 1) await Promise.resolve();
            return other.interactions.record(given);
          };
          await Promise.all([backend.customers.remove(customerId, 1), recorded()]);
          same((await backend.interactions.get(given.id))?.customerId, undefined, `the customer of interaction ${index}`);
        }
      },
    },
    {
      name: 'forgets that the customer was chosen',
      needs: ['customers.choose', 'customers.find', 'customers.impact'],
      seed: { customers: [acme, ola, person('Pia Hansen', { mobile: sharedPhone })] },
      async run({ backend, id }) {
        await backend.customers.choose({ raw: sharedPhone }, id(1));
        await backend.customers.remove(id(1), 1);
        const { matches } = await backend.customers.find({ raw: sharedPhone });
        same(
          matches.map(({ customer, why }) => [customer.id, why.some(({ by }) => by === 'choice')]),
          [
            [id(0), false],
            [id(2), false],
          ],
          'who is found, and chosen',
        );
      },
    },
    {
      name: 'does what was said before: the impact’s revision is good for it',
      needs: ['customers.impact'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const { revision } = await backend.customers.impact(id(0));
        await backend.customers.remove(id(0), revision);
        same(await backend.customers.get(id(0)), undefined, 'the customer');
      },
    },
    {
      name: 'lets one of a change and a removal win that are made at the same time',
      needs: ['customers.change', 'second'],
      seed: { customers: [kari] },
      async run({ backend, id, second }) {
        const other = await second();
        const [change, removal] = await Promise.allSettled([
          backend.customers.change(id(0), { revision: 1, fields: { address: 'x' } }),
          other.customers.remove(id(0), 1),
        ]);
        ensure((change.status === 'fulfilled') !== (removal.status === 'fulfilled'), 'exactly one of them wins');
        const kept = await backend.customers.get(id(0));
        same(kept?.revision, change.status === 'fulfilled' ? 2 : undefined, 'the revision');
        const loser: unknown = change.status === 'rejected' ? change.reason : (removal as PromiseRejectedResult).reason;
        ensure(isBackendError(loser) && ['conflict', 'not-found'].includes(loser.code), `who loses is told ${inShort(loser)}`);
      },
    },
    {
      name: 'happens once with a key, and refuses the key for somebody else',
      needs: ['keys'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        await backend.customers.remove(id(0), 1, { key: 'remove-1' });
        await backend.customers.remove(id(0), 1, { key: 'remove-1' });
        await refused(backend.customers.remove(id(1), 1, { key: 'remove-1' }), 'invalid', 'the key for another', 'key');
        ensure(await backend.customers.get(id(1)), 'the other customer is still there');
      },
    },
    {
      name: 'is told to those who watch, after it is done, with the key of its author',
      needs: ['watch', 'keys'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, id } = desk;
        const reads: Promise<unknown>[] = [];
        const watcher = watching(desk, backend, { customerId: id(0) }, () => reads.push(forLater(backend.customers.get(id(0)))));
        await backend.customers.remove(id(0), 1, { key: 'remove-1' });
        await watcher.until(id(0));
        await turn();
        const [told, ...more] = watcher.of(id(0)).filter(({ kind }) => kind === 'customer');
        same([told?.customerId, told?.key, more], [id(0), 'remove-1', []], 'what is told');
        same(await reads[0], undefined, 'what is read then');
        watcher.stop();
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const signal = AbortSignal.abort();
        await aborted(backend.customers.remove(id(0), 1, { signal }), signal, 'remove');
        await turn();
        ensure(await backend.customers.get(id(0)), 'the customer is still there');
      },
    },
    {
      name: 'never gives the id again',
      needs: ['customers.add'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        await backend.customers.remove(id(0), 1);
        for (let count = 0; count < 5; count += 1)
          ensure((await backend.customers.add(newKari)).id !== id(0), 'a new customer has another id');
      },
    },
  ],
};
