import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { messageProblems, messageTextProblem, subjectLimit, subjectProblem } from '../../src/domain/message.js';
import { anyText, hostile, huge } from './hostile.js';

const rules = { segmentLimit: 2, messageLimit: 20 };
const said = (problems: readonly { field: string; reason: string }[]) =>
  problems.map(({ field, reason }) => `${field} ${reason}`).join(', ');
/** What has more than one unit for one sign, and no place in GSM-7. */
const emoji = '👩';

describe('the text of a message', () => {
  const table: readonly (readonly [string, unknown, string, string | undefined])[] = [
    ['a plain one', 'Hi', 'sms', undefined],
    ['lines, and space around', ' a\r\n\t', 'email', undefined],
    ['signs of control that stores keep', '\u0001\u001b\ufeff', 'email', undefined],
    ['one brace, or two with something between', '{ } { {a} }', 'sms', undefined],
    ['as many GSM-7 signs as two segments have', 'a'.repeat(306), 'sms', undefined],
    ['one more', 'a'.repeat(307), 'sms', 'too-many-segments'],
    ['as many UCS-2 units as two segments have', 'ł'.repeat(134), 'sms', undefined],
    ['one more of them', 'ł'.repeat(135), 'sms', 'too-many-segments'],
    ['emoji that do not fit between two segments', emoji.repeat(67), 'sms', 'too-many-segments'],
    ['an e-mail as long as it may be', 'x'.repeat(20), 'email', undefined],
    ['an e-mail with one unit too many', 'x'.repeat(21), 'email', 'too-long'],
    ['emoji, counted in units', emoji.repeat(10), 'email', undefined],
    ['an emoji too many', emoji.repeat(11), 'email', 'too-long'],
    ['nothing', '', 'sms', 'required'],
    ['none', undefined, 'email', 'required'],
    ['space', ' \n\u00a0\u3000', 'sms', 'required'],
    ['a long blank', ' '.repeat(10_000), 'email', 'required'],
    ['NUL', 'a\0', 'sms', 'not-text'],
    ['half a sign', 'a\ud83d', 'email', 'not-text'],
    ['the wrong way round', '\ude00\ud83d', 'sms', 'not-text'],
    ['null', null, 'sms', 'not-text'],
    ['a number', 7, 'email', 'not-text'],
    ['an object', { toString: () => 'a' }, 'sms', 'not-text'],
    ['a variable', 'Dear {{name}}', 'sms', 'open-variable'],
    ['a variable with something instead', 'Dear {{name|you}}', 'email', 'open-variable'],
    ['braces of a variable', 'Dear {{name', 'sms', 'open-variable'],
    ['a text of any length by another way', 'x'.repeat(10_000), 'fax', 'too-long'],
  ];
  for (const [what, text, channel, reason] of table)
    it(`${reason ?? 'well'}: ${what}`, () => assert.equal(messageTextProblem(text, channel, rules), reason));

  it('is well where it can be seen, is made of whole signs, short enough, and nothing is open', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, messageLimit) => {
        const whole = !text.includes('\0') && Buffer.from(text).toString() === text;
        const well = text.trim() !== '' && text.length <= messageLimit && whole && !/\{\{|\}\}/.test(text);
        assert.equal(messageTextProblem(text, 'email', { ...rules, messageLimit }) === undefined, well);
      }),
    );
  });

  it('is looked at quickly however long it is', () => {
    const before = performance.now();
    for (const channel of ['sms', 'email']) for (const text of huge) messageTextProblem(text, channel, rules);
    for (const piece of ['{{a}}', '{{', '}}', '{{a|b', '{{{a}'])
      assert.ok(messageTextProblem(piece.repeat(20_000), 'email', { ...rules, messageLimit: 100_000 }));
    assert.ok(performance.now() - before < 2000, `it takes ${performance.now() - before} ms`);
  });
});

describe('the subject of a message', () => {
  const table: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a plain one', 'Your order', undefined],
    ['what looks like a header', 'Bcc: x@example.org', undefined],
    ['right-to-left text, emoji, markup', `שלום ${emoji}<b>`, undefined],
    ['as long as it may be', 'x'.repeat(subjectLimit), undefined],
    ['one unit too many', 'x'.repeat(subjectLimit + 1), 'too-long'],
    ['none', undefined, 'required'],
    ['nothing', '', 'required'],
    ['space and line breaks alone', ' \r\n\u2028', 'required'],
    ['a variable', 'Dear {{name}}', 'open-variable'],
    ['half of one', 'Dear }}', 'open-variable'],
    ['null', null, 'not-text'],
    ['a list', ['a'], 'not-text'],
  ];
  for (const [what, subject, reason] of table)
    it(`${reason ?? 'well'}: ${what}`, () => assert.equal(subjectProblem(subject), reason));

  it('begins no other header: nothing that ends a line anywhere, and no sign of control, is in it', () => {
    for (const sign of ['\r', '\n', '\r\n', '\0', '\u0085', '\u2028', '\u2029', '\v', '\f', '\t', '\u001b', '\u007f', '\ud83d'])
      for (const subject of [`a${sign}Bcc: x@example.org`, `${sign}a`, `a${sign}`])
        assert.equal(subjectProblem(subject), 'not-a-line', JSON.stringify(subject));
    fc.assert(
      fc.property(anyText, (subject) => {
        if (subjectProblem(subject) === undefined) assert.match(subject, /^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u);
      }),
    );
  });
});

describe('the draft of a message', () => {
  const card = { channel: 'sms', to: { customerId: 'C1', field: 'mobile' }, customerId: 'C1', origin: 'card', text: 'a' };
  const mail = { ...card, channel: 'email', subject: 'b' };
  const own = { ...card, customerId: undefined, origin: 'interaction', interactionId: 'talk' };
  const cased = { ...own, origin: 'case', caseId: 'k' };
  const long = 'x'.repeat(1001);
  const nothing = 'channel not-a-choice, to not-a-reference, origin not-a-choice, text required';
  const table: readonly (readonly [string, unknown, string])[] = [
    ['one from a card', card, ''],
    ['an e-mail to a group', { ...mail, origin: 'group' }, ''],
    ['one from a conversation, to whoever it is with', { ...own, to: { interactionId: 'talk' } }, ''],
    ['one from a case, without customer and conversation', { ...cased, interactionId: undefined, campaignId: 'winter' }, ''],
    ['one to another customer than it is for', { ...card, customerId: 'C2' }, 'to another-customer'],
    ['one to an address as typed', { ...card, to: { raw: 'anything' } }, ''],
    ['everything at its longest', { ...card, templateId: 'x'.repeat(1000), reason: 'x'.repeat(1000) }, ''],
    ['what is empty', { ...card, caseId: '', campaignId: '', subject: '', templateId: '', reason: '' }, ''],
    ['what is not named', { ...card, state: 'sent', id: 7 }, ''],
    ['another channel', { ...card, channel: 'fax' }, 'channel not-a-choice'],
    ['another channel with a subject', { ...mail, channel: 'fax' }, 'channel not-a-choice'],
    ['another origin', { ...card, origin: 'toString' }, 'origin not-a-choice'],
    ...[
      undefined,
      null,
      7,
      'text',
      [],
      {},
      { raw: '' },
      { raw: 7 },
      { interactionId: '' },
      { customerId: 'C1' },
      { field: 'mobile' },
    ].map((to) => [`the reference ${JSON.stringify(to)}`, { ...card, to }, 'to not-a-reference'] as const),
    ['a reference and an address of its own', { ...card, to: { ...card.to, raw: '+4792000011' } }, 'to not-a-reference'],
    ['a field and a conversation', { ...card, to: { ...card.to, interactionId: 'talk' } }, 'to not-a-reference'],
    ['a field of nobody, and an address', { ...card, to: { raw: 'a', field: 'mobile' } }, 'to not-a-reference'],
    ['a card of nobody', { ...card, customerId: undefined }, 'customerId required'],
    ['a group of nobody', { ...card, origin: 'group', customerId: '' }, 'customerId required'],
    ['no conversation', { ...own, interactionId: '' }, 'interactionId required'],
    ['no case', { ...cased, caseId: undefined }, 'caseId required'],
    ['a case of a card', { ...card, caseId: 'k' }, 'caseId not-allowed'],
    [
      'a case and a campaign of a conversation',
      { ...own, caseId: 7, campaignId: long },
      'caseId not-allowed, campaignId not-allowed',
    ],
    [
      'ids that are no texts',
      { ...cased, interactionId: 7, campaignId: 'a\0', templateId: '\ud83d' },
      'interactionId not-text, campaignId not-text, templateId not-text',
    ],
    ['ids that are too long', { ...cased, customerId: long, caseId: long }, 'customerId too-long, caseId too-long'],
    ['an SMS with a subject', { ...card, subject: 'b' }, 'subject not-allowed'],
    ['an e-mail without', { ...mail, subject: ' ' }, 'subject required'],
    ['an e-mail with two headers in one', { ...mail, subject: 'a\r\nBcc: x@example.org' }, 'subject not-a-line'],
    ['a reason that is too long', { ...card, reason: long }, 'reason too-long'],
    ['a reason that is none', { ...card, reason: 7 }, 'reason not-text'],
    ['half a sign in the reason', { ...card, reason: 'a\ud83d' }, 'reason not-text'],
    [
      'all of it, in the order of the draft',
      {
        reason: 7,
        templateId: 7,
        text: '{{a}}',
        subject: 'a\nb',
        campaignId: 7,
        caseId: '',
        origin: 'case',
        interactionId: 7,
        customerId: 7,
        to: 7,
        channel: 'email',
      },
      'to not-a-reference, customerId not-text, interactionId not-text, caseId required, campaignId not-text, subject not-a-line, text open-variable, templateId not-text, reason not-text',
    ],
    ...[undefined, null, 7, 'text', [], true, {}].map(
      (none) => [`${JSON.stringify(none)} instead of one`, none, nothing] as const,
    ),
  ];
  for (const [what, value, problems] of table)
    it(`${problems || 'well'}: ${what}`, () => assert.equal(said(messageProblems(value, rules)), problems));

  it('is looked at safely, whatever it is, and each field is named once', () => {
    const fields = [
      'channel',
      'to',
      'customerId',
      'interactionId',
      'origin',
      'caseId',
      'campaignId',
      'subject',
      'text',
      'templateId',
      'reason',
    ];
    const anyDraft = fc.record(Object.fromEntries(fields.map((field) => [field, fc.anything()])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), anyDraft), (value) => {
        const named = messageProblems(value, rules).map(({ field }) => field);
        assert.deepEqual(
          named,
          fields.filter((field) => named.includes(field)),
        );
      }),
    );
    for (const text of hostile) messageProblems({ ...mail, customerId: text, to: { raw: text }, subject: text, text }, rules);
  });
});
