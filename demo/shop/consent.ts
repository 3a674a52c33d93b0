import { $, element } from '../dom.js';
import { keep, kept } from './kept.js';

/** The question whether the visitor may be followed, and the line at the foot of each page that says how it stands. */
export class Consent {
  readonly #question = $('#question');
  readonly #standing = $('#standing');
  readonly #change = $<HTMLButtonElement>('#change');

  constructor(
    private readonly deskIsOpen: () => boolean,
    /** The visitor said so just now. */
    private readonly onAnswer: () => void,
  ) {
    $('#yes').addEventListener('click', () => this.#answer(true));
    $('#no').addEventListener('click', () => this.#answer(false));
    this.#change.addEventListener('click', () => this.#answer(!kept().agreed));
  }

  render(): void {
    const { agreed } = kept();
    // The focus does not go with the question.
    if (agreed !== undefined && this.#question.contains(document.activeElement)) $('h1').focus();
    this.#question.hidden = agreed !== undefined;
    this.#change.hidden = agreed === undefined;
    this.#change.textContent = agreed ? 'Do not follow me any more' : 'You may follow me';
    this.#standing.replaceChildren(element('span', { class: agreed ? 'dot on' : 'dot' }), this.#words(agreed));
  }

  #words(agreed: boolean | undefined): string {
    if (!agreed) return 'Nothing of your visit is told.';
    if (this.deskIsOpen()) return 'Your visit is told to the agent’s desk.';
    return 'No agent’s desk is open: what happens waits in this browser.';
  }

  #answer(agreed: boolean): void {
    keep({ agreed });
    this.onAnswer();
    this.render();
  }
}
