import { css } from 'lit';

/** A question or a page of help over everything, in a native dialog. */
export const dialog = css`
  dialog {
    padding: 0;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    box-shadow: var(--_shadow);
    max-inline-size: min(440px, 92vw);
    inline-size: 100%;
  }
  dialog::backdrop {
    background: rgb(10 15 30 / 35%);
  }
`;
