import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AddressRef } from '../../domain/address.js';
import { type Recipient, refKey } from '../../domain/recipient.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { fieldText } from '../../wiring/field-words.js';
import type { MessageComposer } from './message-composer.js';
import { reasonText } from './problems.js';
import type { Writing } from './writing.js';

/** Tells numbers that no SMS reaches; large, and loaded when a number first stands here. */
let mobiles: typeof import('../../domain/mobile-numbers.js') | undefined;

/** To which address: one that goes without saying, one of a list, or one that is typed. */
export class To {
  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {}

  render(): TemplateResult {
    const { host, writing } = this;
    const { say } = host.texts;
    const { recipients, mayTypeAddress, form } = writing;
    const problem = writing.problem('to');
    const words = problem && reasonText(host, { field: 'to', reason: problem });
    const said = problem ? html`<p class="problem" id="to-problem">${icon(shapes.warning)} ${words}</p>` : nothing;
    if (!recipients.length && !mayTypeAddress)
      return html`<p class="problem">
        ${icon(shapes.warning)} ${say(form.channel === 'sms' ? 'message-no-number' : 'message-no-e-mail')}
      </p>`;
    if (recipients.length === 1 && !mayTypeAddress)
      return html`<p class="to"><span class="soft">${say('message-to')}</span> ${this.#renderAddress(recipients[0]!)}</p>`;
    const chosen = writing.to;
    const choose = (to: AddressRef) => writing.change({ to });
    return html`<div
      class="to-list"
      role="radiogroup"
      aria-label=${say('message-to')}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'to-problem' : nothing}
    >
      <span class="soft" aria-hidden="true">${say('message-to')}</span>
      ${recipients.map((each) => {
        const is = chosen !== undefined && refKey(chosen) === refKey(each.to);
        return html`<label class="option">
          <input type="radio" name="to" data-field="to" .checked=${live(is)} @change=${() => choose(each.to)} />
          <span>${this.#renderAddress(each)}</span>
        </label>`;
      })}
      ${mayTypeAddress ? this.#renderTyped(chosen, problem !== undefined) : nothing} ${said}
    </div>`;
  }

  #renderTyped(chosen: AddressRef | undefined, wrong: boolean): TemplateResult {
    const { writing, host } = this;
    const { say } = host.texts;
    const typed = chosen && 'raw' in chosen ? chosen.raw : undefined;
    const sms = writing.form.channel === 'sms';
    const label = say(sms ? 'message-other-number' : 'message-other-e-mail');
    const onChoose = () => {
      writing.change({ to: { raw: '' } });
      void writing.focus('#message-to');
    };
    return html`<label class="option">
        <input type="radio" name="to" data-field="to" .checked=${live(typed !== undefined)} @change=${onChoose} />
        <span>${label}</span>
      </label>
      ${
        typed === undefined
          ? nothing
          : html`<div class="input">
              <input
                id="message-to"
                class="number"
                type=${sms ? 'tel' : 'email'}
                dir="ltr"
                autocomplete="off"
                aria-label=${label}
                aria-invalid=${wrong ? 'true' : nothing}
                aria-describedby=${wrong ? 'to-problem' : nothing}
                .value=${live(typed)}
                @input=${(event: Event) => writing.change({ to: { raw: (event.target as HTMLInputElement).value } })}
              />
            </div>`
      }`;
  }

  #renderAddress({ field, text, concealed }: Recipient): TemplateResult {
    const { texts } = this.host;
    const { say } = texts;
    const label = field ? fieldText(texts, field) : say('message-this-conversation');
    return html`<span class="soft">${label}</span>
      <bdi class="number">${text}</bdi>
      ${!concealed && this.#isLandline(text) ? html`<span class="pill warn">${icon(shapes.warning)} ${say('message-landline')}</span>` : nothing}`;
  }

  /** Whether no SMS arrives there, as far as the number tells. */
  #isLandline(text: string): boolean {
    const { phones, reading } = this.host;
    if (this.writing.form.channel !== 'sms') return false;
    const known = phones.phones?.read(text, reading.office!.around.settings.homeRegion);
    if (!known || known.unassigned) return false;
    if (!mobiles)
      void import('../../domain/mobile-numbers.js').then(
        (loaded) => {
          mobiles = loaded;
          this.host.requestUpdate();
        },
        () => undefined, // then nobody is warned
      );
    return mobiles?.isMobile(known.e164) === false;
  }
}
