import { aborted, ensure, inShort, same } from '../assert.js';
import { campaign } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds } from './catalogue-cast.js';
import { watching } from './watching.js';

const summer = campaign({ id: 'summer', name: 'Summer offer', status: 'ended' });
/** Everything that a campaign can say. */
const whole = campaign({
  mode: 'preview',
  periods: [{ weekdays: [1, 5], from: '16:00', until: '24:00', timeZone: 'Europe/Oslo' }],
  offerSeconds: 20,
  callBackFor: ['all', 'me'],
  commentRequired: true,
  clashMinutes: 0,
  checks: { clash: 'refuse', 'campaign-ended': 'warn' },
  status: 'disabled',
});

export const campaignsList: Section = {
  name: 'campaigns.list',
  needs: ['campaigns.list'],
  cases: [
    {
      name: 'is empty where there are none',
      async run({ backend }) {
        same(await backend.campaigns.list(), [], 'the list');
      },
    },
    {
      name: 'has all of them, by name and then id, ended ones too',
      seed: {
        campaigns: [
          campaign({ id: 'c', name: 'Beta' }),
          campaign({ id: 'b', name: 'Gamma', status: 'ended' }),
          campaign({ id: 'd', name: 'Alpha', status: 'disabled' }),
          campaign({ id: 'a', name: 'Beta', status: 'ended' }),
        ],
      },
      async run({ backend }) {
        const ids = (await backend.campaigns.list()).map(({ id }) => id);
        same(ids, ['d', 'a', 'c', 'b'], 'the list');
      },
    },
    {
      name: 'says all that an administrator said of a campaign',
      seed: { campaigns: [whole] },
      async run({ backend }) {
        same(await backend.campaigns.list(), [whole], 'the list');
      },
    },
    {
      name: 'needs no permission',
      needs: ['permissions'],
      seed: { campaigns: [summer], permissions: [] },
      async run({ backend }) {
        same((await backend.campaigns.list()).length, 1, 'the number of campaigns');
      },
    },
    {
      name: 'shows a change to all, who are told of it as of a campaign',
      needs: ['setCampaign', 'watch', 'second'],
      seed: { campaigns: [summer, whole] },
      async run(desk) {
        const { backend, second, setCampaign } = desk;
        const other = await second();
        await other.campaigns.list();
        const watcher = watching(desk, backend, { kinds: ['campaign'] });
        const next = { ...whole, name: 'A name that comes first', status: 'open' as const };
        await setCampaign(next);
        await watcher.until('winter');
        for (const each of [backend, other]) same(await each.campaigns.list(), [next, summer], 'the list');
        const told = watcher.changes.map((each) => (each.kind === 'reset' ? each.kind : `${each.kind} ${each.id}`));
        ensure(
          told.every((each) => each === 'reset' || each === 'campaign winter'),
          `what is told is ${inShort(told)}`,
        );
        watcher.stop();
      },
    },
    {
      name: 'shows a campaign that is new',
      needs: ['setCampaign'],
      seed: { campaigns: [summer] },
      async run({ backend, setCampaign }) {
        await backend.campaigns.list();
        await setCampaign(campaign());
        same(await backend.campaigns.list(), [summer, campaign()], 'the list');
      },
    },
    {
      name: 'is untouched by what a caller does to an answer',
      seed: { campaigns: [whole] },
      async run({ backend }) {
        const [first] = await backend.campaigns.list();
        try {
          (first as { name: string }).name = 'changed';
          (first?.callBackFor as string[]).length = 0;
        } catch {
          // a frozen answer is as good
        }
        same(await backend.campaigns.list(), [whole], 'the next list');
      },
    },
    {
      name: 'can be aborted',
      async run({ backend }) {
        const signal = AbortSignal.abort();
        await aborted(backend.campaigns.list({ signal }), signal, 'the list');
      },
    },
  ],
};

export const campaignsGet: Section = {
  name: 'campaigns.get',
  needs: ['campaigns.get'],
  cases: [
    {
      name: 'answers the campaign, an ended one too',
      seed: { campaigns: [whole, summer] },
      async run({ backend }) {
        same(await backend.campaigns.get('winter'), whole, 'the one');
        same(await backend.campaigns.get('summer'), summer, 'the one that has ended');
      },
    },
    {
      name: 'answers undefined for one that is not there, and for ids that are none',
      seed: { campaigns: [whole] },
      async run({ backend }) {
        for (const id of hostileIds) same(await backend.campaigns.get(id), undefined, `the campaign ${inShort(id)}`);
      },
    },
    {
      name: 'answers it as it is now',
      needs: ['setCampaign', 'second'],
      seed: { campaigns: [whole] },
      async run({ backend, second, setCampaign }) {
        const other = await second();
        for (const status of ['ended', 'open'] as const) {
          await setCampaign({ ...whole, status });
          for (const each of [backend, other]) same((await each.campaigns.get('winter'))?.status, status, 'the status');
        }
      },
    },
    {
      name: 'needs no permission, and can be aborted',
      needs: ['permissions'],
      seed: { campaigns: [whole], permissions: [] },
      async run({ backend }) {
        ensure(await backend.campaigns.get('winter'), 'the campaign is answered');
        const signal = AbortSignal.abort();
        await aborted(backend.campaigns.get('winter', { signal }), signal, 'the campaign');
      },
    },
  ],
};
