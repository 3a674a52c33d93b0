import { fixtureSync, html } from '@open-wc/testing';
import '../../../src/adapters/local/customers.js';
import '../../../src/adapters/local/notes.js';
import type { MemoryOptions } from '../../../src/adapters/memory.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { Interaction } from '../../../src/domain/interaction.js';
import type { Note } from '../../../src/domain/note.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/closing.js';
import '../../../src/elements/agent-desk/define.js';
import '../../../src/elements/note-list/define.js';
import type { NoteList } from '../../../src/elements/note-list/note-list.js';
// What the element loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../../src/elements/note-list/notes.js';
import '../../../src/elements/note-list/versions.js';
import { faults, type FaultPlan, type Faulty } from '../../../src/testing/index.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, squeeze, turn, until } from '../../support/card.js';
import { type House, houseWith, mia, minute, tom } from './house.js';

export { en };
export * from './house.js';

export const aConversation = (more: Partial<Interaction> = {}): Interaction => ({
  id: 'call-1',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  from: '+4799887701',
  startedAt: new Date(Date.now() - 5 * minute).toISOString(),
  ...more,
});

export interface Bench {
  readonly desk: AgentDesk;
  readonly list: NoteList;
  readonly house: House;
  readonly faulty: Faulty<Backend>;
  readonly drafts: DraftStore;
  /** What the host heard, in words. */
  readonly heard: string[];
}

export interface BenchOptions {
  readonly house?: House;
  readonly agent?: { readonly id: string; readonly name?: string };
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly interaction?: Interaction;
  readonly customerId?: string;
  readonly width?: number;
  readonly dir?: 'ltr' | 'rtl';
  readonly pinnedOnly?: boolean;
  /** Another one than that of the house. */
  change?(backend: Backend): Backend;
}

/** The notes at a desk, before anything is answered. */
export function seat(given: BenchOptions & { readonly house: House }): Bench {
  const { house, agent = mia, options, plan, drafts = memoryDrafts(), width = 420, interaction, customerId = house.ada } = given;
  const backend = house.as(agent, options);
  const faulty = faults(given.change?.(backend) ?? backend, plan);
  const desk = document.createElement('agent-desk');
  const list = document.createElement('note-list');
  const heard: string[] = [];
  desk.addEventListener('note-saved', (event) => heard.push(`${event.added ? 'added' : 'changed'} ${event.noteId}`));
  desk.addEventListener('note-deleted', (event) => heard.push(`deleted ${event.noteId}`));
  desk.addEventListener('count-changed', ({ count }) => heard.push(`count ${count}`));
  desk.addEventListener('close-refused', ({ reasons }) => heard.push(`refused ${reasons.join()}`));
  Object.assign(desk, { lang: 'en', dir: given.dir ?? 'ltr', backend: faulty.backend, drafts, interaction });
  desk.customerId = customerId;
  list.pinnedOnly = given.pinnedOnly ?? false;
  desk.append(list);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, list, house, faulty, drafts, heard };
}

/** The notes, read. */
export async function bench(given: BenchOptions = {}): Promise<Bench> {
  const at = seat({ ...given, house: given.house ?? (await houseWith()) });
  await until(() => at.list.reading.around, 'the session is known');
  await until(() => at.list.reading.feed.complete && root(at).querySelector('.rows, .none'), 'the notes are there');
  await calm(at);
  return at;
}

type At = Pick<Bench, 'list'>;
export const root = ({ list }: At): ShadowRoot => list.shadowRoot!;
export const by = <E extends HTMLElement = HTMLElement>(at: At, selector: string): E | null =>
  root(at).querySelector<E>(selector);
export const rows = (at: At): readonly HTMLElement[] => [...root(at).querySelectorAll<HTMLElement>('.rows .row')];
export const textsOf = (at: At): readonly string[] => rows(at).map((row) => row.querySelector('.text')?.textContent ?? '');
/** The row that has this text in it. */
export function row(at: At, text: string): HTMLElement {
  const found = rows(at).filter((each) => each.textContent!.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} rows with ${text}: ${textsOf(at).join(' | ')}`);
  return found[0]!;
}
export const idOf = (at: At, text: string): string => row(at, text).dataset['id']!;
export const open = async (at: At, text: string): Promise<void> => {
  row(at, text).querySelector<HTMLElement>('[data-row]')!.click();
  await calm(at);
};
export const deed = (at: At, topic: string): HTMLButtonElement | null =>
  [...root(at).querySelectorAll<HTMLButtonElement>('[data-topic]')].find(
    ({ dataset }) => dataset['topic'] === topic || dataset['topic']!.startsWith(`${topic} `),
  ) ?? null;
export const press = async (at: At, topic: string): Promise<void> => {
  await until(() => deed(at, topic) && !deed(at, topic)!.matches(':disabled, [aria-disabled=true]'), `${topic} can be pressed`);
  deed(at, topic)!.click();
  await calm(at);
};
export const click = async (at: At, selector: string): Promise<void> => {
  await until(() => by(at, selector), `${selector} is there`);
  by(at, selector)!.click();
  await calm(at);
};
export const box = (at: At): HTMLTextAreaElement => by<HTMLTextAreaElement>(at, '#new-note')!;
export const editor = (at: At): HTMLTextAreaElement | null => by<HTMLTextAreaElement>(at, '#change-note');
export const write = async (at: At, text: string, into = '#new-note'): Promise<void> => {
  await until(() => by(at, into), `${into} is there`);
  const area = by<HTMLTextAreaElement>(at, into)!;
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await calm(at);
};
export const save = (at: At): Promise<void> => click(at, '#save-note');
/** Opens a note of one's own and begins to change it. */
export const edit = async (at: At, text: string): Promise<void> => {
  if (!row(at, text).querySelector('[data-topic^="edit "]')) await open(at, text);
  await press(at, `edit ${idOf(at, text)}`);
  await until(() => editor(at), 'the editor is there');
};
export const bars = (at: At): string =>
  [...root(at).querySelectorAll('[part=bar]')].map((bar) => squeeze(bar.textContent ?? '')).join(' | ');
export const pinned = (at: At): readonly string[] =>
  [...root(at).querySelectorAll('[part=pinned] .pin-text')].map((each) => each.textContent ?? '');
export const underway = (at: At): readonly string[] =>
  [...root(at).querySelectorAll('.underway li')].map((each) => squeeze(each.textContent ?? ''));
export const said = (at: At): string => squeeze([...root(at).children].find((each) => each.role === 'status')?.textContent ?? '');
/** What the backend has of a customer. */
export const kept = async ({ house }: Pick<Bench, 'house'>, customerId = house.ada): Promise<readonly Note[]> =>
  (await house.as(tom).notes.list({ customerId }, { limit: 200 })).items;
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === `notes.${method}`);
/** What follows from what has come. */
export async function calm({ list }: At): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await list.updateComplete;
    await turn();
  }
}
export { squeeze, turn, until };
