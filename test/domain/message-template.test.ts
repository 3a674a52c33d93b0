import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FieldDefinition } from '../../src/domain/field.js';
import {
  filledIn,
  findTemplates,
  languageOf,
  type MessageTemplate,
  openVariables,
  templateText,
  templateValue,
} from '../../src/domain/message-template.js';
import { anyText, hostile } from './hostile.js';
import { customer, fields } from './people.js';

const names = (text: string) => openVariables(text).map(({ name }) => name);
const values: Readonly<Record<string, string>> = { name: 'Kari', agent: 'Astrid', blank: ' \n', which: 'agent' };
const fill = (text: string, more: Readonly<Record<string, string>> = {}) =>
  filledIn(text, (name) => (Object.hasOwn({ ...values, ...more }, name) ? { ...values, ...more }[name] : undefined));

/** Texts made of what templates are made of. */
const pieces = fc.constantFrom('{', '{{', '}', '}}', '|', 'name', 'agent', 'x', ' ', '{{name}}', '{{ agent|you }}', '{{ghost}}');
const anyTemplate = fc.oneof(
  fc.array(pieces).map((parts) => parts.join('')),
  anyText,
);
const anyValue = fc.oneof(
  fc.array(fc.constantFrom('{', '}', '|', 'name', 'agent', '\n', ' ')).map((parts) => parts.join('')),
  anyText,
);

describe('what is open in a text', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing', 'Dear Kari', []],
    ['single braces', 'a { b } {c} }{', []],
    ['a variable', 'Dear {{name}}!', ['name']],
    ['one with blanks and lines inside', '{{ \n name }}', ['name']],
    ['one with something instead', '{{name|Sir or Madam}}', ['name']],
    ['one without a name', '{{}} {{ }} {{|you}}', ['', '', '']],
    ['names of what objects have', '{{__proto__}}{{constructor}}', ['__proto__', 'constructor']],
    ['an opening alone', 'Dear {{name', ['{{']],
    ['a closing alone', 'Dear name}}', ['}}']],
    ['the wrong way round', '}}name{{', ['}}', '{{']],
    ['a nested one', '{{a{{name}}b}}', ['{{', 'name', '}}']],
    ['one in single braces', '{{{name}}}', ['name']],
    ['one in double braces', '{{{{name}}}}', ['{{', 'name', '}}']],
    ['two bars', '{{name|a|b}}', ['name']],
    ['four braces', '{{{{', ['{{', '{{']],
  ];
  for (const [what, text, expected] of table) it(`is found in ${what}`, () => assert.deepEqual(names(text), expected));

  it('is in its order, none in another, where it says, and all of it', () => {
    fc.assert(
      fc.property(anyTemplate, (text) => {
        let [end, rest] = [0, ''];
        for (const { from, to, name } of openVariables(text)) {
          assert.ok(from >= end && to > from);
          assert.ok(text.slice(from, to).includes(name));
          rest += `${text.slice(end, from)}\0`;
          end = to;
        }
        assert.doesNotMatch(rest + text.slice(end), /\{\{|\}\}/);
      }),
    );
  });
});

describe('filling in a template', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['what is known', 'Dear {{name}}, {{ agent }} here', 'Dear Kari, Astrid here'],
    ['the same twice', '{{name}}{{name}}', 'KariKari'],
    ['what is known before what stands instead', '{{name|customer}}', 'Kari'],
    ['what stands instead of what is unknown', 'Dear {{ghost| customer }}', 'Dear customer'],
    ['what stands instead of what is blank', 'Dear {{blank|customer}}', 'Dear customer'],
    ['not what is unknown', 'Dear {{ghost}}', 'Dear {{ghost}}'],
    ['not what is blank', 'Dear {{blank}}', 'Dear {{blank}}'],
    ['not what is blank instead', 'Dear {{ghost| }}', 'Dear {{ghost| }}'],
    ['nothing by the names of what objects have', '{{__proto__}}{{toString}}', '{{__proto__}}{{toString}}'],
    ['nothing with other letters', '{{Name}}', '{{Name}}'],
    ['not what is inside of other braces', '{{a{{name}}}} {{{{which}}}}', '{{a{{name}}}} {{{{which}}}}'],
    ['what stands beside braces that are alone', '{{name}} }} {{ {{name}}', 'Kari }} {{ Kari'],
    ['what stands in single braces', '{{{name}}}', '{Kari}'],
    ['its line breaks as they are', 'a\r\n{{name}}\n', 'a\r\nKari\n'],
  ];
  for (const [what, text, expected] of table) it(`writes ${what}`, () => assert.equal(fill(text), expected));

  const hostileNames: readonly (readonly [string, string, string])[] = [
    ['a variable', '{{agent}}', '{ {agent} }'],
    ['a variable with something instead', '{{x|y}}', '{ {x|y} }'],
    ['an end of one', 'a}}', 'a} }'],
    ['many braces', '{{{}}}', '{ { {} } }'],
    ['lines', 'Kari\r\nBcc: x@example.org', 'Kari Bcc: x@example.org'],
    ['other ends of lines', 'a\u0085b\u2028c\u2029d\0e\u001bf', 'a b c d e f'],
    ['half signs', 'a\ud83db', 'a b'],
    ['space around', '  Kari ', 'Kari'],
    ['marks of direction', 'a\u202eb\u2066', 'a\u202eb\u2066'],
    ['markup', '<b>"&', '<b>"&'],
    ['what a pattern would replace', '$& $1 $$ \\1', '$& $1 $$ \\1'],
  ];
  for (const [what, name, expected] of hostileNames)
    it(`takes ${what} in a value as it is`, () => assert.equal(fill('>{{name}}<', { name }), `>${expected}<`));

  it('makes no variable of the braces around a value, or of two values', () => {
    assert.equal(fill('{{{name}}}', { name: '{agent}' }), '{ {agent} }');
    assert.deepEqual(names(fill('{{a}}{{b}}{{c}}{{d}}', { a: '{', b: '{agent', c: '}', d: '}' })), []);
  });

  it('is quick with a long value, and with many', () => {
    const name = '{'.repeat(2 ** 18);
    assert.equal(names(fill('{{name}}{{name}}', { name })).length, 0);
    assert.equal(fill('{{name}}'.repeat(20_000)).length, 80_000);
    assert.equal(fill('{{'.repeat(20_000) + '{{name}}').length, 40_004);
  });

  it('lets no value open anything, and fills nothing in twice', () => {
    fc.assert(
      fc.property(anyTemplate, anyValue, anyValue, (text, name, agent) => {
        const once = fill(text, { name, agent });
        assert.equal(fill(once, { name, agent, x: 'X' }), fill(once, { name, agent }));
        assert.equal(fill(once, { name, agent }), once);
        assert.ok(names(once).length <= names(text).length);
      }),
    );
    fc.assert(
      fc.property(anyTemplate, (text) =>
        assert.equal(
          filledIn(text, () => undefined),
          fill(text, { name: '', agent: '' }),
        ),
      ),
    );
    for (const name of hostile) assert.deepEqual(names(fill('{{name|x}}', { name })), []);
  });
});

describe('the text of a template', () => {
  const template = (...languages: readonly (string | undefined)[]): MessageTemplate => ({
    id: 't1',
    shortcode: 'hi',
    name: 'Greeting',
    texts: languages.map((language) => ({ text: language ?? 'all', ...(language !== undefined && { language }) })),
  });
  const table: readonly (readonly [
    has: readonly (string | undefined)[],
    wanted: string | undefined,
    otherwise: string | undefined,
    text: string | undefined,
  ])[] = [
    [['en', 'nb'], 'nb', undefined, 'nb'],
    [['en', 'NB'], 'nb', undefined, 'NB'],
    [['en-US', 'en'], 'en-GB', undefined, 'en'],
    [['nb', 'en-US', 'en-GB'], 'en', undefined, 'en-US'],
    [['nb', 'en-US', 'en-GB'], 'en-GB-oxendict', undefined, 'en-GB'],
    [['zh-Hans', 'zh-Hant'], 'zh-Hant-TW', undefined, 'zh-Hant'],
    [['en', 'nb'], 'no', undefined, 'nb'],
    [['en', 'nb'], 'nn-NO', undefined, 'nb'],
    [['en', undefined], 'nl', 'en', 'all'],
    [['en', 'nl', undefined], 'nl', 'en', 'nl'],
    [['nb', 'en'], 'nl', 'en-GB', 'en'],
    [['nb', 'en'], 'nl', 'fr', 'nb'],
    [['nb', undefined], undefined, 'nb', 'all'],
    [['en', 'nb'], undefined, 'nb', 'nb'],
    [['en', 'nb'], '', undefined, 'en'],
    [['en', 'nb'], '__proto__', 'toString', 'en'],
    [['eng', 'nb'], 'en', undefined, 'eng'],
    [[], 'en', 'nb', undefined],
  ];
  for (const [has, wanted, otherwise, text] of table)
    it(`for ${wanted} or else ${otherwise} of ${has.map((each) => each ?? 'all').join(', ')} is ${text}`, () =>
      assert.equal(templateText(template(...has), wanted, otherwise)?.text, text));
});

describe('looking for a template', () => {
  const template = (shortcode: string, name: string, more: Partial<MessageTemplate> = {}): MessageTemplate => ({
    id: shortcode,
    shortcode,
    name,
    texts: [{ text: 'Dear {{name}}' }],
    ...more,
  });
  const all = [
    template('order-late', 'Delivery is late', { category: 'Orders' }),
    template('hello', 'Greeting', { texts: [{ text: 'God dag' }, { language: 'en', subject: 'Welcome', text: 'Good day' }] }),
    template('bye', 'På gjensyn', { channel: 'email' }),
    template('hell', 'Ærlig talt', { channel: 'sms' }),
    template('order-error', 'Übergabe fehlgeschlagen', { category: 'Orders' }),
  ];
  const found = (typed: string, channel: 'sms' | 'email' = 'email') =>
    findTemplates(all, typed, channel)
      .map(({ shortcode }) => shortcode)
      .join(' ');
  const table: readonly (readonly [typed: string, 'sms' | 'email', string])[] = [
    ['', 'email', 'bye hello order-error order-late'],
    [' ', 'sms', 'hell hello order-error order-late'],
    ['hel', 'sms', 'hell hello'],
    ['HELLO', 'email', 'hello'],
    ['order-l', 'email', 'order-late'],
    ['late', 'email', 'order-late'],
    ['late del', 'email', 'order-late'],
    ['pa gjen', 'email', 'bye'],
    ['paa', 'email', ''],
    ['aerlig', 'sms', 'hell'],
    ['ubergabe', 'email', 'order-error'],
    ['u\u0308bergabe', 'email', 'order-error'],
    ['orders', 'email', 'order-error order-late'],
    ['welcome', 'email', 'hello'],
    ['day dag', 'email', 'hello'],
    ['ate', 'email', ''],
    ['gjensyn', 'sms', ''],
    ['.*', 'email', 'bye hello order-error order-late'],
  ];
  for (const [typed, channel, expected] of table)
    it(`finds for ${JSON.stringify(typed)} by ${channel}: ${expected || 'nothing'}`, () =>
      assert.equal(found(typed, channel), expected));

  it('puts those whose shortcode begins so before those whose words do', () => {
    const more = [template('a-order', 'Any order'), template('order', 'Z'), template('z', 'Order')];
    assert.deepEqual(
      findTemplates(more, 'ord', 'sms').map(({ shortcode }) => shortcode),
      ['order', 'a-order', 'z'],
    );
  });

  it('finds each at most once, only what was there, whatever is typed, and leaves the list alone', () => {
    const before = structuredClone(all);
    fc.assert(
      fc.property(anyText, (typed) => {
        const those = findTemplates(all, typed, 'sms');
        assert.equal(new Set(those).size, those.length);
        assert.ok(those.every((each) => all.includes(each) && each.channel !== 'email'));
      }),
    );
    assert.deepEqual(all, before);
  });
});

describe('what a name in a template stands for', () => {
  const tier: FieldDefinition = { name: 'rank', type: 'choice', choices: [{ id: 'g', label: 'Gold' }] };
  const speech: FieldDefinition = { name: 'speech', type: 'text', use: 'language' };
  const ada = customer({ givenName: 'Ada', rank: 'g', speech: ' nb ' }, { concealed: ['secret'], name: 'Ada Berg' });
  const known = { customer: ada, fields: [...fields, tier, speech], agentName: 'Mia' };
  for (const [name, expected] of [
    ['agent', 'Mia'],
    ['name', 'Ada Berg'],
    ['givenName', 'Ada'],
    ['rank', 'Gold'],
    ['secret', undefined],
    ['toString', undefined],
    ['familyName', undefined],
  ] as const)
    it(`${name}: ${expected ?? 'nothing'}`, () => assert.equal(templateValue(name, known), expected));

  it('is nothing of nobody', () => assert.equal(templateValue('givenName', { fields }), undefined));

  it('is never what this agent may not see', () => {
    const hidden = customer({ givenName: '••••••', speech: '••••••' }, { concealed: ['givenName', 'speech'] });
    assert.equal(templateValue('givenName', { ...known, customer: hidden }), undefined);
    assert.equal(languageOf(hidden, known.fields), undefined);
  });

  it('comes in the language of the field for that', () => {
    assert.deepEqual([languageOf(ada, known.fields), languageOf(ada, fields)], ['nb', undefined]);
  });
});
