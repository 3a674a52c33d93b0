import { css } from 'lit';
import { consequence } from '../../styles/consequence.js';
import { writing } from '../../styles/writing.js';

/** What is said over the card, and questions. */
export const styles = css`
  ${consequence}
  ${writing}
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
  @media (forced-colors: active) {
    .danger {
      border-color: ButtonText;
    }
  }
`;
