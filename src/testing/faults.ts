import type { Backend, Change, WatchListeners, WatchScope, WatchState } from '../backend/backend.js';
import { BackendError, type BackendErrorCode } from '../backend/backend-error.js';
import { chance, oneOf, permutation, realTimers, type Timers } from './chance.js';

/** What is answered instead of an answer. */
export const wrongShapes = {
  null: () => null,
  nothing: () => undefined,
  object: () => ({}),
  list: () => [],
  text: () => 'unexpected <b>text</b>',
  number: () => Number.NaN,
  'half a page': () => ({ items: [null, undefined, 7, {}] }),
  'half a result': () => ({ outcome: 'one', matches: [{}] }),
  cyclic: () => {
    const self: Record<string, unknown> = { items: [], matches: [] };
    self['self'] = self;
    return self;
  },
} as const;

export type WrongShape = keyof typeof wrongShapes;

/** What is raised in place of a `BackendError`. `throw`: at once, instead of returning a promise. */
export const rawErrors = {
  throw: () => new TypeError('thrown instead of a rejection'),
  TypeError: () => new TypeError('Failed to fetch'),
  DOMException: () => new DOMException('The transaction was aborted', 'InvalidStateError'),
  /** Looks like the caller gave up, when nobody did. */
  AbortError: () => new DOMException('Aborted by somebody else', 'AbortError'),
  text: () => 'no Error at all',
  nothing: () => undefined,
} as const;

export type RawError = keyof typeof rawErrors;

/** So many calls are remembered: a demo may run all day. */
const remembered = 1000;

/** How one method misbehaves. Several at once are played in this order. */
export interface Fault {
  /** The others strike in so many of all calls: 0 never, 1 (unless told) always. */
  readonly probability?: number;
  /** The signal is neither handed on nor heeded: an aborted call answers all the same. */
  readonly ignoreSignal?: boolean;
  /** The call reaches the backend twice, as through a network that repeats; the first answer counts. For `watch`: every change is told twice. */
  readonly twice?: boolean;
  /** Raises what no backend may. For `watch`: it throws. */
  readonly rawError?: RawError;
  /** Rejects with this code. For `watch`: says `reconnecting`, and tells nothing. */
  readonly failing?: BackendErrorCode;
  /** Answers something that is no answer; `any`: one after the other by chance. For `watch`: tells it. */
  readonly wrongShape?: WrongShape | 'any';
  /** Answers after so many milliseconds, or after a time by chance between two. For `watch`: tells so much later. */
  readonly late?: number | readonly [least: number, most: number];
  /**
   * Holds answers until there are several, and gives them in another order: of as many as the number says by chance, or as the list of places says
   * (`[2, 0, 1]`: of three the last first). Fewer wait for ever, or for `releaseAll`.
   */
  readonly outOfOrder?: number | readonly number[];
  /** Never answers. An abort still ends the call, unless the signal is ignored too. For `watch`: tells nothing. */
  readonly never?: boolean;
}

/** Method (`customers.find`), service (`customers`) or everything (`*`) → how it misbehaves. The nearer wins, property by property. */
export type FaultPlan = Readonly<Record<string, Fault>>;

/** What became of one call. */
export interface FaultCall {
  /** `service.method`. */
  readonly method: string;
  readonly given: readonly unknown[];
  readonly state: 'waiting' | 'answered' | 'failed' | 'aborted';
}

/** In which order those held are let go: as they came, the other way round, by chance, or by place. */
export type ReleaseOrder = 'as-called' | 'reversed' | 'random' | readonly number[];

export interface FaultOptions {
  /** Numbers from 0 to under 1; a seeded generator unless told, so that a run can be repeated. */
  random?(): number;
  readonly timers?: Timers;
}

/** A backend that misbehaves on demand, and its strings. */
export interface Faulty<B extends Backend> {
  /** Put this where the right one would be. */
  readonly backend: B;
  /** Another plan from the next call on; `{}` makes it behave. */
  set(plan: FaultPlan): void;
  /** The last thousand calls, in order. */
  readonly calls: readonly FaultCall[];
  /** From now on every answer (or those of these methods) is held back until it is released. No timers are involved. */
  hold(...methods: readonly string[]): void;
  /** How many answers are held. */
  readonly held: number;
  /** Lets the oldest (so many) go; resolves when their callers have them. Holding goes on. */
  release(count?: number): Promise<void>;
  /** Lets all go in this order, one after the other, and holds no more; resolves when their callers have them. */
  releaseAll(order?: ReleaseOrder): Promise<void>;
  /** Tells those who watch a change that never happened, in the scope they asked for or not. */
  tell(change: Change): void;
  /** Tells those who watch another state. */
  tellState(state: WatchState): void;
}

type Method = (...given: unknown[]) => unknown;
interface Waiting {
  readonly method: string;
  /** Settles when the caller has the answer. */
  go(): Promise<void>;
}

const topMethods = ['session', 'close'];

/**
 * Wraps any backend so that it answers late, never, out of order, twice, with errors or with nonsense: to see that a screen stays in one of its faces.
 *
 * ```ts
 * const faulty = faults(memory(), { 'customers.find': { failing: 'offline' } });
 * desk.backend = faulty.backend;
 * faulty.set({ '*': { late: 3000 } });            // slow from now on
 * faulty.hold();                                   // or by hand, without timers
 * await faulty.releaseAll('reversed');
 * ```
 */
export function faults<B extends Backend>(
  backend: B,
  plan: FaultPlan = {},
  { random = chance(), timers = realTimers }: FaultOptions = {},
): Faulty<B> {
  let current = plan;
  let holding: readonly string[] | undefined;
  const calls: { method: string; given: readonly unknown[]; state: FaultCall['state'] }[] = [];
  const held: Waiting[] = [];
  const batches = new Map<string, Waiting[]>();
  const watchers = new Set<WatchListeners>();

  const own = (key: string): Fault => (Object.hasOwn(current, key) ? (current[key] ?? {}) : {});
  const faultOf = (method: string): Fault => {
    const fault: Fault = { ...own('*'), ...own(method.split('.')[0] ?? ''), ...own(method) };
    return fault.probability === undefined || random() < fault.probability ? fault : {};
  };
  const isHeld = (method: string) => holding !== undefined && (holding.length === 0 || holding.includes(method));
  const orderOf = (size: number, order: ReleaseOrder): readonly number[] => {
    if (order === 'random') return permutation(size, random);
    const asCalled = Array.from({ length: size }, (_, index) => index);
    if (order === 'as-called') return asCalled;
    if (order === 'reversed') return asCalled.reverse();
    return [...order.filter((place) => place < size), ...asCalled.filter((place) => !order.includes(place))];
  };
  const letGo = async (waiting: readonly Waiting[], order: ReleaseOrder) => {
    for (const place of orderOf(waiting.length, order)) await waiting[place]?.go();
  };
  const lateness = ({ late }: Fault) => (typeof late === 'object' ? late[0] + random() * (late[1] - late[0]) : late);
  const nonsense = (shape: WrongShape | 'any') =>
    wrongShapes[shape === 'any' ? (oneOf(Object.keys(wrongShapes) as WrongShape[], random) ?? 'null') : shape]();

  /** Resolves when the answer may go to its caller. */
  const gate = (method: string, fault: Fault, settled: Promise<void>): Promise<void> =>
    new Promise((open) => {
      if (fault.never) return;
      const pass = () => {
        const size = typeof fault.outOfOrder === 'number' ? fault.outOfOrder : (fault.outOfOrder?.length ?? 0);
        if (!isHeld(method) && size < 2) return open();
        const waiting: Waiting = {
          method,
          go: () => {
            open();
            return settled;
          },
        };
        if (isHeld(method)) return void held.push(waiting);
        const batch = batches.get(method) ?? [];
        batch.push(waiting);
        batches.set(method, batch);
        if (batch.length < size) return;
        batches.delete(method);
        void letGo(batch, typeof fault.outOfOrder === 'object' ? fault.outOfOrder : 'random');
      };
      const wait = lateness(fault);
      if (wait === undefined) pass();
      else timers.set(pass, wait);
    });

  const answer = async (fault: Fault, call: () => unknown): Promise<unknown> => {
    if (fault.rawError) throw rawErrors[fault.rawError]() as Error;
    if (fault.failing) throw new BackendError(fault.failing, 'failed on demand', { retryAfter: 1 });
    if (fault.wrongShape) return nonsense(fault.wrongShape);
    const first = call();
    if (fault.twice) Promise.resolve(call()).catch(() => {});
    return first;
  };

  const wrapped =
    (method: string, call: Method): Method =>
    (...given) => {
      const fault = faultOf(method);
      const entry = { method, given, state: 'waiting' as FaultCall['state'] };
      calls.push(entry);
      if (calls.length > remembered) calls.shift();
      if (fault.rawError === 'throw') {
        entry.state = 'failed';
        throw rawErrors.throw();
      }
      const options = given.at(-1) as { signal?: AbortSignal } | undefined;
      const signal = options?.signal instanceof AbortSignal ? options.signal : undefined;
      const handedOn = fault.ignoreSignal && signal ? [...given.slice(0, -1), { ...options, signal: undefined }] : given;

      return new Promise((resolve, reject) => {
        let over: () => void = () => {};
        const settled = new Promise<void>((done) => (over = done));
        const end = (state: FaultCall['state'], settle: () => void) => {
          if (entry.state !== 'waiting') return;
          entry.state = state;
          signal?.removeEventListener('abort', onAbort);
          settle();
          queueMicrotask(over);
        };
        const onAbort = () => end('aborted', () => reject(signal?.reason as Error));
        if (signal && !fault.ignoreSignal) {
          if (signal.aborted) return onAbort();
          signal.addEventListener('abort', onAbort);
        }
        const outcome = answer(fault, () => call(...handedOn));
        outcome.catch(() => {}); // looked at when it is let through
        void gate(method, fault, settled).then(() =>
          outcome.then(
            (value) => end('answered', () => resolve(value)),
            (caught: unknown) => end('failed', () => reject(caught as Error)),
          ),
        );
      });
    };

  const watch = (scope: WatchScope, listeners: WatchListeners): (() => void) => {
    const fault = faultOf('watch');
    if (fault.rawError) throw rawErrors[fault.rawError]() as Error;
    let stopped = false;
    const tell = (change: unknown) => !stopped && listeners.change(change as Change);
    const told = (change: Change) => {
      const now = faultOf('watch');
      if (now.failing) return;
      const news = now.wrongShape ? nonsense(now.wrongShape) : change;
      // Let through at once unless something is to come between: order is part of the contract.
      if (!now.never && now.late === undefined && !now.outOfOrder && !isHeld('watch')) {
        tell(news);
        if (now.twice) tell(news);
        return;
      }
      void gate('watch', now, Promise.resolve()).then(() => {
        tell(news);
        if (now.twice) tell(news);
      });
    };
    const stop = backend.watch?.(scope, {
      change: told,
      state: (state) => listeners.state?.(fault.failing ? 'reconnecting' : state),
    });
    watchers.add(listeners);
    return () => {
      stopped = !fault.ignoreSignal;
      watchers.delete(listeners);
      stop?.();
    };
  };

  const services = new WeakMap<object, object>();
  const service = (name: string, of: object): object => {
    const known = services.get(of);
    if (known) return known;
    const methods = new Map<string, Method>();
    const proxy = new Proxy(of, {
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        if (typeof found !== 'function' || typeof key !== 'string') return found;
        const method = methods.get(key) ?? wrapped(`${name}.${key}`, (...given) => (found as Method).apply(target, given));
        methods.set(key, method);
        return method;
      },
    });
    services.set(of, proxy);
    return proxy;
  };
  const top = new Map<string, Method>();
  const proxy = new Proxy(backend, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key !== 'string' || found === undefined) return found;
      if (key === 'watch') return watch;
      if (typeof found === 'object' && found !== null) return service(key, found);
      if (typeof found !== 'function' || !topMethods.includes(key)) return found;
      const method = top.get(key) ?? wrapped(key, (...given) => (found as Method).apply(target, given));
      top.set(key, method);
      return method;
    },
  });

  return {
    backend: proxy,
    calls,
    set: (next) => (current = next),
    hold: (...methods) => (holding = methods),
    get held() {
      return held.length;
    },
    release: async (count = 1) => letGo(held.splice(0, count), 'as-called'),
    async releaseAll(order = 'as-called') {
      holding = undefined;
      const waiting = [...held.splice(0), ...[...batches.values()].flat()];
      batches.clear();
      await letGo(waiting, order);
    },
    tell: (change) => [...watchers].forEach((each) => each.change(change)),
    tellState: (state) => [...watchers].forEach((each) => each.state?.(state)),
  };
}
