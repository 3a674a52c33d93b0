import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Customer } from '../../src/domain/customer.js';
import { fieldValue } from '../../src/domain/customer.js';
import type { FieldDefinition } from '../../src/domain/field.js';
import { changedFields, type CustomerPatch, patched, patchProblems, rebase } from '../../src/domain/patch.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields, norway } from './people.js';

const ada = customer({ givenName: 'Ada', familyName: 'Lovelace', mobile: '900 12 345', organization: 'Engines' });
const to = (values: Record<string, string>, revision = 1): CustomerPatch => ({ revision, fields: values });
const names = ['givenName', 'familyName', 'mobile', 'constructor', '__proto__', 'toString'];
const values = fc
  .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('', ' ', 'a', 'b', 'c')))
  .map((entries) => Object.fromEntries(entries) as Record<string, string>);
const textOf = (of: Customer, name: string) => fieldValue(of, name) ?? '';

describe('patching a customer', () => {
  const cases: readonly [what: string, patch: Record<string, string>, changed: Record<string, string | undefined>][] = [
    ['replaces what is named', { givenName: 'Augusta' }, { givenName: 'Augusta' }],
    ['adds what was empty', { email: 'ada@example.org' }, { email: 'ada@example.org' }],
    ['clears with an empty text', { mobile: '' }, { mobile: undefined }],
    ['clears with a blank text', { mobile: ' \t\n' }, { mobile: undefined }],
    ['keeps space around a text', { givenName: ' Ada ' }, { givenName: ' Ada ' }],
    ['takes names that every object has', { constructor: 'x', toString: 'y' }, { constructor: 'x', toString: 'y' }],
  ];
  for (const [what, patch, changed] of cases)
    it(what, () => {
      const expected = Object.entries({ ...ada.fields, ...changed }).filter(([, value]) => value !== undefined);
      assert.deepEqual(patched(ada, to(patch)).fields, Object.fromEntries(expected));
    });

  it('takes the mark of what was made automatically away when anything changes, and only then', () => {
    const made: Customer = { ...ada, automatic: true };
    for (const patch of [to({ email: 'ada@example.org' }), to({ mobile: '' }), { fields: {}, shared: ['mobile'] }])
      assert.ok(!('automatic' in patched(made, patch)));
    for (const patch of [to({}), to({ givenName: 'Ada', email: ' ' }), { fields: {}, shared: [] }])
      assert.equal(patched(made, patch), made);
  });
  it('leaves everything else as it is, and the given one too', () => {
    const before = structuredClone(ada);
    const { fields: _fields, ...rest } = patched(ada, to({ givenName: 'Augusta' }));
    const { fields: _before, ...expected } = ada;
    assert.deepEqual(rest, expected);
    assert.deepEqual(ada, before);
  });

  it('gives the same object when nothing changes', () => {
    const idle: Record<string, string>[] = [
      {},
      { givenName: 'Ada' },
      { email: '' },
      { email: ' ' },
      { email: undefined as never },
    ];
    for (const patch of idle) assert.equal(patched(ada, to(patch)), ada);
    const shared = { ...ada, shared: ['mobile', 'phone'] };
    assert.equal(patched(shared, { fields: {} }), shared);
    assert.equal(patched({ ...ada, shared: ['mobile'] }, { fields: {}, shared: ['mobile'] }).shared?.length, 1);
  });

  it('marks numbers as shared, once, and takes it back', () => {
    assert.deepEqual(patched(ada, { fields: {}, shared: ['mobile', 'mobile'] }).shared, ['mobile']);
    const back = patched({ ...ada, shared: ['mobile'] }, { fields: {}, shared: [] });
    assert.ok(!('shared' in back));
  });

  it('does not leave an empty field shared', () => {
    assert.ok(!('shared' in patched({ ...ada, shared: ['mobile'] }, to({ mobile: '' }))));
    assert.deepEqual(patched({ ...ada, shared: ['mobile'] }, to({ mobile: '1' })).shared, ['mobile']);
  });

  it('does as it says, whatever is named', () => {
    fc.assert(
      fc.property(values, values, (own, named) => {
        const before = customer(own);
        const after = patched(before, to(named));
        for (const name of names) {
          const expected = Object.hasOwn(named, name) ? named[name]! : textOf(before, name);
          assert.equal(textOf(after, name), expected.trim() === '' ? '' : expected);
        }
        assert.equal(patched(after, to(named)), after, 'a second time changes nothing');
      }),
      runs,
    );
  });
});

describe('naming the changed fields', () => {
  it('names those with another text, in order, and blanks are nothing', () => {
    const other = customer({ givenName: 'Ada', familyName: 'King', mobile: ' ', email: 'x' });
    assert.deepEqual(changedFields(ada, other), ['familyName', 'mobile', 'organization', 'email']);
    assert.deepEqual(changedFields(ada, ada), []);
    assert.deepEqual(changedFields(customer({ a: '' }), customer({ b: ' ' })), []);
  });

  it('names nothing exactly when patching with the other’s values changes nothing', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [customer(one), customer(other)];
        const patch = Object.fromEntries(names.map((name) => [name, textOf(b, name)]));
        assert.equal(changedFields(a, b).length === 0, patched(a, to(patch)) === a);
        assert.deepEqual(changedFields(patched(a, to(patch)), b), []);
      }),
      runs,
    );
  });
});

describe('rebasing a patch', () => {
  const theirs = (changed: Record<string, string>, rest: Partial<Customer> = {}) => ({
    ...patched(ada, to(changed)),
    revision: 4,
    ...rest,
  });
  const on = (mine: Record<string, string>, their: Record<string, string>, more: Partial<Parameters<typeof rebase>[0]> = {}) => {
    const { patch, clashes } = rebase({ base: ada, mine: to(mine), theirs: theirs(their), ...more });
    return [patch.fields, clashes.map(({ field, base, mine: own, theirs: other }) => [field, base, own, other].join('|'))];
  };
  type Values = Record<string, string>;
  const cases: readonly [what: string, mine: Values, their: Values, patch: Values, clashes: readonly string[]][] = [
    ['takes along what nobody else touched', { givenName: 'A' }, { mobile: '1' }, { givenName: 'A' }, []],
    ['takes along what nobody touched at all', { givenName: 'A' }, {}, { givenName: 'A' }, []],
    ['clashes where both changed it differently', { givenName: 'A' }, { givenName: 'B' }, {}, ['givenName|Ada|A|B']],
    ['clashes where they cleared it', { givenName: 'A' }, { givenName: '' }, {}, ['givenName|Ada|A|']],
    ['clashes where I cleared it', { givenName: '' }, { givenName: 'B' }, {}, ['givenName|Ada||B']],
    ['clashes where both filled it differently', { email: 'a' }, { email: 'b' }, {}, ['email||a|b']],
    ['leaves what both made the same', { givenName: 'A' }, { givenName: 'A' }, {}, []],
    ['leaves what both cleared', { givenName: ' ' }, { givenName: '' }, {}, []],
    ['leaves what I named and did not change', { givenName: 'Ada' }, { givenName: 'B' }, {}, []],
    [
      'keeps the two apart, in the order of the patch',
      { familyName: 'F', givenName: 'A', city: 'C' },
      { givenName: 'B', familyName: 'G', phone: '1' },
      { city: 'C' },
      ['familyName|Lovelace|F|G', 'givenName|Ada|A|B'],
    ],
  ];
  for (const [what, mine, their, patch, clashes] of cases) it(what, () => assert.deepEqual(on(mine, their), [patch, clashes]));

  it('stands on their revision', () => assert.equal(rebase({ base: ada, mine: to({}), theirs: theirs({}) }).patch.revision, 4));

  describe('of numbers', () => {
    const read = { fields, reader: norway };
    it('is no clash where both read the same', () => {
      assert.deepEqual(on({ mobile: '91 23 45 67' }, { mobile: '912 34 567' }, read), [{}, []]);
      assert.deepEqual(on({ mobile: '+47 91234567; 22345678' }, { mobile: '91234567;22 34 56 78' }, read), [{}, []]);
    });
    it('takes mine along where they only spaced what was there', () =>
      assert.deepEqual(on({ mobile: '91234567' }, { mobile: '90012345' }, read), [{ mobile: '91234567' }, []]));
    it('is a clash where they do not, or where nobody can read them', () => {
      const clash = ['mobile|900 12 345|91 23 45 67|912 34 567'];
      assert.deepEqual(on({ mobile: '91 23 45 67' }, { mobile: '912 34 567' }), [{}, clash]);
      assert.deepEqual(on({ mobile: '91 23 45 67' }, { mobile: '912 34 567' }, { fields }), [{}, clash]);
      for (const other of ['91234568', '91234567,12', 'reception', '91234567; 22345678'])
        assert.equal(on({ mobile: '91234567' }, { mobile: other }, read)[1]?.length, 1, other);
    });
    it('does not read what is no number', () => {
      for (const name of ['address', 'membership'])
        assert.equal(on({ [name]: '91 23 45 67' }, { [name]: '912 34 567' }, read)[1]?.length, 1, name);
    });
  });

  describe('of what is concealed', () => {
    const bullets = customer({ givenName: 'Ada', secret: '••••••' }, { concealed: ['secret'] });
    it('is a clash: who knows what stands behind the bullets now', () => {
      const { patch, clashes } = rebase({ base: bullets, mine: to({ secret: 'new' }), theirs: { ...bullets, revision: 2 } });
      assert.deepEqual([patch.fields, clashes], [{}, [{ field: 'secret', base: '••••••', mine: 'new', theirs: '••••••' }]]);
    });
    it('is none as long as nobody changed the customer', () =>
      assert.deepEqual(rebase({ base: bullets, mine: to({ secret: 'new' }), theirs: bullets }).patch.fields, { secret: 'new' }));
    it('is none where it was not touched', () =>
      assert.deepEqual(
        rebase({ base: bullets, mine: to({ secret: '••••••', givenName: 'A' }), theirs: { ...bullets, revision: 2 } }).patch
          .fields,
        { givenName: 'A' },
      ));
  });

  describe('of what is shared', () => {
    const shares = (base: string[] | undefined, mine: string[] | undefined, their: string[] | undefined) =>
      rebase({
        base: { ...ada, ...(base && { shared: base }) },
        mine: { ...to({}), ...(mine && { shared: mine }) },
        theirs: { ...ada, revision: 2, ...(their && { shared: their }) },
      }).patch.shared;
    it('merges name by name', () => {
      assert.deepEqual(shares(undefined, ['mobile'], ['phone']), ['phone', 'mobile']);
      assert.deepEqual(shares(['mobile'], [], ['mobile', 'phone']), ['phone']);
      assert.deepEqual(shares(['mobile'], ['mobile', 'phone'], undefined), ['phone']);
      assert.deepEqual(shares(['mobile'], [], ['mobile']), []);
    });
    it('says nothing where nothing is left to be said', () => {
      assert.equal(shares(['mobile'], undefined, ['phone']), undefined);
      assert.equal(shares(undefined, ['mobile'], ['mobile']), undefined);
      assert.equal(shares(['mobile'], [], []), undefined);
      assert.equal(shares(['mobile'], ['mobile'], []), undefined);
    });
  });

  it('loses nobody’s change: each is in the record, in the patch or in a clash', () => {
    fc.assert(
      fc.property(values, values, values, (own, mine, their) => {
        const base = customer(own);
        const now = { ...patched(base, to(their)), revision: 2 };
        const { patch, clashes } = rebase({ base, mine: to(mine), theirs: now });
        const after = patched(now, patch);
        for (const name of names) {
          const [was, is, then] = [textOf(base, name), textOf(now, name), textOf(after, name)];
          const wish = Object.hasOwn(mine, name) ? (mine[name]!.trim() === '' ? '' : mine[name]!) : was;
          const clash = clashes.find(({ field }) => field === name);
          if (clash) assert.deepEqual([clash.base, clash.mine, clash.theirs, then], [was, wish, is, is]);
          else if (wish !== was) assert.equal(then, wish, 'my change is in the record');
          else assert.equal(then, is, 'their change is in the record');
          if (clash) assert.ok(wish !== was && is !== was && wish !== is, 'both changed it, differently');
        }
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  it('has nothing left to do once it was done', () => {
    fc.assert(
      fc.property(values, values, values, (own, mine, their) => {
        const base = customer(own);
        const now = { ...patched(base, to(their)), revision: 2 };
        const { patch } = rebase({ base, mine: to(mine), theirs: now });
        const after = { ...patched(now, patch), revision: 3 };
        assert.deepEqual(rebase({ base: now, mine: patch, theirs: after }).patch.fields, {});
      }),
      runs,
    );
  });
});

describe('checking a patch', () => {
  const form: readonly FieldDefinition[] = [
    { name: 'givenName', type: 'text', visible: true, editable: true },
    { name: 'familyName', type: 'text', visible: true, editable: true, required: true },
    { name: 'mobile', type: 'text', visible: true, editable: true, use: 'phone' },
    { name: 'points', type: 'number', visible: true, editable: true },
    { name: 'city', type: 'text', visible: true },
    { name: 'hidden', type: 'text', editable: true, required: true },
    { name: 'secret', type: 'text', visible: true, editable: true, confidential: true },
  ];
  const check = (patch: unknown, own: Record<string, string> = { familyName: 'Lovelace', city: 'London' }) =>
    patchProblems(customer(own), patch as CustomerPatch, form, norway).map(({ field, reason }) => `${field} ${reason}`);

  const cases: readonly [what: string, patch: Record<string, string>, problems: readonly string[]][] = [
    ['takes a good one', { givenName: 'Ada', mobile: '90012345', points: '007', secret: 'x' }, []],
    ['takes one of nothing', {}, []],
    ['takes blanks', { givenName: '', points: ' ' }, []],
    ['wants what is required', { familyName: ' ' }, ['familyName required']],
    ['refuses what is not of its type', { points: 'x', mobile: 'x' }, ['mobile not-a-phone-number', 'points not-a-number']],
    ['refuses what agents may not edit', { city: 'Oslo' }, ['city not-editable']],
    ['refuses to clear it', { city: '' }, ['city not-editable']],
    ['refuses to leave it', { city: 'London' }, ['city not-editable']],
    ['refuses what is not visible, whatever else it says', { hidden: 'x' }, ['hidden not-editable']],
    ['refuses bullets', { secret: '••••••' }, ['secret concealed']],
    ['refuses bullets with more', { secret: '•••••• 45 67' }, ['secret concealed']],
    ['takes bullets where nothing is confidential', { givenName: '•••' }, []],
    [
      'tells unknown names last',
      { shoe: '1', points: 'x', toString: 'y' },
      ['points not-a-number', 'shoe unknown-field', 'toString unknown-field'],
    ],
  ];
  for (const [what, patch, problems] of cases) it(what, () => assert.deepEqual(check(to(patch)), problems));

  it('wants what is required also where it is not named', () => {
    assert.deepEqual(check(to({ givenName: 'x' }), { givenName: 'y' }), ['familyName required']);
    assert.deepEqual(check(to({ familyName: 'x' }), {}), []);
  });
  it('does not check what is not touched', () => assert.deepEqual(check(to({}), { familyName: 'x', mobile: 'reception' }), []));
  it('wants text', () => {
    for (const wrong of [1, null, {}, []]) assert.deepEqual(check(to({ givenName: wrong as never })), ['givenName not-text']);
  });
  it('wants a revision, and fields', () => {
    for (const nothing of [undefined, null, 1, 'x', [], {}])
      assert.deepEqual(check(nothing), ['revision not-a-revision', 'fields not-an-object']);
    assert.deepEqual(check({ revision: 1.5, fields: {} }), ['revision not-a-revision']);
    assert.deepEqual(check({ revision: 1, fields: [] }), ['fields not-an-object']);
  });
  it('knows which fields can be shared', () => {
    assert.deepEqual(check({ ...to({}), shared: ['mobile'] }), []);
    for (const shared of [['city'], 'mobile', [1], {}, null])
      assert.deepEqual(check({ ...to({}), shared }), ['shared not-a-field']);
  });
  it('survives whatever claims to be a patch', () => {
    for (const value of [...hostile, ...huge])
      assert.doesNotThrow(() => check(to({ [value.slice(0, 100)]: value, givenName: value })));
    fc.assert(
      fc.property(fc.anything(), (anything) => Array.isArray(check(anything))),
      runs,
    );
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (named) => Array.isArray(check(to(named)))),
      runs,
    );
  });
});
