import { type DeliveryReport, type Message, messageFailures } from '../../domain/message.js';
import { ensure, inShort, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { email, everyMessage, reaches, send, sms, within, writing } from './message-cast.js';
import { turn, watching } from './watching.js';

const minute = 60_000;

/** A message that was handed over, and that nobody has heard of since. */
async function handed(desk: Desk) {
  const { id } = await send(desk);
  return reaches(desk, id, 'sent');
}

const sent: DeliveryReport = { state: 'sent' };
const failed: DeliveryReport = { state: 'failed', failure: 'expired' };
const delivered: DeliveryReport = { state: 'delivered' };

export const messagesDelivery: Section = {
  name: 'messages, delivery',
  needs: ['messages.send', 'messages.get', 'messages.list', 'handedOver'],
  cases: [
    {
      name: 'hands a message over once, as it was written, and it is sent then',
      needs: ['second', 'phones'],
      seed: writing(),
      async run(desk) {
        for (const client of [await desk.second(bea), await desk.second()]) await client.messages.channels();
        const text = ' Line one\r\n“two” 👩 <b>\u202E ';
        const drafts = [sms(desk, { text }), email(desk, { text, subject: '“Parcel” <i>' })];
        const made: Message[] = [];
        for (const draft of drafts) made.push(await reaches(desk, (await desk.backend.messages.send(draft)).id, 'sent'));
        await turn();
        const found = desk
          .handedOver()
          .map(({ id, channel, address, subject, text }) => ({ id, channel, address, subject, text }));
        const addresses = ['+4792233445', 'kari.nordmann@example.org'];
        const expected = drafts.map(({ channel, subject, text }, at) => ({
          id: made[at]!.id,
          channel,
          address: addresses[at],
          subject,
          text,
        }));
        same(found, expected, 'what is handed over');
        for (const { sentAt, createdAt } of made) ensure(Date.parse(sentAt!) >= Date.parse(createdAt), `it is sent at ${sentAt}`);
      },
    },
    {
      name: 'hands each of many over once, whichever desk does it',
      needs: ['second'],
      seed: writing(),
      async run(desk) {
        const clients = [desk.backend, await desk.second(bea), await desk.second()];
        const made = await Promise.all(
          Array.from({ length: 24 }, (_, at) => send({ ...desk, backend: clients[at % 3]! }, { text: `Message ${at}` })),
        );
        for (const { id } of made) await reaches(desk, id, 'sent');
        await turn();
        const ids = desk.handedOver().map(({ id }) => id);
        same([...ids].sort(), made.map(({ id }) => id).sort(), 'what is handed over');
      },
    },
    {
      name: 'hands over nothing that is refused',
      needs: ['second', 'permissions'],
      seed: writing(),
      async run(desk) {
        const denied = await desk.second({ permissions: [] });
        await Promise.allSettled([
          send(desk, { text: '{{name}}' }),
          send(desk, { to: { raw: 'nonsense' } }),
          send(desk, { customerId: 'nobody' }),
          send({ ...desk, backend: denied }),
        ]);
        const { id } = await handed(desk);
        same(
          desk.handedOver().map((each) => each.id),
          [id],
          'what is handed over',
        );
      },
    },
    {
      name: 'keeps what cannot be handed over queued, and hands it over once when it can',
      needs: ['setDelivery', 'tick', 'second'],
      seed: writing(),
      async run(desk) {
        desk.setDelivery(false);
        const [one, two] = [await send(desk), await send({ ...desk, backend: await desk.second(bea) })];
        await within(50, () => false);
        await desk.tick(minute);
        await within(50, () => false);
        for (const { id } of [one!, two!]) {
          const message = await desk.backend.messages.get(id);
          same([message?.state, message?.sentAt, message?.failure], ['queued', undefined, undefined], 'meanwhile');
        }
        desk.setDelivery(true);
        for (const { id } of [one!, two!]) {
          for (let minutes = 0; minutes < 60 && !desk.handedOver().some((each) => each.id === id); minutes += 1) {
            await desk.tick(minute);
            await within(200, () => desk.handedOver().some((each) => each.id === id));
          }
          await reaches(desk, id, 'sent');
        }
        same(desk.handedOver().length, 2, 'how many are handed over');
      },
    },
    {
      name: 'tells when a message arrived, and shows it in the list, to all',
      needs: ['reportDelivery', 'second'],
      seed: writing(),
      async run(desk) {
        const message = await handed(desk);
        const at = new Date(Date.parse(desk.now) + minute).toISOString();
        await desk.reportDelivery(message.id, { state: 'delivered', at });
        const expected = { ...message, state: 'delivered', deliveredAt: at, revision: message.revision + 1 };
        for (const each of [desk.backend, await desk.second(bea)]) {
          same(await each.messages.get(message.id), expected, 'the message');
          same(await everyMessage(each, { customerId: desk.id(0) }), [expected], 'the list');
        }
      },
    },
    {
      name: 'tells why a message failed, and refused where nobody says',
      needs: ['reportDelivery'],
      seed: writing(),
      async run(desk) {
        for (const failure of [...messageFailures, undefined]) {
          const message = await handed(desk);
          await desk.reportDelivery(message.id, { state: 'failed', ...(failure && { failure }) });
          const { state, failure: told, sentAt, failedAt } = (await desk.backend.messages.get(message.id))!;
          same([state, told, sentAt], ['failed', failure ?? 'refused', message.sentAt], `after ${failure}`);
          ensure(Date.parse(failedAt!) >= Date.parse(desk.now), `it failed at ${failedAt}`);
        }
      },
    },
    {
      name: 'ends in the same, in whichever order reports come, and never less far',
      needs: ['reportDelivery'],
      seed: writing(),
      async run(desk) {
        const orders: readonly (readonly [readonly DeliveryReport[], string])[] = [
          [[delivered, failed, sent], 'delivered'],
          [[failed, delivered, sent], 'delivered'],
          [[sent, delivered, failed], 'delivered'],
          [[failed, sent, failed], 'failed'],
          [[sent, sent, failed], 'failed'],
          [[sent], 'sent'],
        ];
        for (const [reports, state] of orders) {
          const { id } = await handed(desk);
          for (const report of reports) await desk.reportDelivery(id, report);
          const message = (await desk.backend.messages.get(id))!;
          const told = reports.map((each) => each.state).join(', ');
          same([message.state, message.failure], [state, state === 'failed' ? 'expired' : undefined], `after ${told}`);
        }
      },
    },
    {
      name: 'takes what is said again for nothing new',
      needs: ['reportDelivery', 'watch'],
      seed: writing(),
      async run(desk) {
        const { id } = await handed(desk);
        await desk.reportDelivery(id, delivered);
        const message = await desk.backend.messages.get(id);
        await turn();
        const watcher = watching(desk, desk.backend, { kinds: ['message'] });
        for (const report of [delivered, failed, sent]) await desk.reportDelivery(id, report);
        await turn();
        same(await desk.backend.messages.get(id), message, 'the message');
        same(watcher.of(id), [], 'what is told');
        watcher.stop();
      },
    },
    {
      name: 'is told step by step, with the customer and growing revisions',
      needs: ['reportDelivery', 'watch', 'second'],
      seed: writing(),
      async run(desk) {
        const watcher = watching(desk, await desk.second(bea), { kinds: ['message'], customerId: desk.id(0) });
        const { id } = await handed(desk);
        await desk.reportDelivery(id, delivered);
        const { revision } = (await desk.backend.messages.get(id))!;
        const end = Date.now() + desk.patience;
        const arrived = () => watcher.changes.some((each) => each.kind === 'reset' || each.revision === revision);
        while (!arrived() && Date.now() < end) await turn();
        ensure(arrived(), `revision ${revision} is not told; told so far: ${inShort(watcher.changes)}`);
        const told = watcher.of(id).map((each) => each.revision);
        same(
          told,
          [...new Set(told)].sort((a, b) => a - b),
          'the revisions that are told',
        );
        for (const each of watcher.of(id)) same(each.customerId, desk.id(0), 'whose message it is');
        watcher.stop();
      },
    },
  ],
};
