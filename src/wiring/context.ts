import { ContextEvent, createContext, type Context } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Backend } from '../backend/backend.js';
import type { Interaction } from '../domain/interaction.js';
import { ContextRoot } from './context-root.js';
import type { DraftStore } from './draft-store.js';

/** What the desk tells the elements in it beside backend, interaction and customer. */
export interface Desk {
  /** Wishes that somebody will answer: names of `…-requested` events without the ending. */
  readonly answers: ReadonlySet<string>;
  /** Where wishes are heard. */
  readonly host: EventTarget;
  /** Registers a guard that may refuse closing; the returned function takes it away. */
  guard(guard: Guard): () => void;
  /** Registers an element that answers a wish; the returned function takes it away. */
  answer(wish: string): () => void;
  /** Says that something typed is not saved: leaving the page asks first, where the host wants that. The returned function lets go. */
  hold(): () => void;
}

/**
 * Asked when the interaction is about to be closed: the reasons against, in words; none when all is well. It may ask the agent and take its time: it is not asked again
 * about the same interaction before it has answered, and a guard that is taken away has nothing against it.
 */
export type Guard = (interactionId: string | undefined) => Promise<readonly string[]> | readonly string[];

// The keys are global symbols, so that two copies of the library on one page understand each other.
export const backendContext = createContext<Backend | undefined>(Symbol.for('sidedesk/backend@1'));
export const interactionContext = createContext<Interaction | undefined>(Symbol.for('sidedesk/interaction@1'));
export const customerContext = createContext<string | undefined>(Symbol.for('sidedesk/customer@1'));
export const deskContext = createContext<Desk | undefined>(Symbol.for('sidedesk/desk@1'));
/** Where drafts are kept; none: in the memory of the page. */
export const draftsContext = createContext<DraftStore | undefined>(Symbol.for('sidedesk/drafts@1'));
/** Grows when everything under the provider should read again in place. */
export const refreshContext = createContext<number>(Symbol.for('sidedesk/refresh@1'));

let root: ContextRoot | undefined;

/** Lets consumers that were born before their provider find it later. Called at the first define; costs nothing again. */
export function attachContextRoot(): void {
  if (typeof document !== 'undefined') root ??= new ContextRoot(document.documentElement);
}

/**
 * The nearest provider's value for as long as the host is in the tree. Unlike a plain context consumer it forgets the value when the
 * host leaves: moved into another desk, an element must never show the old desk's customer.
 */
export class Consumed<T> implements ReactiveController {
  value: T | undefined;
  #stop?: () => void;

  constructor(
    private readonly host: LitElement,
    private readonly context: Context<unknown, T>,
    private readonly onChange?: (value: T | undefined) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.dispatchEvent(new ContextEvent(this.context, this.host, this.#receive, true));
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#set(undefined);
  }

  #receive = (value: T, unsubscribe?: () => void): void => {
    if (unsubscribe !== this.#stop) {
      // A nearer provider took over: the farther one lets go.
      this.#stop?.();
      this.#stop = unsubscribe;
    }
    if (!this.host.isConnected) return unsubscribe?.();
    this.#set(value);
  };

  #set(value: T | undefined): void {
    if (value === this.value) return;
    this.value = value;
    this.onChange?.(value);
    this.host.requestUpdate();
  }
}
