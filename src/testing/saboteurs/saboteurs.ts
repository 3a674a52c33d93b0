import { automatic } from './automatic.js';
import { enquiries } from './enquiries.js';
import { externalIds } from './external-ids.js';
import { lists } from './lists.js';
import { lookups } from './lookups.js';
import { manners } from './manners.js';
import { records } from './records.js';
import { registrations } from './registrations.js';
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
];
