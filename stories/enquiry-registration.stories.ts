import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test';
import type { MemoryOptions } from '../src/adapters/memory.js';
import type { Backend, Interaction } from '../src/index.js';
import { type Catalogue, type DraftStore, memoryDrafts } from '../src/index.js';
import type { FaultPlan } from '../src/testing/index.js';
import { call, framed, shown, stage } from './stage.js';

const meta: Meta = { title: 'Elements/enquiry-registration', component: 'enquiry-registration' };
export default meta;
type Story = StoryObj;

const topics = (prefix: string, ...labels: readonly string[]) =>
  labels.map((label, index) => ({ id: `${prefix}-${index + 1}`, label }));

/** As an administrator might have made it. */
const catalogue: Catalogue = {
  revision: 1,
  defaultTopicId: 'other-1',
  categories: [
    {
      id: 'mood',
      label: 'CUSTOMER’S MOOD',
      choice: 'one',
      required: true,
      topics: topics('mood', 'Positive', 'Neutral', 'Negative'),
    },
    {
      id: 'product',
      label: 'PRODUCT',
      choice: 'many',
      required: true,
      maximum: 2,
      topics: topics('product', 'Admin application', 'Agent application', 'Statistics'),
    },
    {
      id: 'support',
      label: 'SUPPORT',
      choice: 'many',
      when: { topics: ['product-1', 'product-2'] },
      topics: [
        ...topics('support', 'Sign-in', 'Profiles and users', 'Price'),
        { id: 'none', label: 'None of these', exclusive: true },
      ],
    },
    { id: 'other', label: 'OTHER', choice: 'one', topics: topics('other', 'Not said', 'Wrong number') },
  ],
};

interface Setting {
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly interaction?: Partial<Interaction>;
  readonly catalogue?: Catalogue;
  readonly drafts?: DraftStore;
  readonly popoutUrl?: string;
  readonly frequent?: boolean;
}
type Step = (canvas: HTMLElement) => Promise<unknown>;

const tag = 'enquiry-registration';
const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const choose =
  (...ids: readonly string[]): Step =>
  async (canvas) => {
    for (const id of ids) {
      const input = await find(canvas, `[data-topic=${id}]`);
      if (!(input as HTMLInputElement).checked) input.click();
    }
  };
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();
const write =
  (text: string, into = '#comment'): Step =>
  async (canvas) => {
    const input = await find(canvas, into);
    input.focus();
    await fireEvent.input(input, { target: { value: text } });
  };

/** A desk with the form, as far as the steps lead; the story is there when the last thing is. */
const form = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => {
  const drafts = setting.drafts ?? memoryDrafts();
  return {
    render: (_, { globals }) => {
      const options = { catalogue: setting.catalogue ?? catalogue, role: 'manager' as const, ...setting.options };
      return html`<agent-desk
        .backend=${stage(globals, setting.plan, options)}
        .drafts=${drafts}
        .interaction=${call('+4790012345', setting.interaction)}
        >${framed(
          html`<enquiry-registration
            .popoutUrl=${setting.popoutUrl}
            ?frequent=${setting.frequent ?? false}
          ></enquiry-registration>`,
        )}</agent-desk
      >`;
    },
    play: async ({ canvasElement }) => {
      for (const step of steps) await step(canvasElement);
      await find(canvasElement, until);
    },
  };
};

const complete = choose('mood-1', 'product-1');

/** It appears by itself with a conversation. */
export const Empty: Story = form('[data-topic=mood-1]');
export const EmptyNarrow: Story = { ...Empty, globals: { width: '280' } };
export const EmptyRightToLeft: Story = { ...Empty, globals: { direction: 'rtl' } };
/** A category carries its tick when enough of it is chosen; SUPPORT is asked because of what was chosen in PRODUCT. */
export const Chosen: Story = form('[data-topic=support-1]', {}, complete, write('Wants to know how profiles are made.'));
export const ChosenNarrow: Story = { ...Chosen, globals: { width: '280' } };
export const ChosenRightToLeft: Story = { ...Chosen, globals: { direction: 'rtl' } };

/** After Register: each gap stands where it is, and the first has the focus. */
export const Gaps: Story = form('.problem', {}, choose('product-3'), press('#register'));
export const TooMany: Story = form('.problem', {}, choose('product-1', 'product-2', 'product-3'));
export const Registered: Story = form('.pill.good', {}, complete, press('#register'));
/** Until the conversation is closed it can be registered again. */
export const RegisteredAndChanged: Story = form('#register:enabled', {}, complete, press('#register'), async (canvas) => {
  await find(canvas, '.pill.good');
  await choose('mood-2')(canvas);
});
export const Cleared: Story = form('#undo', {}, complete, press('#clear'));

const filter = (text: string): Step => write(text, '#filter');
export const Filtered: Story = form('mark', {}, filter('sta'));
export const FilteredByATypingMistake: Story = form('[data-topic=product-3]', {}, filter('satistics'));
export const NothingFound: Story = form('.none', {}, filter('zzz'));
export const ByTheArrows: Story = form('.topic.active', {}, async (canvas) => {
  (await find(canvas, '#filter')).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
});

const large: Catalogue = {
  revision: 1,
  categories: Array.from({ length: 20 }, (_, at) => ({
    id: `c-${at}`,
    label: `Category ${at + 1}`,
    choice: 'many',
    topics: topics(`t-${at}`, ...Array.from({ length: 100 }, (_, topic) => `Topic ${topic + 1} of category ${at + 1}`)),
  })),
};
/** With many topics the categories begin folded. */
export const TwoThousandTopics: Story = form('.fold[aria-expanded=false]', { catalogue: large });
export const TwoThousandTopicsFiltered: Story = form('mark', { catalogue: large }, filter('topic 42 category 7'));

const long: Catalogue = {
  revision: 1,
  categories: [
    {
      id: 'long',
      label: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
      choice: 'many',
      required: true,
      minimum: 2,
      topics: topics('l', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', '<b>not bold</b>'),
    },
    { id: 'rtl', label: 'שפה', choice: 'one', topics: topics('r', 'עברית', 'العربية', '\u202eevil') },
  ],
};
export const LongWords: Story = form('[data-topic=l-1]', { catalogue: long });
export const LongWordsNarrow: Story = { ...LongWords, globals: { width: '280' } };

const settings = (more: NonNullable<MemoryOptions['settings']>): MemoryOptions => ({ settings: { homeRegion: 'NO', ...more } });
export const CommentNeeded: Story = form(
  '#comment-problem',
  { options: settings({ enquiryCommentFor: ['mood-3'] }) },
  choose('mood-3', 'product-1'),
  press('#register'),
);
export const CommentTooLong: Story = form(
  '#comment-problem',
  { options: settings({ enquiryCommentLimit: 20 }) },
  complete,
  write('This is longer than it may be.'),
);
export const WithoutAComment: Story = form('[data-topic=mood-1]', { options: settings({ enquiryComment: false }) });
/** Not a real one: it only passes the check of such numbers. */
export const CardNumber: Story = form('#card-number', {}, complete, write('Paid with 4111 1111 1111 1111'), press('#register'));

export const Forced: Story = form('.pill.warn', { options: settings({ enquiryForced: ['*'] }) });
const close: Step = async (canvas) => {
  await expect(await canvas.querySelector('agent-desk')!.requestClose()).toBe(false);
};
export const ClosingRefused: Story = form('#gaps', { options: settings({ enquiryForced: ['*'] }) }, choose('product-1'), close);
export const ClosingRefusedNarrow: Story = { ...ClosingRefused, globals: { width: '280' } };
export const ReasonForClosingWithout: Story = form(
  '#reason',
  { options: settings({ enquiryForced: ['*'] }) },
  choose('product-1'),
  close,
  press('#excuse'),
);
const excuse: Step = async (canvas) => {
  await find(canvas, '.pill.warn');
  const { backend, interaction } = canvas.querySelector('agent-desk')!;
  await (backend as Backend).enquiries!.excuse!(interaction!.id, 'The line was cut before anything was said');
};
export const Excused: Story = form('.bar', { options: settings({ enquiryForced: ['*'] }) }, excuse);

const over = { state: 'wrap-up', endedAt: '2026-03-02T09:20:00Z', endedBy: 'hang-up' } as const;
export const WrapUp: Story = form('[role=timer]', { options: settings({ wrapUpSeconds: 90 }), interaction: over });
/** From thirty seconds on, and said to those who listen at thirty and at ten. */
export const WrapUpNearlyOver: Story = form('[role=timer].warn', {
  options: settings({ wrapUpSeconds: 25 }),
  interaction: over,
});
export const WrapUpNarrow: Story = { ...WrapUp, globals: { width: '280' } };
export const TimeOver: Story = form(
  '.bar.warn',
  { options: settings({ wrapUpSeconds: 1, wrapUpEnd: 'default', wrapUpExtensions: 0 }), interaction: over },
  choose('product-2'),
);

export const DraftRestored: Story = (() => {
  const drafts = memoryDrafts();
  const key = 'draft/memory/agent-1/enquiry-registration//the-call/';
  const typed = { topicIds: ['mood-2'], comment: 'Was typed before the page was loaded again.' };
  void drafts.put({ key, value: { typed }, changedAt: '2026-03-02T09:15:00Z' });
  return form('.bar', { drafts, interaction: { id: 'the-call' } });
})();

export const Registering: Story = form(
  '#register[aria-busy=true]',
  { plan: { 'enquiries.register': { never: true } } },
  complete,
  press('#register'),
);
/** The network is away: it is kept, and goes out by itself. */
export const WaitsForTheNetwork: Story = form(
  '.bar.warn',
  { plan: { 'enquiries.register': { failing: 'offline' } } },
  complete,
  press('#register'),
);
export const Refused: Story = form(
  '.bar.warn',
  { plan: { 'enquiries.register': { failing: 'denied' } } },
  complete,
  press('#register'),
);
const retiring: Step = async (canvas) => {
  const desk = canvas.querySelector('agent-desk')!;
  const { enquiries } = desk.backend as Backend;
  const now = await enquiries!.catalogue();
  const categories = now.categories.map((category) => ({
    ...category,
    topics: category.topics.map((topic) => (topic.id === 'product-1' ? { ...topic, retired: true } : topic)),
  }));
  await enquiries!.saveCatalogue!({ ...now, categories });
};
/** The administrator took a topic out while it was chosen. */
export const TopicRetiredMeanwhile: Story = form('.topic .pill', {}, complete, retiring);

export const OwnWindow: Story = form('#own-window', {
  drafts: { ...memoryDrafts(), name: 'stories' },
  popoutUrl: '/enquiry.html#{interactionId}',
});
export const OftenChosen: Story = form('.chip', { frequent: true }, complete, press('#register'));

export const Waiting: Story = form('.loading', { plan: { 'enquiries.get': { never: true } } });
export const Failed: Story = form('.notice', { plan: { 'enquiries.get': { failing: 'unavailable' } } });

/** Nothing is shown where nothing is to be registered: this one is outbound, and only inbound ones are. */
export const NotOffered: Story = {
  ...form('*', { options: settings({ enquiryOutbound: false }), interaction: { direction: 'outbound', to: '+4790012345' } }),
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector(tag)!;
    await waitFor(() => expect(element.shadowRoot!.querySelector('.loading, form')).toBeNull());
  },
};
export const ReadOnly: Story = form('fieldset:disabled', { options: { permissions: ['customers.view'] } });
