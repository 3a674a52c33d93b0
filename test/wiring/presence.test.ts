import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import fc from 'fast-check';
import { LitElement, type TemplateResult } from 'lit';
import { memory, memoryData } from '../../src/adapters/memory.js';
import type { Backend, Change, PresenceService, PresentAgent, WatchListeners } from '../../src/backend/backend.js';
import type { BackendErrorCode } from '../../src/backend/backend-error.js';
import { faults, rawErrors, wrongShapes } from '../../src/testing/faults.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { Presence, type Whereabouts } from '../../src/wiring/presence.js';
import { aBackend } from '../support/backends.js';
import { rounds, seed } from '../support/chance.js';
import { FakeClock } from '../support/fake-clock.js';
import { listening } from '../support/listening.js';
import { noise } from '../support/noise.js';
import { turn, until } from '../support/until.js';

let clock = new FakeClock();
let page = listening();
let sounds = noise();

/** Shows whose card it is, and who else has it open. */
class PresentElement extends LitElement {
  static override properties = { place: {} };
  declare place?: Whereabouts;
  /** Whose card, and who is there too, as it stood on screen. */
  readonly shown: string[] = [];
  readonly presence = new Presence(this, { place: () => this.place, clock });

  get names(): readonly string[] {
    return this.presence.others.map(({ agent }) => agent.name);
  }

  override render(): TemplateResult {
    const others = this.presence.others.map(({ agent, editing }) => [agent.name, ...editing].join(' '));
    this.shown.push([this.place?.customerId ?? '-', ...others].join(': '));
    return html`<p>${others.join(', ')}</p>`;
  }
}
defineElement('present-element', PresentElement);

const cards = (...places: readonly (Whereabouts | undefined)[]): Promise<PresentElement[]> =>
  Promise.all(places.map((place) => fixture<PresentElement>(html`<present-element .place=${place}></present-element>`)));

async function card(place?: Whereabouts): Promise<PresentElement> {
  const [element] = await cards(place);
  await turn();
  return element!;
}

/** Renders, and lets everything happen that needs no time. */
async function show(element: PresentElement, place: Whereabouts | undefined): Promise<void> {
  element.place = place;
  await element.updateComplete;
  await turn();
}

const colleague = (name: string, ...editing: readonly string[]): PresentAgent => ({
  agent: { id: name.toLowerCase(), name },
  editing,
  since: '2026-03-01T08:59:00.000Z',
});

/** A backend of one desk that says what it was asked: `enter ada [email]`, `who ada`, `leave ada`. Faults come in between. */
function desk({ others = [colleague('Bea')], ...methods }: Partial<PresenceService> & { others?: readonly PresentAgent[] } = {}) {
  const watchers = new Set<WatchListeners>();
  const present = { others };
  const faulty = faults(
    aBackend({
      presence: {
        enter: async (customerId) => `ticket of ${customerId}`,
        who: async () => present.others,
        leave: async () => undefined,
        ...methods,
      },
      watch: ({ kinds }, listeners) => {
        if (!kinds?.includes('presence')) return () => undefined; // the workplace's own
        watchers.add(listeners);
        return () => void watchers.delete(listeners);
      },
    }),
  );
  const words = ({ method, given: [of, activity] }: (typeof faulty.calls)[number]) => {
    const { editing } = (activity ?? {}) as { editing?: readonly string[] };
    const whose = String(of).replace('ticket of ', '');
    return `${method.replace('presence.', '')} ${whose}${editing ? ` [${editing.join(' ')}]` : ''}`;
  };
  let heard = 0;
  return {
    faulty,
    backend: faulty.backend,
    present,
    watchers,
    at: (customerId: string, ...editing: readonly string[]): Whereabouts => ({ backend: faulty.backend, customerId, editing }),
    /** What was asked since this was last called. */
    asked: () => {
      const calls = faulty.calls.filter(({ method }) => method.startsWith('presence.')).map(words);
      const news = calls.slice(heard);
      heard = calls.length;
      return news;
    },
    tell: async (change: Change) => {
      for (const each of [...watchers]) each.change(change);
      await turn();
    },
    came: (id: string): Change => ({ kind: 'presence', id, customerId: id, revision: 2 }),
  };
}

const minutes = (count: number) => clock.pass(count * 60_000);
const seconds = (count: number) => clock.pass(count * 1000);
const sign = async (type = 'keydown', on: EventTarget = document.body) => {
  on.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  await turn();
};
const see = (state: 'visible' | 'hidden') =>
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
const pageshow = async (persisted: boolean) => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
  await turn();
};
const pagehide = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));

beforeEach(() => {
  clock = new FakeClock();
  sounds = noise();
  page = listening();
  see('visible'); // whatever the machine shows
});

afterEach(async () => {
  fixtureCleanup();
  await minutes(2); // whatever could not be left is over by then
  page.stop();
  sounds.stop();
  Reflect.deleteProperty(document, 'visibilityState');
  expect([clock.waiting, page.types, sounds.heard]).to.eql([0, [], []]);
});

describe('showing a card', () => {
  it('says so, and asks who else is there', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada', 'email'));
    expect(asked()).to.eql(['enter ada [email]', 'who ada']);
    expect(element.shown.at(-1)).to.equal('ada: Bea');
  });

  it('asks nothing more when it renders the same again', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada', 'email'));
    asked();
    for (let i = 0; i < 3; i += 1) await show(element, at('ada', 'email'));
    await seconds(19);
    expect(asked()).to.eql([]);
  });

  for (const [what, place] of [
    ['nobody’s card is shown', () => undefined],
    ['the customer has no id yet', () => desk().at('')],
    ['the backend does not offer it', () => ({ backend: aBackend(), customerId: 'ada', editing: [] })],
  ] as const)
    it(`does nothing when ${what}`, async () => {
      const element = await card(place());
      expect([element.names, clock.waiting, page.types]).to.eql([[], 0, []]);
    });

  it('begins when the controller comes later than the element', async () => {
    const { at, asked } = desk();
    const element = await card();
    const place = at('ada');
    const late = new Presence(element, { place: () => place, clock });
    await element.updateComplete;
    await turn();
    expect(asked()).to.eql(['enter ada []', 'who ada']);
    expect(late.others).to.have.length(1);
  });

  it('renders again only when something changed', async () => {
    const { at } = desk();
    const element = await card(at('ada'));
    const before = element.shown.length;
    await minutes(1);
    await element.updateComplete;
    expect(element.shown).to.have.length(before);
  });

  it('takes only colleagues for colleagues', async () => {
    const others = [
      null,
      7,
      'Bea',
      {},
      { agent: {} },
      { agent: { id: 'x' } },
      { agent: { id: 'cem', name: 'Cem' }, editing: 'all' },
    ];
    const element = await card(desk({ others: others as unknown as PresentAgent[] }).at('ada'));
    expect(element.presence.others).to.eql([{ agent: { id: 'cem', name: 'Cem' }, editing: [], since: '' }]);
  });

  for (const shape of Object.keys(wrongShapes) as (keyof typeof wrongShapes)[])
    it(`shows nobody when the answer is ${shape}, and asks again at the renewal`, async () => {
      const { at, faulty } = desk();
      faulty.set({ 'presence.who': { wrongShape: shape } });
      const element = await card(at('ada'));
      expect(element.names).to.eql([]);
      faulty.set({});
      await seconds(20);
      expect(element.names).to.eql(['Bea']);
    });
});

describe('two agents at one card', () => {
  /** The desks of two agents over the same customers. */
  async function desks() {
    const data = memoryData();
    const customers = ['Ada', 'Bo'].map((givenName) => ({ type: 'person', fields: { givenName } }) as const);
    const agents = ['Bea', 'Cem'].map((name) => memory({ data, agent: { id: name, name }, now: clock.now }));
    await agents[0]!.load(customers.map((draft) => ({ draft })));
    const ids = (await agents[0]!.customers.list()).items.map(({ id }) => id);
    const at = (agent: number, customer: number, ...editing: readonly string[]): Whereabouts => ({
      backend: agents[agent]!,
      customerId: ids[customer]!,
      editing,
    });
    return { at };
  }
  const reads = (element: PresentElement, text: string) =>
    until(element.shadowRoot!, () => element.shadowRoot!.textContent.trim() === text);

  it('see each other, what the other edits, and that the other went', async () => {
    const { at } = await desks();
    const [bea, cem] = (await cards(at(0, 0), at(1, 0))) as [PresentElement, PresentElement];
    await Promise.all([reads(bea, 'Cem'), reads(cem, 'Bea')]);
    cem.place = at(1, 0, 'email', 'givenName');
    await cem.updateComplete;
    await seconds(1);
    await reads(bea, 'Cem givenName email');
    cem.place = at(1, 1);
    await Promise.all([reads(bea, ''), reads(cem, '')]);
    bea.place = at(0, 1);
    await Promise.all([reads(bea, 'Cem'), reads(cem, 'Bea')]);
    cem.remove();
    await reads(bea, '');
  });

  it('do not see who went idle, until they touch something', async () => {
    const { at } = await desks();
    const [bea, cem] = (await cards(at(0, 0), at(1, 0, 'email'))) as [PresentElement, PresentElement];
    await Promise.all([reads(bea, 'Cem email'), reads(cem, 'Bea')]);
    await minutes(2);
    await Promise.all([reads(bea, ''), reads(cem, '')]);
    await sign();
    await Promise.all([reads(bea, 'Cem email'), reads(cem, 'Bea')]);
  });
});

describe('another customer', () => {
  it('is entered, and the one before is left', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada'));
    asked();
    await show(element, at('bo'));
    expect(asked()).to.eql(['leave ada', 'enter bo []', 'who bo']);
    await show(element, undefined);
    expect(asked()).to.eql(['leave bo']);
  });

  it('is nobody’s colleague’s card at once', async () => {
    const { at, faulty } = desk();
    const element = await card(at('ada'));
    faulty.hold('presence.who');
    element.place = at('bo');
    expect(element.names).to.eql([]);
    await show(element, at('bo'));
    expect(element.shown.slice(-2)).to.eql(['ada: Bea', 'bo']);
    await faulty.releaseAll();
  });

  it('drops what is answered late about the one before', async () => {
    const { at, faulty } = desk();
    faulty.set({ 'presence.who': { ignoreSignal: true } });
    faulty.hold('presence.who');
    const element = await card(at('ada'));
    await show(element, at('bo'));
    expect(faulty.held).to.equal(2);
    await faulty.release();
    await element.updateComplete;
    expect(element.names).to.eql([]);
    await faulty.releaseAll();
    expect(element.names).to.eql(['Bea']);
  });

  it('gives up the question about the one before', async () => {
    const { at, faulty } = desk();
    faulty.hold('presence.who');
    const element = await card(at('ada'));
    await show(element, undefined);
    expect(faulty.calls.find(({ method }) => method === 'presence.who')?.state).to.equal('aborted');
  });

  it('is another place on another backend, too', async () => {
    const [one, other] = [desk(), desk({ others: [] })];
    const element = await card(one.at('ada'));
    one.asked();
    await show(element, other.at('ada'));
    expect([one.asked(), other.asked(), element.names]).to.eql([['leave ada'], ['enter ada []', 'who ada'], []]);
  });

  it('never has the colleagues of another on screen, in whatever order the answers come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ go: fc.constantFrom('ada', 'bo', 'cy', '-'), by: fc.nat(1), after: fc.nat(3000) }), {
          maxLength: 12,
        }),
        fc.boolean(),
        async (steps, ignoreSignal) => {
          const inside = new Set<string>();
          const entering = new Set<string>();
          let overlaps = 0;
          const { at, faulty, watchers } = desk({
            who: async (customerId) => [colleague(customerId)],
            enter: async (customerId) => {
              if (entering.has(customerId)) overlaps += 1;
              entering.add(customerId);
              await new Promise<void>((go) => clock.set(go, 700));
              entering.delete(customerId);
              inside.add(customerId);
              return `ticket of ${customerId}`;
            },
            leave: async (ticket) => void inside.delete(ticket.replace('ticket of ', '')),
          });
          faulty.set({ 'presence.who': { ignoreSignal } });
          const elements = await cards(undefined, undefined);
          for (const { go, by, after } of steps) {
            faulty.hold('presence.who');
            await show(elements[by]!, go === '-' ? undefined : at(go));
            await clock.pass(after);
            await faulty.releaseAll('random');
            await turn();
          }
          await seconds(5);
          const shown = elements.map(({ place }) => place?.customerId);
          expect(elements.map(({ names }) => names)).to.eql(shown.map((id) => (id ? [id] : [])));
          expect([...inside].sort()).to.eql([...new Set(shown.filter((id) => id !== undefined))].sort());
          for (const element of elements) element.remove();
          await seconds(5);
          for (const line of elements.flatMap((element) => element.shown)) {
            const [whose, ...others] = line.split(': ');
            expect(
              others.every((name) => name === whose),
              line,
            ).to.equal(true);
          }
          expect([overlaps, inside.size, watchers.size, clock.waiting, page.types]).to.eql([0, 0, 0, 0, []]);
        },
      ),
      { numRuns: rounds(60), seed },
    );
  });
});

describe('several elements at one card', () => {
  it('are one, which edits what any of them edits', async () => {
    const { at, asked, watchers } = desk();
    const [one, other] = await cards(at('ada', 'phone'), at('ada', 'email'));
    await seconds(2);
    expect(asked()).to.eql(['enter ada [phone]', 'who ada', 'enter ada [email phone]', 'who ada']);
    expect([one!.names, other!.names, watchers.size]).to.eql([['Bea'], ['Bea'], 1]);
    other!.remove();
    await seconds(2);
    expect(asked()).to.eql(['enter ada [phone]', 'who ada']);
    one!.remove();
    await turn();
    expect(asked()).to.eql(['leave ada']);
  });

  it('ask once when they come together', async () => {
    const { at, asked } = desk();
    const elements = await cards(at('ada'), at('ada'), at('ada'));
    await turn();
    expect(asked()).to.eql(['enter ada []', 'who ada']);
    expect(elements.map(({ names }) => names)).to.eql([['Bea'], ['Bea'], ['Bea']]);
  });

  it('know at the first paint what is known', async () => {
    const { at } = desk();
    await card(at('ada'));
    const [second] = await cards(at('ada'));
    expect(second!.shown[0]).to.equal('ada: Bea');
  });

  it('share the listeners of the page', async () => {
    const { at } = desk();
    await card(at('ada'));
    const before = page.types;
    await cards(at('ada'), at('bo'), desk().at('ada'));
    expect([page.types, before.length > 0]).to.eql([before, true]);
  });
});

describe('going on', () => {
  it('is said every twenty seconds, and who is there asked again', async () => {
    const { at, asked, present } = desk();
    const element = await card(at('ada', 'email'));
    asked();
    present.others = [colleague('Cem')];
    await clock.pass(19_999);
    expect([asked(), element.names]).to.eql([[], ['Bea']]);
    await clock.pass(1);
    expect([asked(), element.names]).to.eql([['enter ada [email]', 'who ada'], ['Cem']]);
    await seconds(40);
    expect(asked()).to.eql(['enter ada [email]', 'who ada', 'enter ada [email]', 'who ada']);
  });

  it('is put off by what is said in between', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada'));
    await seconds(15);
    await show(element, at('ada', 'email'));
    asked();
    await seconds(19);
    expect(asked()).to.eql([]);
    await seconds(1);
    expect(asked()).to.eql(['enter ada [email]', 'who ada']);
  });
});

describe('editing', () => {
  it('is said at once after a pause', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada'));
    await seconds(1);
    asked();
    await show(element, at('ada', 'email'));
    expect(asked()).to.eql(['enter ada [email]', 'who ada']);
  });

  it('is said once a second at most, and the last word counts', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada'));
    asked();
    for (const field of ['city', 'email', 'phone']) {
      await show(element, at('ada', field));
      await clock.pass(300);
    }
    expect(asked()).to.eql([]);
    await clock.pass(100);
    expect(asked()).to.eql(['enter ada [phone]', 'who ada']);
  });

  it('is not said when it is over within the second, nor when only the order is another', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada', 'city', 'email'));
    asked();
    await show(element, at('ada'));
    await show(element, at('ada', 'email', 'city'));
    await seconds(5);
    expect(asked()).to.eql([]);
  });
});

describe('hearing of colleagues', () => {
  it('asks who is there', async () => {
    const { at, asked, tell, came, present } = desk({ others: [] });
    const element = await card(at('ada'));
    asked();
    present.others = [colleague('Cem', 'email')];
    await tell(came('ada'));
    expect([asked(), element.shown.at(-1)]).to.eql([['who ada'], 'ada: Cem email']);
    await tell({ kind: 'reset' });
    expect(asked()).to.eql(['who ada']);
    await tell(came('bo'));
    await tell({ kind: 'customer', id: 'ada', revision: 3 });
    expect(asked()).to.eql([]);
  });

  it('asks once more, however often it is told while an answer is awaited', async () => {
    const { at, asked, tell, came, faulty, present } = desk();
    const element = await card(at('ada'));
    asked();
    faulty.hold('presence.who');
    for (let i = 0; i < 10; i += 1) await tell(came('ada'));
    expect(asked()).to.eql(['who ada']);
    present.others = [colleague('Cem')];
    await faulty.releaseAll();
    await turn();
    expect([asked(), element.names]).to.eql([['who ada'], ['Cem']]);
  });

  it('asks once when it is the own coming that is told', async () => {
    const { at, asked, tell, came, faulty } = desk();
    faulty.hold('presence.enter');
    await card(at('ada'));
    await tell(came('ada'));
    await faulty.releaseAll();
    await turn();
    expect(asked()).to.eql(['enter ada []', 'who ada']);
  });
});

describe('nobody at the desk', () => {
  it('leaves after two minutes, asks nothing meanwhile, and enters again at the next key', async () => {
    const { at, asked, watchers, tell } = desk();
    const element = await card(at('ada', 'email'));
    await clock.pass(119_999);
    asked();
    await clock.pass(1);
    expect([asked().at(-1), element.names, watchers.size, clock.waiting]).to.eql(['leave ada', [], 0, 0]);
    await tell({ kind: 'reset' });
    await show(element, at('ada', 'email', 'phone'));
    await minutes(60);
    expect(asked()).to.eql([]);
    await sign();
    expect([asked(), element.names]).to.eql([['enter ada [email phone]', 'who ada'], ['Bea']]);
  });

  for (const type of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'])
    it(`is not so within two minutes of any ${type}`, async () => {
      const { at, asked } = desk();
      await card(at('ada'));
      const deaf = document.body.appendChild(document.createElement('button'));
      deaf.addEventListener(type, (event) => event.stopPropagation());
      await clock.pass(119_000);
      deaf.dispatchEvent(new Event(type));
      await clock.pass(119_999);
      expect(asked().filter((words) => words.startsWith('leave'))).to.eql([]);
      await clock.pass(1);
      expect(asked()).to.eql(['leave ada']);
      deaf.dispatchEvent(new Event(type));
      await turn();
      deaf.remove();
      expect(asked()).to.eql(['enter ada []', 'who ada']);
    });

  it('is so after two minutes in a hidden page, though scripts set the focus there', async () => {
    const { at, asked } = desk();
    await card(at('ada'));
    see('hidden');
    await minutes(1);
    await sign('focus');
    asked();
    await minutes(1);
    expect(asked().at(-1)).to.equal('leave ada');
    await sign('focus');
    expect(asked()).to.eql([]);
    see('visible');
    await sign('focus', window);
    expect(asked()).to.eql(['enter ada []', 'who ada']);
  });

  it('is told of nobody, though the answer comes late', async () => {
    const { at, faulty } = desk();
    faulty.set({ 'presence.who': { ignoreSignal: true } });
    faulty.hold('presence.who');
    const element = await card(at('ada'));
    pagehide();
    await turn();
    await faulty.releaseAll();
    await turn();
    expect(element.names).to.eql([]);
  });

  it('is over when a card is opened: it is entered, and those that were open', async () => {
    const { at, asked } = desk();
    await card(at('ada'));
    await minutes(2);
    asked();
    await card(at('bo'));
    expect(asked().sort()).to.eql(['enter ada []', 'enter bo []', 'who ada', 'who bo']);
  });
});

describe('a page that is put away', () => {
  it('leaves within the turn, and enters again when it is brought back', async () => {
    const { at, asked, watchers } = desk();
    await card(at('ada', 'email'));
    asked();
    pagehide();
    expect(asked()).to.eql(['leave ada']);
    await turn();
    expect([clock.waiting, watchers.size]).to.eql([0, 0]);
    await pageshow(false);
    expect(asked()).to.eql([]);
    await pageshow(true);
    expect(asked()).to.eql(['enter ada [email]', 'who ada']);
    await seconds(20);
    expect(asked()).to.eql(['enter ada [email]', 'who ada']);
  });

  it('that comes back before it has left enters afterwards', async () => {
    const { at, asked, faulty } = desk();
    await card(at('ada'));
    faulty.hold('presence.leave');
    asked();
    pagehide();
    await pageshow(true);
    expect(asked()).to.eql(['leave ada']);
    await faulty.releaseAll();
    await turn();
    expect(asked()).to.eql(['enter ada []', 'who ada']);
  });
});

describe('what takes long', () => {
  it('leaves when the ticket comes', async () => {
    const { at, asked, faulty } = desk();
    faulty.hold('presence.enter');
    const element = await card(at('ada'));
    await show(element, undefined);
    expect([asked(), clock.waiting, page.types]).to.eql([['enter ada []'], 0, []]);
    await faulty.releaseAll();
    await turn();
    expect(asked()).to.eql(['leave ada']);
  });

  it('stays when it is back before the ticket came', async () => {
    const { at, asked, faulty } = desk();
    faulty.hold('presence.enter');
    const element = await card(at('ada'));
    await show(element, at('bo'));
    await show(element, at('ada'));
    await faulty.releaseAll();
    await turn();
    expect(asked()).to.eql(['enter ada []', 'enter bo []', 'who ada', 'leave bo']);
    expect(element.names).to.eql(['Bea']);
  });

  it('says the last that was edited when the answer is there, and nothing in between', async () => {
    const { at, asked, faulty } = desk();
    faulty.hold('presence.enter');
    const element = await card(at('ada'));
    for (const field of ['city', 'email', 'phone']) {
      await show(element, at('ada', field));
      await seconds(2);
    }
    expect(asked()).to.eql(['enter ada []']);
    await faulty.releaseAll();
    await turn();
    expect(asked()).to.eql(['enter ada [phone]', 'who ada']);
  });

  for (const method of ['enter', 'who'])
    it(`is given up at the next renewal when it is ${method}, and asked again`, async () => {
      const { at, faulty } = desk();
      faulty.set({ [`presence.${method}`]: { never: true } });
      const element = await card(at('ada'));
      expect(element.names).to.eql([]);
      faulty.set({});
      await seconds(20);
      expect(element.names).to.eql(['Bea']);
    });
});

describe('what fails', () => {
  const passing: readonly BackendErrorCode[] = ['offline', 'unauthenticated', 'rate-limited', 'failed', 'invalid'];
  for (const failing of passing)
    it(`is tried again at the next renewal after ${failing}`, async () => {
      const { at, asked, faulty } = desk();
      faulty.set({ 'presence.enter': { failing } });
      const element = await card(at('ada'));
      await clock.pass(19_999);
      expect([asked(), element.names]).to.eql([['enter ada []'], []]);
      faulty.set({ 'presence.who': { failing } });
      await clock.pass(1);
      expect([asked(), element.names]).to.eql([['enter ada []', 'who ada'], []]);
      faulty.set({});
      await seconds(20);
      expect([asked(), element.names]).to.eql([['enter ada []', 'who ada'], ['Bea']]);
    });

  for (const rawError of Object.keys(rawErrors) as (keyof typeof rawErrors)[])
    it(`is quiet when it is a raw error (${rawError})`, async () => {
      const { at, asked, faulty } = desk();
      faulty.set({ presence: { rawError } });
      const element = await card(at('ada'));
      faulty.set({ 'presence.who': { rawError }, 'presence.leave': { rawError } });
      await seconds(20);
      faulty.set({ 'presence.leave': { rawError } });
      await seconds(20);
      expect(element.names).to.eql(['Bea']);
      element.remove();
      await turn();
      expect(asked().at(-1)).to.equal('leave ada');
    });

  it('shows nobody any more when nobody could say so for a minute', async () => {
    const { at, faulty } = desk();
    const element = await card(at('ada'));
    faulty.set({ presence: { failing: 'offline' } });
    await seconds(59);
    expect(element.names).to.eql(['Bea']);
    await seconds(1);
    expect(element.names).to.eql([]);
  });

  it('leaves again after twenty seconds, as long as the entry lasts', async () => {
    const { at, asked, faulty } = desk();
    const element = await card(at('ada'));
    asked();
    faulty.set({ 'presence.leave': { failing: 'offline' } });
    await show(element, undefined);
    expect(page.types).to.eql([]);
    await seconds(59);
    expect(asked()).to.eql(['leave ada', 'leave ada', 'leave ada']);
    await seconds(1);
    expect(clock.waiting).to.equal(0);
    await minutes(10);
    expect(asked()).to.eql([]);
  });

  it('stays when it is back before it could leave', async () => {
    const { at, asked, faulty } = desk();
    const element = await card(at('ada'));
    faulty.set({ 'presence.leave': { failing: 'offline' } });
    await show(element, undefined);
    asked();
    await show(element, at('ada'));
    await seconds(20);
    expect(asked()).to.eql(['enter ada []', 'who ada', 'enter ada []', 'who ada']);
  });

  it('enters without a ticket, and cannot leave then', async () => {
    const { at, asked, faulty } = desk();
    faulty.set({ 'presence.enter': { wrongShape: 'object' } });
    const element = await card(at('ada'));
    expect(element.names).to.eql(['Bea']);
    element.remove();
    await turn();
    expect(asked()).to.eql(['enter ada []', 'who ada']);
  });

  for (const method of ['enter', 'who'])
    it(`stops for a customer whom ${method} does not find, until another place is shown`, async () => {
      const { at, asked, faulty, watchers } = desk();
      faulty.set({ [`presence.${method}`]: { failing: 'not-found' } });
      const element = await card(at('ada'));
      asked();
      expect([clock.waiting, page.types, watchers.size]).to.eql([0, [], 0]);
      faulty.set({});
      await show(element, at('ada', 'email'));
      await sign();
      await minutes(1);
      expect(asked()).to.eql([]);
      await show(element, at('bo'));
      await show(element, at('ada'));
      expect(asked()).to.eql(['enter bo []', 'who bo', 'leave bo', 'enter ada []', 'who ada']);
    });

  it('begins anew for a customer who was not found when another element shows them', async () => {
    const { at, asked, faulty } = desk();
    faulty.set({ 'presence.enter': { failing: 'not-found' } });
    await card(at('ada'));
    asked();
    faulty.set({});
    await card(at('ada'));
    expect(asked()).to.eql(['enter ada []', 'who ada']);
  });

  for (const failing of ['denied', 'unsupported'] as const)
    for (const method of ['enter', 'who'])
      it(`stops for good on a backend that says ${failing} to ${method}`, async () => {
        const { at, asked, faulty, watchers } = desk();
        const [first, second] = (await cards(at('ada'), at('bo'))) as [PresentElement, PresentElement];
        await turn();
        asked();
        faulty.set({ [`presence.${method}`]: { failing } });
        await seconds(20);
        expect([first.names, second.names, clock.waiting, page.types, watchers.size]).to.eql([[], [], 0, [], 0]);
        expect(
          asked()
            .filter((words) => words.startsWith('leave'))
            .sort(),
        ).to.eql(['leave ada', 'leave bo']);
        faulty.set({});
        await show(first, at('cy'));
        await sign();
        await minutes(1);
        expect(asked()).to.eql([]);
        const elsewhere = desk();
        await show(first, elsewhere.at('cy'));
        expect(first.names).to.eql(['Bea']);
      });

  it('forgets the ticket when leaving is refused', async () => {
    const { at, asked, faulty } = desk();
    const element = await card(at('ada'));
    faulty.set({ presence: { failing: 'denied' } });
    element.remove();
    await minutes(5);
    expect([asked(), clock.waiting]).to.eql([['enter ada []', 'who ada', 'leave ada'], 0]);
  });
});

describe('out of the tree', () => {
  it('leaves, and nothing stays behind', async () => {
    const { at, asked, watchers } = desk();
    const element = await card(at('ada'));
    expect([clock.waiting > 0, page.types.length > 0, watchers.size]).to.eql([true, true, 1]);
    asked();
    element.remove();
    expect([asked(), element.names]).to.eql([['leave ada'], []]);
    await turn();
    expect([clock.waiting, page.types, watchers.size, element.shown.at(-1)]).to.eql([0, [], 0, 'ada']);
    element.requestUpdate();
    await minutes(5);
    expect(asked()).to.eql([]);
  });

  it('enters again in another place', async () => {
    const { at, asked } = desk();
    const element = await card(at('ada'));
    asked();
    document.body.append(element);
    await turn();
    expect([asked(), element.names]).to.eql([['leave ada', 'enter ada []', 'who ada'], ['Bea']]);
    element.remove();
  });

  it('does so on a backend that cannot be watched, or stopped', async () => {
    const watch = () => () => {
      throw new Error('oops');
    };
    for (const backend of [
      { ...desk().backend, watch: undefined },
      { ...desk().backend, watch },
    ] as Backend[]) {
      const element = await card({ backend, customerId: 'ada', editing: [] });
      expect(element.names).to.eql(['Bea']);
      element.remove();
      await turn();
      expect([clock.waiting, page.types]).to.eql([0, []]);
    }
  });
});
