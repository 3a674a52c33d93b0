import { fixtureSync, html } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { Interaction, InteractionSummary } from '../../../src/domain/interaction.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/define.js';
import '../../../src/elements/interaction-history/define.js';
import type { InteractionHistory } from '../../../src/elements/interaction-history/interaction-history.js';
// What the element loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../../src/elements/interaction-history/list.js';
import '../../../src/domain/phone-numbers.js';
import { type FaultPlan, faults, type Faulty } from '../../../src/testing/index.js';
import { squeeze, turn, until } from '../../support/card.js';
import { type HistoryHouse, historyHouse } from './house.js';

export { english as en } from '../../support/english.js';

export interface Bench {
  readonly desk: AgentDesk;
  readonly history: InteractionHistory;
  readonly house: HistoryHouse;
  readonly faulty: Faulty<Backend>;
  /** The counts that the host heard. */
  readonly heard: (number | undefined)[];
}

export interface BenchOptions {
  readonly interactions?: readonly InteractionSummary[];
  readonly house?: HistoryHouse;
  readonly plan?: FaultPlan;
  /** `c1` unless told; `''`: nobody. */
  readonly customerId?: string;
  readonly interaction?: Interaction;
  readonly width?: number;
  readonly dir?: 'ltr' | 'rtl';
  readonly lang?: string;
  /** Another one than that of the house. */
  change?(backend: Backend): Backend;
}

/** The history at a desk, before anything is answered. */
export function seat(options: BenchOptions = {}): Bench {
  const { interactions, house = historyHouse(interactions), plan, width = 420, customerId = 'c1' } = options;
  const faulty = faults(options.change?.(house.backend) ?? house.backend, plan);
  const desk = document.createElement('agent-desk');
  const history = document.createElement('interaction-history');
  const heard: (number | undefined)[] = [];
  desk.addEventListener('count-changed', ({ count }) => heard.push(count));
  Object.assign(desk, {
    lang: options.lang ?? 'en',
    dir: options.dir ?? 'ltr',
    backend: faulty.backend,
    interaction: options.interaction,
  });
  if (customerId) history.customerId = customerId;
  desk.append(history);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, history, house, faulty, heard };
}

/** The history, read to its end. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const at = seat(options);
  await read(at);
  return at;
}

export const read = async (at: Bench): Promise<void> => {
  await until(() => at.history.count !== undefined && root(at).querySelector('.end:not(:has(svg)), .none'), 'it is read');
  await calm(at);
};

export const root = ({ history }: Pick<Bench, 'history'>): ShadowRoot => history.shadowRoot!;
export const by = <E extends HTMLElement = HTMLElement>(at: Pick<Bench, 'history'>, selector: string): E | null =>
  root(at).querySelector<E>(selector);
export const all = <E extends HTMLElement = HTMLElement>(at: Pick<Bench, 'history'>, selector: string): readonly E[] => [
  ...root(at).querySelectorAll<E>(selector),
];
/** Without the signs that keep numbers in their direction. */
export const textOf = (element: Element | null): string =>
  squeeze((element?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\u202f/g, ' '));
export const rowsOf = (at: Pick<Bench, 'history'>): readonly string[] => all(at, '.row').map(textOf);
export const idsOf = (at: Pick<Bench, 'history'>): readonly string[] => all(at, '.row').map((row) => row.dataset.id!);
export const row = (at: Pick<Bench, 'history'>, id: string): HTMLElement | null => by(at, `.row[data-id="${CSS.escape(id)}"]`);
/** Everything on the screen. */
export const shown = (at: Pick<Bench, 'history'>): string => textOf(by(at, 'section, .none, .notice, .loading'));
export const said = (at: Pick<Bench, 'history'>): string => textOf(by(at, '[role=status]'));
export const fold = async (at: Bench, id: string): Promise<void> => {
  row(at, id)!.querySelector<HTMLElement>('[data-row]')!.click();
  await calm(at);
};
export const choose = async (at: Bench, id: string): Promise<void> => {
  by(at, `#${id}`)!.click();
  await calm(at);
};
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === `interactions.${method}`);
/** What follows from what has come. */
export async function calm({ history }: Pick<Bench, 'history'>): Promise<void> {
  for (let i = 0; i < 12; i += 1) {
    await history.updateComplete;
    await turn();
  }
}
