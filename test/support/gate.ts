import type { Backend } from '../../src/backend/backend.js';
import { BackendError, type BackendErrorCode } from '../../src/backend/backend-error.js';

/** What can become of a call: it arrives and is answered; it only arrives; it is lost on the way there, or the answer on the way back; it arrives twice; it is refused. */
export type Fate = 'go' | 'arrive' | 'lost' | 'answer lost' | 'twice' | 'refused';

type Method = (...given: never[]) => Promise<unknown>;

interface Waiting {
  /** The caller has its answer, or has given up. */
  over: boolean;
  /** It may have failed before it arrived. */
  readonly write: boolean;
  readonly arrive: () => Promise<unknown>;
  readonly repeat: () => void;
  readonly answer: (answer: Promise<unknown>) => void;
}

/** What arrived at the backend and was done there. */
export interface Deed {
  readonly method: string;
  readonly given: readonly unknown[];
  readonly result: unknown;
}

const writes = ['add', 'change', 'remove'];
const reads = ['find', 'get', 'duplicates', 'impact'];
const passing: readonly BackendErrorCode[] = ['offline', 'timeout', 'rate-limited', 'unavailable'];

/** The network between a card and its backend: calls arrive and are answered when, and as, the test says. */
export class Gate {
  readonly backend: Backend;
  #waiting: Waiting[] = [];
  #open = true;

  constructor(
    inner: Backend,
    private readonly options: { readonly heedAborts: boolean; readonly holdReads: boolean; onDone(deed: Deed): void },
  ) {
    const customers = Object.fromEntries(
      Object.entries(inner.customers!).map(([name, method]) => [name, this.#gated(name, method as Method)]),
    ) as unknown as Backend['customers'];
    this.backend = {
      ...inner,
      customers,
      watch: (scope, listeners) => {
        let stopped = false;
        const change: typeof listeners.change = (told) => {
          const tell = () => void (stopped || listeners.change(told));
          if (this.#open || !options.holdReads || told.kind !== 'customer') return tell();
          // News is never lost, only late.
          const answer = (fate: Promise<unknown>) => {
            fate.catch(() => undefined);
            tell();
          };
          this.#waiting.push({ over: false, write: false, arrive: async () => undefined, repeat: tell, answer });
        };
        const stop = inner.watch!(scope, { ...listeners, change });
        return () => {
          stopped = true;
          stop();
        };
      },
    };
  }

  /** How many calls have no answer. */
  get held(): number {
    this.#waiting = this.#waiting.filter(({ over }) => !over);
    return this.#waiting.length;
  }

  hold(): void {
    this.#open = false;
  }

  /** One of those that wait: what becomes of it. */
  let(which: number, fate: Fate, code = which): void {
    const { held } = this;
    const one = this.#waiting[which % Math.max(1, held)];
    if (!one) return;
    if (fate === 'arrive') return void one.arrive().catch(() => undefined);
    this.#waiting = this.#waiting.filter((each) => each !== one);
    const failed = () => Promise.reject(new BackendError(passing[code % passing.length]!, 'lost', { retryAfter: 1 }));
    const refused = () => Promise.reject(new BackendError('denied', 'refused'));
    if (fate === 'lost') return one.answer(failed());
    if (fate === 'refused' && one.write) return one.answer(refused());
    const arrived = one.arrive();
    if (fate === 'twice') one.repeat();
    if (fate !== 'answer lost' || !one.write) return one.answer(arrived);
    one.answer(
      arrived.then(
        () => failed(),
        () => failed(),
      ),
    );
  }

  /** Everything is let through from now on. */
  open(): void {
    this.#open = true;
    while (this.held) this.let(0, 'go');
  }

  #gated(name: string, method: Method): Method {
    const write = writes.includes(name);
    const done = async (...given: unknown[]) => {
      const result = await method(...(given as never[]));
      if (write) this.options.onDone({ method: name, given, result });
      return result;
    };
    return (...given: unknown[]) => {
      const held = write || (this.options.holdReads && reads.includes(name));
      if (this.#open || !held) return done(...given);
      const options = given.at(-1) as { signal?: AbortSignal } | undefined;
      const signal = options?.signal;
      const plain = signal ? [...given.slice(0, -1), { ...options, signal: undefined }] : given;
      return new Promise((resolve, reject) => {
        let arrived: Promise<unknown> | undefined;
        const entry: Waiting = {
          over: false,
          write,
          arrive: () => (arrived ??= done(...plain)),
          repeat: () => void done(...plain).catch(() => undefined),
          answer: (answer) => {
            entry.over = true;
            answer.then(resolve, reject);
          },
        };
        if (this.options.heedAborts)
          signal?.addEventListener('abort', () => {
            entry.over = !write; // what was sent may arrive although nobody waits for it
            reject(signal.reason as Error);
          });
        this.#waiting.push(entry);
      });
    };
  }
}
