import type { CampaignDoor } from './campaigns.js';
import type { LocalContext } from './context.js';
import type { CsvResult } from './csv.js';
import { later } from './later.js';
import type { LoadOptions, LoadResult, LoadRow } from './load.js';
import type { MessageDoors } from './message-doors.js';

/** What the integrator's own code does with a backend of its own: no permission is asked. */
export interface Doors extends CampaignDoor, MessageDoors {
  /**
   * Adds customers. Rows that are not valid (as an import takes it: numbers and addresses that
   * cannot be read are let in as they came; `automatic` is kept) are refused, each with its number and reasons; all others are kept, in batches, and told as one `reset`.
   * An abort, and a store that fails, leave the whole batches kept so far and reject.
   */
  load(rows: Iterable<LoadRow>, options?: LoadOptions): Promise<LoadResult>;
  /**
   * Adds the customers of a CSV file: UTF-8 (else `invalid`, field `file`, `not-utf-8`) with a header of field names or labels and perhaps `type`; commas, semicolons or
   * tabs; values of several lines in quotes. Ragged and invalid rows are refused as in `load`, their numbers counted as in a spreadsheet; columns that are no field are named in `ignored`.
   */
  loadCsv(source: string | Blob, options?: LoadOptions): Promise<CsvResult>;
}

/** Fetched when the first of them is used; what stands behind each when that is. */
export function doors(context: LocalContext): Doors {
  const campaign = later(async () => (await import('./campaigns.js')).campaigns(context));
  const messages = later(async () => (await import('./message-doors.js')).messageDoors(context));
  const loading = later(() => import('./load.js'));
  const reading = later(() => import('./csv.js'));
  return {
    saveCampaign: async (...given) => (await campaign()).saveCampaign(...given),
    reportDelivery: async (...given) => (await messages()).reportDelivery(...given),
    saveConsent: async (...given) => (await messages()).saveConsent(...given),
    load: async (rows, options = {}) => (await loading()).load(context, rows, options),
    loadCsv: async (source, options = {}) => (await reading()).loadCsv(context, source, options),
  };
}
