import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import { phoneNumbers } from '../../src/domain/phone-numbers.js';
import { anyText, hostile, huge, runs } from './hostile.js';

const e164 = (raw: string, home = 'NO') => phoneNumbers.read(raw, home)?.e164;

/** Home region → the number as it is, and how it is written there and elsewhere. As people of the country write it, and as address books and telephone systems elsewhere do. */
const world: readonly { home: string; is: string; national: readonly string[]; anywhere: readonly string[] }[] = [
  {
    home: 'NO',
    is: '+4790012345',
    national: ['900 12 345', '90 01 23 45', '90012345', '(0)90012345'],
    anywhere: ['+47 900 12 345', '0047 90 01 23 45', '(+47) 900 12 345', '+47 (0) 900 12 345'],
  },
  {
    home: 'NO',
    is: '+4722334455',
    national: ['22 33 44 55', '22.33.44.55', '22-33-44-55'],
    anywhere: ['+47 22 33 44 55', '+47/22/33/44/55'],
  },
  { home: 'NO', is: '+4702800', national: ['02800', '028 00'], anywhere: ['+47 02800'] },
  { home: 'NO', is: '+4781522040', national: ['815 22 040'], anywhere: ['+4781522040'] },
  {
    home: 'SE',
    is: '+46701234567',
    national: ['070-123 45 67', '0701234567', '070/1234567'],
    anywhere: ['+46 70 123 45 67', '+46 (0)70-123 45 67', '0046-70-1234567', '+46 070 123 45 67'],
  },
  { home: 'SE', is: '+468123456', national: ['08-12 34 56', '08123456'], anywhere: ['+46 8 12 34 56', '+46 (0)8 12 34 56'] },
  { home: 'SE', is: '+46313454567', national: ['031-345 45 67'], anywhere: ['+46 31 345 45 67'] },
  {
    home: 'NL',
    is: '+31612345678',
    national: ['06-12345678', '06 12 34 56 78'],
    anywhere: ['+31 6 12345678', '0031612345678', '+31 (0)6 1234 5678', '+31 06 12345678'],
  },
  { home: 'NL', is: '+31201234567', national: ['020-1234567', '(020) 123 45 67'], anywhere: ['+31 (0)20 123 4567'] },
  {
    home: 'FR',
    is: '+33612345678',
    national: ['06 12 34 56 78', '06.12.34.56.78', '0612345678'],
    anywhere: ['+33 6 12 34 56 78', '+33 (0)6 12 34 56 78', '0033 6 12 34 56 78', '+33 06 12 34 56 78'],
  },
  { home: 'FR', is: '+33142681234', national: ['01 42 68 12 34'], anywhere: ['+33 (0)1 42 68 12 34'] },
  {
    home: 'PL',
    is: '+48601234567',
    national: ['601 234 567', '601-234-567', '0 601 234 567'],
    anywhere: ['+48 601 234 567', '0048601234567'],
  },
  {
    home: 'PL',
    is: '+48221234567',
    national: ['22 123 45 67', '(22) 123-45-67', '022 123 45 67', '(0-22) 123 45 67'],
    anywhere: ['+48 22 123 45 67', '+48 (0) 22 123 45 67', '+48 022 123 45 67'],
  },
  { home: 'DK', is: '+4532123456', national: ['32 12 34 56', '32123456'], anywhere: ['+45 32 12 34 56', '+45 (0)32123456'] },
  {
    home: 'FI',
    is: '+358401234567',
    national: ['040 1234567', '040-123 4567'],
    anywhere: ['+358 40 1234567', '+358 (0)40 1234567'],
  },
  { home: 'IS', is: '+3546111234', national: ['611 1234', '611-1234'], anywhere: ['+354 611 1234'] },
  {
    home: 'DE',
    is: '+4915123456789',
    national: ['0151 23456789', '0151/23456789', '4915123456789'],
    anywhere: ['+49 151 23456789', '+49 (0)151 23456789', '0049 (0) 151 / 23 45 67 89'],
  },
  { home: 'DE', is: '+493023125012', national: ['030 23125012', '(030) 23125-012'], anywhere: ['+49 (0)30/23125-012'] },
  {
    home: 'AT',
    is: '+436641234567',
    national: ['0664 1234567', '0664/1234567'],
    anywhere: ['+43 664 1234567', '+43 (0)664 1234567'],
  },
  { home: 'CH', is: '+41781234567', national: ['078 123 45 67'], anywhere: ['+41 78 123 45 67', '+41 (0)78 123 45 67'] },
  {
    home: 'GB',
    is: '+447400123456',
    national: ['07400 123456', '07400123456'],
    anywhere: ['+44 7400 123456', '+44 (0)7400 123456', '0044 7400 123456'],
  },
  { home: 'GB', is: '+442079460958', national: ['020 7946 0958', '(020) 7946-0958'], anywhere: ['+44 (0)20 7946 0958'] },
  { home: 'IE', is: '+353850123456', national: ['085 012 3456'], anywhere: ['+353 85 012 3456', '+353 (0)85 012 3456'] },
  {
    home: 'IT',
    is: '+390669812345',
    national: ['06 69812345', '06/69812345'],
    anywhere: ['+39 06 6981 2345', '+39 (0)6 6981 2345', '0039 06 69812345'],
  },
  {
    home: 'IT',
    is: '+390212345678',
    national: ['02 12345678', '02/12345678'],
    anywhere: ['+39 02 12345678', '+39 (0)2 12345678'],
  },
  {
    home: 'IT',
    is: '+393471234567',
    national: ['347 1234567', '347/1234567'],
    anywhere: ['+39 347 123 4567', '+39 (0)347 1234567'],
  },
  {
    home: 'ES',
    is: '+34612345678',
    national: ['612 34 56 78', '612345678'],
    anywhere: ['+34 612 345 678', '+34 (0) 612 345 678'],
  },
  { home: 'PT', is: '+351912345678', national: ['912 345 678'], anywhere: ['+351 912 345 678'] },
  {
    home: 'BE',
    is: '+32470123456',
    national: ['0470 12 34 56', '0470/12.34.56'],
    anywhere: ['+32 470 12 34 56', '+32 (0)470 12 34 56'],
  },
  { home: 'CZ', is: '+420601123456', national: ['601 123 456'], anywhere: ['+420 601 123 456', '00420601123456'] },
  { home: 'EE', is: '+37251234567', national: ['5123 4567'], anywhere: ['+372 5123 4567'] },
  { home: 'LT', is: '+37061234567', national: ['8 612 34567'], anywhere: ['+370 612 34567'] },
  { home: 'HU', is: '+36201234567', national: ['06 20 123 4567'], anywhere: ['+36 20 123 4567'] },
  { home: 'RU', is: '+74951234567', national: ['8 (495) 123-45-67'], anywhere: ['+7 495 123-45-67'] },
  { home: 'UA', is: '+380501234567', national: ['050 123 4567'], anywhere: ['+380 50 123 4567'] },
  { home: 'TR', is: '+905012345678', national: ['0501 234 56 78'], anywhere: ['+90 501 234 56 78'] },
  { home: 'GR', is: '+306912345678', national: ['691 234 5678'], anywhere: ['+30 691 234 5678'] },
  { home: 'IL', is: '+972502345678', national: ['050-234-5678'], anywhere: ['+972 50-234-5678', '+972 (0)50-234-5678'] },
  {
    home: 'US',
    is: '+14155552671',
    national: ['(415) 555-2671', '415-555-2671', '415.555.2671', '1-415-555-2671', '14155552671'],
    anywhere: ['+1 (415)-555-2671', '+14155552671', '001 415 555 2671'],
  },
  { home: 'CA', is: '+16135550123', national: ['(613) 555-0123'], anywhere: ['+1 613 555 0123'] },
  { home: 'IN', is: '+918123456789', national: ['081234 56789', '8123456789'], anywhere: ['+91 81234 56789'] },
  { home: 'JP', is: '+819012345678', national: ['090-1234-5678'], anywhere: ['+81 90-1234-5678'] },
  { home: 'AU', is: '+61412345678', national: ['0412 345 678'], anywhere: ['+61 412 345 678', '+61 (0)412 345 678'] },
  { home: 'NZ', is: '+64211234567', national: ['021 123 4567'], anywhere: ['+64 21 123 4567'] },
  { home: 'ZA', is: '+27711234567', national: ['071 123 4567'], anywhere: ['+27 71 123 4567'] },
  {
    home: 'EG',
    is: '+201001234567',
    national: ['0100 123 4567', '٠١٠٠١٢٣٤٥٦٧'],
    anywhere: ['+20 100 123 4567', '+٢٠١٠٠١٢٣٤٥٦٧'],
  },
  {
    home: 'BR',
    is: '+5511961234567',
    national: ['(11) 96123-4567', '011 96123-4567'],
    anywhere: ['+55 11 96123-4567', '+55 (11) 96123-4567'],
  },
  { home: 'AR', is: '+5491123456789', national: ['011 15-2345-6789'], anywhere: ['+54 9 11 2345-6789', '+54 11 15 2345 6789'] },
  {
    home: 'MX',
    is: '+522221234567',
    national: ['222 123 4567', '044 222 123 4567', '045 222 123 4567', '01 222 123 4567'],
    anywhere: ['+52 222 123 4567', '+52 1 222 123 4567', '00 52 1 222 123 4567'],
  },
];

describe('reading a number', () => {
  for (const { home, is, national, anywhere } of world) {
    describe(`that is ${is}`, () => {
      for (const raw of [...national, ...anywhere])
        it(`knows it at home in ${home} by ${raw}`, () => assert.equal(e164(raw, home), is));
      for (const raw of anywhere)
        it(`knows it abroad by ${raw}`, () => {
          for (const region of ['NO', 'SE', 'NL', 'FR', 'PL', 'DE', 'IT']) assert.equal(e164(raw, region), is, region);
        });
    });
  }

  it('covers the five seed countries and a good deal of the world', () => {
    const homes = new Set(world.map(({ home }) => home));
    for (const home of ['NO', 'SE', 'NL', 'FR', 'PL']) assert.ok(homes.has(home));
    assert.ok(homes.size >= 25);
  });
});

describe('reading one number in odd clothes', () => {
  const spellings = [
    '+47\u00a0900\u00a012\u00a0345',
    '+47\u2009900\u202f12\u2009345',
    '\u202a+47 900 12 345\u202c',
    '\u200e+4790012345\u200f',
    '\u2068+4790012345\u2069',
    '\ufeff90012345',
    '900\u00ad12\u00ad345',
    '+47\t900\t12\t345\n',
    '+４７９００１２３４５',
    '＋47 900 12 345',
    '٩٠٠١٢٣٤٥',
    '۹۰۰۱۲۳۴۵',
    '९००१२३४५',
    '๙๐๐๑๒๓๔๕',
    '𝟡𝟘𝟘𝟙𝟚𝟛𝟜𝟝',
    '+47–900–12–345',
    '+47\u2011900\u221212-345',
    '+47.900.12.345',
    '+47/900/12/345',
    '(+47)90012345',
    '(47) 90012345',
    '[+47] 900 12 345',
    '+ 47 900 12 345',
    '++4790012345',
    '+0047 90012345',
    '0047-900-12-345',
    '00 47 900 12 345',
    '011 47 900 12 345',
    '4790012345',
    '47 900 12 345',
    '+(47) 900 12 345',
    'tel:+47-900-12-345',
    'TEL: 900 12 345',
    'tel:+4790012345;phone-context=example.org',
    'tel:90012345;phone-context=+47',
    'callto:+4790012345',
    '+47 900 12 345.',
  ];
  for (const raw of spellings) it(`knows it by ${JSON.stringify(raw)}`, () => assert.equal(e164(raw), '+4790012345'));

  it('knows it in a country that dials abroad otherwise', () => {
    for (const home of ['US', 'AU', 'BR', 'JP', 'KR', 'ID', 'SE', 'FR']) {
      assert.equal(e164('0047 900 12 345', home), '+4790012345', home);
      assert.equal(e164('011 47 900 12 345', home), '+4790012345', home);
    }
  });

  it('reads a home region in small letters, and only international numbers where there is none', () => {
    assert.equal(e164('90012345', 'no'), '+4790012345');
    for (const region of ['', 'XX', '__proto__', 'constructor']) {
      assert.equal(e164('90012345', region), undefined);
      assert.equal(e164('+4790012345', region), '+4790012345');
      assert.equal(e164('0047 90012345', region), '+4790012345');
    }
  });
});

describe('reading an extension', () => {
  for (const raw of [
    'ext. 12',
    'ext 12',
    'x12',
    'X 12',
    '#12',
    ',12',
    ',,12#',
    ';ext=12',
    'extension 12',
    'int 12',
    'wew. 12',
    'wewn. 12',
    'w. 12',
    'ankn. 12',
    'anknytning 12',
    'toestel 12',
    'tst. 12',
    'poste 12',
    'linje 12',
  ])
    it(`finds it in ${raw}`, () => {
      const reading = phoneNumbers.read(`22 33 44 55 ${raw}`, 'NO');
      assert.equal(reading?.e164, '+4722334455');
      assert.equal(reading?.extension, '12');
      assert.ok(!reading?.display.includes('12'));
    });

  it('finds it after a tel: address', () =>
    assert.equal(phoneNumbers.read('tel:+47-22-33-44-55;ext=0123;foo=bar', 'SE')?.extension, '0123'));
  it('goes by the country that a tel: address names', () =>
    assert.equal(e164('tel:90012345;phone-context=+47', 'SE'), '+4790012345'));
  it('keeps it through a corrected number', () => assert.equal(phoneNumbers.read('+52 1 222 123 4567 x9', 'NO')?.extension, '9'));
  it('does not take a second number for one', () => {
    assert.equal(e164('22334455, 22334466'), undefined);
    assert.equal(e164('22334455; 22334466'), undefined);
  });
});

describe('reading what only looks like a number of another country', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['011 5551234', 'IT', '+390115551234'], // Turin, not the American way abroad
    ['46 123 45 67', 'SE', '+46461234567'], // Lund without its zero, not a country code
    ['46701234567', 'SE', '+46701234567'],
    ['46701234567', 'NO', '+46701234567'],
    ['4790012345', 'SE', '+4790012345'],
    ['4725551234', 'US', '+14725551234'], // North Carolina, not Norway
    ['393 4712345', 'IT', '+393934712345'], // a mobile of Italy, not its country code
    ['39 347 1234567', 'IT', '+393471234567'],
    ['5511961234567', 'BR', '+5511961234567'],
    ['55 99612 3456', 'BR', '+5555996123456'], // Santa Maria's area code is Brazil's country code
    ['919876543210', 'IN', '+919876543210'],
    ['9198765432', 'IN', '+919198765432'],
    ['011 5551234', 'US', undefined],
  ];
  for (const [raw, home, is] of cases) it(`takes ${raw} in ${home} for ${is}`, () => assert.equal(e164(raw, home), is));
});

describe('reading what is no number', () => {
  const none = [
    '',
    ' ',
    '-',
    '+',
    '0',
    '00',
    '+47',
    '112',
    '110',
    '911',
    '1',
    '123',
    '+47 5',
    '+999 123 456',
    '9e7',
    '0x5f5e100',
    'abc',
    '90012345 Kari',
    'call 90012345',
    '*21*90012345#',
    '*90012345',
    '90012345 / 90012346',
    '90012345 eller 90012346',
    '+4790012345678',
    '900123456789012345',
    '900 12 34',
    '1-800-FLOWERS',
    '90012345\0',
    'NaN',
    'Infinity',
    '-90012345x',
    '+47 012345678',
  ];
  for (const raw of none) it(`refuses ${JSON.stringify(raw)}`, () => assert.equal(e164(raw), undefined));

  it('survives hostile texts and regions, quickly', () => {
    const before = performance.now();
    for (const raw of [...hostile, ...huge])
      for (const region of ['NO', raw]) assert.doesNotThrow(() => phoneNumbers.read(raw, region));
    assert.ok(performance.now() - before < 20_000);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('NO', 'US', 'IT', 'MX', ''), (raw, region) => void phoneNumbers.read(raw, region)),
      runs,
    );
  });
});

describe('telling a number that nobody has', () => {
  it('reads it, and says so', () => {
    assert.equal(phoneNumbers.read('12345', 'NO')?.unassigned, true);
    assert.equal(phoneNumbers.read('12345678', 'NO')?.unassigned, true);
    assert.ok(!('unassigned' in (phoneNumbers.read('90012345', 'NO') ?? {})));
    assert.ok(!('unassigned' in (phoneNumbers.read('02800', 'NO') ?? {})));
  });
});

describe('comparing numbers', () => {
  const key = (raw: string, home = 'NO') => phoneNumbers.read(raw, home)?.key;

  it('is by the E.164 form', () => {
    assert.equal(key('900 12 345'), '+4790012345');
    assert.equal(key('+47 900 12 345', 'BR'), '+4790012345');
  });

  describe('of Brazil', () => {
    it('has the ninth digit of mobiles or not', () => {
      for (const raw of ['+55 11 96123-4567', '+55 11 6123-4567', '(11) 6123-4567', '(11) 96123-4567'])
        assert.equal(key(raw, 'BR'), '+5511961234567', raw);
    });
    it('leaves the number that is dialled as it was', () => assert.equal(e164('+55 11 6123-4567'), '+551161234567'));
    it('gives fixed lines none', () => assert.equal(key('+55 11 2345-6789'), '+551123456789'));
  });

  describe('of Argentina', () => {
    it('has the 9 of mobiles or not', () => {
      for (const raw of ['+54 9 11 2345-6789', '+54 11 2345-6789', '011 15-2345-6789', '011 2345-6789'])
        assert.equal(key(raw, 'AR'), '+541123456789', raw);
    });
  });

  describe('of Mexico', () => {
    it('has the 1 of mobiles or not', () => {
      for (const raw of ['+52 1 222 123 4567', '+52 222 123 4567', '5212221234567', '222 123 4567', '044 222 123 4567'])
        assert.equal(key(raw, 'MX'), '+522221234567', raw);
    });
  });

  it('never takes parts, ends or near misses for the same', () => {
    const different = [
      '90012345',
      '90012346',
      '+4690012345',
      '+4590012345',
      '+479001234',
      '022 334 455',
      '22334455',
      '+46 22 33 44 55',
    ];
    const keys = different.map((raw) => key(raw)).filter((found) => found !== undefined);
    assert.equal(new Set(keys).size, keys.length - 1); // 022 334 455 is 22 33 44 55 behind an outside line's zero
  });

  it('never gives two valid numbers the same key, but for the three national rules', () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,13}$/);
    fc.assert(
      fc.property(digits, fc.nat({ max: 13 }), fc.nat({ max: 9 }), (number, at, digit) => {
        const one = phoneNumbers.read(`+${number}`, 'NO');
        const near = `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
        for (const other of [
          near,
          number.slice(0, -1),
          `${number}${digit}`,
          `${number.slice(0, at)}${digit}${number.slice(at)}`,
        ].map((text) => phoneNumbers.read(`+${text}`, 'NO'))) {
          if (!one || !other || one.unassigned || other.unassigned || one.e164 === other.e164 || /^\+5[45]/.test(one.e164))
            continue;
          assert.notEqual(one.key, other.key);
        }
      }),
      { ...runs, numRuns: 2000 },
    );
  });
});

describe('showing a number', () => {
  const shown: readonly [string, string, string][] = [
    ['+4790012345', 'NO', '90 01 23 45'],
    ['+4790012345', 'SE', '+47 90 01 23 45'],
    ['+46701234567', 'SE', '070-123 45 67'],
    ['+46701234567', 'NO', '+46 70 123 45 67'],
    ['+33612345678', 'FR', '06 12 34 56 78'],
    ['+31612345678', 'NL', '06 12345678'],
    ['+48601234567', 'PL', '601 234 567'],
    ['+390669812345', 'IT', '06 6981 2345'],
    ['+16135550123', 'US', '(613) 555-0123'],
    ['+80012345678', 'NO', '+800 1234 5678'],
    ['+4790012345', '', '+47 90 01 23 45'],
  ];
  for (const [raw, home, display] of shown)
    it(`shows ${raw} at home in ${home || 'nowhere'} as ${display}`, () =>
      assert.equal(phoneNumbers.read(raw, home)?.display, display));

  it('says the country, where the number tells', () => {
    assert.equal(phoneNumbers.read('+4790012345', 'SE')?.region, 'NO');
    assert.ok(!('region' in (phoneNumbers.read('+80012345678', 'NO') ?? {})));
  });
});

describe('reading back every country’s example', () => {
  const numbers = getCountries().flatMap((country) => {
    const example = getExampleNumber(country, examples as unknown as Parameters<typeof getExampleNumber>[1]);
    return example ? [{ country, example }] : [];
  });

  it('has them all', () => assert.ok(numbers.length >= 240));

  it('finds the same number in each of its usual spellings', () => {
    for (const { country, example } of numbers) {
      const { number: is, countryCallingCode: code, nationalNumber } = example;
      const international = example.formatInternational();
      const national = example.formatNational();
      const home = [national, national.replace(/\D/g, ''), phoneNumbers.read(is, country)?.display ?? ''];
      const anywhere = [
        is,
        international,
        `(+${code}) ${nationalNumber}`,
        `00${is.slice(1)}`,
        `00 ${international.slice(1)}`,
        `tel:${is}`,
        `\u202a${international}\u202c`,
        example.getURI(),
        ...['-', '.', '/', '\u00a0', '\u2009', '–'].map((between) => international.replace(/ /g, between)),
      ];
      // from Colombia 00 is followed by the digit of a carrier
      const here = country === 'CO' ? anywhere.filter((raw) => !raw.startsWith('00')) : anywhere;
      for (const raw of [...home, ...here]) assert.equal(e164(raw, country), is, `${raw} in ${country}`);
      for (const region of ['NO', 'US']) assert.equal(e164(`011${is.slice(1)}`, region), is, `011 in ${region}`);
      for (const raw of anywhere)
        for (const region of ['NO', 'IT', 'US']) assert.equal(e164(raw, region), is, `${raw} in ${region}`);
      for (const raw of ['ext. 7', 'x7', '#7', ',7', ';ext=7'])
        assert.equal(phoneNumbers.read(`${international} ${raw}`, 'NO')?.extension, '7', `${country} ${raw}`);
    }
  });

  it('finds it again behind a trunk zero for callers at home, also where there is none', () => {
    // Ascension's and Italy's numbers are other valid ones with a zero in front: those stay what they say
    for (const { country, example } of numbers.filter((each) => !['AC', 'IT', 'VA'].includes(each.country)))
      assert.equal(e164(`+${example.countryCallingCode} (0)${example.nationalNumber}`, country), example.number, country);
  });

  it('finds it without the plus, unless that is a number at home', () => {
    for (const { country, example } of numbers) {
      const bare = example.number.slice(1);
      const found = phoneNumbers.read(bare, 'NO');
      assert.ok(found?.e164 === example.number || found?.e164 === `+47${bare}`, `${country} ${bare} ${found?.e164}`);
    }
  });

  it('shows it so that it can be read again, at home and abroad', () => {
    for (const { country, example } of numbers)
      for (const home of [country, 'NO', 'US'])
        assert.equal(e164(phoneNumbers.read(example.number, home)?.display ?? '', home), example.number, `${country} in ${home}`);
  });
});
