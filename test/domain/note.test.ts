import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareNotes, isPinned, noteProblems, noteTextProblem } from '../../src/domain/note.js';
import { anyText, hostile, huge } from './hostile.js';

const rules = { noteLimit: 10 };
const said = (problems: readonly { field: string; reason: string }[]) =>
  problems.map(({ field, reason }) => `${field} ${reason}`).join(', ');

describe('the text of a note', () => {
  const table: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a plain one', 'a', undefined],
    ['lines, and space around', ' a\r\n\t', undefined],
    ['as long as it may be', '0123456789', undefined],
    ['emoji, counted in units', '👩👩👩👩👩', undefined],
    ['signs of control that stores keep', '\u0001\u001b\ufeff', undefined],
    ['nothing', '', 'required'],
    ['none', undefined, 'required'],
    ['space', ' \n\u00a0\u3000', 'required'],
    ['a long blank', ' '.repeat(11), 'required'],
    ['one unit too many', '01234567890', 'too-long'],
    ['an emoji too many', '👩👩👩👩👩👩', 'too-long'],
    ['NUL', 'a\0', 'not-text'],
    ['NUL alone', '\0', 'not-text'],
    ['half a sign', 'a\ud83d', 'not-text'],
    ['the other half', '\ude00', 'not-text'],
    ['the wrong way round', '\ude00\ud83d', 'not-text'],
    ['null', null, 'not-text'],
    ['a number', 7, 'not-text'],
    ['an object', { toString: () => 'a' }, 'not-text'],
  ];
  for (const [what, text, reason] of table)
    it(`${reason ?? 'well'}: ${what}`, () => assert.equal(noteTextProblem(text, rules), reason));

  it('is well where it is short enough, can be seen, and is made of whole signs', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, noteLimit) => {
        const whole = !text.includes('\0') && Buffer.from(text).toString() === text;
        const well = text.trim() !== '' && text.length <= noteLimit && whole;
        assert.equal(noteTextProblem(text, { noteLimit }) === undefined, well);
      }),
    );
  });

  it('is read quickly however long it is', () => {
    for (const text of huge) assert.equal(noteTextProblem(text, { noteLimit: text.length }), undefined);
  });
});

describe('the draft of a note', () => {
  const about = { customerId: 'C1', text: 'a' };
  const table: readonly (readonly [string, unknown, string])[] = [
    ['a plain one', about, ''],
    ['one of a conversation', { ...about, interactionId: 'talk' }, ''],
    ['one of no conversation', { ...about, interactionId: undefined }, ''],
    ['the longest id of a conversation', { ...about, interactionId: 'x'.repeat(1000) }, ''],
    ['what is not named', { ...about, pin: 7 }, ''],
    ['no customer', { text: 'a' }, 'customerId required'],
    ['an empty customer', { ...about, customerId: '' }, 'customerId required'],
    ['a number for a customer', { ...about, customerId: 7 }, 'customerId required'],
    ['a number for a conversation', { ...about, interactionId: 7 }, 'interactionId not-text'],
    ['null for a conversation', { ...about, interactionId: null }, 'interactionId not-text'],
    ['NUL in a conversation', { ...about, interactionId: 'a\0' }, 'interactionId not-text'],
    ['half a sign in a conversation', { ...about, interactionId: 'a\ud83d' }, 'interactionId not-text'],
    ['a long conversation', { ...about, interactionId: 'x'.repeat(1001) }, 'interactionId too-long'],
    [
      'all of it, in the order of the draft',
      { interactionId: 7, text: '0123456789!', customerId: '' },
      'customerId required, text too-long, interactionId not-text',
    ],
    ...[undefined, null, 7, 'text', [], true, {}].map(
      (nothing) => [`${JSON.stringify(nothing)} instead of one`, nothing, 'customerId required, text required'] as const,
    ),
  ];
  for (const [what, value, problems] of table)
    it(`${problems || 'well'}: ${what}`, () => assert.equal(said(noteProblems(value, rules)), problems));

  it('is looked at safely, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const { field, reason } of noteProblems(value, rules)) assert.ok(field && reason);
      }),
    );
    for (const text of hostile) noteProblems({ customerId: text, text, interactionId: text }, rules);
  });
});

describe('a pin', () => {
  const now = '2026-03-10T12:00:00.000Z';
  const table = [
    ['none', undefined, false],
    ['one without an end', {}, true],
    ['one until later', { untilAt: '2026-03-10T12:00:00.001Z' }, true],
    ['one until now', { untilAt: now }, false],
    ['one until before', { untilAt: '2026-03-10T11:59:59Z' }, false],
    ['one until later, in another zone', { untilAt: '2026-03-10T07:00-05:30' }, true],
    ['one until now, in another zone', { untilAt: '2026-03-10T17:30+05:30' }, false],
  ] as const;
  for (const [what, pin, pinned] of table)
    it(`${pinned ? 'counts' : 'does not count'}: ${what}`, () => assert.equal(isPinned({ pin }, now), pinned));
});

describe('the order of notes', () => {
  const note = fc.record({
    id: fc.string({ maxLength: 3 }),
    createdAt: fc.constantFrom(
      '2026-03-10T12:00:00.000Z',
      '2026-03-10T13:00:00+01:00',
      '2026-03-10T12:00:00.001Z',
      '2025-12-31T23:59Z',
    ),
  });

  it('is newest first, of one instant by id, however the instant is written', () => {
    const [late, early] = [
      { id: 'b', createdAt: '2026-03-10T12:00:01Z' },
      { id: 'a', createdAt: '2026-03-10T12:00:00Z' },
    ];
    const same = { id: 'c', createdAt: '2026-03-10T13:00:01+01:00' };
    assert.deepEqual([early, same, late].sort(compareNotes), [late, same, early]);
  });

  it('is one order: the same whatever it begins with', () => {
    fc.assert(
      fc.property(note, note, note, (a, b, c) => {
        assert.equal(Math.sign(compareNotes(a, b)), 0 - Math.sign(compareNotes(b, a)));
        if (compareNotes(a, b) <= 0 && compareNotes(b, c) <= 0) assert.ok(compareNotes(a, c) <= 0);
        assert.equal(compareNotes(a, b) === 0, a.id === b.id && Date.parse(a.createdAt) === Date.parse(b.createdAt));
      }),
    );
  });
});
