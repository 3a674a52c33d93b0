import type { TargetPage } from '../domain/journey-target.js';
import type { ObjectionPolicy } from '../domain/message-consent.js';

/** What an administrator set for all agents, as one typed object. Later services add theirs here. */
export interface Settings {
  /** Numbers without a country code are read as of this country: ISO 3166, two letters, for example `NO`. */
  readonly homeRegion: string;
  /** IANA zone of the contact centre, for example `Europe/Oslo`. */
  readonly timeZone: string;
  /** ISO 4217, for example `NOK`. */
  readonly currency: string;
  /** The house's own numbers: recognised, and never matched with a customer. */
  readonly ownNumbers: readonly string[];
  /** A bare number of at most this many digits that is no valid number of the home region is a colleague's extension. 0 turns it off. */
  readonly extensionDigits: number;
  /** Interactions older than this many days are not shown. */
  readonly retentionDays: number;
  /** After this many milliseconds without an answer a look-up says "still searching". */
  readonly slowAfter: number;
  /** A call or message from an address that nobody has, and that is not withheld, gets a customer with the interaction's data, marked as `automatic`. */
  readonly autoCreate: boolean;
  /** Where the agent may choose between person and organization: whenever a customer is being created, or only while one is created within a new case. */
  readonly customerType: 'new-customer' | 'new-case';
  /** Whether enquiries are registered at all, by the direction of the conversation. */
  readonly enquiryInbound: boolean;
  readonly enquiryOutbound: boolean;
  /** Whether a registration has a comment, and how long it may be, in UTF-16 units. */
  readonly enquiryComment: boolean;
  readonly enquiryCommentLimit: number;
  /** Ids of topics that need a comment. */
  readonly enquiryCommentFor: readonly string[];
  /** Names of the queues in which a conversation cannot be closed before it is registered; `*` is all of them, also conversations without a queue. */
  readonly enquiryForced: readonly string[];
  /** In the registration of dialer calls: whether an attempt can be marked and called back (campaigns may want less), whether categories of campaigns are asked, and whether a call-back has a comment (as long as that of a registration). */
  readonly dialerActions: boolean;
  readonly dialerCategories: boolean;
  readonly dialerComment: boolean;
  /** Whether agents may change and delete their own notes, how long one may be, in UTF-16 units, and how many of a customer's may be pinned at a time. */
  readonly noteEdit: boolean;
  readonly noteRemove: boolean;
  readonly noteLimit: number;
  readonly notePins: number;
  /** How long an e-mail may be, in UTF-16 units, and for how many seconds a message can be taken back before it is sent. */
  readonly messageLimit: number;
  readonly messageUndoSeconds: number;
  /** What is done when the customer, or whoever has the address, refused messages of a kind; and when nobody ever asked. */
  readonly messageOptedOut: ObjectionPolicy;
  readonly messageWithoutConsent: ObjectionPolicy;
  /** When nobody is written to by SMS, by the customer's clocks (a field with the use `time-zone`, else the house's), `HH:MM`, over midnight where it ends before it begins; both empty: never. And what is done then. */
  readonly messageQuietFrom: string;
  readonly messageQuietUntil: string;
  readonly messageQuietHours: ObjectionPolicy;
  /** What is known of visits to the web site is kept for so many days. */
  readonly journeyDays: number;
  /** Names of query parameters that are kept and shown with their values, and beginnings of paths behind which nothing is kept, as `pageAddress` of the domain says. */
  readonly journeyParameters: readonly string[];
  readonly journeyHiddenPaths: readonly string[];
  /** Pages that customers are to be led to; those that `targetPageProblems` of the domain has something against are left out. */
  readonly journeyTargets: readonly TargetPage[];
  /** Seconds for the work after a conversation; 0: no limit. */
  readonly wrapUpSeconds: number;
  /** By how many seconds an agent may extend it, and how often. */
  readonly wrapUpExtension: number;
  readonly wrapUpExtensions: number;
  /** What becomes of a conversation that is not registered when the time is over; where registration is forced it stays open in any case. */
  readonly wrapUpEnd: WrapUpEnd;
}

/** `keep-open`: the form stays open. `default`: what there is is kept with the catalogue's default topic beside it. `incomplete`: what there is is kept as it is. */
export type WrapUpEnd = 'keep-open' | 'default' | 'incomplete';

/** Used for every setting that a backend does not name. */
export const defaultSettings: Settings = {
  homeRegion: 'NO',
  timeZone: 'UTC',
  currency: 'EUR',
  ownNumbers: [],
  extensionDigits: 5,
  retentionDays: 90,
  slowAfter: 4000,
  autoCreate: false,
  customerType: 'new-customer',
  enquiryInbound: true,
  enquiryOutbound: true,
  enquiryComment: true,
  enquiryCommentLimit: 2000,
  enquiryCommentFor: [],
  enquiryForced: [],
  dialerActions: true,
  dialerCategories: true,
  dialerComment: true,
  noteEdit: true,
  noteRemove: true,
  noteLimit: 10_000,
  notePins: 3,
  messageLimit: 100_000,
  messageUndoSeconds: 5,
  messageOptedOut: 'block',
  messageWithoutConsent: 'allow',
  messageQuietFrom: '',
  messageQuietUntil: '',
  messageQuietHours: 'warn',
  journeyDays: 90,
  journeyParameters: [],
  journeyHiddenPaths: [],
  journeyTargets: [],
  wrapUpSeconds: 0,
  wrapUpExtension: 60,
  wrapUpExtensions: 2,
  wrapUpEnd: 'keep-open',
};
