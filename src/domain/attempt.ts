import type { CallbackDraft } from './callback.js';
import { type CallingTime, callingTime } from './calling-period.js';
import { type Campaign, type CallbackFor, type DialerRules } from './campaign.js';
import type { Catalogue } from './catalogue.js';
import { type FieldProblem, isRecord } from './field.js';
import type { Interaction } from './interaction.js';
import { isTimeZone } from './zone.js';

/** What a call of the dialer is: which attempt to reach this customer, and why it was made. */
export interface Attempt {
  readonly campaignId: string;
  /** 1 is the first. */
  readonly number: number;
  /** How many this customer gets. */
  readonly of: number;
  /** `list`: the customer's turn came. `callback`: it was agreed. `silent-call`: the customer was rung before and no agent was free. `list` unless told. */
  readonly reason?: 'list' | 'callback' | 'silent-call';
  /** The call-back that brought it. */
  readonly callbackId?: string;
  /** IANA: where the customer is, if the dialer knows. */
  readonly timeZone?: string;
}

/** What an agent says of an attempt: nobody was reached, or a call-back is agreed on. */
export type AttemptReport =
  | { readonly outcome: 'unanswered' }
  | { readonly outcome: 'call-back'; readonly callback: Omit<CallbackDraft, 'interactionId' | 'campaignId'> };

/** An attempt that was marked as unanswered although somebody or something answered: the dialer calls again while attempts are left. */
export interface AttemptMark {
  /** The interaction's. */
  readonly interactionId: string;
  readonly campaignId: string;
  readonly customerId?: string;
  readonly markedAt: string;
  readonly markedBy: string;
  readonly markedByName?: string;
  readonly revision: number;
}

/** What an agent can say of an attempt. */
export interface DialerActions {
  readonly mark: boolean;
  /** For whom a call-back can be agreed, `me` first; not at all when empty. */
  readonly callBackFor: readonly CallbackFor[];
}

/** What becomes of a customer whose attempt was marked as unanswered. */
export interface MarkOutcome {
  /** Attempts that are left. */
  readonly left: number;
  readonly of: number;
  /** Whether the dialer calls again; else why not. */
  readonly again: boolean;
  readonly whyNot?: 'no-attempts' | 'silent-call' | 'campaign-ended';
  /** Not before the campaign is enabled again. */
  readonly disabled?: boolean;
  /** When it calls again at the soonest: the period that is now or the next one. None where there are no periods. */
  readonly next?: CallingTime;
}

const neither: DialerActions = { mark: false, callBackFor: [] };

/**
 * Which actions are offered for a conversation: none where it is no call of the dialer or is closed already. Marking only once somebody or something answered: a call that rang out is
 * unanswered without. Calling back always: after a call-back that rang out a new time can be agreed on.
 */
export function dialerActions(
  interaction: Pick<Interaction, 'channel' | 'state' | 'answeredAt'>,
  attempt: Attempt | undefined,
  campaign: Campaign | undefined,
  rules: Pick<DialerRules, 'actions'>,
): DialerActions {
  if (!attempt || !campaign || campaign.id !== attempt.campaignId || !rules.actions) return neither;
  if (interaction.channel !== 'call' || interaction.state === 'closed') return neither;
  return {
    mark: campaign.mark && interaction.answeredAt !== undefined,
    callBackFor: (['me', 'all'] as const).filter((whom) => campaign.callBackFor.includes(whom)),
  };
}

/** What marking an attempt as unanswered leaves, at a time: attempts, and when the dialer calls again, if it does. */
export function markOutcome({ number, of, reason }: Attempt, campaign: Campaign, now: string): MarkOutcome {
  const left = Math.max(of - number, 0);
  const whyNot =
    reason === 'silent-call'
      ? 'silent-call'
      : campaign.status === 'ended'
        ? 'campaign-ended'
        : left === 0
          ? 'no-attempts'
          : undefined;
  if (whyNot) return { left, of, again: false, whyNot };
  const next = callingTime(campaign.periods ?? [], now);
  return { left, of, again: true, ...(campaign.status === 'disabled' && { disabled: true }), ...(next && { next }) };
}

/** The chosen topics that say nobody was reached. Without the mark they are for the statistics only: the dialer does not read them. */
export function unreachedTopics({ categories }: Catalogue, chosen: Iterable<string>): readonly string[] {
  const ids = new Set(chosen);
  const topics = categories.flatMap((category) => category.topics);
  return topics.filter(({ id, outcome = 'none' }) => ids.has(id) && outcome !== 'none').map(({ id }) => id);
}

const texts = ['campaignId', 'callbackId', 'timeZone'] as const;
const reasons: readonly unknown[] = ['list', 'callback', 'silent-call'];

/**
 * What is wrong with an attempt that a host hands over, by the name of its property: `required`, `not-text`, `too-long` (1,000 UTF-16 units), `not-a-number`, `not-a-choice`, `not-a-zone`; something that is no object
 * is `not-an-object`, without a name. Empty when all is well, or there is none. Safe to call with anything.
 */
export function attemptProblems(value: unknown): FieldProblem[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return [{ field: '', reason: 'not-an-object' }];
  const problems: FieldProblem[] = [];
  const check = (field: keyof Attempt, wrong: boolean, why: string) => wrong && problems.push({ field, reason: why });
  for (const field of texts) {
    const held = value[field];
    check(field, held !== undefined && typeof held !== 'string', 'not-text');
    check(field, typeof held === 'string' && held.length > 1000, 'too-long');
  }
  check('campaignId', value['campaignId'] === undefined || value['campaignId'] === '', 'required');
  for (const field of ['number', 'of'] as const) {
    const held = value[field];
    check(field, !Number.isSafeInteger(held) || (held as number) < 1, 'not-a-number');
  }
  check('reason', value['reason'] !== undefined && !reasons.includes(value['reason']), 'not-a-choice');
  check(
    'timeZone',
    typeof value['timeZone'] === 'string' && value['timeZone'].length <= 1000 && !isTimeZone(value['timeZone']),
    'not-a-zone',
  );
  return problems;
}
