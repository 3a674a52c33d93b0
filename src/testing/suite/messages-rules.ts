import type { MessageDraft } from '../../domain/message.js';
import { ensure, inShort, refused, same } from '../assert.js';
import type { Section } from './case.js';
import { refusedFor } from './catalogue-cast.js';
import { countOf, email, offers, send, sms, writing } from './message-cast.js';
import { allBut } from './note-cast.js';

const long = 'x'.repeat(1001);

export const messagesRules: Section = {
  name: 'messages.send, rules',
  needs: ['messages.send', 'messages.list'],
  cases: [
    {
      name: 'refuse a text that is blank, no text, or has something open',
      seed: writing(),
      async run(desk) {
        for (const write of [sms, email]) {
          const trying = (text: unknown) => desk.backend.messages.send(write(desk, { text: text as string }));
          for (const blank of ['', ' \n\t\u00A0 ', undefined]) await refusedFor(trying(blank), inShort(blank), 'text required');
          for (const odd of [null, 7, {}, ['a'], true, 'a\0b', 'a\uD83D', '\uDE00b'])
            await refusedFor(trying(odd), inShort(odd), 'text not-text');
          for (const open of ['Dear {{name}}', 'Dear {{name|you}}', '{{', 'a }} b', '{{{a}}}'])
            await refusedFor(trying(open), inShort(open), 'text open-variable');
        }
        same(await countOf(desk.backend), 0, 'how many are kept');
      },
    },
    {
      name: 'refuse an SMS of more than ten segments where nobody set a limit',
      seed: writing(),
      async run(desk) {
        for (const [most, sign] of [
          [1530, 'a'],
          [760, '€'],
          [670, 'ł'],
          [330, '👩'],
        ] as const) {
          same((await send(desk, { text: sign.repeat(most) })).text.length, most * sign.length, `the longest of ${sign}`);
          const more = `${sign.repeat(most)}${sign}`;
          await refusedFor(send(desk, { text: more }), `one ${sign} too many`, 'text too-many-segments');
        }
      },
    },
    {
      name: 'refuse an SMS of more segments than its channel takes',
      seed: (times) => ({ ...writing()(times), channels: [{ channel: 'sms', segmentLimit: 2 }, offers[1]!] }),
      async run(desk) {
        same((await send(desk, { text: 'a'.repeat(306) })).text.length, 306, 'the longest');
        for (const text of ['a'.repeat(307), `${'a'.repeat(134)}ł`, 'x'.repeat(1_000_000)])
          await refusedFor(send(desk, { text }), inShort(text), 'text too-many-segments');
        same((await desk.backend.messages.send(email(desk, { text: 'a'.repeat(5000) }))).text.length, 5000, 'an e-mail');
      },
    },
    {
      name: 'refuse an e-mail that is longer than the settings say, counted in UTF-16 units',
      needs: ['settings'],
      seed: writing({ settings: { messageLimit: 4 } }),
      async run(desk) {
        const trying = (text: string) => desk.backend.messages.send(email(desk, { text }));
        for (const text of ['abcd', '👩👩', ' a\n ']) same((await trying(text)).text, text, 'a text of four units');
        for (const text of ['abcde', '👩👩 ', '   a  ']) await refusedFor(trying(text), inShort(text), 'text too-long');
        same((await send(desk, { text: 'abcdef' })).text, 'abcdef', 'an SMS');
      },
    },
    {
      name: 'let no other header begin in a subject',
      seed: writing(),
      async run(desk) {
        const trying = (subject: unknown) => desk.backend.messages.send(email(desk, { subject: subject as string }));
        for (const end of ['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u2029', '\t', '\u001B', '\uD83D'])
          for (const subject of [`Hi${end}Bcc: x@example.org`, `${end}Hi`, `Hi${end}`])
            await refusedFor(trying(subject), inShort(subject), 'subject not-a-line');
        for (const blank of [undefined, '', ' \r\n']) await refusedFor(trying(blank), inShort(blank), 'subject required');
        for (const odd of [null, 7, {}]) await refusedFor(trying(odd), inShort(odd), 'subject not-text');
        await refusedFor(trying('Dear {{name}}'), 'an open variable', 'subject open-variable');
        await refusedFor(trying('x'.repeat(901)), 'a long subject', 'subject too-long');
        same(await countOf(desk.backend), 0, 'how many are kept');
        same((await trying('x'.repeat(900))).subject?.length, 900, 'the longest');
      },
    },
    {
      name: 'refuse a subject in an SMS',
      seed: writing(),
      async run(desk) {
        await refusedFor(send(desk, { subject: 'Hi' }), 'an SMS with a subject', 'subject not-allowed');
      },
    },
    {
      name: 'know where it was written: who, what conversation and what case are needed there, and no case elsewhere',
      seed: writing(),
      async run(desk) {
        const trying = (more: Record<string, unknown>) => send(desk, { customerId: '', ...more } as Partial<MessageDraft>);
        for (const origin of ['card', 'group']) await refusedFor(trying({ origin }), origin, 'customerId required');
        await refusedFor(trying({ origin: 'interaction' }), 'a conversation', 'interactionId required');
        await refusedFor(trying({ origin: 'case' }), 'a case', 'caseId required');
        const more = { interactionId: 'talk', customerId: desk.id(0) };
        for (const origin of ['card', 'group', 'interaction']) {
          await refusedFor(trying({ ...more, origin, caseId: 'k' }), `a case from ${origin}`, 'caseId not-allowed');
          await refusedFor(trying({ ...more, origin, campaignId: 'k' }), `a campaign from ${origin}`, 'campaignId not-allowed');
        }
        for (const origin of ['', 'toString', 7, undefined])
          await refusedFor(trying({ ...more, origin }), inShort(origin), 'origin not-a-choice');
      },
    },
    {
      name: 'refuse what is no channel and no reference',
      seed: writing(),
      async run(desk) {
        const trying = (more: Record<string, unknown>) => send(desk, more as Partial<MessageDraft>);
        for (const channel of ['fax', '', 'toString', 7, null, undefined])
          await refusedFor(trying({ channel }), inShort(channel), 'channel not-a-choice');
        for (const to of [
          undefined,
          null,
          7,
          'text',
          [],
          {},
          { raw: '' },
          { raw: 7 },
          { customerId: desk.id(0) },
          { field: 'mobile' },
        ])
          await refusedFor(trying({ to }), inShort(to), 'to not-a-reference');
      },
    },
    {
      name: 'refuse ids and reasons that are no texts, or too long',
      seed: writing(),
      async run(desk) {
        const trying = (more: Record<string, unknown>) =>
          send(desk, { origin: 'case', caseId: 'k', ...more } as Partial<MessageDraft>);
        for (const name of ['customerId', 'interactionId', 'caseId', 'campaignId', 'templateId', 'reason']) {
          for (const odd of [7, {}, 'a\0', 'a\uD83D'])
            await refusedFor(trying({ [name]: odd }), `${name} ${inShort(odd)}`, `${name} not-text`);
          await refusedFor(trying({ [name]: long }), `a long ${name}`, `${name} too-long`);
        }
      },
    },
    {
      name: 'name everything that is wrong, in the order of the draft',
      seed: writing(),
      async run(desk) {
        const trying = (draft: unknown) => desk.backend.messages.send(draft as MessageDraft);
        const nothing = ['channel not-a-choice', 'to not-a-reference', 'origin not-a-choice', 'text required'];
        for (const nonsense of [undefined, null, 7, 'text', [], {}])
          await refusedFor(trying(nonsense), inShort(nonsense), ...nothing);
        const wrong = {
          ...{ reason: long, templateId: long, text: '{{a}}', subject: 'a\nb', campaignId: long, caseId: '', origin: 'case' },
          ...{ interactionId: long, customerId: long, to: {}, channel: 'email' },
        };
        const all = [
          ...['to not-a-reference', 'customerId too-long', 'interactionId too-long', 'caseId required', 'campaignId too-long'],
          ...['subject not-a-line', 'text open-variable', 'templateId too-long', 'reason too-long'],
        ];
        await refusedFor(trying(wrong), 'all of it', ...all);
      },
    },
    {
      name: 'say what is wrong before they say that nobody is there',
      seed: writing(),
      async run(desk) {
        const to = { customerId: 'nobody', field: 'mobile' };
        await refusedFor(send(desk, { customerId: 'nobody', to, text: ' ' }), 'nothing to nobody', 'text required');
      },
    },
    {
      name: 'let no address of one’s own in beside a reference',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const home = await desk.second({ permissions: allBut('messages.free-address') });
        const own = { raw: '+4792000011' };
        for (const to of [
          { ...own, customerId: desk.id(0), field: 'mobile' },
          { ...own, interactionId: 'talk' },
        ])
          await refused(
            send({ ...desk, backend: home }, { to }),
            ['denied', 'invalid'],
            `a message to ${inShort(Object.keys(to))}`,
          );
        const messages = await countOf(desk.backend);
        ensure(messages === 0, `${messages} messages are kept`);
      },
    },
  ],
};
