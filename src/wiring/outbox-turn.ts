import { asBackendError, isAbort } from '../backend/backend-error.js';
import type { Clock } from './clock.js';
import { absent, type DraftStore } from './draft-store.js';

/** The right to send, while it lasts. */
export interface Hold {
  /** Aborts when another one may send. */
  readonly lost: AbortSignal;
  /** Asked before each deed: after the computer slept the clock knows before the timers do. */
  holds(): boolean;
}

/** Waits until no other tab sends, then works; resolves when the work is over, or `stop` aborted before it began. */
export type Turn = (work: (hold: Hold) => Promise<void>, stop: AbortSignal) => Promise<void>;

/** Milliseconds that a lease lasts without a heart-beat, and how often the heart beats. */
export const leaseLasts = 15_000;
const beat = leaseLasts / 3;
/** The holder stops so much earlier than others may begin. */
const margin = 2000;

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** Web Locks, which the browser takes back from a page that dies; where it refuses them, the other way. */
export function lockTurn(locks: LockManager, name: string, otherwise: Turn): Turn {
  return async (work, stop) => {
    let begun = false;
    try {
      await locks.request(name, { signal: stop }, () => {
        begun = true;
        return work({ lost: stop, holds: () => true });
      });
    } catch (caught) {
      if (begun) throw caught;
      if (!stop.aborted && !isAbort(caught)) await otherwise(work, stop);
    }
  };
}

/** A row in the store with a heart-beat: for pages without https, and stores that are nobody else's. */
export function leaseTurn(store: DraftStore, key: string, holder: string, clock: Clock): Turn {
  const write = async (until: number, ifRevision: string) => {
    const value: Lease = { holder, until };
    const changedAt = new Date(clock.now()).toISOString();
    return (await store.put({ key, value, changedAt }, { ifRevision })).revision ?? absent;
  };

  /** Resolves when the lease was written, or so much time is over. */
  const change = (milliseconds: number, stop: AbortSignal) =>
    new Promise<void>((resolve) => {
      const go = () => {
        clock.clear(timer);
        unwatch?.();
        stop.removeEventListener('abort', go);
        resolve();
      };
      const timer = clock.set(go, milliseconds);
      const unwatch = store.watch?.((told) => (!told || told.key === key) && go());
      stop.addEventListener('abort', go);
    });

  const take = async (stop: AbortSignal): Promise<{ until: number; revision: string } | undefined> => {
    while (!stop.aborted) {
      const row = await store.get(key);
      const lease = row?.value as Lease | undefined;
      const left = lease ? lease.until - clock.now() : 0;
      // More than a whole lease is left: the clock was set back.
      if (left > 0 && left <= leaseLasts && lease?.holder !== holder) await change(left, stop);
      else
        try {
          const until = clock.now() + leaseLasts;
          return { until: until - margin, revision: await write(until, row?.revision ?? absent) };
        } catch (caught) {
          if (asBackendError(caught).code !== 'conflict') throw caught;
        }
    }
    return undefined;
  };

  return async (work, stop) => {
    const ours = await take(stop);
    if (!ours) return;
    let { until, revision } = ours;
    const lost = new AbortController();
    let writing: Promise<void> | undefined;
    let timer: unknown;
    const renew = async (): Promise<void> => {
      const next = clock.now() + leaseLasts;
      try {
        revision = await write(next, revision);
        until = next - margin;
      } catch (caught) {
        if (asBackendError(caught).code === 'conflict') lost.abort(); // else the next beat tries again, while the lease lasts
      }
      writing = undefined;
    };
    const onBeat = (): void => {
      const left = until - clock.now();
      if (left <= 0) return lost.abort();
      timer = clock.set(onBeat, Math.min(beat, left));
      writing ??= renew();
    };
    timer = clock.set(onBeat, beat);
    try {
      await work({ lost: lost.signal, holds: () => !lost.signal.aborted && clock.now() < until });
    } finally {
      clock.clear(timer);
      const release = async () => {
        await writing;
        if (!lost.signal.aborted) await write(0, revision);
      };
      release().catch(() => undefined); // it ends by itself
    }
  };
}
