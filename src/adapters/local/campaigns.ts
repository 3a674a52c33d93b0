import type { CallOptions, CampaignsService } from '../../backend/backend.js';
import { type Campaign, campaignProblems, isOverFor } from '../../domain/campaign.js';
import { nameKey } from '../../domain/customer.js';
import { readCampaign } from './campaign-draft.js';
import { campaignRows } from './campaign-rows.js';
import { type LocalContext, refuse } from './context.js';
import { canonical } from './fingerprint.js';
import { carryOut } from './intents.js';
import { routingAttempts, routingPicture } from './routing-rows.js';

/** The door by which the integrator keeps a campaign. */
export interface CampaignDoor {
  /**
   * Keeps a campaign, for the integrator's own code: no permission is asked. What becomes of its call-backs because of it (it has ended, or may be called again) is done in the same commit.
   * `invalid` as `campaignProblems` of the domain says. The same once more changes nothing.
   */
  saveCampaign(campaign: Campaign, options?: CallOptions): Promise<void>;
}

/** The dialer's lists with their rules: fetched when first used. */
export function campaigns(context: LocalContext): Required<CampaignsService> & CampaignDoor {
  const place = ({ name, id }: Campaign) => `${nameKey(name)}\0${id}`;
  return {
    list: (callOptions) =>
      context.run(callOptions, undefined, async (signal) => {
        const { campaigns: all } = await campaignRows(context, signal);
        return [...all.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1));
      }),

    get: (id, callOptions) =>
      context.run(callOptions, undefined, async (signal) => {
        if (typeof id !== 'string' || id === '') return undefined;
        const row = await context.store.get<Campaign>('campaigns', id, { signal });
        return row?.value ?? structuredClone(context.options.campaigns?.find((campaign) => campaign.id === id));
      }),

    saveCampaign: (given, callOptions = {}) =>
      context.run(callOptions, undefined, async (signal) => {
        const campaign = readCampaign(given);
        refuse(campaignProblems(campaign));
        const { id } = campaign;
        const plan = async () => {
          const picture = await routingPicture(context, isOverFor(campaign) ? { ending: id } : {}, signal);
          const row = await context.store.get<Campaign>('campaigns', id, { signal });
          if (row && canonical(row.value) === canonical(campaign)) return { batch: [], answer: undefined };
          picture.tell({ kind: 'campaign', campaign });
          const ifRevision = row?.revision ?? ('absent' as const);
          const put = { put: 'campaigns', key: id, value: campaign, index: { id: [id] }, ifRevision };
          // The clock too: whoever routes by the old rules at the same time reads again.
          return { batch: [put, ...picture.operations(true)], answer: undefined };
        };
        await carryOut<undefined>(context, 'campaigns.save', undefined, { signal }, plan, routingAttempts);
      }),
  };
}
