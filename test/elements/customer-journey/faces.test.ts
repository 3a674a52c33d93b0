import { expect } from '@open-wc/testing';
import { staySilent, until } from '../../support/card.js';
import { bench, by, en, press, seat, shown, steps, visits, whereNow } from './bench.js';
import { before, targets, visiting } from './house.js';

describe('a journey', () => {
  staySilent();

  it('shows where the customer is, and the way there', async () => {
    const at = await bench({ events: visiting(), settings: { journeyTargets: targets } });
    expect(whereNow(at)).to.equal('On Add users since 11:52 AM (8 min)');
    expect(steps(visits(at)[0])).to.deep.equal([
      '11:52 AM Add users there now 8 min so far',
      '11:50 AM Prices 2 min',
      '11:46 AM Change profile Gave a form up: Profile 3 min',
      'Logged in at 11:46 AM · Before: nobody was logged in',
      '11:43 AM Sign in: 3 times in a row Error page 500 Show each Logged in 3 min',
      '11:39 AM Prices Searched for “heat pump”, 3 results 4 min',
      '11:38 AM Home 1 min',
      'Came from search.example · Campaign: Winter (newsletter, email)',
    ]);
  });

  it('has earlier visits closed below, and counts all', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    expect(visits(at).length).to.equal(3);
    expect(at.heard.at(-1)).to.equal(3);
    expect(shown(at)).to.include('3 visits · 17 pages');
    expect(shown(at)).to.include(
      en['journey-older']({ days: 90 }, { plural: (_, { other }) => other, number: String, list: String }),
    );
  });

  it('has nothing to show of nobody', async () => {
    const at = seat({ customerId: '' });
    await until(() => shown(at) === en['journey-nobody']);
  });

  it('says what it could not read, and reads it when asked again', async () => {
    const at = seat({ events: visiting(), plan: { 'journeys.events': { failing: 'offline' } } });
    await until(() => by(at, '#retry'));
    expect(shown(at)).to.include(en['journey-failed']).and.to.include(en['error-offline']);
    at.faulty.set({});
    await press(at, '#retry');
    await until(() => visits(at).length === 1);
  });

  it('goes farther back when there is nothing in the time shown', async () => {
    const at = await bench({ events: before(), frame: 'day' });
    expect(shown(at)).to.include(en['journey-none']);
    await press(at, '#farther');
    await until(() => visits(at).length === 2);
  });
});
