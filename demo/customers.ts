import type { Agent, Backend, FieldDefinition, Role, Settings } from 'sidedesk';
import { indexedDb } from 'sidedesk/adapters/indexeddb';
import { faults, type Faulty } from 'sidedesk/testing';
import { campaign } from './campaign.js';
import { catalogue, enquirySettings } from './catalogue.js';
import { now } from './clock.js';
import type { Post } from './post.js';
import { shopAddress } from './shop-address.js';
import { titles } from './shop/site.js';

type Embedded = ReturnType<typeof indexedDb>;

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** What an administrator would define: the default names (the elements have words for them), one number that only managers see, and one that only imports fill. */
const shown = { type: 'text', visible: true, editable: true } as const;
const fields: readonly FieldDefinition[] = [
  { ...shown, name: 'givenName', partOfName: ['person'] },
  { ...shown, name: 'familyName', partOfName: ['person'] },
  { ...shown, name: 'department', subtitle: true },
  { ...shown, name: 'organization', subtitle: true, partOfName: ['organization'] },
  { ...shown, name: 'mobile', use: 'phone' },
  { ...shown, name: 'phone', use: 'phone' },
  { ...shown, name: 'privatePhone', label: 'Private number', use: 'phone', confidential: true },
  { ...shown, name: 'preferredPhone', label: 'Preferred number', use: 'default-phone', editable: false },
  { ...shown, name: 'email', use: 'email' },
  { ...shown, name: 'address' },
  { ...shown, name: 'postcode' },
  { ...shown, name: 'city' },
  { ...shown, name: 'country' },
  { ...shown, name: 'born', label: 'Date of birth', type: 'date-time' },
  { ...shown, name: 'customerNumber', label: 'Customer number', type: 'masked', mask: 'aa-####', use: 'external-id' },
  {
    ...shown,
    name: 'contact',
    label: 'Wants to be reached by',
    type: 'choice',
    choices: [
      { id: 'phone', label: 'Phone' },
      { id: 'sms', label: 'SMS' },
      { id: 'email', label: 'E-mail' },
    ],
  },
  {
    ...shown,
    name: 'language',
    label: 'Language',
    type: 'choice',
    use: 'language',
    choices: ['en', 'nb', 'sv', 'nl', 'fr', 'pl'].map((id) => ({ id, label: languageNames.of(id) ?? id })),
  },
];

const database = 'sidedesk-demo';

const settings: Partial<Settings> = {
  homeRegion: 'NO',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  ownNumbers: ['+47 23 00 10 00', '+4723001100..+4723001199'],
  // At night one may write, and says why.
  messageQuietFrom: '21:00',
  messageQuietUntil: '08:00',
  messageQuietHours: 'warn',
  // Of the addresses in the shop nothing is kept but which goods were looked at, and not which invoice.
  journeyParameters: ['category'],
  journeyHiddenPaths: [new URL(shopAddress('account/invoices/')).pathname],
  journeyTargets: [
    { name: 'Winter offer', url: shopAddress('products/heat-pump/'), goal: shopAddress('cart/') },
    { name: titles['account/users/'], url: shopAddress('account/users/') },
    { name: titles['account/profile/'], url: shopAddress('account/profile/') },
    { name: titles['contact/'], url: shopAddress('contact/'), goal: shopAddress('contact/sent/') },
  ],
  ...enquirySettings,
};

/** Everything the page knows of its customers: the embedded backend, and the wrapper that can make it slow or fail. */
export class Customers {
  #embedded: Embedded;
  #faulty: Faulty<Embedded>;
  readonly #colleagues = new Set<Faulty<Embedded>>();

  constructor(
    private role: Role,
    private readonly dial: (number: string) => Promise<void>,
    /** Without one nothing can be sent, and nothing is delivered. */
    private readonly post?: Post,
  ) {
    this.#embedded = this.#open();
    this.#faulty = faults(this.#embedded);
  }

  /** For the elements: misbehaves when a scenario asks for it. */
  get backend(): Backend {
    return this.#faulty.backend;
  }

  get faulty(): Pick<Faulty<Embedded>, 'set' | 'calls'> {
    return this.#faulty;
  }

  /** For the page itself: always well-behaved, and with the doors for loading. */
  get embedded(): Embedded {
    return this.#embedded;
  }

  /** Another part to play: the same data, other permissions. */
  async become(role: Role): Promise<void> {
    const before = this.#embedded;
    this.role = role;
    this.#renew();
    await before.close();
  }

  /** The same data, as a colleague at another desk has them. */
  colleague(agent: Agent): Embedded {
    const faulty = faults(this.#openAs(agent, 'manager', async () => {}));
    this.#colleagues.add(faulty);
    return faulty.backend;
  }

  /** The same data, as somebody wrote in them at other times. */
  earlier(agent: Agent, at: () => number): Embedded {
    return this.#openAs(agent, 'agent', async () => {}, at);
  }

  /** The clock was moved: whoever looks reads everything again. */
  reset(): void {
    for (const faulty of [this.#faulty, ...this.#colleagues]) faulty.tell({ kind: 'reset' });
  }

  /** Deletes all that the embedded backend keeps, and begins anew. */
  async wipe(): Promise<void> {
    await this.#embedded.close({ wipe: true });
    this.#renew();
  }

  async count(): Promise<number> {
    const { total, items } = await this.#embedded.customers.list({ limit: 1 });
    return total ?? items.length;
  }

  #renew(): void {
    this.#embedded = this.#open();
    this.#faulty = faults(this.#embedded);
  }

  #open(): Embedded {
    const backend = this.#openAs({ id: 'kari', name: 'Kari Lund' }, this.role, this.dial);
    this.post?.follow(backend);
    return backend;
  }

  #openAs(agent: Agent, role: Role, dial: (number: string) => Promise<void>, at = now): Embedded {
    return indexedDb(database, {
      tenantId: 'demo',
      agent,
      role,
      fields,
      settings,
      catalogue,
      campaigns: [campaign],
      now: at,
      dial,
      ...(this.post && { messages: this.post.office }),
    });
  }
}
