import { css } from 'lit';

/** A menu in a native popover, anchored to the button that opens it. */
export const menu = css`
  .menu {
    position: absolute;
    position-area: block-end span-inline-start;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
    margin: 4px 0;
    inset: auto;
    max-inline-size: min(320px, 90vw);
    padding: 4px;
    font: var(--_font);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  .menu [role^='menuitem'],
  .menu ::slotted(*) {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: var(--_control);
    padding: 4px 10px;
    text-align: start;
    border-radius: calc(var(--_radius) - 3px);
  }
  .menu [role^='menuitem']:hover,
  .menu [role^='menuitem']:focus {
    background: var(--_sunk);
  }
`;
