import type { AddressRef } from './address.js';
import type { AttemptReport, DialerActions } from './attempt.js';
import { type Callback, type CallbackDraft, isOpen } from './callback.js';
import type { CallbackFor } from './campaign.js';
import { type ChosenTime, chosenFrom, chosenInstant, wallTimeOf } from './chosen-time.js';

/** What is being said of an attempt, as far as it is: one of two outcomes, or neither; what was filled in for the other stays. */
export interface AttemptForm {
  readonly outcome?: AttemptReport['outcome'];
  readonly for: CallbackFor;
  readonly when: ChosenTime;
  /** The number of the conversation unless told. */
  readonly number?: AddressRef;
  readonly comment?: string;
}

/** The conversation that something is said of. */
export interface AttemptAbout {
  readonly campaignId: string;
  readonly interactionId: string;
  readonly customerId?: string;
}

/** A form in which nothing is said yet: *Me* is preselected where the campaign has it. */
export const blankForm = ({ callBackFor }: DialerActions, timeZone: string): AttemptForm => ({
  for: callBackFor[0] ?? 'me',
  when: { timeZone },
});

/** A form with what is agreed on, to be agreed on anew. */
export const formOf = ({ for: whom, wallTime, timeZone, dueAt, number, comment }: Callback): AttemptForm => ({
  outcome: 'call-back',
  for: whom,
  when: chosenFrom({ wallTime, timeZone, at: dueAt }),
  ...(number && { number }),
  ...(comment !== undefined && { comment }),
});

/** The call-back that a form agrees on; what is missing in it, or no time, is as it was typed. */
export function draftOf({ for: whom, when, number, comment }: AttemptForm, about: AttemptAbout): CallbackDraft {
  const time = chosenInstant(when);
  return {
    ...about,
    for: whom,
    wallTime: wallTimeOf(when),
    timeZone: when.timeZone,
    ...(time && when.dueAt !== undefined && { dueAt: time.at }),
    ...(number && { number }),
    ...(comment?.trim() && { comment }),
  };
}

/** Whether what stands says what the form would: the same mark, or a call-back at the same time for the same. The comment of a registration is its own, and not asked for. */
export function saysAgain(
  form: AttemptForm,
  { mark, callback }: { readonly mark?: object; readonly callback?: Callback },
  withComment: boolean,
): boolean {
  if (form.outcome === 'unanswered') return mark !== undefined;
  if (form.outcome !== 'call-back' || !callback || !isOpen(callback)) return false;
  return (
    form.for === callback.for &&
    chosenInstant(form.when)?.at === callback.dueAt &&
    form.when.timeZone === callback.timeZone &&
    JSON.stringify(form.number) === JSON.stringify(callback.number) &&
    (!withComment || (form.comment?.trim() ?? '') === (callback.comment?.trim() ?? ''))
  );
}

/** What a form says of the attempt; undefined: nothing. */
export function reportOf(form: AttemptForm, about: AttemptAbout): AttemptReport | undefined {
  if (form.outcome !== 'call-back') return form.outcome && { outcome: form.outcome };
  const { interactionId: _interaction, campaignId: _campaign, ...callback } = draftOf(form, about);
  return { outcome: 'call-back', callback };
}
