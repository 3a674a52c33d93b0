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
}

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
};
