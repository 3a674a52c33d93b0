import { html } from 'lit';
import type { Backend, Change, WatchListeners } from '../../src/backend/backend.js';
import '../../src/elements/note-list/define.js';
import type { Note } from '../../src/domain/note.js';
import { longList } from '../long-list.js';

/* Ten thousand notes about one customer. */
const count = 10_000;
const words = 'asked about the invoice of last month and was told that it will be sent again by mail'.split(' ');
const textOf = (n: number) =>
  `Note ${n}: ${Array.from({ length: 12 + (n % 30) }, (_, at) => words[(n + at * 7) % words.length]).join(' ')}.`;
const start = Date.parse('2026-01-01T00:00:00Z');
const noteOf = (n: number): Note => ({
  id: `n${n}`,
  customerId: 'c1',
  text: n === 0 ? 'The very first words about this customer.' : textOf(n),
  authorId: `a${n % 7}`,
  authorName: `Agent ${n % 7}`,
  createdAt: new Date(start + n * 600_000).toISOString(),
  revision: 1,
});

let notes: readonly Note[] = Array.from({ length: count }, (_, n) => noteOf(count - 1 - n));
const listeners = new Set<WatchListeners>();
let asked = 0;

const backend: Backend = {
  session: async () => ({
    tenantId: 'bench',
    agent: { id: 'a1', name: 'Agent 1' },
    permissions: ['customers.view', 'notes.add', 'notes.edit', 'notes.remove'],
    settings: {},
    now: '2026-06-01T00:00:00Z',
  }),
  watch: (_, listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  notes: {
    list: async ({ pinned }, { cursor, limit = 50 } = {}) => {
      if (pinned) return { items: [] };
      const from = Number(cursor ?? 0);
      const items = notes.slice(from, from + limit);
      return { items, ...(from + limit < notes.length && { next: String(from + limit) }) };
    },
    get: async (id) => {
      asked = performance.now();
      return notes.find((note) => note.id === id);
    },
    add: async () => notes[0]!,
  },
};

globalThis.measure = () =>
  longList<Note>({
    rows: notes,
    row: ({ authorName, createdAt, text }) =>
      html`<button type="button" class="head" aria-expanded="false">
          <time datetime=${createdAt}>${new Date(createdAt).toLocaleString('en')}</time> <bdi>${authorName}</bdi>
        </button>
        <p class="text" dir="auto">${text}</p>`,
    element: () => Object.assign(document.createElement('note-list'), { backend, customerId: 'c1' }),
    tell: () => {
      const note = noteOf(notes.length);
      notes = [note, ...notes];
      const change: Change = { kind: 'note', id: note.id, customerId: 'c1', revision: 1 };
      for (const listener of listeners) listener.change(change);
    },
    asked: () => asked,
    last: 'The very first words about this customer',
  });
