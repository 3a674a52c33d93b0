import type { AddressRef } from '../../domain/address.js';
import { numberOf, resolve } from './addresses.js';
import { type KeptCallback, keepingCallback, type KeptMark, reassignedCallback, reassignedMark } from './callback-entries.js';
import type { LocalContext } from './context.js';
import { everyRow } from './paging.js';
import { beginningWith } from './ranges.js';
import type { Operation, Row, Store } from './store.js';

const callbacksIn = (store: Store, interactionId: string, signal?: AbortSignal) =>
  everyRow<KeptCallback>(store, 'callbacks', 'interaction', beginningWith(`${interactionId}\0`), signal);
const callbacksOf = (store: Store, customerId: string, signal?: AbortSignal) =>
  everyRow<KeptCallback>(store, 'callbacks', 'customer', { is: customerId }, signal);
const marksOf = (store: Store, customerId: string, signal?: AbortSignal) =>
  everyRow<KeptMark>(store, 'attempts', 'customer', { is: customerId }, signal);

/** A conversation that changes hands takes along what was said of it as an attempt. */
export async function reassignedDialing(
  store: Store,
  interactionId: string,
  customerId: string | undefined,
  signal?: AbortSignal,
): Promise<readonly Operation[]> {
  const [mark, callbacks] = await Promise.all([
    store.get<KeptMark>('attempts', interactionId, { signal }),
    callbacksIn(store, interactionId, signal),
  ]);
  const elsewhere = ({ value }: Row<KeptMark> | Row<KeptCallback>) => value.customerId !== customerId;
  return [
    ...(mark && elsewhere(mark) ? [reassignedMark(mark, customerId)] : []),
    ...callbacks.filter(elsewhere).map((row) => reassignedCallback(row, customerId)),
  ];
}

/** How many agreed calls of a customer are still to come of something. */
export const openCallbacks = (store: Store, customerId: string, signal?: AbortSignal): Promise<number> =>
  store.count('callbacks', 'open', { is: customerId }, { signal });

/** What is done with the marks and call-backs of a customer who is removed: they are nobody's, and can still be called. `callbackIds`: what to erase with the customer later. */
export async function disownedDialing(
  context: LocalContext,
  customerId: string,
  signal?: AbortSignal,
): Promise<{ readonly batch: readonly Operation[]; readonly callbackIds: readonly string[] }> {
  const { store } = context;
  const [marks, callbacks] = await Promise.all([marksOf(store, customerId, signal), callbacksOf(store, customerId, signal)]);
  const own = callbacks.filter(({ value }) => value.customerId === customerId);
  const disowned = async ({ value, revision }: Row<KeptCallback>): Promise<Operation> => {
    const { customerId: whose, number, ...rest } = value;
    const left = number && (await withoutCustomer(context, number, customerId, signal));
    const others = whose !== undefined && whose !== customerId && { customerId: whose };
    return keepingCallback({ ...rest, ...others, ...(left && { number: left }) }, revision, true);
  };
  return {
    batch: [...marks.map((row) => reassignedMark(row, undefined)), ...(await Promise.all(callbacks.map(disowned)))],
    callbackIds: own.map(({ key }) => key),
  };
}

/** A number that is a customer's, when the customer goes: as it is now; of a confidential one nothing, so that the number of the conversation is called. */
async function withoutCustomer(
  context: LocalContext,
  number: AddressRef,
  customerId: string,
  signal?: AbortSignal,
): Promise<AddressRef | undefined> {
  if (!('customerId' in number) || number.customerId !== customerId) return number;
  const field = (await context.fields()).find(({ name }) => name === number.field);
  if (!field || field.confidential) return undefined;
  const { reading } = await resolve(context, number, signal);
  return numberOf(reading) === undefined ? undefined : { raw: reading.raw };
}

/** What is deleted of a customer who is erased: marks and call-backs of theirs and of the conversations that go, and numbers that are theirs. `left`: ids of call-backs that were theirs when they were removed. */
export async function erasedDialing(
  store: Store,
  customerId: string,
  interactionIds: Iterable<string>,
  left: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly batch: readonly Operation[]; readonly attempts: number; readonly callbacks: number }> {
  const ids = [...interactionIds];
  const [own, ofThem, marks, callbacks, orphans] = await Promise.all([
    marksOf(store, customerId, signal),
    callbacksOf(store, customerId, signal),
    Promise.all(ids.map((id) => store.get<KeptMark>('attempts', id, { signal }))),
    Promise.all(ids.map((id) => callbacksIn(store, id, signal))),
    Promise.all(left.map((id) => store.get<KeptCallback>('callbacks', id, { signal }))),
  ]);
  const orphaned = orphans.filter((row) => row !== undefined).filter(({ value }) => value.customerId === undefined);
  const theirs = ofThem.filter(({ value }) => value.customerId === customerId);
  const goneMarks = new Map([...own, ...marks.filter((row) => row !== undefined)].map((row) => [row.key, row]));
  const gone = new Map([...theirs, ...callbacks.flat(), ...orphaned].map((row) => [row.key, row]));
  const gives = (collection: string) => (row: Row) => {
    return { delete: collection, key: row.key, ifRevision: row.revision, customerId };
  };
  const others = ofThem.filter(({ key }) => !gone.has(key));
  return {
    batch: [
      ...[...goneMarks.values()].map(gives('attempts')),
      ...[...gone.values()].map(gives('callbacks')),
      ...others.map(({ value: { number: _, ...value }, revision }) => keepingCallback(value, revision, true)),
    ],
    attempts: goneMarks.size,
    callbacks: gone.size,
  };
}
