/** What answers about messages look like. */
import type { MessageStanding } from '../backend/backend.js';
import { type Message, messageFailures, messageOrigins } from '../domain/message.js';
import { count, filled, list, object, oneOf, pattern, plain, type Shape, text, time, wrong } from './shape.js';

const channel = oneOf('sms', 'email');

/** Somebody can read it. */
const said: Shape = (value, path) => {
  text(value, path);
  if (!(value as string).trim()) wrong(path, value, 'text that is not blank');
};

const refs = [object({ raw: filled }), object({ interactionId: filled }), object({ customerId: filled, field: filled })] as const;
const reference: Shape = (value, path) => {
  const given = plain(value, path);
  refs['raw' in given ? 0 : 'interactionId' in given ? 1 : 2](value, path);
};

const looksLikeMessage = object(
  {
    id: filled,
    channel,
    to: reference,
    address: filled,
    origin: oneOf(...messageOrigins),
    text: said,
    agentId: filled,
    state: oneOf('queued', 'sent', 'delivered', 'failed'),
    createdAt: time,
    revision: count(1),
  },
  {
    customerId: filled,
    interactionId: filled,
    caseId: filled,
    campaignId: filled,
    subject: pattern(/^[^\p{Cc}\u2028\u2029]+$/u, 'one line'),
    templateId: filled,
    reason: said,
    agentName: text,
    failure: oneOf(...messageFailures),
    sentAt: time,
    deliveredAt: time,
    failedAt: time,
  },
);

/** The shape, and that state and times, channel and subject, origin and case go together. */
export const message: Shape = (value, path) => {
  looksLikeMessage(value, path);
  const { state, failure, sentAt, deliveredAt, failedAt, subject, origin, caseId, campaignId, ...given } = value as Message;
  const goes = (what: string, is: unknown, should: boolean, why: string) =>
    (is !== undefined) === should || wrong(`${path}.${what}`, is, `${should ? 'there' : 'absent'}: it is ${why}`);
  if (state === 'queued' || state === 'sent') goes('sentAt', sentAt, state === 'sent', state);
  goes('deliveredAt', deliveredAt, state === 'delivered', state);
  goes('failedAt', failedAt, state === 'failed', state);
  goes('failure', failure, state === 'failed', state);
  goes('subject', subject, given.channel === 'email', given.channel);
  goes('caseId', caseId, origin === 'case', `of the origin ${origin}`);
  if (origin !== 'case') goes('campaignId', campaignId, false, `of the origin ${origin}`);
};

const amount: Shape = (value, path) => {
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity)) wrong(path, value, 'an amount');
};
const offers = list(object({ channel }, { sender: filled, segmentLimit: count(1), segmentPrice: amount }), 2);

/** The shape, and that each way of writing is there once, SMS first. */
export const messageOffers: Shape = (value, path) => {
  offers(value, path);
  const [first, second] = value as readonly { readonly channel: string }[];
  if (second && (first?.channel !== 'sms' || second.channel !== 'email')) wrong(path, value, 'SMS before e-mail, each once');
};

const templateText = object({ text }, { language: filled, subject: text });
const someTexts: Shape = (value, path) => {
  list(templateText)(value, path);
  if (!(value as readonly unknown[]).length) wrong(path, value, 'at least one text');
};
export const templates = list(
  object(
    { id: filled, shortcode: pattern(/^[\p{L}\p{N}-]+$/u, 'letters, digits and hyphens'), name: text, texts: someTexts },
    { category: text, channel },
  ),
);

const objection = object(
  { kind: oneOf('opted-out', 'no-consent', 'quiet-hours'), policy: oneOf('warn', 'block') },
  { sinceAt: time, untilAt: time, timeZone: filled },
);
const looksLikeStanding = object({
  consent: oneOf('given', 'refused', 'unknown'),
  objections: list(objection, 3),
  way: oneOf('open', 'reason', 'closed'),
  now: time,
});

/** The shape, and that way, objections and consent do not contradict each other, and what blocks stands first. */
export const standing: Shape = (value, path) => {
  looksLikeStanding(value, path);
  const { consent, objections, way, now } = value as MessageStanding;
  const policies = objections.map(({ policy }) => policy);
  if ((way === 'open') !== (objections.length === 0) || (way === 'closed' && !policies.includes('block')))
    wrong(`${path}.way`, way, `what goes with ${objections.length} objections`);
  if (policies.lastIndexOf('block') > policies.indexOf('warn') && policies.includes('warn'))
    wrong(`${path}.objections`, policies, 'what blocks first');
  for (const [index, { kind, sinceAt, untilAt, timeZone }] of objections.entries()) {
    const at = `${path}.objections[${index}]`;
    const [quiet, out] = [kind === 'quiet-hours', kind === 'opted-out'];
    if ((untilAt !== undefined) !== quiet || (timeZone !== undefined) !== quiet) wrong(`${at}.untilAt`, untilAt, `of ${kind}`);
    if (untilAt !== undefined && Date.parse(untilAt) <= Date.parse(now)) wrong(`${at}.untilAt`, untilAt, `later than ${now}`);
    if (sinceAt !== undefined && !out) wrong(`${at}.sinceAt`, sinceAt, `absent: it is of ${kind}`);
    if ((out && consent !== 'refused') || (kind === 'no-consent' && consent !== 'unknown'))
      wrong(`${at}.kind`, kind, `what goes with the consent ${consent}`);
  }
};
