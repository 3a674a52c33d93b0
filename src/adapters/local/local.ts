import type {
  Backend,
  CallbacksService,
  CallOptions,
  CampaignsService,
  CustomersService,
  EnquiriesService,
  FieldsService,
  InteractionsService,
  JourneysService,
  MessagesService,
  NotesService,
  PresenceService,
} from '../../backend/backend.js';
import { type LocalContext, localContext, type LocalOptions } from './context.js';
import type { CsvResult } from './csv.js';
import type { Doors } from './doors.js';
import { fields } from './fields.js';
import { later } from './later.js';
import type { LoadOptions, LoadResult, LoadRow } from './load.js';
import type { GivenConsent } from './message-draft.js';
import type { MessageOffice, OutgoingMessage } from './message-office.js';
import { session } from './session.js';
import type { Store } from './store.js';
import { watch } from './watch.js';

export type { CsvResult, GivenConsent, LoadOptions, LoadResult, LoadRow, LocalOptions, MessageOffice, OutgoingMessage, Store };

/** A backend on a store of its own: everything of the port, and the integrator's doors. */
export interface EmbeddedBackend extends Backend, Doors {
  readonly customers: Required<CustomersService>;
  readonly fields: FieldsService;
  readonly presence: PresenceService;
  readonly interactions: Required<InteractionsService>;
  readonly notes: Required<NotesService>;
  /** Only with `options.messages`. */
  readonly messages?: Required<MessagesService>;
  readonly journeys: Required<JourneysService>;
  readonly enquiries: Required<EnquiriesService>;
  readonly campaigns: Required<CampaignsService>;
  readonly callbacks: Required<CallbacksService>;
  readonly watch: NonNullable<Backend['watch']>;
  readonly close: NonNullable<Backend['close']>;
}

/**
 * The whole contract over a store. Permissions, validation and concealment live here: they keep honest screens honest, but whoever owns the machine owns the store.
 * Who works here, the fields and what is told are at hand at once; the rest is fetched when first used. The customers are fetched with the first session, beside
 * the reader of phone numbers, without which nobody can be looked up anyway.
 */
export function local(store: Store, options: LocalOptions): EmbeddedBackend {
  const context = localContext(store, options);
  const { dial, messages } = options;
  /** A part by the name of what makes it: fetched, and made, when it is first used. */
  const part = <M, N extends keyof M>(name: N, load: () => Promise<M>) =>
    later(async () => ((await load())[name] as Maker<Made<M, N>>)(context));
  const serve = <M, N extends keyof M, T extends string>(names: T & NamesOf<Made<M, N>, T>, name: N, load: () => Promise<M>) =>
    service<Made<M, N>, T>(context, part(name, load), names);
  const customers = part('customers', () => import('./customers.js'));
  const messaging = part('messages', () => import('./messages.js'));
  return {
    session: session(context, customers, ...(messages ? [messaging] : [])),
    customers: {
      ...service(context, customers, 'find search list get choose'),
      ...serve('add change impact remove duplicates erase', 'customerRecords', () => import('./customer-records.js')),
    },
    fields: fields(context),
    presence: serve('enter who leave', 'presence', () => import('./presence.js')),
    interactions: serve('list get record', 'interactions', () => import('./interactions.js')),
    notes: serve('list get history add change pin remove', 'notes', () => import('./notes.js')),
    journeys: serve('events since sessions aliases addAlias removeAlias record', 'journeys', () => import('./journeys.js')),
    enquiries: serve('catalogue saveCatalogue get list register extend excuse', 'enquiries', () => import('./enquiries.js')),
    campaigns: serve('list get', 'campaigns', () => import('./campaigns.js')),
    callbacks: serve(
      'get mark schedule change cancel list takeOver attend answer complete',
      'callbacks',
      () => import('./callbacks.js'),
    ),
    ...serve('saveCampaign reportDelivery saveConsent load loadCsv', 'doors', () => import('./doors.js')),
    ...(messages && { messages: service(context, messaging, 'channels templates consent send get list') }),
    ...(dial && { calls: serve('dial', 'calls', () => import('./calls.js')) }),
    watch: watch(context),
    close: context.close,
  };
}

/** The words of a text. */
type Word<T extends string> = T extends `${infer First} ${infer Rest}` ? First | Word<Rest> : T;
/** Anything, where every word of the text is a method of the part. */
type NamesOf<S, T extends string> = Word<T> extends keyof S ? unknown : never;
type Maker<S> = (context: LocalContext) => S;
/** What a module makes under this name. */
type Made<M, N extends keyof M> = M[N] extends Maker<infer S> ? S : never;

/**
 * Methods of a part that is fetched when one of them is first called, named in one text; which permission they need they know themselves. Closed or aborted, nothing is fetched:
 * the options are the last argument, and an argument that is none has no signal.
 */
function service<S, T extends string>(
  context: LocalContext,
  load: () => Promise<S>,
  names: T & NamesOf<S, T>,
): { readonly [K in Word<T> & keyof S]: S[K] } {
  type Method = (...given: unknown[]) => Promise<unknown>;
  const method = (name: string): readonly [string, Method] => [
    name,
    (...given) => {
      const last = given.at(-1) as CallOptions | undefined;
      const options = last?.signal instanceof AbortSignal ? last : undefined;
      return context.run(options, undefined, async () => ((await load())[name as keyof S] as Method)(...given));
    },
  ];
  return Object.fromEntries(names.split(' ').map(method)) as { [K in Word<T> & keyof S]: S[K] };
}
