/** Something typed and not yet acknowledged, as it is kept. */
export interface Draft<T = unknown> {
  /** Made by `draftKey`; a store takes any text. */
  readonly key: string;
  /** Plain data: what can be structured-cloned. */
  readonly value: T;
  /** Revision, or the record itself, that the edit began on. Plain data. */
  readonly base?: unknown;
  /** When it was typed, ISO 8601 in UTC with milliseconds. */
  readonly changedAt: string;
  /** Made by the store at each `put`: opaque, and never the same again for this key. */
  readonly revision?: string;
}

export interface DraftCondition {
  /** Only if what is kept has this revision, or nothing is kept. Else it rejects with `conflict`, whose `current` is the kept draft or undefined. */
  readonly ifRevision?: string;
}

/** What was kept or deleted (then without `revision`), by whomever. */
export interface DraftChange {
  readonly key: string;
  readonly revision?: string;
}

/**
 * Where drafts and unsent intents are kept: a host's choice. Every method rejects with a `BackendError` alone and resolves when it is really kept;
 * `put` and `delete` are each one step, condition and all, among all tabs. Methods never use `this`.
 */
export interface DraftStore {
  /** The same for all tabs of this browser that share the data: what locks are called. Without it the store itself holds the lock. */
  readonly name?: string;
  get(key: string): Promise<Draft | undefined>;
  /** Keeps a copy, in place of what was there. Answers it with its `revision`. What cannot be cloned is `invalid`. */
  put(draft: Draft, condition?: DraftCondition): Promise<Draft>;
  /** What is not there is deleted already. */
  delete(key: string, condition?: DraftCondition): Promise<void>;
  /** All whose key begins with the prefix, in code-unit order of the keys. */
  list(prefix: string): Promise<readonly Draft[]>;
  /** Tells what was kept or deleted by whichever tab, after it was; undefined: anything may have. The returned function ends it. */
  watch?(listener: (change: DraftChange | undefined) => void): () => void;
}

/** `ifRevision` for a key under which nothing is kept. */
export const absent = 'absent';

/** What a draft is of. */
export interface DraftKey {
  readonly tenantId: string;
  readonly agentId: string;
  /** Which editor, for example `note-list`. */
  readonly element: string;
  readonly customerId?: string;
  readonly interactionId?: string;
}

/** The one text for what a draft is of. Begins with tenant and agent, so that `list` finds all of theirs; none is the beginning of another. */
export const draftKey = ({ tenantId, agentId, element, customerId = '', interactionId = '' }: DraftKey): string =>
  keyOf('draft', tenantId, agentId, element, customerId, interactionId);

/** What all drafts of an editor begin with: for `list`. */
export const draftPrefix = ({ tenantId, agentId, element }: Pick<DraftKey, 'tenantId' | 'agentId' | 'element'>): string =>
  keyOf('draft', tenantId, agentId, element);

/** Whether the draft of a key is of this interaction; without one, of none. */
export const isDraftOf = (key: string, interactionId = ''): boolean => key.endsWith(`/${keyOf(interactionId)}`);

/** Texts as one key; every two lists of texts have two keys. Halves of surrogate pairs are escaped, for stores that keep UTF-8. */
export const keyOf = (...parts: readonly string[]): string =>
  parts.map((part) => `${part.replace(/[%/]|\p{Cs}/gu, (odd) => `%${odd.charCodeAt(0).toString(16)}`)}/`).join('');
