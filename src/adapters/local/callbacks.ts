import type { Attending, AttemptState, CallbacksService, WriteOptions } from '../../backend/backend.js';
import type { Permission } from '../../backend/permissions.js';
import type { Callback } from '../../domain/callback.js';
import { type CallbackListName, isListed } from '../../domain/callback-list.js';
import { attempts } from './attempts.js';
import { callbackDeeds } from './callback-deeds.js';
import { readAttendance, readCallbackDraft, readFlag } from './callback-draft.js';
import { customersOf, type KeptCallback, revealedCallback } from './callback-entries.js';
import { invalid, type LocalContext } from './context.js';
import { heldConversation } from './conversations.js';
import { canonical } from './fingerprint.js';
import { besides } from './guard.js';
import { carryOut } from './intents.js';
import { limitOf, readCursor, writeCursor } from './paging.js';
import { beginningWith } from './ranges.js';
import { routingAttempts, routingPicture, upToDate } from './routing-rows.js';

const leaseMilliseconds = 60_000;

/** Which permission a list needs. */
const lists: ReadonlyMap<unknown, Permission | undefined> = new Map<CallbackListName, Permission | undefined>([
  ['planned', 'callbacks.view'],
  ['queue', undefined],
  ['all', 'callbacks.manage'],
]);

/** Agreed calls at a time, and what is said of attempts: fetched when first used. */
export function callbacks(context: LocalContext): Required<CallbacksService> {
  const { store, options } = context;
  const { id: agentId } = options.agent;
  const sayings = attempts(context);

  /** When the next of those is due that no step has read. */
  const nextDue = async (now: string, signal?: AbortSignal): Promise<string | undefined> => {
    const [row] = await store.find<KeptCallback>('callbacks', 'due', { from: `${now}\0` }, { limit: 1, signal });
    return row?.value.dueAt;
  };

  return {
    get: (interactionId, callOptions) => context.run(callOptions, undefined, (signal) => sayings.get(interactionId, signal)),

    mark: (interactionId, unanswered, writeOptions = {}) =>
      context.run(writeOptions, undefined, async (signal) => {
        readFlag('unanswered', unanswered);
        const payload = [interactionId, unanswered];
        const plan = async () => {
          const { interaction, guard } = await heldConversation(context, interactionId, signal);
          const standing = await sayings.standing(interaction, signal);
          const { batch, mark, callback } = sayings.markUnanswered(standing, unanswered);
          return {
            batch: withGuards(batch, [guard], writeOptions),
            answer: sayings.stateOf(standing, mark, callback),
            interactionId,
            customerId: interaction.customerId,
          };
        };
        const state = await carryOut<Omit<AttemptState, 'others'>>(
          context,
          'callbacks.mark',
          payload,
          writeOptions,
          plan,
          routingAttempts,
        );
        return sayings.withOthers(state, signal);
      }),

    schedule: (given, writeOptions = {}) =>
      context.run(writeOptions, undefined, async (signal) => {
        const draft = readCallbackDraft(given);
        const { interactionId } = draft;
        const plan = async () => {
          const { interaction, guard } = await heldConversation(context, interactionId, signal);
          const standing = await sayings.standing(interaction, signal);
          const { batch, guards, callback } = await sayings.schedule(standing, draft, signal);
          return {
            batch: withGuards(batch, [guard, ...guards], writeOptions),
            answer: callback!,
            interactionId,
            customerId: customersOf(callback!),
          };
        };
        return carryOut<Callback>(context, 'callbacks.schedule', draft, writeOptions, plan, routingAttempts);
      }),

    ...callbackDeeds(context),

    list: (name, pageOptions = {}) =>
      context.run(pageOptions, lists.get(name), async (signal) => {
        if (!lists.has(name)) throw invalid('list', 'not-a-choice');
        const limit = limitOf(pageOptions);
        const list = `callbacks of ${canonical([name, agentId])}`;
        const after = readCursor(list, pageOptions.cursor);
        const { now } = await upToDate(context, {}, signal);
        const range = name === 'all' ? {} : beginningWith(`${agentId}\0`);
        const { rows, next } = await store.page<KeptCallback>('callbacks', name, { range, after, limit, signal });
        // Somebody may have routed between the two.
        const items = rows.map(revealedCallback).filter((callback) => isListed(callback, name, { agentId, now }));
        return { items, ...(next && { next: writeCursor(list, next) }) };
      }),

    attend: (given, callOptions = {}) =>
      context.run(callOptions, undefined, async (signal) => {
        const { queues, state } = readAttendance(given);
        const plan = async () => {
          const picture = await routingPicture(context, {}, signal);
          const holdsUntilAt = new Date(Date.parse(picture.now) + leaseMilliseconds).toISOString();
          if (queues.length || picture.isAttending(agentId)) {
            picture.tell({ kind: 'attend', agentId, queues, state });
            // Who logs off is remembered for as long as before: a call-back that was let ring does not ring again at once.
            if (queues.length) picture.hold(agentId, holdsUntilAt);
          } else picture.tell({ kind: 'time' });
          return { batch: picture.operations(), answer: { picture, holdsUntilAt } };
        };
        const { picture, holdsUntilAt } = await carryOut(
          context,
          'callbacks.attend',
          undefined,
          { signal },
          plan,
          routingAttempts,
        );
        const { now } = picture;
        const offer = picture.callbacks.find((callback) => callback.state === 'offered' && callback.takenBy === agentId);
        const times = [picture.nextAt, await nextDue(now, signal)].filter((at) => at !== undefined);
        const [nextAt] = times.sort((a, b) => Date.parse(a) - Date.parse(b));
        return { holdsUntilAt, ...(offer && { offer }), ...(nextAt !== undefined && { nextAt }), now } satisfies Attending;
      }),
  };
}

/** What is only answered must not outlive an erasure either; where nothing is kept, nothing is guarded. */
const withGuards = (
  batch: Parameters<typeof besides>[0],
  guards: Parameters<typeof besides>[1],
  { key }: WriteOptions,
): ReturnType<typeof besides> => (batch.length || key !== undefined ? besides(batch, guards) : batch);
