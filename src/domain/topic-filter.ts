import type { Category } from './catalogue.js';
import { fold, words } from './fold.js';

/** What is left of a catalogue when somebody types in its filter box. */
export interface FilteredTopics {
  /** Ids of the topics that fit, in the order of the catalogue. */
  readonly topicIds: ReadonlySet<string>;
  /** Ids of the categories that have some, or fit themselves: then all their topics do. */
  readonly categoryIds: ReadonlySet<string>;
  /** The topic that fits best: what Enter would pick. */
  readonly best?: string;
}

/** How well a word of the box fits a word of the catalogue; 0 is not at all. */
const [none, typo, inside, start, whole] = [0, 1, 2, 3, 4];

interface Entry {
  readonly categoryId: string;
  readonly topicId: string;
  /** Places of its words in the index; of its category's too. */
  readonly own: readonly number[];
  readonly category: readonly number[];
}

/**
 * Finds topics while somebody types: every word of the box has to be found in the topic or its category, as a beginning, inside a word, or with a slip of the fingers (one
 * letter from four letters on, two from eight). Without regard to case and diacritics. Made once a catalogue; each different word is compared once a key.
 */
export class TopicFilter {
  readonly #words: string[] = [];
  readonly #entries: readonly Entry[];
  /** Of the words that were typed lately. */
  readonly #fits = new Map<string, Uint8Array>();

  constructor(categories: readonly Category[]) {
    const places = new Map<string, number>();
    const placed = (text: string) =>
      words(text).map((word) => {
        let place = places.get(word);
        if (place === undefined) places.set(word, (place = this.#words.push(word) - 1));
        return place;
      });
    this.#entries = categories.flatMap(({ id: categoryId, label, topics }) => {
      const category = placed(label);
      return topics.map(({ id: topicId, label }) => ({ categoryId, topicId, category, own: placed(label) }));
    });
  }

  /** What fits; undefined for a box without a word, which hides nothing. */
  find(text: string): FilteredTopics | undefined {
    const typed = words(text.slice(0, 200));
    if (typed.length === 0) return undefined;
    const fits = typed.map((word) => this.#fitsOf(word));
    const topicIds = new Set<string>();
    const categoryIds = new Set<string>();
    let best: string | undefined;
    let most = 0;
    for (const { categoryId, topicId, own, category } of this.#entries) {
      let sum = 0;
      const found = fits.every((fit) => {
        const score = Math.max(2 * bestOf(fit, own), bestOf(fit, category));
        sum += score;
        return score > none;
      });
      if (!found) continue;
      topicIds.add(topicId);
      categoryIds.add(categoryId);
      if (sum > most) [best, most] = [topicId, sum];
    }
    return { topicIds, categoryIds, best };
  }

  #fitsOf(typed: string): Uint8Array {
    let fit = this.#fits.get(typed);
    if (fit) return fit;
    fit = new Uint8Array(this.#words.length);
    const slips = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
    for (let at = 0; at < fit.length; at++) fit[at] = fitOf(this.#words[at]!, typed, slips);
    if (this.#fits.size > 50) this.#fits.clear();
    this.#fits.set(typed, fit);
    return fit;
  }
}

function bestOf(fit: Uint8Array, places: readonly number[]): number {
  let best = 0;
  for (const place of places) if (fit[place]! > best) best = fit[place]!;
  return best;
}

function fitOf(word: string, typed: string, slips: number): number {
  if (word.startsWith(typed)) return word.length === typed.length ? whole : start;
  if (typed.length > 1 && word.includes(typed)) return inside;
  return slips > 0 && beginsLike(word, typed, slips) ? typo : none;
}

/** Whether some beginning of the word is at most so many slips from what was typed: a letter too many, too few, another, or two the wrong way round. */
function beginsLike(word: string, typed: string, slips: number): boolean {
  if (word.length < typed.length - slips) return false;
  // The first letter is rarely the wrong one, and most words end here.
  if (word[0] !== typed[0] && word[1] !== typed[0] && word[0] !== typed[1]) return false;
  const length = Math.min(word.length, typed.length + slips);
  let before: number[] = [];
  let last = Array.from({ length: length + 1 }, (_, at) => at);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= length; j++) {
      const same = typed[i - 1] === word[j - 1];
      let cost = same ? last[j - 1]! : 1 + Math.min(last[j - 1]!, last[j]!, row[j - 1]!);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > slips) return false;
    before = last;
    last = row;
  }
  return Math.min(...last) <= slips;
}

/** Where the words of the box stand in a label, to be marked: places in UTF-16 units of the label as it is. */
export function markedIn(label: string, text: string): readonly { readonly from: number; readonly to: number }[] {
  const typed = words(text.slice(0, 200));
  const marks: { from: number; to: number }[] = [];
  for (const { 0: word, index } of label.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = fold(word);
    const hit = typed.find((each) => folded.startsWith(each));
    if (!hit) continue;
    let end = 0;
    for (const { index: at, segment } of new Intl.Segmenter('en').segment(word)) {
      if (fold(word.slice(0, at)).length >= hit.length) break;
      end = at + segment.length;
    }
    marks.push({ from: index, to: index + end });
  }
  return marks;
}
