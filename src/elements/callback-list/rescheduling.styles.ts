import { css } from 'lit';
import { calendar } from '../../styles/calendar.js';
import { timeChoice } from '../../styles/time-choice.js';

export const styles = css`
  ${calendar}
  ${timeChoice}
  #comment {
    min-block-size: 52px;
  }
`;
