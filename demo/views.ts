import { $ } from './dom.js';

/** The views that the rail leads to: the one in front, all others hidden. */
export function showView(name: string | undefined): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-view]')) {
    if (button.dataset['view'] === name) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  }
  for (const panel of document.querySelectorAll<HTMLElement>('[data-panel]')) panel.hidden = panel.dataset['panel'] !== name;
}

export function takeViews(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-view]'))
    button.addEventListener('click', () => showView(button.dataset['view']));
}

/** The panel with the open cards. */
export const sideIsShown = (): boolean => !$('#side').hidden;

export function showSide(shown: boolean): void {
  $('#side').hidden = !shown;
  $('#card-button').setAttribute('aria-expanded', String(shown));
}
