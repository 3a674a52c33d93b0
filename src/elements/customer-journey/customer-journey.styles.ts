import { css } from 'lit';

/** A journey to be has its head, the picture and a few lines. */
export const styles = css`
  .loading {
    gap: 14px;
  }
  .loading .title {
    inline-size: 40%;
  }
  .loading .line {
    inline-size: auto;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
    gap: 12px;
  }
`;
