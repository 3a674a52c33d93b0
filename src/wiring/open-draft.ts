import { asBackendError, type BackendError } from '../backend/backend-error.js';
import type { Clock } from './clock.js';
import { absent, type Draft, type DraftChange, type DraftStore } from './draft-store.js';
import { memoryDrafts } from './memory-drafts.js';

/** `saving` from the first key on; `saved` and `not-saved` are what the store said; `restored` was kept before, here or in another tab. */
export type DraftState = 'none' | 'restored' | 'saving' | 'saved' | 'not-saved';

const known = new WeakMap<DraftStore, Map<string, OpenDraft>>();

let inPage: DraftStore | undefined;
/** For an editor that names no store, not even that of its backend (`pageDraftsOf`). */
export const pageDrafts = (): DraftStore => (inPage ??= memoryDrafts());

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Milliseconds: with what the disk takes, at most half a second of typing is lost with a crash; after `tryAfter` a store that failed is tried again. */
const saveAfter = 400;
const tryAfter = 5000;

/**
 * One draft in this page. All elements that show it share it, and it stays here, whatever the elements do, until the store has it. Under its key lies
 * what was typed last; under longer keys lie texts that another tab's would have replaced.
 */
export class OpenDraft {
  value: unknown;
  base: unknown;
  state: DraftState = 'none';
  error?: BackendError;
  /** Another tab typed since this one did. */
  changedElsewhere = false;
  /** Texts that lost against a later one; oldest first. */
  others: readonly Draft[] = [];
  readonly #viewers = new Set<() => void>();
  readonly #ended = new AbortController();
  readonly #unwatch?: () => void;
  /** What the store has, as far as we know; undefined: not asked yet. */
  #revision?: string;
  #changedAt = '';
  #typed = 0;
  /** Not kept yet. */
  #dirty = false;
  /** Words of this page, not another's. */
  #own = false;
  #stale = true;
  #doomed = false;
  #owed: Draft[] = [];
  #spent: string[] = [];
  #saving = false;
  #heard?: string;
  #working?: Promise<void>;
  #timer?: unknown;
  #timerAt = 0;

  private constructor(
    private readonly store: DraftStore,
    private readonly key: string,
    private readonly clock: Clock,
  ) {
    this.#unwatch = store.watch?.(this.#onChange);
    const { signal } = this.#ended;
    addEventListener('pagehide', this.#onHide, { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#onHide(), { signal });
  }

  static of(store: DraftStore, key: string, clock: Clock): OpenDraft {
    let drafts = known.get(store);
    if (!drafts) known.set(store, (drafts = new Map<string, OpenDraft>()));
    let draft = drafts.get(key);
    if (!draft) drafts.set(key, (draft = new OpenDraft(store, key, clock)));
    return draft;
  }

  /** The one that is open in this page, or not yet kept. */
  static known(store: DraftStore, key: string): OpenDraft | undefined {
    return known.get(store)?.get(key);
  }

  join(viewer: () => void): Promise<void> {
    this.#viewers.add(viewer);
    return this.flush();
  }

  leave(viewer: () => void): void {
    this.#viewers.delete(viewer);
    void this.flush();
  }

  type(value: unknown, base: unknown): void {
    this.value = value;
    if (base !== undefined) this.base = base;
    this.#changedAt = new Date(this.clock.now()).toISOString();
    this.#typed += 1;
    this.#dirty = this.#own = true;
    this.changedElsewhere = false;
    if (this.state !== 'not-saved') this.state = 'saving';
    this.#later(saveAfter);
    this.#tell();
  }

  takeBack(taken: Draft | undefined): void {
    if (!taken) return;
    this.others = this.others.filter((other) => other !== taken);
    this.#aside(this.#draft(), taken.value);
    this.#owed = this.#owed.filter((owed) => owed.key !== taken.key);
    this.#spent.push(taken.key);
    this.type(taken.value, taken.base);
    void this.flush();
  }

  discard(): Promise<void> {
    this.value = this.base = this.error = undefined;
    this.others = this.#owed = [];
    this.#dirty = this.#own = this.changedElsewhere = false;
    this.#doomed = true;
    this.state = 'none';
    this.#tell();
    return this.flush();
  }

  /** Everything that is to be kept is kept, or the state says why not. */
  flush(): Promise<void> {
    this.clock.clear(this.#timer);
    this.#timer = undefined;
    return (this.#working ??= Promise.resolve().then(() => this.#work()));
  }

  async #work(): Promise<void> {
    try {
      for (;;) {
        if (this.#doomed) await this.#delete();
        else if (this.#stale) await this.#read();
        else if (this.#owed[0]) await this.#keep(this.#owed[0]);
        else if (this.#dirty) await this.#save();
        else if (this.#spent[0]) await this.#forget(this.#spent[0]);
        else break;
      }
      this.error = undefined;
    } catch (caught) {
      this.error = asBackendError(caught);
      if (this.#dirty || this.#owed.length) this.state = 'not-saved';
      this.#later(tryAfter);
    }
    this.#working = undefined;
    this.#tell();
    if (this.#viewers.size || this.#dirty || this.#owed.length || this.#doomed) return;
    this.clock.clear(this.#timer);
    this.#ended.abort();
    this.#unwatch?.();
    known.get(this.store)?.delete(this.key);
  }

  async #read(): Promise<void> {
    this.#stale = false;
    try {
      const rows = await this.store.list(this.key);
      if (this.#doomed) return;
      const kept = rows.find(({ key }) => key === this.key);
      if ((kept?.revision ?? absent) !== this.#revision) this.#meet(kept);
      for (const row of rows) if (row !== kept && !this.#spent.includes(row.key)) this.#aside(row, this.value, false);
      this.#tell();
    } catch (caught) {
      this.#stale = true;
      throw caught;
    }
  }

  /** The store has something else than we knew: what was typed last is shown, and the other text is kept beside. */
  #meet(theirs: Draft | undefined): void {
    const first = this.#revision === undefined;
    this.#revision = theirs?.revision ?? absent;
    this.changedElsewhere = !first;
    if (this.#dirty && (!theirs || theirs.changedAt <= this.#changedAt)) {
      if (theirs) this.#aside(theirs, this.value);
      return;
    }
    // What another tab discarded is done with: ours can be taken back, but is not kept.
    if (this.#own) this.#aside(this.#draft(), theirs?.value, !!theirs);
    this.#own = this.#dirty = false;
    this.value = theirs?.value;
    this.base = theirs?.base;
    this.#changedAt = theirs?.changedAt ?? '';
    this.state = theirs ? 'restored' : 'none';
  }

  #aside(draft: Draft, shown: unknown, keep = true): void {
    if (draft.value === undefined || same(draft.value, shown) || this.others.some(({ value }) => same(value, draft.value)))
      return;
    const { value, base, changedAt } = draft;
    const other = { key: `${this.key}${changedAt}`, value, base, changedAt };
    this.others = [...this.others, other];
    if (keep) this.#owed = [...this.#owed, other];
  }

  async #keep(other: Draft): Promise<void> {
    await this.store.put(other);
    this.#owed = this.#owed.filter((owed) => owed !== other);
  }

  async #save(): Promise<void> {
    const typed = this.#typed;
    this.#saving = true; // what is told until then may be this very write
    this.#heard = undefined;
    try {
      const { revision = absent } = await this.store.put(this.#draft(), { ifRevision: this.#revision });
      this.#kept(revision, typed);
      this.#stale ||= this.#heard !== undefined && this.#heard !== revision;
    } catch (caught) {
      this.#stale = true; // it may be kept all the same, or another text
      if (asBackendError(caught).code !== 'conflict') throw caught;
    } finally {
      this.#saving = false;
    }
  }

  #kept(revision: string, typed: number): void {
    if (this.#doomed) return;
    this.#revision = revision;
    if (typed !== this.#typed || !this.#dirty) return;
    this.#dirty = false;
    this.state = 'saved';
    this.#tell();
  }

  async #forget(key: string): Promise<void> {
    await this.store.delete(key);
    this.#spent = this.#spent.filter((spent) => spent !== key);
  }

  /** The other texts first: what is left after a crash is a draft. What another tab typed meanwhile stays. */
  async #delete(): Promise<void> {
    for (const { key, revision } of [...(await this.store.list(this.key))].reverse()) {
      try {
        await this.store.delete(key, { ifRevision: revision });
      } catch (caught) {
        if (asBackendError(caught).code !== 'conflict') throw caught;
        this.#stale = true;
      }
    }
    this.#doomed = false;
    this.#spent = [];
    this.#revision = absent;
  }

  #draft(): Draft {
    return { key: this.key, value: this.value, base: this.base, changedAt: this.#changedAt };
  }

  #later(milliseconds: number): void {
    const at = this.clock.now() + milliseconds;
    if (this.#timer !== undefined && this.#timerAt <= at) return;
    this.clock.clear(this.#timer);
    this.#timerAt = at;
    this.#timer = this.clock.set(() => void this.flush(), milliseconds);
  }

  #tell(): void {
    for (const viewer of [...this.#viewers]) viewer();
  }

  readonly #onChange = (change: DraftChange | undefined): void => {
    if (change && (change.key !== this.key || (change.revision ?? absent) === this.#revision)) return;
    if (change && this.#saving) this.#heard = change.revision ?? absent;
    else {
      this.#stale = true;
      void this.flush();
    }
  };

  /** The page goes: one write that needs no answer. Where we do not know yet what is kept, it lies beside. */
  readonly #onHide = (): void => {
    if (!this.#dirty) return;
    const draft = this.#draft();
    const beside = this.#revision === undefined;
    const key = beside ? `${this.key}${this.#changedAt}` : this.key;
    if (beside) this.#spent.push(key);
    const typed = this.#typed;
    this.store.put({ ...draft, key }).then(
      ({ revision = absent }) => beside || this.#kept(revision, typed),
      () => undefined, // the next save says why
    );
  };
}
