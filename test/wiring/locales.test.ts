import { expect } from '@open-wc/testing';
import { english } from '../support/english.js';
import fr from '../../src/locales/fr.js';
import nb from '../../src/locales/nb.js';
import nl from '../../src/locales/nl.js';
import pl from '../../src/locales/pl.js';
import sv from '../../src/locales/sv.js';
import type { Speech, Words } from '../../src/wiring/words.js';

type Key = keyof Words;
const en: Words = english;
const locales: Record<string, Words> = { nb, sv, nl, fr, pl };
const keys = Object.keys(en) as Key[];

/** Texts that are the same as in English, because the language says it so. */
const sameAsEnglish: Record<string, Partial<Record<Key, string>>> = {
  nb: {
    person: 'the Norwegian word is spelled the same',
    id: 'the abbreviation is international',
    'id-is': 'the abbreviation is international',
    'channel-sms': 'the abbreviation is international',
    'channel-chat': 'a loanword in the trade',
    'notes-mine': 'the Norwegian word is spelled the same',
    'note-version': 'two times, without a word',
    'history-filter-sms': 'the abbreviation is international',
    'history-filter-chat': 'a loanword in the trade',
    'history-filter-mine': 'the Norwegian word is spelled the same',
    'message-send-sms': 'the Norwegian word is spelled the same',
    'journey-from-to': 'two pages, with an arrow between',
  },
  sv: {
    person: 'the Swedish word is spelled the same',
    'message-text': 'the Swedish word is spelled the same',
    id: 'the abbreviation is international',
    'id-is': 'the abbreviation is international',
    'note-version': 'two times, without a word',
    'journey-from-to': 'two pages, with an arrow between',
    'journey-live': 'a loanword in the trade',
  },
  nl: {
    id: 'the abbreviation is international',
    'id-is': 'the abbreviation is international',
    'channel-email': 'the Dutch word is spelled the same',
    'channel-chat': 'a loanword in the trade',
    'field-email': 'the Dutch word is spelled the same',
    'field-postcode': 'the Dutch word is spelled the same',
    'note-version': 'two times, without a word',
    'history-filter-email': 'the Dutch word is spelled the same',
    'history-filter-chat': 'a loanword in the trade',
    'journey-from-to': 'two pages, with an arrow between',
    'journey-live': 'a loanword in the trade',
    'journey-browser': 'the Dutch word is spelled the same',
    'journey-alias-visitor': 'the Dutch word is spelled the same',
    'journey-alias-login': 'a loanword in the trade',
    'journey-alias-email': 'the Dutch word is spelled the same',
  },
  fr: {
    'id-is': 'the abbreviation is international',
    'channel-sms': 'the abbreviation is international',
    'channel-email': 'what software in France says',
    'channel-chat': 'a loanword in the trade',
    'field-email': 'what software in France says',
    'field-mobile': 'the French word is spelled the same',
    notes: 'the French word is spelled the same',
    message: 'the French word is spelled the same',
    'notes-count': 'the French word is spelled the same',
    'note-version': 'two times, without a word',
    'history-count': 'the French word is spelled the same',
    'history-filter-sms': 'the abbreviation is international',
    'history-filter-email': 'what software in France says',
    'history-filter-chat': 'a loanword in the trade',
    'journey-from-to': 'two pages, with an arrow between',
    'journey-site': 'the French word is spelled the same',
    'journey-pages': 'the French word is spelled the same',
    'journey-alias-email': 'what software in France says',
  },
  pl: {
    'id-is': 'the abbreviation is international',
    'channel-sms': 'the abbreviation is international',
    'channel-email': 'the Polish word is spelled the same',
    'field-email': 'the Polish word is spelled the same',
    'note-version': 'two times, without a word',
    'history-filter-sms': 'the abbreviation is international',
    'history-filter-email': 'the Polish word is spelled the same',
    'journey-from-to': 'two pages, with an arrow between',
    'journey-alias-login': 'the Polish word is spelled the same',
    'journey-alias-email': 'the Polish word is spelled the same',
  },
};

const speech = (locale: string): Speech => {
  const rules = new Intl.PluralRules(locale);
  return {
    plural: (count, forms) => forms[rules.select(count)] ?? forms.other,
    number: (value) => new Intl.NumberFormat(locale).format(value),
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
};

/** What a text counts with, and what it enumerates. */
const counts = new Set([
  'count',
  'seconds',
  'limit',
  'least',
  'left',
  'of',
  'number',
  'minutes',
  'days',
  'segments',
  'sessions',
  'pages',
]);
const lists = new Set(['agents', 'fields', 'topics', 'names']);

/** Whatever a text asks for: the count, a list of so many, or the name of the gap in brackets. */
const given = (count: number) =>
  new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined;
        if (counts.has(name)) return count;
        if (name === 'most') return count + 1;
        if (lists.has(name)) return Array.from({ length: Math.min(Math.ceil(count), 3) }, (_, i) => `<${name} ${i}>`);
        return `<${name}>`;
      },
    },
  );

const say = (words: Words, locale: string, key: Key, count = 5): string => {
  const word = words[key] as string | ((given: object, speech: Speech) => string);
  return typeof word === 'string' ? word : word(given(count), speech(locale));
};

const gaps = (text: string) => [...new Set(text.match(/<\w+>/g) ?? [])].sort();

describe('speaking a language', () => {
  for (const [locale, words] of Object.entries(locales)) {
    describe(locale, () => {
      it('has exactly the texts of English', () => {
        expect(Object.keys(words)).to.have.members(keys); // English stands in two files, so the order is another
      });

      it('leaves no text in English, except where the word is the same', () => {
        const same = keys.filter((key) => say(words, locale, key) === say(en, 'en', key));
        expect(same).to.have.members(Object.keys(sameAsEnglish[locale] ?? {}));
      });

      it('makes a text for every count', () => {
        for (const count of [0, 1, 2, 5, 22, 1000, 1_000_000, 1.5])
          for (const key of keys) {
            const text = say(words, locale, key, count);
            expect(text.trim(), `${key}, ${count}`).to.be.a('string').and.not.empty;
            expect(text, `${key}, ${count}`).not.to.match(/undefined|\[object|NaN/);
          }
      });

      it('says all that English says', () => {
        for (const key of keys) expect(gaps(say(words, locale, key)), key).to.deep.equal(gaps(say(en, 'en', key)));
      });

      it('counts where English counts', () => {
        for (const key of keys)
          if (say(en, 'en', key, 22) !== say(en, 'en', key, 5)) {
            expect(say(words, locale, key, 22), key).to.include('22');
            expect(say(words, locale, key, 1), key).not.to.equal(say(words, locale, key, 22));
          }
      });

      it('says of bounds only those that there are', () => {
        const bounds = ([least, most]: readonly [number, number]) => words['topics-bounds']({ least, most }, speech(locale));
        expect(bounds([0, 0])).to.equal('');
        const said = (
          [
            [2, 0],
            [0, 3],
            [2, 3],
          ] as const
        ).map(bounds);
        expect(said.map((text) => text.match(/\d/g)?.join())).to.deep.equal(['2', '3', '2,3']);
        expect(new Set(said.map((text) => text.replace(/\d/g, ''))).size).to.equal(3);
      });

      it('says how many characters are too many without a minus', () => {
        for (const count of [-1, -2, -5, -22]) {
          const text = words['comment-left']({ count }, speech(locale));
          expect(text).not.to.match(/[-−–]\d/);
          expect(text).not.to.equal(words['comment-left']({ count: -count }, speech(locale)));
        }
      });

      it('never counts nothing as one', () => {
        for (const key of ['several-matches', 'shared-number', 'found-by-search'] as const)
          expect(say(words, locale, key, 0), key).not.to.equal(say(words, locale, key, 1));
      });

      it('ends a text as English does', () => {
        const end = (text: string) => /[.…?]$/.exec(text)?.[0];
        const counted = ['several-matches', 'shared-number'];
        for (const key of keys.filter((name) => !counted.includes(name)))
          expect(end(say(words, locale, key)), `${key}: ${say(words, locale, key)}`).to.equal(end(say(en, 'en', key)));
      });

      it('is set with the marks of print', () => {
        for (const key of keys) {
          const text = say(words, locale, key);
          expect(text, key).not.to.match(/['"]|\.\.\.|\s\s|^\s|\s$/);
          if (locale === 'fr') expect(text, key).not.to.match(/(?<![\u00a0\u202f])[:;?!»]|«(?![\u00a0\u202f])/);
          else expect(text, key).not.to.match(/\s[:;?!]/);
        }
      });
    });
  }
});

describe('counting in Polish', () => {
  const counted = (key: 'show-all' | 'several-matches' | 'shared-number' | 'found-by-search') =>
    [1, 2, 5, 22, 25, 112, 1.5].map((count) => say(pl, 'pl', key, count));

  it('has four forms of a field', () => {
    expect(counted('show-all')).to.deep.equal([
      'Pokaż pole',
      'Pokaż wszystkie 2 pola',
      'Pokaż wszystkie 5 pól',
      'Pokaż wszystkie 22 pola',
      'Pokaż wszystkie 25 pól',
      'Pokaż wszystkie 112 pól',
      'Pokaż 1,5 pola',
    ]);
  });

  it('has four forms of a customer who has the address', () => {
    expect(counted('several-matches')).to.deep.equal([
      'Pasuje jeden klient. Czy to ten?',
      'Pasują 2 klienci. Kto to?',
      'Pasuje 5 klientów. Kto to?',
      'Pasują 22 klienci. Kto to?',
      'Pasuje 25 klientów. Kto to?',
      'Pasuje 112 klientów. Kto to?',
      'Pasuje 1,5 klienta. Kto to?',
    ]);
  });

  it('has four forms of a customer who shares a number', () => {
    expect(counted('shared-number').map((text) => text.replace(/^.*który | Kto to\?$| Czy to ten\?$/g, ''))).to.deep.equal([
      'ma jeden klient.',
      'mają 2 klienci.',
      'ma 5 klientów.',
      'mają 22 klienci.',
      'ma 25 klientów.',
      'ma 112 klientów.',
      'ma 1,5 klienta.',
    ]);
  });

  it('finds in the accusative, where few and many are the same', () => {
    expect(counted('found-by-search')).to.deep.equal([
      'Znaleziono jednego klienta',
      'Znaleziono 2 klientów',
      'Znaleziono 5 klientów',
      'Znaleziono 22 klientów',
      'Znaleziono 25 klientów',
      'Znaleziono 112 klientów',
      'Znaleziono 1,5 klienta',
    ]);
  });
});
