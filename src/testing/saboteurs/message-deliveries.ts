import { reported } from '../../domain/message.js';
import type { Fixture } from '../suite/case.js';
import type { HandedOver, MessageHands } from '../suite/message-hands.js';
import { showing, telling } from './message-saboteur.js';
import { inMessages, replacing, type Saboteur } from './saboteur.js';

const [delivery, customers, keys, recipients] = [
  'messages, delivery',
  'customers, messages',
  'messages.send, keys',
  'messages.send, recipients',
];

/** Goes wrong behind the backend. */
const behind = (name: string, caughtIn: string, hands: (fixture: Fixture) => Partial<MessageHands>): Saboteur => ({
  name,
  caughtIn,
  sabotage: () => (backend) => backend,
  behind: hands,
});

/** Hands over something else. */
const handing = (name: string, caughtIn: string, another: (all: readonly HandedOver[]) => readonly HandedOver[]) =>
  behind(name, caughtIn, ({ handedOver }) => ({ handedOver: () => another(handedOver?.() ?? []) }));

/** What can happen to messages on their way. */
export const messageDeliveries: readonly Saboteur[] = [
  // How they are handed over.
  handing('hands a message over twice', delivery, (all) => all.flatMap((each) => [each, each])),
  handing('hands a message over twice with a key', keys, (all) => all.flatMap((each) => [each, each])),
  handing('hands over every other message', delivery, (all) => all.filter((_, at) => at % 2 === 0)),
  handing('hands a message over in other words', delivery, (all) => all.map((each) => ({ ...each, text: each.text.trim() }))),
  handing('hands an e-mail over without its subject', delivery, (all) => all.map(({ subject: _subject, ...each }) => each)),
  handing('hands a message over to a number as it is shown', delivery, (all) =>
    all.map((each) => ({ ...each, address: each.address.replace('+47', '') })),
  ),
  handing('hands a message over under another id', delivery, (all) => all.map((each) => ({ ...each, id: `x${each.id}` }))),
  handing('hands a message over to bullets', recipients, (all) =>
    all.map((each) => ({ ...each, address: each.address.replace(/.(?=..)/g, '•') })),
  ),
  handing('hands a message over to an extension', recipients, (all) =>
    all.map((each) => ({ ...each, address: each.address === '+4722345678' ? `${each.address};ext=12` : each.address })),
  ),
  behind('hands over what was refused', delivery, ({ handedOver }) => ({
    handedOver: () => {
      const all = handedOver?.() ?? [];
      return all.length ? [{ ...all[0]!, id: 'refused' }, ...all] : all;
    },
  })),
  behind('gives up what cannot be handed over at once', delivery, ({ setDelivery }) => {
    return { setDelivery: (works) => setDelivery?.(works && false) };
  }),
  behind('hands over what was taken away', customers, ({ setDelivery, handedOver }) => {
    let late = false;
    return {
      setDelivery: (works) => {
        setDelivery?.(works);
        late = works;
      },
      handedOver: () => {
        const all = handedOver?.() ?? [];
        return late && all[0] ? [...all, { ...all[0], id: 'gone' }] : all;
      },
    };
  }),
  {
    name: 'says that a message is sent before it is handed over',
    caughtIn: delivery,
    sabotage: () => (backend) => ({
      ...replacing(backend, 'messages', {
        async get(...given) {
          const message = await backend.messages.get(...given);
          return message && reported(message, { state: 'sent', at: message.createdAt });
        },
      }),
    }),
  },

  // What is heard of them.
  showing('never says that a message is sent', delivery, ({ sentAt: _sentAt, ...message }) =>
    message.state === 'sent' ? { ...message, state: 'queued' } : message,
  ),
  showing('takes a message that is sent for one that arrived', delivery, (message) =>
    message.state === 'sent' ? { ...message, state: 'delivered', deliveredAt: message.createdAt } : message,
  ),
  showing('never says that a message arrived', delivery, ({ deliveredAt: _deliveredAt, ...message }) =>
    message.state === 'delivered' ? { ...message, state: 'sent', sentAt: message.createdAt } : message,
  ),
  showing('says when a message was written as when it arrived', delivery, (message) =>
    message.deliveredAt ? { ...message, deliveredAt: message.createdAt } : message,
  ),
  showing('says of all messages that failed that they were refused', delivery, (message) =>
    message.failure ? { ...message, failure: 'refused' } : message,
  ),
  showing('forgets when a message was sent that failed', delivery, ({ sentAt, ...message }) =>
    message.failure || !sentAt ? message : { ...message, sentAt },
  ),
  showing('shows in the list only that a message was written', delivery, (message) => ({ ...message, revision: 1 }), ['list']),
  showing(
    'shows what became of a message to its author',
    delivery,
    (message) => ({ ...message, revision: message.revision * 2 }),
    ['get'],
  ),
  {
    name: 'believes the first report of a message',
    caughtIn: delivery,
    sabotage: () => (backend) => backend,
    behind: ({ reportDelivery }) => {
      const last = new Map<string, string>();
      return {
        async reportDelivery(id, report) {
          const first = last.get(id) ?? report.state;
          last.set(id, first);
          await reportDelivery?.(id, { ...report, state: first as 'sent' });
        },
      };
    },
  },
  behind('hears nothing of messages', delivery, () => ({ reportDelivery: async () => undefined })),
  behind('hears of all messages that they failed', delivery, ({ reportDelivery }) => ({
    reportDelivery: async (id, report) => reportDelivery?.(id, { ...report, state: 'failed' }),
  })),
  inMessages('counts a report that says nothing new', delivery, (messages) => {
    let asked = 0;
    return {
      async get(id, options) {
        const message = await messages.get(id, options);
        asked += 1;
        return message && message.state === 'delivered' ? { ...message, revision: message.revision + asked } : message;
      },
    };
  }),
  telling('tells of a message once', delivery, (told) => (told.revision === 1 ? told : undefined)),
  telling('tells of the delivery without the customer', delivery, ({ customerId, ...told }) =>
    told.revision === 1 && customerId ? { ...told, customerId } : told,
  ),
  telling('tells of every step as of the first', delivery, (told) => ({ ...told, revision: 1 })),
];
