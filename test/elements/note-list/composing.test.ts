import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { draftKey, type DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { press as key, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import {
  aConversation,
  asked,
  bars,
  bench,
  type Bench,
  box,
  by,
  calm,
  click,
  deed,
  en,
  hour,
  houseWith,
  kept,
  mia,
  press,
  root,
  rows,
  said,
  save,
  squeeze,
  textsOf,
  underway,
  until,
  write,
} from './bench.js';

const card = '4111 1111 1111 1111';
const another = (store: DraftStore): DraftStore => ({ ...store });
const draftAt = ({ house, drafts }: Bench, interactionId?: string) =>
  drafts.get(draftKey({ tenantId: 'memory', agentId: mia.id, element: 'note-list', customerId: house.ada, interactionId }));

describe('writing a note', () => {
  staySilent();

  it('is saved, told, counted, and the box is free for the next one', async () => {
    const at = await bench({ interaction: aConversation() });
    expect(by(at, '#save-note')).to.equal(null);
    await write(at, 'Wants the larger plan');
    await save(at);
    await until(() => textsOf(at)[0] === 'Wants the larger plan');
    const [note] = await kept(at);
    expect([note!.text, note!.interactionId, note!.authorId]).to.deep.equal(['Wants the larger plan', 'call-1', mia.id]);
    await until(() => at.heard.includes(`added ${note!.id}`));
    expect([box(at).value, underway(at), at.list.count, said(at)]).to.deep.equal(['', [], 1, en['note-saved']]);
    expect(root(at).activeElement).to.equal(box(at));
    expect(at.heard.filter((each) => each.startsWith('added'))).to.have.length(1);
    await until(async () => !(await draftAt(at, 'call-1')));
  });

  it('is not told over the notes of another customer', async () => {
    const house = await houseWith([{ text: 'About Bo', about: 'bo', ago: hour }]);
    const at = await bench({ house });
    await write(at, 'Wants the larger plan');
    await save(at);
    await until(() => said(at) === en['note-saved']);
    at.desk.customerId = house.bo;
    await until(() => textsOf(at)[0] === 'About Bo');
    expect(said(at)).to.equal('');
  });

  it('is told once, however many lists show it', async () => {
    const at = await bench();
    const list = at.desk.appendChild(document.createElement('note-list'));
    await until(() => by({ list }, '#new-note'));
    await write(at, 'Once');
    await until(() => box({ list }).value === 'Once');
    await save({ list });
    await until(() => rows(at).length === 1 && rows({ list }).length === 1);
    await until(() => at.heard.some((each) => each.startsWith('added')));
    await calm(at);
    expect([at.heard.filter((each) => each.startsWith('added')).length, asked(at, 'add').length, box(at).value]).to.deep.equal([
      1,
      1,
      '',
    ]);
  });

  it('is saved as it was written, by Ctrl and Enter, and Esc leaves the box', async () => {
    const at = await bench();
    await write(at, '  First line\n\n  second <b>line</b>');
    const escape = key(box(at), 'Escape');
    expect([escape.defaultPrevented, root(at).activeElement, box(at).value]).to.deep.equal([
      true,
      null,
      '  First line\n\n  second <b>line</b>',
    ]);
    box(at).focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await until(() => textsOf(at)[0] === '  First line\n\n  second <b>line</b>');
    expect(by(at, '.row b')).to.equal(null);
  });

  it('shows what is on its way, and the next note can be written meanwhile', async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const at = await bench({
      change: (backend) => ({
        ...backend,
        notes: { ...backend.notes!, add: async (...given) => (await held, backend.notes!.add!(...given)) },
      }),
    });
    await write(at, 'One');
    await save(at);
    await until(() => underway(at).length === 1 && box(at).value === '' && !box(at).readOnly);
    expect(underway(at)[0]).to.contain(en.saving).and.to.contain('One');
    await write(at, 'Two');
    await save(at);
    await until(() => underway(at).length === 2);
    await write(at, 'Three');
    expect([underway(at).map((each) => each.split(' ').at(-1)), rows(at).length]).to.deep.equal([['Two', 'One'], 0]);
    go();
    await until(() => rows(at).length === 2);
    await until(() => underway(at).length === 0);
    expect([box(at).value, asked(at, 'add').length, (await kept(at)).length]).to.deep.equal(['Three', 2, 2]);
  });

  it('is not shown twice when the news is faster than the answer', async () => {
    const at = await bench();
    at.faulty.hold('notes.add');
    await write(at, 'One');
    await save(at);
    await until(() => rows(at).length === 1);
    await until(() => underway(at).length === 0);
    await at.faulty.releaseAll();
    await until(() => at.heard.some((each) => each.startsWith('added')));
    expect(textsOf(at)).to.deep.equal(['One']);
  });

  it('says how much is left, and does not save what is too long', async () => {
    const at = await bench({ house: await houseWith([], { noteLimit: 10 }) });
    const left = () => by(at, '.caption .number')!;
    await write(at, '1234567');
    expect(left().hidden).to.equal(true);
    await write(at, '12345678');
    expect([left().hidden, squeeze(left().textContent!)]).to.deep.equal([false, '2 characters left']);
    await write(at, '12345678901');
    expect(box(at).getAttribute('aria-invalid')).to.equal('true');
    await save(at);
    expect([asked(at, 'add').length, said(at)]).to.deep.equal([
      0,
      `${en['not-saved']} The note is too long: 10 characters at most.`,
    ]);
    await write(at, '1234567890');
    await save(at);
    await until(() => rows(at).length === 1);
  });

  it('warns of what looks like a payment card, and takes it out', async () => {
    const at = await bench();
    await write(at, `Pays with ${card} today`);
    expect(bars(at)).to.contain(en['card-number']);
    await save(at);
    expect([asked(at, 'add').length, root(at).activeElement?.id]).to.deep.equal([0, 'new-note-card']);
    await click(at, '#new-note-card');
    expect([box(at).value, root(at).activeElement === box(at)]).to.deep.equal(['Pays with today', true]);
    await save(at);
    await until(() => textsOf(at)[0] === 'Pays with today');
  });

  it('saves what looks like a payment card after the warning', async () => {
    const at = await bench();
    await write(at, card);
    await save(at);
    expect(squeeze(by(at, '#save-note')!.textContent!)).to.equal(en['save-anyway']);
    await save(at);
    await until(() => textsOf(at)[0] === card);
  });

  it('is not offered to those who may not', async () => {
    const at = await bench({ options: { permissions: ['customers.view'] } });
    expect(box(at)).to.equal(null);
  });
});

describe('a note that is not saved yet', () => {
  staySilent();
  stopTime();

  it('is a draft of its customer and conversation', async () => {
    const house = await houseWith();
    const at = await bench({ house, interaction: aConversation() });
    await write(at, 'Half a note');
    at.desk.interaction = aConversation({ id: 'call-2' });
    await until(() => box(at).value === '');
    await write(at, 'Another');
    at.desk.interaction = aConversation();
    await until(() => box(at).value === 'Half a note');
    at.desk.customerId = house.bo;
    await until(() => box(at)?.value === '');
    at.desk.customerId = house.ada;
    await until(() => box(at)?.value === 'Half a note');
  });

  it('is there again on the next page, and can be discarded', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, drafts: another(drafts) });
    await write(first, 'Half a note');
    await first.list.updateComplete;
    first.desk.remove();
    await until(async () => (await drafts.list('draft/')).length);
    const second = await bench({ house, drafts: another(drafts) });
    await until(() => box(second).value === 'Half a note');
    await until(() => bars(second).includes(en['draft-restored']));
    by(second, '[part=composer] .bar button')!.click();
    await until(() => box(second).value === '');
    await until(async () => !(await drafts.list('draft/')).length);
  });

  it('of two windows is shown in both, and the other text can be taken', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const [one, two] = [await bench({ house, drafts: another(drafts) }), await bench({ house, drafts: another(drafts) })];
    await write(one, 'From one');
    await write(two, 'From two');
    key(box(one), 'Escape');
    key(box(two), 'Escape');
    await until(() => bars(one).includes(en['draft-elsewhere']) || bars(two).includes(en['draft-elsewhere']));
  });

  it('waits for the network as a row of its own, with the reason, and goes out by itself', async () => {
    const at = await bench({ plan: { 'notes.add': { failing: 'offline' } } });
    await write(at, 'Offline words');
    await save(at);
    await until(() => underway(at)[0]?.includes(en['sent-by-itself']));
    expect(underway(at)[0]).to.contain('Offline words').and.to.contain(en['error-offline']).and.to.contain(en['not-sent-yet']);
    expect(box(at).value).to.equal('');
    at.faulty.set({});
    await press(at, 'retry');
    await until(() => textsOf(at)[0] === 'Offline words');
    expect([underway(at).length, (await kept(at)).length]).to.deep.equal([0, 1]);
  });

  it('is taken back into the empty box, and is saved once', async () => {
    const at = await bench({ plan: { 'notes.add': { failing: 'offline' } }, interaction: aConversation() });
    await write(at, 'Offline words');
    await save(at);
    await until(() => deed(at, 'again') && !deed(at, 'again')!.disabled);
    await write(at, 'Something else');
    expect([
      deed(at, 'again')!.disabled,
      by(at, `#${deed(at, 'again')!.getAttribute('aria-describedby')}`)!.textContent,
    ]).to.deep.equal([true, en['note-box-taken']]);
    await write(at, '');
    await press(at, 'again');
    await until(() => box(at).value === 'Offline words' && !box(at).readOnly);
    expect([underway(at), root(at).activeElement === box(at)]).to.deep.equal([[], true]);
    at.faulty.set({});
    await write(at, 'Offline words, better');
    await save(at);
    await until(() => textsOf(at)[0] === 'Offline words, better');
    const notes = await kept(at);
    expect(notes.map(({ text, interactionId }) => [text, interactionId])).to.deep.equal([['Offline words, better', 'call-1']]);
  });

  for (const code of ['invalid', 'denied', 'not-found', 'unsupported'] as const)
    it(`stays on screen as not saved after ${code}, and nothing of it is lost`, async () => {
      const at = await bench({ plan: { 'notes.add': { failing: code } } });
      await write(at, 'Refused words');
      await save(at);
      await until(() => underway(at)[0]?.includes(en['not-saved']));
      expect(underway(at)[0]).to.contain('Refused words').and.to.not.contain(en['sent-by-itself']);
      await press(at, 'again');
      await until(() => box(at).value === 'Refused words');
      at.faulty.set({});
      await save(at);
      await until(() => textsOf(at)[0] === 'Refused words');
    });

  it('can be discarded', async () => {
    const at = await bench({ plan: { 'notes.add': { failing: 'denied' } } });
    await write(at, 'Refused words');
    await save(at);
    await press(at, 'discard');
    await until(() => underway(at).length === 0);
    expect([box(at).value, (await at.drafts.list('outbox/')).length]).to.deep.equal(['', 0]);
  });

  it('that was saved without our knowing is not saved twice', async () => {
    let losing = true;
    const at = await bench({
      change: (backend) => ({
        ...backend,
        notes: {
          ...backend.notes!,
          add: async (...given) => {
            const note = await backend.notes!.add!(...given);
            if (losing) throw new TypeError('the answer is lost');
            return note;
          },
        },
      }),
    });
    await write(at, 'Once');
    await save(at);
    await until(() => underway(at)[0]?.includes(en['not-saved']));
    losing = false;
    await press(at, 'again');
    await until(() => box(at).value === 'Once');
    await save(at);
    await until(() => underway(at).length === 0 && rows(at).length === 1);
    expect((await kept(at)).map(({ text }) => text)).to.deep.equal(['Once']);
  });

  it('of a page that died goes out from the next one, and is told there', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, drafts: another(drafts), plan: { 'notes.add': { failing: 'offline' } } });
    await write(first, 'Survives');
    await save(first);
    await until(() => underway(first)[0]?.includes(en['sent-by-itself']));
    first.desk.remove();
    const second = await bench({ house, drafts: another(drafts) });
    await until(() => underway(second).length === 1);
    await press(second, 'retry');
    await until(() => textsOf(second).includes('Survives'));
    await until(() => second.heard.some((each) => each.startsWith('added')));
    expect([box(second).value, (await kept(second)).length]).to.deep.equal(['', 1]);
  });

  it('of another customer stays with that one', async () => {
    const house = await houseWith([{ text: 'About Bo', about: 'bo', ago: hour }]);
    const at = await bench({ house, plan: { 'notes.add': { failing: 'offline' } } });
    await write(at, 'Offline words');
    await save(at);
    await until(() => underway(at).length === 1);
    at.desk.customerId = house.bo;
    await until(() => textsOf(at)[0] === 'About Bo');
    expect([underway(at), box(at).value]).to.deep.equal([[], '']);
    at.desk.customerId = house.ada;
    await until(() => underway(at).length === 1);
  });
});

describe('closing the conversation', () => {
  staySilent();

  it('is refused while a note is not saved, and leads to it', async () => {
    const at = await bench({ interaction: aConversation() });
    await write(at, 'Half a note');
    box(at).blur();
    expect(await at.desk.requestClose()).to.equal(false);
    expect([at.heard.at(-1), root(at).activeElement === box(at)]).to.deep.equal([`refused ${en['note-unsaved']}`, true]);
    await save(at);
    await until(() => rows(at).length === 1);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is not kept by what the outbox has, nor by notes of other conversations and customers', async () => {
    const house = await houseWith();
    const at = await bench({ house, interaction: aConversation(), plan: { 'notes.add': { failing: 'offline' } } });
    await write(at, 'Half a note');
    await save(at);
    await until(() => underway(at).length === 1);
    expect(await at.desk.requestClose(), 'in the outbox').to.equal(true);
    await write(at, 'Another');
    at.desk.interaction = aConversation({ id: 'call-2' });
    await calm(at);
    expect(await at.desk.requestClose(), 'of another conversation').to.equal(true);
    at.desk.interaction = aConversation();
    at.desk.customerId = house.bo;
    await calm(at);
    expect(await at.desk.requestClose(), 'of another customer').to.equal(true);
  });
});
