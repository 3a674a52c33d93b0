import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { staySilent, until } from '../../support/card.js';
import { all, asked, bench, type Bench, by, calm, choose, en, press, root, seat, shown, steps, textOf, visits } from './bench.js';
import { before, day, journeyHouse, minute, page, visiting } from './house.js';

const frameOf = (at: Bench) => by<HTMLInputElement>(at, '[name=frame]:checked')?.value;
const optionsOf = (at: Bench, selector: string) => [...by<HTMLSelectElement>(at, selector)!.options].map(({ text }) => text);
const days = (count: number) => (count * day) / minute;
const active = (at: Bench) => root(at).activeElement;
const elsewhere = { url: 'https://other.example/help' };

describe('the filters of a journey', () => {
  staySilent();

  it('go as far back as is chosen, and read no farther than was read', async () => {
    const at = await bench({
      events: [
        ...page(60, '/', 'Today', 60),
        ...page(days(3), '/', 'This week', 60),
        ...page(days(20), '/', 'This month', 60),
        ...page(days(50), '/', 'Long ago', 60),
      ],
    });
    expect([frameOf(at), visits(at).length, at.journey.count]).to.deep.equal(['day', 1, 1]);
    await press(at, '#frame-week');
    await until(() => visits(at).length === 2);
    await press(at, '#frame-all');
    await until(() => visits(at).length === 4 && at.journey.count === 4);
    expect(asked(at, 'events').length).to.equal(3);
    await press(at, '#frame-month');
    expect([visits(at).length, at.journey.count, at.heard.at(-1)]).to.deep.equal([3, 3, 3]);
    expect(asked(at, 'events').length).to.equal(3);
  });

  it('take what the host says, and nothing else', async () => {
    const at = await bench({ events: page(days(3), '/', 'Home', 60), frame: 'week' });
    expect([frameOf(at), visits(at).length]).to.deep.equal(['week', 1]);
    for (const odd of ['constructor', '', 'DAY', undefined]) {
      at.journey.frame = odd as 'day';
      await calm(at);
      expect([frameOf(at), visits(at).length]).to.deep.equal(['day', 0]);
    }
    at.journey.setAttribute('frame', 'all');
    await calm(at);
    await until(() => visits(at).length === 1);
    expect(frameOf(at)).to.equal('all');
  });

  it('offer what occurs, and leave only pages with it', async () => {
    const at = await bench({ events: [...visiting(), ...before(), ...page(days(2), '/', 'Help', 60, elsewhere)], frame: 'all' });
    expect(optionsOf(at, '#only-type')).to.deep.equal([
      'anything',
      'nothing but reading',
      'a search',
      'a form begun',
      'a form sent',
      'a form given up',
      'the cart',
      'an error',
      'a login',
    ]);
    expect(optionsOf(at, '#only-site')).to.deep.equal(['all sites', 'other.example', 'shop.example']);
    await choose(at, '#only-type', 'error');
    expect(visits(at).length).to.equal(2);
    expect(steps(visits(at)[0]).slice(0, 2)).to.deep.equal([
      'Logged in at 11:46 AM · Before: nobody was logged in',
      '11:44 AM Sign in Error page 500 50 sec',
    ]);
    await choose(at, '#only-type', 'page');
    await choose(at, '#only-site', 'other.example');
    expect([visits(at).length, at.journey.count]).to.deep.equal([1, 4]);
    expect(all(at, '[role=status]').map(textOf)).to.include('1 of 18 pages');
  });

  it('are not there where there is nothing to choose', async () => {
    const at = await bench({ events: page(60, '/', 'Home', 60) });
    expect([by(at, '#only-type'), by(at, '#only-site')]).to.deep.equal([null, null]);
  });

  it('say when nothing fits, and show all again', async () => {
    const at = await bench({ events: [...visiting(), ...page(60, '/', 'Help', 60, elsewhere)] });
    await choose(at, '#only-site', 'other.example');
    await choose(at, '#only-type', 'search');
    expect(textOf(by(at, '.none'))).to.equal(`${en['journey-nothing-found']} ${en['journey-show-all']}`);
    expect(all(at, '[role=status]').map(textOf)).to.include('0 of 9 pages');
    by(at, '#show-all')!.focus();
    await press(at, '#show-all');
    await until(() => active(at)?.id === 'frame-day', 'the focus is in the filters');
    expect(visits(at).length).to.equal(2);
    expect(all<HTMLSelectElement>(at, 'select').map(({ value }) => value)).to.deep.equal(['', '']);
  });

  it('stay in use when what they ask for is gone', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    await choose(at, '#only-type', 'cart');
    at.house.takeAway('phone');
    await until(() => by(at, '#show-all'));
    expect(by<HTMLSelectElement>(at, '#only-type')!.value).to.equal('cart');
  });

  it('begin anew for another agent', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    await choose(at, '#only-type', 'search');
    expect(visits(at).length).to.equal(1);
    at.house.session = { ...at.house.session, agent: { id: 'ola', name: 'Ola' } };
    at.house.tell({ kind: 'session', id: 'session', revision: 2 });
    await until(() => visits(at).length === 3);
    expect(by<HTMLSelectElement>(at, '#only-type')!.value).to.equal('');
  });

  it('begin anew with another customer, and go as far back as before', async () => {
    const house = journeyHouse([...visiting(), ...before()]);
    house.happen([...page(days(40), '/', 'Theirs', 60)], 'c2');
    const at = await bench({ house });
    await press(at, '#frame-all');
    await choose(at, '#only-type', 'search');
    await press(at, '#names-address');
    at.journey.customerId = 'c2';
    await until(() => shown(at).includes('1 visit · 1 page'));
    expect([frameOf(at), by(at, '#only-type')]).to.deep.equal(['all', null]);
    at.journey.customerId = 'c1';
    await until(() => visits(at).length === 3);
    expect(by<HTMLSelectElement>(at, '#only-type')!.value).to.equal('');
  });

  it('go farther back from nothing, and keep the focus', async () => {
    const at = await bench({ events: page(days(9), '/', 'Home', 60) });
    expect(textOf(by(at, '.none'))).to.equal(`${en['journey-none']} ${en['journey-show-all']}`);
    by(at, '#farther')!.focus();
    await press(at, '#farther');
    await until(() => visits(at).length === 1 && active(at)?.id === 'frame-all');
  });

  it('are there for the keyboard', async () => {
    const at = await bench({ events: [...visiting(), ...page(days(3), '/', 'Home', 60)] });
    by(at, '#frame-day')!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => visits(at).length === 2);
    expect([active(at)?.id, frameOf(at)]).to.deep.equal(['frame-week', 'week']);
    by(at, '#names-title')!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await calm(at);
    expect([active(at)?.id, textOf(by(at, '.page-name'))]).to.deep.equal(['names-address', '/users/add']);
  });

  it('are not there before there is something to filter', async () => {
    const at = seat({ events: visiting(), plan: { 'journeys.events': { never: true } } });
    await until(() => by(at, '.loading'));
    expect(by(at, '[part=filters]')).to.equal(null);
  });
});
