import { css, html, type TemplateResult } from 'lit';
import { icon } from './icon.js';
import * as shapes from './icons.js';

/** What stands in the place of a list before it is there. */
export const listFaces = css`
  :host {
    position: relative;
    container-type: inline-size;
    background: var(--_surface);
  }
  .strong {
    font-weight: 600;
  }
  .none {
    padding: var(--_gutter);
  }
  .loading {
    display: grid;
    gap: 12px;
    padding: var(--_gutter);
  }
  .loading .line {
    inline-size: 38%;
  }
`;

/** The face of a list that could not be read: what, why, and the way to try again. */
export function failedFace(
  words: { readonly what: string; readonly why: string; readonly retry: string },
  again: () => void,
): TemplateResult {
  return html`<div class="notice bad" role="alert">
    ${icon(shapes.warning)}
    <div>
      <p class="strong">${words.what}</p>
      <p class="soft">${words.why}</p>
    </div>
    <button type="button" class="button primary" id="retry" @click=${again}>${icon(shapes.refresh)}${words.retry}</button>
  </div>`;
}

/** The face of a list that is being read. */
export function waitingFace(what: string): TemplateResult {
  const row = html`<span class="skeleton line"></span><span class="skeleton wide"></span><span class="skeleton"></span>`;
  return html`<div class="loading" aria-busy="true">
    <div class="sr">${what}</div>
    ${row}${row}
  </div>`;
}
