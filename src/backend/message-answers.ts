import { type Consent, type MessageObjection } from '../domain/message-consent.js';
import { type Message, type MessageChannel, messageChannels, messageFailures, messageOrigins } from '../domain/message.js';
import type { MessageTemplate, TemplateText } from '../domain/message-template.js';
import type { AddressRef } from '../domain/address.js';
import { isCount, isShape, isText, isTime, oneOf, shapes, textsOf, timesOf } from './answer-parts.js';
import { list, object, type Shape, text, wrong } from './answers.js';
import type { MessageChannelOffer, MessageStanding } from './backend.js';

// The edge of `answers.ts` for messages; by itself, since a page without them has no use for it.

const channelOf = (value: unknown): MessageChannel | undefined => oneOf(value, ...messageChannels);

/** Use for the items of `list`, and for what `get` and `send` answer. */
export function asMessage(value: unknown): Message {
  const given = object(value, 'message');
  const { createdAt, revision } = given;
  const channel = channelOf(given['channel']);
  const state = oneOf(given['state'], 'queued', 'sent', 'delivered', 'failed');
  if (!channel || !state || !isTime(createdAt)) throw wrong('message');
  const failure = oneOf(given['failure'], ...messageFailures);
  return {
    id: text(given['id'], 'message'),
    channel,
    to: refOf(given['to']),
    address: isText(given['address']) ? given['address'] : '',
    ...textsOf(given, 'customerId', 'interactionId', 'caseId', 'campaignId', 'subject', 'templateId', 'reason', 'agentName'),
    origin: oneOf(given['origin'], ...messageOrigins) ?? 'card',
    text: text(given['text'], 'message'),
    agentId: isText(given['agentId']) ? given['agentId'] : '',
    state,
    ...(failure && { failure }),
    createdAt,
    ...timesOf(given, 'sentAt', 'deliveredAt', 'failedAt'),
    revision: isCount(revision) ? revision : 0,
  };
}

function refOf(value: unknown): AddressRef {
  const { raw = '', customerId, field, interactionId } = isShape(value) ? value : {};
  if (isText(customerId) && isText(field)) return { customerId, field };
  return isText(interactionId) ? { interactionId } : { raw: isText(raw) ? raw : '' };
}

/** Use for what `channels` answers: each way of writing once, SMS first; unknown ones are left out. */
export function asChannels(value: unknown): readonly MessageChannelOffer[] {
  const offers = shapes(list(value, 'list of channels'));
  return messageChannels.flatMap((channel): MessageChannelOffer[] => {
    const given = offers.find((offer) => offer['channel'] === channel);
    if (!given) return [];
    const { segmentLimit, segmentPrice } = given;
    return [
      {
        channel,
        ...textsOf(given, 'sender'),
        ...(isCount(segmentLimit) && segmentLimit > 0 && { segmentLimit }),
        ...(typeof segmentPrice === 'number' && segmentPrice > 0 && Number.isFinite(segmentPrice) && { segmentPrice }),
      },
    ];
  });
}

/** Use for what `templates` answers; those without a name to call them by, or without a text, are left out. */
export const asTemplates = (value: unknown): readonly MessageTemplate[] =>
  shapes(list(value, 'list of templates')).flatMap((given): MessageTemplate[] => {
    const { id, shortcode, name, channel } = given;
    const texts = shapes(given['texts']).flatMap(templateText);
    if (!isText(id) || !isText(shortcode) || !shortcode || !texts.length) return [];
    if (channel !== undefined && !channelOf(channel)) return [];
    const only = channelOf(channel);
    return [
      {
        id,
        shortcode,
        name: isText(name) ? name : shortcode,
        ...textsOf(given, 'category'),
        ...(only && { channel: only }),
        texts,
      },
    ];
  });

const templateText = (given: Shape): TemplateText[] =>
  isText(given['text']) ? [{ text: given['text'], ...textsOf(given, 'language', 'subject') }] : [];

/** Use for what `consent` answers; objections of an unknown kind are left out, an unknown way is an error: nobody is to write on a guess. */
export function asStanding(value: unknown): MessageStanding {
  const given = object(value, 'standing');
  const objections = shapes(given['objections']).flatMap((each): MessageObjection[] => {
    const kind = oneOf(each['kind'], 'opted-out', 'no-consent', 'quiet-hours');
    const policy = oneOf(each['policy'], 'warn', 'block');
    return kind && policy ? [{ kind, policy, ...timesOf(each, 'sinceAt', 'untilAt'), ...textsOf(each, 'timeZone') }] : [];
  });
  const consent: Consent = oneOf(given['consent'], 'given', 'refused') ?? 'unknown';
  const way = oneOf(given['way'], 'open', 'reason', 'closed');
  if (!way || !isTime(given['now'])) throw wrong('standing');
  return { consent, objections, way, now: given['now'] };
}
