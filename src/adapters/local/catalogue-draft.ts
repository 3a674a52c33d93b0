import type { Catalogue, Category, CategoryCondition, Topic } from '../../domain/catalogue.js';
import { isRecord } from '../../domain/field.js';
import { invalid } from './context.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const rows = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.map((each: unknown) => (isRecord(each) ? each : {})) : [];
const conditions = ['queues', 'channels', 'directions', 'campaigns', 'topics'] as const;

/**
 * A catalogue as it is kept: what the port names, and nothing else. What has not the right type becomes something that `catalogueProblems` refuses; throws `invalid` where that cannot tell (`revision`
 * `not-a-revision`, `categories` `not-a-list`, a category's id `not-a-condition`).
 */
export function readCatalogue(given: unknown): Catalogue {
  const { revision, categories, defaultTopicId } = isRecord(given) ? given : {};
  if (!Number.isSafeInteger(revision) || (revision as number) < 0) throw invalid('revision', 'not-a-revision');
  if (!Array.isArray(categories)) throw invalid('categories', 'not-a-list');
  return {
    revision: revision as number,
    categories: rows(categories).map(readCategory),
    ...(defaultTopicId !== undefined && { defaultTopicId: text(defaultTopicId) }),
  };
}

function readCategory({ id, label, choice, required, minimum, maximum, when, topics }: Record<string, unknown>): Category {
  return {
    id: text(id),
    label: text(label),
    choice: choice as Category['choice'],
    ...(required === true && { required }),
    ...(minimum !== undefined && { minimum: Number.isSafeInteger(minimum) ? (minimum as number) : -1 }),
    ...(maximum !== undefined && { maximum: Number.isSafeInteger(maximum) ? (maximum as number) : -1 }),
    ...(when !== undefined && { when: readCondition(when, text(id)) }),
    topics: rows(topics).map(readTopic),
  };
}

function readTopic({ id, label, retired, outcome, exclusive }: Record<string, unknown>): Topic {
  return {
    id: text(id),
    label: text(label),
    ...(retired === true && { retired }),
    ...(outcome !== undefined && { outcome: text(outcome) as NonNullable<Topic['outcome']> }),
    ...(exclusive === true && { exclusive }),
  };
}

function readCondition(when: unknown, categoryId: string): CategoryCondition {
  const texts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!isRecord(when)) throw invalid(categoryId || 'categories', 'not-a-condition');
  const named = conditions.filter((name) => when[name] !== undefined);
  if (!named.every((name) => texts(when[name]))) throw invalid(categoryId || 'categories', 'not-a-condition');
  return Object.fromEntries(named.map((name) => [name, when[name]]));
}
