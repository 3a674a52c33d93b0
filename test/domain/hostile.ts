import fc from 'fast-check';

/** Texts that must be shown, kept or refused, and never break anything. */
export const hostile: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  'x\ud83d',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u202eevil\u202c',
  '\u2066x',
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035aalgo',
  '\ufeff',
  '%00%ff%',
  '%E0%A4%A',
  '=cmd|calc!A1',
  '${7*7}',
  '{{7*7}}',
  "'; drop table customers; --",
  '+',
  '+'.repeat(300),
  '0'.repeat(300),
  '('.repeat(300),
  ';'.repeat(300),
  '@'.repeat(300),
  'sip:',
  'sip:@',
  'tel:',
  '<>',
  '<<<>>>',
  '..',
  '+47..+47',
  'a@b',
  '\r\nBcc: x@example.org',
  'İı',
  'ﷺ'.repeat(50),
  '👩‍👩‍👧‍👦',
  '\u{10ffff}',
];

/** The same with a text of 1 MiB, for what must stay quick too. */
export const huge: readonly string[] = [
  'a'.repeat(2 ** 20),
  '9'.repeat(2 ** 20),
  'e\u0301'.repeat(2 ** 19),
  'a '.repeat(2 ** 19),
  '<'.repeat(2 ** 20),
];

/** Any text at all: also broken Unicode, and the hostile ones. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(...hostile),
);

/** Fixed, so that a failure today is a failure tomorrow. */
export const runs = { seed: 20260301, numRuns: 300 };
