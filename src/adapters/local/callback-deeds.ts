import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { CallbacksService, WriteOptions } from '../../backend/backend.js';
import { agreedTime, type Callback, type CallbackDraft, cancelProblems } from '../../domain/callback.js';
import { ownerOf } from '../../domain/callback-list.js';
import type { RoutingRefusal } from '../../domain/routing-event.js';
import { restated, shows, type ZonedTime } from '../../domain/wall-time.js';
import { numberOf, resolve } from './addresses.js';
import { attempts, impossible } from './attempts.js';
import { readCallbackPatch, readFlag } from './callback-draft.js';
import { customersOf, type KeptCallback, revealedCallback } from './callback-entries.js';
import { invalid, type LocalContext, notFound, refuse } from './context.js';
import { type Guard, guardOf, holderOf } from './guard.js';
import { carryOut } from './intents.js';
import { type Happening, routingAttempts, routingPicture, type RoutingPicture, upToDate } from './routing-rows.js';
import type { Row } from './store.js';

type Deeds = 'change' | 'cancel' | 'takeOver' | 'answer' | 'complete';

/** Something that is done with one call-back: throws, or tells the picture. */
type Deed = (callback: Callback, picture: RoutingPicture, signal: AbortSignal | undefined) => Promise<void> | void;

/** What was answered, and by which call it was done: only that one dials. */
interface Done {
  readonly callback: Callback;
  readonly by?: string;
}

const holder = ({ value }: Row<KeptCallback>) => holderOf({ ...value, id: value.interactionId });

/** What is done with call-backs once they are agreed. */
export function callbackDeeds(context: LocalContext): Pick<Required<CallbacksService>, Deeds> {
  const { store, settings, options } = context;
  const { id: agentId, name: agentName } = options.agent;
  const { problemsOf } = attempts(context);

  /** The call-back as it is, and what has the store refuse a write when it changes hands, or is erased, at the same time. */
  const held = async (id: unknown, signal?: AbortSignal) => {
    const known = typeof id === 'string' && id !== '' ? id : undefined;
    for (let row = known === undefined ? undefined : await store.get<KeptCallback>('callbacks', known, { signal }); row;) {
      const guard = await guardOf(store, holder(row), signal);
      const picture = await routingPicture(context, { callbackId: row.key }, signal);
      const again = picture.row(row.key);
      if (again && holder(again) === holder(row)) return { picture, guard, callback: revealedCallback(again) };
      row = again;
    }
    throw notFound('call-back');
  };

  /** What was refused because of what happened meanwhile is told with the record as it is kept now. */
  const withCurrent = async <T>(id: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (caught) {
      if (!isBackendError(caught) || caught.code !== 'conflict') throw caught;
      const current = (await upToDate(context, { callbackId: id }, signal)).callback(id);
      throw current ? new BackendError('conflict', caught.message, { current, cause: caught.cause }) : notFound('call-back');
    }
  };

  /** Does it, once, in one commit with all that follows. */
  const does = async (
    name: string,
    id: string,
    given: readonly unknown[],
    writeOptions: WriteOptions,
    signal: AbortSignal | undefined,
    deed: Deed,
    by?: string,
  ): Promise<Done> =>
    withCurrent(id, signal, () =>
      carryOut<Done>(
        context,
        `callbacks.${name}`,
        [id, ...given],
        writeOptions,
        async () => {
          const { picture, guard, callback: before } = await held(id, signal);
          await deed(before, picture, signal);
          const callback = picture.callback(id)!;
          const changed = picture.operations();
          // What is only answered must not outlive an erasure either.
          const guards: readonly Guard[] = writeOptions.key === undefined ? [] : [guard];
          const mine = by !== undefined && callback.state === 'dialled' && picture.row(id)?.value.state !== 'dialled';
          return {
            batch: [...changed, ...guards],
            answer: { callback, ...(mine && { by }) },
            customerId: customersOf(callback),
            interactionId: callback.interactionId,
          };
        },
        routingAttempts,
      ),
    );

  const tell = (picture: RoutingPicture, happening: Happening & { readonly callbackId: string }) => {
    const refused: RoutingRefusal | undefined = picture.tell(happening);
    if (refused === 'not-found') throw notFound('call-back');
    if (refused === 'off-queue') throw invalid('queue', 'off-queue');
    if (refused) throw impossible(picture.callback(happening.callbackId));
  };

  /** Whether this agent may change it without asking anybody. */
  const isOwn = (callback: Callback) =>
    callback.agreedBy === agentId || ownerOf(callback) === agentId || (callback.for === 'me' && callback.agentId === agentId);

  /** Denied, or conflict unless this is the newest revision: what has happened by now counts. */
  const mayChange = (before: Callback, revision: number, picture: RoutingPicture): Callback => {
    if (!isOwn(before) && !context.may('callbacks.manage'))
      throw new BackendError('denied', 'This needs the permission callbacks.manage');
    picture.tell({ kind: 'time' });
    const callback = picture.callback(before.id)!;
    if (callback.revision !== revision) throw impossible(callback);
    return callback;
  };

  const change: Required<CallbacksService>['change'] = (id, given, writeOptions = {}) =>
    context.run(writeOptions, undefined, async (signal) => {
      const patch = readCallbackPatch(given);
      const deed: Deed = async (before, picture) => {
        const callback = mayChange(before, patch.revision, picture);
        const { state, for: whom, comment = '' } = callback;
        if (state === 'dialled' || state === 'done' || state === 'cancelled') throw impossible(callback);
        const campaign = picture.campaign(callback.campaignId);
        if (!campaign) throw invalid('campaignId', 'not-allowed');
        const said = settings.dialerComment ? (patch.comment ?? comment) : comment;
        const draft: CallbackDraft = { ...callback, ...timeOf(callback, patch), for: patch.for ?? whom, comment: said };
        const time = agreedTime(draft);
        const mine = patch.for === 'me' || callback.agentId === undefined;
        const owner = draft.for === 'me' && !mine ? callback.agentId : agentId;
        const blank = said.trim() === '' && comment === '';
        const same = [draft.for === whom, draft.for === 'all' || owner === callback.agentId, said === comment || blank];
        const there = time?.at === callback.dueAt && draft.wallTime === callback.wallTime && draft.timeZone === callback.timeZone;
        if (same.every(Boolean) && (there || !namesTime(patch))) return;
        refuse(await problemsOf(draft, campaign, picture, { agentId: owner, callbackId: id }, signal));
        const by = { callbackId: id, agentId, agentName };
        tell(picture, { kind: 'reschedule', ...by, time: time!, for: patch.for, comment: said });
      };
      return (await does('change', id, [patch], writeOptions, signal, deed)).callback;
    });

  const cancel: Required<CallbacksService>['cancel'] = (id, revision, reason, writeOptions = {}) =>
    context.run(writeOptions, undefined, async (signal) => {
      if (!Number.isSafeInteger(revision)) throw invalid('revision', 'not-a-revision');
      const why: unknown = reason;
      const deed: Deed = (before, picture) => {
        mayChange(before, revision, picture);
        tell(picture, { kind: 'cancel', callbackId: id, agentId, reason });
        if (why !== undefined && typeof why !== 'string') throw invalid('reason', 'not-text');
        refuse(cancelProblems(why ?? ''));
      };
      return (await does('cancel', id, [revision, reason], writeOptions, signal, deed)).callback;
    });

  const takeOver: Required<CallbacksService>['takeOver'] = (id, from, writeOptions = {}) =>
    context.run(writeOptions, 'callbacks.manage', async (signal) => {
      if (from !== undefined && typeof from !== 'string') throw invalid('from', 'not-text');
      const deed: Deed = (_, picture) => tell(picture, { kind: 'take-over', callbackId: id, agentId, from });
      return (await does('takeOver', id, [from], writeOptions, signal, deed)).callback;
    });

  const answer: Required<CallbacksService>['answer'] = (id, offeredAt, taken, writeOptions = {}) =>
    context.run(writeOptions, undefined, async (signal) => {
      const kind = readFlag('taken', taken) ? 'answer' : 'let-ring';
      const deed: Deed = (_, picture) => tell(picture, { kind, callbackId: id, agentId, offeredAt });
      const mine = options.newId();
      const { callback, by } = await does('answer', id, [offeredAt, taken], writeOptions, signal, deed, mine);
      if (!options.dial || by !== mine) return callback;
      const { number: ref = { interactionId: callback.interactionId } } = callback;
      const number = numberOf((await resolve(context, ref, signal)).reading);
      if (number === undefined) throw invalid('address', 'not-a-phone-number');
      await options.dial(number, { signal });
      return callback;
    });

  const complete: Required<CallbacksService>['complete'] = (id, answered, writeOptions = {}) =>
    context.run(writeOptions, undefined, async (signal) => {
      readFlag('answered', answered);
      const deed: Deed = (_, picture) => tell(picture, { kind: 'complete', callbackId: id, agentId, answered });
      return (await does('complete', id, [answered], writeOptions, signal, deed)).callback;
    });

  return { change, cancel, takeOver, answer, complete };
}

const namesTime = ({ wallTime, timeZone, dueAt }: Partial<CallbackDraft>): boolean =>
  wallTime !== undefined || timeZone !== undefined || dueAt !== undefined;

/** The time that a patch names, or that there is. Where states changed the clocks since, the wall time stays. */
function timeOf(callback: Callback, patch: Partial<CallbackDraft>): Pick<CallbackDraft, 'wallTime' | 'timeZone' | 'dueAt'> {
  const { wallTime, timeZone, dueAt } = callback;
  const before: ZonedTime = { wallTime, timeZone, at: dueAt };
  if (!namesTime(patch)) return { wallTime, timeZone, dueAt: shows(before) ? dueAt : restated(before).at };
  return { wallTime: patch.wallTime ?? wallTime, timeZone: patch.timeZone ?? timeZone, dueAt: patch.dueAt };
}
