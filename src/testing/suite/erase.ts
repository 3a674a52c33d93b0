import type { ErasureReceipt } from '../../backend/backend.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { acme, call, kari, kariPhone, newKari, ola, sharedPhone } from './cast.js';
import { turn, watching } from './watching.js';

/** Throws unless exactly this was deleted; nouns that a backend does not keep may be missing from its receipt. */
export function deleted({ counts }: ErasureReceipt, expected: Readonly<Record<string, number>>): void {
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  same(Object.fromEntries(found), expected, 'what was deleted');
}

export const erase: Section = {
  name: 'customers.erase',
  needs: ['customers.erase', 'customers.get'],
  cases: [
    {
      name: 'takes the customer out of get, find, search, list and total',
      needs: ['customers.find', 'customers.search', 'customers.list'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        await backend.customers.erase(id(0));
        same(await backend.customers.get(id(0)), undefined, 'the customer');
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'none', 'the outcome');
        same(await backend.customers.search('Kari'), [], 'what is searched');
        const { items, total } = await backend.customers.list();
        same([items.length, total ?? 1], [1, 1], 'the list');
      },
    },
    {
      name: 'answers a receipt: whom, when, and how much of what, and nothing that was in it',
      needs: ['customers.choose', 'interactions.record'],
      seed: { customers: [kari, ola] },
      async run({ backend, id, ago, now }) {
        for (const [index, customerId] of [id(0), id(0), id(1)].entries())
          await backend.interactions.record(call(`call${index}`, ago(1), { from: sharedPhone, customerId }));
        await backend.customers.choose({ raw: kariPhone }, id(0));
        const receipt = await backend.customers.erase(id(0));
        same(receipt.customerId, id(0), 'whom it is about');
        deleted(receipt, { customer: 1, choice: 1, interaction: 2 });
        ensure(Date.parse(receipt.erasedAt) >= Date.parse(now), `it is erased at ${receipt.erasedAt}`);
        ensure(!/Kari|Nordmann|92233445/.test(JSON.stringify(receipt)), 'the receipt tells nothing of the customer');
      },
    },
    {
      name: 'deletes the interactions that are assigned, and those of nobody with an address of the customer alone',
      needs: ['interactions.get', 'interactions.list'],
      seed: ({ ago }) => ({
        customers: [{ ...kari, fields: { ...kari.fields, phone: sharedPhone } }, acme],
        interactions: [
          call('alone', ago(1), { from: kariPhone }),
          call('shared', ago(1), { from: sharedPhone }),
          call('given', ago(1), { from: sharedPhone }),
          call('other', ago(1), { from: kariPhone }),
        ],
      }),
      async run({ backend, id, ago }) {
        await backend.interactions.record(call('given', ago(1), { customerId: id(0) }));
        await backend.interactions.record(call('other', ago(1), { customerId: id(1) }));
        deleted(await backend.customers.erase(id(0)), { customer: 1, interaction: 2 });
        const left = await Promise.all(['alone', 'shared', 'given', 'other'].map((each) => backend.interactions.get(each)));
        same(
          left.map((each) => each?.id),
          [undefined, 'shared', undefined, 'other'],
          'the interactions that are left',
        );
        same((await backend.interactions.list({ address: { raw: kariPhone } })).items.length, 1, 'those of the number');
      },
    },
    {
      name: 'takes a removed customer too, with the interactions that nobody else was given',
      needs: ['customers.remove', 'interactions.record', 'interactions.get'],
      seed: { customers: [kari, ola] },
      async run({ backend, id, ago }) {
        for (const each of ['one', 'two'])
          await backend.interactions.record(call(each, ago(1), { from: sharedPhone, customerId: id(0) }));
        await backend.customers.remove(id(0), 1);
        await backend.interactions.record(call('two', ago(1), { from: sharedPhone, customerId: id(1) }));
        deleted(await backend.customers.erase(id(0)), { interaction: 1 });
        same(await backend.interactions.get('one'), undefined, 'the interaction of nobody');
        ensure(await backend.interactions.get('two'), 'the interaction of another is still there');
      },
    },
    {
      name: 'rejects with not-found who is not there, and of whom nothing is left',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        await backend.customers.erase(id(0));
        for (const each of [id(0), 'nobody', '', '__proto__', 'constructor'])
          await refused(backend.customers.erase(each), 'not-found', `the customer ${inShort(each)}`);
      },
    },
    {
      name: 'leaves all others as they are',
      needs: ['customers.find', 'customers.choose'],
      seed: { customers: [ola, acme] },
      async run({ backend, id }) {
        await backend.customers.choose({ raw: 'somebody@example.org' }, id(1));
        const before = await backend.customers.get(id(1));
        deleted(await backend.customers.erase(id(0)), { customer: 1 });
        same(await backend.customers.get(id(1)), before, 'another customer');
      },
    },
    {
      name: 'counts presence, and leaves nobody at the card',
      needs: ['presence.enter', 'presence.who', 'second'],
      seed: { customers: [kari] },
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        await other.presence.enter(id(0), { editing: [] });
        deleted(await backend.customers.erase(id(0)), { customer: 1, presence: 1 });
        same(await backend.presence.who(id(0)), [], 'who is there');
      },
    },
    {
      name: 'leaves nothing in the answers that are kept with keys',
      needs: ['keys', 'customers.add', 'customers.list'],
      async run({ backend }) {
        const { id } = await backend.customers.add(newKari, { key: 'add-1' });
        await backend.customers.erase(id);
        await refused(backend.customers.add(newKari, { key: 'add-1' }), 'not-found', 'the write that was sent again');
        same((await backend.customers.list()).items, [], 'the list');
      },
    },
    {
      name: 'happens once with a key: the same key answers the same receipt',
      needs: ['keys'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        const receipt = await backend.customers.erase(id(0), { key: 'erase-1' });
        same(await backend.customers.erase(id(0), { key: 'erase-1' }), receipt, 'the second receipt');
        await refused(backend.customers.erase(id(1), { key: 'erase-1' }), 'invalid', 'the key for another', 'key');
        ensure(await backend.customers.get(id(1)), 'the other customer is still there');
      },
    },
    {
      name: 'is told to those who watch',
      needs: ['watch', 'keys'],
      seed: { customers: [kari] },
      async run(desk) {
        const { backend, id } = desk;
        const watcher = watching(desk, backend, { kinds: ['customer'] });
        await backend.customers.erase(id(0), { key: 'erase-1' });
        await watcher.until(id(0));
        const [told] = watcher.of(id(0));
        if (told) same([told.customerId, told.key], [id(0), 'erase-1'], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const signal = AbortSignal.abort();
        await aborted(backend.customers.erase(id(0), { signal }), signal, 'erase');
        await turn();
        ensure(await backend.customers.get(id(0)), 'the customer is still there');
      },
    },
  ],
};
