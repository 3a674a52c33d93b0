/**
 * What answers look like, checked at run time and strictly: every property that the port names has its type, none that it does
 * not name is there, nothing is `null`, times are ISO 8601 with zone. The suite holds every answer against these.
 */
import { changeKinds } from '../backend/backend.js';
import { permissions } from '../backend/permissions.js';
import { defaultSettings } from '../backend/settings.js';
import { equal, inShort } from './assert.js';
import { attempt, attemptState, attending, callback, campaign } from './callback-shapes.js';
import { journeyAlias, journeyNews, journeyPage, journeyReceipt, journeySession, targetPage } from './journey-shapes.js';
import { message, messageOffers, standing, templates } from './message-shapes.js';
import { note, noteVersions } from './note-shapes.js';
import {
  count,
  filled,
  flag,
  list,
  object,
  oneOf,
  pattern,
  plain,
  table,
  text,
  time,
  variant,
  wrong,
  yes,
  type Shape,
} from './shape.js';

const kind = text;
const raw = text;
const address = variant('kind', {
  phone: object({ kind, raw, e164: filled, display: filled }, { key: filled, extension: filled }),
  email: object({ kind, raw, email: filled }),
  withheld: object({ kind, raw }),
  own: object({ kind, raw, e164: filled }),
  internal: object({ kind, raw, digits: filled }),
  unreadable: object({ kind, raw }),
});

const customer = object(
  {
    id: pattern(/^[A-Za-z0-9]+$/, 'letters and digits'),
    type: oneOf('person', 'organization'),
    fields: table(text),
    name: text,
    createdAt: time,
    changedAt: time,
    revision: count(1),
  },
  { shared: list(filled), concealed: list(filled), automatic: yes },
);

const byAddress = object({ by: text, field: filled }, { shared: flag, extension: filled });
const reason = variant('by', {
  phone: byAddress,
  email: byAddress,
  choice: object({ by: text, chosenAt: time }, { agentName: text }),
});

const match = object({ customer, why: list(reason) });
const looksLikeResult = object({
  outcome: oneOf('one', 'many', 'none', 'withheld', 'own', 'internal', 'unreadable'),
  address,
  shared: flag,
  matches: list(match, 200),
});

interface Found {
  readonly outcome: string;
  readonly address: { readonly kind: string };
  readonly shared: boolean;
  readonly matches: readonly { readonly customer: { readonly id: string }; readonly why: readonly unknown[] }[];
}

/** The shape, and that outcome, reading, sharing and number of matches do not contradict each other. */
const findResult: Shape = (value, path) => {
  looksLikeResult(value, path);
  const { outcome, address, shared, matches } = value as Found;
  const searched = ['one', 'many', 'none'].includes(outcome);
  const readable = ['phone', 'email'].includes(address.kind);
  if (searched ? !readable : address.kind !== outcome)
    wrong(`${path}.address.kind`, address.kind, `what goes with the outcome ${outcome}`);
  const right = outcome === 'one' ? matches.length === 1 : outcome === 'many' ? matches.length > 0 : matches.length === 0;
  if (!right) wrong(`${path}.matches`, `${matches.length} of them`, `what goes with the outcome ${outcome}`);
  if (shared !== (outcome === 'many')) wrong(`${path}.shared`, shared, `${!shared} with the outcome ${outcome}`);
  if (new Set(matches.map((each) => each.customer.id)).size !== matches.length)
    wrong(`${path}.matches`, matches, 'each customer once');
  const idle = matches.findIndex((each) => each.why.length === 0);
  if (idle >= 0) wrong(`${path}.matches[${idle}].why`, [], 'at least one reason');
};

const choice = object({ id: filled, label: text });
const field = object(
  { name: pattern(/^[A-Za-z0-9_-]+$/, 'a field name'), type: oneOf('text', 'number', 'date-time', 'choice', 'masked') },
  {
    label: text,
    visible: flag,
    editable: flag,
    required: flag,
    use: oneOf('phone', 'default-phone', 'email', 'external-id', 'language', 'time-zone'),
    confidential: flag,
    partOfName: list(oneOf('person', 'organization')),
    subtitle: flag,
    choices: list(choice),
    mask: text,
  },
);

const interaction = object(
  {
    id: filled,
    channel: oneOf('call', 'sms', 'email', 'chat'),
    direction: oneOf('inbound', 'outbound'),
    state: oneOf('offered', 'active', 'wrap-up', 'closed'),
    startedAt: time,
    revision: count(1),
  },
  {
    from: text,
    to: text,
    lookup: text,
    queue: text,
    campaignId: text,
    customerId: text,
    agentId: text,
    answeredAt: time,
    lastInboundAt: time,
    endedAt: time,
    endedBy: oneOf('hang-up', 'transfer', 'un-assign'),
    agentName: text,
    excerpt: text,
    attempt,
    topicIds: list(filled),
  },
);

const nouns = [
  'attempt',
  'callback',
  'choice',
  'enquiry',
  'interaction',
  'journeyAlias',
  'journeyEvent',
  'message',
  'note',
  'presence',
];
const receipt = object({
  customerId: filled,
  erasedAt: time,
  counts: object({ customer: count(0) }, Object.fromEntries(nouns.map((noun) => [noun, count(0)]))),
});
const impact = object(
  { revision: count(1), interactions: count(0), choices: count(0) },
  { callbacks: count(0), notes: count(0), messages: count(0), journeyEvents: count(0), journeyAliases: count(0) },
);
const present = object({ agent: object({ id: filled, name: text }), editing: list(filled), since: time });

const topic = object(
  { id: filled, label: filled },
  { retired: flag, exclusive: flag, outcome: oneOf('none', 'no-answer', 'answering-machine') },
);
const condition = object(
  {},
  {
    queues: list(text),
    channels: list(oneOf('call', 'sms', 'email', 'chat')),
    directions: list(oneOf('inbound', 'outbound')),
    campaigns: list(filled),
    topics: list(filled),
  },
);
const category = object(
  { id: filled, label: filled, choice: oneOf('one', 'many'), topics: list(topic) },
  { required: flag, minimum: count(0), maximum: count(0), when: condition },
);
const catalogue = object({ revision: count(0), categories: list(category) }, { defaultTopicId: filled });

const registration = object(
  {
    interactionId: filled,
    agentId: filled,
    topicIds: list(filled),
    registeredAt: time,
    changedAt: time,
    catalogueRevision: count(0),
    status: oneOf('registered', 'default', 'incomplete', 'excused'),
    revision: count(1),
  },
  { customerId: filled, agentName: text, comment: filled, reason: filled },
);

/** The shape, and that every topic is named once, and a reason goes with an excuse and with nothing else. */
const enquiry: Shape = (value, path) => {
  registration(value, path);
  const { topicIds, status, reason } = value as { topicIds: readonly string[]; status: string; reason?: string };
  if (new Set(topicIds).size !== topicIds.length) wrong(`${path}.topicIds`, topicIds, 'each topic once');
  if ((status === 'excused') !== (reason !== undefined)) wrong(`${path}.reason`, reason, `what goes with ${status}`);
};

const wrapUp = object({
  endsAt: time,
  extensions: count(0),
  extensionSeconds: count(0),
  onEnd: oneOf('keep-open', 'default', 'incomplete'),
});
const looksLikeState = object({ interactionId: text, offered: flag, forced: flag, now: time }, { enquiry, wrapUp });

/** The shape, and that nothing is forced that is not offered, and the registration is that of the conversation. */
const enquiryState: Shape = (value, path) => {
  looksLikeState(value, path);
  const state = value as { interactionId: string; offered: boolean; forced: boolean; enquiry?: { interactionId: string } };
  if (state.forced && !state.offered) wrong(`${path}.forced`, true, 'false where nothing is offered');
  if (state.enquiry && state.enquiry.interactionId !== state.interactionId)
    wrong(`${path}.enquiry.interactionId`, state.enquiry.interactionId, state.interactionId);
};

/** A duplicate says why, and never that somebody chose it. */
const byExternalId = object({ by: text, field: filled });
const alike = variant('by', { phone: byAddress, email: byAddress, 'external-id': byExternalId });
const duplicate = object({ customer, why: list(alike) });

const objectionPolicy = oneOf('allow', 'warn', 'block');
const timeOrNone = pattern(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'a time of day, HH:MM, or empty');
const settingShapes: Readonly<Record<keyof typeof defaultSettings, Shape>> = {
  homeRegion: pattern(/^[A-Z]{2}$/, 'two capital letters'),
  timeZone: filled,
  currency: pattern(/^[A-Z]{3}$/, 'three capital letters'),
  ownNumbers: list(text),
  extensionDigits: count(0),
  retentionDays: count(0),
  slowAfter: count(0),
  autoCreate: flag,
  customerType: oneOf('new-customer', 'new-case'),
  enquiryInbound: flag,
  enquiryOutbound: flag,
  enquiryComment: flag,
  enquiryCommentLimit: count(0),
  enquiryCommentFor: list(filled),
  enquiryForced: list(filled),
  dialerActions: flag,
  dialerCategories: flag,
  dialerComment: flag,
  noteEdit: flag,
  noteRemove: flag,
  noteLimit: count(0),
  notePins: count(0),
  messageLimit: count(0),
  messageUndoSeconds: count(0),
  messageOptedOut: objectionPolicy,
  messageWithoutConsent: objectionPolicy,
  messageQuietFrom: timeOrNone,
  messageQuietUntil: timeOrNone,
  messageQuietHours: objectionPolicy,
  journeyDays: count(0),
  journeyParameters: list(filled),
  journeyHiddenPaths: list(filled),
  journeyTargets: list(targetPage),
  wrapUpSeconds: count(0),
  wrapUpExtension: count(0),
  wrapUpExtensions: count(0),
  wrapUpEnd: oneOf('keep-open', 'default', 'incomplete'),
};

const session = object(
  {
    tenantId: filled,
    agent: object({ id: filled, name: text }),
    permissions: list(oneOf(...permissions)),
    settings: object({}, settingShapes),
    now: time,
  },
  { absences: list(object({ fromAt: time, untilAt: time })) },
);

const change: Shape = (value, path) => {
  if (plain(value, path)['kind'] === 'reset') object({ kind })(value, path);
  else object({ kind: oneOf(...changeKinds), id: filled, revision: count(1) }, { customerId: filled, key: filled })(value, path);
};

const page = (items: Shape): Shape => object({ items: list(items, 200) }, { total: count(0), next: filled });
const nothing: Shape = (value, path) => {
  if (value !== undefined) wrong(path, value, 'undefined');
};
const orAbsent =
  (shape: Shape): Shape =>
  (value, path) => {
    if (value !== undefined) shape(value, path);
  };

/** Method → the shape of its answer. */
export const answerShapes: Readonly<Record<string, Shape>> = {
  session,
  close: nothing,
  'customers.find': findResult,
  'customers.search': list(customer, 50),
  'customers.list': page(customer),
  'customers.get': orAbsent(customer),
  'customers.choose': nothing,
  'customers.add': customer,
  'customers.change': customer,
  'customers.impact': impact,
  'customers.remove': nothing,
  'customers.duplicates': list(duplicate, 10),
  'customers.erase': receipt,
  'fields.list': list(field),
  'presence.enter': filled,
  'presence.who': list(present),
  'presence.leave': nothing,
  'interactions.list': page(interaction),
  'interactions.get': orAbsent(interaction),
  'interactions.record': interaction,
  'notes.list': page(note),
  'notes.get': orAbsent(note),
  'notes.history': noteVersions,
  'notes.add': note,
  'notes.change': note,
  'notes.pin': note,
  'notes.remove': nothing,
  'messages.channels': messageOffers,
  'messages.templates': templates,
  'messages.consent': standing,
  'messages.send': message,
  'messages.get': orAbsent(message),
  'messages.list': page(message),
  'journeys.events': journeyPage,
  'journeys.since': journeyNews,
  'journeys.sessions': page(journeySession),
  'journeys.aliases': list(journeyAlias),
  'journeys.addAlias': journeyAlias,
  'journeys.removeAlias': nothing,
  'journeys.record': journeyReceipt,
  'calls.dial': nothing,
  'enquiries.catalogue': catalogue,
  'enquiries.saveCatalogue': catalogue,
  'enquiries.get': enquiryState,
  'enquiries.list': page(enquiry),
  'enquiries.register': enquiry,
  'enquiries.extend': enquiryState,
  'enquiries.excuse': enquiry,
  'campaigns.list': list(campaign),
  'campaigns.get': orAbsent(campaign),
  'callbacks.get': attemptState,
  'callbacks.mark': attemptState,
  'callbacks.schedule': callback,
  'callbacks.change': callback,
  'callbacks.cancel': callback,
  'callbacks.list': page(callback),
  'callbacks.takeOver': callback,
  'callbacks.attend': attending,
  'callbacks.answer': callback,
  'callbacks.complete': callback,
};

/** The shape of what those who watch are told. */
export const changeShape = change;

/** Throws unless the value survives a structured clone unchanged. */
export function ensurePlain(value: unknown, path: string): void {
  let copy: unknown;
  try {
    copy = structuredClone(value);
  } catch (caught) {
    throw new Error(`${path} cannot be structured-cloned: ${inShort(caught)}`, { cause: caught });
  }
  if (!equal(copy, value)) wrong(path, value, 'plain data');
}
