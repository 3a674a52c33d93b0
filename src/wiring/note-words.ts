import { loadMoreEnglish } from './words.js';

/** The English texts of notes, beside those that load later anyway. */
export const loadNoteEnglish = (): Promise<void> => loadMoreEnglish(import('../locales/en-notes.js'));
