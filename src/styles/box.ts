import { css } from 'lit';

/** A text box with a picture in it, for searching. */
export const box = css`
  .box {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: var(--_control);
    padding-inline: 9px;
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) - 2px);
    color: var(--_ink-soft);
  }
  .box:focus-within {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .box input {
    flex: 1;
    min-inline-size: 0;
    block-size: 26px;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--_ink);
  }
  .box input::placeholder {
    color: var(--_ink-soft);
    opacity: 1;
  }
  .box input::-webkit-search-cancel-button {
    display: none;
  }
`;
