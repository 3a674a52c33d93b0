import { css } from 'lit';
import { consequence } from '../../styles/consequence.js';
import { input } from '../../styles/input.js';

export const styles = css`
  ${consequence} ${input}
  .known {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    padding: 4px var(--_gutter) var(--_gutter);
  }
  .known ul {
    display: grid;
    gap: 6px;
  }
  .known .side,
  .undoing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .alias {
    display: grid;
    gap: 6px;
  }
  .alias .value {
    flex: 1 1 8em;
    min-inline-size: 0;
  }
  .alias .since {
    font-size: 12px;
  }
  .known .deeds {
    display: flex;
    gap: 8px;
  }
  .known .bar {
    padding-inline: 10px;
    border-radius: var(--_radius);
  }
  .adding {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_line);
  }
  .adding [aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  .adding .consequence {
    font-size: 12.5px;
  }
  @container (min-width: 420px) {
    .adding {
      grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
    }
    .adding > :not(.input) {
      grid-column: 1 / -1;
    }
  }
`;
