import { css } from 'lit';

/** An input with its label, and what is wrong with it. */
export const input = css`
  .input {
    display: grid;
    gap: 3px;
    min-inline-size: 0;
  }
  .caption {
    hyphens: auto;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    color: var(--_ink-soft);
  }
  .input :is(input:not([type='checkbox'], [type='radio']), select, textarea) {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_control);
    padding: 3px 9px;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) - 2px);
    font: inherit;
  }
  .input select {
    padding-inline-start: 5px; /* browsers add some of their own */
  }
  .input textarea {
    resize: block;
    field-sizing: content;
    max-block-size: 16em;
  }
  .with-button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px;
  }
  .input ::placeholder {
    color: var(--_ink-soft);
    opacity: 1;
  }
  .input :is(input, select, textarea):disabled {
    color: var(--_ink-soft);
    background: var(--_sunk);
    opacity: 1;
  }
  .input :is(input, select, textarea):focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .input :is(input, select, textarea)[aria-invalid='true'] {
    border-color: var(--_bad);
    box-shadow: inset 0 0 0 1px var(--_bad);
  }
  .problem {
    color: var(--_bad);
  }
  .problem .icon {
    inline-size: 14px;
    block-size: 14px;
    vertical-align: -2px;
  }
  .hint {
    color: var(--_ink-soft);
    font-size: 12px;
  }
  @media (forced-colors: active) {
    .input :is(input, select, textarea)[aria-invalid='true'] {
      border-width: 2px;
    }
  }
`;
