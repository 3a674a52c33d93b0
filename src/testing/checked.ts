import type { Backend, CallOptions } from '../backend/backend.js';
import { isAbort, isBackendError } from '../backend/backend-error.js';
import { inShort } from './assert.js';
import { answerShapes, changeShape, ensurePlain } from './shapes.js';

type Method = (...given: unknown[]) => unknown;
const services = [
  'customers',
  'fields',
  'presence',
  'interactions',
  'notes',
  'messages',
  'journeys',
  'calls',
  'enquiries',
  'campaigns',
  'callbacks',
] as const;

function checkedMethod(name: string, call: Method, complain: (problem: Error) => void): Method {
  return async (...given) => {
    const failed = (problem: Error) => {
      complain(problem);
      return problem;
    };
    let promise: unknown;
    try {
      promise = call(...given);
    } catch (caught) {
      throw failed(new Error(`${name} throws ${inShort(caught)} instead of returning a promise that rejects`, { cause: caught }));
    }
    if (typeof (promise as { then?: unknown } | undefined)?.then !== 'function')
      throw failed(new Error(`${name} returns ${inShort(promise)} instead of a promise`));
    let answer: unknown;
    try {
      answer = await promise;
    } catch (caught) {
      const signal = (given.at(-1) as CallOptions | undefined)?.signal;
      if (isBackendError(caught) || (isAbort(caught) && signal?.aborted)) throw caught;
      throw failed(new Error(`${name} rejects with ${inShort(caught)} instead of a BackendError`, { cause: caught }));
    }
    try {
      ensurePlain(answer, `the answer of ${name}`);
      answerShapes[name]?.(answer, `the answer of ${name}`);
    } catch (problem) {
      throw failed(problem as Error);
    }
    return answer;
  };
}

/**
 * The same backend with every answer, error and told change held against the port: what breaks it becomes a plain `Error` that
 * says so, and is given to `complain` as well (a caller might swallow it). Use it in a test of your own, or behind a screen in development.
 */
export function checked(backend: Backend, complain: (problem: Error) => void = () => {}): Backend {
  const wrap = (name: string, on: object, method: string) => {
    const found = (on as Record<string, unknown>)[method];
    return typeof found === 'function'
      ? checkedMethod(name, (...given) => (found as Method).apply(on, given), complain)
      : undefined;
  };
  const copy: Record<string, unknown> = {};
  for (const method of ['session', 'close']) {
    const found = wrap(method, backend, method);
    if (found) copy[method] = found;
  }
  for (const service of services) {
    const found = backend[service];
    if (!found) continue;
    const methods: Record<string, unknown> = {};
    for (const name of Object.keys(answerShapes).filter((each) => each.startsWith(`${service}.`))) {
      const method = name.slice(service.length + 1);
      const present = wrap(name, found, method);
      if (present) methods[method] = present;
    }
    copy[service] = methods;
  }
  if (backend.watch) {
    const watch: NonNullable<Backend['watch']> = (scope, listeners) => {
      const told: typeof listeners.change = (change) => {
        try {
          ensurePlain(change, 'the change that was told');
          changeShape(change, 'the change that was told');
        } catch (problem) {
          complain(problem as Error);
        }
        listeners.change(change);
      };
      return backend.watch!(scope, { change: told, ...(listeners.state ? { state: (state) => listeners.state!(state) } : {}) });
    };
    copy['watch'] = watch;
  }
  return copy as unknown as Backend;
}
