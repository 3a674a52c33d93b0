import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { fieldValue } from '../../domain/customer.js';
import { holdsAddresses } from '../../domain/field.js';
import type { MessageChannel } from '../../domain/message.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { fieldText } from '../../wiring/field-words.js';
import { Answering } from './answering.js';
import { Begun } from './begun.js';
import { Guarding } from './guarding.js';
import type { MessageComposer } from './message-composer.js';
import { To } from './recipients.js';
import { Sending } from './sending.js';
import { Sent } from './sent.js';
import { Standing } from './standing.js';
import { Templates } from './templates.js';
import { TextBox } from './text-box.js';
import { underway } from './underway.js';
import { Writing } from './writing.js';

export { styles } from './composer.styles.js';

/** The form, what is on its way, and what was written before. */
export class Composer {
  readonly writing: Writing;
  readonly #begun: Begun;
  readonly #to: To;
  readonly #standing: Standing;
  readonly #templates: Templates;
  readonly #box: TextBox;
  readonly #sending: Sending;
  readonly #answering: Answering;
  readonly #underway: ReturnType<typeof underway>;
  readonly #sent: Sent;

  constructor(private readonly host: MessageComposer) {
    const writing = (this.writing = new Writing(host));
    this.#begun = new Begun(host, writing);
    this.#to = new To(host, writing);
    this.#standing = new Standing(host, writing);
    this.#templates = new Templates(host, writing);
    this.#box = new TextBox(host, writing, this.#templates);
    this.#sending = new Sending(host, writing);
    this.#answering = new Answering(host, writing, this.#templates);
    this.#underway = underway(host, writing);
    this.#sent = new Sent(host, writing);
    new Guarding(host, writing, this.#begun, this.#answering);
  }

  render(): TemplateResult {
    const { writing } = this;
    const { say } = this.host.texts;
    const form = html`<form
      class="composer"
      part="composer"
      novalidate
      aria-label=${say('message')}
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
    >
      ${writing.notices.render()} ${this.#begun.render()}
      <fieldset ?disabled=${writing.locked}>
        ${this.#renderChannels()} ${this.#to.render()} ${this.#standing.render()} ${this.#templates.render()}
        ${this.#box.render()}
      </fieldset>
      ${this.#answering.render()} ${this.#sending.renderDeeds()}
    </form>`;
    // Another form for each customer and conversation: whoever types while another one opens does not go on typing there.
    return html`<div class="columns">
      ${this.#renderWhom()}
      <div class="main">${keyed(writing.key, form)} ${this.#underway.render()} ${this.#sent.render()}</div>
    </div>`;
  }

  /** Beside the text: who this is, and how to reach them. */
  #renderWhom(): TemplateResult {
    const { host } = this;
    const { texts } = host;
    const { say } = texts;
    const { customer, office } = host.reading;
    if (!customer) return html`<div class="head" part="head"><h2 class="strong">${say('message-on-the-line')}</h2></div>`;
    const known = office!.around.fields.filter(
      (field) => field.visible && (holdsAddresses(field) || field.subtitle) && fieldValue(customer, field.name) !== undefined,
    );
    return html`<div class="head" part="head">
      <h2 class="strong">
        ${icon(customer.type === 'organization' ? shapes.organization : shapes.person)}
        <bdi>${customer.name || say('unnamed')}</bdi>
      </h2>
      <dl class="whom">
        ${known.map(
          (field) =>
            html`<div>
              <dt class="soft">${fieldText(texts, field)}</dt>
              <dd class="number"><bdi>${fieldValue(customer, field.name)}</bdi></dd>
            </div>`,
        )}
      </dl>
    </div>`;
  }

  #renderChannels(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { channels } = this.host.reading.office!;
    const { channel, subject } = this.writing.form;
    if (channels.length < 2) return nothing;
    return html`<div class="which" role="radiogroup" aria-label=${say('message-by')}>
        ${channels.map(
          (offer) =>
            html`<label class="chip">
              <input
                class="sr"
                type="radio"
                name="channel"
                data-field="channel"
                .checked=${offer.channel === channel}
                @change=${() => this.#onChannel(offer.channel)}
              />
              <span>${icon(offer.channel === 'sms' ? shapes.sms : shapes.email)} ${say(`channel-${offer.channel}`)}</span>
            </label>`,
        )}
      </div>
      ${channel === 'sms' && subject?.trim() ? html`<p class="hint" role="status">${say('message-subject-left')}</p>` : nothing}`;
  }

  /** The text goes along, and so does the subject, for the way back; the address is another one. */
  #onChannel(channel: MessageChannel): void {
    this.writing.change({ channel, to: undefined });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.writing.send();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#onSubmit(event);
    else if (event.key === 'Escape' && (event.target as Element).matches('textarea')) {
      // The draft is kept: whoever leaves the box stays where it was.
      event.preventDefault();
      event.stopPropagation();
      (event.target as HTMLElement).blur();
      void this.writing.submission.flush();
    }
  };
}
