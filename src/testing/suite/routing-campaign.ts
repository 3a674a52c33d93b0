import { ensure, same } from '../assert.js';
import {
  agree,
  agreedIn,
  attend,
  campaign,
  dialling,
  diallingAt,
  dueWhileBusy,
  minute,
  ringsAt,
  stateIn,
  until,
} from './campaign-cast.js';
import type { Section } from './case.js';

export const routingCampaign: Section = {
  name: 'callbacks.attend, campaign',
  needs: ['callbacks.attend', 'callbacks.schedule', 'callbacks.get', 'tick'],
  cases: [
    {
      name: 'misses what waits when its campaign ends, due or not, and says why',
      needs: ['setCampaign', 'callbacks.list'],
      seed: dialling(),
      async run(desk) {
        const { backend, setCampaign } = desk;
        await agree(desk, 600, { interactionId: 'talk2' });
        await dueWhileBusy(desk, await agree(desk));
        await setCampaign(campaign({ status: 'ended' }));
        same((await attend(backend)).offer, undefined, 'what rings');
        for (const each of ['talk', 'talk2']) {
          const { state, missed } = await agreedIn(backend, each);
          same([state, missed], ['missed', 'campaign-ended'], `what became of that of ${each}`);
        }
      },
    },
    {
      name: 'takes back what rings when its campaign ends',
      needs: ['setCampaign'],
      seed: dialling(),
      async run(desk) {
        const { dueAt } = await agree(desk);
        await until(desk, dueAt);
        ensure(await ringsAt(desk.backend), 'it rings');
        await desk.setCampaign(campaign({ status: 'ended' }));
        same((await attend(desk.backend)).offer, undefined, 'what rings then');
        same((await agreedIn(desk.backend)).missed, 'campaign-ended', 'why it is missed');
      },
    },
    {
      name: 'goes on after the end of a campaign that keeps what was agreed',
      needs: ['setCampaign'],
      seed: dialling(),
      async run(desk) {
        const { id, dueAt } = await agree(desk);
        await desk.setCampaign(campaign({ status: 'ended', checks: { 'campaign-ended': 'warn' } }));
        await until(desk, dueAt);
        same(await ringsAt(desk.backend), id, 'what rings');
      },
    },
    {
      name: 'waits while its campaign is disabled, also what rang already, until it is enabled again',
      needs: ['setCampaign'],
      seed: dialling(),
      async run(desk) {
        const { backend, setCampaign, tick } = desk;
        const { id, dueAt } = await agree(desk);
        await until(desk, dueAt);
        same(await ringsAt(backend), id, 'what rings');
        await setCampaign(campaign({ status: 'disabled' }));
        for (let times = 0; times < 3; times += 1) {
          same([await ringsAt(backend), await stateIn(backend)], [undefined, 'queued'], 'what rings, and the state');
          await tick(minute / 2);
        }
        await setCampaign(campaign());
        same(await ringsAt(backend), id, 'what rings then');
      },
    },
    {
      name: 'rings only in the periods of a campaign that refuses other times',
      seed: diallingAt('2026-03-10T12:00:00.000Z', {
        checks: { 'outside-period': 'refuse' },
        periods: [{ weekdays: [2, 3], from: '16:00', until: '17:00', timeZone: 'Europe/Oslo' }],
      }),
      async run(desk) {
        const { id, dueAt } = await agree(desk, 0, { wallTime: '2026-03-10T16:59', timeZone: 'Europe/Oslo' });
        await until(desk, dueAt, 60);
        same(await ringsAt(desk.backend), undefined, 'what rings after the period');
        await until(desk, '2026-03-11T14:59:59.000Z');
        same(await ringsAt(desk.backend), undefined, 'what rings before the next');
        await until(desk, '2026-03-11T15:00:00.000Z');
        same(await ringsAt(desk.backend), id, 'what rings in the next');
      },
    },
    {
      name: 'rings outside the periods where the campaign only warns of it',
      seed: diallingAt('2026-03-10T12:00:00.000Z', {
        periods: [{ weekdays: [2], from: '16:00', until: '17:00', timeZone: 'Europe/Oslo' }],
      }),
      async run(desk) {
        const { id, dueAt } = await agree({ ...desk, now: '2026-03-10T12:00:00.000Z' }, 10);
        await until(desk, dueAt);
        same(await ringsAt(desk.backend), id, 'what rings');
      },
    },
  ],
};
