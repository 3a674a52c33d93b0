import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AddressRef } from '../../src/domain/address.js';
import type { Customer } from '../../src/domain/customer.js';
import type { Interaction } from '../../src/domain/interaction.js';
import { messageProblems } from '../../src/domain/message.js';
import { recipients, refKey } from '../../src/domain/recipient.js';
import { anyText, hostile } from './hostile.js';
import { customer, fields, norway } from './people.js';

const call = (more: Partial<Interaction> = {}): Interaction => ({
  id: 'talk',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  startedAt: '2026-03-10T12:00:00.000Z',
  from: '+4792233445',
  ...more,
});
const reader = { ...norway, ownNumbers: ['+4722334400'], extensionDigits: 4 };
const of = (channel: 'sms' | 'email', whom?: Customer, interaction?: Interaction) =>
  recipients(channel, { fields, ...(whom && { customer: whom }), ...(interaction && { interaction }) }, reader);
/** `field text`, with `!` behind the preferred one and `•` before a concealed one. */
const said = (
  channel: 'sms' | 'email',
  values?: Record<string, string>,
  interaction?: Interaction,
  concealed: readonly string[] = [],
) =>
  of(channel, values && customer(values, { concealed }), interaction).map(
    ({ field, text, concealed: hidden, preferred }) =>
      `${hidden ? '•' : ''}${field?.name ?? 'conversation'} ${text}${preferred ? '!' : ''}`,
  );

describe('whom a message can go to', () => {
  const two = { phone: '22 34 56 78', mobile: '922 33 445' };
  const table: readonly (readonly [
    string,
    'sms' | 'email',
    Record<string, string> | undefined,
    Interaction | undefined,
    readonly string[],
  ])[] = [
    ['nobody', 'sms', undefined, undefined, []],
    ['a customer without a number', 'sms', { email: 'a@example.org', mobile: '  ' }, undefined, []],
    ['a customer with one number: that', 'sms', { phone: '22 34 56 78' }, undefined, ['phone 22 34 56 78!']],
    [
      'a customer with several: none before the others, in the order of the fields',
      'sms',
      two,
      undefined,
      ['mobile 922 33 445', 'phone 22 34 56 78'],
    ],
    [
      'a customer with a default number: that',
      'sms',
      { ...two, direct: '1' },
      undefined,
      ['mobile 922 33 445', 'phone 22 34 56 78', 'direct 1!'],
    ],
    [
      'a customer with several numbers in one field: the first',
      'sms',
      { mobile: '922 33 445; 22 34 56 78' },
      undefined,
      ['mobile 922 33 445!'],
    ],
    [
      'a customer with several addresses in one field: the first',
      'email',
      { email: ' a@example.org, b@example.org' },
      undefined,
      ['email a@example.org!'],
    ],
    ['an external id: never', 'sms', { membership: '92233445' }, undefined, []],
    ['the conversation with nobody known', 'sms', undefined, call(), ['conversation 92 23 34 45!']],
    [
      'the conversation with a customer without a number',
      'sms',
      { email: 'a@example.org' },
      call({ customerId: 'C000000001' }),
      ['conversation 92 23 34 45!'],
    ],
    ['a conversation with a number that a field has', 'sms', { mobile: '+47 922 33 445' }, call(), ['mobile +47 922 33 445!']],
    [
      'a conversation with another number: after the fields, and none before the others',
      'sms',
      { mobile: '22 34 56 78' },
      call({ customerId: 'C000000001' }),
      ['mobile 22 34 56 78', 'conversation 92 23 34 45'],
    ],
    ['a conversation that somebody else has: not theirs', 'sms', { mobile: '22345678' }, call(), ['mobile 22345678!']],
    ['a conversation that is assigned to somebody else', 'sms', {}, call({ customerId: 'C2' }), []],
    [
      'a conversation beside a default number: that',
      'sms',
      { direct: '22 34 56 78' },
      call({ customerId: 'C000000001' }),
      ['direct 22 34 56 78!', 'conversation 92 23 34 45'],
    ],
    [
      'a conversation that a second number of a field has',
      'sms',
      { mobile: '22 34 56 78; 922 33 445' },
      call(),
      ['mobile 22 34 56 78', 'conversation 92 23 34 45'],
    ],
    [
      'an outbound conversation: who was called',
      'sms',
      undefined,
      call({ direction: 'outbound', to: '22345678' }),
      ['conversation 22 34 56 78!'],
    ],
    ['a conversation whose host knows better', 'sms', undefined, call({ lookup: '22345678' }), ['conversation 22 34 56 78!']],
    ['a mail by SMS', 'sms', undefined, call({ channel: 'email', from: 'a@example.org' }), []],
    ['a call by mail', 'email', { email: 'a@example.org' }, call(), ['email a@example.org!']],
    [
      'a mail by mail, in other letters than the field’s',
      'email',
      { email: 'A@Example.org' },
      call({ channel: 'email', from: 'a@example.org' }),
      ['email A@Example.org!'],
    ],
    [
      'a chat with a mail address',
      'email',
      undefined,
      call({ channel: 'chat', from: ' a@example.org ' }),
      ['conversation a@example.org!'],
    ],
    ...['', 'anonymous', '1234', '+47 22 33 44 00', 'Posten', '\0'].map(
      (from) => [`a conversation with ${JSON.stringify(from)}: nobody`, 'sms', undefined, call({ from }), []] as const,
    ),
    [
      'a concealed conversation by SMS',
      'sms',
      undefined,
      call({ channel: 'sms', from: '•••••• 45' }),
      ['•conversation •••••• 45!'],
    ],
    ['a concealed conversation by another way', 'email', undefined, call({ from: '•••••• 45' }), []],
    ['a concealed chat: nobody knows what that is', 'sms', undefined, call({ channel: 'chat', from: '••••••' }), []],
  ];
  for (const [what, channel, values, interaction, expected] of table)
    it(`is found: ${what}`, () => assert.deepEqual(said(channel, values, interaction), expected));

  it('is written to though it is concealed', () => {
    const values = { secretPhone: '•••••• 45' };
    assert.deepEqual(said('sms', values, undefined, ['secretPhone']), ['•secretPhone •••••• 45!']);
    assert.deepEqual(said('sms', { ...values, mobile: '922 33 445' }, undefined, ['secretPhone']), [
      'mobile 922 33 445',
      '•secretPhone •••••• 45',
    ]);
    assert.deepEqual(of('sms', customer(values, { concealed: ['secretPhone'] }))[0]?.to, {
      customerId: 'C000000001',
      field: 'secretPhone',
    });
  });

  it('is one of two default numbers', () => {
    const both = ['a', 'b'].map((name) => ({ name, type: 'text', use: 'default-phone' }) as const);
    const found = recipients('sms', { customer: customer({ a: '92233445', b: '22345678' }), fields: both }, reader);
    assert.deepEqual(
      found.map(({ preferred }) => preferred),
      [true, undefined],
    );
  });

  it('is nobody by what every object has', () => {
    const odd = ['toString', '__proto__'].map((name) => ({ name, type: 'text', use: 'phone' }) as const);
    assert.deepEqual(recipients('sms', { customer: customer({}), fields: odd }, reader), []);
  });

  it('is found safely, at most one of them before the others, each with a reference that a draft may have', () => {
    const rules = { segmentLimit: 1, messageLimit: 10 };
    fc.assert(
      fc.property(
        anyText,
        anyText,
        anyText,
        fc.constantFrom('sms' as const, 'email' as const),
        (mobile, email, from, channel) => {
          const found = of(channel, customer({ mobile, phone: from, email }), call({ from }));
          assert.ok(found.filter(({ preferred }) => preferred).length <= 1);
          assert.equal(new Set(found.map(({ to }) => refKey(to))).size, found.length);
          for (const { to, text } of found) {
            assert.ok(text.trim() !== '');
            assert.ok(!messageProblems({ channel, to }, rules).some(({ field }) => field === 'to'));
          }
        },
      ),
    );
    for (const text of hostile) of('sms', customer({ mobile: text, email: text }), call({ from: text, lookup: text }));
  });
});

describe('the text that stands for a reference', () => {
  const part = fc.oneof(fc.constantFrom('raw', 'interaction', 'field', '","', 'a'), anyText);
  const anyRef: fc.Arbitrary<AddressRef> = fc.oneof(
    part.map((raw) => ({ raw })),
    part.map((interactionId) => ({ interactionId })),
    fc.tuple(part, part).map(([customerId, field]) => ({ customerId, field })),
  );

  it('is the same exactly for the same', () => {
    fc.assert(
      fc.property(anyRef, anyRef, (one, other) => {
        assert.equal(refKey(one) === refKey(other), JSON.stringify(one) === JSON.stringify(other));
        assert.equal(refKey(structuredClone(one)), refKey(one));
      }),
    );
  });

  it('is nobody of the conversation where it is for somebody whose record cannot be read', () => {
    const reach = (customerId?: string, interaction = call()) =>
      recipients('sms', { customerId, fields, interaction }, reader).length;
    assert.deepEqual(
      [reach(), reach('C1'), reach('C1', call({ customerId: 'C1' })), reach('C1', call({ customerId: 'C2' }))],
      [1, 0, 1, 0],
    );
  });
});
