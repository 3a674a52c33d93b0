import { isBackendError } from '../../backend/backend-error.js';
import type { Attending } from '../../backend/backend.js';
import type { Callback } from '../../domain/callback.js';
import { kariPhone } from '../suite/cast.js';
import type { Offered } from '../suite/case.js';
import { inCallbacks, replacing, type Saboteur } from './saboteur.js';

const [attend, time, routing] = ['callbacks.attend', 'callbacks.attend, time', 'callbacks.attend, routing'];
const [campaign, answer, complete] = ['callbacks.attend, campaign', 'callbacks.answer', 'callbacks.complete'];

type Service = Offered['callbacks'];
type Attendance = Parameters<Service['attend']>[0];

const all = async (callbacks: Service): Promise<readonly Callback[]> =>
  (await callbacks.list('all', { limit: 200 }).catch(() => ({ items: [] }))).items;

const isThere = (given: Attendance) => Array.isArray(given?.queues) && given.queues.includes('sales');

/** Says something else to who attends. */
const saidAs = (
  name: string,
  caughtIn: string,
  another: (said: Attending, given: Attendance, backend: Offered) => Attending | Promise<Attending>,
) =>
  inCallbacks(name, caughtIn, (callbacks, _seed, backend) => ({
    attend: async (given, options) => another(await callbacks.attend(given, options), given, backend),
  }));

/** Hears something else of who attends. */
const heardAs = (name: string, caughtIn: string, another: (given: Attendance) => Attendance) =>
  inCallbacks(name, caughtIn, (callbacks) => ({
    attend: (given, options) => callbacks.attend(isThere(given) || given?.queues?.length === 0 ? another(given) : given, options),
  }));

/** As if it rang at this agent now. */
async function offeredTo(callback: Callback, now: string, backend: Offered): Promise<Callback> {
  const { agent } = await backend.session();
  const offerEndsAt = new Date(Date.parse(now) + 30_000).toISOString();
  return { ...callback, state: 'offered', takenBy: agent.id, takenAt: now, offerEndsAt };
}

/** Offers what is not this agent’s, or not yet. */
const offering = (name: string, caughtIn: string, which: (callback: Callback, now: number) => boolean) =>
  saidAs(name, caughtIn, async (said, given, backend) => {
    if (said.offer || given.state !== 'free' || !isThere(given)) return said;
    const found = (await all(backend.callbacks)).find((each) => which(each, Date.parse(said.now)));
    return found ? { ...said, offer: await offeredTo(found, said.now, backend) } : said;
  });

/** A conflict’s record, if that is what was caught. */
const currentOf = (caught: unknown): Callback | undefined =>
  isBackendError(caught) && caught.code === 'conflict' ? (caught.current as Callback | undefined) : undefined;

/** What can happen on the way of a call-back to an agent. */
export const routings: readonly Saboteur[] = [
  // Attending.
  offering(
    'offers a minute before it is due',
    attend,
    ({ state, dueAt }, now) => state === 'planned' && Date.parse(dueAt) <= now + 60_000,
  ),
  offering(
    'waits for no busy agent',
    routing,
    ({ state, reservedUntilAt }) => state === 'queued' && reservedUntilAt !== undefined,
  ),
  offering('rings for a campaign that is disabled', campaign, ({ state }) => state === 'queued'),
  saidAs('drops the comment of what rings', attend, (said) => {
    if (!said.offer) return said;
    const { comment: _comment, ...offer } = said.offer;
    return { ...said, offer };
  }),
  saidAs('says nothing of when to ask again', attend, ({ nextAt: _nextAt, ...said }) => said),
  saidAs('holds for five minutes', attend, (said) => ({
    ...said,
    holdsUntilAt: new Date(Date.parse(said.now) + 300_000).toISOString(),
  })),
  inCallbacks('rings on whatever queue', attend, (callbacks) => ({
    attend: (given, options) =>
      callbacks.attend(
        Array.isArray(given?.queues) && given.queues.every((queue) => typeof queue === 'string')
          ? { ...given, queues: [...given.queues, 'sales'] }
          : given,
        options,
      ),
  })),
  heardAs('rings at who is busy', routing, (given) => ({ ...given, state: 'free' })),
  heardAs('takes whoever logs off for busy', routing, (given) =>
    given.queues.length === 0 ? { queues: ['sales'], state: 'busy' } : given,
  ),
  {
    name: 'offers one call-back to two agents',
    caughtIn: routing,
    sabotage() {
      let last: Callback | undefined;
      return (backend) =>
        replacing(backend, 'callbacks', {
          async attend(given, options) {
            const said = await backend.callbacks.attend(given, options);
            if (said.offer) last = said.offer;
            if (said.offer || !last || given.state !== 'free' || !isThere(given)) return said;
            const now = (await backend.callbacks.get(last.interactionId)).callback;
            return now?.state === 'offered' ? { ...said, offer: await offeredTo(now, said.now, backend) } : said;
          },
        });
    },
  },
  {
    name: 'never takes for logged off who was there once',
    caughtIn: time,
    sabotage() {
      const there = new Set<string>();
      return (backend) =>
        replacing(backend, 'callbacks', {
          async attend(given, options) {
            const { offer, ...said } = await backend.callbacks.attend(given, options);
            const { agent } = await backend.session();
            if (isThere(given)) there.add(agent.id);
            if (!offer || (offer.agentId !== undefined && offer.agentId !== agent.id && there.has(offer.agentId))) return said;
            return { ...said, offer };
          },
        });
    },
  },
  {
    name: 'takes an agent for free who was free at any desk',
    caughtIn: time,
    sabotage() {
      const free = new Map<string, Attendance>();
      return (backend) =>
        replacing(backend, 'callbacks', {
          async attend(given, options) {
            const { agent } = await backend.session();
            if (given?.state === 'free') free.set(agent.id, given);
            return backend.callbacks.attend(free.get(agent.id) ?? given, options);
          },
        });
    },
  },
  {
    name: 'tells nobody of what is queued or rings',
    caughtIn: attend,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, {
          ...listeners,
          change(told) {
            if (told.kind !== 'callback' || told.revision === 1) listeners.change(told);
          },
        }),
    }),
  },
  inCallbacks('plans on for a campaign that has ended', campaign, (callbacks) => ({
    async get(id, options) {
      const state = await callbacks.get(id, options);
      if (state.callback?.missed !== 'campaign-ended') return state;
      const { missed: _missed, ...callback } = state.callback;
      return { ...state, callback: { ...callback, state: 'queued' } };
    },
  })),

  // Answering.
  inCallbacks('takes an answer for that of whatever rings now', answer, (callbacks) => ({
    async answer(id, offeredAt, taken, options) {
      const now = (await all(callbacks)).find((each) => each.id === id);
      return callbacks.answer(id, now?.state === 'offered' ? (now.takenAt ?? offeredAt) : offeredAt, taken, options);
    },
  })),
  inCallbacks('calls again when it is answered again', answer, (callbacks, _seed, backend) => {
    const taken = new Set<string>();
    return {
      async answer(id, offeredAt, yes, options) {
        const kept = await callbacks.answer(id, offeredAt, yes, options);
        if (taken.has(id)) await backend.calls.dial({ raw: kariPhone });
        taken.add(id);
        return kept;
      },
    };
  }),
  inCallbacks('calls the customer of what is let ring', answer, (callbacks, _seed, backend) => ({
    async answer(id, offeredAt, yes, options) {
      const kept = await callbacks.answer(id, offeredAt, yes, options);
      if (!yes) await backend.calls.dial({ raw: kariPhone });
      return kept;
    },
  })),
  inCallbacks('calls nobody when it is answered', answer, (callbacks) => ({
    async answer(id, offeredAt, yes, options) {
      const now = (await all(callbacks)).find((each) => each.id === id);
      if (!yes || now?.state !== 'offered' || now.takenAt !== offeredAt) return callbacks.answer(id, offeredAt, yes, options);
      const { offerEndsAt: _ends, reservedUntilAt: _until, ...rest } = now;
      return { ...rest, state: 'dialled', revision: now.revision + 1 };
    },
  })),
  inCallbacks('rings on at who let it ring', answer, (callbacks) => ({
    async answer(id, offeredAt, yes, options) {
      const now = (await all(callbacks)).find((each) => each.id === id);
      if (yes || now?.state !== 'offered') return callbacks.answer(id, offeredAt, yes, options);
      const { takenBy: _by, takenAt: _at, offerEndsAt: _ends, reservedUntilAt: _until, ...rest } = now;
      return { ...rest, state: 'queued' };
    },
  })),
  inCallbacks('gives it to whoever answers', answer, (callbacks, _seed, backend) => ({
    answer: (id, offeredAt, yes, options) =>
      callbacks.answer(id, offeredAt, yes, options).catch(async (caught: unknown) => {
        const now = currentOf(caught);
        if (now?.state !== 'offered') throw caught;
        const { offerEndsAt: _ends, reservedUntilAt: _until, ...rest } = now;
        return { ...rest, state: 'dialled', takenBy: (await backend.session()).agent.id };
      }),
  })),
  inCallbacks('answers again when the key is sent again', answer, (callbacks) => ({
    answer: (id, offeredAt, yes, { key: _key, ...options } = {}) => callbacks.answer(id, offeredAt, yes, options),
  })),

  // What became of it.
  inCallbacks('lets a colleague say what became of a call', complete, (callbacks) => ({
    complete: (id, yes, options) =>
      callbacks.complete(id, yes, options).catch((caught: unknown) => {
        const now = currentOf(caught);
        if (now?.state !== 'dialled') throw caught;
        return yes ? { ...now, state: 'done' } : { ...now, state: 'missed', missed: 'not-answered' };
      }),
  })),
  inCallbacks('takes every call for answered', complete, (callbacks) => ({
    complete: (id, _yes, options) => callbacks.complete(id, true, options),
  })),
  inCallbacks('takes what rings for done', complete, (callbacks) => ({
    complete: (id, yes, options) =>
      callbacks.complete(id, yes, options).catch((caught: unknown) => {
        const now = currentOf(caught);
        if (now?.state !== 'offered') throw caught;
        const { offerEndsAt: _ends, reservedUntilAt: _until, ...rest } = now;
        return { ...rest, state: 'done' };
      }),
  })),
  inCallbacks('waits for ever for a word of what was dialled', complete, (callbacks) => ({
    async get(id, options) {
      const state = await callbacks.get(id, options);
      if (state.callback?.missed !== 'unfinished') return state;
      const { missed: _missed, ...callback } = state.callback;
      return { ...state, callback: { ...callback, state: 'dialled' } };
    },
  })),
  inCallbacks('counts the same word again', complete, (callbacks) => ({
    async complete(id, yes, options) {
      const before = (await callbacks.list('queue')).items.find((each) => each.id === id);
      const kept = await callbacks.complete(id, yes, options);
      return before?.state === 'dialled' ? kept : { ...kept, revision: kept.revision + 1 };
    },
  })),
];
