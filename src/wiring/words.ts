import type { LitElement, ReactiveController } from 'lit';
import en from '../locales/en.js';
import type calling from '../locales/en-calling.js';
import type history from '../locales/en-history.js';
import type journey from '../locales/en-journey.js';
import type later from '../locales/en-later.js';
import type messages from '../locales/en-messages.js';
import type notes from '../locales/en-notes.js';

/** What a text with numbers or lists in it may ask of its language. */
export interface Speech {
  plural(count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string;
  number(value: number): string;
  list(items: readonly string[]): string;
}

type English = typeof en & typeof later & typeof calling & typeof notes & typeof history & typeof messages & typeof journey;

/** Every text of the library in one language: plain, or made from arguments. */
export type Words = { readonly [K in keyof English]: English[K] extends string ? string : English[K] };
type Word = string | ((given: never, speech: Speech) => string);
type Given<K extends keyof Words> = Words[K] extends (given: infer G, speech: Speech) => string ? [given: G] : [];

const english: Partial<Words> = { ...en };
const registered = new Map([['en', english]]);
const overrides = new Map<string, Partial<Words>>();
const loaders = new Map<string, () => Promise<{ default: Words }>>();
const speaking = new Set<Texts>();
const cached = new Map<string, Speech>();

/** `no` and `nn` are read as Bokmål, which we have. */
const tongue = (locale: string): string => {
  const [language = 'en'] = locale.toLowerCase().split('-');
  return language === 'no' || language === 'nn' ? 'nb' : language;
};

const everybody = (): void => speaking.forEach((texts) => texts.refresh());

/** Says where the texts of a language are, to be loaded when an element first needs them. Define modules do this for the six we have. */
export function offerLocale(locale: string, load: () => Promise<{ default: Words }>): void {
  const language = tongue(locale);
  if (!loaders.has(language)) loaders.set(language, load);
  everybody();
}

/** English is the fall-back and stands in every page; so it comes in parts: with the parts of an element that load later, and with elements that few pages have. */
export async function loadMoreEnglish(...more: readonly Promise<{ default: Partial<Words> }>[]): Promise<void> {
  for (const part of await Promise.all([import('../locales/en-later.js'), ...more])) Object.assign(english, part.default);
  everybody();
}

/** Replaces single texts of a language at any time, also of one that we do not have. Elements on screen change at once. */
export function overrideWords(locale: string, words: Partial<Words>): void {
  overrides.set(tongue(locale), { ...overrides.get(tongue(locale)), ...words });
  everybody();
}

function words(language: string): Partial<Words> | undefined {
  const known = registered.get(language);
  const load = loaders.get(language);
  if (!known && load) {
    loaders.delete(language);
    new Promise<{ default: Words }>((resolve) => resolve(load())).then(
      (module) => {
        registered.set(language, module.default);
        everybody();
      },
      () => loaders.set(language, load), // offline, say: English until the next try
    );
  }
  return known;
}

/** The locale that counts for an element: its own `lang` or the nearest above it, across shadow roots. */
export function localeOf(element: Element): string {
  for (let at: Element | null = element; at;) {
    const holder: Element | null = at.closest('[lang]');
    const lang = holder?.getAttribute('lang');
    if (lang) return lang;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

function speech(locale: string): Speech {
  let made = cached.get(locale);
  if (!made) {
    const supported = valid(locale);
    const rules = new Intl.PluralRules(supported);
    const numbers = new Intl.NumberFormat(supported);
    const lists = new Intl.ListFormat(supported);
    made = {
      plural: (count, forms) => forms[rules.select(count)] ?? forms.other,
      number: (value) => numbers.format(value),
      list: (items) => lists.format(items),
    };
    cached.set(locale, made);
  }
  return made;
}

/** A `lang` that no standard knows (`lang="xx_YY"`) must not throw in the middle of a render. */
function valid(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

// One observer for all: a changed `lang` or `dir` anywhere re-renders what stands under it.
const observer = typeof MutationObserver === 'undefined' ? undefined : new MutationObserver(everybody);
const observed = new WeakSet<Node>();

function observe(element: Element): void {
  for (let root: Node = element.getRootNode(); ; root = root.host.getRootNode()) {
    if (!observed.has(root)) {
      observed.add(root);
      observer?.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });
    }
    if (!(root instanceof ShadowRoot)) return;
  }
}

/** The texts of an element, in the language of the place where it stands. */
export class Texts implements ReactiveController {
  /** BCP 47, for `Intl`. */
  locale = 'en';

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostConnected(): void {
    speaking.add(this);
    observe(this.host);
    this.refresh();
  }

  hostDisconnected(): void {
    speaking.delete(this);
  }

  refresh(): void {
    this.locale = valid(localeOf(this.host));
    this.host.requestUpdate();
  }

  readonly say = <K extends keyof Words>(key: K, ...given: Given<K>): string => {
    const language = tongue(this.locale);
    const own = overrides.get(language)?.[key] ?? words(language)?.[key];
    const word = (own ?? overrides.get('en')?.[key] ?? english[key] ?? '') as Word;
    // Where English stands in it counts by its own rules: French and Portuguese say "one customer" of none.
    return typeof word === 'string' ? word : word(given[0] as never, speech(own === undefined ? 'en' : this.locale));
  };

  /** The text of a name that we may or may not know, for example of a default field. */
  maybe(key: string): string | undefined {
    return Object.hasOwn(en, key) ? this.say(key as 'retry') : undefined;
  }
}
