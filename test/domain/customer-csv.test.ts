import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { draftsFromRows } from '../../src/domain/customer-csv.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { fields, norway } from './people.js';

const labelled = fields.map((field) => (field.name === 'givenName' ? { ...field, label: 'First name' } : field));
const read = (header: string[], ...rows: string[][]) =>
  draftsFromRows(
    header,
    rows.map((cells, at) => ({ row: at + 2, cells })),
    labelled,
  );
const reasons = (result: ReturnType<typeof read>) =>
  result.refused.map(({ row, fields: wrong }) => `${row}: ${wrong.map(({ field, reason }) => `${field} ${reason}`).join(', ')}`);

describe('reading customers from rows', () => {
  it('finds columns by name or label in any case, and says which it did not read', () => {
    const result = read(
      ['\ufeffFIRST NAME', ' familyname ', 'Shoe size', 'MOBILE', ''],
      ['Ada', 'Lovelace', '37', '900 12 345', ''],
    );
    assert.deepEqual(result, {
      drafts: [{ row: 2, draft: { type: 'person', fields: { givenName: 'Ada', familyName: 'Lovelace', mobile: '900 12 345' } } }],
      refused: [],
      ignored: ['Shoe size', ''],
    });
  });

  it('takes values unchanged and leaves out blank ones', () => {
    assert.deepEqual(read(['givenName', 'organization', 'familyName'], [' Ada ', ' ', '007']).drafts[0]?.draft.fields, {
      givenName: ' Ada ',
      familyName: '007',
    });
  });

  describe('with a type', () => {
    const type = (...cells: string[]) => read(['Type', 'givenName', 'organization'], cells).drafts[0]?.draft.type;
    it('takes it, in any case', () => {
      assert.equal(type('Organization', 'Ada', ''), 'organization');
      assert.equal(type(' person ', '', 'Fjord AS'), 'person');
    });
    it('refuses another', () => assert.deepEqual(reasons(read(['type', 'givenName'], ['robot', 'Ada'])), ['2: type not-a-type']));
    it('goes by the names where it is empty', () => {
      assert.equal(type('', 'Ada', 'Fjord AS'), 'person');
      assert.equal(type('', '', 'Fjord AS'), 'organization');
    });
  });

  describe('without a type', () => {
    const type = (...cells: string[]) => read(['givenName', 'organization', 'mobile'], cells).drafts[0]?.draft.type;
    it('is a person, and an organization when only that has a name', () => {
      assert.equal(type('Ada', '', ''), 'person');
      assert.equal(type('Ada', 'Fjord AS', ''), 'person');
      assert.equal(type('', 'Fjord AS', '90012345'), 'organization');
      assert.equal(type('', '', '90012345'), 'person');
    });
  });

  it('refuses ragged, empty and wrong rows with row and reason, and takes the others', () => {
    const result = read(['givenName', 'tier'], ['Ada'], ['Ada', 'g', 'x'], ['', ' '], ['Ada', 'Gold card'], ['Bob', 'g'], ['']);
    assert.deepEqual(reasons(result), ['2:  too-few-cells', '3:  too-many-cells', '4:  empty', '5: tier not-a-choice']);
    assert.deepEqual(
      result.drafts.map(({ row }) => row),
      [6],
    );
  });

  it('lets numbers and addresses in that cannot be read, unless told to be strict', () => {
    assert.equal(read(['mobile', 'email'], ['reception', 'ada@']).drafts.length, 1);
    const strict = draftsFromRows(['mobile', 'email'], [{ row: 2, cells: ['reception', 'ada@'] }], fields, norway);
    assert.deepEqual(reasons(strict), ['2: mobile not-a-phone-number, email not-an-e-mail']);
  });

  it('reads nothing when two columns are of one field', () => {
    for (const header of [
      ['mobile', 'Mobile'],
      ['First name', 'mobile', 'givenName'],
    ]) {
      const result = read(
        header,
        header.map(() => 'x'),
      );
      assert.deepEqual(result.drafts, []);
      assert.deepEqual(reasons(result), [`1: ${header.at(-1) === 'Mobile' ? 'mobile' : 'givenName'} duplicate-column`]);
    }
    assert.equal(read(['type', 'TYPE'], ['person', 'person']).refused[0]?.row, 1);
    assert.equal(read(['x', 'x', 'mobile'], ['1', '2', '3']).drafts.length, 1);
  });

  it('refuses rows with nothing in a column that it knows', () => {
    assert.deepEqual(reasons(read(['foo', 'bar'], ['1', '2'])), ['2:  empty']);
    assert.deepEqual(reasons(read(['type', 'foo'], ['person', '2'])), ['2:  empty']);
  });

  it('prefers the exact name to another in another case', () => {
    const twins = [...fields, { name: 'Mobile', type: 'text' } as const];
    assert.deepEqual(draftsFromRows(['Mobile', 'mobile'], [{ row: 2, cells: ['1', '2'] }], twins).drafts[0]?.draft.fields, {
      Mobile: '1',
      mobile: '2',
    });
  });

  it('ignores hostile headers and leaves all objects as they are', () => {
    const result = read(['__proto__', 'constructor', 'givenName'], ['polluted', 'polluted', 'Ada']);
    assert.deepEqual(result.ignored, ['__proto__', 'constructor']);
    assert.deepEqual(result.drafts[0]?.draft.fields, { givenName: 'Ada' });
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it('puts every row that is not blank in exactly one list', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 })), (rows) => {
        const { drafts, refused } = read(['givenName', 'mobile', 'tier'], ...rows);
        assert.deepEqual(
          [...drafts, ...refused].map(({ row }) => row).sort((a, b) => a - b),
          rows.map((_, at) => at + 2),
        );
      }),
      runs,
    );
    for (const text of [...hostile, ...huge]) assert.doesNotThrow(() => read([text, 'givenName'], [text, text]));
  });
});
