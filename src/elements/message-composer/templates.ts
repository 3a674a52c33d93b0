import { html, nothing, type TemplateResult } from 'lit';
import {
  filledIn,
  findTemplates,
  languageOf,
  type MessageTemplate,
  openVariables,
  templateText,
  type TemplateText,
  templateValue,
} from '../../domain/message-template.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Listbox } from '../../wiring/listbox.js';
import type { MessageComposer } from './message-composer.js';
import type { Writing } from './writing.js';

/** So many templates are offered at a time. */
const offered = 8;

/** The house's texts: found by a slash and the beginning of a word while writing, or through the button. */
export class Templates {
  readonly #listbox: Listbox;
  /** The button put it there: it goes again with the list when nothing came of it. */
  #slash?: string;
  /** What is typed behind the slash, and where that stands. */
  #typed?: { readonly from: number; readonly to: number; readonly text: string };

  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {
    this.#listbox = new Listbox(host, {
      labels: () => this.#found.map(({ name }) => name),
      pick: (index) => this.#take(this.#found[index]),
      id: (index) => `template-${index}`,
      typing: true,
    });
  }

  /** The list that is open; undefined: none. */
  get box(): Listbox | undefined {
    return this.#typed && this.#found.length ? this.#listbox : undefined;
  }

  get #found(): readonly MessageTemplate[] {
    const { templates = [] } = this.host.reading.office ?? {};
    return this.#typed ? findTemplates(templates, this.#typed.text, this.writing.form.channel).slice(0, offered) : [];
  }

  render(): TemplateResult | typeof nothing {
    const { reading, texts } = this.host;
    if (!reading.office?.templates.length) return nothing;
    return html`<div class="templates">
      <button type="button" class="button slim" id="find-template" @click=${this.#onFind}>
        ${icon(shapes.note)} ${texts.say('message-templates')}
      </button>
      <span class="hint">${texts.say('message-slash')}</span>
    </div>`;
  }

  renderFound(): TemplateResult | typeof nothing {
    const { texts } = this.host;
    if (!this.#typed) return nothing;
    const found = this.#found;
    if (!found.length) return html`<p class="hint" role="status">${texts.say('message-no-template')}</p>`;
    return html`<div class="found" id="templates" role="listbox" aria-label=${texts.say('message-templates')}>
      ${found.map((template, index) => this.#renderOption(template, index))}
    </div>`;
  }

  #renderOption(template: MessageTemplate, index: number): TemplateResult {
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the text box has the keys
    return html`<div
      id=${`template-${index}`}
      role="option"
      aria-selected=${index === this.#listbox.active}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#take(template)}
    >
      <span><bdi class="strong">${template.name}</bdi> <span class="soft number">/${template.shortcode}</span></span>
      <span class="soft clip" dir="auto">${this.#text(template)?.text}</span>
    </div>`;
  }

  /** Called with each key that changes the text: a slash at the beginning of a word asks for templates. */
  onType(box: HTMLTextAreaElement): void {
    const to = box.selectionStart;
    const behind = /(?:^|\s)\/([^\s/]{0,40})$/u.exec(box.value.slice(0, to));
    const has = behind && this.host.reading.office?.templates.length;
    const text = behind?.[1] ?? '';
    this.#typed = has ? { from: to - text.length - 1, to, text } : undefined;
    this.#listbox.reset();
    this.host.requestUpdate();
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (!this.#typed) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      const { text } = this.writing.form;
      if (this.#typed.text === '' && this.#slash && text.endsWith(this.#slash))
        this.writing.change({ text: text.slice(0, -this.#slash.length) });
      this.#close();
    } else this.#listbox.onKeydown(event);
  };

  readonly onLeave = (): void => this.#close();

  #close(): void {
    this.#typed = this.#slash = undefined;
    this.host.requestUpdate();
  }

  readonly #onFind = (): void => void this.#find();

  /** As if the slash had been typed where the text ends. */
  async #find(): Promise<void> {
    const { text } = this.writing.form;
    const slash = text === '' || /\s$/.test(text) ? '/' : ' /';
    this.writing.change({ text: `${text}${slash}` });
    await this.writing.focus();
    const box = this.host.renderRoot.querySelector<HTMLTextAreaElement>('#message-text');
    if (!box) return;
    box.setSelectionRange(box.value.length, box.value.length);
    this.onType(box);
    this.#slash = slash;
  }

  /** In the customer's language, else in the agent's. */
  #text(template: MessageTemplate): TemplateText | undefined {
    const { customer, office } = this.host.reading;
    const language = customer && languageOf(customer, office?.around.fields ?? []);
    return templateText(template, language, this.host.texts.locale);
  }

  /** In place of the slash and what was typed behind it. The subject goes in where there is none. */
  #take(template: MessageTemplate | undefined): void {
    const typed = this.#typed;
    const found = template && this.#text(template);
    if (!template || !found || !typed) return;
    const { channel, text: before, subject } = this.writing.form;
    const { customer, office } = this.host.reading;
    const { fields = [], session } = office?.around ?? {};
    const value = (name: string) => templateValue(name, { customer, fields, agentName: session?.agent.name });
    const text = filledIn(found.text, value);
    const head = channel === 'email' &&
      !subject?.trim() &&
      found.subject !== undefined && { subject: filledIn(found.subject, value) };
    this.#close();
    this.writing.change({
      text: before.slice(0, typed.from) + text + before.slice(typed.to),
      templateId: template.id,
      ...head,
    });
    void this.#settle(typed.from, text);
  }

  /** On what is still open, else behind what was put in. */
  async #settle(from: number, text: string): Promise<void> {
    await this.writing.focus();
    const box = this.host.renderRoot.querySelector<HTMLTextAreaElement>('#message-text');
    const [open] = openVariables(text);
    if (open) box?.setSelectionRange(from + open.from, from + open.to);
    else box?.setSelectionRange(from + text.length, from + text.length);
  }
}
