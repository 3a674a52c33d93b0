import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, LitElement } from 'lit';
import { expect, fireEvent, waitFor } from 'storybook/test';
import type { AgentDesk } from '../src/elements/agent-desk/agent-desk.js';
import { deskContext } from '../src/index.js';
import { Consumed } from '../src/wiring/context.js';
import { call, framed, shown, stage } from './stage.js';

const meta: Meta = { title: 'Elements/agent-desk', component: 'agent-desk' };
export default meta;
type Story = StoryObj;

export const WithACard: Story = {
  render: (_, { globals }) =>
    html`<agent-desk .backend=${stage(globals)} .interaction=${call('+4790012345')} answers="message"
      >${framed(html`<customer-card></customer-card>`)}</agent-desk
    >`,
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'customer-card', '.details')),
};

export const NothingYet: Story = {
  render: () => html`<agent-desk>${framed(html`<customer-card></customer-card>`)}</agent-desk>`,
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'customer-card', '.notice')),
};

export const BackendByAddress: Story = {
  render: () =>
    html`<agent-desk backend="memory:" .interaction=${call('+4790012345')}
      >${framed(html`<customer-card></customer-card>`)}</agent-desk
    >`,
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'customer-card', '.notice')),
};

export const BackendNotOpened: Story = {
  render: () => html`<agent-desk backend="carrier-pigeon:coop-7">${framed(html`<customer-card></customer-card>`)}</agent-desk>`,
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'agent-desk', '[role=alert]')),
};

export const TwoDesks: Story = {
  render: (_, { globals }) => {
    const backend = stage(globals);
    return html`<agent-desk .backend=${backend} .interaction=${call('+4790012345')}
        >${framed(html`<customer-card></customer-card>`)}</agent-desk
      >
      <p></p>
      <agent-desk .backend=${backend} .interaction=${call('+46701234567')}
        >${framed(html`<customer-card></customer-card>`)}</agent-desk
      >`;
  },
  play: async ({ canvasElement }) => void (await shown(canvasElement, 'customer-card', '.details')),
};

/** An element of the host's own that has a reason against closing. */
class StoryGuard extends LitElement {
  readonly #desk = new Consumed(this, deskContext, (desk) => desk?.guard(() => ['The enquiry is not registered yet.']));
  override render(): unknown {
    return html`<p>${this.#desk.value ? 'This element refuses closing.' : ''}</p>`;
  }
}
if (!customElements.get('story-guard')) customElements.define('story-guard', StoryGuard);

export const ClosingRefused: Story = {
  render: (_, { globals }) =>
    html`<agent-desk
      .backend=${stage(globals)}
      .interaction=${call('+4790012345')}
      @close-refused=${(event: Event & { reasons?: readonly string[] }) => {
        const said = (event.currentTarget as HTMLElement).querySelector('output');
        if (said) said.value = event.reasons?.join(' ') ?? '';
      }}
      ><story-guard></story-guard><output></output
    ></agent-desk>`,
  play: async ({ canvasElement }) => {
    const desk = canvasElement.querySelector<AgentDesk>('agent-desk')!;
    await waitFor(() => expect(desk.querySelector('story-guard')!.shadowRoot!.textContent).toContain('refuses'));
    await expect(await desk.requestClose()).toBe(false);
    await waitFor(() => expect(desk.querySelector('output')!.value).toContain('not registered'));
  },
};

const type = async (canvas: HTMLElement, field: string, value: string): Promise<void> => {
  const input = await shown(canvas, 'customer-card', `[data-field=${field}]`);
  input.focus();
  await fireEvent.input(input, { target: { value } });
};

/** `drafts="indexeddb:…"`: what is typed here survives a reload. In the memory of the page, as without the attribute, it would not. */
export const DraftsThatStay: Story = {
  render: (_, { globals }) =>
    html`<agent-desk
      drafts="indexeddb:stories"
      .backend=${stage(globals)}
      .interaction=${call('+4799999999', { id: 'the-same-after-a-reload' })}
      >${framed(html`<customer-card></customer-card>`)}</agent-desk
    >`,
  play: async ({ canvasElement }) => {
    const first = await shown(canvasElement, 'customer-card', '#add, form.form');
    if (first.id === 'add') first.click();
    await type(canvasElement, 'givenName', 'Somebody');
    await shown(canvasElement, 'customer-card', 'form.form');
  },
};

const typeInTheCard = async (canvas: HTMLElement): Promise<AgentDesk> => {
  (await shown(canvas, 'customer-card', '#edit')).click();
  await type(canvas, 'city', 'Bergen');
  return canvas.querySelector<AgentDesk>('agent-desk')!;
};

/** With `guard-unload` the browser asks before the page is left, while something is not saved; and listens for nothing else. */
export const AsksBeforeThePageIsLeft: Story = {
  render: (_, { globals }) =>
    html`<agent-desk guard-unload .backend=${stage(globals)} .interaction=${call('+4790012345')}
      >${framed(html`<customer-card></customer-card>`)}</agent-desk
    >`,
  play: async ({ canvasElement }) => {
    const leave = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await shown(canvasElement, 'customer-card', '#edit');
    await expect(leave()).toBe(false);
    await typeInTheCard(canvasElement);
    await waitFor(() => expect(leave()).toBe(true));
  },
};

/** `requestClose()` asks the agent what becomes of what is typed, and says no until it is decided. */
export const ClosingAsksFirst: Story = {
  ...WithACard,
  play: async ({ canvasElement }) => {
    const desk = await typeInTheCard(canvasElement);
    void desk.requestClose();
    await shown(canvasElement, 'customer-card', '#unsaved[open]');
  },
};
