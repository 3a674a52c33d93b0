import { css } from 'lit';

/** The month of `wiring/calendar.ts`, in a native popover anchored to the button that opens it. */
export const calendar = css`
  [data-calendar] {
    anchor-name: --sidedesk-calendar;
  }
  .calendar {
    --_day: calc(30px + var(--_density) * 3px);
    position: absolute;
    position-anchor: --sidedesk-calendar;
    position-area: block-end span-inline-start;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
    inset: auto;
    margin: 4px 0;
    max-inline-size: 100vw;
    max-block-size: 100vh;
    overflow: auto;
    padding: 8px;
    font: var(--_font);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
    overflow-wrap: normal;
  }
  .calendar-head {
    display: flex;
    align-items: center;
  }
  .calendar h2 {
    flex: 1;
    padding-inline: 4px;
    font-weight: 600;
    text-align: center;
  }
  .calendar .quiet[aria-disabled='true'] {
    cursor: default;
    opacity: 0.4;
    background: none;
  }
  .calendar table {
    table-layout: fixed;
    inline-size: calc(7 * var(--_day) + 16px);
    margin: 4px auto;
    border-spacing: 2px;
    font: inherit;
    font-variant-numeric: tabular-nums;
    color: inherit;
  }
  .calendar th {
    text-align: center;
    padding: 4px 0;
    font-size: 11.5px;
    font-weight: 400;
    white-space: nowrap;
    color: var(--_ink-soft);
  }
  .calendar td {
    position: relative;
    block-size: var(--_day);
    padding: 0;
    text-align: center;
    border-radius: calc(var(--_radius) - 2px);
  }
  .calendar [data-day] {
    cursor: pointer;
  }
  .calendar [data-day]:hover {
    background: var(--_sunk);
  }
  .calendar [data-day]:focus-visible {
    outline-offset: 1px;
    z-index: 1;
  }
  .calendar [aria-selected='true'],
  .calendar [aria-selected='true']:hover {
    font-weight: 650;
    color: var(--_accent-ink);
    background: var(--_accent);
  }
  .calendar [aria-current] {
    font-weight: 650;
  }
  .calendar [aria-current]::after {
    content: '';
    position: absolute;
    inset-inline: 9px;
    inset-block-end: 4px;
    border-block-end: 2px solid currentColor;
  }
  .calendar [data-day][aria-disabled='true'] {
    cursor: default;
    color: color-mix(in oklch, var(--_ink-soft) 60%, var(--_surface));
    background: none;
  }
  .calendar > .link {
    display: block;
    margin-inline: auto;
    padding-inline: 8px;
  }
  @media (forced-colors: active) {
    .calendar [aria-selected='true'],
    .calendar [aria-selected='true']:hover {
      forced-color-adjust: none;
      color: SelectedItemText;
      background: SelectedItem;
    }
    .calendar [aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
