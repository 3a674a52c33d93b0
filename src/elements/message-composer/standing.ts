import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MessageObjection } from '../../domain/message-consent.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { dayNameText, whenText, zoneText } from '../../wiring/when.js';
import type { MessageComposer } from './message-composer.js';
import { reasonText } from './problems.js';
import type { Writing } from './writing.js';

/** Whether the customer wants to be written to, said before anything is typed. */
export class Standing {
  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {}

  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { standing } = this.host.reading;
    const { value, error } = standing;
    if (error && error.code !== 'not-found' && !value)
      return html`<div class="bar warn inside" part="bar" role="alert">
        <span>${icon(shapes.warning)} ${say('message-consent-unknown')} ${say(`error-${error.code}`)}</span>
        <button type="button" class="button slim" @click=${() => standing.reload()}>${say('retry')}</button>
      </div>`;
    if (!value?.objections.length) return nothing;
    const closed = value.way === 'closed';
    return html`<div class="bar warn inside" part="bar" role="alert" id="message-standing" tabindex="-1">
        <span>
          ${value.objections.map((each) => html`<span class="line">${icon(shapes.warning)} ${this.#words(each)}</span>`)}
          <span class="line">${say(closed ? 'message-closed' : 'message-with-reason')}</span>
        </span>
      </div>
      ${closed ? nothing : this.#renderReason()}`;
  }

  #renderReason(): TemplateResult {
    const { host, writing } = this;
    const problem = writing.problem('reason');
    return html`<div class="input">
      <label class="caption" for="message-reason">${host.texts.say('message-reason')}</label>
      <input
        id="message-reason"
        dir="auto"
        autocomplete="off"
        .value=${live(writing.form.reason ?? '')}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'reason-problem' : nothing}
        @input=${(event: Event) => writing.change({ reason: (event.target as HTMLInputElement).value })}
      />
      ${problem ? html`<p class="problem" id="reason-problem">${icon(shapes.warning)} ${reasonText(host, { field: 'reason', reason: problem })}</p>` : nothing}
    </div>`;
  }

  #words({ kind, sinceAt, untilAt, timeZone }: MessageObjection): string {
    const { texts, reading } = this.host;
    const { say, locale } = texts;
    if (kind === 'opted-out')
      return sinceAt === undefined
        ? say('message-opted-out')
        : say('message-opted-out-since', { day: dayNameText(sinceAt, reading.timeZone, locale, reading.now) });
    if (kind === 'no-consent' || untilAt === undefined)
      return say(kind === 'no-consent' ? 'message-no-consent' : 'message-quiet');
    const zone = timeZone ?? reading.timeZone;
    return say('message-quiet-until', { when: whenText(untilAt, zone, locale, reading.now), place: zoneText(zone) });
  }
}
