import { css } from 'lit';

export const styles = css`
  .tabs {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: var(--_gutter) calc(var(--_gutter) - 6px);
    border-block-end: 1px solid var(--_line);
  }
  [role='tablist'] {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 18px;
    min-inline-size: 0;
  }
  [role='tab'] {
    min-block-size: 36px;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--_ink-soft);
    font-weight: 500;
  }
  [role='tab'] .pill {
    padding-inline: 6px;
  }
  [role='tab'][aria-selected='true'] {
    color: var(--_ink);
    border-block-end-color: var(--_accent);
  }
  .fold[aria-expanded='true']:not(:hover) {
    background: none;
  }
`;
