import { css } from 'lit';
import { dialog } from './dialog.js';

/** Deeds in a row, questions, and what became of a deed: of every element in which something is written. */
export const writing = css`
  ${dialog}
  .toast {
    position: sticky;
    inset-block-end: 8px;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2 * var(--_gutter));
    margin: 0 auto;
    padding: 5px 12px;
    border-radius: var(--_radius);
    background: var(--_ink);
    color: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 0 var(--_gutter) var(--_gutter);
  }
  .deeds.end {
    justify-content: end;
  }
  .bar + .bar {
    border-block-start: 1px solid var(--_line);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
`;
