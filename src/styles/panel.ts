import { css } from 'lit';

/** A panel of its own: a head with title and state, and a body. */
export const panel = css`
  :host {
    position: relative;
    container-type: inline-size;
    background: var(--_surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 10px var(--_gutter);
    border-block-end: 1px solid var(--_line);
    min-block-size: 48px;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px var(--_gutter);
  }
  .loading .body {
    gap: 14px;
  }
  .skeleton.title {
    inline-size: 45%;
  }
`;
