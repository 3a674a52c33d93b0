import {
  type Catalogue,
  type Category,
  type CategorySituation,
  chosenIn,
  isSatisfied,
  leastOf,
  mostOf,
  shownCategories,
} from './catalogue.js';
import type { FieldProblem } from './field.js';

/** What an agent says a conversation was about: the form before it is registered. */
export interface EnquiryDraft {
  /** Ids, in no order. */
  readonly topicIds: readonly string[];
  readonly comment?: string;
}

/** The registration of one conversation. Registering again before it is closed replaces it. */
export interface Enquiry extends EnquiryDraft {
  /** The interaction's. */
  readonly interactionId: string;
  readonly customerId?: string;
  readonly agentId: string;
  readonly agentName?: string;
  /** When it was registered first: what statistics count by. ISO 8601. */
  readonly registeredAt: string;
  readonly changedAt: string;
  /** Of the catalogue that it was made with. */
  readonly catalogueRevision: number;
  /** `registered` by the agent; `default`: the time was over, and the default topic stands with what was chosen by then; `incomplete`: the time was over, and this is what there was; `excused`: closing without was allowed. */
  readonly status: EnquiryStatus;
  /** Why it was excused. */
  readonly reason?: string;
  readonly revision: number;
}

export type EnquiryStatus = 'registered' | 'default' | 'incomplete' | 'excused';

/** Whether an agent has said what it was about, or somebody has allowed that nobody does: what the end of the wrap-up leaves behind is neither. */
export const isSettled = (enquiry: Enquiry | undefined): boolean =>
  enquiry?.status === 'registered' || enquiry?.status === 'excused';

/** How an administrator set the service; settings of the same names. */
export interface EnquiryRules {
  /** Whether there is a comment. */
  readonly comment: boolean;
  /** No comment is longer, in UTF-16 units. */
  readonly commentLimit: number;
  /** Topics that need a comment. */
  readonly commentFor?: readonly string[];
}

/** A problem of the form as a whole stands under this name. */
export const formAsAWhole = 'enquiry';

/**
 * What stands against registering, in the order of the form, by the id of the category: `required`, `too-few`, `too-many`, `exclusive`; then `comment` (`required`, `too-long`,
 * `not-text`), and `enquiry` with `required` when nothing is chosen at all. Categories that are not shown ask nothing, and what was chosen in them does not count. Unknown topics are `topicIds`
 * `not-a-topic`; retired ones are accepted.
 */
export function enquiryProblems(
  draft: EnquiryDraft,
  catalogue: Catalogue,
  situation: CategorySituation,
  rules: EnquiryRules,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const chosen = new Set(draft.topicIds);
  const shown = shownCategories(catalogue, situation, chosen);
  for (const category of shown) {
    const reason = categoryProblem(category, chosen);
    if (reason) problems.push({ field: category.id, reason });
  }
  const known = new Set(catalogue.categories.flatMap(({ topics }) => topics.map(({ id }) => id)));
  if (draft.topicIds.some((id) => !known.has(id))) problems.push({ field: 'topicIds', reason: 'not-a-topic' });
  const comment = commentProblem(draft.comment ?? '', counted(shown, chosen), rules);
  if (comment) problems.push({ field: 'comment', reason: comment });
  if (counted(shown, chosen).length === 0 && problems.length === 0) problems.push({ field: formAsAWhole, reason: 'required' });
  return problems;
}

/** Why a category is not as it should be; nothing chosen is well where it is not required. */
export function categoryProblem(category: Category, chosen: ReadonlySet<string>): string | undefined {
  const topics = chosenIn(category, chosen);
  if (topics.length === 0) return category.required ? 'required' : undefined;
  if (topics.length < leastOf(category)) return 'too-few';
  if (topics.length > mostOf(category)) return 'too-many';
  return topics.length > 1 && topics.some(({ exclusive }) => exclusive) ? 'exclusive' : undefined;
}

/** The topics that a registration counts: those of the categories that are shown. */
export function countedTopics(draft: EnquiryDraft, catalogue: Catalogue, situation: CategorySituation): readonly string[] {
  const chosen = new Set(draft.topicIds);
  return counted(shownCategories(catalogue, situation, chosen), chosen);
}

/** Whether a conversation may be closed where registration is forced: at least one topic, and every required category satisfied. */
export function isComplete(draft: EnquiryDraft, catalogue: Catalogue, situation: CategorySituation): boolean {
  const chosen = new Set(draft.topicIds);
  const shown = shownCategories(catalogue, situation, chosen);
  return counted(shown, chosen).length > 0 && shown.every((category) => !category.required || isSatisfied(category, chosen));
}

const counted = (shown: readonly Category[], chosen: ReadonlySet<string>): readonly string[] =>
  shown.flatMap((category) => chosenIn(category, chosen).map(({ id }) => id));

function commentProblem(comment: string, topics: readonly string[], rules: EnquiryRules): string | undefined {
  if (!rules.comment) return undefined;
  if (comment.length > rules.commentLimit) return 'too-long';
  if (/[\0\p{Cs}]/u.test(comment)) return 'not-text';
  return comment.trim() === '' && topics.some((id) => rules.commentFor?.includes(id)) ? 'required' : undefined;
}
