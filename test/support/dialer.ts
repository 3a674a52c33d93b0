import { fixtureSync, html } from '@open-wc/testing';
import type { EmbeddedBackend } from '../../src/adapters/local/local.js';
import '../../src/adapters/local/callbacks.js';
import '../../src/adapters/local/enquiries.js';
import { memory, memoryData, type MemoryOptions } from '../../src/adapters/memory.js';
import type { AttemptState, Backend } from '../../src/backend/backend.js';
import type { Attempt } from '../../src/domain/attempt.js';
import type { Campaign } from '../../src/domain/campaign.js';
import type { Interaction } from '../../src/domain/interaction.js';
import '../../src/elements/agent-desk/closing.js';
import '../../src/elements/agent-desk/define.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import '../../src/wiring/records.js';
import '../../src/elements/dialer-callback/define.js';
import type { DialerCallback } from '../../src/elements/dialer-callback/dialer-callback.js';
import '../../src/elements/dialer-callback/form.js';
import { faults, type FaultPlan, type Faulty } from '../../src/testing/index.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../src/wiring/memory-drafts.js';
import { squeeze, turn, until } from './card.js';

/** A Tuesday at noon, in UTC. */
export const tuesday = Date.parse('2026-03-10T12:00:00Z');

export const winter: Campaign = {
  id: 'winter',
  name: 'Winter offer',
  mode: 'progressive',
  queue: 'Sales',
  attempts: 3,
  reservationMinutes: 20,
  mark: true,
  callBackFor: ['me', 'all'],
  horizonDays: 30,
  status: 'open',
};
export const attempt: Attempt = { campaignId: 'winter', number: 1, of: 3, timeZone: 'UTC' };

export const aDialerCall = (more: Partial<Interaction> = {}): Interaction => ({
  id: 'call-1',
  channel: 'call',
  direction: 'outbound',
  state: 'active',
  to: '+4799887701',
  queue: 'Sales',
  startedAt: '2026-03-10T11:58:00Z',
  answeredAt: '2026-03-10T11:58:10Z',
  attempt,
  ...more,
});

export const dialerHouse = (options: MemoryOptions = {}): EmbeddedBackend =>
  memory({
    agent: { id: 'mia', name: 'Mia' },
    role: 'manager',
    data: memoryData(),
    campaigns: [winter],
    now: () => tuesday,
    ...options,
  });

export interface Seat {
  readonly desk: AgentDesk;
  readonly dialer: DialerCallback;
  readonly faulty: Faulty<Backend>;
  /** The right one, behind the faults. */
  readonly backend: Backend;
  readonly drafts: DraftStore;
  /** What the host heard, in words. */
  readonly heard: string[];
}

export interface SeatOptions {
  readonly backend?: Backend;
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly interaction?: Interaction;
  readonly width?: number;
  readonly lang?: string;
  /** Stands between the desk and the element. */
  readonly within?: HTMLElement;
}

/** The element at a desk, before anything is answered. */
export function seat({
  options,
  backend = dialerHouse(options),
  plan,
  drafts = memoryDrafts(),
  interaction = aDialerCall(),
  width = 420,
  lang = 'en',
  within,
}: SeatOptions = {}): Seat {
  const faulty = faults(backend, plan);
  const desk = document.createElement('agent-desk');
  const dialer = document.createElement('dialer-callback');
  const heard: string[] = [];
  desk.addEventListener('attempt-marked', ({ interactionId, unanswered }) =>
    heard.push(`${unanswered ? 'marked' : 'not marked'} ${interactionId}`),
  );
  desk.addEventListener('callback-scheduled', ({ dueAt, interactionId }) => heard.push(`agreed ${interactionId}: ${dueAt}`));
  desk.addEventListener('callback-cancelled', () => heard.push('cancelled'));
  desk.addEventListener('enquiry-registered', ({ status }) => heard.push(status));
  desk.addEventListener('close-refused', ({ reasons }) => heard.push(`refused: ${reasons.join()}`));
  Object.assign(desk, { lang, backend: faulty.backend, drafts, interaction });
  if (within) {
    dialer.slot = 'dialer';
    within.append(dialer);
  }
  desk.append(within ?? dialer);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, dialer, faulty, backend, drafts, heard };
}

export const root = (element: Element): ShadowRoot => element.shadowRoot!;
export const part = <E extends HTMLElement = HTMLElement>({ dialer }: Pick<Seat, 'dialer'>, selector: string): E | null =>
  root(dialer).querySelector<E>(selector);

/** The form, ready to be filled in. */
export async function sit(options: SeatOptions = {}): Promise<Seat> {
  const at = seat(options);
  await until(() => part(at, '#title'), 'the form is there');
  return at;
}

/** With the mouse. */
export async function press(at: Pick<Seat, 'dialer'>, selector: string): Promise<void> {
  await until(() => part(at, selector), `${selector} is there`);
  part(at, selector)!.click();
  await at.dialer.updateComplete;
}

export async function write(at: Pick<Seat, 'dialer'>, selector: string, text: string): Promise<void> {
  await until(() => part(at, selector), `${selector} is there`);
  const input = part<HTMLInputElement>(at, selector)!;
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await at.dialer.updateComplete;
}

export const texts = ({ dialer }: Pick<Seat, 'dialer'>, selector: string): readonly string[] =>
  [...root(dialer).querySelectorAll(selector)].map((each) => squeeze(each.textContent ?? ''));
export const consequences = (at: Pick<Seat, 'dialer'>): readonly string[] => texts(at, '.consequence li');
export const problems = (at: Pick<Seat, 'dialer'>): readonly string[] => texts(at, '.problem');
export const standing = (at: Pick<Seat, 'dialer'>): string => texts(at, '.standing').join(' | ');
export const stands = (at: Pick<Seat, 'dialer'>): Promise<void> => until(() => part(at, '.standing'), 'something stands');

/** What the backend has of the attempt. */
export const kept = ({ backend }: Pick<Seat, 'backend'>, id = 'call-1'): Promise<AttemptState> => backend.callbacks!.get(id);
export const asked = ({ faulty }: Pick<Seat, 'faulty'>, method: string): Seat['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === method);
export const draftsOf = async ({ drafts }: Pick<Seat, 'drafts'>): Promise<readonly string[]> =>
  (await drafts.list('draft/')).map(({ key }) => key);

/** What follows from what has come. */
export async function calm({ dialer }: Pick<Seat, 'dialer'>): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await dialer.updateComplete;
    await turn();
  }
}
