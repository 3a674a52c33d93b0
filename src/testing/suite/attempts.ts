import { aborted, ensure, inShort, same } from '../assert.js';
import { agree, agreedIn, attempt, bea, campaign, dialled, dialling } from './campaign-cast.js';
import type { Section } from './case.js';
import { call, kari, kariPhone } from './cast.js';
import { hostileIds } from './catalogue-cast.js';

const nothing = { mark: false, callBackFor: [] };

export const attempts: Section = {
  name: 'callbacks.get',
  needs: ['callbacks.get'],
  cases: [
    {
      name: 'says which attempt it is, by which rules, and what can be said of it',
      seed: dialling(),
      async run({ backend, now }) {
        const { now: clock, ...state } = await backend.callbacks.get('talk');
        const actions = { mark: true, callBackFor: ['me', 'all'] };
        same(state, { interactionId: 'talk', attempt, campaign: campaign(), actions, others: [] }, 'the state');
        ensure(Date.parse(clock) >= Date.parse(now), `the clock shows ${clock}`);
      },
    },
    {
      name: 'tells all that is known of an attempt',
      seed: (times) => ({
        campaigns: [campaign()],
        interactions: [
          dialled('talk', times, {
            attempt: {
              campaignId: 'winter',
              number: 2,
              of: 3,
              reason: 'silent-call',
              callbackId: 'before',
              timeZone: 'America/New_York',
            },
          }),
        ],
      }),
      async run({ backend }) {
        const told = { campaignId: 'winter', number: 2, of: 3, reason: 'silent-call', callbackId: 'before' };
        same((await backend.callbacks.get('talk')).attempt, { ...told, timeZone: 'America/New_York' }, 'the attempt');
      },
    },
    {
      name: 'says nothing of what nobody recorded, and of ids that are none',
      seed: dialling(),
      async run({ backend }) {
        for (const id of hostileIds) {
          const { attempt: found, campaign: rules, actions, mark, callback } = await backend.callbacks.get(id);
          same([found, rules, actions, mark, callback], [undefined, undefined, nothing, undefined, undefined], inShort(id));
        }
      },
    },
    {
      name: 'says nothing of a conversation that is no call of the dialer',
      seed: ({ ago }) => ({
        campaigns: [campaign()],
        interactions: [call('talk', ago(0, 5), { state: 'active', from: kariPhone, answeredAt: ago(0, 4) })],
      }),
      async run({ backend }) {
        const { attempt: found, campaign: rules, actions } = await backend.callbacks.get('talk');
        same([found, rules, actions], [undefined, undefined, nothing], 'what is told');
      },
    },
    {
      name: 'offers nothing where there is no such campaign, and tells the attempt all the same',
      seed: dialling({ id: 'summer' }),
      async run({ backend }) {
        const { attempt: found, campaign: rules, actions } = await backend.callbacks.get('talk');
        same([found, rules, actions], [attempt, undefined, nothing], 'what is told');
      },
    },
    {
      name: 'offers nothing where the settings want neither',
      needs: ['settings'],
      seed: dialling({}, { settings: { dialerActions: false } }),
      async run({ backend }) {
        same((await backend.callbacks.get('talk')).actions, nothing, 'what can be said');
      },
    },
    {
      name: 'offers to call back, and not to mark, what rang out',
      seed: (times) => ({ campaigns: [campaign()], interactions: [dialled('talk', times, { answeredAt: undefined })] }),
      async run({ backend }) {
        same((await backend.callbacks.get('talk')).actions, { mark: false, callBackFor: ['me', 'all'] }, 'what can be said');
      },
    },
    {
      name: 'offers while it goes on and in the work after it, and nothing once it is closed',
      needs: ['interactions.record'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        for (const state of ['offered', 'active', 'wrap-up', 'closed'] as const) {
          await backend.interactions.record(dialled('talk', desk, { state }));
          const { actions, attempt: found } = await backend.callbacks.get('talk');
          same([actions.mark, found], [state !== 'closed', attempt], `what is offered of one that is ${state}`);
          same(actions.callBackFor.length, state === 'closed' ? 0 : 2, `for whom while it is ${state}`);
        }
      },
    },
    ...(
      [
        [
          'me first, whatever the campaign says first',
          { callBackFor: ['all', 'me'] },
          { mark: true, callBackFor: ['me', 'all'] },
        ],
        ['only all agents', { callBackFor: ['all'] }, { mark: true, callBackFor: ['all'] }],
        ['nobody', { callBackFor: [] }, { mark: true, callBackFor: [] }],
        ['no mark', { mark: false }, { mark: false, callBackFor: ['me', 'all'] }],
      ] as const
    ).map(([what, rules, expected]) => ({
      name: `offers ${what} where the campaign says so`,
      seed: dialling(rules),
      async run({ backend }: Parameters<Section['cases'][number]['run']>[0]) {
        same((await backend.callbacks.get('talk')).actions, expected, 'what can be said');
      },
    })),
    {
      name: 'goes by the campaign as it is now',
      needs: ['setCampaign'],
      seed: dialling(),
      async run({ backend, setCampaign }) {
        await setCampaign(campaign({ mark: false, name: 'Another' }));
        const { actions, campaign: rules } = await backend.callbacks.get('talk');
        same([actions.mark, rules?.name], [false, 'Another'], 'what is told');
      },
    },
    {
      name: 'has the call-back that was agreed on, whatever became of it',
      needs: ['callbacks.schedule', 'callbacks.cancel'],
      seed: dialling(),
      async run(desk) {
        const { backend } = desk;
        const planned = await agree(desk);
        same((await backend.callbacks.get('talk')).callback, planned, 'the call-back');
        const cancelled = await backend.callbacks.cancel(planned.id, planned.revision, 'a mistake');
        same(await agreedIn(backend), cancelled, 'the cancelled one');
        same((await backend.callbacks.get('talk2')).callback, undefined, 'that of another conversation');
      },
    },
    {
      name: 'has the agent’s other open call-backs: not this one, nor a colleague’s, nor one for all, nor one that is over',
      needs: ['callbacks.schedule', 'callbacks.cancel', 'second'],
      seed: (times) => ({
        campaigns: [campaign()],
        interactions: ['talk', 'talk2', 'talk3', 'talk4', 'talk5'].map((id) => dialled(id, times)),
      }),
      async run(desk) {
        const { backend, now, second } = desk;
        await agree(desk, 60);
        const other = await agree(desk, 90, { interactionId: 'talk2' });
        await agree(desk, 120, { interactionId: 'talk3', for: 'all' });
        const over = await agree(desk, 150, { interactionId: 'talk4' });
        await backend.callbacks.cancel(over.id, over.revision, 'a mistake');
        await agree({ backend: await second(bea), now }, 180, { interactionId: 'talk5' });
        same((await backend.callbacks.get('talk')).others, [other], 'the others');
      },
    },
    {
      name: 'needs no permission, and can be aborted',
      needs: ['permissions'],
      seed: dialling({}, { permissions: [], customers: [kari] }),
      async run({ backend }) {
        ensure((await backend.callbacks.get('talk')).attempt, 'the attempt is told');
        const signal = AbortSignal.abort();
        await aborted(backend.callbacks.get('talk', { signal }), signal, 'get');
      },
    },
  ],
};
