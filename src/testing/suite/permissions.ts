import type { Customer } from '../../domain/customer.js';
import { permissions, type Permission } from '../../backend/permissions.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Capability, Case, Offered, Section } from './case.js';
import { call, kari, kariPhone, newKari, person, strangerPhone } from './cast.js';
import { deeds } from './deeds.js';

const secretPhone = '+4792244668';
const secretEmail = 'kari.private@example.org';
const secrets = { secretPhone: '+47 922 44 668', secretEmail, secretWord: 'Rosebud' };
const quiet = person('Quiet One', { mobile: kariPhone, ...secrets });
const viewing: readonly Permission[] = ['customers.view', 'customers.edit'];

/** Throws when an answer carries a concealed value, whole or in such parts that it can be guessed. */
function keepsQuiet(answer: unknown, what: string): void {
  const text = (JSON.stringify(answer) ?? '').toLowerCase();
  const digits = text.replace(/[^\d"]/g, '');
  for (const secret of ['rosebud', 'kari.private', '244668', '922 44'])
    ensure(!text.includes(secret) && !digits.includes('244668'), `${what} carries a concealed value: ${inShort(answer)}`);
}

function keepsConcealed(customer: Customer | undefined, what: string): void {
  keepsQuiet(customer, what);
  same([...(customer?.concealed ?? [])].sort(), Object.keys(secrets).sort(), `what ${what} names as concealed`);
  for (const name of Object.keys(secrets)) {
    const shown = customer?.fields[name] ?? '';
    ensure(/^[^\p{L}\p{N}]+(\d{1,2})?$/u.test(shown), `${what} shows ${inShort(shown)} instead of bullets in ${name}`);
  }
  same(customer?.fields['mobile'], kariPhone, `an open value of ${what}`);
}

const allBut = (backend: Offered, customerId: string, startedAt: string) =>
  deeds(backend, customerId, startedAt).filter((each) => each.needsView);

/** Writes and what is asked before them, and the permission of each. */
const writes: Readonly<Record<string, Permission>> = {
  'customers.add': 'customers.add',
  'customers.change': 'customers.edit',
  'customers.impact': 'customers.remove',
  'customers.remove': 'customers.remove',
  'customers.erase': 'customers.erase',
  'notes.add': 'notes.add',
  'notes.pin': 'notes.add',
  'notes.change': 'notes.edit',
  'notes.remove': 'notes.remove',
  'messages.consent': 'messages.send',
  'messages.send': 'messages.send',
  'journeys.addAlias': 'customers.edit',
  'journeys.removeAlias': 'customers.edit',
};

export const permissionsSection: Section = {
  name: 'permissions',
  needs: ['permissions'],
  cases: [
    {
      name: 'without customers.view every reading and choosing is denied',
      seed: { customers: [kari], permissions: ['notes.add', 'customers.reveal', 'customers.edit'] },
      async run({ backend, id, now }) {
        for (const deed of allBut(backend, id(0), now)) await refused(deed.run(), 'denied', deed.name);
      },
    },
    {
      name: 'without any permission the session is still told',
      seed: { permissions: [] },
      async run({ backend }) {
        same((await backend.session()).permissions, [], 'the permissions');
      },
    },
    {
      name: 'without customers.view a denied choice leaves no trace',
      needs: ['second', 'customers.choose', 'customers.find'],
      seed: { customers: [kari, person('Namesake Nordmann', { mobile: kariPhone })] },
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' }, permissions: [] });
        await refused(other.customers.choose({ raw: kariPhone }, id(1)), 'denied', 'the choice');
        const { matches } = await backend.customers.find({ raw: kariPhone });
        ensure(!matches.some((each) => each.why.some((why) => why.by === 'choice')), 'nobody is chosen');
      },
    },
    {
      name: 'without customers.view the answer is the same for a customer who is there and one who is not',
      needs: ['customers.get'],
      seed: { customers: [kari], permissions: [] },
      async run({ backend, id }) {
        for (const each of [id(0), 'nobody']) await refused(backend.customers.get(each), 'denied', `the customer ${each}`);
      },
    },
    {
      name: 'are of the client who asks, not of whoever opened the data',
      needs: ['second', 'customers.get'],
      seed: { customers: [kari] },
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' }, permissions: [] });
        await refused(other.customers.get(id(0)), 'denied', 'the customer for the other');
        ensure(await backend.customers.get(id(0)), 'this client still has the customer');
      },
    },
    {
      name: 'without customers.reveal get conceals confidential values',
      needs: ['confidential', 'customers.get'],
      seed: { customers: [quiet], permissions: viewing },
      async run({ backend, id }) {
        keepsConcealed(await backend.customers.get(id(0)), 'get');
      },
    },
    {
      name: 'without customers.reveal find conceals confidential values',
      needs: ['confidential', 'customers.find'],
      seed: { customers: [quiet], permissions: viewing },
      async run({ backend }) {
        keepsConcealed((await backend.customers.find({ raw: kariPhone })).matches[0]?.customer, 'find');
      },
    },
    {
      name: 'without customers.reveal search conceals confidential values, and finds nothing by a part of them',
      needs: ['confidential', 'customers.search'],
      seed: { customers: [quiet], permissions: viewing },
      async run({ backend }) {
        keepsConcealed((await backend.customers.search('quiet'))[0], 'search');
        for (const text of ['Rosebud', 'rose', '92244', '922 44', 'kari.private'])
          same(await backend.customers.search(text), [], `what ${text} finds`);
      },
    },
    {
      name: 'without customers.reveal list conceals confidential values',
      needs: ['confidential', 'customers.list'],
      seed: { customers: [quiet], permissions: viewing },
      async run({ backend }) {
        for (const order of ['name', 'changed'] as const) {
          const page = await backend.customers.list({ order, limit: 1 });
          keepsConcealed(page.items[0], `list by ${order}`);
          keepsQuiet(page, `the page by ${order}`);
        }
      },
    },
    {
      name: 'without customers.reveal a concealed address can be looked up, and what was looked up is not told',
      needs: ['confidential', 'customers.find'],
      seed: { customers: [quiet, person('Other One', { phone: secretPhone })], permissions: viewing },
      async run({ backend, id }) {
        for (const field of ['secretPhone', 'secretEmail']) {
          const result = await backend.customers.find({ customerId: id(0), field });
          ensure(
            result.matches.some((each) => each.customer.id === id(0)),
            `the customer is found by ${field}`,
          );
          keepsQuiet(result.address, `the address of ${field}`);
          keepsQuiet(
            result.matches.find((each) => each.customer.id === id(0)),
            `the match of ${field}`,
          );
        }
      },
    },
    {
      name: 'without customers.reveal whoever calls from a concealed number is found',
      needs: ['confidential', 'customers.find'],
      seed: { customers: [quiet], permissions: viewing },
      async run({ backend, id }) {
        const result = await backend.customers.find({ raw: secretPhone });
        same(
          result.matches.map((each) => each.customer.id),
          [id(0)],
          'what is found',
        );
        keepsConcealed(result.matches[0]?.customer, 'find');
      },
    },
    {
      name: 'with customers.reveal confidential values are there, and nothing is named as concealed',
      needs: ['confidential', 'customers.get'],
      seed: { customers: [quiet], permissions: [...viewing, 'customers.reveal'] },
      async run({ backend, id }) {
        const customer = await backend.customers.get(id(0));
        for (const [name, value] of Object.entries(secrets)) same(customer?.fields[name], value, `the field ${name}`);
        same(customer?.concealed ?? [], [], 'what is named as concealed');
      },
    },
    {
      name: 'a confidential field without a value is not named as concealed',
      needs: ['confidential', 'customers.get'],
      seed: { customers: [kari], permissions: viewing },
      async run({ backend, id }) {
        same((await backend.customers.get(id(0)))?.concealed ?? [], [], 'what is named as concealed');
      },
    },
    ...Object.entries(writes).map(([name, needed]): Case => {
      const method = name as Capability;
      return {
        name: `without ${needed} ${name} is denied, and leaves no trace`,
        needs: [method, 'second', 'customers.get', 'customers.list'],
        seed: { customers: [kari], permissions: permissions.filter((each) => each !== needed) },
        async run({ backend, second, id, now }) {
          const other = await second({ permissions });
          const before = await other.customers.get(id(0));
          const deed = deeds(backend, id(0), now).find((each) => each.name === name);
          await refused(deed!.run(), 'denied', name);
          same(await other.customers.get(id(0)), before, 'the customer');
          same((await other.customers.list()).items.length, 1, 'the number of customers');
        },
      };
    }),
    {
      name: 'of one write are enough for it, and for no other',
      needs: ['customers.add', 'customers.change', 'customers.remove', 'customers.erase', 'second'],
      seed: { customers: [kari] },
      async run({ backend, second, id }) {
        const may = (needed: Permission) => second({ permissions: [needed] });
        await (await may('customers.add')).customers.add(newKari);
        await (await may('customers.edit')).customers.change(id(0), { revision: 1, fields: { address: 'x' } });
        const remover = await may('customers.remove');
        await refused(remover.customers.erase(id(0)), 'denied', 'erasing');
        await remover.customers.impact(id(0));
        await remover.customers.remove(id(0), 2);
        await refused(backend.customers.remove(id(0), 2), 'not-found', 'removing again');
        await (await may('customers.erase')).customers.erase(id(0));
      },
    },
    {
      name: 'denied, tell nothing of whether the customer is there, or what is wrong',
      needs: ['customers.change', 'customers.remove', 'customers.erase'],
      seed: { customers: [kari], permissions: ['customers.view'] },
      async run({ backend, id }) {
        for (const each of [id(0), 'nobody']) {
          await refused(backend.customers.change(each, { revision: 9, fields: { shoe: '' } }), 'denied', `changing ${each}`);
          await refused(backend.customers.remove(each, 9), 'denied', `removing ${each}`);
          await refused(backend.customers.erase(each), 'denied', `erasing ${each}`);
        }
      },
    },
    {
      name: 'errors tell nothing of concealed values',
      needs: ['confidential', 'customers.find', 'customers.choose'],
      seed: ({ ago }) => ({
        customers: [quiet],
        permissions: viewing,
        interactions: [call('seeded', ago(1), { from: strangerPhone })],
      }),
      async run({ backend, id }) {
        const deedsThatFail = [
          () => backend.customers.choose({ customerId: id(0), field: 'secretPhone' }, 'nobody'),
          () => backend.customers.choose({ customerId: id(0), field: 'secretWord' }, id(0)),
        ];
        for (const deed of deedsThatFail) {
          const problem = await refused(deed(), ['not-found', 'invalid'], 'the choice');
          keepsQuiet([problem.message, problem.fields, problem.current], 'the error');
        }
      },
    },
  ],
};
