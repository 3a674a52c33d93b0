/** What takes events in, sorts them out and makes visits of them: loaded beside the first answer of the backend, before there is anything to show. */
export { addressRules, asJourneyEvents, asJourneyNews } from '../../backend/journey-answers.js';
export { JourneyTrail } from '../../domain/journey-trail.js';
