import { css } from 'lit';
import { box } from '../../styles/box.js';
import { input } from '../../styles/input.js';
import { writing } from '../../styles/writing.js';

export const styles = css`
  ${box}
  ${input}
  ${writing}
  .enquiry {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .head .name {
    flex: 1 1 6.5em;
    outline: none;
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .slim {
    min-block-size: 24px;
    padding: 0 8px;
    font-size: 12px;
  }
  .category {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .fold {
    display: flex;
    align-items: start;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 6px 10px;
    font-weight: 550;
    text-align: start;
  }
  .fold:hover {
    background: var(--_sunk);
  }
  .fold > .icon {
    margin-block-start: 2px;
    transition: rotate var(--_motion);
  }
  .fold[aria-expanded='false'] > .icon {
    rotate: -90deg;
  }
  .fold[aria-expanded='false'] > .icon:dir(rtl) {
    rotate: 90deg;
  }
  .label {
    flex: 1;
    min-inline-size: 0;
  }
  .label .soft {
    font-weight: 400;
    margin-inline-start: 4px;
  }
  .chosen {
    display: block;
    font-weight: 400;
  }
  .tick {
    color: var(--_good);
  }
  .tick .icon {
    stroke-width: 2.25;
    vertical-align: -3px;
  }
  .topics {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: 0 10px 6px 34px;
    padding-inline: 34px 10px;
  }
  @container (inline-size >= 480px) {
    .topics {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 16px;
    }
  }
  @container (inline-size >= 760px) {
    .topics {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  .topic {
    display: flex;
    align-items: start;
    gap: 8px;
    min-block-size: 28px;
    padding: 4px 4px 4px 0;
    padding-inline: 0 4px;
    border-radius: 4px;
  }
  .topic input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 2px;
    accent-color: var(--_accent);
  }
  .topic:hover {
    background: var(--_sunk);
  }
  .topic.active {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  mark {
    color: inherit;
    background: var(--_warn-soft);
    border-radius: 2px;
  }
  .category > .problem {
    padding: 0 10px 8px;
    padding-inline-start: 34px;
  }
  .none {
    padding-block: 8px;
  }
  .link {
    justify-self: start;
    text-align: start;
  }
  .frequent {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .chip {
    min-block-size: 26px;
    padding: 1px 10px;
    border-color: var(--_line-strong);
    border-radius: 13px;
    text-align: start;
  }
  .chip:hover {
    background: var(--_sunk);
  }
  .chip[aria-pressed='true'] {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }
  .end {
    margin-inline-start: auto;
  }
  .inside {
    padding: 6px 10px;
    border-radius: var(--_radius);
  }
  .deeds.inside {
    padding: 4px 0 0;
  }
  .gaps ul {
    display: grid;
    justify-items: start;
    padding-inline-start: 22px;
  }
  .toast {
    position: absolute;
    inset-block-end: 60px;
    inset-inline: 0;
    margin-inline: auto;
  }
  #comment {
    min-block-size: 52px;
  }
  .enquiry > .deeds {
    position: sticky;
    inset-block-end: 0;
    padding-block: 10px;
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
  }
  .enquiry :is(input, textarea, button) {
    scroll-margin-block: 12px 64px;
  }
  @media (forced-colors: active) {
    .topic.active,
    .chip[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
