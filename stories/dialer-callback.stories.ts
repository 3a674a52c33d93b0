import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { fireEvent } from 'storybook/test';
import type { MemoryOptions } from '../src/adapters/memory.js';
import { type Attempt, type Campaign, type Catalogue, type Interaction, memoryDrafts } from '../src/index.js';
import type { FaultPlan } from '../src/testing/index.js';
import { call, framed, shown, stage } from './stage.js';

const meta: Meta = { title: 'Elements/dialer-callback', component: 'dialer-callback' };
export default meta;
type Story = StoryObj;

/** A Tuesday, two in the afternoon in Oslo. */
const now = '2026-03-10T13:02:30Z';

const campaign: Campaign = {
  id: 'winter',
  name: 'Winter offer',
  mode: 'progressive',
  queue: 'Sales',
  attempts: 3,
  periods: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '21:00', timeZone: 'Europe/Oslo' }],
  reservationMinutes: 20,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 30,
  status: 'open',
};
const attempt: Attempt = { campaignId: 'winter', number: 1, of: 3, timeZone: 'Europe/Oslo' };

interface Setting {
  readonly campaign?: Partial<Campaign>;
  readonly attempt?: Partial<Attempt>;
  readonly interaction?: Partial<Interaction>;
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  /** Inside the registration. */
  readonly catalogue?: Catalogue;
}
type Step = (canvas: HTMLElement) => Promise<unknown>;

const tag = 'dialer-callback';
const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();
const write =
  (selector: string, text: string): Step =>
  async (canvas) => {
    const input = await find(canvas, selector);
    input.focus();
    await fireEvent.input(input, { target: { value: text } });
    await fireEvent.change(input);
  };

/** A desk with a dialer call, as far as the steps lead; the story is there when the last thing is. */
const said = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => {
  const drafts = memoryDrafts();
  return {
    render: (_, { globals }) => {
      const options: MemoryOptions = {
        campaigns: [{ ...campaign, ...setting.campaign }],
        now: () => Date.parse(now),
        role: 'manager',
        ...(setting.catalogue && { catalogue: setting.catalogue }),
        ...setting.options,
      };
      const interaction = call('', {
        direction: 'outbound',
        to: '+4790012345',
        queue: 'Sales',
        startedAt: '2026-03-10T13:00:00Z',
        answeredAt: '2026-03-10T13:00:20Z',
        attempt: { ...attempt, ...setting.attempt },
        ...setting.interaction,
      });
      const part = html`<dialer-callback slot=${setting.catalogue ? 'dialer' : ''}></dialer-callback>`;
      return html`<agent-desk .backend=${stage(globals, setting.plan, options)} .drafts=${drafts} .interaction=${interaction}
        >${framed(setting.catalogue ? html`<enquiry-registration>${part}</enquiry-registration>` : part)}</agent-desk
      >`;
    },
    play: async ({ canvasElement }) => {
      for (const step of steps) await step(canvasElement);
      await find(canvasElement, until);
    },
  };
};

/** Nothing is said yet: both are optional. */
export const Empty: Story = said('#call-back');
export const EmptyNarrow: Story = { ...Empty, globals: { width: '280' } };
/** It rang out: that is unanswered already, and a new time can be agreed on all the same. */
export const RangOut: Story = said('#call-back', { interaction: { answeredAt: undefined, state: 'wrap-up' } });
export const ByAnAgreedCallBack: Story = said('.pill', { attempt: { reason: 'callback', number: 2 } });

const marked = press('#unanswered');
export const Unanswered: Story = said('.consequence', {}, marked);
export const UnansweredAtNight: Story = said(
  '.consequence',
  { options: { now: () => Date.parse('2026-03-10T22:02:30Z') } },
  marked,
);
export const UnansweredForTheLastTime: Story = said('.consequence', { attempt: { number: 3 } }, marked);
export const UnansweredAfterASilentCall: Story = said('.consequence', { attempt: { reason: 'silent-call' } }, marked);
export const UnansweredInAPausedCampaign: Story = said('.consequence', { campaign: { status: 'disabled' } }, marked);
export const Marked: Story = said('.standing', {}, marked, press('#agree'));

const back = press('#call-back');
const tomorrow = press('#preset-tomorrow-same-time');
export const CallBack: Story = said('#day', {}, back);
export const CallBackNarrow: Story = { ...CallBack, globals: { width: '280' } };
export const CallBackRightToLeft: Story = { ...CallBack, globals: { direction: 'rtl' } };
export const Agreeing: Story = said('.consequence', {}, back, tomorrow, write('#comment', 'Wants the price for two.'));
export const AgreeingNarrow: Story = { ...Agreeing, globals: { width: '280' } };
export const AgreeingRightToLeft: Story = { ...Agreeing, globals: { direction: 'rtl' } };
/** Typed as people say it. */
export const SaidInWords: Story = said('.consequence', {}, back, write('#day', 'wed 15'));
export const NotATime: Story = said('#when-problem', {}, back, write('#day', 'soonish'));
export const InAnotherZone: Story = said('.consequence', { attempt: { timeZone: 'America/New_York' } }, back, tomorrow);
export const Past: Story = said('#when-problem', {}, back, write('#day', '2026-03-09 15:00'));
export const BeyondTheHorizon: Story = said('#when-problem', {}, back, write('#day', '2026-06-01 15:00'));
export const OutsideTheCallingTimes: Story = said('#when-warning', {}, back, write('#day', 'sunday 15'));
export const SkippedByTheClocks: Story = said('.consequence', {}, back, write('#day', '2026-03-29 2:30'));
export const TwiceByTheClocks: Story = said(
  '[name=twice]',
  { options: { now: () => Date.parse('2026-10-20T13:02:30Z') } },
  back,
  write('#day', '2026-10-25 2:30'),
);
export const Away: Story = said(
  '#when-warning',
  { options: { absences: [{ fromAt: '2026-03-11T00:00:00Z', untilAt: '2026-03-12T00:00:00Z' }] } },
  back,
  tomorrow,
);
export const AnotherNumber: Story = said('#number-typed', {}, back, async (canvas) => {
  const select = await find(canvas, '#number');
  await fireEvent.change(select, { target: { value: 'other' } });
});
export const Missing: Story = said('.problem', { campaign: { commentRequired: true } }, back, press('#agree'));
export const Agreed: Story = said(
  '.standing',
  {},
  back,
  tomorrow,
  write('#comment', 'Wants the price for two.'),
  press('#agree'),
);
export const AgreedAndChanging: Story = said('#agree', {}, back, tomorrow, press('#agree'), press('#change'));
export const Cancelling: Story = said('#reason', {}, back, tomorrow, press('#agree'), press('#cancel'));
export const Cancelled: Story = said(
  '#call-back',
  {},
  back,
  tomorrow,
  press('#agree'),
  press('#cancel'),
  write('#reason', 'Bought it in the shop.'),
  press('#cancel-now'),
);
export const Offline: Story = said(
  '.bar.warn',
  { plan: { 'callbacks.schedule': { failing: 'offline' } } },
  back,
  tomorrow,
  press('#agree'),
);
export const CampaignEnded: Story = said('.bar.warn', { campaign: { status: 'ended' } }, back);
export const Failed: Story = said('.notice', { plan: { 'callbacks.get': { failing: 'unavailable' } } });

const catalogue: Catalogue = {
  revision: 1,
  categories: [
    {
      id: 'result',
      label: 'RESULT',
      choice: 'one',
      required: true,
      when: { campaigns: ['winter'] },
      topics: [
        { id: 'sale', label: 'Sale' },
        { id: 'interested', label: 'Interested' },
        { id: 'voicemail', label: 'Voicemail', outcome: 'answering-machine' },
      ],
    },
  ],
};
const topic =
  (id: string): Step =>
  async (canvas) =>
    (await shown(canvas, 'enquiry-registration', `[data-topic=${id}]`)).click();

/** In the registration: one comment, one button, one write. */
export const InTheRegistration: Story = said('.consequence', { catalogue }, topic('interested'), back, tomorrow);
export const InTheRegistrationNarrow: Story = { ...InTheRegistration, globals: { width: '280' } };
/** Voicemail is for the statistics only: the dialer has to be told too. */
export const StatisticsOnly: Story = said('.bar.warn', { catalogue }, topic('voicemail'));
