import { html, nothing, type TemplateResult } from 'lit';
import { asMatches } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import type { CustomerDraft } from '../../domain/customer.js';
import type { Match } from '../../domain/match.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Load } from '../../wiring/load.js';
import type { CustomerCard } from './customer-card.js';
import { openCustomer } from './matches.js';
import { reasonText } from './header.js';
import type { CardDraft } from './typing.js';
import type { Writing } from './writing.js';

/** Milliseconds of rest in typing before it is asked. */
const rest = 300;
/** Milliseconds that a save waits for the answer: a search that is down must not keep anybody from saving. */
const patience = 2000;
/** So many are named. */
const few = 3;

/** Who has the number, address or external id already that is being typed. */
export class Duplicates {
  /** The draft of the question, as text: the same text is the same question. */
  #asked = '';
  #timer?: ReturnType<typeof setTimeout>;
  #waiting: (() => void)[] = [];
  readonly #load: Load<readonly unknown[], readonly Match[]>;

  constructor(
    private readonly card: CustomerCard,
    private readonly writing: Writing,
  ) {
    this.#load = new Load(card, {
      args: () => (this.#asked && card.source.backend?.customers?.duplicates ? [card.source.backend, this.#asked] : undefined),
      read: async ([backend, asked], signal) => {
        const { draft, except } = JSON.parse(asked as string) as { draft: CustomerDraft; except?: string };
        return asMatches(await (backend as Backend).customers!.duplicates!(draft, { signal, except }));
      },
      onChange: (found) => {
        if (found?.length) card.announce(card.texts.say('duplicates', { count: found.length }));
        this.#ring();
      },
      onFailure: () => this.#ring(),
    });
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#asked = '';
  }

  /** Something was typed: asked about when the typing rests. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), rest);
  }

  /** Whether a save would go past a warning that is on screen. */
  warned(edit: CardDraft): boolean {
    return this.#found(edit).length > 0;
  }

  /** Before a save: true when nobody else has it, or the warning was there before and the agent goes on. */
  async passed(): Promise<boolean> {
    clearTimeout(this.#timer);
    const before = this.#shownQuestion;
    this.#ask();
    if (this.#load.busy) await this.#answer();
    const edit = this.writing.typing.edit;
    if (!edit || this.#found(edit).length === 0) return true;
    if (before === this.#asked) return true;
    this.card.requestUpdate();
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>('#duplicates button')?.focus();
    return false;
  }

  render(edit: CardDraft): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const found = this.#found(edit);
    if (found.length === 0) return nothing;
    return html`<div
      class="bar warn duplicates"
      id="duplicates"
      part="bar"
      role="group"
      aria-label=${say('duplicates', { count: found.length })}
    >
      <p>${icon(shapes.warning)} ${say('duplicates', { count: found.length })}</p>
      <ul>
        ${found.slice(0, few).map(
          ({ customer, why }) =>
            html`<li>
              <span
                ><bdi class="strong">${customer.name || say('unnamed')}</bdi>
                <span class="soft">${why.map((reason) => reasonText(this.card, reason)).join(' · ')}</span></span
              >
              <button
                type="button"
                class="button"
                aria-label=${say('open-named', { name: customer.name || say('unnamed') })}
                @click=${() => this.#open(customer.id)}
              >
                ${say('open')}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  /** The warning that is on screen, if it is about what is typed now. */
  #found(edit: CardDraft): readonly Match[] {
    return this.#asked && questionOf(this.card, edit) === this.#asked ? (this.#load.value ?? []) : [];
  }

  get #shownQuestion(): string | undefined {
    return this.#load.value?.length ? this.#asked : undefined;
  }

  #ask(): void {
    const { edit } = this.writing.typing;
    const asked = edit ? questionOf(this.card, edit) : '';
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#load.hostUpdate(); // asked at once: a save may be waiting
    this.card.requestUpdate();
  }

  /** The form stays as it is; what was typed waits with its conversation. */
  #open(id: string): void {
    const customer = this.#load.value?.find((match) => match.customer.id === id)?.customer;
    if (!customer) return;
    this.writing.typing.close();
    openCustomer(this.card, customer);
  }

  #answer(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #ring(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** What is asked: the touched fields that name somebody. Empty: nothing to ask. */
function questionOf(card: CustomerCard, { type, base, fields }: CardDraft): string {
  const naming = (card.lookup.around?.fields ?? []).filter(({ use, name }) => use && (fields[name] ?? '').trim() !== '');
  if (naming.length === 0) return '';
  const values = Object.fromEntries(naming.map(({ name }) => [name, fields[name]]));
  return JSON.stringify({ draft: { type, fields: values }, except: base?.id });
}
