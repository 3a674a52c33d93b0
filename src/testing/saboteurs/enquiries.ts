import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { EnquiryRegistration, EnquiryState } from '../../backend/backend.js';
import type { Enquiry } from '../../domain/enquiry.js';
import type { Offered } from '../suite/case.js';
import { inEnquiries, replacing, type Saboteur } from './saboteur.js';

const [catalogue, save, get, list] = ['enquiries.catalogue', 'enquiries.saveCatalogue', 'enquiries.get', 'enquiries.list'];

/** Shows another state than the one that is. */
export const shownAs = (
  name: string,
  caughtIn: string,
  another: (state: EnquiryState, backend: Offered) => EnquiryState | Promise<EnquiryState>,
) =>
  inEnquiries(name, caughtIn, (enquiries, _seed, backend) => ({
    get: async (id, options) => another(await enquiries.get(id, options), backend),
  }));

/** Answers something where it should refuse for this reason. */
export const forgiving = (
  name: string,
  caughtIn: string,
  method: 'register' | 'extend' | 'excuse' | 'saveCatalogue',
  reason: string,
) =>
  inEnquiries(name, caughtIn, (enquiries, _seed, backend) => ({
    [method]: async (first: never, ...rest: never[]) => {
      try {
        return await (enquiries[method] as (...given: never[]) => Promise<unknown>)(first, ...rest);
      } catch (caught) {
        const named = isBackendError(caught) ? caught.fields?.map((problem) => problem.reason) : undefined;
        if (!named?.includes(reason)) throw caught;
        if (method === 'saveCatalogue') return { ...(first as object), revision: 9 };
        if (method === 'extend') return enquiries.get(first);
        const { now } = await backend.session();
        const interactionId = method === 'excuse' ? first : (first as EnquiryRegistration).interactionId;
        const said = { agentId: 'agent1', topicIds: [], registeredAt: now, changedAt: now, catalogueRevision: 1, revision: 1 };
        return { ...said, interactionId, status: 'registered' };
      }
    },
  }));

/** What can happen to the catalogue, and to how conversations stand. */
export const enquiries: readonly Saboteur[] = [
  // The catalogue.
  inEnquiries('leaves retired topics out of the catalogue', catalogue, (enquiries) => ({
    async catalogue(options) {
      const known = await enquiries.catalogue(options);
      const categories = known.categories.map((each) => ({ ...each, topics: each.topics.filter(({ retired }) => !retired) }));
      return { ...known, categories };
    },
  })),
  inEnquiries('sorts the catalogue', catalogue, (enquiries) => ({
    async catalogue(options) {
      const known = await enquiries.catalogue(options);
      return { ...known, categories: known.categories.toSorted((a, b) => (a.label < b.label ? -1 : 1)) };
    },
  })),
  inEnquiries('escapes the markup in labels', catalogue, (enquiries) => ({
    async catalogue(options) {
      const known = await enquiries.catalogue(options);
      return { ...known, categories: known.categories.map((each) => ({ ...each, label: each.label.replaceAll('<', '&lt;') })) };
    },
  })),
  inEnquiries('shows the catalogue to its administrators only', catalogue, (enquiries, _seed, backend) => ({
    async catalogue(options) {
      if ((await backend.session()).permissions.includes('enquiries.manage')) return enquiries.catalogue(options);
      throw new BackendError('denied', 'Not yours');
    },
  })),
  inEnquiries('lets the last catalogue win', save, (enquiries) => ({
    async saveCatalogue(given, options) {
      const { revision } = await enquiries.catalogue();
      return enquiries.saveCatalogue(given && { ...given, revision }, options);
    },
  })),
  inEnquiries('lets go of topics that are left out', save, (enquiries) => ({
    async saveCatalogue(given, options) {
      try {
        return await enquiries.saveCatalogue(given, options);
      } catch (caught) {
        if (!isBackendError(caught) || !caught.fields?.every(({ reason }) => reason === 'removed')) {
          const fields = isBackendError(caught) && caught.fields?.filter(({ reason }) => reason !== 'removed');
          throw fields ? new BackendError('invalid', 'Wrong', { fields }) : caught;
        }
        return { ...given, revision: given.revision + 1 };
      }
    },
  })),
  inEnquiries('names only the first that is wrong with a catalogue', save, (enquiries) => ({
    saveCatalogue: (given, options) =>
      enquiries.saveCatalogue(given, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  forgiving('takes a catalogue with an empty category', save, 'saveCatalogue', 'no-topics'),
  inEnquiries('saves a catalogue again when the key is sent again', save, (enquiries) => ({
    saveCatalogue: (given, { key: _key, ...options } = {}) => enquiries.saveCatalogue(given, options),
  })),
  {
    name: 'tells nobody of another catalogue',
    caughtIn: save,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, { ...listeners, change: (told) => told.kind !== 'catalogue' && listeners.change(told) }),
    }),
  },

  // How a conversation stands.
  shownAs('offers registration of whatever', get, (state) => ({ ...state, offered: true })),
  shownAs('forces nothing', get, (state) => ({ ...state, forced: false })),
  shownAs('forces it after a transfer too', get, async (state, backend) => {
    const { settings } = await backend.session();
    const kept = await backend.interactions.get(state.interactionId);
    return { ...state, forced: state.forced || (state.offered && !!settings.enquiryForced?.includes(kept?.queue ?? '')) };
  }),
  shownAs('forces every queue where one is named', get, async (state, backend) => {
    const { settings } = await backend.session();
    const ended = (await backend.interactions.get(state.interactionId))?.endedBy;
    return { ...state, forced: state.offered && !!settings.enquiryForced?.length && ended !== 'transfer' };
  }),
  {
    name: 'leaves a registration with who is removed',
    caughtIn: get,
    sabotage() {
      const whose = new Map<string, string>();
      return (backend) =>
        replacing(backend, 'enquiries', {
          async register(said, options) {
            const kept = await backend.enquiries.register(said, options);
            if (kept.customerId !== undefined) whose.set(kept.interactionId, kept.customerId);
            return kept;
          },
          async get(id, options) {
            const state = await backend.enquiries.get(id, options);
            const customerId = whose.get(id);
            return state.enquiry && customerId !== undefined ? { ...state, enquiry: { ...state.enquiry, customerId } } : state;
          },
        });
    },
  },
  {
    name: 'keeps the registrations of who is erased',
    caughtIn: get,
    sabotage() {
      const kept = new Map<string, Enquiry>();
      return (backend) =>
        replacing(backend, 'enquiries', {
          async register(said, options) {
            const answer = await backend.enquiries.register(said, options);
            kept.set(answer.interactionId, answer);
            return answer;
          },
          async get(id, options) {
            const state = await backend.enquiries.get(id, options);
            const enquiry = state.enquiry ?? kept.get(id);
            return enquiry ? { ...state, enquiry } : state;
          },
        });
    },
  },
  {
    name: 'counts no registrations in a receipt',
    caughtIn: get,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        async erase(id, options) {
          const receipt = await backend.customers.erase(id, options);
          return { ...receipt, counts: { ...receipt.counts, enquiry: 0 } };
        },
      }),
  },
  {
    name: 'tells of a registration without the customer',
    caughtIn: get,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, {
          ...listeners,
          change(told) {
            if (told.kind !== 'enquiry') return listeners.change(told);
            const { customerId: _customerId, ...rest } = told;
            listeners.change(rest);
          },
        }),
    }),
  },

  // The list.
  inEnquiries('lists the oldest registrations first', list, (enquiries) => ({
    async list(scope, options) {
      const page = await enquiries.list(scope, options);
      return { ...page, items: page.items.toReversed() };
    },
  })),
  inEnquiries('lists by the last change', list, (enquiries) => ({
    async list(scope, options) {
      const page = await enquiries.list(scope, options);
      return { ...page, items: page.items.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1)) };
    },
  })),
  inEnquiries('leaves out the last of a page', list, (enquiries) => ({
    async list(scope, options) {
      const page = await enquiries.list(scope, options);
      return page.next ? { ...page, items: page.items.slice(0, -1) } : page;
    },
  })),
  inEnquiries('lists to whoever asks', list, (enquiries) => ({
    list: (scope, options) =>
      enquiries.list(scope, options).catch((caught: unknown) => {
        if (isBackendError(caught) && caught.code === 'denied') return { items: [] };
        throw caught;
      }),
  })),
];
