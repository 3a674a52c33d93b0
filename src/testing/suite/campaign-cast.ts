/** The campaign that the cases of call-backs are played with, and what is done with them again and again. */
import type { Attending } from '../../backend/backend.js';
import type { Attempt } from '../../domain/attempt.js';
import type { Callback, CallbackDraft } from '../../domain/callback.js';
import type { Campaign } from '../../domain/campaign.js';
import type { Interaction } from '../../domain/interaction.js';
import { ensure, same } from '../assert.js';
import type { Desk, Offered, Seed, Times } from './case.js';
import { call, kariPhone } from './cast.js';

export const minute = 60_000;
/** The agents beside the seeded one. */
export const bea = { agent: { id: 'agent2', name: 'Bea Agent' } };
export const cem = { agent: { id: 'agent3', name: 'Cem Agent' } };

/** A campaign that asks nothing in particular: anybody, any time within a month, and twenty minutes for a busy agent. */
export const campaign = (more: Partial<Campaign> = {}): Campaign => ({
  id: 'winter',
  name: 'Winter offer',
  mode: 'progressive',
  queue: 'sales',
  attempts: 3,
  reservationMinutes: 20,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 30,
  status: 'open',
  ...more,
});

export const attempt: Attempt = { campaignId: 'winter', number: 1, of: 3 };

/** A running call of the dialer, that was answered. */
export const dialled = (id: string, { ago }: Pick<Times, 'ago'>, more: Partial<Interaction> = {}): Interaction =>
  call(id, ago(0, 5), { direction: 'outbound', state: 'active', to: kariPhone, answeredAt: ago(0, 4), attempt, ...more });

/** Three running dialer calls, `talk`, `talk2` and `talk3`, and the campaign. */
export const dialling =
  (rules: Partial<Campaign> = {}, more: Partial<Seed> = {}) =>
  (times: Times): Partial<Seed> => ({
    campaigns: [campaign(rules)],
    interactions: ['talk', 'talk2', 'talk3'].map((id) => dialled(id, times)),
    ...more,
  });

/** The same at a time of the case's own, whenever the suite is played: needs a clock that can be moved, for that begins where the seed says. */
export const diallingAt = (now: string, rules: Partial<Campaign> = {}): Partial<Seed> => ({
  ...dialling(rules)({ now, ago: (_days, minutes = 0) => new Date(Date.parse(now) - minutes * minute).toISOString() }),
  now,
});

/** What the clocks of UTC show so many minutes after an instant, and when that minute begins. */
export function clockAt(now: string, minutes: number): { readonly wallTime: string; readonly dueAt: string } {
  const wallTime = new Date(Date.parse(now) + minutes * minute).toISOString().slice(0, 16);
  return { wallTime, dueAt: `${wallTime}:00.000Z` };
}

/** What is agreed in `talk`: a call so many minutes from now. */
export const agreement = (now: string, minutes = 60, more: Partial<CallbackDraft> = {}): CallbackDraft => ({
  campaignId: 'winter',
  interactionId: 'talk',
  for: 'me',
  wallTime: clockAt(now, minutes).wallTime,
  timeZone: 'UTC',
  ...more,
});

/** Agrees on a call so many minutes from when the case began. */
export const agree = (desk: Pick<Desk, 'backend' | 'now'>, minutes = 60, more: Partial<CallbackDraft> = {}): Promise<Callback> =>
  desk.backend.callbacks.schedule(agreement(desk.now, minutes, more));

/** The call-back agreed on in a conversation, as it is now. */
export async function agreedIn(backend: Offered, interactionId = 'talk'): Promise<Callback> {
  const { callback } = await backend.callbacks.get(interactionId);
  ensure(callback, `a call-back is agreed on in ${interactionId}`);
  return callback;
}

export const stateIn = async (backend: Offered, interactionId = 'talk') => (await agreedIn(backend, interactionId)).state;

/** Says that the agent is there. */
export const attend = (
  backend: Offered,
  state: 'free' | 'busy' = 'free',
  queues: readonly string[] = ['sales'],
): Promise<Attending> => backend.callbacks.attend({ queues, state });

/** What rings at an agent who is free. */
export const ringsAt = async (backend: Offered): Promise<string | undefined> => (await attend(backend)).offer?.id;

/** Moves the clock to so many seconds after an instant. */
export async function until({ backend, tick }: Pick<Desk, 'backend' | 'tick'>, at: string, seconds = 0): Promise<void> {
  const { now } = await backend.session();
  await tick(Date.parse(at) + seconds * 1000 - Date.parse(now));
}

/** Moves the clock to when it is due; the agent is busy from a little before. */
export async function dueWhileBusy(desk: Pick<Desk, 'backend' | 'tick'>, { dueAt }: Callback): Promise<void> {
  await until(desk, dueAt, -10);
  await attend(desk.backend, 'busy');
  await until(desk, dueAt);
}

/** A call-back that rings at the seeded agent, just offered. */
export async function ringing(desk: Desk, more: Partial<CallbackDraft> = {}): Promise<Callback> {
  const { dueAt } = await agree(desk, 60, more);
  await until(desk, dueAt);
  const { offer } = await attend(desk.backend);
  ensure(offer, 'a call-back that is due rings at an agent who is free');
  return offer;
}

/** A call-back that the seeded agent answered. */
export async function answered(desk: Desk, more: Partial<CallbackDraft> = {}): Promise<Callback> {
  const { id, takenAt } = await ringing(desk, more);
  return desk.backend.callbacks.answer(id, takenAt ?? '', true);
}

/** Ids of a whole list, page after page. */
export async function listed(backend: Offered, name: 'planned' | 'queue' | 'all', limit?: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const { items, next } = await backend.callbacks.list(name, { ...(limit && { limit }), ...(cursor && { cursor }) });
    ids.push(...items.map(({ id }) => id));
    if (next === undefined) return ids;
    cursor = next;
  }
  throw new Error('the list has no end: 100 pages were read');
}

/** Throws unless both say the same, apart from what every write changes. */
export function sameAgreement(actual: Callback, expected: Partial<Callback>, what: string): void {
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, actual[name as keyof Callback]]));
  same(found, expected, what);
}
