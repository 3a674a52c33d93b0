import type { Backend } from '../../backend/backend.js';
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

/** Signals, errors, permissions, closing: how a backend behaves whatever it is asked. */
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
    name: 'names no settings but texts, numbers and lists',
    caughtIn: 'session',
    sabotage: () => (backend) => ({
      ...backend,
      async session(options) {
        const { settings, ...rest } = await backend.session(options);
        const { autoCreate: _flag, ...others } = settings;
        return { ...rest, settings: others };
      },
    }),
  },
  {
    name: 'knows one type of customers only',
    caughtIn: 'session',
    sabotage: () => (backend) => ({
      ...backend,
      async session(options) {
        const { settings, ...rest } = await backend.session(options);
        return { ...rest, settings: { ...settings, ...(settings.customerType && { customerType: 'new-customer' as const }) } };
      },
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
];
