import type { Campaign } from '../../domain/campaign.js';
import type { LocalContext } from './context.js';
import { everyRow } from './paging.js';
import type { Row } from './store.js';

/** The campaigns as they are now, with the rows of those that were saved: a saved one goes before the integrator's of the same id. */
export async function campaignRows(
  { store, options }: LocalContext,
  signal?: AbortSignal,
): Promise<{ readonly campaigns: ReadonlyMap<string, Campaign>; readonly rows: ReadonlyMap<string, Row<Campaign>> }> {
  const saved = await everyRow<Campaign>(store, 'campaigns', 'id', {}, signal);
  const campaigns = new Map((options.campaigns ?? []).map((campaign) => [campaign.id, structuredClone(campaign)]));
  for (const { key, value } of saved) campaigns.set(key, value);
  return { campaigns, rows: new Map(saved.map((row) => [row.key, row])) };
}
