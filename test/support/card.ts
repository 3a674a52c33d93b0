import { expect, fixtureSync, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { memory, type MemoryOptions } from '../../src/adapters/memory.js';
import type { Backend } from '../../src/backend/backend.js';
import type { CustomerDraft } from '../../src/domain/customer.js';
import type { Interaction, InteractionSummary } from '../../src/domain/interaction.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import '../../src/elements/customer-card/define.js';
// What the card loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../src/elements/customer-card/finding.js';
import '../../src/elements/customer-card/key-help.js';
import '../../src/elements/customer-card/keys.js';
import '../../src/elements/customer-card/tabs.js';
import { type FaultPlan, faults, type Faulty } from '../../src/testing/index.js';
import { Consumed, customerContext, refreshContext } from '../../src/wiring/context.js';
import { english } from './english.js';
import type { CustomerSelectedEvent } from '../../src/wiring/customer-selected.js';
import { turn } from './until.js';

export { turn };

const texts = english;
/** The English texts. One that is not there is a mistake of the test, not an empty text. */
export const en = new Proxy(texts, {
  get(of, key) {
    if (!Object.hasOwn(of, key)) throw new Error(`There is no text ${String(key)}`);
    return of[key as keyof typeof texts];
  },
});

/** The people of the tests. No word of one stands in another's record, so that whoever is on screen can be told from any text. */
export const ada: CustomerDraft = {
  type: 'person',
  fields: {
    givenName: 'Ada',
    familyName: 'Berg',
    mobile: '998 87 701',
    email: 'ada@fjord.example',
    organization: 'Fjordvarme',
    city: 'Bergen',
  },
};
export const bo: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Birk', familyName: 'Dahl', mobile: '+47 911 22 333', city: 'Narvik' },
};
export const cyril: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Cyril', familyName: 'Eide', mobile: '91122333', city: 'Molde' },
};
export const nordlys: CustomerDraft = {
  type: 'organization',
  fields: { organization: 'Nordlys Kraft', phone: '+47 22 99 88 70', city: 'Bodø' },
  shared: ['phone'],
};
export const eva: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Eva', familyName: 'Foss', phone: '22 99 88 70', city: 'Hamar' },
};
export const geir: CustomerDraft = {
  type: 'person',
  fields: { givenName: 'Geir', familyName: 'Hauge', phone: '22 10 20 30', city: 'Lillesand' },
  shared: ['phone'],
};
export const everybody = [ada, bo, cyril, nordlys, eva, geir];

/** Numbers, by what a look-up of them comes to in `house`. */
export const numbers = {
  one: '+4799887701',
  many: '+47 911 22 333',
  shared: '+4722998870',
  sharedByOne: '+4722102030',
  none: '0047 900 00 111',
  withheld: 'anonymous',
  own: '+4722334455',
  internal: '4321',
  unreadable: 'PIZZA',
} as const;

export const noon = Date.parse('2026-03-02T12:00:00Z');

/** A contact centre with all of them in it. */
export const house = (options: MemoryOptions = {}): ReturnType<typeof memory> =>
  memory({
    customers: everybody,
    agent: { id: 'mia', name: 'Mia Lund' },
    now: () => noon,
    ...options,
    settings: { ownNumbers: ['+47 22 33 44 55'], homeRegion: 'NO', ...options.settings },
  });

let calls = 0;

/** A call from this number. */
export const call = (from: string | undefined, more: Partial<InteractionSummary> = {}): Interaction => ({
  id: `call-${++calls}`,
  channel: 'call',
  direction: 'inbound',
  state: 'offered',
  from,
  startedAt: new Date(noon).toISOString(),
  ...more,
});

/** A tab that writes down what it is given. */
export class ProbeTab extends LitElement {
  readonly seen: (string | undefined)[] = [];
  readonly customer = new Consumed(this, customerContext, (id) => this.seen.push(id));
  readonly refreshed = new Consumed(this, refreshContext);
}
customElements.define('probe-tab', ProbeTab);

export type Selected = Pick<CustomerSelectedEvent, 'customerId' | 'interactionId' | 'reason'>;

export interface Scene {
  readonly card: CustomerCard;
  readonly wrapper: HTMLElement;
  readonly faulty: Faulty<Backend>;
  readonly backend: Backend;
  /** What `customer-selected` said, in order. */
  readonly selected: Selected[];
  /** The id of whoever has these words. */
  id(words: string): Promise<string>;
}

export interface SceneOptions {
  readonly backend?: Backend;
  readonly plan?: FaultPlan;
  readonly interaction?: Interaction;
  readonly customerId?: string;
  readonly answers?: string;
  /** Pixels. */
  readonly width?: number;
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  readonly scheme?: 'light' | 'dark';
  readonly children?: readonly Element[];
}

/** A card in a column of a page, over a backend that can be made to misbehave. */
export function place({ backend = house(), plan, width = 420, scheme = 'light', ...given }: SceneOptions = {}): Scene {
  const wrapper = fixtureSync<HTMLElement>(html`<div></div>`);
  wrapper.style.inlineSize = `${width}px`;
  wrapper.style.colorScheme = scheme;
  wrapper.lang = given.lang ?? 'en';
  wrapper.dir = given.dir ?? 'ltr';
  const faulty = faults(backend, plan);
  const card = document.createElement('customer-card');
  const selected: Selected[] = [];
  card.addEventListener('customer-selected', ({ customerId, interactionId, reason }) =>
    selected.push({ customerId, interactionId, reason }),
  );
  card.backend = faulty.backend;
  card.interaction = given.interaction;
  if (given.customerId !== undefined) card.customerId = given.customerId;
  if (given.answers !== undefined) card.answers = given.answers;
  card.append(...(given.children ?? []));
  wrapper.append(card);
  const id = async (words: string) => {
    const [found] = await backend.customers!.search(words);
    return found!.id;
  };
  return { card, wrapper, faulty, backend, selected, id };
}

/** The same, once the answer is on screen. */
export async function show(options: SceneOptions = {}): Promise<Scene> {
  const scene = place(options);
  await settled(scene);
  return scene;
}

/** Waits for something to become true, as long as a slow machine may take. */
export async function until(what: () => unknown, words = what.toString(), within = 6000): Promise<void> {
  const end = performance.now() + within;
  while (!what()) {
    if (performance.now() > end) throw new Error(`It never became true: ${words}`);
    await turn();
  }
}

/** No answer is outstanding, and what came is on screen. */
export async function settled({ card, faulty }: Pick<Scene, 'card' | 'faulty'>): Promise<void> {
  for (let quiet = 0; quiet < 5;) {
    await card.updateComplete;
    await turn();
    quiet = faulty.calls.some(({ state }) => state === 'waiting') ? 0 : quiet + 1;
  }
  if (/\d/.test(textOf(card))) {
    await card.phones.load(); // the reader of numbers is on screen too
    await card.updateComplete;
    await card.updateComplete;
  }
  if (card.renderRoot.querySelector('[popovertarget=more]')) {
    await card.menus.load(); // and so is what the button for more opens
    await card.updateComplete;
  }
}

/** Another interaction, as a host gives it. */
export async function give(scene: Scene, interaction: Interaction | undefined): Promise<void> {
  scene.card.interaction = interaction;
  await scene.card.updateComplete;
}

// What people and screen readers find.

const implicit: Readonly<Record<string, string>> = {
  button: 'button:not([role])',
  heading: 'h2, h3',
  searchbox: 'input[type=search]:not([role])',
  listitem: 'li',
  dialog: 'dialog[open]',
  term: 'dt',
};

export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a control is called. */
export function nameOf(element: Element): string {
  const by = element.getAttribute('aria-labelledby');
  const root = element.getRootNode() as ShadowRoot;
  if (by)
    return squeeze(
      by
        .split(' ')
        .map((id) => root.getElementById(id)?.textContent ?? '')
        .join(' '),
    );
  return squeeze(element.getAttribute('aria-label') ?? element.textContent);
}

/** Which element it is, in words: a failed comparison of two elements would print the whole page. */
export const called = (element: Element | null): string =>
  element ? `${element.getAttribute('role') ?? element.localName} ${nameOf(element)}` : 'nothing';

export function allByRole<E extends HTMLElement = HTMLElement>(card: Element, role: string, name?: string | RegExp): E[] {
  const found = card.shadowRoot!.querySelectorAll<E>([`[role=${role}]`, implicit[role]].filter(Boolean).join(','));
  const fits = (is: string) => (name === undefined ? true : typeof name === 'string' ? is === name : name.test(is));
  return [...found].filter((element) => fits(nameOf(element)) && !element.closest('[hidden], [aria-hidden=true]'));
}

/** The one thing with this role and name; there must be one. */
export function byRole<E extends HTMLElement = HTMLElement>(card: Element, role: string, name?: string | RegExp): E {
  const found = allByRole<E>(card, role, name);
  const others = allByRole(card, role).map(nameOf);
  expect(found.length, `${role} called ${String(name)} (there are: ${others.join(' | ')})`).to.equal(1);
  return found[0]!;
}

export const button = (card: Element, name: string | RegExp): HTMLButtonElement =>
  byRole<HTMLButtonElement>(card, 'button', name);
export const options = (card: Element): string[] => allByRole(card, 'option').map(nameOf);
/** The names of those in a list. */
export const namesIn = (card: Element): string[] =>
  allByRole(card, 'option').map((option) => squeeze(option.querySelector('.strong bdi')?.textContent ?? ''));

/** What stands on the card for those who look: without the help that is closed. */
export function textOf(card: Element): string {
  const root = card.shadowRoot;
  if (!root) return '';
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (node instanceof HTMLElement && (node.hidden || node.matches('dialog:not([open]), .sr'))) return;
    if (node.nodeType === Node.TEXT_NODE) parts.push((node as Text).data);
    else node.childNodes.forEach(walk);
  };
  walk(root);
  return squeeze(parts.join(' '));
}

/** Everything that stands in a card for anybody: texts, attributes, what text boxes hold. */
export function everything(card: Element): string {
  const parts: string[] = [...card.attributes].map(({ value }) => value);
  const walk = (node: Node) => {
    if (node instanceof CharacterData) parts.push(node.data);
    if (node instanceof Element) parts.push(...[...node.attributes].map(({ value }) => value));
    if (node instanceof HTMLInputElement) parts.push(node.value);
    node.childNodes.forEach(walk);
  };
  walk(card.shadowRoot!);
  return parts.join('\n');
}

/** The fields on the card: label → value. */
export function fieldsOf(card: Element): Record<string, string> {
  const fields = [...card.shadowRoot!.querySelectorAll('[part=field]')];
  return Object.fromEntries(
    fields.map((field) => [
      squeeze(field.querySelector('dt')?.textContent ?? ''),
      squeeze(field.querySelector('.value')?.textContent ?? ''),
    ]),
  );
}

export const focused = (card: Element): Element | null => card.shadowRoot!.activeElement;

/** What the live region says. */
export const said = (card: Element): string => squeeze(card.shadowRoot!.querySelector('[role=status]')?.textContent ?? '');

export function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** A key, as far as a script can press one. */
export function press(on: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  on.dispatchEvent(event);
  return event;
}

/** Nothing is said in the console and nothing is left uncaught, in every test of the file. */
export function staySilent(): void {
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const originals = new Map<string, typeof console.log>();
  let heard: string[] = [];
  const hear = (event: Event) =>
    heard.push(`${event.type}: ${String((event as ErrorEvent).message ?? (event as PromiseRejectionEvent).reason)}`);
  beforeEach(() => {
    heard = [];
    for (const method of methods) {
      originals.set(method, console[method]);
      console[method] = (...given: unknown[]) => void heard.push(`console.${method}: ${given.map(String).join(' ')}`);
    }
    window.addEventListener('error', hear);
    window.addEventListener('unhandledrejection', hear);
  });
  afterEach(async () => {
    await turn();
    await turn();
    for (const method of methods) console[method] = originals.get(method)!;
    window.removeEventListener('error', hear);
    window.removeEventListener('unhandledrejection', hear);
    expect(heard.join('; '), 'said to the console or left uncaught').to.equal('');
  });
}

/** Replaces the clipboard; what was copied stands in the list. */
export function fakeClipboard({ refuse = false } = {}): { copied: string[]; restore: () => void } {
  const copied: string[] = [];
  const writeText = async (text: string) => {
    if (refuse) throw new DOMException('Not allowed', 'NotAllowedError');
    copied.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  return { copied, restore: () => void Reflect.deleteProperty(navigator, 'clipboard') };
}
