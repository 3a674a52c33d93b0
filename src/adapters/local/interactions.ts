import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { InteractionScope, InteractionsService } from '../../backend/backend.js';
import { addressKey, fieldAddresses, readAddress } from '../../domain/address.js';
import { conceal } from '../../domain/conceal.js';
import { isRecord } from '../../domain/field.js';
import { customerAddress, type Interaction, interactionProblems, type InteractionSummary } from '../../domain/interaction.js';
import { resolve } from './addresses.js';
import { hiddenHolder, type KeptCustomer } from './concealment.js';
import type { LocalContext } from './context.js';
import { reassignedDialing } from './dialing.js';
import { isOver, type KeptEnquiry, type KeptWrapUp, reassigned } from './enquiry-entries.js';
import { canonical } from './fingerprint.js';
import { guardsOf, holderOf } from './guard.js';
import { carryOut } from './intents.js';
import { instant, interactionEntries, type KeptInteraction as Kept } from './interaction-entries.js';
import { limitOf, readCursor, writeCursor } from './paging.js';
import type { Operation, Position, Row } from './store.js';

/** What is kept of what a host hands in; everything else stays outside. */
const properties = [
  ...['id', 'channel', 'direction', 'state', 'from', 'to', 'lookup', 'queue', 'campaignId', 'customerId', 'agentId'],
  ...['startedAt', 'answeredAt', 'lastInboundAt', 'endedAt', 'endedBy', 'agentName', 'excerpt'],
];

const day = 24 * 60 * 60 * 1000;
const summary = ({ value, revision }: Row<Kept>): InteractionSummary => ({ ...value, revision });
const bullets = conceal({}, '');

export function interactions(context: LocalContext): Required<InteractionsService> {
  const { store, settings } = context;

  /** As this agent sees it: with what is registered of it now, and without an address that is confidential to some customer. */
  const shown = async (kept: InteractionSummary, signal?: AbortSignal): Promise<InteractionSummary> => {
    const reading = readAddress(customerAddress(kept) ?? '', await context.reader());
    const [enquiry, field] = await Promise.all([
      store.get<KeptEnquiry>('enquiries', kept.id, { signal }),
      hiddenHolder(context, reading, signal),
    ]);
    const interaction = { ...kept, ...(enquiry && { topicIds: enquiry.value.topicIds }) };
    if (!field) return interaction;
    const side = interaction.direction === 'inbound' ? 'from' : 'to';
    const hide = (name: 'from' | 'to' | 'lookup') => {
      const value = interaction[name];
      const own = value !== undefined && (name === side || name === 'lookup');
      return own ? { [name]: conceal(field, value) } : {};
    };
    return { ...interaction, ...hide(side), ...hide('lookup') };
  };

  /** The parts of indexes that a scope is made of, each as the beginning of its entries. */
  const streamsOf = async (
    scope: InteractionScope,
    signal?: AbortSignal,
  ): Promise<(readonly [index: string, head: string])[]> => {
    if ('address' in scope) {
      try {
        const key = addressKey((await resolve(context, scope.address, signal)).reading);
        return key === undefined ? [] : [['address', `${key}\0`]];
      } catch (caught) {
        if (isBackendError(caught) && caught.code === 'not-found') return [];
        throw caught;
      }
    }
    const { customerId } = scope;
    const row = typeof customerId === 'string' ? await store.get<KeptCustomer>('customers', customerId, { signal }) : undefined;
    if (!row) return [];
    const [fields, reader] = await Promise.all([context.fields(), context.reader()]);
    const keys = new Set(fields.flatMap((field) => fieldAddresses(row.value, field, reader).map(({ key }) => key)));
    return [['customer', `${customerId}\0`], ...[...keys].map((key) => ['unassigned', `${key}\0`] as const)];
  };

  return {
    list: (scope, options = {}) =>
      context.run(options, 'customers.view', async (signal) => {
        const limit = limitOf(options);
        const list = `interactions of ${canonical(scope)}`;
        const after = readCursor(list, options.cursor);
        const oldest = new Date(context.options.now() - settings.retentionDays * day).toISOString();
        // The cursor is the last time and id that were read: it stands between the same two interactions in every stream, also in one that is new.
        const read = async ([index, head]: readonly [string, string]) => {
          const { rows } = await store.page<Kept>('interactions', index, {
            range: { from: head + oldest, below: `${head}\uffff` },
            descending: true,
            after: after && { entry: head + after.entry, key: after.key },
            limit: limit + 1,
            signal,
          });
          return rows.map((row) => ({ row, entry: instant(row.value.startedAt), key: row.key }));
        };
        const streams = await Promise.all((await streamsOf(scope, signal)).map(read));
        const merged = streams.flat().sort((a, b) => before(b, a));
        const items = merged.slice(0, limit);
        const last = merged.length > limit ? items.at(-1) : undefined;
        return {
          items: await Promise.all(items.map(({ row }) => shown(summary(row), signal))),
          ...(last && { next: writeCursor(list, { entry: last.entry, key: last.key }) }),
        };
      }),

    get: (id, options) =>
      context.run(options, undefined, async (signal) => {
        const row = typeof id === 'string' && id !== '' ? await store.get<Kept>('interactions', id, { signal }) : undefined;
        return row && shown(summary(row), signal);
      }),

    record: (interaction, options = {}) =>
      context.run(options, undefined, async (signal) => {
        const fields = interactionProblems(interaction);
        if (fields.length) throw new BackendError('invalid', 'This is no interaction', { fields });
        const named = namedIn(interaction);
        const answer = await carryOut(context, 'interactions.record', named, options, async () => {
          const before = await store.get<Kept>('interactions', named.id, { signal });
          const { agent } = context.options;
          const given = named.customerId || undefined;
          const moving = named.customerId !== undefined && given !== before?.value.customerId;
          const holders = [given, before && holderOf(before.value)].filter((each) => each !== undefined);
          const guards = moving ? await guardsOf(store, holders, signal) : [];
          // Nobody is given to who is not there, or goes at this very moment.
          const gone = moving && given !== undefined && !(await store.get('customers', given, { signal }));
          const merged = withoutEmpty({
            ...before?.value,
            ...(named.agentId === agent.id && { agentName: agent.name }),
            ...named,
            ...(gone && { customerId: '' }),
          });
          if (before && canonical(before.value) === canonical(merged)) return { batch: [], answer: summary(before) };
          const { id, customerId } = merged;
          const revision = (before?.revision ?? 0) + 1;
          // One that changed hands is told to everybody: its former customer's list is another one now.
          const moved = before?.value.customerId !== undefined && before.value.customerId !== customerId;
          const operation = {
            put: 'interactions',
            key: id,
            value: merged,
            index: interactionEntries(merged, await context.reader()),
            ifRevision: before?.revision ?? ('absent' as const),
            ...(customerId !== undefined && !moved && { customerId }),
          };
          const enquiry = moving && (await store.get<KeptEnquiry>('enquiries', id, { signal }));
          const along = before && moving ? await reassignedDialing(store, id, customerId, signal) : [];
          const batch: Operation[] = [
            operation,
            ...guards,
            ...(enquiry && enquiry.value.customerId !== customerId ? [reassigned(enquiry, customerId)] : []),
            ...along,
            ...(isOver(merged.state) && !(before && isOver(before.value.state)) ? wrapUpBegins(id, context.now()) : []),
          ];
          return { batch, answer: { ...merged, revision }, interactionId: id, ...(customerId !== undefined && { customerId }) };
        });
        return shown(answer, signal);
      }),
  };
}

/** The work after it takes as long as it may from now on, by this clock, whatever the desk's says. */
function wrapUpBegins(key: string, heardAt: string): readonly Operation[] {
  const value: KeptWrapUp = { heardAt };
  return [
    { put: 'wrap-ups', key, value },
    { delete: 'extensions', key },
  ];
}

function before(a: Position, b: Position): number {
  if (a.entry !== b.entry) return a.entry < b.entry ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/** The properties that were handed in. Bullets that come back from a screen are no address: what is kept stays. */
function namedIn(interaction: Interaction): Kept {
  const given = interaction as unknown as Readonly<Record<string, unknown>>;
  const named = properties
    .map((name) => [name, given[name]] as const)
    .filter(([, value]) => typeof value === 'string' && !value.startsWith(bullets));
  const { attempt } = given;
  return { ...Object.fromEntries(named), ...(isRecord(attempt) && { attempt: attemptIn(attempt) }) } as unknown as Kept;
}

/** The attempt that a dialer call is, without what the port does not name. */
function attemptIn(given: Readonly<Record<string, unknown>>): unknown {
  const names = ['campaignId', 'number', 'of', 'reason', 'callbackId', 'timeZone'];
  return Object.fromEntries(names.map((name) => [name, given[name]]).filter(([, value]) => value !== undefined));
}

/** An empty text takes a property away. */
function withoutEmpty(kept: Kept): Kept {
  const { from, to, lookup, ...rest } = kept;
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')) as unknown as Kept;
  // An empty address says that there is no number, and is kept.
  return {
    ...filled,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(lookup !== undefined && { lookup }),
  };
}
