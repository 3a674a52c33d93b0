// Kills a real page, or cuts its network, while an agent writes and hands over one text after the other (notes, messages); looks at what is left: 5 times in `npm test`, 200 in `npm run torture`.
import { atMost, cutLives, oneOf, patience, random, report, rest, seed, stage, times } from './kill.mjs';

const pace = 15;

/**
 * `tag` and `box`: where is written; `event`: what acknowledges; `service.method`: what keeps a text, behind which the network breaks; `options`: of the embedded backend, `list`: a page of what it keeps (JavaScript, in the page). With
 * `mayPark` a text may also be left on screen as not sent, for the agent to decide on.
 */
export async function killTexts({ name, tag, box, event, service, method, options, list, mayPark = false }) {
  const kills = times(5);
  const selector = box;

  /* The network lies between the page and the embedded backend: `offline` lets nothing through, `broken` carries a note there and no answer back but an error, `silent` not even that. */
  const { address, context, stop } = await stage(
    `
      import './src/define.ts';
      import { draftStoreFor } from './src/wiring/draft-stores.ts';
      import { indexedDb } from './src/adapters/indexeddb/indexeddb.ts';
      import { BackendError } from './src/backend/backend-error.ts';
      import { faults } from './src/testing/faults.ts';
      const embedded = indexedDb('kills', ${options});
      const faulty = faults(embedded);
      let broken = false;
      const { ${service}: right } = faulty.backend;
      const keep = async (...given) => {
        const done = await right.${method}(...given);
        if (broken) throw new BackendError('offline', 'The connection broke before the answer');
        return done;
      };
      const desk = document.querySelector('agent-desk');
      const element = document.querySelector('${tag}');
      element.addEventListener('${event}', () => void globalThis.acknowledged());
      desk.backend = { ...faulty.backend, ${service}: { ...right, ${method}: keep } };
      desk.interaction = { id: 'call-1', channel: 'call', direction: 'inbound', state: 'active', from: '+4799887701', startedAt: '2026-03-02T12:00:00Z' };
      const known = (await embedded.customers.list()).items[0];
      const { id: customerId } = known ?? (await embedded.customers.add({ type: 'person', fields: { familyName: 'Sample', mobile: '+4799887701' } }));
      desk.customerId = customerId;
      globalThis.cut = (how) => {
        broken = how === 'broken';
        if (how === 'offline') faulty.set({ '*': { failing: 'offline' } });
        if (how === 'silent') faulty.set({ '${service}.${method}': { never: true } });
      };
      globalThis.mend = (told) => {
        broken = false;
        faulty.set({});
        faulty.tell({ kind: 'reset' }); // as after every reconnection
        if (told) dispatchEvent(new Event('online'));
      };
      globalThis.kept = async () => (await draftStoreFor('indexeddb:kills').list('')).map(({ key, value }) => [key, value]);
      const box = () => element.shadowRoot?.querySelector('${selector}');
      globalThis.ready = () => Boolean(box());
      globalThis.look = async () => {
        const texts = [];
        let cursor;
        do {
          const page = await ${list};
          texts.push(...page.items.map(({ text }) => text));
          cursor = page.next;
        } while (cursor);
        const left = (await kept()).filter(([, { state }]) => state === 'needs-attention' || state === 'conflict');
        return { texts, writing: box()?.value ?? '', parked: left.map(([, { payload }]) => payload.payload.text) };
      };
      // Everything that was handed over has come to an end, and what is kept is on screen.
      const isQuiet = async () => {
        const rows = await kept();
        const draft = rows.find(([key]) => key.startsWith('draft/'))?.[1];
        const ended = ['sent', ${mayPark} && 'needs-attention'];
        const idle = rows.every(([, { intent, state = 'sent' }]) => !intent && ended.includes(state));
        return idle && !box()?.matches(':disabled') && !box()?.readOnly && (draft?.typed?.text ?? '') === box()?.value;
      };
      globalThis.quiet = async (patience) => {
        for (const until = performance.now() + patience; performance.now() < until; await new Promise((turn) => setTimeout(turn, 20)))
          if (await isQuiet()) return true;
        return false;
      };`,
    `<agent-desk drafts="indexeddb:kills"><${tag}></${tag}></agent-desk>`,
  );

  const sum = {
    kills: 0,
    cuts: 0,
    keys: 0,
    lostKeys: 0,
    lostMs: 0,
    texts: 0,
    acknowledged: 0,
    lostTexts: 0,
    doubles: 0,
    underWay: 0,
    backInTheForm: 0,
    leftToDecide: 0,
  };
  const began = performance.now();
  const wrong = [];
  const says = (fact, words) => wrong.push(`kill ${sum.kills} (TORTURE_SEED=${seed}): ${fact}: ${words}`);
  let texts = 0;

  /** The page as an agent finds it. */
  async function open() {
    const page = await context.newPage();
    const seat = { page };
    page.on('console', (message) => says('said in the console', message.text()));
    page.on('pageerror', (error) => says('thrown', error.message));
    await page.exposeFunction('acknowledged', () => void (seat.life && (seat.life.acknowledged += 1)));
    await page.goto(address);
    await page.waitForFunction(() => globalThis.ready?.());
    return begin(seat);
  }

  /** A new life, in this page, when nothing is on its way any more. */
  async function begin(seat) {
    const { page } = seat;
    if (!(await page.evaluate(`quiet(${mayPark ? 2 * patience : patience})`)))
      says('nothing hangs on its way', JSON.stringify([await page.evaluate('look()'), await page.evaluate('kept()')]));
    await rest(50); // what is told meanwhile belongs to what was before
    const start = await page.evaluate('look()');
    const life = { page, seat, start, acknowledged: 0, saved: [], history: [{ at: 0, writing: start.writing }], over: false };
    seat.life = life;
    return life;
  }

  /** Writes and saves until it is over; whoever saves writes on at once. */
  async function work(life) {
    const { page } = life;
    const field = page.locator(tag).locator(selector);
    /** What is on screen after the deed; it is known before, since the page may die in between. */
    const step = async (writing, deed) => {
      const state = { writing, at: Date.now() };
      life.history.push(state);
      await deed();
      state.at = Date.now();
    };
    while (!life.over) {
      await field.focus();
      await page.keyboard.press('Control+a');
      let writing = '';
      const whole = `${(texts += 1)}x${Array.from({ length: 4 + Math.floor(random() * 15) }, () => oneOf('abcdefghijklmnopqrstuvwxyz')).join('')}`;
      for (const letter of whole) {
        if (life.over) return;
        const next = rest(pace);
        await step((writing += letter), () => page.keyboard.press(letter));
        await next;
      }
      if (random() < 0.35) await rest(random() * 700);
      else await save(life, whole, field);
    }
  }

  async function save(life, whole, field) {
    const state = { writing: '', at: Date.now() };
    const note = { text: whole, taken: false };
    life.saved.push(note);
    life.history.push(state);
    if (life.onPressed) setTimeout(life.onPressed, random() * 60);
    await life.page.keyboard.press('Control+Enter');
    state.at = Date.now();
    while (!life.over && (await field.inputValue()) === whole) await rest(5);
    note.taken = !life.over; // the box is empty: what stood in it must not be lost any more
    state.at = Date.now();
  }

  /** What is left of a life, by what stands when all is quiet again. */
  function judge(life, next, survived) {
    const { start } = next;
    const { history, saved } = life;
    sum.texts += saved.length;
    sum.acknowledged += life.acknowledged;
    const times = (text) => start.texts.filter((each) => each === text).length;
    const there = saved.filter(({ text }) => times(text) > 0).length;
    for (const { text, taken } of saved) {
      if (times(text) > 1) {
        sum.doubles += 1;
        says('nothing is done twice', `${text} stands ${times(text)} times, by ${life.how}`);
      }
      if (times(text) > 0) continue;
      if (start.writing === text) sum.backInTheForm += 1;
      else if (mayPark && start.parked.includes(text)) sum.leftToDecide += 1;
      else if (taken) {
        sum.lostTexts += 1;
        says('nothing is lost', `${text}, by ${life.how}`);
      }
    }
    if (there < life.acknowledged) says('what was acknowledged stands', `${there} of ${life.acknowledged}, by ${life.how}`);
    sum.underWay += Math.max(0, there - life.acknowledged);
    if (survived && life.acknowledged !== saved.length)
      says('each acknowledgement is told once', `${life.acknowledged} of ${saved.length}, by ${life.how}`);
    for (const text of life.start.texts) if (times(text) !== 1) says('what stood there stands', `${text}, by ${life.how}`);
    sum.keys += history.length - 1;
    if (saved.some(({ text }) => text === start.writing)) return undefined; // taken back into the form
    const at = history.findLastIndex(({ writing }) => writing === start.writing);
    if (at < 0) return says('what stands there was written', `${start.writing} after ${history.at(-1).writing}, by ${life.how}`);
    const lost = history.length - 1 - at;
    if (!lost) return undefined;
    const gone = life.at - history[at + 1].at;
    sum.lostKeys += lost;
    sum.lostMs = Math.max(sum.lostMs, gone);
    if (survived || gone > atMost) says(`at most ${atMost} ms are lost`, `${lost} keys, ${gone} ms, by ${life.how}`);
    return undefined;
  }

  await cutLives({ context, stop, kills, sum, says, open, begin, work, judge });
  report(name, wrong, sum, began);
}
