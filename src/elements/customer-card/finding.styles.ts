import { css } from 'lit';
import { box } from '../../styles/box.js';

/** Lists of candidates, the search, and what is known of an address that nobody has. */
export const styles = css`
  ${box}
  .addresses {
    margin-block-start: 8px;
  }
  .addresses > div {
    display: grid;
    grid-template-columns: minmax(84px, auto) minmax(0, 1fr);
    gap: 12px;
    align-items: baseline;
  }
  .search {
    display: block;
    padding: 0 var(--_gutter) var(--_gutter);
  }
  .bar + .search {
    padding-block-start: 12px;
  }
  .options + .search {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .filter.box {
    display: flex;
    margin: 0 var(--_gutter) 8px;
    padding: 0 9px;
  }
  .options {
    max-block-size: 420px;
    overflow: auto;
    overscroll-behavior: contain;
    border-block-start: 1px solid var(--_line);
  }
  .search .options {
    margin-block-start: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .search .section-body {
    padding: 8px 2px 0;
  }
  .options:focus-visible {
    outline-offset: -2px;
  }
  .option {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 10px;
    padding: calc(var(--_gap) * 0.9) var(--_gutter);
    border-block-end: 1px solid var(--_line);
    cursor: pointer;
  }
  .option:last-child {
    border-block-end: 0;
  }
  .option > .icon {
    margin-block-start: 2px;
    color: var(--_ink-soft);
  }
  .option:hover {
    background: var(--_sunk);
  }
  .options:focus-visible .option[aria-selected='true'],
  .search:focus-within .option[aria-selected='true'],
  .filter:focus-within + .options .option[aria-selected='true'] {
    background: var(--_accent-soft);
    box-shadow: inset var(--_edge, 3px) 0 var(--_accent);
  }
  .option:dir(rtl)[aria-selected='true'] {
    --_edge: -3px;
  }
  .history li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 10px;
    align-items: baseline;
    padding-block: 5px;
    border-block-end: 1px solid var(--_line);
  }
  .history li:last-child {
    border: 0;
  }
  .history .icon {
    align-self: center;
    color: var(--_ink-soft);
  }
  .excerpt {
    grid-column: 2 / -1;
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    padding-inline-start: calc(var(--_gutter) - 6px);
  }
  .choice > span:not(:first-child) ~ .button {
    grid-column: 2;
  }
  .choice > .button {
    justify-self: start;
  }
  @container (inline-size >= 560px) {
    .choice {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .choice > span:not(:first-child) ~ .button {
      grid-column: 3;
    }
  }
`;
