// Kills a real page, or cuts its network, while an agent chooses topics, writes a comment and registers; looks at what is left: 5 times in `npm test`, 200 in `npm run torture`.
import { atMost, cutLives, oneOf, patience, random, report, rest, seed, stage, times } from './kill.mjs';

const kills = times(5);
const pace = 15;
const [moods, products] = [5, 7];
const ids = (prefix, count) => Array.from({ length: count }, (_, at) => `${prefix}-${at + 1}`);

/* The network lies between the page and the embedded backend: `offline` lets nothing through, `broken` carries a registration there and no answer back but an error, `silent` not even that. */
const { address, context, stop } = await stage(
  `
      import './src/define.ts';
      import { draftStoreFor } from './src/wiring/draft-stores.ts';
      import { indexedDb } from './src/adapters/indexeddb/indexeddb.ts';
      import { BackendError } from './src/backend/backend-error.ts';
      import { faults } from './src/testing/faults.ts';
      const topics = (ids) => ids.map((id) => ({ id, label: 'Topic ' + id }));
      const catalogue = {
        revision: 1,
        categories: [
          { id: 'mood', label: 'Mood', choice: 'one', topics: topics(${JSON.stringify(ids('m', moods))}) },
          { id: 'product', label: 'Product', choice: 'many', topics: topics(${JSON.stringify(ids('p', products))}) },
        ],
      };
      const embedded = indexedDb('kills', { catalogue, settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' } });
      const faulty = faults(embedded);
      let broken = false;
      const { enquiries } = faulty.backend;
      const register = async (...given) => {
        const done = await enquiries.register(...given);
        if (broken) throw new BackendError('offline', 'The connection broke before the answer');
        return done;
      };
      const desk = document.querySelector('agent-desk');
      const form = document.querySelector('enquiry-registration');
      form.addEventListener('enquiry-registered', () => void globalThis.acknowledged());
      desk.backend = { ...faulty.backend, enquiries: { ...enquiries, register } };
      desk.interaction = { id: 'call-1', channel: 'call', direction: 'inbound', state: 'active', from: '+4799887701', startedAt: '2026-03-02T12:00:00Z' };
      globalThis.cut = (how) => {
        broken = how === 'broken';
        if (how === 'offline') faulty.set({ '*': { failing: 'offline' } });
        if (how === 'silent') faulty.set({ 'enquiries.register': { never: true } });
      };
      globalThis.mend = (told) => {
        broken = false;
        faulty.set({});
        faulty.tell({ kind: 'reset' }); // as after every reconnection
        if (told) dispatchEvent(new Event('online'));
      };
      globalThis.kept = async () => (await draftStoreFor('indexeddb:kills').list('')).map(({ key, value }) => [key, value]);
      const shown = () => {
        const root = form.shadowRoot;
        return {
          topics: [...root.querySelectorAll('[data-topic]:checked')].map(({ dataset }) => dataset.topic).sort(),
          comment: root.querySelector('#comment')?.value ?? '',
        };
      };
      const same = (one, { topicIds = [], comment = '' }) => JSON.stringify(one) === JSON.stringify({ topics: [...topicIds].sort(), comment });
      globalThis.look = async () => {
        const { enquiry } = await embedded.enquiries.get('call-1');
        const busy = form.shadowRoot.querySelector('#register')?.getAttribute('aria-busy') !== 'false';
        return { enquiry, busy, ...shown() };
      };
      // Everything that was handed over has come to an end, and what is kept is on screen.
      const isQuiet = async () => {
        const rows = await kept();
        const draft = rows.find(([key]) => key.startsWith('draft/'))?.[1];
        const { enquiry, busy } = await look();
        const idle = rows.every(([, { intent, state = 'sent' }]) => !intent && state === 'sent');
        return !busy && idle && same(shown(), draft?.typed ?? enquiry ?? {});
      };
      globalThis.quiet = async (patience) => {
        for (const until = performance.now() + patience; performance.now() < until; await new Promise((turn) => setTimeout(turn, 20)))
          if (await isQuiet()) return true;
        return false;
      };`,
  '<agent-desk drafts="indexeddb:kills"><enquiry-registration></enquiry-registration></agent-desk>',
);

const sum = {
  kills: 0,
  cuts: 0,
  steps: 0,
  lostSteps: 0,
  lostMs: 0,
  registrations: 0,
  acknowledged: 0,
  lostRegistrations: 0,
  doubles: 0,
  underWay: 0,
  takenBack: 0,
  doneLater: 0,
};
const began = performance.now();
const wrong = [];
const says = (fact, words) => wrong.push(`kill ${sum.kills} (TORTURE_SEED=${seed}): ${fact}: ${words}`);
let texts = 0;

const text = ({ topics, comment }) => JSON.stringify([topics, comment]);
const registeredAs = (enquiry) => enquiry && text({ topics: [...enquiry.topicIds].sort(), comment: enquiry.comment ?? '' });
const revisionOf = ({ enquiry }) => enquiry?.revision ?? 0;

/** The page as an agent finds it. */
async function open() {
  const page = await context.newPage();
  const seat = { page };
  page.on('console', (message) => says('said in the console', message.text()));
  page.on('pageerror', (error) => says('thrown', error.message));
  await page.exposeFunction('acknowledged', () => void (seat.life && (seat.life.acknowledged += 1)));
  await page.goto(address);
  await page.waitForFunction(
    () => globalThis.look && document.querySelector('enquiry-registration')?.shadowRoot?.querySelector('[data-topic]'),
  );
  const found = await page.evaluate('look()'); // before what was queued has gone
  return Object.assign(await begin(seat), { found });
}

/** A new life, in this page, when nothing is on its way any more. */
async function begin(seat) {
  const { page } = seat;
  if (!(await page.evaluate(`quiet(${patience})`)))
    says('nothing hangs in Registering…', JSON.stringify([await page.evaluate('look()'), await page.evaluate('kept()')]));
  await rest(50); // what is told meanwhile belongs to what was before
  const start = await page.evaluate('look()');
  const { topics, comment } = start;
  const life = { page, seat, start, acknowledged: 0, pressed: 0, maybe: [], history: [{ at: 0, topics, comment }], over: false };
  seat.life = life;
  return life;
}

/** Chooses, writes and registers until it is over. */
async function work(life) {
  const { page } = life;
  const form = page.locator('enquiry-registration');
  /** What is on screen after the deed; it is known before, since the page may die in between. */
  const step = async (change, deed) => {
    const state = { ...life.history.at(-1), at: Date.now(), ...change };
    life.history.push(state);
    await deed();
    state.at = Date.now();
  };
  while (!life.over) {
    const { topics } = life.history.at(-1);
    const mood = oneOf(ids('m', moods).filter((id) => !topics.includes(id)));
    const picks = [mood, ...ids('p', products).filter(() => random() < 0.2)];
    for (const id of picks) {
      if (life.over) return;
      const now = life.history.at(-1).topics.filter((other) => other !== id && !(id === mood && other.startsWith('m')));
      const next = life.history.at(-1).topics.includes(id) ? now : [...now, id];
      await step({ topics: next.sort() }, () => form.locator(`[data-topic=${id}]`).click());
    }
    await form.locator('#comment').focus();
    await page.keyboard.press('Control+a');
    let comment = '';
    const whole = `${(texts += 1)}x${Array.from({ length: 4 + Math.floor(random() * 15) }, () => oneOf('abcdefghijklmnopqrstuvwxyz')).join('')}`;
    for (const letter of whole) {
      if (life.over) return;
      const next = rest(pace);
      await step({ comment: (comment += letter) }, () => page.keyboard.press(letter));
      await next;
    }
    if (random() < 0.35) await rest(random() * 700);
    else await register(life, form);
  }
}

/** Until it is acknowledged; what waits for the network may be taken back into the form. */
async function register(life, form) {
  const before = life.acknowledged;
  const patient = random() < 0.6;
  life.pending = { handed: Date.now(), state: text(life.history.at(-1)), before };
  life.pressed += 1;
  await life.page.keyboard.press('Control+Enter');
  if (life.onPressed) setTimeout(life.onPressed, random() * 60);
  while (life.acknowledged === before) {
    if (life.over) return;
    const again = form.getByRole('button', { name: 'Edit again' });
    if (!patient && (await again.isEnabled({ timeout: 1 }).catch(() => false))) {
      await again.click({ timeout: 200 }).catch(() => undefined);
      await rest(50);
      const busy = await form.locator('#register').getAttribute('aria-busy');
      if (busy === 'false' && life.acknowledged === before) {
        life.maybe.push(life.pending.state);
        life.pending = undefined;
        return;
      }
    }
    await rest(5);
  }
  life.kept = life.pending.state;
  life.pending = undefined;
}

/** What is left of a life, by what stands when all is quiet again. */
function judge(life, next, survived) {
  const { start, found } = next;
  const { pending, maybe, history } = life;
  const [before, after] = [revisionOf(life.start), revisionOf(start)];
  const standing = pending !== undefined && registeredAs(start.enquiry) === pending.state;
  if (pending) sum.underWay += 1;
  if (found && revisionOf(found) < after) sum.doneLater += 1;
  const done = after - before;
  const least = life.acknowledged + (standing && life.acknowledged === pending.before ? 1 : 0);
  sum.registrations += life.pressed;
  sum.acknowledged += life.acknowledged;
  sum.takenBack += maybe.length;
  // What was taken back was under way: it may have been done, but never twice.
  if (done > least + maybe.length) {
    sum.doubles += done - least - maybe.length;
    says('nothing is done twice', `${done} effects of ${least} registrations and ${maybe.length} taken back, by ${life.how}`);
  }
  if (done < least) {
    sum.lostRegistrations += least - done;
    says('no acknowledged registration is lost', `${done} effects of ${least}, by ${life.how}`);
  }
  const stands = [life.kept, pending?.state, ...maybe];
  if ((life.kept || standing) && !stands.includes(registeredAs(start.enquiry)))
    says('what was acknowledged stands', `${registeredAs(start.enquiry)} instead of ${life.kept}, by ${life.how}`);
  if (survived && life.acknowledged !== life.pressed - maybe.length)
    says('each acknowledgement is told once', `${life.acknowledged} of ${life.pressed - maybe.length}, by ${life.how}`);
  sum.steps += history.length - 1;
  const at = history.findLastIndex((state) => text(state) === text(start));
  if (at < 0) return says('what stands there was chosen', `${text(start)} after ${text(history.at(-1))}, by ${life.how}`);
  const lost = history.length - 1 - at;
  if (!lost) return undefined;
  const gone = life.at - history[at + 1].at;
  sum.lostSteps += lost;
  sum.lostMs = Math.max(sum.lostMs, gone);
  if (survived || gone > atMost) says(`at most ${atMost} ms are lost`, `${lost} steps, ${gone} ms, by ${life.how}`);
  return undefined;
}

await cutLives({ context, stop, kills, sum, says, open, begin, work, judge });
report('kills-enquiries', wrong, sum, began);
