import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AddressReading, readAddress } from '../../src/domain/address.js';
import { conceal } from '../../src/domain/conceal.js';
import { type Customer, fieldValue, isConcealed } from '../../src/domain/customer.js';
import {
  type CustomerEdit,
  decided,
  draftOf,
  editedValue,
  editOf,
  editProblems,
  formFields,
  isShared,
  isTouched,
  met,
  patchOf,
  sharing,
  typed,
  untyped,
  withAddress,
} from '../../src/domain/customer-edit.js';
import { type CustomerKind, draftProblems, type FieldDefinition } from '../../src/domain/field.js';
import { patched } from '../../src/domain/patch.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields, norway } from './people.js';

type Values = Readonly<Record<string, string>>;

const ada = customer({ givenName: 'Ada', familyName: 'Lovelace', mobile: '900 12 345' }, { shared: ['mobile'] });
const secretive = customer({ givenName: 'Ada', insurance: '••••••' }, { concealed: ['insurance'] });
const blank: CustomerEdit = { type: 'person', fields: {} };
const filled = (text: string) => (text.trim() === '' ? '' : text);
const textOf = (of: Customer, name: string) => fieldValue(of, name) ?? '';
const write = (edit: CustomerEdit, entries: readonly (readonly [name: string, text: string])[]) =>
  entries.reduce((now, [name, text]) => typed(now, name, text), edit);
/** As somebody else left it. */
const left = (before: Customer, values: Values, rest: Partial<Customer> = {}): Customer => ({
  ...patched(before, { fields: values }),
  revision: before.revision + 1,
  ...rest,
});

const names = ['givenName', 'mobile', 'phone', 'insurance', 'constructor', '__proto__', 'toString'];
const name = fc.constantFrom(...names);
const text = fc.constantFrom('', ' ', 'a', 'b', 'c');
const entries = fc.array(fc.tuple(name, text), { maxLength: 8 });
const records = entries.map((given) => customer(Object.fromEntries(given.filter(([, value]) => value.trim() !== ''))));

describe('typing on a card', () => {
  it('begins with what is kept, and nothing touched', () => {
    const edit = editOf(ada);
    assert.deepEqual([edit.type, edit.base, edit.fields], ['person', ada, {}]);
    assert.equal(editedValue(edit, 'givenName'), 'Ada');
    assert.equal(editedValue(edit, 'email'), '');
    assert.equal(isTouched(edit), false);
  });

  const cases: readonly [what: string, entries: [string, string][], touched: Values][] = [
    ['holds what was typed', [['givenName', 'Augusta']], { givenName: 'Augusta' }],
    ['holds what was typed last', [['givenName', 'Augusta'], ['givenName', 'A']], { givenName: 'A' }], // prettier-ignore
    ['holds what was cleared', [['givenName', '']], { givenName: '' }],
    ['holds what was empty', [['email', 'ada@example.org']], { email: 'ada@example.org' }],
    ['holds nothing that was typed back', [['givenName', 'Augusta'], ['givenName', 'Ada']], {}], // prettier-ignore
    ['holds nothing that was typed and taken away', [['email', 'x'], ['email', '']], {}], // prettier-ignore
    ['keeps space around a text', [['givenName', ' Ada ']], { givenName: ' Ada ' }],
    ['takes names that every object has', [['toString', 'x'], ['constructor', 'y']], { toString: 'x', constructor: 'y' }], // prettier-ignore
  ];
  for (const [what, given, touched] of cases)
    it(what, () => {
      const edit = write(editOf(ada), given);
      assert.deepEqual(edit.fields, touched);
      assert.equal(isTouched(edit), Object.keys(touched).length > 0);
      for (const [of, value] of Object.entries(touched)) assert.equal(editedValue(edit, of), value);
    });

  it('is not touched by blanks where nothing is kept, nor by nothing typed about somebody new', () => {
    assert.equal(isTouched(typed(editOf(ada), 'email', ' \t')), false);
    assert.equal(isTouched(typed(editOf(ada), 'givenName', ' ')), true, 'blanks clear');
    assert.equal(isTouched(write(blank, [['givenName', ' '], ['email', '']])), false); // prettier-ignore
    assert.equal(isTouched(sharing(blank, 'mobile', true)), false);
    assert.equal(isTouched(typed(blank, 'givenName', 'A')), true);
  });

  it('leaves the given edit and record as they are', () => {
    const edit = editOf(structuredClone(ada));
    typed(edit, 'givenName', 'x');
    sharing(edit, 'phone', true);
    met(edit, left(ada, { givenName: 'y' }));
    assert.deepEqual(edit, editOf(ada));
  });

  it('holds exactly what differs from the record, and is touched exactly when that would change it', () => {
    fc.assert(
      fc.property(records, entries, (base, given) => {
        const edit = write(editOf(base), given);
        const last = new Map(given);
        for (const each of names) {
          const wish = last.get(each) ?? textOf(base, each);
          assert.equal(editedValue(edit, each), wish);
          assert.equal(Object.hasOwn(edit.fields, each), wish !== textOf(base, each));
        }
        assert.equal(isTouched(edit), patched(base, patchOf(edit)) !== base);
        const back = write(edit, names.map((each) => [each, textOf(base, each)])); // prettier-ignore
        assert.deepEqual(back, editOf(base));
        assert.deepEqual(names.reduce(untyped, edit), editOf(base));
      }),
      runs,
    );
  });

  describe('where a value is concealed', () => {
    const edit = editOf(secretive);
    it('shows nothing to go on typing', () => assert.equal(editedValue(edit, 'insurance'), ''));
    it('can be replaced', () => {
      const replaced = typed(edit, 'insurance', 'x');
      assert.equal(editedValue(replaced, 'insurance'), 'x');
      assert.deepEqual(patchOf(replaced).fields, { insurance: 'x' });
      assert.equal(isTouched(replaced), true);
    });
    it('can be cleared', () => {
      const cleared = typed(edit, 'insurance', '');
      assert.deepEqual(patchOf(cleared).fields, { insurance: '' });
      assert.equal(isTouched(cleared), true);
    });
    it('can be kept again', () => {
      for (const value of ['x', '']) assert.deepEqual(untyped(typed(edit, 'insurance', value), 'insurance'), edit);
    });
    it('never writes the bullets: typed they are the value that is kept, with more they are refused', () => {
      assert.deepEqual(typed(typed(edit, 'insurance', 'x'), 'insurance', '••••••'), edit);
      const more = typed(edit, 'insurance', '••••••x');
      assert.deepEqual(editProblems(more, fields), [{ field: 'insurance', reason: 'concealed' }]);
      assert.deepEqual(patchOf(typed(edit, 'givenName', 'A')).fields, { givenName: 'A' });
    });
    it('leaves it out of the draft, unless it was replaced', () => {
      assert.deepEqual(draftOf(edit).fields, { givenName: 'Ada' });
      assert.deepEqual(draftOf(typed(edit, 'insurance', 'x')).fields, { givenName: 'Ada', insurance: 'x' });
    });
  });
});

describe('saying that a number is shared', () => {
  it('is said, and taken back', () => {
    const edit = sharing(editOf(ada), 'phone', true);
    assert.deepEqual(edit.shared, ['mobile', 'phone']);
    assert.ok(isShared(edit, 'phone') && isShared(edit, 'mobile'));
    assert.deepEqual(sharing(edit, 'phone', false), editOf(ada));
    const not = sharing(editOf(ada), 'mobile', false);
    assert.deepEqual([not.shared, isTouched(not), patchOf(not).shared], [[], true, []]);
    assert.deepEqual(sharing(not, 'mobile', true), editOf(ada));
  });
  it('changes nothing when it is said twice', () => {
    assert.deepEqual(sharing(editOf(ada), 'mobile', true), editOf(ada));
    assert.deepEqual(sharing(blank, 'mobile', false), blank);
    const once = sharing(blank, 'mobile', true);
    assert.deepEqual(sharing(once, 'mobile', true), once);
  });
  it('is nothing to be written of a field without a value', () => {
    const edit = typed(sharing(typed(editOf(ada), 'phone', '1'), 'phone', true), 'phone', '');
    assert.equal(isTouched(edit), false);
    assert.deepEqual(draftOf(edit).shared, ['mobile']);
    assert.ok(!('shared' in draftOf(typed(editOf(ada), 'mobile', ''))));
  });
  it('toggles one and no other', () => {
    const toggles = fc.array(fc.tuple(name, fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(fc.uniqueArray(name), toggles, (before, given) => {
        const base = customer({}, { shared: before });
        const edit = given.reduce((now, [of, yes]) => sharing(now, of, yes), editOf(base));
        const last = new Map(given);
        for (const each of names) assert.equal(isShared(edit, each), last.get(each) ?? before.includes(each));
        const back = names.reduce((now, of) => sharing(now, of, before.includes(of)), edit);
        assert.deepEqual(back, editOf(base));
      }),
      runs,
    );
  });
});

describe('what an edit comes to', () => {
  it('is the same customer as the draft, the patch and the record say', () => {
    const shares = fc.array(fc.tuple(name, fc.boolean()), { maxLength: 4 });
    fc.assert(
      fc.property(records, entries, shares, (base, given, marks) => {
        const edit = marks.reduce((now, [of, yes]) => sharing(now, of, yes), write(editOf(base), given));
        const after = patched(base, patchOf(edit));
        const draft = draftOf(edit);
        assert.deepEqual(draft.fields, after.fields);
        assert.deepEqual(new Set(draft.shared), new Set(after.shared));
        assert.equal(draft.type, after.type);
        assert.equal(patchOf(edit).revision, base.revision);
        const anew = marks.reduce((now, [of, yes]) => sharing(now, of, yes), write(blank, given));
        assert.equal(isTouched(anew), Object.keys(draftOf(anew).fields).length > 0);
        assert.deepEqual(editProblems(anew, fields), draftProblems(draftOf(anew), fields));
      }),
      runs,
    );
  });

  const strict = fields.map((field) => (field.name === 'familyName' ? { ...field, required: true } : field));
  const problems = (edit: CustomerEdit) => editProblems(edit, strict, norway).map(({ field, reason }) => `${field} ${reason}`);
  const cases: readonly [what: string, edit: CustomerEdit, problems: readonly string[]][] = [
    ['has nothing wrong where nothing was touched', editOf(ada), []],
    ['wants what is required of somebody known', typed(editOf(ada), 'familyName', ' '), ['familyName required']],
    ['wants what is required of somebody new', typed(blank, 'givenName', 'A'), ['familyName required']],
    ['wants what was missing already', editOf(customer({})), ['familyName required']],
    ['reads what was typed', write(editOf(ada), [['mobile', 'x'], ['tier', 'z']]), ['mobile not-a-phone-number', 'tier not-a-choice']], // prettier-ignore
    ['does not read what was not', editOf(customer({ familyName: 'x', mobile: 'reception' })), []],
    ['reads what was typed about somebody new', write(blank, [['familyName', 'x'], ['email', 'y']]), ['email not-an-e-mail']], // prettier-ignore
    ['refuses what agents may not edit', typed(editOf(ada), 'internalCode', 'x'), ['internalCode not-editable']],
    ['knows no other fields', typed(editOf(ada), 'toString', 'x'), ['toString unknown-field']],
    ['refuses to share what is no number', sharing(editOf(ada), 'givenName', true), ['shared not-a-field']],
  ];
  for (const [what, edit, expected] of cases) it(what, () => assert.deepEqual(problems(edit), expected));
});

describe('meeting what somebody else has saved', () => {
  const mine = (given: Values) => write(editOf(ada), Object.entries(given));
  const inShort = ({ fields: touched, clashes = [] }: CustomerEdit) => [
    touched,
    clashes.map((clash) => `${clash.field}|${clash.base}|${clash.mine}|${clash.theirs}`),
  ];
  const cases: readonly [what: string, mine: Values, theirs: Values, fields: Values, clashes: readonly string[]][] = [
    ['takes theirs where I touched nothing', {}, { givenName: 'B' }, {}, []],
    ['keeps mine where they touched nothing', { givenName: 'A' }, { mobile: '1' }, { givenName: 'A' }, []],
    ['clashes where both changed it', { givenName: 'A' }, { givenName: 'B' }, { givenName: 'A' }, ['givenName|Ada|A|B']],
    ['clashes where they cleared it', { givenName: 'A' }, { givenName: '' }, { givenName: 'A' }, ['givenName|Ada|A|']],
    ['clashes where I cleared it', { givenName: '' }, { givenName: 'B' }, { givenName: '' }, ['givenName|Ada||B']],
    ['agrees where both did the same', { givenName: 'A' }, { givenName: 'A' }, {}, []],
    ['agrees where both cleared it', { givenName: ' ' }, { givenName: '' }, {}, []],
  ];
  for (const [what, own, their, touched, clashes] of cases)
    it(what, () => {
      const theirs = left(ada, their);
      const edit = met(mine(own), theirs);
      assert.equal(edit.base, theirs);
      assert.deepEqual(inShort(edit), [touched, clashes]);
      assert.equal('clashes' in edit, clashes.length > 0);
      assert.equal(isTouched(edit), Object.keys(touched).length > 0);
    });

  it('is nothing to somebody new', () => {
    const edit = typed(blank, 'givenName', 'A');
    assert.equal(met(edit, ada), edit);
  });

  describe('a clash', () => {
    const b = left(ada, { givenName: 'B' });
    const clashing = met(mine({ givenName: 'A' }), b);
    const clash = (edit: CustomerEdit) => inShort(edit)[1];

    it('stays while others go on, with the text of its beginning and the newest of theirs', () => {
      const c = left(b, { givenName: 'C' });
      assert.deepEqual(clash(met(clashing, left(b, { mobile: '1' }))), ['givenName|Ada|A|B']);
      assert.deepEqual(clash(met(clashing, c)), ['givenName|Ada|A|C']);
      assert.deepEqual(clash(met(met(clashing, c), left(c, { givenName: 'Ada' }))), ['givenName|Ada|A|Ada']);
    });
    it('stays while I go on, whatever I type, and mine is the newest', () => {
      for (const value of ['Ab', 'B', 'Ada', '']) {
        const edit = typed(clashing, 'givenName', value);
        assert.deepEqual(inShort(edit), [{ givenName: value }, [`givenName|Ada|${value}|B`]]);
        assert.equal(isTouched(edit), true);
        assert.deepEqual(clash(met(edit, left(b, { givenName: 'C' }))), [`givenName|Ada|${value}|C`], value);
      }
    });
    it('ends when both have the same', () => {
      assert.deepEqual(inShort(met(clashing, left(b, { givenName: 'A' }))), [{}, []]);
      assert.deepEqual(inShort(met(typed(clashing, 'givenName', 'B'), b)), [{}, []]);
      for (const nothing of ['', ' '])
        assert.deepEqual(inShort(met(typed(clashing, 'givenName', nothing), left(b, { givenName: '' }))), [{}, []]);
    });
    it('ends with the decision for mine', () => {
      const edit = decided(clashing, 'givenName', 'mine');
      assert.deepEqual(inShort(edit), [{ givenName: 'A' }, []]);
      assert.deepEqual(inShort(met(edit, b)), [{ givenName: 'A' }, []]);
      assert.deepEqual(clash(met(edit, left(b, { givenName: 'C' }))), ['givenName|B|A|C'], 'and may begin again');
      const same = decided(typed(clashing, 'givenName', 'B'), 'givenName', 'mine');
      assert.deepEqual([inShort(same), isTouched(same)], [[{}, []], false]);
    });
    it('ends with the decision for theirs', () => {
      const edit = decided(clashing, 'givenName', 'theirs');
      assert.deepEqual(edit, editOf(b));
      assert.equal(editedValue(edit, 'givenName'), 'B');
    });
    it('ends when what I typed is taken back', () => assert.deepEqual(untyped(clashing, 'givenName'), editOf(b)));
    it('is decided once: a second answer, or one to no question, changes nothing', () => {
      for (const whose of ['mine', 'theirs'] as const) {
        assert.equal(decided(clashing, 'mobile', whose), clashing);
        const edit = decided(clashing, 'givenName', 'mine');
        assert.equal(decided(edit, 'givenName', whose), edit);
        assert.equal(decided(editOf(ada), 'givenName', whose).fields['givenName'], undefined);
      }
    });
    it('is decided one by one', () => {
      const two = met(mine({ givenName: 'A', familyName: 'F' }), left(ada, { givenName: 'B', familyName: 'G' }));
      const edit = decided(two, 'givenName', 'theirs');
      assert.deepEqual(inShort(edit), [{ familyName: 'F' }, ['familyName|Lovelace|F|G']]);
    });
  });

  it('knows that two numbers are the same, also where they clashed before', () => {
    const read = { fields, reader: norway };
    const edit = mine({ mobile: '912 34 567' });
    assert.deepEqual(inShort(met(edit, left(ada, { mobile: '+47 91 23 45 67' }), read)), [{}, []]);
    const other = left(ada, { mobile: '92345678' });
    const clashing = met(edit, other, read);
    assert.equal(clashing.clashes?.length, 1);
    assert.deepEqual(inShort(met(clashing, left(other, { mobile: '91234567' }), read)), [{}, []]);
  });

  it('asks about what is concealed: it may be another value behind the same bullets', () => {
    const next = { ...secretive, revision: 2 };
    const edit = met(typed(editOf(secretive), 'insurance', 'x'), next);
    assert.deepEqual(inShort(edit), [{ insurance: 'x' }, ['insurance|••••••|x|••••••']]);
    assert.deepEqual(met(edit, next), edit);
    assert.deepEqual(decided(edit, 'insurance', 'theirs'), editOf(next));
    assert.deepEqual(decided(edit, 'insurance', 'mine').fields, { insurance: 'x' });
    assert.deepEqual(met(editOf(secretive), next), editOf(next), 'not where it was not touched');
  });

  it('merges who shares a number name by name', () => {
    const edit = sharing(sharing(editOf(ada), 'phone', true), 'mobile', false);
    assert.deepEqual(met(edit, left(ada, {}, { shared: ['mobile', 'direct'] })).shared, ['direct', 'phone']);
    assert.ok(!('shared' in met(edit, left(ada, {}, { shared: ['phone'] }))));
    assert.deepEqual(met(sharing(editOf(ada), 'mobile', false), left(ada, { givenName: 'B' })).shared, []);
  });

  type Step =
    | { readonly do: 'type'; readonly name: string; readonly text: string }
    | { readonly do: 'untype'; readonly name: string }
    | { readonly do: 'share'; readonly name: string; readonly yes: boolean }
    | { readonly do: 'decide'; readonly name: string; readonly whose: 'mine' | 'theirs' }
    | { readonly do: 'theirs'; readonly values: readonly (readonly [string, string])[]; readonly share?: string }
    | { readonly do: 'meet' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('type'), name, text }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('untype'), name }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('share'), name, yes: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('decide'), name, whose: fc.constantFrom('mine', 'theirs') }) },
    {
      weight: 3,
      arbitrary: fc.record(
        { do: fc.constant('theirs'), values: fc.array(fc.tuple(name, text), { maxLength: 3 }), share: name },
        { requiredKeys: ['do', 'values'] },
      ),
    },
    { weight: 4, arbitrary: fc.constant({ do: 'meet' } as const) },
  ) as fc.Arbitrary<Step>;

  /** The record with bullets in place of what this agent does not see. */
  const seen = (record: Customer): Customer => {
    const value = fieldValue(record, 'insurance');
    if (value === undefined) return record;
    return { ...record, fields: { ...record.fields, insurance: conceal({}, value) }, concealed: ['insurance'] };
  };

  /** Two agents and one record: what I want, where I was asked, and what is kept, told apart by hand. */
  class Desk {
    edit: CustomerEdit;
    readonly wishes = new Map<string, string>();
    readonly shares = new Map<string, boolean>();
    /** Field → the text that both had read when they parted. */
    readonly disputes = new Map<string, string>();

    constructor(public record: Customer) {
      this.edit = editOf(seen(record));
    }

    take(each: Step): void {
      switch (each.do) {
        case 'type':
          if (each.text === textOf(this.edit.base!, each.name) && !this.disputes.has(each.name)) this.wishes.delete(each.name);
          else this.wishes.set(each.name, each.text);
          this.edit = typed(this.edit, each.name, each.text);
          break;
        case 'untype':
          this.#settle(each.name);
          this.edit = untyped(this.edit, each.name);
          break;
        case 'share':
          if ((this.edit.base?.shared ?? []).includes(each.name) === each.yes) this.shares.delete(each.name);
          else this.shares.set(each.name, each.yes);
          this.edit = sharing(this.edit, each.name, each.yes);
          break;
        case 'decide':
          if (this.disputes.has(each.name)) {
            const agreed = this.wishes.get(each.name) === textOf(this.edit.base!, each.name);
            if (each.whose === 'theirs' || agreed) this.wishes.delete(each.name);
            this.disputes.delete(each.name);
          }
          this.edit = decided(this.edit, each.name, each.whose);
          break;
        case 'theirs': {
          const shared = each.share && [...(this.record.shared ?? []), each.share];
          const patch = { fields: Object.fromEntries(each.values), ...(shared && { shared }) };
          this.record = { ...patched(this.record, patch), revision: this.record.revision + 1 };
          break;
        }
        case 'meet':
          this.#meet(seen(this.record));
      }
      this.check();
    }

    #settle(of: string): void {
      this.wishes.delete(of);
      this.disputes.delete(of);
    }

    #meet(theirs: Customer): void {
      const base = this.edit.base!;
      for (const [of, wish] of [...this.wishes]) {
        const [was, is, mine] = [textOf(base, of), textOf(theirs, of), filled(wish)];
        const veiled = isConcealed(theirs, of) && theirs.revision !== base.revision;
        if (this.disputes.has(of) ? mine === is : mine === was || (mine === is && !veiled)) this.#settle(of);
        else if ((was !== is || veiled) && !this.disputes.has(of)) this.disputes.set(of, was);
      }
      for (const [of, yes] of [...this.shares]) if ((theirs.shared ?? []).includes(of) === yes) this.shares.delete(of);
      this.edit = met(this.edit, theirs);
      assert.equal(this.edit.base, theirs);
      assert.deepEqual(met(this.edit, theirs), this.edit, 'the same record again changes nothing');
    }

    check(): void {
      const { edit } = this;
      const base = edit.base!;
      const after = patched(base, patchOf(edit));
      for (const each of names) {
        const wish = this.wishes.get(each);
        const held = Object.hasOwn(edit.fields, each) ? edit.fields[each] : undefined;
        assert.equal(held === undefined ? held : filled(held), wish === undefined ? wish : filled(wish), `my ${each}`);
        if (wish === undefined) assert.equal(textOf(after, each), textOf(base, each), `their ${each}`);
        assert.equal(isShared(edit, each), this.shares.get(each) ?? (base.shared ?? []).includes(each), `sharing of ${each}`);
      }
      const clashes = (edit.clashes ?? []).map(({ field, base: was, mine, theirs }) => [field, was, filled(mine), theirs]);
      const disputes = [...this.disputes].map(([of, was]) => [of, was, filled(this.wishes.get(of)!), textOf(base, of)]);
      assert.deepEqual(clashes.sort(), disputes.sort());
      const wanting = this.disputes.size > 0 || [...this.wishes].some(([of, wish]) => filled(wish) !== textOf(base, of));
      if (wanting) assert.equal(isTouched(edit), true);
      assert.equal(Object.getPrototypeOf(edit.fields), Object.prototype);
    }
  }

  it('loses nothing of mine and overwrites nothing of theirs, whatever both do', () => {
    fc.assert(
      fc.property(records, fc.array(step, { maxLength: 16 }), (record, steps) => {
        const desk = new Desk(record);
        for (const each of steps) desk.take(each);
        // The end of it: everything is decided, and written on what is kept.
        desk.take({ do: 'meet' });
        for (const of of [...desk.disputes.keys()]) desk.take({ do: 'decide', name: of, whose: 'mine' });
        const after = patched(desk.record, patchOf(desk.edit));
        for (const each of names)
          assert.equal(textOf(after, each), filled(desk.wishes.get(each) ?? textOf(desk.record, each)), each);
        assert.equal(patchOf(desk.edit).revision, desk.record.revision);
        assert.ok(!('clashes' in desk.edit));
      }),
      { ...runs, numRuns: 1000 },
    );
  });
});

describe('putting an address where it belongs', () => {
  const read = (raw: string) => readAddress(raw, norway);
  const put = (edit: CustomerEdit, raw: string | AddressReading, form = fields) => {
    const done = withAddress(edit, typeof raw === 'string' ? read(raw) : raw, form);
    return done && [done.field, editedValue(done.edit, done.field)];
  };
  const number = '912 34 567';
  const e164 = '+4791234567';
  const all = { direct: '1', mobile: '2', phone: '3', secretPhone: '4' };
  const cases: readonly [what: string, values: Values, raw: string, put: readonly string[] | undefined][] = [
    ['fills the default number first', {}, number, ['direct', e164]],
    ['fills the next that is empty', { direct: '1' }, number, ['mobile', e164]],
    ['takes blanks for nothing', { direct: '1', mobile: ' ' }, number, ['mobile', e164]],
    ['fills a later one before it goes behind an earlier', { direct: '1', mobile: '2' }, number, ['phone', e164]],
    ['goes behind the first where all are taken', all, number, ['direct', `1; ${e164}`]],
    ['goes behind several', { ...all, direct: '1; 2' }, number, ['direct', `1; 2; ${e164}`]],
    ['keeps the extension', {}, '22 33 44 55 ext. 12', ['direct', '+4722334455 ext. 12']],
    ['fills an e-mail field with an e-mail address', {}, 'Ada@Example.org', ['email', 'ada@example.org']],
    [
      'goes behind another e-mail address',
      { email: 'a@example.org' },
      'b@example.org',
      ['email', 'a@example.org; b@example.org'],
    ],
    ['does nothing with no number', {}, 'anonymous', undefined],
    ['does nothing with what cannot be read', {}, 'reception', undefined],
    ['does not put a number twice', { mobile: e164 }, number, undefined],
    ['does not put it twice as it was typed', { mobile: number }, number, undefined],
    ['does not put it twice as dialled at home, however spaced', { mobile: '91 23-45.67' }, `+47 ${number}`, undefined],
    ['does not put it twice as E.164, however spaced', { mobile: '+47\u00a091\u202d23 45 67' }, number, undefined],
    ['does not put it twice among others', { phone: `22 33 44 55; ${number}` }, number, undefined],
    ['does not put it twice with the same extension', { phone: '22334455 ext 12' }, '+47 22 33 44 55 ext. 12', undefined],
    ['knows another extension', { direct: '22334455 ext 13' }, '22334455 ext. 12', ['mobile', '+4722334455 ext. 12']],
    ['knows a number that another begins with', { direct: `${e164}8` }, number, ['mobile', e164]],
    ['takes no pause for a space', { mobile: '+4930123456,78' }, '+493012345678', ['direct', '+493012345678']],
    ['does not put an e-mail address twice', { email: 'x@example.org, ADA@example.org' }, 'ada@example.org', undefined],
    ['looks for it only where such addresses are', { organization: number, email: number }, number, ['direct', e164]],
  ];
  for (const [what, values, raw, expected] of cases)
    it(what, () => {
      assert.deepEqual(put(editOf(customer(values)), raw), expected, 'kept');
      assert.deepEqual(put(write(blank, Object.entries(values)), raw), expected, 'typed');
    });

  it('puts one with the other, each once', () => {
    const numbers = fc.integer({ min: 90000000, max: 99999999 }).map((digits) => `+47${digits}`);
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 8 }), (given) => {
        const edit = [...given, ...given].reduce((now, raw) => withAddress(now, read(raw), fields)?.edit ?? now, blank);
        const standing = ['direct', 'mobile', 'phone', 'secretPhone'].flatMap((of) => editedValue(edit, of).split('; '));
        assert.deepEqual(standing.filter(Boolean).sort(), [...new Set(given)].sort());
        assert.deepEqual(editProblems(edit, fields, norway), []);
      }),
      { ...runs, numRuns: 50 },
    );
  });

  const hidden = (values: Values) => editOf(customer(values, { concealed: ['secretPhone'] }));
  const veil = '•••••• 45';
  it('never goes with what is concealed, empty, cleared or replaced', () => {
    const only = fields.filter(({ name: of }) => of === 'secretPhone');
    const edit = hidden({ secretPhone: veil });
    for (const each of [edit, typed(edit, 'secretPhone', ''), typed(edit, 'secretPhone', '22334455')])
      assert.equal(put(each, number, only), undefined);
    const full = hidden({ ...all, direct: '', mobile: '2', secretPhone: veil });
    assert.deepEqual(put(typed(full, 'direct', '1'), number), ['direct', `1; ${e164}`]);
  });
  it('never puts the bullets of a concealed address', () => {
    assert.equal(put(blank, { kind: 'phone', raw: veil, e164: veil, display: veil }), undefined);
    assert.equal(put(blank, { kind: 'email', raw: '••••••', email: '••••••' }), undefined);
  });
  it('goes only where agents may type, and any text fits', () => {
    const use = { name: 'x', type: 'text', visible: true, editable: true, use: 'phone' } as const;
    assert.deepEqual(put(blank, number, [use]), ['x', e164]);
    const not: Partial<FieldDefinition>[] = [
      { editable: false },
      { visible: false },
      { type: 'number' },
      { type: 'masked', mask: '########' },
      { use: 'email' },
      { use: 'external-id' },
      { use: undefined },
    ];
    for (const each of not) assert.equal(put(blank, number, [{ ...use, ...each }]), undefined, JSON.stringify(each));
    assert.equal(put(blank, number, []), undefined);
  });
  it('sees it in a field that agents may not change', () => {
    const form = fields.map((field) => (field.name === 'mobile' ? { ...field, editable: false } : field));
    assert.equal(put(editOf(customer({ mobile: number })), number, form), undefined);
  });
  it('does nothing with numbers of the house', () => {
    assert.equal(put(blank, { kind: 'own', raw: e164, e164 }), undefined);
    assert.equal(put(blank, { kind: 'internal', raw: '12', digits: '12' }), undefined);
  });
  it('touches the one field only, and stays mine in a clash', () => {
    const theirs = left(ada, { mobile: '2' });
    const clashing = met(typed(editOf(ada), 'mobile', '1'), theirs);
    const form = fields.filter(({ name: of }) => of === 'mobile');
    const edit = withAddress(clashing, read(number), form)!.edit;
    assert.deepEqual(edit.fields, { mobile: `1; ${e164}` });
    assert.equal(edit.clashes?.[0]?.mine, `1; ${e164}`);
  });
});

describe('the fields of a form', () => {
  const plain = { type: 'text', visible: true, editable: true } as const;
  const form: readonly FieldDefinition[] = [
    { ...plain, name: 'givenName', partOfName: ['person'] },
    { ...plain, name: 'familyName', partOfName: ['person'], required: true },
    { ...plain, name: 'organization', partOfName: ['organization'] },
    { ...plain, name: 'company', partOfName: ['organization'], subtitle: true },
    { ...plain, name: 'nick', partOfName: ['person', 'organization'] },
    { ...plain, name: 'city' },
    { type: 'text', visible: true, name: 'since' },
    { type: 'text', editable: true, name: 'hidden' },
  ];
  const shown = (edit: CustomerEdit) => formFields(edit, form).map((field) => field.name).join(' '); // prettier-ignore
  const kept = (type: CustomerKind, values: Values) => editOf(customer(values, { type }));
  const person = 'givenName familyName company nick city';
  const organization = 'familyName organization company nick city';
  const cases: readonly [what: string, edit: CustomerEdit, shown: string][] = [
    ['of a person', kept('person', {}), person],
    ['of an organization, with what is required', kept('organization', {}), organization],
    ['of a new person', blank, person],
    ['of a new organization', { ...blank, type: 'organization' }, organization],
    ['what has a value of the other name', kept('organization', { givenName: 'A' }), `givenName ${organization}`],
    ['also while it is cleared', typed(kept('organization', { givenName: 'A' }), 'givenName', ''), `givenName ${organization}`],
    ['what was typed before it was an organization', { type: 'organization', fields: { givenName: 'A' } }, `givenName ${organization}`],
    ['also while that is cleared', { type: 'organization', fields: { givenName: '' } }, `givenName ${organization}`],
    ['what can only be read, where there is something to read', kept('person', { since: '2020' }), `${person} since`],
    ['never what is hidden', typed(kept('person', { hidden: 'x' }), 'hidden', 'y'), person],
    ['names that every object has as any other', kept('person', { toString: 'x' }), person],
  ]; // prettier-ignore
  for (const [what, edit, expected] of cases) it(`has ${what}`, () => assert.equal(shown(edit), expected));

  it('has what is concealed', () => {
    const edit = editOf(customer({ givenName: '••••••' }, { type: 'organization', concealed: ['givenName'] }));
    assert.equal(shown(edit), `givenName ${organization}`);
  });
  it('has every visible field that clashes, so that somebody can decide', () => {
    const base = customer({ givenName: 'A' }, { type: 'organization' });
    const clashing = met(typed(editOf(base), 'givenName', 'B'), left(base, { givenName: '' }));
    assert.equal(shown(typed(clashing, 'givenName', '')), `givenName ${organization}`);
  });
  it('has no empty field of a name that every object has', () => {
    const odd: FieldDefinition = { ...plain, name: 'toString', partOfName: ['person'] };
    assert.deepEqual(formFields(kept('organization', {}), [odd]), []);
  });
});

describe('an edit of anything at all', () => {
  it('holds any text under any name, and pollutes nothing', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(anyText, name), anyText)), anyText, (given, other) => {
        const edit = write(editOf(ada), given);
        for (const [of, value] of new Map(given)) assert.equal(editedValue(edit, of), value);
        const theirs = left(ada, Object.fromEntries(given.map(([of]) => [of, other])));
        const merged = met(edit, theirs);
        for (const [of, value] of new Map(given))
          if (filled(value) !== textOf(ada, of)) assert.equal(filled(editedValue(merged, of)), filled(value));
        assert.deepEqual(met(merged, theirs), merged);
        assert.ok(Array.isArray(editProblems(edit, fields, norway)));
        assert.ok(Array.isArray(formFields(edit, fields)));
      }),
      runs,
    );
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
  });
  it('is the same after it was kept as a draft', () => {
    const edit = met(write(editOf(ada), [['__proto__', 'x'], ['givenName', 'A']]), left(ada, { givenName: 'B' })); // prettier-ignore
    assert.equal(editedValue(edit, '__proto__'), 'x');
    assert.deepEqual(JSON.parse(JSON.stringify(edit)), edit);
    assert.deepEqual(structuredClone(edit), edit);
  });
  it('stays quick with huge texts', () => {
    const start = performance.now();
    for (const value of [...hostile, ...huge]) {
      const edit = write(editOf(ada), [['mobile', value], ['email', value], [value.slice(0, 100), value]]); // prettier-ignore
      const merged = met(edit, left(ada, { mobile: `${value}x` }), { fields, reader: norway });
      for (const raw of ['91234567', 'a@example.org']) withAddress(merged, readAddress(raw, norway), fields);
      draftOf(merged);
      formFields(merged, fields);
      isTouched(merged);
    }
    assert.ok(performance.now() - start < 5000);
  });
});
