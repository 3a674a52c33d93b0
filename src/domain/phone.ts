/** One phone number, read with a home region. */
export interface PhoneReading {
  /** `+` and digits, ITU-T E.164: what is stored beside the raw text and copied. */
  readonly e164: string;
  /** The form that equal numbers share: Brazil with its ninth digit, Argentina without its 9, Mexico without its 1; else the E.164. */
  readonly key: string;
  readonly extension?: string;
  /** Of an ISO 3166 country, where the number tells. */
  readonly region?: string;
  /** For people, without the extension: as dialled at home for numbers with the home region's country code, international else. */
  readonly display: string;
  /** The length is right for its country, but no such number was given out when the metadata was made. */
  readonly unassigned?: true;
}

/** Reads phone numbers. The one implementation, over libphonenumber-js, is large and loaded when first needed: `domain/phone-numbers`. */
export interface Phones {
  /** The number, or undefined when the text is no possible number of any country. `region` is the home region, ISO 3166, for example `NO`. */
  read(raw: string, region: string): PhoneReading | undefined;
}
