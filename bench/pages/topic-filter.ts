import Fuse from 'fuse.js';
import type { Category } from '../../src/domain/catalogue.js';
import { TopicFilter } from '../../src/domain/topic-filter.js';
import { bound, type Figure, inTurns, median } from '../figure.js';

/* Words typed into the filter box of 2,000 topics, key by key and with slips of the fingers, beside fuse.js at every key and a plain loop that compares lower-case text. */
const [groups, each] = [40, 50];
const rounds = 40;

const subjects = 'Invoice Payment Delivery Return Contract Address Password Sign-in Subscription Number Network Coverage'.split(
  ' ',
);
const more = 'Roaming Router Télévision Device Warranty Repair Complaint Campaign Discount Cancellation Moving Überweisung'.split(
  ' ',
);
const deeds = 'missing wrong late changed ordered explained refused confirmed sent'.split(' ');
const products = 'mobile broadband fibre satellite business family prepaid student senior'.split(' ');
const words = [...subjects, ...more];
const at = (list: readonly string[], index: number) => list[index % list.length]!;
const categories = Array.from({ length: groups }, (_, group): Category => ({
  id: `c${group}`,
  label: `${at(words, group)} ${at(products, group)}`,
  choice: 'many',
  topics: Array.from({ length: each }, (_, topic) => {
    const place = group * each + topic;
    return {
      id: `t${place}`,
      label: `${at(words, place * 7 + group)} ${at(deeds, place * 5 + topic)} ${at(products, place * 3)} ${place}`,
    };
  }),
}));

/** As somebody types them who looks for a topic: whole, with a letter too many, too few, another, two the wrong way round. */
const typed = [
  'invoice missing',
  'invioce wrong',
  'paymet late',
  'delivrey fibre',
  'subscripton changed',
  'cancelation business',
  'televsion',
  'uberweisung sent',
  'coverrage satellite',
  'complait confirmed',
  'passwrod',
  'zzzz nothing',
];
const keys = typed.flatMap((text) => Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1)));

interface Side {
  /** What a box is given when it is opened. */
  begin(): (text: string) => number;
}

const ours: Side = {
  begin: () => {
    const filter = new TopicFilter(categories);
    return (text) => filter.find(text)?.topicIds.size ?? 0;
  },
};
const all = categories.flatMap(({ label: category, topics }) => topics.map(({ id, label }) => ({ id, label, category })));
const fuse: Side = {
  begin: () => {
    const index = new Fuse(all, { keys: ['label', 'category'], threshold: 0.3, ignoreLocation: true });
    return (text) => index.search(text).length;
  },
};
const plain: Side = {
  begin: () => {
    const texts = all.map(({ label, category }) => `${label} ${category}`.toLowerCase());
    return (text) => {
      const wanted = text.toLowerCase();
      return texts.filter((each) => each.includes(wanted)).length;
    };
  },
};

/** Looked at by nobody, and yet it has to be found. */
let found = 0;
/** A word from its first key to its last, in a box that was just opened: the times of its keys go to `times`. */
const word = (side: Side, times: number[]) => {
  let next = 0;
  return (): Promise<number> => {
    const text = at(typed, (next += 1));
    const find = side.begin();
    const begun = performance.now();
    for (let end = 1; end <= text.length; end += 1) {
      const start = performance.now();
      found += find(text.slice(0, end));
      times.push(performance.now() - start);
    }
    return Promise.resolve(performance.now() - begun);
  };
};

const percentile = (times: readonly number[], part: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!;

globalThis.measure = async (): Promise<readonly Figure[]> => {
  const sides = [ours, plain, fuse];
  const find = ours.begin();
  for (const text of typed.slice(0, -1)) if (!find(text)) throw new Error(`Nothing is found for ${text}`);
  await inTurns(
    typed.length,
    sides.map((side) => word(side, [])),
  ); // warm
  const times = sides.map((): number[] => []);
  await inTurns(
    rounds * typed.length,
    sides.map((side, index) => word(side, times[index]!)),
  );
  const [own = [], floor = [], peer = []] = times;
  const figure = (name: string, limit: number, of: (times: readonly number[]) => number): Figure => ({
    ...bound('ms', of(own), limit, { case: `2,000 topics, ${keys.length} keys with typos, ${name}`, floor: of(floor) }),
    peers: { 'fuse.js': Math.round(of(peer) * 100) / 100 },
  });
  return [figure('p50', 2, median), figure('p95', 10, (times) => percentile(times, 0.95))];
};
