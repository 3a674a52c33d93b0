import type { ChosenTime } from '../domain/chosen-time.js';
import type { FieldProblem } from '../domain/field.js';
import { timeExample } from './time-choice.js';
import { clockText } from './when.js';
import type { Texts } from './words.js';

/** What a problem of a call-back is said with. */
export interface CallbackProblemSituation {
  readonly texts: Texts;
  /** By the backend's clock, ISO 8601. */
  readonly now: string;
  /** As far as it is chosen. */
  readonly when?: ChosenTime;
  readonly horizonDays: number;
  readonly commentLimit: number;
  /** The other call-back that is too near: its instant, and the zone of the agent's own clock. */
  readonly clash?: { readonly at: string; readonly timeZone: string };
}

/** Whether something is only missing yet: no mistake before it is sent. What was typed and is no time is one. */
export const isMissing = ({ reason }: FieldProblem, when: ChosenTime | undefined): boolean =>
  reason === 'required' || (reason === 'not-a-time' && when?.typed === undefined);

/** What stands against a call-back, or what the agent is warned of, in words: a problem as `checkCallback` and `cancelProblems` of the domain name it. */
export function callbackProblemText({ field, reason }: FieldProblem, situation: CallbackProblemSituation): string {
  const { texts, now, when, clash } = situation;
  const { say, locale } = texts;
  if (reason === 'campaign-ended' || reason === 'campaign-disabled') return say(reason);
  if (reason === 'not-allowed') return say('call-back-not-allowed');
  if (field === 'number') return say(reason === 'required' ? 'number-required' : 'number-unreadable');
  if (field === 'comment') {
    if (reason === 'too-long') return say('comment-too-long', { limit: situation.commentLimit });
    return say(reason === 'required' ? 'comment-required-call' : reason === 'asked' ? 'comment-asked' : 'comment-not-text');
  }
  if (field === 'reason') {
    if (reason === 'required') return say('reason-required');
    return reason === 'too-long' ? say('comment-too-long', { limit: 1000 }) : say('comment-not-text');
  }
  if (field === 'timeZone') return say('zone-unknown');
  if (field === 'dueAt') return say('time-not-that-time');
  if (field !== 'wallTime') return say('problem-other', { reason });
  switch (reason) {
    case 'past':
      return say('time-past');
    case 'beyond-horizon':
      return say('time-beyond-horizon', { days: situation.horizonDays });
    case 'outside-period':
      return say('time-outside-period');
    case 'absent':
      return say('time-absent');
    case 'clash':
      return clash ? say('time-clash', { time: clockText(clash.at, clash.timeZone, locale) }) : say('time-near-another');
    default:
      if (when?.typed !== undefined) return say('time-unreadable', { example: timeExample(now, locale) });
      if (when?.day) return say('time-clock-required');
      return say(when?.time ? 'time-day-required' : 'time-required');
  }
}
