import type { Backend } from '../../src/backend/backend.js';
import { turn } from './until.js';

/** What was begun on the page and not ended, in words, each with the place that began it. */
export interface Leftovers {
  /** On what outlives an element: the window, the document, whatever is in it, visualViewport, media queries, channels. */
  readonly listeners: readonly string[];
  /** Timeouts that have not run and intervals. */
  readonly timers: readonly string[];
  readonly frames: readonly string[];
  readonly observers: readonly string[];
  /** BroadcastChannels, workers and connections that are open. */
  readonly channels: readonly string[];
  /** Web Locks, held and waited for. */
  readonly locks: readonly string[];
}

/** For `expect(await leftovers(…)).to.deep.equal(nothingLeft)`. */
export const nothingLeft: Leftovers = { listeners: [], timers: [], frames: [], observers: [], channels: [], locks: [] };

interface Begun {
  readonly what: string;
  /** Read only when it is told: a stack in words is slow. */
  readonly by: Error;
}

type Method = (this: unknown, ...given: never[]) => unknown;

/** The lines of the code that is tested, nearest first. */
function placesOf({ stack = '' }: Error): string {
  const lines = stack.split('\n').filter((line) => /\/(src|test)\//.test(line) && !/leftovers/.test(line));
  const places = lines.map((line) =>
    line.trim().replace(/^(?:at )?(.*?)[ @(]*https?:\/\/[^/]*(\/[^?:)]*)[^:)]*(:\d+)?.*$/, '$1 $2$3'),
  );
  return places.slice(0, 6).join(' ← ') || 'no code of ours';
}

const isEventTarget = (value: unknown): value is EventTarget => value instanceof EventTarget;

/** Signals, ports, requests and nodes that nobody holds go with those who made them; what stands in the page does not. */
const outlives = (target: EventTarget): boolean =>
  target === globalThis ||
  (target instanceof Node
    ? target.isConnected
    : [globalThis.VisualViewport, MediaQueryList, BroadcastChannel, Screen, globalThis.ServiceWorkerContainer].some(
        (type) => type && target instanceof type,
      ));

/**
 * Runs something (an element that comes and goes, many times) and says what it left on the page. Let what is once a page happen before: the first mount, a part that
 * is loaded. Timers, frames and tasks that are due at once are waited for; a timer that is still to run, however short, is left over.
 */
export async function leftovers(deed: () => Promise<unknown>): Promise<Leftovers> {
  const undo: (() => void)[] = [];
  const replace = <T extends object>(of: T | undefined, name: string, make: (original: Method) => unknown): void => {
    const before = of && Object.getOwnPropertyDescriptor(of, name);
    if (!of || !before) return;
    const original = (before.value ?? (of as Record<string, unknown>)[name]) as Method;
    Object.defineProperty(of, name, { configurable: true, writable: true, enumerable: before.enumerable, value: make(original) });
    undo.push(() => Object.defineProperty(of, name, before));
  };

  // Listeners
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const listening = new Map<EventTarget, Map<unknown, Map<string, Begun>>>();
  const captures = (options: unknown) =>
    typeof options === 'object' ? Boolean((options as EventListenerOptions | null)?.capture) : Boolean(options);
  const forget = (target: EventTarget, listener: unknown, key: string) => listening.get(target)?.get(listener)?.delete(key);
  type Add = [type: string, listener: EventListener | null, options?: AddEventListenerOptions | boolean | null];
  replace(
    EventTarget.prototype,
    'addEventListener',
    () =>
      function addEventListener(this: EventTarget | undefined, ...given: Add) {
        const target = this ?? globalThis;
        const [type, listener, options] = given;
        add.apply(target, given as Parameters<typeof add>);
        if (!listener) return;
        const { once = false, signal } = typeof options === 'object' ? (options ?? {}) : {};
        if (signal?.aborted) return;
        const key = `${type} ${captures(options)}`;
        const ofTarget = listening.get(target) ?? new Map<unknown, Map<string, Begun>>();
        const ofListener = ofTarget.get(listener) ?? new Map<string, Begun>();
        listening.set(target, ofTarget.set(listener, ofListener));
        if (!ofListener.has(key)) ofListener.set(key, { what: `${type} on ${nameOf(target)}`, by: new Error() });
        const over = () => forget(target, listener, key);
        if (once) add.call(target, type, over, { once, capture: captures(options) });
        if (signal) add.call(signal, 'abort', over, { once: true });
      },
  );
  replace(
    EventTarget.prototype,
    'removeEventListener',
    () =>
      function removeEventListener(this: EventTarget | undefined, ...given: Add) {
        const target = this ?? globalThis;
        remove.apply(target, given as Parameters<typeof remove>);
        forget(target, given[1], `${given[0]} ${captures(given[2])}`);
      },
  );

  // Timers and frames
  const timers = new Map<unknown, Begun>();
  const frames = new Map<unknown, Begun>();
  const later = (pending: Map<unknown, Begun>, start: string, stop: string, again = false) => {
    replace(globalThis, start, (original) => (run: unknown, ...given: unknown[]) => {
      const handle = original.apply(globalThis, [
        (...told: unknown[]) => {
          if (!again) pending.delete(handle);
          return (run as (...told: unknown[]) => unknown)(...told);
        },
        ...given,
      ] as never[]);
      const time = typeof given[0] === 'number' ? ` of ${given[0]} ms` : '';
      pending.set(handle, { what: `${start}${time}`, by: new Error() });
      return handle;
    });
    replace(globalThis, stop, (original) => (handle: unknown) => {
      // A handle of one kind ends the other too, where they are numbers of one row.
      pending.delete(handle);
      return original.apply(globalThis, [handle] as never[]);
    });
  };
  const { setTimeout: wait, requestAnimationFrame: frame } = globalThis;
  later(timers, 'setTimeout', 'clearTimeout');
  later(timers, 'setInterval', 'clearInterval', true);
  later(frames, 'requestAnimationFrame', 'cancelAnimationFrame');
  later(frames, 'requestIdleCallback', 'cancelIdleCallback');

  // Observers: those made meanwhile must be idle; older ones, of the whole page, must not have taken on what stays in it.
  const observing = new Map<object, Map<unknown, Begun>>();
  const made = new WeakSet();
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    const type = (globalThis as unknown as Record<string, { prototype: object }>)[name];
    replace(
      type?.prototype,
      'observe',
      (original) =>
        function observe(this: object, ...given: unknown[]) {
          original.apply(this, given as never[]);
          const targets = observing.get(this) ?? new Map<unknown, Begun>();
          const what = `${name}${isEventTarget(given[0]) ? ` of ${nameOf(given[0])}` : ''}`;
          if (!targets.has(given[0])) targets.set(given[0], { what, by: new Error() });
          observing.set(this, targets);
        },
    );
    replace(
      type?.prototype,
      'unobserve',
      (original) =>
        function unobserve(this: object, target: unknown) {
          original.apply(this, [target] as never[]);
          observing.get(this)?.delete(target);
        },
    );
    replace(
      type?.prototype,
      'disconnect',
      (original) =>
        function disconnect(this: object) {
          original.apply(this);
          observing.delete(this);
        },
    );
    replace(globalThis, name, (original) => noting(original, (observer) => void made.add(observer)));
  }

  // Channels and connections
  const channels = new Map<object, Begun>();
  for (const [name, end] of Object.entries({
    BroadcastChannel: 'close',
    Worker: 'terminate',
    WebSocket: 'close',
    EventSource: 'close',
  })) {
    const type = (globalThis as unknown as Record<string, { prototype: object }>)[name];
    replace(
      type?.prototype,
      end,
      (original) =>
        function over(this: object, ...given: unknown[]) {
          channels.delete(this);
          listening.delete(this as EventTarget); // nothing comes in any more
          return original.apply(this, given as never[]);
        },
    );
    replace(globalThis, name, (original) =>
      noting(original, (channel, [which]) => void channels.set(channel, { what: `${name} ${String(which)}`, by: new Error() })),
    );
  }

  // Locks
  const asked = new Map<string, Begun>();
  replace(
    globalThis.LockManager?.prototype,
    'request',
    (original) =>
      function request(this: unknown, ...given: unknown[]) {
        asked.set(String(given[0]), { what: `lock ${String(given[0])}`, by: new Error() });
        return original.apply(this, given as never[]);
      },
  );

  try {
    await deed();
    await turn();
    await new Promise((done) => wait(done, 0));
    await new Promise((done) => frame(done));
    await turn();
  } finally {
    for (const each of undo.reverse()) each();
  }

  const words = (begun: Iterable<Begun | undefined>) =>
    [...begun].flatMap((each) => (each ? [`${each.what} (${placesOf(each.by)})`] : []));
  // Told at once: what runs while the locks are asked for still takes itself off the lists.
  const left = {
    listeners: words(
      [...listening].flatMap(([target, of]) => (outlives(target) ? [...of.values()].flatMap((each) => [...each.values()]) : [])),
    ),
    timers: words(timers.values()),
    frames: words(frames.values()),
    observers: words(
      [...observing].flatMap(([observer, targets]) =>
        [...targets].flatMap(([target, begun]) =>
          made.has(observer) || (target instanceof Node && target.isConnected) ? [begun] : [],
        ),
      ),
    ),
    channels: words(channels.values()),
  };
  const { held = [], pending = [] } = (await navigator.locks?.query()) ?? {};
  return { ...left, locks: words([...held, ...pending].map(({ name }) => asked.get(name ?? ''))) };
}

/** The same class, but whoever makes one is noted. */
function noting(original: Method, note: (made: object, given: readonly unknown[]) => void): unknown {
  return new Proxy(original, {
    construct(type, given, as) {
      const made = Reflect.construct(type, given, as) as object;
      note(made, given);
      return made;
    },
  });
}

function nameOf(target: EventTarget): string {
  if (target === globalThis) return 'window';
  if (target instanceof Element) return `<${target.localName}>`;
  return target instanceof Document ? 'document' : target.constructor.name;
}

/** A backend of which can be told who watches it: the places that began, for as long as they have not stopped. */
export function watched(inner: Backend): { readonly backend: Backend; watching(): readonly string[] } {
  const open = new Map<symbol, Error>();
  const watch: Backend['watch'] = (scope, listeners) => {
    const mine = Symbol('watching');
    open.set(mine, new Error());
    const stop = inner.watch!(scope, listeners);
    return () => {
      open.delete(mine);
      stop();
    };
  };
  return { backend: { ...inner, watch }, watching: () => [...open.values()].map(placesOf) };
}
