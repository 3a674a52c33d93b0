import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BackendError } from '../backend/backend-error.js';
import { type Clock, pageClock } from './clock.js';
import type { Draft, DraftStore } from './draft-store.js';
import { memoryDrafts } from './memory-drafts.js';
import { type DraftState, OpenDraft } from './open-draft.js';

export type { DraftState } from './open-draft.js';

export interface DraftsOptions {
  /** Where drafts are kept, as the desk says; without one, in the memory of this page. Asked at `open`. */
  store?(): DraftStore | undefined;
  /** The text is another one, and not by `change`: restored, from another tab, taken back, or gone (undefined). */
  onRestored?(): void;
  readonly clock?: Clock;
}

let pageDrafts: DraftStore | undefined;

/**
 * What an element's editor holds, kept while it is typed. Call `open` with the key of what is on screen before each render and `change` at each
 * input: another key shows another draft and keeps the old one under the old key. Out of the tree nothing is open.
 */
export class Drafts<T> implements ReactiveController {
  #draft?: OpenDraft;
  #key?: string;
  #store?: DraftStore;
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
    return this.#draft?.value as T | undefined;
  }
  /** What the edit began on, as `change` was told. */
  get base(): unknown {
    return this.#draft?.base;
  }
  get state(): DraftState {
    return this.#draft?.state ?? 'none';
  }
  /** Why it is not saved, or could not be looked for. It is tried again by itself. */
  get error(): BackendError | undefined {
    return this.#draft?.error;
  }
  /** Another tab typed here since this one did. */
  get changedElsewhere(): boolean {
    return this.#draft?.changedElsewhere ?? false;
  }
  /** Texts that a later one of another tab replaced: `takeBack` brings one to the front. */
  get others(): readonly Draft<T>[] {
    return (this.#draft?.others ?? []) as readonly Draft<T>[];
  }

  /** Resolves when what was kept is there. Nothing happens when the key is open already; undefined closes. */
  open(key: string | undefined): Promise<void> {
    const store = this.options.store?.() ?? (pageDrafts ??= memoryDrafts());
    if (key === this.#key && (key === undefined || store === this.#store)) return this.#ready;
    const old = this.#draft;
    [this.#key, this.#store] = [key, store];
    this.#draft = key === undefined ? undefined : OpenDraft.of(store, key, this.options.clock ?? pageClock);
    this.#ready = this.#draft?.join(this.#onTold) ?? Promise.resolve();
    old?.leave(this.#onTold);
    this.#onTold();
    return this.#ready;
  }

  /** Saves within half a second; at once when the focus leaves the element or the page is hidden. Without an open key nothing is kept: offer no input then. */
  change(value: T, base?: unknown): void {
    this.#value = value;
    this.#draft?.type(value, base);
  }

  /** Resolves when it is saved, or the state says why not. */
  async flush(): Promise<void> {
    await this.#draft?.flush();
  }

  /** The draft is done with: acknowledged, or not wanted. */
  async discard(): Promise<void> {
    this.#value = undefined;
    await this.#draft?.discard();
  }

  /** Shows one of `others` (the last unless named) in place of the text, which is kept among them. */
  takeBack(other: Draft<T> | undefined = this.others.at(-1)): void {
    this.#draft?.takeBack(other);
  }

  hostConnected(): void {
    this.host.addEventListener('focusout', this.#onBlur);
  }

  /** Kept under its own key; the element opens again when it knows where it is. */
  hostDisconnected(): void {
    this.host.removeEventListener('focusout', this.#onBlur);
    void this.open(undefined);
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
