import { BackendError } from '../../src/backend/backend-error.js';
import type { Backend, CallOptions, Session } from '../../src/backend/backend.js';
import type { AddressReading, AddressRef } from '../../src/domain/address.js';
import type { Customer } from '../../src/domain/customer.js';
import type { FieldDefinition } from '../../src/domain/field.js';
import type { FindResult } from '../../src/domain/match.js';

/** A backend over an array, in thirty lines: it finds, searches and shows. What it does not have is not offered on the screen. */
export function thirtyLines(session: Session, fields: readonly FieldDefinition[], customers: readonly Customer[]): Backend {
  const answer = <T>(value: T, options?: CallOptions) => (options?.signal?.throwIfAborted(), structuredClone(value));
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
    const why = (of: Customer) => fields.filter(({ name, use }) => use?.includes(by) && same(ref.raw, of.fields[name]));
    const all = customers.map((each) => ({ customer: each, why: why(each).map(({ name }) => ({ by, field: name })) }));
    const matches = all.filter((each) => each.why.length > 0).slice(0, 200);
    return { outcome: (['none', 'one'] as const)[matches.length] ?? 'many', address, shared: matches.length > 1, matches };
  };
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['\0']; // no word: nothing begins with this
  const has = ({ id, name }: Customer, start: string) => words(`${id} ${name}`).some((word) => word.startsWith(start));
  const search = (text: string) => customers.filter((each) => words(text).every((word) => has(each, word)));
  return {
    session: async (options) => answer(session, options),
    fields: { list: async (options) => answer(fields, options) },
    customers: {
      find: async (ref, options) => answer(find(ref), options),
      search: async (text, options) => answer(search(text).slice(0, 50), options),
      get: async (id, options) => answer(customers.filter((each) => each.id === id)[0], options),
    },
  };
}
