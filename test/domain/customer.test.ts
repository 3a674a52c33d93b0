import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CustomerDraft } from '../../src/domain/customer.js';
import { displayName, fieldValue, initials, isConcealed, nameKey } from '../../src/domain/customer.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields } from './people.js';

const person = (values: Record<string, string>): CustomerDraft => ({ type: 'person', fields: values });
const organization = (values: Record<string, string>): CustomerDraft => ({ type: 'organization', fields: values });

describe('asking for the value of a field', () => {
  it('gives it unchanged', () => assert.equal(fieldValue(person({ city: ' Oslo ' }), 'city'), ' Oslo '));

  it('gives nothing when it is blank or not there', () => {
    for (const blank of ['', ' ', '\t\n', '\u00a0']) assert.equal(fieldValue(person({ city: blank }), 'city'), undefined);
    assert.equal(fieldValue(person({}), 'city'), undefined);
  });

  it('gives nothing of what every object has, and the value where the customer has it itself', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      assert.equal(fieldValue(person({}), name), undefined);
    const own = JSON.parse('{"type":"person","fields":{"__proto__":"x","toString":"y"}}') as CustomerDraft;
    assert.equal(fieldValue(own, '__proto__'), 'x');
    assert.equal(fieldValue(own, 'toString'), 'y');
  });

  it('gives nothing that is inherited', () => {
    assert.equal(fieldValue(person(Object.create({ city: 'Oslo' }) as Record<string, string>), 'city'), undefined);
  });

  it('gives nothing where a broken backend put something else than text', () => {
    for (const wrong of [null, 1, {}, [], true]) assert.equal(fieldValue(person({ city: wrong as never }), 'city'), undefined);
  });
});

describe('asking whether a value is concealed', () => {
  it('says so of the fields that the customer names', () => {
    const ada = customer({ insurance: '••••••' }, { concealed: ['insurance'] });
    assert.ok(isConcealed(ada, 'insurance'));
    assert.ok(!isConcealed(ada, 'mobile'));
    assert.ok(!isConcealed(customer({}), 'insurance'));
  });
});

describe('naming a customer', () => {
  const name = (draft: CustomerDraft) => displayName(draft, fields);

  it('joins the parts of a person’s name in the order of the fields', () =>
    assert.equal(name(person({ familyName: 'Lovelace', givenName: 'Ada' })), 'Ada Lovelace'));
  it('takes one part when there is one', () => assert.equal(name(person({ familyName: 'Lovelace' })), 'Lovelace'));
  it('makes single spaces', () =>
    assert.equal(name(person({ givenName: ' Ada \n King', familyName: '\tLovelace ' })), 'Ada King Lovelace'));
  it('calls an organization by its name, and not by a person', () => {
    assert.equal(name(organization({ organization: 'Fjord AS', givenName: 'Ada' })), 'Fjord AS');
    assert.equal(name(organization({ givenName: 'Ada' })), '');
  });
  it('calls a person without a name by the organization, then the e-mail address, then the number', () => {
    assert.equal(name(person({ organization: 'Fjord AS', email: 'a@example.org', mobile: '90012345' })), 'Fjord AS');
    assert.equal(name(person({ email: 'a@example.org', mobile: '90012345' })), 'a@example.org');
    assert.equal(name(person({ mobile: '90012345' })), '90012345');
    assert.equal(name(person({ direct: '90012345' })), '90012345');
    assert.equal(name(organization({ mobile: '90012345' })), '90012345');
  });
  it('has no name for who has nothing', () => {
    assert.equal(name(person({})), '');
    assert.equal(displayName(person({ givenName: 'Ada' }), []), '');
  });
  it('never tells a confidential value, nor a hidden address', () => {
    assert.equal(name(person({ secretPhone: '90012345', insurance: 'A-1', internalCode: 'x' })), '');
    const secret = fields.map((field) => ({ ...field, confidential: true }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...fields.map((field) => field.name)), anyText),
        (values) => displayName(person(values), secret) === '',
      ),
      runs,
    );
    assert.equal(displayName(person({ email: 'a@example.org' }), [{ name: 'email', type: 'text', use: 'email' }]), '');
  });
});

describe('ordering names', () => {
  it('is without regard to case, accents and spaces', () => assert.equal(nameKey('  Åse   ØDEGÅRD\n'), 'ase odegard'));
  it('keeps keys short and well-formed', () => {
    for (const text of [...hostile, ...huge]) {
      assert.ok(nameKey(text).length <= 256);
      assert.ok(!/[\0\p{Cs}]/u.test(nameKey(text).slice(0, 255)));
    }
  });
});

describe('taking initials', () => {
  const cases: readonly [string, string][] = [
    ['Ada Lovelace', 'AL'],
    ['Ada King Lovelace', 'AL'],
    ['madonna', 'M'],
    ['anne-marie', 'A'],
    ['(acme) «holding»', 'AH'],
    ['Åse Ødegård', 'ÅØ'],
    ['e\u0301mile zola', 'E\u0301Z'],
    ['王小明', '王'],
    ['王 小明', '王小'],
    ['김 철수', '김철'],
    ['محمد علي', 'مع'],
    ['हिन्दी', 'हि'],
    ['3M Norge', '3N'],
    ['👩‍👩‍👧 family', 'F'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['\u202e👩‍👩‍👧\u202c', '👩‍👩‍👧'],
    ['\u202eAda\u202c \u2066Lovelace\u2069', 'AL'],
    ['--- ***', '-*'],
    ['', ''],
    ['  \0 ', ''],
  ];
  for (const [name, expected] of cases)
    it(`takes ${expected || 'none'} of ${JSON.stringify(name)}`, () => assert.equal(initials(name), expected));

  it('stays short for hostile and huge names', () => {
    for (const name of [...hostile, ...huge]) assert.ok(initials(name).length <= 70);
    fc.assert(
      fc.property(anyText, (name) => [...new Intl.Segmenter('en').segment(initials(name))].length <= 6),
      runs,
    );
  });
});
