import type { FindResult } from '../../domain/match.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Desk, Section } from './case.js';
import { acme, call, kari, kariPhone, ola, person, sharedPhone, strangerPhone } from './cast.js';

const pia = person('Pia Hansen', { mobile: sharedPhone });
const idsOf = (result: FindResult) => result.matches.map((each) => each.customer.id);
const choicesOf = (result: FindResult) => result.matches.flatMap((each) => each.why).filter((each) => each.by === 'choice');
const shared = { raw: sharedPhone };
const find = ({ backend }: Pick<Desk, 'backend'>) => backend.customers.find(shared);

export const choose: Section = {
  name: 'customers.choose',
  needs: ['customers.choose', 'customers.find'],
  cases: [
    {
      name: 'puts the chosen one first, before organizations',
      seed: { customers: [acme, ola, pia] },
      async run({ backend, id }) {
        await backend.customers.choose(shared, id(2));
        const result = await find({ backend });
        same(idsOf(result)[0], id(2), 'the first');
        same([...idsOf(result)].sort(), [id(0), id(1), id(2)].sort(), 'all that are found');
      },
    },
    {
      name: 'says when and by whom it was chosen, of the chosen one only',
      seed: { customers: [acme, ola] },
      async run({ backend, id }) {
        await backend.customers.choose(shared, id(1));
        const { matches } = await find({ backend });
        const reason = matches[0]?.why.find((each) => each.by === 'choice');
        ensure(reason?.by === 'choice', `the reasons are ${inShort(matches[0]?.why)}, without the choice`);
        same(reason.agentName ?? 'Astrid Agent', 'Astrid Agent', 'who chose');
        ensure(
          !matches.slice(1).some((each) => each.why.some((why) => why.by === 'choice')),
          'nobody else is labelled as chosen',
        );
      },
    },
    {
      name: 'never changes the outcome: of many, of one, of none',
      seed: { customers: [acme, ola, kari] },
      async run({ backend, id }) {
        await backend.customers.choose(shared, id(1));
        same((await find({ backend })).outcome, 'many', 'the outcome of a shared number');
        await backend.customers.choose({ raw: kariPhone }, id(2));
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'one', 'the outcome of a number of one');
        await backend.customers.choose({ raw: strangerPhone }, id(2));
        same((await backend.customers.find({ raw: strangerPhone })).outcome, 'none', 'the outcome of a number of nobody');
      },
    },
    {
      name: 'lets the last choice count',
      seed: { customers: [ola, pia] },
      async run({ backend, id }) {
        for (const index of [0, 1]) {
          await backend.customers.choose(shared, id(index));
          same(idsOf(await find({ backend }))[0], id(index), 'the first');
        }
        same(choicesOf(await find({ backend })).length, 1, 'the number of those labelled as chosen');
      },
    },
    {
      name: 'forgets the choice when no customer is given',
      seed: { customers: [acme, ola] },
      async run({ backend, id }) {
        await backend.customers.choose(shared, id(1));
        await backend.customers.choose(shared, undefined);
        const result = await find({ backend });
        same([idsOf(result), choicesOf(result)], [[id(0), id(1)], []], 'what is found');
      },
    },
    {
      name: 'forgets without complaint what was never chosen',
      seed: { customers: [ola] },
      async run({ backend }) {
        await backend.customers.choose(shared, undefined);
      },
    },
    {
      name: 'changes nothing when the same is chosen again',
      needs: ['tick'],
      seed: { customers: [acme, ola] },
      async run({ backend, id, tick }) {
        await backend.customers.choose(shared, id(1));
        const before = await find({ backend });
        await tick(60_000);
        await backend.customers.choose(shared, id(1));
        same(await find({ backend }), before, 'what is found');
      },
    },
    {
      name: 'is of one number in every spelling, and of no other',
      needs: ['phones'],
      seed: {
        customers: [
          person('One Both', { mobile: sharedPhone, phone: kariPhone }),
          person('Two Both', { mobile: sharedPhone, phone: kariPhone }),
        ],
      },
      async run({ backend, id }) {
        await backend.customers.choose({ raw: '22 34 56 78' }, id(1));
        same(idsOf(await find({ backend }))[0], id(1), 'the first in another spelling');
        same(choicesOf(await backend.customers.find({ raw: kariPhone })), [], 'the choices of another number');
      },
    },
    {
      name: 'is seen by other agents, with the name of who chose',
      needs: ['second'],
      seed: { customers: [acme, ola] },
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        await other.customers.choose(shared, id(1));
        const result = await find({ backend });
        same(idsOf(result)[0], id(1), 'the first');
        const [reason] = choicesOf(result);
        same((reason?.by === 'choice' && reason.agentName) || 'Second Agent', 'Second Agent', 'who chose');
      },
    },
    {
      name: 'takes a field or an interaction as the address',
      needs: ['interactions.get'],
      seed: ({ ago }) => ({ customers: [ola, pia], interactions: [call('in', ago(1), { from: sharedPhone })] }),
      async run({ backend, id }) {
        await backend.customers.choose({ customerId: id(0), field: 'phone' }, id(1));
        same(idsOf(await find({ backend }))[0], id(1), 'the first');
        await backend.customers.choose({ interactionId: 'in' }, id(0));
        same(idsOf(await find({ backend }))[0], id(0), 'the first');
      },
    },
    {
      name: 'works for e-mail addresses too',
      seed: { customers: [person('Aa First', { email: 'us@example.org' }), person('Bb Second', { email: 'us@example.org' })] },
      async run({ backend, id }) {
        for (const index of [0, 1]) {
          await backend.customers.choose({ raw: 'US@example.org' }, id(index));
          same(idsOf(await backend.customers.find({ raw: 'us@example.org' }))[0], id(index), 'the first');
        }
      },
    },
    {
      name: 'rejects with not-found a customer who is not there',
      seed: { customers: [ola] },
      async run({ backend }) {
        for (const each of ['nobody', '__proto__', 'constructor'])
          await refused(backend.customers.choose(shared, each), 'not-found', `the choice of ${each}`);
      },
    },
    {
      name: 'rejects with invalid an address that says nothing of the caller',
      needs: ['settings'],
      seed: { customers: [ola], settings: { ownNumbers: ['+4721000000'], extensionDigits: 4 } },
      async run({ backend, id }) {
        for (const raw of ['', 'anonymous', '+4721000000', '1234', 'Posten'])
          await refused(backend.customers.choose({ raw }, id(0)), 'invalid', `the choice for ${JSON.stringify(raw)}`, 'address');
      },
    },
    {
      name: 'happens once with a key, and refuses the key for something else',
      needs: ['keys'],
      seed: { customers: [ola, pia] },
      async run({ backend, id }) {
        await backend.customers.choose(shared, id(0), { key: 'choice-1' });
        await backend.customers.choose(shared, id(1));
        await backend.customers.choose(shared, id(0), { key: 'choice-1' });
        same(idsOf(await find({ backend }))[0], id(1), 'the first, after the repeated choice,');
        await refused(
          backend.customers.choose(shared, id(1), { key: 'choice-1' }),
          'invalid',
          'the same key with another customer',
          'key',
        );
      },
    },
  ],
};
