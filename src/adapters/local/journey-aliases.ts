import { BackendError } from '../../backend/backend-error.js';
import type { JourneyAliasDraft, JourneysService } from '../../backend/backend.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import { journeyAliasKinds } from '../../domain/journey-alias.js';
import { invalid, type LocalContext, notFound, refuse } from './context.js';
import { besides, guardsOf } from './guard.js';
import { carryOut, type Plan } from './intents.js';
import {
  browserOf,
  keepingAlias,
  type KeptAlias,
  ownersOf,
  revealedAlias,
  withArrivals,
  withNobody,
  withoutAlias,
} from './journey-browsers.js';
import { belongingTo, type KeptJourneyEvent, ledgerOf, withoutEvent } from './journey-entries.js';
import { identityKey } from './journey-identities.js';
import { heldBrowser, journeyAttempts, journeyCut, reowned } from './journey-owning.js';
import { everyRow } from './paging.js';
import type { Row } from './store.js';

/** UTF-16 units, as of the ids of events. */
const valueLimit = 200;

/** What is no text becomes one that is refused as `not-text`. */
const text = (value: unknown = ''): string => (typeof value === 'string' ? value : '\0');

function readDraft(given: unknown): JourneyAliasDraft {
  const { customerId, kind, value } = isRecord(given) ? given : {};
  return {
    customerId: typeof customerId === 'string' ? customerId : '',
    kind: kind as JourneyAliasDraft['kind'],
    value: text(value),
  };
}

function problemsOf({ customerId, kind, value }: JourneyAliasDraft): readonly FieldProblem[] {
  const said = !value.trim()
    ? 'required'
    : /[\0\p{Cs}]/u.test(value)
      ? 'not-text'
      : value.length > valueLimit
        ? 'too-long'
        : undefined;
  return [
    ...(customerId ? [] : [{ field: 'customerId', reason: 'required' }]),
    ...(journeyAliasKinds.includes(kind) ? [] : [{ field: 'kind', reason: 'not-a-choice' }]),
    ...(said ? [{ field: 'value', reason: said }] : []),
  ];
}

/** By what customers are known on the web site. */
export function aliasing(context: LocalContext): Pick<Required<JourneysService>, 'aliases' | 'addAlias' | 'removeAlias'> {
  const { store, options } = context;

  const rowOf = async (id: unknown, signal?: AbortSignal): Promise<Row<KeptAlias> | undefined> =>
    typeof id === 'string' && id !== '' ? store.get<KeptAlias>('journey-aliases', id, { signal }) : undefined;

  const mustBeThere = async (customerId: string, signal?: AbortSignal) => {
    if (!(await store.get('customers', customerId, { signal }))) throw notFound('customer');
  };

  /** A browser is theirs from now on. */
  const claimed = async ({ customerId, value }: JourneyAliasDraft, signal?: AbortSignal): Promise<Plan<string>> => {
    const others = async () => ({ found: undefined, customerIds: [customerId] });
    const { browser: before, holders, guards } = await heldBrowser(store, value, others, signal);
    await mustBeThere(customerId, signal);
    const at = context.now();
    const owner = ownersOf(before).at(at);
    const already = before.aliases.find((row) => row.value.customerId === customerId);
    if (already && owner !== 'gone' && owner.customerId === customerId) return { batch: guards, answer: already.key, customerId };
    const { browser, batch } = withArrivals(before, [{ customerId, at }], journeyCut(context), options.newId);
    const ledger = await ledgerOf(store, holders, signal);
    ledger.touch(customerId);
    const moved = await reowned(store, before, browser, ledger, signal);
    const answer = browser.aliases.find((row) => row.value.customerId === customerId)!.key;
    return { batch: besides([...batch, ...moved, ...ledger.batch()], guards), answer, customerId };
  };

  /** Who logs in by it is this customer. */
  const named = async (draft: JourneyAliasDraft, identity: string, signal?: AbortSignal): Promise<Plan<string>> => {
    const { customerId } = draft;
    const guards = await guardsOf(store, [customerId, identity], signal);
    await mustBeThere(customerId, signal);
    const [there] = await store.find<KeptAlias>('journey-aliases', 'identity', { is: identity }, { signal, limit: 1 });
    if (there && there.value.customerId !== customerId)
      throw new BackendError('conflict', 'This is another customer’s', { current: revealedAlias(there) });
    if (there) return { batch: guards, answer: there.key, customerId };
    const id = options.newId();
    const ledger = await ledgerOf(store, [customerId], signal);
    ledger.touch(customerId);
    const batch = [keepingAlias({ ...draft, id, identity, since: context.now() }, 'absent'), ...ledger.batch()];
    return { batch: besides(batch, guards), answer: id, customerId };
  };

  /** A browser is not theirs any more, and never was: what it told of them is nobody else's. */
  const withoutBrowser = async (row: Row<KeptAlias>, signal?: AbortSignal) => {
    const { customerId, value: visitorId, claims = [] } = row.value;
    const [browser, events] = await Promise.all([
      browserOf(store, visitorId, signal),
      everyRow<KeptJourneyEvent>(store, 'journey-events', 'visitor', { is: visitorId }, signal),
    ]);
    return [
      withNobody(browser, { gone: claims }, journeyCut(context)).operation,
      ...events.filter(({ value }) => value.customerId === customerId).map(withoutEvent),
    ];
  };

  return {
    aliases: (customerId, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        if (typeof customerId !== 'string' || customerId === '') return [];
        const rows = await everyRow<KeptAlias>(store, 'journey-aliases', 'customer', belongingTo(customerId), signal);
        return rows.map(revealedAlias);
      }),

    addAlias: (given, writeOptions = {}) =>
      context.run(writeOptions, 'customers.edit', async (signal) => {
        const draft = readDraft(given);
        const { kind } = draft;
        const plan = async (): Promise<Plan<string>> => {
          refuse(problemsOf(draft));
          const identity = identityKey(kind, draft.value, await context.reader());
          if (identity === undefined) throw invalid('value', kind === 'phone' ? 'not-a-phone-number' : 'not-an-e-mail');
          return kind === 'visitor' ? claimed(draft, signal) : named(draft, identity, signal);
        };
        // Only the id is kept with the key: of an alias that is gone there is nothing left to answer.
        const id = await carryOut(context, 'journeys.addAlias', draft, writeOptions, plan, journeyAttempts);
        const row = await rowOf(id, signal);
        if (!row) throw notFound('alias');
        return revealedAlias(row);
      }),

    removeAlias: (id, writeOptions = {}) =>
      context.run(writeOptions, 'customers.edit', async (signal) => {
        const plan = async (): Promise<Plan<undefined>> => {
          const found = await rowOf(id, signal);
          if (!found) throw notFound('alias');
          const { customerId, kind, value, identity } = found.value;
          const guards = await guardsOf(store, [customerId, kind === 'visitor' ? value : identity], signal);
          const row = await rowOf(id, signal);
          if (!row) throw notFound('alias');
          const ledger = await ledgerOf(store, [customerId], signal);
          ledger.touch(customerId, kind === 'visitor');
          const gone = kind === 'visitor' ? await withoutBrowser(row, signal) : [];
          const batch = [withoutAlias(row), ...gone, ...ledger.batch()];
          return { batch: besides(batch, guards), answer: undefined, customerId };
        };
        await carryOut(context, 'journeys.removeAlias', id, writeOptions, plan, journeyAttempts);
      }),
  };
}
