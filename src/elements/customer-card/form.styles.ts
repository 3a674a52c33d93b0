import { css } from 'lit';
import { calendar } from '../../styles/calendar.js';
import { input } from '../../styles/input.js';

/** The form of a customer. */
export const styles = css`
  ${calendar}
  ${input}
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  /* Kept free for what is said of the draft: the form does not jump at the first key. */
  .form .who > .soft {
    min-block-size: 1lh;
  }
  #form-title {
    outline: none;
  }
  .fields {
    display: grid;
    gap: 12px;
    padding: 4px var(--_gutter) var(--_gutter);
  }
  .bar ~ .fields {
    padding-block-start: 12px;
  }
  .types {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .choice-of {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
  }
  .choice-of input {
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_accent);
  }
  .inputs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_gap) * 1.25) 24px;
    align-items: start;
  }
  @container (inline-size < 340px) {
    .form .avatar {
      grid-row: 1 / span 2;
    }
    .form .clash {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (inline-size >= 560px) {
    .inputs {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .input:has(textarea, .clash) {
      grid-column: 1 / -1;
    }
  }
  /* What gets the focus is not left behind the footer that stays. */
  .form :is(input, select, textarea, button, .clash) {
    scroll-margin-block: 12px 68px;
  }
  .clash .icon,
  .duplicates .icon,
  .fixed .icon {
    inline-size: 14px;
    block-size: 14px;
    vertical-align: -2px;
  }
  .fixed {
    min-block-size: 24px;
    max-block-size: 12em;
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .fixed .icon {
    margin-inline-end: 4px;
  }
  .fixed bdi,
  .side bdi {
    white-space: pre-line;
  }
  .side bdi {
    justify-self: start;
  }
  .clash {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
    padding: 10px;
    border-radius: var(--_radius);
    background: var(--_warn-soft);
  }
  .clash > p {
    grid-column: 1 / -1;
  }
  .side {
    display: grid;
    grid-template-rows: auto 1fr auto;
    gap: 2px;
    min-inline-size: 0;
    padding: 8px;
    border-radius: calc(var(--_radius) - 2px);
    background: var(--_surface);
  }
  .side .button {
    justify-self: start;
    margin-block-start: 4px;
  }
  .duplicates {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .duplicates .button {
    flex: none;
  }
  .duplicates li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding-block: 3px;
  }
  .form > .deeds {
    position: sticky;
    inset-block-end: 0;
    padding-block: 10px;
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
  }
  @media (forced-colors: active) {
    .clash,
    .side {
      border: 1px solid CanvasText;
    }
  }
`;
