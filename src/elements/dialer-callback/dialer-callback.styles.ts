import { css } from 'lit';
import { panel } from '../../styles/panel.js';

/** What stands there before the form is loaded. */
export const styles = css`
  ${panel}
  :host([slot='dialer']) .head {
    min-block-size: 0;
    padding: 0 0 4px;
    border: 0;
  }
  :host([slot='dialer']) .body {
    padding: 0;
  }
`;
