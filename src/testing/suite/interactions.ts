import type { InteractionScope } from '../../backend/backend.js';
import { refused, same } from '../assert.js';
import type { Offered, Section } from './case.js';
import { call, kari, kariPhone, ola, person, sharedPhone, strangerPhone } from './cast.js';
import { plain } from './catalogue-cast.js';

async function listed(backend: Offered, scope: InteractionScope, limit?: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page++) {
    const { items, next } = await backend.interactions.list(scope, { ...(limit && { limit }), ...(cursor && { cursor }) });
    ids.push(...items.map((each) => each.id));
    if (next === undefined) return ids;
    cursor = next;
  }
  throw new Error('the list has no end: 100 pages were read');
}

/** What each answer says that the conversation `talk` of a number was about. */
async function topicsOf(backend: Offered): Promise<readonly unknown[]> {
  const { items } = await backend.interactions.list({ address: { raw: kariPhone } });
  const listed = items.find(({ id }) => id === 'talk');
  const recorded = await backend.interactions.record({ ...call('talk', listed?.startedAt ?? ''), state: 'active' });
  return [listed, await backend.interactions.get('talk'), recorded].map((each) => each?.topicIds);
}

export const interactions: Section = {
  name: 'interactions',
  needs: ['interactions.list'],
  cases: [
    {
      name: 'of an address are those with exactly it, whichever side and spelling, newest first',
      seed: ({ ago }) => ({
        interactions: [
          call('old', ago(3), { from: kariPhone }),
          call('new', ago(1), { from: '+47 922 33 445' }),
          call('out', ago(2), { direction: 'outbound', from: sharedPhone, to: kariPhone }),
          call('other', ago(1), { from: strangerPhone }),
          call('to-us', ago(1), { from: strangerPhone, to: kariPhone }),
        ],
      }),
      async run({ backend }) {
        same(await listed(backend, { address: { raw: kariPhone } }), ['new', 'out', 'old'], 'the list');
      },
    },
    {
      name: 'of an e-mail address are found whatever its case',
      seed: ({ ago }) => ({ interactions: [call('mail', ago(1), { channel: 'email', from: 'Kari@Example.org' })] }),
      async run({ backend }) {
        same(await listed(backend, { address: { raw: 'kari@example.ORG' } }), ['mail'], 'the list');
      },
    },
    {
      name: 'of a customer are those of every address they have',
      seed: ({ ago }) => ({
        customers: [kari],
        interactions: [
          call('phone', ago(2), { from: kariPhone }),
          call('mail', ago(1), { channel: 'email', from: 'kari.nordmann@example.org' }),
          call('stranger', ago(1), { from: strangerPhone }),
        ],
      }),
      async run({ backend, id }) {
        same(await listed(backend, { customerId: id(0) }), ['mail', 'phone'], 'the list');
      },
    },
    {
      name: 'of a customer are those assigned to them, and not those assigned to somebody else',
      needs: ['interactions.record'],
      seed: { customers: [ola, person('Pia Hansen', { mobile: sharedPhone })] },
      async run({ backend, id, ago }) {
        await backend.interactions.record(call('mine', ago(3), { from: strangerPhone, customerId: id(0) }));
        await backend.interactions.record(call('theirs', ago(2), { from: sharedPhone, customerId: id(1) }));
        await backend.interactions.record(call('nobodys', ago(1), { from: sharedPhone }));
        same(await listed(backend, { customerId: id(0) }), ['nobodys', 'mine'], 'the list of the one');
        same(await listed(backend, { customerId: id(1) }), ['nobodys', 'theirs'], 'the list of the other');
      },
    },
    {
      name: 'of a customer are none of a number that is only their external id',
      seed: ({ ago }) => ({
        customers: [person('Mia Medlem', { membership: kariPhone, phone: sharedPhone })],
        interactions: [call('mine', ago(2), { from: sharedPhone }), call('not-mine', ago(1), { from: kariPhone })],
      }),
      async run({ backend, id }) {
        same(await listed(backend, { customerId: id(0) }), ['mine'], 'the list');
      },
    },
    {
      name: 'older than the retention are not listed',
      needs: ['settings'],
      seed: ({ ago }) => ({
        customers: [kari],
        settings: { retentionDays: 10 },
        interactions: [
          call('kept', ago(9), { from: kariPhone }),
          call('gone', ago(11), { from: kariPhone }),
          call('long-gone', ago(400), { from: kariPhone }),
        ],
      }),
      async run({ backend, id }) {
        same(await listed(backend, { customerId: id(0) }), ['kept'], 'the list of the customer');
        same(await listed(backend, { address: { raw: kariPhone } }), ['kept'], 'the list of the address');
      },
    },
    {
      name: 'older than 90 days are not listed where nobody set a retention',
      seed: ({ ago }) => ({
        interactions: [call('kept', ago(89), { from: kariPhone }), call('gone', ago(91), { from: kariPhone })],
      }),
      async run({ backend }) {
        same(await listed(backend, { address: { raw: kariPhone } }), ['kept'], 'the list');
      },
    },
    {
      name: 'come exactly once in pages of any size, also those that began at the same time',
      seed: ({ ago }) => ({
        interactions: Array.from({ length: 25 }, (_, index) => call(`i${index}`, ago(1, index % 4), { from: kariPhone })),
      }),
      async run({ backend }) {
        const whole = await listed(backend, { address: { raw: kariPhone } }, 200);
        same(whole.length, 25, 'the number of interactions');
        for (const limit of [1, 4, 24, 25])
          same(await listed(backend, { address: { raw: kariPhone } }, limit), whole, `the list in pages of ${limit}`);
      },
    },
    {
      name: 'are none for a customer who is not there, and for an address that cannot be read',
      seed: ({ ago }) => ({ interactions: [call('hidden', ago(1)), call('word', ago(1), { from: 'Posten' })] }),
      async run({ backend }) {
        const scopes: readonly InteractionScope[] = [
          { customerId: 'nobody' },
          { customerId: '__proto__' },
          { address: { raw: 'anonymous' } },
          { address: { raw: 'Post' } },
        ];
        for (const scope of scopes) same(await listed(backend, scope), [], `the list of ${JSON.stringify(scope)}`);
      },
    },
    {
      name: 'are listed by reference to a field and to another interaction',
      seed: ({ ago }) => ({
        customers: [kari],
        interactions: [call('first', ago(2), { from: kariPhone }), call('second', ago(1), { from: kariPhone })],
      }),
      async run({ backend, id }) {
        same(
          await listed(backend, { address: { customerId: id(0), field: 'mobile' } }),
          ['second', 'first'],
          'the list of a field',
        );
        same(await listed(backend, { address: { interactionId: 'first' } }), ['second', 'first'], 'the list of an interaction');
      },
    },
    {
      name: 'are refused with invalid for a limit or cursor that cannot be',
      async run({ backend }) {
        const scope = { address: { raw: kariPhone } };
        for (const limit of [0, 201, 1.5])
          await refused(backend.interactions.list(scope, { limit }), 'invalid', `the limit ${limit}`, 'limit');
        await refused(backend.interactions.list(scope, { cursor: 'forged' }), 'invalid', 'a forged cursor', 'cursor');
      },
    },
    {
      name: 'are got by id as they were kept, and are undefined when there is none',
      needs: ['interactions.get'],
      seed: ({ ago }) => ({
        interactions: [call('kept', ago(1), { from: kariPhone, queue: 'Sales', endedAt: ago(0, 5), endedBy: 'hang-up' })],
      }),
      async run({ backend, ago }) {
        const kept = await backend.interactions.get('kept');
        same([kept?.id, kept?.queue, kept?.endedBy, kept?.from], ['kept', 'Sales', 'hang-up', kariPhone], 'the interaction');
        same(Date.parse(kept?.startedAt ?? ''), Date.parse(ago(1)), 'when it began');
        for (const id of ['nothing', '__proto__', 'constructor', 'toString', ' '])
          same(await backend.interactions.get(id), undefined, `the interaction ${id}`);
      },
    },
    {
      name: 'say what was registered of them, as that is now, and nothing before',
      needs: ['interactions.get', 'interactions.record', 'enquiries.register'],
      seed: ({ ago }) => ({
        catalogue: plain,
        interactions: ['talk', 'other'].map((id) => call(id, ago(0, 5), { state: 'active', from: kariPhone })),
      }),
      async run({ backend }) {
        same(await topicsOf(backend), [undefined, undefined, undefined], 'the topics before');
        for (const topicIds of [['one', 'three'], ['two']]) {
          await backend.enquiries.register({ interactionId: 'talk', topicIds });
          same(await topicsOf(backend), [topicIds, topicIds, topicIds], 'the topics');
        }
        same((await backend.interactions.get('other'))?.topicIds, undefined, 'the topics of another one');
      },
    },
    {
      name: 'say so of a customer’s list, and of each page',
      needs: ['interactions.record', 'enquiries.register'],
      seed: ({ ago }) => ({
        catalogue: plain,
        customers: [kari],
        interactions: ['one', 'two', 'three'].map((id, at) => call(id, ago(0, 5 + at), { state: 'active', from: kariPhone })),
      }),
      async run({ backend, id }) {
        for (const each of ['one', 'three']) await backend.enquiries.register({ interactionId: each, topicIds: [each] });
        const found: unknown[] = [];
        for (let cursor: string | undefined, page = 0; page < 3; page += 1) {
          const { items, next } = await backend.interactions.list({ customerId: id(0) }, { limit: 1, ...(cursor && { cursor }) });
          found.push(...items.map((each) => [each.id, each.topicIds]));
          cursor = next;
        }
        const expected = [
          ['one', ['one']],
          ['two', undefined],
          ['three', ['three']],
        ];
        same(found, expected, 'the topics');
      },
    },
    {
      name: 'take what they are about from the registration, not from who records them',
      needs: ['interactions.get', 'interactions.record', 'enquiries.register'],
      seed: { catalogue: plain },
      async run({ backend, ago }) {
        const forged = { ...call('talk', ago(0, 5), { state: 'active', from: kariPhone }), topicIds: ['two'] };
        same((await backend.interactions.record(forged)).topicIds, undefined, 'the topics before');
        await backend.enquiries.register({ interactionId: 'talk', topicIds: ['one'] });
        same((await backend.interactions.record(forged)).topicIds, ['one'], 'the topics');
        same((await backend.interactions.get('talk'))?.revision, 1, 'the revision');
      },
    },
    {
      name: 'say of one that was closed without a registration that it is about nothing',
      needs: ['interactions.get', 'enquiries.excuse', 'settings'],
      seed: ({ ago }) => ({
        catalogue: plain,
        settings: { enquiryForced: ['*'] },
        interactions: [call('talk', ago(0, 5), { state: 'active', from: kariPhone })],
      }),
      async run({ backend }) {
        await backend.enquiries.excuse('talk', 'nobody there');
        same((await backend.interactions.get('talk'))?.topicIds, [], 'the topics');
      },
    },
    {
      name: 'on every channel are listed',
      seed: ({ ago }) => ({
        interactions: (['call', 'sms', 'email', 'chat'] as const).map((channel, index) =>
          call(channel, ago(index + 1), {
            channel,
            from: channel === 'email' || channel === 'chat' ? 'kari@example.org' : kariPhone,
          }),
        ),
      }),
      async run({ backend }) {
        same(await listed(backend, { address: { raw: kariPhone } }), ['call', 'sms'], 'the list of the number');
        same(
          await listed(backend, { address: { raw: 'kari@example.org' } }),
          ['email', 'chat'],
          'the list of the e-mail address',
        );
      },
    },
  ],
};
