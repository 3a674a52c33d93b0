import type { CustomerDraft } from '../../domain/customer.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { acme, crowd, kari, kariPhone, newKari, ola, person, sharedPhone } from './cast.js';
import { hostileValues } from './values.js';

const ids = (found: readonly { readonly customer: { readonly id: string } }[]) => found.map(({ customer }) => customer.id);

export const duplicates: Section = {
  name: 'customers.duplicates',
  needs: ['customers.duplicates'],
  cases: [
    {
      name: 'finds who has one of the numbers or addresses, in any field, and says why',
      needs: ['phones'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        const found = await backend.customers.duplicates(person('New One', { phone: '922 33 445', email: 'OLA@example.org' }));
        same([...ids(found)].sort(), [...[id(0), id(1)]].sort(), 'who is found');
        const why = Object.fromEntries(found.map((each) => [each.customer.id, each.why]));
        same(why[id(0)], [{ by: 'phone', field: 'mobile' }], 'why the first');
        same(why[id(1)], [{ by: 'email', field: 'email' }], 'why the second');
      },
    },
    {
      name: 'puts those first who have more of them, with every reason once',
      seed: {
        customers: [
          person('Half One', { email: 'a@example.org' }),
          person('Whole One', { email: 'a@example.org', mobile: kariPhone, phone: kariPhone }),
        ],
      },
      async run({ backend, id }) {
        const found = await backend.customers.duplicates(person('New One', { email: 'a@example.org', mobile: kariPhone }));
        same(ids(found), [id(1), id(0)], 'who is found');
        same(
          found[0]?.why.map((reason) => (reason.by === 'choice' ? '' : reason.field)).sort(),
          ['email', 'mobile', 'phone'],
          'the fields of the first',
        );
      },
    },
    {
      name: 'finds who has the same external id, whatever its case, accents and the space around it, and says in which field',
      seed: { customers: [person('Mia Medlem', { membership: 'Ås-1234 b' }), kari] },
      async run({ backend, id }) {
        for (const membership of ['Ås-1234 b', ' as-1234 B\n'])
          same(
            (await backend.customers.duplicates(person('New One', { membership }))).map(({ customer, why }) => [
              customer.id,
              why,
            ]),
            [[id(0), [{ by: 'external-id', field: 'membership' }]]],
            `who is found for ${inShort(membership)}, and why`,
          );
      },
    },
    {
      name: 'compares whole external ids only, each with those of its own field',
      seed: { customers: [person('Mia Medlem', { membership: '1234' }), person('Moa Medlem', { membership: kariPhone })] },
      async run({ backend }) {
        const others = ['123', '12345', '01234', '12 34', '1234; 5678', '•', '\u200b'];
        for (const membership of others)
          same(await backend.customers.duplicates(person('New One', { membership })), [], `for ${inShort(membership)}`);
        same(await backend.customers.duplicates(person('New One', { crm: '1234' })), [], 'for the id in another field');
        same(await backend.customers.duplicates(person('New One', { mobile: kariPhone })), [], 'for a number that is the id');
        same(await backend.customers.duplicates(person('New One', { membership: '92233445' })), [], 'for another spelling');
      },
    },
    {
      name: 'compares external ids to their end, however long they are',
      seed: { customers: [person('Mia Medlem', { membership: `${'Ab1-'.repeat(500)}x` })] },
      async run({ backend, id }) {
        const found = async (end: string) =>
          ids(await backend.customers.duplicates(person('New One', { membership: `${'ab1-'.repeat(500)}${end}` })));
        same([await found('x'), await found('y')], [[id(0)], []], 'who is found');
      },
    },
    {
      name: 'puts those with the same external id before those with more of the addresses',
      seed: {
        customers: [
          person('Same One', { membership: '1234' }),
          person('Near One', { email: 'a@example.org', mobile: kariPhone }),
          person('Very One', { membership: '1234', mobile: kariPhone }),
        ],
      },
      async run({ backend, id }) {
        const draft = person('New One', { membership: '1234', email: 'a@example.org', mobile: kariPhone });
        same(ids(await backend.customers.duplicates(draft)), [id(2), id(0), id(1)], 'who is found');
        same(ids(await backend.customers.duplicates(draft, { except: id(2) })), [id(0), id(1)], 'who is found besides');
      },
    },
    {
      name: 'compares confidential external ids, and neither shows them nor takes their bullets for one',
      needs: ['permissions', 'confidential'],
      seed: {
        customers: [person('Quiet One', { crm: 'Rosebud-77' })],
        permissions: ['customers.view', 'customers.add'],
      },
      async run({ backend, id }) {
        const found = await backend.customers.duplicates(person('New One', { crm: 'ROSEBUD-77' }));
        same(found[0]?.why, [{ by: 'external-id', field: 'crm' }], 'why');
        same([found[0]?.customer.id, found[0]?.customer.concealed], [id(0), ['crm']], 'who is found, and what is concealed');
        ensure(!/rosebud/i.test(JSON.stringify(found)), 'no confidential value is shown');
        const crm = found[0]?.customer.fields['crm'] ?? '';
        same(await backend.customers.duplicates(person('New One', { crm })), [], 'for the bullets');
      },
    },
    {
      name: 'finds by an external id who has it now, and nobody who had it',
      needs: ['customers.change'],
      seed: { customers: [person('Mia Medlem', { membership: '1234' })] },
      async run({ backend, id }) {
        await backend.customers.change(id(0), { revision: 1, fields: { membership: '5678' } });
        const found = async (membership: string) => ids(await backend.customers.duplicates(person('New One', { membership })));
        same([await found('1234'), await found('5678')], [[], [id(0)]], 'who is found');
      },
    },
    {
      name: 'finds none for names alone, and none for nothing',
      seed: { customers: [kari] },
      async run({ backend }) {
        same(await backend.customers.duplicates(person('Kari Nordmann', { city: 'Bergen' })), [], 'for a name');
        same(await backend.customers.duplicates({ type: 'person', fields: {} }), [], 'for nothing');
      },
    },
    {
      name: 'compares whole numbers and addresses only',
      seed: { customers: [kari] },
      async run({ backend }) {
        for (const [field, value] of [
          ['mobile', '33445'],
          ['mobile', '+46922 33 445'],
          ['email', 'nordmann@example.org'],
        ] as const)
          same(await backend.customers.duplicates(person('New One', { [field]: value })), [], `for ${value}`);
      },
    },
    {
      name: 'does not take the customer that is edited for a duplicate of itself',
      seed: { customers: [ola, acme] },
      async run({ backend, id }) {
        same(ids(await backend.customers.duplicates(ola, { except: id(0) })), [id(1)], 'who is found');
      },
    },
    {
      name: 'reads several numbers in one field',
      needs: ['phones'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        const draft = person('New One', { phone: `+47 922 33 445; ${sharedPhone}` });
        same([...ids(await backend.customers.duplicates(draft))].sort(), [id(0), id(1)].sort(), 'who is found');
      },
    },
    {
      name: 'gives ten at most, the most recently changed first',
      needs: ['addCustomers', 'tick'],
      seed: { customers: crowd(14, { phone: sharedPhone }) },
      async run({ backend, addCustomers, tick }) {
        await tick(60_000);
        const [last = ''] = await addCustomers([ola]);
        const found = await backend.customers.duplicates(person('New One', { mobile: sharedPhone }));
        same([found.length, found[0]?.customer.id], [10, last], 'how many, and the first');
      },
    },
    {
      name: 'compares confidential values of others, and shows none',
      needs: ['permissions', 'confidential'],
      seed: {
        customers: [person('Quiet One', { secretPhone: kariPhone, secretWord: 'Rosebud' })],
        permissions: ['customers.view', 'customers.add'],
      },
      async run({ backend, id }) {
        const found = await backend.customers.duplicates(person('New One', { mobile: kariPhone }));
        same(ids(found), [id(0)], 'who is found');
        same([...(found[0]?.customer.concealed ?? [])].sort(), ['secretPhone', 'secretWord'], 'what is concealed');
        ensure(!/92233445|Rosebud/.test(JSON.stringify(found)), 'no confidential value is shown');
      },
    },
    {
      name: 'passes over what cannot be read: a form is being filled in',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        for (const [what, value] of Object.entries(hostileValues))
          same(
            await backend.customers.duplicates(person(value, { mobile: value, email: value, membership: value })),
            [],
            `for ${what}`,
          );
        const half = { mobile: '+47 922', shoe: '43', email: kari.fields['email'] ?? '', phone: 7 };
        same(ids(await backend.customers.duplicates({ type: 'person', fields: half as never })), [id(0)], 'who is found');
      },
    },
    {
      name: 'rejects with invalid what has no fields',
      async run({ backend }) {
        for (const nonsense of [undefined, null, 7, 'text', [], {}, { type: 'person' }, { fields: [] }])
          await refused(
            backend.customers.duplicates(nonsense as unknown as CustomerDraft),
            'invalid',
            `the draft ${inShort(nonsense)}`,
          );
      },
    },
    {
      name: 'finds none who is removed, and who was added at once',
      needs: ['customers.add', 'customers.remove'],
      async run({ backend }) {
        const { id } = await backend.customers.add(newKari);
        same(ids(await backend.customers.duplicates(kari)), [id], 'who is found');
        await backend.customers.remove(id, 1);
        same(await backend.customers.duplicates(kari), [], 'who is found afterwards');
      },
    },
  ],
};
