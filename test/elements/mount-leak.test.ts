import { expect } from '@open-wc/testing';
import { indexedDb } from '../../src/adapters/indexeddb/indexeddb.js';
import type { Backend } from '../../src/backend/backend.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import '../../src/elements/agent-desk/define.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import type { CustomerJourney } from '../../src/elements/customer-journey/customer-journey.js';
import '../../src/elements/customer-journey/define.js';
import '../../src/elements/customer-journey/journey.js';
import {
  ada,
  byRole,
  call,
  en,
  fakeClipboard,
  geir,
  house,
  numbers,
  press,
  ProbeTab,
  staySilent,
  textOf,
  turn,
  type,
  until,
} from '../support/card.js';
import { rounds } from '../support/chance.js';
import { answer, ask, bar, barButton, permissions, remove } from '../support/deletion.js';
import { add, cancel, closed, edit, fill, form, save } from '../support/form.js';
import { type Leftovers, leftovers, nothingLeft, watched } from '../support/leftovers.js';
import { type JourneyHouse, journeyHouse, page, visiting } from './customer-journey/house.js';

/** What leaks once a time shows after a few; `npm run bench mount-leak` does it a thousand times, and weighs the memory. */
const times = rounds(12);

/** A desk with a card and a tab in it, not on the page yet. */
function madeDesk(backend: Backend): { desk: AgentDesk; card: CustomerCard } {
  const desk = document.createElement('agent-desk');
  desk.backend = backend;
  desk.interaction = call(numbers.one);
  const card = document.createElement('customer-card');
  const tab = new ProbeTab();
  tab.setAttribute('label', 'Probe');
  card.append(tab);
  desk.append(card);
  return { desk, card };
}

const shows = (card: CustomerCard, name: string) => until(() => textOf(card).includes(name), `${name} is shown`);

/** Again and again, with each of them out of the page before the next. What is once a page happens before the counting. */
async function leftBy(round: () => Promise<unknown>): Promise<Leftovers> {
  await round();
  return leftovers(async () => {
    for (let n = 0; n < times; n += 1) await round();
  });
}

describe('mounting and unmounting many times', () => {
  staySilent();

  const { backend, watching } = watched(house());
  let workplaces: number;

  before(async () => {
    const { desk, card } = madeDesk(backend);
    document.body.append(desk);
    await shows(card, 'Ada Berg');
    await card.phones.load();
    await card.showSearch();
    await card.keys.load();
    await card.keys.value!.show();
    desk.remove();
    await turn();
    workplaces = watching().length;
  });

  afterEach(async () => {
    await turn();
    expect(watching(), 'who watches besides the workplace').to.have.lengthOf(workplaces);
  });

  it('leaves the one subscription of the workplace', () => {
    expect(watching().map((by) => /workplace/i.test(by))).to.deep.equal([true]);
  });

  it('leaves nothing of a desk with a card that was shown', async () => {
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one that was drawn on the screen', async () => {
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      await new Promise((drawn) => requestAnimationFrame(drawn));
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one that still looks up', async () => {
    let round = 0;
    const left = await leftBy(async () => {
      const { desk } = madeDesk(backend);
      document.body.append(desk);
      for (let step = (round += 1) % 7; step > 0; step -= 1) await turn();
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one whose backend never answers', async () => {
    const asked = house();
    const silent: Backend = { ...asked, customers: { ...asked.customers, find: () => new Promise(() => undefined) } };
    const left = await leftBy(async () => {
      const { desk } = madeDesk(silent);
      document.body.append(desk);
      await turn();
      await turn();
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of a card without a desk', async () => {
    const left = await leftBy(async () => {
      const card = document.createElement('customer-card');
      card.backend = backend;
      card.interaction = call(numbers.one);
      document.body.append(card);
      await shows(card, 'Ada Berg');
      card.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one in which somebody was looked for', async () => {
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      await card.showSearch();
      await card.updateComplete;
      type(byRole<HTMLInputElement>(card, 'combobox'), 'Geir');
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one in which something was copied', async () => {
    const clipboard = fakeClipboard();
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      await card.actions.copyText('1234', 'Id');
      desk.remove();
    });
    clipboard.restore();
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of one whose keys were shown', async () => {
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      await card.keys.load();
      press(card.shadowRoot!.querySelector('.card')!, '?');
      await until(() => card.shadowRoot!.querySelector('dialog[open]'));
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves nothing of cards that come and go in a desk that stays', async () => {
    const { desk } = madeDesk(backend);
    document.body.append(desk);
    const left = await leftBy(async () => {
      const card = document.createElement('customer-card');
      desk.replaceChildren(card);
      await shows(card, 'Ada Berg');
      card.remove();
    });
    desk.remove();
    expect(left).to.deep.equal(nothingLeft);
  });

  it('leaves no more of a card that stays while the conversations change', async () => {
    const { desk, card } = madeDesk(backend);
    document.body.append(desk);
    await shows(card, 'Ada Berg');
    const left = await leftovers(async () => {
      for (let n = 0; n < times; n += 1) {
        desk.interaction = call(n % 2 ? numbers.one : numbers.sharedByOne);
        await shows(card, n % 2 ? 'Ada Berg' : 'Geir Hauge');
      }
      await turn();
      expect([...new Set(watching())], 'no subscription twice').to.deep.equal(watching());
      desk.remove();
    });
    expect(left).to.deep.equal(nothingLeft);
  });
});

describe('mounting, writing and unmounting many times', () => {
  staySilent();

  const { backend, watching } = watched(house({ permissions }));
  let typed = 0;
  let subscriptions: number;

  /** The outbox has one clock, for what it remembers, however many cards come and go. */
  const butTheOutbox = ({ timers, ...left }: Leftovers): Leftovers => {
    const [ofOutbox, others] = [true, false].map((its) => timers.filter((by) => /wiring\/outbox\.ts/.test(by) === its));
    expect(ofOutbox!.length).to.be.lessThan(2);
    return { ...left, timers: others! };
  };
  const written = async (deed: (card: CustomerCard) => Promise<unknown>): Promise<void> => {
    const { desk, card } = madeDesk(backend);
    document.body.append(desk);
    await shows(card, 'Ada Berg');
    await deed(card);
    desk.remove();
  };
  const type = (card: CustomerCard) => fill(card, en['field-city'], `Voss ${(typed += 1)}`);
  const saved = async (card: CustomerCard) => {
    await edit(card);
    type(card);
    save(card);
    await closed(card);
  };

  before(async () => {
    await written(saved);
    await turn();
    subscriptions = watching().length;
  });

  afterEach(async () => {
    await turn();
    const more = [...new Set(watching().slice(subscriptions))];
    expect(more.join('\n'), 'who watches besides the workplace and the outbox').to.equal('');
  });

  const ways: Readonly<Record<string, (card: CustomerCard) => Promise<unknown>>> = {
    'a form was opened': edit,
    'a form was opened and closed': async (card) => {
      await edit(card);
      cancel(card);
      await closed(card);
    },
    'something was typed and not saved': async (card) => {
      await edit(card);
      type(card);
    },
    'what was typed was thrown away': async (card) => {
      await edit(card);
      type(card);
      cancel(card);
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
      card.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=discard]')!.click();
      await closed(card);
    },
    'it is being asked what to do with what was typed': async (card) => {
      await edit(card);
      type(card);
      cancel(card);
      await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
    },
    'something was saved': saved,
    'something is being saved': async (card) => {
      await edit(card);
      type(card);
      save(card);
    },
    'a deletion was asked about': async (card) => {
      await ask(card);
      await until(() => answer(card, en['delete-customer'])?.disabled === false);
    },
    'what goes along is still being found out': ask,
    'a deletion was taken back': async (card) => {
      await remove(card);
      await until(() => barButton(card, en.undo));
      barButton(card, en.undo)!.click();
      await until(() => !bar(card));
    },
  };
  for (const [name, deed] of Object.entries(ways))
    it(`leaves nothing of one in which ${name}`, async () => {
      expect(butTheOutbox(await leftBy(() => written(deed)))).to.deep.equal(nothingLeft);
    });

  it('leaves nothing of one in which a new customer was begun', async () => {
    const left = await leftBy(async () => {
      const { desk, card } = madeDesk(backend);
      desk.interaction = call(numbers.none);
      document.body.append(desk);
      await add(card);
      fill(card, en['field-givenName'], 'Kari');
      expect(form(card) === null).to.equal(false);
      desk.remove();
    });
    expect(butTheOutbox(left)).to.deep.equal(nothingLeft);
  });
});

describe('opening and closing a backend in IndexedDB', () => {
  it('leaves nothing', async () => {
    const once = async (): Promise<void> => {
      const backend = indexedDb(`leftovers-${Math.random().toString(36).slice(2)}`);
      await backend.load([{ draft: ada }, { draft: geir }]);
      const { desk, card } = madeDesk(backend);
      document.body.append(desk);
      await shows(card, 'Ada Berg');
      desk.remove();
      await backend.close({ wipe: true });
    };
    await once();
    expect(await leftovers(once)).to.deep.equal(nothingLeft);
  });
});

describe('mounting a journey and unmounting it many times', () => {
  staySilent();

  const placeOf = (backend: Backend): { desk: AgentDesk; journey: CustomerJourney } => {
    const desk = document.createElement('agent-desk');
    const journey = document.createElement('customer-journey');
    desk.backend = backend;
    journey.customerId = 'c1';
    desk.append(journey);
    document.body.append(desk);
    return { desk, journey };
  };
  const at = ({ journey }: { journey: CustomerJourney }, selector: string) =>
    journey.shadowRoot?.querySelector<HTMLElement>(selector);
  const there = (placed: { journey: CustomerJourney }) =>
    until(() => placed.journey.count !== undefined && at(placed, '[data-row]'), 'the journey is shown');
  const web = () => journeyHouse(visiting());

  const ways: Readonly<Record<string, (of: ReturnType<typeof placeOf>, house: JourneyHouse) => unknown>> = {
    'was shown': there,
    'is still read': () => turn(),
    'was drawn, with something new that is still to be asked for': async (placed, house) => {
      await there(placed);
      await new Promise((drawn) => requestAnimationFrame(drawn));
      house.happen(page(0.05, '/new', 'New'));
    },
    'was paused, while something new waits': async (placed, house) => {
      await there(placed);
      at(placed, '.reading')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
      house.happen(page(0.05, '/new', 'New'));
      await until(() => at(placed, '#new'));
      at(placed, '#pause')!.click();
    },
    'shows another customer’s': async (placed) => {
      await there(placed);
      placed.journey.customerId = 'c2';
      await placed.journey.updateComplete;
    },
    'is tried again after a failure': async (placed, house) => {
      await there(placed);
      const { journeys } = house.backend;
      Object.assign(journeys!, { since: () => Promise.reject(new Error('lost')) });
      house.happen(page(0.05, '/new', 'New'));
      await until(() => at(placed, '.pill.warn'));
    },
  };
  for (const [name, deed] of Object.entries(ways))
    it(`leaves nothing of one that ${name}`, async () => {
      let watching: () => readonly string[] = () => [];
      const left = await leftBy(async () => {
        const house = web();
        const seen = watched(house.backend);
        ({ watching } = seen);
        const placed = placeOf(seen.backend);
        await deed(placed, house);
        placed.desk.remove();
        await turn();
        expect(
          watching().filter((by) => !/workplace/i.test(by)),
          'who watches besides the workplace',
        ).to.deep.equal([]);
      });
      expect(left).to.deep.equal(nothingLeft);
    });
});

describe('what is counted as left', () => {
  const kinds = async (deed: () => unknown): Promise<string[]> => {
    const left = await leftovers(async () => deed());
    return Object.entries(left).flatMap(([kind, what]) =>
      (what as string[]).map((one) => `${kind}: ${one.replace(/ \(.*/, '')}`),
    );
  };
  const nothing = (): void => undefined;

  it('is a listener on what outlives elements', async () => {
    expect(await kinds(() => window.addEventListener('resize', nothing))).to.deep.equal(['listeners: resize on window']);
    expect(await kinds(() => document.addEventListener('keydown', nothing, true))).to.deep.equal([
      'listeners: keydown on document',
    ]);
    expect(await kinds(() => visualViewport?.addEventListener('scroll', nothing))).to.deep.equal([
      'listeners: scroll on VisualViewport',
    ]);
    window.removeEventListener('resize', nothing);
    document.removeEventListener('keydown', nothing, true);
    visualViewport?.removeEventListener('scroll', nothing);
  });

  it('is no listener that was taken away, by whatever way, nor one on a node that is gone', async () => {
    const abort = new AbortController();
    const seen = await kinds(() => {
      window.addEventListener('resize', nothing, { passive: true });
      window.removeEventListener('resize', nothing);
      document.addEventListener('probe', nothing, { once: true });
      document.dispatchEvent(new Event('probe'));
      window.addEventListener('resize', nothing, { signal: abort.signal });
      abort.abort();
      document.createElement('p').addEventListener('click', nothing);
    });
    expect(seen).to.deep.equal([]);
  });

  it('is one that was taken away for the other phase only', async () => {
    const seen = await kinds(() => {
      window.addEventListener('resize', nothing, { capture: true });
      window.removeEventListener('resize', nothing);
    });
    window.removeEventListener('resize', nothing, true);
    expect(seen).to.deep.equal(['listeners: resize on window']);
  });

  it('is a timer that is still to run', async () => {
    let [timer, interval]: ReturnType<typeof setTimeout>[] = [];
    const seen = await kinds(() => {
      timer = setTimeout(nothing, 60_000);
      interval = setInterval(nothing, 60_000);
      setTimeout(nothing, 0);
      clearTimeout(setTimeout(nothing, 60_000));
      requestAnimationFrame(nothing);
    });
    clearTimeout(timer);
    clearInterval(interval);
    expect(seen).to.deep.equal(['timers: setTimeout of 60000 ms', 'timers: setInterval of 60000 ms']);
  });

  it('is a frame that asks for the next for ever', async () => {
    let frame = 0;
    const again = (): void => void (frame = requestAnimationFrame(again));
    const seen = await kinds(again);
    cancelAnimationFrame(frame);
    expect(seen).to.deep.equal(['frames: requestAnimationFrame']);
  });

  it('is an observer that observes', async () => {
    const observers: ResizeObserver[] = [];
    const seen = await kinds(() => {
      for (const end of [nothing, 'unobserve', 'disconnect']) {
        const observer = new ResizeObserver(nothing);
        const target = document.createElement('p');
        observer.observe(target);
        if (end === 'unobserve') observer.unobserve(target);
        if (end === 'disconnect') observer.disconnect();
        observers.push(observer);
      }
    });
    for (const observer of observers) observer.disconnect();
    expect(seen).to.deep.equal(['observers: ResizeObserver of <p>']);
  });

  it('is a channel that is open, with its listener', async () => {
    let open: BroadcastChannel | undefined;
    const seen = await kinds(() => {
      open = new BroadcastChannel('left');
      open.addEventListener('message', nothing);
      const closed = new BroadcastChannel('closed');
      closed.addEventListener('message', nothing);
      closed.close();
    });
    open?.close();
    expect(seen).to.deep.equal(['listeners: message on BroadcastChannel', 'channels: BroadcastChannel left']);
  });

  it('is a lock that is held', async () => {
    let release = nothing;
    const seen = await kinds(async () => {
      await navigator.locks.request('given back', nothing);
      await new Promise<void>((held) => {
        void navigator.locks.request('kept', () => new Promise<void>((done) => ((release = done), held())));
      });
    });
    release();
    expect(seen).to.deep.equal(['locks: lock kept']);
  });

  it('is told with the place that began it', async () => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forgetful = () => void (timer = setTimeout(nothing, 60_000));
    const { timers } = await leftovers(async () => forgetful());
    clearTimeout(timer);
    expect(timers[0]).to.match(/^setTimeout of 60000 ms \(forgetful.* \/test\/elements\/mount-leak\.test\.ts/);
  });
});
