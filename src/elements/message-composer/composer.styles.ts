import { css } from 'lit';
import { chips } from '../../styles/chips.js';
import { input } from '../../styles/input.js';
import { released } from '../../styles/released.js';
import { writing } from '../../styles/writing.js';

export const styles = css`
  ${chips}
  ${input}
  ${released}
  ${writing}
  .columns,
  .main,
  .composer,
  .composer > fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .head {
    display: grid;
    gap: 4px;
    align-content: start;
    padding: 10px var(--_gutter);
    border-block-end: 1px solid var(--_line);
  }
  .head h2 {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .whom {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin: 0;
    font-size: 12.5px;
  }
  .whom div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
    min-inline-size: 0;
  }
  .composer,
  .composer > fieldset {
    gap: 8px;
  }
  .composer {
    padding: 10px var(--_gutter) 12px;
  }
  .composer > .bar {
    margin-inline: calc(-1 * var(--_gutter));
  }
  .inside {
    border-radius: calc(var(--_radius) - 2px);
    padding-inline: 10px;
  }
  .line {
    display: block;
  }
  .row-deeds,
  .templates,
  .open {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .row-deeds .icon,
  .templates .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .to-list {
    display: grid;
    gap: 2px;
  }
  .option {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 8px;
    min-block-size: 26px;
    cursor: pointer;
  }
  .option input {
    margin: 0;
    accent-color: var(--_accent);
  }
  .slim {
    min-block-size: 26px;
    padding-inline: 9px;
    font-weight: 500;
  }
  .end {
    margin-inline-start: auto;
  }
  .status {
    font-size: 12px;
  }
  .marked {
    position: relative;
    display: grid;
    background: var(--_surface);
    border-radius: calc(var(--_radius) - 2px);
  }
  .marked > * {
    grid-area: 1 / 1;
  }
  .input .marked textarea {
    position: relative;
    min-block-size: calc(4lh + 8px);
    background: none;
  }
  .marks {
    overflow: hidden;
    min-block-size: 0;
    max-block-size: 16em;
    padding: 4px 10px;
    color: transparent;
    white-space: pre-wrap;
    pointer-events: none;
    user-select: none;
  }
  mark {
    border-radius: 3px;
    background: var(--_warn-soft);
    box-shadow: 0 0 0 1px var(--_warn);
    color: transparent;
  }
  .open,
  .culprits {
    padding: 6px 10px;
    border-radius: calc(var(--_radius) - 2px);
    background: var(--_sunk);
    font-size: 12.5px;
  }
  .culprits {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .culprits > :first-child {
    flex: 1 1 100%;
  }
  .culprit {
    display: inline-block;
    padding-inline: 5px;
    border-radius: 4px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    line-height: 18px;
  }
  .found {
    display: grid;
    max-block-size: 18em;
    overflow-y: auto;
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) - 2px);
    box-shadow: var(--_shadow);
  }
  .found [role='option'] {
    display: grid;
    padding: 5px 10px;
    cursor: pointer;
  }
  .found [role='option']:hover {
    background: var(--_sunk);
  }
  .found [aria-selected='true'] {
    background: var(--_accent-soft);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .found [aria-selected='true']:dir(rtl) {
    box-shadow: inset -3px 0 var(--_accent);
  }
  .clip {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    white-space: pre-line;
  }
  .found .clip {
    -webkit-line-clamp: 1;
    font-size: 12.5px;
  }
  .way {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px;
  }
  .way .icon {
    inline-size: 13px;
    block-size: 13px;
    margin-block-start: 3px;
    color: var(--_ink-soft);
  }
  .sent ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sent li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 3px;
    justify-items: start;
    padding: 8px var(--_gutter) 10px;
    border-block-start: 1px solid var(--_line);
  }
  .sent h3 {
    padding: 10px var(--_gutter) 6px;
    border-block-start: 1px solid var(--_line);
  }
  .sent .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    inline-size: 100%;
  }
  .sent .pill {
    margin-inline-start: auto;
  }
  .meta > .icon {
    inline-size: 13px;
    block-size: 13px;
    color: var(--_ink-soft);
  }
  #more-messages {
    margin: 0 var(--_gutter) 8px;
  }
  @container (inline-size >= 640px) {
    .columns {
      grid-template-columns: minmax(180px, 15em) minmax(0, 1fr);
    }
    .head {
      border-block-end: 0;
      border-inline-end: 1px solid var(--_line);
    }
    .whom {
      display: grid;
      gap: 6px;
    }
    .whom div {
      display: grid;
    }
  }
  @media (forced-colors: active) {
    mark,
    .found [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
