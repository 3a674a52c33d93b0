import { expect } from '@open-wc/testing';
import type { FaultPlan } from '../../../src/testing/index.js';
import { staySilent, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { all, asked, bench, type Bench, by, calm, en, fold, idsOf, read, row, rowsOf, seat, shown, textOf } from './bench.js';
import { historyHouse, many, me, past } from './house.js';

/** More than that a change of a row is worth reading all again. */
const long = 200;
const nobodys = (hoursAgo: number, id: string) => past(hoursAgo, { id, customerId: undefined, from: '+4798765432' });
/** Asked since, of the list and for single ones. */
const since = (at: Bench, before: readonly [number, number]) => [
  asked(at, 'list').length - before[0],
  asked(at, 'get').length - before[1],
];
const now = (at: Bench) => [asked(at, 'list').length, asked(at, 'get').length] as const;

describe('a history that goes on', () => {
  staySilent();

  it('shows what becomes of a conversation, also in a short list', async () => {
    for (const count of [3, long]) {
      const house = historyHouse([...many(count), past(0.05, { id: 'runs', state: 'active', endedAt: undefined })]);
      const at = await bench({ house });
      const before = now(at);
      house.record({ ...house.kept.get('runs')!, state: 'closed', endedAt: new Date().toISOString(), excerpt: 'All is well.' });
      await until(() => textOf(row(at, 'runs')).includes('All is well.'));
      expect(textOf(row(at, 'runs'))).to.not.contain(en['history-running']);
      expect(since(at, before), `of ${count}`).to.deep.equal(count < 50 ? [1, 0] : [0, 1]);
    }
  });

  it('shows what is registered, although the interaction is the same revision', async () => {
    for (const count of [3, long]) {
      const house = historyHouse([...many(count), past(0.5, { id: 'x' })]);
      const at = await bench({ house });
      house.register('x', 't2');
      await until(() => textOf(row(at, 'x')).includes('Meter reading'));
      house.register('x', 't5');
      await until(() => textOf(row(at, 'x')).includes('Contract'));
      expect(textOf(row(at, 'x'))).to.not.contain('Meter reading');
    }
  });

  it('shows new ones of the customer: assigned ones, and those of nobody with the address', async () => {
    const house = historyHouse(many(long));
    const at = await bench({ house });
    const before = now(at);
    house.record(past(0.2, { id: 'assigned' }));
    await until(() => idsOf(at)[0] === 'assigned');
    expect(since(at, before)).to.deep.equal([0, 1]);
    house.record(past(0.1, { id: 'by address', customerId: undefined }));
    await until(() => idsOf(at)[0] === 'by address');
    expect(at.history.count).to.equal(long + 2);
    expect(at.heard.at(-1)).to.equal(long + 2);
  });

  it('says nothing of them but the count', async () => {
    const house = historyHouse(many(8));
    const at = await bench({ house });
    house.record(past(0.2, { id: 'new' }));
    await until(() => idsOf(at)[0] === 'new');
    expect([...at.history.shadowRoot!.querySelectorAll('[role=status], [role=alert], [aria-live]')].map(textOf)).to.deep.equal([
      '',
    ]);
  });

  it('leaves strangers alone, and reads little because of them', async () => {
    const house = historyHouse(many(long));
    const at = await bench({ house });
    const ids = idsOf(at);
    const before = now(at);
    // Another customer's: not even asked for.
    house.record(past(0.1, { id: 'theirs', customerId: 'c2' }));
    // Nobody's, from another number: only the backend knows.
    house.record(nobodys(0.1, 'stranger'));
    await until(() => asked(at, 'get').length > before[1]);
    await calm(at);
    expect(idsOf(at)).to.deep.equal(ids);
    const looks = asked(at, 'list').slice(before[0]);
    expect(looks.every(({ given }) => (given[1] as { limit: number }).limit <= 20)).to.equal(true);
    expect(asked(at, 'get').map(({ given }) => given[0])).to.deep.equal(['stranger']);
  });

  it('finds old ones that became the customer’s', async () => {
    const house = historyHouse([...many(long), past(2000, { id: 'old', customerId: 'c2' })]);
    const at = await bench({ house });
    house.record({ ...house.kept.get('old')!, customerId: 'c1' });
    await until(() => idsOf(at).at(-1) === 'old');
    const other = historyHouse([...many(long), past(2000, { id: 'old', customerId: 'c2' })]);
    const bench2 = await bench({ house: other });
    // Taken away from the other: nobody's, with an address of ours.
    other.record({ ...other.kept.get('old')!, customerId: undefined });
    await until(() => idsOf(bench2).at(-1) === 'old');
  });

  it('takes what is somebody else’s by now out of sight at once, and brings it back when it is ours again', async () => {
    for (const count of [3, long]) {
      const house = historyHouse([...many(count), past(0.5, { id: 'x', excerpt: 'private' })]);
      const at = await bench({ house });
      expect(idsOf(at)[0]).to.equal('x');
      if (count === long) at.faulty.hold('interactions.list');
      house.record({ ...house.kept.get('x')!, customerId: 'c2' }, { customerId: undefined });
      await until(() => !row(at, 'x'));
      await at.faulty.releaseAll();
      await calm(at);
      expect(shown(at)).to.not.contain('private');
      expect(at.history.count).to.equal(count);
      house.record({ ...house.kept.get('x')!, customerId: 'c1' });
      await until(() => idsOf(at)[0] === 'x');
    }
  });

  it('keeps it out of sight also when the list cannot be read again, until it can', async () => {
    const house = historyHouse([...many(long), past(0.5, { id: 'x' })]);
    const at = await bench({ house });
    at.faulty.set({ 'interactions.list': { failing: 'offline' } });
    house.record({ ...house.kept.get('x')!, customerId: undefined, from: '+4798765432' });
    await until(() => by(at, '[part=bar]'));
    expect(row(at, 'x') === null).to.equal(true);
    expect(textOf(by(at, '[part=bar]'))).to.contain(en['history-not-refreshed']);
    expect(rowsOf(at).length).to.be.greaterThan(99);
    at.faulty.set({});
    house.kept.set('x', past(0.5, { id: 'x' })); // theirs again, and nobody told
    by(at, '#again')!.click();
    await until(() => row(at, 'x'));
    expect(by(at, '[part=bar]') === null).to.equal(true);
  });

  it('shows others of the customer when the customer’s addresses change', async () => {
    const house = historyHouse([...many(4), nobodys(0.5, 'other number')]);
    const at = await bench({ house });
    expect(row(at, 'other number') === null).to.equal(true);
    house.addresses.set('c1', ['+4798765432']);
    house.tell({ kind: 'customer', id: 'c2', customerId: 'c2', revision: 2 });
    house.tell({ kind: 'customer', id: 'c1', customerId: 'c1', revision: 2 });
    await until(() => row(at, 'other number'));
  });

  it('has the labels of the catalogue as it is by now', async () => {
    const house = historyHouse([past(1, { topicIds: ['t1'] })]);
    const at = await bench({ house });
    await until(() => rowsOf(at)[0]?.includes('Invoice'));
    const [category] = house.catalogue.categories;
    house.catalogue = { revision: 2, categories: [{ ...category!, topics: [{ id: 't1', label: 'Bill' }] }] };
    house.tell({ kind: 'catalogue', id: 'catalogue', revision: 2 });
    await until(() => rowsOf(at)[0]?.includes('Bill'));
  });

  it('reads everything again after a reset, and what is open stays open', async () => {
    const house = historyHouse(many(5));
    const at = await bench({ house });
    const id = idsOf(at)[1]!;
    await fold(at, id);
    house.kept.set('unseen', past(0.5, { id: 'unseen' }));
    house.tell({ kind: 'reset' });
    await until(() => idsOf(at)[0] === 'unseen');
    expect(row(at, id)!.querySelector('[aria-expanded=true]') === null).to.equal(false);
  });

  it('gathers what happens in a moment, and never reads twice at once', async () => {
    const house = historyHouse(many(long));
    const at = await bench({ house });
    const before = now(at);
    let most = 0;
    const watch = () => {
      const running = at.faulty.calls.filter(
        ({ method, state }) => method.startsWith('interactions.list') && state === 'waiting',
      );
      most = Math.max(most, running.length);
    };
    at.faulty.hold('interactions.list');
    for (let i = 0; i < 300; i += 1) house.record(past(0.5, { id: `burst ${i}` }));
    await until(() => at.faulty.held === 1);
    watch();
    // Told while it is being read: one reading more, afterwards.
    for (let i = 0; i < 300; i += 1) {
      house.record({ ...house.kept.get(`burst ${i}`)!, excerpt: `after ${i}` });
      watch();
    }
    await calm(at);
    watch();
    expect([most, asked(at, 'get').length - before[1]]).to.deep.equal([1, 0]);
    await at.faulty.releaseAll();
    await until(() => textOf(row(at, 'burst 299')).includes('after 299'));
    // Two readings of 500 rows.
    expect(since(at, before)[0]).to.be.lessThan(8);
    expect(at.history.count).to.equal(long + 300);
  });

  it('misses nothing that happens while the first pages are read', async () => {
    const house = historyHouse([...many(400), past(0.5, { id: 'first' }), past(1900, { id: 'last' })]);
    const at = seat({ house });
    await until(() => idsOf(at).length >= 100);
    house.register('last', 't1');
    house.register('first', 't4');
    house.record(past(0.1, { id: 'new' }));
    await read(at);
    await until(() => textOf(row(at, 'last')).includes('Invoice') && textOf(row(at, 'first')).includes('Power cut'));
    await until(() => idsOf(at)[0] === 'new');
  });

  it('reads again where single ones cannot be asked for, or that fails', async () => {
    for (const faulty of [false, true]) {
      const house = historyHouse(many(long));
      const at = await bench({
        house,
        ...(faulty && { plan: { 'interactions.get': { failing: 'unavailable' } as const } }),
        change: (backend) => (faulty ? backend : { ...backend, interactions: { ...backend.interactions!, get: undefined } }),
      });
      house.record(past(0.1, { id: 'new', agentId: me.id }));
      await until(() => idsOf(at)[0] === 'new');
      expect(by(at, '[part=bar]') === null).to.equal(true);
    }
  });

  it('of a number takes in what comes from it', async () => {
    const house = historyHouse(Array.from({ length: 80 }, (_, i) => past(i + 1, { id: `n ${i}`, customerId: undefined })));
    const interaction = past(0, { id: 'now', state: 'active', customerId: undefined, endedAt: undefined });
    const at = await bench({ house, customerId: '', interaction });
    expect(rowsOf(at)).to.have.length(80);
    house.record(past(0.1, { id: 'same number', customerId: 'c7' }));
    await until(() => idsOf(at)[0] === 'same number');
    house.record(nobodys(0.05, 'another number'));
    const before = asked(at, 'get').length;
    await until(() => asked(at, 'get').length > before || asked(at, 'get').some(({ given }) => given[0] === 'another number'));
    await calm(at);
    expect(row(at, 'another number') === null).to.equal(true);
  });

  it('forgets what was told of the customer before, and what was asked because of it', async () => {
    const house = historyHouse([...many(long), past(1, { id: 'theirs', customerId: 'c2' })]);
    const at = await bench({ house });
    at.faulty.hold('interactions.get');
    house.record(past(0.1, { id: 'new' }));
    await until(() => at.faulty.held === 1);
    at.history.customerId = 'c2';
    await until(() => idsOf(at)[0] === 'theirs');
    expect(asked(at, 'get').map(({ state }) => state)).to.deep.equal(['aborted']);
    house.record(past(0.05, { id: 'also theirs', customerId: 'c2' }));
    await at.faulty.releaseAll();
    await until(() => idsOf(at)[0] === 'also theirs');
    expect(idsOf(at)).to.deep.equal(['also theirs', 'theirs']);
  });

  describe('by the clock', () => {
    const time = stopTime();

    it('asks once for what happens in a moment, and again only when that is answered', async () => {
      const house = historyHouse(many(long));
      const at = await bench({ house });
      at.faulty.hold('interactions.get', 'interactions.list');
      for (const excerpt of ['one', 'two', 'three']) house.record(past(0.1, { id: 'new', excerpt }));
      await time.pass(300);
      await calm(at);
      expect(at.faulty.held).to.equal(1);
      house.record({ ...house.kept.get('new')!, excerpt: 'four' });
      house.tell({ kind: 'customer', id: 'c1', revision: 2 });
      await time.pass(5000);
      await calm(at);
      expect(at.faulty.held).to.equal(1);
      await at.faulty.release();
      await calm(at);
      expect(textOf(row(at, 'new')))
        .to.contain('three')
        .and.to.not.contain('four');
      // The customer changed meanwhile: that is a reading of the whole list, and what is told during it waits.
      await time.pass(300);
      await calm(at);
      house.record({ ...house.kept.get('new')!, excerpt: 'five' });
      await time.pass(5000);
      await calm(at);
      expect(at.faulty.held).to.equal(1);
      await at.faulty.releaseAll();
      await time.pass(300);
      await until(() => textOf(row(at, 'new')).includes('five'));
    });
  });
});

describe('a long history', () => {
  staySilent();

  it('comes page by page by itself, and says so', async () => {
    const house = historyHouse(many(3000));
    const at = seat({ house });
    await until(() => idsOf(at).length >= 100);
    expect(textOf(by(at, '.end'))).to.equal(en['history-reading']);
    expect([at.history.count, by(at, '[aria-busy]') === null]).to.deep.equal([undefined, true]);
    await read(at);
    await until(() => all(at, '.row').length === 3000);
    expect(at.history.count).to.equal(3000);
    const ids = idsOf(at);
    const newest = [...house.kept.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).map(({ id }) => id);
    expect(ids).to.deep.equal(newest);
    house.register(ids[1500]!, 't4');
    await until(() => textOf(row(at, ids[1500]!)).includes('Power cut'));
    expect(asked(at, 'list').length).to.be.lessThan(20);
  });

  it('keeps what is there when a later page fails, and goes on from there', async () => {
    const house = historyHouse(many(350));
    let fails = true;
    const at = seat({
      house,
      change: (backend) => ({
        ...backend,
        interactions: {
          ...backend.interactions!,
          list: (scope, options) =>
            options?.cursor !== undefined && fails
              ? Promise.reject(new Error('lost'))
              : backend.interactions!.list(scope, options),
        },
      }),
    });
    await until(() => by(at, '[part=bar]'));
    expect(textOf(by(at, '[part=bar]'))).to.contain(en['history-not-all']);
    await until(() => rowsOf(at).length === 100);
    expect([at.history.count, by(at, '.end') === null]).to.deep.equal([undefined, true]);
    fails = false;
    by(at, '#again')!.focus();
    by(at, '#again')!.click();
    await read(at);
    await until(() => rowsOf(at).length === 350);
    await until(() => at.history.shadowRoot!.activeElement?.matches('[data-row]'), 'the focus is kept');
    expect(by(at, '[part=bar]') === null).to.equal(true);
  });

  const plans: readonly FaultPlan[] = [
    { 'interactions.list': { late: [0, 30] } },
    { 'interactions.list': { failing: 'timeout', probability: 0.4 } },
    { '*': { twice: true } },
    { 'interactions.get': { outOfOrder: 2 } },
  ];
  for (const plan of plans)
    it(`is whole in the end with ${JSON.stringify(plan)}`, async () => {
      const house = historyHouse(many(450));
      const at = seat({ house, plan });
      const again = () => (by(at, '#retry') ?? by(at, '#again'))?.click();
      await until(() => (again(), idsOf(at).length >= 100));
      house.record(past(0.1, { id: 'new' }));
      house.record(past(0.05, { id: 'newer' }));
      await until(() => (again(), at.history.count === 452), 'all are there', 10_000);
      await until(() => idsOf(at).length === 452 && idsOf(at)[0] === 'newer');
    });
});
