import { asBackendError, BackendError, type BackendErrorCode, isAbort } from '../backend/backend-error.js';
import { type Clock, pageClock } from './clock.js';
import { absent, type Draft, type DraftStore, keyOf } from './draft-store.js';
import type { Intent, IntentError, Sender, Wish } from './intent.js';
import { intentKey } from './intent-key.js';
import { type Hold, leaseTurn, lockTurn, type Turn } from './outbox-turn.js';

export interface OutboxOptions {
  readonly store: DraftStore;
  readonly tenantId: string;
  readonly agentId: string;
  readonly clock?: Clock;
  /** The browser's Web Locks; null: do without. */
  readonly locks?: LockManager | null;
  /** Chance for the jitter, from 0 to under 1. */
  readonly random?: () => number;
  /** Milliseconds until an attempt without an answer counts as `timeout`. */
  readonly patience?: number;
}

type Row = Draft<Intent>;

const second = 1000;
const day = 86_400 * second;
/** The longest back-off. */
const rarely = 60 * second;
/** The page that holds an intent back may be so late, then it is taken for dead. */
const grace = 10 * second;
/** Backends remember keys for 30 days: a second attempt after that might be a second deed. */
const keyLives = 29 * day;
/** Attempts at a time, each about another record. */
const width = 4;

const passing: readonly BackendErrorCode[] = ['offline', 'timeout', 'rate-limited', 'unavailable'];
const time = (at: string | undefined) => (at === undefined ? 0 : Date.parse(at));
const waiting = ({ state }: Intent) => state === 'queued' || state === 'sending';
const locked = ({ state, error }: Intent) => state === 'queued' && error?.code === 'unauthenticated';

/**
 * Writes that must not be lost: kept first, then sent, in order for each record, once, by one tab at a time, until the backend has acknowledged or refused them.
 * One for an agent; `outboxFor` gives the page's own. Nothing is given up silently.
 */
export class Outbox {
  readonly #store: DraftStore;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #patience: number;
  readonly #prefix: string;
  readonly #turn: Turn;
  readonly #me = intentKey();
  readonly #closed = new AbortController();
  readonly #senders = new Map<string, Sender>();
  readonly #listeners = new Set<{ readonly tell: (intents: readonly Intent[]) => void }>();
  readonly #sending = new Set<string>();
  readonly #unwatch?: () => void;
  #rows = new Map<string, Row>();
  #intents: readonly Intent[] = [];
  #writes = 0;
  #reading?: Promise<void>;
  #stale = true;
  #read = false;
  #enqueued: Promise<unknown> = Promise.resolve();
  #working = false;
  #again = false;
  /** Rung when a drain that waits has something to look at. */
  #bell?: () => void;
  /** Ids of those whose time has come, and that the store is being told of. */
  readonly #releasing = new Set<string>();
  #timer?: unknown;
  /** The store failed: nothing is begun before. */
  #troubledUntil = 0;

  constructor(options: OutboxOptions) {
    const { store, tenantId, agentId, clock = pageClock, random = Math.random, patience = 30 * second } = options;
    const { locks = globalThis.navigator?.locks } = options;
    this.#store = store;
    this.#clock = clock;
    this.#random = random;
    this.#patience = patience;
    this.#prefix = keyOf('outbox', tenantId, agentId);
    const lease = leaseTurn(store, keyOf('outbox-lease', tenantId, agentId), this.#me, clock);
    this.#turn = locks && store.name !== undefined ? lockTurn(locks, `${store.name}/${this.#prefix}`, lease) : lease;
    this.#unwatch = store.watch?.((change) => {
      if (change && !change.key.startsWith(this.#prefix)) return;
      this.#stale = true;
      // Also while another tab sends, and this one waits in line.
      void this.#refresh().then(this.#look, () => this.#trouble());
    });
    globalThis.addEventListener?.('online', this.#onOnline);
    this.#look();
  }

  /** All that are not forgotten yet, in order. */
  get intents(): readonly Intent[] {
    return this.#intents;
  }

  /** What was kept before is known: until then an intent that is not among `intents` may be there all the same. */
  get loaded(): boolean {
    return this.#read;
  }

  /** Told now and at every change, also those of other tabs. The returned function ends it. */
  subscribe(listener: (intents: readonly Intent[]) => void): () => void {
    const each = { tell: listener };
    this.#listeners.add(each);
    listener(this.#intents);
    return () => void this.#listeners.delete(each);
  }

  /** The intent when it is no longer on its way: sent, or parked; undefined when it was discarded. Rejects with `unavailable` when the outbox closes before. */
  async settled(id: string): Promise<Intent | undefined> {
    await this.#refresh();
    return new Promise((resolve, reject) => {
      const { signal } = this.#closed;
      const gone = () => reject(new BackendError('unavailable', 'The outbox is closed'));
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone);
      const stop = this.subscribe(() => {
        const intent = this.#rows.get(id)?.value;
        if (intent && waiting(intent)) return;
        signal.removeEventListener('abort', gone);
        queueMicrotask(() => stop());
        resolve(intent);
      });
    });
  }

  /** Says how intents of a kind are sent; until somebody does they wait. The returned function takes it back. */
  sender<P, R>(kind: string, sender: Sender<P, R>): () => void {
    const own = sender as Sender;
    this.#senders.set(kind, own);
    this.#look();
    return () => {
      if (this.#senders.get(kind) === own) this.#senders.delete(kind);
    };
  }

  /** Resolves when it is kept: then, and not before, "queued" may be shown. The same `id` again is the same intent. */
  enqueue<P>(wish: Wish<P>): Promise<Intent<P>> {
    // One after the other, or a slow store would let the second overtake the first.
    const kept = this.#enqueued.then(() => this.#enqueue(wish));
    this.#enqueued = kept.catch(() => undefined);
    return kept;
  }

  /** Tries it (again) now, with the same key. */
  retry(id: string): Promise<Intent> {
    return this.#change(id, ({ state }) => state !== 'sent' && state !== 'sending', released);
  }

  /** Another payload with a new key. Only for what certainly had no effect: not yet tried, refused, or in conflict; else `conflict`. */
  edit<P>(id: string, payload: P): Promise<Intent> {
    const may = ({ state, tried }: Intent) =>
      state === 'conflict' || state === 'needs-attention' || (state === 'queued' && !tried);
    const editedAt = this.#iso();
    return this.#change(id, may, (intent) => ({ ...released(intent), payload, editedAt, key: intentKey(), tried: false }));
  }

  /** Gives it up. What is under way cannot be: `conflict`; what was `tried` may have been done all the same. */
  async discard(id: string): Promise<void> {
    await this.#attempt(id, async (row) => {
      const abandoned = time(row.changedAt) + 2 * this.#patience < this.#clock.now() && !this.#sending.has(id);
      if (row.value.state === 'sending' && !abandoned) throw busy(row);
      await this.#store.delete(row.key, { ifRevision: row.revision });
      this.#set(id, undefined);
    });
  }

  /** The agent has logged in again: what waited for that goes on. */
  async resume(): Promise<void> {
    await this.#refresh();
    const all = [...this.#rows.values()].filter(({ value }) => locked(value));
    await Promise.all(all.map(({ value }) => this.#change(value.id, locked, released).catch(taken)));
  }

  /** Stops sending in this page. What is kept stays kept. */
  close(): void {
    this.#closed.abort();
    this.#unwatch?.();
    globalThis.removeEventListener?.('online', this.#onOnline);
    this.#clock.clear(this.#timer);
    this.#listeners.clear();
    this.#bell?.();
  }

  async #enqueue<P>({ id = intentKey(), kind, payload, about, base, notBefore }: Wish<P>): Promise<Intent<P>> {
    await this.#refresh();
    const order = Math.max(this.#clock.now(), 1 + Math.max(0, ...this.#intents.map((intent) => intent.order)));
    const held = notBefore !== undefined && { notBefore, heldBy: this.#me };
    const made = { id, key: id, kind, payload, about, base, attempts: 0, tried: false, createdAt: this.#iso(), order };
    const intent: Intent<P> = { ...made, state: 'queued', ...held };
    try {
      return (await this.#write(intent, absent)) as Intent<P>;
    } catch (caught) {
      const { code, current } = asBackendError(caught);
      const there = (current as Row | undefined)?.value;
      if (code === 'conflict' && there?.id === id) return there as Intent<P>;
      throw caught;
    }
  }

  /** A deed of the agent's: on what is kept now, whoever changed it meanwhile. */
  async #attempt<R>(id: string, deed: (row: Row) => Promise<R>): Promise<R> {
    for (;;) {
      const row = (await this.#store.get(this.#prefix + keyOf(id))) as Row | undefined;
      if (!row) throw new BackendError('not-found', 'There is no such intent');
      try {
        return await deed(row);
      } catch (caught) {
        const { code, current } = asBackendError(caught);
        if (code !== 'conflict' || current === row.value) throw caught; // else somebody was faster: look again
      }
    }
  }

  #change(id: string, may: (intent: Intent) => boolean, next: (intent: Intent) => Intent): Promise<Intent> {
    return this.#attempt(id, (row) => {
      if (!may(row.value)) throw busy(row);
      return this.#write(next(row.value), row.revision);
    });
  }

  async #write(intent: Intent, ifRevision: string | undefined): Promise<Intent> {
    const draft = { key: this.#prefix + keyOf(intent.id), value: intent, changedAt: this.#iso() };
    const row = (await this.#store.put(draft, { ifRevision })) as Row;
    this.#set(intent.id, row);
    return row.value;
  }

  #set(id: string, row: Row | undefined): void {
    this.#writes += 1;
    if (row) this.#rows.set(id, row);
    else this.#rows.delete(id);
    this.#tell();
    this.#look();
  }

  #tell(): void {
    this.#intents = [...this.#rows.values()]
      .map(({ value }) => value)
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    for (const each of [...this.#listeners]) each.tell(this.#intents);
  }

  /** What is kept, unless nothing was heard since it was last read. Without `watch` nothing is heard: always. */
  #refresh(): Promise<void> {
    if (!this.#stale && this.#store.watch) return this.#reading ?? Promise.resolve();
    return (this.#reading ??= this.#list().finally(() => (this.#reading = undefined)));
  }

  async #list(): Promise<void> {
    for (let writes = -1; writes !== this.#writes;) {
      writes = this.#writes; // what is written meanwhile may be missing in the list
      this.#stale = false;
      try {
        const rows = (await this.#store.list(this.#prefix)) as readonly Row[];
        if (writes === this.#writes) this.#rows = new Map(rows.map((row) => [row.value.id, this.#known(row)]));
      } catch (caught) {
        this.#stale = true;
        throw caught;
      }
    }
    this.#read = true;
    this.#tell();
  }

  /** The very object that we have while it is the same row: who compares is told no news that are none. */
  #known(row: Row): Row {
    const ours = this.#rows.get(row.value.id);
    return row.revision !== undefined && ours?.revision === row.revision ? ours : row;
  }

  /** Something may be due. */
  readonly #look = (): void => {
    if (this.#closed.signal.aborted) return;
    this.#again = true;
    this.#bell?.();
    if (this.#working) return;
    this.#working = true;
    queueMicrotask(() => void this.#work());
  };

  async #work(): Promise<void> {
    while (this.#again && !this.#closed.signal.aborted) {
      this.#again = false;
      try {
        await this.#refresh();
        this.#arm();
        if (this.#due().length || this.#tidy().length) await this.#turn((hold) => this.#drain(hold), this.#closed.signal);
      } catch {
        this.#trouble();
      }
    }
    this.#working = false;
    this.#arm();
  }

  /** The heads of the queues that can be sent now, from here. */
  #due(): readonly Intent[] {
    const now = this.#clock.now();
    if (!this.#read || now < this.#troubledUntil || this.#intents.some(locked)) return [];
    return this.#heads().filter(
      (intent) =>
        waiting(intent) &&
        !intent.heldBy &&
        time(intent.nextAt) <= now &&
        this.#senders.has(intent.kind) &&
        !this.#sending.has(intent.id),
    );
  }

  #heads(): readonly Intent[] {
    const heads = new Map<string, Intent>();
    for (const intent of this.#intents) if (intent.state !== 'sent' && !heads.has(intent.about)) heads.set(intent.about, intent);
    return [...heads.values()];
  }

  /** What time has overtaken, as it is to be; undefined: forgotten. */
  #tidy(): readonly [Intent, Intent | undefined][] {
    const now = this.#clock.now();
    if (now < this.#troubledUntil) return [];
    const open = new Set(this.#heads().map(({ about }) => about));
    return this.#intents.flatMap((intent): [Intent, Intent | undefined][] => {
      const { about, state, sentAt, heldBy, notBefore, attempts, createdAt, editedAt, id } = intent;
      // Those that wait behind it may need its result.
      if (state === 'sent') return time(sentAt) + day <= now && !open.has(about) ? [[intent, undefined]] : [];
      if (!waiting(intent) || this.#sending.has(id)) return [];
      if (heldBy && heldBy !== this.#me && time(notBefore) + grace <= now)
        return [[intent, parked(intent, { code: 'not-sent' })]];
      const old = attempts > 0 && time(editedAt ?? createdAt) + keyLives <= now;
      return old ? [[intent, parked(intent, { code: 'timeout' })]] : [];
    });
  }

  /** Works off what is due, as long as it may. */
  async #drain(hold: Hold): Promise<void> {
    const over = () => this.#closed.signal.aborted || !hold.holds();
    const { lost } = hold;
    const ring = () => this.#bell?.();
    lost.addEventListener('abort', ring);
    const tasks = new Set<Promise<void>>();
    this.#stale = true; // whoever sent before us may have had other news
    while (!over()) {
      const rung = new Promise<void>((resolve) => (this.#bell = resolve));
      if (this.#stale) await this.#refresh().catch(() => this.#trouble());
      for (const [intent, next] of this.#tidy()) if (!over()) await this.#replace(intent, next);
      for (const intent of this.#due()) {
        if (tasks.size >= width || over()) break;
        const task = this.#send(intent, hold).finally(() => {
          tasks.delete(task);
          this.#bell?.();
        });
        tasks.add(task);
      }
      if (!tasks.size) break;
      await rung;
    }
    this.#bell = undefined;
    lost.removeEventListener('abort', ring);
    await Promise.all(tasks);
    if (over()) this.#again = true; // not at an end: in line once more
  }

  async #replace(intent: Intent, next: Intent | undefined): Promise<void> {
    const row = this.#rows.get(intent.id);
    if (row?.value !== intent) return;
    try {
      if (next) return void (await this.#write(next, row.revision));
      await this.#store.delete(row.key, { ifRevision: row.revision });
      this.#set(intent.id, undefined);
    } catch (caught) {
      this.#refused(caught);
    }
  }

  async #send(intent: Intent, hold: Hold): Promise<void> {
    const sender = this.#senders.get(intent.kind);
    const row = this.#rows.get(intent.id);
    if (!sender || row?.value !== intent) return;
    this.#sending.add(intent.id);
    const given = new AbortController();
    const giveUp = () => given.abort();
    const signals = [this.#closed.signal, hold.lost];
    for (const signal of signals) signal.addEventListener('abort', giveUp);
    try {
      const marked = await this.#mark(intent, sender, row.revision);
      if (!marked || marked.state !== 'sending' || given.signal.aborted || !hold.holds()) return;
      const next = await this.#ask(marked, sender, given);
      if (next) await this.#record(next, given.signal);
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', giveUp);
      this.#sending.delete(intent.id);
    }
  }

  /** Keeps that it is under way, with the very payload that goes with its key from now on. */
  async #mark(intent: Intent, sender: Sender, revision: string | undefined): Promise<Intent | undefined> {
    let next: Intent = {
      ...intent,
      state: 'sending',
      attempts: intent.attempts + 1,
      tried: true,
      nextAt: undefined, // why it failed before stays until there is an answer
    };
    try {
      if (!intent.tried && sender.rebase) {
        const made = time(intent.editedAt ?? intent.createdAt);
        const earlier = this.#intents.findLast(
          (other) =>
            other.about === intent.about && other.state === 'sent' && other.order < intent.order && time(other.sentAt) >= made,
        );
        if (earlier) next = { ...next, payload: sender.rebase(intent.payload, earlier.result) };
      }
    } catch {
      next = parked(intent, { code: 'failed' });
    }
    try {
      return await this.#write(next, revision);
    } catch (caught) {
      this.#refused(caught);
      return undefined;
    }
  }

  /** One attempt: the intent as it is after it, or undefined when it is no longer ours to say. */
  async #ask(intent: Intent, { send }: Sender, given: AbortController): Promise<Intent | undefined> {
    let timer: unknown;
    const attempt = new AbortController();
    const ended = new Promise<never>((_, reject) => {
      given.signal.addEventListener('abort', () => {
        attempt.abort();
        reject(new DOMException('Given up', 'AbortError'));
      });
      timer = this.#clock.set(() => {
        attempt.abort();
        reject(new BackendError('timeout', 'No answer in time'));
      }, this.#patience);
    });
    try {
      const answer = (async () => send(intent.payload, { key: intent.key, signal: attempt.signal }))();
      const result = await Promise.race([answer, ended]);
      return given.signal.aborted ? undefined : { ...intent, state: 'sent', error: undefined, sentAt: this.#iso(), result };
    } catch (caught) {
      return given.signal.aborted ? undefined : this.#afterFailure(intent, caught);
    } finally {
      this.#clock.clear(timer);
    }
  }

  #afterFailure(intent: Intent, caught: unknown): Intent {
    // An abort that we did not ask for: whether it was done is unknown, as with a timeout.
    const { code, fields, current, retryAfter = 0 } = isAbort(caught) ? new BackendError('timeout', '') : asBackendError(caught);
    const error: IntentError = { code, fields, current };
    if (code === 'unauthenticated') return { ...intent, state: 'queued', error };
    if (!passing.includes(code)) return parked(intent, error);
    const backOff = Math.min(rarely, second * 2 ** (intent.attempts - 1)) * (0.5 + this.#random() / 2);
    return { ...intent, state: 'queued', error, nextAt: this.#iso(Math.max(backOff, retryAfter * second)) };
  }

  /** What was answered must be kept, or it would be sent again: tried until it is. */
  async #record(intent: Intent, given: AbortSignal): Promise<void> {
    for (let next = intent; !given.aborted;) {
      try {
        return void (await this.#write(next, this.#rows.get(next.id)?.revision));
      } catch (caught) {
        const { code } = asBackendError(caught);
        if (code === 'conflict') return this.#refused(caught);
        if (code !== 'invalid') await this.#pause(second * 2, given);
        else if (next.result === undefined && !next.error?.current && !next.error?.fields) return this.#refused(caught);
        // What cannot be cloned cannot be kept; that it was answered can.
        else next = { ...next, result: undefined, error: next.error && { code: next.error.code } };
      }
    }
  }

  /** The page that made it lets it go: its undo time is over. */
  readonly #release = (intent: Intent): void => {
    if (this.#releasing.has(intent.id)) return;
    this.#releasing.add(intent.id);
    const done = () => {
      this.#releasing.delete(intent.id);
      this.#arm(); // the store may not have taken it
    };
    void this.#replace(intent, released(intent)).then(done, done);
  };

  /** The store did not take it: changed by another, or in trouble. */
  #refused(caught: unknown): void {
    this.#stale = true;
    if (asBackendError(caught).code === 'conflict') this.#look();
    else this.#trouble();
  }

  #trouble(): void {
    this.#troubledUntil = this.#clock.now() + 5 * second;
    this.#arm();
  }

  #pause(milliseconds: number, given: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        this.#clock.clear(timer);
        given.removeEventListener('abort', go);
        resolve();
      };
      const timer = this.#clock.set(go, milliseconds);
      given.addEventListener('abort', go);
    });
  }

  /** Wakes up when the next thing is due. */
  #arm(): void {
    this.#clock.clear(this.#timer);
    this.#timer = undefined;
    if (this.#closed.signal.aborted) return;
    const now = this.#clock.now();
    const times = this.#intents.flatMap(({ state, nextAt, notBefore, heldBy, sentAt }) => {
      if (state === 'sent') return [time(sentAt) + day];
      if (heldBy) return heldBy === this.#me ? [] : [time(notBefore) + grace];
      return nextAt === undefined ? [] : [time(nextAt)];
    });
    // Also what is due already: somebody may have looked at the very moment, or the computer slept.
    const held = this.#intents
      .filter(({ id, heldBy }) => heldBy === this.#me && !this.#releasing.has(id))
      .map(({ notBefore }) => Math.max(now, time(notBefore), this.#troubledUntil));
    const next = Math.min(...times.filter((at) => at > now), ...held, this.#troubledUntil > now ? this.#troubledUntil : Infinity);
    if (next < Infinity) this.#timer = this.#clock.set(this.#onTimer, Math.min(next - now, day));
  }

  readonly #onTimer = (): void => {
    this.#timer = undefined;
    const now = this.#clock.now();
    for (const intent of this.#intents) if (intent.heldBy === this.#me && time(intent.notBefore) <= now) this.#release(intent);
    this.#look();
    this.#arm();
  };

  /** Back in the network: what failed for want of it need not wait any longer. */
  readonly #onOnline = (): void => {
    for (const intent of this.#intents)
      if (intent.state === 'queued' && intent.error?.code === 'offline')
        void this.#replace(intent, { ...intent, nextAt: undefined });
  };

  #iso(later = 0): string {
    return new Date(this.#clock.now() + later).toISOString();
  }
}

const parked = (intent: Intent, error: IntentError): Intent => ({
  ...intent,
  state: error.code === 'conflict' ? 'conflict' : 'needs-attention',
  error,
  heldBy: undefined,
  nextAt: undefined,
});

const released = (intent: Intent): Intent => ({
  ...intent,
  state: 'queued',
  attempts: 0,
  error: undefined,
  nextAt: undefined,
  notBefore: undefined,
  heldBy: undefined,
});

const busy = ({ value }: Row) => new BackendError('conflict', 'Not possible in this state', { current: value });

/** Other tabs are told of a login as well: whoever was faster did the same. */
const taken = (caught: unknown): void => {
  if (!['conflict', 'not-found'].includes(asBackendError(caught).code)) throw caught;
};
