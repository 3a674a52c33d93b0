import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { openVariables } from '../../domain/message-template.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Cost } from './cost.js';
import type { MessageComposer } from './message-composer.js';
import { reasonText } from './problems.js';
import type { Templates } from './templates.js';
import type { Writing } from './writing.js';

/** Rows, where the box does not grow by itself. */
const [least, most] = [4, 12];
/** Longer texts are not marked: it would have to be done with every key. */
const markedAtMost = 20_000;

/** Where the message is written: subject, text, what is open in it, and what it costs. */
export class TextBox {
  readonly #cost: Cost;

  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
    private readonly templates: Templates,
  ) {
    this.#cost = new Cost(host, writing);
  }

  render(): TemplateResult {
    const { writing, host, templates } = this;
    const { say } = host.texts;
    const { channel, text, subject = '' } = writing.form;
    const problem = writing.problem('text');
    const menu = templates.box;
    return html`${channel === 'email' ? this.#renderSubject(subject) : nothing}
      <div class="input">
        <div class="caption">
          <label for="message-text">${say('message-text')}</label>
          ${writing.notices.renderState()} ${channel === 'sms' ? this.#cost.renderMeter(text) : nothing}
        </div>
        <div class="marked">
          <div class="marks" aria-hidden="true" dir="auto">${this.#marks(text)}</div>
          <textarea
            id="message-text"
            rows=${Math.min(most, Math.max(least, text.split('\n', most).length))}
            dir="auto"
            .value=${live(text)}
            aria-haspopup=${menu ? 'listbox' : nothing}
            aria-controls=${menu ? 'templates' : nothing}
            aria-activedescendant=${menu?.activeId ?? nothing}
            aria-autocomplete=${menu ? 'list' : nothing}
            aria-invalid=${problem ? 'true' : nothing}
            aria-describedby=${problem ? 'text-problem' : nothing}
            @input=${this.#onInput}
            @keydown=${templates.onKeydown}
            @scroll=${this.#onScroll}
            @blur=${templates.onLeave}
          ></textarea>
        </div>
        ${templates.renderFound()}
        ${problem ? html`<p class="problem" id="text-problem">${icon(shapes.warning)} ${reasonText(host, { field: 'text', reason: problem })}</p>` : nothing}
      </div>
      ${this.#renderOpen(`${subject}\n${text}`)} ${channel === 'sms' ? this.#cost.renderCulprits(text) : nothing}`;
  }

  #renderSubject(subject: string): TemplateResult {
    const { writing, host } = this;
    const problem = writing.problem('subject');
    return html`<div class="input">
      <label class="caption" for="message-subject">${host.texts.say('message-subject')}</label>
      <input
        id="message-subject"
        dir="auto"
        autocomplete="off"
        .value=${live(subject)}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'subject-problem' : nothing}
        @input=${(event: Event) => writing.change({ subject: (event.target as HTMLInputElement).value })}
      />
      ${problem ? html`<p class="problem" id="subject-problem">${icon(shapes.warning)} ${reasonText(host, { field: 'subject', reason: problem })}</p>` : nothing}
    </div>`;
  }

  /** The same text under the box, with what is open marked. */
  #marks(text: string): unknown {
    if (text.length > markedAtMost) return nothing;
    let at = 0;
    const parts = openVariables(text).map(({ from, to }) => {
      const part = html`${text.slice(at, from)}<mark>${text.slice(from, to)}</mark>`;
      at = to;
      return part;
    });
    return parts.length ? html`${parts}${text.slice(at)}${'\u200b'}` : nothing;
  }

  /** What is still to be filled in, by name: a click goes there. */
  #renderOpen(whole: string): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const open = [...new Set(openVariables(whole).map(({ name }) => name))].slice(0, 20);
    if (!open.length) return nothing;
    return html`<div class="open" role="status">
      <span>${say('message-open')}</span>
      ${open.map((name) => html`<button type="button" class="button slim" @click=${() => void this.#find(name)}><bdi>${name}</bdi></button>`)}
    </div>`;
  }

  async #find(name: string): Promise<void> {
    for (const id of ['#message-subject', '#message-text']) {
      const box = this.host.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(id);
      const found = box && openVariables(box.value).find((each) => each.name === name);
      if (!box || !found) continue;
      await this.writing.focus(id);
      box.setSelectionRange(found.from, found.to);
      return;
    }
  }

  readonly #onInput = (event: Event): void => {
    const box = event.target as HTMLTextAreaElement;
    this.writing.change({ text: box.value });
    this.templates.onType(box);
  };

  readonly #onScroll = (event: Event): void => {
    const box = event.target as HTMLElement;
    const marks = box.previousElementSibling;
    if (marks) marks.scrollTop = box.scrollTop;
  };
}
