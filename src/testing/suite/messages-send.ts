import type { Message, MessageDraft } from '../../domain/message.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { countOf, email, everyMessage, idsOf, keptAs, send, sms, written, writing } from './message-cast.js';
import { allBut } from './note-cast.js';
import { hostileValues } from './values.js';
import { turn, watching } from './watching.js';

/** What has to come back as it went in. */
const texts: readonly string[] = [
  '  Calls back.\r\n\r\n\tMind the dog!\n  ',
  'Zażółć gęślą jaźń – “quoted” … € {single} [braces]',
  'שלום עולם مرحبا \u202Egnp.exe\u2066',
  '\u0001\u001B[31mred\u007F\uFEFF\u200B\u2028',
  ...Object.values(hostileValues).filter((text) => text.length < 600 && !/[\0\p{Cs}]|\{\{|\}\}/u.test(text)),
];

export const messagesSend: Section = {
  name: 'messages.send',
  needs: ['messages.send', 'messages.list', 'messages.get'],
  cases: [
    {
      name: 'answers the message: by whom, when, to whom, from where, and as what',
      seed: writing(),
      async run(desk) {
        const draft = email(desk, { interactionId: 'talk', templateId: 't-late' });
        const message = await desk.backend.messages.send(draft);
        const { id, createdAt, address, ...rest } = written(message)!;
        same(rest, { ...draft, agentId: 'agent1', agentName: 'Astrid Agent' }, 'the message');
        same(address, 'kari.nordmann@example.org', 'the address');
        ensure(Date.parse(createdAt!) >= Date.parse(desk.now), `it is written at ${createdAt}`);
        ensure(['queued', 'sent', 'delivered'].includes(message.state), `it is ${message.state}`);
        same((await desk.backend.messages.get(id!))?.createdAt, createdAt, 'when it is written, as it is got');
      },
    },
    {
      name: 'shows the number that an SMS goes to',
      needs: ['phones'],
      seed: writing(),
      async run(desk) {
        const { address, subject } = await send(desk);
        ensure(address.replace(/\D/g, '').endsWith('92233445'), `the address is ${inShort(address)}`);
        same(subject, undefined, 'the subject');
      },
    },
    {
      name: 'is there at once, for a colleague too',
      needs: ['second'],
      seed: writing(),
      async run(desk) {
        const other = await desk.second(bea);
        const message = await send(desk);
        for (const each of [desk.backend, other]) await keptAs(each, message);
      },
    },
    {
      name: 'takes agent, state and times from the backend, and nothing that the port does not name',
      seed: writing(),
      async run(desk) {
        const forged = {
          ...{ id: 'mine', agentId: 'agent2', agentName: 'Bea', createdAt: '2001-01-01T00:00:00Z', revision: 9, secret: 'x' },
          ...{ state: 'failed', failure: 'blocked', failedAt: '2001-01-01T00:00:00Z', address: '+4799999999' },
        };
        const message = await send(desk, forged as Partial<MessageDraft>);
        same([message.agentId, message.agentName, message.failure], ['agent1', 'Astrid Agent', undefined], 'the message');
        ensure(message.id !== 'mine' && message.createdAt >= '2002', 'id and times are the backend’s');
        ensure(!message.address.includes('99999999'), `the address is ${message.address}`);
        await keptAs(desk.backend, message);
      },
    },
    {
      name: 'keeps the text exactly as it was written, and the subject too',
      seed: writing(),
      async run(desk) {
        for (const text of texts) {
          const subject = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
          for (const draft of [sms(desk, { text }), email(desk, { text, subject })]) {
            const message = await desk.backend.messages.send(draft);
            const found = await desk.backend.messages.get(message.id);
            for (const each of [message, found]) same([each?.text, each?.subject], [text, draft.subject], 'what is written');
          }
        }
      },
    },
    {
      name: 'belongs to a case and its campaign from there, and to none from elsewhere',
      seed: writing(),
      async run(desk) {
        const from = async (more: Partial<MessageDraft>) => {
          const { origin, caseId, campaignId, interactionId } = await send(desk, more);
          return [origin, caseId, campaignId, interactionId];
        };
        const cased = { origin: 'case', caseId: 'case-7', campaignId: 'winter' } as const;
        same(await from(cased), ['case', 'case-7', 'winter', undefined], 'one from a case');
        same(await from({ origin: 'case', caseId: '__proto__' }), ['case', '__proto__', undefined, undefined], 'another');
        same(await from({ origin: 'group' }), ['group', undefined, undefined, undefined], 'one to a group');
        same(
          await from({ origin: 'interaction', interactionId: 'talk' }),
          ['interaction', undefined, undefined, 'talk'],
          'one from a call',
        );
      },
    },
    {
      name: 'leaves out what is empty, and a reason that nothing needs',
      seed: writing(),
      async run(desk) {
        const empty = { caseId: '', campaignId: '', interactionId: '', subject: '', templateId: '', reason: '' };
        for (const more of [empty, { reason: 'Just because' }]) {
          const message = await send(desk, more);
          const left = Object.entries(message).filter(([name, value]) => name in empty && value !== undefined);
          same(left, [], `what is left of ${inShort(more)}`);
        }
      },
    },
    {
      name: 'rejects with not-found who is not there, and the conversation that nobody recorded',
      seed: writing(),
      async run(desk) {
        for (const nobody of hostileIds.filter((id) => id && !/[\0\p{Cs}]/u.test(id))) {
          const theirs = { customerId: nobody, field: 'mobile' };
          await refused(send(desk, { customerId: nobody, to: theirs }), 'not-found', `for the customer ${inShort(nobody)}`);
          await refused(send(desk, { interactionId: nobody }), 'not-found', `in the conversation ${inShort(nobody)}`);
          await refused(send(desk, { to: { interactionId: nobody } }), 'not-found', `to the conversation ${inShort(nobody)}`);
        }
        same(await countOf(desk.backend), 0, 'how many are kept');
      },
    },
    {
      name: 'keeps who wrote it, as they were called then',
      needs: ['second'],
      seed: writing(),
      async run(desk) {
        const { id } = await send(desk);
        const renamed = await desk.second({ agent: { id: 'agent1', name: 'Astrid Newname' } });
        await send({ ...desk, backend: renamed });
        const { agentId, agentName } = (await renamed.messages.get(id))!;
        same([agentId, agentName], ['agent1', 'Astrid Agent'], 'who wrote it');
      },
    },
    {
      name: 'loses nothing of what many send at the same time',
      needs: ['second'],
      seed: writing(),
      async run(desk) {
        const clients = [desk.backend, await desk.second(bea), await desk.second()];
        const made: readonly Message[] = await Promise.all(
          Array.from({ length: 24 }, (_, at) => send({ ...desk, backend: clients[at % 3]! }, { text: `Message ${at}` })),
        );
        const listed = idsOf(await everyMessage(desk.backend, { customerId: desk.id(0) }));
        same([...listed].sort(), [...idsOf(made)].sort(), 'the list');
      },
    },
    {
      name: 'is told to those who watch the customer, first with the key, and to those who watch another not at all',
      needs: ['watch', 'keys', 'second'],
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const mine = watching(desk, await desk.second(bea), { kinds: ['message'], customerId: id(0) });
        const others = watching(desk, backend, { kinds: ['message'], customerId: id(1) });
        const message = await send(desk, {}, { key: 'send-1' });
        const to = { customerId: id(1), field: 'phone' };
        const last = await send(desk, { customerId: id(1), to });
        await mine.until(message.id);
        await others.until(last.id);
        await turn();
        const [told] = mine.of(message.id);
        if (told) same(told, { kind: 'message', id: message.id, customerId: id(0), revision: 1, key: 'send-1' }, 'what is told');
        same(others.of(message.id), [], 'what those who watch another are told');
        for (const each of [mine, others]) each.stop();
      },
    },
    {
      name: 'needs messages.send, and for those who are known nothing else',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const sender = await desk.second({ permissions: ['messages.send'] });
        await send({ ...desk, backend: sender });
        await send({ ...desk, backend: sender }, { to: { interactionId: 'talk' }, origin: 'interaction', interactionId: 'talk' });
        const reader = await desk.second({ permissions: allBut('messages.send') });
        for (const more of [{}, { customerId: 'nobody' }, { text: '' }, { to: { raw: '' } }])
          await refused(send({ ...desk, backend: reader }, more), 'denied', `sending ${inShort(more)}`);
        same(await countOf(desk.backend), 2, 'how many are kept');
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: writing(),
      async run(desk) {
        const signal = AbortSignal.abort();
        await aborted(send(desk, {}, { signal }), signal, 'send');
        await turn();
        same(await countOf(desk.backend), 0, 'how many are kept');
      },
    },
  ],
};
