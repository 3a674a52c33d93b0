import type { JourneyEvent } from 'sidedesk/tracker';
import { numbered } from './logins.js';
import { failed, notFound, type Path } from './shop/site.js';
import { search } from './shop/stock.js';

/** Something that happened on a page. */
type Mark = Omit<Partial<JourneyEvent>, 'type'> & Pick<JourneyEvent, 'type'>;

/** A page, for how many seconds it was looked at, and what happened on it. */
type Step = readonly [path: Path | 'order/' | 'winter/', seconds: number, ...marks: Mark[]];

/** One visit to the shop. */
export interface Walk {
  /** Which of their browsers it was. */
  readonly device: 'phone' | 'computer';
  readonly hoursAgo: number;
  /** From where they came. */
  readonly referrer?: string;
  readonly campaign?: JourneyEvent['campaign'];
  readonly steps: readonly Step[];
}

const searched = (term: string): Mark => ({ type: 'search', term, results: search(term).length });
const begun = (form: string): Mark => ({ type: 'form-start', form });
const sent = (form: string): Mark => ({ type: 'form-submit', form });
const abandoned = (form: string): Mark => ({ type: 'form-abandon', form });
const inCart = (items: number, amount: number): Mark => ({ type: 'cart', items, amount, currency: 'NOK' });
const wentWrong = ({ status }: { readonly status: number }): Mark => ({ type: 'error', status });
const signedIn: readonly Mark[] = [begun('login'), sent('login'), { type: 'login' }];
const signedOut: Mark = { type: 'logout' };

const day = 24;
const referrer = 'https://search.sample.example.com/';
const campaign = { source: 'newsletter', medium: 'email', name: 'Winter offer' };

/** What customers of the sample did on the site, by what they sign in with. */
export const walks: Readonly<Record<string, readonly Walk[]>> = {
  // Two devices, at first nobody in particular; round and round between two pages; forms that were left, an order that failed.
  'ingrid.hakonsen@example.com': [
    {
      ...{ device: 'phone', hoursAgo: 9 * day, referrer },
      steps: [
        ['', 21],
        ['prices/', 74],
        ['help/meter/', 43],
      ],
    },
    {
      ...{ device: 'phone', hoursAgo: 6 * day - 5, campaign },
      steps: [
        ['products/heat-pump/', 95],
        ['prices/', 61],
        ['products/heat-pump/', 80],
        ['prices/', 34],
        ['products/heat-pump/', 52],
        ['prices/', 18],
        ['search/', 26, searched('rent a heat pump')],
        ['contact/', 140, begun('contact'), abandoned('contact')],
      ],
    },
    {
      ...{ device: 'computer', hoursAgo: 2 * day + 3 },
      steps: [
        ['', 12],
        ['login/', 31, ...signedIn],
        ['account/', 40],
        ['account/profile/', 77, begun('profile'), sent('profile')],
        ['account/invoices/1047/', 65],
        ['account/', 9, signedOut],
      ],
    },
    {
      ...{ device: 'phone', hoursAgo: 4 },
      steps: [
        ['login/', 48, ...signedIn],
        ['account/users/', 132, begun('users'), abandoned('users')],
        ['search/', 20, searched('add users')],
        ['help/', 33],
      ],
    },
    {
      ...{ device: 'computer', hoursAgo: 0.8 },
      steps: [
        ['products/heat-pump/', 44, inCart(1, 18_900)],
        ['cart/', 30],
        ['order/', 8, wentWrong(failed)],
        ['cart/', 12],
        ['order/', 6, wentWrong(failed)],
        ['contact/', 90, begun('contact'), abandoned('contact')],
      ],
    },
  ],
  'ola.brekke@example.com': [
    {
      ...{ device: 'computer', hoursAgo: 3 * day },
      steps: [
        ['login/', 22, ...signedIn],
        ['account/invoices/1047/', 51],
        ['account/', 12, signedOut],
      ],
    },
  ],
  // An old link in an e-mail.
  'maja.bergstrom@example.net': [
    {
      ...{ device: 'phone', hoursAgo: 26, campaign },
      steps: [
        ['winter/', 7, wentWrong(notFound)],
        ['', 15],
        ['products/charger/', 88],
        ['login/', 25, ...signedIn],
        ['account/', 30],
      ],
    },
  ],
  'anna.kowalczyk@example.com': [
    {
      ...{ device: 'computer', hoursAgo: 11 * day, referrer },
      steps: [
        ['search/', 14, searched('charger')],
        ['products/charger/', 120, inCart(1, 9990)],
        ['login/', 35, ...signedIn],
        ['help/moving/', 70],
        ['contact/', 160, begun('contact'), sent('contact')],
        ['contact/sent/', 10],
      ],
    },
  ],
  'daan.vandenheuvel@example.net': [
    {
      ...{ device: 'phone', hoursAgo: 30 },
      steps: [
        ['prices/', 66],
        ['login/', 20, ...signedIn],
        ['account/profile/', 54, begun('profile'), abandoned('profile')],
      ],
    },
  ],
  [numbered.value]: [
    {
      ...{ device: 'computer', hoursAgo: 20 },
      steps: [
        ['login/', 28, ...signedIn],
        ['products/', 37],
        ['products/sockets/', 46, inCart(2, 1298)],
        ['cart/', 19],
      ],
    },
  ],
};

/** And what others did, who are customers without any more of a story. */
export const plainWalks: readonly Walk[] = [
  {
    ...{ device: 'phone', hoursAgo: 50, referrer },
    steps: [
      ['', 18],
      ['prices/', 70],
      ['login/', 26, ...signedIn],
      ['account/', 45],
    ],
  },
  {
    ...{ device: 'computer', hoursAgo: 8 * day },
    steps: [
      ['help/', 22],
      ['help/moving/', 64],
      ['login/', 24, ...signedIn],
      ['contact/', 110, begun('contact'), sent('contact')],
      ['contact/sent/', 6],
    ],
  },
  {
    ...{ device: 'phone', hoursAgo: 15 * day, campaign },
    steps: [
      ['products/heat-pump/', 81],
      ['search/', 12, searched('insulation')],
      ['products/insulation/', 57],
      ['login/', 30, ...signedIn],
    ],
  },
];
