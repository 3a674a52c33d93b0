import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asCallback } from '../../backend/callback-answers.js';
import { asBackendError, type BackendErrorCode } from '../../backend/backend-error.js';
import type { Callback } from '../../domain/callback.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import { intentKey } from '../../wiring/intent-key.js';
import { clashText, renderAgreed, renderWho, wordOf } from './row-parts.js';
import type { Lists } from './lists.js';

/** Milliseconds in which nobody can have read what has just appeared. */
const settling = 500;

/** An answer to an offer: given once, however often it is pressed. */
interface Answer {
  readonly key: string;
  readonly taken: boolean;
  busy: boolean;
  /** The backend has it. */
  done: boolean;
  failure?: BackendErrorCode;
}

/** The same call-back may be offered again: that is another offer. */
const offerOf = ({ id, takenAt }: Callback): string => `${id} ${takenAt ?? ''}`;

/** What rings at this agent, and what the agent is calling, above all lists. The focus stays where it is. */
export class Current implements ReactiveController {
  /** By offer. */
  readonly #answers = new Map<string, Answer>();
  #announced?: { readonly offer: string; readonly text: string; readonly at: number };
  /** What became of the last offer that was answered in vain. */
  #said?: string;

  constructor(private readonly host: Lists) {
    host.element.addController(this);
  }

  hostDisconnected(): void {
    this.#answers.clear();
    this.#announced = this.#said = undefined;
  }

  /** What rings first, then what is being called. */
  get callbacks(): readonly Callback[] {
    const { reading } = this.host;
    const now = Date.parse(reading.now);
    const offer = reading.attendance?.offer;
    const known = reading.rows('queue').map(({ callback }) => callback);
    const listed = offer && reading.find(offer.id);
    // A list that was read later knows better.
    const all =
      offer && !(listed && listed.revision >= offer.revision) ? [offer, ...known.filter(({ id }) => id !== offer.id)] : known;
    const mine = all.filter(({ takenBy }) => takenBy === reading.agentId);
    const rings = mine.filter(
      (each) =>
        each.state === 'offered' &&
        !this.#answers.get(offerOf(each))?.done &&
        (each.offerEndsAt === undefined || Date.parse(each.offerEndsAt) > now),
    );
    return [...rings, ...mine.filter(({ state }) => state === 'dialled')];
  }

  /** When what is counted down to in seconds is over, in milliseconds. */
  get ends(): readonly number[] {
    return this.callbacks.flatMap(({ state, offerEndsAt }) =>
      state === 'offered' && offerEndsAt !== undefined ? [Date.parse(offerEndsAt)] : [],
    );
  }

  render(): TemplateResult {
    const current = this.callbacks;
    const offer = current.find(({ state }) => state === 'offered');
    if (offer) this.#said = undefined;
    return html`<div class="sr" role="alert">${offer ? this.#announcement(offer) : (this.#said ?? nothing)}</div>
      ${this.#said ? html`<p class="bar warn" part="bar"><span>${icon(shapes.warning)} ${this.#said}</span></p>` : nothing}
      ${current.map((each) => (each.state === 'offered' ? this.#renderOffer(each) : this.#renderDialled(each)))}`;
  }

  #renderOffer(callback: Callback): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const answer = this.#answers.get(offerOf(callback));
    const can = host.element.source?.callbacks?.answer !== undefined;
    const seconds = this.#secondsLeft(callback);
    return html`<article class="current rings" part="current" aria-labelledby="rings-title">
      <p class="first">
        <strong id="rings-title">${icon(shapes.call)} ${say('call-back-rings')}</strong>
        ${seconds === undefined ? nothing : html`<span class="pill number" role="timer" aria-live="off">${icon(shapes.clock)}${say('seconds-left', { seconds })}</span>`}
      </p>
      ${renderWho(host, callback)} ${callback.comment ? html`<p class="comment whole">${callback.comment}</p>` : nothing}
      ${renderAgreed(host, callback)}
      ${answer?.failure ? html`<p class="problem" role="alert">${icon(shapes.warning)} ${say('not-answered-yet')} ${say(`error-${answer.failure}`)}</p>` : nothing}
      ${
        can
          ? html`<p class="consequence" part="consequence">${say('answer-consequence')}</p>
              <div class="row-deeds">
                <button
                  type="button"
                  class="button primary"
                  data-topic="answer"
                  ?disabled=${answer?.busy}
                  @click=${(event: MouseEvent) => this.#onAnswer(event, callback, true)}
                >
                  ${icon(shapes.call)}${say('answer-call-back')}
                </button>
                <button
                  type="button"
                  class="button"
                  data-topic="let-ring"
                  ?disabled=${answer?.busy}
                  @click=${(event: MouseEvent) => this.#onAnswer(event, callback, false)}
                >
                  ${say('let-ring')}
                </button>
              </div>`
          : nothing
      }
    </article>`;
  }

  #renderDialled(callback: Callback): TemplateResult {
    const { host } = this;
    const { say } = host.texts;
    const name = `dialled-${wordOf(callback.id)}`;
    return html`<article class="current" part="current" aria-labelledby=${name}>
      <p class="first">
        <strong id=${name} tabindex="-1" data-topic="dialled">${icon(shapes.call)} ${say('call-back-dialled')}</strong>
      </p>
      ${renderWho(host, callback)} ${callback.comment ? html`<p class="comment whole">${callback.comment}</p>` : nothing}
      ${renderAgreed(host, callback)} ${this.#renderCompletion(callback)}
    </article>`;
  }

  /** Whether the customer answered: of what this agent is calling. */
  #renderCompletion(callback: Callback): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    if (!this.host.element.source?.callbacks?.complete) return nothing;
    const busy = this.host.deeds.isBusy(callback.id);
    return html`<p class="consequence" part="consequence">${say('completion-means')}</p>
      <div class="row-deeds">
        <button
          type="button"
          class="button primary"
          data-topic="customer-answered"
          ?disabled=${busy}
          @click=${() => void this.host.deeds.complete(callback, true)}
        >
          ${icon(shapes.check)}${say('customer-answered')}
        </button>
        <button
          type="button"
          class="button"
          data-topic="nobody-answered"
          ?disabled=${busy}
          @click=${() => void this.host.deeds.complete(callback, false)}
        >
          ${say('nobody-answered')}
        </button>
      </div>
      ${this.host.deeds.renderSaid(callback)}`;
  }

  #secondsLeft({ offerEndsAt }: Callback): number | undefined {
    if (offerEndsAt === undefined) return undefined;
    return Math.max(0, Math.ceil((Date.parse(offerEndsAt) - Date.parse(this.host.reading.now)) / 1000));
  }

  /** It pushes down what was there: a click that was meant for that answers nothing. */
  #onAnswer({ detail }: MouseEvent, callback: Callback, taken: boolean): void {
    const fresh = pageClock.now() - (this.#announced?.at ?? 0) < settling;
    if (detail === 0 || !fresh) void this.#answer(callback, taken);
  }

  /** Said once an offer: a text that counts would be said every second. */
  #announcement(callback: Callback): string {
    const offer = offerOf(callback);
    if (this.#announced?.offer !== offer) {
      const { say } = this.host.texts;
      const campaign = this.host.reading.campaign(callback.campaignId)?.name ?? '';
      this.#announced = {
        offer,
        at: pageClock.now(),
        text: say('call-back-rings-now', { campaign, seconds: this.#secondsLeft(callback) ?? 0 }),
      };
    }
    return this.#announced.text;
  }

  /** Later it is worthless: it goes at once and never waits. Pressed again after a failure it is the same answer. */
  async #answer(callback: Callback, taken: boolean): Promise<void> {
    const { host } = this;
    const { source } = host.element;
    const offer = offerOf(callback);
    const before = this.#answers.get(offer);
    if (before?.busy || !source?.callbacks?.answer) return;
    const answer: Answer = { key: before?.taken === taken ? before.key : intentKey(), taken, busy: true, done: false };
    this.#answers.set(offer, answer);
    host.element.requestUpdate();
    const gone = () => source !== host.element.source || this.#answers.get(offer) !== answer;
    try {
      const kept = asCallback(await source.callbacks.answer(callback.id, callback.takenAt ?? '', taken, { key: answer.key }));
      if (gone()) return;
      answer.done = true;
      host.reading.put(kept);
      if (!taken) host.element.announce(host.texts.say('let-it-ring'), 'good');
      else void host.focusLater('dialled');
    } catch (caught) {
      if (gone()) return;
      const { code, current } = asBackendError(caught);
      answer.done = code === 'conflict' || code === 'not-found';
      answer.failure = code;
      if (answer.done) this.#said = clashText(host, code, current, 'offer-over');
      host.reading.refresh();
    }
    answer.busy = false;
    host.reading.attendance?.again();
    host.element.requestUpdate();
  }
}
