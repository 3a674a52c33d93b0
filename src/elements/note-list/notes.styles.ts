import { css } from 'lit';
import { box } from '../../styles/box.js';
import { chips } from '../../styles/chips.js';
import { input } from '../../styles/input.js';
import { released } from '../../styles/released.js';
import { rows } from '../../styles/rows.js';
import { writing } from '../../styles/writing.js';
import { styles as pinned } from './pinned.styles.js';

export const styles = css`
  ${box}
  ${chips}
  ${input}
  ${released}
  ${rows}
  ${writing}
  ${pinned}
  .notes {
    position: relative;
  }
  .notes .input textarea {
    min-block-size: calc(2lh + 8px);
  }
  .composer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 10px var(--_gutter) 12px;
    border-block-end: 1px solid var(--_line);
  }
  .caption .end {
    margin-inline-start: auto;
  }
  .status {
    font-size: 12px;
  }
  .row-deeds,
  .pins {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .pins > p {
    flex: 1 0 100%;
  }
  .row-deeds .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .finding {
    display: grid;
    gap: 8px;
    padding: 10px var(--_gutter);
    border-block-end: 1px solid var(--_line);
  }
  .note {
    padding: 0 var(--_gutter) 10px;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: 4px 8px;
    inline-size: calc(100% + 2 * var(--_gutter));
    margin-inline: calc(-1 * var(--_gutter));
    padding: 8px var(--_gutter) 2px;
    border: 0;
    border-radius: 0;
    text-align: start;
  }
  .head .by {
    flex: 1;
    min-inline-size: 0;
  }
  .author {
    font-weight: 600;
  }
  .head time,
  .edited {
    font-size: 12px;
    color: var(--_ink-soft);
  }
  .head .at {
    display: flex;
    flex: none;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    margin-inline-start: auto;
  }
  .head .chevron {
    inline-size: 14px;
    block-size: 14px;
    color: var(--_ink-soft);
  }
  .open > .head .chevron {
    rotate: 180deg;
  }
  .mark .icon {
    inline-size: 13px;
    block-size: 13px;
    vertical-align: -2px;
    color: var(--_warn);
  }
  .pill.here {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .text {
    display: block;
    min-inline-size: 0;
    white-space: pre-wrap;
  }
  .text a {
    color: var(--_accent);
  }
  .text.clamped {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }
  .note .clamped {
    cursor: pointer;
  }
  .row:hover {
    background: color-mix(in oklch, var(--_sunk) 55%, transparent);
  }
  .note.open {
    padding-block-end: 12px;
  }
  .going .text,
  .going .author {
    color: var(--_ink-soft);
    text-decoration: line-through;
  }
  .content > .link {
    justify-self: start;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 3px var(--_gutter);
    font-size: 12px;
    font-weight: 550;
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .line .up {
    inline-size: 13px;
    block-size: 13px;
    rotate: 180deg;
  }
  .rows + .line {
    border-block-start: 1px solid var(--_line);
  }
  .older {
    padding: 10px var(--_gutter);
  }
  .none {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .slim {
    min-block-size: 26px;
    padding: 1px 9px;
    font-size: 12.5px;
  }
  .editing {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 10px 12px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .clash {
    display: grid;
    gap: 6px;
  }
  .other {
    max-block-size: 12em;
    overflow: auto;
    padding: 6px 9px;
    border-radius: calc(var(--_radius) - 2px);
    background: var(--_sunk);
  }
  .versions {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 8px 12px;
    list-style: none;
    border-inline-start: 2px solid var(--_line);
  }
  .composer .bar,
  .editing .bar,
  .bar.inside {
    padding: 6px 10px;
    border: 0;
    border-radius: var(--_radius);
  }
  @container (inline-size < 400px) {
    .head {
      flex-wrap: wrap;
    }
    .head .by {
      flex: 1 1 auto;
    }
  }
  @media (forced-colors: active) {
    .editing,
    .composer .bar,
    .editing .bar,
    .bar.inside {
      border: 1px solid CanvasText;
    }
  }
`;
