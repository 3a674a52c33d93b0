import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Customer } from '../../src/domain/customer.js';
import { backendSuite, offersOf, type Seed } from '../../src/testing/index.js';
import { thirtyLines } from '../support/thirty-lines.js';

/** Records of the drafts, as an integrator's own system would keep them. */
function records({ customers, fields, now }: Seed): readonly Customer[] {
  return customers.map((draft, index) => {
    const parts = fields.filter((field) => field.partOfName?.includes(draft.type)).map((field) => draft.fields[field.name]);
    const name = parts.filter(Boolean).join(' ');
    return { ...draft, id: `X${index}`, name, createdAt: now, changedAt: now, revision: 1 };
  });
}

const create = async (seed: Seed) => {
  const customers = records(seed);
  const session = { tenantId: 'acme', agent: seed.agent, permissions: seed.permissions, settings: seed.settings, now: seed.now };
  return { backend: thirtyLines(session, seed.fields, customers), customerIds: customers.map(({ id }) => id) };
};

/** What thirty lines do not do, so that it is seen. */
const skip = [
  'customers.find: puts organizations first when the number is shared',
  'customers.find: takes the value of a customer field as the address',
  'customers.find: takes no external id for an address',
  'customers.search: finds 2 by "zola" among six',
  'customers.search: finds 1 by "malmo" among six',
  'customers.search: finds 1 by "asa" among six',
  'customers.search: finds whoever has every word as the beginning of a word, whatever the text',
  'customers.search: finds those who have exactly the e-mail address',
  'customers.search: puts a name that is the text before names that only contain it',
  'values: that are nonsense instead of an address are refused with a BackendError',
];
const lacks = ['phones', 'settings', 'shared', 'permissions', 'confidential', 'keys'] as const;
const title = 'thirty lines of a backend';
const suite = backendSuite({ describe, test, create, name: title, declares: { offers: await offersOf(create), lacks, skip } });

test('thirty lines of a backend keep a good part of the contract, and the rest is skipped for all to see', () => {
  const run = suite.cases.length - suite.skipped.length;
  assert.ok(run >= 30, `${run} cases are run`);
  assert.ok(suite.skipped.every(({ why }) => why === 'declared' || why.startsWith('not offered: ')));
  assert.match(suite.summary(), /^thirty lines of a backend: \d+ cases, \d+ skipped: /);
});
