import type { CallOptions } from '../../backend/backend.js';
import { readAddress } from '../../domain/address.js';
import { type DeliveryReport, reported } from '../../domain/message.js';
import { invalid, type LocalContext, notFound } from './context.js';
import { guardOf } from './guard.js';
import { carryOut, type Plan } from './intents.js';
import { consentOfAddress, consentOfCustomer, destinationOf, type KeptConsent, noDestination } from './message-consents.js';
import { type GivenConsent, readConsent, readReport } from './message-draft.js';
import { keepingMessage, type KeptDelivery, type KeptMessage } from './message-entries.js';
import type { Operation, Row } from './store.js';

/** So often is read again: everybody who does something with one customer at the same time passes by the same guard. */
const doorAttempts = 60;

/** The doors by which the integrator tells what customers, and those who deliver messages, said. No permission is asked. */
export interface MessageDoors {
  /** What became of a message. Reports come in any order, as `reported` of the domain says; one that changes nothing is no new revision. `invalid`: `state`, `failure` (`not-a-choice`), `at` (`not-a-date`). No such message (any more): `not-found`. */
  reportDelivery(messageId: string, report: DeliveryReport, options?: CallOptions): Promise<void>;
  /**
   * What a customer, or of an address whoever has it, said about messages of a kind: the last counts, and `unknown` forgets it. Exactly one of `customerId` and `address`. That of a customer goes with the customer; of an address only a
   * fingerprint is kept, so that it may outlive whoever had it. `invalid`: `channel`, `consent` (`not-a-choice`), `customerId` (`required`, `not-text`), `address` (`not-allowed`, `not-text`, `not-a-phone-number`, `not-an-e-mail`),
   * `at` (`not-a-date`). No such customer (any more): `not-found`.
   */
  saveConsent(consent: GivenConsent, options?: CallOptions): Promise<void>;
}

export function messageDoors(context: LocalContext): MessageDoors {
  const { store } = context;
  return {
    reportDelivery: (id, given, callOptions = {}) =>
      context.run(callOptions, undefined, async (signal) => {
        const report = readReport(given, context.now());
        const plan = async (): Promise<Plan<undefined>> => {
          const row = typeof id === 'string' && id !== '' ? await store.get<KeptMessage>('messages', id, { signal }) : undefined;
          if (!row) throw notFound('message');
          const after = reported(row.value, report);
          if (after === row.value) return { batch: [], answer: undefined };
          // Before the one who delivers it has answered, perhaps: it is not to be delivered again.
          const delivery = await store.get<KeptDelivery>('deliveries', id, { signal });
          const done = delivery ? [{ delete: 'deliveries', key: id, ifRevision: delivery.revision }] : [];
          return { batch: [keepingMessage(after, row.revision), ...done], answer: undefined };
        };
        await carryOut(context, 'messages.report', undefined, { signal }, plan, doorAttempts);
      }),

    saveConsent: (given, callOptions = {}) =>
      context.run(callOptions, undefined, async (signal) => {
        const { channel, consent, customerId, address = '', at } = readConsent(given, context.now());
        const reader = await context.reader();
        const destination = destinationOf(channel, readAddress(address, reader), reader);
        if (customerId === undefined && !destination) throw invalid('address', noDestination(channel));
        const key =
          customerId === undefined ? consentOfAddress(channel, destination?.key ?? '') : consentOfCustomer(channel, customerId);
        const plan = async (): Promise<Plan<undefined>> => {
          const guards = customerId === undefined ? [] : [await guardOf(store, customerId, signal)];
          if (customerId !== undefined && !(await store.get('customers', customerId, { signal }))) throw notFound('customer');
          const row = await store.get<KeptConsent>('message-consents', key, { signal });
          const operation = saying(key, consent === 'unknown' ? undefined : { consent, at }, row, customerId);
          return { batch: operation ? [operation, ...guards] : [], answer: undefined };
        };
        await carryOut(context, 'messages.consent', undefined, { signal }, plan, doorAttempts);
      }),
  };
}

/** Keeps what was said; nothing to do where it is so already. */
function saying(
  key: string,
  value: KeptConsent | undefined,
  row: Row<KeptConsent> | undefined,
  customerId: string | undefined,
): Operation | undefined {
  if (!value) return row && { delete: 'message-consents', key, ifRevision: row.revision };
  if (row?.value.consent === value.consent && row.value.at === value.at) return undefined;
  const index = { customer: customerId === undefined ? [] : [customerId] };
  return { put: 'message-consents', key, value, index, ifRevision: row?.revision ?? 'absent' };
}
