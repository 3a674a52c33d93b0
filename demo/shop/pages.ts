import { element } from '../dom.js';
import type { Login } from '../logins.js';
import { accountPage, signInPage } from './account.js';
import { addressOf } from './home.js';
import { field, form, heading, link, list, type Part, picture, submit, text, tile } from './parts.js';
import { failed, isPage, notFound, type Path, titles } from './site.js';
import { articles, categories, type Category, inKroner, isCategory, plans, type Product, products, search } from './stock.js';

/** What a page shows, and what the tracker cannot know of it by itself. */
export interface Page {
  readonly title: string;
  readonly content: readonly Part[];
  /** Of a page that says that something went wrong. */
  readonly status?: number;
  readonly searched?: { readonly term: string; readonly results: number };
}

/** What a page may ask of the site around it. */
export interface Site {
  readonly login?: Login;
  readonly cart: readonly CartLine[];
  go(to: string): void;
  put(product: Product, count: number): void;
  signIn(login: Login, next: Path): void;
  signOut(): void;
  say(words: string): void;
}

export interface CartLine {
  readonly product: Product;
  readonly count: number;
}

/** Where somebody is led who has to sign in first; the way on stands in the address, behind the `?`. */
export function signInFirst(path: string | undefined, login: Login | undefined): string | undefined {
  return path?.startsWith('account/') && !login ? `${addressOf('login/')}?next=${encodeURIComponent(path)}` : undefined;
}

/** The page at a path below the site's home. */
export function pageAt(path: string | undefined, query: URLSearchParams, site: Site): Page {
  if (path === 'order/') return failurePage();
  if (path === undefined || !isPage(path)) return notFoundPage();
  const title = titles[path];
  const product = products.find((each) => each.path === path);
  if (product) return { title, content: productPage(product, site) };
  const article = articles.find((each) => each.path === path);
  if (article) return { title, content: [heading(title), ...article.text.map((words) => text(words)), stillAsking()] };
  if (path === 'search/') return searchPage(query.get('q')?.trim() ?? '');
  if (path.startsWith('account/')) return { title, content: accountPage(path, site) };
  switch (path) {
    case '':
      return { title, content: homePage() };
    case 'prices/':
      return { title, content: pricesPage() };
    case 'products/':
      return { title, content: productsPage(query.get('category')) };
    case 'cart/':
      return { title, content: cartPage(site) };
    case 'contact/':
      return { title, content: contactPage(query.get('plan'), site) };
    case 'contact/sent/':
      return { title, content: [heading(title), text('We answer on the next working day. As this is a sample: never.')] };
    case 'help/':
      return { title, content: helpPage() };
    default:
      return { title: titles['login/'], content: signInPage(query.get('next'), site) };
  }
}

function homePage(): Part[] {
  return [
    element(
      'section',
      { class: 'hero' },
      picture('bolt'),
      heading(titles['']),
      text('Power from the river at the price of the hour, and people who answer when you call.'),
      element(
        'p',
        { class: 'row' },
        link('prices/', 'button primary', 'See our prices'),
        link('products/heat-pump/', 'button', 'Winter offer: a heat pump'),
      ),
    ),
    element(
      'div',
      { class: 'tiles' },
      tile('products/', 'heat', 'For your home', 'Heat pumps, chargers, and small things that save.'),
      tile('help/', 'help', 'Help', 'Moving, meters, and signing in.'),
      tile('account/', 'user', 'My pages', 'Your contract, your invoices, and who may see them.'),
    ),
  ];
}

function pricesPage(): Part[] {
  const cards = plans.map(({ id, name, price, text: words, points }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, name),
      text(price, 'price'),
      text(words, 'soft'),
      element('ul', { class: 'points' }, ...points.map((point) => element('li', {}, picture('check'), point))),
      link(`contact/?plan=${id}`, 'button primary', `Ask for ${name}`),
    ),
  );
  return [
    heading(titles['prices/']),
    text('All with VAT. The grid is paid to whoever owns the wires where you live.', 'soft'),
    element('div', { class: 'tiles' }, ...cards),
  ];
}

function productsPage(wanted: string | null): Part[] {
  const chosen = isCategory(wanted) ? wanted : undefined;
  const choice = (to: Parameters<typeof addressOf>[0], name: string, current: boolean) => {
    const made = link(to, 'chip', name);
    if (current) made.setAttribute('aria-current', 'page');
    return made;
  };
  const chips = Object.entries(categories).map(([id, name]) => choice(`products/?category=${id}`, name, id === chosen));
  const shown = products.filter(({ category }: { category: Category }) => !chosen || category === chosen);
  return [
    heading(titles['products/']),
    element('nav', { aria: { label: 'Categories' } }, list('row', choice('products/', 'All', !chosen), ...chips)),
    element(
      'div',
      { class: 'tiles' },
      ...shown.map(({ path, icon, name, text: words, price }) => tile(path, icon, name, words, inKroner(price))),
    ),
  ];
}

function productPage(product: Product, site: Site): Part[] {
  const { icon, name, price, text: words, facts } = product;
  const add = element('button', { type: 'button', class: 'button primary' }, picture('cart'), 'Add to the cart');
  add.addEventListener('click', () => {
    site.put(product, (site.cart.find((line) => line.product === product)?.count ?? 0) + 1);
    site.say(`${name} is in your cart.`);
  });
  const rows = facts.map(([fact, value]) => element('div', {}, element('dt', {}, fact), element('dd', {}, value)));
  return [
    element(
      'div',
      { class: 'product' },
      element('div', { class: 'product-picture' }, picture(icon)),
      element(
        'div',
        { class: 'flow' },
        heading(name),
        text(words),
        text(inKroner(price), 'price'),
        element('dl', { class: 'facts' }, ...rows),
        element('p', { class: 'row' }, add, link('cart/', 'button', 'To the cart')),
      ),
    ),
  ];
}

function searchPage(term: string): Page {
  const hits = search(term);
  const found = hits.length === 1 ? '1 page' : `${hits.length} pages`;
  const rows = hits.map(({ path, title, text: words }) =>
    link(path, 'hit', element('strong', {}, title), element('span', { class: 'soft' }, words)),
  );
  const nothing = [
    text('Nothing was found. Try fewer letters, or ask us.'),
    element('p', {}, link('contact/', 'button', titles['contact/'])),
  ];
  return {
    title: titles['search/'],
    content: [
      heading(term ? `“${term}”: ${found}` : titles['search/']),
      ...(term ? (hits.length ? [list('hits', ...rows)] : nothing) : [text('Type above what you are looking for.')]),
    ],
    ...(term && { searched: { term, results: hits.length } }),
  };
}

function cartPage(site: Site): Part[] {
  if (site.cart.length === 0)
    return [
      heading(titles['cart/']),
      text('There is nothing in it yet.'),
      element('p', {}, link('products/', 'button', 'Look around')),
    ];
  const rows = site.cart.map(({ product, count }) => {
    const { name, path, price } = product;
    const less = element('button', { type: 'button', class: 'button', aria: { label: `Remove ${name}` } }, 'Remove');
    less.addEventListener('click', () => {
      site.put(product, 0);
      site.say(`${name} is removed.`);
    });
    return element(
      'div',
      { class: 'cart-line' },
      link(path, '', name),
      element('span', { class: 'soft number' }, `${count} × ${inKroner(price)}`),
      less,
    );
  });
  const total = site.cart.reduce((sum, { product, count }) => sum + count * product.price, 0);
  return [
    heading(titles['cart/']),
    list('cart', ...rows),
    text(`Together ${inKroner(total)}`, 'price'),
    element('p', {}, link('order/', 'button primary', 'Order')),
  ];
}

function contactPage(plan: string | null, site: Site): Part[] {
  const about = ['A new contract', 'My invoice', 'My meter', 'Something else'].map((each) => element('option', {}, each));
  const asked = plans.find(({ id }) => id === plan);
  const message = element('textarea', { name: 'message', rows: 5, required: true });
  if (asked) message.value = `I would like to have ${asked.name}.`;
  return [
    heading(titles['contact/']),
    text('Or call 23 00 10 00 (sample number), Monday to Friday 8 to 21.', 'soft'),
    form(
      'contact',
      () => site.go(addressOf('contact/sent/')),
      field('What is it about?', element('select', { name: 'about' }, ...about)),
      field('Your name', element('input', { name: 'name', autocomplete: 'name', required: true })),
      field('Your message', message),
      element('p', { class: 'row' }, submit('Send')),
    ),
  ];
}

function helpPage(): Part[] {
  return [
    heading(titles['help/']),
    element(
      'div',
      { class: 'tiles' },
      ...articles.map(({ path, text: [words = ''] }) => tile(path, 'help', titles[path], words)),
    ),
    stillAsking(),
  ];
}

const stillAsking = (): HTMLElement =>
  element('p', { class: 'row' }, 'Not what you were looking for?', link('contact/', 'button', titles['contact/']));

const notFoundPage = (): Page => ({
  ...notFound,
  content: [
    heading(notFound.title),
    text('It may have moved. The search above finds everything that is here.'),
    element('p', {}, link('', 'button primary', 'To the start')),
  ],
});

const failurePage = (): Page => ({
  ...failed,
  content: [
    heading(failed.title),
    text('Your order could not be taken just now (error 500). Your cart is still there; please try again, or call us.'),
    element('p', { class: 'row' }, link('cart/', 'button primary', 'Back to the cart'), link('contact/', 'button', 'Contact us')),
  ],
});
