import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Customer } from '../../src/domain/customer.js';
import { rankSearch, searchMatches } from '../../src/domain/search.js';
import { anyText, runs } from './hostile.js';
import { customer, fields } from './people.js';

const named = (id: string, name: string, values: Record<string, string> = {}) => customer(values, { id, name });
const ids = (customers: readonly Customer[]) => customers.map(({ id }) => id).join(' ');

describe('asking whether a search finds a customer', () => {
  const tokens = ['anne', 'marie', 'odegard', '90012345'];
  const cases: readonly [string[], boolean][] = [
    [['anne'], true],
    [['ode', 'an'], true],
    [['9001'], true],
    [['12345'], false],
    [['anne', 'x'], false],
    [['annea'], false],
    [[], false],
  ];
  for (const [words, found] of cases)
    it(`${found ? 'says yes' : 'says no'} to ${words.join(' ') || 'nothing'}`, () =>
      assert.equal(searchMatches(tokens, words), found));
});

describe('ranking what a search found', () => {
  const people = [
    named('D', 'Karl Berg', { organization: 'Anna og sønner' }),
    named('C', 'Hanna', { organization: 'anna b' }),
    named('B', 'Berg Anna'),
    named('E', 'Anna Berg'),
    named('A', 'Ánna Berg'),
    named('F', 'Anna Aas'),
  ];
  it('puts names that begin with the text first, then names with the words, then the rest, each by name and id', () => {
    assert.equal(ids(rankSearch(people, 'anna', fields)), 'F A E B C D');
    assert.equal(ids(rankSearch(people, ' ANNA  b ', fields)), 'A E B C F D');
  });
  it('puts a whole field before parts of one, but no confidential one', () => {
    const found = [
      named('A', 'X', { organization: '0012 3', insurance: 'x' }),
      named('B', 'X', { organization: '0012' }),
      named('C', 'X', { insurance: '0012' }),
    ];
    assert.equal(ids(rankSearch(found, '0012', fields)), 'B A C');
  });
  it('finds by id exactly its customer, in any case', () => {
    assert.equal(ids(rankSearch([named('K7XQ', 'Zoe'), named('K7XQ2', 'K7xq')], ' k7xq ', fields)), 'K7XQ');
  });
  it('is the same whatever the order it came in, and loses nobody', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), anyText, (shuffled, text) => {
        fc.pre(!/^\s*[a-f]\s*$/i.test(text));
        assert.equal(ids(rankSearch(shuffled, text, fields)), ids(rankSearch(people, text, fields)));
        assert.equal(rankSearch(shuffled, text, fields).length, people.length);
      }),
      runs,
    );
  });
});
