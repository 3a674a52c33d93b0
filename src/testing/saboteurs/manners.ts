import type { Backend, Change, WatchListeners, WatchScope } from '../../backend/backend.js';
import { BackendError, isAbort } from '../../backend/backend-error.js';
import type { Offered } from '../suite/case.js';
import { inCustomers, inInteractions, type Saboteur } from './saboteur.js';

type Call = (...given: unknown[]) => Promise<unknown>;

/** Every method wrapped the same way; `watch` stays. */
function everywhere(backend: Offered, wrap: (call: Call, name: string) => (...given: unknown[]) => unknown): Backend {
  const copy: Record<string, unknown> = { ...backend };
  for (const [name, found] of Object.entries(backend) as [string, unknown][]) {
    if (typeof found === 'function') {
      if (name === 'session') copy[name] = wrap(found as Call, name);
    } else if (typeof found === 'object' && found !== null) {
      const methods = Object.entries(found).map(([method, call]) => [method, wrap(call as Call, `${name}.${method}`)]);
      copy[name] = Object.fromEntries(methods) as unknown;
    }
  }
  return copy as unknown as Backend;
}

const always = (name: string, caughtIn: string, wrap: Parameters<typeof everywhere>[1]): Saboteur => ({
  name,
  caughtIn,
  sabotage: () => (backend) => everywhere(backend, wrap),
});

const withoutSignal = (given: readonly unknown[]) =>
  given.map((each) => (typeof each === 'object' && each !== null && 'signal' in each ? { ...each, signal: undefined } : each));

const watching = (
  name: string,
  watch: (backend: Offered) => (scope: WatchScope, listeners: WatchListeners) => () => void,
): Saboteur => ({
  name,
  caughtIn: 'watch',
  sabotage: () => (backend) => ({ ...backend, watch: watch(backend) }),
});

/** A watcher whose changes pass through a hand of the saboteur's. */
const telling = (name: string, tell: (change: Change, listener: WatchListeners, told: Change[]) => void): Saboteur =>
  watching(name, (backend) => (scope, listeners) => {
    const told: Change[] = [];
    return backend.watch(scope, { ...listeners, change: (change) => tell(change, listeners, told) });
  });

/** Signals, errors, permissions, watching, closing: how a backend behaves whatever it is asked. */
export const manners: readonly Saboteur[] = [
  always(
    'ignores signals',
    'signals',
    (call) =>
      (...given) =>
        call(...withoutSignal(given)),
  ),
  always('rejects aborted calls with a BackendError', 'signals', (call) => async (...given) => {
    try {
      return await call(...given);
    } catch (caught) {
      throw isAbort(caught) ? new BackendError('failed', 'aborted') : caught;
    }
  }),
  always('rejects aborted calls with a reason of its own', 'signals', (call) => async (...given) => {
    try {
      return await call(...given);
    } catch (caught) {
      throw isAbort(caught) ? new DOMException('aborted', 'AbortError') : caught;
    }
  }),
  inInteractions('writes what was aborted', 'signals', (interactions) => ({
    async record(interaction, options) {
      const answer = await interactions.record(interaction, { ...options, signal: undefined });
      options?.signal?.throwIfAborted();
      return answer;
    },
  })),
  inInteractions('spends the key of what was aborted', 'signals', (interactions) => {
    const spent = new Set<string>();
    return {
      async record(interaction, options) {
        if (options?.key !== undefined && spent.has(options.key)) throw new BackendError('invalid', 'The key was used');
        if (options?.key !== undefined && options.signal?.aborted) spent.add(options.key);
        return interactions.record(interaction, options);
      },
    };
  }),
  inCustomers('shares one request, and its abort, among all', 'signals', (customers) => {
    let shared: AbortSignal | undefined;
    return {
      find(address, options) {
        shared ??= options?.signal;
        return customers.find(address, { signal: shared });
      },
    };
  }),
  always('lets an error of the store out', 'errors', (call) => async (...given) => {
    try {
      return await call(...given);
    } catch (caught) {
      throw caught instanceof BackendError ? new DOMException(caught.message, 'NotFoundError') : caught;
    }
  }),
  always('rejects with codes of its own', 'errors', (call) => async (...given) => {
    try {
      return await call(...given);
    } catch (caught) {
      throw caught instanceof BackendError
        ? Object.assign(new Error('no'), { name: 'BackendError', code: 'E_NOT_FOUND' })
        : caught;
    }
  }),
  inCustomers('throws instead of rejecting', 'values', (customers) => ({
    find(address, options) {
      if (typeof address !== 'object' || address === null) throw new BackendError('invalid', 'No address');
      return customers.find(address, options);
    },
  })),
  inCustomers('falls over nonsense', 'values', (customers) => ({
    async find(address, options) {
      if ('raw' in address) address.raw.trim();
      return customers.find(address, options);
    },
  })),
  inCustomers('tells personal data in its errors', 'errors', (customers) => ({
    choose: (address, id, options) =>
      customers.choose(address, id, options).catch((caught: unknown) => {
        if (caught instanceof BackendError)
          throw new BackendError(caught.code, `No customer ${id} for ${JSON.stringify(address)}`);
        throw caught;
      }),
  })),
  inCustomers('is never the same after an error', 'errors', (customers) => {
    let broken = false;
    return {
      async find(address, options) {
        if (broken) throw new BackendError('failed', 'An earlier call failed');
        try {
          return await customers.find(address, options);
        } catch (caught) {
          broken = true;
          throw caught;
        }
      },
    };
  }),
  always('answers nothing, instead of denied', 'permissions', (call, name) => async (...given) => {
    try {
      return await call(...given);
    } catch (caught) {
      if (!(caught instanceof BackendError) || caught.code !== 'denied') throw caught;
      return name === 'customers.search' || name === 'fields.list' ? [] : name.endsWith('.list') ? { items: [] } : undefined;
    }
  }),
  {
    name: 'gives every client the permissions of the first',
    caughtIn: 'permissions',
    sabotage() {
      let first: Offered | undefined;
      return (backend) => {
        first ??= backend;
        return { ...backend, customers: first.customers };
      };
    },
  },
  {
    name: 'needs this',
    caughtIn: 'session',
    sabotage: () => (backend) => {
      const { find } = backend.customers;
      return {
        ...backend,
        customers: {
          ...backend.customers,
          find(...given) {
            return (this as { finder?: typeof find }).finder!(...given);
          },
          finder: find,
        } as Offered['customers'],
      };
    },
  },
  {
    name: 'says nothing of its settings',
    caughtIn: 'session',
    sabotage: () => (backend) => ({
      ...backend,
      session: async (options) => ({ ...(await backend.session(options)), settings: {} }),
    }),
  },
  {
    name: 'says that everything is allowed',
    caughtIn: 'session',
    sabotage: () => (backend) => ({
      ...backend,
      session: async (options) => ({
        ...(await backend.session(options)),
        permissions: ['customers.view', 'customers.edit', 'notes.add'],
      }),
    }),
  },
  {
    name: 'gives the time as a number',
    caughtIn: 'session',
    sabotage: () => (backend) => ({
      ...backend,
      session: async (options) => ({ ...(await backend.session(options)), now: Date.now() as unknown as string }),
    }),
  },
  {
    name: 'forgets properties of fields',
    caughtIn: 'fields',
    sabotage: () => (backend) => ({
      ...backend,
      fields: { list: async (options) => (await backend.fields.list(options)).map(({ subtitle: _subtitle, ...field }) => field) },
    }),
  },
  {
    name: 'sorts fields by name',
    caughtIn: 'fields',
    sabotage: () => (backend) => ({
      ...backend,
      fields: { list: async (options) => [...(await backend.fields.list(options))].sort((a, b) => (a.name < b.name ? -1 : 1)) },
    }),
  },
  { name: 'goes on after close', caughtIn: 'session', sabotage: () => (backend) => ({ ...backend, close: async () => {} }) },
  {
    name: 'closes all clients with one',
    caughtIn: 'session',
    sabotage() {
      const clients: Offered[] = [];
      return (backend) => {
        clients.push(backend);
        return { ...backend, close: async (options) => void (await Promise.all(clients.map((each) => each.close(options)))) };
      };
    },
  },
  watching(
    'does not tell its state',
    (backend) =>
      (scope, { change }) =>
        backend.watch(scope, { change }),
  ),
  watching(
    'tells everything, whatever the kinds',
    (backend) =>
      ({ kinds: _kinds, ...scope }, listeners) =>
        backend.watch(scope, listeners),
  ),
  watching(
    'tells everything, whoever the customer',
    (backend) =>
      ({ customerId: _customerId, ...scope }, listeners) =>
        backend.watch(scope, listeners),
  ),
  watching(
    'tells nothing of what belongs to nobody',
    (backend) => (scope, listeners) =>
      backend.watch(scope, {
        ...listeners,
        change: (change) => {
          if (scope.customerId === undefined || change.kind === 'reset' || change.customerId) listeners.change(change);
        },
      }),
  ),
  watching('goes on after stop', (backend) => (scope, listeners) => {
    backend.watch(scope, listeners);
    return () => {};
  }),
  telling('tells everything twice', (change, listener) => {
    listener.change(change);
    listener.change({ ...change });
  }),
  telling('tells nothing', () => {}),
  telling('tells a change only when the next one comes', (change, listener, told) => {
    told.push(change);
    if (told.length === 2) told.reverse().forEach((each) => listener.change(each));
    if (told.length >= 2) told.length = 0;
  }),
  telling('forgets the key', (change, listener) => {
    if (change.kind === 'reset') return listener.change(change);
    const { key: _key, ...rest } = change;
    listener.change(rest);
  }),
  telling('tells how it is now instead of what changed', (change, listener) =>
    listener.change({ ...change, record: { name: 'Kari' } } as unknown as Change),
  ),
  {
    name: 'tells a change before it is committed',
    caughtIn: 'watch',
    sabotage() {
      const all = new Set<WatchListeners>();
      return (backend) => ({
        ...backend,
        watch(scope, listeners) {
          all.add(listeners);
          const stop = backend.watch(scope, { ...(listeners.state && { state: listeners.state }), change: () => {} });
          return () => {
            all.delete(listeners);
            stop();
          };
        },
        interactions: {
          ...backend.interactions,
          async record(interaction, options) {
            const revision = ((await backend.interactions.get(interaction.id))?.revision ?? 0) + 1;
            all.forEach((each) => each.change({ kind: 'interaction', id: interaction.id, revision }));
            await new Promise((resolve) => setTimeout(resolve, 5));
            return backend.interactions.record(interaction, options);
          },
        },
      });
    },
  },
  {
    name: 'tells of writes that changed nothing',
    caughtIn: 'watch',
    sabotage() {
      const all = new Set<WatchListeners>();
      return (backend) => ({
        ...backend,
        watch(scope, listeners) {
          all.add(listeners);
          const stop = backend.watch(scope, listeners);
          return () => {
            all.delete(listeners);
            stop();
          };
        },
        interactions: {
          ...backend.interactions,
          async record(interaction, options) {
            const before = await backend.interactions.get(interaction.id);
            const answer = await backend.interactions.record(interaction, options);
            if (before?.revision === answer.revision)
              all.forEach((each) => each.change({ kind: 'interaction', id: answer.id, revision: answer.revision }));
            return answer;
          },
        },
      });
    },
  },
  {
    name: 'tells only what others write',
    caughtIn: 'watch',
    sabotage: () => (backend) => {
      const own = new Set<string>();
      return {
        ...backend,
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change: (change) => {
              if (change.kind === 'reset' || !own.has(change.id)) listeners.change(change);
            },
          }),
        interactions: {
          ...backend.interactions,
          record(interaction, options) {
            own.add(interaction.id);
            return backend.interactions.record(interaction, options);
          },
        },
      };
    },
  },
  {
    name: 'falls silent when one listener throws',
    caughtIn: 'watch',
    sabotage() {
      const all = new Set<WatchListeners>();
      let hub: (() => void) | undefined;
      return (backend) => ({
        ...backend,
        watch(_scope, listeners) {
          all.add(listeners);
          listeners.state?.('live');
          hub ??= backend.watch({}, { change: (change) => [...all].forEach((each) => each.change(change)) });
          return () => void all.delete(listeners);
        },
      });
    },
  },
];
