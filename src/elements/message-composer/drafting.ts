import type { AddressRef } from '../../domain/address.js';
import type { Interaction } from '../../domain/interaction.js';
import type { MessageChannel, MessageDraft } from '../../domain/message.js';

/** What is typed, and where it belongs. */
export interface Typed {
  readonly channel: MessageChannel;
  /** Chosen by the agent; `raw`: typed. */
  readonly to?: AddressRef;
  readonly subject?: string;
  readonly text: string;
  readonly reason?: string;
  readonly templateId?: string;
  /** Asked for by a card, in whatever conversation. */
  readonly fromCard?: boolean;
}

/** Where it is written. */
export interface Desktop {
  readonly customerId?: string;
  readonly interaction?: Interaction;
  readonly caseId?: string;
  readonly campaignId?: string;
}

/** What is sent of what is typed: what does not belong to this way of writing stays in the form. From a card, and beside a conversation, it belongs to no case. */
export function draftOf(typed: Typed, to: AddressRef | undefined, desk: Desktop, needsReason: boolean): MessageDraft {
  const { customerId, interaction, caseId, campaignId } = desk;
  const { channel, subject = '', text, reason = '', templateId, fromCard } = typed;
  const fromCase = caseId ? ({ origin: 'case', caseId, ...(campaignId && { campaignId }) } as const) : undefined;
  return {
    channel,
    to: to ?? { raw: '' },
    ...(customerId !== undefined && { customerId }),
    ...(interaction && { interactionId: interaction.id }),
    ...(fromCase ?? { origin: interaction && !(fromCard && customerId !== undefined) ? 'interaction' : 'card' }),
    ...(channel === 'email' && { subject }),
    text,
    ...(needsReason && reason.trim() && { reason }),
    ...(templateId !== undefined && { templateId }),
  };
}

/** The way back into the form. */
export function typedOf({ channel, to, subject, text, reason, templateId, origin }: MessageDraft): Typed {
  return {
    channel,
    to,
    ...(subject !== undefined && { subject }),
    text,
    ...(reason !== undefined && { reason }),
    ...(templateId !== undefined && { templateId }),
    ...(origin === 'card' && { fromCard: true }),
  };
}
