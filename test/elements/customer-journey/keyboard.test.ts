import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { called, staySilent, until } from '../../support/card.js';
import { bench, type Bench, by, calm, choose, root, textOf, visits } from './bench.js';
import { aliases, before, page, shop, targets, told, visiting } from './house.js';

const active = (at: Bench) => root(at).activeElement as HTMLElement | null;
const tab = async (at: Bench): Promise<string> => {
  await sendKeys({ press: 'Tab' });
  await calm(at);
  return called(active(at));
};
const type = async (at: Bench, key: string) => {
  await sendKeys({ press: key });
  await calm(at);
};
/** Which visit the focus is in, from 0. */
const here = (at: Bench) => visits(at).findIndex((row) => row.contains(active(at)));
const toAndFro = () => [30, 29, 28, 27].flatMap((minutesAgo, i) => page(minutesAgo, `/${i % 2}`, `Page ${i % 2}`, 50));

describe('the journey by keyboard', () => {
  staySilent();

  it('goes through everything in the order in which it stands', async () => {
    const at = await bench({
      events: [...visiting(), ...before()],
      frame: 'all',
      aliases,
      settings: { journeyTargets: targets },
      answers: 'link-send',
    });
    const first = document.createElement('button');
    at.desk.before(first);
    first.focus();
    const stops: string[] = [];
    for (let i = 0; i < 15; i += 1) {
      const name = await tab(at);
      stops.push(active(at)?.id || active(at)?.className || name);
      if (active(at)?.localName === 'summary') break;
    }
    expect(stops).to.deep.equal([
      'pause',
      'button',
      'button',
      'frame-all',
      'names-title',
      'only-type',
      'fold',
      ...Array.from({ length: 5 }, () => 'page'),
      'link',
      'summary Known on the web site as',
    ]);
    first.remove();
  });

  it('goes among visits with arrows, opens and closes them, and stays where it is', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    visits(at)[0]!.querySelector<HTMLElement>('[data-row]')!.focus();
    await type(at, 'ArrowDown');
    expect(here(at)).to.equal(1);
    await type(at, 'Enter');
    expect([here(at), active(at)?.getAttribute('aria-expanded')]).to.deep.equal([1, 'true']);
    await type(at, ' ');
    expect([here(at), active(at)?.getAttribute('aria-expanded')]).to.deep.equal([1, 'false']);
    await type(at, 'End');
    expect(here(at)).to.equal(2);
    await type(at, 'Home');
    expect(here(at)).to.equal(0);
  });

  it('chooses a page of the picture, and comes back to it', async () => {
    const at = await bench({ events: visiting() });
    by(at, '.names button:nth-child(2)')!.focus();
    await type(at, 'Enter');
    expect(active(at)?.getAttribute('aria-pressed')).to.equal('true');
    by(at, '.chosen button')!.focus();
    await type(at, 'Enter');
    expect([textOf(active(at)), active(at)?.getAttribute('aria-pressed'), by(at, '.chosen')]).to.deep.equal([
      'Prices',
      'false',
      null,
    ]);
    await type(at, ' ');
    await type(at, ' ');
    expect(by(at, '.chosen')).to.equal(null);
  });

  it('unfolds a loop and stays on its button', async () => {
    const at = await bench({ events: toAndFro() });
    by(at, '.loop button')!.focus();
    await type(at, 'Enter');
    expect([active(at)?.className, active(at)?.getAttribute('aria-expanded')]).to.deep.equal(['link', 'true']);
    await type(at, ' ');
    expect([active(at)?.className, active(at)?.getAttribute('aria-expanded')]).to.deep.equal(['link', 'false']);
  });

  it('pauses, and goes on', async () => {
    const at = await bench({ events: visiting() });
    by(at, '#pause')!.focus();
    await type(at, 'Enter');
    expect([active(at)?.id, textOf(by(at, '#state'))]).to.deep.equal(['pause', 'Paused']);
    await type(at, 'Enter');
    expect([active(at)?.id, textOf(by(at, '#state'))]).to.deep.equal(['pause', 'Live']);
  });

  it('shows what is new, and goes to the latest visit', async () => {
    const at = await bench({ events: visiting() });
    by(at, '.names button')!.focus();
    await sendKeys({ press: 'Tab' });
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => by(at, '#new'));
    by(at, '#new')!.focus();
    await type(at, 'Enter');
    await until(() => here(at) === 0 && active(at)?.matches('[data-row]'));
    expect(by(at, '#new')).to.equal(null);
    expect(textOf(visits(at)[0]!)).to.include('Users added');
  });

  it('goes to the filters when of what is new nothing fits', async () => {
    const at = await bench({ events: [...visiting(), ...page(60, '/', 'Help', 60, { url: 'https://other.example/' })] });
    await choose(at, '#only-site', 'other.example');
    await choose(at, '#only-type', 'search');
    const reading = by(at, '.reading')!;
    reading.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.happen([told(0.05, { type: 'cart', items: 1, url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 7 })]);
    await until(() => by(at, '#new'));
    by(at, '#new')!.focus();
    await type(at, 'Enter');
    await until(() => active(at)?.id === 'frame-day');
  });

  it('tries again, and is not thrown out', async () => {
    const at = await bench({ events: visiting() });
    at.faulty.set({ 'journeys.events': { failing: 'offline' } });
    at.house.tell({ kind: 'reset' });
    await until(() => by(at, '#again'));
    at.faulty.set({});
    by(at, '#again')!.focus();
    await type(at, 'Enter');
    await until(() => !by(at, '#again') && active(at)?.matches('[data-row]'), 'the focus is at the visits');
  });

  it('keeps its place when something comes', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    const last = visits(at)[2]!.querySelector<HTMLElement>('[data-row]')!;
    last.focus();
    at.house.happen(page(0.05, '/phone', 'Phone', undefined, { visitorId: 'phone' }));
    await until(() => textOf(by(at, '[part=now]')).includes('Phone'));
    await calm(at);
    expect(active(at) === last).to.equal(true);
  });
});
