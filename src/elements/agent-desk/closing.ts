import { asBackendError } from '../../backend/backend-error.js';
import type { Guard } from '../../wiring/context.js';
import { loadMoreEnglish, type Texts } from '../../wiring/words.js';
import { CloseRefusedEvent } from './agent-desk.events.js';

/** A guard where it stands now: an element takes it away, and may put the same one up again in the same turn. */
export interface Post {
  readonly guard: Guard;
}

/** Asks the guards of a desk, loaded when the first of them is there. A guard may ask the agent, and take its time. */
export class Closing {
  readonly #asking = new Map<string | undefined, Promise<boolean>>();
  readonly #awaited = new Set<{ readonly guard: Guard; release(): void }>();

  constructor(
    private readonly desk: EventTarget,
    private readonly posts: ReadonlySet<Post>,
    private readonly texts: Texts,
  ) {}

  /** Who asks about an interaction that is being asked about shares the answer. */
  ask(interactionId: string | undefined): Promise<boolean> {
    let answer = this.#asking.get(interactionId);
    if (!answer) {
      answer = this.#ask(interactionId).finally(() => this.#asking.delete(interactionId));
      this.#asking.set(interactionId, answer);
    }
    return answer;
  }

  /** A guard was taken away: nobody waits for its answer any more, unless it is up again. */
  left(): void {
    const guards = this.#guards();
    for (const { guard, release } of [...this.#awaited]) if (!guards.has(guard)) release();
  }

  async #ask(interactionId: string | undefined): Promise<boolean> {
    const answers = new Map<Guard, readonly string[]>();
    // Whoever comes while the others are asked is asked too.
    for (let asked: readonly Guard[]; (asked = [...this.#guards()].filter((guard) => !answers.has(guard))).length;)
      await Promise.all(
        asked.map(async (guard) => {
          const reasons = await this.#unlessGone(guard, this.#reasons(guard, interactionId));
          if (reasons) answers.set(guard, reasons);
        }),
      );
    const reasons = [...this.#guards()].flatMap((guard) => answers.get(guard) ?? []);
    if (reasons.length) this.desk.dispatchEvent(new CloseRefusedEvent(interactionId, reasons));
    return reasons.length === 0;
  }

  async #unlessGone<T>(guard: Guard, answer: Promise<T>): Promise<T | undefined> {
    let release = () => {};
    const gone = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const awaited = { guard, release };
    this.#awaited.add(awaited);
    try {
      return await Promise.race([answer, gone]);
    } finally {
      this.#awaited.delete(awaited);
    }
  }

  async #reasons(guard: Guard, interactionId: string | undefined): Promise<readonly string[]> {
    try {
      return (await guard(interactionId)) ?? [];
    } catch (error) {
      // A guard that fails cannot say that all is well: its failure is the reason.
      const { code } = asBackendError(error);
      await loadMoreEnglish().catch(() => {});
      return [this.texts.say(`error-${code}`) || code];
    }
  }

  #guards(): ReadonlySet<Guard> {
    return new Set([...this.posts].map(({ guard }) => guard));
  }
}
