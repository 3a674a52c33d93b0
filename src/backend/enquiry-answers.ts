import type { Catalogue, Category, CategoryCondition, Topic, TopicOutcome } from '../domain/catalogue.js';
import type { Enquiry, EnquiryStatus } from '../domain/enquiry.js';
import { isCount, isShape, isText, isTime, oneOf, shapes } from './answer-parts.js';
import { list, object, type Shape, strings, text, wrong } from './answers.js';
import type { EnquiryState, WrapUp } from './backend.js';
import type { WrapUpEnd } from './settings.js';

// The edge of `answers.ts` for enquiries; by itself, since a page without them has no use for it.

/** Use for what `catalogue` and `saveCatalogue` answer. A category without a list of topics, and a topic without id or label, are left out. */
export function asCatalogue(value: unknown): Catalogue {
  const { revision, categories, defaultTopicId } = object(value, 'catalogue');
  return {
    revision: isCount(revision) ? revision : 0,
    categories: list(categories, 'catalogue').filter(isShape).flatMap(asCategory),
    ...(isText(defaultTopicId) && { defaultTopicId }),
  };
}

function asCategory({ id, label, choice, required, minimum, maximum, when, topics }: Shape): readonly Category[] {
  if (!isText(id) || !isText(label) || !Array.isArray(topics)) return [];
  return [
    {
      id,
      label,
      choice: choice === 'one' ? 'one' : 'many',
      ...(required === true && { required }),
      ...(isCount(minimum) && { minimum }),
      ...(isCount(maximum) && { maximum }),
      ...(isShape(when) && { when: asCondition(when) }),
      topics: shapes(topics).flatMap(asTopic),
    },
  ];
}

/** A list that cannot be read asks nothing: better a category too many on the screen than one that is missing. */
function asCondition(when: Shape): CategoryCondition {
  const names = ['queues', 'channels', 'directions', 'campaigns', 'topics'].filter((name) => Array.isArray(when[name]));
  return Object.fromEntries(names.map((name) => [name, strings(when[name])]));
}

function asTopic({ id, label, retired, outcome, exclusive }: Shape): readonly Topic[] {
  if (!isText(id) || !isText(label)) return [];
  const known = oneOf<TopicOutcome>(outcome, 'none', 'no-answer', 'answering-machine');
  return [
    {
      id,
      label,
      ...(retired === true && { retired }),
      ...(known && { outcome: known }),
      ...(exclusive === true && { exclusive }),
    },
  ];
}

/** Use for what `register` and `excuse` answer, and for the items of `list`. One without a readable status counts as `incomplete`: it settles nothing. */
export function asEnquiry(value: unknown): Enquiry {
  const given = object(value, 'enquiry');
  const { customerId, agentName, comment, reason, catalogueRevision, revision } = given;
  const time = (name: 'registeredAt' | 'changedAt') => {
    if (!isTime(given[name])) throw wrong('enquiry');
    return given[name];
  };
  return {
    interactionId: text(given['interactionId'], 'enquiry'),
    ...(isText(customerId) && { customerId }),
    agentId: isText(given['agentId']) ? given['agentId'] : '',
    ...(isText(agentName) && { agentName }),
    topicIds: list(given['topicIds'], 'enquiry').filter(isText),
    ...(isText(comment) && { comment }),
    registeredAt: time('registeredAt'),
    changedAt: isTime(given['changedAt']) ? given['changedAt'] : time('registeredAt'),
    catalogueRevision: isCount(catalogueRevision) ? catalogueRevision : 0,
    status: oneOf<EnquiryStatus>(given['status'], 'registered', 'default', 'excused') ?? 'incomplete',
    ...(isText(reason) && { reason }),
    revision: isCount(revision) ? revision : 0,
  };
}

/** Use for what `get` and `extend` answer. A time for the work after a conversation that does not say when it ends is none. */
export function asEnquiryState(value: unknown): EnquiryState {
  const { interactionId, offered, forced, enquiry, wrapUp, now } = object(value, 'state of a registration');
  if (!isTime(now)) throw wrong('state of a registration');
  const time = isShape(wrapUp) ? asWrapUp(wrapUp) : undefined;
  return {
    interactionId: text(interactionId, 'state of a registration'),
    offered: offered === true,
    forced: offered === true && forced === true,
    ...(enquiry !== undefined && enquiry !== null && { enquiry: asEnquiry(enquiry) }),
    ...(time && { wrapUp: time }),
    now,
  };
}

function asWrapUp({ endsAt, extensions, extensionSeconds, onEnd }: Shape): WrapUp | undefined {
  if (!isTime(endsAt)) return undefined;
  return {
    endsAt,
    extensions: isCount(extensions) ? extensions : 0,
    extensionSeconds: isCount(extensionSeconds) ? extensionSeconds : 0,
    onEnd: oneOf<WrapUpEnd>(onEnd, 'default', 'incomplete') ?? 'keep-open',
  };
}
