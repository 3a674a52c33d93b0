/** The few words that the demo puts inside the card, so that they are in the card's language. */
const words = {
  en: {
    history: 'History',
    notes: 'Notes',
    link: 'Copy a link to this card',
    copied: 'Link copied',
    message: 'Message',
  },
  nb: {
    history: 'Historikk',
    notes: 'Notater',
    link: 'Kopier lenke til kortet',
    copied: 'Lenken er kopiert',
    message: 'Melding',
  },
  sv: {
    history: 'Historik',
    notes: 'Anteckningar',
    link: 'Kopiera länk till kortet',
    copied: 'Länken är kopierad',
    message: 'Meddelande',
  },
  nl: {
    history: 'Geschiedenis',
    notes: 'Notities',
    link: 'Koppeling naar deze kaart kopiëren',
    copied: 'Koppeling gekopieerd',
    message: 'Bericht',
  },
  fr: {
    history: 'Historique',
    notes: 'Notes',
    link: 'Copier un lien vers cette fiche',
    copied: 'Lien copié',
    message: 'Message',
  },
  pl: {
    history: 'Historia',
    notes: 'Notatki',
    link: 'Kopiuj link do tej karty',
    copied: 'Skopiowano link',
    message: 'Wiadomość',
  },
} as const;

type Word = keyof (typeof words)['en'];

/** A word in the language of the page. */
export const say = (word: Word): string => (words[document.documentElement.lang as keyof typeof words] ?? words.en)[word];
