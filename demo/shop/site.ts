/** Everything here is made up: the house, what it sells, and who is its customer. */
export const company = 'Sample Energy';

/** The pages that the site has, by their path below its home, and what they are called. */
export const titles = {
  '': 'Electricity without surprises',
  'prices/': 'Prices',
  'products/': 'For your home',
  'products/heat-pump/': 'Heat pump Fjell 6',
  'products/insulation/': 'Insulation for the attic',
  'products/charger/': 'Home charger 11 kW',
  'products/sockets/': 'Smart sockets, set of three',
  'products/meter-reader/': 'Meter reader',
  'products/timer/': 'Heating timer',
  'search/': 'Search',
  'cart/': 'Your cart',
  'contact/': 'Contact us',
  'contact/sent/': 'Thank you',
  'help/': 'Help',
  'help/meter/': 'Where is the number of my meter?',
  'help/moving/': 'I am moving house',
  'help/sign-in/': 'I cannot sign in',
  'login/': 'Sign in',
  'account/': 'My pages',
  'account/profile/': 'Change profile',
  'account/users/': 'Add users',
  'account/invoices/1047/': 'Invoice',
} as const;

export type Path = keyof typeof titles;

/** An address that no page answers, and one whose page fails: both say so to the visitor, and to the tracker. */
export const notFound = { status: 404, title: 'There is no such page' } as const;
export const failed = { status: 500, title: 'This did not work' } as const;

export const isPage = (path: string): path is Path => Object.hasOwn(titles, path);
