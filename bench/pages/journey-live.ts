import '../../src/elements/customer-journey/define.js';
import type { CustomerJourney } from '../../src/elements/customer-journey/customer-journey.js';
import type { RecordedJourneyEvent } from '../../src/domain/journey-event.js';
import { bound, type Figure, type Heap, median, painted, slope } from '../figure.js';
import { beat, journeyOf, mark, open, past, tab, type Tab, webSite } from '../journey.js';

/*
 * A journey of five thousand events on the screen, and a hundred more a second for a minute: pages, signs of life and searches in several tabs of several browsers. Then the same while the agent reads, with the pointer over the visits, so that what is
 * new waits. Then, with more told than there is room for, what stays in the page. `BENCH_SECONDS=10` makes all of it short.
 */
const count = 5000;
const rate = 100;
const seconds = Number(new URLSearchParams(location.search).get('seconds') ?? 60);
/** What the element has room for, and by how much that may be passed before it makes room: then what it holds is the same again. */
const [room, slack] = [10_000, 1001];
/** How often what is left is counted; the pace is as many times higher as is needed to do that in the time there is. */
const blocks = 30;
/** What may stay in the page for each minute: what compilers keep, and the browser of its frames, goes on for hours; of each row that goes, and three do whenever room is made, lit 3.3 leaves a comment (lit/lit#5298). */
const left = { kilobytes: 100, nodes: 30 };
/** Milliseconds: of one task, and from something that is told until it is on the screen. */
const [longestTask, soon] = [50, 500];
/** Milliseconds between two frames: one is left out. */
const steady = 2 * (1000 / 60) + 1;

const rest = (milliseconds: number) => new Promise<void>((rested) => setTimeout(rested, milliseconds));

const tabs: readonly Tab[] = Array.from({ length: 6 }, (_, n) => tab(`browser-${n % 3}`, `live-${n}`));
const busiest = 'browser-2';
let told = 0;

/** What happens next: of ten events two are pages, six signs of life, and two are something that is done. */
function next(at: number): RecordedJourneyEvent {
  const n = (told += 1);
  const in_ = tabs[(n * 5) % tabs.length]!;
  if (n % 5 === 0) return open(at, in_);
  return n % 5 === 3 ? mark(at, in_) : beat(at, in_);
}

const site = webSite(past(count, Date.now()));
let element: CustomerJourney;
const inside = () => element.shadowRoot!;

/** A hundred times a second, whatever else keeps the page busy. */
async function go(milliseconds: number, each: (at: number) => void): Promise<void> {
  const start = performance.now();
  let done = 0;
  for (;;) {
    const gone = Math.min(milliseconds, performance.now() - start);
    for (; done < Math.floor((gone / 1000) * rate); done += 1) each(Date.now());
    if (gone >= milliseconds) return;
    await rest(10);
  }
}

async function caughtUp(): Promise<void> {
  while (site.waiting) await rest(50);
  await element.updateComplete;
  await painted();
}

interface Seen {
  readonly tasks: number[];
  readonly frames: number[];
}

/** How long tasks and the time between frames are while something goes on. */
async function watched(deed: () => Promise<void>): Promise<Seen> {
  const [tasks, frames]: [number[], number[]] = [[], []];
  const watch = new PerformanceObserver((entries) => tasks.push(...entries.getEntries().map(({ duration }) => duration)));
  watch.observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  let frame = requestAnimationFrame(function onFrame(now) {
    frames.push(now - last);
    last = now;
    frame = requestAnimationFrame(onFrame);
  });
  await deed();
  await rest(200);
  cancelAnimationFrame(frame);
  watch.disconnect();
  return { tasks, frames };
}

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** With a page of a name of its own now and then, looked for in each frame: on the list of the visit that is open. */
async function shown(): Promise<Seen & { readonly waits: number[] }> {
  const waits: number[] = [];
  const out = new Map<string, number>();
  let probing = true;
  const look = (): void => {
    for (const name of [...inside().querySelectorAll('.steps .page-name')].slice(0, 40)) {
      const text = name.textContent!.trim();
      const since = out.get(text);
      if (since === undefined) continue;
      out.delete(text);
      waits.push(performance.now() - since);
    }
    if (probing) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  // The visit that began last is the one that is open: that of this browser, in which a third of all happens.
  const probes = tab(busiest, 'probes');
  let probed = 0;
  const seen = await watched(() =>
    go(seconds * 1000, (at) => {
      const event = next(at);
      if (told % 90 !== 0) return site.happen([event]);
      const title = `Probe ${(probed += 1)}`;
      out.set(title, performance.now());
      site.happen([event, { ...open(at, probes), title, url: `https://shop.example/probes/${probed}` }]);
    }),
  );
  await caughtUp();
  probing = false;
  if (waits.length < probed * 0.9) throw new Error(`${probed} probes, ${waits.length} seen`);
  return { ...seen, waits };
}

/** The pointer is over the visits: what is new waits, and comes at once when it goes. */
async function read(): Promise<Seen & { readonly end: Seen }> {
  const list = inside().querySelector('.reading')!;
  const point = (type: string) => list.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse' }));
  point('pointerenter');
  const listed = () => [...inside().querySelectorAll('.steps .page-name')].map(({ textContent }) => textContent).join();
  const before = listed();
  const seen = await watched(() => go(seconds * 1000, (at) => site.happen([next(at)])));
  await caughtUp();
  if (!inside().querySelector('#new') || listed() !== before) throw new Error('What was being read has moved');
  const end = await watched(async () => {
    point('pointerleave');
    await painted();
  });
  return { ...seen, end };
}

/** The room is full of what was told live; then what is left is counted each time when as much was told as makes room once. */
async function kept(): Promise<readonly Heap[]> {
  const warm = 2 * room;
  for (let done = 0; done < warm; done += 250) {
    const at = Date.now() - ((warm - done) / rate) * 1000;
    site.happen(Array.from({ length: 250 }, (_, n) => next(at + (n * 1000) / rate)));
    await caughtUp();
  }
  const heaps = [await heap()];
  const pause = (seconds * 1000) / (blocks * slack);
  for (let block = 0; block < blocks; block += 1) {
    const start = performance.now();
    for (let done = 0; done < slack;) {
      const due = Math.min(slack, Math.ceil((performance.now() - start) / pause));
      for (; done < due; done += 1) site.happen([next(Date.now())]);
      await rest(10);
    }
    await caughtUp();
    heaps.push(await heap());
  }
  return heaps;
}

globalThis.measure = async (): Promise<readonly Figure[]> => {
  element = journeyOf(site.backend, 'c1');
  document.body.append(element);
  while (element.count === undefined) await rest(20);
  site.happen(
    tabs
      .toSorted((a, b) => Number(a.visitorId === busiest) - Number(b.visitorId === busiest))
      .map((in_, n) => open(Date.now() + n, in_)),
  );
  await caughtUp();
  await heap();

  const live = await shown();
  await heap();
  const reading = await read();
  const heaps = await kept();
  const per = (what: keyof Heap) => slope(heaps.map((each) => each[what])) * ((60 * rate) / slack);
  return [
    bound('ms', Math.max(0, ...live.tasks), longestTask, { case: 'longest task' }),
    bound('ms', percentile(live.frames, 0.95), steady, { case: 'between two frames, 95 of 100' }),
    bound('ms', median(live.waits), soon, { case: 'until it is on the screen' }),
    bound('ms', percentile(live.waits, 0.95), soon, { case: 'until it is on the screen, 95 of 100' }),
    bound('ms', Math.max(0, ...reading.tasks), longestTask, { case: 'longest task while the agent reads' }),
    bound('ms', Math.max(0, ...reading.end.tasks), longestTask, { case: 'longest task when what is new comes' }),
    bound('kB a minute', per('bytes') / 1000, left.kilobytes, {
      case: `room full, of ${Math.round(heaps[0]!.bytes / 1e5) / 10} MB`,
    }),
    bound('nodes a minute', per('nodes'), left.nodes, { case: `room full, of ${heaps[0]!.nodes}` }),
    bound('listeners a minute', per('listeners'), 1, { case: 'room full' }),
  ];
};
