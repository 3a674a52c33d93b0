import { nothing, type TemplateResult } from 'lit';
import type { DraftStore } from '../../wiring/draft-store.js';
import { draftAt, dropDraft } from '../../wiring/drafts.js';
import { Load } from '../../wiring/load.js';
import type { Typed } from './drafting.js';
import type { MessageComposer } from './message-composer.js';
import type { Writing } from './writing.js';

/** What was typed in this conversation before it was known who that is: it lies under the conversation alone, and is offered to whom it turned out to be. */
export class Begun {
  readonly #load: Load<readonly [DraftStore, string, string], Typed | undefined>;

  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {
    this.#load = new Load<readonly [DraftStore, string, string], Typed | undefined>(host, {
      args: () => {
        const { store } = writing.submission;
        const [key, from] = [writing.key, writing.keyOf(undefined)];
        return store && key !== undefined && from !== undefined && key !== from ? [store, from, key] : undefined;
      },
      read: async ([store, from]) => {
        const { typed, intent } = ((await draftAt(store, from)) ?? {}) as { readonly typed?: Typed; readonly intent?: string };
        return intent === undefined && typeof typed?.text === 'string' && typed.text ? typed : undefined;
      },
    });
  }

  /** Something waits to be decided on. */
  get waits(): boolean {
    return this.#load.value !== undefined;
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { writing } = this;
    if (!this.waits || writing.locked) return nothing;
    if (writing.submission.value !== undefined)
      return writing.notices.bar(say('message-begun'), '', say('discard'), this.#onDiscard);
    return writing.notices.bar(say('message-begun'), '', say('go-on'), this.#onGoOn);
  }

  /** Kept here first, and gone from there then: it is never in neither. The address is chosen anew. */
  readonly #onGoOn = (): void => void this.#goOn();

  async #goOn(): Promise<void> {
    const { value: typed } = this.#load;
    const place = this.writing.key;
    if (!typed) return;
    this.writing.change({ ...typed, to: undefined });
    await this.writing.submission.flush();
    if (place === this.writing.key && this.writing.submission.state !== 'not-saved') await this.#drop(typed);
    await this.writing.focus();
  }

  readonly #onDiscard = (): void => {
    const { value } = this.#load;
    if (value) void this.#drop(value).then(() => this.writing.focus());
  };

  async #drop(typed: Typed): Promise<void> {
    const { store } = this.writing.submission;
    const from = this.writing.keyOf(undefined);
    const isMeant = (value: unknown) => (value as { readonly typed?: Typed }).typed?.text === typed.text;
    if (store && from !== undefined) await dropDraft(store, from, isMeant).catch(() => undefined); // then it is offered again
    this.#load.reload();
  }
}
