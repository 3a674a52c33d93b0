import { css } from 'lit';
import { choices } from '../../styles/choices.js';
import { rows } from '../../styles/rows.js';

export const styles = css`
  ${rows}
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 12px;
    padding: 12px var(--_gutter) 10px;
    border-block-end: 1px solid var(--_line);
  }
  ${choices}
  .none {
    display: grid;
    justify-items: start;
    gap: 8px;
  }
  .fold {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) 16px;
    gap: 1px 10px;
    align-items: start;
    inline-size: 100%;
    padding: 9px var(--_gutter) 2px;
    border: 0;
    border-radius: 0;
    text-align: start;
  }
  .inside:hover .fold .chevron {
    color: var(--_ink);
  }
  .fold .icon {
    color: var(--_ink-soft);
  }
  .fold > .icon {
    margin-block-start: 2px; /* in the middle of the first line */
  }
  .fold .chevron {
    grid-row: 1;
    grid-column: 3;
    transition: rotate var(--_motion);
  }
  .fold[aria-expanded='true'] .chevron {
    rotate: 180deg;
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 10px;
  }
  .first .icon {
    margin-inline-start: 3px;
    inline-size: 14px;
    block-size: 14px;
    vertical-align: -2px;
  }
  .second {
    grid-column: 2 / -1;
  }
  .second .pill {
    vertical-align: 1px;
  }
  .pill.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .about {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    padding: 0 var(--_gutter) 10px calc(var(--_gutter) + 26px);
    padding-inline: calc(var(--_gutter) + 26px) var(--_gutter);
  }
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  .excerpt.whole {
    display: block;
    white-space: pre-line;
  }
  .topics {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    font-size: 12px;
  }
  .topics .pill {
    font-weight: 500;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .facts {
    display: grid;
    gap: 4px;
    padding-block-start: 6px;
    border-block-start: 1px solid var(--_line);
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 110px) minmax(0, 1fr);
    gap: 0 12px;
  }
  .end {
    padding: 10px var(--_gutter) 14px;
    border-block-start: 1px solid var(--_line);
    font-size: 12.5px;
  }
  .end .icon {
    vertical-align: -3px;
  }
  @container (min-width: 640px) {
    .inside {
      display: grid;
      grid-template-columns: minmax(0, 9fr) minmax(0, 11fr);
    }
    .fold {
      align-content: start;
      padding-block-end: 9px;
    }
    .about {
      align-content: start;
      padding: 9px var(--_gutter) 9px 0;
      padding-inline: 0 var(--_gutter);
    }
  }
  @media (forced-colors: active) {
    .excerpt,
    .facts {
      border-color: CanvasText;
    }
  }
`;
