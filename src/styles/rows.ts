import { css } from 'lit';

/** What `RowGroups` shows: rows in groups that cost nothing while they are out of sight. */
export const rows = css`
  .group {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3400px;
  }
  .group:first-child:last-child {
    content-visibility: visible;
  }
  .row {
    border-block-end: 1px solid var(--_line);
  }
  .group:last-child > .row:last-child {
    border-block-end: 0;
  }
  .rows :focus-visible {
    outline-offset: -2px;
  }
`;
