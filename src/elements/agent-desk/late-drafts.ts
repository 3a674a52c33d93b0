import { asBackendError } from '../../backend/backend-error.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import type { DraftListener, OpenedDrafts } from '../../wiring/draft-stores.js';

/** The draft store of an address, before its code is there. */
export interface LateDrafts {
  /**
   * There at once, so that nobody begins elsewhere: what it is asked waits until it can be done. Undefined where the address means nothing; and once the browser has
   * refused storage, unless somebody had begun: what they typed stays with them, in the page's memory.
   */
  readonly store?: DraftStore;
  /** Resolves when it works, or to why it never will; rejects with why not yet. */
  open(): Promise<OpenedDrafts>;
}

const made = new Map<string, LateDrafts>();

/** The same address is the same store, for all desks of a page: two would not know of each other's texts. */
export function lateDrafts(address: string): LateDrafts {
  let drafts = made.get(address);
  if (!drafts) made.set(address, (drafts = make(address)));
  return drafts;
}

function make(address: string): LateDrafts {
  const listeners = new Set<DraftListener>();
  let opened: OpenedDrafts | undefined;
  let unused = false;
  let opening: Promise<OpenedDrafts> | undefined;

  const load = async () => {
    try {
      const { openDrafts } = await import('../../wiring/draft-stores.js');
      opened = await openDrafts(address, listeners);
      unused = opened.refused !== undefined && listeners.size === 0;
      return opened;
    } catch (caught) {
      opening = undefined; // tried again
      throw asBackendError(caught);
    }
  };
  const open = () => (opening ??= load());
  // Once it is there it is called within the turn: when a page goes there is no other.
  const on = async <T>(deed: (store: DraftStore) => Promise<T>): Promise<T> => deed((opened ?? (await open())).store);

  const [known, name] = /^(?:memory:|indexeddb:(.*)$)/is.exec(address) ?? [];
  const store: DraftStore = {
    name: name && `sidedesk-drafts:${name}`,
    get: (key) => on((to) => to.get(key)),
    put: (draft, condition) => on((to) => to.put(draft, condition)),
    delete: (key, condition) => on((to) => to.delete(key, condition)),
    list: (prefix) => on((to) => to.list(prefix)),
    watch(tell) {
      const listener = { tell };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    get store() {
      return known === undefined || unused ? undefined : store;
    },
    open,
  };
}
