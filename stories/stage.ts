import { html, type TemplateResult } from 'lit';
import { waitFor } from 'storybook/test';
import { memory, type MemoryOptions } from '../src/adapters/memory.js';
import type { Backend } from '../src/backend/backend.js';
import '../src/define.js';
import type { CustomerDraft } from '../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../src/domain/field.js';
import type { Interaction } from '../src/domain/interaction.js';
import { faults, type FaultPlan } from '../src/testing/index.js';

/** What the toolbar says of the backend: `latency` in milliseconds, `failure` in percent. */
interface Globals {
  readonly latency?: string;
  readonly failure?: string;
}

const person = (givenName: string, familyName: string, fields: Record<string, string> = {}): CustomerDraft => ({
  type: 'person',
  fields: { givenName, familyName, ...fields },
});

/** Sample people, at addresses that belong to nobody. */
export const sample: readonly CustomerDraft[] = [
  person('Ingrid', 'Håkonsen', {
    mobile: '+47 900 12 345',
    phone: '22 33 44 55',
    email: 'ingrid.hakonsen@example.com',
    organization: 'Fjordkraft Nett AS',
    department: 'Grid operations',
    address: 'Storgata 12',
    postcode: '0184',
    city: 'Oslo',
    country: 'Norway',
    identity: '010190 12345',
  }),
  person('Ola', 'Nordmann', { phone: '22334455', organization: 'Fjordkraft Nett AS', department: 'Sales' }),
  {
    type: 'organization',
    fields: { organization: 'Fjordkraft Nett AS', phone: '+47 22 33 44 55', email: 'post@example.org', city: 'Oslo' },
  },
  person('Bartholomäus-Maximilian', 'von Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', {
    mobile: '0046 70 123 45 67',
    email: 'an.address.that.goes.on.and.on.and.does.not.end@subdomain.of.a.long.domain.example.com',
    organization: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz GmbH',
  }),
  person('ליאור', 'כהן', { mobile: '+972 50-123-4567', city: 'תל אביב', organization: 'חברה לדוגמה' }),
  person('<img src=x onerror=alert(1)>', '\u202eevil', {
    mobile: '+47 900 99 999',
    address: 'javascript:alert(1)',
    department: '__proto__',
  }),
  ...['Amélie', 'Bjørn', 'Cornelis', 'Dorota', 'Elin', 'Fatima', 'Grzegorz', 'Håkan'].map((name) =>
    person(name, 'Lindqvist', {
      phone: '+46 8 505 100 00',
      department: 'Kundtjänst',
      email: `${name.toLowerCase()}@example.net`,
    }),
  ),
];

export const fields: readonly FieldDefinition[] = [
  ...defaultFields,
  { name: 'identity', label: 'National identity number', type: 'text', visible: true, confidential: true },
];

/** A backend with the sample, misbehaving as the toolbar or the story says. */
export function stage(globals: Globals = {}, plan: FaultPlan = {}, options: MemoryOptions = {}): Backend {
  const right = memory({
    agent: { id: 'agent-1', name: 'Sample Agent' },
    settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo', ownNumbers: ['+47 22 00 00 00'] },
    fields,
    customers: sample,
    dial: async () => {},
    ...options,
  });
  const latency = Number(globals.latency ?? 0);
  const failure = Number(globals.failure ?? 0) / 100;
  const all = { ...(latency && { late: latency }), ...(failure && { failing: 'unavailable' as const, probability: failure }) };
  return faults(right, { ...(Object.keys(all).length && { customers: all, interactions: all }), ...plan }).backend;
}

let calls = 0;

/** A call that is going on, from this number. */
export function call(from: string, more: Partial<Interaction> = {}): Interaction {
  calls += 1;
  return {
    id: `story-${calls}`,
    channel: 'call',
    direction: 'inbound',
    state: 'active',
    from,
    queue: 'Support',
    startedAt: '2026-03-02T09:14:00Z',
    ...more,
  };
}

/** The card as it stands in a desk: on a surface, with hairlines around. */
export const framed = (content: TemplateResult): TemplateResult =>
  html`<style>
      .frame {
        border: 1px solid color-mix(in srgb, currentColor 14%, transparent);
        border-radius: 12px;
        overflow: clip;
        max-inline-size: 900px;
      }
      .frame [label] {
        padding: 12px 16px;
      }
    </style>
    <div class="frame">${content}</div>`;

/** Milliseconds: the slowest backend of the toolbar, and what has to be asked before it. */
export const patience = 8000;

/** Waits until something stands in the shadow of an element, and gives it. */
export async function shown(canvas: HTMLElement, tag: string, selector: string): Promise<HTMLElement> {
  return waitFor(
    () => {
      const found = canvas.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`${selector} is not in ${tag} yet`);
      return found;
    },
    { timeout: patience, onTimeout: (error) => error }, // without the whole page in it
  );
}
