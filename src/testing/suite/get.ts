import { ensure, same } from '../assert.js';
import type { Section } from './case.js';
import { acme, kari, organization, person } from './cast.js';

export const get: Section = {
  name: 'customers.get',
  needs: ['customers.get'],
  cases: [
    {
      name: 'gives the customer with the fields as they were typed',
      seed: { customers: [acme, kari] },
      async run({ backend, id }) {
        const customer = await backend.customers.get(id(1));
        same([customer?.id, customer?.type], [id(1), 'person'], 'id and type');
        for (const [name, value] of Object.entries(kari.fields)) same(customer?.fields[name], value, `the field ${name}`);
      },
    },
    {
      name: 'puts the name together from the fields of its type, in their order',
      seed: {
        customers: [person('Kari Mette Nordmann', { organization: 'Acme' }), organization('Acme', { department: 'Sales' })],
      },
      async run({ backend, id }) {
        same((await backend.customers.get(id(0)))?.name, 'Kari Mette Nordmann', 'the name of a person');
        same((await backend.customers.get(id(1)))?.name, 'Acme', 'the name of an organization');
      },
    },
    {
      name: 'gives values of every type of field as text, with leading zeros',
      seed: {
        customers: [person('Every Type', { 'customer-number': '00042', since: '2020-02-29', segment: 'a', plate: 'AB 12345' })],
      },
      async run({ backend, id }) {
        const values = (await backend.customers.get(id(0)))?.fields;
        same(
          [values?.['customer-number'], values?.['since'], values?.['segment'], values?.['plate']],
          ['00042', '2020-02-29', 'a', 'AB 12345'],
          'the values',
        );
      },
    },
    {
      name: 'is undefined for an id that nobody has, however it looks',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const strange = [
          'nobody',
          '__proto__',
          'constructor',
          'toString',
          '../..',
          '%00',
          ' ',
          `${id(0)} `,
          `${id(0)}0`,
          'x'.repeat(1000),
        ];
        for (const each of strange)
          same(await backend.customers.get(each), undefined, `the customer ${JSON.stringify(each.slice(0, 30))}`);
      },
    },
    {
      name: 'gives the same record every time it is asked',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        same(await backend.customers.get(id(0)), await backend.customers.get(id(0)), 'the second answer');
      },
    },
    {
      name: 'is untouched by what a caller does to an answer',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const before = await backend.customers.get(id(0));
        const kept = structuredClone(before);
        try {
          (before as { name: string }).name = 'Somebody Else';
          (before!.fields as Record<string, string>)['mobile'] = '+4700000000';
        } catch {
          // a frozen answer is as good
        }
        same(await backend.customers.get(id(0)), kept, 'the next answer');
      },
    },
    {
      name: 'gives records of revision 1 whose times are not in the future',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const customer = await backend.customers.get(id(0));
        const { now } = await backend.session();
        same(customer?.revision, 1, 'the revision');
        ensure(Date.parse(customer!.createdAt) <= Date.parse(now), `it was made at ${customer?.createdAt}, and now is ${now}`);
        ensure(Date.parse(customer!.createdAt) <= Date.parse(customer!.changedAt), 'it was not changed before it was made');
      },
    },
    {
      name: 'keeps which numbers are marked as shared',
      needs: ['shared'],
      seed: { customers: [person('Shared Line', { phone: '+4722345678' }, ['phone'])] },
      async run({ backend, id }) {
        same((await backend.customers.get(id(0)))?.shared, ['phone'], 'the shared fields');
      },
    },
    {
      name: 'gives another client the same record',
      needs: ['second'],
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        same(await (await second()).customers.get(id(0)), await backend.customers.get(id(0)), 'what the other client gets');
      },
    },
  ],
};
