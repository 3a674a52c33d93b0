import type { FindOutcome, FindResult } from '../../domain/match.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Case, Section } from './case.js';
import { acme, call, crowd, kari, kariPhone, ola, organization, person, sharedPhone, strangerPhone } from './cast.js';

const idsOf = (result: FindResult) => result.matches.map((each) => each.customer.id);

/** Nothing is searched for these, whoever has them. */
function notSearched(
  outcome: FindOutcome,
  raws: readonly string[],
  seed: Case['seed'] = { customers: [kari, ola] },
  needs: Case['needs'] = [],
): Case {
  return {
    name: `answers ${outcome} for ${raws.map((raw) => JSON.stringify(raw)).join(', ')}`,
    needs,
    seed,
    async run({ backend }) {
      for (const raw of raws) {
        const result = await backend.customers.find({ raw });
        same(result.outcome, outcome, `the outcome for ${JSON.stringify(raw)}`);
        same(result.address.raw, raw, 'the address as received');
      }
    },
  };
}

/** Their external id is a number that can be called. */
const member = person('Mia Medlem', { membership: kariPhone, phone: sharedPhone });

export const find: Section = {
  name: 'customers.find',
  needs: ['customers.find'],
  cases: [
    {
      name: 'finds nobody by an external id, however much it looks like a number or an e-mail address',
      seed: { customers: [member, person('Moa Medlem', { membership: 'moa@example.org' })] },
      async run({ backend, id }) {
        for (const raw of [kariPhone, 'moa@example.org'])
          same((await backend.customers.find({ raw })).outcome, 'none', `the outcome for ${raw}`);
        same(idsOf(await backend.customers.find({ raw: sharedPhone })), [id(0)], 'who is found by the number');
      },
    },
    {
      name: 'takes no external id for an address',
      seed: { customers: [member, kari] },
      async run({ backend, id }) {
        const result = await backend.customers.find({ customerId: id(0), field: 'membership' });
        same([result.outcome, result.address.kind], ['unreadable', 'unreadable'], 'the outcome, and what was read');
      },
    },
    {
      name: 'answers one for a number that exactly one customer has, with the whole customer and the field',
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        const result = await backend.customers.find({ raw: kariPhone });
        same(result.outcome, 'one', 'the outcome');
        const [{ customer, why } = {}] = result.matches;
        same(customer?.id, id(0), 'the customer');
        same(customer?.name, 'Kari Nordmann', 'the name');
        same(customer?.fields['email'], 'kari.nordmann@example.org', 'a field of the customer');
        same(
          why?.map((each) => [each.by, each.by === 'choice' ? '' : each.field]),
          [['phone', 'mobile']],
          'the reason',
        );
      },
    },
    {
      name: 'answers one for an e-mail address, whatever its case and the space around it',
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        for (const raw of ['kari.nordmann@example.org', 'Kari.Nordmann@EXAMPLE.org', '  kari.nordmann@example.org ']) {
          const result = await backend.customers.find({ raw });
          same([result.outcome, idsOf(result)], ['one', [id(0)]], `what is found for ${JSON.stringify(raw)}`);
          same(result.address, { kind: 'email', raw, email: 'kari.nordmann@example.org' }, 'the address');
          same(result.matches[0]?.why, [{ by: 'email', field: 'email' }], 'the reason');
        }
      },
    },
    {
      name: 'finds an e-mail address that was stored in capitals',
      seed: { customers: [person('Kari Nordmann', { email: 'KARI@EXAMPLE.ORG' })] },
      async run({ backend, id }) {
        const result = await backend.customers.find({ raw: 'kari@example.org' });
        same(idsOf(result), [id(0)], 'what is found');
        same(result.matches[0]?.customer.fields['email'], 'KARI@EXAMPLE.ORG', 'the value, as it was stored,');
      },
    },
    {
      name: 'answers none for an address that nobody has, and says what was searched for',
      seed: { customers: [kari] },
      async run({ backend }) {
        const byPhone = await backend.customers.find({ raw: strangerPhone });
        same([byPhone.outcome, byPhone.address.kind], ['none', 'phone'], 'the outcome by number');
        same((byPhone.address as { e164?: string }).e164, strangerPhone, 'the number as searched');
        const byEmail = await backend.customers.find({ raw: 'Nobody@Example.org' });
        same(
          [byEmail.outcome, (byEmail.address as { email?: string }).email],
          ['none', 'nobody@example.org'],
          'the outcome by e-mail',
        );
      },
    },
    {
      name: 'answers none while there are no customers at all',
      async run({ backend }) {
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'none', 'the outcome');
      },
    },
    {
      name: 'never finds a number that contains, ends or begins with the one asked for, or is part of it',
      seed: {
        customers: [
          person('Ends Alike', { phone: '+46846500412' }),
          person('One More', { phone: '+498912345678' }),
          person('One Less', { phone: '+4989123456' }),
        ],
      },
      async run({ backend, id }) {
        // Each is possible, and the right part of a number that somebody has; the first two share eight digits at the end.
        for (const raw of ['+4746500412', '+4546500412', '+49891234567', '+498912345', '+4989123456789'])
          same((await backend.customers.find({ raw })).outcome, 'none', `the outcome for ${raw}`);
        same(idsOf(await backend.customers.find({ raw: '+46846500412' })), [id(0)], 'what is found for the whole number');
      },
    },
    {
      name: 'never finds an e-mail address by a part of it',
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const raw of [
          'nordmann@example.org',
          'kari.nordmann@example.or',
          'kari.nordmann@example.org.uk',
          'kari.nordmann+x@example.org',
        ])
          same(idsOf(await backend.customers.find({ raw })), [], `what is found for ${raw}`);
      },
    },
    {
      name: 'matches only fields that are for addresses',
      seed: {
        customers: [person('Text Only', { department: kariPhone, address: 'kari@example.org', 'customer-number': '92233445' })],
      },
      async run({ backend }) {
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'none', 'the outcome for a number in a text');
        same((await backend.customers.find({ raw: 'kari@example.org' })).outcome, 'none', 'the outcome for an address in a text');
      },
    },
    {
      name: 'matches every field that is for addresses, also a second number',
      seed: { customers: [person('Two Numbers', { mobile: kariPhone, phone: sharedPhone })] },
      async run({ backend, id }) {
        for (const raw of [kariPhone, sharedPhone])
          same(idsOf(await backend.customers.find({ raw })), [id(0)], `what is found for ${raw}`);
      },
    },
    {
      name: 'answers one, with both fields as reasons, for a customer who has the number twice',
      seed: { customers: [person('Same Twice', { mobile: '22 34 56 78', phone: sharedPhone })] },
      needs: ['phones'],
      async run({ backend }) {
        const result = await backend.customers.find({ raw: sharedPhone });
        same(result.outcome, 'one', 'the outcome');
        const named = result.matches[0]?.why.map((each) => (each.by === 'choice' ? '' : each.field));
        same([...(named ?? [])].sort(), ['mobile', 'phone'], 'the fields that are named');
      },
    },
    {
      name: 'answers many, shared, when several have the number',
      seed: { customers: [ola, acme, kari] },
      async run({ backend, id }) {
        const result = await backend.customers.find({ raw: sharedPhone });
        same([result.outcome, result.shared], ['many', true], 'the outcome');
        same([...idsOf(result)].sort(), [id(0), id(1)].sort(), 'the customers');
      },
    },
    {
      name: 'answers many when several have the e-mail address',
      seed: {
        customers: [person('One Person', { email: 'us@example.org' }), person('Other Person', { email: 'US@example.org' })],
      },
      async run({ backend }) {
        const result = await backend.customers.find({ raw: 'us@example.org' });
        same([result.outcome, result.matches.length], ['many', 2], 'the outcome');
      },
    },
    {
      name: 'puts organizations first when the number is shared',
      seed: {
        customers: [
          ola,
          acme,
          person('Pia Hansen', { mobile: sharedPhone }),
          organization('Zenith', { phone: sharedPhone }),
          person('Per Hansen', { phone: sharedPhone }),
        ],
      },
      async run({ backend }) {
        const types = (await backend.customers.find({ raw: sharedPhone })).matches.map((each) => each.customer.type);
        same(types, ['organization', 'organization', 'person', 'person', 'person'], 'the order');
      },
    },
    {
      name: 'puts the most recently changed first among equals',
      needs: ['addCustomers', 'tick'],
      seed: { customers: [person('First Person', { phone: sharedPhone })] },
      async run({ backend, id, addCustomers, tick }) {
        const ids = [id(0)];
        for (const name of ['Second Person', 'Third Person']) {
          await tick(60_000);
          ids.unshift(...(await addCustomers([person(name, { phone: sharedPhone })])));
        }
        same(idsOf(await backend.customers.find({ raw: sharedPhone })), ids, 'the order');
      },
    },
    {
      name: 'answers many for the only one who has a number that is marked as shared',
      needs: ['shared'],
      seed: { customers: [person('Switch Board', { phone: sharedPhone, mobile: kariPhone }, ['phone'])] },
      async run({ backend }) {
        const result = await backend.customers.find({ raw: sharedPhone });
        same([result.outcome, result.shared, result.matches.length], ['many', true, 1], 'the outcome');
        const [reason] = result.matches[0]?.why ?? [];
        ensure(reason && reason.by !== 'choice' && reason.shared === true, `the reason is marked as shared: ${inShort(reason)}`);
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'one', 'the outcome for the other number');
      },
    },
    {
      name: 'names at most 200 of those who have the number',
      seed: { customers: crowd(205, { phone: sharedPhone }) },
      async run({ backend }) {
        const { outcome, matches } = await backend.customers.find({ raw: sharedPhone });
        same(outcome, 'many', 'the outcome');
        ensure(matches.length >= 2 && matches.length <= 200, `${matches.length} matches are named`);
      },
    },
    notSearched('withheld', ['', '   ', 'anonymous', 'Anonymous', 'RESTRICTED', 'unknown', 'withheld', 'private']),
    notSearched('unreadable', ['Posten', 'not a number', '@', 'kari@', '+47 1', '<b>']),
    notSearched('internal', ['1234', '200'], { customers: [kari], settings: { extensionDigits: 4 } }, ['settings']),
    notSearched(
      'own',
      ['+4721000000', '+47 21 00 00 00'],
      { customers: [person('Own Number', { phone: '+4721000000' })], settings: { ownNumbers: ['+4721000000'] } },
      ['settings'],
    ),
    {
      name: 'takes no bare number for an extension where extensions are turned off',
      needs: ['settings'],
      seed: { settings: { extensionDigits: 0 } },
      async run({ backend }) {
        const { outcome } = await backend.customers.find({ raw: '1234' });
        ensure(outcome !== 'internal', 'the outcome is not internal');
      },
    },
    {
      name: 'takes the value of a customer field as the address',
      seed: { customers: [ola, acme] },
      async run({ backend, id }) {
        const result = await backend.customers.find({ customerId: id(0), field: 'phone' });
        same([...idsOf(result)].sort(), [id(0), id(1)].sort(), 'what is found');
        same(idsOf(await backend.customers.find({ customerId: id(0), field: 'email' })), [id(0)], 'what is found by e-mail');
      },
    },
    {
      name: 'takes the customer side of an interaction as the address',
      needs: ['interactions.get'],
      seed: ({ ago }) => ({
        customers: [kari],
        interactions: [
          call('in', ago(1), { from: kariPhone, to: sharedPhone }),
          call('out', ago(1), { direction: 'outbound', from: sharedPhone, to: kariPhone }),
          call('override', ago(1), { from: sharedPhone, lookup: kariPhone }),
          call('hidden', ago(1)),
        ],
      }),
      async run({ backend, id }) {
        for (const interactionId of ['in', 'out', 'override'])
          same(
            idsOf(await backend.customers.find({ interactionId })),
            [id(0)],
            `what is found for the interaction ${interactionId}`,
          );
        same((await backend.customers.find({ interactionId: 'hidden' })).outcome, 'withheld', 'the outcome without a number');
      },
    },
    {
      name: 'rejects with not-found for a reference to what is not there',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        await refused(backend.customers.find({ customerId: 'nobody', field: 'mobile' }), 'not-found', 'an unknown customer');
        await refused(backend.customers.find({ customerId: id(0), field: 'no-such-field' }), 'not-found', 'an unknown field');
        await refused(backend.customers.find({ interactionId: 'nothing' }), 'not-found', 'an unknown interaction');
      },
    },
    {
      name: 'finds a customer who was added a moment ago',
      needs: ['addCustomers'],
      async run({ backend, addCustomers }) {
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'none', 'the outcome before');
        const ids = await addCustomers([kari]);
        same(idsOf(await backend.customers.find({ raw: kariPhone })), ids, 'what is found after');
      },
    },
    {
      name: 'answers many questions at once, each with its own answer',
      seed: {
        customers: crowd(20).map((each, index) => ({ ...each, fields: { ...each.fields, phone: `+479223${3400 + index}` } })),
      },
      async run({ backend, ids }) {
        const answers = await Promise.all(ids.map((_, index) => backend.customers.find({ raw: `+479223${3400 + index}` })));
        same(
          answers.map((each) => idsOf(each)),
          ids.map((each) => [each]),
          'what is found',
        );
      },
    },
  ],
};
