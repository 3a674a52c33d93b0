import type { NoteDraft } from '../../domain/note.js';
import { aborted, ensure, inShort, refused, same } from '../assert.js';
import { bea } from './campaign-cast.js';
import type { Section } from './case.js';
import { hostileIds, refusedFor } from './catalogue-cast.js';
import { about, allBut, everyNote, idsOf, keptAs, textsOf, withSettings, write } from './note-cast.js';
import { hostileValues } from './values.js';
import { turn, watching } from './watching.js';

/** What has to come back as it went in. */
const texts: readonly string[] = [
  '  Calls back.\r\n\r\n\tMind the dog!\n  ',
  '👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \u{10FFFF}',
  'שלום עולם مرحبا \u202Egnp.exe\u2066',
  '\u0001\u001B[31mred\u007F\uFEFF\u200B\u2028',
  ...Object.values(hostileValues).filter((text) => text.length < 10_000 && !/[\0\p{Cs}]/u.test(text)),
];

export const notesAdd: Section = {
  name: 'notes.add',
  needs: ['notes.add', 'notes.list', 'notes.get'],
  cases: [
    {
      name: 'answers the note: who wrote it, when and where, in the first revision, never changed, not pinned',
      seed: about,
      async run(desk) {
        const { backend, id, now } = desk;
        const { id: noteId, createdAt, ...rest } = await write(desk, 'Calls back.', { interactionId: 'talk' });
        const by = { authorId: 'agent1', authorName: 'Astrid Agent' };
        const said = { customerId: id(0), text: 'Calls back.', interactionId: 'talk' };
        same(rest, { ...said, ...by, revision: 1 }, 'the note');
        ensure(Date.parse(createdAt) >= Date.parse(now), `it is written at ${createdAt}`);
        same((await backend.notes.get(noteId))?.createdAt, createdAt, 'when it is written, as it is got');
      },
    },
    {
      name: 'is there at once, for a colleague too',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const other = await desk.second(bea);
        const note = await write(desk);
        for (const each of [desk.backend, other]) await keptAs(each, note);
      },
    },
    {
      name: 'takes time and author from the backend, and nothing that the port does not name',
      seed: about,
      async run(desk) {
        const forged = {
          ...{ id: 'mine', authorId: 'agent2', authorName: 'Bea', createdAt: '2001-01-01T00:00:00Z' },
          ...{ editedAt: '2001-01-01T00:00:00Z', pin: {}, revision: 9, secret: 'x' },
        };
        const note = await write(desk, 'Forged', forged as Partial<NoteDraft>);
        same([note.authorId, note.authorName, note.pin, note.revision], ['agent1', 'Astrid Agent', undefined, 1], 'the note');
        ensure(note.id !== 'mine' && note.editedAt === undefined, 'id and times are the backend’s');
        await keptAs(desk.backend, note);
      },
    },
    {
      name: 'keeps the text exactly as it was written',
      seed: about,
      async run(desk) {
        for (const text of texts) {
          const note = await write(desk, text);
          same(note.text, text, 'the text that is answered');
          same((await desk.backend.notes.get(note.id))?.text, text, 'the text that is got');
        }
        const listed = textsOf(await everyNote(desk.backend, { customerId: desk.id(0) }));
        same([...listed].sort(), [...texts].sort(), 'the texts of the list');
      },
    },
    {
      name: 'refuses a text that is blank, no text, or longer than 10,000 units where nobody set a limit',
      seed: about,
      async run(desk) {
        const add = (text: unknown) => write(desk, text as string);
        for (const blank of ['', ' \n\t\u00A0 ']) await refusedFor(add(blank), inShort(blank), 'text required');
        for (const odd of [null, 7, {}, [], ['a'], true, 'a\0b', 'a\uD83D', '\uDE00b'])
          await refusedFor(add(odd), inShort(odd), 'text not-text');
        await refusedFor(add('x'.repeat(10_001)), 'one sign too many', 'text too-long');
        await refusedFor(desk.backend.notes.add({ customerId: desk.id(0) } as NoteDraft), 'no text', 'text required');
        same((await everyNote(desk.backend, { customerId: desk.id(0) })).length, 0, 'how many are kept');
        same((await add('x'.repeat(10_000))).text.length, 10_000, 'the longest');
      },
    },
    {
      name: 'counts UTF-16 units against the limit of the settings',
      needs: ['settings'],
      seed: withSettings({ noteLimit: 4 }),
      async run(desk) {
        for (const text of ['abcd', '👩👩', ' a\n ']) same((await write(desk, text)).text, text, 'a text of four units');
        for (const text of ['abcde', '👩👩 ', '   a  ']) await refusedFor(write(desk, text), inShort(text), 'text too-long');
      },
    },
    {
      name: 'names everything that is wrong, in the order of the draft',
      seed: about,
      async run(desk) {
        const add = (draft: unknown) => desk.backend.notes.add(draft as NoteDraft);
        const customerId = desk.id(0);
        for (const nonsense of [undefined, null, 7, 'text', [], {}])
          await refusedFor(add(nonsense), inShort(nonsense), 'customerId required', 'text required');
        await refusedFor(add({ customerId: '', text: 'a' }), 'no customer', 'customerId required');
        await refusedFor(add({ customerId: 7, text: 'a' }), 'a number for a customer', 'customerId required');
        for (const odd of [7, null, {}, 'a\0b', 'a\uD83D'])
          await refusedFor(add({ customerId, text: 'a', interactionId: odd }), inShort(odd), 'interactionId not-text');
        const long = 'x'.repeat(1001);
        await refusedFor(add({ customerId, text: 'a', interactionId: long }), 'a long id', 'interactionId too-long');
        const all = ['customerId required', 'text not-text', 'interactionId too-long'];
        await refusedFor(add({ text: 'a\0', interactionId: long }), 'all of it', ...all);
        same(await everyNote(desk.backend, { customerId }), [], 'the list');
      },
    },
    {
      name: 'does not ask whether there is such a conversation',
      seed: about,
      async run(desk) {
        for (const interactionId of ['nobody', '__proto__', 'x'.repeat(1000)])
          same((await write(desk, 'x', { interactionId })).interactionId, interactionId, 'the conversation');
      },
    },
    {
      name: 'rejects with not-found who is not there',
      seed: about,
      async run(desk) {
        for (const customerId of hostileIds.filter(Boolean))
          await refused(write(desk, 'x', { customerId }), 'not-found', `the customer ${inShort(customerId)}`);
      },
    },
    {
      name: 'says what is wrong before it says that nobody is there',
      seed: about,
      async run(desk) {
        await refusedFor(write(desk, ' ', { customerId: 'nobody' }), 'a blank text about nobody', 'text required');
      },
    },
    {
      name: 'keeps what is written twice without a key twice',
      seed: about,
      async run(desk) {
        const [first, second] = [await write(desk), await write(desk)];
        ensure(first.id !== second.id, 'each has an id of its own');
        same((await everyNote(desk.backend, { customerId: desk.id(0) })).length, 2, 'how many there are');
      },
    },
    {
      name: 'happens once with a key, also at the same time, and refuses the key for something else',
      needs: ['keys', 'second'],
      seed: about,
      async run(desk) {
        const other = await desk.second();
        const draft: NoteDraft = { customerId: desk.id(0), text: 'Once' };
        const adding = [desk.backend, other, desk.backend].map((each) => each.notes.add(draft, { key: 'add-1' }));
        const [first, ...again] = await Promise.all(adding);
        for (const each of [...again, await other.notes.add({ ...draft, interactionId: undefined as never }, { key: 'add-1' })])
          same(each, first, 'the answer to the same');
        same(await everyNote(desk.backend, { customerId: desk.id(0) }), [first!], 'the list');
        for (const another of [{ text: 'Twice' }, { customerId: desk.id(1) }, { interactionId: 'talk' }])
          await refusedFor(desk.backend.notes.add({ ...draft, ...another }, { key: 'add-1' }), inShort(another), 'key reused');
      },
    },
    {
      name: 'knows a key by the agent: a colleague’s is another one',
      needs: ['keys', 'second'],
      seed: about,
      async run(desk) {
        const other = await desk.second(bea);
        const draft: NoteDraft = { customerId: desk.id(0), text: 'x' };
        const mine = await desk.backend.notes.add(draft, { key: 'add-1' });
        const theirs = await other.notes.add(draft, { key: 'add-1' });
        same([mine.authorId, theirs.authorId], ['agent1', 'agent2'], 'who wrote them');
        ensure(mine.id !== theirs.id, 'there are two');
      },
    },
    {
      name: 'loses nothing of what many write at the same time',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const clients = [desk.backend, await desk.second(bea), await desk.second()];
        const all = Array.from({ length: 24 }, (_, at) => write({ ...desk, backend: clients[at % 3]! }, `Note ${at}`));
        const made = await Promise.all(all);
        const listed = idsOf(await everyNote(desk.backend, { customerId: desk.id(0) }));
        same([...listed].sort(), [...idsOf(made)].sort(), 'the list');
      },
    },
    {
      name: 'keeps who wrote it, as they were called then',
      needs: ['second'],
      seed: about,
      async run(desk) {
        const { id } = await write(desk);
        const renamed = await desk.second({ agent: { id: 'agent1', name: 'Astrid Newname' } });
        await write({ ...desk, backend: renamed });
        const { authorId, authorName } = (await renamed.notes.get(id))!;
        same([authorId, authorName], ['agent1', 'Astrid Agent'], 'who wrote it');
      },
    },
    {
      name: 'is told to those who watch the customer, with the key, and to those who watch another not at all',
      needs: ['watch', 'keys', 'second'],
      seed: about,
      async run(desk) {
        const { backend, id } = desk;
        const mine = watching(desk, await desk.second(bea), { kinds: ['note'], customerId: id(0) });
        const others = watching(desk, backend, { kinds: ['note'], customerId: id(1) });
        const note = await backend.notes.add({ customerId: id(0), text: 'Told' }, { key: 'add-1' });
        const last = await write(desk, 'Last', { customerId: id(1) });
        await mine.until(note.id);
        await others.until(last.id);
        await turn();
        const told = [{ kind: 'note', id: note.id, customerId: id(0), revision: 1, key: 'add-1' }];
        if (!mine.changes.some(({ kind }) => kind === 'reset')) same(mine.changes, told, 'what is told');
        same(others.of(note.id), [], 'what those who watch another are told');
        for (const each of [mine, others]) each.stop();
      },
    },
    {
      name: 'needs notes.add and nothing else',
      needs: ['permissions', 'second'],
      seed: about,
      async run(desk) {
        const writer = await desk.second({ permissions: ['notes.add'] });
        const note = await write({ ...desk, backend: writer });
        const reader = await desk.second({ permissions: allBut('notes.add') });
        for (const customerId of [desk.id(0), 'nobody', ''])
          await refused(reader.notes.add({ customerId, text: '' }), 'denied', `writing about ${inShort(customerId)}`);
        same(await everyNote(desk.backend, { customerId: desk.id(0) }), [note], 'the list');
      },
    },
    {
      name: 'leaves no trace when it is aborted before',
      seed: about,
      async run(desk) {
        const signal = AbortSignal.abort();
        await aborted(desk.backend.notes.add({ customerId: desk.id(0), text: 'x' }, { signal }), signal, 'add');
        await turn();
        same(await everyNote(desk.backend, { customerId: desk.id(0) }), [], 'the list');
      },
    },
  ],
};
