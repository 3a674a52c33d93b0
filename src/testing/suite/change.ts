import { isBackendError } from '../../backend/backend-error.js';
import type { CustomerPatch } from '../../backend/backend.js';
import type { Permission } from '../../backend/permissions.js';
import type { Customer } from '../../domain/customer.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Offered, Section } from './case.js';
import { crowd, formFields, kari, kariPhone, newKari, ola, person, sharedPhone } from './cast.js';
import { hostileValues } from './values.js';
import { forLater, turn, watching } from './watching.js';

const fields = formFields;
const editing: readonly Permission[] = ['customers.view', 'customers.edit'];
const nina = person('Nina Ny', { mobile: kariPhone, email: 'nina@example.org', address: 'Storgata 1', city: 'Oslo' });
const quiet = person('Quiet One', { secretWord: 'Rosebud', secretPhone: '+47 922 44 668' });
const form = { fields, customers: [nina], permissions: editing };

const to = (values: Readonly<Record<string, string>>, revision = 1): CustomerPatch => ({ revision, fields: values });
const values = async (backend: Offered, id: string) => (await backend.customers.get(id))?.fields;

export const change: Section = {
  name: 'customers.change',
  needs: ['customers.change', 'customers.get'],
  cases: [
    {
      name: 'changes the named fields, and nothing else, in the next revision',
      seed: form,
      async run({ backend, id }) {
        const before = await backend.customers.get(id(0));
        const after = await backend.customers.change(id(0), to({ address: 'Lillegata 2' }));
        same(after.fields, { ...before?.fields, address: 'Lillegata 2' }, 'the fields');
        same([after.id, after.type, after.createdAt, after.revision], [id(0), 'person', before?.createdAt, 2], 'the rest');
        same(await backend.customers.get(id(0)), after, 'what is got');
      },
    },
    {
      name: 'says when it was changed',
      needs: ['tick'],
      seed: form,
      async run({ backend, id, tick }) {
        const before = await backend.customers.get(id(0));
        await tick(60_000);
        const { changedAt } = await backend.customers.change(id(0), to({ address: 'x' }));
        ensure(Date.parse(changedAt) >= Date.parse(before?.changedAt ?? '') + 60_000, `it was changed at ${changedAt}`);
      },
    },
    {
      name: 'clears with an empty or blank text',
      seed: form,
      async run({ backend, id }) {
        await backend.customers.change(id(0), to({ address: '', email: ' \n' }));
        const { address: _address, email: _email, ...left } = nina.fields;
        same(await values(backend, id(0)), left, 'the fields');
      },
    },
    {
      name: 'fills what was empty',
      seed: form,
      async run({ backend, id }) {
        const filled = { points: '12', tier: 's', plate: 'AB 12345', born: '1990-02-28' };
        same((await backend.customers.change(id(0), to(filled))).fields, { ...nina.fields, ...filled }, 'the fields');
      },
    },
    {
      name: 'changes nothing on another revision: conflict, with the customer as it is now',
      needs: ['second'],
      seed: form,
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        const theirs = await other.customers.change(id(0), to({ email: 'theirs@example.org' }));
        const { current } = await refused(
          backend.customers.change(id(0), to({ address: 'mine' })),
          'conflict',
          'the old revision',
        );
        same(current, theirs, 'what the conflict shows as current');
        await refused(
          backend.customers.change(id(0), to({ address: 'mine' }, 3)),
          'conflict',
          'a revision that is not there yet',
        );
        same(await backend.customers.get(id(0)), theirs, 'the customer');
      },
    },
    {
      name: 'lets exactly one of two clients win that change the same revision at the same time',
      needs: ['second'],
      seed: form,
      async run({ backend, id, second }) {
        const other = await second({ agent: { id: 'agent2', name: 'Second Agent' } });
        const outcomes = await Promise.allSettled([
          backend.customers.change(id(0), to({ address: 'mine' })),
          other.customers.change(id(0), to({ email: 'theirs@example.org' })),
        ]);
        const won = outcomes.filter((each): each is PromiseFulfilledResult<Customer> => each.status === 'fulfilled');
        const lost = outcomes.filter((each): each is PromiseRejectedResult => each.status === 'rejected');
        same([won.length, lost.length], [1, 1], 'how many win and lose');
        const problem: unknown = lost[0]?.reason;
        ensure(isBackendError(problem) && problem.code === 'conflict', `who loses is told ${inShort(problem)}`);
        same(problem.current, won[0]?.value, 'what the conflict shows as current');
        same(await backend.customers.get(id(0)), won[0]?.value, 'the customer');
      },
    },
    {
      name: 'loses nothing of many who read again and try again',
      needs: ['second'],
      seed: form,
      async run({ backend, id, second }) {
        const clients = [backend, await second(), await second()];
        const wishes = {
          address: 'new',
          points: '1',
          tier: 'g',
          plate: 'AB 12345',
          born: '2000-01-01',
          email: 'new@example.org',
        };
        const insist = async (client: Offered, name: string, text: string) => {
          for (let attempt = 0; attempt < 50; attempt += 1) {
            const revision = (await client.customers.get(id(0)))!.revision;
            try {
              return void (await client.customers.change(id(0), to({ [name]: text }, revision)));
            } catch (caught) {
              ensure(isBackendError(caught) && caught.code === 'conflict', `the change rejects with ${inShort(caught)}`);
            }
          }
          throw new Error('50 conflicts for one change');
        };
        await Promise.all(Object.entries(wishes).map(([name, text], at) => insist(clients[at % 3]!, name, text)));
        const kept = await backend.customers.get(id(0));
        same([kept?.fields, kept?.revision], [{ ...nina.fields, ...wishes }, 7], 'the fields and the revision');
      },
    },
    {
      name: 'says conflict before it says what else is wrong',
      seed: form,
      async run({ backend, id }) {
        await refused(backend.customers.change(id(0), to({ email: 'nonsense', city: 'x' }, 9)), 'conflict', 'the old revision');
      },
    },
    {
      name: 'gives the name that follows from the fields',
      needs: ['customers.search'],
      seed: form,
      async run({ backend, id }) {
        same((await backend.customers.change(id(0), to({ familyName: 'Gift' }))).name, 'Nina Gift', 'the name');
        same((await backend.customers.search('gift')).length, 1, 'who is found by the new name');
        same(await backend.customers.search('Ny'), [], 'who is found by the old name');
      },
    },
    {
      name: 'is found by the new number and address at once, and no more by the old ones, by another client too',
      needs: ['second', 'customers.find'],
      seed: form,
      async run({ backend, id, second }) {
        const other = await second();
        await backend.customers.change(id(0), to({ mobile: sharedPhone, email: 'gift@example.org' }));
        for (const each of [backend, other]) {
          for (const raw of [sharedPhone, 'GIFT@example.org'])
            same((await each.customers.find({ raw })).matches[0]?.customer.id, id(0), `who is found by ${raw}`);
          for (const raw of [kariPhone, 'nina@example.org'])
            same((await each.customers.find({ raw })).outcome, 'none', `what comes of ${raw}`);
        }
      },
    },
    {
      name: 'stands in the list by the new name, and is not counted twice',
      needs: ['customers.list'],
      seed: { customers: [person('Aa First'), person('Mm Middle'), person('Zz Last')] },
      async run({ backend, id }) {
        const { total } = await backend.customers.list();
        await backend.customers.change(id(0), to({ givenName: 'Zzz' }));
        const page = await backend.customers.list();
        same(
          page.items.map((each) => each.name),
          ['Mm Middle', 'Zz Last', 'Zzz First'],
          'the order',
        );
        same(page.total, total, 'the total');
      },
    },
    {
      name: 'stands first by the order of changes',
      needs: ['customers.list', 'tick'],
      seed: { customers: crowd(5) },
      async run({ backend, id, tick }) {
        await tick(60_000);
        await backend.customers.change(id(3), to({ address: 'x' }));
        same((await backend.customers.list({ order: 'changed' })).items[0]?.id, id(3), 'the first');
      },
    },
    {
      name: 'leaves all others in the list exactly once while some are renamed between its pages',
      needs: ['customers.list'],
      seed: { customers: crowd(30) },
      async run({ backend, ids, id }) {
        const moved = [id(1), id(14), id(25), id(29)];
        const names = ['Zzz', 'Aaa', 'Aaa', 'Crowe'];
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const { items, next } = await backend.customers.list({ limit: 7, ...(cursor && { cursor }) });
          seen.push(...items.map((each) => each.id));
          cursor = next;
          const [one, name] = [moved.shift(), names.shift()];
          if (one && name) await backend.customers.change(one, to({ givenName: name }));
        } while (cursor !== undefined && seen.length < 200);
        const still = ids.filter((each) => ![1, 14, 25, 29].some((index) => id(index) === each));
        same(
          seen.filter((each) => still.includes(each)),
          still,
          'all others, in order',
        );
      },
    },
    {
      name: 'answers the customer as it is, in the same revision, when nothing changes, and tells nobody',
      needs: ['watch'],
      seed: form,
      async run(desk) {
        const { backend, id } = desk;
        const before = await backend.customers.get(id(0));
        const watcher = watching(desk, backend);
        for (const patch of [{}, { address: 'Storgata 1' }, { points: '', born: ' ' }] as Record<string, string>[])
          same(await backend.customers.change(id(0), to(patch)), before, `the answer to ${inShort(patch)}`);
        await backend.customers.change(id(0), to({ address: 'now' }));
        await watcher.until(id(0));
        same(
          watcher.of(id(0)).map((each) => each.revision),
          [2],
          'the revisions that are told',
        );
        watcher.stop();
      },
    },
    {
      name: 'rejects with invalid, naming them in the order of the form, all fields that are wrong, and changes none',
      seed: form,
      async run({ backend, id }) {
        const patch = {
          ...{ shoe: '43', city: 'Bergen', born: '1.3.2000', plate: '1', tier: 'Gold', points: '-1', email: 'x', mobile: 'x' },
          ...{ familyName: '', address: 'good', internal: 'x' },
        };
        const { fields: problems } = await refused(backend.customers.change(id(0), to(patch)), 'invalid', 'the patch');
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
          ],
          'the problems',
        );
        same(await values(backend, id(0)), nina.fields, 'the fields');
      },
    },
    {
      name: 'refuses to touch what agents may not edit, to clear it or leave it too',
      seed: form,
      async run({ backend, id }) {
        for (const city of ['Bergen', '', 'Oslo'])
          await refused(backend.customers.change(id(0), to({ city })), 'invalid', `the city ${inShort(city)}`, 'city');
        same((await backend.customers.get(id(0)))?.revision, 1, 'the revision');
      },
    },
    {
      name: 'rejects with not-found a customer who is not there',
      seed: form,
      async run({ backend }) {
        for (const each of ['nobody', '', '__proto__', 'constructor', '\0'])
          await refused(backend.customers.change(each, to({ address: 'x' })), 'not-found', `the customer ${inShort(each)}`);
      },
    },
    {
      name: 'rejects with invalid what is no patch',
      seed: form,
      async run({ backend, id }) {
        const nonsense: unknown[] = [undefined, null, 7, 'text', [], {}, { revision: 1 }, { fields: { address: 'x' } }];
        for (const each of [...nonsense, { revision: '1', fields: {} }, { revision: 1, fields: [] }, to({ address: 7 as never })])
          await refused(backend.customers.change(id(0), each as CustomerPatch), 'invalid', `the patch ${inShort(each)}`);
        same((await backend.customers.get(id(0)))?.revision, 1, 'the revision');
      },
    },
    {
      name: 'leaves concealed values as they are when others are changed',
      needs: ['second', 'permissions', 'confidential'],
      seed: { fields, customers: [quiet], permissions: editing },
      async run({ backend, id, second }) {
        const changed = await backend.customers.change(id(0), to({ address: 'x' }));
        same([...(changed.concealed ?? [])].sort(), ['secretPhone', 'secretWord'], 'what is concealed');
        ensure(!/Rosebud|44 ?6/.test(JSON.stringify(changed)), 'the answer shows no confidential value');
        const other = await second({ permissions: ['customers.view', 'customers.reveal'] });
        same(await values(other, id(0)), { ...quiet.fields, address: 'x' }, 'what is kept');
      },
    },
    {
      name: 'refuses bullets that come back, and never writes them',
      needs: ['second', 'permissions', 'confidential'],
      seed: { fields, customers: [quiet], permissions: editing },
      async run({ backend, id, second }) {
        const shown = (await backend.customers.get(id(0)))!.fields;
        const back = { secretWord: shown['secretWord']!, secretPhone: shown['secretPhone']!, address: 'x' };
        const { fields: problems } = await refused(backend.customers.change(id(0), to(back)), 'invalid', 'the bullets');
        same(
          problems?.map(({ field, reason }) => `${field} ${reason}`),
          ['secretWord concealed', 'secretPhone concealed'],
          'the problems',
        );
        const more = `${shown['secretPhone']}12`;
        await refused(backend.customers.change(id(0), to({ secretPhone: more })), 'invalid', 'bullets with more', 'secretPhone');
        const other = await second({ permissions: ['customers.view', 'customers.reveal'] });
        same(await values(other, id(0)), quiet.fields, 'what is kept');
      },
    },
    {
      name: 'lets who does not see a confidential value replace or clear it',
      needs: ['second', 'permissions', 'confidential', 'customers.find'],
      seed: { fields, customers: [quiet], permissions: editing },
      async run({ backend, id, second }) {
        const changed = await backend.customers.change(id(0), to({ secretPhone: sharedPhone, secretWord: '' }));
        same([changed.concealed, changed.fields['secretWord']], [['secretPhone'], undefined], 'what is concealed');
        const other = await second({ permissions: ['customers.view', 'customers.reveal'] });
        same((await values(other, id(0)))?.['secretPhone'], sharedPhone, 'what is kept');
        same((await backend.customers.find({ raw: sharedPhone })).matches[0]?.customer.id, id(0), 'who is found by it');
      },
    },
    {
      name: 'shows as current in a conflict what this agent may see',
      needs: ['permissions', 'confidential'],
      seed: { fields, customers: [quiet], permissions: editing },
      async run({ backend, id }) {
        const now = await backend.customers.change(id(0), to({ address: 'x' }));
        const { current } = await refused(backend.customers.change(id(0), to({ address: 'y' })), 'conflict', 'the old revision');
        same(current, now, 'what the conflict shows as current');
        ensure(!JSON.stringify(current).includes('Rosebud'), 'the conflict shows no confidential value');
      },
    },
    {
      name: 'marks a number as shared, and takes it back; a number that is cleared is not shared',
      needs: ['shared', 'customers.find'],
      seed: { customers: [kari] },
      async run({ backend, id }) {
        const outcome = async () => (await backend.customers.find({ raw: kariPhone })).outcome;
        const marked = await backend.customers.change(id(0), { revision: 1, fields: {}, shared: ['mobile'] });
        same([marked.shared, marked.revision, await outcome()], [['mobile'], 2, 'many'], 'what is shared');
        const back = await backend.customers.change(id(0), { revision: 2, fields: {}, shared: [] });
        same([back.shared ?? [], await outcome()], [[], 'one'], 'what is shared when taken back');
        await backend.customers.change(id(0), { revision: 3, fields: {}, shared: ['mobile', 'email'] });
        const cleared = await backend.customers.change(id(0), to({ mobile: '' }, 4));
        same(cleared.shared, ['email'], 'what is shared when the number is cleared');
        const patch = { revision: 5, fields: {}, shared: ['givenName'] };
        await refused(backend.customers.change(id(0), patch), 'invalid', 'sharing a name', 'shared');
      },
    },
    {
      name: 'takes the mark of what was made automatically away with the first change, and with nothing less',
      needs: ['customers.add', 'shared'],
      async run({ backend }) {
        const made = async () => (await backend.customers.add({ ...newKari, automatic: true })).id;
        const id = await made();
        for (const idle of [to({}), to({ mobile: newKari.fields['mobile']!, address: ' ' })])
          same((await backend.customers.change(id, idle)).automatic, true, 'the mark when nothing changes');
        await refused(backend.customers.change(id, to({ email: 'x' })), 'invalid', 'a wrong address', 'email');
        same((await backend.customers.get(id))?.automatic, true, 'the mark after a refusal');
        for (const patch of [to({ address: 'x' }), to({ email: '' }), { revision: 1, fields: {}, shared: ['mobile'] }]) {
          const each = await made();
          ensure(!('automatic' in (await backend.customers.change(each, patch))), `the answer to ${inShort(patch)} has no mark`);
          ensure(!('automatic' in ((await backend.customers.get(each)) ?? {})), `the record after ${inShort(patch)} has no mark`);
        }
      },
    },
    {
      name: 'happens once with a key: the same key answers as it did first, whatever came after',
      needs: ['keys'],
      seed: form,
      async run({ backend, id }) {
        const first = await backend.customers.change(id(0), to({ address: 'one' }), { key: 'change-1' });
        const later = await backend.customers.change(id(0), to({ address: 'two' }, 2));
        same(await backend.customers.change(id(0), to({ address: 'one' }), { key: 'change-1' }), first, 'the repeated answer');
        same(await backend.customers.get(id(0)), later, 'the customer');
      },
    },
    {
      name: 'rejects with invalid a key that was used for another patch, or another customer',
      needs: ['keys'],
      seed: { customers: [kari, ola] },
      async run({ backend, id }) {
        await backend.customers.change(id(0), to({ address: 'one' }), { key: 'change-1' });
        for (const [index, patch] of [[0, to({ address: 'two' }, 2)] as const, [1, to({ address: 'one' })] as const])
          await refused(backend.customers.change(id(index), patch, { key: 'change-1' }), 'invalid', 'the reused key', 'key');
        same((await backend.customers.get(id(1)))?.revision, 1, 'the revision of the other');
      },
    },
    {
      name: 'leaves the key free when it is refused',
      needs: ['keys'],
      seed: form,
      async run({ backend, id }) {
        await refused(backend.customers.change(id(0), to({ email: 'x' }), { key: 'change-1' }), 'invalid', 'the patch', 'email');
        const answer = await backend.customers.change(id(0), to({ email: 'x@example.org' }), { key: 'change-1' });
        same(answer.revision, 2, 'the revision');
      },
    },
    {
      name: 'happens once when the same key is sent by two clients of the agent at the same time',
      needs: ['keys', 'second'],
      seed: form,
      async run({ backend, id, second }) {
        const other = await second();
        const answers = await Promise.all(
          [backend, other, backend, other].map((each) => each.customers.change(id(0), to({ address: 'x' }), { key: 'change-1' })),
        );
        for (const answer of answers) same(answer, answers[0], 'each answer');
        same((await backend.customers.get(id(0)))?.revision, 2, 'the revision');
      },
    },
    {
      name: 'is told once to those who watch, after it is kept, with the key of its author',
      needs: ['watch', 'keys', 'second'],
      seed: form,
      async run(desk) {
        const { backend, id } = desk;
        const other = await desk.second();
        const reads: Promise<Customer | undefined>[] = [];
        const watcher = watching(desk, other, { kinds: ['customer'], customerId: id(0) }, () =>
          reads.push(forLater(other.customers.get(id(0)))),
        );
        await backend.customers.change(id(0), to({ address: 'x' }), { key: 'change-1' });
        await watcher.until(id(0));
        await turn();
        same(
          watcher.of(id(0)),
          [{ kind: 'customer', id: id(0), customerId: id(0), revision: 2, key: 'change-1' }],
          'what is told',
        );
        same((await reads[0])?.revision, 2, 'the revision that is read then');
        watcher.stop();
      },
    },
    {
      name: 'leaves no trace of what was aborted before, and keeps what was aborted after',
      seed: form,
      async run({ backend, id }) {
        const signal = AbortSignal.abort();
        await aborted(backend.customers.change(id(0), to({ address: 'x' }), { signal }), signal, 'change');
        await turn();
        same((await backend.customers.get(id(0)))?.revision, 1, 'the revision');
        const controller = new AbortController();
        await backend.customers.change(id(0), to({ address: 'y' }), { signal: controller.signal });
        controller.abort();
        same((await values(backend, id(0)))?.['address'], 'y', 'the address');
      },
    },
    {
      name: 'keeps hostile values unchanged, or refuses them as invalid and leaves the old one',
      seed: { customers: [kari] },
      async run({ backend, id }) {
        for (const [what, value] of Object.entries(hostileValues)) {
          const before = (await backend.customers.get(id(0)))!;
          let expected: string | undefined = value;
          try {
            await backend.customers.change(id(0), to({ address: value }, before.revision));
          } catch (caught) {
            ensure(isBackendError(caught) && caught.code === 'invalid', `${what} rejects with ${inShort(caught)}`);
            expected = before.fields['address'];
          }
          const kept = (await values(backend, id(0)))?.['address'];
          ensure(kept === (expected?.trim() === '' ? undefined : expected), `${what} is kept as ${inShort(kept)}`);
        }
        same((await backend.customers.get(id(0)))?.name, 'Kari Nordmann', 'the name');
      },
    },
  ],
};
