import type { LocalOptions } from './context.js';
import { later } from './later.js';

/** What a page lends to an embedded backend: its clock, its random numbers, the phone library of this package. */
export type Surroundings = Pick<LocalOptions, 'now' | 'newId' | 'random' | 'phones'>;

// Drawn in bulk: one call a number costs more than all else that a load does.
const pool = new Uint32Array(256);
let left = 0;
const random = () => {
  if (!left) left = crypto.getRandomValues(pool).length;
  left -= 1;
  return pool[left]! / 2 ** 32;
};

/** Twenty letters and digits. (`crypto.randomUUID` is missing on pages without https, and has hyphens.) */
const newId = () => Array.from({ length: 20 }, () => Math.floor(random() * 36).toString(36)).join('');

const phones = later(async () => (await import('../../domain/phone-numbers.js')).phoneNumbers);

export const surroundings: Surroundings = { now: () => Date.now(), newId, random, phones };

/** Everything may be left out: an agent named Agent, today's clock, and the data of the tenant named here. */
export const optionsIn = (tenantId: string, options: Partial<LocalOptions> = {}): LocalOptions => ({
  tenantId,
  agent: { id: 'agent', name: 'Agent' },
  ...surroundings,
  ...options,
});
