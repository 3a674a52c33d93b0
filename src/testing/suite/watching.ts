import type { Backend, Change, WatchScope, WatchState } from '../../backend/backend.js';
import { ensure, inShort } from '../assert.js';
import type { Desk, Offered } from './case.js';

/** A change to one record, as opposed to a `reset`. */
export type RecordChange = Exclude<Change, { readonly kind: 'reset' }>;

/** What one watcher was told, and a way to wait for more. */
export interface Watching {
  readonly changes: readonly Change[];
  readonly states: readonly WatchState[];
  /** The changes to this record so far. */
  of(id: string): readonly RecordChange[];
  /** Resolves when this record was told of (or a `reset`); throws when it takes longer than the suite's patience. */
  until(id: string): Promise<void>;
  stop(): void;
}

/** One turn of the event loop, so that what was on its way has arrived. Not a sleep: nothing is waited for. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Begins to watch. `then` is called with every change, first. */
export function watching(
  desk: Pick<Desk, 'patience'>,
  backend: Backend | Offered,
  scope: WatchScope = {},
  then?: (change: Change) => void,
): Watching {
  const changes: Change[] = [];
  const states: WatchState[] = [];
  const waiting = new Set<() => void>();
  const stop = backend.watch!(scope, {
    change(change) {
      changes.push(change);
      waiting.forEach((look) => look());
      then?.(change);
    },
    state: (state) => states.push(state),
  });
  ensure(typeof stop === 'function', `watch returns ${inShort(stop)} instead of a function that stops it`);
  const of = (id: string) => changes.filter((each): each is RecordChange => each.kind !== 'reset' && each.id === id);
  const until = (id: string) =>
    new Promise<void>((resolve, reject) => {
      const told = () => of(id).length > 0 || changes.some((each) => each.kind === 'reset');
      const done = (finish: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        finish();
      };
      const look = () => told() && done(resolve);
      const timer = setTimeout(
        () =>
          done(() =>
            reject(new Error(`the change to ${id} is not told within ${desk.patience} ms; told so far: ${inShort(changes)}`)),
          ),
        desk.patience,
      );
      waiting.add(look);
      look();
    });
  return { changes, states, of, until, stop };
}

/** Keeps a promise for later: that it rejects is told to whoever waits for it, and to nobody when a case has failed before. */
export function forLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
