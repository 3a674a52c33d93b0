import { css } from 'lit';

/** What has left a form and is not acknowledged. */
export const released = css`
  .underway {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sending {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 3px;
    padding: 8px var(--_gutter) 10px;
    border-block: 1px solid var(--_line);
    margin-block-start: -1px;
    background: var(--_sunk);
  }
  .sending .bar > :first-child {
    flex-basis: 100%;
  }
  .meta {
    font-size: 12px;
    line-height: 18px;
  }
`;
