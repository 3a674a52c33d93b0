import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { called, staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, by, calm, choose, en, idsOf, rowsOf, said, textOf } from './bench.js';
import { historyHouse, many, past } from './house.js';

const active = (at: Bench) => at.history.shadowRoot!.activeElement as HTMLElement | null;
const choices = (at: Bench) => all(at, '.choice').map(textOf);

describe('the filters of a history', () => {
  staySilent();

  it('are there for more than a handful, with what occurs', async () => {
    const few = await bench({ interactions: many(5) });
    expect(by(few, '[part=filters]') === null).to.equal(true);
    const at = await bench({ interactions: many(10) });
    expect(choices(at)).to.deep.equal(['All', 'Calls', 'SMS', 'E-mail', 'Chat', 'Both', 'Inbound', 'Outbound', 'Mine']);
    const calls = await bench({ interactions: Array.from({ length: 9 }, (_, i) => past(i)) });
    expect(choices(calls)).to.deep.equal(['Mine']);
  });

  it('are combined, and count politely', async () => {
    const at = await bench({ interactions: many(20) });
    expect(said(at)).to.equal('');
    await choose(at, 'channel-call');
    expect([rowsOf(at).length, said(at)]).to.deep.equal([8, '8 of 20 interactions']);
    await choose(at, 'direction-outbound');
    expect([rowsOf(at).length, said(at)]).to.deep.equal([4, '4 of 20 interactions']);
    await choose(at, 'mine');
    expect(rowsOf(at).every((text) => text.includes('Call, outbound') && /\byou\b/.test(text))).to.equal(true);
    expect(at.history.count).to.equal(20);
    await choose(at, 'channel-all');
    expect(said(at)).to.equal('4 of 20 interactions');
    await choose(at, 'direction-all');
    await choose(at, 'mine');
    expect([rowsOf(at).length, said(at)]).to.deep.equal([20, '']);
  });

  it('say when nothing fits, and show all again', async () => {
    const at = await bench({ interactions: many(20) });
    await choose(at, 'channel-sms');
    await choose(at, 'direction-inbound');
    expect(textOf(by(at, '.none'))).to.contain(en['history-nothing-found']);
    expect(said(at)).to.equal('0 of 20 interactions');
    by(at, '#show-all')!.focus();
    by(at, '#show-all')!.click();
    await until(() => active(at)?.id === 'channel-all', 'the focus stays in the filters');
    expect(rowsOf(at)).to.have.length(20);
    expect(by<HTMLInputElement>(at, '#channel-all')!.checked).to.equal(true);
  });

  it('stay while they are in use, also when fewer are left, and begin anew with another customer', async () => {
    const house = historyHouse([...many(7), past(1, { id: 'theirs', customerId: 'c2' })]);
    const at = await bench({ house });
    await choose(at, 'channel-sms');
    for (const [id, one] of house.kept) if (one.channel === 'sms' || one.channel === 'chat') house.kept.delete(id);
    house.tell({ kind: 'reset' });
    await until(() => by(at, '.none'));
    expect(by<HTMLInputElement>(at, '#channel-sms')!.checked).to.equal(true);
    at.history.customerId = 'c2';
    await until(() => idsOf(at)[0] === 'theirs');
    expect(by(at, '[part=filters]') === null).to.equal(true);
  });

  it('keep the rows in groups of a size that pages bear', async () => {
    const chats = [0, 150, 299];
    const interactions = Array.from({ length: 300 }, (_, i) => past(i, chats.includes(i) ? { channel: 'chat' } : {}));
    const at = await bench({ interactions });
    await until(() => rowsOf(at).length === 300);
    await choose(at, 'channel-chat');
    expect(rowsOf(at)).to.have.length(3);
    await choose(at, 'channel-all');
    await until(() => rowsOf(at).length === 300);
    expect(Math.max(...all(at, '.group').map((group) => group.children.length))).to.be.lessThan(76);
  });
});

describe('the history by keyboard', () => {
  staySilent();

  it('goes through filters and rows, opens and closes, and stays where it is', async () => {
    const at = await bench({ interactions: many(12) });
    const before = document.createElement('button');
    at.desk.before(before);
    before.focus();
    await sendKeys({ press: 'Tab' });
    expect(active(at)?.id).to.equal('channel-all');
    await sendKeys({ press: 'ArrowRight' });
    await calm(at);
    expect([active(at)?.id, rowsOf(at).length]).to.deep.equal(['channel-call', 5]);
    await sendKeys({ press: 'Tab' });
    expect(active(at)?.id).to.equal('direction-all');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: ' ' });
    await calm(at);
    expect([active(at)?.id, rowsOf(at).length]).to.deep.equal(['mine', 2]);
    await sendKeys({ press: ' ' });
    await calm(at);
    await sendKeys({ press: 'Tab' });
    const ids = idsOf(at);
    const here = () => active(at)?.closest<HTMLElement>('.row')?.dataset.id;
    expect(here()).to.equal(ids[0]);
    await sendKeys({ press: 'ArrowDown' });
    expect(here()).to.equal(ids[1]);
    await sendKeys({ press: 'Enter' });
    await calm(at);
    expect([here(), active(at)?.getAttribute('aria-expanded')]).to.deep.equal([ids[1], 'true']);
    await sendKeys({ press: ' ' });
    await calm(at);
    expect([here(), active(at)?.getAttribute('aria-expanded')]).to.deep.equal([ids[1], 'false']);
    await sendKeys({ press: 'End' });
    expect(here()).to.equal(ids.at(-1));
    // One stop only: Tab leaves the list.
    await sendKeys({ press: 'Tab' });
    expect(called(active(at))).to.equal('nothing');
  });

  it('keeps its place when something comes above', async () => {
    const house = historyHouse(many(8));
    const at = await bench({ house });
    const id = idsOf(at)[2]!;
    by(at, `.row[data-id="${id}"] [data-row]`)!.focus();
    house.record(past(0.1, { id: 'new' }));
    await until(() => idsOf(at)[0] === 'new');
    await calm(at);
    expect(active(at)?.closest<HTMLElement>('.row')?.dataset.id).to.equal(id);
  });
});
