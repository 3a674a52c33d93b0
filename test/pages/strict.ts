// A host page of the strictest kind (tools/strict-host.mjs): uses the elements as an agent would and tells the page around it what that left behind.
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import { aCall, aCustomer, knowing } from '../support/backends.js';
import { noise } from '../support/noise.js';
import { turn, until } from '../support/until.js';

/** What the page around it is told. */
export interface Findings {
  /** What the elements showed: without that the rest proves nothing. */
  readonly shown: readonly string[];
  readonly violations: readonly string[];
  readonly heard: readonly string[];
  /** What is other than before the import. */
  readonly left: readonly string[];
  readonly elsewhere: readonly string[];
  /** What the page refuses: inline styles and untyped markup. */
  readonly refused: readonly string[];
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
);

/** Lit tells of itself in these: `litHtmlVersions`, `litPropertyMetadata` and the like. */
const isLits = (name: string) => /^(lit|reactiveElement)[A-Z]/.test(name);

async function traces(): Promise<Record<string, string>> {
  const attributes = (element: Element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(' ');
  return {
    globals: Object.getOwnPropertyNames(window)
      .filter((name) => !isLits(name))
      .sort()
      .join(' '),
    prototypes: [Array, Object, String, Promise, Event, Element, HTMLElement, Node]
      .map(({ prototype }) => Object.getOwnPropertyNames(prototype).length)
      .join(' '),
    head: document.head.innerHTML,
    html: attributes(document.documentElement),
    body: `${attributes(document.body)} ${document.body.innerHTML}`,
    sheets: `${document.adoptedStyleSheets.length} ${document.styleSheets.length}`,
    localStorage: JSON.stringify(localStorage),
    sessionStorage: JSON.stringify(sessionStorage),
    cookies: document.cookie,
    databases: JSON.stringify(await indexedDB.databases()),
    title: `${document.title} ${location.href} ${history.length}`,
  };
}

const headings = (root: ParentNode) =>
  [...root.querySelectorAll('customer-card')].map((card) => card.shadowRoot!.querySelector('h2')?.textContent?.trim() ?? '');

async function shows(desk: AgentDesk, heading: string): Promise<string> {
  const card = desk.querySelector('customer-card')!;
  await until(card.shadowRoot!, () => headings(desk)[0] === heading);
  return heading;
}

async function use(): Promise<string[]> {
  const place = document.body.appendChild(document.createElement('main'));
  const desk = place.appendChild(document.createElement('agent-desk'));
  desk.append(document.createElement('customer-card'));
  const shown: string[] = [];
  desk.setAttribute('backend', 'memory:');
  desk.interaction = aCall();
  shown.push(await shows(desk, 'No customer found'));
  desk.backend = knowing(aCustomer('c1', 'Ada'));
  shown.push(await shows(desk, 'Ada'));
  const root = desk.querySelector('customer-card')!.shadowRoot!;
  // Menus, and the help for the keyboard behind one of their entries, load when they are first wanted.
  await until(root, () => root.querySelector('[role=menuitem]'));
  for (const button of root.querySelectorAll('button')) {
    button.click();
    await turn();
  }
  await until(root, () => root.querySelector('dialog[open]'));
  root.querySelector('dialog')!.close();
  desk.interaction = aCall({ id: 'i2' });
  shown.push(await shows(desk, 'Ada'));
  desk.backend = 'nowhere:';
  const failure = () => desk.shadowRoot!.querySelector('[role=alert] span')?.textContent?.trim();
  await until(desk.shadowRoot!, failure);
  shown.push(failure()!);
  desk.lang = 'nb';
  await until(desk.shadowRoot!, () => failure() !== shown.at(-1));
  place.remove();
  await turn();
  return shown;
}

/** Sees that the page is as strict as it says. */
async function tryForbidden(): Promise<string[]> {
  const before = violations.length;
  const styled = document.body.appendChild(document.createElement('p'));
  styled.setAttribute('style', 'color: red');
  try {
    styled.innerHTML = '<b>markup</b>';
  } catch {
    // as it should be
  }
  styled.remove();
  await turn();
  return violations.splice(before).map((violation) => violation.split(' ')[0]!);
}

async function findings(): Promise<Findings> {
  const before = await traces();
  const { heard, stop } = noise();
  await import('../../src/define.js');
  const shown = await use();
  const after = await traces();
  stop();
  const added = (key: string) =>
    after[key]!.split(' ')
      .filter((word) => !before[key]!.split(' ').includes(word))
      .join(' ');
  const left = Object.keys(after)
    .filter((key) => after[key] !== before[key])
    .map((key) => `${key}: ${added(key)}`);
  const elsewhere = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:'));
  return { shown, violations: [...violations], heard, left, elsewhere, refused: await tryForbidden() };
}

void findings().then(
  (found) => parent.postMessage({ found }, location.origin),
  (error: unknown) => parent.postMessage({ error: String(error) }, location.origin),
);
