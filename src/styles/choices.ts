import { css } from 'lit';

/** What is to be seen of a list: choices side by side, of which one or some are chosen. */
export const choices = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
    padding: 8px var(--_gutter);
    border-block-end: 1px solid var(--_line);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 26px;
    padding: 1px 9px;
    font-size: 12.5px;
    font-weight: 500;
    color: var(--_ink-soft);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: 13px;
    cursor: pointer;
  }
  .choice:hover {
    background: var(--_sunk);
  }
  .choice:has(:checked) {
    color: var(--_accent);
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .choice input[type='radio'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
  }
  .choice input[type='checkbox'] {
    accent-color: var(--_accent);
  }
  .choice input:focus-visible {
    outline: 0; /* the whole choice has it */
  }
  .choice .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  @container (max-width: 400px) {
    .filters {
      gap: 4px;
    }
    .choice {
      padding-inline: 7px;
    }
    .choice .icon {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      border-color: Highlight;
      color: Highlight;
    }
  }
`;
