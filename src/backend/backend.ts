/**
 * The port: everything an element ever asks of the world outside. A host hands one object of this shape to `<agent-desk>`;
 * it may be one of ours (memory, IndexedDB, HTTP) or thirty lines of the integrator's own.
 *
 * **Optional everywhere.** A service that is missing means "not offered": its UI is absent. So does a missing method.
 * Services are plain objects that never use `this`, so `{ ...backend, crm }` is a backend too.
 *
 * **Plain data.** What goes in and comes out can be structured-cloned: no classes, no dates, no functions. Times are ISO 8601 with
 * zone, days `YYYY-MM-DD`, ids opaque text. What is absent is `undefined` or an empty page, never `null`, never an error, unless a method says so.
 *
 * **Signals.** Every method takes `{ signal }` last. When it aborts, the promise rejects with the signal's reason (an `AbortError`) and
 * nothing more happens because of it; a write that was already acknowledged stays done.
 *
 * **Errors.** A promise rejects with a `BackendError` and nothing else (besides the abort). Any method may reject with `denied`,
 * `unauthenticated`, `offline`, `timeout`, `rate-limited`, `unavailable` or `failed`; each names what else it may reject with.
 *
 * **Writes** resolve only when they are kept (acknowledged): what was resolved survives a crash of the page. A write with a `key` happens once: the
 * same key again returns the first answer; the same key with another payload is `invalid` (`{ field: 'key', reason: 'reused' }`). Keys are kept 30 days or more, per agent.
 *
 * The whole is made runnable by `backendSuite` in `sidedesk/testing`.
 */
import type { AddressRef } from '../domain/address.js';
import type { Agent } from '../domain/agent.js';
import type { Catalogue } from '../domain/catalogue.js';
import type { Customer, CustomerDraft } from '../domain/customer.js';
import type { Enquiry, EnquiryDraft } from '../domain/enquiry.js';
import type { FieldDefinition } from '../domain/field.js';
import type { Interaction, InteractionSummary } from '../domain/interaction.js';
import type { FindResult, Match } from '../domain/match.js';
import type { CustomerPatch } from '../domain/patch.js';
import type { Permission } from './permissions.js';
import type { Settings, WrapUpEnd } from './settings.js';

export type { CustomerPatch };

/** Last argument of every method. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Last argument of every write that must happen once. */
export interface WriteOptions extends CallOptions {
  /** Made by the caller, unguessable, one an intent: `crypto.randomUUID()`. */
  readonly key?: string;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all, where that is cheap to know. */
  readonly total?: number;
  /** Hand it back as `cursor` for what follows; opaque; absent at the end. */
  readonly next?: string;
}

export interface PageOptions extends CallOptions {
  readonly cursor?: string;
  /** How many items at most, 1 to 200; 50 unless told. Others are `invalid` with field `limit`. */
  readonly limit?: number;
}

/** Who works here, what they may do, and how the house is set. */
export interface Session {
  /** Whose data this is: two tenants never share drafts. */
  readonly tenantId: string;
  readonly agent: Agent;
  readonly permissions: readonly Permission[];
  /** Settings that are missing take the value of `defaultSettings`. */
  readonly settings: Partial<Settings>;
  /** The backend's clock at the time of the answer, ISO 8601: timers follow it, not the agent's computer. */
  readonly now: string;
}

/** The nouns that can be watched. */
export const changeKinds = ['catalogue', 'customer', 'enquiry', 'fields', 'interaction', 'presence', 'session'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Something was committed. It says what, not how it is now: read it again. */
export type Change =
  | {
      readonly kind: ChangeKind;
      readonly id: string;
      /** Whose record it is, where it is one customer's. */
      readonly customerId?: string;
      readonly revision: number;
      /** The idempotency key of the write that made it, so that its author can know it as its own. */
      readonly key?: string;
    }
  /** More happened than can be told: read everything again. */
  | { readonly kind: 'reset' };

/** `live`: changes arrive. `reconnecting`: they will again, followed by a `reset`. `paused`: they do not, until asked. */
export type WatchState = 'live' | 'paused' | 'reconnecting';

export interface WatchScope {
  /** Only these; all unless named. */
  readonly kinds?: readonly ChangeKind[];
  /** Only this customer's, and what belongs to nobody in particular. */
  readonly customerId?: string;
}

export interface WatchListeners {
  change(change: Change): void;
  state?(state: WatchState): void;
}

export interface CustomersService {
  /**
   * Who has this address. The backend reads it (numbers with the home region, e-mails in lower case), recognises withheld, own
   * and internal callers, and compares whole addresses only, never parts of them.
   *
   * Matches stand best first: those chosen before for this address, then organizations when it is shared, then the most recently changed.
   * `one` only when exactly one customer has it and neither the value nor the field is marked as shared. Never more than 200 matches.
   * The empty text and the words for "no number" are `withheld`. A reference to something that is not there rejects with `not-found`;
   * to a field without a value is `withheld`, to one with an external id `unreadable`: nobody is looked up by that, however much it looks like a number. Of a concealed address the reading has its kind, and the field's bullets for every text.
   * Needs `customers.view`.
   */
  find(address: AddressRef, options?: CallOptions): Promise<FindResult>;

  /**
   * Customers in whose name, id or visible, not confidential fields every word of the text is the beginning of a word, without
   * regard to case and diacritics; best first, at most 50. An id finds exactly its customer; a phone number or e-mail address finds those that have exactly it.
   * A word is a run of letters and digits, folded as the domain's `fold` does (ø is o, ß is ss). Confidential values are never searched, not even whole ones.
   * An empty text finds nothing. Typing mistakes are found only where the backend says so in the suite's `declares`.
   * Needs `customers.view`.
   */
  search(text: string, options?: CallOptions): Promise<readonly Customer[]>;

  /**
   * All customers in pages, by `name` (folded, in code-point order, then by id; the default) or the most recently `changed` first.
   * While pages are read one after the other, a customer that is there throughout and keeps its place comes exactly once; those added or removed meanwhile may come or not, and
   * one that is moved meanwhile (by `name` when it is renamed, by `changed` when it is changed) comes once, twice or not at all: `watch` tells of it.
   * An unknown cursor is `invalid` with field `cursor`. Needs `customers.view`.
   */
  list?(options?: PageOptions & { readonly order?: 'name' | 'changed' }): Promise<Page<Customer>>;

  /** The customer, or undefined when there is none (any more). Confidential values are bullets unless the agent may `customers.reveal`. Needs `customers.view`. */
  get(id: string, options?: CallOptions): Promise<Customer | undefined>;

  /**
   * Remembers for this address that it is this customer (*This is the customer*), or forgets it (`undefined`). The last choice counts, for all agents;
   * choosing the same again changes nothing. It changes the order of `find`, never its outcome. It is kept for an address that nobody has, too.
   * A customer that is not there: `not-found`. An address that is withheld, own, internal or unreadable: `invalid` with field `address`. Needs `customers.view`.
   */
  choose?(address: AddressRef, customerId: string | undefined, options?: WriteOptions): Promise<void>;

  /**
   * A new customer, with id, name and times made by the backend. Every field of the draft is checked, and all that are wrong are in the `fields` of `invalid`, in the order of the form and then
   * of the draft: `unknown-field`, `not-editable` (agents may not fill it: imports do), `required` (of editable fields only), `concealed` (bullets in a confidential field), and what is not of its
   * type. Blank values are left out, in any field. Duplicates are no error: ask `duplicates` first. `automatic` is kept, and the record carries it; the draft is checked like any other, and anything
   * but `true` there is `invalid` (`automatic`, `not-a-flag`). Needs `customers.add`, and no other permission.
   */
  add?(draft: CustomerDraft, options?: WriteOptions): Promise<Customer>;

  /**
   * Changes the named fields and leaves all others as they are, concealed values too; a blank text clears, and a number that is cleared is no longer shared. A record that was made automatically is no
   * longer `automatic`: an agent has looked it over. Made on the `revision` that was
   * read: another one is a `conflict` whose `current` is the customer as it is now, and nothing is changed, whatever else is wrong with the patch. Of two that are made on the same revision exactly
   * one wins. A patch that changes nothing answers the customer as it is, with no new revision, and is told to nobody. `invalid` as in `add`, for the named fields (`not-editable` also for one that would only
   * be cleared, or stay) and for `required` ones that would be empty; what is not named is not checked otherwise. Bullets of a concealed field are never written; any other text replaces what was
   * concealed. Not there (any more): `not-found`. Needs `customers.edit`.
   */
  change?(id: string, patch: CustomerPatch, options?: WriteOptions): Promise<Customer>;

  /** What `remove` would take along, to be said before it is done. Not there: `not-found`. Needs `customers.remove`. */
  impact?(id: string, options?: CallOptions): Promise<CustomerImpact>;

  /**
   * Takes the customer out of everything an agent sees, in one step with what `impact` names: assigned interactions, those too that are being recorded at the same time, are nobody's again and stay
   * with their address, choices and presence go. On
   * another `revision`: `conflict` with `current`. Not there (any more): `not-found`. Cannot be undone; the id is never given again. Needs `customers.remove`.
   */
  remove?(id: string, revision: number, options?: WriteOptions): Promise<void>;

  /**
   * Customers that may be the same as what is being typed: those with one of its external ids, or of its numbers or e-mail addresses (as `find` compares them); those with most of its external ids first,
   * then with most of its addresses, then the most recently changed; at most 10, each with every reason why. External ids are compared within one field (another field is another system's), whole, trimmed
   * and folded as words to search for are (`fold`). Without any of these: none. Confidential values of others are compared, but never shown. Values that cannot be read, and bullets, are passed over: a form
   * is asked about while it is being filled in. What has no `fields` at all is `invalid`. Needs `customers.view`.
   */
  duplicates?(
    draft: CustomerDraft,
    options?: CallOptions & { /** The customer that is being edited is no duplicate of itself. */ readonly except?: string },
  ): Promise<readonly Match[]>;

  /**
   * Deletes everything that is kept of the customer, removed ones too: the record, choices, presence, the answers kept with idempotency keys, and the customer's interactions with their registrations: those
   * that are assigned (of a removed one: were, and are nobody else's now), and those of nobody with an address that nobody else has. Answers what was deleted.
   * Not there, and nothing left of it: `not-found`; a write whose answer was erased is `not-found`, too, when its key is sent again. Cannot be undone. Needs `customers.erase`.
   */
  erase?(id: string, options?: WriteOptions): Promise<ErasureReceipt>;
}

/** What goes with a customer that is removed. Later services add theirs. */
export interface CustomerImpact {
  readonly revision: number;
  /** Interactions that are assigned to the customer now, and will be to nobody. */
  readonly interactions: number;
  /** Addresses for which the customer was chosen by *This is the customer*. */
  readonly choices: number;
}

/** Proof of an erasure; says nothing of what was in it. */
export interface ErasureReceipt {
  readonly customerId: string;
  readonly erasedAt: string;
  /** How many were deleted, by noun: `customer`, `choice`, `enquiry`, `interaction`, `presence`, each also when it is 0. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What an agent does with a card: looks at it, or edits these fields of it. */
export interface PresenceActivity {
  readonly editing: readonly string[];
}

/** A colleague at the same card. */
export interface PresentAgent {
  readonly agent: Agent;
  readonly editing: readonly string[];
  /** Since when, ISO 8601. */
  readonly since: string;
}

/**
 * Who has which card open. Told as changes of the kind `presence` with the customer's id: that somebody came, left, or edits something else. An entry that only goes on is not told, and one that runs
 * out is told when somebody next asks or enters: ask again when you renew your own.
 */
export interface PresenceService {
  /**
   * Says that this agent has the card open, until `leave` with the ticket is called, and what is being edited; call it again to say something else. It holds for 60 s by the backend's clock: a screen that lives
   * says it again every 20 s, and a desk that died is gone by itself. One backend object has one entry a customer: entering again renews it, and answers the same ticket, so whoever shows a card twice enters
   * for both. Names in `editing` that are no field are passed over; what is no list of texts is `invalid` (`editing`). Not there (any more): `not-found`. Needs `customers.view`.
   */
  enter(customerId: string, activity: PresenceActivity, options?: CallOptions): Promise<PresenceTicket>;

  /**
   * Who else has the card open, by name; never the asking agent. Several entries of one agent (two tabs) are one, since the first of them, which edits what any of them edits, in the order of the form.
   * A customer that is not there has nobody. Needs `customers.view`.
   */
  who(customerId: string, options?: CallOptions): Promise<readonly PresentAgent[]>;

  /** Ends an entry of this agent; an unknown or expired one, or a colleague's, is no error and changes nothing. Needs no permission. */
  leave(ticket: PresenceTicket, options?: CallOptions): Promise<void>;
}

/** Names one entry of one tab; opaque. */
export type PresenceTicket = string;

export interface FieldsService {
  /** The definitions in the order in which they are shown. Needs `customers.view`. */
  list(options?: CallOptions): Promise<readonly FieldDefinition[]>;
}

/** Whose earlier interactions: a customer's (by every address they have), or an address's. */
export type InteractionScope = { readonly customerId: string } | { readonly address: AddressRef };

export interface InteractionsService {
  /**
   * Interactions that have ended or run, newest `startedAt` first, none older than the retention. For a customer: those
   * assigned to them, and those with an address they have now that are assigned to nobody. For an address: those with exactly it.
   * An address that cannot be read, and a customer that is not there, have none. Needs `customers.view`.
   */
  list(scope: InteractionScope, options?: PageOptions): Promise<Page<InteractionSummary>>;

  /** The interaction, or undefined. Needs no permission. */
  get?(id: string, options?: CallOptions): Promise<InteractionSummary | undefined>;

  /**
   * Keeps what the desk knows of an interaction: made when its id is new, else the named properties are replaced and the others stay
   * (`customerId: ''` takes an assignment away). A customer who is not there (any more) is given nothing: the interaction is nobody's then. The answer is the whole record. Recording the same twice changes nothing and raises no revision.
   * Needs no permission: it is the agent's own desk that says so.
   * Without id, channel, direction, state or a readable `startedAt`: `invalid` with those fields.
   */
  record?(interaction: Interaction, options?: WriteOptions): Promise<InteractionSummary>;
}

export interface CallsService {
  /** Calls the address, also a concealed one. Resolves when the telephone system took the order. No number there: `invalid` with field `address`; a reference to nothing: `not-found`. Needs no permission. */
  dial(address: AddressRef, options?: WriteOptions): Promise<void>;
}

/** How long the work after a conversation may take. */
export interface WrapUp {
  /** When the time is over, by the backend's clock, ISO 8601. */
  readonly endsAt: string;
  /** How often it can still be extended (0 when the time is over, or the conversation closed), and by how many seconds. */
  readonly extensions: number;
  readonly extensionSeconds: number;
  /** What becomes of it when the time is over; where registration is forced, or not offered, always `keep-open`. */
  readonly onEnd: WrapUpEnd;
}

/** How a conversation stands with its registration. */
export interface EnquiryState {
  readonly interactionId: string;
  /** It can be registered: by the settings for its direction, and there is a catalogue. */
  readonly offered: boolean;
  /** It is not to be closed before it is registered, or excused. Never after a transfer. */
  readonly forced: boolean;
  /** The registration, if there is one. */
  readonly enquiry?: Enquiry;
  /** From the end of the conversation on, where there is a limit. */
  readonly wrapUp?: WrapUp;
  /** The backend's clock at the time of the answer, ISO 8601: what is left is counted by it, not by the agent's computer. */
  readonly now: string;
}

/** What is registered of a conversation. */
export interface EnquiryRegistration extends EnquiryDraft {
  readonly interactionId: string;
  /** Of the catalogue that the form showed; the newest unless told, or where there never was such a one. */
  readonly catalogueRevision?: number;
  /** `registered` unless told; the others say that the time was over. */
  readonly status?: 'registered' | 'default' | 'incomplete';
}

/** Whose registrations: a customer's (of the conversations that are theirs now), or a conversation's only one. */
export type EnquiryScope = { readonly customerId: string } | { readonly interactionId: string };

/** What conversations were about. One registration a conversation; told as changes of the kind `enquiry` with the interaction's id. */
export interface EnquiriesService {
  /** The categories and topics, in their order; retired topics too: a registration may be older. Without any: revision 0 and no categories. Told as changes of the kind `catalogue`, id `catalogue`. Needs no permission. */
  catalogue(options?: CallOptions): Promise<Catalogue>;

  /**
   * Replaces the catalogue; `revision` is the one that was read (0: there was none), another one is a `conflict` with `current`, whatever else is wrong. `invalid` as `catalogueProblems` of the domain says, under
   * `categories` where there is no id; what is no condition is `not-a-condition`. A topic that was ever there cannot be left out, only be `retired`, or moved to another category: `invalid` with its id,
   * `removed`. The same once more changes nothing. Needs `enquiries.manage`.
   */
  saveCatalogue?(catalogue: Catalogue, options?: WriteOptions): Promise<Catalogue>;

  /**
   * How a conversation stands. The time for the work after it counts from when this backend heard that it was over (`state` became `wrap-up` or `closed`), whatever the desk's clock says.
   * Of one that goes on after all it counts anew, with all its extensions, when that is over again. Of a conversation that nobody recorded: neither offered nor forced. Needs no permission.
   */
  get(interactionId: string, options?: CallOptions): Promise<EnquiryState>;

  /** Registrations, newest `registeredAt` first, then by interaction id. Nobody's: an empty page; an unknown cursor is `invalid` with field `cursor`. Needs `customers.view`. */
  list?(scope: EnquiryScope, options?: PageOptions): Promise<Page<Enquiry>>;

  /**
   * Registers a conversation, or replaces its registration: of two at the same time the later one counts, and both are acknowledged. `registeredAt` stays what the first registration by an agent made it. `invalid` as
   * `enquiryProblems` of the domain says, with the catalogue as it is now, the conversation as it is kept, and the settings; retired topics are accepted. Topics of categories that are not shown are left out of what is kept. A comment
   * that the settings do not want, and a blank one, are left out. The same once more, by whomever, changes nothing.
   *
   * `default` and `incomplete` are for when the time is over: only whether the topics are known is checked (`not-a-topic`), a comment that is too long is cut, and what is no text in it becomes U+FFFD; `default` puts the catalogue's default topic beside what was
   * chosen (without one it becomes `incomplete`). Before the time is over they are `invalid` (`status`, `not-over`), where the settings say otherwise or registration is forced `invalid` (`status`, `not-allowed`). They never
   * replace what an agent has registered or what was excused: then the answer is that.
   *
   * Not recorded: `not-found`. Neither direction nor catalogue offer it: `unsupported`. After the conversation is closed it can still be registered once (the network may have been away), but what an agent has registered is
   * not replaced any more: `invalid` (`interactionId`, `closed`). Needs `enquiries.register`.
   */
  register?(registration: EnquiryRegistration, options?: WriteOptions): Promise<Enquiry>;

  /**
   * Gives more time for the work after a conversation; told as a change of the kind `enquiry`, whose revision is a count of its own. `invalid` with field `extensions`: `none-left`, `over` (the time is), `not-running` (the conversation is not over, is closed, or there is no limit). Not recorded:
   * `not-found`. Needs `enquiries.register`.
   */
  extend?(interactionId: string, options?: WriteOptions): Promise<EnquiryState>;

  /**
   * Lets a conversation be closed although its registration is forced and missing; the reason is kept as it is written, beside what the end of the time left behind. Blank: `invalid` (`reason`, `required`), over 1,000 UTF-16 units `too-long`, NUL and half signs `not-text`. Where nothing is forced: `invalid`
   * (`interactionId`, `not-forced`). What an agent has registered stays, and is the answer. Not recorded: `not-found`. Needs `enquiries.excuse`.
   */
  excuse?(interactionId: string, reason: string, options?: WriteOptions): Promise<Enquiry>;
}

export interface Backend {
  /** Who works here. Called first, and again after a `session` change or a `reset`. */
  session(options?: CallOptions): Promise<Session>;

  /**
   * Tells what is committed from now on, by whomever, until the returned function is called. `state` is told within a turn.
   * Nothing before its commit, nothing after `stop`, nothing twice, in the order of the commits of one record. Never throws.
   */
  watch?(scope: WatchScope, listeners: WatchListeners): () => void;

  /** Lets go of everything that is held. `wipe` deletes what this backend keeps on this machine. Afterwards every method rejects with `unavailable`. */
  close?(options?: CallOptions & { readonly wipe?: boolean }): Promise<void>;

  readonly customers?: CustomersService;
  readonly fields?: FieldsService;
  readonly presence?: PresenceService;
  readonly interactions?: InteractionsService;
  readonly calls?: CallsService;
  readonly enquiries?: EnquiriesService;
}
