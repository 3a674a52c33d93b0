import type { DeliveryReport, Message, MessageChannel } from '../../domain/message.js';
import type { Consent } from '../../domain/message-consent.js';

/** What was said about messages of a kind: by a customer, or of an address by whoever has it. */
export interface SaidConsent {
  readonly channel: MessageChannel;
  /** `unknown`: what was said is forgotten. */
  readonly consent: Consent;
  /** Either this or an address. */
  readonly customerId?: string;
  /** As typed. */
  readonly address?: string;
  /** ISO 8601; now unless told. */
  readonly at?: string;
}

/** A message as it came to the service that delivers it: the address is `+` and digits, or an e-mail address. */
export type HandedOver = Pick<Message, 'id' | 'channel' | 'address' | 'subject' | 'text'>;

/** What happens to messages outside of the contract. A fixture may lack any of these: then the cases that need it are skipped. */
export interface MessageHands {
  /** Keeps what somebody said about messages, as the house's other systems would; of several the last counts. */
  saveConsent(said: SaidConsent): Promise<void>;
  /** The messages that were handed over so far, by whichever client, to a service that takes all of them. */
  handedOver(): readonly HandedOver[];
  /** Whether messages can be handed over from now on, as they can when a case begins. What cannot stays `queued`, and is tried again within an hour of the backend's clock. */
  setDelivery(works: boolean): void;
  /** Tells what became of a message that was handed over, as the service that delivers it would. */
  reportDelivery(messageId: string, report: DeliveryReport): Promise<void>;
}
