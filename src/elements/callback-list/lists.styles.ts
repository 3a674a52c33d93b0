import { css } from 'lit';
import { consequence } from '../../styles/consequence.js';
import { input } from '../../styles/input.js';
import { writing } from '../../styles/writing.js';

export const styles = css`
  ${input}
  ${writing}
  ${consequence}
  .call-backs {
    position: relative;
  }
  .tabs {
    padding-inline: var(--_gutter);
    border-block-end: 1px solid var(--_line);
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
  }
  [role='tab'] {
    min-block-size: 36px;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--_ink-soft);
    font-weight: 500;
    text-align: start;
  }
  [role='tab']:focus-visible {
    outline-offset: -2px; /* hosts clip what stands at their edge */
  }
  [role='tab'] .pill {
    padding-inline: 6px;
  }
  [role='tab'][aria-selected='true'] {
    color: var(--_ink);
    border-block-end-color: var(--_accent);
  }
  .none,
  .more {
    padding: var(--_gutter);
  }
  .row,
  .current {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 3px;
    padding: 10px var(--_gutter);
    border-block-end: 1px solid var(--_line);
  }
  .current {
    gap: 6px;
    background: var(--_sunk);
  }
  .rings {
    border-inline-start: 3px solid var(--_accent);
    padding-inline-start: calc(var(--_gutter) - 3px);
  }
  .current .consequence {
    padding: 6px 10px;
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
  }
  .first .pill {
    align-self: center;
  }
  .first strong,
  .when-due {
    font-weight: 600;
  }
  .first strong .icon {
    vertical-align: -3px;
    color: var(--_accent);
  }
  .first .pill:last-child {
    margin-inline-start: auto;
  }
  .pill.accent {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .who .link {
    padding: 0;
    margin-inline-start: -1px;
    text-align: start;
  }
  .comment {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    white-space: pre-line;
  }
  .comment.whole {
    display: block;
  }
  .fold {
    justify-self: start;
    padding: 0;
    margin-inline-start: -1px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    margin-block-start: 2px;
  }
  .foot .row-deeds {
    margin: 0;
  }
  .agreed {
    font-size: 12px;
  }
  .row-deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-block-start: 4px;
  }
  .slim {
    min-block-size: 26px;
    padding: 1px 9px;
    font-size: 12.5px;
  }
  .editing {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    margin-block-start: 6px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  .bar.inside {
    margin-block-start: 4px;
  }
  .editing .bar,
  .bar.inside {
    padding: 6px 10px;
    border: 0;
    border-radius: var(--_radius);
  }
  .toast {
    position: sticky;
    inset-block-end: 8px;
  }
  @media (forced-colors: active) {
    .rings {
      border-inline-start-color: Highlight;
    }
    [role='tab'] {
      border-block-end-color: Canvas;
    }
    [role='tab'][aria-selected='true'] {
      border-block-end-color: Highlight;
    }
    .editing .bar,
    .bar.inside {
      border: 1px solid CanvasText;
    }
  }
`;
