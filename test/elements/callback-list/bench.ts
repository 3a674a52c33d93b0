import { fixtureSync, html } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { Callback } from '../../../src/domain/callback.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/attending.js';
import '../../../src/elements/agent-desk/define.js';
import type { CallbackList } from '../../../src/elements/callback-list/callback-list.js';
import '../../../src/elements/callback-list/define.js';
// What the element loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../../src/elements/callback-list/lists.js';
import '../../../src/elements/callback-list/rescheduling.js';
import { english } from '../../support/english.js';
import { faults, type FaultPlan, type Faulty } from '../../../src/testing/index.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { type Colleague, type DialerHouse, dialerHouse, mia } from '../../support/callbacks.js';
import { squeeze, turn, until } from '../../support/card.js';

export { english as en };

export interface Bench {
  readonly desk: AgentDesk;
  readonly list: CallbackList;
  readonly house: DialerHouse;
  readonly faulty: Faulty<Backend>;
  readonly drafts: DraftStore;
  /** What the host heard, in words. */
  readonly heard: string[];
}

export interface BenchOptions {
  readonly callbacks?: readonly Callback[];
  readonly house?: DialerHouse;
  readonly agent?: Colleague;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly width?: number;
  readonly answers?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** Another one than that of the house. */
  change?(backend: Backend): Backend;
}

/** The lists at a desk, before anything is answered. */
export function seat(options: BenchOptions = {}): Bench {
  const { callbacks, house = dialerHouse(callbacks), agent = mia, plan, drafts = memoryDrafts(), width = 420 } = options;
  const backend = house.as(agent);
  const faulty = faults(options.change?.(backend) ?? backend, plan);
  const desk = document.createElement('agent-desk');
  const list = document.createElement('callback-list');
  const heard: string[] = [];
  desk.addEventListener('callback-scheduled', ({ callbackId }) => heard.push(`scheduled ${callbackId}`));
  desk.addEventListener('callback-cancelled', ({ callbackId }) => heard.push(`cancelled ${callbackId}`));
  desk.addEventListener('count-changed', ({ count }) => heard.push(`count ${count}`));
  desk.addEventListener('customer-open-requested', ({ customerId }) => heard.push(`open ${customerId}`));
  Object.assign(desk, { lang: 'en', dir: options.dir ?? 'ltr', backend: faulty.backend, drafts, answers: options.answers ?? '' });
  desk.append(list);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, list, house, faulty, drafts, heard };
}

/** The lists, read. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const at = seat(options);
  await until(() => root(at).querySelector('#panel .rows, #panel .none'), 'the lists are there');
  await calm(at);
  return at;
}

export const root = ({ list }: Pick<Bench, 'list'>): ShadowRoot => list.shadowRoot!;
export const rowsOf = (at: Pick<Bench, 'list'>): readonly string[] =>
  [...root(at).querySelectorAll('.rows > .row')].map((row) => squeeze(row.textContent ?? ''));
export const tabs = (at: Pick<Bench, 'list'>): readonly string[] =>
  [...root(at).querySelectorAll('[role=tab]')].map((tab) => squeeze(tab.textContent ?? ''));
export const openTab = async (at: Bench, name: 'planned' | 'queue' | 'all'): Promise<void> => {
  root(at).querySelector<HTMLElement>(`#tab-${name}`)!.click();
  await calm(at);
};
export const by = <E extends HTMLElement = HTMLElement>(at: Pick<Bench, 'list'>, selector: string): E | null =>
  root(at).querySelector<E>(selector);
export const deed = (at: Pick<Bench, 'list'>, topic: string): HTMLButtonElement | null =>
  by<HTMLButtonElement>(at, `[data-topic="${topic}"]`);
export const press = async (at: Bench, topic: string): Promise<void> => {
  await until(() => deed(at, topic) && !deed(at, topic)!.disabled, `${topic} can be pressed`);
  deed(at, topic)!.click();
  await calm(at);
};
export const write = async (at: Bench, selector: string, text: string, how: 'input' | 'change' = 'input'): Promise<void> => {
  await until(() => by(at, selector), `${selector} is there`);
  const box = by<HTMLInputElement>(at, selector)!;
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent(how, { bubbles: true }));
  await calm(at);
};
export const submit = async (at: Bench): Promise<void> => {
  by(at, '#submit')!.click();
  await calm(at);
};
export const bars = (at: Pick<Bench, 'list'>): string =>
  [...root(at).querySelectorAll('[part=bar]')].map((bar) => squeeze(bar.textContent ?? '')).join(' | ');
export const current = (at: Pick<Bench, 'list'>): string => squeeze(by(at, '[part=current]')?.textContent ?? '');
export const said = (at: Pick<Bench, 'list'>): string =>
  squeeze(root(at).querySelector('[role=status]:not(.bar)')?.textContent ?? '');
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === `callbacks.${method}`);
/** What follows from what has come. */
export async function calm({ list }: Pick<Bench, 'list'>): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await list.updateComplete;
    await turn();
  }
}
