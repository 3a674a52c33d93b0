import { add } from './add.js';
import { answer } from './answering.js';
import { attempts } from './attempts.js';
import { attending } from './attend.js';
import { callbackCancel } from './callback-cancel.js';
import { callbackChange } from './callback-change.js';
import { callbackCustomers } from './callback-customers.js';
import { callbackLists } from './callback-lists.js';
import { callbackTakeOver } from './callback-take-over.js';
import { calls } from './calls.js';
import { campaignsGet, campaignsList } from './campaigns.js';
import type { Section } from './case.js';
import { readCatalogue, saveCatalogue } from './catalogue.js';
import { change } from './change.js';
import { choose } from './choose.js';
import { complete } from './completing.js';
import { duplicates } from './duplicates.js';
import { enquiries, enquiriesList } from './enquiries.js';
import { erase } from './erase.js';
import { errors } from './errors.js';
import { excuse, expiry } from './expiry.js';
import { fieldsSection } from './fields.js';
import { findPhones } from './find-phones.js';
import { find } from './find.js';
import { get } from './get.js';
import { interactions } from './interactions.js';
import { journeysAliases } from './journeys-aliases.js';
import { journeysBrowsers } from './journeys-browsers.js';
import { journeysCustomers } from './journeys-customers.js';
import { journeysPrivacy } from './journeys-privacy.js';
import { journeysRead, journeysSessions } from './journeys-read.js';
import { journeysRecord } from './journeys-record.js';
import { journeysSince } from './journeys-since.js';
import { leases } from './leases.js';
import { list } from './list.js';
import { marks } from './marks.js';
import { messagesChannels, messagesTemplates } from './messages-channels.js';
import { messagesConsent } from './messages-consent.js';
import { messagesCustomers } from './messages-customers.js';
import { messagesDelivery } from './messages-delivery.js';
import { messagesKeys } from './messages-keys.js';
import { messagesGet, messagesList } from './messages-list.js';
import { messagesQuiet } from './messages-quiet.js';
import { messagesRecipients } from './messages-recipients.js';
import { messagesRules } from './messages-rules.js';
import { messagesSend } from './messages-send.js';
import { notesAdd } from './notes-add.js';
import { notesChange } from './notes-change.js';
import { notesCustomers } from './notes-customers.js';
import { notesHistory } from './notes-history.js';
import { notesGet, notesList } from './notes-list.js';
import { notesPinRaces } from './notes-pin-races.js';
import { notesPin } from './notes-pin.js';
import { notesRemove } from './notes-remove.js';
import { permissionsSection } from './permissions.js';
import { presence } from './presence.js';
import { recordAttempt } from './record-attempt.js';
import { record } from './record.js';
import { registerAttempt } from './register-attempt.js';
import { register } from './register.js';
import { impact, remove } from './remove.js';
import { routingCampaign } from './routing-campaign.js';
import { routing } from './routing.js';
import { schedule } from './schedule.js';
import { search } from './search.js';
import { session } from './session.js';
import { signals } from './signals.js';
import { values } from './values.js';
import { watch } from './watch.js';
import { extend, wrapUp } from './wrap-up.js';

/** The contract's table of contents. */
export const sections: readonly Section[] = [
  session,
  fieldsSection,
  find,
  findPhones,
  search,
  list,
  get,
  choose,
  add,
  change,
  impact,
  remove,
  duplicates,
  erase,
  presence,
  interactions,
  record,
  recordAttempt,
  calls,
  notesList,
  notesGet,
  notesHistory,
  notesAdd,
  notesChange,
  notesPin,
  notesPinRaces,
  notesRemove,
  notesCustomers,
  messagesChannels,
  messagesTemplates,
  messagesConsent,
  messagesQuiet,
  messagesSend,
  messagesRules,
  messagesRecipients,
  messagesKeys,
  messagesList,
  messagesGet,
  messagesDelivery,
  messagesCustomers,
  journeysRecord,
  journeysPrivacy,
  journeysBrowsers,
  journeysRead,
  journeysSessions,
  journeysSince,
  journeysAliases,
  journeysCustomers,
  readCatalogue,
  saveCatalogue,
  enquiries,
  enquiriesList,
  register,
  wrapUp,
  extend,
  expiry,
  excuse,
  campaignsList,
  campaignsGet,
  attempts,
  marks,
  schedule,
  callbackChange,
  callbackCancel,
  callbackTakeOver,
  callbackLists,
  attending,
  leases,
  routing,
  routingCampaign,
  answer,
  complete,
  registerAttempt,
  callbackCustomers,
  watch,
  permissionsSection,
  signals,
  values,
  errors,
];
