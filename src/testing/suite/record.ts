import type { Interaction } from '../../domain/interaction.js';
import { refused, same } from '../assert.js';
import type { Section } from './case.js';
import { call, kari, kariPhone, ola } from './cast.js';

const ringing = (startedAt: string): Interaction =>
  call('live', startedAt, { state: 'offered', from: kariPhone, queue: 'Sales' });

export const record: Section = {
  name: 'interactions.record',
  needs: ['interactions.record', 'interactions.get'],
  cases: [
    {
      name: 'makes the interaction and answers the whole of it at revision 1',
      async run({ backend, ago }) {
        const given = ringing(ago(0, 1));
        const kept = await backend.interactions.record(given);
        for (const [name, value] of Object.entries(given))
          same((kept as unknown as Record<string, unknown>)[name], value, `the property ${name}`);
        same(kept.revision, 1, 'the revision');
        same(await backend.interactions.get('live'), kept, 'what is got');
      },
    },
    {
      name: 'replaces what is named and leaves the rest',
      async run({ backend, ago }) {
        const startedAt = ago(0, 2);
        await backend.interactions.record(ringing(startedAt));
        const answered: Interaction = {
          id: 'live',
          channel: 'call',
          direction: 'inbound',
          state: 'active',
          startedAt,
          answeredAt: ago(0, 1),
        };
        const kept = await backend.interactions.record(answered);
        same(
          [kept.state, kept.answeredAt, kept.from, kept.queue, kept.revision],
          ['active', ago(0, 1), kariPhone, 'Sales', 2],
          'the record',
        );
      },
    },
    {
      name: 'changes nothing when the same is recorded twice, a part of it too',
      async run({ backend, ago }) {
        const given = ringing(ago(0, 1));
        const first = await backend.interactions.record(given);
        same(await backend.interactions.record(given), first, 'the second answer');
        const { queue: _queue, ...part } = given;
        same(await backend.interactions.record(part), first, 'the answer to a part of it');
        same(await backend.interactions.get('live'), first, 'what is got');
      },
    },
    {
      name: 'assigns a customer, and takes the assignment away with the empty text',
      seed: { customers: [ola] },
      async run({ backend, id, ago }) {
        const given = ringing(ago(0, 1));
        await backend.interactions.record({ ...given, customerId: id(0) });
        same((await backend.interactions.get('live'))?.customerId, id(0), 'the customer');
        const kept = await backend.interactions.record({ ...given, customerId: '' });
        same(kept.customerId || undefined, undefined, 'the customer after it is taken away');
      },
    },
    {
      name: 'gives a customer who is not there nothing: it is nobody’s, whoever had it before',
      needs: ['interactions.list'],
      seed: { customers: [ola] },
      async run({ backend, id, ago }) {
        for (const [index, customerId] of ['nobody', '__proto__', 'constructor', ' '].entries()) {
          const given = call(`call${index}`, ago(1, index), { from: kariPhone, customerId });
          const kept = await backend.interactions.record(given);
          same(kept.customerId, undefined, `the customer of what was given to ${customerId}`);
          same(await backend.interactions.record(given), kept, 'the answer to the same again');
        }
        same((await backend.interactions.list({ address: { raw: kariPhone } })).items.length, 4, 'the list of the address');
        const given = ringing(ago(0, 1));
        await backend.interactions.record({ ...given, customerId: id(0) });
        await backend.interactions.record({ ...given, customerId: 'nobody' });
        const kept = await backend.interactions.get('live');
        same([kept?.customerId, kept?.queue], [undefined, 'Sales'], 'the customer afterwards, and the rest');
      },
    },
    {
      name: 'gives a customer who was removed nothing',
      needs: ['customers.remove', 'second'],
      seed: { customers: [kari, ola] },
      async run({ backend, id, second, ago }) {
        const other = await second();
        await backend.interactions.record(call('kept', ago(1), { from: kariPhone, customerId: id(0) }));
        await backend.customers.remove(id(0), 1);
        for (const each of ['kept', 'new']) {
          const kept = await other.interactions.record(call(each, ago(1), { from: kariPhone, customerId: id(0) }));
          same(kept.customerId, undefined, 'the customer');
        }
        const kept = await other.interactions.record(call('kept', ago(1), { from: kariPhone, customerId: id(1) }));
        same(kept.customerId, id(1), 'the customer who is there');
      },
    },
    {
      name: 'rejects with invalid, naming them, what cannot be left out',
      async run({ backend, ago }) {
        const whole = ringing(ago(0, 1));
        for (const name of ['id', 'channel', 'direction', 'state', 'startedAt'] as const) {
          const { [name]: _left, ...rest } = whole;
          await refused(backend.interactions.record(rest as Interaction), 'invalid', `an interaction without ${name}`, name);
        }
        for (const startedAt of ['yesterday', '', '2026-13-45T99:00:00Z'])
          await refused(
            backend.interactions.record({ ...whole, startedAt }),
            'invalid',
            `an interaction begun at "${startedAt}"`,
            'startedAt',
          );
        await refused(backend.interactions.record({ ...whole, id: '' }), 'invalid', 'an interaction with an empty id', 'id');
        same(await backend.interactions.get('live'), undefined, 'what was kept of them');
      },
    },
    {
      name: 'happens once with a key: the same key answers as it did first',
      needs: ['keys'],
      async run({ backend, ago }) {
        const given = ringing(ago(0, 2));
        const first = await backend.interactions.record(given, { key: 'key-1' });
        await backend.interactions.record({ ...given, state: 'active' });
        same(await backend.interactions.record(given, { key: 'key-1' }), first, 'the repeated answer');
        same((await backend.interactions.get('live'))?.state, 'active', 'the state');
      },
    },
    {
      name: 'rejects with invalid a key that was used for something else',
      needs: ['keys'],
      async run({ backend, ago }) {
        const given = ringing(ago(0, 2));
        await backend.interactions.record(given, { key: 'key-1' });
        const problem = await refused(
          backend.interactions.record({ ...given, state: 'active' }, { key: 'key-1' }),
          'invalid',
          'the reused key',
          'key',
        );
        same(problem.fields?.find((each) => each.field === 'key')?.reason, 'reused', 'the reason');
        same((await backend.interactions.get('live'))?.state, 'offered', 'the state');
      },
    },
    {
      name: 'keeps keys per agent: a colleague may use the same',
      needs: ['keys', 'second'],
      async run({ backend, second, ago }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        await backend.interactions.record(ringing(ago(0, 2)), { key: 'key-1' });
        const theirs = await other.interactions.record(call('theirs', ago(0, 1), { from: kariPhone }), { key: 'key-1' });
        same(theirs.id, 'theirs', 'what the colleague recorded');
      },
    },
    {
      name: 'happens once when the same key is sent by two clients of the agent at the same time',
      needs: ['keys', 'second'],
      async run({ backend, second, ago }) {
        const other = await second();
        const given = ringing(ago(0, 2));
        const answers = await Promise.all(
          [backend, other, backend, other].map((each) => each.interactions.record(given, { key: 'key-1' })),
        );
        for (const answer of answers) same(answer, answers[0], 'each answer');
        same((await backend.interactions.get('live'))?.revision, 1, 'the revision');
      },
    },
    {
      name: 'keeps what two clients name at the same time',
      needs: ['second'],
      async run({ backend, second, ago }) {
        const other = await second();
        const given = ringing(ago(0, 2));
        const { queue: _queue, from: _from, ...bare } = given;
        await backend.interactions.record(bare);
        await Promise.all([
          backend.interactions.record({ ...bare, queue: 'Sales' }),
          other.interactions.record({ ...bare, from: kariPhone }),
          backend.interactions.record({ ...bare, answeredAt: ago(0, 1) }),
        ]);
        const kept = await backend.interactions.get('live');
        same([kept?.queue, kept?.from, kept?.answeredAt, kept?.revision], ['Sales', kariPhone, ago(0, 1), 4], 'the record');
      },
    },
    {
      name: 'is seen by another client as soon as it is acknowledged',
      needs: ['second'],
      async run({ backend, second, ago }) {
        const other = await second();
        const kept = await backend.interactions.record(ringing(ago(0, 1)));
        same(await other.interactions.get('live'), kept, 'what the other client gets');
      },
    },
    {
      name: 'keeps what was given, not what the caller makes of it afterwards',
      async run({ backend, ago }) {
        const given = { ...ringing(ago(0, 1)) };
        const kept = await backend.interactions.record(given);
        const expected = structuredClone(kept);
        (given as { state: string }).state = 'closed';
        try {
          (kept as { queue: string }).queue = 'changed';
        } catch {
          // a frozen answer is as good
        }
        same(await backend.interactions.get('live'), expected, 'what is got');
      },
    },
    {
      name: 'keeps the last message of the customer on digital channels',
      seed: { customers: [kari] },
      async run({ backend, ago }) {
        const chat = call('chat', ago(0, 9), {
          channel: 'chat',
          state: 'active',
          from: 'kari.nordmann@example.org',
          lastInboundAt: ago(0, 8),
        });
        await backend.interactions.record(chat);
        const kept = await backend.interactions.record({ ...chat, lastInboundAt: ago(0, 2) });
        same([kept.lastInboundAt, kept.revision], [ago(0, 2), 2], 'the record');
      },
    },
  ],
};
