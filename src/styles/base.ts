import { css } from 'lit';

/**
 * Tokens, with the house's own look as fall-back, and what every element starts from. Hosts set `--sidedesk-…` anywhere above;
 * colours follow the inherited `color-scheme`, density is a step: -1 compact, 0, 1 comfortable.
 */
export const base = css`
  :host {
    --_surface: var(--sidedesk-surface, light-dark(#fff, oklch(23% 0.013 262)));
    --_sunk: var(--sidedesk-sunk, light-dark(oklch(96.6% 0.006 255), oklch(20.5% 0.012 262)));
    --_line: var(--sidedesk-line, light-dark(oklch(91% 0.008 258), oklch(32% 0.014 262)));
    --_line-strong: var(--sidedesk-line-strong, light-dark(oklch(62% 0.014 258), oklch(55% 0.016 262)));
    --_ink: var(--sidedesk-ink, light-dark(oklch(25% 0.02 262), oklch(94% 0.006 258)));
    --_ink-soft: var(--sidedesk-ink-soft, light-dark(oklch(47% 0.02 260), oklch(76% 0.014 260)));
    --_accent: var(--sidedesk-accent, light-dark(oklch(51% 0.17 264), oklch(74% 0.13 264)));
    --_accent-ink: var(--sidedesk-accent-ink, light-dark(#fff, oklch(20% 0.05 264)));
    --_accent-soft: var(--sidedesk-accent-soft, light-dark(oklch(95% 0.03 264), oklch(31% 0.06 264)));
    --_good: var(--sidedesk-good, light-dark(oklch(46% 0.12 155), oklch(78% 0.13 155)));
    --_good-soft: var(--sidedesk-good-soft, light-dark(oklch(95.5% 0.04 155), oklch(30% 0.05 155)));
    --_warn: var(--sidedesk-warn, light-dark(oklch(47% 0.11 70), oklch(82% 0.12 80)));
    --_warn-soft: var(--sidedesk-warn-soft, light-dark(oklch(96% 0.045 85), oklch(32% 0.05 80)));
    --_bad: var(--sidedesk-bad, light-dark(oklch(51% 0.19 25), oklch(76% 0.14 25)));
    --_bad-soft: var(--sidedesk-bad-soft, light-dark(oklch(96% 0.025 25), oklch(30% 0.06 25)));
    --_radius: var(--sidedesk-radius, 8px);
    --_font: var(--sidedesk-font, 13.5px/20px system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif);
    --_density: var(--sidedesk-density, 0);
    --_control: calc(30px + var(--_density) * 3px);
    --_gap: calc(8px + var(--_density) * 2px);
    --_gutter: calc(16px + var(--_density) * 3px);
    --_shadow: var(--sidedesk-shadow, 0 8px 24px light-dark(rgb(20 30 60 / 16%), rgb(0 0 0 / 55%)));
    --_motion: 150ms;
    display: block;
    box-sizing: border-box;
    min-inline-size: 0;
    font: var(--_font);
    color: var(--_ink);
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul {
    list-style: none;
  }
  [hidden] {
    display: none !important;
  }
  .icon {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon-back:dir(rtl) {
    scale: -1 1;
  }
  .soft {
    color: var(--_ink-soft);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  @media (prefers-contrast: more) {
    :host {
      --_line: var(--_line-strong);
      --_ink-soft: var(--_ink);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0ms;
    }
  }
`;

/** Buttons, text boxes, pills, bars, menus: the same everywhere. */
export const controls = css`
  button,
  input {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    cursor: pointer;
    background: none;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) - 2px);
    padding: 0;
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--_control);
    padding: 2px 11px;
    font-weight: 550;
    border-color: var(--_line-strong);
    background: var(--_surface);
    text-align: start;
  }
  .button:hover {
    background: var(--_sunk);
  }
  .primary {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_accent-ink);
  }
  .primary:hover {
    background: color-mix(in oklch, var(--_accent) 88%, var(--_ink));
  }
  .quiet {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    color: var(--_ink-soft);
  }
  .quiet:hover,
  .quiet[aria-expanded='true'] {
    background: var(--_sunk);
    color: var(--_ink);
  }
  .small {
    inline-size: 24px;
    block-size: 24px;
  }
  .small .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .link {
    color: var(--_accent);
    font-weight: 550;
    min-block-size: 24px;
    padding-inline: 2px;
  }
  .link:hover {
    text-decoration: underline;
  }
  .pill {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    padding-inline: 8px;
    border-radius: 10px;
    font-size: 12px;
    line-height: 18px;
    font-weight: 550;
    background: var(--_sunk);
    color: var(--_ink-soft);
  }
  .pill .icon {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2.25;
  }
  .pill.good {
    background: var(--_good-soft);
    color: var(--_good);
  }
  .pill.warn {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    padding: 6px var(--_gutter);
    background: var(--_accent-soft);
  }
  .bar > :first-child:not(button) {
    flex: 1 1 12em;
  }
  .name {
    hyphens: auto;
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
  }
  .bar.warn {
    background: var(--_warn-soft);
  }
  .bar .icon {
    vertical-align: -3px;
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
  .wide {
    inline-size: 62%;
  }
  .skeleton {
    display: block;
    block-size: 12px;
    border-radius: 4px;
    background: var(--_line);
    opacity: 0;
    animation: appear var(--_motion) 150ms forwards;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .pill,
    .bar,
    .skeleton {
      border: 1px solid CanvasText;
    }
    .primary {
      border-color: ButtonText;
    }
  }
`;
