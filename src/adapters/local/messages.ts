import { BackendError } from '../../backend/backend-error.js';
import type { MessageChannelOffer, MessagesService } from '../../backend/backend.js';
import { readAddress } from '../../domain/address.js';
import { conceal } from '../../domain/conceal.js';
import { isRecord } from '../../domain/field.js';
import { type Message, type MessageChannel, messageChannels, messageProblems, usualSegmentLimit } from '../../domain/message.js';
import { resolve } from './addresses.js';
import { confidentialHolder, hiddenHolder } from './concealment.js';
import { invalid, type LocalContext, notFound, refuse } from './context.js';
import { heldConversation } from './conversations.js';
import { canonical } from './fingerprint.js';
import { besides, guardsOf } from './guard.js';
import { carryOut, type Plan } from './intents.js';
import { destinationOf, noDestination, standingOf } from './message-consents.js';
import { delivering, lifetime } from './message-delivery.js';
import { readMessageDraft, readTarget } from './message-draft.js';
import {
  conversationsOf,
  holdersOf,
  keepingDelivery,
  keepingMessage,
  type KeptMessage,
  messageLists,
} from './message-entries.js';
import { limitOf, readCursor, writeCursor } from './paging.js';
import { beginningWith } from './ranges.js';
import type { Row } from './store.js';

/** So often is read again: everybody who writes to one customer at the same time passes by the same guard. */
const messageAttempts = 60;

/** SMS and e-mail to customers: fetched when first used. What is queued is delivered from then on. */
export function messages(context: LocalContext): Required<MessagesService> {
  const { store, settings, options } = context;
  const office = options.messages!;
  const { id: agentId, name: agentName } = options.agent;
  const delivery = delivering(context, office);
  delivery.wake();

  const offers = messageChannels
    .map((channel) => office.channels.find((offer) => offer.channel === channel))
    .filter((offer) => offer !== undefined);

  /** Throws `unsupported` for a way of writing that is not set up; what is none at all is somebody else's business. */
  const offerOf = (channel: MessageChannel): MessageChannelOffer | undefined => {
    const offer = offers.find((each) => each.channel === channel);
    if (!offer && messageChannels.includes(channel)) throw new BackendError('unsupported', `There is no ${channel} here`);
    return offer;
  };

  const rowOf = async (id: unknown, signal?: AbortSignal): Promise<Row<KeptMessage> | undefined> =>
    typeof id === 'string' && id !== '' ? store.get<KeptMessage>('messages', id, { signal }) : undefined;

  /** As this agent sees it: bullets for an address that is confidential, now or when it was written to. */
  const shown = async ({ value, revision }: Omit<Row<KeptMessage>, 'key'>, signal?: AbortSignal): Promise<Message> => {
    const { target, confidential, ...message } = value;
    const reading = readAddress(target, await context.reader());
    const hidden = !context.may('customers.reveal') && (confidential ?? (await hiddenHolder(context, reading, signal)));
    if (!hidden) return { ...message, revision };
    const address = conceal({ use: message.channel === 'sms' ? 'phone' : 'email' }, target);
    return { ...message, ...('raw' in message.to && { to: { raw: address } }), address, revision };
  };

  return {
    channels: (callOptions) => context.run(callOptions, undefined, async () => structuredClone(offers)),

    templates: (callOptions) =>
      context.run(callOptions, undefined, async () =>
        structuredClone([...(office.templates ?? [])]).sort((a, b) =>
          a.shortcode === b.shortcode ? (a.id < b.id ? -1 : 1) : a.shortcode < b.shortcode ? -1 : 1,
        ),
      ),

    consent: (given, callOptions = {}) =>
      context.run(callOptions, 'messages.send', async (signal) => {
        const target = readTarget(given);
        offerOf(target.channel);
        const [{ reading }, reader] = await Promise.all([resolve(context, target.to, signal), context.reader()]);
        return standingOf(context, target, destinationOf(target.channel, reading, reader), signal);
      }),

    send: (given, writeOptions = {}) =>
      context.run(writeOptions, 'messages.send', async (signal) => {
        const draft = readMessageDraft(given);
        if ('raw' in (draft.to ?? {}) && !context.may('messages.free-address'))
          throw new BackendError('denied', 'This needs the permission messages.free-address');
        let made: KeptMessage | undefined;
        const plan = async (): Promise<Plan<string>> => {
          const { segmentLimit = usualSegmentLimit } = offerOf(draft.channel) ?? {};
          refuse(messageProblems(draft, { segmentLimit, messageLimit: settings.messageLimit }));
          const { channel, to, reason, ...rest } = draft;
          const holders = holdersOf(draft);
          // Whoever takes one of them away at the same time, or this, is refused by the store.
          const guards = [...(await guardsOf(store, holders, signal))];
          for (const id of conversationsOf(draft)) {
            const { interaction, guard } = await heldConversation(context, id, signal);
            guards.push(guard);
            const whose = 'interactionId' in to && to.interactionId === id ? interaction.customerId : undefined;
            if (whose && holders[0] && whose !== holders[0]) throw invalid('to', 'another-customer');
          }
          for (const id of holders) if (!(await store.get('customers', id, { signal }))) throw notFound('customer');
          const reader = await context.reader();
          const { reading } = await resolve(context, to, signal);
          const destination = destinationOf(channel, reading, reader);
          if (!destination) throw invalid('to', noDestination(channel));
          const customerId = holders[0];
          const target = { channel, to, ...(customerId !== undefined && { customerId }) };
          const { objections, way } = await standingOf(context, target, destination, signal);
          if (way === 'closed') throw invalid('to', objections[0]!.kind);
          if (way === 'reason' && !reason?.trim()) throw invalid('reason', 'required');
          const field = 'field' in to ? (await context.fields()).find(({ name }) => name === to.field) : undefined;
          const holder = field?.confidential ? field : await confidentialHolder(context, reading, signal);
          const [id, createdAt] = [options.newId(), context.now()];
          made = {
            ...rest,
            ...target,
            ...(way === 'reason' && { reason }),
            id,
            address: destination.display,
            agentId,
            agentName,
            state: 'queued',
            createdAt,
            target: destination.target,
            ...(holder && { confidential: true }),
          };
          const endsAt = new Date(Date.parse(createdAt) + lifetime).toISOString();
          const queued = keepingDelivery(id, { dueAt: createdAt, endsAt, attempts: 0 }, 'absent');
          const batch = besides([keepingMessage(made, 'absent'), queued], guards);
          // Only the id is kept with the key: of a message that is gone there is nothing left to answer.
          return { batch, answer: id, customerId: holders, interactionId: conversationsOf(draft)[0] };
        };
        const id = await carryOut(context, 'messages.send', draft, writeOptions, plan, messageAttempts);
        delivery.wake();
        if (made?.id === id) return shown({ value: made, revision: 1 }, signal);
        const row = await rowOf(id, signal);
        if (!row) throw notFound('message');
        return shown(row, signal);
      }),

    get: (id, callOptions) =>
      context.run(callOptions, 'customers.view', async (signal) => {
        const row = await rowOf(id, signal);
        return row && shown(row, signal);
      }),

    list: (scope, pageOptions = {}) =>
      context.run(pageOptions, 'customers.view', async (signal) => {
        const limit = limitOf(pageOptions);
        const asked = (isRecord(scope) ? scope : {}) as Readonly<Record<string, unknown>>;
        const index = messageLists.find((each) => typeof asked[each] === 'string' && asked[each] !== '');
        const whose = index && String(asked[index]);
        const list = `messages of ${canonical([index, whose])}`;
        const after = readCursor(list, pageOptions.cursor);
        if (index === undefined) return { items: [] };
        const range = beginningWith(`${whose}\0`);
        const { rows, next } = await store.page<KeptMessage>('messages', index, { range, after, limit, signal });
        const items = await Promise.all(rows.map((row) => shown(row, signal)));
        return { items, ...(next && { next: writeCursor(list, next) }) };
      }),
  };
}
