import { element } from '../dom.js';
import { logins } from '../logins.js';
import { addressOf } from './home.js';
import type { Site } from './pages.js';
import { field, form, heading, link, list, type Part, submit, text, tile } from './parts.js';
import { isPage, type Path, titles } from './site.js';

const input = (name: string, value: string, type = 'text'): HTMLInputElement =>
  element('input', { name, type, value, required: true, autocomplete: 'off' });

/** Nobody has a password: whoever is chosen is signed in. `next` comes from the address, and leads nowhere but to a page of the account. */
export function signInPage(next: string | null, site: Site): Part[] {
  const way: Path = next !== null && isPage(next) && next.startsWith('account/') ? next : 'account/';
  const choices = logins.map(({ name, identity: { value } }) => element('option', { value }, `${value} (${name})`));
  return [
    heading(titles['login/']),
    next !== null && text('These pages are for customers: please sign in first.'),
    form(
      'login',
      (read) => {
        const login = logins.find(({ identity }) => identity.value === read('login'));
        if (login) site.signIn(login, way);
      },
      field('E-mail address or customer number', element('select', { name: 'login' }, ...choices)),
      text('Everybody here is made up, so nobody needs a password.', 'soft'),
      element('p', { class: 'row' }, submit('Sign in'), link('help/sign-in/', 'button', titles['help/sign-in/'])),
    ),
  ];
}

/** A page that only customers have. */
export function accountPage(path: Path, site: Site): Part[] {
  switch (path) {
    case 'account/profile/':
      return [back(), heading(titles[path]), ...profile(site)];
    case 'account/users/':
      return [back(), heading(titles[path]), ...users(site)];
    case 'account/invoices/1047/':
      return [back(), heading('Invoice 1047'), text('Sample, last month: 812 kWh, 1,046 kr. Paid.')];
    default:
      return start(site);
  }
}

const back = (): HTMLElement => element('p', {}, link('account/', '', `← ${titles['account/']}`));

function start(site: Site): Part[] {
  const leave = element('button', { type: 'button', class: 'button', onclick: () => site.signOut() }, 'Sign out');
  return [
    heading(titles['account/']),
    text(`You are signed in as ${site.login?.name ?? 'nobody'}. Your contract is “Spot”.`),
    element(
      'div',
      { class: 'tiles' },
      tile('account/profile/', 'user', titles['account/profile/'], 'Your name, your address, how we reach you.'),
      tile('account/users/', 'add', titles['account/users/'], 'Who else may see invoices and use.'),
      tile('account/invoices/1047/', 'invoice', 'Invoice 1047', 'Last month, paid.'),
    ),
    element('p', {}, leave),
  ];
}

function profile(site: Site): Part[] {
  const name = site.login?.name ?? '';
  return [
    form(
      'profile',
      () => {
        site.say('As this is a sample nothing was saved.');
        site.go(addressOf('account/'));
      },
      field('Name', input('name', name)),
      field('Street', input('street', 'Sample street 1')),
      element('p', { class: 'row' }, submit('Save')),
    ),
  ];
}

function users(site: Site): Part[] {
  const there = list('users', text(`${site.login?.name ?? ''} (you)`));
  return [
    text('Whom you add sees your invoices and your use, and changes nothing.'),
    there,
    form(
      'users',
      (read, itself) => {
        const name = read('user');
        there.append(element('li', {}, text(name)));
        itself.reset();
        site.say(`${name} was added.`);
      },
      field('Name of the new user', input('user', '')),
      element('p', { class: 'row' }, submit('Add user')),
    ),
  ];
}
