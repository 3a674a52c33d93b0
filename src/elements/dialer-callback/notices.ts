import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import type { Typed } from './agreeing.js';
import type { Form } from './form.js';
import { problemText } from './problems.js';

/** How what is said of the attempt, and its way to the backend, is told of over the form. */
export function noticesOf(host: Form): SubmissionNotices<Typed> {
  const { texts } = host;
  return new SubmissionNotices(host.submission, {
    texts,
    sign: icon(shapes.warning),
    words: () =>
      host.submission.value?.outcome === 'call-back'
        ? { not: texts.say('not-agreed'), notYet: texts.say('not-agreed-yet') }
        : { not: texts.say('not-done'), notYet: texts.say('not-done-yet') },
    refused: (code) => {
      const words = host.agreeing.refused.map((problem) => problemText(host, problem));
      return words.length ? words.join(' ') : texts.say(`error-${code}`);
    },
    onAgain: () => host.focusLater(''),
    onDiscarded: () => {
      host.agreeing.reset();
      host.announce(texts.say('draft-discarded'));
      host.focusLater('');
    },
  });
}
