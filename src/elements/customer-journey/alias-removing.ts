import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { JourneyAlias } from '../../domain/journey-alias.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import { Handover } from '../../wiring/handover.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { isRefused } from '../../wiring/refusal.js';
import { about, kinds, removeSenders, type RemoveWish } from './alias-wishes.js';
import type { Aliases } from './aliases.js';

/** Milliseconds in which it can be taken back: nothing is sent before. */
const undoTime = 10_000;

/** Takes an alias away: first what that means, then some seconds in which it can be undone. */
export class AliasRemoving implements ReactiveController {
  readonly #handover: Handover;
  /** The alias of which the agent is asked. */
  #asked?: string;
  /** Why nothing came of it, by alias. */
  readonly #said = new Map<string, string>();
  readonly #settling = new Set<string>();
  #tick?: unknown;

  constructor(private readonly aliases: Aliases) {
    const { element } = aliases;
    this.#handover = new Handover(element, {
      backend: () => element.source.backend,
      store: () => element.draftStore,
      senders: removeSenders,
    });
    element.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#handover.isAtRisk([kinds.remove]);
  }

  hostUpdated(): void {
    for (const intent of this.#handover.outgoing.of([kinds.remove])) {
      if (this.#settling.has(intent.id)) continue;
      if (intent.state === 'sent') this.#onSent(intent);
      else if (isRefused(intent)) void this.#settle(intent);
    }
  }

  hostDisconnected(): void {
    pageClock.clear(this.#tick);
    this.#tick = this.#asked = undefined;
    this.#said.clear();
  }

  /** The way to begin. */
  renderButton({ id }: JourneyAlias, name: string): TemplateResult | typeof nothing {
    const { say } = this.aliases.texts;
    if (!this.aliases.may('removeAlias') || this.#intentOf(id) || this.#asked === id) return nothing;
    const text = say('journey-alias-remove', { alias: name });
    return html`<button
      type="button"
      class="quiet small"
      id=${`remove-${id}`}
      aria-label=${text}
      title=${text}
      @click=${() => this.#ask(id)}
    >
      ${icon(shapes.remove)}
    </button>`;
  }

  /** What stands below the alias: the question, how it goes, or why nothing came of it. */
  render({ id, kind }: JourneyAlias): TemplateResult | typeof nothing {
    const { say } = this.aliases.texts;
    const intent = this.#intentOf(id);
    if (intent) return this.#renderUnderway(intent);
    const said = this.#said.get(id);
    if (this.#asked !== id) return said ? html`<p class="problem" role="alert">${icon(shapes.warning)} ${said}</p>` : nothing;
    return html`<div class="consequence">
        <p>${say(kind === 'visitor' ? 'journey-alias-remove-visitor' : 'journey-alias-remove-login')}</p>
      </div>
      <div class="deeds">
        <button type="button" class="button" id="remove-now" @click=${() => void this.#remove(id)}>
          ${say('journey-alias-remove-now')}
        </button>
        <button type="button" class="button" id="keep" @click=${() => this.#ask(undefined)}>${say('cancel')}</button>
      </div>`;
  }

  #renderUnderway(intent: Intent): TemplateResult {
    const { say } = this.aliases.texts;
    const left = Date.parse(intent.notBefore ?? '') - pageClock.now();
    if (intent.state === 'queued' && left > 0) {
      this.#tick ??= pageClock.set(
        () => {
          this.#tick = undefined;
          this.aliases.element.requestUpdate();
        },
        left % 1000 || 1000,
      );
      return html`<p class="undoing">
        <span class="soft number">${say('journey-alias-removing', { seconds: Math.ceil(left / 1000) })}</span>
        <button type="button" class="link" id="undo-removal" @click=${() => void this.#undo(intent)}>${say('undo')}</button>
      </p>`;
    }
    if (!intent.error) return html`<p class="soft" role="status">${say('saving')}</p>`;
    return html`<div class="bar warn inside" part="bar" role="alert">
      <span>${icon(shapes.warning)} ${say('not-sent-yet')} ${say(`error-${intent.error.code as 'failed'}`)}</span>
      <button type="button" class="button" @click=${() => void this.#retry(intent)}>${say('retry')}</button>
      <button type="button" class="button" @click=${() => void this.#undo(intent)}>${say('discard')}</button>
    </div>`;
  }

  #intentOf(id: string): Intent | undefined {
    return this.#handover.outgoing.about(about(id)).find(({ kind }) => kind === kinds.remove);
  }

  #ask(id: string | undefined): void {
    const before = this.#asked;
    this.#asked = id;
    if (id !== undefined) this.#said.delete(id);
    void this.aliases.focus(id === undefined ? `[id="remove-${CSS.escape(before ?? '')}"]` : '#keep');
  }

  async #remove(id: string): Promise<void> {
    const { aliases } = this;
    const { customerId } = aliases.element.visits;
    if (customerId === undefined) return;
    const payload: RemoveWish = { id, customerId };
    const notBefore = new Date(pageClock.now() + undoTime).toISOString();
    this.#asked = undefined;
    try {
      await this.#handover.send({ id: intentKey(), kind: kinds.remove, about: about(id), payload, notBefore });
    } catch {
      this.#said.set(id, aliases.texts.say('journey-alias-not-removed'));
    }
    await aliases.focus('#undo-removal');
  }

  async #undo(intent: Intent): Promise<void> {
    const { id } = intent.payload as RemoveWish;
    // It may have gone out meanwhile: what became of it is told by what comes next.
    await this.#handover.outgoing.discard(intent.id).catch(() => undefined);
    if (intent.tried) this.aliases.reload();
    await this.aliases.focus(`[id="remove-${CSS.escape(id)}"]`);
  }

  async #retry({ id }: Intent): Promise<void> {
    await this.#handover.outgoing.retry(id).catch(() => undefined);
    await this.#handover.outgoing.resume().catch(() => undefined);
  }

  #onSent(intent: Intent): void {
    this.#settling.add(intent.id);
    const { id, customerId } = intent.payload as RemoveWish;
    this.aliases.removed(id, customerId);
  }

  /** Refused: in words beside the alias, and out of the outbox. */
  async #settle(intent: Intent): Promise<void> {
    this.#settling.add(intent.id);
    const { id } = intent.payload as RemoveWish;
    const { say } = this.aliases.texts;
    const { code } = intent.error ?? {};
    // Somebody else took it away: that is what was wanted.
    if (code === 'not-found') this.aliases.reload();
    else {
      const why = code === 'denied' ? say('journey-alias-denied') : code && code !== 'not-sent' ? say(`error-${code}`) : '';
      this.#said.set(id, `${say('journey-alias-not-removed')} ${why}`);
    }
    await this.#handover.outgoing.discard(intent.id).catch(() => undefined);
    this.aliases.element.requestUpdate();
  }
}
