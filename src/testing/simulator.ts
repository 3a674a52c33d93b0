import type { Backend, CallOptions } from '../backend/backend.js';
import type { Campaign } from '../domain/campaign.js';
import type { Customer } from '../domain/customer.js';
import { type FieldDefinition, holdsAddresses } from '../domain/field.js';
import type { EndedBy, Interaction } from '../domain/interaction.js';
import type { FindOutcome } from '../domain/match.js';
import { chance, oneOf, realTimers, type Timers } from './chance.js';
import type { FaultPlan } from './faults.js';

/** What can be played, and in words what happens. */
export const scenarioWords = {
  one: 'A call from a number that one customer has',
  many: 'A call from a number that several people have',
  shared: 'A call from a switchboard: an organization and its people',
  none: 'A call from a number that nobody has',
  withheld: 'A call without a number',
  own: "A call from one of the house's own numbers",
  internal: "A call from a colleague's extension",
  outbound: 'A call to a customer',
  dialer: 'A call of the dialer, in a campaign',
  email: 'An e-mail from a customer',
  chat: 'A chat in which messages arrive',
  slow: 'A call while the backend is slow',
  failing: 'A call while the backend fails',
  'fast-switching': 'One call after the other, faster than the backend answers',
} as const;

export type ScenarioId = keyof typeof scenarioWords;

export interface Scenario {
  readonly id: ScenarioId;
  /** In English, for a button or its tooltip. */
  readonly says: string;
  /** Whether what was learnt of the backend has somebody to play it with. */
  readonly possible: boolean;
}

export interface SimulatorOptions {
  /** Milliseconds since 1970; `Date.now` unless told. */
  now?(): number;
  /** Ids of interactions, each only once ever; made of the clock and a counter unless told. */
  newId?(): string;
  /** Numbers from 0 to under 1; a seeded generator unless told. */
  random?(): number;
  readonly timers?: Timers;
  /** The queue that calls come through, in words; `Support` unless told. */
  readonly queue?: string;
  /** How many milliseconds lie between two calls of `fast-switching`; 400 unless told. */
  readonly switchEvery?: number;
  /** How many calls `fast-switching` has; 6 unless told. */
  readonly switches?: number;
  /** How many milliseconds lie between two messages of `chat`; 5000 unless told. */
  readonly messageEvery?: number;
  /** How slow `slow` is, in milliseconds; 8000 unless told. */
  readonly slowBy?: number;
}

export interface LearnOptions extends CallOptions {
  /** Looks at so many customers at most; 1000 unless told. */
  readonly most?: number;
}

/** Plays a telephone. It knows nobody but those whom the backend has, and invents no person. */
export interface CallSimulator {
  /** Pages through the customers to learn whose addresses belong to one, to several, to organizations. Call it again after loading others. */
  learn(backend: Backend, options?: LearnOptions): Promise<void>;
  /** All that can be played, in the order of a strip of buttons. */
  readonly scenarios: readonly Scenario[];
  /**
   * The interactions of a scenario as they come: mostly one, `offered`. `fast-switching` gives several, each with its own id; `chat` the same again
   * with every message, until it is ended or the signal aborts. Ends without any where it is not possible.
   */
  play(id: ScenarioId, options?: CallOptions): AsyncGenerator<Interaction, void, undefined>;
  /** What `faults` has to be set to while the scenario is played; `{}` for most. */
  planOf(id: ScenarioId): FaultPlan;
  /** A call or message from (or to) this address, `offered`; an empty text for a caller who hides the number. */
  offer(address: string, more?: Partial<Interaction>): Interaction;
  /** The agent takes it. */
  answer(interaction: Interaction): Interaction;
  /** The customer wrote once more. */
  message(interaction: Interaction): Interaction;
  /** It ends: in wrap-up when it was answered, else closed. */
  end(interaction: Interaction, endedBy?: EndedBy): Interaction;
  /** The work after it is done. */
  close(interaction: Interaction): Interaction;
}

/** Addresses by what a look-up of them comes to. */
interface Learnt {
  one: string[];
  many: string[];
  shared: string[];
  email: string[];
  none: string[];
  own: string[];
  internal: string[];
}

const nothing = (): Learnt => ({ one: [], many: [], shared: [], email: [], none: [], own: [], internal: [] });
/** Enough of each to choose from. */
const enough = 12;

const isEmail = (value: string) => value.includes('@');
/** A guess at what belongs together, only to find candidates: what they come to is asked of the backend. */
const roughly = (value: string) => (isEmail(value) ? value.trim().toLowerCase() : value.replace(/\D/g, '').slice(-8));

async function everybody(backend: Backend, { most = 1000, signal }: LearnOptions): Promise<Customer[]> {
  const found: Customer[] = [];
  let cursor: string | undefined;
  do {
    const page = await backend.customers?.list?.({ limit: Math.min(200, most), signal, ...(cursor && { cursor }) });
    found.push(...(page?.items ?? []));
    cursor = page?.next;
  } while (cursor !== undefined && found.length < most);
  return found;
}

/** Address → who has it, roughly. Concealed ones are left out: nobody may see them. */
function holders(
  customers: readonly Customer[],
  fields: readonly FieldDefinition[],
): Map<string, { raw: string; holders: Customer[] }> {
  const uses = fields.filter((field) => holdsAddresses(field) && !field.confidential).map((field) => field.name);
  const found = new Map<string, { raw: string; holders: Customer[] }>();
  for (const customer of customers) {
    for (const name of uses) {
      const raw = Object.hasOwn(customer.fields, name) ? (customer.fields[name] ?? '') : '';
      const key = roughly(raw);
      if (key.length < 5 || customer.concealed?.includes(name)) continue;
      const entry = found.get(key) ?? { raw, holders: [] };
      if (!entry.holders.includes(customer)) entry.holders.push(customer);
      found.set(key, entry);
    }
  }
  return found;
}

/** A telephone strip's calls, e-mails and chats, for demos, stories and tests. */
export function callSimulator(options: SimulatorOptions = {}): CallSimulator {
  const { now = Date.now, random = chance(), timers = realTimers, queue = 'Support' } = options;
  const { switchEvery = 400, switches = 6, messageEvery = 5000, slowBy = 8000 } = options;
  let made = 0;
  const newId = options.newId ?? (() => `sim-${now().toString(36)}-${(made += 1)}`);
  let learnt = nothing();
  let campaigns: readonly Campaign[] = [];
  /** How each running interaction is now, so that a message does not take an answer back. */
  const running = new Map<string, Interaction>();

  const iso = () => new Date(now()).toISOString();
  const keep = (interaction: Interaction) => {
    if (interaction.state === 'offered' || interaction.state === 'active') running.set(interaction.id, interaction);
    else running.delete(interaction.id);
    return interaction;
  };

  const offer: CallSimulator['offer'] = (address, more = {}) => {
    const side = more.direction === 'outbound' ? 'to' : 'from';
    const base: Interaction = { id: newId(), channel: 'call', direction: 'inbound', state: 'offered', startedAt: iso() };
    const through = side === 'from' ? { queue } : {};
    return keep({ ...base, ...through, ...(address === '' ? {} : { [side]: address }), ...more });
  };

  const answer: CallSimulator['answer'] = (interaction) =>
    keep({ ...interaction, state: 'active', answeredAt: interaction.answeredAt ?? iso() });
  const message: CallSimulator['message'] = (interaction) => keep({ ...interaction, lastInboundAt: iso() });
  const end: CallSimulator['end'] = (interaction, endedBy = 'hang-up') =>
    keep({ ...interaction, state: interaction.answeredAt ? 'wrap-up' : 'closed', endedAt: iso(), endedBy });
  const close: CallSimulator['close'] = (interaction) =>
    keep({ ...interaction, state: 'closed', endedAt: interaction.endedAt ?? iso() });

  /** False when the signal aborted meanwhile. */
  const pause = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      if (signal?.aborted) return resolve(false);
      const done = (whole: boolean) => {
        timers.clear(timer);
        signal?.removeEventListener('abort', stop);
        resolve(whole);
      };
      const stop = () => done(false);
      const timer = timers.set(() => done(true), milliseconds);
      signal?.addEventListener('abort', stop);
    });

  const addressesOf = (id: ScenarioId): readonly string[] => {
    switch (id) {
      case 'withheld':
        return [''];
      case 'slow':
      case 'failing':
      case 'outbound':
        return [...learnt.one, ...learnt.many];
      case 'dialer':
        return campaigns.length > 0 ? [...learnt.one, ...learnt.many] : [];
      case 'fast-switching':
        return [...learnt.one, ...learnt.many, ...learnt.shared, ...learnt.none];
      case 'chat':
        return learnt.email.length > 0 ? learnt.email : learnt.one;
      default:
        return learnt[id];
    }
  };

  async function* play(id: ScenarioId, { signal }: CallOptions = {}): AsyncGenerator<Interaction, void, undefined> {
    const addresses = addressesOf(id);
    const address = oneOf(addresses, random);
    if (address === undefined) return;
    if (id === 'email') return yield offer(address, { channel: 'email', lastInboundAt: iso() });
    if (id === 'outbound') return yield offer(address, { direction: 'outbound' });
    if (id === 'dialer') {
      const { id: campaignId, attempts, queue: line } = oneOf(campaigns, random)!;
      const attempt = { campaignId, number: 1 + Math.floor(random() * attempts), of: attempts };
      return yield offer(address, { direction: 'outbound', queue: line, campaignId, attempt });
    }
    if (id === 'chat') {
      const chat = offer(address, { channel: 'chat', lastInboundAt: iso() });
      yield chat;
      while (await pause(messageEvery, signal)) {
        const current = running.get(chat.id);
        if (!current) return;
        yield message(current);
      }
      return;
    }
    if (id !== 'fast-switching') return yield offer(address);
    let last: Interaction | undefined;
    for (let each = 0; each < switches; each++) {
      if (each > 0 && !(await pause(switchEvery, signal))) return;
      if (last) end(last, 'un-assign');
      // Never the same address twice in a row: the card must change.
      const others = addresses.filter((other) => other !== (last?.from ?? ''));
      last = offer(oneOf(others.length > 0 ? others : addresses, random) ?? address);
      yield last;
    }
  }

  return {
    async learn(backend, given = {}) {
      const { signal } = given;
      const found = nothing();
      const [fields, session, customers, known] = await Promise.all([
        backend.fields?.list({ signal }),
        backend.session({ signal }),
        everybody(backend, given),
        backend.campaigns?.list({ signal }),
      ]);
      campaigns = (known ?? []).filter(({ status }) => status === 'open');
      const outcomeOf = async (raw: string): Promise<FindOutcome | undefined> =>
        (await backend.customers?.find({ raw }, { signal }))?.outcome;
      const add = async (to: keyof Learnt, raw: string, wanted: FindOutcome) => {
        if (found[to].length < enough && !found[to].includes(raw) && (await outcomeOf(raw)) === wanted) found[to].push(raw);
      };
      for (const { raw, holders: who } of holders(customers, fields ?? []).values()) {
        if (isEmail(raw)) await add('email', raw, 'one');
        else if (who.some((each) => each.type === 'organization') && who.length > 1) await add('shared', raw, 'many');
        else if (who.length > 1) await add('many', raw, 'many');
        else await add('one', raw, 'one');
      }
      // A number like those the customers have, with other last digits, that nobody has.
      for (let tries = 0; tries < 20 && found.none.length < 3; tries++) {
        const like = oneOf([...found.one, ...found.many], random) ?? '+4792000011';
        let place = 0;
        const digits = like.replace(/\D/g, '').length;
        await add(
          'none',
          like.replace(/\d/g, (digit) => (place++ < digits - 4 ? digit : String(Math.floor(random() * 10)))),
          'none',
        );
      }
      for (const own of session.settings.ownNumbers ?? []) await add('own', own.split('..')[0] ?? own, 'own');
      for (const extension of ['217', '1234', '31415']) await add('internal', extension, 'internal');
      learnt = found;
    },
    get scenarios() {
      const ids = Object.keys(scenarioWords) as ScenarioId[];
      return ids.map((id) => ({ id, says: scenarioWords[id], possible: addressesOf(id).length > 0 }));
    },
    play,
    planOf(id): FaultPlan {
      if (id === 'slow') return { 'customers.find': { late: slowBy } };
      if (id === 'failing') return { 'customers.find': { failing: 'unavailable' } }; // searching by hand works meanwhile
      return id === 'fast-switching' ? { 'customers.find': { late: [0, switchEvery * 3] } } : {};
    },
    offer,
    answer,
    message,
    end,
    close,
  };
}
