import { same } from '../assert.js';
import type { Case, Section } from './case.js';
import { person } from './cast.js';

/** One number in the spellings that lines, files and people use; the first is E.164. */
const spellings: readonly { readonly home: string; readonly all: readonly string[] }[] = [
  {
    home: 'NO',
    all: [
      '+4722345678',
      '22345678',
      '22 34 56 78',
      '004722345678',
      '+47 22 34 56 78',
      '+47-22-34-56-78',
      '+47\u00a022\u00a034\u00a056\u00a078',
    ],
  },
  {
    home: 'GB',
    all: ['+442079460958', '020 7946 0958', '(020) 7946 0958', '+44 (0)20 7946 0958', '0044 20 7946 0958', '020/7946.0958'],
  },
  { home: 'SE', all: ['+46846500412', '08-465 004 12', '08-46500412', '+46 (0)8 465 004 12', '0046846500412', '08/465 004 12'] },
  { home: 'FR', all: ['+33199001234', '01 99 00 12 34', '01.99.00.12.34', '+33 (0)1 99 00 12 34', '0033199001234'] },
  {
    home: 'DE',
    all: ['+493023125012', '030 23125012', '030/23125012', '(030) 23125-012', '+49 (0)30 23125012', '00493023125012'],
  },
  { home: 'NL', all: ['+31201234567', '020 123 4567', '020-1234567', '+31 (0)20 1234567', '0031201234567'] },
  { home: 'PL', all: ['+48221234567', '22 123 45 67', '22-123-45-67', '+48 22 123 45 67', '0048221234567'] },
  { home: 'BR', all: ['+5511987654321', '(11) 98765-4321', '+55 11 98765-4321', '+55 11 8765-4321'] },
  { home: 'AR', all: ['+541123456789', '+5491123456789', '+54 9 11 2345-6789', '+54 11 2345-6789'] },
  { home: 'MX', all: ['+525512345678', '+5215512345678', '55 1234 5678', '+52 1 55 1234 5678'] },
];

function everySpelling({ home, all }: (typeof spellings)[number]): Case {
  return {
    name: `every spelling of one number finds the same customer at home in ${home}`,
    seed: { customers: all.map((phone, index) => person(`Spelling Number${index}`, { phone })), settings: { homeRegion: home } },
    async run({ backend, ids }) {
      for (const raw of all) {
        const result = await backend.customers.find({ raw });
        same(result.address.kind, 'phone', `the reading of ${raw}`);
        same(result.matches.length, ids.length, `the number of spellings found for ${raw}`);
      }
    },
  };
}

export const findPhones: Section = {
  name: 'customers.find, numbers',
  needs: ['customers.find', 'phones', 'settings'],
  cases: [
    ...spellings.map(everySpelling),
    {
      name: 'a number with an extension finds those who have the number, and the extension is said',
      seed: { customers: [person('Desk Phone', { phone: '+4722345678' })], settings: { homeRegion: 'NO' } },
      async run({ backend, id }) {
        const { address, matches } = await backend.customers.find({ raw: '+47 22 34 56 78 ext. 12' });
        same(
          matches.map((each) => each.customer.id),
          [id(0)],
          'what is found',
        );
        same((address as { extension?: string }).extension, '12', 'the extension');
      },
    },
    {
      name: 'a stored number with an extension is found by the number, and the reason says the extension',
      seed: { customers: [person('Desk Phone', { phone: '+47 22 34 56 78 ext. 12' })], settings: { homeRegion: 'NO' } },
      async run({ backend }) {
        const { matches } = await backend.customers.find({ raw: '22345678' });
        same(matches[0]?.why, [{ by: 'phone', field: 'phone', extension: '12' }], 'the reason');
      },
    },
    {
      name: 'a number is shown in its national form at home and in its international form abroad',
      seed: { settings: { homeRegion: 'NO' } },
      async run({ backend }) {
        const display = async (raw: string) =>
          ((await backend.customers.find({ raw })).address as { display?: string }).display ?? '';
        same((await display('+4722345678')).replace(/\D/g, ''), '22345678', 'the digits at home');
        same((await display('+46846500412')).replace(/[^+\d]/g, ''), '+46846500412', 'the digits abroad');
      },
    },
    {
      name: 'a national number is of the home region, not of another',
      seed: {
        customers: [person('In Norway', { phone: '+4722345678' }), person('In Poland', { phone: '+48223456789' })],
        settings: { homeRegion: 'PL' },
      },
      async run({ backend, id }) {
        const found = await backend.customers.find({ raw: '22 345 67 89' });
        same(
          found.matches.map((each) => each.customer.id),
          [id(1)],
          'what is found',
        );
        same(
          (await backend.customers.find({ raw: '22 34 56 78' })).matches.length,
          0,
          'the number of matches for a Norwegian number in Poland',
        );
      },
    },
    {
      name: 'an own number is recognised in every spelling',
      seed: { settings: { homeRegion: 'NO', ownNumbers: ['+47 21 00 00 00', '800 12 345'] } },
      async run({ backend }) {
        for (const raw of ['21000000', '+4721000000', '004721000000', '+47 800 12 345'])
          same((await backend.customers.find({ raw })).outcome, 'own', `the outcome for ${raw}`);
      },
    },
    {
      name: 'a short number that is valid at home is a number, not an extension',
      seed: { settings: { homeRegion: 'NO', extensionDigits: 5 } },
      async run({ backend }) {
        same((await backend.customers.find({ raw: '02800' })).outcome, 'none', 'the outcome of a five-digit number');
        same((await backend.customers.find({ raw: '1234' })).outcome, 'internal', 'the outcome of an extension');
      },
    },
  ],
};
