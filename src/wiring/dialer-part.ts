import { createContext } from '@lit/context';
import type { AttemptReport } from '../domain/attempt.js';
import type { FieldProblem } from '../domain/field.js';

/** An element in the registration's `dialer` slot: what it collects is registered in the same write. */
export interface DialerPart {
  /** The conversation that it is about; undefined: none, or not read yet. */
  readonly interactionId: string | undefined;
  /** What is said of the attempt; undefined: nothing, or what is known already. */
  collect(): AttemptReport | undefined;
  /** What stands against it, by field: nothing is registered before. The comment's are the registration's to show. */
  problems(): readonly FieldProblem[];
  /** Registering was tried: what is missing is shown from now on. */
  insist(): void;
  /** Whether there is to be a comment although nobody may want one of the registration: not at all, asked for, or required. */
  comment(): 'none' | 'asked' | 'required';
  /** A problem in words. */
  say(problem: FieldProblem): string;
  /** Puts the focus where the problem is. */
  focusOn(field: string): void;
  /** What the backend had against it, by field. */
  refuse(problems: readonly FieldProblem[]): void;
  /** It was acknowledged with the registration of this conversation: nothing of it is to be said again. */
  reset(interactionId: string): void;
  /** *Clear all*: takes away what was chosen. The returned function brings it back; undefined: there was nothing. */
  clear(): (() => void) | undefined;
}

/** What the registration is to the part in its `dialer` slot; another object whenever something of it changes. */
export interface DialerSlot {
  /** Takes the part in; the returned function lets it go. */
  announce(part: DialerPart): () => void;
  /** What the part would say is another by now. */
  changed(): void;
  /** It is being registered: nothing can be changed. */
  readonly locked: boolean;
  /** The one comment. */
  readonly comment: string;
  /** Chosen topics that say nobody was reached, in words: for the statistics only. */
  readonly unreached: readonly string[];
}

/** Provided by the registration to what is slotted in it. */
export const dialerSlotContext = createContext<DialerSlot | undefined>(Symbol.for('sidedesk/dialer-slot@1'));
