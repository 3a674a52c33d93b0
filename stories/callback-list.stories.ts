import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { fireEvent } from 'storybook/test';
import '../src/elements/callback-list/define.js';
import type { Callback, Customer } from '../src/index.js';
import { type FaultPlan, faults } from '../src/testing/index.js';
import { aCallback, type Colleague, type DialerHouse, dialerHouse, mia, ola, winter } from '../test/support/callbacks.js';
import { framed, shown } from './stage.js';

const meta: Meta = { title: 'Elements/callback-list', component: 'callback-list' };
export default meta;
type Story = StoryObj;

const tag = 'callback-list';
type Step = (canvas: HTMLElement, house: DialerHouse) => Promise<unknown>;
const find = (canvas: HTMLElement, selector: string) => shown(canvas, tag, selector);
const press =
  (selector: string): Step =>
  async (canvas) =>
    (await find(canvas, selector)).click();
const write =
  (text: string, into: string): Step =>
  async (canvas) => {
    const input = await find(canvas, into);
    input.focus();
    await fireEvent.input(input, { target: { value: text } });
  };

const person = (id: string, name: string): Customer => ({
  id,
  type: 'person',
  name,
  fields: { givenName: name },
  createdAt: '2026-01-01T09:00:00Z',
  changedAt: '2026-01-01T09:00:00Z',
  revision: 1,
});
const customers = [
  person('c1', 'Ingrid Håkonsen'),
  person('c2', 'Bartholomäus-Maximilian von Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'),
  person('c3', 'ליאור כהן'),
];
const long =
  'Wants to hear about the larger plan, but only after she has talked to the head of purchasing. Ask for her extension, 4711, if the switchboard answers; ' +
  'she is on the move between two and three, and prefers that we do not leave a message.\nHer colleague Ola knows about it too.';

const campaigns = [
  { ...winter, periods: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '23:59', timeZone: 'UTC' }] },
  { ...winter, id: 'ended', name: 'Autumn campaign', status: 'ended' as const },
];

/** As many kinds as there are. */
const sample = (): readonly Callback[] => [
  aCallback(12, { id: 'first', customerId: 'c1', comment: 'Has asked her manager for the budget; decide on the larger plan.' }),
  aCallback(190, { id: 'second', comment: long, timeZone: 'America/New_York', agreedBy: ola.id, agreedByName: ola.name }),
  aCallback(60 * 26, { customerId: 'c3', comment: 'מעדיף שיחה אחרי הצהריים' }),
  aCallback(60 * 24 * 6, { customerId: 'c2' }),
  aCallback(-4, { id: 'due', customerId: 'c1', state: 'queued', comment: 'Second try.' }),
  aCallback(-90, { id: 'missed', state: 'missed', missed: 'not-answered', takenBy: mia.id, customerId: 'c3' }),
  aCallback(40, { id: 'olas', agentId: ola.id, agreedBy: ola.id, agreedByName: ola.name, customerId: 'c3' }),
  aCallback(75, {
    id: 'everybody',
    for: 'all',
    agentId: undefined,
    agreedBy: ola.id,
    agreedByName: ola.name,
    comment: 'Anybody may call.',
  }),
];

interface Setting {
  readonly callbacks?: () => readonly Callback[];
  readonly agent?: Colleague;
  readonly plan?: FaultPlan;
  readonly availability?: { readonly queues: readonly string[]; readonly state: 'free' | 'busy' };
  readonly answers?: string;
}

/** A desk with the lists, as far as the steps lead; the story is there when the last thing is. */
const lists = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => {
  let house: DialerHouse;
  return {
    render: () => {
      house = dialerHouse((setting.callbacks ?? sample)(), { customers, campaigns });
      return html`<agent-desk
        .backend=${faults(house.as(setting.agent ?? mia), setting.plan).backend}
        .availability=${setting.availability}
        answers=${setting.answers ?? 'customer-open'}
        >${framed(html`<callback-list></callback-list>`)}</agent-desk
      >`;
    },
    play: async ({ canvasElement }) => {
      for (const step of steps) await step(canvasElement, house);
      await find(canvasElement, until);
    },
  };
};
const narrow = (story: Story): Story => ({ ...story, globals: { width: '280' } });
const rtl = (story: Story): Story => ({ ...story, globals: { direction: 'rtl', locale: 'ar' } });
const queue = press('#tab-queue');
const all = press('#tab-all');
const there = { queues: ['Dialer'], state: 'free' } as const;

/** Agreed for this agent, and not due yet. */
export const Planned: Story = lists('.row');
export const PlannedNarrow: Story = narrow(Planned);
export const PlannedRightToLeft: Story = rtl(Planned);
/** What is due: nobody has taken it, or it was missed. */
export const MyQueue: Story = lists('.row.queued', {}, queue);
/** While the agent is busy it waits. */
export const Reserved: Story = lists('[role=timer]', { callbacks: () => [] }, queue, async (_, house) => {
  house.happen({ kind: 'attend', agentId: mia.id, queues: ['Dialer'], state: 'busy' } as never);
  const reservedUntilAt = new Date(Date.now() + 17 * 60_000).toISOString();
  house.put(aCallback(-3, { customerId: 'c1', state: 'queued', reservedUntilAt, comment: 'Second try.' }));
});
export const All: Story = lists('.row', {}, all);
export const AllNarrow: Story = narrow(All);
/** It rings at this agent, whatever list is open. */
export const Offered: Story = lists('.rings', { availability: there }, queue);
export const OfferedNarrow: Story = narrow(Offered);
export const OfferedRightToLeft: Story = rtl(Offered);
export const OfferNotAnswered: Story = lists(
  '.rings .problem',
  { availability: there, plan: { 'callbacks.answer': { failing: 'offline' } } },
  press('[data-topic=answer]'),
);
export const Dialled: Story = lists('[data-topic=customer-answered]', { availability: there }, press('[data-topic=answer]'));
export const NobodyAnswered: Story = lists(
  '.row.missed',
  { availability: there, callbacks: () => sample().filter(({ id }) => id !== 'missed') },
  press('[data-topic=answer]'),
  press('[data-topic=nobody-answered]'),
);

const reschedule = (id: string) => press(`[data-topic="reschedule ${id}"]`);
/** Another time, with what it leads to. */
export const Rescheduling: Story = lists('.editing .consequence', {}, reschedule('first'));
export const ReschedulingNarrow: Story = narrow(Rescheduling);
export const ReschedulingRightToLeft: Story = rtl(Rescheduling);
export const ReschedulingAnothersCallback: Story = lists('.editing [value=same]', {}, all, reschedule('olas'));
export const AgreeingAfterAMiss: Story = lists(
  '.editing .problem',
  {},
  queue,
  reschedule('missed'),
  (canvas) => find(canvas, '#day'),
  press('#submit'),
);
export const ReschedulingWaitsForTheNetwork: Story = lists(
  '.editing .bar.warn',
  { plan: { 'callbacks.change': { failing: 'offline' } } },
  reschedule('first'),
  write('She is back at three.', '#comment'),
  press('#submit'),
);
/** Somebody else agreed on another time meanwhile; what was typed stays. */
export const ChangedMeanwhile: Story = lists(
  '.editing .bar.warn',
  {},
  reschedule('first'),
  write('She is back at three.', '#comment'),
  async (_, house) =>
    house.put({ ...aCallback(120, { customerId: 'c1' }), ...{ id: 'first', revision: house.get('first').revision } }),
);
const cancel = press('[data-topic="cancel first"]');
export const Cancelling: Story = lists('#cancel-consequence', {}, cancel);
export const CancellingNarrow: Story = narrow(Cancelling);
export const ReasonMissing: Story = lists('#reason-problem', {}, cancel, press('#submit'));
export const CancelledByAColleague: Story = lists(
  '.row .bar.warn',
  {},
  cancel,
  write('She has called us herself.', '#reason'),
  async (_, house) => house.happen({ kind: 'cancel', callbackId: 'first', agentId: ola.id, reason: 'Done' } as never),
);
export const TakenByAColleague: Story = lists(
  '.row .bar.warn',
  { plan: { 'callbacks.takeOver': { failing: 'conflict' } } },
  all,
  press('[data-topic="take olas"]'),
);
export const Nothing: Story = lists('.none', { callbacks: () => [] });
export const NothingMayBeSeen: Story = lists('.none', { callbacks: () => [], agent: { ...ola, permissions: [] } });
export const ManyPages: Story = lists('.more', { callbacks: () => Array.from({ length: 120 }, (_, at) => aCallback(10 + at)) });
export const Waiting: Story = lists('.loading', { plan: { 'callbacks.list': { never: true } } });
export const Failed: Story = lists('.notice', { plan: { 'callbacks.list': { failing: 'unavailable' } } });
