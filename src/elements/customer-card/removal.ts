import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asBackendError } from '../../backend/backend-error.js';
import type { Customer } from '../../domain/customer.js';
import type { FindResult } from '../../domain/match.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { Consequence } from './consequence.js';
import { CustomerDeletedEvent } from './customer-card.events.js';
import type { CustomerCard } from './customer-card.js';
import { Refocus } from './refocus.js';
import { about, type RemoveWish } from './wishes.js';
import type { Writing } from './writing.js';

/** Seconds in which a deletion can be taken back: nothing is sent before. */
const undoTime = 10;

/** Deletions of which a card in this page will tell the host: others that show the same customer do not. */
const claimed = new Set<string>();

const isWaiting = ({ state }: Intent) => state === 'queued' || state === 'sending';

/**
 * Deleting a customer: the consequence first, then a while to think better of it. Nothing is sent before that is over. It goes on whatever the agent looks at
 * meanwhile, and also when the card is taken off the page: it is the page that keeps it. When the page is gone before, nothing was done, and the next card
 * of this customer says so.
 */
export class Removal implements ReactiveController {
  readonly #consequence: Consequence;
  readonly #followed = new Set<string>();
  readonly #refocus: Refocus;
  #tick?: unknown;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#consequence = new Consequence(card, writing, {
      undoTime,
      onSure: (customer, revision) => void this.#remove(customer, revision),
      onClose: () => this.#refocus.lose(),
    });
    this.#refocus = new Refocus(card, '#deletion');
    card.addController(this);
  }

  /** It is about to be gone: not the time to begin an edit. */
  get pending(): boolean {
    const intent = this.#intent;
    return intent !== undefined && isWaiting(intent);
  }

  /** Asks first, with what goes along. */
  async ask(customer: Customer): Promise<void> {
    if (this.writing.may('remove') && !this.pending) await this.#consequence.ask(customer);
  }

  /** A deletion that was stopped is off: somebody goes on with the customer, and what they write would wait behind it. */
  async keep(customerId: string): Promise<void> {
    const stopped = this.#intents(customerId).filter((intent) => !isWaiting(intent));
    await Promise.all(stopped.map(({ id }) => this.writing.outgoing.discard(id).catch(() => undefined)));
  }

  hostUpdate(): void {
    const { lookup, source } = this.card;
    const { shown } = lookup;
    const asked = this.#consequence.about;
    if (asked !== undefined && (asked !== shown?.id || this.writing.typing.mode || !this.writing.may('remove'))) {
      this.#consequence.reset();
      this.#refocus.lose();
    }
    const intent = this.#intent;
    if (!shown || !intent || !isWaiting(intent) || this.#followed.has(intent.id)) return;
    this.#followed.add(intent.id);
    void this.#follow(intent.id, shown, source.interaction?.id, this.#claim(intent.id));
  }

  hostDisconnected(): void {
    pageClock.clear(this.#tick);
    this.#tick = undefined;
    this.#consequence.reset();
  }

  /** That it is going, how long that can be undone, or why it stayed; and the question before. */
  renderBar(customer: Customer): TemplateResult {
    const intent = this.#intent;
    const name = customer.name || this.card.texts.say('unnamed');
    return html`${!intent ? nothing : isWaiting(intent) ? this.#renderPending(intent, name) : this.#renderStopped(intent, name)}
    ${this.#consequence.render()}`;
  }

  #renderPending(intent: Intent, name: string): TemplateResult {
    const { say } = this.card.texts;
    const left = Date.parse(intent.notBefore ?? '') - pageClock.now();
    const first = this.writing.outgoing.about(intent.about)[0];
    const code = intent.error?.code ?? 'not-sent';
    const waits = intent.state === 'queued' && (intent.attempts > 0 || first !== intent);
    if (left > 0) this.#tick ??= pageClock.set(this.#onTick, left % 1000 || 1000);
    const text =
      left > 0
        ? say('deletion-in', { name, seconds: Math.ceil(left / 1000) })
        : waits
          ? `${say('deletion-waits', { name })} ${code === 'not-sent' ? '' : say(`error-${code}`)}`
          : say('deleting', { name });
    return html`<div class="bar warn" part="bar" id="deletion" tabindex="-1" role="group" aria-labelledby="deletion-text">
      <span id="deletion-text" aria-live=${left > 0 ? 'off' : 'polite'}>${icon(shapes.remove)} ${text}</span>
      ${
        intent.state === 'queued'
          ? html`<button type="button" class="button" id="undo-delete" @click=${() => void this.#undo(intent)}>
              ${icon(shapes.undo)}${say(left > 0 ? 'undo' : 'keep-customer')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderStopped(intent: Intent, name: string): TemplateResult {
    const { say } = this.card.texts;
    const { code = 'failed' } = intent.error ?? {};
    const why = code === 'not-sent' || code === 'denied' ? say(`deletion-${code}`) : say(`error-${code}`);
    const { shown } = this.card.lookup;
    const again = shown && this.writing.may('remove') && !this.writing.typing.mode;
    return html`<div class="bar warn" part="bar" id="deletion" tabindex="-1" role="alert" aria-labelledby="deletion-text">
      <span id="deletion-text">${icon(shapes.warning)} ${say('not-deleted', { name })} ${why}</span>
      <button type="button" class="button" @click=${() => void this.#undo(intent)}>${say('keep-customer')}</button>
      ${again ? html`<button type="button" class="button" @click=${() => void this.ask(shown)}>${say('delete-customer')}</button>` : nothing}
    </div>`;
  }

  /** The deletion of the customer that is shown, on its way or stopped. */
  get #intent(): Intent | undefined {
    const { shown } = this.card.lookup;
    return shown && this.#intents(shown.id)[0];
  }

  #intents(customerId: string): readonly Intent[] {
    return this.writing.outgoing.about(about(customerId)).filter(({ kind }) => kind === 'customers.remove');
  }

  async #remove({ id, name = '' }: Customer, revision: number): Promise<void> {
    if (!this.writing.may('remove') || this.pending) return;
    const { say } = this.card.texts;
    const interactionId = this.card.source.interaction?.id;
    const called = name || say('unnamed');
    const intent = intentKey();
    const tells = this.#claim(intent);
    this.#followed.add(intent);
    try {
      await this.keep(id);
      await this.writing.outgoing.enqueue({
        id: intent,
        kind: 'customers.remove',
        payload: { id, revision, name } satisfies RemoveWish,
        about: about(id),
        base: revision,
        notBefore: new Date(pageClock.now() + undoTime * 1000).toISOString(),
      });
    } catch (caught) {
      claimed.delete(intent);
      this.card.announce(`${say('not-deleted', { name: called })} ${say(`error-${asBackendError(caught).code}`)}`, 'bad');
      return;
    }
    void this.#follow(intent, { id, name }, interactionId, tells);
    if (this.card.lookup.shown?.id !== id) return;
    this.card.announce(say('deletion-in', { name: called, seconds: undoTime }));
    await this.card.updateComplete;
    if (this.card.matches(':focus-within') || document.activeElement === document.body)
      this.card.renderRoot.querySelector<HTMLElement>('#undo-delete')?.focus();
  }

  /** Whether it is this card that tells of it. */
  #claim(intent: string): boolean {
    const first = !claimed.has(intent);
    claimed.add(intent);
    return first;
  }

  /** What becomes of it, whatever is on screen by then. */
  async #follow(id: string, customer: Pick<Customer, 'id' | 'name'>, interactionId: string | undefined, tells: boolean) {
    try {
      const intent = await this.writing.outgoing.settled(id);
      if (intent?.state === 'sent')
        this.#done(customer, tells ? new CustomerDeletedEvent(customer.id, interactionId) : undefined);
      else if (intent?.state === 'conflict' && this.card.lookup.shown?.id === customer.id) this.card.lookup.refresh();
    } catch {
      // nothing is sent from here any more: whoever comes back to it sees how it stands
    }
    this.#followed.delete(id);
    if (tells) claimed.delete(id);
  }

  /** It is gone: nothing of it stays on screen until the backend has answered once more. */
  #done({ id, name }: Pick<Customer, 'id' | 'name'>, event: Event | undefined): void {
    const { lookup, texts } = this.card;
    const { shown } = lookup;
    if (event) this.card.dispatchEvent(event);
    if (shown?.id !== id) return;
    if (this.card.matches(':focus-within')) this.#refocus.lose();
    this.card.announce(texts.say('deleted', { name: name || texts.say('unnamed') }), 'good');
    const { value } = lookup.load;
    if (value && !this.writing.typing.mode) {
      lookup.back();
      lookup.lost = id;
      const customer = value.asked === id ? null : value.customer;
      lookup.load.put({ ...value, customer, result: value.result && without(value.result, id) });
    }
    lookup.refresh();
  }

  /** Takes it back; where it may have been done all the same, the card says what became of it. */
  async #undo({ id, tried, state }: Intent): Promise<void> {
    try {
      await this.writing.outgoing.discard(id);
      if (tried && state === 'queued') this.card.lookup.refresh();
      else this.card.announce(this.card.texts.say('deletion-undone'), 'good');
    } catch {
      // It has gone out meanwhile: what became of it is told by what comes next.
    }
    this.card.requestUpdate();
  }

  readonly #onTick = (): void => {
    this.#tick = undefined;
    this.card.requestUpdate();
  };
}

/** What was found, but for one. */
function without(result: FindResult, id: string): FindResult {
  const matches = result.matches.filter(({ customer }) => customer.id !== id);
  const empty = matches.length === 0 && (result.outcome === 'one' || result.outcome === 'many');
  return { ...result, matches, outcome: empty ? 'none' : result.outcome };
}
