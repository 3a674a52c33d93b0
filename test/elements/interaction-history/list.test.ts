import { expect } from '@open-wc/testing';
import { overrideWords } from '../../../src/wiring/words.js';
import { squeeze, staySilent, until } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { asked, bench, by, calm, en, fold, idsOf, read, root, row, rowsOf, seat, shown, textOf } from './bench.js';
import { catalogue, historyHouse, hour, iso, many, me, minute, now, past } from './house.js';

describe('the history', () => {
  staySilent();

  it('is absent where the backend does not offer it, or the agent may not see customers', async () => {
    const without = seat({ change: (backend) => ({ ...backend, interactions: undefined }) });
    await calm(without);
    expect(root(without).querySelector('*') === null).to.equal(true);
    const at = seat({ house: historyHouse([past(1)], { session: { permissions: [] } }) });
    await until(() => !by(at, '*'));
    await calm(at);
    expect(asked(at, 'list')).to.have.length(0);
    expect(at.history.count).to.equal(undefined);
  });

  it('waits without anybody’s data, then shows the newest first', async () => {
    const at = seat({ plan: { 'interactions.list': { never: true } }, interactions: many(3) });
    await until(() => by(at, '.loading[aria-busy=true]'));
    at.faulty.set({});
    at.desk.remove();
    const [first, ...others] = [past(1, { id: 'a' }), past(30, { id: 'b' }), past(24 * 5, { id: 'c' })];
    const other = await bench({ interactions: [...others, first!] });
    expect(idsOf(other)).to.deep.equal(['a', 'b', 'c']);
  });

  it('says when it could not be read, and reads again', async () => {
    const at = seat({ interactions: many(2), plan: { 'interactions.list': { failing: 'unavailable' } } });
    await until(() => by(at, '#retry'));
    await until(() => shown(at).includes(en['error-unavailable']));
    expect(shown(at)).to.contain(en['history-failed']);
    at.faulty.set({});
    by(at, '#retry')!.click();
    await read(at);
    expect(rowsOf(at)).to.have.length(2);
  });

  it('says so too without a session', async () => {
    const at = seat({ plan: { session: { failing: 'unauthenticated' } }, interactions: many(2) });
    await until(() => by(at, '#retry'));
    at.faulty.set({});
    by(at, '#retry')!.click();
    await read(at);
    expect(rowsOf(at)).to.have.length(2);
  });

  it('shows by what way, when, with whom, how long, about what, and an excerpt', async () => {
    const one = past(2, { excerpt: 'She asked for the larger plan.', topicIds: ['t1', 't3', 'never heard of'] });
    const [text] = rowsOf(await bench({ interactions: [one] }));
    for (const part of ['Call, inbound', 'Ola Nordmann', '4 min', 'larger plan', 'Invoice', 'Moving house'])
      expect(text).to.contain(part);
    expect(text).to.not.contain('never heard');
    expect(text).to.match(/10:00/);
  });

  it('says what was the agent’s own, not answered, or runs now', async () => {
    const at = await bench({
      interactions: [
        past(0.1, { id: 'runs', state: 'active', endedAt: undefined, endedBy: undefined }),
        past(1, { id: 'mine', agentId: me.id, agentName: me.name }),
        past(2, { id: 'missed', answeredAt: undefined }),
        past(3, { id: 'mail', channel: 'email' }),
        past(40, { id: 'forgotten', state: 'active', endedAt: undefined }),
      ],
    });
    expect(textOf(row(at, 'runs'))).to.contain(en['history-running']);
    expect(textOf(row(at, 'forgotten'))).to.not.contain(en['history-running']);
    expect(textOf(row(at, 'mine')))
      .to.match(/\byou\b/)
      .and.to.not.contain(me.name);
    expect(textOf(row(at, 'missed')))
      .to.contain(en['history-not-answered'])
      .and.to.not.match(/\bmin\b/);
    expect(textOf(row(at, 'mail')))
      .to.not.contain(en['history-not-answered'])
      .and.to.not.match(/\bmin\b/);
  });

  it('speaks of days by the clocks of the contact centre and the backend, with the whole time in the title', async () => {
    const house = historyHouse([past(13), past(5)], { session: { settings: { timeZone: 'Pacific/Kiritimati' } } });
    const at = await bench({ house });
    // Noon UTC is 02:00 of the next day there.
    await until(() => rowsOf(at)[0]?.includes('yesterday') && rowsOf(at)[1]?.includes('yesterday'));
    const time = by(at, 'time')!;
    expect(squeeze(time.title)).to.contain('Wednesday, March 4, 2026');
    expect(time.getAttribute('datetime')).to.equal(iso(now - 5 * hour));
  });

  it('lasts as long as it lasted', async () => {
    const lasting = (id: string, milliseconds: number) =>
      past(3, { id, answeredAt: iso(now - 3 * hour), endedAt: iso(now - 3 * hour + milliseconds) });
    const at = await bench({
      interactions: [
        lasting('short', 52_000),
        lasting('long', 65 * minute),
        lasting('odd', -5),
        lasting('endless', 400 * 24 * hour),
      ],
    });
    expect(textOf(row(at, 'short'))).to.contain('52 sec');
    expect(textOf(row(at, 'long'))).to.contain('1 hr 5 min');
    for (const id of ['odd', 'endless']) expect(textOf(row(at, id))).to.not.match(/\d (sec|min|hr|days)/);
  });

  it('leaves the current conversation out', async () => {
    const current = past(0.01, { id: 'now', state: 'active', endedAt: undefined });
    const at = await bench({ interactions: [current, past(2, { id: 'before' })], interaction: current });
    expect(idsOf(at)).to.deep.equal(['before']);
    expect(at.history.count).to.equal(1);
    at.desk.interaction = past(0, { id: 'another' });
    await until(() => idsOf(at).length === 2);
    expect(idsOf(at)).to.deep.equal(['now', 'before']);
  });

  it('opens a row in place', async () => {
    const excerpt = 'A sentence of the middle length. '.repeat(60);
    const topicIds = ['t1', 't2', 't3', 't4', 't5', 't6'];
    const at = await bench({ interactions: [past(2, { id: 'x', excerpt, queue: 'Support', endedBy: 'transfer', topicIds })] });
    const text = () => by(at, '.excerpt')!.textContent!;
    const button = row(at, 'x')!.querySelector('[data-row]')!;
    await until(() => textOf(row(at, 'x')).includes('Invoice'));
    expect([button.getAttribute('aria-expanded'), text().length <= 300, text().endsWith('…')]).to.deep.equal([
      'false',
      true,
      true,
    ]);
    expect(by(at, '.excerpt')!.getBoundingClientRect().height).to.be.lessThan(48);
    expect(textOf(row(at, 'x')))
      .to.contain('and 2 more')
      .and.to.not.contain('Support');
    await fold(at, 'x');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(by(at, `#${CSS.escape(button.getAttribute('aria-controls')!)}`) === null).to.equal(false);
    await until(() => textOf(row(at, 'x')).includes('90 01 23 45'));
    for (const part of ['Support', 'Transferred', 'Solar panels', 'Wednesday, March 4, 2026'])
      expect(textOf(row(at, 'x'))).to.contain(part);
    expect(text().length).to.be.greaterThan(300).and.to.be.lessThan(601);
    await fold(at, 'x');
    expect([by(at, '.facts') === null, button.getAttribute('aria-expanded')]).to.deep.equal([true, 'false']);
  });

  it('keeps bullets where the address is concealed', async () => {
    const at = await bench({ interactions: [past(1, { id: 'x', from: '•••••• 45' })] });
    await fold(at, 'x');
    expect(textOf(by(at, '.facts'))).to.contain('•••••• 45');
  });

  it('says where it ends, and that nothing is older', async () => {
    const at = await bench({ interactions: many(2) });
    expect(textOf(by(at, '.end'))).to.equal('Older ones are not kept: 90 days.');
    const none = await bench({ house: historyHouse([], { session: { settings: { retentionDays: 1 } } }) });
    expect(textOf(by(none, '.none'))).to.equal('None within the last day.');
    expect(none.history.count).to.equal(0);
    const forever = await bench({ house: historyHouse([], { session: { settings: { retentionDays: Number.NaN } } }) });
    expect(textOf(by(forever, '.none'))).to.equal(en['no-earlier-interactions']);
  });

  it('does without topics where nobody registers, and where that cannot be read', async () => {
    const interactions = [past(1, { topicIds: ['t1'] })];
    const without = await bench({ interactions, change: (backend) => ({ ...backend, enquiries: undefined }) });
    const failing = await bench({ interactions, plan: { 'enquiries.catalogue': { failing: 'failed' } } });
    for (const at of [without, failing]) {
      expect(rowsOf(at)).to.have.length(1);
      expect(by(at, '.topics') === null).to.equal(true);
      expect(by(at, '[part=bar]') === null).to.equal(true);
    }
  });

  it('counts, and tells the host when it knows', async () => {
    const at = seat({ interactions: many(7), plan: { 'interactions.list': { never: true } } });
    await until(() => by(at, '.loading'));
    expect([at.history.count, at.heard]).to.deep.equal([undefined, []]);
    const known = await bench({ interactions: many(7) });
    expect([known.history.count, known.heard]).to.deep.equal([7, [7]]);
    expect(textOf(by(known, '[part=header]'))).to.contain('7 interactions');
  });

  it('has its rows in words that arrive after them', async () => {
    const at = await bench({ interactions: [past(1, { answeredAt: undefined })] });
    expect(rowsOf(at)[0]).to.contain(en['history-not-answered']);
    overrideWords('en', { 'history-not-answered': 'nobody was free' });
    await calm(at);
    expect(rowsOf(at)[0]).to.contain('nobody was free');
    overrideWords('en', { 'history-not-answered': en['history-not-answered'] });
  });

  it('has the title of its tab', async () => {
    const at = await bench({ interactions: many(1) });
    at.history.label = 'Earlier';
    await calm(at);
    expect(textOf(by(at, 'h2'))).to.equal('Earlier of this customer');
    at.history.remove();
    expect(catalogue.categories).to.have.length(1);
  });

  describe('over midnight', () => {
    const time = stopTime();

    it('calls today yesterday', async () => {
      const house = historyHouse([past(1)]);
      const at = await bench({ house });
      await until(() => rowsOf(at)[0]?.includes('today'));
      await time.pass(12 * hour + minute);
      await calm(at);
      expect(rowsOf(at)[0]).to.contain('yesterday');
    });
  });
});
