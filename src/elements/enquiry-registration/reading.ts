import type { ReactiveController } from 'lit';
import { asCatalogue, asEnquiryState } from '../../backend/enquiry-answers.js';
import type { Backend, Change, EnquiryState } from '../../backend/backend.js';
import type { Catalogue, CategorySituation } from '../../domain/catalogue.js';
import { situationOf } from '../../domain/campaign.js';
import type { EnquiryRules } from '../../domain/enquiry.js';
import { Load } from '../../wiring/load.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import { loadMoreEnglish } from '../../wiring/words.js';
import type { EnquiryRegistration } from './enquiry-registration.js';

/** What the form stands on. */
export interface Known {
  readonly around: Surroundings;
  readonly catalogue: Catalogue;
  readonly state: EnquiryState;
}

/** How the conversation stands with its registration, by the backend; read again in place when something of it changes. */
export class Reading implements ReactiveController {
  readonly load: Load<readonly unknown[], Known>;
  #watched: readonly unknown[] = [];
  #unwatch?: () => void;
  #stage?: string;
  readonly #waiting = new Set<() => void>();

  constructor(private readonly host: EnquiryRegistration) {
    this.load = new Load(host, {
      args: () => {
        const { backend, interaction } = host.source;
        return backend?.enquiries && interaction ? [backend, interaction.id] : undefined;
      },
      read: ([backend, id], signal) => this.#read(backend as Backend, id as string, signal),
      onChange: (known) => host.onRead(known),
    });
    host.addController(this);
  }

  get known(): Known | undefined {
    return this.load.value;
  }

  /** What conditions of categories ask about. */
  get situation(): CategorySituation | undefined {
    const { interaction } = this.host.source;
    const categories = this.known?.around.settings.dialerCategories ?? true;
    return interaction && situationOf(interaction, { categories });
  }

  get rules(): EnquiryRules {
    const { enquiryComment, enquiryCommentLimit, enquiryCommentFor } = this.known!.around.settings;
    return { comment: enquiryComment, commentLimit: enquiryCommentLimit, commentFor: enquiryCommentFor };
  }

  /** Whether this agent may, and the backend can. */
  may(deed: 'register' | 'extend' | 'excuse'): boolean {
    const { backend } = this.host.source;
    const needed = deed === 'excuse' ? 'enquiries.excuse' : 'enquiries.register';
    return Boolean(backend?.enquiries?.[deed]) && Boolean(this.known?.around.may(needed));
  }

  /** Resolves when it is known how the conversation on screen stands, or that it cannot be read; or so much time is over. */
  async ready(milliseconds: number): Promise<void> {
    await this.host.updateComplete;
    if (this.load.face !== 'waiting') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#waiting.delete(done) && resolve(), milliseconds);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.add(done);
    });
  }

  /** Takes what an answer says of the state, without asking again. */
  put(state: EnquiryState): void {
    const { known } = this;
    if (known?.state.interactionId !== state.interactionId) return;
    this.load.put({ ...known, state });
    this.host.onRead(this.known);
  }

  hostUpdate(): void {
    this.#watch();
    const { interaction } = this.host.source;
    const stage = interaction && `${interaction.id} ${interaction.state} ${interaction.endedAt ?? ''}`;
    const before = this.#stage;
    this.#stage = stage;
    // The same conversation is another by now: ended, closed.
    if (stage && before && stage !== before && before.startsWith(`${interaction.id} `)) this.load.reload();
  }

  hostUpdated(): void {
    if (this.load.face !== 'waiting') this.#ring();
  }

  hostDisconnected(): void {
    this.#ring();
    this.#unwatch?.();
    this.#unwatch = this.#stage = undefined;
    this.#watched = [];
  }

  #ring(): void {
    for (const done of this.#waiting) done();
    this.#waiting.clear();
  }

  async #read(backend: Backend, id: string, signal: AbortSignal): Promise<Known> {
    const { enquiries } = backend;
    const [around, catalogue, state] = await Promise.all([
      workplace(backend).surroundings(),
      enquiries!.catalogue({ signal }),
      enquiries!.get(id, { signal }),
      loadMoreEnglish(),
    ]);
    return { around, catalogue: asCatalogue(catalogue), state: asEnquiryState(state) };
  }

  #watch(): void {
    const { backend, interaction } = this.host.source;
    const now = [backend, interaction?.id];
    if (now.every((part, i) => part === this.#watched[i]) && now.length === this.#watched.length) return;
    this.#unwatch?.();
    this.#watched = now;
    const kinds = ['catalogue', 'enquiry', 'interaction', 'session'] as const;
    this.#unwatch = backend && interaction && workplace(backend).watch({ kinds }, { change: this.#onChange });
  }

  readonly #onChange = (change: Change): void => {
    const ours = change.kind === 'reset' || change.kind === 'catalogue' || change.kind === 'session';
    if (ours || change.id === this.host.source.interaction?.id) this.load.reload();
  };
}
