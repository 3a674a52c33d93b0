import { asCallback } from '../../backend/callback-answers.js';
import type { Senders } from '../../wiring/outgoing.js';

export interface TakeOver {
  readonly id: string;
  readonly from?: string;
}
export interface Completion {
  readonly id: string;
  readonly answered: boolean;
}

export const kinds = { takeOver: 'callbacks.takeOver', complete: 'callbacks.complete' } as const;
/** Under this name everything about a call-back waits in one line. */
export const about = (id: string): string => `callback/${id}`;

/** How what is done with one click is sent. */
export const senders: Senders = {
  [kinds.takeOver]: ({ callbacks }) =>
    callbacks?.takeOver && {
      send: async (wish, options) => {
        const { id, from } = wish as TakeOver;
        return asCallback(await callbacks.takeOver!(id, from, options));
      },
    },
  [kinds.complete]: ({ callbacks }) =>
    callbacks?.complete && {
      send: async (wish, options) => {
        const { id, answered } = wish as Completion;
        return asCallback(await callbacks.complete!(id, answered, options));
      },
    },
};
