import { isBackendError } from '../../backend/backend-error.js';
import type { CallOptions } from '../../backend/backend.js';
import type { CustomerDraft } from '../../domain/customer.js';
import { draftProblems, type FieldProblem } from '../../domain/field.js';
import type { LocalContext } from './context.js';
import { counted, keeping, newCustomer } from './customer-entries.js';

/** One customer to be. `row` is what the report calls it; its place, counted from 1, unless told. */
export interface LoadRow {
  readonly row?: number;
  readonly draft: CustomerDraft;
}

export interface LoadOptions extends CallOptions {
  /** Called after every batch: how many rows are done, and of how many, where that is known. */
  readonly progress?: (done: number, total: number | undefined) => void;
}

/** What came of every row. */
export interface LoadResult {
  readonly added: number;
  readonly refused: readonly { readonly row: number; readonly fields: readonly FieldProblem[] }[];
}

/** Rows a commit: enough to be quick, few enough that the page stays responsive. */
const batchSize = 250;

/** Gives the page a turn, so that what is loaded in memory does not freeze it. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Adds customers in batches; see `EmbeddedBackend.load`. */
export async function load(context: LocalContext, rows: Iterable<LoadRow>, options: LoadOptions): Promise<LoadResult> {
  const { store, settings } = context;
  const { signal, progress } = options;
  const [fields, reader] = await Promise.all([context.fields(), context.reader()]);
  const rules = { lenient: true, currency: settings.currency, ...reader };
  const total = Array.isArray(rows) ? rows.length : undefined;
  const refused: { row: number; fields: readonly FieldProblem[] }[] = [];
  let [added, done] = [0, 0];

  const addition = (draft: CustomerDraft) => keeping(newCustomer(context, draft, fields), 'absent', fields, reader);
  const flush = async (drafts: readonly CustomerDraft[]) => {
    for (let attempt = 1; drafts.length; attempt += 1) {
      signal?.throwIfAborted();
      try {
        await store.commit([...drafts.map(addition), counted(drafts.length)], { signal, bulk: true });
        added += drafts.length;
        break;
      } catch (caught) {
        // An id was taken: the next attempt makes others.
        if (!isBackendError(caught) || caught.code !== 'conflict' || attempt === 5) throw caught;
      }
    }
    progress?.(done, total);
    await turn();
  };

  try {
    let drafts: CustomerDraft[] = [];
    for (const { row = done + 1, draft } of rows) {
      signal?.throwIfAborted();
      const problems = draftProblems(draft, fields, rules);
      done += 1;
      if (problems.length) refused.push({ row, fields: problems });
      else drafts.push(draft);
      if (drafts.length < batchSize && done % (batchSize * 4)) continue;
      await flush(drafts);
      drafts = [];
    }
    await flush(drafts);
  } finally {
    // Whatever happened: what was kept so far is flushed to disk and told.
    if (added) await store.commit([counted(0)]);
  }
  return { added, refused };
}
