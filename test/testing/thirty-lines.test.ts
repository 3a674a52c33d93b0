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

backendSuite({
  describe,
  test,
  create,
  name: 'thirty lines of a backend',
  declares: { offers: await offersOf(create), lacks: ['phones', 'settings', 'shared', 'permissions', 'confidential', 'keys'] },
});
