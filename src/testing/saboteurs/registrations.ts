import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { EnquiryRegistration, EnquiryState, WrapUp } from '../../backend/backend.js';
import type { Offered } from '../suite/case.js';
import { forgiving, shownAs } from './enquiries.js';
import { inEnquiries, replacing, type Saboteur } from './saboteur.js';

const [register, extend, excuse] = ['enquiries.register', 'enquiries.extend', 'enquiries.excuse'];
const [time, expiry] = ['enquiries.get, time', 'enquiries.register, time'];

const isDraft = (given: EnquiryRegistration) => typeof given === 'object' && given !== null && Array.isArray(given.topicIds);

/** Registers something else than what was said. */
const saidAs = (name: string, caughtIn: string, another: (said: EnquiryRegistration) => EnquiryRegistration) =>
  inEnquiries(name, caughtIn, (enquiries) => ({
    register: (said, options) => enquiries.register(isDraft(said) ? another(said) : said, options),
  }));

const timedAs = (name: string, another: (wrapUp: WrapUp, state: EnquiryState, backend: Offered) => WrapUp | Promise<WrapUp>) =>
  shownAs(name, time, async (state, backend) =>
    state.wrapUp ? { ...state, wrapUp: await another(state.wrapUp, state, backend) } : state,
  );

/** What can happen to what conversations were about, and to the time in which that is said. */
export const registrations: readonly Saboteur[] = [
  // Registering.
  inEnquiries('names only the first category that is wrong with a choice', register, (enquiries) => ({
    register: (said, options) =>
      enquiries.register(said, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields) throw caught;
        throw new BackendError(caught.code, caught.message, { fields: caught.fields.slice(0, 1) });
      }),
  })),
  forgiving('does without a required category', register, 'register', 'required'),
  forgiving('takes more topics than there may be', register, 'register', 'too-many'),
  forgiving('takes fewer topics than there must be', register, 'register', 'too-few'),
  forgiving('takes an exclusive topic beside others', register, 'register', 'exclusive'),
  saidAs('drops unknown topics without a word', register, (said) => ({
    ...said,
    topicIds: said.topicIds.filter((id) => id !== 'ghost' && id !== '' && id !== '__proto__'),
  })),
  inEnquiries('refuses topics that were retired meanwhile', register, (enquiries) => ({
    async register(said, options) {
      const { categories } = await enquiries.catalogue();
      const retired = categories.flatMap(({ topics }) => topics.filter((each) => each.retired).map(({ id }) => id));
      if (isDraft(said) && said.topicIds.some((id) => retired.includes(id)))
        throw new BackendError('invalid', 'Retired', { fields: [{ field: 'topicIds', reason: 'retired' }] });
      return enquiries.register(said, options);
    },
  })),
  inEnquiries('keeps topics that nobody asked for', register, (enquiries) => ({
    async register(said, options) {
      const kept = await enquiries.register(said, options);
      return { ...kept, topicIds: [...new Set([...kept.topicIds, ...said.topicIds])] };
    },
  })),
  saidAs('names the newest catalogue, whatever the form showed', register, ({ catalogueRevision: _, ...said }) => said),
  saidAs('trims comments', register, (said) => (said.comment === undefined ? said : { ...said, comment: said.comment.trim() })),
  inEnquiries('keeps the comment that is gone', register, (enquiries) => ({
    async register(said, options) {
      const before = isDraft(said) ? (await enquiries.get(said.interactionId)).enquiry?.comment : undefined;
      const kept = await enquiries.register(said, options);
      return kept.comment === undefined && before !== undefined ? { ...kept, comment: before } : kept;
    },
  })),
  forgiving('takes a comment of any length', register, 'register', 'too-long'),
  inEnquiries('adds the topics of before', register, (enquiries) => ({
    async register(said, options) {
      const before = isDraft(said) ? ((await enquiries.get(said.interactionId)).enquiry?.topicIds ?? []) : [];
      return enquiries.register(before.length ? { ...said, topicIds: [...said.topicIds, ...before] } : said, options);
    },
  })),
  inEnquiries('counts a registration from its last change', register, (enquiries) => ({
    async register(said, options) {
      const kept = await enquiries.register(said, options);
      return { ...kept, registeredAt: kept.changedAt };
    },
  })),
  inEnquiries('raises the revision when nothing new is said', register, (enquiries) => ({
    async register(said, options) {
      const before = isDraft(said) ? (await enquiries.get(said.interactionId)).enquiry?.revision : undefined;
      const kept = await enquiries.register(said, options);
      return kept.revision === before ? { ...kept, revision: before + 1 } : kept;
    },
  })),
  inEnquiries('registers again when the key is sent again', register, (enquiries) => ({
    register: (said, { key: _key, ...options } = {}) => enquiries.register(said, options),
  })),
  {
    name: 'refuses the second of two registrations at the same time',
    caughtIn: register,
    sabotage() {
      const busy = new Set<string>();
      return (backend) =>
        replacing(backend, 'enquiries', {
          async register(said, options) {
            const id = said?.interactionId;
            if (busy.has(id)) throw new BackendError('conflict', 'Somebody else was faster');
            busy.add(id);
            try {
              return await backend.enquiries.register(said, options);
            } finally {
              busy.delete(id);
            }
          },
        });
    },
  },
  inEnquiries('answers before it has registered what was said', register, (enquiries) => ({
    async register(said, options) {
      const { now, enquiry } = await enquiries.get(said?.interactionId);
      if (!isDraft(said) || enquiry) return enquiries.register(said, options);
      setTimeout(() => void enquiries.register(said, options).catch(() => {}), 5);
      const { interactionId, topicIds } = said;
      const when = { registeredAt: now, changedAt: now, catalogueRevision: 1, revision: 1 };
      return { interactionId, topicIds, agentId: 'agent1', status: 'registered', ...when };
    },
  })),
  inEnquiries('keeps a registration at the client that made it', register, (enquiries) => {
    const own = new Set<string>();
    return {
      async register(said, options) {
        const kept = await enquiries.register(said, options);
        own.add(kept.interactionId);
        return kept;
      },
      async get(id, options) {
        const { enquiry, ...state } = await enquiries.get(id, options);
        return enquiry && own.has(id) ? { ...state, enquiry } : state;
      },
    };
  }),
  forgiving('registers what is closed again and again', register, 'register', 'closed'),
  inEnquiries('registers nothing after the close', register, (enquiries, _seed, backend) => ({
    async register(said, options) {
      const state = isDraft(said) && said.interactionId ? (await backend.interactions.get(said.interactionId))?.state : undefined;
      if (state === 'closed')
        throw new BackendError('invalid', 'Closed', { fields: [{ field: 'interactionId', reason: 'closed' }] });
      return enquiries.register(said, options);
    },
  })),
  {
    name: 'leaves a registration with the customer of before',
    caughtIn: register,
    sabotage() {
      const first = new Map<string, string | undefined>();
      return (backend) =>
        replacing(backend, 'enquiries', {
          async get(id, options) {
            const state = await backend.enquiries.get(id, options);
            if (!state.enquiry) return state;
            if (!first.has(id)) first.set(id, state.enquiry.customerId);
            const { customerId: _customerId, ...enquiry } = state.enquiry;
            const customerId = first.get(id);
            return { ...state, enquiry: { ...enquiry, ...(customerId !== undefined && { customerId }) } };
          },
        });
    },
  },

  // The time for the work after a conversation.
  timedAs('counts the time by the desk’s clock', async (wrapUp, state, backend) => {
    const kept = await backend.interactions.get(state.interactionId);
    const { settings } = await backend.session();
    const ended = kept?.endedAt === undefined ? undefined : Date.parse(kept.endedAt) + 1000 * (settings.wrapUpSeconds ?? 0);
    return ended === undefined ? wrapUp : { ...wrapUp, endsAt: new Date(ended).toISOString() };
  }),
  timedAs('begins the time anew whenever it is asked', (wrapUp, state) => ({
    ...wrapUp,
    endsAt: new Date(Date.parse(state.now) + 60_000).toISOString(),
  })),
  timedAs('lets go of what is forced when the time is over', async (wrapUp, _state, backend) => ({
    ...wrapUp,
    onEnd: (await backend.session()).settings.wrapUpEnd ?? 'keep-open',
  })),
  shownAs('counts the time while the conversation runs', time, async (state, backend) => {
    const { settings } = await backend.session();
    if (state.wrapUp || !settings.wrapUpSeconds) return state;
    return { ...state, wrapUp: { endsAt: state.now, extensions: 0, extensionSeconds: 0, onEnd: 'keep-open' } };
  }),
  forgiving('says yes to a third extension', extend, 'extend', 'none-left'),
  forgiving('says yes when the time is over', extend, 'extend', 'over'),
  forgiving('says yes before the time runs', extend, 'extend', 'not-running'),
  inEnquiries('only says that there is more time', extend, (enquiries) => ({
    async extend(id, options) {
      const state = await enquiries.get(id, options);
      if (!state.wrapUp) return enquiries.extend(id, options);
      const { endsAt, extensions, extensionSeconds } = state.wrapUp;
      const later = new Date(Date.parse(endsAt) + 1000 * extensionSeconds).toISOString();
      return { ...state, wrapUp: { ...state.wrapUp, endsAt: later, extensions: Math.max(extensions - 1, 0) } };
    },
  })),
  inEnquiries('extends again when the key is sent again', extend, (enquiries) => ({
    extend: (id, { key: _key, ...options } = {}) => enquiries.extend(id, options),
  })),
  {
    name: 'tells nobody of an extension',
    caughtIn: extend,
    sabotage() {
      const extended = new Set<string>();
      return (backend) => ({
        ...replacing(backend, 'enquiries', {
          async extend(id, options) {
            extended.add(id);
            return backend.enquiries.extend(id, options);
          },
        }),
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change(told) {
              if (told.kind !== 'enquiry' || !extended.has(told.id)) listeners.change(told);
            },
          }),
      });
    },
  },
  forgiving('ends the time early', expiry, 'register', 'not-over'),
  forgiving('ends the time as nobody allowed', expiry, 'register', 'not-allowed'),
  inEnquiries('lets the end of the time replace what an agent said', expiry, (enquiries) => ({
    async register(said, options) {
      const kept = await enquiries.register(said, options);
      return said?.status !== 'incomplete' ? kept : { ...kept, status: said.status, topicIds: said.topicIds };
    },
  })),
  saidAs('forgets what was chosen when the time is over', expiry, (said) =>
    said.status === 'default' ? { ...said, topicIds: [] } : said,
  ),
  inEnquiries('forgets a comment that is too long', expiry, (enquiries, seed) => ({
    register(said, options) {
      const { comment: _comment, ...rest } = said ?? {};
      const long = (said?.comment?.length ?? 0) > (seed.settings.enquiryCommentLimit ?? Infinity);
      return enquiries.register(long && said.status ? rest : said, options);
    },
  })),

  // Excuses.
  inEnquiries('trims the reason of an excuse', excuse, (enquiries) => ({
    excuse: (id, reason, options) => enquiries.excuse(id, typeof reason === 'string' ? reason.trim() : reason, options),
  })),
  inEnquiries('excuses without a reason', excuse, (enquiries) => ({
    excuse: (id, reason, options) => enquiries.excuse(id, reason === '' ? 'none' : reason, options),
  })),
  forgiving('excuses what is not forced', excuse, 'excuse', 'not-forced'),
  inEnquiries('excuses what an agent has registered', excuse, (enquiries) => ({
    async excuse(id, reason, options) {
      const kept = await enquiries.excuse(id, reason, options);
      return kept.status === 'registered' ? { ...kept, status: 'excused', reason } : kept;
    },
  })),
  inEnquiries('keeps the reason beside what an agent registers', excuse, (enquiries) => ({
    async register(said, options) {
      const before = isDraft(said) ? (await enquiries.get(said.interactionId)).enquiry : undefined;
      const kept = await enquiries.register(said, options);
      return before?.reason === undefined ? kept : { ...kept, reason: before.reason };
    },
  })),
];
