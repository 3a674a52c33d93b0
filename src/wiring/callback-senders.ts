import type { CallbackPatch } from '../backend/backend.js';
import { asAttemptState, asCallback } from '../backend/callback-answers.js';
import type { CallbackDraft } from '../domain/callback.js';
import type { Senders } from './outgoing.js';
import { recorded } from './records.js';

/** What is said of attempts and call-backs, by the names under which it waits: the same in every element, since whichever is there sends it. */
export const callbackKinds = {
  mark: 'callbacks.mark',
  schedule: 'callbacks.schedule',
  change: 'callbacks.change',
  cancel: 'callbacks.cancel',
} as const;

/** An attempt is marked as unanswered, or is not any more. */
export interface Marking {
  readonly interactionId: string;
  readonly unanswered: boolean;
}

/** A call-back is agreed on anew. */
export interface Change {
  readonly callbackId: string;
  readonly patch: CallbackPatch;
}

/** Nobody is called. */
export interface Cancellation {
  readonly interactionId: string;
  readonly callbackId: string;
  readonly revision: number;
  readonly reason: string;
}

/** How these are sent; what is answered has its shape, or it counts as failed. An element names those that it submits. */
export const callbackSenders = {
  [callbackKinds.mark]: (backend) =>
    backend.callbacks?.mark && {
      send: async (wish, options) => {
        const { interactionId, unanswered } = wish as Marking;
        await recorded(backend, interactionId);
        return asAttemptState(await backend.callbacks!.mark!(interactionId, unanswered, options));
      },
    },
  [callbackKinds.schedule]: (backend) =>
    backend.callbacks?.schedule && {
      send: async (wish, options) => {
        const draft = wish as CallbackDraft;
        await recorded(backend, draft.interactionId);
        return asCallback(await backend.callbacks!.schedule!(draft, options));
      },
    },
  [callbackKinds.change]: ({ callbacks }) =>
    callbacks?.change && {
      send: async (wish, options) => {
        const { callbackId, patch } = wish as Change;
        return asCallback(await callbacks.change!(callbackId, patch, options));
      },
    },
  [callbackKinds.cancel]: ({ callbacks }) =>
    callbacks?.cancel && {
      send: async (wish, options) => {
        const { callbackId, revision, reason } = wish as Cancellation;
        return asCallback(await callbacks.cancel!(callbackId, revision, reason, options));
      },
    },
} satisfies Senders;
