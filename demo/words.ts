/** The few words that the demo puts inside the card, so that they are in the card's language. */
const words = {
  en: {
    history: 'History',
    journey: 'Journey',
    notes: 'Notes',
    link: 'Copy a link to this card',
    copied: 'Link copied',
    message: 'Message',
  },
  nb: {
    history: 'Historikk',
    journey: 'Kundereise',
    notes: 'Notater',
    link: 'Kopier lenke til kortet',
    copied: 'Lenken er kopiert',
    message: 'Melding',
  },
  sv: {
    history: 'Historik',
    journey: 'Kundresa',
    notes: 'Anteckningar',
    link: 'Kopiera länk till kortet',
    copied: 'Länken är kopierad',
    message: 'Meddelande',
  },
  nl: {
    history: 'Geschiedenis',
    journey: 'Klantreis',
    notes: 'Notities',
    link: 'Koppeling naar deze kaart kopiëren',
    copied: 'Koppeling gekopieerd',
    message: 'Bericht',
  },
  fr: {
    history: 'Historique',
    journey: 'Parcours',
    notes: 'Notes',
    link: 'Copier un lien vers cette fiche',
    copied: 'Lien copié',
    message: 'Message',
  },
  pl: {
    history: 'Historia',
    journey: 'Ścieżka',
    notes: 'Notatki',
    link: 'Kopiuj link do tej karty',
    copied: 'Skopiowano link',
    message: 'Wiadomość',
  },
} as const;

type Word = keyof (typeof words)['en'];

/** A word in the language of the page. */
export const say = (word: Word): string => (words[document.documentElement.lang as keyof typeof words] ?? words.en)[word];
