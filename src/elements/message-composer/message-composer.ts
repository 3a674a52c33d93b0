import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Backend, MessageTarget } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { failedFace, waitingFace } from '../../styles/list-faces.js';
import { Announcer } from '../../wiring/announcer.js';
import {
  backendContext,
  Consumed,
  customerContext,
  type Desk,
  deskContext,
  draftsContext,
  interactionContext,
} from '../../wiring/context.js';
import { CountChangedEvent } from '../../wiring/count-changed.js';
import type { DraftStore } from '../../wiring/draft-store.js';
import { Lazy } from '../../wiring/lazy.js';
import { PhoneReader } from '../../wiring/phones.js';
import { Texts } from '../../wiring/words.js';
import { Asked } from './asked.js';
import type { Composer } from './composer.js';
import { styles } from './message-composer.styles.js';
import { Reading } from './reading.js';

/** Where its data come from. */
export interface Source {
  readonly backend?: Backend;
  readonly customerId?: string;
  readonly interaction?: Interaction;
}

/**
 * Where an agent writes an SMS or an e-mail to the customer, during or after a conversation: to which address, with what it costs, whether it is wanted, and what became of it. It answers the card's
 * `message-requested` and the journey's `link-send-requested`. Nothing is sent to anybody else than who stands above the text, and nothing twice.
 *
 * @tag message-composer
 * @fires {MessageSentEvent} message-sent - The backend has acknowledged a message; `messageId`, `channel`, `customerId` and `interactionId`.
 * @fires {CountChangedEvent} count-changed - Another number of messages to the customer failed; `count`, undefined for none.
 * @fires {RevealRequestedEvent} reveal-requested - The composer was asked for and may be out of sight.
 * @csspart head - Who is written to.
 * @csspart composer - The form.
 * @csspart bar - A notice.
 * @csspart messages - What was written before.
 */
export class MessageComposer extends LitElement {
  static override styles = [base, controls, styles];

  /** Whom to write to; the desk's customer, or the card's, unless given. Without one: whoever is on the line. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The conversation in which is written; the desk's unless given. What was typed for another one waits for it. */
  @property({ attribute: false }) interaction?: Interaction;

  /** Written from a case, and so part of it and of its campaign. Without a case a message belongs to neither. */
  @property({ attribute: 'case-id' }) caseId?: string;
  @property({ attribute: 'campaign-id' }) campaignId?: string;

  /** What its tab is called, where it stands in one. */
  @property() label?: string;

  readonly texts = new Texts(this);
  readonly phones = new PhoneReader(this);
  readonly #announcer = new Announcer(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #customer = new Consumed(this, customerContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #drafts = new Consumed(this, draftsContext);
  readonly asked = new Asked(this);
  readonly reading = new Reading(this);
  readonly #part = new Lazy<Composer>(this, async () => {
    const { Composer, styles } = await import('./composer.js');
    return { part: new Composer(this), styles };
  });
  #count?: number;

  /** How many of the last messages to the customer failed; undefined: none. */
  get count(): number | undefined {
    return this.#count;
  }

  /** The properties, else what was asked for, else the desk's.
   * @internal */
  get source(): Source {
    const { backend, customerId, interaction } = this.around;
    return { backend, customerId: this.asked.customerId ?? customerId, interaction };
  }

  /** Where it stands, whatever was asked for.
   * @internal */
  get around(): Source {
    return {
      backend: this.backend ?? this.#backend.value,
      customerId: (this.customerId ?? this.#customer.value) || undefined,
      interaction: this.interaction ?? this.#interaction.value,
    };
  }

  /** The frame around, if there is one.
   * @internal */
  get desk(): Desk | undefined {
    return this.#desk.value;
  }

  /** The desk's choice of where drafts are kept.
   * @internal */
  get draftStore(): DraftStore | undefined {
    return this.#drafts.value;
  }

  /** Who would be written to now.
   * @internal */
  get target(): MessageTarget | undefined {
    return this.#part.value?.writing.target;
  }

  /** Says something to people who listen; with a tone also shown for a while to those who look.
   * @internal */
  announce(text: string, tone?: 'good'): void {
    this.#announcer.say(text, tone);
  }

  /** Loaded beside the first reading rather than after it. */
  protected override firstUpdated(): void {
    void this.#part.load();
  }

  protected override updated(): void {
    const failed = this.reading.sent.value?.messages.filter(({ state }) => state === 'failed').length || undefined;
    if (failed === this.#count) return;
    this.#count = failed;
    this.dispatchEvent(new CountChangedEvent(failed));
  }

  override render(): TemplateResult | typeof nothing {
    const { reading, source } = this;
    const { base, office, whom } = reading;
    const { say } = this.texts;
    if (base.face === 'nothing' || office?.channels.length === 0 || office?.around.may('messages.send') === false) return nothing;
    if (base.face === 'failed') return this.#renderFailed(base.error!.code, () => base.reload());
    if (this.#part.failed) return this.#renderFailed('offline', () => void this.#part.load());
    if (office && !source.customerId && !source.interaction)
      return html`<p class="none soft">${say('message-needs-customer')}</p>`;
    if (whom.face === 'failed') return this.#renderFailed(whom.error!.code, () => whom.reload());
    if (whom.value === 'gone') return html`<p class="none soft">${say('message-customer-gone')}</p>`;
    const part = office && whom.face !== 'waiting' && this.#part.get();
    if (!part) return waitingFace(say('message'));
    return html`${part.render()} ${this.#announcer.render()}`;
  }

  #renderFailed(code: BackendErrorCode, again: () => void): TemplateResult {
    const { say } = this.texts;
    return failedFace({ what: say('message-not-possible'), why: say(`error-${code}`), retry: say('retry') }, again);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposer;
  }
}
