import type { Backend, CallsService, CustomersService, FieldsService, InteractionsService } from '../../backend/backend.js';
import { localContext, type LocalOptions } from './context.js';
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
  readonly interactions: Required<InteractionsService>;
  readonly watch: NonNullable<Backend['watch']>;
  readonly close: NonNullable<Backend['close']>;
  /**
   * Adds customers, for the integrator's own code: no permission is asked. Rows that are not valid (as an import takes it: numbers and addresses that
   * cannot be read are let in as they came) are refused, each with its number and reasons; all others are kept, in batches, and told as one `reset`.
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
  const { run } = context;
  const customers = later(async () => (await import('./customers.js')).customers(context));
  const interactions = later(async () => (await import('./interactions.js')).interactions(context));
  const calls = later(async () => (await import('./calls.js')).calls(context));
  const loading = later(() => import('./load.js'));
  const reading = later(() => import('./csv.js'));
  const view = 'customers.view';
  return {
    session: session(context, customers),
    customers: {
      find: (...given) => run(given[1], view, async () => (await customers()).find(...given)),
      search: (...given) => run(given[1], view, async () => (await customers()).search(...given)),
      list: (...given) => run(given[0], view, async () => (await customers()).list(...given)),
      get: (...given) => run(given[1], view, async () => (await customers()).get(...given)),
      choose: (...given) => run(given[2], view, async () => (await customers()).choose(...given)),
    },
    fields: fields(context),
    interactions: {
      list: (...given) => run(given[1], view, async () => (await interactions()).list(...given)),
      get: (...given) => run(given[1], undefined, async () => (await interactions()).get(...given)),
      record: (...given) => run(given[1], undefined, async () => (await interactions()).record(...given)),
    },
    ...(options.dial && {
      calls: { dial: (...given) => run(given[1], undefined, async () => (await calls()).dial(...given)) } satisfies CallsService,
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
