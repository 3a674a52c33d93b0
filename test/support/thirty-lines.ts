import { BackendError } from '../../src/backend/backend-error.js';
import type { Backend, CallOptions, Session } from '../../src/backend/backend.js';
import type { AddressReading, AddressRef } from '../../src/domain/address.js';
import type { Customer } from '../../src/domain/customer.js';
import type { FieldDefinition } from '../../src/domain/field.js';
import type { FindResult } from '../../src/domain/match.js';

/** A backend over an array: it finds, searches and shows. What it does not have is not offered on the screen. */
export function thirtyLines(session: Session, fields: readonly FieldDefinition[], customers: readonly Customer[]): Backend {
  const answer = async <T>(make: () => T, options?: CallOptions): Promise<T> => {
    options?.signal?.throwIfAborted();
    return structuredClone(make());
  };
  const read = (text: string, raw = text): AddressReading => {
    const [email, e164] = [text.trim().toLowerCase(), text.replace(/[\s-]/g, '')];
    if (/^[^\s@]+@[^\s@]+$/.test(email)) return { kind: 'email', raw, email };
    if (/^\+\d{8,15}$/.test(e164)) return { kind: 'phone', raw, e164, display: e164 };
    return { kind: /^(|anonymous|private|restricted|unknown|withheld)$/.test(email) ? 'withheld' : 'unreadable', raw };
  };
  const same = (one: string, other = '') => JSON.stringify(read(one, '')) === JSON.stringify(read(other, ''));
  const find = (ref: AddressRef): FindResult => {
    if (!('raw' in ref)) throw new BackendError('not-found', 'Only what is typed can be looked up here');
    const address = read(ref.raw);
    const by = address.kind;
    if (by !== 'phone' && by !== 'email') return { outcome: by, address, shared: false, matches: [] };
    const why = (customer: Customer) => fields.filter(({ name, use }) => use && same(ref.raw, customer.fields[name]));
    const all = customers.map((each) => ({ customer: each, why: why(each).map(({ name }) => ({ by, field: name })) }));
    const matches = all.filter((each) => each.why.length > 0).slice(0, 200);
    return { outcome: (['none', 'one'] as const)[matches.length] ?? 'many', address, shared: matches.length > 1, matches };
  };
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const search = (text: string, sought = words(text)) =>
    customers.filter(
      ({ id, name }) => sought.length && sought.every((word) => words(`${id} ${name}`).some((own) => own.startsWith(word))),
    );
  const service: Backend['customers'] = {
    find: (ref, options) => answer(() => find(ref), options),
    search: (text, options) => answer(() => search(text).slice(0, 50), options),
    get: (id, options) => answer(() => customers.find((each) => each.id === id), options),
  };
  return {
    session: (options) => answer(() => session, options),
    fields: { list: (options) => answer(() => fields, options) },
    customers: service,
  };
}
