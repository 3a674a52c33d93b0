import { css } from 'lit';
import { calendar } from '../../styles/calendar.js';
import { consequence } from '../../styles/consequence.js';
import { input } from '../../styles/input.js';
import { timeChoice } from '../../styles/time-choice.js';
import { writing } from '../../styles/writing.js';

export const styles = css`
  ${calendar}
  ${input}
  ${writing}
  ${consequence}
  ${timeChoice}
  .attempt {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .head .name {
    flex: 0 1 auto;
    outline: none;
  }
  .attempt fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .attempt > .body {
    gap: 12px;
  }
  .outcome {
    font-weight: 550;
  }
  .indented {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    row-gap: 6px;
    padding-inline-start: 24px;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .fields > .indented > * {
    margin-block-start: 6px;
  }
  .standing {
    display: grid;
    gap: 4px;
    padding: 10px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .standing .said {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .standing .deeds {
    padding: 6px 0 0;
  }
  .standing .problem {
    margin: 0;
  }
  #comment {
    min-block-size: 52px;
  }
  .bar.inside {
    padding: 6px 10px;
    border-radius: var(--_radius);
  }
`;
