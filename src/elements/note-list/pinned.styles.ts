import { css } from 'lit';

export const styles = css`
  .pinned {
    background: var(--_warn-soft);
    border-block-end: 1px solid var(--_line);
  }
  .pinned ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pin {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 2px 8px;
    align-items: start;
    padding: 7px var(--_gutter);
  }
  .pin + .pin {
    border-block-start: 1px solid var(--_line);
  }
  .pin > .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 3px;
    color: var(--_warn);
  }
  .pin-text {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    white-space: pre-wrap;
  }
  .pin-text.whole {
    display: block;
  }
  .pin-text a {
    color: var(--_accent);
  }
  .pin-foot {
    font-size: 12px;
    line-height: 18px;
    color: var(--_ink-soft);
  }
  .pin-foot > * {
    display: inline-block;
  }
  .pinned .quiet:hover {
    background: color-mix(in oklch, var(--_warn-soft), var(--_ink) 8%);
  }
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  .slim {
    min-block-size: 26px;
    padding: 1px 9px;
    font-size: 12.5px;
  }
  @media (forced-colors: active) {
    .pinned {
      border: 1px solid CanvasText;
    }
  }
`;
