import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asCustomer, asCustomers, asFields, asFindResult, asInteraction, asPage, asSession } from '../../src/backend/answers.js';
import { isBackendError } from '../../src/backend/backend-error.js';

const customer = {
  id: 'c1',
  type: 'person',
  name: 'Ada',
  fields: { givenName: 'Ada' },
  createdAt: '',
  changedAt: '',
  revision: 1,
};
const address = { kind: 'phone', raw: '22334455', e164: '+4722334455', display: '22 33 44 55' };
const one = { outcome: 'one', address, shared: false, matches: [{ customer, why: [{ by: 'phone', field: 'phone' }] }] };
const session = { tenantId: 't', agent: { id: 'a', name: 'Ada' }, permissions: ['customers.view'], settings: {}, now: '' };
const cyclic: Record<string, unknown> = {};
cyclic['itself'] = cyclic;

/** What is nothing of ours at all. */
const nonsense: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  Number.NaN,
  1n,
  '',
  '<b>text</b>',
  Symbol.iterator,
  [],
  {},
  cyclic,
  () => {},
  new Date(),
  new Error('no'),
  [null],
  { items: null },
];

const table: Record<
  string,
  { read(value: unknown): unknown; right: unknown; wrong: readonly unknown[]; fine?: readonly unknown[] }
> = {
  customer: {
    read: asCustomer,
    right: customer,
    wrong: [
      ...nonsense,
      { ...customer, id: undefined },
      { ...customer, id: 7 },
      { ...customer, fields: null },
      { ...customer, fields: 'Ada' },
    ],
  },
  'list of customers': {
    read: asCustomers,
    right: [customer],
    wrong: [...nonsense.filter((value) => !Array.isArray(value) || value.length > 0), [customer, {}], { length: 1, 0: customer }],
    fine: [[]],
  },
  page: {
    read: (value) => asPage(value, asCustomer),
    right: { items: [customer], total: 1, next: 'x' },
    wrong: [...nonsense, { items: {} }, { items: [customer, null] }],
    fine: [{ items: [] }],
  },
  interaction: {
    read: asInteraction,
    right: { id: 'i1', channel: 'call', direction: 'inbound', state: 'closed', startedAt: '2026-01-01T10:00:00Z', revision: 1 },
    wrong: [...nonsense, { id: 7 }],
  },
  'answer to a look-up': {
    read: asFindResult,
    right: one,
    wrong: [
      ...nonsense,
      { ...one, outcome: undefined },
      { ...one, outcome: 'some' },
      { ...one, outcome: 'toString' },
      { ...one, matches: [] },
      { ...one, matches: [...one.matches, ...one.matches] },
      { ...one, matches: null },
      { ...one, matches: [null] },
      { ...one, matches: [{}] },
      { ...one, matches: [{ customer: null, why: [] }] },
      { ...one, address: undefined },
      { ...one, address: {} },
      { ...one, address: '22334455' },
      { ...one, outcome: 'many', matches: [] },
    ],
    fine: [
      { outcome: 'none', address, shared: false, matches: [] },
      { outcome: 'withheld', address: { kind: 'withheld', raw: '' }, shared: false, matches: [] },
      { ...one, outcome: 'many' },
    ],
  },
  'list of fields': {
    read: asFields,
    right: [{ name: 'givenName', type: 'text' }],
    wrong: [...nonsense.filter((value) => !Array.isArray(value) || value.length > 0), [{}], [{ name: 7 }]],
    fine: [[]],
  },
  session: {
    read: asSession,
    right: session,
    wrong: [...nonsense, { ...session, agent: undefined }, { ...session, agent: {} }, { ...session, agent: 'Ada' }],
  },
};

for (const [what, { read, right, wrong, fine = [] }] of Object.entries(table)) {
  describe(`an answer that should be a ${what}`, () => {
    it('is taken when it is one', () => {
      for (const value of [right, ...fine]) assert.doesNotThrow(() => read(value));
    });

    it('is a failure of the backend when it is none', () => {
      wrong.forEach((value, index) =>
        assert.throws(
          () => read(value),
          (error) => isBackendError(error) && error.code === 'failed' && error.message.includes('answered with something'),
          `wrong answer number ${index} is taken`,
        ),
      );
    });

    it('is taken or a failure, whatever it is', () => {
      const parts = Object.keys({ ...customer, ...one, ...session, items: 0, customer: 0, why: 0, kind: 0 });
      const anything = fc.oneof(
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        fc.dictionary(fc.constantFrom(...parts), fc.anything()),
        fc.dictionary(
          fc.constantFrom(...parts),
          fc.constantFrom<unknown>(right, [right], null, [null], 'one', 'phone', { id: 'x' }),
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

describe('what is around a right answer', () => {
  it('is left out of a customer where it is no text', () => {
    const read = asCustomer({
      ...customer,
      name: 7,
      type: 'robot',
      fields: { givenName: 'Ada', phone: 22334455, email: null, city: '  ', address: { street: 'x' } },
      concealed: ['phone', 7, null],
      shared: 'phone',
    });
    assert.deepEqual(read.fields, { givenName: 'Ada' });
    assert.deepEqual([read.name, read.type, read.concealed, read.shared], ['', 'person', ['phone'], []]);
  });

  it('does not reach the prototype', () => {
    const read = asCustomer({ ...customer, fields: JSON.parse('{"__proto__":"text","constructor":"text"}') as unknown });
    assert.equal(Object.getPrototypeOf(read.fields), Object.prototype);
    assert.equal(Object.hasOwn(read.fields, '__proto__'), true);
  });

  it('is no reason for a match where it is none', () => {
    const [match] = asFindResult({
      ...one,
      matches: [{ customer, why: [null, undefined, 'phone', 7, { by: 'phone', field: 'phone' }] }],
    }).matches;
    assert.deepEqual(match?.why, [{ by: 'phone', field: 'phone' }]);
    assert.deepEqual(asFindResult({ ...one, matches: [{ customer }] }).matches[0]?.why, []);
  });

  it('makes a number shared only when it says so', () => {
    for (const [said, shared] of [
      [true, true],
      [false, false],
      [undefined, false],
      ['no', false],
    ] as const)
      assert.equal(asFindResult({ ...one, shared: said }).shared, shared);
  });

  it('gives no permission and no setting', () => {
    for (const odd of [undefined, null, 'customers.view', 7, { 0: 'customers.view' }])
      assert.deepEqual(asSession({ ...session, permissions: odd, settings: odd === 7 ? 7 : null }).permissions, []);
    assert.deepEqual(asSession({ ...session, permissions: ['customers.view', 7, null] }).permissions, ['customers.view']);
    for (const settings of [undefined, null, 'text', 7]) assert.deepEqual(asSession({ ...session, settings }).settings, {});
  });
});
