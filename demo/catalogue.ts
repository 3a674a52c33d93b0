import type { Catalogue, Settings, Topic } from 'sidedesk';
import { campaign, dialerQueue } from './campaign.js';

/** What comes in through this one cannot be closed before it is registered. */
export const forcedQueue = 'Support';
/** Calls that the agent starts. */
export const outboundQueue = 'Outbound';

const topics = (category: string, ...labels: readonly string[]): Topic[] =>
  labels.map((label) => ({ id: `${category}-${label.toLowerCase().replaceAll(' ', '-')}`, label }));

/** What an administrator would define: who called how it was and what about, and whom we called what came of it. */
export const catalogue: Catalogue = {
  revision: 1,
  defaultTopicId: 'product-general',
  categories: [
    {
      id: 'mood',
      label: 'CUSTOMER’S MOOD',
      choice: 'one',
      required: true,
      when: { directions: ['inbound'] },
      topics: topics('mood', 'Positive', 'Negative', 'Neutral'),
    },
    {
      id: 'product',
      label: 'PRODUCT',
      choice: 'many',
      required: true,
      when: { directions: ['inbound'] },
      topics: topics(
        'product',
        'General',
        'SMS survey',
        'Admin Application',
        'Agent Application',
        'Statistics',
        'Catalog',
        'App',
      ),
    },
    {
      id: 'support',
      label: 'SUPPORT',
      choice: 'many',
      when: { topics: ['product-admin-application', 'product-agent-application', 'product-app'] },
      topics: topics('support', 'Add users', 'Change profiles', 'Login problems', 'Request for information', 'Change soundfiles'),
    },
    {
      id: 'result',
      label: 'RESULT',
      choice: 'one',
      required: true,
      when: { queues: [outboundQueue, dialerQueue] },
      topics: [
        ...topics('result', 'Sale', 'Interested', 'Not interested'),
        // What a topic means is told, never read from its label.
        { id: 'result-no-answer', label: 'No answer', outcome: 'no-answer' },
        { id: 'result-machine', label: 'Answering machine', outcome: 'answering-machine' },
      ],
    },
    {
      id: 'offer',
      label: 'WINTER OFFER',
      choice: 'many',
      when: { campaigns: [campaign.id] },
      topics: topics('offer', 'Heat pump', 'Insulation', 'Charging at home'),
    },
  ],
};

/** How the administrator has set it: a minute and a half for the work after a conversation, which can be extended twice. */
export const enquirySettings: Partial<Settings> = {
  enquiryForced: [forcedQueue],
  enquiryCommentFor: ['mood-negative'],
  wrapUpSeconds: 90,
  wrapUpExtension: 60,
  wrapUpExtensions: 2,
  wrapUpEnd: 'default',
};
