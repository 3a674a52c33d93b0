import { css } from 'lit';

/** A row to be has a picture and two lines. */
export const styles = css`
  .loading {
    gap: 16px;
  }
  .loading .title {
    inline-size: 45%;
  }
  .loading .line {
    inline-size: auto;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px 10px;
  }
  .loading .line > :last-child {
    grid-column: 2;
  }
`;
