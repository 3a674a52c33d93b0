import { isBackendError } from '../../backend/backend-error.js';
import { ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { crowd, kariPhone } from './cast.js';
import { countOf, email, everyMessage, send, sendAll, smsToOla, target, within, writing } from './message-cast.js';
import { turn, watching } from './watching.js';

const minute = 60_000;
const many = Array.from({ length: 205 }, (_, at) => `Message ${at}`);

/** Writes to a customer a little later for each of them, so that it meets a removal at every step. */
async function sendLate(desk: Desk, backend: Desk['backend'], index: number): Promise<unknown> {
  for (let step = 0; step < index * 3; step += 1) await Promise.resolve();
  const customerId = desk.id(index);
  return send({ ...desk, backend }, { customerId, to: { customerId, field: 'mobile' } }, { key: `late-${index}` });
}

export const messagesCustomers: Section = {
  name: 'customers, messages',
  needs: ['messages.send', 'messages.list', 'messages.get'],
  cases: [
    {
      name: 'impact counts them, of others none, and more than a page of them',
      needs: ['customers.impact'],
      seed: writing(),
      async run(desk) {
        const count = async (index: number) => (await desk.backend.customers.impact(desk.id(index))).messages;
        same([await count(0), await count(1)], [0, 0], 'the counts before');
        await sendAll(desk, ...many);
        await desk.backend.messages.send(smsToOla(desk));
        same([await count(0), await count(1)], [205, 1], 'the counts');
      },
    },
    {
      name: 'remove takes them along out of every list, and leaves those to others',
      needs: ['customers.remove', 'second'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const other = await desk.second(bea);
        const message = await send(desk, { origin: 'case', caseId: 'k', interactionId: 'talk' });
        const mail = await backend.messages.send(email(desk));
        const theirs = await backend.messages.send(smsToOla(desk, { origin: 'case', caseId: 'k' }));
        await backend.customers.remove(id(0), 1);
        for (const each of [backend, other]) {
          for (const scope of [{ customerId: id(0) }, { interactionId: 'talk' }, { channel: 'email' }] as const)
            same(await each.messages.list(scope), { items: [] }, `the list of ${inShort(scope)}`);
          for (const gone of [message, mail]) same(await each.messages.get(gone.id), undefined, 'the message');
          for (const scope of [{ customerId: id(1) }, { caseId: 'k' }, { channel: 'sms' }] as const)
            same(
              (await everyMessage(each, scope)).map((left) => left.id),
              [theirs.id],
              `what is left of ${inShort(scope)}`,
            );
        }
      },
    },
    {
      name: 'remove takes more of them than a page has',
      needs: ['customers.remove'],
      seed: writing(),
      async run(desk) {
        const messages = await sendAll(desk, ...many);
        await desk.backend.customers.remove(desk.id(0), 1);
        for (const at of [0, 100, 204]) same(await desk.backend.messages.get(messages[at]!.id), undefined, `message ${at}`);
        same(await countOf(desk.backend), 0, 'how many are left');
      },
    },
    {
      name: 'remove hands over nothing any more that is still queued',
      needs: ['customers.remove', 'setDelivery', 'handedOver', 'tick'],
      seed: writing(),
      async run(desk) {
        desk.setDelivery(false);
        await send(desk);
        const theirs = await desk.backend.messages.send(smsToOla(desk));
        await desk.tick(1);
        await turn();
        await desk.backend.customers.remove(desk.id(0), 1);
        desk.setDelivery(true);
        for (let minutes = 0; minutes < 60 && desk.handedOver().length === 0; minutes += 1) {
          await desk.tick(minute);
          await within(200, () => desk.handedOver().length > 0);
        }
        await desk.tick(60 * minute);
        await within(50, () => desk.handedOver().length > 1);
        // The same may be handed over twice where the clock runs on before a slow store has written down that it was.
        const handedOver = new Set(desk.handedOver().map(({ id }) => id));
        same([...handedOver], [theirs.id], 'what is handed over');
      },
    },
    {
      name: 'remove and erase are told as a change of each message',
      needs: ['customers.remove', 'customers.erase', 'watch'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const messages = [...(await sendAll(desk, 'one', 'two')), await backend.messages.send(smsToOla(desk))];
        await turn();
        await turn();
        const watcher = watching(desk, backend, { kinds: ['message'] });
        await backend.customers.remove(id(0), 1);
        await backend.customers.erase(id(1));
        for (const [index, message] of messages.entries()) {
          await watcher.until(message.id);
          same(watcher.of(message.id)[0]?.customerId ?? message.customerId, id(index < 2 ? 0 : 1), 'whose message it was');
        }
        watcher.stop();
      },
    },
    {
      name: 'remove leaves nobody to write to, in any way that named them',
      needs: ['customers.remove', 'messages.consent'],
      seed: writing(),
      async run(desk) {
        await desk.backend.customers.remove(desk.id(0), 1);
        await refused(send(desk), 'not-found', 'a message');
        await refused(send(desk, { to: { raw: kariPhone } }), 'not-found', 'a message to the number');
        await refused(desk.backend.messages.consent(target(desk)), 'not-found', 'the consent');
        same(await countOf(desk.backend), 0, 'how many are kept');
      },
    },
    {
      name: 'remove leaves nothing that is sent at the same time, whichever is the faster',
      needs: ['customers.remove', 'second'],
      seed: { customers: crowd(24, { mobile: kariPhone }) },
      async run(desk) {
        const other = await desk.second(bea);
        for (const [index, customerId] of desk.ids.entries()) {
          const [removal, late] = await Promise.allSettled([
            desk.backend.customers.remove(customerId, 1),
            sendLate(desk, other, index),
          ]);
          same(removal.status, 'fulfilled', 'the removal');
          if (late.status === 'rejected')
            ensure(isBackendError(late.reason) && late.reason.code === 'not-found', inShort(late.reason));
          same(await desk.backend.messages.list({ customerId }), { items: [] }, `the list of customer ${index}`);
        }
        same(await countOf(desk.backend), 0, 'how many are left');
      },
    },
    {
      name: 'erase deletes them, those too that only went to a field, and the receipt counts them',
      needs: ['customers.erase'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const card = await send(desk, { text: 'Rosebud' });
        const field = await send(desk, { customerId: '', origin: 'case', caseId: 'k', text: 'Rosebud' });
        const theirs = await backend.messages.send(smsToOla(desk));
        const receipt = await backend.customers.erase(id(0));
        same(receipt.counts['message'], 2, 'how many were deleted');
        ensure(!JSON.stringify(receipt).includes('Rosebud'), 'the receipt says nothing of what was in them');
        for (const message of [card, field]) same(await backend.messages.get(message.id), undefined, 'the message');
        same(
          (await everyMessage(backend, { channel: 'sms' })).map((left) => left.id),
          [theirs.id],
          'what is left',
        );
      },
    },
    {
      name: 'erase deletes what was sent in the conversations that go with the customer',
      needs: ['customers.erase'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const own = { customerId: '', origin: 'interaction', interactionId: 'talk' } as const;
        const answer = await send(desk, { ...own, to: { interactionId: 'talk' } });
        const theirs = await backend.messages.send(smsToOla(desk));
        same((await backend.customers.erase(id(0))).counts['message'], 1, 'how many were deleted');
        same(await backend.messages.get(answer.id), undefined, 'the message');
        same(
          (await everyMessage(backend, { channel: 'sms' })).map((left) => left.id),
          [theirs.id],
          'what is left',
        );
      },
    },
    {
      name: 'erase counts none where there are none, or none any more',
      needs: ['customers.erase', 'customers.remove'],
      seed: writing(),
      async run(desk) {
        const { customers } = desk.backend;
        await send(desk);
        await customers.remove(desk.id(0), 1);
        for (const index of [0, 1]) same((await customers.erase(desk.id(index))).counts['message'], 0, 'how many were deleted');
      },
    },
    {
      name: 'erase leaves nothing in the answers that are kept with keys, also of who was removed before',
      needs: ['customers.erase', 'customers.remove', 'keys'],
      seed: writing(),
      async run(desk) {
        const { messages, customers } = desk.backend;
        const drafts = [email(desk), smsToOla(desk)];
        for (const [index, draft] of drafts.entries()) {
          await messages.send(draft, { key: `send-${index}` });
          if (index) await customers.remove(desk.id(index), 1);
          await customers.erase(desk.id(index));
          await refused(messages.send(draft, { key: `send-${index}` }), 'not-found', 'the message that is sent again');
        }
        same(await countOf(desk.backend), 0, 'how many are left');
      },
    },
    {
      name: 'erase leaves nothing that is sent at the same time, whichever is the faster',
      needs: ['customers.erase', 'second', 'keys'],
      seed: { customers: crowd(24, { mobile: kariPhone }) },
      async run(desk) {
        const other = await desk.second(bea);
        for (const [index, customerId] of desk.ids.entries()) {
          const [erasure] = await Promise.allSettled([desk.backend.customers.erase(customerId), sendLate(desk, other, index)]);
          same(erasure.status, 'fulfilled', 'the erasure');
          await refused(sendLate(desk, other, index), 'not-found', `the message to customer ${index} that is sent again`);
        }
        same(await countOf(desk.backend), 0, 'how many are left');
      },
    },
    {
      name: 'erase leaves what was said of an address; what a customer said is not said of the address',
      needs: ['customers.erase', 'saveConsent', 'messages.consent'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const number = async () => (await backend.messages.consent({ channel: 'sms', to: { raw: kariPhone } })).consent;
        await desk.saveConsent({ channel: 'sms', consent: 'refused', customerId: id(0) });
        await backend.customers.erase(id(0));
        same(await number(), 'unknown', 'what is known of the number');
        await desk.saveConsent({ channel: 'sms', consent: 'refused', address: '22 34 56 78' });
        await backend.customers.erase(id(1));
        const { consent } = await backend.messages.consent({ channel: 'sms', to: { raw: '+4722345678' } });
        same(consent, 'refused', 'what is known of the other number');
      },
    },
  ],
};
