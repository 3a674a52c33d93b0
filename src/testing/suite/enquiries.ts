import { permissions } from '../../backend/permissions.js';
import type { EnquiryScope } from '../../backend/backend.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Desk, Offered, Section } from './case.js';
import { call, crowd, kari, kariPhone, ola, sharedPhone } from './cast.js';
import { catalogue, hostileIds, plain, saying, talking } from './catalogue-cast.js';
import { deleted } from './erase.js';
import { forLater, turn, watching } from './watching.js';

async function listed(backend: Offered, scope: EnquiryScope, limit?: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const { items, next } = await backend.enquiries.list(scope, { ...(limit && { limit }), ...(cursor && { cursor }) });
    ids.push(...items.map((each) => each.interactionId));
    if (next === undefined) return ids;
    cursor = next;
  }
  throw new Error('the list has no end: 100 pages were read');
}

/** Records a running conversation of this customer, and registers it. */
async function registered({ backend, ago }: Desk, id: string, customerId?: string, key?: string) {
  await backend.interactions.record(call(id, ago(0, 5), { state: 'active', from: sharedPhone, customerId }));
  return backend.enquiries.register({ interactionId: id, topicIds: ['happy'], comment: 'Rosebud' }, { key });
}

export const enquiries: Section = {
  name: 'enquiries.get',
  needs: ['enquiries.get'],
  cases: [
    {
      name: 'says of a conversation that nobody recorded that nothing is offered, forced or kept',
      needs: ['settings'],
      seed: { catalogue, settings: { enquiryForced: ['*'], wrapUpSeconds: 60 } },
      async run({ backend }) {
        for (const id of hostileIds) {
          const { now, ...state } = await backend.enquiries.get(id);
          same(state, { interactionId: id, offered: false, forced: false }, `the state of ${inShort(id)}`);
          ensure(now, 'the clock is told');
        }
      },
    },
    {
      name: 'offers registration where there is a catalogue, and nowhere else',
      seed: ({ ago }) => ({ interactions: [call('talk', ago(0, 5), { from: kariPhone })] }),
      needs: ['enquiries.saveCatalogue'],
      async run({ backend }) {
        same((await backend.enquiries.get('talk')).offered, false, 'without a catalogue');
        await backend.enquiries.saveCatalogue({ ...plain, revision: 0 });
        same((await backend.enquiries.get('talk')).offered, true, 'with one');
      },
    },
    ...([true, false] as const).map((inbound) => ({
      name: `offers it for ${inbound ? 'inbound' : 'outbound'} conversations alone where the settings say so`,
      needs: ['settings'] as const,
      seed: ({ ago }: { ago(days: number, minutes?: number): string }) => ({
        catalogue,
        settings: { enquiryInbound: inbound, enquiryOutbound: !inbound, enquiryForced: ['*'] },
        interactions: [
          call('inbound', ago(0, 5), { from: kariPhone }),
          call('outbound', ago(0, 5), { direction: 'outbound' as const, to: kariPhone }),
        ],
      }),
      async run({ backend }: Desk) {
        for (const direction of ['inbound', 'outbound'] as const) {
          const { offered, forced } = await backend.enquiries.get(direction);
          const expected = (direction === 'inbound') === inbound;
          same([offered, forced], [expected, expected], `what is offered and forced for ${direction}`);
        }
      },
    })),
    {
      name: 'forces it in the queues that are named, and not after a transfer',
      needs: ['settings', 'interactions.record'],
      seed: ({ ago }) => ({
        catalogue,
        settings: { enquiryForced: ['Sales', 'Support'] },
        interactions: [
          call('named', ago(0, 5), { state: 'active', from: kariPhone, queue: 'Support' }),
          call('other', ago(0, 5), { state: 'active', from: kariPhone, queue: 'sales' }),
          call('none', ago(0, 5), { state: 'active', from: kariPhone }),
        ],
      }),
      async run({ backend, ago, now }) {
        const forced = async (id: string) => (await backend.enquiries.get(id)).forced;
        same(await Promise.all(['named', 'other', 'none'].map(forced)), [true, false, false], 'what is forced');
        const end = call('named', ago(0, 5), { state: 'wrap-up', endedAt: now });
        await backend.interactions.record({ ...end, endedBy: 'hang-up' });
        same(await forced('named'), true, 'after the end');
        await backend.interactions.record({ ...end, endedBy: 'transfer' });
        same(await forced('named'), false, 'after a transfer');
        same((await backend.enquiries.get('named')).offered, true, 'what is offered then');
      },
    },
    {
      name: 'forces it everywhere where all queues are named, also without one',
      needs: ['settings'],
      seed: ({ ago }) => ({
        catalogue,
        settings: { enquiryForced: ['*'] },
        interactions: [call('queued', ago(0, 5), { queue: 'Sales' }), call('none', ago(0, 5), { from: kariPhone })],
      }),
      async run({ backend }) {
        for (const id of ['queued', 'none']) same((await backend.enquiries.get(id)).forced, true, `what is forced of ${id}`);
      },
    },
    {
      name: 'needs no permission, and tells the backend’s clock',
      needs: ['permissions'],
      seed: talking({ permissions: [] }),
      async run({ backend }) {
        const before = Date.parse((await backend.session()).now);
        const { offered, now } = await backend.enquiries.get('talk');
        same(offered, true, 'what is offered');
        const after = Date.parse((await backend.session()).now);
        ensure(before <= Date.parse(now) && Date.parse(now) <= after, `the clock shows ${now}`);
      },
    },
    {
      name: 'is told to those who watch, as an enquiry of that conversation and customer, after it is kept',
      needs: ['watch', 'keys', 'second', 'enquiries.register', 'interactions.record'],
      seed: { catalogue, customers: [kari, ola] },
      async run(desk) {
        const { backend, id, second } = desk;
        const other = await second();
        const reads: Promise<unknown>[] = [];
        const scope = { kinds: ['enquiry'] as const };
        const watcher = watching(desk, other, { ...scope, customerId: id(0) }, () =>
          reads.push(forLater(other.enquiries.get('talk').then(({ enquiry }) => enquiry))),
        );
        const stranger = watching(desk, other, { ...scope, customerId: id(1) });
        const answer = await registered(desk, 'talk', id(0), 'register-1');
        await watcher.until('talk');
        await turn();
        const [told, ...more] = watcher.changes;
        const expected = { kind: 'enquiry', id: 'talk', customerId: id(0), revision: 1, key: 'register-1' };
        if (told?.kind !== 'reset') same([told, more], [expected, []], 'what is told');
        same(
          stranger.changes.filter(({ kind }) => kind !== 'reset'),
          [],
          'what is told to who watches another customer',
        );
        same(await reads[0], answer, 'what is read then');
        await backend.interactions.record(call('talk', desk.ago(0, 5), { state: 'active', customerId: id(1) }));
        await stranger.until('talk');
        watcher.stop();
        stranger.stop();
      },
    },
    {
      name: 'loses the customer when that is removed, and nothing else',
      needs: ['customers.remove', 'enquiries.list', 'enquiries.register', 'interactions.record'],
      seed: { catalogue, customers: [kari, ola] },
      async run(desk) {
        const { backend, id } = desk;
        const mine = await registered(desk, 'mine', id(0));
        const theirs = await registered(desk, 'theirs', id(1));
        await backend.customers.remove(id(0), 1);
        const { customerId: _, revision: _before, ...left } = mine;
        const { revision: _after, ...found } = (await backend.enquiries.get('mine')).enquiry!;
        same(found, left, 'what is left of it');
        same(await listed(backend, { customerId: id(0) }), [], 'the list of who was removed');
        same((await backend.enquiries.get('theirs')).enquiry, theirs, 'the other one’s');
      },
    },
    {
      name: 'is of nobody when it is registered while the customer is removed, whichever is the faster',
      needs: ['second', 'customers.remove', 'enquiries.register', 'interactions.record'],
      seed: { catalogue, customers: crowd(24) },
      async run({ backend, ids, second, ago }) {
        const other = await second();
        for (const [index, customerId] of ids.entries()) {
          const interactionId = `talk${index}`;
          await backend.interactions.record(call(interactionId, ago(0, 5), { state: 'active', from: sharedPhone, customerId }));
          const register = async () => {
            // Each one a little later than the one before, so that they meet at every step of the removal.
            for (let step = 0; step < index * 2; step += 1) await Promise.resolve();
            return other.enquiries.register({ interactionId, topicIds: ['happy'] });
          };
          await Promise.all([backend.customers.remove(customerId, 1), register()]);
          const { enquiry } = await backend.enquiries.get(interactionId);
          same([enquiry?.topicIds, enquiry?.customerId], [['happy'], undefined], `the registration of ${interactionId}`);
        }
      },
    },
    {
      name: 'is nothing any more when the customer is erased, and the receipt counts it',
      needs: ['customers.erase', 'enquiries.list', 'enquiries.register', 'interactions.record', 'interactions.get'],
      seed: { catalogue, customers: [kari, ola] },
      async run(desk) {
        const { backend, id } = desk;
        for (const each of ['one', 'two']) await registered(desk, each, id(0));
        await backend.interactions.record(call('silent', desk.ago(0, 5), { customerId: id(0) }));
        const theirs = await registered(desk, 'theirs', id(1));
        await backend.interactions.record(call('alone', desk.ago(0, 5), { from: kariPhone }));
        await backend.enquiries.register({ interactionId: 'alone', topicIds: ['happy'] });
        deleted(await backend.customers.erase(id(0)), { customer: 1, enquiry: 3, interaction: 4 });
        for (const each of ['one', 'two', 'silent', 'alone'])
          same(
            Object.keys(await backend.enquiries.get(each)).sort(),
            ['forced', 'interactionId', 'now', 'offered'],
            `what is left of ${each}`,
          );
        same(await listed(backend, { customerId: id(0) }), [], 'the list');
        same((await backend.enquiries.get('theirs')).enquiry, theirs, 'the other one’s');
      },
    },
    {
      name: 'is nothing any more when a removed customer is erased, and neither are the answers kept with keys',
      needs: ['customers.remove', 'customers.erase', 'keys', 'enquiries.register', 'interactions.record'],
      seed: { catalogue, customers: [kari] },
      async run(desk) {
        const { backend, id } = desk;
        await registered(desk, 'early', undefined, 'register-1');
        await backend.interactions.record(call('early', desk.ago(0, 5), { state: 'active', customerId: id(0) }));
        await registered(desk, 'late', id(0), 'register-2');
        await backend.customers.remove(id(0), 1);
        deleted(await backend.customers.erase(id(0)), { enquiry: 2, interaction: 2 });
        for (const [interactionId, key] of [
          ['early', 'register-1'],
          ['late', 'register-2'],
        ] as const) {
          const again = backend.enquiries.register({ interactionId, topicIds: ['happy'], comment: 'Rosebud' }, { key });
          await refused(again, 'not-found', `the write of ${interactionId} that is sent again`);
        }
      },
    },
    {
      name: 'is nothing any more when it is registered while the customer is erased, whichever is the faster',
      needs: ['second', 'customers.erase', 'enquiries.register', 'interactions.record'],
      seed: {
        catalogue,
        customers: [
          ...crowd(12),
          ...crowd(12).map((each, index) => ({ ...each, fields: { ...each.fields, mobile: `+4792000${100 + index}` } })),
        ],
      },
      async run({ backend, ids, second, ago }) {
        const other = await second();
        for (const [index, customerId] of ids.entries()) {
          const interactionId = `talk${index}`;
          // The first half is assigned; of the other only the address is theirs.
          const whose = index < 12 ? { from: sharedPhone, customerId } : { from: `+4792000${88 + index}` };
          await backend.interactions.record(call(interactionId, ago(0, 5), { state: 'active', ...whose }));
          const register = async () => {
            for (let step = 0; step < (index % 12) * 4; step += 1) await Promise.resolve();
            return other.enquiries.register({ interactionId, topicIds: ['happy'] });
          };
          const [erasure] = await Promise.allSettled([backend.customers.erase(customerId), register()]);
          same(erasure.status, 'fulfilled', 'the erasure');
          same((await backend.enquiries.get(interactionId)).enquiry, undefined, `what is left of ${interactionId}`);
        }
      },
    },
    {
      name: 'can be aborted',
      seed: talking(),
      async run({ backend }) {
        const signal = AbortSignal.abort();
        await aborted(backend.enquiries.get('talk', { signal }), signal, 'get');
      },
    },
  ],
};

export const enquiriesList: Section = {
  name: 'enquiries.list',
  needs: ['enquiries.list', 'enquiries.register', 'interactions.record'],
  cases: [
    {
      name: 'of a customer are the newest registered first, whenever they were changed or talked',
      needs: ['tick'],
      seed: { catalogue, customers: [kari, ola] },
      async run(desk) {
        const { backend, id, tick } = desk;
        for (const each of ['a', 'c', 'b']) {
          await registered(desk, each, id(0));
          await tick(1000);
        }
        await registered(desk, 'theirs', id(1));
        await backend.enquiries.register({ interactionId: 'a', topicIds: ['angry'] });
        same(await listed(backend, { customerId: id(0) }), ['b', 'c', 'a'], 'the list');
      },
    },
    {
      name: 'come exactly once in pages of any size, those of one instant by the id of the conversation',
      seed: { catalogue, customers: [kari] },
      async run(desk) {
        const { backend, id } = desk;
        const expected: string[] = [];
        for (const each of Array.from({ length: 13 }, (_, index) => `talk${(index * 5) % 13}`)) {
          const { interactionId, registeredAt } = await registered(desk, each, id(0));
          expected.push(`${String(9e15 - Date.parse(registeredAt))} ${interactionId}`);
        }
        const ordered = expected.sort().map((each) => each.split(' ')[1]);
        for (const limit of [1, 4, 12, 13, 200])
          same(await listed(backend, { customerId: id(0) }, limit), ordered, `the list in pages of ${limit}`);
      },
    },
    {
      name: 'of a conversation are its only one, or none',
      seed: ({ ago }) => ({ catalogue, interactions: [call('silent', ago(0, 5), { from: kariPhone })] }),
      async run(desk) {
        const { backend } = desk;
        const kept = await registered(desk, 'talk');
        same((await backend.enquiries.list({ interactionId: 'talk' })).items, [kept], 'the list of the registered one');
        for (const interactionId of ['silent', ...hostileIds])
          same(await backend.enquiries.list({ interactionId }), { items: [] }, `the list of ${inShort(interactionId)}`);
      },
    },
    {
      name: 'of nobody are none',
      seed: { catalogue },
      async run(desk) {
        await registered(desk, 'talk');
        for (const customerId of hostileIds)
          same(await desk.backend.enquiries.list({ customerId }), { items: [] }, `the list of ${inShort(customerId)}`);
      },
    },
    {
      name: 'are refused with invalid for a limit or cursor that cannot be, or that is another list’s',
      seed: { catalogue, customers: [kari] },
      async run(desk) {
        const { backend, id } = desk;
        const scope = { customerId: id(0) };
        for (const limit of [0, 201, 1.5, Number.NaN])
          await refused(backend.enquiries.list(scope, { limit }), 'invalid', `the limit ${limit}`, 'limit');
        for (const each of ['a', 'b']) await registered(desk, each, id(0));
        const { next } = await backend.enquiries.list(scope, { limit: 1 });
        ensure(next, 'there is a second page');
        for (const [other, cursor] of [
          [scope, 'forged'],
          [scope, ''],
          [{ customerId: 'nobody' }, next],
        ] as const)
          await refused(backend.enquiries.list(other, { cursor }), 'invalid', `the cursor ${cursor}`, 'cursor');
      },
    },
    {
      name: 'without customers.view are denied',
      needs: ['permissions', 'second'],
      seed: { catalogue },
      async run(desk) {
        await registered(desk, 'talk');
        const other = await desk.second({ permissions: permissions.filter((each) => each !== 'customers.view') });
        for (const interactionId of ['talk', 'nobody'])
          await refused(other.enquiries.list({ interactionId }), 'denied', `the list of ${interactionId}`);
      },
    },
    {
      name: 'can be aborted',
      async run({ backend }) {
        const signal = AbortSignal.abort();
        await aborted(backend.enquiries.list({ interactionId: saying([]).interactionId }, { signal }), signal, 'list');
      },
    },
  ],
};
