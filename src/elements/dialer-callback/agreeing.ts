import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { AttemptState } from '../../backend/backend.js';
import { asCallback } from '../../backend/callback-answers.js';
import { type Callback, checkCallback, type CallbackDraft, cancelProblems } from '../../domain/callback.js';
import { type AttemptForm, draftOf } from '../../domain/attempt-form.js';
import type { FieldProblem } from '../../domain/field.js';
import { AttemptMarkedEvent, CallbackCancelledEvent, CallbackScheduledEvent } from '../../wiring/callback-events.js';
import { isMissing } from '../../wiring/callback-problem.js';
import { callbackKinds, callbackSenders, type Cancellation, type Marking } from '../../wiring/callback-senders.js';
import type { Intent } from '../../wiring/intent.js';
import type { Senders } from '../../wiring/outgoing.js';
import type { Form } from './form.js';

/** What is typed: the form, and why an agreed call-back is cancelled. */
export interface Typed extends AttemptForm {
  readonly reason?: string;
  /** Which agreement stood when this was begun, by its revision; undefined: none. */
  readonly stood?: number;
}

const { mark, schedule, cancel } = callbackKinds;

/** How what is said of an attempt is sent. */
export const senders: Senders = {
  [mark]: callbackSenders[mark],
  [schedule]: callbackSenders[schedule],
  [cancel]: callbackSenders[cancel],
};

/** From the click to the acknowledgement. */
export class Agreeing {
  /** Problems of what is still missing are shown from the first attempt on. */
  tried = false;
  /** What the backend had against it. */
  refused: readonly FieldProblem[] = [];

  constructor(private readonly host: Form) {}

  reset(): void {
    this.tried = false;
    this.refused = [];
  }

  /** What stands against what is being said, and what the agent is warned of. */
  get verdict(): { readonly problems: readonly FieldProblem[]; readonly warnings: readonly FieldProblem[] } {
    const { host } = this;
    const { value, about, known } = host;
    if (value.outcome !== 'call-back' || !about || !known?.state.campaign) return { problems: [], warnings: [] };
    const { around, state } = known;
    return checkCallback(draftOf(value, about), {
      campaign: state.campaign!,
      rules: { comment: around.settings.dialerComment, commentLimit: around.settings.enquiryCommentLimit },
      now: host.now,
      agentId: around.session.agent.id,
      absences: known.absences,
      others: state.others,
      ...(state.callback && { callbackId: state.callback.id }),
    });
  }

  /** What is wrong with a field, once it is to be shown. */
  problem(...fields: readonly string[]): FieldProblem | undefined {
    const { problems } = this.verdict;
    const all = [...this.refused.map(({ field, reason }) => ({ field: field.replace(/^attempt\./, ''), reason })), ...problems];
    return all.find((problem) => fields.includes(problem.field) && (this.tried || !isMissing(problem, this.host.value.when)));
  }

  warning(field: string): FieldProblem | undefined {
    return this.verdict.warnings.find((warning) => warning.field === field);
  }

  /** False when something has to be done first. */
  async agree(): Promise<boolean> {
    const { host } = this;
    const { value, about } = host;
    if (!about || !value.outcome || host.locked) return false;
    this.tried = true;
    this.refused = [];
    const [first] = this.verdict.problems;
    if (first) {
      host.requestUpdate();
      await host.updateComplete;
      host.focusOn(first.field);
      host.announce(host.texts.say('not-agreed'));
      return false;
    }
    const { interactionId } = about;
    return value.outcome === 'unanswered'
      ? this.#send(mark, { interactionId, unanswered: true } satisfies Marking)
      : this.#send(schedule, draftOf(value, about));
  }

  /** The attempt is not marked any more. */
  takeBack(): Promise<boolean> {
    const { interactionId = '' } = this.host.about ?? {};
    return this.#send(mark, { interactionId, unanswered: false } satisfies Marking);
  }

  async cancel({ id: callbackId, revision }: Callback): Promise<boolean> {
    const { host } = this;
    const { reason = '' } = host.value;
    this.tried = true;
    this.refused = cancelProblems(reason);
    if (this.refused.length) {
      host.requestUpdate();
      await host.updateComplete;
      host.focusOn('reason');
      return false;
    }
    const { interactionId = '' } = host.about ?? {};
    return this.#send(cancel, { interactionId, callbackId, revision, reason } satisfies Cancellation);
  }

  async #send(kind: string, payload: object): Promise<boolean> {
    const { host } = this;
    if (!host.about) return false;
    return host.submission.submit(host.value, { kind, payload, about: `interaction/${host.about.interactionId}` });
  }

  /** Acknowledged: of whatever conversation. */
  onSent({ kind, result }: Intent, payload: object): void {
    const { host } = this;
    const { say } = host.texts;
    const { interactionId } = payload as Marking | CallbackDraft | Cancellation;
    const here = host.about?.interactionId === interactionId;
    if (kind === mark) {
      const { unanswered } = payload as Marking;
      host.dispatch(new AttemptMarkedEvent(interactionId, unanswered));
      if (here) host.onState(result as AttemptState);
      if (here) host.announce(say(unanswered ? 'marked-unanswered' : 'mark-taken-back'));
    } else {
      const callback = asCallback(result);
      const cancelled = kind === cancel;
      host.dispatch(
        cancelled
          ? new CallbackCancelledEvent(callback.id)
          : new CallbackScheduledEvent(callback.id, callback.dueAt, interactionId),
      );
      if (here && host.known) host.onState({ ...host.known.state, callback, now: host.now });
      if (here) host.announce(say(cancelled ? 'call-back-cancelled' : 'call-back-agreed'));
      // What may be said now the backend knows.
      if (here) host.reload();
    }
    if (!here) return;
    this.reset();
    host.forgetCancelling();
  }

  onRefused(_code: BackendErrorCode, problems: readonly FieldProblem[]): void {
    const { host } = this;
    this.refused = problems;
    this.tried = true;
    host.reload();
    host.announce(host.texts.say('not-agreed'));
    host.requestUpdate();
    if (problems[0]) void host.updateComplete.then(() => host.focusOn(problems[0]!.field));
  }
}
