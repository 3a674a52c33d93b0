import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AddressOptions } from '../../src/domain/address.js';
import { addressKey, fieldAddresses, isSearchable, readAddress } from '../../src/domain/address.js';
import { anyText, hostile, huge, runs } from './hostile.js';
import { customer, fields, norway } from './people.js';

const read = (raw: string, options: Partial<AddressOptions> = {}) =>
  readAddress(raw, { ...norway, extensionDigits: 5, ...options });

describe('reading an address', () => {
  describe('of a number', () => {
    const numbers: readonly [string, string][] = [
      ['90012345', '+4790012345'],
      ['tel:+47-900-12-345', '+4790012345'],
      ['Tel: 900 12 345', '+4790012345'],
      ['sip:+4790012345@host.example;user=phone', '+4790012345'],
      ['sips:90012345@10.0.0.1:5061', '+4790012345'],
      ['SIP:%2B4790012345@host', '+4790012345'],
      ['"Ada Lovelace" <sip:+4790012345@host>;tag=abc', '+4790012345'],
      ['<tel:+4790012345>', '+4790012345'],
      ['sip:+4790012345', '+4790012345'],
      ['02800', '+4702800'],
      ['+46 70 123 45 67', '+46701234567'],
      ['\u202a+47 900 12 345\u202c', '+4790012345'],
    ];
    for (const [raw, e164] of numbers)
      it(`finds ${e164} in ${JSON.stringify(raw)}`, () => {
        const reading = read(raw);
        assert.equal(reading.kind, 'phone');
        assert.equal(reading.kind === 'phone' && reading.e164, e164);
        assert.equal(reading.raw, raw);
      });

    it('has what people read, and what is compared where it differs', () => {
      assert.deepEqual(read('+4790012345'), { kind: 'phone', raw: '+4790012345', e164: '+4790012345', display: '90 01 23 45' });
      const rio = read('+55 11 6123-4567 x12');
      assert.ok(rio.kind === 'phone' && rio.key === '+5511961234567' && rio.e164 === '+551161234567' && rio.extension === '12');
    });
  });

  describe('of an e-mail', () => {
    for (const raw of ['Ada@Example.org', 'mailto:ada@example.org?subject=x', '"Ada" <ada@example.org>', ' ada@example.org '])
      it(`finds it in ${raw}`, () => assert.deepEqual(read(raw), { kind: 'email', raw, email: 'ada@example.org' }));
    it('takes anonymous for a name where it may be one', () => assert.equal(read('anonymous@example.org').kind, 'email'));
  });

  describe('of a caller who hides the number', () => {
    const hidden = [
      '',
      ' ',
      '\u200e',
      'anonymous',
      'Anonymous',
      'ANONYMOUS CALLER',
      'Restricted',
      'private',
      'Private Number',
      'unknown',
      'Unknown caller',
      'UNAVAILABLE',
      'withheld',
      'Number withheld',
      'blocked',
      'Not available',
      'No Caller ID',
      'no number',
      'Hidden number',
      'Caller ID blocked',
      'Out of area',
      'number_unavailable',
      'Skjult nummer',
      'hemmelig nummer',
      'Ukjent',
      'Anonym',
      'Utilgjengelig',
      'Dolt nummer',
      'Hemligt nummer',
      'Okänt nummer',
      'Skyddat nummer',
      'Ej tillgänglig',
      'Anoniem',
      'Verborgen nummer',
      'Privénummer',
      'Onbekend nummer',
      'Afgeschermd',
      'Niet beschikbaar',
      'Numéro masqué',
      'Appel masqué',
      'Inconnu',
      'Numéro privé',
      'Appelant inconnu',
      'Indisponible',
      'Numer zastrzeżony',
      'Zastrzeżony',
      'Ukryty numer',
      'Nieznany',
      'Numer prywatny',
      'Brak numeru',
      '+266696687',
      '266696687',
      '00266696687',
      'sip:anonymous@anonymous.invalid',
      'sip:anonymous@10.0.0.1',
      '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
      'anonymous@anonymous.invalid',
      'sip:unavailable@unknown.invalid',
      'tel:',
      'sip:@host',
    ];
    for (const raw of hidden) it(`knows ${JSON.stringify(raw)}`, () => assert.deepEqual(read(raw), { kind: 'withheld', raw }));
    it('does not take everybody for one', () => {
      for (const raw of [
        'Private Bank AS',
        'Bank Private',
        'Number One',
        'number',
        'caller',
        'Anonymous Alcoholics',
        'unknown@example.org',
        '+2666966870',
      ])
        assert.notEqual(read(raw).kind, 'withheld', raw);
    });
  });

  describe('of the house itself', () => {
    const ownNumbers = [
      '22 33 44 00',
      '+4790012345',
      '+4755000000..+4755000099',
      'rubbish',
      '+4766..',
      '..',
      '+47550000..+4755000099',
      '',
    ];
    for (const raw of ['22334400', '+4722334400', '0047 22 33 44 00', '900 12 345', '+4755000000', '55 00 00 50', '+4755000099'])
      it(`knows ${raw}`, () => assert.equal(read(raw, { ownNumbers }).kind, 'own'));
    for (const raw of ['22334401', '+4755000100', '+4754999999', '+46755000050', '66000000'])
      it(`does not take ${raw} for it`, () => assert.equal(read(raw, { ownNumbers }).kind, 'phone'));
    it('takes a range for numbers of one length', () => {
      for (const [range, raw] of [
        ['+49301234567..+49301234599', '+493012345701'],
        ['+4930123456..+49301234599', '+49301234570'],
        ['+49301234567..+493012345999', '+49301234570'],
      ] as const)
        assert.equal(read(raw, { ownNumbers: [range] }).kind, 'phone', range);
      assert.equal(read('+49301234570', { ownNumbers: ['+49301234567..+49301234599'] }).kind, 'own');
    });
    it('knows a mobile of Brazil by both spellings', () =>
      assert.equal(read('+551161234567', { ownNumbers: ['+5511961234567'] }).kind, 'own'));
  });

  describe('of a colleague', () => {
    for (const raw of ['1001', '12345', '0', '115', 'sip:1001@pbx.example', 'tel:204'])
      it(`knows ${raw}`, () => assert.equal(read(raw).kind, 'internal'));
    it('says the digits', () =>
      assert.deepEqual(read('sip:1001@pbx'), { kind: 'internal', raw: 'sip:1001@pbx', digits: '1001' }));
    it('takes a short number that exists for what it is', () => assert.equal(read('02800').kind, 'phone'));
    it('goes by the length that the house has set', () => {
      assert.equal(read('123456').kind, 'unreadable');
      assert.equal(read('123456', { extensionDigits: 6 }).kind, 'internal');
      assert.equal(read('1001', { extensionDigits: 0 }).kind, 'unreadable');
      assert.equal(read('1001', { extensionDigits: undefined }).kind, 'unreadable');
    });
  });

  describe('that is none', () => {
    for (const raw of [
      'Telenor',
      'sip:alice@example.org',
      'http://example.org',
      '*21#',
      '+',
      '---',
      'javascript:alert(1)',
      '1'.repeat(2000),
      'a@b@c',
    ])
      it(`leaves ${JSON.stringify(raw.slice(0, 30))} unread`, () => assert.deepEqual(read(raw), { kind: 'unreadable', raw }));
  });

  it('keeps what came in, of everything, and never throws', () => {
    for (const raw of [...hostile, ...huge]) assert.equal(read(raw, { ownNumbers: hostile }).raw, raw);
    fc.assert(
      fc.property(anyText, (raw) => read(raw).raw === raw),
      runs,
    );
  });

  it('reads what it has read the same again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^\+?[1-9]\d{6,12}$/), fc.emailAddress()), (raw) => {
        const reading = read(raw);
        if (reading.kind === 'phone') assert.equal(addressKey(read(reading.e164)), addressKey(reading));
        if (reading.kind === 'email') assert.equal(addressKey(read(reading.email)), addressKey(reading));
      }),
      runs,
    );
  });
});

describe('taking the key of an address', () => {
  it('is the number or the e-mail, and what kind it is', () => {
    assert.equal(addressKey(read('900 12 345')), 'phone:+4790012345');
    assert.equal(addressKey(read('+55 11 6123-4567')), 'phone:+5511961234567');
    assert.equal(addressKey(read('Ada@example.org')), 'email:ada@example.org');
  });
  it('is nothing where there is nothing to search', () => {
    for (const raw of ['', '1001', 'Telenor']) {
      assert.equal(addressKey(read(raw)), undefined);
      assert.ok(!isSearchable(read(raw)));
    }
    assert.equal(addressKey(read('90012345', { ownNumbers: ['90012345'] })), undefined);
    assert.ok(isSearchable(read('90012345')) && isSearchable(read('a@example.org')));
  });
});

describe('reading the addresses of a customer’s field', () => {
  const of = (name: string, value: string) =>
    fieldAddresses(
      customer({ [name]: value }),
      fields.find((field) => field.name === name)!,
      norway,
    );
  it('finds each of several', () => {
    assert.deepEqual(of('mobile', '90012345; tel:+4722334455;ext=12; rubbish'), [
      { key: 'phone:+4790012345' },
      { key: 'phone:+4722334455', extension: '12' },
    ]);
    assert.deepEqual(of('email', 'A <a@example.org>, B@example.org'), [
      { key: 'email:a@example.org' },
      { key: 'email:b@example.org' },
    ]);
  });
  it('finds none in a field without a use, in one with an external id, or without a value', () => {
    assert.deepEqual(of('givenName', '90012345'), []);
    assert.deepEqual(of('membership', '90012345'), []);
    assert.deepEqual(of('mobile', ' '), []);
  });
});
