import type { Catalogue, CategorySituation } from './catalogue.js';
import { type CallingPeriod, isCallingTime, periodProblems } from './calling-period.js';
import type { FieldProblem } from './field.js';
import type { Interaction } from './interaction.js';

/** How the dialer works through its list: the agent looks first and dials (`preview`), one call an agent (`progressive`), several (`power`), as many as it reckons (`predictive`). */
export type DialMode = 'preview' | 'progressive' | 'power' | 'predictive';

/** For whom a call-back is agreed. */
export type CallbackFor = 'me' | 'all';

/** `disabled`: pauses, nobody is called until it is enabled. `ended`: over for good. */
export type CampaignStatus = 'open' | 'disabled' | 'ended';

/** What a campaign may warn of or refuse when a call-back is agreed. */
export type CampaignCheck = 'beyond-horizon' | 'outside-period' | 'campaign-ended' | 'campaign-disabled' | 'absent' | 'clash';

/** A dialer's list with its rules. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly mode: DialMode;
  /** The dialer queue whose agents get its calls. */
  readonly queue: string;
  /** How often one customer is called. */
  readonly attempts: number;
  /** When its customers are called; at any time unless told. */
  readonly periods?: readonly CallingPeriod[];
  /** How long a due call-back waits for a busy agent who agreed on it. 0: it does not. */
  readonly reservationMinutes: number;
  /** How long a call-back rings at an agent; 30 unless told. */
  readonly offerSeconds?: number;
  /** Whether an attempt can be marked as unanswered. */
  readonly mark: boolean;
  /** For whom call-backs can be agreed; for nobody when empty. */
  readonly callBackFor: readonly CallbackFor[];
  /** Whether a call-back needs a comment; asked for it is always. */
  readonly commentRequired?: boolean;
  /** No call-back is agreed for later than so many days from today. */
  readonly horizonDays: number;
  /** Call-backs of one agent that are nearer to each other clash; 10 unless told. */
  readonly clashMinutes?: number;
  /** What is not as {@link checkOf} says it. */
  readonly checks?: Readonly<Partial<Record<CampaignCheck, 'warn' | 'refuse'>>>;
  readonly status: CampaignStatus;
}

/** How an administrator set the dialer part of the registration; settings of the same names. Each can be switched off whatever the campaigns say. */
export interface DialerRules {
  /** Whether there are the two actions: mark as unanswered, call back. */
  readonly actions: boolean;
  /** Whether the categories of campaigns are asked. */
  readonly categories: boolean;
  /** Whether there is a comment. */
  readonly comment: boolean;
  /** No comment is longer, in UTF-16 units. */
  readonly commentLimit: number;
}

/** A campaign refuses what nobody would ever get called for, and warns of the rest, unless it says otherwise. */
const usual: Readonly<Record<CampaignCheck, 'warn' | 'refuse'>> = {
  'beyond-horizon': 'refuse',
  'outside-period': 'warn',
  'campaign-ended': 'refuse',
  'campaign-disabled': 'warn',
  absent: 'warn',
  clash: 'warn',
};

/** Whether a campaign warns of something or refuses it: beyond the horizon and after its end it refuses, of the rest it warns, unless told. */
export const checkOf = ({ checks }: Campaign, check: CampaignCheck): 'warn' | 'refuse' => checks?.[check] ?? usual[check];

/** Whether nobody is called for it any more: it has ended, and does not say that agreed call-backs are kept all the same. */
export const isOverFor = (campaign: Campaign): boolean =>
  campaign.status === 'ended' && checkOf(campaign, 'campaign-ended') === 'refuse';

/** Whether a due call-back may be called now: not while the campaign is disabled or over, and where it refuses times outside its periods only in those. */
export const mayCallBack = (campaign: Campaign, now: string): boolean =>
  campaign.status !== 'disabled' &&
  !isOverFor(campaign) &&
  (checkOf(campaign, 'outside-period') === 'warn' || isCallingTime(campaign.periods, now));

/** What a conversation is to the conditions of the catalogue: a dialer call belongs to its campaign, where the administrator wants categories of campaigns at all. */
export function situationOf<S extends CategorySituation & Pick<Interaction, 'attempt'>>(
  interaction: S,
  { categories }: Pick<DialerRules, 'categories'>,
): CategorySituation {
  const { channel, direction, queue, campaignId, attempt } = interaction;
  return { channel, direction, queue, campaignId: categories ? (campaignId ?? attempt?.campaignId) : undefined };
}

/** Whether a campaign leaves an agent without a true answer: in preview mode it rings out at the agent, registering is forced, and no topic says that nobody was there. */
export const lacksNoAnswer = (campaign: Campaign, { categories }: Catalogue, forced: boolean): boolean =>
  forced &&
  campaign.mode === 'preview' &&
  !categories.some(
    ({ when, topics }) =>
      (!when?.campaigns || when.campaigns.includes(campaign.id)) &&
      topics.some(({ outcome, retired }) => outcome === 'no-answer' && !retired),
  );

const modes: readonly string[] = ['preview', 'progressive', 'power', 'predictive'] satisfies DialMode[];
const statuses: readonly string[] = ['open', 'disabled', 'ended'] satisfies CampaignStatus[];

/**
 * What is wrong with a campaign, by the name of its property, of a period `periods.0.from`: `required`, `not-a-choice`, `not-a-number` (whole, and not less than makes sense), and
 * what {@link periodProblems} says. Empty when all is well.
 */
export function campaignProblems(campaign: Campaign): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const check = (field: string, wrong: boolean, reason: string) => wrong && problems.push({ field, reason });
  const { checks = {}, periods = [] } = campaign;
  for (const field of ['id', 'name', 'queue'] as const) check(field, !campaign[field].trim(), 'required');
  check('mode', !modes.includes(campaign.mode), 'not-a-choice');
  check('status', !statuses.includes(campaign.status), 'not-a-choice');
  const numbers = [
    ['attempts', 1, 1000],
    ['horizonDays', 1, 3660],
    ['reservationMinutes', 0, 24 * 60],
    ['offerSeconds', 1, 3600],
    ['clashMinutes', 0, 24 * 60],
  ] as const;
  for (const [field, least, most] of numbers) {
    const value = campaign[field] ?? least;
    check(field, !Number.isInteger(value) || value < least || value > most, 'not-a-number');
  }
  check(
    'callBackFor',
    campaign.callBackFor.some((whom) => whom !== 'me' && whom !== 'all'),
    'not-a-choice',
  );
  const known = Object.entries(checks).every(([name, way]) => Object.hasOwn(usual, name) && ['warn', 'refuse'].includes(way));
  check('checks', !known, 'not-a-choice');
  for (const [i, period] of periods.entries())
    for (const { field, reason } of periodProblems(period)) problems.push({ field: `periods.${i}.${field}`, reason });
  return problems;
}
