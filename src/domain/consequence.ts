import { type Attempt, markOutcome, unreachedTopics } from './attempt.js';
import { agreedTime, type CallbackDraft, draftReading, isAbsent } from './callback.js';
import type { CallingTime } from './calling-period.js';
import type { Campaign } from './campaign.js';
import type { Catalogue } from './catalogue.js';
import { compareZones, isPast, type WallTime, type ZoneComparison, type ZonedTime } from './wall-time.js';

/** Something that a click will lead to, for a sentence beside it: a key, and what stands in its gaps. */
export type Consequence =
  /** "2 of 3 attempts left." */
  | { readonly key: 'attempts-left'; readonly left: number; readonly of: number }
  /** "Will be called again now" or "on Tuesday between 16:00 and 21:00." */
  | { readonly key: 'next-period'; readonly time: CallingTime; readonly now: boolean }
  /** "That was the last of 3 attempts: not called again." */
  | { readonly key: 'no-attempts'; readonly of: number }
  /** "Marking a call after a silent one: not called again." */
  | { readonly key: 'silent-call' }
  /** "The campaign has ended: not called again." */
  | { readonly key: 'campaign-ended' }
  /** "The campaign is disabled: called when it is enabled again." */
  | { readonly key: 'campaign-disabled' }
  /** "This topic is for the statistics only: also mark as unanswered." */
  | { readonly key: 'statistics-only'; readonly topicIds: readonly string[] }
  /** "Reserved for you for 20 minutes from 15:00, then any agent." */
  | { readonly key: 'reserved'; readonly minutes: number; readonly from: ZonedTime }
  /** "You will be away then: the first free agent." */
  | { readonly key: 'away-then' }
  /** "The first free agent calls at 15:00." */
  | { readonly key: 'first-free'; readonly from: ZonedTime }
  /** "The clocks skip 02:30 that night: 03:30 is meant." */
  | { readonly key: 'skipped'; readonly asked: WallTime; readonly meant: ZonedTime; readonly instead: ZonedTime }
  /** "The clocks show 02:30 twice that night: the first is meant." */
  | { readonly key: 'twice'; readonly meant: ZonedTime; readonly other: ZonedTime; readonly first: boolean }
  /** "15:00 there is 09:00 here." */
  | { readonly key: 'zones'; readonly zones: ZoneComparison }
  /** "Whoever gets the call sees your comment." */
  | { readonly key: 'comment-shown' };

/** What marking an attempt as unanswered leads to, at a time. */
export function markConsequences(attempt: Attempt, campaign: Campaign, now: string): readonly Consequence[] {
  const { again, whyNot, left, of, disabled, next } = markOutcome(attempt, campaign, now);
  if (!again) return [whyNot === 'no-attempts' ? { key: whyNot, of } : { key: whyNot! }];
  return [
    { key: 'attempts-left', left, of },
    ...(disabled ? [{ key: 'campaign-disabled' } as const] : []),
    ...(next ? [{ key: 'next-period', time: next, now: isPast(next.fromAt, now) } as const] : []),
  ];
}

/** What leaving the mark away leads to, with these topics chosen: nothing, or that they alone make nobody call again. */
export function topicConsequences(catalogue: Catalogue, chosen: Iterable<string>, marked: boolean): readonly Consequence[] {
  const topicIds = marked ? [] : unreachedTopics(catalogue, chosen);
  return topicIds.length ? [{ key: 'statistics-only', topicIds }] : [];
}

/** What agreeing on a call-back leads to: which instant is meant, what it is on the agent's own clock, and who will get it. Empty while no time is said. */
export function callbackConsequences(
  draft: CallbackDraft,
  campaign: Campaign,
  agent: {
    /** IANA: of the agent's own clock. */
    readonly timeZone: string;
    readonly absences?: readonly { readonly fromAt: string; readonly untilAt: string }[];
  },
): readonly Consequence[] {
  const reading = draftReading(draft);
  const time = agreedTime(draft);
  if (!reading || !time) return [];
  const found: Consequence[] = [];
  if (reading.kind === 'skipped')
    found.push({
      key: 'skipped',
      asked: { wallTime: draft.wallTime, timeZone: draft.timeZone },
      meant: time,
      instead: reading.earlier,
    });
  if (reading.kind === 'twice') {
    const first = time.at === reading.earlier.at;
    found.push({ key: 'twice', meant: time, other: first ? reading.later : reading.earlier, first });
  }
  const zones = compareZones(time.at, agent.timeZone, time.timeZone);
  if (zones.mine.wallTime !== zones.theirs.wallTime) found.push({ key: 'zones', zones });
  if (draft.for === 'me' && isAbsent(time.at, agent.absences)) found.push({ key: 'away-then' });
  else if (draft.for === 'me' && campaign.reservationMinutes > 0)
    found.push({ key: 'reserved', minutes: campaign.reservationMinutes, from: time });
  else found.push({ key: 'first-free', from: time });
  if (campaign.status === 'disabled') found.push({ key: 'campaign-disabled' });
  if (draft.comment?.trim()) found.push({ key: 'comment-shown' });
  return found;
}
