import type { Message, MessageDraft } from '../../domain/message.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';
import { countOf, email, reaches, send, smsToOla, sms, written, writing } from './message-cast.js';

export const messagesKeys: Section = {
  name: 'messages.send, keys',
  needs: ['messages.send', 'messages.list', 'messages.get'],
  cases: [
    {
      name: 'keeps what is sent twice without a key twice',
      seed: writing(),
      async run(desk) {
        const [first, second] = [await send(desk), await send(desk)];
        ensure(first.id !== second.id, 'each has an id of its own');
        same(await countOf(desk.backend), 2, 'how many there are');
      },
    },
    {
      name: 'sends once with a key, also at the same time and from two places',
      needs: ['keys', 'second'],
      seed: writing(),
      async run(desk) {
        const other = await desk.second();
        const sending = [desk.backend, other, desk.backend].map((backend) => send({ ...desk, backend }, {}, { key: 'send-1' }));
        const [first, ...again] = await Promise.all(sending);
        for (const each of again) same(written(each), written(first), 'the answer to the same');
        same(await countOf(desk.backend), 1, 'how many there are');
      },
    },
    {
      name: 'sends once with a key, also when the desk was closed and opened again',
      needs: ['keys', 'second'],
      seed: writing(),
      async run(desk) {
        const first = await desk.second();
        const message = await send({ ...desk, backend: first }, {}, { key: 'send-1' });
        await first.close?.();
        const again = await send({ ...desk, backend: await desk.second() }, {}, { key: 'send-1' });
        same(written(again), written(message), 'the answer to the same');
        same(await countOf(desk.backend), 1, 'how many there are');
      },
    },
    {
      name: 'is handed over once with a key',
      needs: ['keys', 'second', 'handedOver'],
      seed: writing(),
      async run(desk) {
        const other = await desk.second();
        for (let index = 0; index < 6; index += 1) {
          const key = `send-${index}`;
          const late = async () => {
            // Each a little later than the one before, so that they meet at every step.
            for (let step = 0; step < index * 3; step += 1) await Promise.resolve();
            return send({ ...desk, backend: other }, {}, { key });
          };
          const [{ id }] = await Promise.all([send(desk, {}, { key }), late()]);
          await reaches(desk, id, 'sent', 'delivered');
          await send(desk, {}, { key });
        }
        same(desk.handedOver().length, 6, 'how many are handed over');
      },
    },
    {
      name: 'knows what is empty and what is left out as the same, and what is not named too',
      needs: ['keys'],
      seed: writing(),
      async run(desk) {
        const first = await send(desk, {}, { key: 'send-1' });
        for (const more of [{ reason: '' }, { interactionId: undefined }, { secret: 'x' }])
          same((await send(desk, more as Partial<MessageDraft>, { key: 'send-1' })).id, first.id, `with ${inShort(more)}`);
      },
    },
    {
      name: 'refuses the key for anything else',
      needs: ['keys'],
      seed: writing(),
      async run(desk) {
        const { messages } = desk.backend;
        await send(desk, {}, { key: 'send-1' });
        const others: readonly Partial<MessageDraft>[] = [
          { text: 'Another' },
          { to: { customerId: desk.id(0), field: 'phone' } },
          { interactionId: 'talk' },
          { templateId: 't1' },
          { reason: 'why' },
          { origin: 'group' },
        ];
        for (const more of others) await refusedFor(send(desk, more, { key: 'send-1' }), inShort(more), 'key reused');
        for (const draft of [email(desk), smsToOla(desk)])
          await refusedFor(messages.send(draft, { key: 'send-1' }), 'another message', 'key reused');
        same(await countOf(desk.backend), 1, 'how many there are');
      },
    },
    {
      name: 'knows a key by the agent: a colleague’s is another one',
      needs: ['keys', 'second'],
      seed: writing(),
      async run(desk) {
        const other = await desk.second(bea);
        const mine = await send(desk, {}, { key: 'send-1' });
        const theirs = await send({ ...desk, backend: other }, {}, { key: 'send-1' });
        same([mine.agentId, theirs.agentId], ['agent1', 'agent2'], 'who wrote them');
        ensure(mine.id !== theirs.id, 'there are two');
      },
    },
    {
      name: 'leaves the key free where the message is refused',
      needs: ['keys'],
      seed: writing(),
      async run(desk) {
        await refusedFor(send(desk, { text: '{{name}}' }, { key: 'send-1' }), 'an open variable', 'text open-variable');
        await refused(send(desk, { interactionId: 'nobody' }, { key: 'send-1' }), 'not-found', 'an unknown conversation');
        same((await send(desk, { text: 'Kari' }, { key: 'send-1' })).text, 'Kari', 'what is sent');
      },
    },
    {
      name: 'leaves the key free where it is aborted before',
      needs: ['keys'],
      seed: writing(),
      async run(desk) {
        const signal = AbortSignal.abort();
        await aborted(send(desk, {}, { signal, key: 'send-1' }), signal, 'send');
        same((await send(desk, { text: 'Other' }, { key: 'send-1' })).text, 'Other', 'what is sent');
        same(await countOf(desk.backend), 1, 'how many there are');
      },
    },
    {
      name: 'answers what was sent, whoever refused messages since',
      needs: ['keys', 'saveConsent', 'second'],
      seed: writing(),
      async run(desk) {
        const message = await send(desk, {}, { key: 'send-1' });
        await desk.saveConsent({ channel: 'sms', consent: 'refused', customerId: desk.id(0) });
        same(written(await send(desk, {}, { key: 'send-1' })), written(message), 'the answer to the same');
        same(await countOf(desk.backend), 1, 'how many there are');
      },
    },
    {
      name: 'ends well where the answer is lost: with the signal’s reason, or with the message, and once in all',
      needs: ['keys'],
      seed: writing(),
      async run(desk) {
        for (let index = 0; index < 12; index += 1) {
          const controller = new AbortController();
          const key = `send-${index}`;
          const draft = sms(desk, { text: `Message ${index}` });
          const sending: Promise<Message> = desk.backend.messages.send(draft, { signal: controller.signal, key });
          for (let step = 0; step < index * 2; step += 1) await Promise.resolve();
          controller.abort();
          await sending.catch((caught: unknown) => same(caught, controller.signal.reason, 'what it rejects with'));
          same((await desk.backend.messages.send(draft, { key })).text, draft.text, 'what is sent');
          same(await countOf(desk.backend), index + 1, 'how many there are');
        }
      },
    },
  ],
};
