import { expect } from '@open-wc/testing';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { press as key, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  asked,
  bars,
  bench,
  box,
  by,
  calm,
  click,
  day,
  deed,
  edit,
  editor,
  en,
  houseWith,
  idOf,
  kept,
  mia,
  minute,
  open,
  press,
  root,
  row,
  rows,
  said,
  squeeze,
  textsOf,
  tom,
  until,
  write,
} from './bench.js';

const notes = () =>
  houseWith([
    { text: 'Oldest words', ago: 4 * day },
    { text: 'Middle words', ago: 2 * day, by: tom },
    { text: 'Newest words', ago: 2 * minute },
  ]);
const change = (at: Parameters<typeof write>[0], text: string) => write(at, text, '#change-note');

describe('changing a note', () => {
  staySilent();
  stopTime();

  it('is done in its row, told, and marked', async () => {
    const at = await bench({ house: await notes() });
    await edit(at, 'Newest');
    await until(() => root(at).activeElement === editor(at));
    expect(editor(at)!.value).to.equal('Newest words');
    await change(at, 'Better words');
    await click(at, '#save-change');
    await until(() => textsOf(at)[0] === 'Better words' && !editor(at));
    const id = idOf(at, 'Better');
    expect([at.heard.at(-1), said(at)]).to.deep.equal([`changed ${id}`, en['note-changed']]);
    await until(() => row(at, 'Better').querySelector('.edited'));
    await until(() => root(at).activeElement === row(at, 'Better').querySelector('[data-row]'));
    expect((await kept(at))[0]!.text).to.equal('Better words');
  });

  it('of nothing sends nothing', async () => {
    const at = await bench({ house: await notes() });
    await edit(at, 'Newest');
    await change(at, 'Newest word');
    await change(at, 'Newest words');
    await click(at, '#save-change');
    await until(() => !editor(at));
    await edit(at, 'Newest');
    await click(at, '#cancel-change');
    expect([editor(at), asked(at, 'change').length, (await at.drafts.list('draft/')).length]).to.deep.equal([null, 0, 0]);
  });

  it('is left by Esc with what was typed, which is there again', async () => {
    const at = await bench({ house: await notes() });
    await edit(at, 'Newest');
    await change(at, 'Newest wor');
    key(editor(at)!, 'Escape');
    await until(() => !editor(at));
    expect(squeeze(row(at, 'Newest').querySelector('.pill.warn')!.textContent!)).to.equal(en['note-change-kept']);
    await until(() => root(at).activeElement === row(at, 'Newest').querySelector('[data-row]'));
    await edit(at, 'Newest');
    await until(() => editor(at)!.value === 'Newest wor');
  });

  it('is cancelled after a question, if there is something to lose', async () => {
    const at = await bench({ house: await notes() });
    await edit(at, 'Newest');
    await change(at, 'Newest wor');
    await click(at, '#cancel-change');
    await until(() => root(at).activeElement?.id === 'keep-change');
    await click(at, '#keep-change');
    expect(editor(at)!.value).to.equal('Newest wor');
    await click(at, '#cancel-change');
    await click(at, '#discard-change');
    await until(() => !editor(at));
    await edit(at, 'Newest');
    await calm(at);
    expect(editor(at)!.value).to.equal('Newest words');
  });

  it('is one at a time, and keeps what is typed in the other', async () => {
    const at = await bench({ house: await notes() });
    await edit(at, 'Newest');
    await change(at, 'Newest wor');
    await edit(at, 'Oldest');
    await until(() => editor(at)!.value === 'Oldest words');
    expect(root(at).querySelectorAll('#change-note').length).to.equal(1);
    await edit(at, 'Newest');
    await until(() => editor(at)!.value === 'Newest wor');
  });

  it('goes through when only the pin is another one by then', async () => {
    const house = await notes();
    const at = await bench({ house });
    const id = idOf(at, 'Newest');
    await edit(at, 'Newest');
    await change(at, 'Better words');
    at.faulty.set({ 'notes.change': { failing: 'offline' } });
    await click(at, '#save-change');
    await until(() => bars(at).includes(en['not-sent-yet']));
    await house.as(tom).notes.pin(id, {});
    at.faulty.set({});
    await click(at, '.editing .bar button');
    await until(() => textsOf(at)[0] === 'Better words');
    const [note] = await kept(at);
    expect([note!.text, note!.pin]).to.deep.equal(['Better words', {}]);
    expect(bars(at)).to.equal('');
  });

  it('shows both texts when another one was saved meanwhile, and mine can be kept', async () => {
    const house = await notes();
    const at = await bench({ house });
    const id = idOf(at, 'Newest');
    await edit(at, 'Newest');
    await change(at, 'My words');
    await house.as(mia).notes.change(id, { revision: 1, text: 'Words of my other window' });
    await until(() => by(at, '#other-text'));
    expect([by(at, '#other-text')!.textContent, editor(at)!.value, by(at, '#save-change')]).to.deep.equal([
      'Words of my other window',
      'My words',
      null,
    ]);
    await click(at, '#keep-mine');
    await until(() => textsOf(at)[0] === 'My words' && !editor(at));
    expect((await kept(at))[0]!.text).to.equal('My words');
  });

  it('shows both texts when it is only found out by saving, and the other can be taken', async () => {
    const house = await notes();
    const at = await bench({ house, plan: { watch: { never: true } } });
    const id = idOf(at, 'Newest');
    await edit(at, 'Newest');
    await change(at, 'My words');
    await house.as(mia).notes.change(id, { revision: 1, text: 'Words of my other window' });
    await click(at, '#save-change');
    await until(() => by(at, '#other-text'));
    expect(editor(at)!.value).to.equal('My words');
    await click(at, '#take-other');
    await until(() => !editor(at));
    await until(async () => !(await at.drafts.list('draft/')).length);
    expect([textsOf(at)[0], (await at.drafts.list('outbox/')).length]).to.deep.equal(['Words of my other window', 0]);
  });

  it('of a note that is gone by then can become a new note', async () => {
    const house = await notes();
    const at = await bench({ house, interaction: aConversation() });
    const id = idOf(at, 'Newest');
    await edit(at, 'Newest');
    await change(at, 'My words');
    await write(at, 'Begun already');
    await house.as(mia).notes.remove(id, 1);
    await until(() => bars(at).includes(en['note-gone']));
    expect([editor(at)!.value, rows(at).length]).to.deep.equal(['My words', 3]);
    await click(at, '#into-new');
    await until(() => box(at).value === 'Begun already\n\nMy words');
    await until(() => !editor(at) && rows(at).length === 2);
  });

  it('waits for the network in its row, also when the editor is closed', async () => {
    const at = await bench({ house: await notes(), plan: { 'notes.change': { failing: 'offline' } } });
    await edit(at, 'Newest');
    await change(at, 'Better words');
    await click(at, '#save-change');
    await until(() => bars(at).includes(en['not-sent-yet']));
    expect(editor(at)!.readOnly).to.equal(true);
    await click(at, '#cancel-change');
    await until(() => !editor(at));
    await until(() => bars(at).includes(en['sent-by-itself']));
    at.faulty.set({});
    await press(at, 'retry');
    await until(() => textsOf(at)[0] === 'Better words');
    expect(bars(at)).to.equal('');
  });

  it('is in the editor again after a refusal', async () => {
    const at = await bench({ house: await notes(), plan: { 'notes.change': { failing: 'denied' } } });
    await edit(at, 'Newest');
    await change(at, 'Better words');
    await click(at, '#save-change');
    await until(() => bars(at).includes(en['note-denied']));
    expect([editor(at)!.value, editor(at)!.readOnly]).to.deep.equal(['Better words', false]);
  });

  it('survives the page', async () => {
    const [house, drafts] = [await notes(), memoryDrafts()];
    const first = await bench({ house, drafts: { ...drafts } });
    await edit(first, 'Newest');
    await change(first, 'Newest wor');
    first.desk.remove();
    await until(async () => (await drafts.list('draft/')).length);
    const second = await bench({ house, drafts: { ...drafts } });
    await edit(second, 'Newest');
    await until(() => editor(second)!.value === 'Newest wor');
  });

  it('keeps the conversation open until it is saved', async () => {
    const at = await bench({ house: await notes(), interaction: aConversation() });
    await edit(at, 'Newest');
    await change(at, 'Newest wor');
    expect([await at.desk.requestClose(), root(at).activeElement === editor(at)]).to.deep.equal([false, true]);
    await click(at, '#cancel-change');
    await click(at, '#discard-change');
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is not disturbed by notes that come and go around it', async () => {
    const house = await notes();
    const at = await bench({ house });
    await edit(at, 'Oldest');
    await change(at, 'Oldest wor');
    const area = editor(at)!;
    area.setSelectionRange(3, 3);
    await house.write({ text: 'Just now', by: tom });
    await house.as(tom).notes.remove(idOf(at, 'Middle'), 1);
    await until(() => textsOf(at)[0] === 'Just now' && rows(at).length === 3);
    expect([editor(at) === area, root(at).activeElement === area, area.value, area.selectionStart]).to.deep.equal([
      true,
      true,
      'Oldest wor',
      3,
    ]);
  });
});

describe('earlier versions of a note', () => {
  staySilent();

  const edited = () =>
    houseWith([
      { text: 'First words', ago: 2 * day, then: { text: 'Second words', ago: day } },
      { text: 'Never changed', ago: 3 * day },
    ]);

  it('are read when they are opened', async () => {
    const at = await bench({ house: await edited() });
    await open(at, 'Second');
    expect(asked(at, 'history').length).to.equal(0);
    await press(at, 'versions');
    await until(() => by(at, '.versions li'));
    expect(by(at, '.versions .text')!.textContent).to.equal('First words');
    expect(deed(at, 'versions')!.ariaExpanded).to.equal('true');
    await press(at, 'versions');
    expect(by(at, '.versions')).to.equal(null);
    await open(at, 'Never');
    expect(row(at, 'Never').querySelector('[data-topic^=versions]')).to.equal(null);
  });

  it('have faces of their own', async () => {
    const at = await bench({ house: await edited(), plan: { 'notes.history': { failing: 'offline' } } });
    await open(at, 'Second');
    await press(at, 'versions');
    await until(() => bars(at).includes(en['note-versions-failed']));
    at.faulty.set({ 'notes.history': { never: true } });
    await press(at, 'retry-versions');
    at.faulty.set({});
    await press(at, 'versions');
    await press(at, 'versions');
    await until(() => by(at, '.versions li'));
  });
});
