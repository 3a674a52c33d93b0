import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { asBackendError } from '../../backend/backend-error.js';
import type { NoteDraft } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { draftKey } from '../../wiring/draft-store.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { type Released, Submission } from '../../wiring/submission.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import { NoteSavedEvent } from './note-list.events.js';
import type { NoteList } from './note-list.js';
import { about, addSenders, kinds, noteIn } from './wishes.js';
import { WritingBox } from './writing-box.js';

export interface Typed {
  readonly text: string;
  /** It was written in this conversation, or in none: not in the one of now. */
  readonly written?: { readonly interactionId?: string };
}

/** Where a new note is written. It is free for the next one as soon as the last one is on its way. */
export class Composing {
  readonly submission: Submission<Typed>;
  readonly notices: SubmissionNotices<Typed>;
  readonly box: WritingBox;

  constructor(private readonly host: NoteList) {
    const { say } = host.texts;
    this.submission = new Submission<Typed>(host, {
      backend: () => host.source.backend,
      store: () => host.draftStore,
      key: () => this.key,
      senders: addSenders,
      release: true,
      onRestored: () => host.requestUpdate(),
      onSent: (intent, payload) => this.#onSent(intent, payload as NoteDraft),
      onRefused: () => host.announce(say('not-saved')),
    });
    this.box = new WritingBox(host, {
      id: 'new-note',
      label: () => say('note-new'),
      text: () => this.text,
      locked: () => this.submission.locked,
      onInput: (text) => this.write(text),
    });
    this.notices = new SubmissionNotices(this.submission, {
      texts: host.texts,
      sign: icon(shapes.warning),
      words: () => ({ not: say('not-saved'), notYet: say('not-sent-yet') }),
      refused: (code) => say(code === 'denied' ? 'note-denied' : code === 'not-found' ? 'note-customer-gone' : `error-${code}`),
      onAgain: () => void this.box.focus(),
      onDiscarded: () => {
        this.box.reset();
        host.announce(say('draft-discarded'));
        void this.box.focus();
      },
    });
  }

  /** Whose draft it is, is known with the session. */
  get key(): string | undefined {
    const { session } = this.host.reading.around ?? {};
    const { customerId, interaction } = this.host.source;
    if (!session || customerId === undefined || this.host.pinnedOnly) return undefined;
    const { tenantId, agent } = session;
    return draftKey({ tenantId, agentId: agent.id, element: 'note-list', customerId, interactionId: interaction?.id });
  }

  get text(): string {
    return this.submission.value?.text ?? '';
  }

  write(text: string): void {
    const { submission, host } = this;
    if (submission.locked) return;
    if (text === '') {
      this.box.reset();
      void submission.discard();
    } else submission.change({ ...submission.value, text });
    host.requestUpdate();
  }

  /** False when something has to be done first. */
  async save(): Promise<boolean> {
    const { host, submission } = this;
    const { customerId, interaction } = host.source;
    if (submission.locked || customerId === undefined || !host.reading.may('add') || !this.box.check()) return false;
    const { text, written } = submission.value!;
    const interactionId = written ? written.interactionId : interaction?.id;
    const payload: NoteDraft = { customerId, text, ...(interactionId !== undefined && { interactionId }) };
    const handed = await submission.submit(
      { text, ...(written && { written }) },
      { kind: kinds.add, about: about(`new/${intentKey()}`), payload },
    );
    this.box.reset();
    await host.updateComplete;
    const { activeElement } = host.renderRoot as ShadowRoot;
    if (activeElement?.closest('.composer') || document.activeElement === document.body) void this.box.focus();
    return handed;
  }

  /** Takes back what is on its way, or was refused, to be written on. */
  async reopen(released: Released): Promise<void> {
    const { text, interactionId } = released.payload as NoteDraft;
    if (await this.submission.reopen(released, { text, written: { ...(interactionId !== undefined && { interactionId }) } }))
      void this.box.focus();
  }

  /** A text from elsewhere, below what stands there. Resolves when it is kept. */
  async append(text: string): Promise<void> {
    this.write([this.text, text].filter(Boolean).join('\n\n'));
    await this.submission.flush();
    void this.box.focus();
  }

  render(): TemplateResult | typeof nothing {
    const { host, submission } = this;
    const { say } = host.texts;
    if (!host.reading.may('add')) return nothing;
    const anyway = this.box.warned;
    const form = html`<form
      class="composer"
      part="composer"
      novalidate
      aria-label=${say('note-new')}
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
    >
      ${this.notices.render()} ${this.box.render(this.notices.renderState())}
      ${
        this.text
          ? html`<div class="row-deeds">
              <button
                class="button primary"
                id="save-note"
                title="Ctrl+Enter"
                aria-busy=${submission.locked}
                ?disabled=${submission.locked}
              >
                ${say(anyway ? 'save-anyway' : 'note-save')}
              </button>
            </div>`
          : nothing
      }
    </form>`;
    // Another box for each customer and conversation: whoever types while another one opens does not go on typing there.
    return html`${keyed(this.key, form)}`;
  }

  /** Acknowledged: of whatever customer. */
  #onSent({ result }: Intent, { customerId, interactionId }: NoteDraft): void {
    const { host } = this;
    const note = noteIn(result);
    if (note) host.reading.put(note);
    else host.reading.reload();
    if (note) host.dispatchEvent(new NoteSavedEvent(note.id, customerId, note.interactionId ?? interactionId, true));
    if (customerId === host.source.customerId) host.announce(host.texts.say('note-saved'), 'good');
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.save().catch((caught: unknown) => this.host.announce(this.host.texts.say(`error-${asBackendError(caught).code}`)));
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#onSubmit(event);
    else if (event.key === 'Escape' && (event.target as Element).matches('textarea')) {
      // The draft is kept: whoever leaves the box stays where it was.
      event.preventDefault();
      event.stopPropagation();
      (event.target as HTMLElement).blur();
      void this.submission.flush();
    }
  };
}
