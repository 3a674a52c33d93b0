import { css } from 'lit';
import { choices } from '../../styles/choices.js';
import { rows } from '../../styles/rows.js';

export const styles = css`
  ${rows} ${choices}
  :host {
    --_lane: 26px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    padding: 10px var(--_gutter) 8px;
  }
  .head .count {
    margin-inline-start: auto;
  }
  .dot {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: currentColor;
  }
  .now {
    display: flex;
    align-items: baseline;
    gap: 9px;
    padding: 0 var(--_gutter) 10px;
  }
  .pulse {
    flex: none;
    inline-size: 9px;
    block-size: 9px;
    border-radius: 50%;
    background: var(--_good);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_good) 25%, transparent);
    animation: pulse 2s ease-in-out infinite;
  }
  .pulse.still {
    background: none;
    border: 2px solid var(--_ink-soft);
    box-shadow: none;
    animation: none;
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }
  .targets {
    padding: 8px var(--_gutter) 10px;
    border-block-start: 1px solid var(--_line);
  }
  .targets ul {
    display: grid;
    gap: 4px;
    margin-block-start: 4px;
  }
  .target {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-block-size: 32px;
  }
  .target .aim {
    flex: 1 1 11em;
    min-inline-size: 0;
  }
  .target > .icon {
    color: var(--_ink-soft);
  }
  .target.here > .icon {
    color: var(--_good);
  }
  .filters {
    border-block-start: 1px solid var(--_line);
  }
  .pick {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 12.5px;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .pick select {
    min-block-size: 26px;
    min-inline-size: 0;
    max-inline-size: 16em;
    padding: 1px 4px;
    font: inherit;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) - 2px);
  }
  .news {
    position: sticky;
    inset-block-start: 14px;
    z-index: 1;
    block-size: 0;
    display: flex;
    justify-content: center;
    align-items: start;
  }
  /* At rest it stands on the line above the visits, and covers as little of them as can be. */
  .news .button {
    min-block-size: 24px;
    margin-block-start: -10px;
    padding-block: 0;
    border-radius: 999px;
    box-shadow: var(--_shadow);
  }
  .none {
    display: grid;
    justify-items: start;
    gap: 8px;
  }
  .fold {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 16px;
    gap: 1px 10px;
    align-items: start;
    inline-size: 100%;
    padding: 9px var(--_gutter) 6px;
    border: 0;
    border-radius: 0;
    text-align: start;
  }
  .fold .icon {
    color: var(--_ink-soft);
  }
  .fold .chevron {
    grid-row: 1;
    grid-column: 2;
    margin-block-start: 2px;
    transition: rotate var(--_motion);
  }
  .fold[aria-expanded='true'] .chevron {
    rotate: 180deg;
  }
  .fold:hover .chevron {
    color: var(--_ink);
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .second,
  .way {
    font-size: 12.5px;
  }
  .way {
    padding: 0 var(--_gutter) 9px;
  }
  .way .icon {
    inline-size: 13px;
    block-size: 13px;
    margin-inline-end: 5px;
    vertical-align: -2px;
  }
  .pill.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .pill.bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 2px var(--_gutter) 14px;
  }
  .picture {
    display: grid;
    grid-template-columns: minmax(72px, 30%) minmax(0, 1fr);
    gap: 0 10px;
  }
  .names {
    display: grid;
    grid-auto-rows: var(--_lane);
    align-content: start;
  }
  .page {
    display: flex;
    align-items: center;
    gap: 5px;
    min-inline-size: 0;
    padding-inline: 5px;
    margin-inline-start: -5px;
    text-align: start;
    border-radius: 5px;
  }
  .page bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .page .times {
    flex: none;
    font-size: 12px;
  }
  .page .times::after {
    content: '×' attr(data-times);
  }
  .page:hover {
    background: var(--_sunk);
  }
  .page[aria-pressed='true'] {
    color: var(--_accent);
    background: var(--_accent-soft);
    font-weight: 600;
  }
  .plot {
    position: relative;
    block-size: calc(var(--rows) * var(--_lane));
    background: repeating-linear-gradient(
      to bottom,
      transparent 0 calc(var(--_lane) / 2),
      var(--_line) calc(var(--_lane) / 2) calc(var(--_lane) / 2 + 1px),
      transparent calc(var(--_lane) / 2 + 1px) var(--_lane)
    );
  }
  .plot > * {
    position: absolute;
  }
  /* The last page has room, however short it was. */
  .plot,
  .scale {
    margin-inline-end: 9px;
  }
  .tick {
    inset-block: 0;
    inset-inline-start: calc(var(--start) * 100%);
    border-inline-start: 1px solid var(--_line);
  }
  .anonymous {
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: calc(var(--length) * 100%);
    background: repeating-linear-gradient(135deg, transparent 0 5px, var(--_sunk) 5px 10px);
    border-inline-end: 1px dashed var(--_line-strong);
  }
  .edge {
    inset-block-start: calc((var(--row) + 0.5) * var(--_lane));
    inset-inline-start: calc(var(--start) * 100%);
    block-size: calc(var(--over) * var(--_lane));
    border-inline-start: 1px solid var(--_line-strong);
  }
  .bar-of-time {
    inset-block-start: calc(var(--row) * var(--_lane) + 7px);
    inset-inline-start: calc(var(--start) * 100%);
    inline-size: max(5px, calc(var(--length) * 100% - 1px));
    block-size: 12px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: color-mix(in oklch, var(--_accent) 55%, var(--_surface));
  }
  .bar-of-time.here {
    background: var(--_accent);
    animation: pulse 2s ease-in-out infinite;
  }
  .bar-of-time.wrong {
    border-color: var(--_bad);
    background: repeating-linear-gradient(115deg, var(--_bad) 0 3px, var(--_surface) 3px 6px);
  }
  .mark {
    display: grid;
    place-items: center;
    inset-block-start: calc(var(--row) * var(--_lane) + 4px);
    inset-inline-start: calc(var(--start) * 100% - 9px);
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_ink-soft);
    border: 1px solid var(--_line);
  }
  .mark .icon {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2;
  }
  .good:is(.mark, li) .icon {
    color: var(--_good);
  }
  .warn:is(.mark, li) .icon {
    color: var(--_warn);
  }
  .bad:is(.mark, li) .icon {
    color: var(--_bad);
  }
  .scale {
    position: relative;
    grid-column: 2;
    block-size: 20px;
    font-size: 12px;
    white-space: nowrap;
  }
  .scale > * {
    position: absolute;
    inset-inline-start: calc(var(--start) * 100%);
    translate: calc(var(--start) * -100%);
  }
  .scale:dir(rtl) > * {
    translate: calc(var(--start) * 100%);
  }
  .left {
    font-size: 12px;
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 10px;
    padding: 2px 8px;
    background: var(--_accent-soft);
    border-radius: calc(var(--_radius) - 2px);
  }
  .steps {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
    border-block-start: 1px solid var(--_line);
  }
  .steps > li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    row-gap: 2px;
    padding: 5px 0;
    border-block-end: 1px solid var(--_line);
  }
  .steps time {
    white-space: nowrap;
  }
  .steps > :is(.login, .entry) {
    font-size: 12.5px;
  }
  .steps > :is(.login, .entry) > span {
    grid-column: 2 / -1;
  }
  .steps > :last-child {
    border-block-end: 0;
    padding-block-end: 0;
  }
  :is(.login, .entry) .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 3px;
  }
  .login {
    color: var(--_ink-soft);
    background: var(--_sunk);
  }
  .step.before .page-name {
    font-style: italic;
  }
  .step.here .page-name {
    font-weight: 600;
  }
  .loop .icon {
    inline-size: 13px;
    block-size: 13px;
    vertical-align: -2px;
    color: var(--_ink-soft);
  }
  .what a {
    color: var(--_accent);
  }
  .dwell {
    text-align: end;
    max-inline-size: 9em;
  }
  .marks {
    display: grid;
    gap: 1px;
    font-size: 12.5px;
    color: var(--_ink-soft);
  }
  .marks li {
    display: flex;
    gap: 6px;
  }
  .marks .icon {
    inline-size: 13px;
    block-size: 13px;
    margin-block-start: 4px;
  }
  .more {
    justify-self: start;
  }
  .end {
    padding: 10px var(--_gutter) 14px;
    border-block-start: 1px solid var(--_line);
    font-size: 12.5px;
  }
  .end .icon {
    vertical-align: -3px;
  }
  .aliases {
    border-block-start: 1px solid var(--_line);
  }
  .aliases summary {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px var(--_gutter);
    cursor: pointer;
    list-style: none;
  }
  .aliases summary::-webkit-details-marker {
    display: none;
  }
  .aliases summary .icon {
    color: var(--_ink-soft);
    rotate: -90deg;
    transition: rotate var(--_motion);
  }
  .aliases summary .icon:dir(rtl) {
    rotate: 90deg;
  }
  .aliases[open] summary .icon {
    rotate: 0deg;
  }
  @container (360px < width < 640px) {
    .scale > :nth-child(even) {
      display: none;
    }
  }
  @container (max-width: 360px) {
    .scale > :not(:first-child, :last-child) {
      display: none;
    }
    .dwell {
      grid-column: 2;
      text-align: start;
      max-inline-size: none;
    }
  }
  @container (min-width: 640px) {
    .body {
      gap: 12px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .pulse,
    .bar-of-time.here {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bar-of-time,
    .mark,
    .pulse,
    .dot {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: CanvasText;
    }
    .mark {
      background: Canvas;
      color: CanvasText;
    }
    .bar-of-time.here,
    .pulse {
      background: Highlight;
    }
    .bar-of-time.wrong {
      background: Canvas;
    }
    .page[aria-pressed='true'] {
      outline: 1px solid Highlight;
    }
  }
`;
