import { BackendError, isBackendError } from '../../backend/backend-error.js';
import { type DeliveryReport, type MessageFailure, messageFailures, reported } from '../../domain/message.js';
import { unlessAborted } from './abort.js';
import type { LocalContext } from './context.js';
import { refusedSince } from './message-consents.js';
import { isOneOf } from './message-draft.js';
import { keepingDelivery, keepingMessage, type KeptDelivery, type KeptMessage } from './message-entries.js';
import type { MessageOffice } from './message-office.js';
import type { Operation, Row } from './store.js';

const second = 1000;
const hour = 3600 * second;
/** Who tries a message has it for so long; dead by then, another page follows. The attempt itself is over before, so that a page never follows itself. */
const lease = 30 * second;
const attemptTime = 25 * second;
/** How long is waited after the first, the second attempt …, and after each later one as after the last of these. */
const pauses = [2, 10, 60, 300, 900].map((seconds) => seconds * second);
const pauseAfter = (attempts: number) => pauses[Math.min(attempts, pauses.length) - 1]!;
/** So long a message is tried. */
export const lifetime = 24 * hour;
/** So many are handed over at a time: one that hangs keeps nobody waiting. */
const slots = 8;

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** What an attempt came to: a report, or it is tried again, not before so many milliseconds. */
type Outcome = DeliveryReport | { readonly notBefore: number };

/** In Node a process that has nothing else to do may end meanwhile. */
const byTimeout = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer: unknown = setTimeout(resolve, milliseconds);
    (timer as { unref?: () => void }).unref?.();
    signal.addEventListener('abort', () => clearTimeout(timer as number));
  });

/** Something that is under way until then, and can be stopped. */
interface Running {
  readonly until: number;
  readonly stop: AbortController;
}

/**
 * Hands over what is queued, until the close: one attempt a message among all pages on the same data (a compare-and-set on its row of `deliveries`). Everything that can go wrong here is tried again or becomes a state of the
 * message; nothing rejects. `wake`: there may be something to do now.
 */
export function delivering(context: LocalContext, office: MessageOffice): { wake(): void } {
  const { store, options, closing } = context;
  const { now, newId } = options;
  const wait = options.wait ?? byTimeout;
  const running = new Map<string, Running>();
  let alarm: Running | undefined;
  let busy = false;
  let again = false;

  /** False when somebody else was faster. */
  const committed = async (batch: readonly Operation[]): Promise<boolean> => {
    try {
      await store.commit(batch);
      return true;
    } catch (caught) {
      if (isBackendError(caught) && caught.code === 'conflict') return false;
      throw caught;
    }
  };

  const handOver = async (kept: KeptMessage, { until, stop: { signal } }: Running): Promise<Outcome> => {
    const { id, channel, target, subject, text } = kept;
    const offer = office.channels.find((each) => each.channel === channel);
    // Set up again, or on another page, perhaps. And whose time is over (a computer slept meanwhile) may have been taken over.
    if (!offer || signal.aborted || now() >= until) return { notBefore: 0 };
    if (await refusedSince(context, kept)) return { state: 'failed', failure: 'blocked' };
    const { sender } = offer;
    const message = { id, channel, address: target, ...(sender && { sender }), ...(subject && { subject }), text };
    try {
      await unlessAborted((async () => office.deliver(message, { signal }))(), signal);
      return { state: 'sent' };
    } catch (caught) {
      if (!isBackendError(caught)) return { notBefore: 0 };
      const reason = caught.fields?.[0]?.reason;
      const failure: MessageFailure = isOneOf(messageFailures, reason) ? reason : 'refused';
      if (caught.code === 'invalid' || caught.code === 'denied') return { state: 'failed', failure };
      return { notBefore: (caught.retryAfter ?? 0) * second };
    }
  };

  /** Keeps what an attempt came to. Of one whose time is over, or whose message was reported on meanwhile, only this counts: that it was handed over is so, whoever has it by now. */
  const settle = async (id: string, claim: string, outcome: Outcome): Promise<void> => {
    for (;;) {
      const [message, delivery] = await Promise.all([
        store.get<KeptMessage>('messages', id),
        store.get<KeptDelivery>('deliveries', id),
      ]);
      const report = 'state' in outcome ? outcome : undefined;
      if (closing.aborted || !(delivery?.value.claim === claim || report?.state === 'sent')) return;
      const batch: Operation[] = [];
      const after = message && report && reported(message.value, { at: iso(now()), ...report });
      if (after && after !== message.value) batch.push(keepingMessage(after, message.revision));
      if (delivery && (report || !message)) batch.push({ delete: 'deliveries', key: id, ifRevision: delivery.revision });
      else if (delivery) batch.push(keepingDelivery(id, queuedAgain(delivery.value, outcome), delivery.revision));
      if (!batch.length || (await committed(batch))) return;
    }
  };

  const queuedAgain = ({ attempts, endsAt }: KeptDelivery, outcome: Outcome): KeptDelivery => {
    const pause = Math.max(pauseAfter(attempts), 'notBefore' in outcome ? outcome.notBefore : 0);
    const next = iso(now() + pause);
    return { dueAt: next < endsAt ? next : endsAt, endsAt, attempts };
  };

  const attempt = async ({ key: id, value, revision }: Row<KeptDelivery>, mine: Running): Promise<void> => {
    const { endsAt } = value;
    const attempts = value.attempts + 1;
    const claim = newId();
    // With every attempt longer: one that takes the page with it, or never answers, is not tried twice a minute for a day.
    const dueAt = iso(now() + Math.max(lease, pauseAfter(attempts)));
    if (!(await committed([keepingDelivery(id, { dueAt, endsAt, attempts, claim }, revision)]))) return;
    if (iso(now()) >= endsAt) return settle(id, claim, { state: 'failed', failure: 'expired' });
    const message = await store.get<KeptMessage>('messages', id);
    if (closing.aborted) return;
    await settle(id, claim, message ? await handOver(message.value, mine) : { notBefore: 0 });
  };

  /** Looks again then, or before. */
  const sleepUntil = (until: number) => {
    if (closing.aborted || (alarm && alarm.until <= until)) return;
    alarm?.stop.abort();
    const mine = { until, stop: new AbortController() };
    alarm = mine;
    const over = () => {
      if (alarm !== mine) return;
      alarm = undefined;
      wake();
    };
    // Never for long: clocks are set, and computers sleep.
    const milliseconds = Math.min(Math.max(until - now(), 0), hour);
    wait(milliseconds, mine.stop.signal).then(over, () => undefined);
  };

  const start = (row: Row<KeptDelivery>) => {
    const mine = { until: now() + attemptTime, stop: new AbortController() };
    running.set(row.key, mine);
    const over = (next: () => void) => () => {
      running.delete(row.key);
      next();
    };
    // A store that fails is not asked again at once.
    attempt(row, mine).then(
      over(wake),
      over(() => sleepUntil(now() + lease)),
    );
  };

  const look = async (): Promise<void> => {
    const at = now();
    for (const { until, stop } of running.values())
      if (until <= at) stop.abort(new BackendError('timeout', 'The delivery does not answer'));
    const later = iso(at + 1);
    const due = await store.find<KeptDelivery>('deliveries', 'due', { below: later }, { limit: 2 * slots });
    for (const row of due) if (!closing.aborted && running.size < slots && !running.has(row.key)) start(row);
    const { rows } = await store.page<KeptDelivery>('deliveries', 'due', { range: { from: later }, limit: 1 });
    for (const { value } of rows) sleepUntil(Date.parse(value.dueAt));
    for (const { until } of running.values()) if (until > at) sleepUntil(until);
  };

  const looking = async () => {
    busy = true;
    while (again && !closing.aborted) {
      again = false;
      alarm?.stop.abort();
      alarm = undefined;
      await look().catch(() => sleepUntil(now() + lease));
    }
    busy = false;
  };

  const wake = () => {
    again = true;
    if (!busy) void looking();
  };

  // Another page may queue something, and die.
  const stop = store.watch((changes) => {
    if (changes === 'reset' || changes.some(({ collection }) => collection === 'deliveries')) sleepUntil(now() + lease);
  });
  closing.addEventListener('abort', () => {
    stop();
    for (const each of [...running.values(), ...(alarm ? [alarm] : [])]) each.stop.abort();
  });
  return { wake };
}
