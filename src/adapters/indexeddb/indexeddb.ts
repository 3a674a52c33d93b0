import { type EmbeddedBackend, local, type LocalOptions } from '../local/local.js';
import { optionsIn } from '../local/surroundings.js';
import { indexedDbStore } from './indexeddb-store.js';

export { indexedDbStore };

/** Whatever `local` takes; everything may be left out, and the tenant is then the name of the database. */
export type IndexedDbOptions = Partial<LocalOptions>;

/** A backend that keeps everything in this browser, in the database `sidedesk:<name>`: one tab tells the others what changed. */
export function indexedDb(name: string, options: IndexedDbOptions = {}): EmbeddedBackend {
  return local(indexedDbStore(name), optionsIn(name, options));
}
