import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, fireEvent, waitFor } from 'storybook/test';
import type { MemoryOptions } from '../src/adapters/memory.js';
import '../src/elements/message-composer/define.js';
import type { Backend, Interaction } from '../src/index.js';
import { type DraftStore, LinkSendRequestedEvent, memoryDrafts } from '../src/index.js';
import { type FaultPlan, faults } from '../src/testing/index.js';
import { day, type House, hour, houseWith, mia, minute, type Name } from '../test/elements/message-composer/house.js';
import { call, framed, shown } from './stage.js';

const meta: Meta = { title: 'Elements/message-composer', component: 'message-composer' };
export default meta;
type Story = StoryObj;

const tag = 'message-composer';

interface Setting {
  readonly whom?: Name | 'nobody';
  readonly options?: MemoryOptions;
  readonly agent?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly interaction?: Interaction | 'none';
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
  (text: string, into = '#message-text'): Step =>
  async (canvas) => {
    const box = (await find(canvas, into)) as HTMLTextAreaElement;
    box.focus();
    await fireEvent.input(box, { target: { value: text } });
    box.setSelectionRange(text.length, text.length);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };

const sceneOf = async (setting: Setting): Promise<Scene> => {
  const house = await houseWith(setting.options);
  await setting.before?.(house);
  const right = house.as(mia, setting.agent);
  const { backend } = faults(setting.change?.(right) ?? right, setting.plan);
  const startedAt = new Date(Date.now() - 6 * minute).toISOString();
  const usual = call('+4799887701', { id: 'this', startedAt, agentId: mia.id });
  const interaction = setting.interaction === 'none' ? undefined : (setting.interaction ?? usual);
  return { house, backend, interaction, drafts: setting.drafts ?? memoryDrafts() };
};

/** A desk with the composer, as far as the steps lead; the story is there when the last thing is. */
const composer = (until: string, setting: Setting = {}, ...steps: readonly Step[]): Story => ({
  loaders: [async () => ({ scene: await sceneOf(setting) })],
  render: (_, { loaded }) => {
    const { scene } = loaded as { scene: Scene };
    const { whom = 'ada' } = setting;
    const customerId = whom === 'nobody' ? '' : scene.house.ids[whom];
    return html`<agent-desk
      .backend=${scene.backend}
      .drafts=${scene.drafts}
      .interaction=${scene.interaction}
      customer-id=${customerId}
      >${framed(html`<message-composer></message-composer>`)}</agent-desk
    >`;
  },
  play: async ({ canvasElement, loaded }) => {
    const { scene } = loaded as { scene: Scene };
    for (const step of steps) await step(canvasElement, scene);
    await find(canvasElement, until);
  },
});

const polish = 'Dzień dobry, oddzwonimy do Pani jutro o 9:00. Proszę przygotować umowę — „numer klienta” jest na odwrocie…';

export const PickList = composer('.to-list');
export const OneNumber = composer('#send-message', { whom: 'bo', interaction: 'none' });
export const Written = composer('.status', {}, press('.option input'), write('We have sent you a new card today.'));
export const ManySegments = composer('[data-encoding=ucs-2]', {}, press('.option input'), write(polish));
export const Email = composer('#message-subject', { whom: 'eve' }, press('.chip:nth-child(2) input'));
export const TemplateFound = composer('.found', {}, write('/c'));
export const TemplateOpen = composer('.open', {}, write('/inv'), press('#template-0'));
export const OptedOut = composer('#message-standing', {
  whom: 'bo',
  interaction: 'none',
  before: (house) => house.as(mia).saveConsent({ channel: 'sms', customerId: house.ids.bo, consent: 'refused' }),
});
export const OptedOutWithReason = composer('#message-reason', {
  whom: 'bo',
  interaction: 'none',
  options: { settings: { messageOptedOut: 'warn' } },
  before: (house) => house.as(mia).saveConsent({ channel: 'sms', customerId: house.ids.bo, consent: 'refused' }),
});
export const QuietHours = composer('#message-standing', {
  whom: 'bo',
  interaction: 'none',
  options: { settings: { messageQuietFrom: '00:00', messageQuietUntil: '23:59' } },
});
export const SecondsToUndo = composer(
  '#undo-message',
  { whom: 'bo', interaction: 'none', options: { settings: { messageUndoSeconds: 600 } } },
  write('Nothing is sent yet'),
  press('#send-message'),
);
export const NotSentYet = composer(
  '.underway .bar',
  {
    whom: 'bo',
    interaction: 'none',
    options: { settings: { messageUndoSeconds: 0 } },
    plan: { 'messages.send': { failing: 'offline' } },
  },
  write('On the way'),
  press('#send-message'),
);
export const Before = composer('.sent', {
  before: async (house) => {
    const made = await house.write(
      { ago: 3 * day, text: 'Your card is on its way.' },
      {
        ago: day,
        channel: 'email',
        subject: 'Your contract',
        text: 'Dear Ada,\n\nhere is the contract.',
      },
      { ago: hour, text: 'We call you at three.' },
    );
    const backend = house.as(mia);
    await backend.reportDelivery(made[0]!.id, { state: 'delivered' });
    await backend.reportDelivery(made[2]!.id, { state: 'failed', failure: 'unreachable' });
  },
});
export const FreeAddress = composer('.to-list', { agent: { role: 'manager' } }, press('.option:last-of-type input'));
/** Where the customer’s way through the web site is shown, somebody presses _Send this link_. */
const askForLink: Step = async (canvas, { house }) => {
  const link = new LinkSendRequestedEvent(house.ids.bo, 'https://shop.example/winter-offer', 'Winter offer');
  canvas.querySelector('agent-desk')!.dispatchEvent(link);
};
const linkThere: Step = (canvas) =>
  waitFor(async () => expect(((await find(canvas, '#message-text')) as HTMLTextAreaElement).value).toMatch(/winter-offer$/));
export const LinkAdded: Story = {
  ...composer(
    '.status',
    { whom: 'bo', interaction: 'none' },
    write('Hello Birk, here is the offer that we talked about:'),
    askForLink,
    linkThere,
  ),
  name: 'A link was added',
};
export const LinkWaits = composer(
  '.hint[role=status]',
  { whom: 'bo', interaction: 'none', options: { settings: { messageUndoSeconds: 600 } } },
  write('We have just talked.'),
  press('#send-message'),
  askForLink,
);
export const Problems = composer('.problem', { whom: 'ada' }, press('#send-message'));
export const NoNumber = composer('.problem', { whom: 'eve', interaction: 'none' });
export const OnTheLine = composer('.to', { whom: 'nobody' });
/** Typed before it was known who is on the line. */
export const BegunBefore = composer(
  '.composer .bar',
  { whom: 'nobody' },
  write('We call you back at three.'),
  async (canvas, { house }) => {
    (await find(canvas, '#message-text')).blur();
    canvas.querySelector('agent-desk')!.customerId = house.ids.bo;
    await find(canvas, '.whom');
  },
);
export const NobodyThere = composer('.none', { whom: 'nobody', interaction: 'none' });
export const Waiting = composer('.loading', { plan: { 'messages.channels': { never: true } } });
export const Failed = composer('#retry', { plan: { 'messages.channels': { failing: 'unavailable' } } });
