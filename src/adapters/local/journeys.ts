import type { JourneysService } from '../../backend/backend.js';
import type { LocalContext } from './context.js';
import { aliasing } from './journey-aliases.js';
import { reading } from './journey-reading.js';
import { recording } from './journey-record.js';

/** Customers' visits to the web site: fetched when first used. */
export const journeys = (context: LocalContext): Required<JourneysService> => ({
  ...reading(context),
  ...aliasing(context),
  record: recording(context),
});
