import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAddress } from '../../src/domain/address.js';
import type { Customer } from '../../src/domain/customer.js';
import { externalIds } from '../../src/domain/external-id.js';
import type { Choice, Match } from '../../src/domain/match.js';
import { duplicatesOf, findResult, matchReasons, outcomeOf, rankMatches } from '../../src/domain/match.js';
import { anyText, runs } from './hostile.js';
import { customer, fields, norway } from './people.js';

const read = (raw: string) => readAddress(raw, { ...norway, extensionDigits: 5, ownNumbers: ['22334400'] });
const find = (raw: string, customers: readonly Customer[], choice?: Choice) =>
  findResult(read(raw), customers, fields, norway, choice);
const order = (matches: readonly Match[]) => matches.map((match) => match.customer.id).join(' ');

const ada = customer({ givenName: 'Ada', mobile: '900 12 345' }, { id: 'ADA', changedAt: '2026-01-03T00:00:00Z' });
const bob = customer({ givenName: 'Bob', phone: '+47 90012345' }, { id: 'BOB', changedAt: '2026-01-02T00:00:00Z' });
const fjord = customer(
  { organization: 'Fjord AS', direct: '0047 900 12 345' },
  { id: 'FJORD', type: 'organization', changedAt: '2026-01-01T00:00:00Z' },
);

describe('saying why a customer matches', () => {
  const reasons = (raw: string, values: Record<string, string>, rest = {}) =>
    matchReasons(customer(values, rest), fields, read(raw), norway);

  it('names each field that holds the address, in their order', () => {
    assert.deepEqual(reasons('90012345', { phone: '+4790012345', mobile: '90012345; 22334455' }), [
      { by: 'phone', field: 'mobile' },
      { by: 'phone', field: 'phone' },
    ]);
    assert.deepEqual(reasons('A@example.org', { email: 'b@example.org, a@Example.org' }), [{ by: 'email', field: 'email' }]);
  });
  it('says when the field is shared', () => {
    assert.deepEqual(reasons('90012345', { mobile: '90012345', phone: '90012345' }, { shared: ['phone'] }), [
      { by: 'phone', field: 'mobile' },
      { by: 'phone', field: 'phone', shared: true },
    ]);
  });
  it('says the extension, and of several the one that was called', () => {
    assert.deepEqual(reasons('22334455', { phone: '22334455 ext. 12' }), [{ by: 'phone', field: 'phone', extension: '12' }]);
    assert.deepEqual(reasons('22334455 x13', { phone: '22334455 x12; 22334455 x13' }), [
      { by: 'phone', field: 'phone', extension: '13' },
    ]);
  });
  it('finds confidential numbers', () =>
    assert.deepEqual(reasons('90012345', { secretPhone: '90012345' }), [{ by: 'phone', field: 'secretPhone' }]));
  it('has no reason for parts and neighbours of an address, bullets, or other kinds of it', () => {
    for (const value of ['9001234', '90012346', '+4690012345', '0012345', '•••••• 45', '90012345@example.org'])
      assert.deepEqual(reasons('90012345', { mobile: value, email: value }), [], value);
    for (const raw of ['', '1001', '22334400', 'Telenor'])
      assert.deepEqual(reasons(raw, { mobile: raw, phone: '22334400' }), [], raw);
  });
});

describe('saying what matches come to', () => {
  const match: Match = { customer: ada, why: [] };
  it('is one only for exactly one that is not shared', () => {
    assert.equal(outcomeOf([], false), 'none');
    assert.equal(outcomeOf([], true), 'none');
    assert.equal(outcomeOf([match], false), 'one');
    assert.equal(outcomeOf([match], true), 'many');
    assert.equal(outcomeOf([match, match], false), 'many');
  });
});

describe('ranking matches', () => {
  const match = (who: Customer, ...why: Match['why']): Match => ({ customer: who, why });
  it('puts who was chosen before first, then organizations of a shared number, then the newest change', () => {
    const chosen = match(bob, { by: 'choice', chosenAt: '2026-02-01T00:00:00Z' });
    assert.equal(order(rankMatches([match(ada), match(fjord), chosen], { shared: true })), 'BOB FJORD ADA');
    assert.equal(order(rankMatches([match(fjord), match(bob), match(ada)], { shared: false })), 'ADA BOB FJORD');
  });
  it('compares instants, not texts, and ids at last', () => {
    const at = (id: string, changedAt: string) => match({ ...ada, id, changedAt });
    const found = [
      at('B', '2026-01-01T12:00:00+00:00'),
      at('C', '2026-01-01T13:30:00+01:00'),
      at('A', '2026-01-01T12:00:00Z'),
      at('D', 'never'),
    ];
    assert.equal(order(rankMatches(found, { shared: true })), 'C A B D');
  });
  it('is the same whatever the order they came in', () => {
    const found = ['A', 'B', 'C', 'D', 'E', 'F'].map((id, at) =>
      match({ ...(at % 2 ? ada : fjord), id, changedAt: `2026-01-0${1 + (at % 3)}T00:00:00Z` }),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray(found, { minLength: found.length }),
        fc.boolean(),
        (shuffled, shared) => order(rankMatches(shuffled, { shared })) === order(rankMatches(found, { shared })),
      ),
      runs,
    );
  });
});

describe('answering a look-up', () => {
  describe('that one customer has', () => {
    it('is one', () => {
      const result = find('+4790012345', [ada]);
      assert.equal(result.outcome, 'one');
      assert.equal(result.shared, false);
      assert.deepEqual(result.matches, [{ customer: ada, why: [{ by: 'phone', field: 'mobile' }] }]);
    });
    it('is many when the customer calls the field shared, or another field of the same number', () => {
      for (const shared of [['mobile'], ['phone']]) {
        const result = find('90012345', [{ ...ada, fields: { ...ada.fields, phone: '90012345' }, shared }]);
        assert.equal(result.outcome, 'many');
        assert.equal(result.shared, true);
      }
      assert.equal(find('90012345', [{ ...ada, shared: ['email'] }]).outcome, 'one');
    });
    it('is many when it is the switchboard before the customer’s extension, and one when it is the extension', () => {
      const desk = customer({ phone: '22334455 ext. 12' });
      assert.equal(find('22334455', [desk]).outcome, 'many');
      assert.equal(find('22334455 x13', [desk]).outcome, 'many');
      assert.equal(find('22334455 x12', [desk]).outcome, 'one');
      assert.equal(find('22334455 x12', [customer({ phone: '22334455' })]).outcome, 'one');
    });
  });

  describe('that several have', () => {
    it('is many, shared, organizations first', () => {
      const result = find('90012345', [ada, bob, fjord]);
      assert.equal(result.outcome, 'many');
      assert.equal(result.shared, true);
      assert.equal(order(result.matches), 'FJORD ADA BOB');
    });
    it('puts the choice first and says so, and stays many', () => {
      const result = find('90012345', [ada, bob, fjord], {
        customerId: 'BOB',
        chosenAt: '2026-02-01T00:00:00Z',
        agentName: 'Kari',
      });
      assert.equal(order(result.matches), 'BOB FJORD ADA');
      assert.deepEqual(result.matches[0]?.why[0], { by: 'choice', chosenAt: '2026-02-01T00:00:00Z', agentName: 'Kari' });
      assert.equal(result.outcome, 'many');
      assert.ok(!('agentName' in (find('90012345', [ada], { customerId: 'ADA', chosenAt: '' }).matches[0]?.why[0] ?? {})));
    });
    it('gives two hundred at most', () => {
      const crowd = Array.from({ length: 300 }, (_, at) => ({ ...ada, id: `C${at}` }));
      assert.equal(find('90012345', crowd).matches.length, 200);
    });
  });

  describe('that nobody has', () => {
    it('is none, also when a store still had it, or the choice is of somebody without it', () => {
      const gone = customer({ mobile: '22334455' }, { id: 'GONE' });
      for (const result of [
        find('90012345', []),
        find('90012345', [gone]),
        find('90012345', [gone], { customerId: 'GONE', chosenAt: '' }),
      ]) {
        assert.equal(result.outcome, 'none');
        assert.deepEqual(result.matches, []);
        assert.equal(result.shared, false);
      }
    });
  });

  describe('of what is not searched', () => {
    for (const [raw, outcome] of [
      ['', 'withheld'],
      ['22334400', 'own'],
      ['1001', 'internal'],
      ['Telenor', 'unreadable'],
    ] as const)
      it(`is ${outcome}, whoever is offered`, () =>
        assert.deepEqual(find(raw, [customer({ mobile: raw, phone: '22334400' })]), {
          outcome,
          address: read(raw),
          shared: false,
          matches: [],
        }));
  });

  it('never gives a customer without the very address', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.stringMatching(/^(?:\+47)?[2-9]\d{7}$/)),
        fc.stringMatching(/^(?:\+47)?[2-9]\d{7}$/),
        (raw, mobile) => {
          const { matches } = find(raw, [customer({ mobile })]);
          const same = raw.replace(/^\+47/, '') === mobile.replace(/^\+47/, '');
          assert.ok(matches.length === 0 || same || read(raw).kind === 'phone');
          if (/^(?:\+47)?[2-9]\d{7}$/.test(raw) && read(raw).kind === 'phone') assert.equal(matches.length, Number(same));
        },
      ),
      runs,
    );
  });
});

describe('finding duplicates', () => {
  const found = (raws: readonly string[], customers: readonly Customer[]) =>
    duplicatesOf(raws.map(read), customers, fields, norway);
  const both = customer({ mobile: '90012345', email: 'a@example.org' }, { id: 'BOTH', changedAt: '2025-01-01T00:00:00Z' });

  it('puts those with more of the addresses first, then the most recently changed', () =>
    assert.equal(order(found(['900 12 345', 'A@example.org'], [fjord, bob, both, ada])), 'BOTH ADA BOB FJORD'));
  it('says every reason once', () =>
    assert.deepEqual(found(['90012345', '+47 900 12 345', 'a@example.org'], [both])[0]?.why, [
      { by: 'phone', field: 'mobile' },
      { by: 'email', field: 'email' },
    ]));
  describe('by external ids', () => {
    const known = (values: Record<string, string>, customers: readonly Customer[], raws: readonly string[] = []) =>
      duplicatesOf(raws.map(read), customers, fields, norway, externalIds(customer(values), fields));
    const mia = customer({ membership: ' \u00c5-1 ', secretCrm: '77' }, { id: 'MIA', changedAt: '2024-01-01T00:00:00Z' });

    it('says in which field, before the addresses', () =>
      assert.deepEqual(
        known({ membership: 'a-1', secretCrm: '77' }, [{ ...mia, fields: { ...mia.fields, phone: '90012345' } }], ['90012345'])[0]
          ?.why,
        [
          { by: 'external-id', field: 'membership' },
          { by: 'external-id', field: 'secretCrm' },
          { by: 'phone', field: 'phone' },
        ],
      ));
    it('puts who has one before those who have more of the addresses', () =>
      assert.equal(order(known({ membership: 'A-1' }, [both, ada, mia], ['90012345', 'a@example.org'])), 'MIA BOTH ADA'));
    it('compares whole ones of the same field', () => {
      for (const values of [{ membership: 'A-' }, { membership: 'A-12' }, { membership: '77' }, { secretCrm: 'A-1' }] as Record<
        string,
        string
      >[])
        assert.deepEqual(known(values, [mia]), []);
    });
    it('finds by a number nobody whose external id it is, nor the other way round', () => {
      const odd = customer({ membership: '90012345' }, { id: 'ODD' });
      assert.deepEqual(found(['90012345'], [odd]), []);
      assert.deepEqual(known({ membership: '90012345' }, [ada]), []);
      assert.equal(find('90012345', [odd]).outcome, 'none');
    });
  });
  it('leaves out who has none of them', () => assert.deepEqual(found(['22345678', 'withheld', 'x'], [ada, bob, both]), []));
  it('gives ten at most', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => customer({ mobile: '90012345' }, { id: `C${index}` }));
    assert.equal(found(['90012345'], crowd).length, 10);
  });
});
