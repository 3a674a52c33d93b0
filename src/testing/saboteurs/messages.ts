import { BackendError } from '../../backend/backend-error.js';
import type { Message } from '../../domain/message.js';
import { accepting, answering, isCode, showing, telling, together, unkept, writing } from './message-saboteur.js';
import { inMessages, type Saboteur } from './saboteur.js';

const [channels, templates, send, keys] = ['messages.channels', 'messages.templates', 'messages.send', 'messages.send, keys'];

/** What can happen to the ways of writing, to the texts of the house, and to what is sent. */
export const messages: readonly Saboteur[] = [
  // Ways of writing.
  inMessages('names e-mail before SMS', channels, (service) => ({
    channels: async (options) => (await service.channels(options)).toReversed(),
  })),
  inMessages('names ways of writing that are not set up', channels, (service) => ({
    async channels(options) {
      const offers = await service.channels(options);
      return (['sms', 'email'] as const).map((channel) => offers.find((each) => each.channel === channel) ?? { channel });
    },
  })),
  inMessages('forgets what was said of a way of writing', channels, (service) => ({
    channels: async (options) =>
      (await service.channels(options)).map(({ channel, sender }) => ({ channel, ...(sender && { sender }) })),
  })),
  inMessages('asks for messages.send before it names the ways of writing', channels, (service, _seed, backend) => ({
    async channels(options) {
      if (!(await backend.session()).permissions.includes('messages.send')) throw new BackendError('denied', 'Not yours');
      return service.channels(options);
    },
  })),
  together(
    'lends out its own ways of writing',
    channels,
    () => ({ offers: undefined as undefined | Promise<readonly { channel: 'sms' | 'email' }[]> }),
    (service, shared) => ({ channels: () => (shared.offers ??= service.channels()) }),
  ),
  inMessages('sends by ways that are not set up', channels, (service, seed) => ({
    send: (draft, options) =>
      service.send(draft, options).catch((caught: unknown) => {
        if (!isCode(caught, 'unsupported')) throw caught;
        return unkept(draft, seed);
      }),
  })),
  inMessages('knows of consent to ways that are not set up', channels, (service, seed) => ({
    consent: (target, options) =>
      service.consent(target, options).catch((caught: unknown) => {
        if (!isCode(caught, 'unsupported')) throw caught;
        return { consent: 'unknown', objections: [], way: 'open', now: seed.now };
      }),
  })),

  // Texts of the house.
  inMessages('has the texts of the house as they were made', templates, (service, seed) => ({
    async templates(options) {
      await service.templates(options);
      return seed.templates ?? [];
    },
  })),
  inMessages('has the texts of the house by their names', templates, (service) => ({
    templates: async (options) => (await service.templates(options)).toSorted((a, b) => b.id.length - a.id.length),
  })),
  inMessages('has the texts of the house in their first language', templates, (service) => ({
    templates: async (options) => (await service.templates(options)).map((each) => ({ ...each, texts: each.texts.slice(0, 1) })),
  })),
  inMessages('fills in the texts of the house', templates, (service) => ({
    templates: async (options) =>
      (await service.templates(options)).map((each) => ({
        ...each,
        texts: each.texts.map(({ text, ...rest }) => ({ ...rest, text: text.replace(/\{\{[^}]*\}\}/g, 'Kari') })),
      })),
  })),
  inMessages('has texts of the house for SMS alone', templates, (service) => ({
    templates: async (options) => (await service.templates(options)).filter(({ channel }) => channel !== 'email'),
  })),

  // Sending.
  writing('trims a message', send, (draft) => ({ ...draft, text: draft.text.trim() })),
  writing('writes the line breaks of a message in its own way', send, (draft) => ({
    ...draft,
    text: draft.text.replaceAll('\r\n', '\n'),
  })),
  writing('writes plain signs where others cost more', send, (draft) => ({ ...draft, text: draft.text.replace(/[–“”…]/g, '-') })),
  writing('puts the accents of a message together', send, (draft) => ({ ...draft, text: draft.text.normalize('NFC') })),
  writing('escapes the markup in a message', send, (draft) => ({ ...draft, text: draft.text.replaceAll('<', '&lt;') })),
  writing('trims a subject', send, (draft) => ({ ...draft, ...(draft.subject && { subject: draft.subject.trim() }) })),
  writing('forgets of what a message was made', send, ({ templateId: _templateId, ...draft }) => draft),
  writing('forgets in which conversation a message was written', send, ({ interactionId, ...draft }) =>
    draft.origin === 'interaction' ? { ...draft, ...(interactionId && { interactionId }) } : draft,
  ),
  writing('takes a case for a campaign', send, (draft) => ({ ...draft, ...(draft.caseId && { campaignId: draft.caseId }) })),
  writing('takes a message to a group for one from the card', send, (draft) => ({
    ...draft,
    origin: draft.origin === 'group' ? 'card' : draft.origin,
  })),
  answering('takes the agent from the draft', send, (message, draft) => ({
    ...message,
    ...((draft as Partial<Message>).agentId && { agentId: (draft as Message).agentId }),
  })),
  answering('takes the times from the draft', send, (message, draft) => ({
    ...message,
    createdAt: (draft as Partial<Message>).createdAt ?? message.createdAt,
  })),
  answering('takes the address from the draft', send, (message, draft) => ({
    ...message,
    address: (draft as Partial<Message>).address ?? message.address,
  })),
  answering('keeps a reason that nothing needs', send, (message, { reason }) => ({
    ...message,
    ...(reason?.trim() && { reason }),
  })),
  answering('answers a message without its address', send, (message) => ({ ...message, address: '…' })),
  answering('answers who wrote a message without a name', send, ({ agentName: _agentName, ...message }) => message),
  answering('says of a message that it is sent, and not when', send, ({ sentAt: _sentAt, ...message }) => ({
    ...message,
    state: 'sent',
  })),
  accepting('writes to nobody', send, 'not-found'),
  accepting('lets everybody write', send, 'denied'),
  inMessages('writes only to whom the agent may look at', send, (service, _seed, backend) => ({
    async send(draft, options) {
      if (!(await backend.session()).permissions.includes('customers.view')) throw new BackendError('denied', 'Not yours');
      return service.send(draft, options);
    },
  })),
  together(
    'keeps a message at the client that wrote it',
    send,
    () => undefined,
    (service) => {
      const own = new Set<string>();
      return {
        async send(draft, options) {
          const message = await service.send(draft, options);
          own.add(message.id);
          return message;
        },
        get: async (id, options) => (own.has(id) ? service.get(id, options) : undefined),
      };
    },
  ),
  inMessages('calls who wrote a message as the agent is called now', send, (service, _seed, backend) => ({
    async get(id, options) {
      const [message, { agent }] = await Promise.all([service.get(id, options), backend.session()]);
      return message && message.agentId === agent.id ? { ...message, agentName: agent.name } : message;
    },
  })),
  showing('shows a message without the reference', send, (message) => ({ ...message, to: { raw: message.address } })),
  telling('tells of a message without the customer', send, ({ customerId: _customerId, ...told }) => told),
  telling('tells of a message without the key', send, ({ key: _key, ...told }) => told),
  telling('tells of no message', send, () => undefined),
  {
    name: 'tells of the messages to all to whom watches one',
    caughtIn: send,
    sabotage: () => (backend) => ({
      ...backend,
      watch: ({ kinds }, listeners) => backend.watch({ ...(kinds && { kinds }) }, listeners),
    }),
  },
  {
    name: 'sends a message although the signal was aborted',
    caughtIn: send,
    sabotage: () => (backend) => ({
      ...backend,
      messages: {
        ...backend.messages,
        async send(draft, { signal, ...options } = {}) {
          const message = await backend.messages.send(draft, options);
          signal?.throwIfAborted();
          return message;
        },
      },
    }),
  },

  // Keys.
  inMessages('sends a message again when the key is sent again', keys, (service) => ({
    send: (draft, { key: _key, ...options } = {}) => service.send(draft, options),
  })),
  inMessages('takes the same message twice for one that was sent again', keys, (service) => ({
    send: (draft, options = {}) => service.send(draft, options.key || !draft?.text ? options : { ...options, key: draft.text }),
  })),
  inMessages('knows a key only as long as the desk is open', keys, (service) => {
    const done = new Map<string, Promise<Message>>();
    return {
      send(draft, { key, ...options } = {}) {
        const sending = done.get(key ?? '') ?? service.send(draft, options);
        if (key !== undefined) done.set(key, sending);
        return sending;
      },
    };
  }),
  together(
    'takes a colleague’s key for the agent’s own, and another message for the same',
    keys,
    () => new Map<string, Promise<Message>>(),
    (service, done) => ({
      send(draft, options = {}) {
        const sending = done.get(options.key ?? '') ?? service.send(draft, options);
        if (options.key !== undefined) done.set(options.key, sending);
        return sending;
      },
    }),
  ),
  inMessages('keeps a key for a message that was refused', keys, (service) => {
    const refused = new Map<string, unknown>();
    return {
      send: async (draft, options = {}) => {
        if (refused.has(options.key ?? '')) throw refused.get(options.key ?? '');
        return service.send(draft, options).catch((caught: unknown) => {
          if (options.key !== undefined) refused.set(options.key, caught);
          throw caught;
        });
      },
    };
  }),
  inMessages('asks for consent again when the key is sent again', keys, (service) => ({
    async send(draft, options) {
      const { way } = await service.consent(draft).catch(() => ({ way: 'open' }));
      if (way !== 'open' && !draft.reason)
        throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'reason', reason: 'required' }] });
      return service.send(draft, options);
    },
  })),
];
