import { BackendError } from './backend-error.js';
import type { Page, Session } from './backend.js';
import { defaultSettings } from './settings.js';
import type { AddressReading } from '../domain/address.js';
import type { Customer } from '../domain/customer.js';
import type { FieldChoice, FieldDefinition } from '../domain/field.js';
import type { InteractionSummary } from '../domain/interaction.js';
import type { FindOutcome, FindResult, Match, MatchReason } from '../domain/match.js';

/**
 * The edge where answers of a backend become what a screen can rely on. A backend is somebody else's code: what has not the
 * promised shape is an error here, rather than an exception in the middle of a render.
 */
export type Shape = Record<string, unknown>;

export function object(value: unknown, what: string): Shape {
  if (typeof value !== 'object' || value === null) throw wrong(what);
  return value as Shape;
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(what);
  return value;
}

export function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw wrong(what);
  return value;
}

export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const wrong = (what: string) => new BackendError('failed', `The backend answered with something that is no ${what}`);

export function asCustomer(value: unknown): Customer {
  const customer = object(value, 'customer');
  const fields = Object.entries(object(customer['fields'], 'customer')).filter(
    ([, held]) => typeof held === 'string' && held.trim() !== '',
  );
  return {
    ...(customer as unknown as Customer),
    id: text(customer['id'], 'customer'),
    type: customer['type'] === 'organization' ? 'organization' : 'person',
    name: typeof customer['name'] === 'string' ? customer['name'] : '',
    fields: Object.fromEntries(fields) as Record<string, string>,
    concealed: strings(customer['concealed']),
    shared: strings(customer['shared']),
  };
}

export const asCustomers = (value: unknown): readonly Customer[] => list(value, 'list of customers').map(asCustomer);

export function asPage<T>(value: unknown, item: (value: unknown) => T): Page<T> {
  const page = object(value, 'page');
  return { ...(page as unknown as Page<T>), items: list(page['items'], 'page').map(item) };
}

export function asInteraction(value: unknown): InteractionSummary {
  const interaction = object(value, 'interaction');
  text(interaction['id'], 'interaction');
  const known = Object.entries(interaction).filter(
    ([name, held]) => typeof held === 'string' || name === 'revision' || name === 'attempt',
  );
  const { topicIds } = interaction;
  return {
    ...Object.fromEntries(known),
    ...(topicIds !== undefined && { topicIds: strings(topicIds) }),
  } as unknown as InteractionSummary;
}

const outcomes: readonly FindOutcome[] = ['one', 'many', 'none', 'withheld', 'own', 'internal', 'unreadable'];

/** The parts of an address that a screen shows, by its kind. */
const addressParts: Readonly<Record<string, readonly string[]>> = { phone: ['e164', 'display'], email: ['email'], own: ['e164'] };

function isReason(value: unknown): value is MatchReason {
  if (typeof value !== 'object' || value === null) return false;
  const { by, field, agentName, extension } = value as Shape;
  const words = [agentName, extension].every((part) => part === undefined || typeof part === 'string');
  return words && (by === 'choice' || (typeof by === 'string' && typeof field === 'string'));
}

export const asMatches = (value: unknown): readonly Match[] =>
  list(value, 'list of matches').map((match) => {
    const { customer, why } = object(match, 'match');
    return { customer: asCustomer(customer), why: Array.isArray(why) ? why.filter(isReason) : [] };
  });

export function asFindResult(value: unknown): FindResult {
  const result = object(value, 'answer to a look-up');
  const outcome = outcomes.find((known) => known === result['outcome']);
  const address = object(result['address'], 'address');
  const matches = asMatches(result['matches']);
  // "One" without exactly one customer would select nobody, or anybody.
  if (!outcome || (outcome === 'one' && matches.length !== 1) || (outcome === 'many' && matches.length === 0))
    throw wrong('answer to a look-up');
  const kind = text(address['kind'], 'address');
  for (const part of ['raw', ...(addressParts[kind] ?? [])]) text(address[part], 'address');
  return { outcome, address: address as unknown as AddressReading, shared: result['shared'] === true, matches };
}

export function asFields(value: unknown): readonly FieldDefinition[] {
  return list(value, 'list of fields').map((field) => {
    const { name, label, use, choices, partOfName } = object(field, 'field');
    return {
      ...(field as FieldDefinition),
      name: text(name, 'field'),
      label: typeof label === 'string' ? label : undefined,
      use: typeof use === 'string' ? (use as FieldDefinition['use']) : undefined,
      choices: Array.isArray(choices)
        ? (choices as FieldChoice[]).filter((choice) => typeof choice?.label === 'string')
        : undefined,
      partOfName: strings(partOfName) as FieldDefinition['partOfName'],
    };
  });
}

export function asSession(value: unknown): Session {
  const session = object(value, 'session');
  text(object(session['agent'], 'session')['id'], 'session');
  const given = Object.entries(typeof session['settings'] === 'object' ? (session['settings'] ?? {}) : {});
  // A setting of another type than its default is no setting.
  const kindOf = (of: unknown) => (Array.isArray(of) ? 'list' : typeof of);
  const settings = Object.fromEntries(
    given.filter(([name, held]) => kindOf(held) === kindOf((defaultSettings as unknown as Shape)[name])),
  );
  return { ...(session as unknown as Session), permissions: strings(session['permissions']) as Session['permissions'], settings };
}
