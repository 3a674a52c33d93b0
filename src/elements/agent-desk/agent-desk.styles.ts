import { css } from 'lit';

/** The desk is a frame: it takes no place of its own. */
export const styles = css`
  :host {
    display: contents;
  }
  .bar {
    font: var(--_font);
    color: var(--_ink);
  }
`;
