import { permissions } from '../../backend/permissions.js';
import { isBackendError } from '../../backend/backend-error.js';
import { checked } from '../checked.js';
import {
  capabilities,
  capabilitiesOf,
  traits,
  type Capability,
  type Case,
  type Desk,
  type Fixture,
  type Need,
  type Offered,
  type Seed,
  type Section,
  type Times,
  type Trait,
} from './case.js';
import { fields } from './cast.js';
import { offers as channels } from './message-cast.js';
import { sections } from './sections.js';

/** What a backend says of itself, so that nothing is left out in silence. */
export interface Declares {
  /**
   * What the fixture offers: get it with `offersOf(create)`. Then what is missing is skipped when the suite is made, through `test.skip`.
   * Left out, it is found out while each case runs, and skipped through the runner's context (`t.skip`, `this.skip`).
   */
  readonly offers?: readonly Capability[];
  /** Parts of the contract that this backend does not keep. */
  readonly lacks?: readonly Trait[];
  /** `customers.search` forgives typing mistakes. Else it must not. */
  readonly typos?: boolean;
  /** Names of single cases (`section: name`) that are known not to hold. A name that does not exist throws. */
  readonly skip?: readonly string[];
}

/** The runner's `describe` or `suite`. */
export type Describe = (name: string, body: () => void) => unknown;

/** The runner's `test` or `it`, of node:test, mocha, Vitest, Jest or anything else that takes a name and an async function. */
export interface Test {
  (name: string, body: (...given: unknown[]) => Promise<void>): unknown;
  skip?: (name: string, body: () => Promise<void>) => unknown;
}

export interface SuiteOptions {
  readonly describe: Describe;
  readonly test: Test;
  /** A fresh backend with exactly this seed, isolated from every other. Rejects with a `BackendError` `invalid` when the seed has values it refuses. */
  create(seed: Seed): Promise<Fixture>;
  readonly declares?: Declares;
  /** Title of the whole; `backend contract` unless told. */
  readonly name?: string;
  /** The instant the cases are played at, ISO 8601. A backend on the real clock gives `new Date().toISOString()`. */
  readonly now?: string;
  /** How many milliseconds a watched change may take to arrive; 2000 unless told. */
  readonly patience?: number;
  /** Receives one line at the end that says what was left out and why; nothing is printed unless given. */
  print?(line: string): void;
}

/** A case that did not run, and why. */
export interface Skipped {
  readonly name: string;
  readonly why: string;
}

/** What `backendSuite` made. */
export interface Suite {
  /** Names of all cases, `section: name`. */
  readonly cases: readonly string[];
  /** Those left out so far; complete when the runner has finished, and at once where `declares.offers` is given. */
  readonly skipped: readonly Skipped[];
  /** One line: how many cases, how many skipped, and why. */
  summary(): string;
}

const noon = '2026-03-10T12:00:00.000Z';

/** Names of all cases, `section: name`. */
export const suiteCases: readonly string[] = sections.flatMap((section) =>
  section.cases.map((each) => `${section.name}: ${each.name}`),
);

/** What the fixtures of this `create` offer, for `declares.offers`. Makes one and disposes of it. */
export async function offersOf(create: SuiteOptions['create']): Promise<readonly Capability[]> {
  const fixture = await create(seedOf({ name: 'offers', run: async () => {} }, timesOf(noon)));
  try {
    return capabilitiesOf(fixture);
  } finally {
    await fixture.dispose?.();
  }
}

function timesOf(now: string): Times {
  return { now, ago: (days, minutes = 0) => new Date(Date.parse(now) - days * 86_400_000 - minutes * 60_000).toISOString() };
}

function seedOf(one: Case, times: Times): Seed {
  const own = typeof one.seed === 'function' ? one.seed(times) : one.seed;
  const agent = { id: 'agent1', name: 'Astrid Agent' };
  // A copy: a backend may keep what it is given, and a case may spoil what it is answered.
  return structuredClone({
    fields,
    channels,
    customers: [],
    interactions: [],
    settings: {},
    agent,
    permissions,
    now: times.now,
    ...own,
  });
}

function deskOf(fixture: Fixture, times: Times, patience: number, problems: Error[]): Desk {
  const complain = (problem: Error) => void problems.push(problem);
  const wrap = (backend: Fixture['backend']) => checked(backend, complain) as Offered;
  return {
    ...times,
    patience,
    bare: fixture.backend as Offered,
    backend: wrap(fixture.backend),
    ids: fixture.customerIds,
    id(index) {
      const found = fixture.customerIds[index];
      if (found === undefined) throw new Error(`create answers no id for customer ${index} of the seed`);
      return found;
    },
    second: async (as) => wrap(await fixture.second!(as)),
    addCustomers: (drafts) => fixture.addCustomers!(drafts),
    setCampaign: (campaign) => fixture.setCampaign!(campaign),
    dialled: () => fixture.dialled!(),
    saveConsent: (said) => fixture.saveConsent!(said),
    handedOver: () => fixture.handedOver!(),
    setDelivery: (works) => fixture.setDelivery!(works),
    reportDelivery: (messageId, report) => fixture.reportDelivery!(messageId, report),
    tick: async (milliseconds) => fixture.tick!(milliseconds),
  };
}

function missing(needs: readonly Need[], offers: readonly Capability[], lacks: readonly Trait[]): string | undefined {
  const isTrait = (need: Need): need is Trait => (traits as readonly string[]).includes(need);
  const lacking = needs.filter((need) => (isTrait(need) ? lacks.includes(need) : !offers.includes(need)));
  return lacking.length > 0 ? `not offered: ${lacking.join(', ')}` : undefined;
}

/** Skips the way the runner does, where it can: node:test and Vitest hand in a context, mocha has it as `this`. */
function skipIn(runner: unknown, given: readonly unknown[], why: string): void {
  for (const context of [given[0], runner]) {
    const skip = (context as { skip?: unknown } | undefined)?.skip;
    if (typeof skip === 'function') return void (skip as (why: string) => unknown).call(context, why);
  }
}

async function play(one: Case, fixture: Fixture, times: Times, patience: number): Promise<void> {
  const problems: Error[] = [];
  await one.run(deskOf(fixture, times, patience, problems));
  if (problems[0]) throw problems[0];
}

/** The contract over one case's backend; `why` is asked first, and a reason ends it there. */
async function stage(
  one: Case,
  options: SuiteOptions,
  whyNot: (offers: readonly Capability[]) => string | undefined,
): Promise<string | undefined> {
  const times = timesOf(options.now ?? noon);
  let fixture: Fixture;
  try {
    fixture = await options.create(seedOf(one, times));
  } catch (caught) {
    if (one.mayRefuse && isBackendError(caught) && caught.code === 'invalid') return undefined;
    throw caught;
  }
  try {
    const why = whyNot(capabilitiesOf(fixture));
    if (why === undefined) await play(one, fixture, times, options.patience ?? 2000);
    return why;
  } finally {
    await fixture.dispose?.();
  }
}

/**
 * The contract of `Backend` made runnable: registers its cases with the runner that is handed in, each over a fresh backend from `create`.
 * What the backend does not offer is skipped where everybody sees it.
 *
 * ```ts
 * import { describe, test } from 'node:test';
 * import { backendSuite } from 'sidedesk/testing';
 * backendSuite({ describe, test, create: async (seed) => ({ backend: mine(seed), customerIds: [...] }), print });
 * ```
 */
export function backendSuite(options: SuiteOptions): Suite {
  const { describe, test, declares = {}, name = 'backend contract' } = options;
  const { offers, lacks = [], skip = [], typos = false } = declares;
  const unknown = skip.filter((each) => !suiteCases.includes(each));
  if (unknown.length > 0) throw new Error(`declares.skip names cases that do not exist: ${unknown.join('; ')}`);
  const skipped: Skipped[] = [];
  const summary = () => {
    const reasons = new Map<string, number>();
    for (const { why } of skipped) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    const list = [...reasons].map(([why, times]) => `${why} (${times})`).join('; ');
    return `${name}: ${suiteCases.length} cases, ${skipped.length} skipped${list && `: ${list}`}`;
  };

  const register = (section: Section, one: Case) => {
    const full = `${section.name}: ${one.name}`;
    const needs = [...(section.needs ?? []), ...(one.needs ?? [])];
    const whyNot = (offered: readonly Capability[]) => {
      if (skip.includes(full)) return 'declared';
      if (typos && one.forbidsTypos) return 'typos are declared';
      return missing(needs, offered, lacks);
    };
    const early = whyNot(offers ?? capabilities);
    if (early !== undefined) {
      skipped.push({ name: full, why: early });
      if (test.skip) test.skip(one.name, async () => {});
      else test(`${one.name} (skipped, ${early})`, async () => {});
      return;
    }
    // A rest parameter: mocha and Jest would take a named one for their `done`.
    test(one.name, async function (this: unknown, ...given: unknown[]) {
      const why = await stage(one, options, whyNot);
      if (why === undefined) return;
      if (offers) throw new Error(`declares.offers promises what this backend does not have: ${why}`);
      skipped.push({ name: full, why });
      skipIn(this, given, why);
    });
  };

  describe(name, () => {
    for (const section of sections) describe(section.name, () => section.cases.forEach((one) => register(section, one)));
    if (options.print) test('says what was left out', async () => options.print?.(summary()));
  });
  return { cases: suiteCases, skipped, summary };
}
