import type { Catalogue } from '../../domain/catalogue.js';
import { permissions } from '../../backend/permissions.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import type { Case, Offered, Section } from './case.js';
import { call, crowd, kari, kariPhone, ola } from './cast.js';
import { catalogue, hostileIds, kept, refusedFor, saying, sorted, talking } from './catalogue-cast.js';
import { rules } from './register-rules.js';
import { turn, watching } from './watching.js';

const agent2 = { id: 'agent2', name: 'Second Agent' };

const deeds: readonly Case[] = [
  {
    name: 'keeps what was said, by whom, when, and with which catalogue',
    needs: ['interactions.record'],
    seed: talking({ customers: [kari] }),
    async run({ backend, id, ago, now }) {
      await backend.interactions.record(call('talk', ago(0, 5), { state: 'active', customerId: id(0) }));
      const { revision } = await backend.enquiries.catalogue();
      const answer = await backend.enquiries.register(saying(['tv', 'happy'], { comment: 'why' }));
      const { registeredAt, changedAt, topicIds, ...rest } = answer;
      same(sorted(topicIds), ['happy', 'tv'], 'the topics');
      const whose = { interactionId: 'talk', customerId: id(0), agentId: 'agent1', agentName: 'Astrid Agent' };
      same(rest, { ...whose, comment: 'why', catalogueRevision: revision, status: 'registered', revision: 1 }, 'the rest');
      ensure(registeredAt === changedAt && Date.parse(registeredAt) >= Date.parse(now), `it is registered at ${registeredAt}`);
      same(await kept(backend), answer, 'what is got');
    },
  },
  {
    name: 'takes the same topic twice for once',
    seed: talking(),
    async run({ backend }) {
      same(
        (await backend.enquiries.register(saying(['happy', 'happy', 'tv', 'tv', 'fax']))).topicIds.length,
        3,
        'the number of topics',
      );
    },
  },
  {
    name: 'is there for whatever state the conversation is in, and at another client at once',
    needs: ['second'],
    seed: ({ ago }) => ({
      catalogue,
      interactions: (['offered', 'active', 'wrap-up', 'closed'] as const).map((state) =>
        call(state, ago(0, 5), { state, from: kariPhone }),
      ),
    }),
    async run({ backend, second }) {
      const other = await second();
      for (const interactionId of ['offered', 'active', 'wrap-up', 'closed']) {
        const answer = await backend.enquiries.register({ interactionId, topicIds: ['happy'] });
        same(await kept(other, interactionId), answer, `what the other gets of one that is ${interactionId}`);
      }
    },
  },
  {
    name: 'replaces the registration: who and what is new, when it was first stays',
    needs: ['second', 'tick'],
    seed: talking(),
    async run({ backend, second, tick }) {
      const other = await second({ agent: agent2 });
      const first = await backend.enquiries.register(saying(['happy', 'tv'], { comment: 'why' }));
      await tick(60_000);
      const next = await other.enquiries.register(saying(['angry']));
      same(
        [next.topicIds, next.comment, next.agentId, next.agentName],
        [['angry'], undefined, 'agent2', 'Second Agent'],
        'what is new',
      );
      same([next.registeredAt, next.revision], [first.registeredAt, 2], 'when it was registered, and the revision');
      ensure(Date.parse(next.changedAt) > Date.parse(first.changedAt), `it was changed at ${next.changedAt}`);
      same(await kept(backend), next, 'what is got');
    },
  },
  {
    name: 'changes nothing when it is the same once more, in whatever order',
    needs: ['watch', 'tick'],
    seed: talking(),
    async run(desk) {
      const { backend } = desk;
      const first = await backend.enquiries.register(saying(['happy', 'tv', 'fax'], { comment: 'why' }));
      await desk.tick(60_000);
      const watcher = watching(desk, backend, { kinds: ['enquiry'] });
      same(await backend.enquiries.register(saying(['fax', 'tv', 'happy', 'bought'], { comment: 'why' })), first, 'the answer');
      await turn();
      same([await kept(backend), watcher.changes], [first, []], 'what is kept, and told');
      watcher.stop();
    },
  },
  {
    name: 'happens once with a key: the first answer again, also when it was replaced since',
    needs: ['keys'],
    seed: talking(),
    async run({ backend }) {
      const first = await backend.enquiries.register(saying(['happy']), { key: 'register-1' });
      const next = await backend.enquiries.register(saying(['angry']), { key: 'register-2' });
      same(await backend.enquiries.register(saying(['happy']), { key: 'register-1' }), first, 'the answer to the same');
      same(await kept(backend), next, 'what is kept');
      const other = backend.enquiries.register(saying(['happy'], { comment: 'x' }), { key: 'register-1' });
      await refused(other, 'invalid', 'the key for something else', 'key');
    },
  },
  {
    name: 'happens once with a key that is sent twice at the same time',
    needs: ['keys', 'second'],
    seed: talking(),
    async run({ backend, second }) {
      const other = await second();
      const send = (by: Offered) => by.enquiries.register(saying(['happy']), { key: 'register-1' });
      const [first, ...more] = await Promise.all([send(backend), send(other), send(backend)]);
      for (const each of [...more, await kept(backend)]) same(each, first, 'what is answered and kept');
      same(first.revision, 1, 'the revision');
    },
  },
  {
    name: 'of two at the same time acknowledges both, and keeps the later one whole',
    needs: ['second'],
    seed: talking(),
    async run({ backend, second }) {
      const other = await second({ agent: agent2 });
      const both = await Promise.all([
        backend.enquiries.register(saying(['happy'], { comment: 'mine' })),
        other.enquiries.register(saying(['angry'], { comment: 'theirs' })),
      ]);
      same(both.map(({ revision }) => revision).sort(), [1, 2], 'the revisions');
      same(
        await kept(backend),
        both.find(({ revision }) => revision === 2),
        'what is kept',
      );
      same(both[0].registeredAt, both[1].registeredAt, 'when it was registered first');
    },
  },
  {
    name: 'follows the customer of the conversation, to another and to nobody',
    needs: ['interactions.record', 'enquiries.list'],
    seed: talking({ customers: [kari, ola] }),
    async run({ backend, id, ago }) {
      await backend.enquiries.register(saying(['happy']));
      same((await kept(backend))?.customerId, undefined, 'the customer of nobody’s conversation');
      for (const customerId of [id(0), id(1), '', id(0)]) {
        await backend.interactions.record(call('talk', ago(0, 5), { state: 'active', customerId }));
        same((await kept(backend))?.customerId, customerId || undefined, 'the customer');
        for (const each of [id(0), id(1)]) {
          const { items } = await backend.enquiries.list({ customerId: each });
          same(items.length, each === customerId ? 1 : 0, 'the number of registrations of a customer');
        }
      }
      same([(await kept(backend))?.topicIds, (await kept(backend))?.registeredAt !== undefined], [['happy'], true], 'the rest');
    },
  },
  {
    name: 'has the customer of the conversation when that changes hands at the same time, whichever is the faster',
    needs: ['second', 'interactions.record'],
    seed: ({ ago }) => ({
      catalogue,
      customers: crowd(2),
      interactions: Array.from({ length: 24 }, (_, index) =>
        call(`talk${index}`, ago(0, 5), { state: 'active', from: kariPhone }),
      ),
    }),
    async run({ backend, id, second, ago }) {
      const other = await second();
      for (let index = 0; index < 24; index += 1) {
        const interactionId = `talk${index}`;
        const given = call(interactionId, ago(0, 5), { state: 'active' });
        if (index % 2) await backend.interactions.record({ ...given, customerId: id(1) });
        const registered = async () => {
          // Each one a little later than the one before, so that they meet at every step.
          for (let step = 0; step < index; step += 1) await Promise.resolve();
          return other.enquiries.register({ interactionId, topicIds: ['happy'] });
        };
        await Promise.all([backend.interactions.record({ ...given, customerId: id(0) }), registered()]);
        same((await kept(backend, interactionId))?.customerId, id(0), `the customer of ${interactionId}`);
      }
    },
  },
  {
    name: 'can be done once after the close, then is closed, and the same is still the same',
    needs: ['interactions.record'],
    seed: talking(),
    async run({ backend, ago }) {
      await backend.interactions.record(call('talk', ago(0, 5), { state: 'closed' }));
      const answer = await backend.enquiries.register(saying(['happy'], { comment: 'late' }));
      await refusedFor(backend.enquiries.register(saying(['angry'])), 'another one', 'interactionId closed');
      await refusedFor(backend.enquiries.register(saying([])), 'nothing', 'interactionId closed');
      same(await backend.enquiries.register(saying(['happy'], { comment: 'late' })), answer, 'the same once more');
      same(await kept(backend), answer, 'what is kept');
    },
  },
  {
    name: 'refuses a conversation that nobody recorded, and ids that are none',
    seed: talking(),
    async run({ backend }) {
      for (const interactionId of hostileIds) {
        const registering = backend.enquiries.register({ interactionId, topicIds: ['happy'] });
        await refused(registering, 'not-found', `the conversation ${inShort(interactionId)}`);
      }
    },
  },
  {
    name: 'is unsupported where it is not offered',
    needs: ['settings'],
    seed: talking({ settings: { enquiryInbound: false } }),
    async run({ backend }) {
      await refused(backend.enquiries.register(saying(['happy'])), 'unsupported', 'an inbound conversation');
      same(await kept(backend), undefined, 'what is kept');
    },
  },
  {
    name: 'is unsupported where there is no catalogue',
    seed: talking({ catalogue: { revision: 1, categories: [] } satisfies Catalogue }),
    async run({ backend }) {
      await refused(backend.enquiries.register(saying(['happy'])), 'unsupported', 'a registration without topics');
    },
  },
  {
    name: 'without enquiries.register is denied, leaves no trace, and tells nothing of what is there',
    needs: ['permissions', 'second'],
    seed: talking(),
    async run({ backend, second }) {
      const other = await second({ permissions: permissions.filter((each) => each !== 'enquiries.register') });
      for (const interactionId of ['talk', 'nobody'])
        await refused(other.enquiries.register({ interactionId, topicIds: ['happy'] }), 'denied', interactionId);
      same(await kept(backend), undefined, 'what is kept');
    },
  },
  {
    name: 'needs no other permission',
    needs: ['permissions'],
    seed: talking({ permissions: ['enquiries.register'] }),
    async run({ backend }) {
      ensure(await backend.enquiries.register(saying(['happy'])), 'it is registered');
    },
  },
  {
    name: 'refuses nonsense as invalid',
    seed: talking(),
    async run({ backend }) {
      const nonsense: readonly unknown[] = [
        ...[undefined, null, 7, 'talk', [], {}, { interactionId: 'talk' }, { topicIds: ['happy'] }],
        ...[{ interactionId: 7 }, { topicIds: 'happy' }, { topicIds: [7] }, { topicIds: [null] }].map((odd) => ({
          ...saying(['happy']),
          ...odd,
        })),
        ...[{ comment: 7 }, { catalogueRevision: 'last' }, { status: 'excused' }, { status: 7 }].map((odd) => ({
          ...saying(['happy']),
          ...odd,
        })),
      ];
      for (const each of nonsense) await refused(backend.enquiries.register(each as never), 'invalid', inShort(each));
      same(await kept(backend), undefined, 'what is kept');
    },
  },
  {
    name: 'leaves no trace when it is aborted before',
    seed: talking(),
    async run({ backend }) {
      const signal = AbortSignal.abort();
      await aborted(backend.enquiries.register(saying(['happy']), { signal }), signal, 'registering');
      await turn();
      same(await kept(backend), undefined, 'what is kept');
    },
  },
];

export const register: Section = {
  name: 'enquiries.register',
  needs: ['enquiries.register', 'enquiries.get', 'enquiries.catalogue'],
  cases: [...deeds, ...rules],
};
