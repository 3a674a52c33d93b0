import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { WriteOptions } from '../../backend/backend.js';
import { invalid, type LocalContext, notFound } from './context.js';
import { canonical, fingerprint } from './fingerprint.js';
import type { Operation, Row } from './store.js';

/** What was done under an idempotency key, kept in the same commit as the deed. */
interface Intent {
  readonly payload: string;
  readonly answer?: unknown;
  /** The answer was erased, with the customer or the note it was about. */
  readonly erased?: true;
}

/** What a write comes to after reading: nothing is done when the batch is empty. */
export interface Plan<T> {
  readonly batch: readonly Operation[];
  readonly answer: T;
  /** Whose data the answer is: it is forgotten with them. */
  readonly customerId?: string | readonly string[];
  readonly interactionId?: string;
  /** The note that it is about: it is forgotten with that, too. */
  readonly noteId?: string;
}

/** So often is read again when others are faster, unless told. */
const usualAttempts = 8;

/**
 * Reads, plans and commits; again from the start when somebody else was faster, and with a key only once ever. `deed` and `payload`
 * are what the key stands for. Rejects with `invalid` (field `key`) when it stood for something else, with `conflict` after so many attempts (eight).
 */
export async function carryOut<T>(
  context: LocalContext,
  deed: string,
  payload: unknown,
  { key, signal }: WriteOptions,
  plan: () => Promise<Plan<T>>,
  attempts = usualAttempts,
): Promise<T> {
  const { store, options } = context;
  if (key !== undefined && (typeof key !== 'string' || key === '' || key.length > 1000)) throw invalid('key', 'not-a-key');
  const intentKey = key === undefined ? undefined : `${options.agent.id}:${key}`;
  const print = intentKey === undefined ? '' : fingerprint(canonical([deed, payload]));
  const done = async () => (intentKey === undefined ? undefined : store.get<Intent>('intents', intentKey, { signal }));
  const answered = ({ value }: Row<Intent>): T => {
    if (value.payload !== print) throw invalid('key', 'reused');
    if (value.erased) throw notFound('record');
    return value.answer as T;
  };
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const before = await done();
    if (before) return answered(before);
    let planned: Plan<T>;
    try {
      planned = await plan();
    } catch (caught) {
      // What stands in the way may be this very write, sent twice and done meanwhile.
      const meanwhile = await done();
      if (meanwhile) return answered(meanwhile);
      throw caught;
    }
    const { batch, answer, customerId, interactionId, noteId } = planned;
    signal?.throwIfAborted();
    const intent: Operation[] = [];
    if (intentKey !== undefined) {
      const value: Intent = { payload: print, ...(answer === undefined ? {} : { answer }) };
      // `at` to forget old ones by, `customer` and `interaction` to erase with the customer, also where it became theirs later; `note` to go with the note.
      const index = {
        at: [context.now()],
        customer: customerId ? [customerId].flat() : [],
        interaction: interactionId ? [interactionId] : [],
        note: noteId ? [noteId] : [],
      };
      intent.push({ put: 'intents', key: intentKey, value, index, ifRevision: 'absent' });
    }
    if (!batch.length && !intent.length) return answer;
    try {
      await store.commit([...batch, ...intent], { signal, intent: key });
      return answer;
    } catch (caught) {
      if (!isBackendError(caught) || caught.code !== 'conflict') throw caught;
      if (attempt === attempts) throw new BackendError('conflict', 'Others keep changing this', { cause: caught });
    }
  }
}

/** The key stays spent, but nothing is left of what was answered. */
export function forgotten(context: LocalContext, { key, value, revision }: Row): Operation {
  const { payload } = value as Intent;
  const left: Intent = { payload, erased: true };
  return { put: 'intents', key, value: left, index: { at: [context.now()] }, ifRevision: revision };
}
