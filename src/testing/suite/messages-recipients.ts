import type { Message, MessageDraft } from '../../domain/message.js';
import { ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Seed, Section, Times } from './case.js';
import { call, fields, kari, kariPhone, ola, person, strangerPhone } from './cast.js';
import { refusedFor } from './catalogue-cast.js';
import { countOf, email, everyMessage, send, sms, within, writing } from './message-cast.js';
import { allBut } from './note-cast.js';
import { watching } from './watching.js';

const secretPhone = '+4792244668';
const secrets = { secretPhone: '+47 922 44 668', secretEmail: 'kari.private@example.org' };
const quiet = person('Quiet One', { mobile: kariPhone, ...secrets });

/** Somebody whose addresses only some may see, and a conversation with them. */
const hidden =
  (more: Partial<Seed> = {}) =>
  ({ ago }: Times): Partial<Seed> => ({
    customers: [quiet, ola],
    interactions: [call('secret', ago(0, 5), { from: secretPhone })],
    permissions: allBut('customers.reveal'),
    ...more,
  });

/** A message to the field of a customer, by what its name says. */
const toField = (desk: Pick<Desk, 'id'>, field: string, more: Partial<MessageDraft> = {}) =>
  (field.endsWith('mail') ? email : sms)(desk, { to: { customerId: desk.id(0), field }, ...more });

/** Throws when anything of an answer tells a concealed address. */
function keepsQuiet(answer: unknown, what: string): void {
  const text = JSON.stringify(answer) ?? '';
  const told = text.includes('kari.private') || text.replace(/[^\d"]/g, '').includes('2244668');
  ensure(!told, `${what} tells a concealed address: ${inShort(answer)}`);
}

const endsOn = (address: string, digits: string) =>
  ensure(address.replace(/\D/g, '').endsWith(digits), `the address is ${inShort(address)} instead of …${digits}`);

export const messagesRecipients: Section = {
  name: 'messages.send, recipients',
  needs: ['messages.send', 'messages.get', 'messages.list'],
  cases: [
    {
      name: 'are a customer’s field, whoever a conversation is with, and an address as it is typed',
      needs: ['phones'],
      seed: ({ ago }) => ({
        customers: [kari, ola],
        interactions: [
          call('talk', ago(0, 5), { from: strangerPhone }),
          call('out', ago(0, 5), { direction: 'outbound', from: '+4722334400', to: strangerPhone }),
          call('mail', ago(0, 5), { channel: 'email', from: 'Ola@Example.org' }),
        ],
      }),
      async run(desk) {
        endsOn((await send(desk)).address, '92233445');
        endsOn((await send(desk, { to: { raw: '0047 22 34 56 78' } })).address, '22345678');
        for (const interactionId of ['talk', 'out']) endsOn((await send(desk, { to: { interactionId } })).address, '92000011');
        const mail = await desk.backend.messages.send(email(desk, { to: { interactionId: 'mail' } }));
        same(mail.address.toLowerCase(), 'ola@example.org', 'the address of the mail');
        const raw = await desk.backend.messages.send(email(desk, { to: { raw: ' KARI@example.org ' } }));
        same(raw.address.trim().toLowerCase(), 'kari@example.org', 'the address as typed');
      },
    },
    {
      name: 'are handed over as whole numbers and addresses',
      needs: ['phones', 'handedOver'],
      seed: writing(),
      async run(desk) {
        await send(desk, { to: { raw: '922 33 445' } });
        await send(desk, { to: { raw: '+47 22 34 56 78;ext=12' } });
        await desk.backend.messages.send(email(desk, { to: { raw: 'Kari.Nordmann@Example.org' } }));
        await within(desk.patience, () => desk.handedOver().length >= 3);
        const addresses = desk.handedOver().map(({ address }) => address);
        same([...addresses].sort(), ['+4722345678', '+4792233445', 'kari.nordmann@example.org'], 'the addresses');
      },
    },
    {
      name: 'are the first of several in one field',
      needs: ['phones'],
      seed: { customers: [person('Two Numbers', { mobile: '22 34 56 78; 922 33 445', email: 'a@example.org, b@example.org' })] },
      async run(desk) {
        endsOn((await send(desk)).address, '22345678');
        same((await desk.backend.messages.send(email(desk))).address, 'a@example.org', 'the e-mail address');
      },
    },
    {
      name: 'are those of whom it is for, and of nobody else',
      seed: writing(),
      async run(desk) {
        for (const [customer, other] of [
          [0, 1],
          [1, 0],
        ] as const) {
          const to = { customerId: desk.id(other), field: 'mobile' };
          await refusedFor(
            send(desk, { customerId: desk.id(customer), to }),
            `to ${other} for ${customer}`,
            'to another-customer',
          );
        }
        await desk.backend.interactions.record({
          ...call('theirs', desk.ago(0, 5), { from: strangerPhone, customerId: desk.id(1) }),
        });
        const theirs = { to: { interactionId: 'theirs' }, interactionId: 'theirs' };
        await refusedFor(send(desk, { ...theirs, customerId: desk.id(0) }), 'the conversation of another', 'to another-customer');
        same(await countOf(desk.backend), 0, 'how many are kept');
        await send(desk, { ...theirs, customerId: desk.id(1) });
      },
    },
    {
      name: 'are refused where nobody can be written to there',
      needs: ['phones', 'settings'],
      seed: writing({
        customers: [{ ...kari, fields: { ...kari.fields, membership: kariPhone } }],
        settings: { ownNumbers: ['+4722334400'] },
      }),
      async run(desk) {
        const { messages } = desk.backend;
        for (const raw of ['anonymous', 'Posten', '1234', '+47 22 33 44 00', 'kari@example.org', '\0', '999'])
          await refusedFor(send(desk, { to: { raw } }), inShort(raw), 'to not-a-phone-number');
        for (const field of ['email', 'membership', 'phone', 'city'])
          await refusedFor(messages.send(sms(desk, { to: { customerId: desk.id(0), field } })), field, 'to not-a-phone-number');
        for (const raw of ['anonymous', 'kari', kariPhone, 'a@b', 'a@example.org\r\nBcc: b@example.org'])
          await refusedFor(messages.send(email(desk, { to: { raw } })), inShort(raw), 'to not-an-e-mail');
        const mobile = { customerId: desk.id(0), field: 'mobile' };
        for (const to of [mobile, { interactionId: 'talk' }])
          await refusedFor(messages.send(email(desk, { to })), inShort(to), 'to not-an-e-mail');
        const nothing = send(desk, { to: { customerId: desk.id(0), field: 'no-such-field' } });
        await refused(nothing, ['not-found', 'invalid'], 'a field that is none');
        same(await countOf(desk.backend), 0, 'how many are kept');
      },
    },
    {
      name: 'as they are typed need messages.free-address, whatever else is wrong',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const home = { ...desk, backend: await desk.second({ permissions: allBut('messages.free-address') }) };
        for (const raw of [kariPhone, strangerPhone, 'nonsense'])
          for (const text of ['Hi', '']) await refused(send(home, { to: { raw }, text }), 'denied', `a message to ${raw}`);
        for (const to of [{ customerId: desk.id(0), field: 'mobile' }, { interactionId: 'talk' }])
          endsOn((await send(home, { to })).address, '92233445');
        same(await countOf(desk.backend), 2, 'how many are kept');
      },
    },
    {
      name: 'that are concealed are written to, and shown as bullets to whoever may not see them',
      needs: ['permissions', 'confidential', 'second'],
      seed: hidden(),
      async run(desk) {
        const chief = await desk.second({ ...bea, permissions: allBut() });
        for (const field of ['secretPhone', 'secretEmail']) {
          const message = await desk.backend.messages.send(toField(desk, field));
          same(message.to, { customerId: desk.id(0), field }, 'the reference');
          const listed = (await everyMessage(desk.backend, { customerId: desk.id(0) })).find(({ id }) => id === message.id);
          for (const each of [message, await desk.backend.messages.get(message.id), listed]) {
            keepsQuiet(each, `a message to ${field}`);
            ensure(/^[^\p{L}\p{N}]+(\d{1,2})?$/u.test(each?.address ?? ''), `the address is ${inShort(each?.address)}`);
          }
          const open = await chief.messages.get(message.id);
          const [digits, shown] = [/\d/.test(open!.address), open!.address.replace(/\D/g, '')];
          ensure(digits ? shown.endsWith('92244668') : open!.address === secrets.secretEmail, `who may sees ${open!.address}`);
        }
      },
    },
    {
      name: 'that are concealed stay so where a colleague wrote to them, or their conversation is with them',
      needs: ['permissions', 'confidential', 'second'],
      seed: hidden(),
      async run(desk) {
        const chief = { ...desk, backend: await desk.second({ ...bea, permissions: allBut() }) };
        const typed = await send(chief, { to: { raw: secretPhone } });
        const written = await chief.backend.messages.send(toField(desk, 'secretEmail'));
        const called = await send(desk, { to: { interactionId: 'secret' } });
        for (const { id } of [typed, written, called]) keepsQuiet(await desk.backend.messages.get(id), 'what is got');
        keepsQuiet(await desk.backend.messages.list({ channel: 'sms' }), 'the list');
        keepsQuiet(called, 'the answer');
      },
    },
    {
      name: 'that were concealed stay so, also when the field has another one since',
      needs: ['permissions', 'confidential', 'second', 'customers.change'],
      seed: hidden({ fields: fields.map((field) => (field.confidential ? { ...field, editable: true } : field)) }),
      async run(desk) {
        const made: Message[] = [];
        for (const field of ['secretPhone', 'secretEmail']) made.push(await desk.backend.messages.send(toField(desk, field)));
        const chief = await desk.second({ ...bea, permissions: allBut() });
        const others = { secretPhone: strangerPhone, secretEmail: 'other@example.org' };
        await chief.customers.change(desk.id(0), { revision: 1, fields: others });
        for (const { id } of made) keepsQuiet(await desk.backend.messages.get(id), 'what is got');
        keepsQuiet(await desk.backend.messages.list({ customerId: desk.id(0) }), 'the list');
      },
    },
    {
      name: 'that are concealed are handed over as they are',
      needs: ['permissions', 'confidential', 'handedOver'],
      seed: hidden(),
      async run(desk) {
        for (const field of ['secretPhone', 'secretEmail']) await desk.backend.messages.send(toField(desk, field));
        await within(desk.patience, () => desk.handedOver().length >= 2);
        const addresses = desk.handedOver().map(({ address }) => address);
        same([...addresses].sort(), [secretPhone, secrets.secretEmail], 'the addresses');
      },
    },
    {
      name: 'that are concealed are told neither by errors nor by changes',
      needs: ['permissions', 'confidential', 'watch'],
      seed: hidden(),
      async run(desk) {
        const watcher = watching(desk, desk.backend, { kinds: ['message'] });
        const wrong = sms(desk, { to: { customerId: desk.id(0), field: 'secretEmail' } });
        const problem = await refused(desk.backend.messages.send(wrong), 'invalid', 'an SMS to an e-mail address', 'to');
        keepsQuiet([problem.message, problem.fields], 'the error');
        const { id } = await desk.backend.messages.send(toField(desk, 'secretPhone'));
        await watcher.until(id);
        keepsQuiet(watcher.changes, 'a change');
        watcher.stop();
      },
    },
    {
      name: 'stay those that were written to, whatever becomes of the field',
      needs: ['customers.change', 'phones'],
      seed: writing(),
      async run(desk) {
        const message = await send(desk);
        await desk.backend.customers.change(desk.id(0), { revision: 1, fields: { mobile: '+47 22 34 56 78' } });
        same((await desk.backend.messages.get(message.id))?.address, message.address, 'the address');
        endsOn((await send(desk)).address, '22345678');
      },
    },
  ],
};
