import { html, nothing, type TemplateResult } from 'lit';
import { asAbsences } from '../../backend/callback-answers.js';
import type { CallbackPatch } from '../../backend/backend.js';
import { type Callback, checkCallback, type CallbackDraft, type CallbackVerdict } from '../../domain/callback.js';
import type { Campaign } from '../../domain/campaign.js';
import { type ChosenTime, chosenFrom, chosenInstant, wallTimeOf } from '../../domain/chosen-time.js';
import { callbackConsequences } from '../../domain/consequence.js';
import type { FieldProblem } from '../../domain/field.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { renderCallComment, renderWhom } from '../../wiring/callback-fields.js';
import { isMissing } from '../../wiring/callback-problem.js';
import { consequencePanel } from '../../wiring/consequences.js';
import { TimeChoice } from '../../wiring/time-choice.js';
import type { Editing } from './editing.js';
import { problemText } from './problems.js';

export { styles } from './rescheduling.styles.js';

type Whom = 'same' | 'me' | 'all';

/** By rules that nobody knows nothing is refused here: the backend does. */
const unknown = ({ campaignId }: Callback): Campaign => ({
  id: campaignId,
  name: '',
  mode: 'preview',
  queue: '',
  attempts: 1,
  reservationMinutes: 0,
  mark: false,
  callBackFor: ['me', 'all'],
  horizonDays: 3660,
  status: 'open',
});

/** Another time for a call-back: when, for whom, and what whoever gets the call sees first. Loaded when it is first wanted. */
export class Rescheduling {
  readonly #time: TimeChoice;

  constructor(private readonly editing: Editing) {
    const { element, texts } = editing.host;
    this.#time = new TimeChoice(element, texts);
  }

  renderCalendar(): TemplateResult {
    return this.#time.renderCalendar();
  }

  render(callback: Callback): TemplateResult {
    const { editing } = this;
    const { texts, reading } = editing.host;
    const { problems, warnings } = this.#verdict(callback);
    const at = ({ field }: FieldProblem) => ['wallTime', 'dueAt', 'timeZone'].includes(field);
    const shown = this.#shown(problems);
    const [problem, warning] = [shown.find(at), warnings.find(at)];
    const about = shown.find(({ field }) => field === 'campaignId') ?? warnings.find(({ field }) => field === 'campaignId');
    const { settings, session } = reading.around!;
    const zones = [
      { timeZone: callback.timeZone, whose: 'customer' as const },
      { timeZone: editing.host.myZone, whose: 'mine' as const },
      ...(session.settings.timeZone ? [{ timeZone: settings.timeZone, whose: 'house' as const }] : []),
    ];
    return html`<fieldset class="fields" ?disabled=${editing.submission.locked}>
      ${about ? editing.notices.bar(problemText(editing, about), 'warn') : nothing} ${this.#renderFor(callback, shown)}
      ${this.#time.render({
        chosen: this.#when(callback),
        now: reading.now,
        horizonDays: this.#rules(callback).horizonDays,
        zones,
        ...(problem && { problem: problemText(editing, problem) }),
        ...(warning && { warning: problemText(editing, warning) }),
        change: (when) => editing.change({ when }),
      })}
      ${this.#renderComment(callback, shown, warnings)}
      <p class="hint">${texts.say('number-stays')}</p>
      ${this.#renderConsequences(callback, problems.some(at))}
    </fieldset>`;
  }

  /** What stands against sending it. */
  problems(callback: Callback): readonly FieldProblem[] {
    return this.#verdict(callback).problems;
  }

  /** What is to be another from now on. */
  patch(callback: Callback): CallbackPatch {
    const { whom, comment } = this.editing.typed ?? {};
    const { wallTime, timeZone, dueAt } = this.#draft(callback);
    const to = whom === 'same' || whom === undefined ? undefined : whom;
    return {
      revision: callback.revision,
      wallTime,
      timeZone,
      ...(dueAt !== undefined && { dueAt }),
      ...(to !== undefined && !this.#isNow(to, callback) && { for: to }),
      ...(comment !== undefined && comment !== (callback.comment ?? '') && { comment }),
    };
  }

  #renderFor(callback: Callback, problems: readonly FieldProblem[]): TemplateResult {
    const { editing } = this;
    const { texts, reading } = editing.host;
    const { say } = texts;
    const others = callback.for === 'me' && callback.agentId !== reading.agentId;
    const choices: readonly Whom[] = [...(others ? (['same'] as const) : []), ...this.#rules(callback).callBackFor];
    const words = { same: this.#stays(callback), me: say('for-me'), all: say('for-all') };
    const problem = problems.find(({ field }) => field === 'for');
    return renderWhom({
      texts,
      choices: choices.map((each) => [each, words[each]] as const),
      chosen: this.#whom(callback),
      ...(problem && { problem: problemText(editing, problem) }),
      change: (whom) => editing.change({ whom }),
    });
  }

  #renderComment(callback: Callback, problems: readonly FieldProblem[], warnings: readonly FieldProblem[]): unknown {
    const { editing } = this;
    const { texts, reading } = editing.host;
    if (!reading.around!.settings.dialerComment) return nothing;
    const of = ({ field }: FieldProblem) => field === 'comment';
    const [problem, asked] = [problems.find(of), warnings.find(of)];
    return renderCallComment({
      texts,
      comment: this.#comment(callback),
      required: this.#rules(callback).commentRequired === true,
      sign: icon(shapes.warning),
      ...(problem && { problem: problemText(editing, problem) }),
      ...(asked && { asked: problemText(editing, asked) }),
      change: (comment) => editing.change({ comment }),
    });
  }

  #renderConsequences(callback: Callback, wrong: boolean): TemplateResult {
    const { texts, myZone, reading } = this.editing.host;
    const { session } = reading.around!;
    const campaign = reading.campaign(callback.campaignId);
    const all =
      campaign && !wrong
        ? callbackConsequences(this.#draft(callback), campaign, { timeZone: myZone, absences: asAbsences(session.absences) })
        : [];
    // Of somebody else's it is not for us to say that it waits for us.
    const staying = this.#whom(callback) === 'same';
    const consequences = all.filter(({ key }) => !staying || (key !== 'reserved' && key !== 'away-then' && key !== 'first-free'));
    return consequencePanel(consequences, { texts, now: reading.now, timeZone: myZone });
  }

  #rules(callback: Callback): Campaign {
    return this.editing.host.reading.campaign(callback.campaignId) ?? unknown(callback);
  }

  /** What is over already is not offered again. */
  #when({ dueAt, timeZone, wallTime }: Callback): ChosenTime {
    const { when } = this.editing.typed ?? {};
    if (when) return when;
    const over = Date.parse(dueAt) <= Date.parse(this.editing.host.reading.now);
    return over ? { timeZone } : chosenFrom({ at: dueAt, timeZone, wallTime });
  }

  #whom({ for: whom, agentId }: Callback): Whom {
    const mine = agentId === this.editing.host.reading.agentId;
    return this.editing.typed?.whom ?? (whom === 'all' ? 'all' : mine ? 'me' : 'same');
  }

  #comment({ comment = '' }: Callback): string {
    return this.editing.typed?.comment ?? comment;
  }

  #stays(callback: Callback): string {
    const { say } = this.editing.host.texts;
    const { agreedByName, agreedBy, agentId } = callback;
    return agreedBy === agentId && agreedByName ? say('stays-with', { agent: agreedByName }) : say('stays-with-colleague');
  }

  #isNow(whom: 'me' | 'all', callback: Callback): boolean {
    return callback.for === whom && (whom === 'all' || callback.agentId === this.editing.host.reading.agentId);
  }

  #draft(callback: Callback): CallbackDraft {
    const { campaignId, interactionId, customerId, number } = callback;
    const whom = this.#whom(callback);
    const when = this.#when(callback);
    const comment = this.#comment(callback);
    const instant = chosenInstant(when);
    return {
      campaignId,
      interactionId,
      ...(customerId !== undefined && { customerId }),
      ...(number && { number }),
      for: whom === 'same' ? callback.for : whom,
      wallTime: instant?.wallTime ?? wallTimeOf(when),
      timeZone: when.timeZone,
      ...(instant && { dueAt: instant.at }),
      ...(comment && { comment }),
    };
  }

  #verdict(callback: Callback): CallbackVerdict {
    const { reading } = this.editing.host;
    const { settings, session } = reading.around!;
    const staying = this.#whom(callback) === 'same';
    const campaign = this.#rules(callback);
    return checkCallback(this.#draft(callback), {
      // Whoever leaves it where it is does not ask whether it could be agreed so today.
      campaign: staying ? { ...campaign, callBackFor: ['me', 'all'] } : campaign,
      rules: { comment: settings.dialerComment, commentLimit: settings.enquiryCommentLimit },
      now: reading.now,
      agentId: staying ? (callback.agentId ?? '') : session.agent.id,
      ...(!staying && { absences: asAbsences(session.absences) }),
      others: reading.known,
      callbackId: callback.id,
    });
  }

  /** What was refused, and what is wrong; what is only missing from the first attempt on. */
  #shown(problems: readonly FieldProblem[]): readonly FieldProblem[] {
    const { refused, tried } = this.editing;
    return [...refused, ...problems.filter((problem) => tried || !isMissing(problem, this.editing.typed?.when))];
  }
}
