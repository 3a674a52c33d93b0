import type { Backend } from '../backend/backend.js';
import { BackendError } from '../backend/backend-error.js';

/** Makes the backend for an address such as `indexeddb:acme`; given the part after the scheme. */
export type BackendLoader = (rest: string) => Promise<Backend>;

const schemes = new Map<string, BackendLoader>();
const made = new Map<string, Promise<Backend>>();

/** Says how addresses of a scheme become backends. Only `define.ts` calls it, so that nobody pays for an adapter unasked. */
export function offerBackendScheme(scheme: string, loader: BackendLoader): void {
  schemes.set(scheme, loader);
}

/**
 * The backend for an address: the same address gives the same backend, so that two desks on one page share one connection.
 * An unknown scheme rejects with `unsupported`.
 */
export function backendFor(address: string): Promise<Backend> {
  const [, given = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(address.trim()) ?? [];
  const scheme = given.toLowerCase();
  const key = `${scheme}:${rest}`;
  const known = made.get(key);
  if (known) return known;
  const loader = schemes.get(scheme);
  if (!loader) return Promise.reject(new BackendError('unsupported', `No backend for the address scheme "${given}"`));
  const backend = (async () => loader(scheme === 'https' || scheme === 'http' ? key : rest))();
  made.set(key, backend);
  backend.catch(() => made.delete(key));
  return backend;
}
