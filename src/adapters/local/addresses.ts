import { type AddressReading, type AddressRef, readAddress } from '../../domain/address.js';
import { fieldValue } from '../../domain/customer.js';
import { type FieldDefinition, separateAddresses } from '../../domain/field.js';
import { customerAddress, type Interaction } from '../../domain/interaction.js';
import { hiddenFields, hiddenHolder, type KeptCustomer } from './concealment.js';
import { invalid, type LocalContext, notFound } from './context.js';

/** The address that a reference points at. */
export interface Resolved {
  /** With the real values, for searching and calling. */
  readonly reading: AddressReading;
  /** The field that conceals it from this agent: what leaves must be `concealedReading`. */
  readonly hiddenBy?: FieldDefinition;
}

/** Reads what a reference points at. `not-found` when that is not there, `invalid` (field `address`) for what is no reference. Of several addresses in a field it is the first. */
export async function resolve(context: LocalContext, ref: AddressRef, signal?: AbortSignal): Promise<Resolved> {
  const given = (ref ?? {}) as { readonly [name in 'raw' | 'customerId' | 'field' | 'interactionId']?: unknown };
  const reader = await context.reader();
  if (typeof given.raw === 'string') return { reading: readAddress(given.raw, reader) };
  if (typeof given.interactionId === 'string') {
    const row = await context.store.get<Interaction>('interactions', given.interactionId, { signal });
    if (!row) throw notFound('interaction');
    const reading = readAddress(customerAddress(row.value) ?? '', reader);
    return { reading, hiddenBy: await hiddenHolder(context, reading, signal) };
  }
  if (typeof given.customerId !== 'string' || typeof given.field !== 'string') throw invalid('address', 'not-a-reference');
  const [fields, row] = await Promise.all([
    context.fields(),
    context.store.get<KeptCustomer>('customers', given.customerId, { signal }),
  ]);
  const field = fields.find(({ name }) => name === given.field);
  if (!row || !field) throw notFound(row ? 'field' : 'customer');
  const value = fieldValue({ ...row.value }, field.name) ?? '';
  // An external id is no address, however much it looks like one.
  const reading: AddressReading =
    field.use === 'external-id' && value !== ''
      ? { kind: 'unreadable', raw: value }
      : readAddress(separateAddresses(field.use, value)[0] ?? '', reader);
  return { reading, hiddenBy: hiddenFields(context, fields).find((each) => each === field) };
}

/** What a telephone is told to call; undefined for what is no number. */
export function numberOf(reading: AddressReading): string | undefined {
  if (reading.kind === 'internal') return reading.digits;
  if (reading.kind === 'own') return reading.e164;
  if (reading.kind !== 'phone') return undefined;
  return reading.extension === undefined ? reading.e164 : `${reading.e164};ext=${reading.extension}`;
}
