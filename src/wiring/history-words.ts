import { loadMoreEnglish } from './words.js';

/** The English texts of earlier interactions, beside those that load later anyway. */
export const loadHistoryEnglish = (): Promise<void> => loadMoreEnglish(import('../locales/en-history.js'));
