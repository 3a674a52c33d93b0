import type { Speech } from '../wiring/words.js';

/** The texts of earlier interactions: a page without their list never loads them. */
export default {
  history: 'History',
  'history-count': ({ count }: { count: number }, { plural, number }: Speech) =>
    `${number(count)} ${plural(count, { one: 'interaction', other: 'interactions' })}`,
  'history-of-customer': 'of this customer',
  'history-of': ({ address }: { address: string }) => `of ${address}`,
  'history-nobody': 'Without a customer or an address there is no history to show.',
  'history-withheld': 'The caller hides the number, so there is no history to show.',
  'history-found': ({ count, of }: { count: number; of: number }, { plural, number }: Speech) =>
    `${number(count)} of ${number(of)} ${plural(of, { one: 'interaction', other: 'interactions' })}`,
  'history-filter': 'Show only',
  'history-filter-channel': 'Channel',
  'history-filter-all': 'All',
  'history-filter-call': 'Calls',
  'history-filter-sms': 'SMS',
  'history-filter-email': 'E-mail',
  'history-filter-chat': 'Chat',
  'history-filter-direction': 'Direction',
  'history-filter-both': 'Both',
  'history-filter-inbound': 'Inbound',
  'history-filter-outbound': 'Outbound',
  'history-filter-mine': 'Mine',
  'history-nothing-found': 'None of them fits.',
  'history-show-all': 'Show all',
  'history-you': 'you',
  'history-running': 'running now',
  'history-not-answered': 'not answered',
  'history-topics': 'What it was about',
  'history-more-topics': ({ count }: { count: number }, { number }: Speech) => `and ${number(count)} more`,
  'history-began': 'Began',
  'history-ended': 'Ended',
  'history-how-ended': 'How it ended',
  'history-hang-up': 'Hung up',
  'history-transfer': 'Transferred',
  'history-un-assign': 'Taken from the agent',
  'history-address': 'Address used',
  'history-queue': 'Queue',
  'history-not-all': 'The older ones could not be read.',
  'history-not-refreshed': 'What is shown may have changed meanwhile and could not be read again.',
  'history-reading': 'Still reading older ones…',
  'history-older': ({ days }: { days: number }, { plural, number }: Speech) =>
    plural(days, {
      one: 'Older ones are not kept: one day.',
      other: `Older ones are not kept: ${number(days)} days.`,
    }),
  'history-none': ({ days }: { days: number }, { plural, number }: Speech) =>
    plural(days, { one: 'None within the last day.', other: `None within the last ${number(days)} days.` }),
};
