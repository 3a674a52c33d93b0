import { html, nothing, type TemplateResult } from 'lit';
import { isPinned, type Note, type Pin } from '../../domain/note.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Deeds } from './deeds.js';
import type { Rows } from './rows.js';
import { authorText, endOfDay, fullTime, pinText } from './times.js';
import { kinds } from './wishes.js';

/** Days for which a note can be pinned, besides today and for good. */
const spans = [7, 30] as const;

/** What can be done with a note, under its text. */
export function renderDeeds(rows: Rows, note: Note): TemplateResult | typeof nothing {
  const { host, notes } = rows;
  const { reading, texts, source } = host;
  const { say } = texts;
  const { id } = note;
  const own = note.authorId !== '' && note.authorId === reading.agentId;
  const pinned = isPinned(note, reading.now);
  const deed = (name: string, shape: string, text: string, run: () => void, expanded?: boolean) =>
    html`<button
      type="button"
      class="button slim"
      data-topic=${`${name} ${id}`}
      aria-expanded=${expanded ?? nothing}
      aria-disabled=${name !== 'versions' && notes.deeds.isBusy(id)}
      @click=${() => (name === 'versions' || !notes.deeds.isBusy(id)) && run()}
    >
      ${icon(shape)}${text}
    </button>`;
  const buttons = [
    own && reading.may('change') && deed('edit', shapes.edit, say('edit'), () => notes.editing.start(note)),
    own && reading.may('remove') && deed('remove', shapes.remove, say('note-remove'), () => void notes.remove(note)),
    reading.may('pin') &&
      (pinned
        ? deed('pin', shapes.pin, say('note-unpin'), () => void notes.deeds.pin(note, undefined))
        : deed('pin', shapes.pin, say('note-pin'), () => rows.turn(id, 'pins'), rows.shows(id, 'pins'))),
    note.editedAt !== undefined &&
      source.backend?.notes?.history &&
      deed('versions', shapes.history, say('note-versions'), () => rows.turn(id, 'versions'), rows.shows(id, 'versions')),
  ].filter(Boolean);
  return buttons.length ? html`<div class="row-deeds">${buttons}</div>` : nothing;
}

/** Why it cannot be changed, and how long it is pinned. */
export function renderReason(rows: Rows, note: Note): TemplateResult {
  const { host } = rows;
  const { say } = host.texts;
  const { settings, session } = host.reading.around!;
  const pin = pinText(host, note);
  const { noteEdit, noteRemove } = settings;
  const author = authorText(host, note);
  const fixed =
    !noteEdit && !noteRemove ? 'note-fixed' : !noteEdit ? 'note-no-change' : !noteRemove ? 'note-no-remove' : undefined;
  const why = note.authorId !== session.agent.id ? say('note-of-other', { author }) : fixed && say(fixed);
  return html`${pin && note.pin?.untilAt ? html`<p class="hint" title=${fullTime(host, note.pin.untilAt)}>${pin}</p>` : nothing}
  ${why ? html`<p class="hint">${why}</p>` : nothing}`;
}

/** How long it is to stand above the others. */
export function renderPins(rows: Rows, note: Note): TemplateResult | typeof nothing {
  const { host, notes } = rows;
  const { say } = host.texts;
  if (isPinned(note, host.reading.now)) return nothing;
  const choose = (name: string, text: string, pin: () => Pin) =>
    html`<button
      type="button"
      class="button slim"
      data-topic=${`pin-${name} ${note.id}`}
      @click=${() => {
        host.renderRoot.querySelector<HTMLElement>(`[data-topic="${CSS.escape(`pin ${note.id}`)}"]`)?.focus();
        rows.turn(note.id, 'pins');
        void notes.deeds.pin(note, pin());
      }}
    >
      ${text}
    </button>`;
  const until = (days: number) => () => ({ untilAt: endOfDay(host, days) });
  return html`<div class="pins" role="group" aria-label=${say('note-pin-how-long')}>
    <p class="hint">${say('note-pin-how-long')}</p>
    ${choose('open', say('note-pin-open'), () => ({}))} ${choose('0', say('today'), until(0))}
    ${spans.map((days) => choose(String(days), say('note-pin-days', { days }), until(days)))}
  </div>`;
}

/** What is on its way for a note, or why nothing came of it. */
export function renderSaid(rows: Rows, note: Note, removal: ReturnType<Deeds['removal']>): TemplateResult | typeof nothing {
  const { host, notes } = rows;
  const { deeds, editing } = notes;
  const { say } = host.texts;
  const { id } = note;
  if (removal) return renderRemoval(rows, id, removal);
  const said = deeds.said(id);
  const [first] = deeds.underway(id);
  const changing = first?.kind === kinds.change && !editing.isOpen(id);
  const late = first && (first.error !== undefined || first.attempts > 1);
  if (changing && !late) return html`<p class="hint" role="status">${say('note-change-saving')}</p>`;
  if (first && late && (changing || first.kind === kinds.pin)) {
    const parked = first.state === 'conflict' || first.state === 'needs-attention';
    const [not, notYet] = changing ? (['not-saved', 'not-sent-yet'] as const) : (['note-not-done', 'note-not-done-yet'] as const);
    const { code } = first.error ?? {};
    return html`<div class="bar warn inside" part="bar" role="alert">
      <span
        >${icon(shapes.warning)} ${say(parked ? not : notYet)} ${code && code !== 'not-sent' ? say(`error-${code}`) : ''}
        ${parked ? nothing : say('sent-by-itself')}</span
      >
      <button type="button" class="button slim" data-topic=${`retry ${id}`} @click=${() => void deeds.retry(first)}>
        ${say('retry')}
      </button>
      ${
        changing
          ? html`<button type="button" class="button slim" data-topic=${`open-form ${id}`} @click=${() => editing.start(note)}>
              ${say('edit-again')}
            </button>`
          : html`<button type="button" class="button slim" data-topic=${`give-up ${id}`} @click=${() => void deeds.giveUp(first)}>
              ${say('note-give-up')}
            </button>`
      }
    </div>`;
  }
  if (said === undefined) return nothing;
  return html`<p class="bar warn inside" part="bar" role="alert"><span>${icon(shapes.warning)} ${said}</span></p>`;
}

/** How long a deletion can be undone, and that it is going. */
function renderRemoval(rows: Rows, id: string, { intent, seconds }: NonNullable<ReturnType<Deeds['removal']>>): TemplateResult {
  const { say } = rows.host.texts;
  const waits = intent.state === 'queued' && intent.attempts > 0;
  const { code } = intent.error ?? {};
  const why = code && code !== 'not-sent' ? say(`error-${code}`) : '';
  const text =
    seconds > 0 ? say('note-removed-in', { seconds }) : waits ? `${say('note-not-removed-yet')} ${why}` : say('note-removing');
  return html`<div class="bar inside" part="bar" role="group" aria-label=${say('note-remove')}>
    <span class="number" aria-live=${seconds > 0 ? 'off' : 'polite'}>${icon(shapes.remove)} ${text}</span>
    <button
      type="button"
      class="button slim"
      data-topic=${`undo ${id}`}
      aria-disabled=${intent.state === 'sending'}
      @click=${() => intent.state === 'queued' && void rows.notes.undo(intent)}
    >
      ${icon(shapes.undo)}${say(seconds > 0 ? 'undo' : 'note-keep')}
    </button>
  </div>`;
}
