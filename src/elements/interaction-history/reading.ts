import type { ReactiveController } from 'lit';
import { asInteraction, asPage } from '../../backend/answers.js';
import type { Backend, Page } from '../../backend/backend.js';
import { asCatalogue } from '../../backend/enquiry-answers.js';
import { asHistoryItem, compareHistory, type HistoryItem } from '../../domain/history.js';
import type { HistoryScope } from '../../domain/history-scope.js';
import { BackendClock } from '../../wiring/backend-clock.js';
import { Feed, type FeedRequest } from '../../wiring/feed.js';
import { loadHistoryEnglish } from '../../wiring/history-words.js';
import { Load } from '../../wiring/load.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import type { InteractionHistory } from './interaction-history.js';

/** The history as the backend has it, and what is needed to show it. */
export class Reading implements ReactiveController {
  readonly base: Load<readonly unknown[], Surroundings>;
  /** Topic id → label, of all that there ever were; a help that may be missing. */
  readonly topics: Load<readonly unknown[], ReadonlyMap<string, string>>;
  readonly feed: Feed<readonly unknown[], HistoryItem>;
  /** Ids of those that may be somebody else's by now: out of sight until the list was read again. */
  readonly astray = new Set<string>();
  /** It was whole once: what is read again takes its place, and nothing is missing meanwhile. */
  whole = false;
  readonly #clock: BackendClock;
  #key?: string;
  #listed: readonly HistoryItem[] = [];
  #of: readonly unknown[] = [];

  constructor(private readonly host: InteractionHistory) {
    this.base = new Load(host, {
      args: () => (host.source.backend?.interactions ? [host.source.backend] : undefined),
      read: async ([backend]) => {
        const [around] = await Promise.all([workplace(backend as Backend).surroundings(), loadHistoryEnglish()]);
        return around;
      },
    });
    this.#clock = new BackendClock(host, () => (this.allowed ? host.source.backend : undefined));
    this.topics = new Load(host, {
      args: () => (this.allowed && host.source.backend?.enquiries ? [host.source.backend, this.agentId] : undefined),
      read: async ([backend], signal) => {
        const { categories } = asCatalogue(await (backend as Backend).enquiries!.catalogue({ signal }));
        return new Map(categories.flatMap(({ topics }) => topics.map(({ id, label }) => [id, label] as const)));
      },
    });
    this.feed = new Feed(host, {
      args: () => {
        const { key } = this;
        return key === undefined ? undefined : [host.source.backend, this.agentId, key];
      },
      read: ([backend, , key], request) => this.list(backend as Backend, JSON.parse(key as string) as HistoryScope, request),
      compare: compareHistory,
    });
    host.addController(this);
  }

  get around(): Surroundings | undefined {
    return this.base.value;
  }

  get agentId(): string {
    return this.around?.session.agent.id ?? '';
  }

  /** Undefined until it is known. */
  get allowed(): boolean | undefined {
    return this.around?.may('customers.view');
  }

  /** Whose history; undefined where there is none to be shown. */
  get scope(): HistoryScope | undefined {
    const { scope } = this.host.source;
    return typeof scope === 'object' ? scope : undefined;
  }

  /** Another one is another list. */
  get key(): string | undefined {
    const { scope } = this;
    return this.allowed && scope ? JSON.stringify(scope) : undefined;
  }

  /** By the backend's clock, in milliseconds. */
  get now(): number {
    return this.#clock.now;
  }

  /** Everything but the conversation that goes on here. */
  get items(): readonly HistoryItem[] {
    const current = this.host.source.interaction?.id;
    const of = [this.feed.items, current, [...this.astray].join('\0')];
    if (of.some((each, i) => each !== this.#of[i])) {
      this.#of = of;
      this.#listed = this.feed.items.filter(({ id }) => id !== current && !this.astray.has(id));
    }
    return this.#listed;
  }

  /** How many there are; undefined until all are known. */
  get count(): number | undefined {
    return this.whole ? this.items.length : undefined;
  }

  /** A page of the list. What is as it was stays the same object, so that a list that is read again renders nothing anew. */
  async list(backend: Backend, scope: HistoryScope, request: FeedRequest): Promise<Page<HistoryItem>> {
    const page = asPage(await backend.interactions!.list(scope, request), (value) => asHistoryItem(asInteraction(value)));
    if (!this.whole) return page;
    const known = new Map(this.feed.items.map((item) => [item.id, item]));
    const same = (item: HistoryItem): HistoryItem => {
      const before = known.get(item.id);
      return before && JSON.stringify(before) === JSON.stringify(item) ? before : item;
    };
    return { ...page, items: page.items.map(same) };
  }

  hostUpdate(): void {
    const { key, feed } = this;
    if (key !== this.#key || feed.face !== 'ready') {
      this.#key = key;
      this.whole = false;
      this.astray.clear();
    }
    if (feed.face === 'ready' && feed.complete) this.whole = true;
  }

  hostDisconnected(): void {
    this.#key = undefined;
    this.whole = false;
    this.astray.clear();
    this.#of = this.#listed = [];
  }
}
