import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import type { Fixture, Offered, Seed } from '../suite/case.js';
import type { MessageHands } from '../suite/message-hands.js';
import type { SuiteOptions } from '../suite/suite.js';

/** A way of breaking a right backend that the suite has to notice. */
export interface Saboteur {
  /** What is wrong, in the present tense. */
  readonly name: string;
  /** The section of the suite that has a case against it. */
  readonly caughtIn: string;
  /** Called once a case; what it returns breaks each client of that case, so that they may conspire. */
  sabotage(seed: Seed): (backend: Offered) => Backend;
  /** What goes wrong behind the backend, where that is. */
  behind?(fixture: Fixture): Partial<MessageHands>;
}

/** `create` with every client of every fixture broken by the saboteur. */
export function sabotaged(create: SuiteOptions['create'], saboteur: Saboteur): SuiteOptions['create'] {
  return async (seed) => {
    const fixture = await create(seed);
    const spoil = saboteur.sabotage(seed);
    const wrap = (backend: Backend) => spoil(backend as Offered);
    const { second } = fixture;
    const broken: Fixture = { ...fixture, ...saboteur.behind?.(fixture), backend: wrap(fixture.backend) };
    return second ? { ...broken, second: async (as) => wrap(await second(as)) } : broken;
  };
}

/** The same backend with some methods of one service replaced. */
export function replacing<
  S extends
    | 'customers'
    | 'presence'
    | 'interactions'
    | 'notes'
    | 'messages'
    | 'journeys'
    | 'calls'
    | 'enquiries'
    | 'campaigns'
    | 'callbacks',
>(backend: Offered, service: S, methods: Partial<Offered[S]>): Backend {
  return { ...backend, [service]: { ...backend[service], ...methods } };
}

/** A saboteur that replaces methods of `customers`. */
export function inCustomers(
  name: string,
  caughtIn: string,
  methods: (customers: Offered['customers'], seed: Seed, backend: Offered) => Partial<Offered['customers']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'customers', methods(backend.customers, seed, backend)),
  };
}

/** A saboteur that replaces methods of `interactions`. */
export function inInteractions(
  name: string,
  caughtIn: string,
  methods: (interactions: Offered['interactions'], seed: Seed, backend: Offered) => Partial<Offered['interactions']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'interactions', methods(backend.interactions, seed, backend)),
  };
}

/** A saboteur that replaces methods of `enquiries`. */
export function inEnquiries(
  name: string,
  caughtIn: string,
  methods: (enquiries: Offered['enquiries'], seed: Seed, backend: Offered) => Partial<Offered['enquiries']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'enquiries', methods(backend.enquiries, seed, backend)),
  };
}

/** A saboteur that replaces methods of `callbacks`. */
export function inCallbacks(
  name: string,
  caughtIn: string,
  methods: (callbacks: Offered['callbacks'], seed: Seed, backend: Offered) => Partial<Offered['callbacks']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'callbacks', methods(backend.callbacks, seed, backend)),
  };
}

/** A saboteur that replaces methods of `notes`. */
export function inNotes(
  name: string,
  caughtIn: string,
  methods: (notes: Offered['notes'], seed: Seed, backend: Offered) => Partial<Offered['notes']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'notes', methods(backend.notes, seed, backend)),
  };
}

/** A saboteur that replaces methods of `messages`. */
export function inMessages(
  name: string,
  caughtIn: string,
  methods: (messages: Offered['messages'], seed: Seed, backend: Offered) => Partial<Offered['messages']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'messages', methods(backend.messages, seed, backend)),
  };
}

/** A saboteur that replaces methods of `journeys`. */
export function inJourneys(
  name: string,
  caughtIn: string,
  methods: (journeys: Offered['journeys'], seed: Seed, backend: Offered) => Partial<Offered['journeys']>,
): Saboteur {
  return {
    name,
    caughtIn,
    sabotage: (seed) => (backend) => replacing(backend, 'journeys', methods(backend.journeys, seed, backend)),
  };
}

/** All customers of the list, one page after the other. */
export async function all(customers: Offered['customers']): Promise<Customer[]> {
  const found: Customer[] = [];
  let cursor: string | undefined;
  do {
    const page = await customers.list({ limit: 200, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** The customer as the seed has it: confidential values too. */
export function asSeeded(customer: Customer, seed: Seed): Customer {
  const draft = seed.customers.find((each) => each.fields['familyName'] === customer.fields['familyName']);
  const { concealed: _concealed, ...open } = customer;
  return draft ? { ...open, fields: draft.fields } : customer;
}
