import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Catalogue,
  type Category,
  type CategoryCondition,
  catalogueProblems,
  isSatisfied,
  picked,
  shownCategories,
} from '../../src/domain/catalogue.js';

const category = (id: string, topics: string, more: Partial<Category> = {}): Category => ({
  id,
  label: id.toUpperCase(),
  choice: 'many',
  topics: topics.split(' ').map((topic) => ({ id: `${id}-${topic}`, label: topic })),
  ...more,
});
const of = (...categories: Category[]): Catalogue => ({ revision: 1, categories });
const inbound = { channel: 'call', direction: 'inbound', queue: 'Support' } as const;
const idsOf = (categories: readonly Category[]) => categories.map(({ id }) => id).join(' ');

describe('which categories are shown', () => {
  const shown = (when: CategoryCondition | undefined, chosen: readonly string[] = []) =>
    shownCategories(of(category('mood', 'good bad'), category('more', 'a b', { when })), inbound, chosen).length === 2;
  const table: readonly (readonly [string, CategoryCondition | undefined, readonly string[], boolean])[] = [
    ['without a condition', undefined, [], true],
    ['for a queue that it is', { queues: ['Sales', 'Support'] }, [], true],
    ['for another queue', { queues: ['Sales'] }, [], false],
    ['for a channel and a direction that fit', { channels: ['call'], directions: ['inbound'] }, [], true],
    ['for a direction that does not', { channels: ['call'], directions: ['outbound'] }, [], false],
    ['for a dialer campaign, where there is none', { campaigns: ['c1'] }, [], false],
    ['for a topic that was chosen', { topics: ['mood-bad'] }, ['mood-bad'], true],
    ['for a topic that was not', { topics: ['mood-bad'] }, ['mood-good'], false],
    ['for an empty list, which nothing is in', { queues: [] }, [], false],
  ];
  for (const [name, when, chosen, yes] of table)
    it(`${yes ? 'shows' : 'hides'} one ${name}`, () => assert.equal(shown(when, chosen), yes));

  it('goes back to where a chain is broken', () => {
    const chain = of(
      category('a', 'x'),
      category('b', 'x', { when: { topics: ['a-x'] } }),
      category('c', 'x', { when: { topics: ['b-x'] } }),
    );
    assert.equal(idsOf(shownCategories(chain, inbound, ['a-x', 'b-x', 'c-x'])), 'a b c');
    assert.equal(idsOf(shownCategories(chain, inbound, ['b-x', 'c-x'])), 'a');
  });

  it('shows nobody in a circle, and ends', () => {
    const circle = of(category('a', 'x', { when: { topics: ['b-x'] } }), category('b', 'x', { when: { topics: ['a-x'] } }));
    assert.equal(idsOf(shownCategories(circle, inbound, ['a-x', 'b-x'])), '');
  });

  it('keeps the order of the catalogue, and more chosen never hides one', () => {
    const anyCatalogue = fc
      .array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
      .map((conditions) =>
        of(
          ...conditions.map((topics, i) =>
            category(`c${i}`, 'x', topics.length ? { when: { topics: topics.map((n) => `c${n}-x`) } } : {}),
          ),
        ),
      );
    const anyChoice = fc.array(fc.nat(7).map((n) => `c${n}-x`));
    fc.assert(
      fc.property(anyCatalogue, anyChoice, anyChoice, (catalogue, some, more) => {
        const few = shownCategories(catalogue, inbound, some);
        const many = shownCategories(catalogue, inbound, [...some, ...more]);
        assert.deepEqual(
          few,
          catalogue.categories.filter((each) => few.includes(each)),
        );
        assert.ok(few.every((each) => many.includes(each)));
      }),
    );
  });
});

describe('choosing topics', () => {
  const one = category('one', 'a b c', { choice: 'one' });
  const many = category('many', 'a b none', {
    topics: [...category('many', 'a b').topics, { id: 'many-none', label: 'None', exclusive: true }],
  });
  const table: readonly (readonly [string, Category, readonly string[], string, readonly string[]])[] = [
    ['takes the place of the other in a category of one', one, ['one-a'], 'one-b', ['one-b']],
    ['unsets a radio', one, ['one-a'], 'one-a', []],
    ['stands beside others in a category of many', many, ['many-a'], 'many-b', ['many-a', 'many-b']],
    ['stands alone when it is exclusive', many, ['many-a', 'many-b'], 'many-none', ['many-none']],
    ['takes the exclusive one away', many, ['many-none'], 'many-a', ['many-a']],
    ['leaves other categories alone', one, ['many-a', 'one-a'], 'one-b', ['many-a', 'one-b']],
    ['does nothing for a topic that is not of it', one, ['one-a'], 'many-b', ['one-a']],
  ];
  for (const [name, within, before, topic, after] of table)
    it(name, () => assert.deepEqual([...picked(within, before, topic)].sort(), [...after].sort()));

  it('carries the tick with at least one, and the minimum met', () => {
    const two = category('two', 'a b c', { minimum: 2, maximum: 2 });
    assert.equal(isSatisfied(two, new Set()), false);
    assert.equal(isSatisfied(two, new Set(['two-a'])), false);
    assert.equal(isSatisfied(two, new Set(['two-a', 'two-c'])), true);
    assert.equal(isSatisfied(two, new Set(['two-a', 'two-b', 'two-c'])), false);
    assert.equal(isSatisfied(category('any', 'a'), new Set(['two-a'])), false);
  });
});

describe('a catalogue that is wrong', () => {
  const table: readonly (readonly [string, Catalogue, string])[] = [
    ['two of one id', of(category('a', 'x'), category('a', 'y')), 'a not-unique'],
    ['no label', of(category('a', 'x', { label: ' ' })), 'a required'],
    ['no topics', of(category('a', 'x', { topics: [] })), 'a no-topics'],
    ['more wanted than there are', of(category('a', 'x', { minimum: 2 })), 'a not-a-minimum'],
    ['a maximum under the minimum', of(category('a', 'x y', { minimum: 2, maximum: 1 })), 'a not-a-maximum'],
    ['a condition on no topic', of(category('a', 'x', { when: { topics: ['b-x'] } })), 'a not-a-topic'],
    ['a default that is no topic', { ...of(category('a', 'x')), defaultTopicId: 'z' }, 'defaultTopicId not-a-topic'],
  ];
  for (const [name, catalogue, said] of table)
    it(`says so of ${name}`, () => {
      const problems = catalogueProblems(catalogue).map(({ field, reason }) => `${field} ${reason}`);
      assert.ok(problems.includes(said), problems.join(', '));
    });
  it('says nothing of a good one', () => assert.deepEqual(catalogueProblems(of(category('a', 'x y'), category('b', 'z'))), []));
});
