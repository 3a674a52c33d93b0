import type {
  Backend,
  CallbacksService,
  CallsService,
  CampaignsService,
  CustomersService,
  EnquiriesService,
  FieldsService,
  InteractionsService,
  JourneysService,
  MessageChannelOffer,
  MessagesService,
  NotesService,
  PresenceService,
  Session,
} from '../../backend/backend.js';
import type { Permission } from '../../backend/permissions.js';
import type { Settings } from '../../backend/settings.js';
import type { Agent } from '../../domain/agent.js';
import type { Campaign } from '../../domain/campaign.js';
import type { Catalogue } from '../../domain/catalogue.js';
import type { CustomerDraft } from '../../domain/customer.js';
import type { FieldDefinition } from '../../domain/field.js';
import type { Interaction } from '../../domain/interaction.js';
import type { MessageTemplate } from '../../domain/message-template.js';
import type { MessageHands } from './message-hands.js';

/** What has to be there before a case begins: `create` makes a backend that has exactly this and nothing else. */
export interface Seed {
  /** The customer fields, in the order in which they are shown. The suite's own set, unless a case brings another. */
  readonly fields: readonly FieldDefinition[];
  /** In the order in which they are added. */
  readonly customers: readonly CustomerDraft[];
  /** Earlier and running interactions. Those older than the retention must be stored too: not showing them is what is tested. */
  readonly interactions: readonly Interaction[];
  /** The topics of enquiries, whatever its revision says; absent: there is none. */
  readonly catalogue?: Catalogue;
  /** The dialer's campaigns; absent: there are none. */
  readonly campaigns?: readonly Campaign[];
  /** The ways of writing that are set up, in any order; SMS and e-mail, unless a case brings others. */
  readonly channels?: readonly MessageChannelOffer[];
  /** The house's texts, in any order; absent: there are none. */
  readonly templates?: readonly MessageTemplate[];
  /** When the agent who is logged in will not be there, as the session tells it. */
  readonly absences?: Session['absences'];
  /** Settings that differ from `defaultSettings`. */
  readonly settings: Partial<Settings>;
  /** Who is logged in. */
  readonly agent: Agent;
  /** Exactly what this agent may do. */
  readonly permissions: readonly Permission[];
  /** What the backend's clock shows when the case begins, ISO 8601. Every other time in the seed lies before it. */
  readonly now: string;
}

/** Another person or place on the same data. */
export interface Client {
  readonly agent?: Agent;
  readonly permissions?: readonly Permission[];
}

/** A fresh, isolated backend for one case, and the handles the suite needs beside the contract. */
export interface Fixture extends Partial<MessageHands> {
  readonly backend: Backend;
  /** The ids that the system gave, in the order of `seed.customers`. */
  readonly customerIds: readonly string[];
  /** Another client on the same data, as another tab or agent would be: the same agent and permissions unless told. Absent: cases for two are skipped. */
  second?(as?: Client): Promise<Backend>;
  /** Adds customers behind the backend's back, as an import or a colleague would, watched changes included; answers their ids. Absent: those cases are skipped. */
  addCustomers?(drafts: readonly CustomerDraft[]): Promise<readonly string[]>;
  /** Changes a campaign, as its administrator would, watched changes included. Absent: those cases are skipped. */
  setCampaign?(campaign: Campaign): Promise<void>;
  /** The numbers that the telephone was told to call so far, by whichever client. Absent: those cases are skipped. */
  dialled?(): readonly string[];
  /** Moves the backend's clock forward. Absent (a real clock): those cases are skipped. */
  tick?(milliseconds: number): void | Promise<void>;
  /** Lets go of what the case used; called at its end, whatever came of it. */
  dispose?(): Promise<void>;
}

/** Parts of the contract that not every backend keeps; one that does not says so in `declares.lacks`, and it is printed. */
export const traits = [
  /** Permissions are enforced. */
  'permissions',
  /** Values of confidential fields are concealed from agents without `customers.reveal`. */
  'confidential',
  /** Numbers can be marked as shared. */
  'shared',
  /** The seed's settings are honoured. */
  'settings',
  /** Numbers are read in every spelling, with the home region. */
  'phones',
  /** Keys make writes happen once. */
  'keys',
] as const;

export type Trait = (typeof traits)[number];

/** What a case can need: a method of the port, a handle of the fixture, or a trait. */
export const capabilities = [
  'watch',
  'close',
  'customers.find',
  'customers.search',
  'customers.list',
  'customers.get',
  'customers.choose',
  'customers.add',
  'customers.change',
  'customers.impact',
  'customers.remove',
  'customers.duplicates',
  'customers.erase',
  'fields.list',
  'presence.enter',
  'presence.who',
  'presence.leave',
  'interactions.list',
  'interactions.get',
  'interactions.record',
  'notes.list',
  'notes.get',
  'notes.history',
  'notes.add',
  'notes.change',
  'notes.pin',
  'notes.remove',
  'messages.channels',
  'messages.templates',
  'messages.consent',
  'messages.send',
  'messages.get',
  'messages.list',
  'journeys.events',
  'journeys.since',
  'journeys.sessions',
  'journeys.aliases',
  'journeys.addAlias',
  'journeys.removeAlias',
  'journeys.record',
  'calls.dial',
  'enquiries.catalogue',
  'enquiries.saveCatalogue',
  'enquiries.get',
  'enquiries.list',
  'enquiries.register',
  'enquiries.extend',
  'enquiries.excuse',
  'campaigns.list',
  'campaigns.get',
  'callbacks.get',
  'callbacks.mark',
  'callbacks.schedule',
  'callbacks.change',
  'callbacks.cancel',
  'callbacks.list',
  'callbacks.takeOver',
  'callbacks.attend',
  'callbacks.answer',
  'callbacks.complete',
  'second',
  'addCustomers',
  'setCampaign',
  'dialled',
  'saveConsent',
  'handedOver',
  'setDelivery',
  'reportDelivery',
  'tick',
] as const;

export type Capability = (typeof capabilities)[number];
export type Need = Capability | Trait;

/** A backend with everything on it: a case only touches what it said it needs. */
export interface Offered extends Backend {
  readonly watch: NonNullable<Backend['watch']>;
  readonly close: NonNullable<Backend['close']>;
  readonly customers: Required<CustomersService>;
  readonly fields: FieldsService;
  readonly presence: PresenceService;
  readonly interactions: Required<InteractionsService>;
  readonly notes: Required<NotesService>;
  readonly messages: Required<MessagesService>;
  readonly journeys: Required<JourneysService>;
  readonly calls: CallsService;
  readonly enquiries: Required<EnquiriesService>;
  readonly campaigns: CampaignsService;
  readonly callbacks: Required<CallbacksService>;
}

/** Times before the seed's `now`, so that cases do not depend on the day they are run. */
export interface Times {
  readonly now: string;
  /** ISO 8601, this long before `now`. */
  ago(days: number, minutes?: number): string;
}

/** What a case has in its hands. */
export interface Desk extends Times, MessageHands {
  /** The backend, every answer of which is held against the shapes of the port. */
  readonly backend: Offered;
  /** The same backend as the integrator made it. */
  readonly bare: Offered;
  /** Ids of the seeded customers. */
  readonly ids: readonly string[];
  /** The id at this place of the seed. */
  id(index: number): string;
  second(as?: Client): Promise<Offered>;
  addCustomers(drafts: readonly CustomerDraft[]): Promise<readonly string[]>;
  setCampaign(campaign: Campaign): Promise<void>;
  dialled(): readonly string[];
  tick(milliseconds: number): Promise<void>;
  /** How many milliseconds a watched event may take. */
  readonly patience: number;
}

/** One deed, and the facts that follow from it. */
export interface Case {
  /** A fact in the present tense; unique in its section. */
  readonly name: string;
  readonly needs?: readonly Need[];
  readonly seed?: Partial<Seed> | ((times: Times) => Partial<Seed>);
  /** The seed may be refused with `invalid`: then the case has passed without a run. */
  readonly mayRefuse?: boolean;
  /** Holds only for a search that forgives no typing mistakes. */
  readonly forbidsTypos?: boolean;
  run(desk: Desk): Promise<void>;
}

/** The cases of one service or law. */
export interface Section {
  readonly name: string;
  /** What all of its cases need. */
  readonly needs?: readonly Need[];
  readonly cases: readonly Case[];
}

const atHand = [
  ...(['second', 'addCustomers', 'setCampaign', 'dialled'] as const),
  ...(['saveConsent', 'handedOver', 'setDelivery', 'reportDelivery', 'tick'] as const),
] as const satisfies readonly Capability[];

function offers(fixture: Fixture, capability: Capability): boolean {
  const handle = atHand.find((each) => each === capability);
  if (handle) return typeof fixture[handle] === 'function';
  const [service, method] = capability.split('.') as [keyof Backend, string | undefined];
  const found = fixture.backend[service];
  return typeof (method === undefined ? found : (found as Record<string, unknown> | undefined)?.[method]) === 'function';
}

/** What a fixture and its backend offer. */
export function capabilitiesOf(fixture: Fixture): readonly Capability[] {
  return capabilities.filter((each) => offers(fixture, each));
}
