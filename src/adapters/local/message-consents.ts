import type { MessageStanding, MessageTarget } from '../../backend/backend.js';
import { addressKey, type AddressOptions, type AddressReading, readAddress } from '../../domain/address.js';
import { fieldValue } from '../../domain/customer.js';
import type { MessageChannel } from '../../domain/message.js';
import { type Consent, messageObjections, strictest, wayOf } from '../../domain/message-consent.js';
import { isTimeZone } from '../../domain/zone.js';
import type { KeptCustomer } from './concealment.js';
import { type LocalContext, notFound } from './context.js';
import { fingerprint } from './fingerprint.js';
import type { KeptInteraction } from './interaction-entries.js';
import type { KeptMessage } from './message-entries.js';

/** What somebody said: a row of `message-consents`; `unknown` is none. */
export interface KeptConsent {
  readonly consent: Consent;
  readonly at: string;
}

/** Of a customer: goes with them (index `customer`). */
export const consentOfCustomer = (channel: MessageChannel, customerId: string): string => `${channel} customer ${customerId}`;

/** Of an address: nothing that tells it is kept, and so it may outlive whoever had it. */
export const consentOfAddress = (channel: MessageChannel, key: string): string => `${channel} address ${fingerprint(key)}`;

/** Where a message of a kind goes. */
export interface Destination {
  /** As of `addressKey`. */
  readonly key: string;
  /** `+` and digits without an extension, or an e-mail address. */
  readonly target: string;
  /** For people. */
  readonly display: string;
}

/** Undefined for what cannot be written to in this way. */
export function destinationOf(channel: MessageChannel, given: AddressReading, reader: AddressOptions): Destination | undefined {
  // No message rings at an extension.
  const reading = given.kind === 'phone' && given.extension !== undefined ? readAddress(given.e164, reader) : given;
  const key = addressKey(reading);
  if (key === undefined) return undefined;
  if (channel === 'sms' && reading.kind === 'phone') return { key, target: reading.e164, display: reading.display };
  if (channel === 'email' && reading.kind === 'email') return { key, target: reading.email, display: reading.email };
  return undefined;
}

/** What is wrong with an address that has no destination. */
export const noDestination = (channel: MessageChannel): string => (channel === 'sms' ? 'not-a-phone-number' : 'not-an-e-mail');

/** Whom somebody writes to: named, the one whose field it is, or whose conversation. */
async function customerOf(
  { store }: LocalContext,
  { customerId, to }: MessageTarget,
  signal?: AbortSignal,
): Promise<KeptCustomer | undefined> {
  const id = customerId ?? ('customerId' in to ? to.customerId : undefined);
  if (id !== undefined) {
    const row = await store.get<KeptCustomer>('customers', id, { signal });
    if (!row) throw notFound('customer');
    return row.value;
  }
  const interaction =
    'interactionId' in to ? await store.get<KeptInteraction>('interactions', to.interactionId, { signal }) : undefined;
  const assigned = interaction?.value.customerId;
  return assigned === undefined ? undefined : (await store.get<KeptCustomer>('customers', assigned, { signal }))?.value;
}

/** By whose clocks it is night: the customer's, else the house's. */
async function zoneOf(context: LocalContext, customer: KeptCustomer | undefined): Promise<string> {
  const fields = customer ? (await context.fields()).filter(({ use }) => use === 'time-zone') : [];
  const zones = [...fields.map(({ name }) => customer && fieldValue(customer, name)?.trim()), context.settings.timeZone];
  return zones.find((zone) => isTimeZone(zone)) ?? 'UTC';
}

/** What was said that concerns a message of a kind: by the customer, and for the address. */
async function consentsIn(
  { store }: LocalContext,
  channel: MessageChannel,
  customerId: string | undefined,
  key: string | undefined,
  signal?: AbortSignal,
): Promise<readonly KeptConsent[]> {
  const keys = [
    ...(customerId === undefined ? [] : [consentOfCustomer(channel, customerId)]),
    ...(key === undefined ? [] : [consentOfAddress(channel, key)]),
  ];
  const rows = await Promise.all(keys.map((each) => store.get<KeptConsent>('message-consents', each, { signal })));
  return rows.filter((row) => row !== undefined).map(({ value }) => value);
}

/** Whether somebody refused after the message was kept, and the house blocks that: it waited, and is not to be handed over any more. */
export async function refusedSince(context: LocalContext, message: KeptMessage): Promise<boolean> {
  if (context.settings.messageOptedOut !== 'block') return false;
  const { channel, customerId, target, createdAt } = message;
  const key = addressKey(readAddress(target, await context.reader()));
  const consents = await consentsIn(context, channel, customerId, key);
  return consents.some(({ consent, at }) => consent === 'refused' && Date.parse(at) > Date.parse(createdAt));
}

/** Whether somebody can be written to now. Without a destination nothing is said against it. */
export async function standingOf(
  context: LocalContext,
  target: MessageTarget,
  destination: Destination | undefined,
  signal?: AbortSignal,
): Promise<MessageStanding> {
  const { settings } = context;
  const { channel } = target;
  const customer = await customerOf(context, target, signal);
  const { consent, at } = strictest(await consentsIn(context, channel, customer?.id, destination?.key, signal));
  const now = context.now();
  const facts = { channel, consent, now, timeZone: await zoneOf(context, customer), ...(at !== undefined && { sinceAt: at }) };
  const objections = destination ? messageObjections(facts, settings) : [];
  return { consent, objections, way: wayOf(objections, context.may('messages.override')), now };
}
