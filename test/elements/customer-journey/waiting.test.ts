import { expect } from '@open-wc/testing';
import { press as key, staySilent, until } from '../../support/card.js';
import { asked, bench, type Bench, by, calm, press, root, shown, steps, textOf, visits, whereNow } from './bench.js';
import { before, journeyHouse, many, page, told, visiting } from './house.js';

const pointer = (at: Bench, type: 'pointerenter' | 'pointerleave', pointerType = 'mouse') =>
  by(at, '.reading')!.dispatchEvent(new PointerEvent(type, { pointerType }));
const somethingNew = (at: Bench, minutesAgo = 0.05) =>
  at.house.happen(page(minutesAgo, `/users/done/${minutesAgo}`, `Users added ${minutesAgo}`));
/** The news came, and was taken in. */
const isKnown = (at: Bench) => until(() => whereNow(at).startsWith('On Users added'));
const top = (at: Bench) => steps(visits(at)[0])[0]!;
const announced = (at: Bench) => textOf(by(at, '.sr[role=status]'));

describe('what is new while the agent reads', () => {
  staySilent();

  it('waits as long as the pointer is over the visits', async () => {
    const at = await bench({ events: visiting() });
    pointer(at, 'pointerenter');
    for (const minutesAgo of [0.06, 0.05, 0.04]) somethingNew(at, minutesAgo);
    await until(() => textOf(by(at, '#new')) === '3 new');
    expect([top(at).includes('Users added'), announced(at)]).to.deep.equal([false, '3 new']);
    pointer(at, 'pointerleave');
    await calm(at);
    expect([top(at).includes('Users added'), by(at, '#new'), announced(at)]).to.deep.equal([true, null, '']);
  });

  it('does not wait for a finger, which is over nothing', async () => {
    const at = await bench({ events: visiting() });
    pointer(at, 'pointerenter', 'touch');
    somethingNew(at);
    await until(() => top(at).includes('Users added'));
  });

  it('waits as long as the keyboard is in the visits, and is shown with a key; the focus goes to the latest visit', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    const rows = visits(at).map((row) => row.querySelector<HTMLElement>('[data-row]')!);
    rows[0]!.focus({ focusVisible: true } as FocusOptions);
    key(rows[0]!, 'ArrowDown');
    await calm(at);
    expect(root(at).activeElement === rows[1]).to.equal(true);
    somethingNew(at);
    await until(() => by(at, '#new'));
    expect(root(at).activeElement === rows[1]).to.equal(true);
    by(at, '#new')!.focus();
    await press(at, '#new');
    await until(() => root(at).activeElement === visits(at)[0]!.querySelector('[data-row]'));
    expect([top(at).includes('Users added'), by(at, '#new')]).to.deep.equal([true, null]);
    // Still there: what comes now waits again, until the keyboard leaves.
    somethingNew(at, 0.01);
    await until(() => textOf(by(at, '#new')) === '1 new');
    by(at, '#frame-all')!.focus();
    await calm(at);
    expect([top(at).includes('0.01'), by(at, '#new')]).to.deep.equal([true, null]);
  });

  for (const inPane of [false, true])
    it(`waits as long as the beginning is scrolled out of sight${inPane ? ', in a pane that scrolls by itself' : ''}`, async () => {
      const at = await bench({ events: many(900), frame: 'all' });
      const pane = at.desk.parentElement!;
      pane.style.overflow = inPane ? 'auto' : 'visible';
      pane.style.blockSize = inPane ? '300px' : 'auto';
      const scroll = (top: number) => (inPane ? pane.scrollTo(0, top) : window.scrollTo(0, top));
      const drawn = async () => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
        await calm(at);
      };
      await drawn();
      scroll(900);
      await drawn();
      somethingNew(at);
      await until(() => textOf(by(at, '#new')) === '1 new');
      await isKnown(at);
      scroll(0);
      await until(() => !by(at, '#new'));
      expect(shown(at)).to.include('Users added');
    });

  it('does not wait because the visits are not yet scrolled to, or in a tab that is not in front', async () => {
    for (const hide of ['margin', 'display']) {
      const at = await bench({ events: visiting() });
      const heard = at.heard.length;
      const frame = at.desk.parentElement!;
      if (hide === 'margin') frame.style.marginBlockStart = '5000px';
      else frame.style.display = 'none';
      for (let n = 0; n < 3; n += 1) await new Promise((done) => requestAnimationFrame(done));
      at.house.happen(page(0.05, '/users/done', 'Users added', undefined, { visitorId: 'phone' }));
      await until(() => at.journey.count === 2, hide);
      expect([by(at, '#new'), at.heard.slice(heard)], hide).to.deep.equal([null, [2]]);
      frame.remove();
    }
  });

  it('counts no signs of life, nor what is earlier than what is shown, nor anything twice', async () => {
    const at = await bench({ events: visiting() });
    pointer(at, 'pointerenter');
    const beat = told(0.05, { type: 'dwell', seconds: 480, url: 'https://shop.example/users/add', viewId: 'now', tabId: 'tab' });
    at.house.happen([beat, ...before(), ...at.house.log.map(({ event }) => event)]);
    await until(() => asked(at, 'since').some(({ state }) => state === 'answered'));
    await calm(at);
    expect(by(at, '#new') === null).to.equal(true);
    somethingNew(at);
    await until(() => textOf(by(at, '#new')) === '1 new');
  });

  it('waits also where all is read again for it', async () => {
    const at = await bench({
      events: visiting(),
      change: (backend) => ({ ...backend, journeys: { ...backend.journeys!, since: undefined } }),
    });
    pointer(at, 'pointerenter');
    somethingNew(at);
    await until(() => textOf(by(at, '#new')) === '1 new');
    somethingNew(at, 0.04);
    await until(() => textOf(by(at, '#new')) === '2 new');
    expect(top(at)).to.not.include('Users added');
    pointer(at, 'pointerleave');
    await calm(at);
    expect(top(at)).to.include('Users added 0.04');
  });

  it('does not wait for a reader of another customer’s visits', async () => {
    const house = journeyHouse(visiting());
    house.happen(page(9, '/c2', 'Of somebody else', 20), 'c2');
    const at = await bench({ house });
    pointer(at, 'pointerenter');
    somethingNew(at);
    await until(() => by(at, '#new'));
    at.journey.customerId = 'c2';
    await until(() => shown(at).includes('Of somebody else'));
    expect(by(at, '#new') === null).to.equal(true);
    // The pointer was over what is not there any more.
    house.happen(page(0.05, '/c2/b', 'And on'), 'c2');
    await until(() => top(at).includes('And on'));
  });
});
