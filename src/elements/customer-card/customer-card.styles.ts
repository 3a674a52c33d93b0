import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
    background: var(--_surface);
  }
  .card {
    position: relative;
  }
  .header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: start;
    padding: var(--_gutter) var(--_gutter) calc(var(--_gutter) * 0.75);
  }
  .avatar {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    font-size: 15px;
    font-weight: 650;
    background: light-dark(oklch(88% 0.06 var(--_hue, 200)), oklch(40% 0.07 var(--_hue, 200)));
    color: light-dark(oklch(33% 0.08 var(--_hue, 200)), oklch(93% 0.04 var(--_hue, 200)));
  }
  .avatar.skeleton {
    border-radius: 50%;
    block-size: 44px;
    background: var(--_line);
  }
  .hue-0 {
    --_hue: 200;
  }
  .hue-1 {
    --_hue: 150;
  }
  .hue-2 {
    --_hue: 60;
  }
  .hue-3 {
    --_hue: 20;
  }
  .hue-4 {
    --_hue: 330;
  }
  .hue-5 {
    --_hue: 280;
  }
  .name {
    hyphens: auto;
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  .who {
    min-inline-size: 0;
  }
  .strong {
    font-weight: 550;
  }
  .pills {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
    align-items: center;
    margin-block-start: 4px;
  }
  .header > .pills {
    grid-column: 2 / -1;
    margin-block-start: 0;
  }
  .id {
    font-size: 12px;
  }
  .clamp {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .tools {
    display: flex;
    margin-inline-end: -6px;
  }
  @container (inline-size < 340px) {
    .header {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .tools {
      grid-column: 1 / -1;
      grid-row: 1;
      justify-content: end;
      margin-block: -8px;
    }
    .header > .pills {
      grid-column: 1 / -1;
    }
    .card {
      --_gutter: calc(12px + var(--_density) * 3px);
    }
    .field {
      column-gap: 8px;
    }
  }
  [aria-busy='true'] > .icon-refresh {
    animation: turn 900ms linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [aria-busy='true'] > .icon-refresh {
      animation: none;
      opacity: 0.5;
    }
  }
  .bar.warn {
    background: var(--_warn-soft);
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
  .bar .icon {
    vertical-align: -3px;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    padding-inline: calc(var(--_gutter) - 3px) var(--_gutter);
    color: var(--_ink-soft);
    font-weight: 550;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .icon-chevron {
    transition: rotate var(--_motion);
  }
  details:not([open]) > summary .icon-chevron,
  [aria-expanded='false'] > .icon-chevron {
    rotate: -90deg;
  }
  details:not([open]) > summary .icon-chevron:dir(rtl),
  [aria-expanded='false'] > .icon-chevron:dir(rtl) {
    rotate: 90deg;
  }
  .section {
    padding-block-end: calc(var(--_gutter) * 0.75);
  }
  .section-body {
    padding-inline: var(--_gutter);
  }
  .details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_gap) * 0.4) 24px;
    padding-block-start: 2px;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(80px, 24%) minmax(0, 1fr);
    gap: 2px 12px;
    align-items: baseline;
  }
  [aria-hidden] > .field {
    min-block-size: 28px;
    align-items: center;
  }
  [aria-hidden].section-body {
    padding-block-end: var(--_gutter);
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    min-block-size: 24px;
    min-inline-size: 0;
  }
  .value {
    min-inline-size: 0;
    max-block-size: 8em;
    overflow: auto;
    overflow-wrap: break-word;
    white-space: pre-line;
  }
  .actions {
    display: inline-flex;
    gap: 2px;
  }
  .more {
    margin: 4px calc(var(--_gutter) - 2px) 0;
  }
  @container (inline-size >= 640px) {
    .details {
      grid-template-columns: repeat(auto-fill, minmax(210px, 1fr));
      gap: var(--_gap) 24px;
    }
    .details .field {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: 0;
    }
  }
  .notice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 12px;
    align-items: start;
    padding: var(--_gutter);
  }
  .notice > .icon {
    inline-size: 20px;
    block-size: 20px;
    margin-block-start: 1px;
    color: var(--_ink-soft);
  }
  .notice.bad > .icon {
    color: var(--_bad);
  }
  .notice > .button {
    grid-column: 2;
    justify-self: start;
    margin-block-start: 6px;
  }
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
  .fold[aria-expanded='true']:not(:hover) {
    background: none;
  }
  .excerpt {
    grid-column: 2 / -1;
  }
  .tabs {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: var(--_gutter) calc(var(--_gutter) - 6px);
    border-block-end: 1px solid var(--_line);
  }
  [role='tablist'] {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 18px;
    min-inline-size: 0;
  }
  [role='tab'] {
    min-block-size: 36px;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--_ink-soft);
    font-weight: 500;
  }
  [role='tab'] .pill {
    padding-inline: 6px;
  }
  [role='tab'][aria-selected='true'] {
    color: var(--_ink);
    border-block-end-color: var(--_accent);
  }
  .toast {
    position: sticky;
    inset-block-end: 8px;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2 * var(--_gutter));
    margin: 0 auto;
    padding: 5px 12px;
    border-radius: var(--_radius);
    background: var(--_ink);
    color: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .keys {
    padding: 0;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    box-shadow: var(--_shadow);
    max-inline-size: min(420px, 92vw);
    inline-size: 100%;
  }
  .keys::backdrop {
    background: rgb(10 15 30 / 35%);
  }
  .keys form {
    padding: 14px 16px;
  }
  .keys header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block-end: 8px;
  }
  .keys dl > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    min-block-size: 30px;
  }
  .wide {
    inline-size: 62%;
  }
`;
