import { expect } from '@open-wc/testing';
import '../../../src/elements/customer-journey/define.js';
import '../../../src/elements/customer-journey/journey.js';
import type { DraftStore } from '../../../src/wiring/draft-store.js';
import { LinkSendRequestedEvent } from '../../../src/wiring/link-send-requested.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { MessageRequestedEvent } from '../../../src/wiring/requests.js';
import { button, staySilent } from '../../support/card.js';
import { stopTime } from '../../support/page-clock.js';
import { journeyHouse, targets, visiting } from '../customer-journey/house.js';
import {
  aConversation,
  another,
  atOnce,
  bars,
  before,
  bench,
  type Bench,
  type BenchOptions,
  box,
  by,
  calm,
  choose,
  chosen,
  click,
  en,
  houseWith,
  kept,
  locked,
  type Name,
  options,
  press,
  root,
  said,
  seat,
  send,
  text,
  until,
  words,
  write,
} from './bench.js';

const offer = 'https://shop.example/offer';
const terms = 'https://shop.example/terms';

/** Where the customer's way through the web site is shown: its button has the focus, as one that was clicked. */
const wish = (at: Pick<Bench, 'desk' | 'house'>, whom: Name = 'bo', url: unknown = offer): LinkSendRequestedEvent => {
  const journey = at.desk.querySelector('button') ?? at.desk.appendChild(document.createElement('button'));
  journey.focus();
  const event = new LinkSendRequestedEvent(at.house.ids[whom], url as string, 'The offer');
  journey.dispatchEvent(event);
  return event;
};
/** The text with the cursor in it; undefined: it has not got the focus. */
const cursor = (at: Bench): string | undefined => {
  const area = box(at);
  if (!area || root(at).activeElement !== area) return undefined;
  return `${area.value.slice(0, area.selectionStart)}|${area.value.slice(area.selectionEnd)}`;
};
const place = (at: Bench, from: number, to = from): void => {
  box(at)!.focus();
  box(at)!.setSelectionRange(from, to);
};

/** What is kept of drafts is not told from now on until it is let go: that of some keys, or everything. */
const withSlowDrafts = async (given: BenchOptions = {}): Promise<Bench & { answerDrafts(which?: string): void }> => {
  const { drafts = memoryDrafts() } = given;
  let [held, waiting]: [boolean, { readonly key: string; go(): void }[]] = [false, []];
  const list: DraftStore['list'] = async (key) => {
    if (held) await new Promise<void>((go) => waiting.push({ key, go }));
    return drafts.list(key);
  };
  const at = await bench({ ...given, drafts: { ...drafts, list } });
  held = true;
  const answerDrafts = (which = '') => {
    held = which !== '';
    const now = waiting.filter(({ key }) => key.includes(which));
    waiting = waiting.filter((each) => !now.includes(each));
    for (const { go } of now) go();
  };
  return { ...at, answerDrafts };
};

describe('a link to be sent', () => {
  staySilent();

  it('goes into the empty text, is said, and the text can be gone on with and sent', async () => {
    const at = await bench({ options: atOnce });
    const event = wish(at);
    await until(() => cursor(at) === `${offer}|`);
    expect([event.defaultPrevented, at.heard, said(at)]).to.deep.equal([true, ['reveal'], en['message-link-added']]);
    await write(at, `${offer} as promised`);
    await send(at);
    await until(() => before(at).length === 1);
    const [message] = await kept(at);
    expect([message!.text, message!.channel, message!.origin]).to.deep.equal([`${offer} as promised`, 'sms', 'card']);
  });

  it('of the customer’s way through the web site goes there with a click', async () => {
    const web = journeyHouse();
    const at = await bench({
      options: { settings: { journeyTargets: targets } },
      change: (backend) => ({ ...backend, journeys: web.backend.journeys }),
    });
    web.happen(visiting(), at.house.ids.bo);
    const journey = document.createElement('customer-journey');
    journey.frame = 'all';
    at.desk.append(journey);
    const name = en['journey-send-link-to']({ name: targets[0]!.name });
    await until(() => journey.shadowRoot?.querySelector(`[aria-label="${name}"]`));
    button(journey, name).focus();
    button(journey, name).click();
    await until(() => cursor(at) === `${targets[0]!.url}|`);
    expect(at.heard).to.include('reveal');
  });

  it('goes to where the cursor was, and leaves what was typed and chosen', async () => {
    const at = await bench({ whom: 'ada', interaction: aConversation({ channel: 'email' }) });
    await choose(at, en['channel-sms']);
    await choose(at, '22 33 44 55');
    await write(at, 'Hello Ada, have a look. Mia');
    place(at, 11, 15);
    const to = chosen(at, en['message-to']);
    wish(at, 'ada');
    await until(() => cursor(at) === `Hello Ada, have ${offer}| a look. Mia`);
    expect([chosen(at, en['message-to']), chosen(at, en['message-by'])]).to.deep.equal([to, [en['channel-sms']]]);
    expect(to[0]).to.contain('22 33 44 55');
  });

  it('goes to the end of a text that was there before, on the channel that goes without saying', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, whom: 'eve', drafts: another(drafts) });
    await choose(first, en['channel-email']);
    await write(first, 'The contract', '#message-subject');
    await write(first, 'Dear Eve,\nhere it is:');
    first.desk.remove();
    const at = await bench({ house, whom: 'eve', drafts: another(drafts) });
    await until(() => text(at) !== '');
    wish(at, 'eve');
    await until(() => cursor(at) === `Dear Eve,\nhere it is: ${offer}|`);
    expect([by<HTMLInputElement>(at, '#message-subject')!.value, chosen(at, en['message-by'])]).to.deep.equal([
      'The contract',
      [en['channel-email']],
    ]);
  });

  it('stands there once', async () => {
    const at = await bench();
    await write(at, `See ${offer}, and call us`);
    wish(at);
    await until(() => cursor(at) === `See ${offer}|, and call us`);
    expect(said(at)).to.equal(en['message-link-there']);
    wish(at, 'bo', terms);
    await until(() => cursor(at) === `See ${offer}, ${terms}| and call us`);
  });

  it('is one after the other when several are asked for at once', async () => {
    const at = await bench();
    for (const url of [offer, terms, offer]) wish(at, 'bo', url);
    await until(() => text(at)?.includes(terms) && text(at)?.includes(offer));
    await calm(at);
    expect(text(at)!.split(' ')).to.have.members([offer, terms]);
  });

  it('counts in what the SMS costs, and in how long it may be', async () => {
    const at = await bench();
    await write(at, 'x'.repeat(140));
    expect(words(at, '[data-encoding]')).to.contain('1 SMS');
    wish(at);
    await until(() => words(at, '[data-encoding]').startsWith('2 SMS'));
    await write(at, 'x'.repeat(1520));
    wish(at);
    await until(() => by(at, '#text-problem'));
    expect(text(at)).to.equal(`${'x'.repeat(1520)} ${offer}`);
  });

  it('is a draft as what is typed is', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, drafts: another(drafts) });
    await write(first, 'Look:');
    wish(first);
    await until(() => cursor(first) === `Look: ${offer}|`);
    first.desk.remove();
    const second = await bench({ house, drafts: another(drafts) });
    await until(() => text(second) === `Look: ${offer}`);
  });

  it('closes the list of templates that was open', async () => {
    const at = await bench();
    await write(at, 'See /inv');
    await until(() => by(at, '[role=option]'));
    box(at)!.dispatchEvent(new LinkSendRequestedEvent(at.house.ids.bo, offer, 'The offer'));
    at.desk.dispatchEvent(new LinkSendRequestedEvent(at.house.ids.bo, offer, 'The offer'));
    await until(() => cursor(at) === `See /inv ${offer}|`);
    await until(() => !by(at, '[role=option]'));
  });

  it('is not taken from a host that answers it', async () => {
    const at = await bench();
    at.desk.addEventListener('link-send-requested', (event) => event.preventDefault());
    wish(at);
    await calm(at);
    expect([at.heard, text(at)]).to.deep.equal([[], '']);
  });

  for (const url of [
    'javascript:alert(1)',
    ' JavaScript:alert("https://shop.example")',
    'data:text/html,<script>alert(1)</script>',
    'https://bank.example@evil.example/',
    'https://shop.example/\n\nSend us your password',
    'mailto:ada@fjord.example',
    'ftp://shop.example/offer',
    '/offer',
    '',
    null,
    { toString: () => offer },
  ])
    it(`is none when it is ${JSON.stringify(url)}`, async () => {
      const at = await bench();
      const event = wish(at, 'bo', url);
      await calm(at);
      expect([event.defaultPrevented, at.heard, text(at), said(at)]).to.deep.equal([false, [], '', '']);
    });

  it('shows what is in it', async () => {
    const at = await bench();
    wish(at, 'bo', 'https://shop.example\\@evil.example/\u202e{{name}}<b>');
    await until(() => text(at) !== '');
    expect([text(at), root(at).querySelectorAll('a, b').length]).to.deep.equal([
      'https://shop.example/@evil.example/%E2%80%AE%7B%7Bname%7D%7D%3Cb%3E',
      0,
    ]);
  });
});

describe('a link for a customer', () => {
  staySilent();

  it('who is not the one on screen shows that one, and goes there alone', async () => {
    const at = await bench({ options: atOnce, interaction: aConversation() });
    await write(at, 'For Birk');
    wish(at, 'ada');
    await until(() => words(at, 'h2') === 'Ada Berg' && cursor(at) === `${offer}|`);
    await choose(at, '998 87 701');
    await send(at);
    await until(() => before(at).length === 1);
    const [message] = await kept(at, 'ada');
    // It is not part of the conversation with Birk.
    expect([message!.text, message!.origin, (await kept(at)).length]).to.deep.equal([offer, 'card', 0]);
    wish(at, 'bo');
    await until(() => words(at, 'h2') === 'Birk Dahl' && cursor(at) === `For Birk ${offer}|`);
  });

  it('goes to nobody when another one is opened meanwhile, in whatever order answers come', async () => {
    for (const order of ['as-called', 'reversed'] as const) {
      const at = await bench();
      at.faulty.hold();
      wish(at, 'ada');
      await calm(at);
      at.desk.customerId = at.house.ids.eve;
      await calm(at);
      at.desk.customerId = at.house.ids.kim;
      await calm(at);
      await at.faulty.releaseAll(order);
      await until(() => words(at, 'h2') === 'Kim Krog' && box(at));
      await calm(at);
      expect(text(at)).to.equal('');
      for (const [whom, name] of [
        ['eve', 'Eve Ek'],
        ['bo', 'Birk Dahl'],
        ['ada', 'Ada Berg'],
      ] as const) {
        at.desk.customerId = at.house.ids[whom];
        await until(() => words(at, 'h2') === name && box(at));
        await calm(at);
        expect([order, name, text(at)]).to.deep.equal([order, name, '']);
      }
      at.desk.remove();
    }
  });

  it('goes to nobody else, whatever the draft store takes its time for', async () => {
    // Each step is taken while the drafts of the last one are not read.
    const steps: readonly ((at: Bench) => void)[] = [
      (at) => wish(at, 'bo', terms),
      (at) => wish(at, 'ada', offer),
      (at) => (at.desk.customerId = at.house.ids.ada),
      (at) => (at.desk.customerId = at.house.ids.bo),
    ];
    for (let run = 0; run < 4 ** 3; run += 1) {
      const at = await withSlowDrafts();
      for (const [place, digit] of [run % 4, Math.floor(run / 4) % 4, Math.floor(run / 16)].entries()) {
        steps[digit]!(at);
        if (place % 2) await at.composer.updateComplete;
        for (let i = 0; i < (run % 5) + place; i += 1) await Promise.resolve();
      }
      at.answerDrafts();
      await calm(at);
      const found: Record<string, string | undefined> = {};
      for (const [whom, name] of [
        ['bo', 'Birk Dahl'],
        ['ada', 'Ada Berg'],
      ] as const) {
        at.desk.customerId = at.house.ids.eve;
        await until(() => words(at, 'h2') === 'Eve Ek');
        at.desk.customerId = at.house.ids[whom];
        await until(() => words(at, 'h2') === name && box(at));
        await calm(at);
        found[whom] = text(at);
      }
      expect([run, found['bo']?.includes(offer), found['ada']?.includes(terms)]).to.deep.equal([run, false, false]);
      at.desk.remove();
    }
  });

  it('goes to nobody when another one was opened in between', async () => {
    const at = await withSlowDrafts();
    wish(at, 'ada');
    await until(() => words(at, 'h2') === 'Ada Berg');
    for (const [whom, name] of [
      ['eve', 'Eve Ek'],
      ['ada', 'Ada Berg'],
    ] as const) {
      at.desk.customerId = at.house.ids[whom];
      await until(() => words(at, 'h2') === name);
    }
    at.answerDrafts();
    await calm(at);
    expect([words(at, 'h2'), text(at)]).to.deep.equal(['Ada Berg', '']);
  });

  it('goes into the conversation that is open by then, behind what was typed there', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const first = await bench({ house, drafts: another(drafts), interaction: aConversation({ id: 'call-3' }) });
    await write(first, 'Typed before');
    first.desk.remove();
    const at = await withSlowDrafts({ house, drafts, interaction: aConversation() });
    at.desk.interaction = aConversation({ id: 'call-2' });
    await at.composer.updateComplete;
    wish(at);
    await calm(at);
    at.desk.interaction = aConversation({ id: 'call-3' });
    await calm(at);
    at.answerDrafts('call-2');
    await calm(at);
    expect(text(at)).to.equal('');
    at.answerDrafts();
    await until(() => text(at) === `Typed before ${offer}`);
    at.desk.interaction = aConversation({ id: 'call-2' });
    await until(() => text(at) === '');
  });

  it('goes into the composer that is about the customer, else into the nearest, and into one alone', async () => {
    const at = await bench();
    const about = document.createElement('message-composer');
    about.customerId = at.house.ids.ada;
    at.desk.append(about);
    const two: Bench = { ...at, composer: about };
    await until(() => words(two, 'h2') === 'Ada Berg' && box(two));
    await calm(two);
    wish(at, 'ada');
    await until(() => cursor(two) === `${offer}|`);
    await calm(at);
    expect([words(at, 'h2'), text(at)]).to.deep.equal(['Birk Dahl', '']);
    const inner = document.createElement('agent-desk');
    inner.backend = at.faulty.backend;
    inner.customerId = at.house.ids.eve;
    const nearest = document.createElement('message-composer');
    inner.append(nearest);
    at.desk.append(inner);
    const three: Bench = { ...at, desk: inner, composer: nearest };
    await until(() => words(three, 'h2') === 'Eve Ek' && inner.isConnected && nearest.desk?.answers.has('link-send'));
    wish(three, 'kim', terms);
    await until(() => words(three, 'h2') === 'Kim Krog' && cursor(three) === `${terms}|`);
    expect([words(at, 'h2'), text(at), words(two, 'h2'), text(two)]).to.deep.equal(['Birk Dahl', '', 'Ada Berg', offer]);
  });

  it('who cannot be shown goes there when that works again', async () => {
    const at = await bench();
    at.faulty.set({ 'customers.get': { failing: 'unavailable' } });
    wish(at, 'ada');
    await until(() => by(at, '#retry'));
    at.faulty.set({});
    await click(at, '#retry');
    await until(() => words(at, 'h2') === 'Ada Berg' && text(at) === offer);
  });

  it('who is gone keeps nobody from closing the conversation', async () => {
    const at = await bench({ interaction: aConversation() });
    at.desk.customerId = 'nobody-has-this';
    await until(() => by(at, '.none'));
    at.desk.dispatchEvent(new LinkSendRequestedEvent('nobody-has-this', offer, 'The offer'));
    await calm(at);
    expect(await at.desk.requestClose()).to.equal(true);
  });

  it('is asked for while nothing is loaded, and goes there then', async () => {
    const house = await houseWith();
    const at = seat({ house, plan: { 'customers.get': { never: true } } });
    await until(() => at.composer.desk?.answers.has('link-send'));
    wish(at);
    await calm(at);
    at.faulty.set({});
    at.composer.reading.whom.reload();
    await until(() => cursor(at) === `${offer}|`);
  });
});

describe('a link while a message is being sent', () => {
  staySilent();
  const time = stopTime();

  const sending = async (given: BenchOptions = {}): Promise<Bench> => {
    const at = await bench(given);
    await write(at, 'On its way');
    await send(at);
    await until(() => root(at).activeElement?.id === 'undo-message');
    return at;
  };

  it('waits and says so, and is in the next text', async () => {
    const at = await sending();
    wish(at);
    await until(() => words(at, '.hint[role=status]').includes(en['message-link-waits']));
    expect([text(at), locked(at)]).to.deep.equal(['On its way', true]);
    await time.pass(5000);
    await until(() => cursor(at) === `${offer}|`);
    await until(() => before(at).length === 1);
    expect([(await kept(at)).map((each) => each.text), root(at).textContent!.includes(en['message-link-waits'])]).to.deep.equal([
      ['On its way'],
      false,
    ]);
  });

  it('is in the text that is taken back', async () => {
    const at = await sending();
    wish(at);
    wish(at, 'bo', terms);
    await calm(at);
    await click(at, '#undo-message');
    await until(() => cursor(at) === `On its way ${offer} ${terms}|`);
    expect((await kept(at)).length).to.equal(0);
  });

  it('stays in a text that is sent and taken back', async () => {
    const at = await bench();
    wish(at);
    await until(() => cursor(at) === `${offer}|`);
    await send(at);
    await click(at, '#undo-message');
    await until(() => !locked(at));
    expect([text(at), said(at)]).to.deep.equal([offer, en['message-undone']]);
  });

  it('is for nobody when the customer changes meanwhile', async () => {
    const at = await sending();
    wish(at);
    await calm(at);
    at.desk.customerId = at.house.ids.kim;
    await until(() => words(at, 'h2') === 'Kim Krog' && box(at));
    await calm(at);
    expect(text(at)).to.equal('');
    at.desk.customerId = at.house.ids.bo;
    await until(() => words(at, 'h2') === 'Birk Dahl' && box(at));
    await time.pass(5000);
    await until(() => before(at).length === 1 && !locked(at));
    await calm(at);
    expect([text(at), root(at).textContent!.includes(en['message-link-waits'])]).to.deep.equal(['', false]);
  });

  it('does not fetch back whoever went on elsewhere', async () => {
    const at = await sending();
    wish(at);
    const note = at.desk.appendChild(document.createElement('input'));
    note.focus();
    await time.pass(5000);
    await until(() => text(at) === offer);
    await calm(at);
    expect([document.activeElement === note, said(at) !== '']).to.deep.equal([true, true]);
  });

  it('keeps the conversation open until it is sent, or not wanted', async () => {
    const at = await sending({ interaction: aConversation() });
    wish(at);
    await calm(at);
    const closing = at.desk.requestClose();
    await calm(at);
    await time.pass(5000);
    expect([await closing, at.heard.at(-1)]).to.deep.equal([false, `refused ${en['message-unsent']}`]);
    await until(() => text(at) === offer);
  });

  it('is not lost with the conversation while nothing can be sent, and is there when that works again', async () => {
    const full: DraftStore = { ...memoryDrafts(), put: () => Promise.reject(new Error('The disk is full')) };
    const plan = { 'messages.send': { failing: 'offline' } } as const;
    const at = await bench({ interaction: aConversation(), options: atOnce, drafts: full, plan });
    await write(at, 'On its way');
    await send(at);
    await until(() => locked(at) && bars(at).includes(en['message-not-sent-yet']));
    wish(at);
    await until(() => root(at).textContent!.includes(en['message-link-waits']));
    const closing = at.desk.requestClose();
    await calm(at);
    await time.pass(5000);
    expect([await closing, at.heard.at(-1)]).to.deep.equal([false, `refused ${en['message-unsent']}`]);
    at.faulty.set({});
    await press(at, en.retry);
    await until(() => text(at) === offer);
  });

  it('and the wish to write to an address waits likewise', async () => {
    const at = await bench({ whom: 'ada' });
    await choose(at, '998 87 701');
    await write(at, 'On its way');
    await send(at);
    await until(() => by(at, '#undo-message'));
    at.composer.dispatchEvent(new MessageRequestedEvent(at.house.ids.ada, 'email', 'email'));
    await calm(at);
    await time.pass(5000);
    await until(() => root(at).activeElement?.id === 'message-subject');
    expect([text(at), options(at, en['message-by']).length]).to.deep.equal(['', 2]);
  });
});
