import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { memory, memoryData } from '../src/adapters/memory.js';
import type { Backend } from '../src/backend/backend.js';
import type { Interaction } from '../src/domain/interaction.js';
import { call, fields, framed, sample, shown, stage } from './stage.js';

const meta: Meta = { title: 'Elements/customer-card', component: 'customer-card' };
export default meta;
type Story = StoryObj;

const earlier: readonly Interaction[] = [1, 2, 3].map((n) => ({
  id: `earlier-${n}`,
  channel: n === 2 ? 'sms' : 'call',
  direction: n === 3 ? 'outbound' : 'inbound',
  state: 'closed',
  from: '+4799999999',
  to: '+4799999999',
  startedAt: new Date(Date.now() - n * 7e7).toISOString(),
}));

/** Which face a story must come to: a story that shows another one fails. */
const comesTo =
  (selector: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) =>
    void (await shown(canvasElement, 'customer-card', selector));

/** A card for a call from a number; what the toolbar says of the backend applies. */
const from = (
  face: string,
  number: string,
  more: Parameters<typeof stage>[1] = {},
  options: Parameters<typeof stage>[2] = {},
): Story => ({
  render: (_, { globals }) =>
    framed(
      html`<customer-card
        .backend=${stage(globals, more, options)}
        .interaction=${call(number)}
        answers="message customer-close"
      ></customer-card>`,
    ),
  play: comesTo(face),
});

export const OneCustomer: Story = from('.details', '+4790012345');
export const MatchedByEmail: Story = {
  render: (_, { globals }) =>
    framed(
      html`<customer-card
        .backend=${stage(globals)}
        .interaction=${call('Ingrid.Hakonsen@Example.com', { channel: 'email' })}
      ></customer-card>`,
    ),
  play: comesTo('.details'),
};
export const Organization: Story = from('.details', '+47 22 33 44 55', {}, { customers: [sample[2]!] });
export const LongWords: Story = from('.details', '+46701234567');
export const RightToLeftName: Story = from('.details', '+972501234567');
export const HostileText: Story = from('.details', '+4790099999');

export const WithTabs: Story = {
  render: (_, { globals }) =>
    framed(
      html`<customer-card .backend=${stage(globals)} .interaction=${call('+4790012345')} answers="customer-close">
        <p label="Notes" count="4">The host's own element stands here.</p>
        <p label="History" count="18">Each child with a label is a tab.</p>
        <p label="Cases" count="0">Its count stands beside the label.</p>
        <button slot="menu" role="menuitem">An entry of the host's own</button>
      </customer-card>`,
    ),
  play: async ({ canvasElement }) => {
    (await shown(canvasElement, 'customer-card', '#tab-1')).click();
    await waitFor(() => expect(canvasElement.querySelector('[label=History]')).toBeVisible());
  },
};

export const AllFields: Story = {
  ...from('.details', '+4790012345'),
  play: async ({ canvasElement }) => (await shown(canvasElement, 'customer-card', '[aria-controls=details]')).click(),
};

export const ConcealedValues: Story = { ...AllFields };
export const RevealedToManagers: Story = {
  ...AllFields,
  ...from('.details', '+4790012345', {}, { role: 'manager' }),
  play: AllFields.play,
};

export const SharedNumber: Story = from('#match-2', '+4722334455');
export const ManyWithFilter: Story = from('.filter', '+46850510000');

export const OpenedFromTheList: Story = {
  ...from('#match-2', '+4722334455'),
  play: async ({ canvasElement }) => (await shown(canvasElement, 'customer-card', '#match-1')).click(),
};

export const ChosenAsTheCustomer: Story = {
  ...OpenedFromTheList,
  play: async (context) => {
    await OpenedFromTheList.play?.(context);
    (await shown(context.canvasElement, 'customer-card', '.choice .primary')).click();
    await shown(context.canvasElement, 'customer-card', '.choice .icon');
  },
};

export const ChosenBefore: Story = {
  loaders: [
    async () => {
      const data = memoryData();
      const desk = memory({
        data,
        agent: { id: 'agent-2', name: 'Another Agent' },
        customers: sample,
        fields,
        settings: { homeRegion: 'NO' },
      });
      const { matches } = await desk.customers.find({ raw: '+4722334455' });
      await desk.customers.choose({ raw: '+4722334455' }, matches.at(-1)!.customer.id);
      return { data };
    },
  ],
  render: (_, { globals, loaded }) =>
    framed(
      html`<customer-card
        .backend=${stage(globals, {}, { data: (loaded as { data: ReturnType<typeof memoryData> }).data, customers: [] })}
        .interaction=${call('+4722334455')}
      ></customer-card>`,
    ),
  play: comesTo('#match-0 .pill.good'),
};

export const NoMatch: Story = from('.icon', '+4799999999');
export const NoMatchWithHistory: Story = from('.history li', '0047 99 99 99 99', {}, { interactions: earlier });
export const Withheld: Story = from('.notice', 'anonymous');
export const OwnNumber: Story = from('.addresses', '+47 22 00 00 00');
export const InternalExtension: Story = from('.addresses', '104');
export const Unreadable: Story = from('.addresses', 'PARCELS');

export const Nothing: Story = {
  render: (_, { globals }) => framed(html`<customer-card .backend=${stage(globals)}></customer-card>`),
  play: comesTo('.notice'),
};
export const Waiting: Story = from('[aria-busy]', '+4790012345', { 'customers.find': { never: true } });
export const StillSearching: Story = {
  ...from('.bar', '+4790012345', { 'customers.find': { never: true } }, { settings: { homeRegion: 'NO', slowAfter: 50 } }),
};
export const Failed: Story = from('[role=alert]', '+4790012345', { 'customers.find': { failing: 'unavailable' } });
export const Offline: Story = from('[role=alert]', '+4790012345', { 'customers.find': { failing: 'offline' } });
export const WrongShape: Story = from('[role=alert]', '+4790012345', { 'customers.find': { wrongShape: 'half a result' } });
export const NotOffered: Story = {
  ...from('', '+4790012345', {}, { permissions: [] }),
  play: async ({ canvasElement }) =>
    void (await waitFor(() => expect(canvasElement.querySelector('customer-card')!.shadowRoot!.children).toHaveLength(0))),
};

export const ById: Story = {
  loaders: [
    async () => {
      const backend = stage();
      const [customer] = await backend.customers!.search('Ingrid');
      return { backend, id: customer!.id };
    },
  ],
  render: (_, { loaded }) => {
    const { backend, id } = loaded as { backend: ReturnType<typeof stage>; id: string };
    return framed(html`<customer-card .backend=${backend} customer-id=${id}></customer-card>`);
  },
  play: comesTo('.details'),
};
export const NoLongerThere: Story = {
  render: (_, { globals }) => framed(html`<customer-card .backend=${stage(globals)} customer-id="0000000000"></customer-card>`),
  play: comesTo('.notice'),
};

export const FoundByHand: Story = {
  ...from('#search', '+4799999999'),
  play: async ({ canvasElement }) => {
    const box = await shown(canvasElement, 'customer-card', '#search');
    await userEvent.type(box, 'lindq');
    await shown(canvasElement, 'customer-card', '#found-0');
  },
};

export const CallMenu: Story = {
  ...from('.details', '+4790012345'),
  play: async ({ canvasElement }) => (await shown(canvasElement, 'customer-card', '#call')).click(),
};
export const MoreMenu: Story = {
  ...from('.details', '+4790012345'),
  play: async ({ canvasElement }) => (await shown(canvasElement, 'customer-card', '[popovertarget=more]')).click(),
};
export const KeyboardHelp: Story = {
  ...from('.details', '+4790012345'),
  play: async ({ canvasElement }) => {
    const name = await shown(canvasElement, 'customer-card', '.tools button');
    name.focus();
    await userEvent.keyboard('?');
    await shown(canvasElement, 'customer-card', 'dialog[open]');
  },
};

export const RefreshFailed: Story = {
  render: (_, { globals }) => {
    const right = stage(globals);
    const find = right.customers!.find;
    let asked = 0;
    const backend: Backend = {
      ...right,
      customers: {
        ...right.customers!,
        find: async (...given: Parameters<typeof find>) =>
          (asked += 1) > 1 ? Promise.reject(new Error('gone')) : find(...given),
      },
    };
    return framed(html`<customer-card .backend=${backend} .interaction=${call('+4790012345')}></customer-card>`);
  },
  play: async ({ canvasElement }) => {
    await shown(canvasElement, 'customer-card', '.details');
    (await shown(canvasElement, 'customer-card', '[aria-busy]')).click();
    await shown(canvasElement, 'customer-card', '.bar.warn');
  },
};

export const ChangedByAColleague: Story = {
  render: (_, { globals }) => {
    const right = stage(globals);
    const backend: Backend = {
      ...right,
      watch: ((scope, listeners) => {
        const stop = right.watch?.(scope, listeners);
        const timer = setTimeout(
          () =>
            void right.customers
              ?.find({ raw: '+4790012345' })
              .then(({ matches }) => listeners.change({ kind: 'customer', id: matches[0]!.customer.id, revision: 99 })),
          50,
        );
        return () => (clearTimeout(timer), stop?.());
      }) satisfies NonNullable<typeof right.watch>,
    };
    return framed(html`<customer-card .backend=${backend} .interaction=${call('+4790012345')}></customer-card>`);
  },
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'customer-card', '.bar')),
};
