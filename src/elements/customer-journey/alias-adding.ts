import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { JourneyAliasDraft } from '../../backend/backend.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { FieldProblem } from '../../domain/field.js';
import { type JourneyAliasKind, journeyAliasKinds } from '../../domain/journey-alias.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { draftKey } from '../../wiring/draft-store.js';
import { intentKey } from '../../wiring/intent-key.js';
import { Submission } from '../../wiring/submission.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import { addSenders, kinds } from './alias-wishes.js';
import type { Aliases } from './aliases.js';

interface Typed {
  readonly kind: JourneyAliasKind;
  readonly value: string;
}
/** What is no draft: a kind that was chosen before anything was typed, and what is wrong. */
interface Untyped {
  /** Whose form it is. */
  readonly of?: string;
  kind: JourneyAliasKind;
  problem?: keyof typeof reasons;
}
/** UTF-16 units. */
const limit = 200;
const reasons = {
  required: 'journey-alias-required',
  'too-long': 'journey-alias-too-long',
  'not-text': 'journey-alias-not-text',
  'not-an-e-mail': 'journey-alias-not-an-e-mail',
  'not-a-phone-number': 'journey-alias-not-a-phone-number',
} as const;

/** Says by what the customer is known on the web site from now on. */
export class AliasAdding {
  readonly submission: Submission<Typed>;
  readonly #notices: SubmissionNotices<Typed>;
  #form: Untyped = { kind: 'login' };

  constructor(private readonly aliases: Aliases) {
    const { element } = aliases;
    const { say } = element.texts;
    this.submission = new Submission<Typed>(element, {
      backend: () => element.source.backend,
      store: () => element.draftStore,
      key: () => this.#key,
      senders: addSenders,
      onRestored: () => (this.#own.problem = undefined),
      onSent: (_, payload) => this.#onSent(payload as JourneyAliasDraft),
      onRefused: (_, problems) => this.#onRefused(problems),
    });
    this.#notices = new SubmissionNotices(this.submission, {
      texts: element.texts,
      sign: icon(shapes.warning),
      words: () => ({ not: say('journey-alias-not-added'), notYet: say('not-sent-yet') }),
      refused: (code) => this.#why(code),
      onAgain: () => void aliases.focus('#alias-value'),
      onDiscarded: () => {
        aliases.announcer.say(say('draft-discarded'));
        void aliases.focus('#alias-value');
      },
    });
  }

  render(): TemplateResult {
    const { aliases, submission } = this;
    const { say } = aliases.texts;
    const { kind, value } = this.#typed;
    const { locked } = submission;
    const { problem } = this.#own;
    // Another form for each customer: whoever types while another one opens does not go on typing there.
    const form = html`<form class="adding" novalidate @submit=${this.#onSubmit}>
      <label class="input">
        <span class="caption">${say('journey-alias-kind')}</span>
        <select
          id="alias-kind"
          ?disabled=${locked}
          .value=${live(kind)}
          @change=${(event: Event) => this.#change({ kind: (event.target as HTMLSelectElement).value as JourneyAliasKind })}
        >
          ${[...journeyAliasKinds]
            .reverse()
            .map((each) => html`<option value=${each} ?selected=${each === kind}>${say(`journey-alias-${each}`)}</option>`)}
        </select>
      </label>
      <label class="input">
        <span class="caption">${say('journey-alias-value')}</span>
        <input
          id="alias-value"
          type="text"
          dir="auto"
          autocomplete="off"
          spellcheck="false"
          ?readonly=${locked}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${problem ? 'alias-problem' : 'alias-consequence'}
          .value=${live(value)}
          @input=${(event: InputEvent) => this.#change({ value: (event.target as HTMLInputElement).value })}
        />
      </label>
      ${problem ? html`<p class="problem" id="alias-problem" role="alert">${icon(shapes.warning)} ${say(reasons[problem])}</p>` : nothing}
      <p class="consequence" id="alias-consequence">
        ${say(kind === 'visitor' ? 'journey-alias-add-visitor' : 'journey-alias-add-login')}
      </p>
      <div class="side">
        <button type="submit" class="button" id="add-alias" aria-disabled=${locked}>
          ${locked ? say('journey-alias-adding') : say('journey-alias-add')}
        </button>
        ${this.#notices.renderState()}
      </div>
    </form>`;
    return html`${this.#notices.render()} ${keyed(this.#key, form)}`;
  }

  get #key(): string | undefined {
    const { visits, reading } = this.aliases.element;
    const { around } = reading;
    const { customerId } = visits;
    if (!around || customerId === undefined) return undefined;
    const { tenantId, agent } = around.session;
    return draftKey({ tenantId, agentId: agent.id, element: 'customer-journey', customerId });
  }

  get #own(): Untyped {
    const of = this.#key;
    if (of !== this.#form.of) this.#form = { of, kind: 'login' };
    return this.#form;
  }

  get #typed(): Typed {
    return this.submission.value ?? { kind: this.#own.kind, value: '' };
  }

  #change(part: Partial<Typed>): void {
    const next = { ...this.#typed, ...part };
    const own = this.#own;
    own.kind = next.kind;
    own.problem = undefined;
    this.aliases.announcer.clear();
    if (next.value) this.submission.change(next);
    else if (this.submission.value) void this.submission.discard();
    this.aliases.element.requestUpdate();
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { customerId } = this.aliases.element.visits;
    const typed = this.#typed;
    const value = typed.value.trim();
    if (customerId === undefined || this.submission.locked) return;
    const problem = !value ? 'required' : value.length > limit ? 'too-long' : undefined;
    this.#own.problem = problem;
    if (problem) return this.aliases.focus('#alias-value');
    const payload: JourneyAliasDraft = { customerId, kind: typed.kind, value };
    await this.submission.submit(typed, { kind: kinds.add, payload, about: `journey-alias/${intentKey()}` });
  };

  /** Acknowledged: of whatever customer. */
  #onSent({ customerId }: JourneyAliasDraft): void {
    const { aliases } = this;
    const { element, texts } = aliases;
    if (customerId !== element.visits.customerId) return;
    this.#own.problem = undefined;
    aliases.announcer.say(texts.say('journey-alias-added'));
    aliases.reload();
    element.live.refresh();
    this.#refocus();
  }

  #onRefused(problems: readonly FieldProblem[]): void {
    const reason = problems.find(({ field }) => field === 'value')?.reason;
    if (reason && Object.hasOwn(reasons, reason)) this.#own.problem = reason as keyof typeof reasons;
    this.#refocus();
  }

  /** Whoever went elsewhere meanwhile is not fetched back. */
  #refocus(): void {
    const { activeElement } = this.aliases.element.renderRoot as ShadowRoot;
    if (activeElement?.closest('.adding')) void this.aliases.focus('#alias-value');
  }

  #why(code: BackendErrorCode): string {
    const { say } = this.aliases.texts;
    if (code === 'conflict') return say('journey-alias-taken');
    return say(code === 'denied' ? 'journey-alias-denied' : `error-${code}`);
  }
}
