import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { chance, permutation } from '../../../src/testing/chance.js';
import { customerContext, refreshContext } from '../../../src/wiring/context.js';
import { everything, staySilent, until } from '../../support/card.js';
import { rounds, seed } from '../../support/chance.js';
import {
  all,
  asked,
  bench,
  type Bench,
  by,
  calm,
  en,
  press,
  read,
  root,
  seat,
  shown,
  textOf,
  visits,
  whereNow,
} from './bench.js';
import { journeyHouse, page } from './house.js';

const people = ['c1', 'c2', 'c3', 'c4'];
const pages = (customerId: string, minutesAgo: number, count = 3) =>
  Array.from({ length: count }, (_, n) =>
    page(minutesAgo + n, `/${customerId}/${n}`, `page-of-${customerId}`, 20, { visitorId: `browser of ${customerId}` }),
  ).flat();
/** Everybody was on pages of their own, and the answers come in small parts. */
const town = (pageSize = 3) => {
  const house = journeyHouse([], { pageSize });
  for (const customerId of people) house.happen(pages(customerId, 10, 4), customerId);
  return house;
};
const pattern = /page-of-c\d|browser of c\d|\/c\d\//g;
/** Whose pages are in the element, for anybody. */
const whose = (at: Bench) => [
  ...new Set(
    everything(at.journey)
      .match(pattern)
      ?.map((each) => /c\d/.exec(each)![0]),
  ),
];
/** What stood there of somebody else at any time while something was done. */
async function strays(at: Bench, allowed: () => string, deed: () => Promise<unknown>): Promise<readonly string[]> {
  const found = new Set<string>();
  const look = () => whose(at).forEach((each) => each !== allowed() && found.add(each));
  const observer = new MutationObserver(look);
  observer.observe(root(at), { childList: true, subtree: true, characterData: true });
  await deed();
  look();
  observer.disconnect();
  return [...found];
}

describe('whose journey it is', () => {
  staySilent();

  it('is another one at once: nothing of the old one is left, and nothing more is asked of it', async () => {
    const at = await bench({ house: town() });
    expect(whose(at)).to.deep.equal(['c1']);
    at.faulty.hold('journeys.events');
    at.journey.customerId = 'c2';
    await at.journey.updateComplete;
    expect([whose(at), by(at, '.loading') !== null, at.journey.count]).to.deep.equal([[], true, undefined]);
    at.journey.customerId = 'c3';
    await calm(at);
    expect(asked(at, 'events').at(-2)!.state).to.equal('aborted');
    await at.faulty.releaseAll();
    await read(at);
    expect(whose(at)).to.deep.equal(['c3']);
  });

  it('aborts what is asked of the news, too', async () => {
    const at = await bench({ house: town() });
    at.faulty.hold('journeys.since');
    at.house.happen(pages('c1', 1, 1));
    await until(() => at.faulty.held === 1);
    at.journey.customerId = 'c2';
    await read(at);
    expect(asked(at, 'since').map(({ state }) => state)).to.deep.equal(['aborted']);
    await at.faulty.releaseAll();
    await calm(at);
    expect(whose(at)).to.deep.equal(['c2']);
    expect(textOf(by(at, '#state'))).to.equal(en['journey-live']);
  });

  for (const ignoreSignal of [false, true])
    it(`is never another’s, in whatever order answers come${ignoreSignal ? ', also those of aborted requests' : ''}`, async () => {
      for (let round = 0; round < rounds(6); round += 1) {
        const random = chance(seed + round);
        const at = seat({ house: town(), plan: { journeys: { ignoreSignal } } });
        await read(at);
        let last = 'c1';
        const stray = await strays(
          at,
          () => last,
          async () => {
            at.faulty.hold('journeys.events', 'journeys.since');
            for (const next of permutation(people.length, random).map((n) => people[n]!)) {
              // News under way, a journey under way, or both.
              if (random() < 0.6) at.house.happen(pages(last, 1, 1), last);
              if (random() < 0.6) await until(() => at.faulty.held > 0 || asked(at, 'since').length > 0);
              if (random() < 0.5) await at.faulty.release();
              at.journey.customerId = last = next;
              await calm(at);
            }
            await at.faulty.releaseAll('random');
            await until(() => at.journey.count !== undefined && whose(at)[0] === last);
            await calm(at);
          },
        );
        expect(stray, `in round ${round}`).to.deep.equal([]);
        at.desk.parentElement!.remove();
      }
    });

  it('is read anew when somebody comes back to the same customer, and the late answer of before is nothing', async () => {
    const at = await bench({ house: town(), plan: { journeys: { ignoreSignal: true } } });
    at.faulty.hold('journeys.since');
    at.house.happen(pages('c1', 1, 1));
    await until(() => at.faulty.held === 1);
    at.journey.customerId = 'c2';
    await calm(at);
    at.journey.customerId = 'c1';
    await read(at);
    at.house.happen(page(0.5, '/c1/news', 'page-of-c1'));
    await until(() => at.faulty.held === 2);
    await at.faulty.release();
    await calm(at);
    // The one that is waited for is still under way: none more is sent.
    at.house.happen(page(0.4, '/c1/more', 'page-of-c1'));
    await calm(at);
    expect(asked(at, 'since').length).to.equal(2);
    await at.faulty.releaseAll();
    await until(() => asked(at, 'since').every(({ state }) => state === 'answered') && by(at, '[part=now]'));
  });

  it('is the desk’s customer’s, or the card’s around it, and is read again with that card', async () => {
    class CardOfWeb extends LitElement {
      readonly customer = new ContextProvider(this, { context: customerContext, initialValue: 'c1' });
      readonly refreshed = new ContextProvider(this, { context: refreshContext, initialValue: 0 });
    }
    customElements.define('card-of-web', CardOfWeb);
    const at = seat({ house: town(), customerId: '' });
    await until(() => shown(at) === en['journey-nobody']);
    const card = new CardOfWeb();
    at.desk.append(card);
    card.append(at.journey);
    await until(() => whose(at)[0] === 'c1');
    card.customer.setValue('c2');
    await at.journey.updateComplete;
    expect(whose(at)).to.deep.equal([]);
    await until(() => whose(at)[0] === 'c2');
    // Nobody told.
    at.house.log.push(...page(0.2, '/c2/silent', 'Silent page').map((event) => ({ customerId: 'c2', event })));
    card.refreshed.setValue(1);
    await until(() => shown(at).includes('Silent page'));
    card.customer.setValue(undefined as never);
    await until(() => shown(at) === en['journey-nobody']);
    expect(whose(at)).to.deep.equal([]);
  });

  it('keeps nothing out of the page, asks nothing there, and is whole when it comes back', async () => {
    const at = await bench({ house: town() });
    at.house.happen(pages('c1', 1, 1));
    at.journey.remove();
    const before = at.faulty.calls.length;
    await calm(at);
    expect([whose(at), at.journey.count]).to.deep.equal([[], undefined]);
    at.house.happen(page(0.5, '/c1/x', 'page-of-c1 meanwhile'));
    await calm(at);
    expect(at.faulty.calls.length).to.equal(before);
    at.desk.append(at.journey);
    await read(at);
    expect(shown(at)).to.include('meanwhile');
  });

  it('is what another backend says, in another place', async () => {
    const at = await bench({ house: town() });
    const other = seat({ house: journeyHouse(page(5, '/c9/1', 'page-of-c9')), customerId: '' });
    at.faulty.hold('journeys.since');
    at.house.happen(pages('c1', 1, 1));
    await until(() => at.faulty.held === 1);
    const stray = await strays(
      at,
      () => 'c9',
      async () => {
        other.desk.append(at.journey);
        await at.faulty.releaseAll();
        await until(() => whose(at)[0] === 'c9');
      },
    );
    expect(stray).to.deep.equal([]);
    expect(textOf(by(at, '#state'))).to.equal(en['journey-live']);
  });

  it('is what another backend says in the same place', async () => {
    const at = await bench({ house: town() });
    at.journey.backend = journeyHouse(page(5, '/c9/1', 'page-of-c9')).backend;
    await at.journey.updateComplete;
    expect(whose(at)).to.deep.equal([]);
    await until(() => whose(at)[0] === 'c9');
  });

  it('is read again by another agent, and not at all by one who may not', async () => {
    const at = await bench({ house: town() });
    const before = asked(at, 'events').length;
    at.house.session = { ...at.house.session, agent: { id: 'ola', name: 'Ola' } };
    at.house.tell({ kind: 'session', id: 'session', revision: 2 });
    await until(() => asked(at, 'events').length > before);
    await read(at);
    at.house.session = { ...at.house.session, permissions: [] };
    at.house.tell({ kind: 'session', id: 'session', revision: 3 });
    await until(() => !by(at, '*'));
    expect(at.journey.count).to.equal(undefined);
  });

  it('loses what is not the customer’s any more from sight at once, before anything is read again', async () => {
    const house = journeyHouse([...pages('c1', 10), ...page(5, '/c2/1', 'page-of-c2', 20, { visitorId: 'browser of c2' })]);
    const at = await bench({ house });
    expect(whose(at).sort()).to.deep.equal(['c1', 'c2']);
    at.faulty.hold('journeys.events');
    at.house.takeAway('browser of c2');
    await until(() => at.faulty.held === 1);
    expect([whose(at), by(at, '.loading') !== null]).to.deep.equal([[], true]);
    await at.faulty.releaseAll();
    await read(at);
    expect(whose(at)).to.deep.equal(['c1']);
    expect(visits(at).length).to.equal(1);
  });

  it('loses it also while the agent reads, and shows nothing of it when the rest cannot be read', async () => {
    const house = journeyHouse([...pages('c1', 10), ...page(5, '/c2/1', 'page-of-c2', 20, { visitorId: 'browser of c2' })]);
    const at = await bench({ house });
    by(at, '.reading')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.faulty.set({ 'journeys.events': { failing: 'offline' } });
    at.house.takeAway('browser of c2');
    await until(() => by(at, '#retry'));
    expect(whose(at)).to.deep.equal([]);
    at.faulty.set({});
    await press(at, '#retry');
    await until(() => whose(at)[0] === 'c1');
    expect(whose(at)).to.deep.equal(['c1']);
    expect(all(at, '#new').length).to.equal(0);
  });

  it('loses it where it is only found by reading everything again, whoever reads', async () => {
    const house = journeyHouse([...pages('c1', 10), ...page(5, '/c2/1', 'page-of-c2', 20, { visitorId: 'browser of c2' })]);
    const at = await bench({
      house,
      change: (backend) => ({ ...backend, journeys: { ...backend.journeys!, since: undefined } }),
    });
    by(at, '.reading')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    at.house.takeAway('browser of c2');
    await until(() => !whose(at).includes('c2'));
    expect(whose(at)).to.deep.equal(['c1']);
  });

  it('says of nobody where they are while the next one is read', async () => {
    const house = town();
    house.happen(page(0.1, '/c1/here', 'page-of-c1 now', 5, { open: true, visitorId: 'browser of c1' }));
    const at = await bench({ house });
    expect(whereNow(at)).to.match(/^On page-of-c1 now/);
    at.faulty.hold('journeys.events');
    at.journey.customerId = 'c2';
    await at.journey.updateComplete;
    expect(by(at, '[part=now]') === null).to.equal(true);
    await at.faulty.releaseAll();
  });
});
