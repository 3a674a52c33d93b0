// Kills a real page, or cuts its network, while a web site tells what its visitors do and an agent says, and takes back, by what the customer is known there; looks at what is left: 5 times in `npm test`, 200 in `npm run torture`.
import { atMost, cutLives, oneOf, patience, random, report, rest, seed, stage, times } from './kill.mjs';

const kills = times(5);
/** The page's clock goes so much faster: ten seconds to undo are long for a life. */
const faster = 6;
/** Milliseconds in which a removal can be undone, less what a click and a death may take. */
const undoable = 10_000 / faster - 700;

/* The network lies between the page and the embedded backend: `offline` lets nothing through, `broken` carries what is done there and no answer back but an error, `silent` nothing at all. */
const { address, context, stop } = await stage(
  `
      import './src/define.ts';
      import { draftStoreFor } from './src/wiring/draft-stores.ts';
      import { pageClock } from './src/wiring/clock.ts';
      import { indexedDb } from './src/adapters/indexeddb/indexeddb.ts';
      import { BackendError } from './src/backend/backend-error.ts';
      import { faults } from './src/testing/faults.ts';
      const began = Number((localStorage.began ??= Date.now()));
      const { set } = pageClock;
      pageClock.now = () => began + (Date.now() - began) * ${faster};
      pageClock.set = (run, milliseconds) => set(run, milliseconds / ${faster});
      const embedded = indexedDb('kills', { settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' } });
      const faulty = faults(embedded);
      let broken = false;
      const halfway = (service, ...names) =>
        Object.fromEntries(names.map((name) => [name, async (...given) => {
          const done = await service[name](...given);
          if (broken) throw new BackendError('offline', 'The connection broke before the answer');
          return done;
        }]));
      const { journeys } = faulty.backend;
      const reached = { ...journeys, ...halfway(journeys, 'record', 'addAlias', 'removeAlias') };
      const desk = document.querySelector('agent-desk');
      const element = document.querySelector('customer-journey');
      const root = () => element.shadowRoot;
      const known = (await embedded.customers.list()).items[0];
      const { id: customerId } = known ?? (await embedded.customers.add({ type: 'person', fields: { familyName: 'Sample' } }));
      if (!known) for (const value of ['laptop', 'phone']) await embedded.journeys.addAlias({ customerId, kind: 'visitor', value });
      desk.backend = { ...faulty.backend, journeys: reached };
      desk.customerId = customerId;
      globalThis.cut = (how) => {
        broken = how === 'broken';
        if (how === 'offline') faulty.set({ '*': { failing: 'offline' } });
        if (how === 'silent') faulty.set({ 'journeys.addAlias': { never: true }, 'journeys.removeAlias': { never: true }, 'journeys.record': { never: true } });
      };
      globalThis.mend = (told) => {
        broken = false;
        faulty.set({});
        faulty.tell({ kind: 'reset' }); // as after every reconnection
        if (told) dispatchEvent(new Event('online'));
      };
      // The web site: what it has no answer to is told again.
      globalThis.tell = async (events) => {
        const receipt = await reached.record(events);
        return receipt.refused.length;
      };
      const all = async (read) => {
        const found = [];
        let cursor;
        do {
          const page = await read({ limit: 200, ...(cursor && { cursor }) });
          found.push(...page.items);
          cursor = page.next;
        } while (cursor);
        return found;
      };
      globalThis.look = async () => ({
        aliases: (await embedded.journeys.aliases(customerId)).map(({ value }) => value),
        typed: root().querySelector('#alias-value')?.value ?? '',
        events: (await all((page) => embedded.journeys.events({ customerId }, page))).map(({ id }) => id),
        sessions: (await all((page) => embedded.journeys.sessions({ customerId }, page))).map(({ visitorId, visits }) => [visitorId, visits.length]),
      });
      globalThis.kept = async () => (await draftStoreFor('indexeddb:kills').list('')).map(({ key, value }) => [key, value]);
      globalThis.ready = () => Boolean(root()?.querySelector('#alias-value'));
      // Everything that was handed over has come to an end, and what is kept is on screen.
      const isQuiet = async () => {
        const rows = await kept();
        const draft = rows.find(([key]) => key.startsWith('draft/'))?.[1];
        const idle = rows.every(([, { intent, state = 'sent' }]) => !intent && state === 'sent');
        const value = root()?.querySelector('#alias-value');
        return idle && value && !value.readOnly && (draft?.typed?.value ?? '') === value.value;
      };
      globalThis.quiet = async (patience) => {
        for (const until = performance.now() + patience; performance.now() < until; await new Promise((turn) => setTimeout(turn, 20)))
          if (await isQuiet()) return true;
        return false;
      };
      const open = () => {
        const summary = root()?.querySelector('details.aliases:not([open]) summary');
        if (!summary) return ready() || void setTimeout(open, 20);
        summary.click();
        setTimeout(open, 20);
      };
      open();`,
  '<agent-desk drafts="indexeddb:kills"><customer-journey></customer-journey></agent-desk>',
);

const sum = {
  kills: 0,
  cuts: 0,
  events: 0,
  recorded: 0,
  lostEvents: 0,
  doubleEvents: 0,
  told: 0,
  added: 0,
  addedUnderWay: 0,
  backInTheForm: 0,
  lostAdds: 0,
  removals: 0,
  removed: 0,
  undone: 0,
  diedUndoable: 0,
};
const began = performance.now();
const wrong = [];
const says = (fact, words) => wrong.push(`kill ${sum.kills} (TORTURE_SEED=${seed}): ${fact}: ${words}`);

/** Login → what was done about it, over all lives. */
const logins = new Map();
/** Events by id, over all lives; `recorded`: so the site was answered. */
const events = new Map();
/** Told without an answer: told again, as it was. */
let unanswered = [];
const minute = 60_000;
let at = Date.now() - 85 * 24 * 60 * minute;

/** Something that a visitor does: a page, some minutes after the last one or, one time in eight, after a pause that makes another visit of it. */
function happened() {
  at += random() < 0.125 ? 45 * minute : 1 + Math.floor(random() * 4 * minute);
  const id = `event-${events.size + 1}`;
  const visitorId = oneOf(['laptop', 'phone']);
  const event = {
    id,
    visitorId,
    type: 'page',
    at: new Date(at).toISOString(),
    url: `https://shop.example/${events.size % 7}`,
    tabId: 'tab',
  };
  events.set(id, { event, recorded: false });
  return event;
}

/** The web site tells what happens, in no order, and what it had no answer to once more. */
async function tell(life) {
  while (!life.over) {
    const batch = [...unanswered, ...Array.from({ length: 1 + Math.floor(random() * 4) }, happened)];
    unanswered = batch;
    sum.told += batch.length;
    const telling = life.page.evaluate(
      (told) => globalThis.tell(told).catch(() => -1),
      batch.toSorted(() => random() - 0.5),
    );
    // No site waits for ever: what is silent is told again.
    const refused = await Promise.race([telling, rest(400).then(() => -1)]).catch(() => -1);
    if (refused > 0) says('nothing is refused', `${refused} of ${batch.length}`);
    if (refused === 0) {
      for (const { id } of batch) events.get(id).recorded = true;
      unanswered = [];
    }
    telling.catch(() => undefined);
    await rest(30 + random() * 100);
  }
}

/** The page as an agent finds it. */
async function open() {
  const page = await context.newPage();
  page.on('console', (message) => says('said in the console', message.text()));
  page.on('pageerror', (error) => says('thrown', error.message));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.ready?.());
  return begin({ page });
}

/** A new life, in this page, when nothing is on its way any more. */
async function begin(seat) {
  const { page } = seat;
  if (!(await page.evaluate(`quiet(${2 * patience})`)))
    says('nothing hangs on its way', JSON.stringify(await page.evaluate('kept()')).slice(0, 800));
  return { page, seat, start: await page.evaluate('look()'), over: false };
}

async function work(life) {
  const telling = tell(life).catch((error) => void (life.over || says('told', error.message.split('\n')[0])));
  try {
    while (!life.over) await (random() < 0.6 ? add(life) : remove(life));
  } finally {
    await telling;
  }
}

const pressed = (life) => void (life.onPressed && setTimeout(life.onPressed, random() * 60));

async function add(life) {
  const value = `login-${logins.size + 1}`;
  const of = { value, life, is: false };
  logins.set(value, of);
  const field = life.page.locator('#alias-value');
  await field.fill(value);
  if (life.over) return;
  of.addedAt = Date.now();
  pressed(life);
  await field.press('Enter');
  while (!life.over && (await field.inputValue()) === value) await rest(5);
  of.acknowledged = !life.over;
  await rest(random() * 200);
}

async function remove(life) {
  const { page } = life;
  const there = [...logins.values()].filter(({ is, acknowledged, removal }) => (is || acknowledged) && !removal);
  if (!there.length) return void (await rest(20));
  const of = oneOf(there);
  const row = page.locator('.alias').filter({ has: page.getByText(of.value, { exact: true }) });
  const deed = (name) => row.getByRole('button', { name, exact: true });
  await deed(`Remove ${of.value}`).click();
  if (life.over) return;
  of.removal = { life, at: Date.now() };
  sum.removals += 1;
  await deed('Remove').click();
  pressed(life);
  if (random() < 0.3) {
    await rest(random() * 600);
    if (life.over) return;
    of.removal.undoing = true;
    await deed('Undo')
      .click({ timeout: 500 })
      .catch(() => undefined);
    await deed(`Remove ${of.value}`)
      .waitFor({ timeout: 500 })
      .catch(() => undefined);
    of.removal.undone = !life.over && (await deed(`Remove ${of.value}`).count()) > 0;
  } else if (random() < 0.7) {
    while (!life.over && (await row.count())) await rest(10);
    of.removal.acknowledged = !life.over;
  }
}

/** What is left of a life, by what stands when all is quiet again. */
function judge(life, { start }, survived) {
  const times = (list, value) => list.filter((each) => each === value).length;
  for (const of of logins.values()) {
    const count = times(start.aliases, of.value);
    const is = count > 0;
    if (count > 1) says('nothing is done twice', `${of.value} stands ${count} times, by ${life.how}`);
    const must = shouldStand(of, life, survived, start);
    if (must !== undefined && must !== is)
      says(must ? 'what stood there stands' : 'what is gone stays gone', `${of.value}, by ${life.how}: ${told(of, life)}`);
    if (of.life === life && is) sum[of.acknowledged ? 'added' : 'addedUnderWay'] += 1;
    if (of.removal?.life === life && !is) sum.removed += 1;
    of.is = is;
    if (is && of.removal) of.removal = undefined;
  }
  judgeEvents(life, start);
}

const told = ({ acknowledged, addedAt, removal }, life) =>
  JSON.stringify({
    ...(addedAt && { acknowledged, added: life.at - addedAt }),
    ...(removal && { removed: life.at - removal.at, undone: removal.undone, gone: removal.acknowledged }),
  });

/** Whether a login must be there; undefined: nobody can know. */
function shouldStand(of, life, survived, start) {
  const { removal } = of;
  if (removal?.life === life) {
    if (removal.undone) {
      sum.undone += 1;
      return true;
    }
    if (removal.acknowledged) return false;
    if (survived) return removal.undoing ? undefined : false;
    if (life.at - removal.at < undoable) {
      sum.diedUndoable += 1;
      return true;
    }
    return undefined;
  }
  if (of.life !== life) return of.is;
  if (of.acknowledged || (survived && of.addedAt)) return true;
  if (start.aliases.includes(of.value)) return undefined;
  if (start.typed === of.value) sum.backInTheForm += 1;
  else if (of.addedAt && life.at - of.addedAt > atMost) {
    sum.lostAdds += 1;
    says('nothing that was handed over is lost', `${of.value}, by ${life.how}: ${told(of, life)}`);
  }
  return undefined;
}

/** Each event that was answered is there once, none is twice, and the visits are those that a count of its own finds. */
function judgeEvents(life, start) {
  const found = new Set(start.events);
  sum.doubleEvents += start.events.length - found.size;
  if (found.size !== start.events.length) says('no event is there twice', `${start.events.length - found.size}, by ${life.how}`);
  const lost = [...events].filter(([id, { recorded }]) => recorded && !found.has(id)).map(([id]) => id);
  sum.lostEvents += lost.length;
  if (lost.length) says('no recorded event is lost', `${lost.slice(0, 5).join()}, by ${life.how}`);
  const strange = [...found].filter((id) => !events.has(id));
  if (strange.length) says('only what happened is there', strange.slice(0, 5).join());
  const visits = { laptop: [], phone: [] };
  const last = {};
  for (const { event } of [...events.values()].filter(({ event: { id } }) => found.has(id))) {
    const { visitorId } = event;
    const now = Date.parse(event.at);
    if (now - (last[visitorId] ?? 0) >= 20 * minute) visits[visitorId].unshift(0);
    last[visitorId] = now;
    visits[visitorId][0] += 1;
  }
  for (const [visitorId, counted] of Object.entries(visits)) {
    const read = start.sessions.filter(([whose]) => whose === visitorId).map(([, pages]) => pages);
    if (read.join() !== counted.join())
      says('visits are those that were counted', `${visitorId}: ${read.slice(0, 20)} for ${counted.slice(0, 20)}`);
  }
  sum.events = events.size;
  sum.recorded = start.events.length;
}

await cutLives({ context, stop, kills, sum, says, open, begin, work, judge });
if (!sum.recorded || !(sum.added + sum.addedUnderWay)) says('something was done', JSON.stringify(sum));
report('kills-journey', wrong, sum, began);
