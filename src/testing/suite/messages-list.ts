import type { MessageScope } from '../../backend/backend.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { kariPhone } from './cast.js';
import { hostileIds } from './catalogue-cast.js';
import { email, everyMessage, idsOf, inOrder, send, sendAll, smsToOla, written, writing } from './message-cast.js';
import { allBut } from './note-cast.js';

const many = (count: number) => Array.from({ length: count }, (_, index) => `Message ${index}`);

export const messagesList: Section = {
  name: 'messages.list',
  needs: ['messages.list', 'messages.send'],
  cases: [
    {
      name: 'stands newest first',
      needs: ['tick'],
      seed: writing(),
      async run(desk) {
        for (const text of ['oldest', 'older', 'newest']) {
          await send(desk, { text });
          await desk.tick(1000);
        }
        const texts = (await everyMessage(desk.backend, { customerId: desk.id(0) })).map(({ text }) => text);
        same(texts, ['newest', 'older', 'oldest'], 'the list');
      },
    },
    {
      name: 'stands by id among those of one instant',
      seed: writing(),
      async run(desk) {
        const made = await sendAll(desk, ...many(30));
        for (const scope of [{ customerId: desk.id(0) }, { channel: 'sms' }] as const)
          same(idsOf(await everyMessage(desk.backend, scope)), idsOf(inOrder(made)), 'the list');
      },
    },
    {
      name: 'gives every message exactly once in pages of any size, in the same order',
      needs: ['tick'],
      seed: writing(),
      async run(desk) {
        for (let index = 0; index < 23; index += 1) {
          await send(desk, { text: `Message ${index}`, interactionId: 'talk', origin: 'case', caseId: 'k' });
          if (index % 4 === 0) await desk.tick(1000);
        }
        const scopes = [{ customerId: desk.id(0) }, { interactionId: 'talk' }, { caseId: 'k' }, { channel: 'sms' }] as const;
        const whole = idsOf(await everyMessage(desk.backend, scopes[0], 200));
        same([whole.length, new Set(whole).size], [23, 23], 'how many there are');
        for (const [at, limit] of [1, 5, 22, 23].entries())
          for (const scope of [scopes[at]!, scopes[0]])
            same(idsOf(await everyMessage(desk.backend, scope, limit)), whole, `${inShort(scope)} in pages of ${limit}`);
      },
    },
    {
      name: 'gives 50 at most unless told, goes on from there, and ends without an empty page',
      seed: writing(),
      async run(desk) {
        await sendAll(desk, ...many(57));
        const scope = { customerId: desk.id(0) };
        const first = await desk.backend.messages.list(scope);
        same([first.items.length, typeof first.next], [50, 'string'], 'the first page');
        const second = await desk.backend.messages.list(scope, { cursor: first.next! });
        same([second.items.length, second.next], [7, undefined], 'the second page');
        const { items, next } = await desk.backend.messages.list(scope, { limit: 57 });
        same(items.length, 57, 'the number of items');
        if (next !== undefined) same((await desk.backend.messages.list(scope, { cursor: next })).next, undefined, 'what follows');
      },
    },
    {
      name: 'moves no message to another page while others are sent',
      needs: ['tick', 'second'],
      seed: writing(),
      async run(desk) {
        const made = await sendAll(desk, ...many(20));
        const other = await desk.second(bea);
        const seen = await everyMessage(desk.backend, { customerId: desk.id(0) }, 3, async (page) => {
          if (page % 2) await desk.tick(1000);
          await send({ ...desk, backend: other }, { text: `Meanwhile ${page}` });
        });
        const before = new Set(idsOf(made));
        same(
          idsOf(seen).filter((id) => before.has(id)),
          idsOf(inOrder(made)),
          'those that were there before',
        );
      },
    },
    {
      name: 'is of one customer, one conversation, one case or one way, and of nothing else',
      needs: ['interactions.record'],
      seed: writing(),
      async run(desk) {
        const { messages, interactions } = desk.backend;
        await interactions.record({
          id: 'talk2',
          channel: 'call',
          direction: 'inbound',
          state: 'active',
          startedAt: desk.now,
          from: kariPhone,
        });
        const card = await send(desk);
        const mail = await messages.send(email(desk, { origin: 'group', interactionId: 'talk' }));
        const cased = await send(desk, { origin: 'case', caseId: 'k', interactionId: 'talk' });
        const other = await messages.send(smsToOla(desk, { origin: 'case', caseId: 'k2', interactionId: 'talk2' }));
        const all = [card, mail, cased, other];
        const expected: readonly (readonly [MessageScope, readonly (typeof card)[]])[] = [
          [{ customerId: desk.id(0) }, [card, mail, cased]],
          [{ customerId: desk.id(1) }, [other]],
          [{ interactionId: 'talk' }, [mail, cased]],
          [{ interactionId: 'talk2' }, [other]],
          [{ caseId: 'k' }, [cased]],
          [{ caseId: 'k2' }, [other]],
          [{ channel: 'sms' }, [card, cased, other]],
          [{ channel: 'email' }, [mail]],
        ];
        for (const [scope, messages] of expected) {
          const found = await everyMessage(desk.backend, scope);
          same([...idsOf(found)].sort(), [...idsOf(messages)].sort(), `the list of ${inShort(scope)}`);
          for (const each of found) same(written(each), written(all.find(({ id }) => id === each.id)), 'a message of the list');
        }
      },
    },
    {
      name: 'is an empty page without next of nobody, of whom nothing was sent to, and of what is no scope',
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        await send(desk, { origin: 'case', caseId: 'k', interactionId: 'talk' });
        const none = [...hostileIds, id(1), id(0).slice(0, -1), `${id(0)}\0`].map((customerId) => ({ customerId }));
        const others = hostileIds.flatMap((each) => [{ interactionId: each }, { caseId: each }, { channel: each }]);
        for (const scope of [
          ...none,
          ...others,
          undefined,
          null,
          {},
          7,
          { customerId: 7 },
          { agentId: 'agent1' },
        ] as MessageScope[])
          same(await backend.messages.list(scope), { items: [] }, `the list of ${inShort(scope)}`);
      },
    },
    {
      name: 'is refused with invalid for a limit or cursor that cannot be, or that is another list’s',
      seed: writing(),
      async run(desk) {
        const { backend, id } = desk;
        const scope = { customerId: id(0) };
        await sendAll(desk, 'a', 'b');
        for (const limit of [0, -1, 201, 1.5, Number.NaN])
          await refused(backend.messages.list(scope, { limit }), 'invalid', `the limit ${limit}`, 'limit');
        const { next } = await backend.messages.list(scope, { limit: 1 });
        const all = await backend.messages.list({ channel: 'sms' }, { limit: 1 });
        ensure(next && all.next, 'there is a second page');
        const cursors: readonly (readonly [MessageScope, string])[] = [
          [scope, 'forged'],
          [scope, ''],
          [scope, '\uD800'],
          [{ customerId: id(1) }, next],
          [{ interactionId: id(0) }, next],
          [{ channel: 'sms' }, next],
          [scope, all.next],
        ];
        for (const [other, cursor] of cursors)
          await refused(backend.messages.list(other, { cursor }), 'invalid', `the cursor ${inShort(cursor)}`, 'cursor');
      },
    },
    {
      name: 'is denied without customers.view, and can be aborted',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        await send(desk);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const scope of [{ customerId: desk.id(0) }, { customerId: 'nobody' }, { channel: 'sms' }] as const)
          await refused(other.messages.list(scope), 'denied', `the list of ${inShort(scope)}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.messages.list({ channel: 'sms' }, { signal }), signal, 'list');
      },
    },
  ],
};

export const messagesGet: Section = {
  name: 'messages.get',
  needs: ['messages.get', 'messages.send'],
  cases: [
    {
      name: 'gives the message as it was written, to colleagues too',
      needs: ['second'],
      seed: writing(),
      async run(desk) {
        const message = await send(desk);
        for (const { messages } of [desk.backend, await desk.second(bea)])
          same(written(await messages.get(message.id)), written(message), 'the message');
      },
    },
    {
      name: 'is undefined for what is no message',
      seed: writing(),
      async run(desk) {
        const { id } = await send(desk);
        for (const each of [...hostileIds, desk.id(0), 'talk', id.slice(0, -1), `${id}\0`, 7 as never, undefined as never])
          same(await desk.backend.messages.get(each), undefined, `the message ${inShort(each)}`);
      },
    },
    {
      name: 'is denied without customers.view, whether or not it is there, and can be aborted',
      needs: ['permissions', 'second'],
      seed: writing(),
      async run(desk) {
        const { id } = await send(desk);
        const other = await desk.second({ permissions: allBut('customers.view') });
        for (const each of [id, 'nobody']) await refused(other.messages.get(each), 'denied', `the message ${each}`);
        const signal = AbortSignal.abort();
        await aborted(desk.backend.messages.get(id, { signal }), signal, 'get');
      },
    },
  ],
};
