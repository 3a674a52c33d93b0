import { asBackendError, BackendError } from '../backend/backend-error.js';
import type { DraftChange, DraftStore } from './draft-store.js';
import { indexedDbDrafts } from './indexeddb-drafts.js';
import { memoryDrafts } from './memory-drafts.js';

const makers = new Map<string, (name: string) => DraftStore>([
  ['memory', memoryDrafts],
  ['indexeddb', indexedDbDrafts],
]);
const made = new Map<string, DraftStore>();

/** The draft store for an address, `memory:` or `indexeddb:acme`: the same address is the same store. Another scheme throws `unsupported`. */
export function draftStoreFor(address: string): DraftStore {
  const [, scheme = '', name = ''] = /^([a-z]+):(.*)$/is.exec(address.trim()) ?? [];
  const make = makers.get(scheme.toLowerCase());
  if (!make) throw new BackendError('unsupported', `No draft store for the address "${address}"`);
  const key = `${scheme.toLowerCase()}:${name}`;
  let store = made.get(key);
  if (!store) made.set(key, (store = make(name)));
  return store;
}

/** Who wants to hear of changes. */
export interface DraftListener {
  readonly tell: (change: DraftChange | undefined) => void;
}

/** What became of an address. */
export interface OpenedDrafts {
  readonly store: DraftStore;
  /** Why it is not the store of the address, and never will be in this page: another one in the page's memory, so that nothing typed meanwhile is lost. */
  readonly refused?: BackendError;
}

/**
 * The store of an address when it has shown that it works, with everybody told of its changes. What may pass by (a browser that does not answer, say) rejects; that the
 * address means nothing, or that the browser gives no storage, does not.
 */
export async function openDrafts(address: string, listeners: ReadonlySet<DraftListener>): Promise<OpenedDrafts> {
  const opened = await storeAt(address);
  opened.store.watch?.((change) => {
    for (const each of [...listeners]) each.tell(change);
  });
  return opened;
}

async function storeAt(address: string): Promise<OpenedDrafts> {
  try {
    const store = draftStoreFor(address);
    await store.get(''); // a refusal comes with the first deed
    return { store };
  } catch (caught) {
    const refused = asBackendError(caught);
    if (refused.code !== 'unsupported' && refused.code !== 'offline') throw refused;
    await import('./open-draft.js').catch(() => undefined); // whoever types already listens when this is there
    return { store: memoryDrafts(), refused };
  }
}
