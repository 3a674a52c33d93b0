import type { Callback, CallbackDraft } from '../../src/domain/callback.js';
import type { Campaign } from '../../src/domain/campaign.js';

/** A campaign that is called on weekdays from four to nine in the evening. */
export const campaign = (rest: Partial<Campaign> = {}): Campaign => ({
  id: 'winter',
  name: 'Winter offer',
  mode: 'progressive',
  queue: 'sales',
  attempts: 3,
  periods: [{ weekdays: [1, 2, 3, 4, 5], from: '16:00', until: '21:00', timeZone: 'Europe/Oslo' }],
  reservationMinutes: 20,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 30,
  status: 'open',
  ...rest,
});

/** On Wednesday at five, as agreed by Anna. */
export const draft = (rest: Partial<CallbackDraft> = {}): CallbackDraft => ({
  campaignId: 'winter',
  interactionId: 'call-1',
  customerId: 'kari',
  for: 'me',
  wallTime: '2026-03-25T17:00',
  timeZone: 'Europe/Oslo',
  comment: 'Wants the price for two.',
  ...rest,
});

export const callback = (rest: Partial<Callback> = {}): Callback => ({
  ...draft(),
  id: 'cb-1',
  dueAt: '2026-03-25T16:00:00.000Z',
  ...((rest.for ?? 'me') === 'me' && { agentId: 'anna' }),
  agreedAt: '2026-03-24T10:00:00.000Z',
  agreedBy: 'anna',
  state: 'planned',
  changedAt: '2026-03-24T10:00:00.000Z',
  revision: 1,
  ...rest,
});
