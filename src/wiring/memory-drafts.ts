import { BackendError } from '../backend/backend-error.js';
import { absent, type Draft, type DraftCondition, type DraftChange, type DraftStore } from './draft-store.js';

const ofBackends = new WeakMap<object, DraftStore>();

/** For a host that chose no store: what is typed and not yet sent with a backend, as long as page and backend live. Each has its own, whatever ids they share. */
export function pageDraftsOf(backend: object): DraftStore {
  let store = ofBackends.get(backend);
  if (!store) ofBackends.set(backend, (store = memoryDrafts()));
  return store;
}

/** Drafts for as long as the page lives: the default, which leaves no trace on the machine. */
export function memoryDrafts(): DraftStore {
  const kept = new Map<string, Draft>();
  const listeners = new Set<{ readonly tell: (change: DraftChange) => void }>();
  let writes = 0;

  const check = (key: string, { ifRevision }: DraftCondition) => {
    const current = kept.get(key);
    if (ifRevision !== undefined && ifRevision !== (current?.revision ?? absent))
      throw new BackendError('conflict', 'The draft was changed meanwhile', { current: current && copy(current) });
  };
  const tell = (change: DraftChange) => {
    for (const each of [...listeners]) each.tell(change);
  };

  return {
    get: async (key) => copy(kept.get(key)),
    put: async (draft, condition = {}) => {
      const next = copy({ ...draft, revision: String((writes += 1)) });
      check(draft.key, condition);
      kept.set(draft.key, next);
      tell({ key: next.key, revision: next.revision });
      return copy(next);
    },
    delete: async (key, condition = {}) => {
      check(key, condition);
      if (kept.delete(key)) tell({ key });
    },
    list: async (prefix) =>
      [...kept.values()]
        .filter(({ key }) => key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(copy),
    watch(listener) {
      const each = { tell: listener };
      listeners.add(each);
      return () => void listeners.delete(each);
    },
  };
}

function copy<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new BackendError('invalid', 'A draft must be plain data', { cause });
  }
}
