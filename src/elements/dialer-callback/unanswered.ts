import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { markConsequences } from '../../domain/consequence.js';
import { consequencePanel } from '../../wiring/consequences.js';
import type { Typed } from './agreeing.js';
import type { Form } from './form.js';
import { problemText } from './problems.js';

/** *Mark as unanswered*, with what that leads to. */
export class Unanswered {
  constructor(private readonly host: Form) {}

  render({ outcome }: Typed): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const { attempt, campaign } = host.known!.state;
    const { unreached = [] } = host.element.dialerSlot ?? {};
    const marked = outcome === 'unanswered';
    const problem = marked ? host.agreeing.problem('interactionId', 'outcome') : undefined;
    return html`<div class="fields">
      <label class="choice outcome">
        <input
          type="checkbox"
          name="outcome"
          id="unanswered"
          .checked=${live(marked)}
          aria-describedby=${problem ? 'mark-problem' : ''}
          @change=${this.#onChange}
        />
        ${say('mark-unanswered')}
      </label>
      ${problem ? html`<p class="problem" id="mark-problem">${problemText(host, problem)}</p>` : ''}
      <div class="indented">
        ${
          !marked && unreached.length
            ? html`<p class="bar warn inside" role="status">
                <span>${say('statistics-only', { topics: unreached })}</span>
              </p>`
            : ''
        }
        ${consequencePanel(marked && attempt && campaign ? markConsequences(attempt, campaign, host.now) : [], {
          texts: host.texts,
          now: host.now,
          timeZone: host.myZone,
        })}
      </div>
    </div>`;
  }

  readonly #onChange = (event: Event): void =>
    this.host.choose((event.target as HTMLInputElement).checked ? 'unanswered' : undefined);
}
