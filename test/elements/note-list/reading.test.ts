import { expect } from '@open-wc/testing';
import { compareNotes, type Note } from '../../../src/domain/note.js';
import { memory } from '../../../src/adapters/memory.js';
import { press as key, staySilent } from '../../support/card.js';
import {
  aConversation,
  bars,
  bench,
  box,
  by,
  calm,
  click,
  day,
  deed,
  en,
  hour,
  houseWith,
  idOf,
  mia,
  minute,
  open,
  root,
  row,
  rows,
  said,
  seat,
  squeeze,
  textsOf,
  tom,
  until,
  write,
} from './bench.js';

const three = () =>
  houseWith([
    { text: 'Oldest words', ago: 40 * day },
    { text: 'Middle words', ago: 2 * day, by: tom },
    { text: 'Newest words', ago: 2 * minute, then: { text: 'Newest words, better', ago: minute } },
  ]);

describe('the faces of the notes', () => {
  staySilent();

  it('are nothing without notes, and without the permission to see customers', async () => {
    const house = await three();
    const without = seat({ house, change: ({ notes: _, ...rest }) => rest });
    await calm(without);
    expect(root(without).textContent).to.equal('');
    const denied = seat({ house, options: { permissions: ['notes.add'] } });
    await until(() => denied.list.reading.around);
    await calm(denied);
    expect(squeeze(root(denied).textContent!)).to.equal('');
  });

  it('say that notes need a customer', async () => {
    const at = seat({ house: await three(), customerId: '' });
    await until(() => by(at, '.none'));
    expect([squeeze(root(at).textContent!), box(at)]).to.deep.equal([en['notes-need-customer'], null]);
  });

  it('are bars of grey while nothing is answered, and a note can be written already', async () => {
    const at = seat({ house: await three(), plan: { 'notes.list': { never: true } } });
    await until(() => by(at, '[aria-busy=true]') && box(at));
    expect([rows(at).length, at.list.count]).to.deep.equal([0, undefined]);
  });

  it('say what failed, and try again', async () => {
    const at = seat({ house: await three(), plan: { 'notes.list': { failing: 'offline' } } });
    await until(() => by(at, '#retry'));
    expect(by(at, '.notice')!.textContent).to.contain(en['notes-not-loaded']).and.to.contain(en['error-offline']);
    at.faulty.set({});
    await click(at, '#retry');
    await until(() => rows(at).length === 3);
    expect(at.list.count).to.equal(3);
  });

  it('say that the session failed, and try again', async () => {
    const at = seat({ house: await three(), plan: { session: { failing: 'unavailable' } } });
    await until(() => by(at, '#retry'));
    at.faulty.set({});
    await click(at, '#retry');
    await until(() => rows(at).length === 3);
  });

  it('are one sentence where nobody has written anything', async () => {
    const at = await bench();
    expect([squeeze(by(at, 'p.none')!.textContent!), at.list.count]).to.deep.equal([en['notes-none'], 0]);
  });

  for (const wrongShape of ['null', 'object', 'text', 'half a page', 'cyclic'] as const)
    it(`stay faces when the backend answers ${wrongShape}`, async () => {
      const at = seat({ house: await three(), plan: { 'notes.list': { wrongShape } } });
      await until(() => by(at, '#retry, .none'));
      await calm(at);
    });
});

describe('the list of notes', () => {
  staySilent();

  it('has the newest first, each with who and when', async () => {
    const at = await bench({ house: await three() });
    expect(textsOf(at)).to.deep.equal(['Newest words, better', 'Middle words', 'Oldest words']);
    expect(rows(at).map((each) => each.querySelector('.author')!.textContent)).to.deep.equal([
      en['note-by-you'],
      'Tom Vik',
      en['note-by-you'],
    ]);
    const time = row(at, 'Middle').querySelector('time')!;
    expect(Date.parse(time.dateTime)).to.be.closeTo(Date.now() - 2 * day, minute);
    expect(time.title).to.match(/20\d\d/);
    expect(row(at, 'Newest').querySelector('.edited')!.textContent).to.match(/^edited /);
    expect(row(at, 'Middle').querySelector('.edited')).to.equal(null);
    expect(at.heard).to.deep.equal(['count 3']);
  });

  it('keeps the names of those who left, and has a word for those without one', async () => {
    const house = await houseWith([{ text: 'By nobody', by: { id: 'gone' } }]);
    const at = await bench({ house });
    expect(row(at, 'By nobody').querySelector('.author')!.textContent).to.equal(en['note-author-unknown']);
  });

  it('marks what was written in this conversation, and what is pinned', async () => {
    const house = await houseWith([
      { text: 'Here', interactionId: 'call-1' },
      { text: 'There', interactionId: 'call-0', pin: {} },
    ]);
    const at = await bench({ house, interaction: aConversation() });
    const marks = (text: string) => [...row(at, text).querySelectorAll('.here, .mark')].map((each) => squeeze(each.textContent!));
    expect([marks('Here'), marks('There')]).to.deep.equal([[en['note-here']], [en['note-pinned']]]);
  });

  it('opens a row by its button and by its text, and closes it by the button', async () => {
    const at = await bench({ house: await three() });
    const head = () => row(at, 'Middle').querySelector<HTMLElement>('[data-row]')!;
    expect(head().ariaExpanded).to.equal('false');
    row(at, 'Middle').querySelector<HTMLElement>('.text')!.click();
    await calm(at);
    expect(head().ariaExpanded).to.equal('true');
    row(at, 'Middle').querySelector<HTMLElement>('.text')!.click();
    await calm(at);
    expect(head().ariaExpanded, 'a click into an open text is for the text').to.equal('true');
    head().click();
    await calm(at);
    expect(head().ariaExpanded).to.equal('false');
  });

  it('does not open while text is selected, or a link is followed', async () => {
    const at = await bench({ house: await houseWith([{ text: 'See www.example.com for more' }]) });
    const text = by(at, '.row .text')!;
    const link = text.querySelector('a')!;
    expect([link.href, link.target, link.rel]).to.deep.equal(['https://www.example.com/', '_blank', 'noopener noreferrer']);
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    await calm(at);
    expect(rows(at)[0]!.querySelector('[aria-expanded=true]')).to.equal(null);
    text.dispatchEvent(new PointerEvent('pointerdown', { clientX: 10, clientY: 10, bubbles: true }));
    text.dispatchEvent(new MouseEvent('click', { clientX: 90, clientY: 10, bubbles: true }));
    await calm(at);
    expect(rows(at)[0]!.querySelector('[aria-expanded=true]')).to.equal(null);
  });

  it('has all of a text in the page when its row is open, a piece at a time', async () => {
    const text = `${'word '.repeat(12_000)}end`;
    const at = await bench({ house: await houseWith([{ text }]) });
    const length = () => by(at, '.row .text')!.textContent!.length;
    expect(length()).to.be.at.most(2000);
    await open(at, 'word');
    expect(length()).to.be.within(19_000, 20_000);
    for (const most of [40_000, 60_000]) {
      await click(at, '[data-topic^="more "]');
      expect(length()).to.be.within(most - 1000, most);
    }
    await click(at, '[data-topic^="more "]');
    expect(by(at, '.row .text')!.textContent).to.equal(text);
    expect(by(at, '[data-topic^="more "]')).to.equal(null);
  });

  it('says why others’ notes stay as they are', async () => {
    const at = await bench({ house: await three() });
    await open(at, 'Middle');
    expect(squeeze(row(at, 'Middle').querySelector('.hint')!.textContent!)).to.equal(en['note-of-other']({ author: 'Tom Vik' }));
    expect([deed(at, 'edit'), deed(at, 'remove')]).to.deep.equal([null, null]);
    expect(deed(at, 'pin')).to.not.equal(null);
  });

  it('goes from row to row with the arrows, and Tab stops once', async () => {
    const at = await bench({ house: await three() });
    const heads = rows(at).map((each) => each.querySelector<HTMLElement>('[data-row]')!);
    expect(heads.map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1]);
    heads[0]!.focus();
    key(heads[0]!, 'ArrowDown');
    key(heads[1]!, 'End');
    key(heads[2]!, 'ArrowUp');
    expect([root(at).activeElement === heads[1], ...heads.map(({ tabIndex }) => tabIndex)]).to.deep.equal([true, -1, 0, -1]);
  });

  it('leaves out what is about somebody else', async () => {
    const house = await three();
    const mix = (backend: ReturnType<typeof memory>) => ({
      ...backend,
      notes: {
        ...backend.notes,
        list: async (...given: Parameters<typeof backend.notes.list>) => {
          const page = await backend.notes.list(...given);
          return { ...page, items: page.items.map((note, i) => (i === 1 ? { ...note, customerId: house.bo } : note)) };
        },
      },
    });
    const at = await bench({ house, change: (backend) => mix(backend as ReturnType<typeof memory>) });
    expect(textsOf(at)).to.deep.equal(['Newest words, better', 'Oldest words']);
  });

  it('shows nothing of the last customer, not for a moment, in whatever order answers come', async () => {
    const house = await three();
    await house.write({ text: 'About Bo', about: 'bo' });
    const at = await bench({ house });
    await open(at, 'Middle');
    await write(at, 'For Ada');
    at.faulty.hold();
    at.desk.customerId = house.bo;
    await at.desk.updateComplete;
    await at.list.updateComplete;
    expect([rows(at).length, at.list.count, box(at).value]).to.deep.equal([0, undefined, '']);
    at.desk.customerId = house.ada;
    await calm(at);
    at.desk.customerId = house.bo;
    await calm(at);
    await at.faulty.releaseAll('reversed');
    await until(() => rows(at).length);
    await calm(at);
    expect([textsOf(at), box(at).value]).to.deep.equal([['About Bo'], '']);
    at.desk.customerId = house.ada;
    await until(() => textsOf(at).includes('Middle words') && box(at).value === 'For Ada');
    expect(row(at, 'Middle').querySelector('[aria-expanded=true]')).to.equal(null);
  });

  it('lets nobody go on typing into another customer’s note', async () => {
    const house = await three();
    const at = await bench({ house });
    await write(at, 'For Ada');
    const before = box(at);
    at.desk.customerId = house.bo;
    await calm(at);
    await until(() => box(at) !== before);
    expect(root(at).activeElement).to.equal(null);
  });

  it('takes its identity from the property before the desk’s', async () => {
    const house = await three();
    const at = await bench({ house });
    at.list.customerId = house.bo;
    await until(() => by(at, 'p.none'));
    expect(rows(at).length).to.equal(0);
  });

  it('is read whole, and older notes that cannot be read are asked for again', async () => {
    const house = await houseWith(Array.from({ length: 130 }, (_, i) => ({ text: `Note ${i}`, ago: i * hour })));
    let failing = true;
    const at = seat({
      house,
      change: (backend) => ({
        ...backend,
        notes: {
          ...backend.notes!,
          list: async (scope, options) => {
            if (options?.cursor !== undefined && failing) throw new TypeError('no page');
            return backend.notes!.list(scope, options);
          },
        },
      }),
    });
    await until(() => bars(at).includes(en['notes-older-failed']));
    await until(() => rows(at).length === 100);
    expect(at.list.count).to.equal(undefined);
    failing = false;
    await click(at, '#retry-notes');
    await until(() => rows(at).length === 130);
    expect(at.list.count).to.equal(130);
  });
});

describe('notes of colleagues', () => {
  staySilent();

  it('arrive in their place, are announced, and move neither the focus nor what is typed', async () => {
    const house = await three();
    const at = await bench({ house });
    await write(at, 'Half a sent');
    await house.write({ text: 'Just now', by: tom });
    await until(() => textsOf(at)[0] === 'Just now');
    expect([box(at).value, root(at).activeElement === box(at)]).to.deep.equal(['Half a sent', true]);
    await until(() => said(at) === en['note-arrived']({ author: 'Tom Vik' }));
    expect(at.list.count).to.equal(4);
  });

  it('change and go', async () => {
    const house = await three();
    const at = await bench({ house });
    const toms = house.as(tom).notes;
    const id = idOf(at, 'Middle');
    const changed = await toms.change(id, { revision: 1, text: 'Other words' });
    await until(() => textsOf(at)[1] === 'Other words');
    row(at, 'Other').querySelector<HTMLElement>('[data-row]')!.focus();
    await toms.remove(id, changed.revision);
    await until(() => rows(at).length === 2);
    await until(() => root(at).activeElement);
    expect(root(at).activeElement!.closest('.row')).to.equal(row(at, 'Oldest'));
  });

  it('are read again where single ones cannot be asked for, and after a reset', async () => {
    const house = await three();
    const at = await bench({
      house,
      change: ({ notes, ...rest }) => ({ ...rest, notes: { list: notes!.list } }),
    });
    await house.write({ text: 'Just now', by: tom });
    await until(() => textsOf(at)[0] === 'Just now');
    expect([box(at), deed(at, 'pin')]).to.deep.equal([null, null]);
    const before = at.faulty.calls.length;
    at.faulty.tell({ kind: 'reset' });
    await until(() => at.faulty.calls.slice(before).some(({ method }) => method === 'notes.list'));
  });

  it('that belong to somebody else are nobody’s news', async () => {
    const house = await three();
    const at = await bench({ house });
    await house.write({ text: 'About Bo', about: 'bo' });
    await calm(at);
    expect([textsOf(at).length, said(at)]).to.deep.equal([3, '']);
  });

  it('keep their order', async () => {
    const at = await bench({ house: await three() });
    const items: readonly Note[] = at.list.reading.feed.items;
    expect([...items].sort(compareNotes)).to.deep.equal(items);
    expect(mia.id).to.equal(items[0]!.authorId);
  });
});
