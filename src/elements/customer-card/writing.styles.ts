import { css } from 'lit';
import { dialog } from '../../styles/dialog.js';

/** Deeds in a row, questions, what is said over the card, and what became of a deed. */
export const styles = css`
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
  .pick {
    padding-block-end: 6px;
  }
  .company {
    flex-wrap: nowrap;
    align-items: start;
    background: var(--_sunk);
  }
  .bar.company > .icon {
    flex: none;
    margin-block-start: 2px;
  }
  .line {
    display: block;
  }
  .danger {
    color: var(--_surface);
    background: var(--_bad);
    border-color: transparent;
  }
  .danger:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_bad) 88%, var(--_ink));
  }
  .ask form {
    display: grid;
    gap: 10px;
    padding: 16px;
  }
  .ask .deeds {
    padding: 4px 0 0;
  }
  .consequence {
    display: grid;
    gap: 4px;
    padding: 10px 12px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  @media (forced-colors: active) {
    .consequence {
      border: 1px solid CanvasText;
    }
    .danger {
      border-color: ButtonText;
    }
  }
`;
