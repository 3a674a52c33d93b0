import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/interaction-history/define.js';
import type { Backend, Interaction, InteractionSummary } from '../src/index.js';
import { type FaultPlan, faults, type Faulty } from '../src/testing/index.js';
import { type HistoryHouse, historyHouse, many, me, past } from '../test/elements/interaction-history/house.js';
import { framed, shown } from './stage.js';

const meta: Meta = { title: 'Elements/interaction-history', component: 'interaction-history' };
export default meta;
type Story = StoryObj;

const tag = 'interaction-history';
type Step = (canvas: HTMLElement, house: HistoryHouse, faulty: Faulty<Backend>) => Promise<unknown>;
const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const long =
  'She moved into the house on the first of the month and has had two invoices since, one of them for the time before. We agreed that the earlier one is credited as soon as the reading of the former owner is there; ' +
  'she sends a picture of the meter.\nHer husband may call about it too. Ask for the number of the meter first, it stands on the lid and begins with 7035; without it the reading cannot be found, as the street has two numbers for this house. ' +
  'She prefers calls after four in the afternoon, and no messages on the answering machine.';

/** As many kinds as there are. */
const sample = (): InteractionSummary[] => [
  past(0.4, {
    id: 'first',
    excerpt: long,
    queue: 'Invoices and payment',
    topicIds: ['t1', 't2', 't3', 't4', 't5', 't6'],
    endedBy: 'transfer',
  }),
  past(3, { direction: 'outbound', to: '+4790012345', agentId: me.id, agentName: me.name, topicIds: ['t2'] }),
  past(4, { answeredAt: undefined, agentName: undefined, agentId: undefined, queue: 'Support' }),
  past(22, {
    channel: 'email',
    from: 'ingrid.hakonsen@example.com',
    excerpt: 'Hello, thank you for the quick answer. The new invoice has come and the sum is right now. Best regards, Ingrid',
    topicIds: ['t1'],
  }),
  past(27, { channel: 'sms', direction: 'outbound', excerpt: 'Your appointment: Friday at ten. Reply NO to cancel.' }),
  past(28, { channel: 'sms', excerpt: 'NO' }),
  past(24 * 9, {
    channel: 'chat',
    agentId: me.id,
    agentName: me.name,
    topicIds: ['t5', 't6'],
    excerpt: 'Wants to know what happens with the contract when she moves.',
  }),
  past(24 * 40, { topicIds: ['t4'], excerpt: 'Power cut in Storgata since six.' }),
];
const running = past(0.1, { id: 'runs', channel: 'chat', state: 'active', endedAt: undefined, queue: 'Web chat' });
const odd = (): InteractionSummary[] => [
  past(1, { agentName: word, excerpt: word, queue: word, topicIds: ['t3'] }),
  past(2, { agentName: 'ליאור כהן', excerpt: 'מעדיף שיחה אחרי הצהריים', channel: 'chat' }),
  past(3, { agentName: '<img src=x onerror=alert(1)>', excerpt: '\u202eevil', channel: 'fax' as 'call' }),
  past(4, { startedAt: 'some time ago', direction: 'sideways' as 'inbound' }),
];

interface Setting {
  readonly interactions?: () => readonly InteractionSummary[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly plan?: FaultPlan;
  /** `c1` unless told. */
  readonly customerId?: string;
  readonly interaction?: Interaction;
}

/** A desk with the history, as far as the steps lead; the story is there when the last thing is. */
const history = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => {
  let house: HistoryHouse;
  let faulty: Faulty<Backend>;
  return {
    render: () => {
      house = historyHouse((setting.interactions ?? sample)(), {
        session: { settings: { timeZone: 'Europe/Oslo', homeRegion: 'NO', ...setting.settings } },
      });
      faulty = faults(house.backend, setting.plan);
      return html`<agent-desk .backend=${faulty.backend} .interaction=${setting.interaction}
        >${framed(html`<interaction-history customer-id=${setting.customerId ?? 'c1'}></interaction-history>`)}</agent-desk
      >`;
    },
    play: async ({ canvasElement }) => {
      for (const step of steps) await step(canvasElement, house, faulty);
      await find(canvasElement, until);
    },
  };
};
const narrow = (story: Story): Story => ({ ...story, globals: { width: '280' } });
const panel = (story: Story): Story => ({ ...story, globals: { width: '420' } });
const dark = (story: Story): Story => ({ ...story, globals: { ...story.globals, theme: 'dark' } });
const rtl = (story: Story): Story => ({ ...story, globals: { ...story.globals, direction: 'rtl', locale: 'ar' } });
const whole = '.end:not(:has(svg))';
const open = press('[data-id=first] [data-row]');
const call = (from: string): Interaction => ({ ...past(0, { from, customerId: undefined }), id: 'now', state: 'active' });

/** Of a customer: two columns where there is room. */
export const OfACustomer: Story = history(whole);
export const InAPanel: Story = panel(OfACustomer);
export const InAPanelDark: Story = dark(InAPanel);
export const Narrow: Story = narrow(OfACustomer);
export const RightToLeft: Story = rtl(InAPanel);
/** Nobody has the number: what happened with it before. */
export const OfANumber: Story = panel(
  history(whole, {
    customerId: '',
    interaction: call('+4790012345'),
    interactions: () =>
      [past(5, { excerpt: 'No customer by then either.' }), past(30)].map((each) => ({ ...each, customerId: undefined })),
  }),
);
/** This agent may not see the number; it can be asked for all the same. */
export const OfAConcealedNumber: Story = panel(
  history('.none', { customerId: '', interaction: call('•••••• 45'), interactions: () => [] }),
);
/** A row opened in place, with a few more facts. */
export const Opened: Story = panel(history('.facts', {}, open));
export const OpenedWide: Story = history('.facts', {}, open);
export const OpenedNarrow: Story = narrow(history('.facts', {}, open));
export const OpenedRightToLeft: Story = rtl(panel(history('.facts', {}, open)));
/** Another conversation of the customer that goes on. */
export const RunningNow: Story = panel(history('.pill.accent', { interactions: () => [running, ...sample()] }));
export const Filtered: Story = panel(history('[value=call]:checked', {}, press('#channel-call'), press('#mine')));
export const NothingFound: Story = panel(history('#show-all', {}, press('#channel-email'), press('#direction-outbound')));
/** What came a moment ago stands there by itself. */
export const SomethingNew: Story = panel(
  history('[data-id=new]', {}, async (canvas, house) => {
    await find(canvas, whole);
    house.record(past(0.01, { id: 'new', channel: 'sms', excerpt: 'Now I can send the picture: here it is.' }));
  }),
);
/** Long words, other scripts, hostile texts, no readable time. */
export const OddOnes: Story = narrow(history(whole, { interactions: odd }));
export const AThousand: Story = panel(history(whole, { interactions: () => many(1000), settings: { retentionDays: 365 } }));
/** Older ones are on their way. */
export const StillReading: Story = panel(
  history('.end', { interactions: () => many(320), plan: { 'interactions.list': { late: 1500 } } }),
);
/** What is there stays. */
export const CouldNotBeReadAgain: Story = panel(
  history('[part=bar]', {}, async (canvas, house, faulty) => {
    await find(canvas, whole);
    faulty.set({ 'interactions.list': { failing: 'offline' } });
    house.tell({ kind: 'reset' });
  }),
);
/** Nothing happened within the time that interactions are kept. */
export const None: Story = panel(history('.none', { interactions: () => [] }));
export const NumberWithheld: Story = panel(history('.none', { customerId: '', interaction: call('anonymous') }));
export const Nobody: Story = panel(history('.none', { customerId: '' }));
export const Waiting: Story = panel(history('.loading', { plan: { 'interactions.list': { never: true } } }));
export const Failed: Story = panel(history('.notice', { plan: { 'interactions.list': { failing: 'unavailable' } } }));
