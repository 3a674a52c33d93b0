import { type AddressReading, addressKey, fieldAddresses } from '../../domain/address.js';
import { conceal } from '../../domain/conceal.js';
import { type Customer, fieldValue } from '../../domain/customer.js';
import { type FieldDefinition, holdsAddresses } from '../../domain/field.js';
import type { LocalContext } from './context.js';
import type { Row } from './store.js';

/** A customer as the store keeps one: the revision is the row's. */
export type KeptCustomer = Omit<Customer, 'revision' | 'concealed'>;

/** The whole record, for the rules; never leaves the backend. */
export const revealed = ({ value, revision }: Row<KeptCustomer>): Customer => ({ ...value, revision });

/** Fields whose values this agent does not see. */
export const hiddenFields = (context: LocalContext, fields: readonly FieldDefinition[]): readonly FieldDefinition[] =>
  context.may('customers.reveal') ? [] : fields.filter((field) => field.confidential);

/** The record as this agent sees it: bullets in place of confidential values. The name and what is searched never contain them. */
export function concealed(context: LocalContext, customer: Customer, fields: readonly FieldDefinition[]): Customer {
  const hidden = hiddenFields(context, fields).filter(({ name }) => fieldValue(customer, name) !== undefined);
  if (!hidden.length) return customer;
  const bullets = hidden.map((field) => [field.name, conceal(field, fieldValue(customer, field.name)!)]);
  return {
    ...customer,
    fields: { ...customer.fields, ...(Object.fromEntries(bullets) as Record<string, string>) },
    concealed: hidden.map(({ name }) => name),
  };
}

/** The reading of a confidential value: its kind stays, and everything that tells the address is the same bullets. There is no `key` and no `extension`. */
export function concealedReading(reading: AddressReading, field: Pick<FieldDefinition, 'use'>): AddressReading {
  const raw = conceal(field, reading.raw);
  switch (reading.kind) {
    case 'phone':
      return { kind: 'phone', raw, e164: raw, display: raw };
    case 'email':
      return { kind: 'email', raw, email: raw };
    case 'own':
      return { kind: 'own', raw, e164: raw };
    case 'internal':
      return { kind: 'internal', raw, digits: raw };
    default:
      return { kind: reading.kind, raw };
  }
}

/** The confidential field of any customer that holds this address, when this agent may not see it. */
export const hiddenHolder = async (
  context: LocalContext,
  reading: AddressReading,
  signal?: AbortSignal,
): Promise<FieldDefinition | undefined> =>
  context.may('customers.reveal') ? undefined : confidentialHolder(context, reading, signal);

/** The confidential field of any customer that holds this address, whoever asks. */
export async function confidentialHolder(
  context: LocalContext,
  reading: AddressReading,
  signal?: AbortSignal,
): Promise<FieldDefinition | undefined> {
  const hidden = (await context.fields()).filter((field) => field.confidential && holdsAddresses(field));
  const key = hidden.length ? addressKey(reading) : undefined;
  if (key === undefined) return undefined;
  const [reader, rows] = await Promise.all([
    context.reader(),
    context.store.find<KeptCustomer>('customers', 'address', { is: key }, { signal }),
  ]);
  const holds = (field: FieldDefinition) =>
    rows.some(({ value }) => fieldAddresses(value, field, reader).some((address) => address.key === key));
  return hidden.find(holds);
}
