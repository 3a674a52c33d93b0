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
    grid-row: 1 / span 2;
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
    .avatar {
      grid-row: 2;
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
`;
