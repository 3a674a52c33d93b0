import { loadMoreEnglish } from './words.js';

/** The English texts of messages, beside those that load later anyway. */
export const loadMessageEnglish = (): Promise<void> => loadMoreEnglish(import('../locales/en-messages.js'));
