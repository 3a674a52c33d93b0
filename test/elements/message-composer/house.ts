import { memory, type MemoryData, memoryData, type MemoryOptions } from '../../../src/adapters/memory.js';
import type { MessageChannelOffer } from '../../../src/backend/backend.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
import type { Message, MessageDraft } from '../../../src/domain/message.js';
import type { MessageTemplate } from '../../../src/domain/message-template.js';

export const mia = { id: 'mia', name: 'Mia Lund' };
export const tom = { id: 'tom', name: 'Tom Vik' };
export const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

const person = (givenName: string, familyName: string, fields: Record<string, string>): CustomerDraft => ({
  type: 'person',
  fields: { givenName, familyName, ...fields },
});
const people = {
  ada: person('Ada', 'Berg', {
    mobile: '998 87 701',
    phone: '22 33 44 55',
    email: 'ada@fjord.example',
    organization: 'Fjord Shipping AS',
    language: 'nb',
  }),
  bo: person('Birk', 'Dahl', { mobile: '+47 911 22 333' }),
  eve: person('Eve', 'Ek', { email: 'eve@havn.example' }),
  kim: person('Kim', 'Krog', { mobile: '+47 922 22 333', secret: '+47 933 22 444' }),
};
export type Name = keyof typeof people;

export const fields: readonly FieldDefinition[] = [
  ...defaultFields,
  { name: 'language', label: 'Language', type: 'text', visible: true, use: 'language' },
  { name: 'secret', label: 'Secret number', type: 'text', visible: true, use: 'phone', confidential: true },
];

export const templates: readonly MessageTemplate[] = [
  {
    id: 't1',
    shortcode: 'callback',
    name: 'We call back',
    category: 'Calls',
    texts: [
      { language: 'en', text: 'Hello {{givenName|there}}, we will call you back today. {{agent}}' },
      { language: 'nb', text: 'Hei {{givenName|der}}, vi ringer deg tilbake i dag. {{agent}}' },
    ],
  },
  {
    id: 't2',
    shortcode: 'invoice',
    name: 'Invoice',
    texts: [{ subject: 'Your invoice, {{name}}', text: 'Invoice {{number}} was sent to {{email|you}}.' }],
  },
  { id: 't3', shortcode: 'terms', name: 'Terms by mail', channel: 'email', texts: [{ subject: 'Terms', text: 'The terms.' }] },
];

export const offers: readonly MessageChannelOffer[] = [
  { channel: 'sms', sender: 'Fjord', segmentPrice: 0.5 },
  { channel: 'email', sender: 'desk@fjord.example' },
];

export interface Delivery {
  readonly id: string;
  readonly address: string;
  readonly text: string;
}

/** A contact centre with four customers, and the service that delivers its messages. */
export class House {
  /** What that service was handed. */
  readonly delivered: Delivery[] = [];
  readonly #shift = { ago: 0 };
  readonly #ids = {} as Record<Name, string>;
  readonly #seeded: Promise<unknown>;

  constructor(
    readonly options: MemoryOptions = {},
    readonly data: MemoryData = memoryData(),
  ) {
    const first = this.as(mia, { customers: Object.values(people) });
    this.#seeded = (async () => {
      for (const name of Object.keys(people) as Name[])
        this.#ids[name] = (await first.customers.search(people[name].fields['givenName']!))[0]!.id;
    })();
  }

  get ids(): Readonly<Record<Name, string>> {
    return this.#ids;
  }

  ready(): Promise<unknown> {
    return this.#seeded;
  }

  as(agent: { readonly id: string; readonly name?: string }, options: MemoryOptions = {}): ReturnType<typeof memory> {
    return memory({
      data: this.data,
      agent: { name: '', ...agent },
      now: () => Date.now() - this.#shift.ago,
      fields,
      messages: {
        channels: offers,
        templates,
        deliver: async (message) => void this.delivered.push(message),
      },
      ...this.options,
      ...options,
      settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo', ...this.options.settings, ...options.settings },
    });
  }

  /** Messages that were sent before. */
  async write(
    ...drafts: readonly (Partial<MessageDraft> & { readonly whom?: Name; readonly ago?: number })[]
  ): Promise<readonly Message[]> {
    await this.#seeded;
    const backend = this.as(tom);
    const made: Message[] = [];
    for (const { whom = 'ada', ago = 0, ...more } of drafts) {
      this.#shift.ago = ago;
      const customerId = this.ids[whom];
      const draft = {
        channel: 'sms',
        to: { customerId, field: more.channel === 'email' ? 'email' : 'mobile' },
        customerId,
        origin: 'card',
        text: 'Hello',
        ...more,
      } as const;
      made.push(await backend.messages!.send(draft));
      this.#shift.ago = 0;
    }
    return made;
  }
}

export async function houseWith(options: MemoryOptions = {}): Promise<House> {
  const house = new House(options);
  await house.ready();
  return house;
}
