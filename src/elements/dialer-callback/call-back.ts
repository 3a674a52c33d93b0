import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { draftOf } from '../../domain/attempt-form.js';
import type { CallbackFor } from '../../domain/campaign.js';
import { callbackConsequences } from '../../domain/consequence.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import { renderCallComment, renderWhom } from '../../wiring/callback-fields.js';
import { consequencePanel } from '../../wiring/consequences.js';
import { TimeChoice } from '../../wiring/time-choice.js';
import type { Typed } from './agreeing.js';
import type { Form } from './form.js';
import { Numbers } from './numbers.js';
import { problemText } from './problems.js';

/** So often what depends on the time of day is looked at again. */
const everyMilliseconds = 15_000;

/** *Call back*: who, when, at which number, and what that leads to. */
export class CallBack implements ReactiveController {
  readonly #time: TimeChoice;
  readonly #numbers: Numbers;
  #timer?: unknown;

  constructor(private readonly host: Form) {
    this.#time = new TimeChoice(host.element, host.texts);
    this.#numbers = new Numbers(host);
    host.addController(this);
  }

  /** While a time is chosen it comes nearer: "in 30 min" is another one soon, and what is over is over. */
  hostUpdated(): void {
    const chosen = this.host.known !== undefined && this.host.value.outcome === 'call-back';
    if (!chosen) return this.hostDisconnected();
    this.#timer ??= pageClock.set(() => {
      this.#timer = undefined;
      this.host.requestUpdate();
    }, everyMilliseconds);
  }

  hostDisconnected(): void {
    pageClock.clear(this.#timer);
    this.#timer = undefined;
  }

  renderCalendar(): TemplateResult {
    return this.#time.renderCalendar();
  }

  render(value: Typed): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const chosen = value.outcome === 'call-back';
    return html`<div class="fields">
      <label class="choice outcome">
        <input type="checkbox" name="outcome" id="call-back" .checked=${live(chosen)} @change=${this.#onChange} />
        ${say('call-back')}
      </label>
      ${
        chosen
          ? html`<div class="indented">
              ${this.#renderCampaign()} ${this.#renderFor(value)} ${this.#renderTime(value)} ${this.#numbers.render(value)}
              ${this.#renderComment(value)} ${this.#renderConsequences(value)}
            </div>`
          : nothing
      }
    </div>`;
  }

  /** The campaign goes on no more, or not now. */
  #renderCampaign(): TemplateResult | typeof nothing {
    const { agreeing } = this.host;
    const problem = agreeing.problem('campaignId', 'interactionId');
    const said = problem ?? agreeing.warning('campaignId');
    if (!said) return nothing;
    return html`<p class="bar warn inside" role="status">
      <span>${icon(shapes.warning)} ${problemText(this.host, said)}</span>
    </p>`;
  }

  #renderFor({ for: chosen }: Typed): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const words: Readonly<Record<CallbackFor, string>> = { me: say('for-me'), all: say('for-all') };
    const problem = host.agreeing.problem('for');
    return renderWhom({
      texts: host.texts,
      choices: host.known!.state.actions.callBackFor.map((each) => [each, words[each]] as const),
      chosen,
      ...(problem && { problem: problemText(host, problem) }),
      change: (whom) => host.change({ for: whom }),
    });
  }

  #renderTime({ when }: Typed): TemplateResult {
    const { host } = this;
    const { agreeing } = host;
    const customerZone = host.known!.state.attempt?.timeZone;
    const { settings, session } = host.known!.around;
    const problem = agreeing.problem('wallTime', 'dueAt', 'timeZone');
    const warning = agreeing.warning('wallTime');
    return this.#time.render({
      chosen: when,
      now: host.now,
      horizonDays: host.known!.state.campaign!.horizonDays,
      zones: [
        ...(customerZone ? [{ timeZone: customerZone, whose: 'customer' } as const] : []),
        { timeZone: host.myZone, whose: 'mine' },
        ...(session.settings.timeZone ? [{ timeZone: settings.timeZone, whose: 'house' } as const] : []),
      ],
      ...(problem && { problem: problemText(host, problem) }),
      ...(warning && { warning: problemText(host, warning) }),
      change: (chosen) => host.change({ when: chosen }),
    });
  }

  #renderComment({ comment = '' }: Typed): TemplateResult | typeof nothing {
    const { host } = this;
    if (host.element.dialerSlot || !host.known!.around.settings.dialerComment) return nothing;
    const problem = host.agreeing.problem('comment');
    const asked = host.agreeing.warning('comment');
    return renderCallComment({
      texts: host.texts,
      comment,
      required: host.known!.state.campaign?.commentRequired === true,
      sign: icon(shapes.warning),
      ...(problem && { problem: problemText(host, problem) }),
      ...(asked && { asked: problemText(host, asked) }),
      change: (text) => host.change({ comment: text }),
    });
  }

  #renderConsequences(value: Typed): TemplateResult {
    const { host } = this;
    const { about, myZone } = host;
    const { state, absences } = host.known!;
    const { campaign } = state;
    const wrong = host.agreeing.verdict.problems.some(({ field }) => ['wallTime', 'dueAt', 'timeZone'].includes(field));
    const consequences =
      about && campaign && !wrong ? callbackConsequences(draftOf(value, about), campaign, { timeZone: myZone, absences }) : [];
    return consequencePanel(consequences, { texts: host.texts, now: host.now, timeZone: myZone });
  }

  readonly #onChange = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    this.host.choose(checked ? 'call-back' : undefined);
    if (checked) this.host.focusLater('wallTime');
  };
}
