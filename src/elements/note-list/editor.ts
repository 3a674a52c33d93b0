import { html, nothing, type TemplateResult } from 'lit';
import type { Note } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Editing } from './editing.js';
import { linkedText, step } from './text.js';

/** The form in which a note is changed, in its row. */
export function renderEditor(editing: Editing, note: Note): TemplateResult {
  const { submission, notices, box, gone, clashes } = editing;
  const { say } = editing.owner.host.texts;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void editing.save();
  };
  const onKeydown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return onSubmit(event);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    editing.leave();
  };
  const save = html`<button
    class="button primary"
    id="save-change"
    title="Ctrl+Enter"
    aria-busy=${submission.locked}
    ?disabled=${submission.locked}
  >
    ${say(box.warned ? 'save-anyway' : 'save')}
  </button>`;
  const intoNew = html`<button type="button" class="button primary" id="into-new" @click=${() => void editing.intoNew()}>
    ${say('note-into-new')}
  </button>`;
  return html`<form class="editing" novalidate aria-label=${say('note-edit')} @submit=${onSubmit} @keydown=${onKeydown}>
    ${notices.render()} ${gone ? notices.bar(say('note-gone'), 'warn') : nothing}
    ${clashes ? renderClash(editing, note) : nothing} ${box.render(notices.renderState())}
    <div class="row-deeds">
      ${gone ? intoNew : clashes ? nothing : save}
      <button type="button" class="button" id="cancel-change" @click=${() => editing.cancel()}>
        ${say(submission.locked ? 'close' : 'cancel')}
      </button>
      ${submission.locked && submission.face === 'sending' ? html`<span class="soft">${say('saving')}</span>` : nothing}
    </div>
    ${
      editing.leaving
        ? html`<div class="bar warn inside" part="bar" role="alert">
            <span>${say('unsaved-why')}</span>
            <button
              type="button"
              class="button"
              id="discard-change"
              @click=${() => {
                editing.owner.host.announce(say('draft-discarded'));
                editing.discard();
              }}
            >
              ${say('discard')}
            </button>
            <button type="button" class="button" id="keep-change" @click=${() => editing.stay()}>${say('keep-editing')}</button>
          </div>`
        : nothing
    }
  </form>`;
}

/** Two texts: what stands there now, over what is typed. */
function renderClash(editing: Editing, note: Note): TemplateResult {
  const { say } = editing.owner.host.texts;
  return html`<div class="clash" role="group" aria-label=${say('note-other-text')}>
    <p class="bar warn inside" part="bar" role="alert"><span>${icon(shapes.warning)} ${say('note-clash')}</span></p>
    <p class="caption">${say('note-other-text')}</p>
    <span class="text other" id="other-text" dir="auto">${linkedText(note.text, step)}</span>
    <div class="row-deeds">
      <button type="button" class="button" id="keep-mine" @click=${() => editing.keepMine()}>${say('note-keep-mine')}</button>
      <button type="button" class="button" id="take-other" @click=${() => editing.discard()}>${say('note-take-other')}</button>
    </div>
  </div>`;
}
