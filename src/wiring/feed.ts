import type { LitElement, ReactiveController } from 'lit';
import { asBackendError, type BackendError } from '../backend/backend-error.js';
import type { Page } from '../backend/backend.js';
import type { Face } from './load.js';

/** So many are read first, so that they are soon on the screen, and then at a time. */
const [first, further] = [100, 200];

/** What a list is made of. */
export interface Listed {
  readonly id: string;
  readonly revision: number;
}

export interface FeedRequest {
  readonly cursor?: string;
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface FeedOptions<A extends readonly unknown[], T extends Listed> {
  /** What is to be read, by identity; undefined: nothing. Asked before each render. */
  args(): A | undefined;
  read(args: A, request: FeedRequest): Promise<Page<T>>;
  /** The order of the list; 0 only for the same. */
  compare(a: T, b: T): number;
}

/**
 * A whole list from the backend, page after page, each row once and in order: what is read first is there at once, the rest follows by itself. With new arguments nothing of the old list is left, its request is
 * aborted, and what it may still answer is dropped. Rows that are put or dropped meanwhile are not undone by an older page.
 */
export class Feed<A extends readonly unknown[], T extends Listed> implements ReactiveController {
  items: readonly T[] = [];
  /** Why the last page could not be read; what is there stays. */
  error: BackendError | undefined;
  /** A page is being read. */
  busy = false;
  /** Everything is there. */
  complete = false;
  #ready = false;
  #args?: A;
  #abort?: AbortController;
  /** Where to go on after a failure. */
  #cursor?: string;
  /** It is read once more, to take the place of what is there. */
  #again = false;
  /** Of what was put since the reading began, and of what was dropped: pages that are under way may be older. */
  #put = new Map<string, T>();
  #dropped = new Set<string>();

  constructor(
    private readonly host: LitElement,
    private readonly options: FeedOptions<A, T>,
  ) {
    host.addController(this);
  }

  get face(): Face {
    if (!this.#args) return 'nothing';
    if (this.#ready) return 'ready';
    return this.error ? 'failed' : 'waiting';
  }

  get(id: string): T | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** Reads everything again; what is on screen stays until that is done. Of several wishes at a time the last one counts. */
  reload(): void {
    if (!this.#args) return;
    this.#again = this.#ready;
    this.#cursor = undefined;
    void this.#run(this.#args);
  }

  /** Goes on where a page could not be read. */
  retry(): void {
    if (this.#args && this.error) void this.#run(this.#args);
  }

  /** A row that is known better than by reading; an older copy changes nothing. */
  put(item: T): void {
    if (this.#dropped.has(item.id) || (this.get(item.id)?.revision ?? -1) > item.revision) return;
    this.#put.set(item.id, item);
    this.items = inserted(
      this.items.filter(({ id }) => id !== item.id),
      item,
      this.options.compare,
    );
    this.host.requestUpdate();
  }

  /** It is not there any more, whatever an older page says. */
  drop(id: string): void {
    this.#put.delete(id);
    this.#dropped.add(id);
    this.items = this.items.filter((item) => item.id !== id);
    this.host.requestUpdate();
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    const args = this.host.isConnected ? this.options.args() : undefined;
    const old = this.#args;
    if (args === old || (args && old && args.length === old.length && args.every((arg, i) => arg === old[i]))) return;
    this.#args = args;
    this.#clear();
    if (args) void this.#run(args);
  }

  hostDisconnected(): void {
    this.#args = undefined;
    this.#clear();
  }

  #clear(): void {
    this.#abort?.abort();
    this.#abort = this.#cursor = this.error = undefined;
    this.items = [];
    this.busy = this.complete = this.#ready = this.#again = false;
    this.#put.clear();
    this.#dropped.clear();
  }

  async #run(args: A): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const again = this.#again;
    let list = again ? [] : this.items;
    const known = new Set(list.map(({ id }) => id));
    if (this.#cursor === undefined) {
      // What is asked from now on is newer.
      this.#put.clear();
      this.#dropped.clear();
    }
    this.error = undefined;
    this.busy = true;
    this.host.requestUpdate();
    try {
      for (;;) {
        const cursor = this.#cursor;
        const page = await this.options.read(args, { cursor, limit: cursor === undefined && !again ? first : further, signal });
        if (signal.aborted) return;
        const before = list.length;
        list = this.#joined(list, page.items, known);
        // A cursor that leads nowhere new ends the list: a backend that counts in circles keeps no screen busy.
        this.#cursor = page.next === cursor || list.length === before ? undefined : page.next;
        const whole = this.#cursor === undefined;
        if (!again || whole) {
          this.complete = whole;
          this.#show(list);
        }
        if (whole) break;
        await turn();
        if (signal.aborted) return;
      }
      this.#again = false;
    } catch (caught) {
      if (signal.aborted) return;
      this.error = asBackendError(caught);
      if (again) this.#cursor = undefined; // once more from the beginning: what is on screen is older than what was read
    }
    this.busy = false;
    this.host.requestUpdate();
  }

  #show(list: readonly T[]): void {
    const there = this.#dropped.size ? list.filter(({ id }) => !this.#dropped.has(id)) : list;
    this.items = [...this.#put.values()].reduce((all, item) => withNewest(all, item, this.options.compare), there);
    this.#ready = true;
    this.host.requestUpdate();
  }

  /** Pages come in order: what follows is set behind, and only what a list that changes meanwhile brings twice or late finds its place. */
  #joined(list: readonly T[], page: readonly T[], known: Set<string>): readonly T[] {
    const joined = [...list];
    const { compare } = this.options;
    for (const item of page) {
      if (known.has(item.id) || this.#dropped.has(item.id)) continue;
      known.add(item.id);
      const last = joined.at(-1);
      if (!last || compare(last, item) < 0) joined.push(item);
      else joined.splice(placeOf(joined, item, compare), 0, item);
    }
    return joined;
  }
}

/** A turn for the page: what was read is shown before more is asked for. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function withNewest<T extends Listed>(list: readonly T[], item: T, compare: (a: T, b: T) => number): readonly T[] {
  const at = list.findIndex(({ id }) => id === item.id);
  if (at < 0) return inserted(list, item, compare);
  return list[at]!.revision > item.revision ? list : inserted(list.toSpliced(at, 1), item, compare);
}

const inserted = <T>(list: readonly T[], item: T, compare: (a: T, b: T) => number): readonly T[] =>
  list.toSpliced(placeOf(list, item, compare), 0, item);

/** Found by bisection. */
function placeOf<T>(list: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle]!, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
