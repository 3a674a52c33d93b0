import { track } from 'sidedesk/tracker';
import { $, fillIcons } from '../dom.js';
import { type Login, logins } from '../logins.js';
import { Consent } from './consent.js';
import { addressOf, home, pathOf } from './home.js';
import { keep, kept, onKeptElsewhere } from './kept.js';
import { Network } from './network.js';
import { type CartLine, pageAt, signInFirst, type Site } from './pages.js';
import { company } from './site.js';
import { products } from './stock.js';

/* A web site as its owner has it: pages, a cart, customers who sign in. What it says to the tracker is all that an agent needs to see the visit. */

const site: Site = {
  get login(): Login | undefined {
    return logins.find(({ identity }) => identity.value === kept().login);
  },
  get cart(): readonly CartLine[] {
    const lines = products.map((product) => ({ product, count: Math.trunc(Number(kept().cart[product.id])) }));
    return lines.filter(({ count }) => count > 0);
  },
  go: (to) => {
    const url = new URL(to);
    history.pushState(null, '', signInFirst(pathOf(url), site.login) ?? url);
    site.say('');
    open();
    scrollTo(0, 0);
    $('h1').focus();
  },
  put: (product, count) => {
    keep({ cart: { ...kept().cart, [product.id]: count } });
    tellCart();
    showTop();
    if (pathOf(location) === 'cart/') show();
  },
  signIn: (login, next) => {
    keep({ login: login.identity.value });
    tracker.login(login.identity);
    site.go(addressOf(next));
  },
  signOut: () => {
    keep({ login: undefined });
    tracker.logout();
    site.go(home.href);
  },
  say: (words) => void ($('#said').textContent = words),
};

fillIcons();
// Before anything is told of a page, it is certain which one it is.
const instead = signInFirst(pathOf(location), site.login);
if (instead) history.replaceState(null, '', instead);

const network = new Network(() => consent.render());
const tracker = track({ to: new URL('journeys', home).href, consent: kept().agreed === true, parameters: ['category'] });
const consent = new Consent(() => network.deskIsOpen, followOrNot);

/** As the visitor said, here or in another tab. */
function followOrNot(): void {
  if (!kept().agreed) return tracker.withdraw();
  tracker.agree();
  tellPage();
  tellWho();
}

const page = () => pageAt(pathOf(location), new URLSearchParams(location.search), site);
const place = () => location.pathname + location.search;
let shownAt = '';

/** The page that the address names is opened. */
function open(): void {
  shownAt = place();
  showTop();
  show();
  tellPage();
}

/** The same page, as it is now. */
function show(): void {
  const { title, content } = page();
  const main = $('#content');
  const focused = main.contains(document.activeElement);
  document.title = `${title} · ${company}`;
  main.replaceChildren(...content.filter((part) => part instanceof Node));
  if (focused) $('h1').focus();
}

/** What stands above each page: where the visitor is, who they are, what is in their cart. */
function showTop(): void {
  const path = pathOf(location);
  for (const way of document.querySelectorAll<HTMLAnchorElement>('a[data-to]')) {
    const to = way.dataset['to'] ?? '';
    way.href = new URL(to, home).href;
    if (to && path?.startsWith(to)) way.setAttribute('aria-current', path === to ? 'page' : 'true');
    else way.removeAttribute('aria-current');
  }
  $<HTMLInputElement>('#search input').value = new URLSearchParams(location.search).get('q') ?? '';
  $('#account').textContent = site.login?.name ?? 'Sign in';
  $('#cart-count').textContent = String(site.cart.reduce((sum, { count }) => sum + count, 0) || '');
}

function tellPage(): void {
  const { title, status, searched } = page();
  tracker.page({ title }); // the house's name says nothing to the house
  if (status !== undefined) tracker.error(status);
  if (searched) tracker.search(searched.term, searched.results);
}

function tellWho(): void {
  if (site.login) tracker.login(site.login.identity);
}

function tellCart(): void {
  const items = site.cart.reduce((sum, { count }) => sum + count, 0);
  const amount = site.cart.reduce((sum, { product, count }) => sum + count * product.price, 0);
  tracker.cart({ items, amount, currency: 'NOK' });
}

document.addEventListener('click', (event) => {
  const way = event.target instanceof Element ? event.target.closest('a') : null;
  const elsewhere = !way || way.target || pathOf(new URL(way.href)) === undefined || way.hash;
  if (elsewhere || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  site.go(way.href);
});
$('#search').addEventListener('submit', (event) => {
  event.preventDefault();
  const term = $<HTMLInputElement>('#search input').value.trim();
  site.go(`${addressOf('search/')}?${new URLSearchParams({ q: term }).toString()}`);
});
addEventListener('popstate', () => {
  if (place() !== shownAt) open();
});
onKeptElsewhere(() => {
  followOrNot();
  consent.render();
  showTop();
  show();
});
open();
tellWho();
consent.render();
