import type { CallbackPatch } from '../../backend/backend.js';
import type { Callback } from '../../domain/callback.js';
import { inShort, refused, same } from '../assert.js';
import { agree, agreedIn, answered, campaign, clockAt, dialling, until } from './campaign-cast.js';
import type { Case, Desk } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';

/** Agrees anew on what is read: so many minutes from when the case began. */
export const move = ({ backend, now }: Pick<Desk, 'backend' | 'now'>, { id, revision }: Callback, minutes: number, more = {}) =>
  backend.callbacks.change(id, { revision, wallTime: clockAt(now, minutes).wallTime, timeZone: 'UTC', ...more });

/** Patches, and everything that stands against them. */
const bad: Readonly<Record<string, readonly [patch: Partial<Record<keyof CallbackPatch, unknown>>, ...problems: string[]]>> = {
  'words for a time': [{ wallTime: 'tomorrow', timeZone: 'UTC' }, 'wallTime not-a-time'],
  'a time that is past': [{ wallTime: '2020-01-01T10:00', timeZone: 'UTC' }, 'wallTime past'],
  'a time beyond the horizon': [{ wallTime: '9000-01-01T10:00', timeZone: 'UTC' }, 'wallTime beyond-horizon'],
  'a zone that is none': [{ timeZone: 'Mars/Olympus' }, 'timeZone not-a-zone'],
  'another instant than the clocks show': [{ dueAt: '2020-01-01T10:00:00Z' }, 'dueAt not-that-time'],
  'whom nobody knows': [{ for: 'nobody' }, 'for not-a-choice'],
  'a comment that is no text': [{ comment: 'a\0' }, 'comment not-text'],
};

export const changeRules: readonly Case[] = [
  {
    name: 'is a conflict on another revision, whatever else is wrong, with the call-back as it is now',
    seed: dialling(),
    async run(desk) {
      const first = await agree(desk);
      const now = await move(desk, first, 90);
      for (const patch of [{ revision: 1 }, { revision: 1, for: 'nobody', wallTime: '' }, { revision: 3, comment: 'x' }]) {
        const changing = desk.backend.callbacks.change(first.id, patch as CallbackPatch);
        same((await refused(changing, 'conflict', inShort(patch))).current, now, 'what is shown as current');
      }
      same(await agreedIn(desk.backend), now, 'what is kept');
    },
  },
  ...Object.entries(bad).map(([what, [patch, ...expected]]) => ({
    name: `refuses ${what}`,
    seed: dialling(),
    async run(desk: Desk) {
      const first = await agree(desk);
      const changing = desk.backend.callbacks.change(first.id, { revision: 1, ...patch } as CallbackPatch);
      await refusedFor(changing, what, ...expected);
      same(await agreedIn(desk.backend), first, 'what is kept');
    },
  })),
  {
    name: 'refuses what the campaign refuses now: for me, and without a comment',
    needs: ['setCampaign'],
    seed: dialling(),
    async run(desk) {
      const first = await agree(desk, 60, { for: 'all', comment: 'x' });
      const change = (patch: object) => desk.backend.callbacks.change(first.id, { revision: 1, ...patch });
      await desk.setCampaign(campaign({ callBackFor: ['all'], commentRequired: true }));
      await refusedFor(change({ for: 'me' }), 'for me', 'for not-allowed');
      await refusedFor(change({ comment: '' }), 'no comment', 'comment required');
      same(await agreedIn(desk.backend), first, 'what is kept');
    },
  },
  {
    name: 'leaves the time where it is unless told, which may not be in the past',
    needs: ['tick'],
    seed: dialling(),
    async run(desk) {
      const { id, dueAt } = await agree(desk);
      await until(desk, dueAt, 60);
      const { revision } = await agreedIn(desk.backend);
      await refusedFor(desk.backend.callbacks.change(id, { revision, comment: 'x' }), 'a comment alone', 'wallTime past');
      const next = await move(desk, await agreedIn(desk.backend), 120, { comment: 'x' });
      same([next.state, next.comment], ['planned', 'x'], 'what is agreed with another time');
    },
  },
  {
    name: 'is a conflict where the customer is being called, where it is done and where it was cancelled, with it as it is now',
    needs: ['tick', 'callbacks.attend', 'callbacks.answer', 'callbacks.complete', 'callbacks.cancel'],
    seed: dialling(),
    async run(desk) {
      const { backend } = desk;
      const attempt = async (now: Callback) => {
        const { current } = await refused(move(desk, now, 300), 'conflict', `one that is ${now.state}`);
        same(current, now, 'what is shown as current');
      };
      const dialled = await answered(desk);
      await attempt(dialled);
      await attempt(await backend.callbacks.complete(dialled.id, true));
      const other = await agree(desk, 200, { interactionId: 'talk2' });
      await attempt(await backend.callbacks.cancel(other.id, other.revision, 'a mistake'));
    },
  },
  {
    name: 'rejects with not-found what is not there, and ids that are none; what is no patch is invalid',
    seed: dialling(),
    async run(desk) {
      const { id } = await agree(desk);
      const { change } = desk.backend.callbacks;
      for (const each of hostileIds) await refused(change(each, { revision: 1 }), 'not-found', inShort(each));
      for (const each of [undefined, null, 7, 'text', []]) await refused(change(id, each as never), 'invalid', inShort(each));
      // No revision is not the newest one either.
      for (const each of [{}, { revision: 'last' }])
        await refused(change(id, each as never), ['invalid', 'conflict'], inShort(each));
      for (const name of ['wallTime', 'timeZone', 'dueAt', 'for', 'comment'])
        await refused(change(id, { revision: 1, [name]: 7 }), 'invalid', `the ${name} 7`, name);
    },
  },
  {
    name: 'lets exactly one of two win that are made on the same revision',
    needs: ['second'],
    seed: dialling(),
    async run(desk) {
      const first = await agree(desk);
      const other = await desk.second();
      const both = [move(desk, first, 90), move({ backend: other, now: desk.now }, first, 120)];
      same((await Promise.allSettled(both)).map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'what became of both');
      same((await agreedIn(desk.backend)).revision, 2, 'the revision');
    },
  },
];
