import { nothing, type TemplateResult } from 'lit';
import { Lazy } from '../../wiring/lazy.js';
import { loadMoreEnglish } from '../../wiring/words.js';
import type { CustomerCard } from './customer-card.js';
import type { KeyHelp } from './key-help.js';

/** The card's keys, and the help that lists them behind `?`. They work while the focus is in the card and collide with no letter that is typed. */
export class Keys {
  readonly #help: Lazy<KeyHelp>;

  constructor(private readonly card: CustomerCard) {
    this.#help = new Lazy(card, async () => {
      const [{ KeyHelp, styles }] = await Promise.all([import('./key-help.js'), loadMoreEnglish()]);
      return { part: new KeyHelp(card), styles };
    });
  }

  async show(): Promise<void> {
    await this.#help.load();
    await this.card.updateComplete;
    if (this.card.isConnected) this.card.renderRoot.querySelector('dialog')?.showModal();
  }

  /** The help, once it was asked for. */
  render(): TemplateResult | typeof nothing {
    return this.#help.value?.render() ?? nothing;
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const deed = this.#deed(event);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  #deed(event: KeyboardEvent): (() => void) | undefined {
    const { card } = this;
    const typing = isTextBox(event.composedPath()[0]);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key === '?' && !typing) return () => void this.show();
    if (
      plain &&
      event.key === 'Escape' &&
      !typing &&
      card.lookup.canGoBack &&
      !card.renderRoot.querySelector('dialog[open], :popover-open')
    )
      return () => card.choice?.back();
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    // By place on the keyboard: on some systems Alt turns the letter into another one, which is then typed (ś, ć on a Mac).
    if (typing && !/^[a-z]$/i.test(event.key)) return undefined;
    return {
      KeyR: () => card.refresh(),
      KeyS: () => void card.showSearch(),
      KeyC: () => card.renderRoot.querySelector<HTMLElement>('#call')?.click(),
      KeyX: () => card.details.toggle(),
      KeyE: () => void card.writing.value?.open(),
      KeyN: () => void card.writing.value?.add(),
    }[event.code];
  }
}

/** Also in what is slotted in the card: a note that somebody writes. */
function isTextBox(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
