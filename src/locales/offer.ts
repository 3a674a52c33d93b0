import { offerLocale } from '../wiring/words.js';

/** Says where the texts of our languages are; each loads when an element first needs it. */
export function offerLocales(): void {
  offerLocale('nb', () => import('./nb.js'));
  offerLocale('sv', () => import('./sv.js'));
  offerLocale('nl', () => import('./nl.js'));
  offerLocale('fr', () => import('./fr.js'));
  offerLocale('pl', () => import('./pl.js'));
}
