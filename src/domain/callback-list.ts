import { type Callback, isOpen } from './callback.js';

/** `planned`: agreed for me and not due yet. `queue`: mine from the due time on. `all`: everybody's. */
export type CallbackListName = 'planned' | 'queue' | 'all';

/** Who looks at the lists, and when by the backend's clock. */
export interface CallbackViewer {
  readonly agentId: string;
  readonly now: string;
}

/** A call-back as a list shows it. */
export interface CallbackRow {
  readonly callback: Callback;
  /** It is due, and nobody has taken it: nor does it wait for an agent. */
  readonly overdue: boolean;
  /** Until it is due; negative after. */
  readonly minutesUntilDue: number;
  /** While it waits for its agent alone. */
  readonly reservedSeconds?: number;
}

const read = Date.parse;

/** How long a call-back still waits for its agent alone, in whole seconds; undefined when it does not (any more). */
export function reservedSeconds({ state, reservedUntilAt }: Callback, now: string): number | undefined {
  if (state !== 'queued' || reservedUntilAt === undefined) return undefined;
  const left = Math.ceil((read(reservedUntilAt) - read(now)) / 1000);
  return left > 0 ? left : undefined;
}

/** Whether it is due and nobody has taken it: neither offered nor dialled, and no agent has it reserved. */
export const isOverdue = (callback: Callback, now: string): boolean =>
  (callback.state === 'planned' || callback.state === 'queued') &&
  read(callback.dueAt) <= read(now) &&
  reservedSeconds(callback, now) === undefined;

/** Whose it is: of whoever has it, or dialled it in vain; else of whom it was agreed for. Due ones for all agents are nobody's. */
export const ownerOf = ({ for: whom, agentId, takenBy }: Pick<Callback, 'for' | 'agentId' | 'takenBy'>): string | undefined =>
  takenBy ?? (whom === 'me' ? agentId : undefined);

/** Whether a call-back stands in a list. What is due is not planned any more, also while the backend has not queued it yet; what is done or cancelled stands in none; what is missed stays until it is planned anew or cancelled. */
export function isListed(callback: Callback, name: CallbackListName, { agentId, now }: CallbackViewer): boolean {
  const { state, dueAt } = callback;
  if (!isOpen(callback) && state !== 'missed') return false;
  if (name === 'all') return true;
  const planned = state === 'planned' && read(dueAt) > read(now);
  return ownerOf(callback) === agentId && planned === (name === 'planned');
}

/** The rows of a list: what is overdue first, then as it is due; what is missed last. */
export function callbackRows(
  callbacks: readonly Callback[],
  name: CallbackListName,
  viewer: CallbackViewer,
): readonly CallbackRow[] {
  const { now } = viewer;
  const place = ({ callback, overdue }: CallbackRow) => (callback.state === 'missed' ? 2 : overdue ? 0 : 1);
  return callbacks
    .filter((callback) => isListed(callback, name, viewer))
    .map((callback): CallbackRow => {
      const seconds = reservedSeconds(callback, now);
      return {
        callback,
        overdue: isOverdue(callback, now),
        minutesUntilDue: Math.ceil((read(callback.dueAt) - read(now)) / 60_000),
        ...(seconds !== undefined && { reservedSeconds: seconds }),
      };
    })
    .sort(
      (a, b) =>
        place(a) - place(b) || read(a.callback.dueAt) - read(b.callback.dueAt) || (a.callback.id < b.callback.id ? -1 : 1),
    );
}

/** The lists that an agent sees: those agreed for me with `callbacks.view`, everybody's with `callbacks.manage`; what is due and mine always. */
export const callbackLists = (permissions: readonly string[]): readonly CallbackListName[] => [
  ...(permissions.includes('callbacks.view') ? ['planned' as const] : []),
  'queue',
  ...(permissions.includes('callbacks.manage') ? ['all' as const] : []),
];

/** My next planned call-back, for "next in 12 min": undefined when there is none. */
export const nextPlanned = (callbacks: readonly Callback[], viewer: CallbackViewer): CallbackRow | undefined =>
  callbackRows(callbacks, 'planned', viewer)[0];
