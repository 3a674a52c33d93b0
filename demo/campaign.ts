import type { Campaign } from 'sidedesk';

/** The dialer's own queue: whoever is on it gets its calls and agreed call-backs. */
export const dialerQueue = 'Winter offer';

/** A dialer's list, as an administrator would define it. */
export const campaign: Campaign = {
  id: 'winter',
  name: 'Winter offer',
  mode: 'progressive',
  queue: dialerQueue,
  attempts: 3,
  periods: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', until: '21:00', timeZone: 'Europe/Oslo' }],
  reservationMinutes: 20,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 90,
  status: 'open',
};
