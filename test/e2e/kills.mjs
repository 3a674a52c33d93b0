// Kills a real page while an agent types and saves, opens it again, and looks at what is left: 5 times in `npm test`, 200 in `npm run torture`.
import { atMost, kill, oneOf, patience, random, report, rest, seed, stage, times } from './kill.mjs';

const kills = times(5);
/** Milliseconds in which what was just left, or handed over, is on its way to the disk: less than what is only typed may wait. */
const onTheWay = 250;
const pace = 15;

const { address, context, stop } = await stage(
  `
      import './src/define.ts';
      import { draftStoreFor } from './src/wiring/draft-stores.ts';
      import { indexedDb } from './src/adapters/indexeddb/indexeddb.ts';
      const backend = indexedDb('kills', { settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo' } });
      const all = async () => (await backend.customers.list()).items;
      if (!(await all()).length) await backend.customers.add({ type: 'person', fields: { givenName: 'Ada', mobile: '+4799887701' } });
      const desk = document.querySelector('agent-desk');
      const card = document.querySelector('customer-card');
      card.addEventListener('customer-saved', () => void globalThis.acknowledged());
      desk.interaction = { id: 'call-1', channel: 'call', direction: 'inbound', state: 'active', from: '+4799887701', startedAt: '2026-03-02T12:00:00Z' };
      globalThis.kept = async () => (await draftStoreFor('indexeddb:kills').list('')).map(({ key, value }) => [key, value]);
      globalThis.look = async () => {
        const customers = await all();
        const inputs = [...card.shadowRoot.querySelectorAll('[data-field]')];
        return {
          customers: customers.length,
          revision: customers[0].revision,
          fields: customers[0].fields,
          saving: card.shadowRoot.querySelector('.form fieldset')?.disabled ?? false,
          typed: inputs.length ? Object.fromEntries(inputs.map((input) => [input.dataset.field, input.value])) : undefined,
        };
      };
      // Everything that was handed over has come to an end, and what is kept is on screen.
      const isQuiet = async () => {
        const rows = (await kept()).map(([, value]) => value);
        const { saving, typed } = await look();
        const drafts = rows.filter(({ state }) => !state);
        return !saving && rows.every(({ intent, state = 'sent' }) => !intent && state === 'sent') && (!drafts.length || Boolean(typed));
      };
      globalThis.quiet = async (patience) => {
        for (const until = performance.now() + patience; performance.now() < until; await new Promise((turn) => setTimeout(turn, 20)))
          if (await isQuiet()) return true;
        return false;
      };`,
  '<agent-desk backend="indexeddb:kills" drafts="indexeddb:kills"><customer-card></customer-card></agent-desk>',
);

const sum = {
  kills: 0,
  keys: 0,
  lostKeys: 0,
  lostMs: 0,
  lostAfterLeaving: 0,
  saves: 0,
  acknowledged: 0,
  lostSaves: 0,
  doubles: 0,
  savesUnderWay: 0,
  sentLater: 0,
};
const began = performance.now();
const wrong = [];
const says = (fact, words) => wrong.push(`kill ${sum.kills} (TORTURE_SEED=${seed}): ${fact}: ${words}`);
const names = ['department', 'address', 'city', 'country'];
let texts = 0;

/** The page as an agent finds it, when nothing is on its way any more. */
async function open() {
  const page = await context.newPage();
  const life = { page, acknowledged: 0, pressed: 0, fields: new Map(), saved: undefined, over: false };
  page.on('console', (message) => says('said in the console', message.text()));
  page.on('pageerror', (error) => says('thrown', error.message));
  await page.exposeFunction('acknowledged', () => void (life.acknowledged += 1));
  await page.goto(address);
  await page.waitForFunction(
    () => globalThis.look && document.querySelector('customer-card')?.shadowRoot?.querySelector('#edit, form.form'),
  );
  life.found = await page.evaluate('look()'); // before what was queued has gone
  if (!(await page.evaluate(`quiet(${patience})`)))
    says('nothing hangs in Saving…', JSON.stringify(await page.evaluate('kept()')));
  life.start = await page.evaluate('look()');
  life.acknowledged = 0; // so far it was what an earlier page had handed over
  return life;
}

/** Types, leaves fields and saves until it is over. */
async function work(life) {
  const { page } = life;
  const card = page.locator('customer-card');
  while (!life.over) {
    if (!(await card.locator('form.form').count())) await card.locator('#edit').click();
    const name = oneOf(names);
    const input = card.locator(`[data-field=${name}]`);
    await input.focus();
    await page.keyboard.press('Control+a');
    const previous = life.fields.get(name);
    const before = previous?.text ?? (life.start.typed ?? life.start.fields)[name] ?? '';
    const typed = { text: `${(texts += 1)}x`, times: [], left: undefined, before, previous };
    const length = 5 + Math.floor(random() * 30);
    while (typed.text.length < length) typed.text += oneOf('abcdefghijklmnopqrstuvwxyz');
    life.fields.set(name, typed);
    for (const letter of typed.text) {
      if (life.over) return;
      const next = rest(pace);
      await page.keyboard.press(letter);
      typed.times.push(Date.now());
      await next;
    }
    const then = random();
    if (then < 0.4) {
      await page.keyboard.press('Tab');
      typed.left = Date.now();
    } else if (then < 0.85) {
      const before = life.acknowledged;
      life.saved = { handed: Date.now(), fields: Object.fromEntries([...life.fields].map(([key, { text }]) => [key, text])) };
      life.pressed += 1;
      await page.keyboard.press('Control+Enter');
      if (life.onSave) setTimeout(life.onSave, random() * 60);
      while (life.acknowledged === before) {
        if (life.over) return;
        await rest(5);
      }
      life.kept = life.saved.fields;
      life.saved = undefined;
      life.fields = new Map();
      await card.locator('#edit').waitFor();
      life.start = { fields: { ...life.start.fields, ...life.start.typed, ...life.kept } }; // what was restored went along
    } else await rest(random() * 700);
  }
}

/** What is left of a life, by what the next one finds. */
function judge(life, next) {
  const { start, found } = next;
  const [before, after] = [life.begin.revision, start.revision];
  if (start.customers !== 1) says('one customer', `there are ${start.customers}`);
  const pending = life.saved;
  if (pending) sum.savesUnderWay += 1;
  const standing = pending && Object.entries(pending.fields).every(([name, text]) => start.fields[name] === text);
  if (standing && found.revision < after) sum.sentLater += 1;
  const done = after - before;
  const should = life.acknowledged + (standing && life.acknowledged < life.pressed ? 1 : 0);
  sum.saves += life.pressed;
  sum.acknowledged += life.acknowledged;
  if (done > should) {
    sum.doubles += done - should;
    says('nothing is done twice', `${done} revisions for ${should} saves`);
  }
  if (done < should) {
    sum.lostSaves += should - done;
    says('no acknowledged save is lost', `${done} revisions for ${should} saves`);
  }
  for (const [name, text] of Object.entries(life.kept ?? {}))
    if (!standing && start.fields[name] !== text)
      says('what was acknowledged stands in the record', `${name}: ${start.fields[name]}`);
  for (const [name, typed] of life.fields) {
    sum.keys += typed.times.length;
    const now = (standing ? start.fields : (start.typed ?? start.fields))[name] ?? '';
    const { lost, since, leftAt } = lostOf(typed, now);
    if (lost === undefined) says('what stands there was typed', `${name}: ${now} of ${typed.text} over ${typed.before}`);
    if (!lost) continue;
    const gone = life.at - since;
    sum.lostKeys += lost;
    sum.lostMs = Math.max(sum.lostMs, gone);
    if (gone > atMost) says(`at most ${atMost} ms of typing are lost`, `${lost} keys, ${gone} ms, by ${life.how}`);
    if (leftAt !== undefined && life.at - leftAt > onTheWay) {
      sum.lostAfterLeaving += 1;
      says('nothing is lost of a field that was left', `${lost} keys, left ${life.at - leftAt} ms before, by ${life.how}`);
    }
    if (pending && life.at - pending.handed > onTheWay)
      says('nothing is lost after Save', `${lost} keys, pressed ${life.at - pending.handed} ms before, by ${life.how}`);
  }
}

/** How many keys are missing in what stands there now, since when, and when the field was left last of which some are. Undefined: nobody typed that. */
function lostOf(typed, now) {
  let [lost, since, leftAt] = [0, undefined, undefined];
  for (let each = typed; each; each = each.previous) {
    const kept = now !== '' && each.text.startsWith(now) ? now.length : 0;
    lost += Math.max(0, each.times.length - kept);
    since = each.times[kept] ?? since;
    if (each.times.length > kept) leftAt ??= each.left;
    if (kept || now === each.before) return { lost, since, leftAt };
  }
  return {};
}

try {
  let life = await open();
  for (; sum.kills < kills; sum.kills += 1) {
    life.begin = life.start;
    life.how = oneOf(['crash', 'crash', 'close', 'leave']);
    const lasts = rest(100 + random() * 2400);
    // Every third dies soon after Save was pressed.
    const saved = new Promise((pressed) => (life.onSave = sum.kills % 3 === 0 ? pressed : undefined));
    life.working = work(life).catch((error) => void (life.over || says('worked', error.message.split('\n')[0])));
    await Promise.race([lasts, saved]);
    await kill(context, life, life.how);
    const next = await open();
    judge(life, next);
    life = next;
  }
} finally {
  await stop();
}
report('kills', wrong, sum, began);
