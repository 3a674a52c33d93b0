// Kills a real page, or cuts its network, while an agent agrees on call-backs, answers those that ring and says what became of them; looks at what is left: 5 times in `npm test`, 200 in `npm run torture`.
import { atMost, kill, oneOf, patience, random, report, rest, seed, stage, times } from './kill.mjs';

const kills = times(5);

/* The network lies between the page and the embedded backend: `offline` lets nothing through, `broken` carries what is done there and no answer back but an error. The clock is moved on when everything is agreed. */
const { address, context, stop } = await stage(
  `
      import './src/define.ts';
      import { draftStoreFor } from './src/wiring/draft-stores.ts';
      import { indexedDb } from './src/adapters/indexeddb/indexeddb.ts';
      import { BackendError } from './src/backend/backend-error.ts';
      import { faults } from './src/testing/faults.ts';
      const campaign = { id: 'winter', name: 'Winter', mode: 'progressive', queue: 'Sales', attempts: 3, reservationMinutes: 20, mark: true, callBackFor: ['me', 'all'], horizonDays: 3000, clashMinutes: 0, status: 'open' };
      const ahead = () => Number(localStorage.getItem('ahead') ?? 0);
      const embedded = indexedDb('kills', {
        role: 'manager',
        campaigns: [campaign],
        settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' },
        now: () => Date.now() + ahead(),
        dial: async (number) => void globalThis.dialled(number),
      });
      const faulty = faults(embedded);
      let broken = false;
      const halfway = (service, ...names) =>
        Object.fromEntries(names.map((name) => [name, async (...given) => {
          const done = await service[name](...given);
          if (broken) throw new BackendError('offline', 'The connection broke before the answer');
          return done;
        }]));
      const desk = document.querySelector('agent-desk');
      const { callbacks } = faulty.backend;
      desk.addEventListener('callback-scheduled', ({ interactionId }) => void globalThis.acknowledged(interactionId));
      desk.backend = { ...faulty.backend, callbacks: { ...callbacks, ...halfway(callbacks, 'schedule', 'answer', 'complete') } };
      desk.availability = { queues: ['Sales'], state: 'free' };
      // A number of its own each, so that the telephone tells which it was.
      globalThis.call = (at) => {
        desk.interaction = {
          id: 'call-' + at, channel: 'call', direction: 'outbound', state: 'active', to: '+4722' + String(100000 + at),
          startedAt: new Date(Date.now() + ahead()).toISOString(), answeredAt: new Date(Date.now() + ahead()).toISOString(),
          attempt: { campaignId: 'winter', number: 1, of: 3 },
        };
      };
      globalThis.pass = (minutes) => {
        localStorage.setItem('ahead', String(ahead() + minutes * 60_000));
        faulty.tell({ kind: 'reset' });
      };
      globalThis.cut = (how) => {
        broken = how === 'broken';
        if (how === 'offline') faulty.set({ '*': { failing: 'offline' } });
      };
      globalThis.mend = () => {
        broken = false;
        faulty.set({});
        faulty.tell({ kind: 'reset' });
        dispatchEvent(new Event('online'));
      };
      const rows = () => draftStoreFor('indexeddb:kills').list('');
      globalThis.look = async () => {
        const all = [];
        for (let at = 1; at <= Number(localStorage.getItem('calls') ?? 0); at += 1) {
          const { callback } = await embedded.callbacks.get('call-' + at);
          if (callback) all.push([at, callback.id, callback.state, callback.comment ?? '']);
        }
        return all;
      };
      globalThis.next = () => {
        const at = Number(localStorage.getItem('calls') ?? 0) + 1;
        localStorage.setItem('calls', String(at));
        return at;
      };
      globalThis.typed = async () => (await rows()).filter(({ key }) => key.startsWith('draft/')).map(({ value }) => value.typed?.comment ?? '');
      // A draft that never came into the outbox is in the form of its conversation: that is quiet too.
      const isQuiet = async () => (await rows()).every(({ key, value: { state = 'sent' } }) => key.startsWith('draft/') || state === 'sent');
      globalThis.quiet = async (patience) => {
        for (const until = performance.now() + patience; performance.now() < until; await new Promise((turn) => setTimeout(turn, 20)))
          if (await isQuiet()) return true;
        return false;
      };
      globalThis.kept = rows;`,
  '<agent-desk drafts="indexeddb:kills"><dialer-callback></dialer-callback><callback-list></callback-list></agent-desk>',
);

const sum = {
  kills: 0,
  cuts: 0,
  agreed: 0,
  acknowledged: 0,
  dialled: 0,
  completed: 0,
  underWay: 0,
  lost: 0,
  doubles: 0,
  undialled: 0,
};
const began = performance.now();
const wrong = [];
const says = (fact, words) => wrong.push(`kill ${sum.kills} (TORTURE_SEED=${seed}): ${fact}: ${words}`);

/** Call → what is known of it, over all lives. */
const known = new Map();
/** Number → how often the telephone was told to call it. */
const dials = new Map();
const numberOf = (at) => `+4722${100000 + at}`;

/** The page as an agent finds it. */
async function open() {
  const page = await context.newPage();
  page.on('console', (message) => says('said in the console', message.text()));
  page.on('pageerror', (error) => says('thrown', error.message));
  await page.exposeFunction('acknowledged', (interactionId) => {
    const of = known.get(Number(interactionId.slice(5)));
    if (of) of.acknowledged += 1;
  });
  await page.exposeFunction('dialled', (number) => void dials.set(number, (dials.get(number) ?? 0) + 1));
  await page.goto(address);
  await page.waitForFunction(
    () => globalThis.look && document.querySelector('callback-list')?.shadowRoot?.querySelector('[role=tab]'),
  );
  return begin(page);
}

/** A new life, in this page, when nothing is on its way any more. */
async function begin(page) {
  if (!(await page.evaluate(`quiet(${patience})`)))
    says(
      'nothing hangs on its way',
      JSON.stringify((await page.evaluate('kept()')).filter(({ value }) => value.state !== 'sent')).slice(0, 600),
    );
  return { page, over: false };
}

const button = (page, name) => page.locator('callback-list').getByRole('button', { name, exact: true });

const isThere = async (control) => (await control.count()) > 0 && control.isEnabled({ timeout: 200 }).catch(() => false);

/** Agrees, lets the time come, answers, and says what became of it, until it is over. */
async function work(life) {
  const { page } = life;
  const step = async (deed) => (life.over ? Promise.reject(new Error('over')) : deed());
  while (!life.over) {
    await step(() => finish(life));
    const at = await step(() => page.evaluate('next()'));
    const of = { comment: `comment-${at}`, pressed: false, acknowledged: 0, completed: false };
    known.set(at, of);
    await step(() => page.evaluate(`call(${at})`));
    const form = page.locator('dialer-callback');
    await step(() => form.locator('#call-back').check());
    await step(() => form.locator('#preset-in-half-an-hour').click());
    await step(() => form.locator('#comment').fill(of.comment));
    of.pressed = true;
    of.at = Date.now();
    sum.agreed += 1;
    await step(() => page.keyboard.press('Control+Enter'));
    life.onDeed?.();
    while (!of.acknowledged) await step(() => rest(5));
    if (random() < 0.3) continue; // several come at once
    await step(() => page.evaluate('pass(31)'));
    await step(() => finish(life));
  }
}

/** Answers what rings, and says of what was dialled that the customer answered. */
async function finish(life) {
  const { page } = life;
  for (let quiet = 0; quiet < 15 && !life.over;) {
    const answer = button(page, 'Answer').first();
    const done = button(page, 'Customer answered').first();
    if (await isThere(done)) {
      life.onDeed?.();
      await done.click({ timeout: 500 }).catch(() => undefined);
      quiet = 0;
    } else if (await isThere(answer)) {
      await rest(520); // nobody has read it before
      life.onDeed?.();
      await answer.click({ timeout: 500 }).catch(() => undefined);
      quiet = 0;
    } else quiet += 1;
    await rest(60);
  }
}

/** What is left, when all is quiet again. */
async function judge(page, life) {
  const rows = await page.evaluate('look()');
  const typed = await page.evaluate('typed()');
  for (const [at, of] of known) {
    const mine = rows.filter(([call]) => call === at);
    if (of.pressed && !of.acknowledged && mine.length) sum.underWay += 1;
    if (of.acknowledged && (mine.length !== 1 || mine[0][3] !== of.comment)) {
      sum.lost += 1;
      says('no acknowledged call-back is lost', `call ${at}: ${JSON.stringify(mine)}`);
    }
    // What was typed in the last moment before a page died was not kept yet.
    const late = life.end && life.at - of.at <= atMost;
    if (of.pressed && !mine.length && !typed.includes(of.comment) && !late && !of.gone)
      says('nothing that was handed over is lost', `call ${at}, by ${life.how}`);
    of.gone = of.pressed && !mine.length && !typed.includes(of.comment);
    if (of.acknowledged > 1) says('each acknowledgement is told once', `call ${at}: ${of.acknowledged} times`);
    const rung = dials.get(numberOf(at)) ?? 0;
    if (rung > 1) {
      sum.doubles += rung - 1;
      says('no customer is called twice', `call ${at}: ${rung} times`);
    }
    const [, id, state] = mine[0] ?? [];
    if (of.id && of.id !== id) says('it stays the same', `call ${at}: ${of.id} became ${id}`);
    of.id = id;
    if (of.state === 'done' && state !== 'done') says('what is done stays done', `call ${at}: ${state}`);
    of.state = state;
  }
  const listed = await page.evaluate('new Set((await look()).map(([, id]) => id)).size').catch(() => rows.length);
  if (listed !== rows.length) says('none is there twice', `${rows.length} of ${listed}`);
}

const ends = ['crash', 'close', 'leave'];
/** How a life ends: what becomes of the network, and then of the page (nothing: it goes on). */
const ways = [
  ...ends.map((end) => ({ end })),
  ...['offline', 'broken'].flatMap((cut) => [{ cut }, { cut, end: 'crash' }, { cut, end: oneOf(ends) }]),
];

try {
  let life = await open();
  for (; sum.kills < kills; sum.kills += 1) {
    const { cut, end } = oneOf(ways);
    const before = life;
    life.end = end;
    life.how = [cut, end].filter(Boolean).join(' and ');
    // Half of them in the midst of a deed.
    const deed = new Promise(
      (done) => (life.onDeed = sum.kills % 2 === 0 ? () => void (random() < 0.3 && setTimeout(done, random() * 60)) : undefined),
    );
    life.working = work(life).catch((error) => void (life.over || says('worked', error.message.split('\n')[0])));
    await Promise.race([rest(500 + random() * 5000), deed]);
    if (cut) {
      sum.cuts += 1;
      await life.page.evaluate(`cut('${cut}')`);
      await rest(100 + random() * 900);
    }
    if (end) {
      await kill(context, life, end);
      life = await open();
    } else {
      life.over = true;
      await life.page.evaluate('mend()');
      await life.working;
      life = await begin(life.page);
    }
    await judge(life.page, before);
  }
  for (const [at, of] of known) {
    sum.acknowledged += of.acknowledged;
    if (of.state === 'dialled' || of.state === 'done') sum[dials.has(numberOf(at)) ? 'dialled' : 'undialled'] += 1;
    if (of.state === 'done') sum.completed += 1;
  }
} finally {
  await stop();
}
report('kills-callbacks', wrong, sum, began);
