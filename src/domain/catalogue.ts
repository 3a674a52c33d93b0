import type { Channel, Direction, Interaction } from './interaction.js';

/** What a topic says of the attempt to reach somebody: never read from its label. */
export type TopicOutcome = 'none' | 'no-answer' | 'answering-machine';

/** One thing that a conversation may have been about. */
export interface Topic {
  /** Never changes, whatever the label becomes: registrations name it. */
  readonly id: string;
  readonly label: string;
  /** Not offered any more; what was chosen while it was is still accepted. */
  readonly retired?: boolean;
  /** `none` unless told. */
  readonly outcome?: TopicOutcome;
  /** "None of these": cannot stand beside another topic of its category. */
  readonly exclusive?: boolean;
}

/** When a category is shown: everything that is named must hold; of each list one is enough. */
export interface CategoryCondition {
  /** Names of queues. */
  readonly queues?: readonly string[];
  readonly channels?: readonly Channel[];
  readonly directions?: readonly Direction[];
  /** Ids of dialer campaigns: then it is shown for their calls only. */
  readonly campaigns?: readonly string[];
  /** Ids of topics of other categories, one of which was chosen. */
  readonly topics?: readonly string[];
}

/** Topics under one question. */
export interface Category {
  readonly id: string;
  readonly label: string;
  /** `one`: a radio group that can be unset. `many`: checkboxes. */
  readonly choice: 'one' | 'many';
  readonly required?: boolean;
  /** At least so many, once any is chosen or it is required; 1 unless told. */
  readonly minimum?: number;
  /** At most so many; as many as there are unless told. */
  readonly maximum?: number;
  readonly when?: CategoryCondition;
  readonly topics: readonly Topic[];
}

/** The categories and topics that an administrator defined for enquiries, in their order. */
export interface Catalogue {
  readonly revision: number;
  readonly categories: readonly Category[];
  /** What is registered when the time is over, where the settings say so. */
  readonly defaultTopicId?: string;
}

/** What a condition may ask about a conversation. */
export type CategorySituation = Pick<Interaction, 'channel' | 'direction' | 'queue' | 'campaignId'>;

const oneOf = <T>(wanted: readonly T[] | undefined, is: T | undefined) =>
  wanted === undefined || (is !== undefined && wanted.includes(is));

function situationFits({ queues, channels, directions, campaigns }: CategoryCondition, of: CategorySituation): boolean {
  return (
    oneOf(queues, of.queue) && oneOf(channels, of.channel) && oneOf(directions, of.direction) && oneOf(campaigns, of.campaignId)
  );
}

/**
 * The categories that are asked in this conversation with these topics chosen, in the order of the catalogue. A condition on topics counts only those that stand in a category
 * which is shown itself; so a chain goes away from where it is broken, and a circle of conditions shows nobody.
 */
export function shownCategories(
  { categories }: Catalogue,
  situation: CategorySituation,
  chosen: Iterable<string>,
): readonly Category[] {
  const ids = new Set(chosen);
  const fitting = categories.filter(({ when }) => !when || situationFits(when, situation));
  const shown = new Set<Category>();
  const reached = new Set<string>();
  for (let before = -1; before !== shown.size;) {
    before = shown.size;
    for (const category of fitting) {
      if (shown.has(category)) continue;
      const { topics } = category.when ?? {};
      if (topics && !topics.some((id) => reached.has(id))) continue;
      shown.add(category);
      for (const { id } of category.topics) if (ids.has(id)) reached.add(id);
    }
  }
  return fitting.filter((category) => shown.has(category));
}

/** How many of a category have to be chosen, once any is or it is required. */
export const leastOf = ({ minimum = 1, topics }: Category): number => Math.min(Math.max(minimum, 1), Math.max(topics.length, 1));

/** How many of a category can be chosen. */
export const mostOf = ({ choice, maximum, topics }: Category): number =>
  choice === 'one' ? 1 : Math.min(maximum ?? topics.length, topics.length);

/** The chosen topics of a category, in its order. */
export const chosenIn = ({ topics }: Category, chosen: ReadonlySet<string>): readonly Topic[] =>
  topics.filter(({ id }) => chosen.has(id));

/** Whether a category carries its tick: something is chosen, and as much as it takes. */
export function isSatisfied(category: Category, chosen: ReadonlySet<string>): boolean {
  const { length } = chosenIn(category, chosen);
  return length > 0 && length >= leastOf(category) && length <= mostOf(category);
}

/**
 * The choice after a topic was picked in its category or taken back: in a category of `one` it takes the other's place, an exclusive topic stands alone. Topics of other
 * categories stay, also of those that are not shown at the moment.
 */
export function picked(category: Category, chosen: Iterable<string>, topicId: string): ReadonlySet<string> {
  const now = new Set(chosen);
  const topic = category.topics.find(({ id }) => id === topicId);
  if (!topic) return now;
  if (now.delete(topicId)) return now;
  for (const other of category.topics) if (category.choice === 'one' || topic.exclusive || other.exclusive) now.delete(other.id);
  return now.add(topicId);
}

/**
 * What is wrong with a catalogue, by the id of category or topic: `required` (no id or label), `not-unique`, `not-a-choice`, `no-topics`, `not-a-minimum`, `not-a-maximum`,
 * `not-an-outcome`, `not-a-topic` (a condition or the default names none). Empty when all is well.
 */
export function catalogueProblems({
  categories,
  defaultTopicId,
}: Catalogue): { readonly field: string; readonly reason: string }[] {
  const problems: { field: string; reason: string }[] = [];
  const seen = new Set<string>();
  const topics = new Set(categories.flatMap((category) => category.topics.map(({ id }) => id)));
  const check = (field: string, wrong: boolean, reason: string) => wrong && problems.push({ field, reason });
  const named = ({ id, label }: { readonly id: string; readonly label: string }) => {
    check(id, !id || !label.trim(), 'required');
    check(id, seen.has(id), 'not-unique');
    seen.add(id);
  };
  for (const category of categories) {
    const { id, choice, minimum = 1, maximum = Infinity, when } = category;
    named(category);
    check(id, choice !== 'one' && choice !== 'many', 'not-a-choice');
    check(id, category.topics.length === 0, 'no-topics');
    check(id, minimum < 0 || (choice === 'one' && minimum > 1) || minimum > category.topics.length, 'not-a-minimum');
    check(id, maximum < Math.max(minimum, 1), 'not-a-maximum');
    check(id, when?.topics?.some((topic) => !topics.has(topic)) ?? false, 'not-a-topic');
    for (const topic of category.topics) {
      named(topic);
      check(topic.id, !['none', 'no-answer', 'answering-machine'].includes(topic.outcome ?? 'none'), 'not-an-outcome');
    }
  }
  check('defaultTopicId', defaultTopicId !== undefined && !topics.has(defaultTopicId), 'not-a-topic');
  return problems;
}
