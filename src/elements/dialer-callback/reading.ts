import type { ReactiveController } from 'lit';
import { asCustomer } from '../../backend/answers.js';
import { asAbsences, asAttemptState } from '../../backend/callback-answers.js';
import type { AttemptState, Backend, Change } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import { pageClock } from '../../wiring/clock.js';
import { Load } from '../../wiring/load.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import { loadCallingEnglish } from '../../wiring/calling-words.js';
import type { DialerCallback } from './dialer-callback.js';

/** What the form stands on. */
export interface Known {
  readonly around: Surroundings;
  /** When this agent will not be there. */
  readonly absences: readonly { readonly fromAt: string; readonly untilAt: string }[];
  readonly state: AttemptState;
  /** Whose numbers can be chosen. */
  readonly customer?: Customer;
  /** When it was read, by the page's clock: from then on the backend's goes on with it. */
  readonly readAt: number;
}

/** How the attempt stands, by the backend; read again in place when something of it changes. */
export class Reading implements ReactiveController {
  readonly load: Load<readonly unknown[], Known>;
  #watched: readonly unknown[] = [];
  #unwatch?: () => void;
  #stage?: string;

  constructor(private readonly host: DialerCallback) {
    this.load = new Load(host, {
      args: () => {
        const { backend, interaction, customerId } = host.source;
        return this.possible && interaction?.attempt ? [backend, interaction.id, customerId] : undefined;
      },
      read: ([backend, id, customerId], signal) =>
        this.#read(backend as Backend, id as string, customerId as string | undefined, signal),
      onChange: (known) => host.onRead(known),
    });
    host.addController(this);
  }

  get known(): Known | undefined {
    return this.load.value;
  }

  /** The backend can say how an attempt stands, and take something of it. */
  get possible(): boolean {
    const { callbacks } = this.host.source.backend ?? {};
    return Boolean(callbacks?.get);
  }

  /** The backend's clock, ISO 8601: that of the agent's computer may be wrong. */
  get now(): string {
    const { state, readAt } = this.known!;
    return new Date(Date.parse(state.now) + Math.max(pageClock.now() - readAt, 0)).toISOString();
  }

  /** Takes what an answer says of the state, without asking again. */
  put(state: AttemptState): void {
    const { known } = this;
    if (known?.state.interactionId !== state.interactionId) return;
    this.load.put({ ...known, state, readAt: pageClock.now() });
    this.host.onRead(this.known);
  }

  hostUpdate(): void {
    this.#watch();
    const { interaction } = this.host.source;
    const stage = interaction && `${interaction.id} ${interaction.state} ${interaction.answeredAt ?? ''}`;
    const before = this.#stage;
    this.#stage = stage;
    // The same conversation is another by now: answered, ended, closed.
    if (stage && before && stage !== before && before.startsWith(`${interaction.id} `)) this.load.reload();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#unwatch = this.#stage = undefined;
    this.#watched = [];
  }

  async #read(backend: Backend, id: string, customerId: string | undefined, signal: AbortSignal): Promise<Known> {
    const reading = workplace(backend).surroundings();
    const [around, state, customer] = await Promise.all([
      reading,
      backend.callbacks!.get(id, { signal }),
      this.#customer(backend, customerId, reading, signal),
      loadCallingEnglish(),
    ]);
    const absences = asAbsences(around.session.absences);
    return { around, absences, state: asAttemptState(state), ...(customer && { customer }), readAt: pageClock.now() };
  }

  /** Numbers to choose from are a help: without them there is still that of the call. */
  async #customer(
    backend: Backend,
    id: string | undefined,
    around: Promise<Surroundings>,
    signal: AbortSignal,
  ): Promise<Customer | undefined> {
    if (id === undefined || !backend.customers || !(await around).may('customers.view')) return undefined;
    const found = await backend.customers.get(id, { signal }).catch(() => undefined);
    return found && asCustomer(found);
  }

  #watch(): void {
    const { backend, interaction } = this.host.source;
    const now = [backend, interaction?.id];
    if (now.every((part, i) => part === this.#watched[i]) && now.length === this.#watched.length) return;
    this.#unwatch?.();
    this.#watched = now;
    const kinds = ['attempt', 'callback', 'campaign', 'interaction', 'session'] as const;
    this.#unwatch = backend && interaction && workplace(backend).watch({ kinds }, { change: this.#onChange });
  }

  readonly #onChange = (change: Change): void => {
    // A call-back's id says nothing of its conversation: clashes count too.
    const all = change.kind === 'reset' || change.kind === 'callback' || change.kind === 'campaign' || change.kind === 'session';
    if (all || change.id === this.host.source.interaction?.id) this.load.reload();
  };
}
