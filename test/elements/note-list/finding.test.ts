import { expect } from '@open-wc/testing';
import type { Interaction } from '../../../src/domain/interaction.js';
import { press as key, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  bench,
  by,
  calm,
  click,
  day,
  edit,
  editor,
  en,
  hour,
  houseWith,
  idOf,
  mia,
  minute,
  root,
  rows,
  said,
  squeeze,
  textsOf,
  tom,
  until,
  write,
  type Written,
} from './bench.js';

const many: readonly Written[] = [
  { text: 'Wants the larger plan, see invoice 4711', ago: hour, interactionId: 'call-1' },
  { text: 'Håkonsen called about the meter', ago: 2 * hour, by: tom },
  { text: 'Paid the invoice', ago: 3 * hour, by: tom, pin: {} },
  { text: 'Moved to Bergen', ago: 4 * hour },
  { text: 'Prefers e-mail', ago: 5 * hour, by: tom },
  { text: 'First contact', ago: 6 * hour },
];
const search = (at: Parameters<typeof write>[0], text: string) => write(at, text, '#search');
const which = (at: Parameters<typeof write>[0], name: string) => click(at, `#which-${name}`);

describe('finding a note', () => {
  staySilent();
  const time = stopTime();

  it('is offered where there are more than a handful', async () => {
    const few = await bench({ house: await houseWith(many.slice(1)) });
    expect(by(few, '#search')).to.equal(null);
    const enough = await bench({ house: await houseWith(many) });
    expect(by(enough, '#search')).to.not.equal(null);
    expect(by(enough, '#which-here'), 'without a conversation').to.equal(null);
  });

  it('takes beginnings of words of the text and the author, whatever their accents', async () => {
    const at = await bench({ house: await houseWith(many) });
    await search(at, 'INVO');
    expect(textsOf(at)).to.deep.equal(['Wants the larger plan, see invoice 4711', 'Paid the invoice']);
    await search(at, 'vik invo');
    expect(textsOf(at)).to.deep.equal(['Paid the invoice']);
    await search(at, 'hakon meter');
    expect(textsOf(at)).to.deep.equal(['Håkonsen called about the meter']);
    await search(at, 'voice');
    expect(textsOf(at)).to.deep.equal([]);
    expect(squeeze(by(at, '.none p')!.textContent!)).to.equal(en['notes-nothing-found']);
    await click(at, '#show-all');
    expect([textsOf(at).length, root(at).activeElement?.id]).to.deep.equal([6, 'search']);
  });

  it('tells those who listen how many there are, when the typing rests', async () => {
    const at = await bench({ house: await houseWith(many) });
    await search(at, 'inv');
    await search(at, 'invo');
    expect(said(at)).to.equal('');
    await time.pass(500);
    await until(() => said(at) === '2 notes found');
  });

  it('is cleared by Esc', async () => {
    const at = await bench({ house: await houseWith(many) });
    await search(at, 'invo');
    key(by(at, '#search')!, 'Escape');
    await calm(at);
    expect([by<HTMLInputElement>(at, '#search')!.value, rows(at).length]).to.deep.equal(['', 6]);
  });

  it('can be among one’s own, the pinned ones, and those of this conversation', async () => {
    const at = await bench({ house: await houseWith(many), interaction: aConversation() });
    await which(at, 'mine');
    expect(rows(at).length).to.equal(3);
    await which(at, 'pinned');
    expect(textsOf(at)).to.deep.equal(['Paid the invoice']);
    await which(at, 'here');
    expect(textsOf(at)).to.deep.equal(['Wants the larger plan, see invoice 4711']);
    await search(at, 'meter');
    expect(textsOf(at)).to.deep.equal([]);
    await which(at, 'all');
    expect(textsOf(at)).to.deep.equal(['Håkonsen called about the meter']);
  });

  it('leaves the note alone that is being changed', async () => {
    const at = await bench({ house: await houseWith(many) });
    await edit(at, 'Moved');
    await write(at, 'Moved to Ber', '#change-note');
    await search(at, 'invo');
    expect([rows(at).length, editor(at)!.value]).to.deep.equal([3, 'Moved to Ber']);
  });

  it('is over with another customer', async () => {
    const house = await houseWith(many);
    const at = await bench({ house });
    await search(at, 'invo');
    at.desk.customerId = house.bo;
    await until(() => by(at, 'p.none'));
    at.desk.customerId = house.ada;
    await until(() => rows(at).length === 6);
  });

  it('goes on while notes come in', async () => {
    const house = await houseWith(many);
    const at = await bench({ house });
    await search(at, 'invo');
    await house.write({ text: 'Asked for the invoice again', by: tom }, { text: 'Something else', by: tom });
    await until(() => rows(at).length === 3);
    expect(textsOf(at)[0]).to.equal('Asked for the invoice again');
  });
});

describe('the line of the last contact', () => {
  staySilent();

  const call = (id: string, ago: number, agentId: string, customerId: string): Interaction => ({
    ...aConversation({ id, agentId, customerId, state: 'closed' }),
    startedAt: new Date(Date.now() - ago).toISOString(),
    endedAt: new Date(Date.now() - ago + 5 * minute).toISOString(),
  });
  const line = (at: Parameters<typeof write>[0]) => {
    const found = by(at, '.line');
    return found && [squeeze(found.textContent!), found.closest<HTMLElement>('.row')?.dataset['id']];
  };
  const four = () => houseWith(many.slice(1, 5).map((note) => ({ ...note, by: tom })));

  it('stands between what was written since the agent’s last conversation and before', async () => {
    const house = await four();
    await house.as(mia).interactions.record(call('old', 3.5 * hour, mia.id, house.ada));
    await house.as(mia).interactions.record(call('toms', 1.5 * hour, tom.id, house.ada));
    const at = await bench({ house });
    await until(() => line(at));
    expect(line(at)![1]).to.equal(idOf(at, 'Moved'));
    expect(line(at)![0]).to.match(/^Since your last contact · (today|yesterday)/);
  });

  it('stands at the end where everything is newer, and nowhere where nothing is', async () => {
    const house = await four();
    await house.as(mia).interactions.record(call('old', 3 * day, mia.id, house.ada));
    const newer = await bench({ house });
    await until(() => line(newer));
    expect(line(newer)![1]).to.equal(undefined);
    await house.as(mia).interactions.record(call('now', 10 * minute, mia.id, house.ada));
    const none = await bench({ house });
    await calm(none);
    expect(line(none)).to.equal(null);
  });

  it('is not moved by what the agent writes meanwhile, nor by this conversation', async () => {
    const house = await four();
    const at = await bench({ house, interaction: aConversation({ agentId: mia.id, customerId: house.ada }) });
    await house.as(mia).interactions.record(call('old', 3.5 * hour, mia.id, house.ada));
    const next = await bench({ house, interaction: aConversation({ agentId: mia.id, customerId: house.ada }) });
    await until(() => line(next));
    const before = line(next);
    await write(next, 'Just written');
    await click(next, '#save-note');
    await until(() => rows(next).length === 5);
    expect([line(next), line(at)]).to.deep.equal([before, null]);
  });

  it('is missing, and nothing else, where it cannot be found out', async () => {
    const at = await bench({ house: await four(), plan: { 'interactions.list': { failing: 'offline' } } });
    await calm(at);
    expect([line(at), rows(at).length]).to.deep.equal([null, 4]);
    expect(textsOf(at)[0]).to.contain('Håkonsen');
  });
});
