import type { JourneyAliasDraft } from '../../backend/backend.js';
import { asBackendError } from '../../backend/backend-error.js';
import { asJourneyAlias } from '../../backend/journey-answers.js';
import type { Senders } from '../../wiring/outgoing.js';

export const kinds = { add: 'journeys.addAlias', remove: 'journeys.removeAlias' } as const;

/** That an alias is to go. */
export interface RemoveWish {
  readonly id: string;
  readonly customerId: string;
}

/** Under this name all about one alias waits in one line. */
export const about = (aliasId: string): string => `journey-alias/${aliasId}`;

export const addSenders: Senders = {
  [kinds.add]: (backend) =>
    backend.journeys?.addAlias && {
      send: async (wish, options) => asJourneyAlias(await backend.journeys!.addAlias!(wish as JourneyAliasDraft, options)),
    },
};

export const removeSenders: Senders = {
  [kinds.remove]: (backend) =>
    backend.journeys?.removeAlias && {
      send: async (wish, options) => {
        try {
          await backend.journeys!.removeAlias!((wish as RemoveWish).id, options);
        } catch (caught) {
          // What is not there any more is gone already.
          if (asBackendError(caught).code !== 'not-found') throw caught;
        }
      },
    },
};
