import { BackendError } from '../backend/backend-error.js';
import type { DraftStore } from './draft-store.js';
import { indexedDbDrafts } from './indexeddb-drafts.js';
import { memoryDrafts } from './memory-drafts.js';

const made = new Map<string, DraftStore>();

/** The draft store for an address, `memory:` or `indexeddb:acme`: the same address is the same store. Another scheme throws `unsupported`. */
export function draftStoreFor(address: string): DraftStore {
  const [, scheme = '', name = ''] = /^([a-z]+):(.*)$/is.exec(address.trim()) ?? [];
  const make = { memory: memoryDrafts, indexeddb: () => indexedDbDrafts(name) }[scheme.toLowerCase()];
  if (!make) throw new BackendError('unsupported', `No draft store for the address "${address}"`);
  const key = `${scheme.toLowerCase()}:${name}`;
  let store = made.get(key);
  if (!store) made.set(key, (store = make()));
  return store;
}
