import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Catalogue } from '../../src/domain/catalogue.js';
import { countedTopics, type EnquiryDraft, enquiryProblems, isComplete } from '../../src/domain/enquiry.js';

const topics = (...ids: string[]) => ids.map((id) => ({ id, label: id }));
const catalogue: Catalogue = {
  revision: 3,
  categories: [
    { id: 'mood', label: 'Mood', choice: 'one', required: true, topics: topics('good', 'bad') },
    { id: 'product', label: 'Product', choice: 'many', minimum: 2, maximum: 3, topics: topics('app', 'web', 'survey', 'old') },
    { id: 'why', label: 'Why', choice: 'many', required: true, when: { topics: ['bad'] }, topics: topics('slow', 'dear') },
  ],
};
const call = { channel: 'call', direction: 'inbound' } as const;
const rules = { comment: true, commentLimit: 10, commentFor: ['dear'] };
const said = (draft: EnquiryDraft) =>
  enquiryProblems(draft, catalogue, call, rules)
    .map(({ field, reason }) => `${field} ${reason}`)
    .join(', ');

describe('what stands against registering', () => {
  const table: readonly (readonly [string, EnquiryDraft, string])[] = [
    ['nothing chosen', { topicIds: [] }, 'mood required'],
    ['what is needed', { topicIds: ['good'] }, ''],
    ['two in a category of one', { topicIds: ['good', 'bad', 'slow'] }, 'mood too-many'],
    ['fewer than the least, though not required', { topicIds: ['good', 'app'] }, 'product too-few'],
    ['more than the most', { topicIds: ['good', 'app', 'web', 'survey', 'old'] }, 'product too-many'],
    ['a category that came with a topic', { topicIds: ['bad'] }, 'why required'],
    ['a topic of a category that is not shown', { topicIds: ['good', 'slow'] }, ''],
    ['a topic that there is not', { topicIds: ['good', 'nope'] }, 'topicIds not-a-topic'],
    ['a topic that needs a comment', { topicIds: ['bad', 'dear'] }, 'comment required'],
    ['with one', { topicIds: ['bad', 'dear'], comment: 'too dear' }, ''],
    ['a long comment', { topicIds: ['good'], comment: 'x'.repeat(11) }, 'comment too-long'],
  ];
  for (const [name, draft, problems] of table) it(`${problems || 'nothing'}: ${name}`, () => assert.equal(said(draft), problems));

  it('asks for a topic where no category is required', () => {
    const free: Catalogue = { revision: 1, categories: [{ id: 'a', label: 'A', choice: 'many', topics: topics('x') }] };
    assert.deepEqual(enquiryProblems({ topicIds: [] }, free, call, rules), [{ field: 'enquiry', reason: 'required' }]);
  });

  it('is complete when nothing stands against the topics, and counts only what is shown', () => {
    const ids = catalogue.categories.flatMap((category) => category.topics.map(({ id }) => id));
    fc.assert(
      fc.property(fc.subarray(ids), (topicIds) => {
        const problems = enquiryProblems({ topicIds, comment: 'c' }, catalogue, call, rules);
        if (problems.length === 0) assert.ok(isComplete({ topicIds }, catalogue, call));
        const counted = countedTopics({ topicIds }, catalogue, call);
        assert.ok(counted.every((id) => topicIds.includes(id)));
        if (!topicIds.includes('bad')) assert.ok(!counted.includes('slow'));
      }),
    );
  });
});
