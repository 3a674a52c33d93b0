import { asBackendError, BackendError } from '../../backend/backend-error.js';
import type { Backend, CallOptions, Session } from '../../backend/backend.js';
import { agentPermissions } from '../../backend/agent-permissions.js';
import type { Permission, Role } from '../../backend/permissions.js';
import { defaultSettings, type Settings } from '../../backend/settings.js';
import type { AddressOptions } from '../../domain/address.js';
import type { Agent } from '../../domain/agent.js';
import type { Campaign } from '../../domain/campaign.js';
import type { Catalogue } from '../../domain/catalogue.js';
import { defaultFields, type FieldDefinition, type FieldProblem } from '../../domain/field.js';
import type { Phones } from '../../domain/phone.js';
import { unlessAborted } from './abort.js';
import { later, remembered } from './later.js';
import type { MessageOffice } from './message-office.js';
import type { Store } from './store.js';

/** Who works on the store, by what rules, and what the surroundings give: clock, ids, phone library, telephone. */
export interface LocalOptions {
  /** Whose data this is. */
  readonly tenantId: string;
  readonly agent: Agent;
  /** What the agent may do, by role; `agent` unless told. */
  readonly role?: Role;
  /** Exactly what the agent may do; goes before `role`. */
  readonly permissions?: readonly Permission[];
  /** Settings that differ from `defaultSettings`. */
  readonly settings?: Partial<Settings>;
  /** The customer fields, unless the store has saved ones; `defaultFields` unless told. */
  readonly fields?: readonly FieldDefinition[];
  /** The topics of enquiries, unless the store has a saved catalogue; none unless told. It counts as revision 1. */
  readonly catalogue?: Catalogue;
  /** The dialer's campaigns, unless the store has a saved one of that id; none unless told. */
  readonly campaigns?: readonly Campaign[];
  /** When this agent will not be there, where that is known: call-backs for then are warned of. */
  readonly absences?: Session['absences'];
  /** Milliseconds since 1970, as `Date.now`. */
  readonly now: () => number;
  /** A new id of letters and digits, free with all likelihood. */
  readonly newId: () => string;
  /** Numbers from 0 to under 1, unguessable. With it customers get ids of the house's own short form; without it `newId` makes them. */
  readonly random?: () => number;
  /** Loads the reader of phone numbers. Called at the first session; asked again after it failed. */
  readonly phones: () => Promise<Phones>;
  /** Calls a number: `+` and digits, with `;ext=` and the extension where there is one, or the digits of an extension of the house. Without it there is no service `calls`. */
  readonly dial?: (number: string, options: CallOptions) => Promise<void>;
  /** What delivers messages. Without it there is no service `messages`. */
  readonly messages?: MessageOffice;
  /** Resolves after so many milliseconds, unless it is aborted before; by `setTimeout` unless told. What is queued is tried again by it. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What every service of a local backend stands on. */
export interface LocalContext {
  readonly store: Store;
  readonly options: LocalOptions;
  /** Known within `run`. */
  readonly permissions: readonly Permission[];
  readonly settings: Settings;
  may(permission: Permission): boolean;
  /** One method's work: `unavailable` after the close, `denied` without the permission, the signal's reason once it aborts, else a `BackendError` or the answer. */
  run<T>(
    options: CallOptions | undefined,
    needs: Permission | undefined,
    work: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T>;
  /** The definitions as they are now. Kept in memory where the store tells when they change. */
  fields(): Promise<readonly FieldDefinition[]>;
  /** With what addresses are read, by the settings. */
  reader(): Promise<AddressOptions>;
  /** The clock, ISO 8601. */
  now(): string;
  /** Aborts at the close. */
  readonly closing: AbortSignal;
  readonly close: NonNullable<Backend['close']>;
}

export function localContext(store: Store, options: LocalOptions): LocalContext {
  const { role = 'agent' } = options;
  let permissions = options.permissions ?? (role === 'agent' ? agentPermissions : undefined);
  const roles = later(async () => (await import('../../backend/permissions.js')).rolePermissions);
  if (!permissions) roles().catch(() => undefined); // at once: the first call may ring any moment
  const settings = { ...defaultSettings, ...options.settings };
  const { homeRegion: region, ownNumbers, extensionDigits } = settings;
  const phones = later(options.phones);
  const fields = remembered(async () => {
    const saved = await store.get<readonly FieldDefinition[]>('fields', 'definitions');
    return saved?.value ?? options.fields ?? defaultFields;
  });
  const stop = store.watch((changes) => {
    if (changes === 'reset' || changes.some(({ collection }) => collection === 'fields')) fields.drop();
  });
  const end = new AbortController();
  const closing = end.signal;

  const may = (permission: Permission) => permissions?.includes(permission) ?? false;
  return {
    store,
    options,
    get permissions() {
      return permissions ?? [];
    },
    settings,
    may,
    async run(callOptions, needs, work) {
      const signal = callOptions?.signal;
      signal?.throwIfAborted();
      if (closing.aborted) throw new BackendError('unavailable', 'The backend is closed');
      permissions ??= (await unlessAborted(roles(), signal))[role];
      if (needs && !may(needs)) throw new BackendError('denied', `This needs ${needs}`);
      try {
        return await unlessAborted(work(signal), signal);
      } catch (caught) {
        signal?.throwIfAborted();
        throw asBackendError(caught);
      }
    },
    fields() {
      if (store.reach === 'alone') fields.drop(); // nobody would tell that another tab changed them
      return fields.get();
    },
    reader: async () => ({ phones: await phones(), region, ownNumbers, extensionDigits }),
    now: () => new Date(options.now()).toISOString(),
    closing,
    async close({ signal, wipe } = {}) {
      signal?.throwIfAborted();
      if (closing.aborted) return;
      end.abort();
      stop();
      await store.close({ wipe });
    },
  };
}

/** Something in a request that cannot be carried out. */
export const invalid = (field: string, reason: string) =>
  new BackendError('invalid', `${field}: ${reason}`, { fields: [{ field, reason }] });

/** Throws `invalid` with these, if there are any. */
export function refuse(fields: readonly FieldProblem[]): void {
  if (fields.length) throw new BackendError('invalid', 'Something is not as it should be', { fields });
}

export const notFound = (what: string) => new BackendError('not-found', `There is no such ${what} (any more)`);
