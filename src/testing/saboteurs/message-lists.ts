import { BackendError, isBackendError } from '../../backend/backend-error.js';
import type { Message } from '../../domain/message.js';
import { inOrder } from '../suite/message-cast.js';
import { isCode, listing, type Messages, showing, telling, together } from './message-saboteur.js';
import { inMessages, replacing, type Saboteur } from './saboteur.js';

const [list, get, customers] = ['messages.list', 'messages.get', 'customers, messages'];

/** A backend whose messages stay where they should go. */
const keeping = (name: string, method: 'get' | 'list' | 'send'): Saboteur =>
  together(
    name,
    customers,
    () => ({ known: new Map<string, Message>(), keys: new Map<string, Message>() }),
    (messages, { known, keys }) => {
      const all: Partial<Messages> = {
        async send(draft, options = {}) {
          const message = (method === 'send' && keys.get(options.key ?? '')) || (await messages.send(draft, options));
          known.set(message.id, message);
          if (options.key !== undefined) keys.set(options.key, message);
          return message;
        },
        get: async (id, options) => (await messages.get(id, options)) ?? known.get(id),
        async list(scope, options) {
          const page = await messages.list(scope, options);
          const { customerId } = scope as { readonly customerId?: string };
          const left = page.items.length ? [] : [...known.values()].filter((each) => each.customerId === customerId);
          return { ...page, items: [...page.items, ...left] };
        },
      };
      return { send: all.send!, [method]: all[method] };
    },
  );

/** Counts otherwise what goes with a customer. */
const impact = (name: string, another: (count: number) => number): Saboteur => ({
  name,
  caughtIn: customers,
  sabotage: () => (backend) =>
    replacing(backend, 'customers', {
      async impact(...given) {
        const impact = await backend.customers.impact(...given);
        return { ...impact, messages: another(impact.messages ?? 0) };
      },
    }),
});

/** What can happen to how messages are read, and to what goes with a customer. */
export const messageLists: readonly Saboteur[] = [
  // The list.
  listing('lists the oldest messages first', list, (items) => items.toReversed()),
  listing('lists messages of one instant from behind', list, (items) =>
    items.toSorted((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1)),
  ),
  listing('lists messages by what became of them', list, (items) =>
    inOrder(items).toSorted((a, b) => (a.text < b.text ? -1 : 1)),
  ),
  inMessages('leaves out the last message of a page', list, (messages) => ({
    async list(scope, options) {
      const page = await messages.list(scope, options);
      return page.next ? { ...page, items: page.items.slice(0, -1) } : page;
    },
  })),
  inMessages('begins a page with the message that ended the last', list, (messages) => {
    let last: Message | undefined;
    return {
      async list(scope, options) {
        const page = await messages.list(scope, options);
        const items = options?.cursor !== undefined && last ? [last, ...page.items.slice(1)] : page.items;
        last = page.items.at(-1);
        return { ...page, items };
      },
    };
  }),
  inMessages('gives pages of a hundred messages', list, (messages) => ({
    list: (scope, { limit = 100, ...options } = {}) => messages.list(scope, { ...options, limit }),
  })),
  inMessages('begins the list of messages anew with a cursor that it does not know', list, (messages) => ({
    list: (scope, options) =>
      messages.list(scope, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields?.some(({ field }) => field === 'cursor')) throw caught;
        return messages.list(scope);
      }),
  })),
  inMessages('takes any number of messages for a page', list, (messages) => ({
    list: (scope, options) =>
      messages.list(scope, options).catch((caught: unknown) => {
        if (!isBackendError(caught) || !caught.fields?.some(({ field }) => field === 'limit')) throw caught;
        return messages.list(scope);
      }),
  })),
  inMessages('has no list of messages to nobody', list, (messages) => ({
    async list(scope, options) {
      const page = await messages.list(scope, options);
      if (!page.items.length && !options?.cursor) throw new BackendError('not-found', 'Nobody');
      return page;
    },
  })),
  inMessages('lists messages to whoever asks', list, (messages) => ({
    list: (scope, options) =>
      messages.list(scope, options).catch((caught: unknown) => {
        if (isCode(caught, 'denied')) return { items: [] };
        throw caught;
      }),
  })),
  ...(['customerId', 'interactionId', 'caseId'] as const).map((what) =>
    inMessages(`lists all messages in place of those by their ${what}`, list, (messages) => ({
      async list(scope, options) {
        const page = await messages.list(scope, options);
        const whole = typeof scope === 'object' && scope !== null && what in scope && page.items.length > 0;
        return whole && !page.next ? messages.list({ channel: page.items[0]!.channel }, options) : page;
      },
    })),
  ),
  inMessages('lists e-mails among SMS', list, (messages) => ({
    async list(scope, options) {
      const page = await messages.list(scope, options);
      const mails = scope && 'channel' in scope && scope.channel === 'sms' && (await messages.list({ channel: 'email' })).items;
      return mails ? { ...page, items: [...page.items, ...mails] } : page;
    },
  })),
  listing('lists what is from a case with its case alone', list, (items, scope) =>
    'caseId' in scope ? items : items.filter(({ caseId }) => caseId !== 'k' || items.length > 20),
  ),
  showing('lists excerpts of messages', list, (message) => ({ ...message, text: message.text.slice(0, 12) }), ['list']),

  // One message.
  inMessages('rejects a look for a message that is not there', get, (messages) => ({
    async get(id, options) {
      const message = await messages.get(id, options);
      if (!message) throw new BackendError('not-found', 'No such message');
      return message;
    },
  })),
  inMessages('shows a message to its author alone', get, (messages, _seed, backend) => ({
    async get(id, options) {
      const [message, { agent }] = await Promise.all([messages.get(id, options), backend.session()]);
      return message?.agentId === agent.id ? message : undefined;
    },
  })),
  inMessages('tells who may not look that a message is not there', get, (messages) => ({
    get: (id, options) =>
      messages.get(id, options).catch((caught: unknown) => {
        if (isCode(caught, 'denied')) return undefined;
        throw caught;
      }),
  })),
  inMessages('finds a message by the beginning of its id', get, (messages) => ({
    async get(id, options) {
      const found = await messages.get(id, options);
      const all = found || typeof id !== 'string' || !id ? [] : (await messages.list({ channel: 'sms' }, options)).items;
      return found ?? all.find((each) => each.id.startsWith(id));
    },
  })),

  // With their customer.
  impact('warns of no messages that go with who is removed', () => 0),
  impact('warns of a page of messages at most', (count) => Math.min(count, 200)),
  impact('warns of a message more', (count) => count + 1),
  keeping('shows the messages of who is gone', 'get'),
  keeping('lists the messages of who is gone', 'list'),
  keeping('remembers what was answered about messages of who was erased', 'send'),
  telling('tells of messages that go without saying', customers, () => undefined),
  {
    name: 'counts no messages in a receipt',
    caughtIn: customers,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        async erase(...given) {
          const receipt = await backend.customers.erase(...given);
          return { ...receipt, counts: { ...receipt.counts, message: 0 } };
        },
      }),
  },
  inMessages('writes to the number of who is gone', customers, (messages) => ({
    send: (draft, options) =>
      messages.send(draft, options).catch((caught: unknown) => {
        if (!isCode(caught, 'not-found') || !('raw' in draft.to)) throw caught;
        const { customerId: _customerId, ...rest } = draft;
        return messages.send({ ...rest, origin: 'case', caseId: 'none' }, options);
      }),
  })),
  inMessages('knows a number by the customer whose it was', customers, (messages, seed) => ({
    consent: (target, options) =>
      messages.consent(target, options).catch((caught: unknown) => {
        if (!isCode(caught, 'not-found')) throw caught;
        return { consent: 'unknown', objections: [], way: 'open', now: seed.now };
      }),
  })),
];
