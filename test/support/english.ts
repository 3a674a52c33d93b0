import first from '../../src/locales/en.js';
import calling from '../../src/locales/en-calling.js';
import history from '../../src/locales/en-history.js';
import journey from '../../src/locales/en-journey.js';
import later from '../../src/locales/en-later.js';
import messages from '../../src/locales/en-messages.js';
import notes from '../../src/locales/en-notes.js';

/** All English texts, whenever they are loaded. */
export const english = { ...first, ...later, ...calling, ...notes, ...history, ...messages, ...journey };
