import { permissions } from '../../backend/permissions.js';
import { ensure, inShort, refused, same } from '../assert.js';
import {
  agree,
  agreedIn,
  agreement,
  answered,
  campaign,
  clockAt,
  dialled,
  dialling,
  listed,
  minute,
  sameAgreement,
} from './campaign-cast.js';
import type { Case, Section } from './case.js';
import { call, kari, kariPhone, strangerPhone } from './cast.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { turn, watching } from './watching.js';
import { manners } from './schedule-manners.js';
import { rules } from './schedule-rules.js';
import { times } from './schedule-times.js';

const deeds: readonly Case[] = [
  {
    name: 'keeps what was agreed, by whom, when, and for whom',
    needs: ['interactions.record'],
    seed: dialling({}, { customers: [kari] }),
    async run(desk) {
      const { backend, id, now } = desk;
      await backend.interactions.record(dialled('talk', desk, { customerId: id(0) }));
      const draft = agreement(now, 60, { customerId: id(0), number: { raw: strangerPhone }, comment: ' Wants two.\r\n' });
      const answer = await backend.callbacks.schedule(draft);
      const { id: _id, agreedAt, changedAt, ...rest } = answer;
      const said = { ...draft, dueAt: clockAt(now, 60).dueAt, state: 'planned', revision: 1 };
      same(rest, { ...said, agentId: 'agent1', agreedBy: 'agent1', agreedByName: 'Astrid Agent' }, 'what was agreed');
      ensure(agreedAt === changedAt && Date.parse(agreedAt) >= Date.parse(now), `it is agreed at ${agreedAt}`);
      same(await agreedIn(backend), answer, 'what is got');
    },
  },
  {
    name: 'is nobody’s where it is for all agents',
    seed: dialling(),
    async run(desk) {
      const { agentId, agreedBy } = await agree(desk, 60, { for: 'all' });
      same([agentId, agreedBy], [undefined, 'agent1'], 'whose it is, and who agreed on it');
    },
  },
  {
    name: 'is the customer’s of the conversation where no other is named',
    needs: ['interactions.record'],
    seed: dialling({}, { customers: [kari] }),
    async run(desk) {
      const { backend, id } = desk;
      await backend.interactions.record(dialled('talk', desk, { customerId: id(0) }));
      same((await agree(desk)).customerId, id(0), 'the customer');
    },
  },
  {
    name: 'calls the number of the conversation where no other is given',
    needs: ['dialled', 'tick', 'callbacks.attend', 'callbacks.answer'],
    seed: dialling(),
    async run(desk) {
      await answered(desk);
      same(desk.dialled(), [kariPhone], 'what was called');
    },
  },
  {
    name: 'calls the number that was given',
    needs: ['dialled', 'tick', 'callbacks.attend', 'callbacks.answer'],
    seed: dialling(),
    async run(desk) {
      await answered(desk, { number: { raw: strangerPhone } });
      same(desk.dialled(), [strangerPhone], 'what was called');
    },
  },
  {
    name: 'agrees anew under the same id where it was agreed in the same conversation before',
    needs: ['tick', 'callbacks.list'],
    seed: dialling(),
    async run(desk) {
      const { backend } = desk;
      const first = await agree(desk, 60, { comment: 'first' });
      await desk.tick(minute);
      const next = await agree(desk, 90, { for: 'all' });
      const expected = { id: first.id, dueAt: clockAt(desk.now, 90).dueAt, for: 'all', agentId: undefined, state: 'planned' };
      sameAgreement(next, { ...expected, comment: undefined, revision: 2 } as typeof first, 'what is agreed anew');
      ensure(Date.parse(next.agreedAt) > Date.parse(first.agreedAt), `it is agreed at ${next.agreedAt}`);
      same(await agreedIn(backend), next, 'what is got');
      same(await listed(backend, 'all'), [first.id], 'the list');
    },
  },
  {
    name: 'is another one where that of before was cancelled',
    needs: ['callbacks.cancel'],
    seed: dialling(),
    async run(desk) {
      const { id, revision } = await agree(desk);
      await desk.backend.callbacks.cancel(id, revision, 'a mistake');
      const next = await agree(desk, 90);
      ensure(next.id !== id, 'it has another id');
      same(await agreedIn(desk.backend), next, 'what is got');
    },
  },
  {
    name: 'takes a mark back',
    needs: ['callbacks.mark'],
    seed: dialling(),
    async run(desk) {
      await desk.backend.callbacks.mark('talk', true);
      const answer = await agree(desk);
      const { mark, callback } = await desk.backend.callbacks.get('talk');
      same([mark, callback], [undefined, answer], 'the mark and the call-back');
    },
  },
  {
    name: 'tells those who watch of a mark that it takes back',
    needs: ['callbacks.mark', 'watch'],
    seed: dialling(),
    async run(desk) {
      await desk.backend.callbacks.mark('talk', true);
      await turn();
      const watcher = watching(desk, desk.backend, { kinds: ['attempt'] });
      await agree(desk);
      await watcher.until('talk');
      watcher.stop();
    },
  },
  {
    name: 'leaves a mark where it is refused',
    needs: ['callbacks.mark'],
    seed: dialling(),
    async run(desk) {
      const { mark } = await desk.backend.callbacks.mark('talk', true);
      await refusedFor(agree(desk, -5), 'a time that is past', 'wallTime past');
      same((await desk.backend.callbacks.get('talk')).mark, mark, 'the mark');
    },
  },
  {
    name: 'can be said of what rang out',
    seed: (given) => ({ campaigns: [campaign()], interactions: [dialled('talk', given, { answeredAt: undefined })] }),
    async run(desk) {
      same((await agree(desk)).state, 'planned', 'the state');
    },
  },
  {
    name: 'can be said once after the close, then is closed',
    needs: ['interactions.record'],
    seed: dialling(),
    async run(desk) {
      const { backend } = desk;
      await backend.interactions.record(dialled('talk', desk, { state: 'closed' }));
      const answer = await agree(desk);
      await refusedFor(agree(desk, 90), 'another time', 'interactionId closed');
      same(await agreedIn(backend), answer, 'what is kept');
    },
  },
  {
    name: 'is closed after the close where it was marked before',
    needs: ['interactions.record', 'callbacks.mark'],
    seed: dialling(),
    async run(desk) {
      await desk.backend.callbacks.mark('talk', true);
      await desk.backend.interactions.record(dialled('talk', desk, { state: 'closed' }));
      await refusedFor(agree(desk), 'the call-back', 'interactionId closed');
    },
  },
  {
    name: 'rejects with not-found a conversation that nobody recorded, and ids that are none',
    seed: dialling(),
    async run(desk) {
      for (const interactionId of hostileIds)
        await refused(agree(desk, 60, { interactionId }), 'not-found', `the conversation ${inShort(interactionId)}`);
    },
  },
  {
    name: 'is unsupported of what is no call of the dialer, of no campaign that there is, and where there is nobody to call',
    seed: (given) => ({
      campaigns: [campaign()],
      interactions: [
        call('plain', given.ago(0, 5), { state: 'active', from: kariPhone, answeredAt: given.ago(0, 4) }),
        dialled('foreign', given, { attempt: { campaignId: 'summer', number: 1, of: 3 } }),
        dialled('nameless', given, { to: undefined }),
      ],
    }),
    async run(desk) {
      for (const interactionId of ['plain', 'nameless'])
        await refused(agree(desk, 60, { interactionId }), 'unsupported', interactionId);
      await refused(agree(desk, 60, { interactionId: 'foreign', campaignId: 'summer' }), 'unsupported', 'another campaign');
    },
  },
  {
    name: 'is unsupported where the settings do not want it',
    needs: ['settings'],
    seed: dialling({}, { settings: { dialerActions: false } }),
    async run(desk) {
      await refused(agree(desk), 'unsupported', 'the call-back');
      same((await desk.backend.callbacks.get('talk')).callback, undefined, 'what is kept');
    },
  },
  {
    name: 'takes the place of the call-back that brought the call, also of one that rang out',
    needs: ['callbacks.schedule', 'callbacks.attend', 'callbacks.answer', 'interactions.record', 'tick'],
    seed: dialling(),
    async run(desk) {
      const { backend } = desk;
      const { id } = await answered(desk);
      const brought = { campaignId: 'winter', number: 2, of: 3, reason: 'callback', callbackId: id } as const;
      await backend.interactions.record(dialled('again', desk, { attempt: brought, answeredAt: undefined }));
      const next = await agree(desk, 600, { interactionId: 'again' });
      ensure(next.id !== id, 'it is another one');
      same((await agreedIn(backend)).state, 'done', 'the state of the one before');
    },
  },
  {
    name: 'needs no permission',
    needs: ['permissions'],
    seed: dialling({}, { permissions: permissions.filter((each) => !each.startsWith('callbacks.')) }),
    async run(desk) {
      same((await agree(desk)).state, 'planned', 'the state');
    },
  },
];

export const schedule: Section = {
  name: 'callbacks.schedule',
  needs: ['callbacks.schedule', 'callbacks.get'],
  cases: [...deeds, ...rules, ...times, ...manners],
};
