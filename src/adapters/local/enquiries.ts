import { BackendError } from '../../backend/backend-error.js';
import type { EnquiriesService, EnquiryState, WrapUp } from '../../backend/backend.js';
import { situationOf } from '../../domain/campaign.js';
import { type Catalogue, catalogueProblems } from '../../domain/catalogue.js';
import {
  countedTopics,
  type Enquiry,
  type EnquiryDraft,
  enquiryProblems,
  type EnquiryStatus,
  isSettled,
} from '../../domain/enquiry.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import { readCatalogue } from './catalogue-draft.js';
import { invalid, type LocalContext } from './context.js';
import { heldConversation } from './conversations.js';
import { readRegistration, reasonProblem } from './enquiry-draft.js';
import { enquiryEntries, isOver, type KeptEnquiry, type KeptExtensions, type KeptWrapUp } from './enquiry-entries.js';
import { canonical } from './fingerprint.js';
import { besides, type Guard } from './guard.js';
import { carryOut, type Plan } from './intents.js';
import type { KeptInteraction } from './interaction-entries.js';
import { limitOf, readCursor, writeCursor } from './paging.js';
import { beginningWith } from './ranges.js';
import { collected, registeredAttempt } from './registered-attempt.js';
import { routingAttempts } from './routing-rows.js';
import type { Row } from './store.js';

/** The one row of its collection. */
const catalogueKey = 'catalogue';

/** How a conversation stands, with the rows that say so. */
interface Standing {
  readonly interaction: KeptInteraction;
  readonly catalogue: Catalogue;
  readonly enquiry?: Row<KeptEnquiry>;
  readonly wrapUp?: Row<KeptWrapUp>;
  readonly extensions?: Row<KeptExtensions>;
  readonly offered: boolean;
  readonly forced: boolean;
}

/** What was said of a conversation, apart from who said it and when. */
type Saying = Pick<Enquiry, 'topicIds' | 'comment' | 'reason' | 'status'>;

const revealed = ({ value, revision }: Row<KeptEnquiry>): Enquiry => ({ ...value, revision });

/** What conversations were about, and the time in which that is said: fetched when first used. */
export function enquiries(context: LocalContext): Required<EnquiriesService> {
  const { store, settings, options } = context;
  const attemptOf = registeredAttempt(context);

  const rowOf = async <T>(collection: string, key: unknown, signal?: AbortSignal): Promise<Row<T> | undefined> =>
    typeof key === 'string' && key !== '' ? store.get<T>(collection, key, { signal }) : undefined;

  /** The one that was saved last, or else the one that the integrator brought along. */
  const current = async (signal?: AbortSignal): Promise<{ readonly catalogue: Catalogue; readonly saved: boolean }> => {
    const row = await store.get<Omit<Catalogue, 'revision'>>('catalogue', catalogueKey, { signal });
    if (row) return { catalogue: { ...row.value, revision: row.revision }, saved: true };
    if (!options.catalogue) return { catalogue: { revision: 0, categories: [] }, saved: false };
    return { catalogue: { ...structuredClone(options.catalogue), revision: 1 }, saved: false };
  };

  const situationIn = (interaction: KeptInteraction) => situationOf(interaction, { categories: settings.dialerCategories });

  const isOffered = ({ direction }: KeptInteraction, { categories }: Catalogue) =>
    categories.length > 0 && (direction === 'inbound' ? settings.enquiryInbound : settings.enquiryOutbound);

  const isForced = ({ queue, endedBy }: KeptInteraction) =>
    endedBy !== 'transfer' && settings.enquiryForced.some((name) => name === '*' || name === queue);

  const standingOf = async (interaction: KeptInteraction, signal?: AbortSignal): Promise<Standing> => {
    const { id } = interaction;
    const [{ catalogue }, enquiry, wrapUp, extensions] = await Promise.all([
      current(signal),
      rowOf<KeptEnquiry>('enquiries', id, signal),
      rowOf<KeptWrapUp>('wrap-ups', id, signal),
      rowOf<KeptExtensions>('extensions', id, signal),
    ]);
    const offered = isOffered(interaction, catalogue);
    return { interaction, catalogue, enquiry, wrapUp, extensions, offered, forced: offered && isForced(interaction) };
  };

  /** Milliseconds since 1970 at which the time for the work after a conversation is over, where it runs and there is a limit. */
  const endOf = ({ interaction, wrapUp, extensions }: Standing): number | undefined => {
    if (!isOver(interaction.state) || !(settings.wrapUpSeconds > 0)) return undefined;
    const { endedAt, startedAt } = interaction;
    // Of older data nobody knows when it was heard; what a desk says of the future is not believed.
    const heard = wrapUp ? Date.parse(wrapUp.value.heardAt) : Math.min(Date.parse(endedAt ?? startedAt), options.now());
    return heard + 1000 * (settings.wrapUpSeconds + (extensions?.value.count ?? 0) * settings.wrapUpExtension);
  };

  const wrapUpOf = (standing: Standing): WrapUp | undefined => {
    const ends = endOf(standing);
    if (ends === undefined) return undefined;
    const { interaction, extensions, forced, offered } = standing;
    const open = interaction.state !== 'closed' && options.now() < ends && settings.wrapUpExtension > 0;
    return {
      endsAt: new Date(ends).toISOString(),
      extensions: open ? Math.max(settings.wrapUpExtensions - (extensions?.value.count ?? 0), 0) : 0,
      extensionSeconds: settings.wrapUpExtension,
      onEnd: forced || !offered ? 'keep-open' : settings.wrapUpEnd,
    };
  };

  const stateOf = (standing: Standing): EnquiryState => {
    const wrapUp = wrapUpOf(standing);
    return {
      interactionId: standing.interaction.id,
      offered: standing.offered,
      forced: standing.forced,
      ...(standing.enquiry && { enquiry: revealed(standing.enquiry) }),
      ...(wrapUp && { wrapUp }),
      now: context.now(),
    };
  };

  /** The conversation as it is, and what has the store refuse a write when it changes hands, or is erased, at the same time. */
  const held = async (id: unknown, signal?: AbortSignal): Promise<{ readonly standing: Standing; readonly guard: Guard }> => {
    const { interaction, guard } = await heldConversation(context, id, signal);
    return { standing: await standingOf(interaction, signal), guard };
  };

  /** What keeps this said of the conversation; nothing is done where it was said before. */
  const keeping = (
    { interaction, enquiry: before, catalogue }: Standing,
    guard: Guard,
    said: Saying,
    catalogueRevision?: number,
  ): Plan<Enquiry> => {
    const { id, customerId } = interaction;
    const whose = { interactionId: id, ...(customerId !== undefined && { customerId }) };
    if (before && isSame(before.value, said)) return { batch: [], answer: revealed(before), ...whose };
    const { agent } = options;
    const now = context.now();
    // What the end of the time has left behind is no registration: statistics count the agent's own.
    const first = !before || (said.status === 'registered' && before.value.status !== 'registered');
    const shown = catalogueRevision ?? catalogue.revision;
    const value: KeptEnquiry = {
      ...whose,
      agentId: agent.id,
      agentName: agent.name,
      ...sayingOf(said),
      registeredAt: first ? now : before.value.registeredAt,
      changedAt: now,
      catalogueRevision: shown >= 1 && shown < catalogue.revision ? shown : catalogue.revision,
    };
    const ifRevision = before?.revision ?? ('absent' as const);
    return {
      batch: [{ put: 'enquiries', key: id, value, index: enquiryEntries(value), ifRevision, customerId }, guard],
      answer: { ...value, revision: (before?.revision ?? 0) + 1 },
      ...whose,
    };
  };

  /** What an agent says; throws what stands against it. */
  const saidByAgent = ({ interaction, catalogue, enquiry }: Standing, draft: EnquiryDraft) => {
    const situation = situationIn(interaction);
    const said = saying('registered', countedTopics(draft, catalogue, situation), settings.enquiryComment ? draft.comment : '');
    if (interaction.state === 'closed' && enquiry?.value.status === 'registered') {
      // Sent again, it was done: whatever the catalogue asks for meanwhile.
      if (isSame(enquiry.value, said)) return said;
      throw invalid('interactionId', 'closed');
    }
    refuse(
      enquiryProblems(draft, catalogue, situation, {
        comment: settings.enquiryComment,
        commentLimit: settings.enquiryCommentLimit,
        commentFor: settings.enquiryCommentFor,
      }),
    );
    return said;
  };

  /** What there is when the time is over. Nothing is refused that could be kept: nobody is there to put it right. */
  const saidByTime = (standing: Standing, draft: EnquiryDraft, status: 'default' | 'incomplete') => {
    const { interaction, catalogue, forced } = standing;
    if (forced || settings.wrapUpEnd !== status) throw invalid('status', 'not-allowed');
    const ends = endOf(standing);
    if (ends === undefined || options.now() < ends) throw invalid('status', 'not-over');
    const known = new Set(catalogue.categories.flatMap(({ topics }) => topics.map(({ id }) => id)));
    if (!draft.topicIds.every((id) => known.has(id))) throw invalid('topicIds', 'not-a-topic');
    const topics = new Set(countedTopics(draft, catalogue, situationIn(interaction)));
    const { defaultTopicId } = catalogue;
    if (status === 'default' && defaultTopicId !== undefined) topics.add(defaultTopicId);
    const comment = cut(draft.comment ?? '', settings.enquiryCommentLimit);
    return saying(
      status === 'default' && defaultTopicId === undefined ? 'incomplete' : status,
      [...topics],
      settings.enquiryComment ? comment : '',
    );
  };

  /** What an agent, or the end of the time, registers; throws what stands against it. */
  const registering = (
    standing: Standing,
    guard: Guard,
    draft: EnquiryDraft,
    status: 'registered' | 'default' | 'incomplete',
    catalogueRevision: number | undefined,
  ): Plan<Enquiry> => {
    const { enquiry: before, interaction } = standing;
    if (status === 'registered') return keeping(standing, guard, saidByAgent(standing, draft), catalogueRevision);
    if (!before || !isSettled(revealed(before)))
      return keeping(standing, guard, saidByTime(standing, draft, status), catalogueRevision);
    const { id: interactionId, customerId } = interaction;
    return { batch: [], answer: revealed(before), interactionId, customerId };
  };

  return {
    catalogue: (callOptions) => context.run(callOptions, undefined, async (signal) => (await current(signal)).catalogue),

    saveCatalogue: (catalogue, writeOptions = {}) =>
      context.run(writeOptions, 'enquiries.manage', async (signal) => {
        const given = readCatalogue(catalogue);
        return carryOut<Catalogue>(context, 'enquiries.saveCatalogue', given, writeOptions, async () => {
          const { catalogue: before, saved } = await current(signal);
          if (given.revision !== before.revision)
            throw new BackendError('conflict', 'The catalogue was changed since it was read', { current: before });
          refuse([...catalogueProblems(given), ...removedTopics(before, given)]);
          if (canonical(given) === canonical(before)) return { batch: [], answer: before };
          const { revision: ifRevision, ...value } = given;
          const put = { put: 'catalogue', key: catalogueKey };
          const { revision: _, ...original } = before;
          return {
            batch: [
              // The integrator's own was the first revision: it is put below, so that the row counts as the catalogue does.
              ...(saved || ifRevision === 0 ? [] : [{ ...put, value: original, ifRevision: 'absent' as const }]),
              { ...put, value, ifRevision: ifRevision || ('absent' as const) },
            ],
            answer: { ...value, revision: ifRevision + 1 },
          };
        });
      }),

    get: (interactionId, callOptions) =>
      context.run(callOptions, undefined, async (signal) => {
        const row = await rowOf<KeptInteraction>('interactions', interactionId, signal);
        if (row) return stateOf(await standingOf(row.value, signal));
        return { interactionId: String(interactionId), offered: false, forced: false, now: context.now() };
      }),

    list: (scope, pageOptions = {}) =>
      context.run(pageOptions, 'customers.view', async (signal) => {
        const limit = limitOf(pageOptions);
        const list = `enquiries of ${canonical(scope)}`;
        const after = readCursor(list, pageOptions.cursor);
        const { customerId, interactionId } = (isRecord(scope) ? scope : {}) as Readonly<Record<string, unknown>>;
        if (interactionId !== undefined) {
          const row = await rowOf<KeptEnquiry>('enquiries', interactionId, signal);
          return { items: row ? [revealed(row)] : [] };
        }
        if (typeof customerId !== 'string' || customerId === '') return { items: [] };
        const range = beginningWith(`${customerId}\0`);
        const { rows, next } = await store.page<KeptEnquiry>('enquiries', 'customer', { range, after, limit, signal });
        return { items: rows.map(revealed), ...(next && { next: writeCursor(list, next) }) };
      }),

    register: (registration, writeOptions = {}) =>
      context.run(writeOptions, 'enquiries.register', async (signal) => {
        const { interactionId, catalogueRevision, status = 'registered', attempt, ...draft } = readRegistration(registration);
        const payload = [interactionId, catalogueRevision, status, draft, ...(attempt ? [attempt] : [])];
        const plan = async (): Promise<Plan<Enquiry>> => {
          const { standing, guard } = await held(interactionId, signal);
          const { offered, interaction } = standing;
          if (!offered) throw new BackendError('unsupported', 'This conversation is not to be registered');
          const wrong: FieldProblem[] = [];
          const planned = await collected(wrong, () => registering(standing, guard, draft, status, catalogueRevision));
          const also = await collected(wrong, () => attemptOf(interaction, attempt, signal), 'attempt.');
          if (!planned || wrong.length) throw new BackendError('invalid', 'Something is not as it should be', { fields: wrong });
          if (!also?.batch.length) return planned;
          return { ...planned, batch: besides([...planned.batch, ...also.batch], [guard, ...also.guards]) };
        };
        return carryOut<Enquiry>(context, 'enquiries.register', payload, writeOptions, plan, routingAttempts);
      }),

    extend: (interactionId, writeOptions = {}) =>
      context.run(writeOptions, 'enquiries.register', async (signal) =>
        carryOut<EnquiryState>(context, 'enquiries.extend', interactionId, writeOptions, async () => {
          const { standing, guard } = await held(interactionId, signal);
          const ends = endOf(standing);
          const { interaction, extensions } = standing;
          if (ends === undefined || interaction.state === 'closed') throw invalid('extensions', 'not-running');
          if (options.now() >= ends) throw invalid('extensions', 'over');
          if (wrapUpOf(standing)?.extensions === 0) throw invalid('extensions', 'none-left');
          const value: KeptExtensions = { count: (extensions?.value.count ?? 0) + 1 };
          const revision = (extensions?.revision ?? 0) + 1;
          const { customerId } = interaction;
          const ifRevision = extensions?.revision ?? ('absent' as const);
          return {
            batch: [{ put: 'extensions', key: interactionId, value, ifRevision, customerId }, guard],
            answer: stateOf({ ...standing, extensions: { key: interactionId, value, revision } }),
            interactionId,
            customerId,
          };
        }),
      ),

    excuse: (interactionId, reason, writeOptions = {}) =>
      context.run(writeOptions, 'enquiries.excuse', async (signal) => {
        const problem = reasonProblem(reason);
        if (problem) throw invalid('reason', problem);
        return carryOut<Enquiry>(context, 'enquiries.excuse', [interactionId, reason], writeOptions, async () => {
          const { standing, guard } = await held(interactionId, signal);
          const before = standing.enquiry;
          const { customerId } = standing.interaction;
          if (before?.value.status === 'registered') return { batch: [], answer: revealed(before), interactionId, customerId };
          if (!standing.forced) throw invalid('interactionId', 'not-forced');
          const { topicIds, comment } = before?.value ?? { topicIds: [] };
          return keeping(standing, guard, { ...saying('excused', topicIds, comment), reason });
        });
      }),
  };
}

function refuse(fields: readonly FieldProblem[]): void {
  if (fields.length === 0) return;
  // What has no id is named by the list that it stands in.
  const named = fields.map(({ field, reason }) => ({ field: field || 'categories', reason }));
  throw new BackendError('invalid', 'Something is not as it should be', { fields: named });
}

/** A topic of a registration must never become one that nobody knows. */
function removedTopics(before: Catalogue, after: Catalogue): readonly FieldProblem[] {
  const left = new Set(after.categories.flatMap(({ topics }) => topics.map(({ id }) => id)));
  const topics = before.categories.flatMap((category) => category.topics);
  return topics.filter(({ id }) => !left.has(id)).map(({ id }) => ({ field: id, reason: 'removed' }));
}

/** A blank comment is none. */
const saying = (status: EnquiryStatus, topicIds: readonly string[], comment = '') => ({
  topicIds,
  ...(comment.trim() !== '' && { comment }),
  status,
});

const sayingOf = ({ topicIds, comment, status, reason }: Saying): Saying => ({
  topicIds,
  ...(comment !== undefined && { comment }),
  status,
  ...(reason !== undefined && { reason }),
});

/** Whether the same is said; topics stand in the order of a catalogue, which may be another one by now. */
const isSame = (one: Saying, other: Saying) => {
  const text = (said: Saying) => canonical({ ...sayingOf(said), topicIds: [...said.topicIds].sort() });
  return text(one) === text(other);
};

/** The beginning of a text, without half a sign at its end or what is no text within. */
const cut = (text: string, limit: number) =>
  text
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/[\0\p{Cs}]/gu, '\uFFFD');
