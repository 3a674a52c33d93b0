/** The side door: registers every element and knows the addresses of the embedded backends. One script tag makes a page. */
import { defineAll } from './define-all.js';
import { offerBackendScheme } from './wiring/backend-schemes.js';

offerBackendScheme('memory', async () => (await import('./adapters/memory.js')).memory());
offerBackendScheme('indexeddb', async (name) => (await import('./adapters/indexeddb/indexeddb.js')).indexedDb(name));
defineAll();
