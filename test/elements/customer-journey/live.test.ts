import { expect } from '@open-wc/testing';
import { staySilent, until } from '../../support/card.js';
import { asked, bench, by, calm, choose, fold, press, shown, steps, textOf, visits, whereNow } from './bench.js';
import { before, page, visiting } from './house.js';

describe('a journey that goes on', () => {
  staySilent();

  it('shows a page that is opened, without being asked', async () => {
    const at = await bench({ events: visiting() });
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => whereNow(at).startsWith('On Users added'));
    expect(steps(visits(at)[0])[0]).to.match(/^11:59 AM Users added/);
    expect(asked(at, 'events').length).to.equal(1);
  });

  it('keeps what is new waiting while the agent reads, and says how much there is', async () => {
    const at = await bench({ events: visiting() });
    const reading = by(at, '.reading')!;
    const listed = steps(visits(at)[0]);
    reading.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.happen(page(0.05, '/users/done', 'Users added'));
    await until(() => by(at, '#new'));
    expect(textOf(by(at, '#new'))).to.equal('1 new');
    expect(whereNow(at)).to.match(/^On Users added/);
    expect(steps(visits(at)[0])).to.deep.equal(listed);
    await press(at, '#new');
    expect(steps(visits(at)[0])[0]).to.match(/Users added/);
    expect(by(at, '#new')).to.equal(null);
  });

  it('lists only the pages on which something happened', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    await choose(at, '#only-type', 'cart');
    expect(visits(at).length).to.equal(1);
    expect(shown(at)).to.include('Cart: 2 items');
    await choose(at, '#only-type', '');
    expect(visits(at).length).to.equal(3);
    await fold(at, 2);
    await calm(at);
    expect(steps(visits(at)[2])).to.deep.equal([
      '12:03 PM Home how long is not known',
      '12:00 PM Contact Sent a form: Contact 3 min',
      'From where is not known',
    ]);
  });
});
