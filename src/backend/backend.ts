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
import type { Attempt, AttemptMark, AttemptReport, DialerActions } from '../domain/attempt.js';
import type { Callback, CallbackDraft } from '../domain/callback.js';
import type { CallbackListName } from '../domain/callback-list.js';
import type { CallbackFor, Campaign } from '../domain/campaign.js';
import type { Catalogue } from '../domain/catalogue.js';
import type { Customer, CustomerDraft } from '../domain/customer.js';
import type { Enquiry, EnquiryDraft } from '../domain/enquiry.js';
import type { FieldDefinition, FieldProblem } from '../domain/field.js';
import type { Interaction, InteractionSummary } from '../domain/interaction.js';
import type { JourneySession } from '../domain/journey.js';
import type { JourneyAlias, JourneyAliasKind } from '../domain/journey-alias.js';
import type { JourneyEvent, RecordedJourneyEvent } from '../domain/journey-event.js';
import type { FindResult, Match } from '../domain/match.js';
import type { Message, MessageChannel, MessageDraft } from '../domain/message.js';
import type { Consent, MessageObjection } from '../domain/message-consent.js';
import type { MessageTemplate } from '../domain/message-template.js';
import type { Note, NoteDraft, NoteVersion, Pin } from '../domain/note.js';
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
  /** When this agent will not be there, where the backend knows: call-backs for then are warned of. */
  readonly absences?: readonly { readonly fromAt: string; readonly untilAt: string }[];
}

/** The nouns that can be watched. */
export const changeKinds = [
  'attempt',
  'callback',
  'campaign',
  'catalogue',
  'customer',
  'enquiry',
  'fields',
  'interaction',
  'journey',
  'message',
  'note',
  'presence',
  'session',
] as const;
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
   * with their address, choices, presence, notes, messages and the journey go. On
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
   * Deletes everything that is kept of the customer, removed ones too: the record, choices, presence, notes with what they said before, messages, the journey with its aliases, the answers kept with idempotency keys, and the customer's interactions with their registrations: those
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
  /** Call-backs agreed with the customer from which something is still to become: they stay, with their number, and will be nobody's. Where the backend keeps any. */
  readonly callbacks?: number;
  /** Notes about the customer, which go too. Where the backend keeps any. */
  readonly notes?: number;
  /** Messages to the customer, which go too; those that are still queued are never sent. Where the backend keeps any. */
  readonly messages?: number;
  /** What is known of the customer's visits to the web site, and the aliases by which it came to be known; both go too. Where the backend keeps any. */
  readonly journeyEvents?: number;
  readonly journeyAliases?: number;
}

/** Proof of an erasure; says nothing of what was in it. */
export interface ErasureReceipt {
  readonly customerId: string;
  readonly erasedAt: string;
  /** How many were deleted, by noun: `attempt`, `callback`, `choice`, `customer`, `enquiry`, `interaction`, `journeyAlias`, `journeyEvent`, `message`, `note`, `presence`, each also when it is 0; those that the backend does not keep may be missing. */
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
   * An address that cannot be read, and a customer that is not there, have none. Each has the `topicIds` of its registration, as that is at the time of reading; so have the answers of `get` and `record`. Needs `customers.view`.
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

/** Whose notes. */
export interface NoteScope {
  readonly customerId: string;
  /** Only those that are pinned now. */
  readonly pinned?: true;
}

/** A note as it is to be from now on. */
export interface NotePatch {
  /** The one that was read. */
  readonly revision: number;
  readonly text: string;
}

/** What agents write about a customer, for all of them to read. Told as changes of the kind `note`, with the customer's id; so are those that go. A pin whose time is over, by the backend's clock, is in no answer. */
export interface NotesService {
  /**
   * Notes about a customer, newest `createdAt` first, then by id; the pinned ones too stand where their time puts them. About a customer who is not there (any more), and without a customer: an empty page.
   * Another note that is written meanwhile never moves one to another page. An unknown cursor is `invalid` with field `cursor`. Needs `customers.view`.
   */
  list(scope: NoteScope, options?: PageOptions): Promise<Page<Note>>;

  /** The note, or undefined when there is none (any more). Needs `customers.view`. */
  get?(id: string, options?: CallOptions): Promise<Note | undefined>;

  /** What the note said before, newest first, without what it says now; at most the last 100. A note that is not there has none. Needs `customers.view`. */
  history?(id: string, options?: CallOptions): Promise<readonly NoteVersion[]>;

  /**
   * A new note by this agent, with id and times made by the backend. `invalid` as `noteProblems` of the domain says: `customerId` (`required`), `text` (`required`, `not-text`, `too-long`), `interactionId` (`not-text`, `too-long`; whether
   * there is such a conversation is not asked). No such customer (any more): `not-found`. Needs `notes.add`.
   */
  add?(draft: NoteDraft, options?: WriteOptions): Promise<Note>;

  /**
   * Another text for one's own note; what it said before is kept for `history`. Made on the `revision` that was read: another one is a `conflict` with `current`, whatever else is wrong with the patch. The same text changes nothing. A colleague's: `denied`, for managers
   * too, whatever the revision; where the settings do not want it (`noteEdit`): `unsupported`. `invalid` as in `add` (`text`), and for what is no patch (`revision`, `not-a-revision`). Not there (any more): `not-found`. Needs `notes.edit`.
   */
  change?(id: string, patch: NotePatch, options?: WriteOptions): Promise<Note>;

  /**
   * Pins a note, anybody's, or with `undefined` takes the pin away; of several the last counts, and the same again changes nothing. Neither the text nor its place is touched, yet it is another revision. `invalid`: `pin` (`not-an-object`; `too-many`, when as many of the customer's
   * notes are pinned as the settings (`notePins`) allow: those whose time is over do not count, and one that is pinned may always have another pin), `untilAt` (`not-a-date`, `past`), which is kept as it was given. Not there (any more): `not-found`. Needs `notes.add`.
   */
  pin?(id: string, pin: Pin | undefined, options?: WriteOptions): Promise<Note>;

  /**
   * Deletes one's own note with what it said before, for good; also what was answered with idempotency keys. Another `revision`: `conflict` with `current`; none: `invalid` (`revision`, `not-a-revision`). A colleague's: `denied`, for managers too, whatever the revision; where
   * the settings do not want it (`noteRemove`): `unsupported`. Not there (any more): `not-found`, and a write whose answer was deleted too, when its key is sent again. Needs `notes.remove`.
   */
  remove?(id: string, revision: number, options?: WriteOptions): Promise<void>;
}

/** A way of writing that is set up. */
export interface MessageChannelOffer {
  readonly channel: MessageChannel;
  /** What customers see as the sender: a number, a name or an e-mail address. */
  readonly sender?: string;
  /** An SMS has no more segments; 10 unless told. */
  readonly segmentLimit?: number;
  /** What a segment costs, in the currency of the settings: a hint. */
  readonly segmentPrice?: number;
}

/** Who is to be written to, and how. */
export interface MessageTarget {
  readonly channel: MessageChannel;
  readonly to: AddressRef;
  readonly customerId?: string;
}

/** Whether somebody can be written to now. */
export interface MessageStanding {
  readonly consent: Consent;
  /** What stands against it, what blocks it first; nothing: an empty list. */
  readonly objections: readonly MessageObjection[];
  /** `open`: nothing is in the way. `reason`: it is sent with a reason. `closed`: this agent cannot send it. */
  readonly way: 'open' | 'reason' | 'closed';
  /** The backend's clock at the time of the answer, ISO 8601. */
  readonly now: string;
}

/** Which messages: to a customer, of a conversation, of a case, or all by one way. */
export type MessageScope =
  | { readonly customerId: string }
  | { readonly interactionId: string }
  | { readonly caseId: string }
  | { readonly channel: MessageChannel };

/**
 * SMS and e-mail to customers. Told as changes of the kind `message`, with the customer's id where there is one; so is each step of the delivery, and that one goes. From a card or a group they belong to no
 * campaign and no case; from a case to it and its campaign.
 */
export interface MessagesService {
  /** The ways of writing that are set up, SMS before e-mail; without any the service might as well be missing. Needs no permission. */
  channels(options?: CallOptions): Promise<readonly MessageChannelOffer[]>;

  /** The house's texts, by shortcode. Needs no permission. */
  templates?(options?: CallOptions): Promise<readonly MessageTemplate[]>;

  /**
   * Whether somebody can be written to: what was refused by the customer (without a `customerId` whose field or conversation it is), or for the address by whomever, counts before what was given. Objections as `messageObjections` of the domain says, with the settings and the customer's zone. What is no such target
   * is `invalid` (`channel`, `not-a-choice`; `to`); an address of something that is not there: `not-found`; a channel that is not set up: `unsupported`. An address that cannot be written to has no objections: `send` says what is wrong with it.
   * Needs `messages.send`.
   */
  consent?(target: MessageTarget, options?: CallOptions): Promise<MessageStanding>;

  /**
   * Keeps a message, to be delivered: it resolves when it is kept, as `queued` or further, whatever becomes of the delivery; one that is still queued when somebody refuses, where that blocks, fails as `blocked`. `invalid` as `messageProblems` of the domain says, and for what is in the way of it: `to` (`not-a-phone-number`, `not-an-e-mail`: also for what is withheld, internal or the house's own;
   * `another-customer`: a field, or a conversation assigned to somebody, else than whom it is for; `opted-out`, `no-consent`, `quiet-hours`: the first thing that this agent cannot pass, see `consent`), `reason` (`required`, where it needs one). Reasons that nothing needs are left out. A channel that is not set up: `unsupported`.
   * Without a `customerId` it is for whose field is written to. An address that was concealed when it was written to stays so. A raw address needs `messages.free-address`. No such customer or conversation (any more): `not-found`. With a `key` it is delivered once, however often it is sent; the answer says how far it is then. Needs `messages.send`; `messages.override` goes past what blocks, with a reason.
   */
  send?(draft: MessageDraft, options?: WriteOptions): Promise<Message>;

  /** The message, or undefined when there is none (any more). Needs `customers.view`. */
  get?(id: string, options?: CallOptions): Promise<Message | undefined>;

  /** Messages, newest `createdAt` first, then by id. Nobody's: an empty page; what is no scope too. An unknown cursor is `invalid` with field `cursor`. Needs `customers.view`. */
  list?(scope: MessageScope, options?: PageOptions): Promise<Page<Message>>;
}

/** Whose journey. */
export interface JourneyScope {
  readonly customerId: string;
  /** Nothing that was over before, ISO 8601. */
  readonly from?: string;
}

/** Events of a journey, all pages of it as they were at the time of the first. */
export interface JourneyPage extends Page<RecordedJourneyEvent> {
  /** Hand it to `since` for what came after that; opaque. */
  readonly after: string;
}

/** What came to be known of a journey. */
export interface JourneyNews {
  /** In the order in which it came; at most as many as `limit` says. Ask again until there is none. */
  readonly events: readonly RecordedJourneyEvent[];
  /** For the next time. */
  readonly after: string;
  /** Something that was told before is not the customer's any more, and nothing is told: read the events again. */
  readonly reset?: true;
}

/** By what a customer is known on the web site from now on. */
export type JourneyAliasDraft = Pick<JourneyAlias, 'customerId' | 'value'> & { readonly kind: JourneyAliasKind };

/** How events were sent. */
export interface JourneyRecordOptions extends CallOptions {
  /** When, by the clock by which they say when they happened, ISO 8601: so it is known how wrong that clock is. */
  readonly sentAt?: string;
}

/** What became of the events that were sent, each once. */
export interface JourneyReceipt {
  readonly recorded: number;
  /** Those that were there already, under the id of the visitor and their own. */
  readonly repeated: number;
  /** Those that will never be recorded, by their place (from 0) and, where it has one, their id. */
  readonly refused: readonly { readonly index: number; readonly id?: string; readonly problems: readonly FieldProblem[] }[];
}

/**
 * Customers' visits to the web site, for as many days as the settings (`journeyDays`) say. A browser is whose it was last known to be, as `journeySpans` of the domain says: what happened there before anybody was known belongs to the first; what somebody
 * else does there is theirs from their login on, and nobody's when no customer is known by it. What is nobody's (yet) is in no answer. Told as changes of the kind `journey`, whose id and `customerId` are the customer's: something came, an alias came or went, or all of it.
 */
export interface JourneysService {
  /**
   * What a customer did on the web site, newest `at` first, of one instant by id and then visitor. `from`: only from then on; what is no instant is `invalid` (`from`, `not-a-date`). Whatever is recorded while pages are read, each event
   * that was there at the first page comes exactly once, and what came later comes from `since`. Of a customer who is not there (any more), and without a customer: an empty page. An unknown cursor is `invalid` with field `cursor`. Needs `customers.view`.
   */
  events(scope: JourneyScope, options?: PageOptions): Promise<JourneyPage>;

  /**
   * What came to be the customer's after `events` or `since` gave this `after`, in the order in which it came, whenever it happened: what is told late, and what a browser did before it was known to be theirs. Nothing is left out and nothing comes
   * twice. What is no such token, or another customer's: `invalid` (`after`, `unknown`). Needs `customers.view`.
   */
  since?(
    scope: { readonly customerId: string; readonly after: string },
    options?: Omit<PageOptions, 'cursor'>,
  ): Promise<JourneyNews>;

  /**
   * The same as sessions, as `journeySessions` of the domain says, newest `startedAt` first, of one instant by id and then visitor, as they were at the time of the first page. `from`: those that were not over then, whole. Refused, and empty, as `events`. Needs `customers.view`.
   */
  sessions?(scope: JourneyScope, options?: PageOptions): Promise<Page<JourneySession>>;

  /**
   * By what a customer is known on the web site, by `since` and then id; each browser (`visitor`) once, however often they log in there. Of a customer who is not there (any more): none. Needs `customers.view`.
   */
  aliases?(customerId: string, options?: CallOptions): Promise<readonly JourneyAlias[]>;

  /**
   * Says by what a customer is known on the web site from now on. `visitor`: a browser is theirs from now on, whosever it was. `login`, `email` and `phone`: who logs in by it is this customer, before anybody is looked up by their fields; where another customer
   * has that alias: `conflict` with `current`, the alias of the other. The same of the same customer again changes nothing. `invalid`: `customerId` (`required`), `kind` (`not-a-choice`), `value` (`required`, `not-text`: NUL and half signs too, `too-long`: over 200 UTF-16
   * units, `not-an-e-mail`, `not-a-phone-number`). No such customer (any more): `not-found`. Needs `customers.edit`.
   */
  addAlias?(draft: JourneyAliasDraft, options?: WriteOptions): Promise<JourneyAlias>;

  /**
   * Takes an alias away for good. Of a browser what it told of this customer goes with it, becomes nobody else's, and what it tells of that time later is refused (`visitorId`, `gone`), until somebody is known there again. The others count for no login any more, and what was found
   * by them stays. Not there (any more): `not-found`, as is an `addAlias` whose key is sent again. Needs `customers.edit`.
   */
  removeAlias?(aliasId: string, options?: WriteOptions): Promise<void>;

  /**
   * Keeps what a web site tells of its visitors, in the shape of the domain (`JourneyEvent`) or as CloudEvents 1.0, in any order; at most 500 at a time, or `invalid` (`events`, `not-a-list`, `too-many`; `sentAt`, `not-a-date`). One that is wrong costs no other: it is refused as `journeyEventProblems`
   * of the domain says, `at` `too-old` (longer ago than is kept), `visitorId` `gone` (a browser that was a customer's who was deleted, or whose alias was, until somebody is known there). The same visitor's same id again changes nothing, whatever is in it. What is kept is only what `cleanJourneyEvent` of the domain
   * leaves with the settings (`journeyParameters`, `journeyHiddenPaths`), and `at` is set right as `timeSetRight` says.
   *
   * A `login` with an `identity` makes the browser that customer's from then on: whoever has the alias, else for `email` and `phone` the one customer whom `customers.find` would find. Without exactly one the browser is nobody's from then on, and where nobody was known it stays as it was. The identity
   * is not kept with the event. Of several visitors each one's events are kept in one step. Needs no permission: it is the web site that says so, through its server.
   */
  record?(events: readonly (JourneyEvent | CloudJourneyEvent)[], options?: JourneyRecordOptions): Promise<JourneyReceipt>;
}

/** An event as CloudEvents 1.0 has it; see `readJourneyEvent` of the domain. */
export interface CloudJourneyEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly subject?: string;
  readonly data?: Readonly<Record<string, unknown>>;
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
  /** What becomes of the attempt that the conversation was: done with the registration, in one write. Unless told, nothing is said of it, and what was said before stays. */
  readonly attempt?: AttemptReport;
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
   * With an `attempt` both are done or neither: it is refused as `mark` and `schedule` of the callbacks refuse it, with fields that begin with `attempt.` (`attempt.wallTime`). Where the same is registered once more, the attempt is done all the same.
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

/** The dialer's lists with their rules. Told as changes of the kind `campaign`. */
export interface CampaignsService {
  /** All of them, by name and then id; ended ones too: a call may be older. Needs no permission. */
  list(options?: CallOptions): Promise<readonly Campaign[]>;

  /** The campaign, or undefined. Needs no permission. */
  get(id: string, options?: CallOptions): Promise<Campaign | undefined>;
}

/** How an attempt stands. */
export interface AttemptState {
  readonly interactionId: string;
  /** None where the conversation is no call of the dialer, or was never recorded. */
  readonly attempt?: Attempt;
  /** Its rules, where there is such a campaign. */
  readonly campaign?: Campaign;
  /** What can be said of it now, by the campaign and the settings. */
  readonly actions: DialerActions;
  readonly mark?: AttemptMark;
  /** The call-back agreed on in this conversation, whatever became of it. */
  readonly callback?: Callback;
  /** The agent's other open call-backs, for clashes. */
  readonly others: readonly Callback[];
  /** The backend's clock at the time of the answer, ISO 8601. */
  readonly now: string;
}

/** A call-back as it is to be from now on; what is not named stays. The time is wall time and zone together. */
export interface CallbackPatch {
  /** The one that was read. */
  readonly revision: number;
  readonly wallTime?: string;
  readonly timeZone?: string;
  readonly dueAt?: string;
  readonly for?: CallbackFor;
  /** Blank: none any more. */
  readonly comment?: string;
}

/** That an agent is there. */
export interface Attending {
  /** Until then it holds, by the backend's clock: say it again before. */
  readonly holdsUntilAt: string;
  /** The call-back that rings at this agent now: to be answered until its `offerEndsAt`. */
  readonly offer?: Callback;
  /** When something changes by itself: ask again then. */
  readonly nextAt?: string;
  readonly now: string;
}

/**
 * Agreed calls at a time, in a dialer's campaign, and what is said of attempts. Each is told as a change of the kind `callback`, a mark as one of the kind `attempt` with the interaction's id. Where they go is decided as
 * `route` of the domain says, by the backend's clock and the state at the due time; whoever asks first after a time finds what became of it by then. Changes on another `revision` than the newest are a `conflict`
 * with `current`, whatever else is wrong; what is impossible by now (somebody else has it, the customer is being called, it is done) is a `conflict` with `current` too.
 */
export interface CallbacksService {
  /** How an attempt stands. Of a conversation that nobody recorded, or that is no dialer call: without `attempt`, and nothing can be said. Needs no permission. */
  get(interactionId: string, options?: CallOptions): Promise<AttemptState>;

  /**
   * Marks an attempt as unanswered (an answering machine), or takes that back: of several the last counts, and the same again changes nothing. Not recorded: `not-found`; no dialer call, no such campaign, or the settings
   * do not want it: `unsupported`. `invalid` with `interactionId`: `not-answered` (it rang out: it is unanswered already), `not-allowed` (by the campaign), `callback-agreed` (a call-back agreed on in it is open: cancel that first), `closed` (the conversation is, and
   * something was said of it; what was said of nothing yet can still be said). A call-back that brought this call was not answered then. Needs no permission.
   */
  mark?(interactionId: string, unanswered: boolean, options?: WriteOptions): Promise<AttemptState>;

  /**
   * Agrees on a call-back. What was agreed on in the same conversation before and is open is agreed on anew, under its id; a mark is taken back. `invalid` as `checkCallback` of the domain says, with the campaign and the settings as they are now and by the
   * backend's clock; its warnings are no reason. Not recorded: `not-found`; no dialer call, no such campaign, nobody to call back, or the settings do not want it: `unsupported`. Closed, and something was said of it: `invalid` (`interactionId`, `closed`). A comment that the settings do
   * not want, and a blank one, are left out. Without a number it is that of the conversation. A call-back that brought this call is done with: this one takes its place. Needs no permission.
   */
  schedule?(draft: CallbackDraft, options?: WriteOptions): Promise<Callback>;

  /**
   * Agrees anew on a call-back that is planned, queued, offered or missed: it is planned again, and was agreed by whoever changes it. `invalid` as for `schedule`; a patch without a time leaves it where it is, which may not be in the past. One that changes nothing answers what there is.
   * Not there: `not-found`. One's own, and what one agreed on oneself, needs no permission; others' need `callbacks.manage`.
   */
  change?(id: string, patch: CallbackPatch, options?: WriteOptions): Promise<Callback>;

  /** Nobody is called. The reason is kept as it is written; blank, over 1,000 UTF-16 units or no text: `invalid` with field `reason`. Permissions as for `change`. */
  cancel?(id: string, revision: number, reason: string, options?: WriteOptions): Promise<Callback>;

  /**
   * Call-backs as `isListed` of the domain says, by `dueAt` and then id. `planned` needs `callbacks.view`, `all` `callbacks.manage`, the agent's own `queue` nothing. Another name: `invalid` with field `list`, `not-a-choice`; an
   * unknown cursor: `invalid` with field `cursor`.
   */
  list?(name: CallbackListName, options?: PageOptions): Promise<Page<Callback>>;

  /**
   * It is this agent's from now on. `from`: whose it was when it was read (undefined: nobody's); when it is somebody else's by now: `conflict` with `current`. So of two exactly one gets it. Due already, and this agent not on its queue: `invalid` (`queue`, `off-queue`). Needs `callbacks.manage`.
   */
  takeOver?(id: string, from: string | undefined, options?: WriteOptions): Promise<Callback>;

  /**
   * Says that this agent is there, on these dialer queues, `free` or `busy`; on none: logged off. It holds for 60 s: a desk that lives says it again every 20 s and at `nextAt`, and one that died is logged off by itself. Several desks of one agent: the last
   * word counts. What is no list of texts, or no state, is `invalid` (`queues`, `state`). Needs no permission.
   */
  attend?(
    attendance: { readonly queues: readonly string[]; readonly state: 'free' | 'busy' },
    options?: CallOptions,
  ): Promise<Attending>;

  /**
   * The agent takes the offered call-back, or lets it ring: then it goes to the next free one, and no attempt is used. `offeredAt`: its `takenAt`; what comes late is a `conflict` with `current`. Kept before the customer is called: where the telephone refuses then, it
   * rejects with that and the call-back is `dialled` all the same. Needs no permission.
   */
  answer?(id: string, offeredAt: string, taken: boolean, options?: WriteOptions): Promise<Callback>;

  /** Says of a dialled call-back whether the customer answered; if not it is `missed`, and a new time can be agreed on. The same again changes nothing; another agent's is a `conflict`. Needs no permission. */
  complete?(id: string, answered: boolean, options?: WriteOptions): Promise<Callback>;
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
  readonly notes?: NotesService;
  readonly messages?: MessagesService;
  readonly journeys?: JourneysService;
  readonly calls?: CallsService;
  readonly enquiries?: EnquiriesService;
  readonly campaigns?: CampaignsService;
  readonly callbacks?: CallbacksService;
}
