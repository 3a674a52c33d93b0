import { html } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { NoteDraft } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { IntentError } from '../../wiring/intent.js';
import { ReleasedRows } from '../../wiring/released-rows.js';
import type { Released } from '../../wiring/submission.js';
import type { Composing, Typed } from './composing.js';
import type { NoteList } from './note-list.js';
import { closedLength, linkedText } from './text.js';
import { reasonsIn } from './wishes.js';

/** Notes that have left the box and that the backend has not acknowledged: above the list, each with what can be done. */
export function underway(host: NoteList, composing: Composing): ReleasedRows<Typed> {
  const { say } = host.texts;
  const why = (code: BackendErrorCode, error: IntentError): string => {
    const limit = host.reading.around?.settings.noteLimit ?? 0;
    if (code === 'denied') return say('note-denied');
    if (code === 'not-found') return say('note-customer-gone');
    if (reasonsIn(error).includes('too-long')) return say('note-too-long', { limit });
    return say(`error-${code}`);
  };
  return new ReleasedRows(composing.submission, {
    texts: host.texts,
    sign: icon(shapes.warning),
    shown: () => {
      const { source, reading } = host;
      // The news that a note is there may be faster than the answer that it was saved.
      const isOurs = ({ intent, payload }: Released) =>
        (payload as NoteDraft).customerId === source.customerId &&
        !(intent.state === 'sending' && reading.arrived.has(intent.key));
      return composing.submission.released.filter(isOurs).reverse();
    },
    words: () => ({
      sending: say('saving'),
      not: say('not-saved'),
      notYet: say('not-sent-yet'),
      taken: say('note-box-taken'),
    }),
    why,
    renderText: (payload) =>
      html`<span class="text clamped" dir="auto">${linkedText((payload as NoteDraft).text, closedLength)}</span>`,
    mayEdit: () => host.reading.may('add'),
    onEdit: (released) => void composing.reopen(released),
    onDiscarded: ({ intent }) => {
      if (intent.tried) host.reading.reload(); // it may have been done all the same
      host.announce(say('draft-discarded'));
      void composing.box.focus();
    },
  });
}
