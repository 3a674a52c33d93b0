import { asCustomer } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import type { Intent } from '../../wiring/intent.js';
import { type ChangeWish, customerIn } from './wishes.js';

/**
 * Whom a change ran into: the record as it is now, newer than what was written on. `gone`: somebody deleted it. Undefined: nobody can say, so that sending it again would
 * come to the same. Rejects where it cannot be read.
 */
export async function inTheWay(
  { kind, payload, error }: Intent,
  backend: Backend | undefined,
): Promise<Customer | 'gone' | undefined> {
  if (kind !== 'customers.change') return undefined;
  const { id, patch } = payload as ChangeWish;
  const isNewer = (customer: Customer | undefined): customer is Customer =>
    customer?.id === id && customer.revision > patch.revision;
  const told = customerIn(error?.current);
  if (isNewer(told)) return told;
  const answer: unknown = await backend?.customers?.get(id);
  if (!answer) return 'gone';
  const read = asCustomer(answer);
  return isNewer(read) ? read : undefined;
}
