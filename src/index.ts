/** The front door: classes and types. Importing it registers nothing and changes nothing; `sidedesk/define` registers the elements. */
export type * from './backend/backend.js';
export * from './backend/backend-error.js';
export * from './backend/permissions.js';
export * from './backend/settings.js';
export type * from './domain/address.js';
export type { Agent } from './domain/agent.js';
export type { Attempt, AttemptMark, AttemptReport, DialerActions } from './domain/attempt.js';
export type { Callback, CallbackDraft, CallbackState, MissedReason } from './domain/callback.js';
export type { CallbackListName } from './domain/callback-list.js';
export type { CallingPeriod } from './domain/calling-period.js';
export type { CallbackFor, Campaign, CampaignCheck, CampaignStatus, DialMode } from './domain/campaign.js';
export type { Catalogue, Category, CategoryCondition, Topic, TopicOutcome } from './domain/catalogue.js';
export type { Customer, CustomerDraft } from './domain/customer.js';
export type { Enquiry, EnquiryDraft, EnquiryStatus } from './domain/enquiry.js';
export type { CustomerKind, FieldChoice, FieldDefinition, FieldType, FieldUse } from './domain/field.js';
export type { Channel, Direction, EndedBy, Interaction, InteractionState, InteractionSummary } from './domain/interaction.js';
export type { Dwell, JourneySession, PageVisit, VisitMark } from './domain/journey.js';
export type { JourneyAlias, JourneyAliasKind } from './domain/journey-alias.js';
export type {
  JourneyEvent,
  JourneyEventType,
  JourneyIdentity,
  RecordedJourneyEvent,
  VisitCampaign,
} from './domain/journey-event.js';
export type { JourneyFrame } from './domain/journey-filter.js';
export type { TargetPage } from './domain/journey-target.js';
export type { FindOutcome, FindResult, Match, MatchReason } from './domain/match.js';
export type {
  DeliveryReport,
  Message,
  MessageChannel,
  MessageDraft,
  MessageFailure,
  MessageOrigin,
  MessageState,
} from './domain/message.js';
export type { Consent, MessageObjection, ObjectionPolicy } from './domain/message-consent.js';
export type { MessageTemplate, TemplateText } from './domain/message-template.js';
export type { Note, NoteDraft, NoteVersion, Pin } from './domain/note.js';
export { AgentDesk } from './elements/agent-desk/agent-desk.js';
export { CloseRefusedEvent } from './elements/agent-desk/agent-desk.events.js';
export { CallbackList } from './elements/callback-list/callback-list.js';
export { CustomerCard } from './elements/customer-card/customer-card.js';
export { CustomerDeletedEvent, CustomerSavedEvent } from './elements/customer-card/customer-card.events.js';
export { CustomerJourney } from './elements/customer-journey/customer-journey.js';
export { DialerCallback } from './elements/dialer-callback/dialer-callback.js';
export { EnquiryRegistration } from './elements/enquiry-registration/enquiry-registration.js';
export { EnquiryRegisteredEvent } from './elements/enquiry-registration/enquiry-registration.events.js';
export { InteractionHistory } from './elements/interaction-history/interaction-history.js';
export { MessageComposer } from './elements/message-composer/message-composer.js';
export { MessageSentEvent } from './elements/message-composer/message-composer.events.js';
export { NoteList } from './elements/note-list/note-list.js';
export { NoteDeletedEvent, NoteSavedEvent } from './elements/note-list/note-list.events.js';
export { AttemptMarkedEvent, CallbackCancelledEvent, CallbackScheduledEvent } from './wiring/callback-events.js';
export { BackendFailedEvent } from './wiring/backend-failed.js';
export {
  backendContext,
  customerContext,
  deskContext,
  draftsContext,
  interactionContext,
  refreshContext,
  type Desk,
  type Guard,
} from './wiring/context.js';
export { dialerSlotContext, type DialerPart, type DialerSlot } from './wiring/dialer-part.js';
export { CountChangedEvent } from './wiring/count-changed.js';
export { CustomerOpenRequestedEvent } from './wiring/customer-open-requested.js';
export { CustomerSelectedEvent, type SelectionReason } from './wiring/customer-selected.js';
export {
  absent,
  draftKey,
  type Draft,
  type DraftChange,
  type DraftCondition,
  type DraftKey,
  type DraftStore,
} from './wiring/draft-store.js';
export { draftStoreFor } from './wiring/draft-stores.js';
export { Drafts, type DraftsOptions, type DraftState } from './wiring/drafts.js';
export { indexedDbDrafts, type LastingDrafts } from './wiring/indexeddb-drafts.js';
export type { Intent, IntentError, IntentState, Sender, Wish } from './wiring/intent.js';
export { LinkSendRequestedEvent } from './wiring/link-send-requested.js';
export { memoryDrafts } from './wiring/memory-drafts.js';
export type { Outbox, OutboxOptions } from './wiring/outbox.js';
export { outboxFor, type OutboxOwner } from './wiring/outboxes.js';
export { Outgoing, type OutgoingOptions, type Senders } from './wiring/outgoing.js';
export { Presence, type PresenceOptions, type Whereabouts } from './wiring/presence.js';
export type { Clock } from './wiring/clock.js';
export { RevealRequestedEvent } from './wiring/reveal-requested.js';
export { CallRequestedEvent, CustomerCloseRequestedEvent, MessageRequestedEvent } from './wiring/requests.js';
export { offerLocale, overrideWords, type Words } from './wiring/words.js';
