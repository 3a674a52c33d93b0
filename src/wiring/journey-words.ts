import { loadMoreEnglish } from './words.js';

/** The English texts of journeys, beside those that load later anyway. */
export const loadJourneyEnglish = (): Promise<void> => loadMoreEnglish(import('../locales/en-journey.js'));
