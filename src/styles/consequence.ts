import { css } from 'lit';

/** What a click will lead to, in a soft panel right above the button. */
export const consequence = css`
  .consequence {
    display: grid;
    gap: 4px;
    padding: 10px 12px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .consequence ul {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  @media (forced-colors: active) {
    .consequence {
      border: 1px solid CanvasText;
    }
  }
`;
