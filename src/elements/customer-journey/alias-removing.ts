import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { JourneyAlias } from '../../domain/journey-alias.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { type Deed, DeedsUnderway, undoSeconds } from '../../wiring/deeds-underway.js';
import type { Intent, IntentError } from '../../wiring/intent.js';
import { isRefused } from '../../wiring/refusal.js';
import { about, kinds, removeSenders, type RemoveWish } from './alias-wishes.js';
import type { Aliases } from './aliases.js';

const buttonOf = (name: string, id: string): string => `[id="${CSS.escape(`${name}-${id}`)}"]`;
const wishOf = ({ payload }: Deed): RemoveWish => payload as RemoveWish;

/** Takes an alias away: first what that means, then some seconds in which it can be undone. */
export class AliasRemoving implements ReactiveController {
  readonly #deeds: DeedsUnderway;
  /** The alias of which the agent is asked. */
  #asked?: string;
  /** Why nothing came of it, by alias. */
  readonly #said = new Map<string, { readonly customerId: string; readonly text: string }>();
  #of?: string;

  constructor(private readonly aliases: Aliases) {
    const { element } = aliases;
    this.#deeds = new DeedsUnderway(element, {
      backend: () => element.source.backend,
      store: () => element.draftStore,
      senders: removeSenders,
      onSent: (intent, tells) => this.#onSent(intent, tells),
      onRefused: (deed, error) => this.#onRefused(deed, error),
    });
    element.addController(this);
  }

  /** Something would be lost with the page. */
  get atRisk(): boolean {
    return this.#deeds.atRisk;
  }

  /** Something of this customer's is not done, or was not. */
  get waits(): boolean {
    const { customerId } = this.aliases.element.visits;
    const isTheirs = (each: { readonly customerId: string }) => each.customerId === customerId;
    const underway = this.#deeds.outgoing.of([kinds.remove]).some((each) => each.state !== 'sent' && isTheirs(wishOf(each)));
    return underway || [...this.#said.values()].some(isTheirs);
  }

  /** Nobody is asked about one customer while another one is on screen. */
  hostUpdate(): void {
    const { customerId } = this.aliases.element.visits;
    if (customerId === this.#of) return;
    this.#of = customerId;
    this.#asked = undefined;
    this.aliases.announcer.clear();
  }

  hostDisconnected(): void {
    this.#asked = undefined;
    this.#said.clear();
  }

  /** The way to begin. */
  renderButton({ id }: JourneyAlias, name: string): TemplateResult | typeof nothing {
    const { say } = this.aliases.texts;
    if (!this.aliases.may('removeAlias') || this.#isUnderway(id) || this.#asked === id) return nothing;
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
  render({ id, kind, customerId }: JourneyAlias): TemplateResult | typeof nothing {
    const { say } = this.aliases.texts;
    if (this.#isUnderway(id)) return this.#renderUnderway(this.#intentOf(id));
    const { text } = this.#said.get(id) ?? {};
    if (this.#asked !== id) return text ? html`<p class="problem" role="alert">${icon(shapes.warning)} ${text}</p>` : nothing;
    return html`<div class="consequence" id="removal-means">
        <p>${say(kind === 'visitor' ? 'journey-alias-remove-visitor' : 'journey-alias-remove-login')}</p>
      </div>
      <div class="deeds" @keydown=${this.#onKeydown}>
        <button
          type="button"
          class="button"
          id="remove-now"
          aria-describedby="removal-means"
          @click=${() => void this.#remove({ id, customerId })}
        >
          ${say('journey-alias-remove-now')}
        </button>
        <button type="button" class="button" id="keep" aria-describedby="removal-means" @click=${() => this.#ask(undefined)}>
          ${say('cancel')}
        </button>
      </div>`;
  }

  #renderUnderway(intent: Intent | undefined): TemplateResult {
    const { say } = this.aliases.texts;
    const seconds = intent?.state === 'queued' ? this.#deeds.secondsLeft(intent) : 0;
    if (intent && seconds)
      return html`<p class="undoing">
        <span class="soft number">${say('journey-alias-removing', { seconds })}</span>
        <button type="button" class="link" id=${`undo-${intent.about}`} @click=${() => void this.#undo(intent)}>
          ${say('undo')}
        </button>
      </p>`;
    if (!intent?.error || isRefused(intent)) return html`<p class="soft" role="status">${say('saving')}</p>`;
    const parked = intent.state === 'needs-attention';
    return html`<div class="bar warn inside" part="bar" role="alert">
      <span
        >${icon(shapes.warning)} ${say(parked ? 'journey-alias-not-removed' : 'not-sent-yet')}
        ${say(`error-${intent.error.code as 'failed'}`)} ${parked ? nothing : say('sent-by-itself')}</span
      >
      <button type="button" class="button" id=${`retry-${intent.about}`} @click=${() => void this.#deeds.retry(intent)}>
        ${say('retry')}
      </button>
      <button type="button" class="button" id=${`undo-${intent.about}`} @click=${() => void this.#undo(intent)}>
        ${say('undo')}
      </button>
    </div>`;
  }

  #intentOf(id: string): Intent | undefined {
    return this.#deeds.outgoing.about(about(id)).find(({ kind }) => kind === kinds.remove);
  }

  #isUnderway(id: string): boolean {
    return this.#deeds.isBusy(about(id)) || this.#intentOf(id) !== undefined;
  }

  #ask(id: string | undefined): void {
    const before = this.#asked ?? '';
    this.#asked = id;
    if (id !== undefined) this.#said.delete(id);
    void this.aliases.focus(id === undefined ? buttonOf('remove', before) : '#keep');
  }

  async #remove(wish: RemoveWish): Promise<void> {
    const { aliases } = this;
    const name = about(wish.id);
    if (this.#asked !== wish.id || this.#isUnderway(wish.id)) return;
    this.#asked = undefined;
    await this.#deeds.send({ kind: kinds.remove, about: name, payload: wish }, { undo: true });
    if (wish.customerId !== this.#of || !this.#isUnderway(wish.id)) return;
    aliases.announcer.say(aliases.texts.say('journey-alias-removing', { seconds: undoSeconds }));
    await aliases.stay(buttonOf('undo', name));
  }

  async #undo(intent: Intent): Promise<void> {
    const { aliases } = this;
    const { id } = wishOf(intent);
    if (!(await this.#deeds.giveUp(intent))) return;
    // It may have been done all the same.
    if (intent.tried) aliases.reload();
    else aliases.announcer.say(aliases.texts.say('journey-alias-not-removed'));
    await aliases.stay(buttonOf('remove', id));
  }

  #onSent(intent: Intent, tells: boolean): void {
    const { aliases } = this;
    const { id, customerId } = wishOf(intent);
    this.#said.delete(id);
    if (customerId !== aliases.element.visits.customerId) return;
    aliases.removed(id);
    if (tells) aliases.announcer.say(aliases.texts.say('journey-alias-removed'));
  }

  /** In words beside the alias. */
  #onRefused(deed: Deed, { code }: IntentError): void {
    const { announcer, texts } = this.aliases;
    const { say } = texts;
    const { id, customerId } = wishOf(deed);
    announcer.clear();
    const why =
      code === 'denied'
        ? say('journey-alias-denied')
        : say(code === 'not-sent' ? 'deletion-not-sent' : `error-${code as 'failed'}`);
    this.#said.set(id, { customerId, text: `${say('journey-alias-not-removed')} ${why}` });
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#ask(undefined);
  };
}
