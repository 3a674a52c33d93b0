import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { asBackendError, type BackendError } from '../backend/backend-error.js';
import { type Clock, pageClock } from './clock.js';
import type { Draft, DraftStore } from './draft-store.js';
import type { DraftState, OpenDraft } from './open-draft.js';

export type { DraftState } from './open-draft.js';

export interface DraftsOptions {
  /** Where drafts are kept: the desk's, or else `pageDraftsOf` the backend. Without one all editors of the page share its memory. Asked at `open`. */
  store?(): DraftStore | undefined;
  /** The text is another one, and not by `change`: restored, from another tab, taken back, or gone (undefined). */
  onRestored?(): void;
  readonly clock?: Clock;
}

/** Deletes a draft that is not open in the editor that knows it is done with, if it is still the one that is meant. */
export async function dropDraft(store: DraftStore, key: string, isMeant: (value: unknown) => boolean): Promise<void> {
  const open = keeping?.OpenDraft.known(store, key);
  if (open?.value !== undefined) return isMeant(open.value) ? open.discard() : undefined;
  const kept = await store.get(key);
  if (kept && isMeant(kept.value)) await store.delete(key, { ifRevision: kept.revision });
}

/** What lies under a key, also what this page has not written down yet; undefined: nothing. */
export async function draftAt(store: DraftStore, key: string): Promise<unknown> {
  const { OpenDraft } = keeping ?? (await (loading ??= import('./open-draft.js'))); // who typed before that was there waits for it first
  return OpenDraft.known(store, key)?.value ?? (await store.get(key))?.value;
}

/** What is open: typing may begin before the code that keeps it is there. */
interface Place {
  readonly key: string;
  readonly store?: DraftStore;
  typed?: readonly [value: unknown, base: unknown];
  /** Discarded before there was anybody to do it. */
  gone?: boolean;
  draft?: OpenDraft;
  error?: BackendError;
}

type Keeping = typeof import('./open-draft.js');
let keeping: Keeping | undefined;
/** One promise for all: who asks first goes on first. */
let loading: Promise<Keeping> | undefined;

/** Milliseconds until code that could not be loaded is asked for again. */
const tryAfter = 5000;

/**
 * What an element's editor holds, kept while it is typed. Call `open` with the key of what is on screen before each render and `change` at each
 * input: another key shows another draft and keeps the old one under the old key. Out of the tree nothing is open.
 */
export class Drafts<T> implements ReactiveController {
  #place?: Place;
  #ready = Promise.resolve();
  #value: unknown;
  #shown: readonly unknown[] = [];

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly options: DraftsOptions = {},
  ) {
    host.addController(this);
  }

  /** What was typed; undefined when there is no draft. */
  get value(): T | undefined {
    const { draft, typed } = this.#place ?? {};
    return (draft ? draft.value : typed?.[0]) as T | undefined;
  }
  /** What the edit began on, as `change` was told. */
  get base(): unknown {
    const { draft, typed } = this.#place ?? {};
    return draft ? draft.base : typed?.[1];
  }
  get state(): DraftState {
    const { draft, typed, error } = this.#place ?? {};
    if (draft) return draft.state;
    return !typed ? 'none' : error ? 'not-saved' : 'saving';
  }
  /** Why it is not saved, or could not be looked for. It is tried again by itself. */
  get error(): BackendError | undefined {
    return this.#place?.draft ? this.#place.draft.error : this.#place?.error;
  }
  /** Another tab typed here since this one did. */
  get changedElsewhere(): boolean {
    return this.#place?.draft?.changedElsewhere ?? false;
  }
  /** Texts that a later one of another tab replaced: `takeBack` brings one to the front. */
  get others(): readonly Draft<T>[] {
    return (this.#place?.draft?.others ?? []) as readonly Draft<T>[];
  }

  /** Resolves when what was kept is there. Nothing happens when the key is open already; undefined closes. */
  open(key: string | undefined): Promise<void> {
    const store = this.options.store?.();
    const old = this.#place;
    if (key === old?.key && (!old || store === old.store)) return this.#ready;
    const place = (this.#place = key === undefined ? undefined : { key, store });
    this.#ready = place ? this.#keep(place) : Promise.resolve();
    old?.draft?.leave(this.#onTold);
    this.#onTold();
    return this.#ready;
  }

  /** Saves within half a second; at once when the focus leaves the element or the page is hidden. Without an open key nothing is kept: offer no input then. */
  change(value: T, base?: unknown): void {
    const place = this.#place;
    if (!place) return;
    this.#value = value;
    if (place.draft) return place.draft.type(value, base);
    place.typed = [value, base ?? place.typed?.[1]];
    this.#onTold();
  }

  /** Resolves when it is saved, or the state says why not. */
  async flush(): Promise<void> {
    await this.#place?.draft?.flush();
  }

  /** The draft is done with: acknowledged, or not wanted. */
  async discard(): Promise<void> {
    const place = this.#place;
    this.#value = undefined;
    if (!place || place.draft) return place?.draft?.discard();
    place.typed = undefined;
    place.gone = true;
    this.#onTold();
    await this.#ready;
  }

  /** Shows one of `others` (the last unless named) in place of the text, which is kept among them. */
  takeBack(other: Draft<T> | undefined = this.others.at(-1)): void {
    this.#place?.draft?.takeBack(other);
  }

  hostConnected(): void {
    this.host.addEventListener('focusout', this.#onBlur);
  }

  /** Kept under its own key; the element opens again when it knows where it is. */
  hostDisconnected(): void {
    this.host.removeEventListener('focusout', this.#onBlur);
    void this.open(undefined);
  }

  #keep(place: Place): Promise<void> {
    return keeping ? this.#join(place, keeping) : this.#load(place);
  }

  async #load(place: Place): Promise<void> {
    // What is typed here stays until it can be kept, whatever is shown meanwhile.
    while (place === this.#place || place.typed || place.gone) {
      try {
        keeping = await (loading ??= import('./open-draft.js'));
        return await this.#join(place, keeping);
      } catch (caught) {
        loading = undefined;
        place.error = asBackendError(caught);
        this.#onTold();
      }
      await new Promise<void>((resolve) => (this.options.clock ?? pageClock).set(resolve, tryAfter));
    }
  }

  #join(place: Place, { OpenDraft, pageDrafts }: Keeping): Promise<void> {
    const draft = (place.draft = OpenDraft.of(place.store ?? pageDrafts(), place.key, this.options.clock ?? pageClock));
    const ready = draft.join(this.#onTold);
    if (place.gone) void draft.discard();
    if (place.typed) draft.type(...place.typed);
    if (place !== this.#place) draft.leave(this.#onTold);
    return ready;
  }

  readonly #onBlur = (): void => void this.flush();

  /** Typing alone needs no render. */
  readonly #onTold = (): void => {
    const { value, state, error, changedElsewhere, others } = this;
    const restored = value !== this.#value;
    const now = [state, error, changedElsewhere, others.length];
    if (!restored && now.every((each, i) => each === this.#shown[i])) return;
    this.#shown = now;
    this.#value = value;
    this.host.requestUpdate();
    if (restored) this.options.onRestored?.();
  };
}
