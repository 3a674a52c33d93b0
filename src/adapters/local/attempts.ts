import { BackendError } from '../../backend/backend-error.js';
import type { AttemptState } from '../../backend/backend.js';
import { type Attempt, type AttemptMark, dialerActions } from '../../domain/attempt.js';
import { agreed, agreedTime, type Callback, type CallbackDraft, callbackProblems, isOpen } from '../../domain/callback.js';
import type { Campaign } from '../../domain/campaign.js';
import type { ZonedTime } from '../../domain/wall-time.js';
import { numberOf, resolve } from './addresses.js';
import {
  customersOf,
  type KeptCallback,
  keepingMark,
  type KeptMark,
  revealedCallback,
  revealedMark,
} from './callback-entries.js';
import { invalid, type LocalContext, refuse } from './context.js';
import { canonical } from './fingerprint.js';
import { type Guard, guardsOf } from './guard.js';
import type { KeptInteraction } from './interaction-entries.js';
import { everyRow } from './paging.js';
import { beginningWith } from './ranges.js';
import { type RoutingPicture, routingPicture, upToDate } from './routing-rows.js';
import type { Operation, Row } from './store.js';

/** A conversation as an attempt of the dialer, with all that what is said of it touches. */
export interface Standing {
  readonly interaction: KeptInteraction;
  readonly attempt?: Attempt;
  readonly campaign?: Campaign;
  readonly mark?: Row<KeptMark>;
  readonly picture: RoutingPicture;
}

/** What was said of an attempt: the batch that keeps it, and what there is then. */
export interface Said {
  readonly batch: readonly Operation[];
  /** Of customers whom only the call-back names: to be put beside that of the conversation, each once. */
  readonly guards: readonly Guard[];
  readonly mark?: AttemptMark;
  readonly callback?: Callback;
}

/** No dialer call, no such campaign, or the settings do not want it. */
const unsupported = () => new BackendError('unsupported', 'Nothing can be said of this conversation as an attempt');

/** What can no longer be done with a call-back. */
export const impossible = (current: Callback | undefined) =>
  new BackendError('conflict', 'The call-back is another one by now', { current });

/** The rules of what agents say of attempts, alone or with a registration. */
export function attempts(context: LocalContext) {
  const { store, settings, options } = context;
  const { agent } = options;

  const subjectOf = ({ id, channel, attempt }: KeptInteraction) => {
    const dialled = channel === 'call' ? attempt : undefined;
    return { attempt: dialled, subject: { interactionId: id, broughtBy: dialled?.callbackId } };
  };
  const seen = async (interaction: KeptInteraction, picture: RoutingPicture, signal?: AbortSignal): Promise<Standing> => {
    const { attempt } = subjectOf(interaction);
    const mark = await store.get<KeptMark>('attempts', interaction.id, { signal });
    const campaign = attempt && picture.campaign(attempt.campaignId);
    return { interaction, attempt, campaign, mark, picture };
  };

  /** How it stands, for somebody who will say something of it: what has happened by now is worked in, and kept with that. */
  const standing = async (interaction: KeptInteraction, signal?: AbortSignal): Promise<Standing> => {
    const picture = await routingPicture(context, subjectOf(interaction).subject, signal);
    picture.tell({ kind: 'time' });
    return seen(interaction, picture, signal);
  };

  const agreedIn = ({ picture, interaction }: Standing) => picture.agreedIn(interaction.id, isOpen);

  /** The agent's open call-backs in a span of time; all of them unless told. */
  const openOf = async (agentId: string, span?: readonly [from: string, until: string], signal?: AbortSignal) => {
    const range = span ? { from: `${agentId}\0${span[0]}`, below: `${agentId}\0${span[1]}\0` } : beginningWith(`${agentId}\0`);
    return (await everyRow<KeptCallback>(store, 'callbacks', 'agent', range, signal)).map(revealedCallback);
  };

  /** Those that may clash with a time: as they are when the picture is kept. */
  const near = async (
    agentId: string,
    { at }: ZonedTime,
    { clashMinutes = 10 }: Campaign,
    picture: RoutingPicture,
    signal?: AbortSignal,
  ): Promise<readonly Callback[]> => {
    const away = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
    const found = await openOf(agentId, [away(-clashMinutes), away(clashMinutes)], signal);
    return found.map((callback) => picture.callback(callback.id) ?? callback);
  };

  /** What stands against an agreement, by the rules as they are now, for whoever is to call. */
  const problemsOf = async (
    draft: CallbackDraft,
    campaign: Campaign,
    picture: RoutingPicture,
    whose: { readonly agentId: string; readonly callbackId?: string },
    signal?: AbortSignal,
  ) => {
    const time = agreedTime(draft);
    return callbackProblems(draft, {
      campaign,
      rules: { comment: settings.dialerComment, commentLimit: settings.enquiryCommentLimit },
      now: picture.now,
      ...whose,
      absences: whose.agentId === agent.id ? options.absences : [],
      others: time ? await near(whose.agentId, time, campaign, picture, signal) : [],
    });
  };

  /** The call-back that brought this call is done with: the agent who says something of the call has had it. */
  const complete = ({ attempt, picture }: Standing, answered: boolean) => {
    const { callbackId } = attempt ?? {};
    if (callbackId === undefined || picture.callback(callbackId)?.takenBy !== agent.id) return;
    picture.tell({ kind: 'complete', callbackId, agentId: agent.id, answered });
  };

  const markUnanswered = (standing: Standing, unanswered: boolean): Said => {
    const { interaction, attempt, campaign, mark: before, picture } = standing;
    if (!attempt || !campaign || !settings.dialerActions) throw unsupported();
    const callback = agreedIn(standing);
    if (unanswered === Boolean(before)) {
      if (unanswered) complete(standing, false);
      const mark = before && revealedMark(before);
      return { batch: picture.operations(), guards: [], mark, callback };
    }
    const wrong = (reason: string) => invalid('interactionId', reason);
    if (interaction.state === 'closed' && (before || callback)) throw wrong('closed');
    const { id: interactionId, customerId } = interaction;
    if (before) {
      const taken: Operation = { delete: 'attempts', key: interactionId, ifRevision: before.revision, customerId };
      return { batch: [...picture.operations(), taken], guards: [], callback };
    }
    if (interaction.answeredAt === undefined) throw wrong('not-answered');
    if (!campaign.mark) throw wrong('not-allowed');
    if (callback && isOpen(callback)) throw wrong('callback-agreed');
    complete(standing, false);
    const mark: KeptMark = {
      interactionId,
      campaignId: campaign.id,
      ...(customerId !== undefined && { customerId }),
      markedAt: picture.now,
      markedBy: agent.id,
      markedByName: agent.name,
    };
    const batch = [...picture.operations(), keepingMark(mark, 'absent')];
    return { batch, guards: [], mark: { ...mark, revision: 1 }, callback };
  };

  /** As it will be kept: with the customer of the conversation unless told another one who is there, and without a comment that nobody wants. */
  const wanted = async (draft: CallbackDraft, { customerId: own }: KeptInteraction, signal?: AbortSignal) => {
    const { customerId: given, comment, ...rest } = draft;
    const there = given === undefined ? undefined : await store.get('customers', given, { signal });
    const customerId = there ? given : own;
    const kept = settings.dialerComment && comment?.trim() ? { comment } : {};
    return { ...rest, ...kept, ...(customerId !== undefined && { customerId }) };
  };

  const schedule = async (standing: Standing, given: CallbackDraft, signal?: AbortSignal): Promise<Said> => {
    const { interaction, attempt, campaign, mark, picture } = standing;
    if (!attempt || !campaign || !settings.dialerActions) throw unsupported();
    const guards = await guardsOf(store, customersOf(given), signal);
    const { reading } = await resolve(context, given.number ?? { interactionId: interaction.id }, signal);
    const callable = numberOf(reading) !== undefined;
    if (!callable && !given.number) throw unsupported();
    const draft = await wanted(given, interaction, signal);
    const before = agreedIn(standing);
    const open = before && isOpen(before) ? before : undefined;
    // Whatever became of the one that brought this call: another time is agreed on, and nothing is left to be done for it.
    complete(standing, true);
    const same = open && isSame(open, draft, agent.id);
    const closed = interaction.state === 'closed' && (mark !== undefined || before !== undefined);
    // Sent again, it was done: whatever the campaign asks for meanwhile.
    if (closed && same) return { batch: picture.operations(), guards, callback: open };
    if (closed) throw invalid('interactionId', 'closed');
    if (open?.state === 'dialled') throw impossible(open);
    const problems = await problemsOf(draft, campaign, picture, { agentId: agent.id, callbackId: open?.id }, signal);
    const blank = problems.some(({ field }) => field === 'number');
    refuse([...problems, ...(callable || blank ? [] : [{ field: 'number', reason: 'not-a-phone-number' }])]);
    if (same) return { batch: picture.operations(), guards, callback: open };

    const by = { id: open?.id ?? options.newId(), now: picture.now, agentId: agent.id, agentName: agent.name };
    const callback = agreed(draft, by)!;
    if (!open) picture.tell({ kind: 'plan', callback });
    else {
      const { wallTime, timeZone, dueAt: at, comment = '' } = callback;
      const time = { wallTime, timeZone, at };
      const { agentId, agentName } = by;
      const anew = { kind: 'reschedule', callbackId: open.id, agentId, agentName, time, for: draft.for, comment } as const;
      if (picture.tell(anew)) throw impossible(picture.callback(open.id));
      picture.revise(open.id, (kept) => named(kept, draft));
    }
    const marked = mark && { delete: 'attempts', key: mark.key, ifRevision: mark.revision, customerId: interaction.customerId };
    return { batch: [...picture.operations(), ...(marked ? [marked] : [])], guards, callback: picture.callback(by.id) };
  };

  /** Without the agent's other call-backs: those are nobody's business who asks what was answered. */
  const stateOf = (
    { interaction, attempt, campaign, picture }: Standing,
    mark: AttemptMark | undefined,
    callback: Callback | undefined,
  ): Omit<AttemptState, 'others'> => ({
    interactionId: interaction.id,
    ...(attempt && { attempt }),
    ...(campaign && { campaign }),
    actions: dialerActions(interaction, attempt, campaign, { actions: settings.dialerActions }),
    ...(mark && { mark }),
    ...(callback && { callback }),
    now: picture.now,
  });

  /** With them; the one that brought this call is none of them. */
  const withOthers = async (state: Omit<AttemptState, 'others'>, signal?: AbortSignal): Promise<AttemptState> => {
    const none = [state.callback?.id, state.attempt?.callbackId];
    const others = await openOf(agent.id, undefined, signal);
    return { ...state, others: others.filter(({ id }) => !none.includes(id)) };
  };

  const get = async (interactionId: unknown, signal?: AbortSignal): Promise<AttemptState> => {
    const id = typeof interactionId === 'string' ? interactionId : '';
    const row = id ? await store.get<KeptInteraction>('interactions', id, { signal }) : undefined;
    const picture = await upToDate(context, row && subjectOf(row.value).subject, signal);
    if (!row) {
      const actions = { mark: false, callBackFor: [] };
      return withOthers({ interactionId: id, actions, now: picture.now }, signal);
    }
    const state = await seen(row.value, picture, signal);
    return withOthers(stateOf(state, state.mark && revealedMark(state.mark), agreedIn(state)), signal);
  };

  return { standing, complete, markUnanswered, schedule, problemsOf, stateOf, withOthers, get };
}

/** An agreement with the number and the customer that were named last. */
function named({ number: _number, customerId: _customer, ...rest }: Callback, { number, customerId }: CallbackDraft): Callback {
  return { ...rest, ...(number && { number }), ...(customerId !== undefined && { customerId }) };
}

/** Whether this agent agreed on just that before. */
function isSame(callback: Callback, draft: CallbackDraft, agentId: string): boolean {
  const time = agreedTime(draft);
  const { for: whom, wallTime, timeZone, dueAt, comment, number, customerId, agentId: owner, agreedBy } = callback;
  const kept = [whom, wallTime, timeZone, dueAt, comment, number, customerId, owner, agreedBy];
  const said = [draft.for, time?.wallTime, time?.timeZone, time?.at, draft.comment, draft.number, draft.customerId];
  return canonical(kept) === canonical([...said, draft.for === 'me' ? agentId : undefined, agentId]);
}
