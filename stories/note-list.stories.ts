import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { fireEvent, waitFor } from 'storybook/test';
import type { MemoryOptions } from '../src/adapters/memory.js';
import '../src/elements/note-list/define.js';
import type { Backend, Interaction } from '../src/index.js';
import { type DraftStore, memoryDrafts } from '../src/index.js';
import { type FaultPlan, faults } from '../src/testing/index.js';
import { day, hour, type House, houseWith, mia, minute, tom, type Written } from '../test/elements/note-list/house.js';
import { call, framed, patience, shown } from './stage.js';

const meta: Meta = { title: 'Elements/note-list', component: 'note-list' };
export default meta;
type Story = StoryObj;

const tag = 'note-list';
const eva = { id: 'eva', name: 'Eva-Maria von Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft' };
const gone = { id: 'gone' };
const ahead = (days: number) => new Date(Date.now() + days * day).toISOString();

/** What a customer of some years looks like. */
const sample: readonly Written[] = [
  {
    text: 'Asked whether the larger plan can begin on the first of the month. I promised an answer by Friday.',
    ago: 4 * minute,
    interactionId: 'this',
  },
  {
    text: 'Invoice 4711 was paid twice. The second payment goes back; see https://billing.example.com/4711 and tell accounting@example.com when it has arrived.',
    ago: 3 * hour,
    by: tom,
  },
  {
    text: 'Prefers e-mail',
    ago: 2 * day,
    then: { text: 'Prefers e-mail before noon, and a call after that.', ago: day },
  },
  {
    text: 'Deaf in the left ear: speak slowly, and offer to write.\nNever leave a message with the switchboard.',
    ago: 12 * day,
    by: tom,
    pin: {},
  },
  {
    text: 'The meter is behind the bakery.\nThe key hangs left of the door; please put it back.\n\nThe dog is friendly. The neighbour is not, and will ask who you are; say that Ada knows.\nThere is no light in the yard.\nThe gate sticks.',
    ago: 35 * day,
    by: gone,
  },
  {
    text: 'Dispute about the deposit until the end of the month: no reminders, please.',
    ago: 36 * day,
    by: tom,
    pin: { untilAt: ahead(5) },
  },
  { text: 'First contact. Comes from a competitor, and is glad to be here.', ago: 400 * day },
];

interface Setting {
  readonly notes?: readonly Written[];
  readonly settings?: MemoryOptions['settings'];
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  /** Without a conversation, or without a customer. */
  readonly without?: 'interaction' | 'customer';
  readonly before?: (house: House) => Promise<unknown>;
  readonly change?: (backend: Backend) => Backend;
}
interface Scene {
  readonly house: House;
  readonly backend: Backend;
  readonly interaction?: Interaction;
  readonly drafts: DraftStore;
}
type Step = (canvas: HTMLElement, scene: Scene) => Promise<unknown>;

const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();
const write =
  (text: string, into = '#new-note'): Step =>
  async (canvas) => {
    const area = await find(canvas, into);
    area.focus();
    await fireEvent.input(area, { target: { value: text } });
  };
/** The store has a draft. */
const kept = (drafts: DraftStore): Promise<void> =>
  waitFor(
    async () => {
      if (!(await drafts.list('')).length) throw new Error('no draft is kept yet');
    },
    { timeout: patience },
  );
/** Opens the row at this place. */
const open = (place: number): Step => press(`.rows .row:nth-child(${place}) [data-row]`);
const see =
  (selector: string): Step =>
  (canvas) =>
    find(canvas, selector);

const sceneOf = async (setting: Setting): Promise<Scene> => {
  const house = await houseWith(setting.notes ?? sample, setting.settings);
  await setting.before?.(house);
  const right = house.as(mia, setting.options);
  const { backend } = faults(setting.change?.(right) ?? right, setting.plan);
  const startedAt = new Date(Date.now() - 6 * minute).toISOString();
  const interaction =
    setting.without === 'interaction' ? undefined : call('+4799887701', { id: 'this', startedAt, agentId: mia.id });
  return { house, backend, interaction, drafts: setting.drafts ?? memoryDrafts() };
};

const desk = ({ backend, interaction, drafts }: Scene, customerId: string | undefined, content: TemplateResult): TemplateResult =>
  html`<agent-desk .backend=${backend} .drafts=${drafts} .interaction=${interaction} customer-id=${customerId ?? ''}
    >${framed(content)}</agent-desk
  >`;

/** A desk with the notes, as far as the steps lead; the story is there when the last thing is. */
const notes = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => ({
  loaders: [async () => ({ scene: await sceneOf(setting) })],
  render: (_, { loaded }) => {
    const { scene } = loaded as { scene: Scene };
    return desk(scene, setting.without === 'customer' ? undefined : scene.house.ada, html`<note-list></note-list>`);
  },
  play: async ({ canvasElement, loaded }) => {
    const { scene } = loaded as { scene: Scene };
    for (const step of steps) await step(canvasElement, scene);
    await find(canvasElement, until);
  },
});
const narrow = (story: Story): Story => ({ ...story, globals: { width: '280' } });
const panel = (story: Story): Story => ({ ...story, globals: { width: '420' } });
const rtl = (story: Story): Story => ({ ...story, globals: { direction: 'rtl', locale: 'ar' } });
const german = (story: Story): Story => ({ ...story, globals: { locale: 'de', width: '280' } });
const inDark = (story: Story): Story => ({ ...story, globals: { theme: 'dark', width: '420' } });

/** Newest first, with the pinned ones above. */
export const List: Story = notes('.rows .row');
export const ListInPanel: Story = panel(List);
export const ListNarrow: Story = narrow(List);
export const ListDark: Story = inDark(List);
export const ListRightToLeft: Story = rtl(List);
/** What was written since this agent last had to do with the customer stands above the line. */
export const SinceLastContact: Story = panel(
  notes('.line', { notes: [...sample.slice(1, 2), ...sample.slice(3, 6), ...sample.slice(6)] }),
);
export const Empty: Story = panel(notes('.none', { notes: [] }));
export const NoCustomer: Story = notes('.none', { without: 'customer' });
export const Waiting: Story = panel(notes('[aria-busy]', { plan: { 'notes.list': { never: true } } }));
/** A note can be written all the same. */
export const Failed: Story = panel(notes('#retry', { plan: { 'notes.list': { failing: 'offline' } } }));
export const ReadingNotAllowed: Story = {
  ...notes('*', { options: { permissions: ['notes.add'] } }),
  play: async () => {},
};

/** One's own, in place, with what can be done with it. */
export const Open: Story = panel(notes('[data-topic^="edit "]', {}, open(1)));
export const OpenNarrow: Story = narrow(Open);
/** A colleague's: why it stays as it is. */
export const OpenColleagues: Story = panel(notes('.hint', {}, open(2)));
export const OpenNotChangeable: Story = panel(
  notes('.hint', { options: { settings: { noteEdit: false, noteRemove: false } } }, open(1)),
);
export const ReadOnly: Story = panel(notes('.rows .row', { options: { permissions: ['customers.view'] } }));

export const Writing: Story = panel(notes('#save-note', {}, write('Asked for the yearly statement too.')));
export const WritingTooLong: Story = panel(
  notes('.problem', { options: { settings: { noteLimit: 120 } } }, write('A long story. '.repeat(10)), press('#save-note')),
);
export const WritingCardNumber: Story = panel(
  notes('#new-note-card', {}, write('Paid with 4111 1111 1111 1111, expires soon.'), press('#save-note')),
);
export const DraftRestored: Story = panel(
  notes('.composer .bar', {}, write('Half a no'), async (canvas, { drafts }) => {
    const list = canvas.querySelector('note-list')!;
    const parent = list.parentElement!;
    (await find(canvas, '#new-note')).blur();
    await kept(drafts);
    list.remove();
    await new Promise(requestAnimationFrame); // nobody has it open any more
    parent.append(list);
  }),
);
/** It stands on top of the list until the backend has it; the box is free. */
export const Saving: Story = panel(
  notes(
    '.underway li',
    { change: (backend) => ({ ...backend, notes: { ...backend.notes!, add: () => new Promise(() => {}) } }) },
    write('On its way to the backend.'),
    press('#save-note'),
  ),
);
/** Two notes without a network: kept, and sent by themselves. */
export const OfflineQueue: Story = panel(
  notes(
    '.underway li:nth-child(2) .bar',
    { plan: { 'notes.add': { failing: 'offline' } } },
    write('Wants a call on Monday.'),
    press('#save-note'),
    see('.underway .bar'),
    write('And a written offer before that.'),
    press('#save-note'),
  ),
);
export const OfflineQueueNarrow: Story = narrow(OfflineQueue);
export const NotSaved: Story = panel(
  notes('.underway .bar', { plan: { 'notes.add': { failing: 'denied' } } }, write('Nobody may write this.'), press('#save-note')),
);

const editFirst: readonly Step[] = [open(1), press('[data-topic^="edit "]')];
export const Editing: Story = panel(notes('#change-note', {}, ...editFirst));
export const EditingNarrow: Story = narrow(Editing);
/** Something is typed: *Cancel* asks. */
export const EditingCancelled: Story = panel(
  notes('#discard-change', {}, ...editFirst, write('Another text', '#change-note'), press('#cancel-change')),
);
/** In another window of the same agent it was changed meanwhile. */
export const EditingConflict: Story = panel(
  notes('#other-text', {}, ...editFirst, write('I promised an answer by Friday noon.', '#change-note'), async (_, { house }) => {
    const [first] = (await house.as(mia).notes.list({ customerId: house.ada })).items;
    await house.as(mia).notes.change(first!.id, { revision: first!.revision, text: 'I promised an answer by Monday.' });
  }),
);
export const EditingGone: Story = panel(
  notes('#into-new', {}, ...editFirst, write('I promised an answer by Friday noon.', '#change-note'), async (_, { house }) => {
    const [first] = (await house.as(mia).notes.list({ customerId: house.ada })).items;
    await house.as(mia).notes.remove(first!.id, first!.revision);
  }),
);
export const EarlierVersions: Story = panel(notes('.versions li', {}, open(3), press('[data-topic^="versions "]')));
export const EarlierVersionsFailed: Story = panel(
  notes('.content .bar', { plan: { 'notes.history': { failing: 'unavailable' } } }, open(3), press('[data-topic^="versions "]')),
);

/** For ten seconds nothing has happened. */
export const Deleting: Story = panel(notes('[data-topic^="undo "]', {}, open(1), press('[data-topic^="remove "]')));
export const Pinning: Story = panel(notes('[data-topic^="pin-7 "]', {}, open(2), press('[data-topic^="pin "]')));
export const TooManyPinned: Story = panel(
  notes(
    '.content .bar',
    { options: { settings: { notePins: 2 } } },
    open(2),
    press('[data-topic^="pin "]'),
    press('[data-topic^="pin-open "]'),
  ),
);

export const Found: Story = panel(notes('.rows .row', {}, write('invoice', '#search')));
export const NothingFound: Story = panel(notes('#show-all', {}, write('zebra', '#search')));
export const NothingFoundNarrow: Story = narrow(NothingFound);

const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
/** Long words, in 280 pixels. */
export const LongWords: Story = german(
  notes('.rows .row', {
    notes: [
      { text: word.repeat(3), by: eva, pin: {}, ago: hour },
      { text: word, ago: day, then: { text: word, ago: hour } },
    ],
  }),
);
/** Texts of whatever script, in their own direction. */
export const Scripts: Story = rtl(
  notes('.rows .row', {
    notes: [
      { text: 'מעדיף שיחה אחרי הצהריים, 4711-22.', by: { id: 'x', name: 'ליאור כהן' }, ago: hour },
      { text: 'An English one in between.', by: tom, ago: 2 * hour },
      { text: 'يفضل البريد الإلكتروني: post@example.com', by: { id: 'y', name: 'فاطمة' }, ago: 3 * hour, pin: {} },
    ],
  }),
);
/** It stays text. */
export const Hostile: Story = panel(
  notes('.rows .row', {
    notes: [
      {
        text: '<img src=x onerror=alert(1)><script>alert(1)</script>',
        by: { id: 'evil', name: '<b>evil</b>' },
        ago: hour,
        pin: {},
      },
      { text: 'javascript:alert(1) https://bank.example@evil.example/ \u202eback to front', by: tom, ago: 2 * hour },
      { text: '\n\n\n\n\n\n\n\n\n\n\n\n\nfar below', by: tom, ago: 3 * hour },
      { text: '👩‍👩‍👧‍👦'.repeat(400), by: tom, ago: 4 * hour },
    ],
  }),
);
/** A million characters: the beginning, and more on demand. */
export const OneMebibyte: Story = panel(
  notes(
    '[data-topic^="more "]',
    { notes: [{ text: 'Some words and www.example.com. '.repeat(32_768), by: tom, ago: hour }] },
    open(1),
  ),
);
export const TwoThousand: Story = panel(
  notes('.rows .row', {
    notes: Array.from({ length: 2000 }, (_, i) => ({
      text: `Note ${2000 - i}: ${'what was said on the phone. '.repeat(1 + (i % 9))}`,
      by: i % 3 ? tom : mia,
      ago: i * 7 * hour,
    })),
  }),
);
/** The rest could not be read. */
export const OlderNotRead: Story = panel(
  notes('#retry-notes', {
    notes: Array.from({ length: 120 }, (_, i) => ({ text: `Note ${i}`, ago: i * hour })),
    change: (backend) => ({
      ...backend,
      notes: {
        ...backend.notes!,
        list: (scope, options) =>
          options?.cursor === undefined ? backend.notes!.list(scope, options) : Promise.reject(new TypeError('no network')),
      },
    }),
  }),
);

/** On the customer card, pinned notes are always in sight, and the list is a tab. */
export const OnTheCard: Story = {
  loaders: [async () => ({ scene: await sceneOf({}) })],
  render: (_, { loaded }) => {
    const { scene } = loaded as { scene: Scene };
    return html`<agent-desk .backend=${scene.backend} .drafts=${scene.drafts} .interaction=${scene.interaction}
      >${framed(
        html`<customer-card
          ><note-list slot="pinned" pinned-only></note-list><note-list label="Notes"></note-list
        ></customer-card>`,
      )}</agent-desk
    >`;
  },
  play: async ({ canvasElement }) => {
    await find(canvasElement, '.pinned .pin');
    await shown(canvasElement, 'note-list[label]', '.rows .row');
  },
};
export const PinnedOnly: Story = {
  ...panel(OnTheCard),
  render: (_, { loaded }) => {
    const { scene } = loaded as { scene: Scene };
    return desk(scene, scene.house.ada, html`<note-list pinned-only></note-list>`);
  },
  play: async ({ canvasElement }) => void (await find(canvasElement, '.pinned .pin')),
};
