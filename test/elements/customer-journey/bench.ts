import { fixtureSync, html } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { RecordedJourneyEvent } from '../../../src/domain/journey-event.js';
import type { JourneyFrame } from '../../../src/domain/journey-filter.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/define.js';
import type { CustomerJourney } from '../../../src/elements/customer-journey/customer-journey.js';
import '../../../src/elements/customer-journey/define.js';
// What the element loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../../src/elements/customer-journey/aliases.js';
import '../../../src/elements/customer-journey/journey.js';
import { type FaultPlan, faults, type Faulty } from '../../../src/testing/index.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import type { LinkSendRequestedEvent } from '../../../src/wiring/link-send-requested.js';
import { squeeze, turn, until } from '../../support/card.js';
import { type HouseOptions, type JourneyHouse, journeyHouse } from './house.js';

export { english as en } from '../../support/english.js';

export interface Bench {
  readonly desk: AgentDesk;
  readonly journey: CustomerJourney;
  readonly house: JourneyHouse;
  readonly faulty: Faulty<Backend>;
  /** The counts that the host heard. */
  readonly heard: (number | undefined)[];
  /** The links that it was to send. */
  readonly links: LinkSendRequestedEvent[];
}

export interface BenchOptions extends HouseOptions {
  readonly events?: readonly RecordedJourneyEvent[];
  readonly house?: JourneyHouse;
  readonly plan?: FaultPlan;
  /** `c1` unless told; `''`: nobody. */
  readonly customerId?: string;
  readonly frame?: JourneyFrame;
  readonly width?: number;
  readonly dir?: 'ltr' | 'rtl';
  readonly lang?: string;
  readonly answers?: string;
  readonly drafts?: DraftStore;
  /** Another one than that of the house. */
  change?(backend: Backend): Backend;
}

/** The journey at a desk, before anything is answered. */
export function seat(options: BenchOptions = {}): Bench {
  const { events, house = journeyHouse(events, options), plan, width = 420, customerId = 'c1' } = options;
  const faulty = faults(options.change?.(house.backend) ?? house.backend, plan);
  const desk = document.createElement('agent-desk');
  const journey = document.createElement('customer-journey');
  const heard: (number | undefined)[] = [];
  const links: LinkSendRequestedEvent[] = [];
  desk.addEventListener('count-changed', ({ count }) => heard.push(count));
  desk.addEventListener('link-send-requested', (event) => links.push(event));
  Object.assign(desk, {
    lang: options.lang ?? 'en',
    dir: options.dir ?? 'ltr',
    backend: faulty.backend,
    answers: options.answers ?? '',
    drafts: options.drafts,
  });
  if (customerId) journey.customerId = customerId;
  if (options.frame) journey.frame = options.frame;
  desk.append(journey);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, journey, house, faulty, heard, links };
}

/** The journey, read to its end. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const at = seat(options);
  await read(at);
  return at;
}

export const read = async (at: Bench): Promise<void> => {
  await until(() => at.journey.count !== undefined && by(at, '[part=now], .none'), 'it is read');
  await calm(at);
};

export const root = ({ journey }: Pick<Bench, 'journey'>): ShadowRoot => journey.shadowRoot!;
export const by = <E extends HTMLElement = HTMLElement>(at: Pick<Bench, 'journey'>, selector: string): E | null =>
  root(at).querySelector<E>(selector);
export const all = <E extends HTMLElement = HTMLElement>(at: Pick<Bench, 'journey'>, selector: string): readonly E[] => [
  ...root(at).querySelectorAll<E>(selector),
];
/** Without the signs that keep numbers in their direction. */
export const textOf = (element: Element | null): string =>
  squeeze((element?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\u202f/g, ' '));
/** Everything on the screen. */
export const shown = (at: Pick<Bench, 'journey'>): string => textOf(by(at, 'section, .none, .notice, .loading'));
export const whereNow = (at: Pick<Bench, 'journey'>): string => textOf(by(at, '[part=now]'));
export const visits = (at: Pick<Bench, 'journey'>): readonly HTMLElement[] => all(at, '.row');
/** The pages of a visit, as they are listed. */
export const steps = (row: Element | null | undefined): readonly string[] =>
  [...(row?.querySelectorAll('.steps > li') ?? [])].map(textOf);
export const press = async (at: Bench, selector: string): Promise<void> => {
  by(at, selector)!.click();
  await calm(at);
};
export const fold = async (at: Bench, index: number): Promise<void> => {
  visits(at)[index]!.querySelector<HTMLElement>('[data-row]')!.click();
  await calm(at);
};
export const choose = async (at: Bench, selector: string, value: string): Promise<void> => {
  const select = by<HTMLSelectElement>(at, selector)!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await calm(at);
};
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === `journeys.${method}`);
/** What follows from what has come. */
export async function calm({ journey }: Pick<Bench, 'journey'>): Promise<void> {
  for (let i = 0; i < 12; i += 1) {
    await journey.updateComplete;
    await turn();
  }
}
