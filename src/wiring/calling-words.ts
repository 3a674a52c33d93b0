import { loadMoreEnglish } from './words.js';

/** The English texts of attempts and call-backs, beside those that load later anyway. Pages without a dialer never ask. */
export const loadCallingEnglish = (): Promise<void> => loadMoreEnglish(import('../locales/en-calling.js'));
