import { asBackendError } from '../backend/backend-error.js';
import type { Backend, PresenceService, PresenceTicket, PresentAgent } from '../backend/backend.js';
import type { Clock } from './clock.js';
import { Idle } from './idle.js';
import { asPresentAgents } from './present-agents.js';
import { concerns, workplace } from './workplace.js';

/** Milliseconds: an entry is renewed, and what failed tried again; what is edited is told anew; an entry that is not renewed ends by itself. */
const [renewAfter, editAfter, lifetime] = [20_000, 1000, 60_000];

const known = new WeakMap<Backend, Map<string, PresenceEntry>>();
/** Backends that do not want to hear of it. */
const refused = new WeakSet<Backend>();
const nobody: readonly PresentAgent[] = [];

/** The one entry that a backend object has at a customer's card, for all elements that show it. Of enter and leave one at a time is under way. */
export class PresenceEntry {
  others = nobody;
  /** Who shows the card, and what they edit. */
  readonly #viewers = new Map<() => void, readonly string[]>();
  readonly #idle: Idle;
  #ticket?: PresenceTicket;
  #enteredAt = 0;
  /** What the last enter said, answered or not; undefined when we left, or never came. */
  #said?: string;
  #spokeAt = 0;
  /** Enter or leave is under way. */
  #speaking?: AbortController;
  /** `who` is under way. */
  #asking?: AbortController;
  #askedAt = 0;
  #answeredAt = 0;
  #curious = false;
  #gone = false;
  #unwatch?: () => void;
  #timer?: unknown;

  private constructor(
    private readonly backend: Backend,
    private readonly service: PresenceService,
    private readonly customerId: string,
    private readonly clock: Clock,
  ) {
    this.#idle = Idle.of(clock);
  }

  /** The entry that is there already. */
  static at(backend: Backend, customerId: string): PresenceEntry | undefined {
    return refused.has(backend) ? undefined : known.get(backend)?.get(customerId);
  }

  /** The entry to `join`; undefined when the backend has no such service, or refused it. */
  static of(backend: Backend, customerId: string, clock: Clock): PresenceEntry | undefined {
    if (!backend.presence || !customerId || refused.has(backend)) return undefined;
    let entries = known.get(backend);
    if (!entries) known.set(backend, (entries = new Map<string, PresenceEntry>()));
    let entry = entries.get(customerId);
    if (!entry) entries.set(customerId, (entry = new PresenceEntry(backend, backend.presence, customerId, clock)));
    return entry;
  }

  /** `viewer` shows the card and edits these fields: told when `others` changes, until it leaves. Nothing happens when all that was said before. */
  join(viewer: () => void, editing: readonly string[]): void {
    const before = this.#viewers.get(viewer);
    this.#viewers.set(viewer, editing);
    if (before && before.length === editing.length && before.every((name, i) => name === editing[i])) return;
    if (!before) this.#gone = false; // somebody comes anew: perhaps the customer is there again
    this.#turn();
  }

  leave(viewer: () => void): void {
    if (this.#viewers.delete(viewer)) this.#turn();
  }

  /** What is to be said now; undefined: that we are not here. */
  #wish(): readonly string[] | undefined {
    const wanted = this.#viewers.size > 0 && !this.#gone && !refused.has(this.backend);
    if (wanted) this.#idle.join(this.#turn);
    else this.#idle.leave(this.#turn);
    if (!wanted || this.#idle.away) return undefined;
    return [...new Set([...this.#viewers.values()].flat())].sort();
  }

  /** Does what is due, or waits until it is. */
  readonly #turn = (): void => {
    this.clock.clear(this.#timer);
    const wish = this.#wish();
    if (!wish) return this.#end();
    this.#unwatch ??= workplace(this.backend).watch(
      { kinds: ['presence'], customerId: this.customerId },
      { change: (change) => concerns(change, 'presence', this.customerId) && void this.#ask() },
    );
    const now = this.clock.now();
    if (now - this.#answeredAt >= lifetime) this.#show(nobody); // nobody confirmed it since
    const said = JSON.stringify(wish);
    const isRenewal = this.#speaking || said === this.#said;
    const due = isRenewal ? this.#spokeAt + renewAfter : this.#said === undefined ? now : this.#spokeAt + editAfter;
    if (now < due) this.#timer = this.clock.set(this.#turn, due - now);
    else if (this.#speaking) this.#speaking.abort();
    else void this.#enter(wish, said);
  };

  #end(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#stopAsking();
    this.#curious = false;
    this.#show(nobody);
    if (this.#speaking) return;
    const now = this.clock.now();
    const due = this.#said === undefined ? this.#spokeAt + renewAfter : now; // what failed is tried again
    if (this.#ticket === undefined || now - this.#enteredAt >= lifetime) {
      this.#ticket = this.#said = undefined;
      if (!this.#viewers.size) known.get(this.backend)?.delete(this.customerId);
    } else if (now < due) this.#timer = this.clock.set(this.#turn, due - now);
    else void this.#leave(this.#ticket);
  }

  async #enter(editing: readonly string[], said: string): Promise<void> {
    const signal = this.#speak(said);
    this.#timer = this.clock.set(this.#turn, renewAfter);
    try {
      const ticket: unknown = await this.service.enter(this.customerId, { editing }, { signal });
      this.#ticket = typeof ticket === 'string' ? ticket : undefined;
      this.#enteredAt = this.#spokeAt;
      this.#curious = true;
      if (this.clock.now() - this.#askedAt >= renewAfter) this.#stopAsking(); // that one is not answered any more
    } catch (caught) {
      this.#fail(caught);
    }
    this.#spoken();
  }

  async #leave(ticket: PresenceTicket): Promise<void> {
    const signal = this.#speak();
    try {
      await this.service.leave(ticket, { signal });
      this.#ticket = undefined;
    } catch (caught) {
      // An entry that is not there needs no leaving, and where we are refused we are not entered.
      if (this.#refuses(caught) || asBackendError(caught).code === 'not-found') this.#ticket = undefined;
    }
    this.#spoken();
  }

  #speak(said?: string): AbortSignal {
    this.#said = said;
    this.#spokeAt = this.clock.now();
    this.#speaking = new AbortController();
    return this.#speaking.signal;
  }

  #spoken(): void {
    this.#speaking = undefined;
    this.#turn();
    if (this.#curious) void this.#ask();
  }

  /** Who else is here. Asked while an answer is awaited, it is asked once more; not while we come, which is told to us as well. */
  async #ask(): Promise<void> {
    this.#curious = true;
    if (this.#asking || this.#speaking || !this.#unwatch) return;
    this.#curious = false;
    this.#askedAt = this.clock.now();
    const { signal } = (this.#asking = new AbortController());
    try {
      const present = asPresentAgents(await this.service.who(this.customerId, { signal }));
      if (signal.aborted) return;
      this.#answeredAt = this.clock.now();
      this.#show(present);
    } catch (caught) {
      if (signal.aborted) return;
      this.#fail(caught);
    }
    this.#asking = undefined;
    if (this.#curious) void this.#ask();
  }

  #stopAsking(): void {
    this.#asking?.abort();
    this.#asking = undefined;
  }

  #show(others: readonly PresentAgent[]): void {
    if (JSON.stringify(others) === JSON.stringify(this.others)) return;
    this.others = others;
    for (const viewer of [...this.#viewers.keys()]) viewer();
  }

  #fail(caught: unknown): void {
    if (this.#refuses(caught) || asBackendError(caught).code !== 'not-found') return;
    this.#gone = true;
    this.#ticket = undefined; // the entry went with the customer
    this.#turn();
  }

  /** Whether the backend does not want to hear of it, from any card. */
  #refuses(caught: unknown): boolean {
    const { code } = asBackendError(caught);
    if (code !== 'denied' && code !== 'unsupported') return false;
    refused.add(this.backend);
    for (const entry of [...(known.get(this.backend)?.values() ?? [])]) entry.#turn();
    return true;
  }
}
