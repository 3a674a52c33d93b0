import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Editing } from './editing.js';
import { problemText } from './problems.js';

/** Cancelling: why, and what that leads to. */
export function renderCancelling(editing: Editing): TemplateResult {
  const { say } = editing.host.texts;
  const problem = editing.refused[0];
  return html`<fieldset class="fields" ?disabled=${editing.submission.locked}>
    <div class="input">
      <label class="caption" for="reason">${say('cancel-reason')}</label>
      <input
        id="reason"
        maxlength="1000"
        autocomplete="off"
        .value=${live(editing.typed?.reason ?? '')}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'reason-problem cancel-consequence' : 'cancel-consequence'}
        @input=${(event: Event) => editing.change({ reason: (event.target as HTMLInputElement).value })}
      />
      ${problem ? html`<p class="problem" id="reason-problem">${icon(shapes.warning)} ${problemText(editing, problem)}</p>` : nothing}
    </div>
    <p class="consequence" part="consequence" id="cancel-consequence">${say('cancel-consequence')}</p>
  </fieldset>`;
}
