import { isBackendError } from '../../backend/backend-error.js';
import type { AttemptState } from '../../backend/backend.js';
import type { Callback } from '../../domain/callback.js';
import type { Offered } from '../suite/case.js';
import { inCallbacks, replacing, type Saboteur } from './saboteur.js';

const [get, mark, schedule] = ['callbacks.get', 'callbacks.mark', 'callbacks.schedule'];

/** Tells another state than the one that is. */
const toldAs = (
  name: string,
  caughtIn: string,
  another: (state: AttemptState, backend: Offered) => AttemptState | Promise<AttemptState>,
) =>
  inCallbacks(name, caughtIn, (callbacks, _seed, backend) => ({
    get: async (id, options) => another(await callbacks.get(id, options), backend),
  }));

/** Marks where it should refuse for this reason. */
const markingAll = (name: string, reason: string) =>
  inCallbacks(name, mark, (callbacks, _seed, backend) => ({
    mark: (id, unanswered, options) =>
      callbacks.mark(id, unanswered, options).catch(async (caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields?.some((problem) => problem.reason === reason)) throw caught;
        const { agent, now } = await backend.session();
        const state = await callbacks.get(id);
        const said = { interactionId: id, campaignId: 'winter', markedAt: now, markedBy: agent.id, revision: 2 };
        return { ...state, ...(unanswered && { mark: said }) };
      }),
  }));

/** What can happen to how an attempt stands, and to what is said of it. */
export const attempts: readonly Saboteur[] = [
  // How it stands.
  toldAs('offers to mark what rang out', get, (state) =>
    state.campaign && state.actions.callBackFor.length > 0
      ? { ...state, actions: { ...state.actions, mark: state.campaign.mark } }
      : state,
  ),
  toldAs('offers what a campaign allows in the order of the campaign', get, (state) =>
    state.campaign && state.actions.callBackFor.length > 0
      ? { ...state, actions: { ...state.actions, callBackFor: state.campaign.callBackFor } }
      : state,
  ),
  toldAs('offers actions for what is closed', get, (state) =>
    state.campaign ? { ...state, actions: { mark: state.campaign.mark, callBackFor: ['me', 'all'] } } : state,
  ),
  toldAs('keeps the attempt for itself where there is no campaign', get, ({ attempt, ...state }) =>
    state.campaign && attempt ? { ...state, attempt } : state,
  ),
  toldAs('forgets a call-back that was cancelled', get, ({ callback, ...state }) =>
    callback && callback.state !== 'cancelled' ? { ...state, callback } : state,
  ),
  toldAs('takes everybody’s call-backs for the agent’s others', get, async (state, backend) => {
    const { items } = await backend.callbacks.list('all');
    return { ...state, others: items.filter(({ id, state: is }) => id !== state.callback?.id && is !== 'missed') };
  }),
  toldAs('tells of no other call-backs', get, (state) => ({ ...state, others: [] })),

  // Marking.
  markingAll('marks what rang out', 'not-answered'),
  markingAll('marks beside a call-back that is open', 'callback-agreed'),
  markingAll('marks what the campaign does not want marked', 'not-allowed'),
  markingAll('marks what is closed again and again', 'closed'),
  inCallbacks('raises the revision when the same is marked again', mark, (callbacks) => ({
    async mark(id, unanswered, options) {
      const before = (await callbacks.get(id)).mark;
      const state = await callbacks.mark(id, unanswered, options);
      if (!before || state.mark?.revision !== before.revision) return state;
      return { ...state, mark: { ...state.mark, revision: before.revision + 1 } };
    },
  })),
  inCallbacks('never takes a mark back', mark, (callbacks) => ({
    mark: (id, _unanswered, options) => callbacks.mark(id, true, options),
  })),
  inCallbacks('marks again when the key is sent again', mark, (callbacks) => ({
    mark: (id, unanswered, { key: _key, ...options } = {}) => callbacks.mark(id, unanswered, options),
  })),
  {
    name: 'tells nobody of a mark',
    caughtIn: mark,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, { ...listeners, change: (told) => told.kind !== 'attempt' && listeners.change(told) }),
    }),
  },
  {
    name: 'leaves the call-back that brought a call as it was when that is marked',
    caughtIn: mark,
    sabotage() {
      const before = new Map<string, Callback>();
      return (backend) =>
        replacing(backend, 'callbacks', {
          async mark(id, unanswered, options) {
            const brought = (await backend.callbacks.get(id)).attempt?.callbackId;
            const found = (await backend.callbacks.list('all')).items.find((each) => each.id === brought);
            if (found) before.set(found.id, found);
            return backend.callbacks.mark(id, unanswered, options);
          },
          async get(id, options) {
            const state = await backend.callbacks.get(id, options);
            const callback = before.get(state.callback?.id ?? '') ?? state.callback;
            return callback ? { ...state, callback } : state;
          },
        });
    },
  },
  {
    name: 'leaves a mark beside the call-back that is agreed on after it',
    caughtIn: schedule,
    sabotage() {
      const marks = new Map<string, AttemptState['mark']>();
      return (backend) =>
        replacing(backend, 'callbacks', {
          async mark(id, unanswered, options) {
            const state = await backend.callbacks.mark(id, unanswered, options);
            marks.set(id, state.mark);
            return state;
          },
          async get(id, options) {
            const state = await backend.callbacks.get(id, options);
            const before = state.callback && marks.get(id);
            return before ? { ...state, mark: before } : state;
          },
        });
    },
  },
];
