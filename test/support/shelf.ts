import { BackendError } from '../../src/backend/backend-error.js';
import type { FakeClock } from './fake-clock.js';

export interface Change {
  readonly shelf: string;
  readonly name: string;
  readonly revision: number;
}
type Fate =
  'done' | 'late' | 'never' | 'lost' | 'offline' | 'rate-limited' | 'unavailable' | 'unauthenticated' | 'denied' | 'failed';
const refusals: readonly Fate[] = ['denied', 'failed'];
const fates: readonly Fate[] = [
  'late',
  'never',
  'lost',
  'offline',
  'rate-limited',
  'unavailable',
  'unauthenticated',
  ...refusals,
];

/** A backend of shelves with a revision each, as a model: it does a key once, and remembers everything that it ever did. */
export class Shelves {
  faults = 0;
  readonly done: { readonly key: string; readonly shelf: string; readonly name: string }[] = [];
  readonly calls: { readonly key: string; readonly payload: string; readonly tab: object }[] = [];
  /** Two tabs sent at the same time. */
  crowded = 0;
  readonly #answers = new Map<string, number>();
  readonly #refused = new Set<string>();
  readonly #revisions = new Map<string, number>();
  readonly #under = new Set<{ readonly tab: { readonly dead: boolean }; readonly signal: AbortSignal }>();

  constructor(
    private readonly time: FakeClock,
    private readonly random: () => number,
  ) {}

  revision(shelf: string): number {
    return this.#revisions.get(shelf) ?? 0;
  }

  async send(
    tab: { readonly dead: boolean },
    change: Change,
    { key, signal }: { key: string; signal: AbortSignal },
  ): Promise<number> {
    const call = { tab, signal };
    for (const other of this.#under) if (other.tab !== tab && !other.tab.dead && !other.signal.aborted) this.crowded += 1;
    this.#under.add(call);
    this.calls.push({ key, payload: JSON.stringify(change), tab });
    try {
      return await this.#fated(change, key, signal);
    } finally {
      this.#under.delete(call);
    }
  }

  async #fated(change: Change, key: string, signal: AbortSignal): Promise<number> {
    let fate: Fate = this.random() < this.faults ? fates[Math.floor(this.random() * fates.length)]! : 'done';
    // A key that may have had its effect is never refused: the first answer counts.
    if (refusals.includes(fate) && this.calls.some((call, i) => call.key === key && i < this.calls.length - 1)) fate = 'offline';
    if (fate === 'late') {
      await new Promise<void>((resolve) => this.time.set(resolve, Math.floor(this.random() * 45_000)));
      if (signal.aborted && this.random() < 0.5) fate = 'offline';
    }
    if (fate === 'done' || fate === 'late' || fate === 'lost' || (fate === 'never' && this.random() < 0.5)) {
      const answer = this.#do(change, key);
      if (fate === 'done' || fate === 'late') return answer;
    }
    if (fate === 'never') return new Promise(() => undefined);
    if (fate === 'lost') throw new BackendError('timeout', 'lost');
    throw new BackendError(fate, fate, fate === 'rate-limited' ? { retryAfter: 20 } : {});
  }

  #do({ shelf, name, revision }: Change, key: string): number {
    const before = this.#answers.get(key);
    if (before !== undefined) return before;
    const now = this.revision(shelf);
    if (revision !== now || this.#refused.has(key)) {
      this.#refused.add(key);
      throw new BackendError('conflict', 'changed', { current: { revision: now } });
    }
    this.done.push({ key, shelf, name });
    this.#revisions.set(shelf, now + 1);
    this.#answers.set(key, now + 1);
    return now + 1;
  }
}
