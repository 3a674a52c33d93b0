import { BackendError } from '../../backend/backend-error.js';
import type { CustomersService, ErasureReceipt } from '../../backend/backend.js';
import { addressKey, type AddressReading, fieldAddresses, readAddress } from '../../domain/address.js';
import { type Customer, displayName, fieldValue } from '../../domain/customer.js';
import { externalIdKey, externalIds } from '../../domain/external-id.js';
import { draftProblems, holdsAddresses, isRecord, separateAddresses } from '../../domain/field.js';
import { duplicatesOf } from '../../domain/match.js';
import { patched, patchProblems } from '../../domain/patch.js';
import { concealed, type KeptCustomer, revealed } from './concealment.js';
import { type LocalContext, notFound, refuse } from './context.js';
import { counted, keeping, newCustomer } from './customer-entries.js';
import { countedJourney, goneJourney } from './customer-journeys.js';
import { countedMessages, goneMessages } from './customer-messages.js';
import { countedNotes, goneNotes } from './customer-notes.js';
import { disownedDialing, erasedDialing, openCallbacks } from './dialing.js';
import { type KeptEnquiry, reassigned } from './enquiry-entries.js';
import { guardOf, guardsOf } from './guard.js';
import { carryOut, forgotten } from './intents.js';
import { interactionEntries, type KeptInteraction } from './interaction-entries.js';
import { everyRow } from './paging.js';
import { beginningWith } from './ranges.js';
import type { IndexRange, Operation, Row } from './store.js';

/** What is kept of a customer that was removed, so that it can still be erased: ids, and nothing that was in the record. */
interface Removal {
  readonly removedAt: string;
  /** Interactions that were assigned to the customer. */
  readonly interactions: readonly string[];
  /** Call-backs that were agreed with the customer. */
  readonly callbacks?: readonly string[];
}

/** So many holders of one address are looked through for duplicates, and so many addresses of one draft are looked up. */
const [holders, addresses] = [200, 20];

type Written = 'add' | 'change' | 'impact' | 'remove' | 'duplicates' | 'erase';

/** What changes customers, and what is asked before: fetched when first used. */
export function customerRecords(context: LocalContext): Pick<Required<CustomersService>, Written> {
  const { store, settings } = context;

  const rowOf = async <T>(collection: string, key: unknown, signal?: AbortSignal): Promise<Row<T> | undefined> =>
    typeof key === 'string' && key !== '' ? store.get<T>(collection, key, { signal }) : undefined;

  const present = async (id: string, signal?: AbortSignal): Promise<Row<KeptCustomer>> => {
    const row = await rowOf<KeptCustomer>('customers', id, signal);
    if (!row) throw notFound('customer');
    return row;
  };

  const every = <T>(collection: string, index: string, range: IndexRange, signal?: AbortSignal) =>
    everyRow<T>(store, collection, index, range, signal);
  const assigned = (id: string, signal?: AbortSignal) =>
    every<KeptInteraction>('interactions', 'customer', beginningWith(`${id}\0`), signal);
  const enquiriesOf = (id: string, signal?: AbortSignal) =>
    every<KeptEnquiry>('enquiries', 'customer', beginningWith(`${id}\0`), signal);

  /** Conflict, unless this is the revision that was read. */
  const mustBe = async (revision: unknown, row: Row<KeptCustomer>) => {
    if (revision === row.revision) return;
    const current = concealed(context, revealed(row), await context.fields());
    throw new BackendError('conflict', 'The customer was changed since it was read', { current });
  };

  /** What nobody needs when the customer is gone: choices, and who looks at the card. */
  const belongings = async (id: string, signal?: AbortSignal) => {
    const [choices, presences, told] = await Promise.all([
      every('choices', 'customer', { is: id }, signal),
      every('presences', 'customer', { is: id }, signal),
      rowOf('presence', id, signal),
    ]);
    const batch: Operation[] = [
      ...choices.map(({ key, revision }) => ({ delete: 'choices', key, ifRevision: revision })),
      ...presences.map(({ key }) => ({ delete: 'presences', key })),
      ...(told ? [{ delete: 'presence', key: id, customerId: id }] : []),
    ];
    return { batch, choices: choices.length, presences: presences.length };
  };

  /** Interactions without assignment, whose address this customer has and nobody else. */
  const unassigned = async (customer: KeptCustomer, signal?: AbortSignal): Promise<Row<KeptInteraction>[]> => {
    const [fields, reader] = await Promise.all([context.fields(), context.reader()]);
    const keys = new Set(fields.flatMap((field) => fieldAddresses(customer, field, reader).map(({ key }) => key)));
    const found: Row<KeptInteraction>[] = [];
    for (const key of keys) {
      const having = await store.find('customers', 'address', { is: key }, { signal, limit: 2 });
      if (having.length < 2)
        found.push(...(await every<KeptInteraction>('interactions', 'unassigned', beginningWith(`${key}\0`), signal)));
    }
    return found;
  };

  /** What is left of the interactions of a customer that was removed: those that were given to nobody else since. */
  const orphaned = async (removal: Removal | undefined, signal?: AbortSignal): Promise<Row<KeptInteraction>[]> => {
    const ids = removal?.interactions ?? [];
    const rows = await Promise.all(ids.map((id) => store.get<KeptInteraction>('interactions', id, { signal })));
    return rows.filter((row) => row !== undefined).filter((row) => !row.value.customerId);
  };

  /** What was said of the conversations that go with a customer, and what was answered to those who said it. Those of nobody have guards of their own. */
  const saidOf = async (id: string, nobodys: readonly Row[], keys: Iterable<string>, signal?: AbortSignal) => {
    const guards = await guardsOf(
      store,
      nobodys.map(({ key }) => key),
      signal,
    );
    const [own, others, intents] = await Promise.all([
      enquiriesOf(id, signal),
      Promise.all(nobodys.map(({ key }) => store.get<KeptEnquiry>('enquiries', key, { signal }))),
      Promise.all([...keys].map((key) => every('intents', 'interaction', { is: key }, signal))),
    ]);
    return { guards, enquiries: [...own, ...others.filter((each) => each !== undefined)], intents: intents.flat() };
  };

  const rules = async () => ({ currency: settings.currency, ...(await context.reader()) });

  return {
    add: (draft, options = {}) =>
      context.run(options, 'customers.add', async () => {
        const [fields, reader, checks] = await Promise.all([context.fields(), context.reader(), rules()]);
        const added = await carryOut<Customer>(context, 'customers.add', draft, options, async () => {
          refuse(draftProblems(draft, fields, checks));
          const value = newCustomer(context, draft, fields);
          const batch = [keeping(value, 'absent', fields, reader), counted(1)];
          return { batch, answer: { ...value, revision: 1 }, customerId: value.id };
        });
        return concealed(context, added, fields);
      }),

    change: (id, patch, options = {}) =>
      context.run(options, 'customers.edit', async (signal) => {
        const [fields, reader, checks] = await Promise.all([context.fields(), context.reader(), rules()]);
        const changed = await carryOut<Customer>(context, 'customers.change', [id, patch], options, async () => {
          const row = await present(id, signal);
          const problems = patchProblems(row.value, patch, fields, checks);
          // A patch that is none has no revision to be compared; one on an older record is checked when it stands on this one.
          if (problems.some(({ field }) => field === 'revision' || field === 'fields')) refuse(problems);
          await mustBe(patch.revision, row);
          refuse(problems);
          const after = patched(row.value, patch);
          if (after === row.value) return { batch: [], answer: revealed(row), customerId: id };
          const value = { ...after, name: displayName(after, fields), changedAt: context.now() };
          const answer = { ...value, revision: row.revision + 1 };
          return { batch: [keeping(value, row.revision, fields, reader)], answer, customerId: id };
        });
        return concealed(context, changed, fields);
      }),

    impact: (id, options) =>
      context.run(options, 'customers.remove', async (signal) => {
        const { revision } = await present(id, signal);
        const [interactions, choices, callbacks, notes, messages, journey] = await Promise.all([
          store.count('interactions', 'customer', beginningWith(`${id}\0`), { signal }),
          store.count('choices', 'customer', { is: id }, { signal }),
          openCallbacks(store, id, signal),
          countedNotes(store, id, signal),
          countedMessages(store, id, signal),
          countedJourney(context, id, signal),
        ]);
        return { revision, interactions, choices, callbacks, notes, messages, ...journey };
      }),

    remove: (id, revision, options = {}) =>
      context.run(options, 'customers.remove', async (signal) => {
        const reader = await context.reader();
        await carryOut<undefined>(context, 'customers.remove', [id, revision], options, async () => {
          const guard = await guardOf(store, String(id), signal);
          const row = await present(id, signal);
          await mustBe(revision, row);
          const [interactions, enquiries, { batch }, dialing, notes, messages, journey] = await Promise.all([
            assigned(id, signal),
            enquiriesOf(id, signal),
            belongings(id, signal),
            disownedDialing(context, id, signal),
            goneNotes(store, id, signal),
            goneMessages(store, id, [], signal),
            goneJourney(context, id, signal),
          ]);
          const ids = interactions.map(({ key }) => key);
          const removal: Removal = { removedAt: context.now(), interactions: ids, callbacks: dialing.callbackIds };
          return {
            batch: [
              { delete: 'customers', key: id, ifRevision: row.revision, customerId: id },
              counted(-1),
              guard,
              ...batch,
              // Told to everybody, as each one that changes hands: they are on the list of whoever has their address now.
              ...interactions.map(({ key, value: { customerId: _, ...value }, revision: ifRevision }) => {
                return { put: 'interactions', key, value, index: interactionEntries(value, reader), ifRevision };
              }),
              ...enquiries.map((row) => reassigned(row, undefined)),
              ...dialing.batch,
              ...notes.batch,
              ...messages.batch,
              ...journey.batch,
              { put: 'removals', key: id, value: removal },
            ],
            answer: undefined,
            customerId: id,
          };
        });
      }),

    duplicates: (draft, options) =>
      context.run(options, 'customers.view', async (signal) => {
        const claimed: unknown = draft;
        if (!isRecord(claimed) || !isRecord(claimed['fields'])) refuse([{ field: 'fields', reason: 'not-an-object' }]);
        const [fields, reader] = await Promise.all([context.fields(), context.reader()]);
        const readings = new Map<string, AddressReading>();
        for (const { name, use } of fields.filter(holdsAddresses)) {
          for (const text of separateAddresses(use, fieldValue(draft, name) ?? '')) {
            const reading = readAddress(text, reader);
            const key = addressKey(reading);
            if (key !== undefined && readings.size < addresses) readings.set(key, reading);
          }
        }
        const known = externalIds(draft, fields);
        const sought = [
          ...[...readings.keys()].map((key) => ['address', key] as const),
          ...known.map((each) => ['external', externalIdKey(each)] as const),
        ];
        const found = await Promise.all(
          sought.map(([index, key]) => store.find<KeptCustomer>('customers', index, { is: key }, { signal, limit: holders })),
        );
        const others = new Map(found.flat().map((row) => [row.key, revealed(row)]));
        others.delete(options?.except ?? '');
        const alike = duplicatesOf([...readings.values()], [...others.values()], fields, reader, known);
        return alike.map(({ customer, why }) => ({ customer: concealed(context, customer, fields), why }));
      }),

    erase: (id, options = {}) =>
      context.run(options, 'customers.erase', async (signal) =>
        carryOut<ErasureReceipt>(context, 'customers.erase', id, options, async () => {
          const guard = await guardOf(store, String(id), signal);
          const [row, removal, intents] = await Promise.all([
            rowOf<KeptCustomer>('customers', id, signal),
            rowOf<Removal>('removals', id, signal),
            every('intents', 'customer', { is: id }, signal),
          ]);
          if (!row && !removal) throw notFound('customer');
          const [own, left, also, { batch, choices, presences }, notes, journey] = await Promise.all([
            assigned(id, signal),
            orphaned(removal?.value, signal),
            row ? unassigned(row.value, signal) : [],
            belongings(id, signal),
            goneNotes(store, id, signal),
            goneJourney(context, id, signal),
          ]);
          const interactions = new Map([...own, ...left, ...also].map((each) => [each.key, each.revision]));
          const said = await saidOf(id, [...left, ...also], interactions.keys(), signal);
          const dialing = await erasedDialing(store, id, interactions.keys(), removal?.value.callbacks ?? [], signal);
          const messages = await goneMessages(store, id, interactions.keys(), signal);
          const counts = {
            attempt: dialing.attempts,
            callback: dialing.callbacks,
            customer: row ? 1 : 0,
            choice: choices,
            enquiry: said.enquiries.length,
            interaction: interactions.size,
            journeyAlias: journey.aliases,
            journeyEvent: journey.events,
            message: messages.count,
            note: notes.count,
            presence: presences,
          };
          const answers = new Map([...intents, ...said.intents].map((intent) => [intent.key, intent]));
          return {
            batch: [
              guard,
              ...said.guards.filter(({ key }) => key !== guard.key),
              ...(row ? [{ delete: 'customers', key: id, ifRevision: row.revision, customerId: id }, counted(-1)] : []),
              ...(removal ? [{ delete: 'removals', key: id, ifRevision: removal.revision }] : []),
              ...batch,
              ...[...interactions].map(([key, ifRevision]) => ({ delete: 'interactions', key, ifRevision, customerId: id })),
              ...said.enquiries.map(({ key, revision }) => ({ delete: 'enquiries', key, ifRevision: revision, customerId: id })),
              ...dialing.batch,
              ...notes.batch,
              ...messages.batch,
              ...journey.batch,
              ...[...interactions.keys()].flatMap((key) => [
                { delete: 'wrap-ups', key },
                { delete: 'extensions', key, customerId: id },
              ]),
              // What was answered to earlier writes is the record once more.
              ...[...answers.values()].map((intent) => forgotten(context, intent)),
            ],
            answer: { customerId: id, erasedAt: context.now(), counts },
          };
        }),
      ),
  };
}
