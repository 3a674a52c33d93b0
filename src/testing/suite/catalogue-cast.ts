/** The topics that the cases of enquiries are played with, and what is done with them again and again. */
import type { EnquiryRegistration } from '../../backend/backend.js';
import type { Catalogue, Category, Topic } from '../../domain/catalogue.js';
import { refused, same } from '../assert.js';
import type { Offered, Seed, Times } from './case.js';
import { call, kariPhone } from './cast.js';

export const topic = (id: string, more: Partial<Topic> = {}): Topic => ({ id, label: `The topic ${id}`, ...more });

export const category = (id: string, topics: readonly Topic[], more: Partial<Category> = {}): Category => ({
  id,
  label: `The category ${id}`,
  choice: 'many',
  topics,
  ...more,
});

/** One category of each kind: only `mood` is asked in every conversation. */
export const catalogue: Catalogue = {
  revision: 1,
  categories: [
    category('mood', [topic('happy'), topic('angry')], { choice: 'one', required: true }),
    category('product', [topic('mobile'), topic('broadband'), topic('tv'), topic('fax'), topic('nothing', { exclusive: true })], {
      maximum: 2,
    }),
    category('support', [topic('password'), topic('invoice'), topic('other')], { minimum: 2 }),
    category('device', [topic('android'), topic('iphone')], { choice: 'one', required: true, when: { topics: ['mobile'] } }),
    category('sale', [topic('bought'), topic('thinking')], { choice: 'one', required: true, when: { queues: ['Sales'] } }),
    category('attempt', [topic('unanswered', { outcome: 'no-answer' })], { when: { directions: ['outbound'] } }),
    category('rest', [topic('unsaid')]),
  ],
  defaultTopicId: 'unsaid',
};

/** A catalogue that asks nothing in particular: one topic will do. */
export const plain: Catalogue = { revision: 1, categories: [category('any', [topic('one'), topic('two'), topic('three')])] };

/** A catalogue of so many topics, in categories of a hundred. */
export const large = (count: number): Catalogue => ({
  revision: 1,
  categories: Array.from({ length: count / 100 }, (_, index) =>
    category(
      `c${index}`,
      Array.from({ length: 100 }, (_, at) => topic(`t${index * 100 + at}`)),
    ),
  ),
});

/** A running conversation of Kari's, `talk`, and the catalogue. */
export const talking =
  (more: Partial<Seed> = {}) =>
  ({ ago }: Times): Partial<Seed> => ({
    catalogue,
    interactions: [call('talk', ago(0, 5), { state: 'active', from: kariPhone })],
    ...more,
  });

/** What an agent registers of `talk`. */
export const saying = (topicIds: readonly string[], more: Partial<EnquiryRegistration> = {}): EnquiryRegistration => ({
  interactionId: 'talk',
  topicIds,
  ...more,
});

/** Throws unless the promise is refused as `invalid` with exactly these problems, `field reason`, in this order. */
export async function refusedFor(promise: Promise<unknown>, what: string, ...problems: readonly string[]): Promise<void> {
  const { fields } = await refused(promise, 'invalid', what);
  const named = (fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
  same(named, problems, `what stands against ${what}`);
}

/** Ids that name no record, and must not reach into an object either. */
export const hostileIds: readonly string[] = ['', ' ', '__proto__', 'constructor', 'toString', 'nobody', '\0', 'a\uD83D'];

/** The registration as it is kept. */
export const kept = async (backend: Offered, id = 'talk') => (await backend.enquiries.get(id)).enquiry;

/** Ids in an order of their own. */
export const sorted = (ids: readonly string[] | undefined): readonly string[] => [...(ids ?? [])].sort();
