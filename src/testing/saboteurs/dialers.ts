import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { EnquiryRegistration } from '../../backend/backend.js';
import type { Callback } from '../../domain/callback.js';
import type { Campaign } from '../../domain/campaign.js';
import type { Offered, Seed } from '../suite/case.js';
import { inCustomers, inEnquiries, inInteractions, replacing, type Saboteur } from './saboteur.js';

const [campaignsList, campaignsGet] = ['campaigns.list', 'campaigns.get'];
const [register, record, customers] = ['enquiries.register, attempt', 'interactions.record, attempt', 'customers, callbacks'];

/** A saboteur that replaces methods of `campaigns`. */
const inCampaigns = (
  name: string,
  caughtIn: string,
  methods: (campaigns: Offered['campaigns'], seed: Seed, backend: Offered) => Partial<Offered['campaigns']>,
): Saboteur => ({
  name,
  caughtIn,
  sabotage: (seed) => (backend) => replacing(backend, 'campaigns', methods(backend.campaigns, seed, backend)),
});

const hasAttempt = (said: EnquiryRegistration) => typeof said === 'object' && said !== null && said.attempt !== undefined;
const isAbout = (caught: unknown, beginning: string): caught is BackendError =>
  isBackendError(caught) && !!caught.fields?.length && caught.fields.every(({ field }) => field.startsWith(beginning));

/** Says of the attempt what a registration says, apart from it. */
async function saidApart({ interactionId, attempt }: EnquiryRegistration, { callbacks }: Offered): Promise<void> {
  if (attempt?.outcome === 'unanswered') await callbacks.mark(interactionId, true);
  else if (attempt) await callbacks.schedule({ ...attempt.callback, interactionId, campaignId: 'winter' });
}

/** Remembers all that is agreed, so that a deed can bring it back; `spoil` says how. */
const remembering = (
  name: string,
  spoil: (known: ReadonlyMap<string, Callback>, backend: Offered) => Partial<Offered>,
): Saboteur => ({
  name,
  caughtIn: customers,
  sabotage() {
    const known = new Map<string, Callback>();
    return (backend) => {
      const spoilt = spoil(known, backend);
      const schedule: Offered['callbacks']['schedule'] = async (draft, options) => {
        const kept = await backend.callbacks.schedule(draft, options);
        known.set(kept.interactionId, kept);
        return kept;
      };
      return { ...backend, ...spoilt, callbacks: { ...backend.callbacks, ...spoilt.callbacks, schedule } };
    };
  },
});

/** What can happen to campaigns, and to call-backs beside what else is kept. */
export const dialers: readonly Saboteur[] = [
  inCampaigns('lists campaigns by id', campaignsList, (campaigns) => ({
    list: async (options) => (await campaigns.list(options)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  })),
  inCampaigns('lists no campaigns that have ended', campaignsList, (campaigns) => ({
    list: async (options) => (await campaigns.list(options)).filter(({ status }) => status !== 'ended'),
  })),
  inCampaigns('lists campaigns to their administrators only', campaignsList, (campaigns, _seed, backend) => ({
    async list(options) {
      if ((await backend.session()).permissions.includes('callbacks.manage')) return campaigns.list(options);
      throw new BackendError('denied', 'Not yours');
    },
  })),
  inCampaigns('keeps a campaign as it was when it was first read', campaignsGet, (campaigns) => {
    const known = new Map<string, Campaign | undefined>();
    return {
      async get(id, options) {
        const found = known.get(id) ?? (await campaigns.get(id, options));
        known.set(id, found);
        return found;
      },
    };
  }),
  inCampaigns('knows no campaigns that have ended', campaignsGet, (campaigns) => ({
    async get(id, options) {
      const found = await campaigns.get(id, options);
      return found?.status === 'ended' ? undefined : found;
    },
  })),

  // A registration with what became of the attempt.
  inEnquiries('registers although the attempt is refused', register, (enquiries) => ({
    register: (said, options) =>
      enquiries.register(said, options).catch(async (caught: unknown) => {
        const { attempt: _attempt, ...rest } = said ?? {};
        if (hasAttempt(said) && isAbout(caught, 'attempt.')) await enquiries.register(rest);
        throw caught;
      }),
  })),
  inEnquiries('says of the attempt what is refused as a registration', register, (enquiries, _seed, backend) => ({
    register: (said, options) =>
      enquiries.register(said, options).catch(async (caught: unknown) => {
        if (hasAttempt(said) && isAbout(caught, 'enquiry')) await saidApart(said, backend);
        throw caught;
      }),
  })),
  inEnquiries('forgets the attempt where the same is registered', register, (enquiries) => ({
    async register(said, options) {
      if (!hasAttempt(said)) return enquiries.register(said, options);
      const before = (await enquiries.get(said.interactionId)).enquiry;
      const { attempt: _attempt, ...rest } = said;
      return enquiries.register(before?.topicIds.join() === said.topicIds.join() ? rest : said, options);
    },
  })),
  inEnquiries('says of the attempt what was said when the key is sent again', register, (enquiries, _seed, backend) => ({
    async register(said, options) {
      const kept = await enquiries.register(said, options);
      if (hasAttempt(said) && options?.key) await saidApart(said, backend).catch(() => {});
      return kept;
    },
  })),
  inEnquiries('does not say that it is the attempt that is wrong', register, (enquiries) => ({
    register: (said, options) =>
      enquiries.register(said, options).catch((caught: unknown) => {
        if (!isAbout(caught, 'attempt.')) throw caught;
        const fields = caught.fields?.map(({ field, reason }) => ({ field: field.slice('attempt.'.length), reason }));
        throw new BackendError('invalid', 'Wrong', { fields: fields ?? [] });
      }),
  })),
  inEnquiries('registers first and says of the attempt later', register, (enquiries, _seed, backend) => ({
    async register(said, options) {
      if (!hasAttempt(said) || said.topicIds.length === 0) return enquiries.register(said, options);
      const { attempt: _attempt, ...rest } = said;
      const kept = await enquiries.register(rest, options);
      await saidApart(said, backend);
      return kept;
    },
  })),

  // An interaction and its attempt.
  inInteractions('drops the attempt', record, (interactions) => ({
    async record(interaction, options) {
      const { attempt: _attempt, ...rest } = await interactions.record(interaction, options);
      return rest;
    },
    async get(id, options) {
      const found = await interactions.get(id, options);
      if (!found) return found;
      const { attempt: _attempt, ...rest } = found;
      return rest;
    },
  })),
  inInteractions('takes whatever is there for an attempt', record, (interactions) => ({
    record: (interaction, options) =>
      interactions.record(interaction, options).catch((caught: unknown) => {
        const { attempt: _attempt, ...rest } = interaction;
        if (!isAbout(caught, 'attempt')) throw caught;
        return interactions.record(rest, options);
      }),
  })),

  // A customer’s call-backs.
  remembering('leaves the call-backs of who is erased', (known, backend) => ({
    callbacks: {
      ...backend.callbacks,
      async get(id, options) {
        const state = await backend.callbacks.get(id, options);
        const callback = state.callback ?? known.get(id);
        return callback ? { ...state, callback } : state;
      },
    },
  })),
  remembering('takes the call-backs along when a customer is removed', (known, backend) => {
    const gone = new Set<string>();
    return {
      customers: {
        ...backend.customers,
        async remove(id, ...rest) {
          await backend.customers.remove(id, ...rest);
          for (const callback of known.values()) if (callback.customerId === id) gone.add(callback.id);
        },
      },
      callbacks: {
        ...backend.callbacks,
        async get(id, options) {
          const { callback, ...state } = await backend.callbacks.get(id, options);
          return callback && !gone.has(callback.id) ? { ...state, callback } : state;
        },
      },
    };
  }),
  remembering('leaves a call-back with who was removed', (known, backend) => ({
    callbacks: {
      ...backend.callbacks,
      async get(id, options) {
        const state = await backend.callbacks.get(id, options);
        const customerId = known.get(id)?.customerId;
        return state.callback && customerId ? { ...state, callback: { ...state.callback, customerId } } : state;
      },
    },
  })),
  remembering('counts in an impact what is cancelled', (known, backend) => ({
    customers: {
      ...backend.customers,
      async impact(id, options) {
        const impact = await backend.customers.impact(id, options);
        return { ...impact, callbacks: [...known.values()].filter(({ customerId }) => customerId === id).length };
      },
    },
  })),
  inCustomers('counts no call-backs in a receipt', customers, (service) => ({
    async erase(id, options) {
      const receipt = await service.erase(id, options);
      return { ...receipt, counts: { ...receipt.counts, callback: 0, attempt: 0 } };
    },
  })),
];
