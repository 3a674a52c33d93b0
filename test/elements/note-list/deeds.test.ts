import { expect } from '@open-wc/testing';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  asked,
  bars,
  bench,
  by,
  calm,
  day,
  deed,
  en,
  hour,
  houseWith,
  idOf,
  kept,
  minute,
  open,
  pinned,
  press,
  root,
  row,
  rows,
  said,
  seat,
  squeeze,
  textsOf,
  tom,
  until,
} from './bench.js';

const notes = () =>
  houseWith([
    { text: 'Oldest words', ago: 4 * day },
    { text: 'Middle words', ago: 2 * day, by: tom },
    { text: 'Newest words', ago: 2 * minute },
  ]);

describe('deleting a note', () => {
  staySilent();
  const time = stopTime();

  const begin = async (given: Parameters<typeof bench>[0] = {}) => {
    const at = await bench({ house: await notes(), ...given });
    await open(at, 'Newest');
    const id = idOf(at, 'Newest');
    await press(at, `remove ${id}`);
    await until(() => deed(at, 'undo'));
    return { at, id };
  };

  it('leaves the note in its place for ten seconds, with the focus on Undo, and is final then', async () => {
    const { at, id } = await begin();
    expect(bars(at)).to.contain(en['note-removed-in']({ seconds: 10 }, { number: String } as never));
    expect([rows(at).length, root(at).activeElement === deed(at, 'undo')]).to.deep.equal([3, true]);
    expect([deed(at, 'edit'), deed(at, 'pin'), row(at, 'Newest').querySelector('.going') !== null]).to.deep.equal([
      null,
      null,
      true,
    ]);
    await time.pass(3000);
    await until(() => bars(at).includes('7 s'));
    expect(asked(at, 'remove').length).to.equal(0);
    await time.pass(7000);
    await until(() => rows(at).length === 2);
    await until(() => at.heard.includes(`deleted ${id}`));
    expect([textsOf(at), said(at), (await kept(at)).length, at.list.count]).to.deep.equal([
      ['Middle words', 'Oldest words'],
      en['note-removed'],
      2,
      2,
    ]);
    await until(() => root(at).activeElement?.closest('.row') === row(at, 'Middle'));
    expect(at.heard.filter((each) => each.startsWith('deleted'))).to.have.length(1);
  });

  it('can be undone, and then nothing was sent', async () => {
    const { at } = await begin();
    await time.pass(9000);
    await press(at, 'undo');
    await until(() => deed(at, 'remove'));
    await time.pass(60_000);
    await calm(at);
    expect([rows(at).length, asked(at, 'remove').length, (await at.drafts.list('outbox/')).length]).to.deep.equal([3, 0, 0]);
    expect(root(at).activeElement?.closest('.row')).to.equal(row(at, 'Newest'));
  });

  it('says why the note is still there', async () => {
    const { at } = await begin({ plan: { 'notes.remove': { failing: 'denied' } } });
    await time.pass(10_000);
    await until(() => bars(at).includes(en['note-not-removed']));
    expect(bars(at)).to.contain(en['note-denied']);
    expect([rows(at).length, deed(at, 'remove')?.ariaDisabled]).to.deep.equal([3, 'false']);
  });

  it('waits for the network, and can still be taken back', async () => {
    const { at } = await begin({ plan: { 'notes.remove': { failing: 'offline' } } });
    await time.pass(10_000);
    await until(() => bars(at).includes(en['note-not-removed-yet']));
    at.faulty.set({});
    await press(at, 'undo');
    await until(() => deed(at, 'remove'));
    expect((await kept(at)).length).to.equal(3);
  });

  it('is done with a note that is gone already', async () => {
    const { at, id } = await begin();
    await at.house.as({ id: 'mia' }).notes.remove(id, 1);
    await time.pass(10_000);
    await until(() => at.heard.includes(`deleted ${id}`));
    expect(rows(at).length).to.equal(2);
  });

  it('goes on where only the pin is another one, and not where the text is', async () => {
    const { at, id } = await begin();
    await at.house.as(tom).notes.pin(id, {});
    await time.pass(10_000);
    await until(() => at.heard.includes(`deleted ${id}`));
    await open(at, 'Oldest');
    const other = idOf(at, 'Oldest');
    await press(at, `remove ${other}`);
    await at.house.as({ id: 'mia' }).notes.change(other, { revision: 1, text: 'Changed words' });
    await time.pass(10_000);
    await until(() => bars(at).includes(en['note-not-removed']));
    expect((await kept(at)).map(({ text }) => text)).to.contain('Changed words');
  });

  it('was not done when the page died before', async () => {
    const drafts = memoryDrafts();
    const { at } = await begin({ drafts: { ...drafts } });
    const [intent] = await drafts.list('outbox/');
    at.desk.remove();
    // As another page left it.
    await drafts.put({ ...intent!, value: { ...(intent!.value as object), heldBy: 'a page that died' } });
    const next = await bench({ house: at.house, drafts: { ...drafts } });
    await time.pass(40_000);
    await until(() => bars(next).includes(en['deletion-not-sent']));
    expect([rows(next).length, (await kept(at)).length]).to.deep.equal([3, 3]);
  });
});

describe('what an agent may do with a note', () => {
  staySilent();

  const offered = async (given: Parameters<typeof bench>[0]) => {
    const at = await bench({ house: await notes(), ...given });
    await open(at, 'Newest');
    const there = ['edit', 'remove', 'pin'].filter((topic) => deed(at, topic));
    return [there, squeeze(row(at, 'Newest').querySelector('.hint')?.textContent ?? '')];
  };

  it('depends on settings, which are said', async () => {
    expect(await offered({})).to.deep.equal([['edit', 'remove', 'pin'], '']);
    expect(await offered({ options: { settings: { noteEdit: false } } })).to.deep.equal([
      ['remove', 'pin'],
      en['note-no-change'],
    ]);
    expect(await offered({ options: { settings: { noteRemove: false } } })).to.deep.equal([
      ['edit', 'pin'],
      en['note-no-remove'],
    ]);
    const both = { settings: { noteEdit: false, noteRemove: false } };
    expect(await offered({ options: both })).to.deep.equal([['pin'], en['note-fixed']]);
  });

  it('depends on permissions and on what the backend can', async () => {
    const permissions = ['customers.view', 'notes.edit'] as const;
    expect(await offered({ options: { permissions } })).to.deep.equal([['edit'], '']);
    const change: NonNullable<Parameters<typeof bench>[0]>['change'] = ({ notes: service, ...rest }) => {
      const { change: _, pin: __, ...less } = service!;
      return { ...rest, notes: less };
    };
    expect(await offered({ change })).to.deep.equal([['remove'], '']);
  });
});

describe('pinning a note', () => {
  staySilent();
  const time = stopTime();

  it('puts it above the others, until it is unpinned', async () => {
    const at = await bench({ house: await notes() });
    await open(at, 'Middle');
    await press(at, 'pin');
    await press(at, 'pin-open');
    await until(() => pinned(at).length === 1);
    expect([pinned(at), textsOf(at).length, said(at)]).to.deep.equal([['Middle words'], 3, en['note-pinned']]);
    expect(row(at, 'Middle').querySelector('.mark')).to.not.equal(null);
    await new Promise((resolve) => setTimeout(resolve));
    expect(root(at).activeElement, 'the focus stays where it was pressed').to.equal(deed(at, 'pin'));
    await press(at, 'pin');
    await until(() => pinned(at).length === 0);
    expect([said(at), row(at, 'Middle').querySelector('.mark')]).to.deep.equal([en['note-unpinned'], null]);
  });

  for (const [topic, days] of [
    ['pin-0', 0],
    ['pin-7', 7],
    ['pin-30', 30],
  ] as const)
    it(`lasts to the end of the day by the house’s clocks: ${topic}`, async () => {
      const at = await bench({ house: await notes() });
      await open(at, 'Middle');
      await press(at, 'pin');
      await press(at, topic);
      await until(() => pinned(at).length === 1);
      const { pin } = (await kept(at)).find(({ text }) => text === 'Middle words')!;
      const left = Date.parse(pin!.untilAt!) - Date.now();
      expect(left).to.be.within(days * day - hour, (days + 1) * day + hour);
      const wall = new Intl.DateTimeFormat('en', { timeStyle: 'short', hourCycle: 'h23', timeZone: 'Europe/Oslo' });
      expect(wall.format(Date.parse(pin!.untilAt!))).to.equal('00:00');
      expect(by(at, '.pin-foot')!.textContent).to.contain('Pinned until');
    });

  it('is over by itself', async () => {
    const house = await notes();
    await house.write({ text: 'For a while', by: tom, pin: { untilAt: new Date(Date.now() + 3 * minute).toISOString() } });
    let shift = 0;
    const at = await bench({ house, options: { now: () => Date.now() + shift } });
    await until(() => pinned(at).length === 1);
    shift = 3 * minute;
    await time.pass(3 * minute + 1000);
    await until(() => pinned(at).length === 0);
    expect([rows(at).length, row(at, 'For a while').querySelector('.mark')]).to.deep.equal([4, null]);
  });

  it('is refused where enough are pinned, with what to do', async () => {
    const house = await notes();
    await house.write(...['a', 'b', 'c'].map((text) => ({ text: `Pinned ${text}`, by: tom, pin: {}, ago: hour })));
    const at = await bench({ house });
    await open(at, 'Middle');
    await press(at, 'pin');
    await press(at, 'pin-open');
    await until(() => bars(at).includes('3 notes are pinned already: unpin one first.'));
    expect([pinned(at).length, (await at.drafts.list('outbox/')).length]).to.deep.equal([3, 0]);
    await press(at, 'strip-unpin');
    await until(() => pinned(at).length === 2);
    await press(at, 'pin');
    await press(at, 'pin-open');
    await until(() => pinned(at).length === 3);
    expect(bars(at)).to.equal('');
  });

  it('waits for the network, and can be given up', async () => {
    const at = await bench({ house: await notes(), plan: { 'notes.pin': { failing: 'offline' } } });
    await open(at, 'Middle');
    await press(at, 'pin');
    await press(at, 'pin-open');
    await until(() => bars(at).includes(en['note-not-done-yet']));
    await press(at, 'give-up');
    await until(() => !bars(at));
    expect([pinned(at), deed(at, 'pin')!.ariaDisabled]).to.deep.equal([[], 'false']);
  });

  it('is shown when a colleague does it', async () => {
    const house = await notes();
    const at = await bench({ house });
    await house.as(tom).notes.pin(idOf(at, 'Oldest'), {});
    await until(() => pinned(at)[0] === 'Oldest words');
    await house.as(tom).notes.pin(idOf(at, 'Oldest'), undefined);
    await until(() => !pinned(at).length);
  });
});

describe('pinned notes alone', () => {
  staySilent();

  it('stand beside the list in one page, and every deed is told and done once', async () => {
    const at = await bench({ house: await notes() });
    const strip = document.createElement('note-list');
    strip.pinnedOnly = true;
    at.desk.prepend(strip);
    await open(at, 'Newest');
    await press(at, 'pin');
    await press(at, 'pin-open');
    await until(() => pinned(at).length === 1 && pinned({ list: strip }).length === 1);
    await press({ list: strip }, 'strip-unpin');
    await until(() => pinned(at).length === 0 && pinned({ list: strip }).length === 0);
    const list = at.desk.appendChild(document.createElement('note-list'));
    await until(() => rows({ list }).length === 3);
    const id = idOf(at, 'Newest');
    await press(at, `remove ${id}`);
    await until(() => deed(at, 'undo') && deed({ list }, 'undo'));
    at.list.reading.drop('nobody');
    await press({ list }, 'undo');
    await until(() => !deed(at, 'undo'));
    expect([asked(at, 'pin').length, asked(at, 'remove').length, rows(at).length]).to.deep.equal([2, 0, 3]);
  });

  it('are all that is shown, and nothing at all when there are none', async () => {
    const house = await notes();
    const at = seat({ house, pinnedOnly: true });
    await until(() => at.list.reading.pins.value);
    await calm(at);
    expect([squeeze(root(at).textContent!), at.list.count, asked(at, 'list').length]).to.deep.equal(['', undefined, 1]);
    expect(at.list.getBoundingClientRect().height).to.equal(0);
    await house.as(tom).notes.pin((await kept(at))[0]!.id, {});
    await until(() => pinned(at).length === 1);
    expect([by(at, '#new-note'), rows(at).length]).to.deep.equal([null, 0]);
    await press(at, 'strip-unpin');
    await until(() => pinned(at).length === 0);
    expect(asked(at, 'pin').length).to.equal(1);
  });

  it('say that they could not be read', async () => {
    const at = seat({ house: await notes(), pinnedOnly: true, plan: { 'notes.list': { failing: 'offline' } } });
    await until(() => bars(at).includes(en['notes-pinned-failed']));
    at.faulty.set({});
    await press(at, 'retry-pins');
    await until(() => !bars(at));
  });

  it('show long ones whole when that is wanted', async () => {
    const house = await houseWith([{ text: `${'Words that go on. '.repeat(60)}The end`, pin: {} }]);
    const at = seat({ house, pinnedOnly: true });
    await until(() => pinned(at).length === 1);
    const height = () => by(at, '.pin-text')!.clientHeight;
    const before = height();
    await press(at, 'whole');
    expect(height()).to.be.above(before);
    expect(deed(at, 'whole')!.ariaExpanded).to.equal('true');
  });
});
