import type { DraftStore } from './draft-store.js';
import type { DraftDatabase } from './draft-database.js';

/** Drafts that live in this browser. */
export interface LastingDrafts extends DraftStore {
  readonly name: string;
  /** Lets go of the database; `wipe` deletes it. Afterwards every method rejects with `unavailable`. */
  close(options?: { readonly wipe?: boolean }): Promise<void>;
}

/**
 * Drafts in IndexedDB, database `sidedesk-drafts:<name>`: they survive a reload and a crash, and all tabs share them. Opens, and loads what does that,
 * when first used. Where the browser gives no storage everything rejects with `offline`.
 */
export function indexedDbDrafts(name: string): LastingDrafts {
  let database: DraftDatabase | undefined;
  let loading: Promise<DraftDatabase> | undefined;
  let closed = false;
  const load = () =>
    (loading ??= import('./draft-database.js').then(
      ({ draftDatabase }) => (database = draftDatabase(`sidedesk-drafts:${name}`)),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  // Once it is there it is called within the turn: when a page goes there is no other.
  const on = async <T>(deed: (database: DraftDatabase) => Promise<T>): Promise<T> => deed(database ?? (await load()));

  return {
    name: `sidedesk-drafts:${name}`,
    get: (key) => on((to) => to.get(key)),
    put: (draft, condition) => on((to) => to.put(draft, condition)),
    delete: (key, condition) => on((to) => to.delete(key, condition)),
    list: (prefix) => on((to) => to.list(prefix)),
    watch(listener) {
      let stop: (() => void) | undefined;
      let over = false;
      if (!closed)
        load().then(
          (to) => over || (stop = to.watch(listener)),
          () => undefined,
        );
      return () => {
        over = true;
        stop?.();
      };
    },
    close: (options) => {
      closed = true;
      return on((to) => to.close(options));
    },
  };
}
