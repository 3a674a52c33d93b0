import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { externalIdKey, externalIds } from '../../src/domain/external-id.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields } from './people.js';

const ids = (values: Record<string, string>) => externalIds(customer(values), fields).map(({ field, id }) => `${field} ${id}`);

describe('external ids', () => {
  it('are the whole values of their fields, trimmed and folded, in the order of the fields', () => {
    assert.deepEqual(ids({ secretCrm: 'X-9', membership: '  \u00c5-12; 34 B\n' }), ['membership a-12; 34 b', 'secretCrm x-9']);
    assert.deepEqual(ids({ membership: '007' }), ['membership 007']);
    assert.deepEqual(ids({ membership: '\u00a0\uff11\uff12\u200e' }), ['membership 12']);
  });
  it('are of no other field', () => assert.deepEqual(ids({ mobile: '1', givenName: '2', tier: 'g', insurance: '3' }), []));
  it('are none where nothing is left to compare', () => {
    for (const membership of ['', ' ', '\u200b', '\u0301', '\0'])
      assert.deepEqual(ids({ membership }), [], JSON.stringify(membership));
  });
  it('are not the bullets of a concealed value, which a field that conceals nothing may hold', () => {
    assert.deepEqual(ids({ secretCrm: '\u2022\u2022\u2022\u2022\u2022\u2022' }), []);
    assert.deepEqual(ids({ membership: '\u2022\u2022\u2022' }), ['membership \u2022\u2022\u2022']);
  });
  it('are none of what no field can hold', () => {
    assert.equal(ids({ membership: 'x'.repeat(10_000) }).length, 1);
    assert.deepEqual(ids({ membership: 'x'.repeat(10_001) }), []);
  });
  it('are the same however often they are folded', () => {
    fc.assert(
      fc.property(anyText, (membership) => {
        const [one] = externalIds(customer({ membership }), fields);
        if (one) assert.deepEqual(externalIds(customer({ membership: one.id }), fields), [one]);
      }),
      runs,
    );
  });

  describe('as stores keep them', () => {
    it('stand under their field', () => {
      assert.equal(externalIdKey({ field: 'membership', id: 'a-1' }), 'membership:a-1');
      assert.notEqual(externalIdKey({ field: 'a', id: 'b' }), externalIdKey({ field: 'b', id: 'b' }));
    });
    it('are short and well-formed, whatever they are', () => {
      for (const membership of [...hostile, ...huge, `${'x'.repeat(255)}\u{1f600}`])
        for (const each of externalIds(customer({ membership: membership.slice(0, 10_000) }), fields)) {
          const key = externalIdKey(each);
          assert.ok(key.length <= 270 && !/[\0\p{Cs}]/u.test(key), JSON.stringify(key));
        }
    });
  });
});
