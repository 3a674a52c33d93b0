import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, fireEvent } from 'storybook/test';
import { memoryData } from '../src/adapters/memory.js';
import { memoryDrafts } from '../src/index.js';
import type { Intent } from '../src/wiring/intent.js';
import type { Interaction } from '../src/domain/interaction.js';
import { call, shown, stage } from './stage.js';
import {
  colleagueSaves,
  deskWithCard,
  everyField,
  filled,
  inOutbox,
  press,
  see,
  settings,
  type Setting,
  type Step,
  type,
  writing,
} from './writing-stage.js';

const meta: Meta = { title: 'Elements/customer-card (colleagues)', component: 'customer-card' };
export default meta;
type Story = StoryObj;

const edit = [press('#edit'), see('form.form')] as const;

const colleague =
  (...editing: string[]): NonNullable<Setting['before']> =>
  async ({ colleague, customer }) =>
    void (await colleague.presence!.enter((await customer()).id, { editing }));
/** Somebody else has the card open. */
export const ColleagueHere: Story = writing('.company', { before: colleague() });
/** Somebody else is editing it. */
export const ColleagueEditing: Story = writing('.company .line', { before: colleague('city', 'department') });
/** Both are: the fields of the other one say so. */
export const BothEditing: Story = writing('.input .pill', { before: colleague('city', 'department') }, ...edit);

/** A colleague saved while one typed: what only they touched is taken over. */
export const Merged: Story = writing(
  '.form > .bar',
  {},
  ...edit,
  type('city', 'Bergen'),
  colleagueSaves({ department: 'Sales', email: 'signe@example.net' }),
);

/** Both changed the same field. */
export const Clash: Story = writing('.clash', {}, ...edit, type('city', 'Bergen'), colleagueSaves({ city: 'Voss' }));

const clashing = [
  ...edit,
  type('city', 'Bergen'),
  type('email', 'signe@example.net'),
  type('born', '1991-02-03'),
  type('access', ''),
  colleagueSaves({
    city: 'Voss',
    email: 'signe.with.a.very.long.address.of.her.own@subdomain.of.a.long.domain.example.com',
    born: '1992-03-04',
    access: 'Through the gate behind the bakery.\nThe key is at the neighbour’s.',
    department: 'Sales',
  }),
] as const;
export const Clashes: Story = writing('.input:has(.clash) ~ .input:has(.clash)', {}, ...clashing);
export const ClashesNarrow: Story = { ...Clashes, globals: { width: '280' } };
export const ClashesRightToLeft: Story = { ...Clashes, globals: { direction: 'rtl' } };

const colleagueDeletes: Step = async ({ scene: { colleague, customer } }) => {
  const { id, revision } = await customer();
  await colleague.customers!.remove!(id, revision, { key: crypto.randomUUID() });
};
/** What was typed about somebody who is not there any more can become a new customer. */
export const DeletedMeanwhile: Story = writing(
  '.form > .bar.warn',
  {},
  ...edit,
  type('city', 'Bergen'),
  colleagueDeletes,
  async ({ find }) => {
    const { parentElement } = await find('.form > .bar.warn');
    await expect(parentElement!.querySelector('[data-astray]')).toBeNull(); // what nobody may type, nobody is told to have typed
  },
);

const manager: Setting = { options: { role: 'manager' } };
const askToDelete = [
  see('#edit'),
  press('[popovertarget=more]'),
  // The entry of the menu that comes last before the host's own.
  press('#more > [role=menuitem]:nth-last-of-type(1)'),
] as const;
const earlier: readonly Interaction[] = [1, 2, 3].map((n) => ({
  id: `earlier-${n}`,
  channel: n === 2 ? 'sms' : 'call',
  direction: n === 3 ? 'outbound' : 'inbound',
  state: 'closed',
  from: '+4790055501',
  to: '+4790055501',
  startedAt: new Date(Date.now() - n * 7e7).toISOString(),
}));
/** The consequence in words, before anything is done. */
export const DeleteQuestion: Story = writing(
  '#delete[open] .consequence p + p',
  {
    options: { ...manager.options, interactions: earlier },
    before: async ({ colleague, customer }) => {
      const { id } = await customer();
      await colleague.customers!.choose!({ raw: '+4790055501' }, id);
      for (const interaction of earlier) await colleague.interactions!.record!({ ...interaction, customerId: id });
    },
  },
  ...askToDelete,
);
export const DeleteQuestionNarrow: Story = { ...DeleteQuestion, globals: { width: '280' } };
/** A colleague is typing in what is about to go. */
export const DeleteWhileAColleagueEdits: Story = writing(
  '#delete[open] .consequence .line',
  { ...manager, before: colleague('city') },
  ...askToDelete,
);
/** Nothing is deleted of which nobody can say what goes along. */
export const ImpactFailed: Story = writing(
  '#delete[open] .deeds .primary',
  { ...manager, plan: { 'customers.impact': { failing: 'unavailable' } } },
  ...askToDelete,
);
/** Nothing is sent before the time is over. */
export const Deleting: Story = writing('#undo-delete', manager, ...askToDelete, press('#delete [value=delete]:not(:disabled)'));

/** A deletion as an earlier page has left it. */
const stopped =
  (more: Pick<Intent, 'state' | 'error'>): NonNullable<Setting['before']> =>
  async (scene) => {
    const { id, revision, name } = await scene.customer();
    await inOutbox(scene, { kind: 'customers.remove', payload: { id, revision, name }, about: `customer/${id}`, ...more });
  };
/** Somebody changed the customer in the meantime. */
export const DeletionStopped: Story = writing('.bar.warn[role=alert]', {
  ...manager,
  before: stopped({ state: 'conflict', error: { code: 'conflict' } }),
});
/** The page was closed before the time to undo it was over: nothing was done. */
export const DeletionNotSent: Story = writing('.bar.warn[role=alert]', {
  ...manager,
  before: stopped({ state: 'needs-attention', error: { code: 'not-sent' } }),
});

/** Two agents at their desks over the same data. */
export const TwoAgents: Story = {
  loaders: [
    async ({ globals }) => {
      const data = memoryData();
      await filled(data);
      const desk = (id: string, name: string) => ({
        backend: stage(globals, {}, { data, settings, customers: [], fields: everyField, agent: { id, name } }),
        drafts: memoryDrafts(),
        interaction: call('+4790055501'),
      });
      return { desks: [desk('agent-1', 'Sample Agent'), desk('agent-2', 'Another Agent')] };
    },
  ],
  render: (_, { loaded }) =>
    html`<style>
        .desks {
          display: grid;
          grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
          gap: 16px;
          align-items: start;
        }
      </style>
      <div class="desks">${(loaded as { desks: Parameters<typeof deskWithCard>[0][] }).desks.map(deskWithCard)}</div>`,
  play: async ({ canvasElement }) => {
    const [one, two] = canvasElement.querySelectorAll('agent-desk');
    (await shown(one!, 'customer-card', '#edit')).click();
    await fireEvent.input(await shown(one!, 'customer-card', '[data-field=city]'), { target: { value: 'Bergen' } });
    (await shown(two!, 'customer-card', '#edit')).click();
    await shown(two!, 'customer-card', '.input .pill');
  },
};
