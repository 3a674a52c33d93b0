import { css } from 'lit';

/** One of a few, chosen by a click: a radio button that looks like a chip. */
export const chips = css`
  .which {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip {
    position: relative;
    display: inline-flex;
  }
  .chip > span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 1px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: 13px;
    font-size: 12.5px;
    cursor: pointer;
  }
  .chip > span:hover {
    background: var(--_sunk);
  }
  .chip input:checked + span {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .chip input:focus-visible + span {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .chip .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  @media (forced-colors: active) {
    .chip input:checked + span {
      outline: 2px solid Highlight;
    }
  }
`;
