import { inShort, same } from '../assert.js';
import type { Desk, Section, Times } from './case.js';
import { kari, kariPhone } from './cast.js';
import { refusedFor } from './catalogue-cast.js';
import { countOf, email, livingIn, send, target, zonedFields } from './message-cast.js';
import { allBut } from './note-cast.js';

const minute = 60_000;

/** What the clocks show so many minutes after an instant, so many hours ahead of UTC: in zones that know no summer. */
const clock = (now: string, minutes: number, ahead = 0) =>
  new Date(Date.parse(now) + (minutes + ahead * 60) * minute).toISOString().slice(11, 16);

/** When the minute begins that is so many minutes after an instant. */
const minuteAt = (now: string, minutes: number) =>
  `${new Date(Date.parse(now) + minutes * minute).toISOString().slice(0, 16)}:00.000Z`;

/** Quiet hours that begin and end so many minutes from now, by the clocks of a zone. */
const hours = ({ now }: Times, from: number, until: number, ahead = 0) => ({
  messageQuietFrom: clock(now, from, ahead),
  messageQuietUntil: clock(now, until, ahead),
});

/** The house in UTC, and these customers. */
const house = (settings: object, customers = [kari]) => ({
  fields: zonedFields,
  customers,
  settings: { timeZone: 'UTC', ...settings },
});

async function objections(desk: Desk): Promise<string> {
  const { way, objections } = await desk.backend.messages.consent(target(desk));
  return [way, ...objections.map(({ kind, policy }) => `${kind} ${policy}`)].join(' ');
}

export const messagesQuiet: Section = {
  name: 'messages.consent, quiet hours',
  needs: ['messages.consent', 'messages.send', 'messages.list', 'settings'],
  cases: [
    {
      name: 'ask for a reason, say until when and by whose clocks, and keep no e-mail back',
      seed: (times) => house(hours(times, -60, 60)),
      async run(desk) {
        const { objections: found, way } = await desk.backend.messages.consent(target(desk));
        const expected = { kind: 'quiet-hours', policy: 'warn', untilAt: minuteAt(desk.now, 60), timeZone: 'UTC' };
        same([way, found], ['reason', [expected]], 'what stands against it');
        await refusedFor(send(desk), 'an SMS', 'reason required');
        same((await send(desk, { reason: 'It burns' })).reason, 'It burns', 'the reason');
        const mail = { ...target(desk), channel: 'email', to: { customerId: desk.id(0), field: 'email' } } as const;
        same((await desk.backend.messages.consent(mail)).objections, [], 'what stands against an e-mail');
        same((await desk.backend.messages.send(email(desk, { reason: 'x' }))).reason, undefined, 'the reason of an e-mail');
      },
    },
    {
      name: 'block where the settings say so, but for those who may override',
      needs: ['permissions', 'second'],
      seed: (times) => house({ ...hours(times, -60, 60), messageQuietHours: 'block' }),
      async run(desk) {
        const obedient = { ...desk, backend: await desk.second({ permissions: allBut('messages.override') }) };
        same(
          [await objections(desk), await objections(obedient)],
          ['reason quiet-hours block', 'closed quiet-hours block'],
          'the ways',
        );
        await refusedFor(send(obedient, { reason: 'x' }), 'who obeys', 'to quiet-hours');
        same((await send(desk, { reason: 'x' })).reason, 'x', 'the reason');
      },
    },
    {
      name: 'count for nothing where the settings say so',
      seed: (times) => house({ ...hours(times, -60, 60), messageQuietHours: 'allow' }),
      async run(desk) {
        same(await objections(desk), 'open', 'what stands against it');
        same((await send(desk)).reason, undefined, 'the reason');
      },
    },
    {
      name: 'are none before they begin, after they end, and where nobody set any',
      seed: (times) => house(hours(times, 60, 120)),
      async run(desk) {
        same(await objections(desk), 'open', 'what stands against it');
      },
    },
    {
      name: 'that ended are none',
      seed: (times) => house(hours(times, -120, -60)),
      async run(desk) {
        same(await objections(desk), 'open', 'what stands against it');
      },
    },
    {
      name: 'run over midnight where they end before they begin',
      seed: (times) => house({ ...hours(times, 60, -60), messageQuietHours: 'block' }),
      async run(desk) {
        // All day but for two hours around now: whichever of the two is the greater.
        same(await objections(desk), 'open', 'what stands against it');
      },
    },
    {
      name: 'of all the day but an hour are over when that hour begins',
      seed: (times) => house(hours(times, -22 * 60, 60)),
      async run(desk) {
        const [found] = (await desk.backend.messages.consent(target(desk))).objections;
        same(found?.untilAt, minuteAt(desk.now, 60), 'until when');
      },
    },
    {
      name: 'are by the customer’s clocks, where these are known',
      seed: (times) => house(hours(times, -60, 60, 9), [livingIn('Asia/Tokyo'), kari, livingIn('America/Phoenix')]),
      async run(desk) {
        const [found] = (await desk.backend.messages.consent(target(desk))).objections;
        same([found?.timeZone, found?.untilAt], ['Asia/Tokyo', minuteAt(desk.now, 60)], 'by whose clocks');
        for (const index of [1, 2]) {
          const to = { customerId: desk.id(index), field: 'mobile' };
          const { objections } = await desk.backend.messages.consent({ channel: 'sms', to, customerId: desk.id(index) });
          same(objections, [], `what stands against writing to customer ${index}`);
        }
      },
    },
    {
      name: 'are by the house’s clocks, where the customer’s are none',
      seed: (times) => house({ ...hours(times, -60, 60, 9), timeZone: 'Asia/Tokyo' }, [livingIn('Far/Away'), livingIn('+09:00')]),
      async run(desk) {
        for (const index of [0, 1]) {
          const to = { customerId: desk.id(index), field: 'mobile' };
          const { objections } = await desk.backend.messages.consent({ channel: 'sms', to, customerId: desk.id(index) });
          same(objections[0]?.timeZone, 'Asia/Tokyo', 'by whose clocks');
        }
        const typed = await desk.backend.messages.consent({ channel: 'sms', to: { raw: kariPhone } });
        same(typed.objections[0]?.timeZone, 'Asia/Tokyo', 'by whose clocks a number is read');
      },
    },
    {
      name: 'begin and end by the backend’s clock',
      needs: ['tick'],
      seed: (times) => house(hours({ ...times, now: minuteAt(times.now, 0) }, 5, 10)),
      async run(desk) {
        const passed = Date.parse(desk.now) - Date.parse(minuteAt(desk.now, 0));
        await desk.tick(5 * minute - passed - 1);
        same(await objections(desk), 'open', 'a millisecond before they begin');
        await desk.tick(1);
        same(await objections(desk), 'reason quiet-hours warn', 'as they begin');
        await refusedFor(send(desk), 'an SMS', 'reason required');
        await desk.tick(5 * minute - 1);
        same(await objections(desk), 'reason quiet-hours warn', 'a millisecond before they end');
        await desk.tick(1);
        same(await objections(desk), 'open', 'as they end');
        same((await send(desk)).reason, undefined, 'the reason');
      },
    },
    {
      name: 'stand behind what blocks, and are passed with it by one reason',
      needs: ['saveConsent', 'permissions', 'second'],
      seed: (times) => house(hours(times, -60, 60)),
      async run(desk) {
        await desk.saveConsent({ channel: 'sms', consent: 'refused', customerId: desk.id(0) });
        same(await objections(desk), 'reason opted-out block quiet-hours warn', 'what stands against it');
        const obedient = { ...desk, backend: await desk.second({ permissions: allBut('messages.override') }) };
        await refusedFor(send(obedient, { reason: 'x' }), 'who obeys', 'to opted-out');
        same((await send(desk, { reason: 'x' })).reason, 'x', 'the reason');
        same(await countOf(desk.backend), 1, 'how many are sent');
      },
    },
    {
      name: 'that block stand before what only warns',
      needs: ['permissions', 'second'],
      seed: (times) => house({ ...hours(times, -60, 60), messageQuietHours: 'block', messageWithoutConsent: 'warn' }),
      async run(desk) {
        const found = await objections(desk);
        same(found, 'reason quiet-hours block no-consent warn', `what stands against it: ${inShort(found)}`);
        const obedient = { ...desk, backend: await desk.second({ permissions: allBut('messages.override') }) };
        await refusedFor(send(obedient, { reason: 'x' }), 'who obeys', 'to quiet-hours');
      },
    },
  ],
};
