import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Category } from '../../src/domain/catalogue.js';
import { markedIn, TopicFilter } from '../../src/domain/topic-filter.js';

const category = (id: string, label: string, ...labels: string[]): Category => ({
  id,
  label,
  choice: 'many',
  topics: labels.map((each, i) => ({ id: `${id}${i}`, label: each })),
});
const filter = new TopicFilter([
  category('m', 'Customer’s mood', 'Positive', 'Negative', 'Neutral'),
  category('p', 'Product', 'General', 'SMS survey', 'Admin Application', 'Agent Application', 'App'),
  category('s', 'Stötte', 'Change profiles', 'Login problems', 'Überweisung', '<b>bold</b>', 'כניסה'),
]);
const found = (text: string) => [...(filter.find(text)?.topicIds ?? [])].join(' ');

describe('the filter of topics', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['the beginning of a word', 'posi', 'm0'],
    ['the middle of a word', 'fil', 's0'],
    ['two words in any order', 'application ag', 'p3'],
    ['a category, with all its topics', 'mood', 'm0 m1 m2'],
    ['a category and a topic', 'product sms', 'p1'],
    ['without diacritics', 'stotte uber', 's2'],
    ['another case', 'LOGIN', 's1'],
    ['a letter too few', 'aplication', 'p2 p3'],
    ['two letters the wrong way round', 'lgoin', 's1'],
    ['another letter', 'genetal', 'p0'],
    ['markup as text', 'bold', 's3'],
    ['another script', 'כני', 's4'],
    ['nothing that is there', 'zebra', ''],
  ];
  for (const [name, text, topics] of table) it(`finds ${name}`, () => assert.equal(found(text), topics));

  it('hides nothing for an empty box', () => {
    assert.equal(filter.find(''), undefined);
    assert.equal(filter.find('  -- '), undefined);
  });

  it('means the whole word first', () => {
    assert.equal(filter.find('app')?.best, 'p4');
    assert.equal(filter.find('neu')?.best, 'm2');
  });

  it('tells the categories that are left', () => assert.deepEqual([...filter.find('problems')!.categoryIds], ['s']));

  it('marks what was typed in the label as it is written', () => {
    const marked = (label: string, text: string) => markedIn(label, text).map(({ from, to }) => label.slice(from, to));
    assert.deepEqual(marked('Admin Application', 'app'), ['App']);
    assert.deepEqual(marked('Überweisung', 'uber'), ['Über']);
    assert.deepEqual(marked('Positive', 'x'), []);
  });
});
