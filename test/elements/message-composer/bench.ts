import { fixtureSync, html } from '@open-wc/testing';
import '../../../src/adapters/local/customers.js';
import '../../../src/adapters/local/messages.js';
import type { MemoryOptions } from '../../../src/adapters/memory.js';
import type { Backend, MessagesService } from '../../../src/backend/backend.js';
import type { Interaction } from '../../../src/domain/interaction.js';
import type { Message } from '../../../src/domain/message.js';
import '../../../src/domain/mobile-numbers.js';
import type { AgentDesk } from '../../../src/elements/agent-desk/agent-desk.js';
import '../../../src/elements/agent-desk/closing.js';
import '../../../src/elements/agent-desk/define.js';
// What the element loads when it needs it is at hand here: the tests are about what it shows, not about when.
import '../../../src/elements/message-composer/composer.js';
import '../../../src/elements/message-composer/define.js';
import type { MessageComposer } from '../../../src/elements/message-composer/message-composer.js';
import { faults, type FaultPlan, type Faulty } from '../../../src/testing/index.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, squeeze, turn, until } from '../../support/card.js';
import { type House, houseWith, mia, minute, type Name, tom } from './house.js';

export { en, squeeze, turn, until };
export * from './house.js';

export const aConversation = (more: Partial<Interaction> = {}): Interaction => ({
  id: 'call-1',
  channel: 'call',
  direction: 'inbound',
  state: 'active',
  from: '+4791122333',
  startedAt: new Date(Date.now() - 5 * minute).toISOString(),
  ...more,
});

export interface Bench {
  readonly desk: AgentDesk;
  readonly composer: MessageComposer;
  readonly house: House;
  readonly faulty: Faulty<Backend>;
  readonly drafts: DraftStore;
  /** What the host heard, in words. */
  readonly heard: string[];
}

export interface BenchOptions {
  readonly house?: House;
  readonly agent?: { readonly id: string; readonly name?: string };
  readonly options?: MemoryOptions;
  readonly plan?: FaultPlan;
  readonly drafts?: DraftStore;
  readonly interaction?: Interaction;
  /** Birk Dahl, who has a mobile number and nothing else, unless told; '': nobody. */
  readonly whom?: Name | '';
  readonly width?: number;
  readonly dir?: 'ltr' | 'rtl';
  /** Another one than that of the house. */
  change?(backend: Backend): Backend;
}

/** The composer at a desk, before anything is answered. */
export function seat(given: BenchOptions & { readonly house: House }): Bench {
  const { house, agent = mia, options, plan, drafts = memoryDrafts(), width = 420, interaction, whom = 'bo' } = given;
  const backend = house.as(agent, options);
  const faulty = faults<Backend>(given.change?.(backend) ?? backend, plan);
  const desk = document.createElement('agent-desk');
  const composer = document.createElement('message-composer');
  const heard: string[] = [];
  desk.addEventListener('message-sent', ({ channel, customerId, interactionId }) =>
    heard.push(`sent ${channel} ${customerId} ${interactionId}`),
  );
  desk.addEventListener('count-changed', ({ count }) => heard.push(`count ${count}`));
  desk.addEventListener('close-refused', ({ reasons }) => heard.push(`refused ${reasons.join()}`));
  desk.addEventListener('reveal-requested', () => heard.push('reveal'));
  Object.assign(desk, { lang: 'en', dir: given.dir ?? 'ltr', backend: faulty.backend, drafts, interaction });
  desk.customerId = whom && house.ids[whom];
  desk.append(composer);
  const frame = fixtureSync<HTMLElement>(html`<div></div>`);
  frame.style.inlineSize = `${width}px`;
  frame.append(desk);
  return { desk, composer, house, faulty, drafts, heard };
}

/** The composer, ready to be written in. */
export async function bench(given: BenchOptions = {}): Promise<Bench> {
  const at = seat({ ...given, house: given.house ?? (await houseWith()) });
  await until(() => box(at), 'the text box is there');
  await calm(at);
  return at;
}

/** A backend with another service of messages. */
export const withMessages =
  (make: (messages: Required<MessagesService>) => Partial<MessagesService>) =>
  (backend: Backend): Backend => {
    const messages = backend.messages as Required<MessagesService>;
    return { ...backend, messages: { ...messages, ...make(messages) } };
  };

type At = Pick<Bench, 'composer'>;
export const root = ({ composer }: At): ShadowRoot => composer.shadowRoot!;
export const by = <E extends HTMLElement = HTMLElement>(at: At, selector: string): E | null =>
  root(at).querySelector<E>(selector);
export const all = (at: At, selector: string): readonly HTMLElement[] => [...root(at).querySelectorAll<HTMLElement>(selector)];
export const words = (at: At, selector: string): string => squeeze(by(at, selector)?.textContent ?? '');
export const box = (at: At): HTMLTextAreaElement | null => by<HTMLTextAreaElement>(at, '#message-text');
/** What stands in the box; undefined: there is none. */
export const text = (at: At): string | undefined => box(at)?.value;
export const locked = (at: At): boolean => box(at)?.matches(':disabled') ?? false;
export const write = async (at: At, value: string, into = '#message-text'): Promise<void> => {
  await until(() => by(at, `${into}:not(:disabled)`), `${into} is there`);
  const input = by<HTMLTextAreaElement>(at, into)!;
  input.focus();
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await calm(at);
};
export const click = async (at: At, selector: string): Promise<void> => {
  await until(() => by(at, `${selector}:not(:disabled)`), `${selector} can be pressed`);
  by(at, selector)!.click();
  await calm(at);
};
/** The button with these words. */
export const press = async (at: At, name: string): Promise<void> => {
  const find = () => all(at, 'button:not(:disabled)').find((each) => squeeze(each.textContent!) === name);
  await until(find, `${name} can be pressed`);
  find()!.click();
  await calm(at);
};
/** An option of a choice (To, Write by), by its words. */
export const choose = async (at: At, name: string): Promise<void> => {
  const find = () => all(at, 'label:has(input[type=radio])').find((each) => squeeze(each.textContent!).includes(name));
  await until(find, `${name} can be chosen`);
  find()!.querySelector('input')!.click();
  await calm(at);
};
export const options = (at: At, group: string): readonly string[] =>
  all(at, `[role=radiogroup][aria-label="${group}"] label`).map((each) => squeeze(each.textContent!));
export const chosen = (at: At, group: string): readonly string[] =>
  all(at, `[role=radiogroup][aria-label="${group}"] label:has(input:checked)`).map((each) => squeeze(each.textContent!));
export const send = (at: At): Promise<void> => click(at, '#send-message');
export const problems = (at: At): readonly string[] => all(at, '.problem').map((each) => squeeze(each.textContent!));
export const bars = (at: At): string =>
  all(at, '[part=bar]')
    .map((bar) => squeeze(bar.textContent!))
    .join(' | ');
/** What left the form and is not acknowledged. */
export const underway = (at: At): readonly string[] => all(at, '.underway li').map((each) => squeeze(each.textContent!));
export const deed = (at: At, name: string): HTMLButtonElement | null => by<HTMLButtonElement>(at, `[data-topic^="${name} "]`);
/** What was written before. */
export const before = (at: At): readonly string[] => all(at, '[part=messages] li').map((each) => squeeze(each.textContent!));
export const said = (at: At): string => squeeze([...root(at).children].find((each) => each.role === 'status')?.textContent ?? '');
/** What the backend has of a customer. */
export const kept = async ({ house }: Pick<Bench, 'house'>, whom: Name = 'bo'): Promise<readonly Message[]> =>
  (await house.as(tom).messages!.list({ customerId: house.ids[whom] }, { limit: 100 })).items;
/** What the backend was asked. */
export const asked = ({ faulty }: Pick<Bench, 'faulty'>, method: string): Bench['faulty']['calls'] =>
  faulty.calls.filter((call) => call.method === `messages.${method}`);
/** What follows from what has come. */
export async function calm({ composer }: At): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await composer.updateComplete;
    await turn();
  }
}
/** The same store for another page. */
export const another = (store: DraftStore): DraftStore => ({ ...store });
/** For tests about something else: nothing can be undone. */
export const atOnce = { settings: { messageUndoSeconds: 0 } } as const;
