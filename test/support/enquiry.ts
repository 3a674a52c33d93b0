import { fixtureSync, html } from '@open-wc/testing';
import { memory, memoryData, type MemoryOptions } from '../../src/adapters/memory.js';
import '../../src/adapters/local/enquiries.js';
import type { Backend } from '../../src/backend/backend.js';
import type { Catalogue } from '../../src/domain/catalogue.js';
import type { Enquiry } from '../../src/domain/enquiry.js';
import type { Interaction } from '../../src/domain/interaction.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import '../../src/elements/agent-desk/closing.js';
import '../../src/elements/agent-desk/define.js';
import '../../src/wiring/records.js';
import '../../src/elements/enquiry-registration/define.js';
import type { EnquiryRegistration } from '../../src/elements/enquiry-registration/enquiry-registration.js';
import '../../src/elements/enquiry-registration/form.js';
import '../../src/elements/enquiry-registration/frequent.js';
import '../../src/elements/enquiry-registration/wrap-up.js';
import { faults, type FaultPlan, type Faulty } from '../../src/testing/index.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { squeeze, turn, until } from './card.js';

const topics = (prefix: string, ...labels: readonly string[]) =>
  labels.map((label, index) => ({ id: `${prefix}${index + 1}`, label }));

/** Mood is one of three and needed; products are one or two and needed; support is asked for two of the products. */
export const catalogue: Catalogue = {
  revision: 1,
  defaultTopicId: 'o1',
  categories: [
    { id: 'mood', label: 'Mood', choice: 'one', required: true, topics: topics('m', 'Positive', 'Neutral', 'Negative') },
    {
      id: 'product',
      label: 'Product',
      choice: 'many',
      required: true,
      maximum: 2,
      topics: topics('p', 'Admin application', 'Agent application', 'Statistics'),
    },
    {
      id: 'support',
      label: 'Support',
      choice: 'many',
      when: { topics: ['p1', 'p2'] },
      topics: [...topics('s', 'Sign-in', 'Profiles'), { id: 'none', label: 'None of these', exclusive: true }],
    },
    { id: 'other', label: 'Other', choice: 'one', topics: topics('o', 'Not said', 'Voicemail') },
  ],
};

export const aConversation = (more: Partial<Interaction> = {}): Interaction => ({
  id: 'call-1',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  from: '+4799887701',
  queue: 'Support',
  startedAt: '2026-03-02T12:00:00Z',
  ...more,
});

export interface Bench {
  readonly desk: AgentDesk;
  readonly form: EnquiryRegistration;
  readonly faulty: Faulty<Backend>;
  /** The right one, behind the faults. */
  readonly backend: Backend;
  readonly drafts: DraftStore;
  /** What the host heard, in words. */
  readonly heard: string[];
}

export interface BenchOptions {
  readonly backend?: Backend;
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly interaction?: Interaction;
  readonly width?: number;
  readonly guardUnload?: boolean;
}

export const house = (options: MemoryOptions = {}): ReturnType<typeof memory> =>
  memory({ agent: { id: 'mia', name: 'Mia' }, role: 'manager', data: memoryData(), catalogue, ...options });

/** The form at a desk, before anything is answered. */
export function seat({
  options,
  backend = house(options),
  plan,
  drafts = memoryDrafts(),
  interaction = aConversation(),
  width = 420,
  guardUnload = false,
}: BenchOptions = {}): Bench {
  const faulty = faults(backend, plan);
  const desk = document.createElement('agent-desk');
  const form = document.createElement('enquiry-registration');
  const heard: string[] = [];
  desk.addEventListener('enquiry-registered', ({ interactionId, status, topicIds }) =>
    heard.push(`${status} ${interactionId}: ${[...topicIds].sort().join()}`),
  );
  desk.addEventListener('close-refused', ({ reasons }) => heard.push(`refused: ${reasons.join()}`));
  Object.assign(desk, { lang: 'en', backend: faulty.backend, drafts, interaction, guardUnload });
  desk.append(form);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, form, faulty, backend, drafts, heard };
}

/** The form, ready to be filled in. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const at = seat(options);
  await until(() => topic(at.form, 'm1'), 'the form is there');
  return at;
}

export const root = (form: Element): ShadowRoot => form.shadowRoot!;
export const topic = (form: Element, id: string): HTMLInputElement | null =>
  root(form).querySelector<HTMLInputElement>(`input[data-topic="${id}"]`);
/** Chooses, as with the mouse. */
export async function choose(form: EnquiryRegistration, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await until(() => topic(form, id), `${id} can be chosen`);
    topic(form, id)!.click();
    await form.updateComplete;
  }
}
export const chosen = (form: Element): readonly string[] =>
  [...root(form).querySelectorAll<HTMLInputElement>('input[data-topic]:checked')].map((input) => input.dataset['topic']!);
export const comment = (form: Element): HTMLTextAreaElement => root(form).querySelector<HTMLTextAreaElement>('#comment')!;
export async function write(form: EnquiryRegistration, text: string): Promise<void> {
  const area = comment(form);
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await form.updateComplete;
}
export const control = (form: Element, id: string): HTMLButtonElement | null =>
  root(form).querySelector<HTMLButtonElement>(`#${id}`);
export const register = (form: Element): void => control(form, 'register')!.click();
export const bars = (form: Element): string =>
  [...root(form).querySelectorAll('[part=bar]')].map((bar) => squeeze(bar.textContent ?? '')).join(' | ');
export const problems = (form: Element): readonly string[] =>
  [...root(form).querySelectorAll('.problem')].map((problem) => squeeze(problem.textContent ?? ''));
export const status = (form: Element): string => squeeze(root(form).querySelector('.head')?.textContent ?? '');
export const said = (form: Element): string => squeeze(root(form).querySelector('[role=status]:not(.bar)')?.textContent ?? '');
/** What the backend has of the conversation. */
export const kept = async ({ backend }: Pick<Bench, 'backend'>, id = 'call-1'): Promise<Enquiry | undefined> =>
  (await backend.enquiries!.get(id)).enquiry;
export const registered = ({ form }: Pick<Bench, 'form'>): Promise<void> =>
  until(() => root(form).querySelector('.pill.good'), 'it is registered');
export const draftsOf = async ({ drafts }: Pick<Bench, 'drafts'>): Promise<readonly string[]> =>
  (await drafts.list('draft/')).map(({ key }) => key);
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === method);
/** What follows from what has come. */
export async function calm({ form }: Pick<Bench, 'form'>): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await form.updateComplete;
    await turn();
  }
}
