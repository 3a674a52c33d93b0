import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import type { Editing } from './editing.js';
import { problemText } from './problems.js';
import type { Typed } from './sending.js';

/** How what is typed in a row, and its way to the backend, is told of over its form. */
export function noticesOf(editing: Editing): SubmissionNotices<Typed> {
  const { element, texts } = editing.host;
  const { say } = texts;
  return new SubmissionNotices(editing.submission, {
    texts,
    sign: icon(shapes.warning),
    words: () =>
      editing.open?.form === 'cancel'
        ? { not: say('not-done'), notYet: say('not-done-yet') }
        : { not: say('not-agreed'), notYet: say('not-agreed-yet') },
    refused: (code) => {
      const words = editing.refused.map((problem) => problemText(editing, problem));
      return words.length ? words.join(' ') : say(code === 'denied' ? 'call-back-denied' : `error-${code}`);
    },
    onAgain: () => editing.focus(),
    onDiscarded: () => {
      editing.reset();
      element.announce(say('draft-discarded'));
      editing.focus();
    },
  });
}
