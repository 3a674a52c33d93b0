import type {
  Backend,
  CallOptions,
  CustomersService,
  EnquiriesService,
  FieldsService,
  InteractionsService,
  PresenceService,
} from '../../backend/backend.js';
import { type LocalContext, localContext, type LocalOptions } from './context.js';
import type { CsvResult } from './csv.js';
import { fields } from './fields.js';
import { later } from './later.js';
import type { LoadOptions, LoadResult, LoadRow } from './load.js';
import { session } from './session.js';
import type { Store } from './store.js';
import { watch } from './watch.js';

export type { CsvResult, LoadOptions, LoadResult, LoadRow, LocalOptions, Store };

/** A backend on a store of its own: everything of the port, and the integrator's doors for filling it. */
export interface EmbeddedBackend extends Backend {
  readonly customers: Required<CustomersService>;
  readonly fields: FieldsService;
  readonly presence: PresenceService;
  readonly interactions: Required<InteractionsService>;
  readonly enquiries: Required<EnquiriesService>;
  readonly watch: NonNullable<Backend['watch']>;
  readonly close: NonNullable<Backend['close']>;
  /**
   * Adds customers, for the integrator's own code: no permission is asked. Rows that are not valid (as an import takes it: numbers and addresses that
   * cannot be read are let in as they came; `automatic` is kept) are refused, each with its number and reasons; all others are kept, in batches, and told as one `reset`.
   * An abort, and a store that fails, leave the whole batches kept so far and reject.
   */
  load(rows: Iterable<LoadRow>, options?: LoadOptions): Promise<LoadResult>;
  /**
   * Adds the customers of a CSV file: UTF-8 (else `invalid`, field `file`, `not-utf-8`) with a header of field names or labels and perhaps `type`; commas, semicolons or
   * tabs; values of several lines in quotes. Ragged and invalid rows are refused as in `load`, their numbers counted as in a spreadsheet; columns that are no field are named in `ignored`.
   */
  loadCsv(source: string | Blob, options?: LoadOptions): Promise<CsvResult>;
}

/**
 * The whole contract over a store. Permissions, validation and concealment live here: they keep honest screens honest, but whoever owns the machine owns the store.
 * Who works here, the fields and what is told are at hand at once; the rest is fetched when first used. The customers are fetched with the first session, beside
 * the reader of phone numbers, without which nobody can be looked up anyway.
 */
export function local(store: Store, options: LocalOptions): EmbeddedBackend {
  const context = localContext(store, options);
  const customers = later(async () => (await import('./customers.js')).customers(context));
  const interactions = later(async () => (await import('./interactions.js')).interactions(context));
  const loading = later(() => import('./load.js'));
  const reading = later(() => import('./csv.js'));
  const { run } = context;
  return {
    session: session(context, customers),
    customers: {
      ...service(context, customers, 'find', 'search', 'list', 'get', 'choose'),
      ...service(
        context,
        later(async () => (await import('./customer-records.js')).customerRecords(context)),
        ...(['add', 'change', 'impact', 'remove', 'duplicates', 'erase'] as const),
      ),
    },
    fields: fields(context),
    presence: service(
      context,
      later(async () => (await import('./presence.js')).presence(context)),
      ...(['enter', 'who', 'leave'] as const),
    ),
    interactions: service(context, interactions, 'list', 'get', 'record'),
    enquiries: service(
      context,
      later(async () => (await import('./enquiries.js')).enquiries(context)),
      ...(['catalogue', 'saveCatalogue', 'get', 'list', 'register', 'extend', 'excuse'] as const),
    ),
    ...(options.dial && {
      calls: service(
        context,
        later(async () => (await import('./calls.js')).calls(context)),
        'dial',
      ),
    }),
    watch: watch(context),
    close: async ({ signal, wipe = false } = {}) => {
      signal?.throwIfAborted();
      await context.close(wipe);
    },
    load: (rows, given = {}) => run(given, undefined, async () => (await loading()).load(context, rows, given)),
    loadCsv: (source, given = {}) => run(given, undefined, async () => (await reading()).loadCsv(context, source, given)),
  };
}

/**
 * Methods of a part that is fetched when one of them is first called; which permission they need they know themselves. Closed or aborted, nothing is fetched:
 * the options are the last argument, and an argument that is none has no signal.
 */
function service<S, K extends keyof S>(context: LocalContext, load: () => Promise<S>, ...names: readonly K[]): Pick<S, K> {
  type Method = (...given: unknown[]) => Promise<unknown>;
  const method =
    (name: K): Method =>
    (...given) => {
      const { signal } = (given.at(-1) ?? {}) as CallOptions;
      const options = signal instanceof AbortSignal ? { signal } : {};
      return context.run(options, undefined, async () => ((await load())[name] as Method)(...given));
    };
  return Object.fromEntries(names.map((name) => [name, method(name)])) as Pick<S, K>;
}
