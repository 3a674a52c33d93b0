import { expect } from '@open-wc/testing';
import type { JourneyEvent } from '../../../src/domain/journey-event.js';
import { ada, bo, house as centre, noon, staySilent, until } from '../../support/card.js';
import { by, en, read, seat, shown, steps, textOf, visits, whereNow } from './bench.js';
import { iso, minute, shop } from './house.js';

let told = 0;
const happened = (minutesAgo: number, path: string, more: Partial<JourneyEvent> = {}): JourneyEvent => ({
  id: `told ${(told += 1)}`,
  visitorId: 'browser',
  type: 'page',
  at: iso(noon - minutesAgo * minute),
  url: `${shop}${path}`,
  title: path.slice(1),
  viewId: path,
  ...more,
});
const login = (minutesAgo: number, email: string, more: Partial<JourneyEvent> = {}) =>
  happened(minutesAgo, '/sign-in', { type: 'login', identity: { kind: 'email', value: email }, ...more });
const settled = async (at: ReturnType<typeof seat>, pattern: RegExp) => {
  await until(() => pattern.test(whereNow(at)), String(pattern));
  return visits(at).map((row) => steps(row).length);
};

describe('the journey over an embedded backend', () => {
  staySilent();

  const permissions = ['customers.view', 'customers.edit', 'customers.remove'] as const;

  it('is the customer’s from their login on, with what was before, live, and goes with them', async () => {
    const backend = centre({ customers: [ada, bo], permissions });
    const [found] = await backend.customers.search('Ada');
    await backend.journeys.record([happened(9, '/prices'), happened(8, '/cart')]);
    const at = seat({ change: () => backend, customerId: found!.id });
    await read(at);
    expect(shown(at)).to.include(en['journey-none']);
    await backend.journeys.record([login(0.5, 'ada@fjord.example')]);
    expect(await settled(at, /^On sign-in/)).to.deep.equal([5]);
    expect(steps(visits(at)[0]).join())
      .to.include('prices')
      .and.to.include('cart');
    // The query is nobody's business.
    await backend.journeys.record([happened(0.1, '/orders', { url: `${shop}/orders?token=secret#me` })]);
    await settled(at, /^On orders/);
    expect(at.journey.shadowRoot!.innerHTML).to.not.include('secret');
    await backend.journeys.record([happened(0.05, '/orders', { type: 'dwell', seconds: 4, left: true, id: 'left' })]);
    await until(() => !whereNow(at).startsWith('On orders'));
    await backend.customers.remove(found!.id, found!.revision);
    await until(() => visits(at).length === 0);
    expect(shown(at)).to.not.include('prices');
  });

  it('loses a browser that is somebody else’s at once', async () => {
    const backend = centre({ customers: [ada, bo], permissions });
    const [found] = await backend.customers.search('Ada');
    const at = seat({ change: () => backend, customerId: found!.id });
    await read(at);
    const alias = await backend.journeys.addAlias({ customerId: found!.id, kind: 'visitor', value: 'browser' });
    await backend.journeys.record([happened(3, '/prices'), happened(0.2, '/cart', { visitorId: 'phone' })]);
    await until(() => visits(at).length === 1);
    await backend.journeys.addAlias({ customerId: found!.id, kind: 'visitor', value: 'phone' });
    await until(() => visits(at).length === 2);
    await backend.journeys.removeAlias(alias.id);
    await until(() => visits(at).length === 1);
    expect(shown(at)).to.include('cart').and.to.not.include('prices');
    expect(textOf(by(at, '#state'))).to.equal(en['journey-live']);
  });

  it('is read to its end, however long it is', async () => {
    const backend = centre({ customers: [ada], permissions });
    const [found] = await backend.customers.search('Ada');
    await backend.journeys.addAlias({ customerId: found!.id, kind: 'visitor', value: 'browser' });
    for (let part = 0; part < 3; part += 1)
      await backend.journeys.record(
        Array.from({ length: 300 }, (_, n) => happened(20 + (part * 300 + n) * 2, `/p${n % 40}`, { viewId: `${part} ${n}` })),
      );
    const at = seat({ change: () => backend, customerId: found!.id, frame: 'all' });
    await until(() => shown(at).includes('900 pages'));
    expect(at.journey.count).to.equal(1);
    expect(textOf(by(at, '.end'))).to.include('90');
  });
});
