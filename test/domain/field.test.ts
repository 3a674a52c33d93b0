import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CustomerDraft } from '../../src/domain/customer.js';
import type { FieldDefinition, FieldUse } from '../../src/domain/field.js';
import {
  defaultFields,
  draftProblems,
  fieldDefinitionProblems,
  fieldLabel,
  separateAddresses,
  valueProblem,
} from '../../src/domain/field.js';
import { phoneNumbers } from '../../src/domain/phone-numbers.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { fields, norway } from './people.js';

describe('the default fields', () => {
  it('are those of the source documents, in order', () => {
    assert.deepEqual(
      defaultFields.map((field) => field.name),
      [
        'givenName',
        'familyName',
        'mobile',
        'phone',
        'email',
        'organization',
        'department',
        'address',
        'postcode',
        'city',
        'country',
      ],
    );
  });
  it('are well defined', () => assert.deepEqual(fieldDefinitionProblems(defaultFields), []));
  it('leave their labels to the screens', () => assert.ok(defaultFields.every((field) => field.label === undefined)));
});

describe('labelling a field', () => {
  it('takes the label, and the name when it is empty', () => {
    assert.equal(fieldLabel({ name: 'vip', type: 'text', label: 'Very important' }), 'Very important');
    for (const label of [undefined, '', '  ']) assert.equal(fieldLabel({ name: 'vip', type: 'text', label }), 'vip');
  });
});

describe('defining fields', () => {
  const problems = (...definitions: Partial<FieldDefinition>[]) =>
    fieldDefinitionProblems(definitions.map((definition) => ({ name: 'a', type: 'text', ...definition }))).map(
      ({ field, reason }) => `${field}: ${reason}`,
    );

  it('takes names of letters, digits, _ and -', () => {
    for (const name of ['a', 'A-1_b', '0', '-', 'constructor', 'type']) assert.deepEqual(problems({ name }), []);
    for (const name of ['', 'a b', 'ø', 'a.b', 'a\n', '__proto__', 'a'.repeat(101)])
      assert.deepEqual(problems({ name }), [`${name}: not-a-name`]);
  });
  it('takes a name once', () => assert.deepEqual(problems({}, {}, { name: 'A' }), ['a: not-unique']));
  it('knows its types and uses', () => {
    assert.deepEqual(problems({ type: 'image' as never }), ['a: not-a-type']);
    assert.deepEqual(problems({ use: 'fax' as never }), ['a: not-a-use']);
  });
  it('takes an external id that is typed, and is neither chosen nor a date', () => {
    for (const more of [{}, { type: 'number' }, { type: 'masked', mask: 'aa-####' }] as const)
      assert.deepEqual(problems({ use: 'external-id', ...more }), []);
    for (const more of [{ type: 'choice', choices: [{ id: 'x', label: 'X' }] }, { type: 'date-time' }] as const)
      assert.deepEqual(problems({ use: 'external-id', ...more }), ['a: not-a-use']);
  });
  it('lets only visible fields be edited, and only those be required', () => {
    assert.deepEqual(problems({ editable: true }), ['a: needs-visible']);
    assert.deepEqual(problems({ required: true }), ['a: needs-editable']);
    assert.deepEqual(problems({ required: true, visible: true }), ['a: needs-editable']);
    assert.deepEqual(problems({ required: true, visible: true, editable: true }), []);
  });
  it('takes one default number', () =>
    assert.deepEqual(problems({ use: 'default-phone' }, { name: 'b', use: 'phone' }, { name: 'c', use: 'default-phone' }), [
      'c: second-default-phone',
    ]));
  it('wants choices, each once', () => {
    assert.deepEqual(problems({ type: 'choice' }), ['a: no-choices']);
    const twice = [
      { id: 'x', label: 'X' },
      { id: 'x', label: 'Y' },
    ];
    assert.deepEqual(problems({ type: 'choice', choices: twice }), ['a: choices-not-unique']);
    assert.deepEqual(problems({ type: 'choice', choices: twice.slice(1) }), []);
  });
  it('wants a mask that can be filled', () => {
    assert.deepEqual(problems({ type: 'masked' }), ['a: not-a-mask']);
    assert.deepEqual(problems({ type: 'masked', mask: '--' }), ['a: not-a-mask']);
    assert.deepEqual(problems({ type: 'masked', mask: '##-###' }), []);
  });
  it('tells everything at once', () =>
    assert.equal(problems({ name: '', type: 'masked', editable: true, use: 'x' as never }).length, 4));
});

describe('checking a value', () => {
  const check = (definition: Partial<FieldDefinition>, value: string, lenient = false) =>
    valueProblem({ name: 'a', type: 'text', ...definition }, value, { ...norway, currency: 'NOK', lenient });

  it('takes none, unless one is required', () => {
    for (const blank of ['', '  ', '\n']) {
      assert.equal(check({ type: 'number' }, blank), undefined);
      assert.equal(check({ required: true }, blank), 'required');
      assert.equal(check({ required: true }, blank, true), 'required');
    }
  });

  const cases: readonly [Partial<FieldDefinition>, string, string | undefined][] = [
    [{}, 'anything <b>\u202eat\u202c all</b> 👩‍👧 javascript:alert(1)', undefined],
    [{}, 'a'.repeat(10_000), undefined],
    [{}, 'a'.repeat(10_001), 'too-long'],
    [{}, 'a\0b', 'not-text'],
    [{}, 'a\ud800', 'not-text'],
    [{ type: 'number' }, '007', undefined],
    [{ type: 'number' }, '-1', 'not-a-number'],
    [{ type: 'number' }, '1.5', 'not-a-number'],
    [{ type: 'number' }, '1e3', 'not-a-number'],
    [{ type: 'number' }, '٣', 'not-a-number'],
    [{ type: 'number' }, '1\n', 'not-a-number'],
    [{ type: 'date-time' }, '2026-03-01', undefined],
    [{ type: 'date-time' }, '2026-03-01T10:00:00+01:00', undefined],
    [{ type: 'date-time' }, '2026-03-01T10:00:00', 'not-a-date'],
    [{ type: 'date-time' }, '2026-02-30', 'not-a-date'],
    [{ type: 'date-time' }, '1.3.2026', 'not-a-date'],
    [{ type: 'choice', choices: [{ id: 'g', label: 'Gold' }] }, 'g', undefined],
    [{ type: 'choice', choices: [{ id: 'g', label: 'Gold' }] }, 'Gold', 'not-a-choice'],
    [{ type: 'choice' }, 'g', 'not-a-choice'],
    [{ type: 'masked', mask: '##-###' }, '00-950', undefined],
    [{ type: 'masked', mask: '##-###' }, '00950', 'not-the-mask'],
    [{ type: 'masked', mask: '## $' }, '10 NOK', undefined],
    [{ type: 'masked', mask: '## $' }, '10 EUR', 'not-the-mask'],
    [{ use: 'phone' }, '900 12 345', undefined],
    [{ use: 'phone' }, '900 12 345; +46 70 123 45 67', undefined],
    [{ use: 'phone' }, 'reception', 'not-a-phone-number'],
    [{ use: 'phone' }, '900 12 345; reception', 'not-a-phone-number'],
    [{ use: 'default-phone' }, '1', 'not-a-phone-number'],
    [{ use: 'external-id' }, 'reception; A-1, B 2', undefined],
    [{ use: 'external-id', type: 'number' }, '0071', undefined],
    [{ use: 'external-id', type: 'number' }, 'A-1', 'not-a-number'],
    [{ use: 'external-id', type: 'masked', mask: 'aa-##' }, 'AB-1', 'not-the-mask'],
    [{ use: 'email' }, 'a@example.org; B <b@example.org>', undefined],
    [{ use: 'email' }, 'a@example', 'not-an-e-mail'],
    [{ use: 'email' }, 'a@example.org\r\nBcc: b@example.org', 'not-an-e-mail'],
  ];
  for (const [definition, value, reason] of cases)
    it(`${reason ? `says ${reason} of` : 'takes'} ${JSON.stringify(value.slice(0, 40))} as ${definition.use ?? definition.type ?? 'text'}`, () =>
      assert.equal(check(definition, value), reason));

  describe('of an import', () => {
    it('lets numbers and addresses in as they came, and nothing else', () => {
      assert.equal(check({ use: 'phone' }, 'reception', true), undefined);
      assert.equal(check({ use: 'email' }, 'a@example', true), undefined);
      assert.equal(check({ type: 'number' }, 'x', true), 'not-a-number');
      assert.equal(check({}, 'a'.repeat(10_001), true), 'too-long');
    });
  });

  it('leaves numbers alone as long as they cannot be read', () => {
    assert.equal(valueProblem({ name: 'a', type: 'text', use: 'phone' }, 'reception'), undefined);
    assert.equal(
      valueProblem({ name: 'a', type: 'text', use: 'phone' }, 'reception', { phones: phoneNumbers }),
      'not-a-phone-number',
    );
  });

  it('survives hostile values in every field', () => {
    for (const definition of [...fields, { name: 'm', type: 'masked', mask: 'a#$!' } as const])
      for (const value of [...hostile, ...huge]) assert.doesNotThrow(() => valueProblem(definition, value, norway));
  });
});

describe('separating the addresses in one field', () => {
  const cases: readonly [FieldUse, string, readonly string[]][] = [
    ['phone', '90012345', ['90012345']],
    ['phone', '90012345; 22334455;', ['90012345', '22334455']],
    ['phone', '90012345\r\n22334455', ['90012345', '22334455']],
    ['phone', '90012345, 22334455', ['90012345', '22334455']],
    ['phone', '90012345,+46 70 123 45 67', ['90012345', '+46 70 123 45 67']],
    ['phone', '22334455,12', ['22334455,12']],
    ['phone', '22334455,,12#', ['22334455,,12#']],
    ['phone', 'tel:+4722334455;ext=12; 90012345', ['tel:+4722334455;ext=12', '90012345']],
    ['phone', '030/23125012', ['030/23125012']],
    ['email', 'a@example.org, b@example.org;c@example.org', ['a@example.org', 'b@example.org', 'c@example.org']],
    ['email', ' ; , ', []],
    ['external-id', ' A-1; B, 22334455\nC ', ['A-1; B, 22334455\nC']],
    ['external-id', ' ', []],
  ];
  for (const [use, value, expected] of cases)
    it(`finds ${JSON.stringify(expected)}`, () => assert.deepEqual(separateAddresses(use, value), expected));
});

describe('checking a draft', () => {
  const check = (draft: unknown) =>
    draftProblems(draft as CustomerDraft, fields, norway).map(({ field, reason }) => `${field}: ${reason}`);

  it('takes a good one', () =>
    assert.deepEqual(check({ type: 'person', fields: { givenName: 'Ada', mobile: '90012345' }, shared: ['mobile'] }), []));
  it('tells every problem in the order of the form, then of unknown names', () => {
    assert.deepEqual(check({ type: 'person', fields: { shoe: '1', tier: 'x', mobile: 'y', constructor: 'z' } }), [
      'mobile: not-a-phone-number',
      'tier: not-a-choice',
      'shoe: unknown-field',
      'constructor: unknown-field',
    ]);
  });
  it('refuses an agent what agents may not fill, and lets an import fill it', () => {
    const draft = { type: 'person', fields: { internalCode: 'x' } } as const;
    assert.deepEqual(check(draft), ['internalCode: not-editable']);
    assert.deepEqual(check({ type: 'person', fields: { internalCode: ' ' } }), []);
    assert.deepEqual(draftProblems(draft, fields, { ...norway, lenient: true }), []);
    const invisible = [{ name: 'a', type: 'text', editable: true, required: true }] as const;
    assert.deepEqual(draftProblems({ type: 'person', fields: { a: 'x' } }, invisible), [{ field: 'a', reason: 'not-editable' }]);
    assert.deepEqual(draftProblems({ type: 'person', fields: {} }, invisible), []);
  });
  it('refuses an agent bullets as a confidential value', () => {
    assert.deepEqual(check({ type: 'person', fields: { insurance: '••••••', secretPhone: '•••••• 45' } }), [
      'secretPhone: concealed',
      'insurance: concealed',
    ]);
    assert.deepEqual(check({ type: 'person', fields: { givenName: '••••••' } }), []);
  });
  it('wants its type', () => assert.deepEqual(check({ type: 'robot', fields: {} }), ['type: not-a-type']));
  it('wants text', () => {
    for (const wrong of [1, null, {}, [], true])
      assert.deepEqual(check({ type: 'person', fields: { givenName: wrong } }), ['givenName: not-text']);
    assert.deepEqual(check({ type: 'person', fields: { givenName: undefined } }), []);
  });
  it('refuses hostile keys', () => {
    const draft: unknown = JSON.parse('{"type":"person","fields":{"__proto__":"x","toString":"y"}}');
    assert.deepEqual(check(draft), ['__proto__: unknown-field', 'toString: unknown-field']);
  });
  it('knows which fields can be shared', () => {
    for (const shared of [['givenName'], ['membership'], ['nothing'], 'mobile', [1], {}])
      assert.deepEqual(check({ type: 'person', fields: {}, shared }), ['shared: not-a-field']);
  });
  it('takes true for the mark of what was made automatically, and nothing else', () => {
    assert.deepEqual(check({ type: 'person', fields: {}, automatic: true }), []);
    assert.deepEqual(check({ type: 'person', fields: {}, automatic: undefined }), []);
    for (const automatic of [false, null, 'true', 1, {}, []])
      assert.deepEqual(check({ type: 'person', fields: {}, automatic }), ['automatic: not-a-flag']);
    assert.deepEqual(check({ type: 'person', fields: {}, shared: 1, automatic: 1 }), [
      'shared: not-a-field',
      'automatic: not-a-flag',
    ]);
  });
  it('does not take what every object has for a value', () => {
    const odd = [{ name: 'toString', type: 'text' } as const];
    assert.deepEqual(draftProblems({ type: 'person', fields: {} }, odd), []);
  });
  it('survives what is no draft at all', () => {
    for (const wrong of [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { type: 'person' },
      { type: 'person', fields: null },
      { type: 'person', fields: [] },
    ])
      assert.ok(check(wrong).length > 0);
    fc.assert(
      fc.property(fc.anything(), (anything) => check(anything).length > 0 || anything !== undefined),
      runs,
    );
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (values) => Array.isArray(check({ type: 'person', fields: values }))),
      runs,
    );
  });
});
