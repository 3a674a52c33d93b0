import { Mask } from 'maska';
import { maskPlaces } from '../domain/mask.js';

/** What the agent fills in at a place of a mask. */
type Slot = 'digit' | 'letter' | 'capital';
type Place = Slot | { readonly literal: string };

/** A character with its combining marks. One that is `sure` was the agent's before; any other may be a literal that was typed too. */
interface Unit {
  readonly text: string;
  readonly sure: boolean;
}

interface Filled {
  /** What stands at each place, from the first on. */
  readonly texts: readonly string[];
  /** The units that found a place of their own. */
  readonly used: ReadonlySet<Unit>;
}

const slots: Readonly<Record<Slot, RegExp>> = { digit: /^[0-9]$/, letter: /^\p{L}\p{M}*$/u, capital: /^[A-Z]$/i };

/**
 * A text put into a mask, as if an agent typed it, as far as it goes: `12345` is `12-345` for `##-###`, `ab1` is `ab` for `aaa ######`. What finds no
 * place is left out. For the rules of masks, and for whether the mask is filled to its end, see `matchesMask`.
 */
export function masked(mask: string, text: string, currency?: string): string {
  const places = placesOf(mask, currency);
  return fillWell(places, [], written(places, text), []).texts.join('');
}

/**
 * Makes a text input take only what its mask lets in, and write the mask's literals by itself; returns what takes the mask off. The value is what is
 * stored, literals and all, so `matchesMask` can judge it at any time.
 *
 * Whoever listens to `input` in the bubbling phase (or on the element itself, after this call) hears one event a deed, and reads the masked value. While
 * an input method composes, the values are as composed; its end is one more `input` event, with the masked value. `change` is not to be relied
 * on: some browsers leave it out when a script has written the value.
 *
 * No value is changed by binding. One that does not fit (imported, or with a hole that the agent is about to fill) is edited as free text until
 * its letters and digits all find a place.
 */
export function maskInput(input: HTMLInputElement, mask: string, currency?: string): () => void {
  const places = placesOf(mask, currency);
  const listening = new AbortController();
  let before = input.value;
  /** The end of a composition was told already: Firefox tells it once more. */
  let told = false;

  const remember = (): void => {
    before = input.value;
    told = false;
  };
  const apply = (deed: string): void => {
    const text = input.value;
    const caret = input.selectionEnd;
    const next = edited(places, before, text, caret ?? text.length, deed);
    if (next.value !== text) input.value = next.value;
    if (caret !== null && input.selectionEnd !== next.caret) input.setSelectionRange(next.caret, next.caret);
    before = next.value;
  };

  const { signal } = listening;
  // Capturing: at the input itself this comes before the listeners of whoever owns it.
  const options = { signal, capture: true };
  input.addEventListener(
    'beforeinput',
    (event) => {
      if (!event.isComposing) remember();
    },
    options,
  );
  input.addEventListener('compositionstart', remember, options);
  input.addEventListener(
    'compositionend',
    () => {
      const composed = input.value;
      apply('');
      if (input.value === composed) return;
      input.dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true, composed: true }));
      told = true;
    },
    options,
  );
  input.addEventListener(
    'input',
    (event) => {
      const { isComposing = false, inputType = '' } = event; // a plain Event where the browser filled the form
      if (isComposing) return;
      if (told && inputType === 'insertCompositionText') event.stopImmediatePropagation();
      else if (input.value !== before) apply(inputType);
      told = false;
    },
    options,
  );
  return () => listening.abort();
}

/** The places of a mask as they are filled in. A currency that is not told is three capitals. */
function placesOf(mask: string, currency: string | undefined): Place[] {
  const ofCurrency: readonly Place[] =
    currency === undefined ? ['capital', 'capital', 'capital'] : unitsOf(currency).map((literal) => ({ literal }));
  return maskPlaces(mask).flatMap((place) => (place === 'currency' ? ofCurrency : place));
}

function unitsOf(text: string): string[] {
  return text.normalize('NFC').match(/\p{L}\p{M}*|[^]/gu) ?? [];
}

/** A text as an agent may write it: wide letters become plain ones, and the digits of any script those that are stored. */
function written(places: readonly Place[], text: string): Unit[] {
  return unitsOf(text)
    .flatMap((unit) => {
      if (mayBeLiteral(places, { text: unit, sure: false })) return [unit];
      return /\p{No}/u.test(unit) ? [] : unitsOf(unit.normalize('NFKC')); // ½ is not a 1 and a 2
    })
    .map((unit) => ({ text: /^\p{Nd}$/u.test(unit) ? plainDigit(unit) : unit, sure: false }));
}

function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

function isLiteral(place: Place | undefined, text: string): boolean {
  return typeof place === 'object' && place.literal === text;
}

const known = new WeakMap<readonly Place[], readonly string[]>();

/** The different literals of a mask, counted once. */
function literalsOf(places: readonly Place[]): readonly string[] {
  const found = known.get(places) ?? [...new Set(places.flatMap((place) => (typeof place === 'object' ? [place.literal] : [])))];
  known.set(places, found);
  return found;
}

function mayBeLiteral(places: readonly Place[], { text, sure }: Unit): boolean {
  return !sure && literalsOf(places).includes(text);
}

function isData({ text }: Unit): boolean {
  return slots.digit.test(text) || slots.letter.test(text);
}

/** More than any mask has places; whatever a page of pasted text has beyond is not looked at. */
const MOST = 5000;

/**
 * Puts units into the places in their order. maska counts UTF-16 units, knows no combining marks, reads `!` as an escape, and cannot tell
 * an agent's 1 from a literal 1. So each literal and each unit has a private character that stands for it, and maska sees only those.
 */
function fill(places: readonly Place[], given: readonly Unit[]): Filled {
  const units = given.slice(0, MOST);
  const literals = literalsOf(places);
  const sign = (index: number): string => String.fromCharCode(0xe000 + index);
  const unitAt = (character: string): Unit | undefined => {
    const index = character.charCodeAt(0) - 0xe000;
    return index < literals.length ? { text: literals[index] ?? '', sure: false } : units[index - literals.length];
  };
  const token = (slot: Slot) => ({
    pattern: /[^]/,
    transform: (character: string) => (slots[slot].test(unitAt(character)?.text ?? '') ? character : ''),
  });
  const code = units
    .map((unit, index) => {
      const literal = unit.sure ? -1 : literals.indexOf(unit.text);
      return sign(literal < 0 ? literals.length + index : literal);
    })
    .join('');
  // A new one each time: it remembers every text that it has seen.
  const filled = new Mask({
    mask: places.map((place) => (typeof place === 'object' ? sign(literals.indexOf(place.literal)) : place.charAt(0))).join(''),
    tokens: { d: token('digit'), l: token('letter'), c: token('capital') },
    tokensReplace: true,
    eager: true,
  }).masked(code);

  const found = [...filled].map(unitAt);
  const texts = found.map((unit, at) => (places[at] === 'capital' ? unit?.text.toUpperCase() : unit?.text) ?? '');
  const begun = texts.some((_, at) => typeof places[at] === 'string') || isLiteral(places[0], units[0]?.text ?? '');
  const used = new Set(found.flatMap((unit) => unit ?? []));
  const rest = units.slice(units.findLastIndex((unit) => used.has(unit)) + 1);
  return { texts: begun ? texts.slice(0, asFarAsTyped(places, texts.length, rest)) : [], used };
}

/**
 * Who writes the literals too has them one by one where the next slot would take them for something else: `+` `4` `7` for `+47 ##`, where
 * `+47 ` at the `+` would make a 4 and a 7 of the digits that follow.
 */
function asFarAsTyped(places: readonly Place[], end: number, typed: readonly Unit[]): number {
  const slot = places[end];
  let last = end;
  let next = 0;
  for (let at = upTo(places, end); at < end; at++)
    if (next < typed.length && isLiteral(places[at], typed[next]?.text ?? '')) {
      last = at + 1;
      next++;
    }
  const mistaken = places.slice(last, end).some((place) => typeof place === 'object' && stands(slot, place.literal));
  return next === typed.length && mistaken ? last : end;
}

/** As `fill`, with what is new between what was there. A text without its literals may look as if it had some: then what fills the mask is right. */
function fillWell(places: readonly Place[], head: readonly Unit[], fresh: readonly Unit[], tail: readonly Unit[]): Filled {
  const filled = fill(places, [...head, ...fresh, ...tail]);
  const withLiterals = fresh.some((unit) => !isData(unit) && mayBeLiteral(places, unit));
  if (fresh.length < 2 || withLiterals || filled.texts.length === places.length) return filled;
  const sure = fresh.map((unit) => (isData(unit) ? { ...unit, sure: true } : unit));
  const other = fill(places, [...head, ...sure, ...tail]);
  return other.texts.length === places.length ? other : filled;
}

/** What an edit leaves: `old` became `text`, with the caret behind what was written or where something was taken away. */
function edited(
  places: readonly Place[],
  old: string,
  text: string,
  caret: number,
  deed: string,
): { readonly value: string; readonly caret: number } {
  const was = unitsOf(old);
  const left = unitsOf(text.slice(0, caret));
  let right = unitsOf(text.slice(caret));
  const kept = was.length - right.length;
  let start = 0;
  if (kept >= 0 && right.every((unit, at) => unit === was[kept + at])) {
    while (start < kept && start < left.length && left[start] === was[start]) start++;
  } else {
    left.push(...right); // something else wrote it: all of it is new
    right = [];
  }

  const fits = was.length <= places.length && was.every((unit, at) => stands(places[at], unit));
  const own = (units: readonly string[], from: number): Unit[] =>
    fits
      ? units.map((unit, at) => ({ text: unit, sure: typeof places[from + at] === 'string' }))
      : written(places, units.join(''));
  const head = own(was.slice(0, start), 0);
  const tail = own(right, kept).filter(({ sure }) => sure || !fits);
  const fresh = written(places, left.slice(start).join(''));
  const filled = fillWell(places, head, fresh, tail);

  const lost = [...head, ...tail].some((unit) => isData(unit) && !mayBeLiteral(places, unit) && !filled.used.has(unit));
  const deleting = deed.startsWith('delete');
  if (lost) return fits && !deleting && start === kept ? { value: old, caret: lengthOf(was, start) } : { value: text, caret };

  if (!deleting)
    return { value: filled.texts.join(''), caret: lengthOf(filled.texts, fillWell(places, head, fresh, []).texts.length) };

  const passed = fits && tail.length > 0 && was.slice(start, kept).every((_, at) => typeof places[start + at] === 'object');
  if (passed) return { value: old, caret: lengthOf(was, deed.endsWith('Forward') ? after(places, start) : upTo(places, start)) };
  const texts = filled.texts.slice(0, upTo(places, filled.texts.length));
  return { value: texts.join(''), caret: lengthOf(texts, fill(places, [...head, ...fresh]).texts.length) };
}

function stands(place: Place | undefined, unit: string): boolean {
  if (place === 'capital') return /^[A-Z]$/.test(unit);
  return typeof place === 'string' ? slots[place].test(unit) : isLiteral(place, unit);
}

/** Where the literals before a place begin. */
function upTo(places: readonly Place[], at: number): number {
  while (typeof places[at - 1] === 'object') at--;
  return at;
}

/** Where the literals from a place on end. */
function after(places: readonly Place[], at: number): number {
  while (typeof places[at] === 'object') at++;
  return at;
}

function lengthOf(texts: readonly string[], count: number): number {
  return texts.slice(0, count).join('').length;
}
