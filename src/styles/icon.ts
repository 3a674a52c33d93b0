import { html, type TemplateResult } from 'lit';

/** A 16 px picture, for those who look: the control around it carries the name. `turns` names what styles move it. */
export const icon = (path: string, turns = ''): TemplateResult =>
  html`<svg class="icon ${turns}" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
