import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isBackendError } from '../../src/backend/backend-error.js';
import { asCatalogue, asEnquiry, asEnquiryState } from '../../src/backend/enquiry-answers.js';

const now = '2026-03-10T12:00:00.000Z';
const topic = { id: 't', label: 'Topic' };
const category = { id: 'c', label: 'Category', choice: 'one', topics: [topic] };
const catalogue = { revision: 3, categories: [category] };
const enquiry = {
  interactionId: 'i1',
  customerId: 'c1',
  agentId: 'a1',
  agentName: 'Ada',
  topicIds: ['t'],
  comment: 'why',
  registeredAt: now,
  changedAt: now,
  catalogueRevision: 3,
  status: 'registered',
  revision: 1,
};
const wrapUp = { endsAt: now, extensions: 2, extensionSeconds: 60, onEnd: 'default' };
const state = { interactionId: 'i1', offered: true, forced: true, enquiry, wrapUp, now };
const nonsense: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  1n,
  '',
  '<b>',
  [],
  {},
  () => {},
  new Date(),
  new Error('no'),
  [null],
];

const table: Record<string, { read(value: unknown): unknown; right: unknown; wrong: readonly unknown[] }> = {
  catalogue: {
    read: asCatalogue,
    right: catalogue,
    wrong: [{ revision: 1 }, { ...catalogue, categories: {} }, { ...catalogue, categories: null }],
  },
  enquiry: {
    read: asEnquiry,
    right: enquiry,
    wrong: [
      { ...enquiry, interactionId: 7 },
      { ...enquiry, topicIds: 't' },
      { ...enquiry, registeredAt: 'yesterday' },
      { ...enquiry, registeredAt: undefined },
    ],
  },
  'state of a registration': {
    read: asEnquiryState,
    right: state,
    wrong: [
      { ...state, interactionId: undefined },
      { ...state, now: undefined },
      { ...state, now: 'noon' },
      { ...state, enquiry: {} },
      { ...state, enquiry: 'registered' },
    ],
  },
};

for (const [what, { read, right, wrong }] of Object.entries(table)) {
  describe(`an answer that should be a ${what}`, () => {
    it('is taken as it is when it is one', () => assert.deepEqual(read(right), right));

    it('is a failure of the backend when it is none', () => {
      for (const [index, value] of [...nonsense, ...wrong].entries())
        assert.throws(
          () => read(value),
          (error) => isBackendError(error) && error.code === 'failed' && error.message.includes('answered with something'),
          `wrong answer number ${index} is taken`,
        );
    });

    it('is taken or a failure, whatever it is', () => {
      const names = Object.keys({ ...catalogue, ...category, ...enquiry, ...state, ...wrapUp, when: 0 });
      const anything = fc.oneof(
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        fc.dictionary(fc.constantFrom(...names), fc.anything()),
        fc.dictionary(
          fc.constantFrom(...names),
          fc.constantFrom<unknown>(right, [right], [category], null, [null], now, { id: 'x' }),
        ),
      );
      fc.assert(
        fc.property(anything, (value) => {
          try {
            read(value);
          } catch (error) {
            assert.ok(isBackendError(error) && error.code === 'failed', String(error));
          }
        }),
      );
    });
  });
}

describe('what is around a right catalogue', () => {
  it('is left out: categories and topics that are none', () => {
    const categories = [null, 7, [], {}, { ...category, topics: 't' }, { ...category, id: 7 }, { ...category, label: undefined }];
    assert.deepEqual(asCatalogue({ ...catalogue, categories: [...categories, category] }), catalogue);
    const topics = [null, 7, {}, { id: 't' }, { label: 'T' }, { id: 't', label: null }, topic];
    assert.deepEqual(asCatalogue({ ...catalogue, categories: [{ ...category, topics }] }), catalogue);
  });

  it('is left out: optional parts that are none, and what the port does not name', () => {
    const odd = { required: 'yes', minimum: -1, maximum: 1.5, when: 'later', colour: 'red' };
    const oddTopic = { retired: 1, outcome: 'perhaps', exclusive: 'yes', secret: 'x' };
    const read = asCatalogue({
      ...catalogue,
      defaultTopicId: 7,
      secret: 'x',
      categories: [{ ...category, ...odd, topics: [{ ...topic, ...oddTopic }] }],
    });
    assert.deepEqual(read, catalogue);
  });

  it('is kept: optional parts that are well', () => {
    const whole = {
      ...catalogue,
      defaultTopicId: 't',
      categories: [
        {
          ...category,
          required: true,
          minimum: 0,
          maximum: 2,
          when: { queues: ['Sales'], channels: ['call'], directions: ['inbound'], campaigns: ['k'], topics: ['t'] },
          topics: [{ ...topic, retired: true, outcome: 'no-answer', exclusive: true }],
        },
      ],
    };
    assert.deepEqual(asCatalogue(whole), whole);
  });

  it('reads an unknown choice as many, a revision that is none as 0, and a list of a condition that is none as not there', () => {
    const [read] = asCatalogue({
      categories: [{ ...category, choice: 'some', when: { queues: 'Sales', topics: ['t', 7] } }],
    }).categories;
    assert.deepEqual([read?.choice, read?.when], ['many', { topics: ['t'] }]);
    assert.equal(asCatalogue({ categories: [], revision: 'x' }).revision, 0);
  });

  it('does not reach the prototype', () => {
    const read = asCatalogue(JSON.parse('{"__proto__":{"revision":9},"revision":1,"categories":[]}'));
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });
});

describe('what is around a right registration', () => {
  it('is left out where it is none', () => {
    const odd = { customerId: 7, agentName: null, comment: {}, reason: 7, topicIds: ['t', 7, null], secret: 'x' };
    const { customerId: _c, agentName: _a, comment: _t, ...bare } = enquiry;
    assert.deepEqual(asEnquiry({ ...enquiry, ...odd }), bare);
  });

  it('settles nothing with a status that is none', () => {
    for (const status of [undefined, 'done', 7]) assert.equal(asEnquiry({ ...enquiry, status }).status, 'incomplete');
  });

  it('was changed when it was registered, where nobody says when', () => {
    assert.equal(asEnquiry({ ...enquiry, changedAt: 'later' }).changedAt, now);
  });
});

describe('what is around a right state', () => {
  it('is no time where nobody says when it ends', () => {
    for (const odd of [null, 7, 'soon', [], {}, { ...wrapUp, endsAt: 'soon' }, { ...wrapUp, endsAt: 7 }])
      assert.equal(asEnquiryState({ ...state, wrapUp: odd }).wrapUp, undefined);
  });

  it('keeps open what has an unknown end, and extends nothing by what is no number', () => {
    const odd = { endsAt: now, extensions: -1, extensionSeconds: Number.NaN, onEnd: 'delete' };
    const expected = { endsAt: now, extensions: 0, extensionSeconds: 0, onEnd: 'keep-open' };
    assert.deepEqual(asEnquiryState({ ...state, wrapUp: odd }).wrapUp, expected);
  });

  it('offers and forces only what says so, and forces nothing that is not offered', () => {
    const flags = (offered: unknown, forced: unknown) => {
      const read = asEnquiryState({ ...state, offered, forced });
      return [read.offered, read.forced];
    };
    assert.deepEqual(flags(true, true), [true, true]);
    assert.deepEqual(flags('yes', 1), [false, false]);
    assert.deepEqual(flags(undefined, true), [false, false]);
  });

  it('has no registration where there is none', () => {
    for (const none of [undefined, null]) assert.equal(asEnquiryState({ ...state, enquiry: none }).enquiry, undefined);
  });
});
