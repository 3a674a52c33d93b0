import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { customerIndex, searchWords, visibleText } from '../../src/domain/customer-index.js';
import type { Phones } from '../../src/domain/phone.js';
import { searchMatches } from '../../src/domain/search.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields, norway } from './people.js';

const index = (values: Record<string, string>, rest = {}) => customerIndex(customer(values, rest), fields, norway);
const entries = (name: string, values: Record<string, string>, rest = {}) => index(values, rest)[name] ?? [];

describe('indexing a customer', () => {
  describe('by address', () => {
    it('has every number and e-mail of every field with a use, once, also confidential ones', () => {
      const values = {
        mobile: '900 12 345; +4722334455 ext. 7',
        phone: '+47 90012345',
        secretPhone: '+46 70 123 45 67',
        email: 'Ada@Example.org, b@example.org',
        organization: '22334466',
      };
      assert.deepEqual(entries('address', values), [
        'phone:+4790012345',
        'phone:+4722334455',
        'phone:+46701234567',
        'email:ada@example.org',
        'email:b@example.org',
      ]);
    });
    it('has what is compared, not what is dialled', () =>
      assert.deepEqual(entries('address', { mobile: '+55 11 6123-4567' }), ['phone:+5511961234567']));
    it('leaves out what cannot be read', () => assert.deepEqual(entries('address', { mobile: 'reception', email: 'x' }), []));
  });

  it('has its external ids, each once, also confidential ones, and none of them among the addresses', () => {
    const values = { membership: ' \u00c5-12; 90012345', secretCrm: '90012345', mobile: '22334455' };
    assert.deepEqual(entries('external', values), ['membership:a-12; 90012345', 'secretCrm:90012345']);
    assert.deepEqual(entries('address', values), ['phone:+4722334455']);
  });

  it('has its name folded, its id, and when it changed, in UTC', () => {
    const found = index({ givenName: 'Åse', familyName: 'Ødegård' }, { changedAt: '2026-03-01T01:00:00+02:00', id: 'C123' });
    assert.deepEqual(found.name, ['ase odegard']);
    assert.deepEqual(found.id, ['C123']);
    assert.deepEqual(found.changed, ['2026-02-28T23:00:00.000Z']);
    assert.deepEqual(entries('changed', {}, { changedAt: 'long ago' }), ['long ago']);
    assert.deepEqual(entries('name', {}), ['']);
  });

  it('orders changes by their texts as by their instants', () => {
    const instants = ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.5Z', '2026-03-01T12:30:00+02:00', '2026-03-01T10:31:00.000Z'];
    const keys = instants.map((changedAt) => entries('changed', {}, { changedAt })[0] ?? '');
    assert.deepEqual([...keys].sort(), keys);
  });

  describe('by words', () => {
    const tokens = entries(
      'token',
      { givenName: 'Anne-Marie', familyName: 'Ødegård', email: 'am@example.org', mobile: '+47 900 12 345', tier: 'g' },
      { id: 'K7XQ' },
    );
    it('has those of name, id and fields', () => {
      for (const word of ['anne', 'marie', 'odegard', 'k7xq', 'am', 'example', 'org', '900'])
        assert.ok(tokens.includes(word), word);
    });
    it('has the digits of numbers as they are dialled at home and abroad', () => {
      for (const digits of ['90012345', '4790012345']) assert.ok(tokens.includes(digits), digits);
      assert.ok(entries('token', { mobile: '900 12 345' }).includes('4790012345'));
      assert.ok(entries('token', { mobile: '+46 (0)70-123 45 67' }).includes('46701234567'));
    });
    it('has the label of a choice, which is what people read', () => {
      assert.ok(tokens.includes('gold') && tokens.includes('card'));
    });
    it('has nothing of confidential and hidden fields', () => {
      const found = entries('token', { insurance: 'Secret', secretPhone: '90012345', internalCode: 'hush' }, { name: '' });
      assert.deepEqual(found, ['c000000001']);
    });
    it('has each word once', () => assert.equal(new Set(tokens).size, tokens.length));
  });

  it('stays small for a customer with pages of text', () => {
    for (const text of [...huge, Array.from({ length: 5000 }, (_, at) => `word${at}`).join(' ')]) {
      const found = entries('token', { givenName: 'Ada', organization: text, mobile: text });
      assert.ok(found.length <= 200);
      assert.ok(found.every((token) => token.length <= 64 && token !== ''));
      assert.ok(found.includes('ada') && found.includes('c000000001'));
    }
  });

  it('gives only entries that every store can keep', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const found = index({ givenName: one, mobile: other, email: one, organization: other, membership: one });
        for (const name of ['name', 'address', 'external', 'token'])
          for (const entry of found[name] ?? []) assert.ok(!/[\0\p{Cs}]/u.test(entry.slice(0, 255)), JSON.stringify(entry));
      }),
      runs,
    );
    for (const text of hostile) assert.doesNotThrow(() => index({ givenName: text, mobile: text, email: text }));
  });

  it('asks the reader about numbers only', () => {
    const asked: string[] = [];
    const phones: Phones = { read: (raw) => void asked.push(raw) };
    customerIndex(customer({ givenName: 'Ada', email: 'a@example.org', mobile: '90012345' }), fields, { phones, region: 'NO' });
    assert.deepEqual(new Set(asked), new Set(['90012345']));
  });
});

describe('searching what was indexed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.lorem(),
    anyText.filter((each) => each.length < 500),
  );

  it('finds a customer by any of its visible texts, by its beginnings and in any order', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (givenName, organization, cut) => {
        const values = { givenName, organization };
        const tokens = entries('token', values);
        for (const value of [givenName, organization]) {
          const sought = searchWords(value);
          if (sought.length > 0) assert.ok(searchMatches(tokens, [...sought].reverse()));
          const begun = sought.map((word) => [...word].slice(0, 1 + (cut % [...word].length)).join(''));
          if (begun.length > 0) assert.ok(searchMatches(tokens, begun));
        }
      }),
      runs,
    );
  });

  it('takes at most as much of a word as is kept of it', () => {
    const long = 'a'.repeat(300);
    assert.ok(searchMatches(entries('token', { organization: long }), searchWords(long)));
    assert.ok(huge.every((each) => searchWords(each).every((word) => word.length <= 64)));
  });
});

describe('asking for what agents read in a field', () => {
  const field = (name: string) => fields.find((each) => each.name === name)!;
  it('gives the value, of a choice the label, and nothing that is hidden', () => {
    const ada = customer({ givenName: 'Ada', tier: 'g', insurance: 'x', internalCode: 'y' });
    assert.equal(visibleText(ada, field('givenName')), 'Ada');
    assert.equal(visibleText(ada, field('tier')), 'Gold card');
    assert.equal(visibleText(customer({ tier: 'gone' }), field('tier')), 'gone');
    assert.equal(visibleText(ada, field('insurance')), undefined);
    assert.equal(visibleText(ada, field('internalCode')), undefined);
    assert.equal(visibleText(ada, field('familyName')), undefined);
  });
});
