import type { ReactiveController } from 'lit';
import { asInteraction } from '../../backend/answers.js';
import type { Backend, Change } from '../../backend/backend.js';
import { asHistoryItem, belongs, type HistoryItem } from '../../domain/history.js';
import { pageClock } from '../../wiring/clock.js';
import { workplace } from '../../wiring/workplace.js';
import type { InteractionHistory } from './interaction-history.js';

/** Milliseconds in which changes are gathered. */
const gathering = 250;
/** An answer by itself costs about as much as so many in a list; more than so many answers are never asked for at once. */
const [perAnswer, atOnce] = [50, 20];
/** So many of the newest tell whether one that has just begun is among them. */
const newest = 20;
const day = 24 * 3_600_000;
const kinds = ['catalogue', 'customer', 'enquiry', 'fields', 'interaction', 'session'] as const;

/**
 * Keeps the history as it is by now. What is told within a moment is gathered, and there is never more than one reading at a time: what is told during one leads to one more.
 *
 * Read again is as little as is certain. A few changed interactions of a long list are asked for one by one: those that are in the list (also when only their registration changed), and those that may be new in it. One
 * that is still this customer's, or has the address it had, is put in its place. A new one of nobody's may be this customer's by its address, which only the backend can read: a look at the newest of the list tells,
 * unless it is older than those. All else (another customer of a list's row, the customer's own fields, many changes at a time, a short list, a failure) reads the whole list again.
 */
export class Live implements ReactiveController {
  /** Id → it may be one that is not in the list yet. */
  readonly #told = new Map<string, boolean>();
  #all = false;
  #timer?: unknown;
  #pass?: AbortController;
  /** Of those out of sight, the ones that a reading under way will tell of. */
  #settling?: readonly string[];
  #watched?: Backend;
  #unwatch?: () => void;
  #key?: string;

  constructor(private readonly host: InteractionHistory) {
    host.addController(this);
  }

  /** Reads everything again, where it is on screen. */
  refresh(): void {
    this.#all = true;
    this.#soon();
  }

  hostUpdate(): void {
    const { reading, isConnected, source } = this.host;
    const { feed, astray, key } = reading;
    this.#watch(isConnected && reading.allowed ? source.backend : undefined);
    if (key !== this.#key) this.#reset();
    this.#key = key;
    if (!this.#settling || feed.busy || feed.error) return;
    for (const id of this.#settling) astray.delete(id);
    this.#settling = undefined;
  }

  /** What was told while the list was being read. */
  hostUpdated(): void {
    if (this.#all || this.#told.size) this.#soon();
  }

  hostDisconnected(): void {
    this.#watch(undefined);
    this.#reset();
  }

  #reset(): void {
    pageClock.clear(this.#timer);
    this.#pass?.abort();
    this.#told.clear();
    this.#all = false;
    this.#timer = this.#pass = this.#settling = this.#key = undefined;
  }

  #soon(): void {
    if (this.#timer !== undefined || this.#pass || this.host.reading.feed.busy || !this.host.isConnected) return;
    this.#timer = pageClock.set(() => {
      this.#timer = undefined;
      if (!this.host.reading.feed.busy) void this.#read();
    }, gathering);
  }

  async #read(): Promise<void> {
    const { feed } = this.host.reading;
    const wanted = [...this.#told].filter(([id, perhapsNew]) => perhapsNew || feed.get(id)).map(([id]) => id);
    const get = this.host.source.backend?.interactions?.get;
    const { length } = wanted;
    if (feed.face !== 'ready' || length > atOnce || length * perAnswer >= feed.items.length || !get) this.#all ||= length > 0;
    if (this.#all || !length || !get) {
      this.#told.clear();
      return this.#all ? this.#reload() : undefined;
    }
    this.#told.clear();
    const { signal } = (this.#pass = new AbortController());
    try {
      const answers = await Promise.all(wanted.map((id) => get(id, { signal })));
      if (signal.aborted) return;
      const unclear = wanted.flatMap((id, at) => this.#take(id, answers[at]));
      if (unclear.length) await this.#look(unclear, signal);
    } catch {
      this.#all = true; // what cannot be asked for by itself is asked for with all others, and said when that fails too
    }
    if (signal.aborted) return;
    this.#pass = undefined;
    if (this.#all) this.#reload();
    else if (this.#told.size) this.#soon();
  }

  /** Puts what certainly belongs in its place; answers what only the backend can tell. */
  #take(id: string, answer: unknown): readonly HistoryItem[] {
    const { feed, scope, astray, now, around } = this.host.reading;
    const before = feed.get(id);
    const item = answer ? asHistoryItem(asInteraction(answer)) : undefined;
    const customerId = scope && 'customerId' in scope ? scope.customerId : undefined;
    const place = item && item.id === id ? belongs(item, before, customerId) : 'elsewhere';
    if (place === 'here' && (before || item!.at > now - around!.settings.retentionDays * day)) {
      feed.put(item!);
      astray.delete(id);
    } else if (before) {
      // It may be somebody else's: out of sight at once, and the list says.
      astray.add(id);
      this.#all = true;
      this.host.requestUpdate();
    } else if (place === 'unclear') return [item!];
    return [];
  }

  async #look(unclear: readonly HistoryItem[], signal: AbortSignal): Promise<void> {
    const { reading, source } = this.host;
    const { feed } = reading;
    const { items, next } = await reading.list(source.backend!, reading.scope!, { limit: newest, signal });
    if (signal.aborted) return;
    for (const item of items) feed.put(item);
    const oldest = next === undefined ? -Infinity : (items.at(-1)?.at ?? Infinity);
    if (unclear.some(({ id, at }) => at < oldest && !items.some((item) => item.id === id))) this.#all = true;
  }

  #reload(): void {
    const { feed, astray } = this.host.reading;
    this.#all = false;
    this.#settling = [...astray];
    feed.reload();
  }

  #watch(backend: Backend | undefined): void {
    if (backend === this.#watched) return;
    this.#unwatch?.();
    this.#watched = backend;
    this.#unwatch = backend && workplace(backend).watch({ kinds }, { change: this.#onChange });
  }

  readonly #onChange = (change: Change): void => {
    const { reading } = this.host;
    const { kind } = change;
    const ours = reading.scope && 'customerId' in reading.scope ? reading.scope.customerId : undefined;
    if (kind === 'reset' || kind === 'session') reading.base.reload();
    if (kind === 'reset' || kind === 'catalogue') reading.topics.reload();
    if (kind === 'interaction' || kind === 'enquiry') {
      // An address has the interactions of all customers, a customer nobody else's.
      const { id, customerId } = change;
      const perhapsNew = kind === 'interaction' && (!ours || !customerId || customerId === ours);
      if (perhapsNew || reading.feed.busy || reading.feed.get(id))
        this.#told.set(id, perhapsNew || (this.#told.get(id) ?? false));
    } else if (kind !== 'catalogue' && (kind !== 'customer' || change.id === ours)) this.#all = true;
    if (this.#all || this.#told.size) this.#soon();
  };
}
