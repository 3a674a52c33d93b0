/** What is done with messages again and again. */
import type { MessageChannelOffer, MessageScope, MessageTarget, PageOptions, WriteOptions } from '../../backend/backend.js';
import type { Message, MessageDraft } from '../../domain/message.js';
import type { MessageTemplate } from '../../domain/message-template.js';
import type { FieldDefinition } from '../../domain/field.js';
import { ensure, same } from '../assert.js';
import type { Desk, Offered, Seed, Times } from './case.js';
import { call, fields, kari, kariPhone, ola, person } from './cast.js';

/** The ways of writing that are set up, unless a case brings others. */
export const offers: readonly MessageChannelOffer[] = [
  { channel: 'sms', sender: 'Acme' },
  { channel: 'email', sender: 'post@example.org' },
];

export const template = (shortcode: string, more: Partial<MessageTemplate> = {}): MessageTemplate => ({
  id: `t-${shortcode}`,
  shortcode,
  name: `The text ${shortcode}`,
  texts: [{ text: 'Dear {{name|customer}}' }],
  ...more,
});

/** Two customers to write to, and a running call of the first. */
export const writing =
  (more: Partial<Seed> = {}) =>
  ({ ago }: Times): Partial<Seed> => ({
    customers: [kari, ola],
    interactions: [call('talk', ago(0, 5), { state: 'active', from: kariPhone })],
    ...more,
  });

const zone: FieldDefinition = { name: 'zone', type: 'text', visible: true, editable: true, use: 'time-zone' };
/** The suite’s fields, and one for by whose clocks a customer lives. */
export const zonedFields: readonly FieldDefinition[] = [...fields, zone];
export const livingIn = (timeZone: string) => person('Far Away', { mobile: kariPhone, email: 'far@example.org', zone: timeZone });

type Whom = Pick<Desk, 'backend' | 'id'>;

/** An SMS to the first customer, from the card. */
export const sms = ({ id }: Pick<Desk, 'id'>, more: Partial<MessageDraft> = {}): MessageDraft => ({
  channel: 'sms',
  to: { customerId: id(0), field: 'mobile' },
  customerId: id(0),
  origin: 'card',
  text: 'Your parcel is here.',
  ...more,
});

/** An e-mail to the first customer, from the card. */
export const email = (desk: Pick<Desk, 'id'>, more: Partial<MessageDraft> = {}): MessageDraft =>
  sms(desk, { channel: 'email', to: { customerId: desk.id(0), field: 'email' }, subject: 'Your parcel', ...more });

/** An SMS to the second customer. */
export const smsToOla = (desk: Pick<Desk, 'id'>, more: Partial<MessageDraft> = {}): MessageDraft =>
  sms(desk, { to: { customerId: desk.id(1), field: 'phone' }, customerId: desk.id(1), ...more });

/** Sends an SMS to the first customer. */
export const send = (desk: Whom, more: Partial<MessageDraft> = {}, options?: WriteOptions): Promise<Message> =>
  desk.backend.messages.send(sms(desk, more), options);

/** Sends these one after the other. */
export async function sendAll(desk: Whom, ...texts: readonly string[]): Promise<readonly Message[]> {
  const made: Message[] = [];
  for (const text of texts) made.push(await send(desk, { text }));
  return made;
}

export const target = (desk: Pick<Desk, 'id'>, more: Partial<MessageTarget> = {}): MessageTarget => ({
  channel: 'sms',
  to: { customerId: desk.id(0), field: 'mobile' },
  customerId: desk.id(0),
  ...more,
});

/** A message without what its delivery changes: that may go on at any time. */
export function written(message: Message | undefined): Partial<Message> | undefined {
  if (!message) return undefined;
  const { state, failure, sentAt, deliveredAt, failedAt, revision, ...rest } = message;
  return rest;
}

/** All pages one after the other; `between` is called after each. */
export async function everyMessage(
  backend: Offered,
  scope: MessageScope,
  limit?: number,
  between: (page: number) => unknown = () => {},
): Promise<readonly Message[]> {
  const all: Message[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 300; page += 1) {
    const options: PageOptions = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
    const { items, next } = await backend.messages.list(scope, options);
    ensure(items.length <= (limit ?? 50), `page ${page} has ${items.length} messages with the limit ${limit ?? 'of 50'}`);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
    await between(page);
  }
  throw new Error('the list has no end: 300 pages were read');
}

export const idsOf = (messages: readonly Pick<Message, 'id'>[]): readonly string[] => messages.map(({ id }) => id);

/** The order of the port. */
export const inOrder = (messages: readonly Message[]): readonly Message[] =>
  messages.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || (a.id < b.id ? -1 : 1));

/** Throws unless the message can be got, and is listed under its channel, as this. */
export async function keptAs(backend: Offered, message: Message, what = 'the message'): Promise<void> {
  same(written(await backend.messages.get(message.id)), written(message), `${what} as it is got`);
  const listed = (await everyMessage(backend, { channel: message.channel })).find(({ id }) => id === message.id);
  same(written(listed), written(message), `${what} as it is listed`);
}

/** How many messages there are in all. */
export const countOf = async (backend: Offered): Promise<number> =>
  (await everyMessage(backend, { channel: 'sms' })).length + (await everyMessage(backend, { channel: 'email' })).length;

/** The message as soon as it is so far; throws when that takes longer than the suite’s patience. */
export async function reaches(desk: Pick<Desk, 'backend' | 'patience'>, id: string, ...states: readonly Message['state'][]) {
  const end = Date.now() + desk.patience;
  for (;;) {
    const message = await desk.backend.messages.get(id);
    if (message && states.includes(message.state)) return message;
    ensure(Date.now() < end, `the message is ${message?.state ?? 'not there'} instead of ${states.join(' or ')}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Gives the delivery real time, until something holds or so much is over: a store needs its milliseconds, whatever the clock of the case shows. */
export async function within(milliseconds: number, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + milliseconds; !holds() && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 1));
}
