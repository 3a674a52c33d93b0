import type { StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { fireEvent } from 'storybook/test';
import { memoryData, type MemoryData, type MemoryOptions } from '../src/adapters/memory.js';
import type { Backend } from '../src/backend/backend.js';
import type { Customer, CustomerDraft } from '../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../src/domain/field.js';
import type { Interaction } from '../src/domain/interaction.js';
import { draftKey, type Draft, type DraftStore, memoryDrafts } from '../src/index.js';
import type { FaultPlan } from '../src/testing/index.js';
import { keyOf } from '../src/wiring/draft-store.js';
import type { Intent } from '../src/wiring/intent.js';
import { call, framed, shown, stage } from './stage.js';

const editable = { type: 'text', visible: true, editable: true } as const;

/** A field of every kind. */
export const everyField: readonly FieldDefinition[] = [
  ...defaultFields.map((field) => (field.name === 'familyName' ? { ...field, required: true } : field)),
  { ...editable, name: 'identity', label: 'National identity number', confidential: true },
  { ...editable, name: 'born', label: 'Date of birth', type: 'date-time' },
  {
    ...editable,
    name: 'plan',
    label: 'Plan',
    type: 'choice',
    choices: ['Small', 'Large'].map((label) => ({ id: label, label })),
  },
  { ...editable, name: 'meter', label: 'Meter', type: 'masked', mask: '##-###' },
  { ...editable, name: 'limit', label: 'Credit limit', type: 'masked', mask: '### $' },
  { ...editable, name: 'points', label: 'Points', type: 'number' },
  { ...editable, name: 'crm', label: 'CRM number', use: 'external-id' },
  { ...editable, name: 'access', label: 'How to find the meter' },
  { name: 'score', label: 'Score', type: 'number', visible: true },
];

/** Somebody with something in each of them. */
export const known: CustomerDraft = {
  type: 'person',
  fields: {
    givenName: 'Signe',
    familyName: 'Sample',
    mobile: '+47 900 55 501',
    email: 'signe.sample@example.com',
    city: 'Tromsø',
    identity: '010190 12345',
    born: '1990-01-01',
    plan: 'Small',
    meter: '12-345',
    points: '0040',
    crm: 'C-1001',
    access: 'Through the gate behind the bakery.\nThe key hangs left of the door; please put it back.',
    score: '7',
  },
};

/** What a story is made of. */
export interface Setting {
  readonly from?: string;
  readonly plan?: FaultPlan;
  /** Something that no fault of the plan can be: over the backend of the agent. */
  readonly over?: (backend: Backend) => Backend;
  readonly options?: MemoryOptions;
  readonly interaction?: Partial<Interaction>;
  /** Where drafts are kept, if not in a store that works. */
  readonly drafts?: DraftStore;
  /** What happened before the agent sees the card. */
  readonly before?: (scene: Scene) => Promise<void>;
}

/** The agent's desk and the house around it. */
export interface Scene {
  /** The agent's own, as the toolbar and the story say. */
  readonly backend: Backend;
  /** A colleague's, over the same data, which always behaves. */
  readonly colleague: Backend;
  readonly drafts: DraftStore;
  readonly interaction: Interaction;
  /** Whoever has the number of the call, as the agent may see it. */
  customer(): Promise<Customer>;
}

type Globals = Parameters<typeof stage>[0];

/** Of the house of these stories. */
export const settings = { homeRegion: 'NO', timeZone: 'Europe/Oslo', currency: 'NOK' };
const other = { id: 'agent-2', name: 'Another Agent' };

/** A colleague's backend over this data, which fills it first. */
export async function filled(data: MemoryData, options: MemoryOptions = {}): Promise<Backend> {
  const backend = stage(
    {},
    {},
    {
      settings,
      fields: everyField,
      customers: [known],
      ...options,
      data,
      agent: other,
      role: 'administrator',
      permissions: undefined,
    },
  );
  await backend.customers!.search('Sample');
  return backend;
}

async function sceneOf(globals: Globals, setting: Setting): Promise<Scene> {
  const { from = '+4790055501', plan, over = (backend: Backend) => backend, options = {}, drafts = memoryDrafts() } = setting;
  const data = memoryData();
  const colleague = await filled(data, options);
  const own = { settings, fields: everyField, ...options, data, customers: [], interactions: [] };
  const right = stage({}, {}, own);
  const scene: Scene = {
    backend: over(stage(globals, plan, own)),
    colleague,
    drafts,
    interaction: call(from, setting.interaction),
    customer: async () => (await right.customers!.find({ raw: from })).matches[0]!.customer,
  };
  await setting.before?.(scene);
  return scene;
}

/** What is kept of an edit (of the customer of the call unless told), as an earlier page has left it. */
export async function draftOf(
  { backend, interaction, customer }: Scene,
  typed: Record<string, string>,
  whose?: Customer,
): Promise<Draft> {
  const { tenantId, agent } = await backend.session();
  const base = whose ?? (await customer());
  return {
    key: draftKey({ tenantId, agentId: agent.id, element: 'customer-card', customerId: base.id, interactionId: interaction.id }),
    value: { type: base.type, base, fields: typed },
    changedAt: new Date().toISOString(),
  };
}

/** Leaves something in the agent's outbox, as an earlier page has. */
export async function inOutbox(
  { backend, drafts }: Scene,
  intent: Pick<Intent, 'kind' | 'payload' | 'about' | 'state' | 'error'>,
): Promise<void> {
  const { tenantId, agent } = await backend.session();
  const changedAt = new Date().toISOString();
  const made = { id: 'earlier', key: 'earlier', attempts: 1, tried: true, createdAt: changedAt, order: 1 };
  await drafts.put({
    key: keyOf('outbox', tenantId, agent.id) + keyOf(made.id),
    value: { ...made, ...intent } satisfies Intent,
    changedAt,
  });
}

/** Something that the agent does, or a colleague. */
export type Step = (at: { find(selector: string): Promise<HTMLElement>; readonly scene: Scene }) => Promise<unknown>;

export const press =
  (selector: string): Step =>
  async ({ find }) =>
    (await find(selector)).click();

export const see =
  (selector: string): Step =>
  ({ find }) =>
    find(selector);

/** Types in place of what stands in the field. */
export const type =
  (field: string, value: string): Step =>
  async ({ find }) => {
    const input = await find(`[data-field="${field}"]`);
    input.focus();
    await fireEvent.input(input, { target: { value } });
  };

/** A colleague saves these fields of the customer. */
export const colleagueSaves =
  (typed: Record<string, string>): Step =>
  async ({ scene: { colleague, customer } }) => {
    const { id, revision } = await customer();
    await colleague.customers!.change!(id, { revision, fields: typed }, { key: crypto.randomUUID() });
  };

/** An agent's desk with a card in it. */
export const deskWithCard = ({
  backend,
  drafts,
  interaction,
}: Pick<Scene, 'backend' | 'drafts' | 'interaction'>): TemplateResult =>
  html`<agent-desk .backend=${backend} .drafts=${drafts} .interaction=${interaction} answers="customer-close message"
    >${framed(html`<customer-card></customer-card>`)}</agent-desk
  >`;

/** A card in its desk that these steps bring to this face. */
export const writing = (face: string, setting: Setting = {}, ...steps: readonly Step[]): StoryObj => ({
  loaders: [async ({ globals }) => ({ scene: await sceneOf(globals, setting) })],
  render: (_, { loaded }) => deskWithCard((loaded as { scene: Scene }).scene),
  play: async ({ canvasElement, loaded }) => {
    const { scene } = loaded as { scene: Scene };
    const find = (selector: string) => shown(canvasElement, 'customer-card', selector);
    for (const step of steps) await step({ find, scene });
    await find(face);
  },
});
