import { css } from 'lit';

/** A time to be agreed on: what can be clicked, and day, time and zone beside each other. */
export const timeChoice = css`
  .when {
    display: grid;
    gap: 6px;
    min-inline-size: 0;
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .slim {
    min-block-size: 24px;
    padding: 0 8px;
    font-size: 12px;
  }
  .slim[aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .day-time {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  @container (inline-size >= 300px) {
    .day-time {
      grid-template-columns: minmax(0, 1fr) minmax(6.5em, auto);
    }
  }
  .day-time .zone {
    grid-column: 1 / -1;
  }
  @container (inline-size >= 520px) {
    .day-time {
      grid-template-columns: minmax(0, 1.2fr) minmax(6.5em, auto) minmax(0, 1.4fr);
    }
    .day-time .zone {
      grid-column: auto;
    }
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
  }
  .choice input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .warning {
    color: var(--_warn);
  }
`;
