import { attempts } from './attempts.js';
import { automatic } from './automatic.js';
import { callbackLists } from './callback-lists.js';
import { callbacks } from './callbacks.js';
import { dialers } from './dialers.js';
import { enquiries } from './enquiries.js';
import { externalIds } from './external-ids.js';
import { journeyAliases } from './journey-aliases.js';
import { journeyLists } from './journey-lists.js';
import { journeys } from './journeys.js';
import { lists } from './lists.js';
import { lookups } from './lookups.js';
import { manners } from './manners.js';
import { messageConsents } from './message-consents.js';
import { messageDeliveries } from './message-deliveries.js';
import { messageLists } from './message-lists.js';
import { messageRules } from './message-rules.js';
import { messages } from './messages.js';
import { noteChanges } from './note-changes.js';
import { notePins } from './note-pins.js';
import { notes } from './notes.js';
import { records } from './records.js';
import { registrations } from './registrations.js';
import { routings } from './routings.js';
import type { Saboteur } from './saboteur.js';
import { watchers } from './watchers.js';
import { writers } from './writers.js';

/** Every way of breaking a backend that the suite is proven to notice. Run your own suite over them to see that it runs: each must fail. */
export const saboteurs: readonly Saboteur[] = [
  ...lookups,
  ...lists,
  ...records,
  ...manners,
  ...watchers,
  ...writers,
  ...externalIds,
  ...automatic,
  ...enquiries,
  ...registrations,
  ...attempts,
  ...callbacks,
  ...callbackLists,
  ...routings,
  ...dialers,
  ...notes,
  ...noteChanges,
  ...notePins,
  ...messages,
  ...messageRules,
  ...messageConsents,
  ...messageLists,
  ...messageDeliveries,
  ...journeys,
  ...journeyLists,
  ...journeyAliases,
];
