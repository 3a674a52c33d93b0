import type { AddressRef } from '../../domain/address.js';
import type { MessageTarget } from '../../backend/backend.js';
import { aborted, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Desk, Section } from './case.js';
import { kari, kariPhone, ola, person } from './cast.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { countOf, email, keptAs, send, smsToOla, target, writing } from './message-cast.js';
import { allBut } from './note-cast.js';

/** An agent who passes nothing that blocks. */
const obeying = async (desk: Desk): Promise<Desk> => ({
  ...desk,
  backend: await desk.second({ permissions: allBut('messages.override') }),
});

/** `consent way: kind policy, …` */
async function standing({ backend }: Pick<Desk, 'backend'>, of: MessageTarget): Promise<string> {
  const { consent, way, objections } = await backend.messages.consent(of);
  return `${consent} ${way}: ${objections.map(({ kind, policy }) => `${kind} ${policy}`).join(', ')}`;
}

const refusal = (desk: Desk, index = 0) => ({ channel: 'sms', consent: 'refused', customerId: desk.id(index) }) as const;

export const messagesConsent: Section = {
  name: 'messages.consent',
  needs: ['messages.consent', 'messages.send', 'messages.list'],
  cases: [
    {
      name: 'is unknown where nobody was ever asked, and that stands against nothing unless somebody wants it',
      seed: writing(),
      async run(desk) {
        same(await standing(desk, target(desk)), 'unknown open: ', 'an SMS');
        same(await standing(desk, { channel: 'email', to: { raw: 'x@example.org' } }), 'unknown open: ', 'an e-mail');
        const { now } = await desk.backend.messages.consent(target(desk));
        same(Date.parse(now) >= Date.parse(desk.now), true, 'whether it is now');
      },
    },
    {
      name: 'is asked for where the settings want it, and given with a reason',
      needs: ['settings', 'second'],
      seed: writing({ settings: { messageWithoutConsent: 'warn' } }),
      async run(desk) {
        for (const each of [desk, await obeying(desk)]) {
          same(await standing(each, target(desk)), 'unknown reason: no-consent warn', 'the standing');
          for (const reason of [undefined, '', ' \n'])
            await refusedFor(send(each, { reason: reason as string }), `the reason ${inShort(reason)}`, 'reason required');
          const message = await send(each, { reason: ' She asked for it.\n' });
          same(message.reason, ' She asked for it.\n', 'the reason');
          await keptAs(desk.backend, message);
        }
      },
    },
    {
      name: 'blocks where the settings say so, but for those who may override, with a reason',
      needs: ['settings', 'permissions', 'second'],
      seed: writing({ settings: { messageWithoutConsent: 'block' } }),
      async run(desk) {
        const obedient = await obeying(desk);
        same(await standing(obedient, target(desk)), 'unknown closed: no-consent block', 'who obeys');
        for (const reason of ['', 'Please']) await refusedFor(send(obedient, { reason }), 'who obeys', 'to no-consent');
        same(await standing(desk, target(desk)), 'unknown reason: no-consent block', 'who overrides');
        await refusedFor(send(desk), 'who overrides without a reason', 'reason required');
        same((await send(desk, { reason: 'Please' })).reason, 'Please', 'the reason');
        same(await countOf(desk.backend), 1, 'how many are sent');
      },
    },
    {
      name: 'stands against nothing where it was given, by this way and no other',
      needs: ['settings', 'saveConsent'],
      seed: writing({ settings: { messageWithoutConsent: 'warn' } }),
      async run(desk) {
        await desk.saveConsent({ channel: 'sms', consent: 'given', customerId: desk.id(0) });
        same(await standing(desk, target(desk)), 'given open: ', 'an SMS');
        same((await send(desk, { reason: 'None is needed' })).reason, undefined, 'the reason');
        const mail = { ...target(desk), channel: 'email', to: { customerId: desk.id(0), field: 'email' } } as const;
        same(await standing(desk, mail), 'unknown reason: no-consent warn', 'an e-mail');
      },
    },
    {
      name: 'that is refused blocks unless told otherwise, and says since when',
      needs: ['saveConsent', 'permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const at = desk.ago(3);
        await desk.saveConsent({ ...refusal(desk), at });
        const obedient = await obeying(desk);
        same(await standing(obedient, target(desk)), 'refused closed: opted-out block', 'who obeys');
        const { objections } = await desk.backend.messages.consent(target(desk));
        same(objections, [{ kind: 'opted-out', policy: 'block', sinceAt: at }], 'what stands against it');
        const byField = { channel: 'sms', to: { customerId: desk.id(0), field: 'mobile' } } as const;
        same(await standing(obedient, byField), 'refused closed: opted-out block', 'whose field it is');
        await refusedFor(send(obedient, { reason: 'x' }), 'who obeys', 'to opted-out');
        await refusedFor(send(desk), 'who overrides without a reason', 'reason required');
        same((await send(desk, { reason: 'x' })).reason, 'x', 'the reason');
        same((await desk.backend.messages.send(email(desk))).channel, 'email', 'what is sent another way');
        same((await desk.backend.messages.send(smsToOla(desk))).customerId, desk.id(1), 'who is sent another');
      },
    },
    ...(['warn', 'allow'] as const).map((messageOptedOut) => ({
      name: `that is refused ${messageOptedOut === 'warn' ? 'needs a reason' : 'counts for nothing'} where the settings say ${messageOptedOut}`,
      needs: ['saveConsent', 'settings', 'second'] as const,
      seed: writing({ settings: { messageOptedOut } }),
      async run(desk: Desk) {
        await desk.saveConsent(refusal(desk));
        const obedient = await obeying(desk);
        const expected = messageOptedOut === 'warn' ? 'refused reason: opted-out warn' : 'refused open: ';
        same(await standing(obedient, target(desk)), expected, 'the standing');
        if (messageOptedOut === 'warn') await refusedFor(send(obedient), 'without a reason', 'reason required');
        same((await send(obedient, { reason: 'x' })).reason, messageOptedOut === 'warn' ? 'x' : undefined, 'the reason');
      },
    })),
    {
      name: 'of an address counts for whoever has it, however it is written, and for no other',
      needs: ['saveConsent', 'phones', 'second'],
      seed: { customers: [kari, person('Same Number', { phone: '0047 922 33 445' }), ola] },
      async run(desk) {
        await desk.saveConsent({ channel: 'sms', consent: 'refused', address: '922 33 445' });
        const of = (index: number, field: string) => ({ channel: 'sms', to: { customerId: desk.id(index), field } }) as const;
        for (const each of [of(0, 'mobile'), of(1, 'phone'), { channel: 'sms', to: { raw: kariPhone } } as const])
          same(await standing(desk, each), 'refused reason: opted-out block', inShort(each));
        same(await standing(desk, of(2, 'phone')), 'unknown open: ', 'another');
        await refusedFor(send(await obeying(desk), { to: { raw: kariPhone } }), 'who obeys', 'to opted-out');
      },
    },
    {
      name: 'counts as refused before given, whoever said it',
      needs: ['saveConsent'],
      seed: writing(),
      async run(desk) {
        const of = { customer: { customerId: desk.id(0) }, address: { address: kariPhone } };
        for (const [given, refused] of [
          ['customer', 'address'],
          ['address', 'customer'],
        ] as const) {
          await desk.saveConsent({ channel: 'sms', consent: 'given', ...of[given] });
          await desk.saveConsent({ channel: 'sms', consent: 'refused', ...of[refused] });
          same(await standing(desk, target(desk)), 'refused reason: opted-out block', `refused by the ${refused}`);
        }
      },
    },
    {
      name: 'is what was said last, and nothing when that is forgotten',
      needs: ['saveConsent', 'second'],
      seed: writing(),
      async run(desk) {
        for (const each of [{ customerId: desk.id(0) }, { address: kariPhone }])
          for (const [consent, expected] of [
            ['refused', 'refused reason: opted-out block'],
            ['given', 'given open: '],
            ['unknown', 'unknown open: '],
          ] as const) {
            await desk.saveConsent({ channel: 'sms', consent, ...each });
            for (const { messages } of [desk.backend, await desk.second(bea)])
              same(await standing({ backend: { ...desk.backend, messages } }, target(desk)), expected, `after ${consent}`);
          }
      },
    },
    {
      name: 'of an address that cannot be written to has nothing against it: sending says what is wrong',
      needs: ['settings', 'phones'],
      seed: writing({ settings: { messageWithoutConsent: 'block' } }),
      async run(desk) {
        for (const to of [{ raw: 'anonymous' }, { raw: 'x@example.org' }, { customerId: desk.id(1), field: 'mobile' }]) {
          same((await standing(desk, { channel: 'sms', to: to as AddressRef })).split(' ')[1], 'open:', inShort(to));
          const customerId = to.customerId ?? desk.id(0);
          await refusedFor(send(desk, { to: to as AddressRef, customerId, reason: 'x' }), inShort(to), 'to not-a-phone-number');
        }
      },
    },
    {
      name: 'is refused for what is no target, and for what is not there',
      seed: writing(),
      async run(desk) {
        const asking = (of: unknown) => desk.backend.messages.consent(of as MessageTarget);
        for (const channel of ['fax', '', 'toString', 7, undefined])
          await refusedFor(asking({ ...target(desk), channel }), inShort(channel), 'channel not-a-choice');
        for (const to of [undefined, null, 7, 'text', {}, { raw: '' }, { field: 'mobile' }])
          await refused(asking({ ...target(desk), to }), 'invalid', inShort(to), 'to');
        for (const nonsense of [undefined, null, 7, []]) await refused(asking(nonsense), 'invalid', inShort(nonsense), 'channel');
        for (const nobody of hostileIds.filter(Boolean))
          for (const to of [{ customerId: nobody, field: 'mobile' }, { interactionId: nobody }])
            await refused(asking({ channel: 'sms', to }), 'not-found', inShort(to));
      },
    },
    {
      name: 'needs messages.send and nothing else, and can be aborted',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const sender = await desk.second({ permissions: ['messages.send'] });
        same((await sender.messages.consent(target(desk))).way, 'open', 'the way');
        const reader = await desk.second({ permissions: allBut('messages.send') });
        for (const of of [target(desk), { channel: 'fax', to: { raw: '' } } as never])
          await refused(reader.messages.consent(of), 'denied', inShort(of));
        const signal = AbortSignal.abort();
        await aborted(desk.backend.messages.consent(target(desk), { signal }), signal, 'consent');
      },
    },
  ],
};
