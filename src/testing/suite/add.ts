import type { CustomerDraft } from '../../domain/customer.js';
import type { Permission } from '../../backend/permissions.js';
import { isBackendError } from '../../backend/backend-error.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { formFields, kari, kariPhone, newKari, ola, organization, person } from './cast.js';
import { hostileValues } from './values.js';
import { turn, watching } from './watching.js';

const fields = formFields;
const permissions: readonly Permission[] = ['customers.view', 'customers.add'];
const nina = person('Nina Ny', { mobile: '922 33 445', email: 'nina@example.org' });

/** A value for every field that takes one. */
const full = person('Nina Ny', {
  mobile: '922 33 445',
  email: 'nina@example.org',
  address: 'Storgata 1',
  points: '007',
  tier: 'g',
  plate: 'AB 12345',
  born: '1990-02-28',
});

export const add: Section = {
  name: 'customers.add',
  needs: ['customers.add', 'customers.get'],
  cases: [
    {
      name: 'makes a record with id, name and times at revision 1, and answers the whole of it',
      seed: { fields },
      async run({ backend, now }) {
        const added = await backend.customers.add(full);
        same([added.type, added.fields], [full.type, full.fields], 'the draft in the record');
        same([added.name, added.revision], ['Nina Ny', 1], 'name and revision');
        same(added.createdAt, added.changedAt, 'both times');
        ensure(Date.parse(added.createdAt) >= Date.parse(now), `it is made at ${added.createdAt}, before ${now}`);
        same(await backend.customers.get(added.id), added, 'what is got');
      },
    },
    {
      name: 'gives everybody an id of their own, equal drafts too',
      async run({ backend }) {
        const added = [];
        for (let count = 0; count < 20; count += 1) added.push(await backend.customers.add(newKari));
        same(new Set(added.map((each) => each.id)).size, 20, 'the number of ids');
      },
    },
    {
      name: 'makes an organization, called by its own name',
      async run({ backend }) {
        const added = await backend.customers.add(organization('Nytt AS'));
        same([added.type, added.name], ['organization', 'Nytt AS'], 'type and name');
      },
    },
    {
      name: 'leaves blank values out, of fields that agents may not fill too',
      seed: { fields },
      async run({ backend }) {
        const added = await backend.customers.add(person('Nina Ny', { email: '', address: ' \t', city: '', internal: ' ' }));
        same(added.fields, { givenName: 'Nina', familyName: 'Ny' }, 'the fields');
      },
    },
    {
      name: 'is seen at once by find, search, list and total, by another client too',
      needs: ['second', 'customers.find', 'customers.search', 'customers.list'],
      seed: { customers: [ola] },
      async run({ backend, second }) {
        const other = await second();
        const before = (await other.customers.list()).total;
        const { id } = await backend.customers.add(newKari);
        for (const each of [backend, other]) {
          same((await each.customers.find({ raw: kariPhone })).matches[0]?.customer.id, id, 'who is found');
          same((await each.customers.search('nordm'))[0]?.id, id, 'who is searched');
          const { items, total } = await each.customers.list();
          ensure(
            items.some((item) => item.id === id),
            'the list has the customer',
          );
          if (before !== undefined) same(total, before + 1, 'the total');
        }
      },
    },
    {
      name: 'rejects with invalid, naming them in the order of the form, all fields that are wrong',
      seed: { fields },
      async run({ backend }) {
        const draft = {
          type: 'person',
          fields: {
            shoe: '43',
            city: 'Oslo',
            born: 'yesterday',
            plate: 'ABC',
            tier: 'gold',
            points: 'many',
            email: 'nina@',
            mobile: 'reception',
            internal: 'x',
            toString: 'x',
          },
        };
        const { fields: problems } = await refused(
          backend.customers.add(draft as unknown as CustomerDraft),
          'invalid',
          'the draft',
        );
        same(
          problems?.map(({ field, reason }) => `${field} ${reason}`),
          [
            'familyName required',
            'mobile not-a-phone-number',
            'email not-an-e-mail',
            'points not-a-number',
            'tier not-a-choice',
            'plate not-the-mask',
            'born not-a-date',
            'city not-editable',
            'internal not-editable',
            'shoe unknown-field',
            'toString unknown-field',
          ],
          'the problems',
        );
      },
    },
    {
      name: 'refuses a blank value where one is required',
      seed: { fields },
      async run({ backend }) {
        for (const familyName of ['', ' \n'])
          await refused(
            backend.customers.add({ type: 'person', fields: { givenName: 'Nina', familyName } }),
            'invalid',
            `the family name ${inShort(familyName)}`,
            'familyName',
          );
      },
    },
    {
      name: 'lets an import fill what agents may not',
      needs: ['addCustomers'],
      seed: { fields },
      async run({ backend, addCustomers }) {
        const [id = ''] = await addCustomers([person('Nina Ny', { city: 'Oslo', internal: 'blue' })]);
        const kept = await backend.customers.get(id);
        same([kept?.fields['city'], kept?.fields['internal']], ['Oslo', 'blue'], 'the values');
      },
    },
    {
      name: 'keeps nothing of what it refuses',
      needs: ['customers.list'],
      seed: { fields },
      async run({ backend }) {
        await refused(backend.customers.add(person('Nina Ny', { city: 'Oslo' })), 'invalid', 'the draft', 'city');
        const { items, total } = await backend.customers.list();
        same([items, total ?? 0], [[], 0], 'the list');
      },
    },
    {
      name: 'rejects with invalid what is no draft',
      async run({ backend }) {
        const nonsense: unknown[] = [undefined, null, 7, 'text', [], {}, { type: 'person' }, { type: 'person', fields: null }];
        for (const each of [...nonsense, { type: 'robot', fields: {} }, { type: 'person', fields: { givenName: 7 } }])
          await refused(backend.customers.add(each as CustomerDraft), 'invalid', `the draft ${inShort(each)}`);
      },
    },
    {
      name: 'keeps that a number is shared, and refuses to share what is no number or address',
      needs: ['shared', 'customers.find'],
      async run({ backend }) {
        const added = await backend.customers.add({ ...newKari, shared: ['mobile'] });
        same(added.shared, ['mobile'], 'what is shared');
        same((await backend.customers.find({ raw: kariPhone })).outcome, 'many', 'the outcome');
        for (const shared of [['givenName'], ['membership'], ['nothing'], 'mobile'])
          await refused(
            backend.customers.add({ ...newKari, shared: shared as string[] }),
            'invalid',
            `sharing ${inShort(shared)}`,
            'shared',
          );
      },
    },
    {
      name: 'takes any text for an external id, as one value',
      seed: { fields },
      async run({ backend }) {
        const membership = ' no. 7; reception, 22 34 56 78 ';
        same((await backend.customers.add(person('Nina Ny', { membership }))).fields['membership'], membership, 'the value');
      },
    },
    {
      name: 'marks as automatic what was made automatically, and nothing else, wherever it is read',
      needs: ['customers.find', 'customers.search', 'customers.list'],
      async run({ backend }) {
        const made = await backend.customers.add({ ...newKari, automatic: true });
        same(made.automatic, true, 'the mark in the answer');
        for (const [how, read] of [
          ['got', await backend.customers.get(made.id)],
          ['found', (await backend.customers.find({ raw: kariPhone })).matches[0]?.customer],
          ['searched', (await backend.customers.search('nordmann'))[0]],
          ['listed', (await backend.customers.list()).items[0]],
        ] as const)
          same(read, made, `the customer as ${how}`);
        for (const draft of [nina, { ...nina, automatic: undefined as never }])
          ensure(!('automatic' in (await backend.customers.add(draft))), 'without the mark there is no such property');
      },
    },
    {
      name: 'checks what is made automatically like everything else, and refuses any other mark than true',
      needs: ['customers.list'],
      seed: { fields },
      async run({ backend }) {
        const nameless: CustomerDraft = { type: 'person', fields: { mobile: '922 33 445' }, automatic: true };
        const { fields: problems } = await refused(backend.customers.add(nameless), 'invalid', 'no name', 'familyName');
        same(problems, [{ field: 'familyName', reason: 'required' }], 'the problems');
        await refused(
          backend.customers.add({ ...nina, fields: { ...nina.fields, city: 'Oslo' }, automatic: true }),
          'invalid',
          'a city',
          'city',
        );
        for (const automatic of [false, null, 'true', 1, {}]) {
          const draft = { ...nina, automatic } as unknown as CustomerDraft;
          const { fields: wrong } = await refused(backend.customers.add(draft), 'invalid', `the mark ${inShort(automatic)}`);
          same(wrong, [{ field: 'automatic', reason: 'not-a-flag' }], 'the problems');
        }
        same((await backend.customers.list()).items, [], 'the list');
      },
    },
    {
      name: 'keeps the mark of an import too',
      needs: ['addCustomers'],
      async run({ backend, addCustomers }) {
        const [one = '', other = ''] = await addCustomers([{ ...ola, automatic: true }, kari]);
        const marks = [(await backend.customers.get(one))?.automatic, (await backend.customers.get(other))?.automatic];
        same(marks, [true, undefined], 'the marks');
      },
    },
    {
      name: 'keeps confidential values whole, and answers bullets to who may not see them',
      needs: ['second', 'permissions', 'confidential'],
      seed: { fields, permissions },
      async run({ backend, second }) {
        const added = await backend.customers.add(person('Quiet One', { secretWord: 'Rosebud' }));
        same(added.concealed, ['secretWord'], 'what is concealed');
        ensure(!inShort(added).includes('Rosebud'), 'the answer shows no confidential value');
        const other = await second({ permissions: ['customers.view', 'customers.reveal'] });
        same((await other.customers.get(added.id))?.fields['secretWord'], 'Rosebud', 'what is kept');
      },
    },
    {
      name: 'refuses bullets as a confidential value',
      needs: ['permissions', 'confidential'],
      seed: { fields, permissions },
      async run({ backend }) {
        const bullets = person('Quiet One', { secretWord: '••••••', secretPhone: '•••••• 45' });
        const { fields: problems } = await refused(backend.customers.add(bullets), 'invalid', 'the bullets');
        same(
          problems?.map(({ field, reason }) => `${field} ${reason}`),
          ['secretWord concealed', 'secretPhone concealed'],
          'the problems',
        );
      },
    },
    {
      name: 'happens once with a key: the same key answers as it did first',
      needs: ['keys', 'customers.list'],
      async run({ backend }) {
        const first = await backend.customers.add(nina, { key: 'add-1' });
        same(await backend.customers.add(structuredClone(nina), { key: 'add-1' }), first, 'the second answer');
        same((await backend.customers.list()).items.length, 1, 'the number of customers');
      },
    },
    {
      name: 'rejects with invalid a key that was used for another draft',
      needs: ['keys', 'customers.list'],
      async run({ backend }) {
        await backend.customers.add(nina, { key: 'add-1' });
        const { fields: problems } = await refused(
          backend.customers.add(newKari, { key: 'add-1' }),
          'invalid',
          'the reused key',
          'key',
        );
        same(problems?.[0]?.reason, 'reused', 'the reason');
        same((await backend.customers.list()).items.length, 1, 'the number of customers');
      },
    },
    {
      name: 'happens once when the same key is sent by two clients of the agent at the same time',
      needs: ['keys', 'second', 'customers.list'],
      async run({ backend, second }) {
        const other = await second();
        const answers = await Promise.all(
          [backend, other, backend, other].map((each) => each.customers.add(nina, { key: 'add-1' })),
        );
        for (const answer of answers) same(answer, answers[0], 'each answer');
        same((await backend.customers.list()).items.length, 1, 'the number of customers');
      },
    },
    {
      name: 'keeps all that two clients add at the same time, and counts them',
      needs: ['second', 'customers.list'],
      async run({ backend, second }) {
        const other = await second();
        const drafts = Array.from({ length: 12 }, (_, index) => person(`Crowd M${index}`));
        await Promise.all(drafts.map((draft, index) => (index % 2 ? other : backend).customers.add(draft)));
        const { items, total } = await backend.customers.list();
        same([items.length, total ?? 12], [12, 12], 'the number of customers');
      },
    },
    {
      name: 'is told once to those who watch, with the key of its author',
      needs: ['watch', 'keys'],
      async run(desk) {
        const watcher = watching(desk, desk.backend);
        const { id } = await desk.backend.customers.add(newKari, { key: 'add-1' });
        await watcher.until(id);
        await turn();
        same(watcher.of(id), [{ kind: 'customer', id, customerId: id, revision: 1, key: 'add-1' }], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'keeps hostile values unchanged, or refuses them as invalid',
      async run({ backend }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          try {
            const { id } = await backend.customers.add(person('Strange Value', { address: value }));
            const kept = (await backend.customers.get(id))?.fields['address'];
            ensure(kept === value, `${what} is kept as ${inShort(kept)}`);
          } catch (caught) {
            ensure(isBackendError(caught) && caught.code === 'invalid', `${what} rejects with ${inShort(caught)}`);
          }
        }
      },
    },
    {
      name: 'keeps what was given, not what the caller makes of it afterwards',
      async run({ backend }) {
        const draft = structuredClone(nina) as { fields: Record<string, string> } & CustomerDraft;
        const promise = backend.customers.add(draft);
        const added = structuredClone(await promise);
        draft.fields['familyName'] = 'Changed';
        same((await backend.customers.get(added.id))?.fields, added.fields, 'what is kept');
      },
    },
  ],
};
