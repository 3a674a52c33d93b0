import { type Path, titles } from './site.js';

export const categories = { heating: 'Heating', charging: 'Charging', saving: 'Saving' } as const;
export type Category = keyof typeof categories;

export const isCategory = (text: string | null): text is Category => text !== null && Object.hasOwn(categories, text);

export interface Product {
  readonly id: string;
  readonly path: Path;
  readonly name: string;
  readonly icon: string;
  readonly category: Category;
  /** In kroner. */
  readonly price: number;
  readonly text: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const product = (id: string, icon: string, category: Category, price: number, text: string, facts: Product['facts']): Product => {
  const path = `products/${id}/` as Path;
  return { id, path, name: titles[path], icon, category, price, text, facts };
};

export const products: readonly Product[] = [
  product('heat-pump', 'heat', 'heating', 18_900, 'Heats and cools up to 90 m², and is quieter than your refrigerator.', [
    ['Heating', 'up to 6.2 kW'],
    ['Works down to', '−25 °C'],
    ['Fitting', 'in two weeks, included'],
  ]),
  product(
    'insulation',
    'insulation',
    'heating',
    12_400,
    'Wood fibre for 60 m² of attic. Most of the warmth leaves through the roof.',
    [
      ['Thickness', '25 cm'],
      ['Saves', 'about 3,000 kWh a year'],
      ['Fitting', 'one day, included'],
    ],
  ),
  product(
    'charger',
    'charger',
    'charging',
    9_990,
    'Charges at night, when the price is low, and never more than the house can bear.',
    [
      ['Power', '11 kW, three phases'],
      ['Cable', '7.5 m, type 2'],
      ['Fitting', 'by an electrician, included'],
    ],
  ),
  product('sockets', 'socket', 'saving', 649, 'Switch off what nobody needs, by the clock or by the price of the hour.', [
    ['In the box', 'three sockets'],
    ['Load', 'up to 16 A each'],
  ]),
  product('meter-reader', 'meter', 'saving', 899, 'Shows what the house uses now. Plugs into the port of your meter.', [
    ['Reads', 'every ten seconds'],
    ['Needs', 'a meter with a HAN port'],
  ]),
  product('timer', 'timer', 'heating', 429, 'Lowers the heat at night and when you are away.', [
    ['Programmes', 'seven days'],
    ['Radio', 'up to eight heaters'],
  ]),
];

export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly text: string;
  readonly points: readonly string[];
}

export const plans: readonly Plan[] = [
  {
    id: 'spot',
    name: 'Spot',
    price: 'Price of the hour + 39 kr a month',
    text: 'For those who can wait for a cheap hour.',
    points: ['No surcharge', 'Leave at any time'],
  },
  {
    id: 'fixed',
    name: 'Fixed 12',
    price: '98 øre a kWh + 49 kr a month',
    text: 'For those who want to know.',
    points: ['The same price for twelve months', 'Moves house with you'],
  },
  {
    id: 'night',
    name: 'Night',
    price: '61 øre a kWh from 22 to 6',
    text: 'For a car, or a tank of hot water.',
    points: ['Goes well with a home charger', 'Price of the hour by day'],
  },
];

export interface Article {
  readonly path: Path;
  readonly text: readonly string[];
}

export const articles: readonly Article[] = [
  {
    path: 'help/meter/',
    text: [
      'The number stands on the front of the meter, below the bars, and begins with 7070575.',
      'In flats the meter often hangs in the stairway or in the basement. It also stands at the top of each invoice.',
      'Is it behind a locked door? Ask whoever looks after the house; we have no key.',
    ],
  },
  {
    path: 'help/moving/',
    text: [
      'Tell us three days before, and the light is on when you come.',
      'Your contract moves with you. For the old home you get a last invoice, with the reading of the day on which you leave.',
    ],
  },
  {
    path: 'help/sign-in/',
    text: [
      'Sign in with the e-mail address that you gave us, or with your customer number: two letters and four digits.',
      'Have you changed your address? Then the old one still works, until you change your profile.',
    ],
  },
];

/** Something that a search found. */
export interface Hit {
  readonly path: Path;
  readonly title: string;
  readonly text: string;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** All pages in whose text each word begins one. */
export function search(term: string): readonly Hit[] {
  const wanted = wordsOf(term);
  const hits: Hit[] = [
    ...products.map(({ path, name, text }) => ({ path, title: name, text })),
    ...articles.map(({ path, text: [first = ''] }) => ({ path, title: titles[path], text: first })),
    ...plans.map(({ name, text }): Hit => ({ path: 'prices/', title: `${titles['prices/']}: ${name}`, text })),
  ];
  return hits.filter(({ title, text }) => {
    const there = wordsOf(`${title} ${text}`);
    return wanted.length > 0 && wanted.every((word) => there.some((each) => each.startsWith(word)));
  });
}

const kroner = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
export const inKroner = (amount: number): string => `${kroner.format(amount)} kr`;
