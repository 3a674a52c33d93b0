import { asBackendError } from '../../backend/backend-error.js';
import type { Backend } from '../../backend/backend.js';
import { asEnquiryState } from '../../backend/enquiry-answers.js';
import { isSettled } from '../../domain/enquiry.js';
import type { Guard } from '../../wiring/context.js';
import { workplace } from '../../wiring/workplace.js';
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
    private readonly backend: () => Backend | undefined,
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
    const asked = [...this.#guards()].flatMap((guard) => answers.get(guard) ?? []);
    // An element that says so itself may not be mounted.
    const reasons = asked.length ? asked : await this.#missing(interactionId);
    if (reasons.length) this.desk.dispatchEvent(new CloseRefusedEvent(interactionId, reasons));
    return reasons.length === 0;
  }

  /** A registration that is forced, and is not there. The settings first: where nothing is forced nobody is asked. */
  async #missing(interactionId: string | undefined): Promise<readonly string[]> {
    const backend = this.backend();
    const { enquiries } = backend ?? {};
    if (!backend || !enquiries || interactionId === undefined) return [];
    try {
      const { settings } = await workplace(backend).surroundings();
      if (settings.enquiryForced.length === 0) return [];
      const { forced, enquiry } = asEnquiryState(await enquiries.get(interactionId));
      if (!forced || isSettled(enquiry)) return [];
      await loadMoreEnglish().catch(() => {});
      return [this.texts.say('enquiry-missing')];
    } catch (error) {
      return [await this.#failure(error)]; // nobody knows that all is well
    }
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
      return [await this.#failure(error)];
    }
  }

  async #failure(error: unknown): Promise<string> {
    const { code } = asBackendError(error);
    await loadMoreEnglish().catch(() => {});
    return this.texts.say(`error-${code}`) || code;
  }

  #guards(): ReadonlySet<Guard> {
    return new Set([...this.posts].map(({ guard }) => guard));
  }
}
