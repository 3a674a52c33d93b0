import type { ReactiveController } from 'lit';
import type { AttemptReport } from '../../domain/attempt.js';
import { reportOf, saysAgain } from '../../domain/attempt-form.js';
import type { FieldProblem } from '../../domain/field.js';
import { AttemptMarkedEvent, CallbackScheduledEvent } from '../../wiring/callback-events.js';
import type { DialerPart, DialerSlot } from '../../wiring/dialer-part.js';
import type { Form } from './form.js';
import { problemText } from './problems.js';
import type { Known } from './reading.js';

/** What the registration asks of the element in its `dialer` slot. */
export class Part implements ReactiveController, DialerPart {
  #slot?: DialerSlot['announce'];
  #withdraw?: () => void;
  /** Registered; what became of it is told when it is read. */
  #told?: { readonly before: Known; readonly report: AttemptReport };

  constructor(private readonly host: Form) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { dialerSlot } = this.host.element;
    if (dialerSlot?.announce !== this.#slot) {
      this.#withdraw?.();
      this.#slot = dialerSlot?.announce;
      this.#withdraw = dialerSlot?.announce(this);
    }
    this.#tell();
    this.#settle();
  }

  hostDisconnected(): void {
    this.#withdraw?.();
    this.#withdraw = this.#slot = this.#told = undefined;
  }

  get interactionId(): string | undefined {
    return this.host.about?.interactionId;
  }

  collect(): AttemptReport | undefined {
    const { about } = this.host;
    return about && reportOf(this.host.value, about);
  }

  problems(): readonly FieldProblem[] {
    const { known, agreeing } = this.host;
    if (!known) return [];
    return agreeing.verdict.problems.filter(({ field }) => field !== 'comment');
  }

  insist(): void {
    this.host.agreeing.tried = true;
    this.host.requestUpdate();
  }

  comment(): 'none' | 'asked' | 'required' {
    const { known } = this.host;
    if (!known?.around.settings.dialerComment || this.host.value.outcome !== 'call-back') return 'none';
    return known.state.campaign?.commentRequired ? 'required' : 'asked';
  }

  say(problem: FieldProblem): string {
    return problemText(this.host, problem);
  }

  focusOn(field: string): void {
    this.host.focusOn(field);
  }

  refuse(problems: readonly FieldProblem[]): void {
    this.host.agreeing.refused = problems;
    this.host.requestUpdate();
  }

  reset(interactionId: string): void {
    if (interactionId !== this.host.about?.interactionId) return;
    const report = this.collect();
    if (report) this.#told = { before: this.host.known!, report };
    void this.host.discard();
    this.host.reload();
  }

  clear(): (() => void) | undefined {
    const { value: before } = this.host.submission;
    if (!before) return undefined;
    void this.host.discard();
    return () => this.host.change(before);
  }

  /** Registered while another conversation was on screen, or by an earlier page: what stands is what was typed, and is not to be said again. */
  #settle(): void {
    const { known, submission, element } = this.host;
    const { value } = submission;
    if (!known || !value || this.host.locked) return;
    const { mark, callback } = known.state;
    const stands = mark?.revision ?? callback?.revision;
    if (stands !== value.stood && saysAgain(value, known.state, !element.dialerSlot)) void this.host.discard();
  }

  /** The backend says what was registered. */
  #tell(): void {
    const { known } = this.host;
    const told = this.#told;
    if (!told || !known || known === told.before) return;
    this.#told = undefined;
    const { interactionId, mark, callback } = known.state;
    if (interactionId !== told.before.state.interactionId) return;
    if (told.report.outcome === 'unanswered' && mark) this.host.dispatch(new AttemptMarkedEvent(interactionId, true));
    if (told.report.outcome === 'call-back' && callback?.interactionId === interactionId)
      this.host.dispatch(new CallbackScheduledEvent(callback.id, callback.dueAt, interactionId));
  }
}
