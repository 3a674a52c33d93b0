import { html } from 'lit';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { MessageDraft } from '../../domain/message.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { IntentError } from '../../wiring/intent.js';
import { problemsIn } from '../../wiring/refusal.js';
import { ReleasedRows } from '../../wiring/released-rows.js';
import type { Released } from '../../wiring/submission.js';
import type { Typed } from './drafting.js';
import type { MessageComposer } from './message-composer.js';
import { reasonText } from './problems.js';
import type { Writing } from './writing.js';

/** Messages that have left the form and that the backend has not acknowledged: below it, each with what can be done. */
export function underway(host: MessageComposer, writing: Writing): ReleasedRows<Typed> {
  const { say } = host.texts;
  const why = (code: BackendErrorCode, error: IntentError): string => {
    const [first] = problemsIn({ error });
    if (code === 'invalid' && first) return reasonText(host, first);
    if (code === 'denied') return say('message-denied');
    return code === 'not-found' ? say('message-customer-gone') : say(`error-${code}`);
  };
  return new ReleasedRows(writing.submission, {
    texts: host.texts,
    sign: icon(shapes.warning),
    shown: () => {
      // Of this customer, or of this conversation where nobody is known.
      const { customerId, interaction } = host.source;
      const isOurs = ({ payload }: Released) => {
        const draft = payload as MessageDraft;
        return customerId ? draft.customerId === customerId : !draft.customerId && draft.interactionId === interaction?.id;
      };
      return writing.submission.released.filter(isOurs).reverse();
    },
    words: () => ({
      sending: say('message-sending'),
      not: say('message-not-sent'),
      notYet: say('message-not-sent-yet'),
      taken: say('message-box-taken'),
    }),
    why,
    renderText: (payload) => {
      const { channel, text } = payload as MessageDraft;
      return html`<p class="way">
        ${icon(channel === 'sms' ? shapes.sms : shapes.email)} <span class="clip" dir="auto">${text}</span>
      </p>`;
    },
    mayEdit: () => true,
    onEdit: (released) => void writing.reopen(released),
    onDiscarded: () => {
      host.announce(say('draft-discarded'));
      void writing.focus();
    },
  });
}
