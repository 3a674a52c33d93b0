import { expect } from '@open-wc/testing';
import { aCallback, dialerHouse, mia, ola } from '../../support/callbacks.js';
import { aCustomer } from '../../support/backends.js';
import { press as key, squeeze, staySilent, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { asked, bars, bench, by, calm, current, deed, en, openTab, press, root, rowsOf, seat, tabs } from './bench.js';

const minute = 60_000;

describe('the lists of call-backs', () => {
  staySilent();
  const time = stopTime();

  it('are those that the agent may see', async () => {
    const manager = await bench();
    expect(tabs(manager)).to.deep.equal(['Planned', 'My queue', 'All']);
    const agent = await bench({ agent: { ...ola, permissions: [] } });
    expect(tabs(agent)).to.deep.equal(['My queue']);
    expect(by(agent, '.none')!.textContent).to.equal(en['none-queue']);
    expect(asked(agent, 'list').map(({ given }) => given[0])).to.deep.equal(['queue']);
  });

  it('are absent where the backend does not offer them', async () => {
    const at = seat({ change: (backend) => ({ ...backend, callbacks: undefined }) });
    await calm(at);
    expect(root(at).querySelector('*')).to.equal(null);
    expect(at.list.count).to.equal(undefined);
  });

  it('show when, with whom, for what, what was said, and who agreed it', async () => {
    const callbacks = [
      aCallback(12, { customerId: 'c1', comment: 'Wants the larger plan' }),
      aCallback(300, { agentId: ola.id, agreedBy: ola.id, agreedByName: ola.name }),
      aCallback(400, { for: 'all', agentId: undefined, number: { interactionId: 'x' } }),
    ];
    const at = await bench({ house: dialerHouse(callbacks, { customers: [aCustomer('c1', 'Ingrid')] }) });
    await until(() => rowsOf(at)[0]?.includes('Ingrid'));
    const [row, ...others] = rowsOf(at);
    expect(others).to.deep.equal([]);
    for (const part of ['Ingrid', 'Winter campaign', 'Wants the larger plan', 'Agreed by you', 'for you', 'Next in 13 min'])
      expect(row).to.contain(part);
    await openTab(at, 'all');
    expect(rowsOf(at)).to.have.length(3);
    expect(rowsOf(at)[1]).to.contain('Agreed by Ola Nordmann').and.to.contain('for Ola Nordmann');
    expect(rowsOf(at)[2]).to.contain('for all agents').and.to.contain(en['number-of-call']);
  });

  it('show the number where the customer may not be read', async () => {
    const house = dialerHouse([aCallback(12, { customerId: 'c1', number: { raw: '+4790012345' } })], {
      customers: [aCustomer('c1', 'Ingrid')],
    });
    const at = await bench({ house, agent: { ...mia, permissions: ['callbacks.view'] } });
    expect(rowsOf(at)[0]).to.not.contain('Ingrid');
    expect(rowsOf(at)[0]!.replace(/\s/g, '')).to.contain('90012345');
    expect(at.faulty.calls.some(({ method }) => method === 'customers.get')).to.equal(false);
  });

  it('count down by themselves, and move what is due to the queue', async () => {
    const at = await bench({ callbacks: [aCallback(2)] });
    expect(rowsOf(at)[0]).to.contain('Next in 3 min');
    await time.pass(minute);
    await calm(at);
    expect(rowsOf(at)[0]).to.contain('Next in 2 min');
    await time.pass(2 * minute);
    await calm(at);
    expect(rowsOf(at)).to.deep.equal([]);
    expect(tabs(at)[1]).to.equal('My queue 1');
    await openTab(at, 'queue');
    expect(rowsOf(at)[0]).to.contain('Overdue');
    expect(at.house.callbacks[0]!.state).to.equal('queued');
  });

  it('ask nothing while nothing happens', async () => {
    const at = await bench({ callbacks: [aCallback(90)] });
    const before = at.faulty.calls.length;
    await time.pass(30 * minute);
    await calm(at);
    expect(at.faulty.calls.length).to.equal(before);
    expect(rowsOf(at)[0]).to.contain('Next in 1 hr 1 min');
  });

  it('show the reservation by the second', async () => {
    const at = await bench({ callbacks: [aCallback(1)], agent: mia });
    at.house.happen({ kind: 'attend', agentId: mia.id, queues: ['Dialer'], state: 'busy' } as never);
    await time.pass(2 * minute + 1000);
    await openTab(at, 'queue');
    const [row] = rowsOf(at);
    expect(row)
      .to.match(/Yours for (19|20):\d\d/)
      .and.to.not.contain('Overdue');
    await time.pass(1000);
    await calm(at);
    expect(rowsOf(at)[0]).to.not.equal(row);
  });

  it('say why one was missed, and leave out what was cancelled', async () => {
    const callbacks = [
      aCallback(-30, { state: 'missed', missed: 'not-answered', takenBy: mia.id }),
      aCallback(-20, { state: 'missed', missed: 'campaign-ended' }),
      aCallback(-10, { state: 'cancelled', reason: 'No need' }),
      aCallback(-10, { state: 'done' }),
    ];
    const at = await bench({ callbacks });
    await openTab(at, 'queue');
    expect(rowsOf(at)).to.have.length(2);
    expect(rowsOf(at)[0]).to.contain(en['missed-not-answered']);
    expect(rowsOf(at)[1]).to.contain(en['missed-campaign-ended']);
  });

  it('fold long comments', async () => {
    const callback = aCallback(5, { comment: 'Long words. '.repeat(40) });
    const at = await bench({ callbacks: [callback] });
    expect(deed(at, `fold ${callback.id}`)!.getAttribute('aria-expanded')).to.equal('false');
    const folded = by(at, '.comment')!.getBoundingClientRect().height;
    await press(at, `fold ${callback.id}`);
    expect(deed(at, `fold ${callback.id}`)!.getAttribute('aria-expanded')).to.equal('true');
    expect(by(at, '.comment')!.getBoundingClientRect().height).to.be.greaterThan(folded);
  });

  it('come page by page', async () => {
    const callbacks = Array.from({ length: 120 }, (_, i) => aCallback(10 + i));
    const at = await bench({ callbacks });
    expect([rowsOf(at).length, tabs(at)[0]]).to.deep.equal([50, 'Planned 120']);
    await press(at, 'more');
    expect(rowsOf(at)).to.have.length(100);
    at.house.tell({ kind: 'reset' });
    await calm(at);
    expect(rowsOf(at)).to.have.length(100);
    await press(at, 'more');
    expect(rowsOf(at)).to.have.length(120);
    expect(deed(at, 'more')).to.equal(null);
  });

  it('are counted: the agent’s own open ones', async () => {
    const callbacks = [aCallback(5), aCallback(-5), aCallback(-5, { state: 'missed', missed: 'not-answered' })];
    const others = aCallback(9, { agentId: ola.id });
    const at = await bench({ callbacks: [...callbacks, others] });
    expect(at.list.count).to.equal(2);
    expect(at.heard).to.deep.equal(['count 2']);
    at.house.happen({ kind: 'cancel', callbackId: callbacks[0]!.id, agentId: mia.id, reason: 'x' } as never);
    await calm(at);
    expect(at.heard).to.deep.equal(['count 2', 'count 1']);
  });

  it('are turned with the arrows', async () => {
    const at = await bench();
    by(at, '#tab-planned')!.focus();
    key(by(at, '#tab-planned')!, 'ArrowLeft');
    await calm(at);
    expect(root(at).activeElement).to.equal(by(at, '#tab-all'));
    key(by(at, '#tab-all')!, 'ArrowRight');
    await calm(at);
    expect(root(at).activeElement).to.equal(by(at, '#tab-planned'));
    key(by(at, '#tab-planned')!, 'End');
    await calm(at);
    expect(by(at, '#tab-all')!.getAttribute('aria-selected')).to.equal('true');
  });

  it('offer the customer only where somebody answers it', async () => {
    const callback = aCallback(5, { customerId: 'c1' });
    const house = dialerHouse([callback], { customers: [aCustomer('c1', 'Ingrid')] });
    const without = await bench({ house });
    await until(() => rowsOf(without)[0]?.includes('Ingrid'));
    expect(deed(without, `open ${callback.id}`)).to.equal(null);
    const at = await bench({ house, answers: 'customer-open' });
    await press(at, `open ${callback.id}`);
    expect(at.heard.at(-1)).to.equal('open c1');
  });

  it('show another day and the customer’s clock', async () => {
    const at = await bench({ callbacks: [aCallback(60 * 24, { timeZone: 'Pacific/Kiritimati' })] });
    expect(rowsOf(at)[0]).to.contain('in Kiritimati').and.to.contain('tomorrow');
  });
});

describe('reading call-backs', () => {
  staySilent();
  stopTime();

  it('shows a skeleton, then a failure with another try, then the rows', async () => {
    const at = seat({ callbacks: [aCallback(5)], plan: { 'callbacks.list': { never: true } } });
    await until(() => by(at, '[aria-busy=true]'));
    at.desk.remove();
    const failing = await (async () => {
      const made = seat({ callbacks: [aCallback(5)], plan: { 'callbacks.list': { failing: 'unavailable' } } });
      await until(() => by(made, '#retry'));
      return made;
    })();
    expect(squeeze(by(failing, '.notice')!.textContent ?? '')).to.contain(en['error-unavailable']);
    failing.faulty.set({});
    by(failing, '#retry')!.click();
    await until(() => rowsOf(failing).length === 1);
  });

  it('shows one list although another cannot be read', async () => {
    const at = seat({
      callbacks: [aCallback(5)],
      change: (backend) => ({
        ...backend,
        callbacks: {
          ...backend.callbacks!,
          list: async (name, more) =>
            name === 'all' ? Promise.reject(new TypeError('no')) : backend.callbacks!.list!(name, more),
        },
      }),
    });
    await until(() => rowsOf(at).length === 1);
    await openTab(at, 'all');
    expect(by(at, '#retry')).to.not.equal(null);
  });

  it('keeps what is there when it cannot be read again', async () => {
    const at = await bench({ callbacks: [aCallback(5)] });
    at.faulty.set({ 'callbacks.list': { failing: 'offline' } });
    at.house.tell({ kind: 'reset' });
    await until(() => bars(at).includes(en['not-refreshed']));
    expect(rowsOf(at)).to.have.length(1);
  });

  it('shows the newest answer, in whatever order they come', async () => {
    const callback = aCallback(5);
    const at = await bench({ callbacks: [callback] });
    at.faulty.hold('callbacks.list');
    at.house.put({ ...at.house.get(callback.id), comment: 'Second' });
    at.house.put({ ...at.house.get(callback.id), comment: 'Third' });
    await calm(at);
    await at.faulty.releaseAll('reversed');
    await until(() => rowsOf(at)[0]?.includes('Third'));
    await calm(at);
    expect(rowsOf(at)[0]).to.contain('Third');
  });

  it('survives every nonsense', async () => {
    for (const wrongShape of ['null', 'object', 'text', 'half a page', 'cyclic'] as const) {
      const at = seat({ callbacks: [aCallback(5)], plan: { callbacks: { wrongShape }, campaigns: { wrongShape } } });
      await until(() => by(at, '#retry') ?? by(at, '.none'));
      at.desk.remove();
    }
  });

  it('has nothing of another agent, and nothing out of the tree', async () => {
    const house = dialerHouse([aCallback(5, { comment: 'Of Mia' }), aCallback(6, { agentId: ola.id, comment: 'Of Ola' })]);
    const at = await bench({ house });
    expect(rowsOf(at)[0]).to.contain('Of Mia');
    const { parentElement } = at.list;
    at.list.remove();
    await calm(at);
    expect(at.list.count).to.equal(undefined);
    at.desk.backend = house.as(ola);
    parentElement!.append(at.list);
    await until(() => rowsOf(at)[0]?.includes('Of Ola'));
    expect(rowsOf(at)).to.have.length(1);
    expect(current(at)).to.equal('');
  });
});
