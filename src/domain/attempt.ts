import { type CallingTime, callingTime } from './calling-period.js';
import { type Campaign, type CallbackFor, type DialerRules } from './campaign.js';
import type { Catalogue } from './catalogue.js';
import type { FieldProblem } from './field.js';
import type { Interaction } from './interaction.js';

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

/** What is wrong with an attempt that a host hands over: `required`, `not-a-number`, `not-a-choice`. Empty when all is well. */
export function attemptProblems({ campaignId, number, of, reason = 'list' }: Attempt): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const check = (field: keyof Attempt, wrong: boolean, why: string) => wrong && problems.push({ field, reason: why });
  check('campaignId', !campaignId, 'required');
  check('number', !Number.isInteger(number) || number < 1, 'not-a-number');
  check('of', !Number.isInteger(of) || of < 1, 'not-a-number');
  check('reason', !['list', 'callback', 'silent-call'].includes(reason), 'not-a-choice');
  return problems;
}
