import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { memory, memoryData } from '../../../src/adapters/memory.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import type { Interaction } from '../../../src/domain/interaction.js';
// At hand, so that what is loaded late is no matter of chance.
import '../../../src/elements/agent-desk/closing.js';
import '../../../src/elements/agent-desk/define.js';
import '../../../src/wiring/records.js';
import '../../../src/elements/customer-card/form.js';
import '../../../src/elements/customer-card/writing.js';
import type { CustomerCard } from '../../../src/elements/customer-card/customer-card.js';
import { chance } from '../../../src/testing/chance.js';
import { dispatchFor } from '../../../src/wiring/outboxes.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import type { Intent } from '../../../src/wiring/intent.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import '../../../src/wiring/open-draft.js';
import { rounds, seed } from '../../support/chance.js';
import { ada, en, everything, geir, noon, numbers, staySilent, turn, type } from '../../support/card.js';
import { FakeClock } from '../../support/fake-clock.js';
import { form } from '../../support/form.js';
import { type Deed, type Fate, Gate } from '../../support/gate.js';

/** The conversations of an agent: two with Ada, one with Geir, one with a number that nobody has. */
const lines = [numbers.one, numbers.sharedByOne, numbers.one, numbers.none] as const;
const nobody = 3;
const fields = ['familyName', 'city', 'email'] as const;
const minute = 60_000;

/** A text that was typed, and nowhere else is. */
interface Typed {
  readonly text: string;
  readonly agent: number;
  readonly conversation: number;
  /** Whose form it was typed in; none: a new customer's. */
  readonly about?: string;
  readonly field: string;
}

/** The time of the page, for as long as a run takes. */
function standStill(clock: FakeClock): () => void {
  const stubs = {
    setTimeout: (run: () => void, milliseconds = 0) => clock.set(run, milliseconds),
    clearTimeout: (timer: unknown) => clock.clear(timer),
    requestIdleCallback: (run: () => void) => clock.set(run, 1),
    cancelIdleCallback: (timer: unknown) => clock.clear(timer),
  };
  const page = globalThis as unknown as Record<string, unknown>;
  const before = Object.keys(stubs).map((name) => [name, page[name]] as const);
  const { now } = Date;
  Object.assign(globalThis, stubs);
  Date.now = clock.now;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(page, name);
      else page[name] = value;
    }
    Date.now = now;
  };
}

/** A store that takes its time. */
function unhurried(inner: DraftStore, random: () => number): DraftStore {
  const late = async <T>(deed: () => Promise<T>): Promise<T> => {
    for (let turns = Math.floor(random() * 3); turns > 0; turns -= 1) await turn();
    const answer = await deed();
    for (let turns = Math.floor(random() * 3); turns > 0; turns -= 1) await turn();
    return answer;
  };
  return {
    get: (key) => late(() => inner.get(key)),
    put: (draft, condition) => late(() => inner.put(draft, condition)),
    delete: (key, condition) => late(() => inner.delete(key, condition)),
    list: (prefix) => late(() => inner.list(prefix)),
    watch: inner.watch!,
  };
}

class House {
  readonly live = new Set<Typed>();
  readonly all: Typed[] = [];
  /** Text → the customer in whose record it came to stand. */
  readonly written = new Map<string, string>();
  readonly deleted = new Set<string>();
  readonly deeds: Deed[] = [];
  /** Whose number the unknown one has become. */
  readonly newcomers = new Set<string>();
  readonly faults: string[] = [];

  onDone(agent: number, deed: Deed): void {
    this.deeds.push(deed);
    const { method, given, result } = deed;
    if (method === 'remove') return void this.deleted.add(given[0] as string);
    const id = (result as { id: string }).id;
    if (method === 'add') this.newcomers.add(id);
    const put = JSON.stringify(method === 'add' ? (given[0] as CustomerDraft).fields : (given[1] as CustomerDraft).fields);
    for (const typed of this.all) {
      if (!put.includes(typed.text)) continue;
      if (!this.belongs(typed, agent, id, method === 'add'))
        this.faults.push(`${typed.text}, typed for ${typed.about ?? 'somebody new'}, was written in ${id}`);
      this.written.set(typed.text, id);
      this.live.delete(typed);
    }
  }

  belongs(typed: Typed, agent: number, id: string, added: boolean): boolean {
    if (typed.about === id || this.written.get(typed.text) === id) return true;
    if (!added) return typed.about === undefined && typed.agent === agent && this.newcomers.has(id);
    return typed.about === undefined ? typed.agent === agent : this.deleted.has(typed.about);
  }

  /** Whether a text may stand on the screen of an agent in a conversation. */
  mayStand(typed: Typed, seat: Seat): boolean {
    const shown = seat.card.lookup.shown?.id;
    const adding = seat.card.writing.value?.typing.mode === 'add' || shown === undefined;
    const home = this.written.get(typed.text);
    const mine = typed.agent === seat.agent;
    if (shown !== undefined && !adding) return typed.about === shown ? mine || home === shown : home === shown;
    if (home !== undefined && seat.card.lookup.result?.matches.some(({ customer }) => customer.id === home)) return true;
    if (seat.conversation === nobody && home !== undefined && this.newcomers.has(home)) return true;
    if (typed.about === undefined) return mine && typed.conversation === seat.conversation;
    return this.deleted.has(typed.about) || (home !== undefined && this.deleted.has(home));
  }
}

/** An agent at a desk. */
class Seat {
  conversation = 0;
  readonly heard: string[] = [];
  readonly desk = document.createElement('agent-desk');
  readonly store: DraftStore;
  card: CustomerCard;
  readonly #kept = memoryDrafts();

  constructor(
    readonly agent: number,
    readonly gate: Gate,
    private readonly place: HTMLElement,
    random: () => number,
  ) {
    this.store = unhurried(this.#kept, random);
    this.desk.backend = gate.backend;
    this.desk.drafts = this.store;
    this.card = this.#newCard();
    this.desk.append(this.card);
    place.append(this.desk);
    this.turnTo(0);
  }

  get owner() {
    return { tenantId: this.card.lookup.around!.session.tenantId, agentId: ['mia', 'tom'][this.agent]! };
  }

  async rows(): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
    return this.#kept.list('');
  }

  async intents(): Promise<readonly Intent[]> {
    return (await this.#kept.list('outbox/')).map(({ value }) => value as Intent);
  }

  turnTo(conversation: number): void {
    this.conversation = conversation;
    this.desk.interaction = {
      id: `call-${conversation}`,
      channel: 'call',
      direction: 'inbound',
      state: 'active',
      from: lines[conversation]!,
      startedAt: new Date(noon).toISOString(),
    } satisfies Interaction;
  }

  at<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.card.shadowRoot!.querySelector<E>(selector);
  }

  get asked(): boolean {
    return this.at('dialog[open]') !== null;
  }

  /** The form, if it is there for somebody who can only see and click. */
  get usable(): boolean {
    return form(this.card) !== null && !this.asked;
  }

  renew(how: 'move' | 'new'): void {
    if (how === 'move') return void this.place.append(this.desk);
    this.card.remove();
    this.card = this.#newCard();
    this.desk.append(this.card);
  }

  #newCard(): CustomerCard {
    const card = document.createElement('customer-card');
    card.addEventListener('customer-saved', ({ customerId }) => this.heard.push(customerId));
    return card;
  }
}

const times = (count: number): readonly undefined[] => Array.from({ length: count });
const agent = fc.nat(1);
const which = fc.nat(11);
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('type' as const), agent, field: fc.nat(2), blur: fc.boolean() }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      agent,
      which,
      fate: fc.constantFrom<Fate[]>('go', 'go', 'go', 'go', 'arrive', 'arrive', 'lost', 'answer lost', 'twice', 'refused'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save' as const), agent }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('switch' as const), agent, to: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), for: fc.constantFrom(100, 700, 2500, 11_000, 35_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), agent }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reply' as const),
      agent,
      with: fc.constantFrom('save', 'discard', 'keep', '', 'delete'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take' as const), agent, whose: fc.constantFrom('mine', 'theirs') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), agent }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('renew' as const), agent, how: fc.constantFrom('move' as const, 'new' as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('edit', 'refresh', 'undo', 'discard', 'retry', 'again', 'close', 'back', 'other'),
      agent,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What was typed, without what it was typed over or once was. */
const typedIn = (key: string, value: unknown): unknown => (key === 'base' || key === 'handed' ? undefined : value);
/** What a click on one of the buttons in a bar is called by. */
const texts = { retry: en.retry, again: en['edit-again'], discard: en.discard, other: en['take-other'] };

describe('two agents at once', () => {
  staySilent();

  it('lose nothing that was typed, and write it once, with the customer it was typed for', async function () {
    this.timeout(600_000 * Math.max(1, rounds(1) / 10));

    const run = async (steps: readonly Step[], draw: number, holdReads: boolean, heedAborts: boolean) => {
      const clock = new FakeClock('2026-03-02T12:00:00.000Z');
      const house = new House();
      const data = memoryData();
      const shared = { data, now: clock.now, settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' } };
      const truth: Backend = memory({ ...shared, customers: [ada, geir], agent: { id: 'mia', name: 'Mia Lund' } });
      const before = new Map((await truth.customers!.list!()).items.map(({ id, revision }) => [id, revision]));
      const wake = standStill(clock);
      const random = chance(draw);
      const place = document.createElement('div');
      document.body.append(place);
      const seats = ['mia', 'tom'].map((id, index) => {
        const inner = index ? memory({ ...shared, agent: { id, name: id } }) : truth;
        const gate = new Gate(inner, { heedAborts, holdReads, onDone: (deed) => house.onDone(index, deed) });
        return new Seat(index, gate, place, random);
      });
      let count = 0;

      const settle = async (turns = 6) => {
        for (const _ of times(turns)) {
          for (const { card } of seats) await card.updateComplete;
          await turn();
        }
      };
      const become = async (fact: () => unknown, turns = 60) => {
        for (let left = turns; left > 0 && !(await fact()); left -= 1) await settle(1);
        return fact();
      };
      /** The texts of an agent that stand where they are seen to be given up. */
      const giveUp = (seat: Seat, inside: string) => {
        for (const typed of house.live) if (typed.agent === seat.agent && inside.includes(typed.text)) house.live.delete(typed);
      };
      const labelled = (seat: Seat, text: string) =>
        [...seat.card.shadowRoot!.querySelectorAll<HTMLElement>('.bar button')].find((each) => each.textContent?.trim() === text);

      const missing = async () => {
        const lost: Typed[] = [];
        for (const typed of house.live) {
          const seat = seats[typed.agent]!;
          if (everything(seat.card).includes(typed.text)) continue;
          const rows = (await seat.rows()).filter(({ value }) => (value as Partial<Intent>).state !== 'sent');
          if (
            house.live.has(typed) &&
            !JSON.stringify(
              rows.map(({ value }) => value),
              typedIn,
            ).includes(typed.text)
          )
            lost.push(typed);
        }
        return lost;
      };
      const check = async (after: string) => {
        for (const seat of seats) {
          const there = everything(seat.card);
          for (const typed of house.all)
            if (there.includes(typed.text) && !house.mayStand(typed, seat))
              house.faults.push(
                `${typed.text}, typed by ${typed.agent} for ${typed.about} in ${typed.conversation}, is on the screen of ${seat.agent} in ${seat.conversation} with ${seat.card.lookup.shown?.id} (${seat.card.writing.value?.typing.mode})`,
              );
        }
        await become(async () => (await missing()).length === 0);
        const lost = (await missing()).map(
          ({ text, agent: by, about, conversation }) => `${text} typed by ${by} for ${about} in ${conversation}`,
        );
        const faults = [...house.faults, ...lost.map((text) => `lost: ${text}`)].join('\n');
        expect(faults, `${faults}\nafter ${after}`).to.equal('');
      };

      const deeds: Record<string, (seat: Seat, step: Step) => Promise<void> | void> = {
        async type(seat, one) {
          if (!seat.usable) {
            if (seat.asked) return;
            (seat.at('#edit') ?? seat.at('#add'))?.click();
            await become(() => seat.usable, 20);
          }
          if (!seat.usable || one.do !== 'type') return;
          const field = fields[one.field]!;
          const box = seat.at<HTMLInputElement>(`[data-field=${field}]`);
          const { mode } = seat.card.writing.value!.typing;
          if (!box || box.matches(':disabled') || !mode) return;
          giveUp(seat, box.value);
          const text = `z${String((count += 1)).padStart(3, '0')}q`;
          const about = mode === 'edit' ? seat.card.lookup.shown!.id : undefined;
          const typed: Typed = { text, agent: seat.agent, conversation: seat.conversation, about, field };
          house.all.push(typed);
          house.live.add(typed);
          box.focus();
          type(box, field === 'email' && one.blur ? `${text}@x.example` : text);
          if (one.blur) box.blur();
        },
        answer: (seat, one) => void (one.do === 'answer' && seat.gate.let(one.which, one.fate)),
        save: (seat) => void (seat.usable && seat.at('#save')?.click()),
        switch: (seat, one) => void (one.do === 'switch' && seat.turnTo(one.to)),
        wait: (_, one) => (one.do === 'wait' ? clock.pass(one.for) : undefined),
        cancel: (seat) => void (seat.usable && seat.at('#cancel')?.click()),
        reply(seat, one) {
          if (one.do !== 'reply') return;
          const button = seat.at<HTMLButtonElement>(`dialog[open] [value="${one.with}"]`);
          if (!button || button.disabled) return;
          if (one.with === 'discard') giveUp(seat, everything(seat.card));
          button.click();
        },
        take(seat, one) {
          if (one.do !== 'take' || !seat.usable) return;
          const button = seat.at(`[data-take=${one.whose}]`);
          if (!button || button.matches(':disabled')) return;
          if (one.whose === 'theirs')
            giveUp(seat, button.closest('.input')!.querySelector<HTMLInputElement>('[data-field]')!.value);
          button.click();
        },
        async delete(seat) {
          const { shown } = seat.card.lookup;
          const removal = seat.card.writing.value?.removal;
          if (!shown || form(seat.card) || seat.asked || !removal || removal.pending) return;
          void removal.ask(shown);
          await become(() => seat.asked, 20);
        },
        renew: (seat, one) => void (one.do === 'renew' && seat.renew(one.how)),
        edit: (seat) => void (!seat.asked && (seat.at('#edit') ?? seat.at('#add'))?.click()),
        refresh: (seat) => seat.card.refresh(),
        undo: (seat) => void (!seat.asked && seat.at('#undo-delete')?.click()),
        discard(seat) {
          const button = seat.at('#discard') ?? labelled(seat, texts.discard);
          if (!button || seat.asked) return;
          if (seat.at('#discard')) giveUp(seat, everything(seat.card));
          else
            for (const typed of house.live)
              if (typed.agent === seat.agent && typed.conversation === seat.conversation) house.live.delete(typed);
          button.click();
        },
        retry: (seat) => void (!seat.asked && labelled(seat, texts.retry)?.click()),
        again: (seat) => void (!seat.asked && labelled(seat, texts.again)?.click()),
        other: (seat) => void (!seat.asked && labelled(seat, texts.other)?.click()),
        close: (seat) => void seat.desk.requestClose(),
        back: (seat) => void (!seat.asked && seat.at('#back')?.click()),
      };

      try {
        expect(
          await become(() => seats.every(({ card }) => card.lookup.shown !== undefined && card.writing.value !== undefined), 400),
        ).to.equal(true);
        for (const { gate } of seats) gate.hold();
        for (const one of steps) {
          const seat = seats['agent' in one ? one.agent : 0]!;
          await deeds[one.do]!(seat, one);
          await settle(2);
          await check(one.do);
        }

        // In the end everything is let through, and each agent looks at each conversation once more.
        for (const { gate } of seats) gate.open();
        for (const seat of seats) {
          await settle();
          seat.at('dialog[open] [value=keep], dialog[open] [value=""]')?.click();
          await settle();
        }
        for (const last of [false, true]) {
          for (const conversation of lines.keys()) {
            for (const seat of seats) {
              seat.turnTo(conversation);
              await settle();
              seat.card.refresh();
            }
            await clock.pass(minute + 5000);
            await settle(10);
            await check(`the end, in conversation ${conversation}`);
            for (const seat of last ? seats : []) {
              const { edit, mode } = seat.card.writing.value!.typing;
              expect(mode && edit?.intent, `stuck in Saving…, agent ${seat.agent} in ${conversation}`).to.equal(undefined);
            }
            for (const seat of seats) {
              for (const { id, kind, state } of await seat.intents())
                if (kind === 'customers.remove' && (state === 'conflict' || state === 'needs-attention'))
                  await (await dispatchFor(seat.store, seat.owner)).outbox.discard(id);
              labelled(seat, texts.retry)?.click();
            }
          }
        }
        for (const seat of seats) {
          const waiting = (await seat.intents()).filter(({ state }) => state !== 'sent');
          expect(
            waiting.map(({ id, kind, state, error }) => `${kind} ${state} ${error?.code} ${id}`),
            `unsent of ${seat.agent}`,
          ).to.eql([]);
        }
        await check('everything');

        // Once: each key has one answer, and each revision of a record is the work of one key.
        const made = new Map<string, Set<string>>();
        const keys = new Map<string, Set<string>>();
        for (const { method, given, result } of house.deeds) {
          if (method === 'remove') continue;
          const key = (given.at(-1) as { key: string }).key;
          const { id, revision } = result as { id: string; revision: number };
          const answers = made.get(key) ?? new Set();
          made.set(key, answers.add(`${id} ${revision}`));
          if (!(before.get(id) === revision))
            keys.set(`${id} ${revision}`, (keys.get(`${id} ${revision}`) ?? new Set()).add(key));
        }
        for (const [key, answers] of made) expect([...answers].length, `done twice: ${key}`).to.equal(1);
        for (const { id, revision } of (await truth.customers!.list!()).items)
          expect([...keys.keys()].filter((each) => each.startsWith(`${id} `)).length, `revisions of ${id}`).to.equal(
            revision - (before.get(id) ?? 0),
          );
        const added = house.deeds
          .filter(({ method }) => method === 'add')
          .map(({ result, given }) => [(result as { id: string }).id, JSON.stringify(given[0])] as const);
        for (const typed of house.all.filter(({ about }) => about === undefined)) {
          const ids = new Set(added.filter(([, draft]) => draft.includes(typed.text)).map(([id]) => id));
          expect(ids.size, `${typed.text} is in several new customers`).to.be.at.most(1);
        }
        for (const seat of seats) {
          const sent = (await seat.intents()).filter(({ kind }) => kind !== 'customers.remove');
          for (const { key } of sent) expect(made.has(key), `acknowledged, and not done: ${key}`).to.equal(true);
          expect(seat.heard.length, 'told more often than saved').to.be.at.most(sent.length);
        }
      } finally {
        place.remove();
        for (const seat of seats) {
          seat.gate.open();
          if (seat.card.lookup.around) (await dispatchFor(seat.store, seat.owner)).outbox.close();
        }
        await clock.pass(minute);
        wake();
      }
    };

    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), fc.nat(), fc.boolean(), fc.boolean(), run),
        { seed, numRuns: rounds(60) },
      );
    } catch (caught) {
      const { message, cause } = caught as Error;
      throw new Error(`${(cause as Error | undefined)?.message}\n${message}`, {
        cause: caught,
      });
    }
  });
});
