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
  const known = made.get(address);
  if (known) return known;
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(address.trim()) ?? [];
  const loader = schemes.get(scheme.toLowerCase());
  if (!loader) return Promise.reject(new BackendError('unsupported', `No backend for the address scheme "${scheme}"`));
  const backend = loader(scheme === 'https' || scheme === 'http' ? address.trim() : rest);
  made.set(address, backend);
  backend.catch(() => made.delete(address));
  return backend;
}
