import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { asMatches } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import { type CustomerDraft, fieldValue } from '../../domain/customer.js';
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

/** What was asked: the draft, and who it is about. */
interface Question {
  readonly draft: CustomerDraft;
  readonly except?: string;
}

/** Who has the number, address or external id already that is being typed. */
export class Duplicates implements ReactiveController {
  /** The question, as text: the same text is the same question. */
  #asked = '';
  /** What was answered last, and to what. */
  #answer?: { readonly about: Question; readonly found: readonly Match[] };
  /** Whom the agent was warned of in this form. */
  readonly #seen = new Set<string>();
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
        const { draft, except } = JSON.parse(asked as string) as Question;
        return asMatches(await (backend as Backend).customers!.duplicates!(draft, { signal, except }));
      },
      onChange: (found) => this.#onAnswer(found),
      onFailure: () => this.#ring(),
    });
    card.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
    this.#ring();
  }

  /** Another form. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#asked = '';
    this.#answer = undefined;
    this.#seen.clear();
  }

  /** Something was typed, or is there already: asked about when the typing rests. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), rest);
    if (this.#answer?.found.length) this.card.requestUpdate(); // it may be about an older text
  }

  /** Whether a save would go past a warning that is on screen. */
  warned(edit: CardDraft): boolean {
    return this.#found(edit).length > 0;
  }

  /** Before a save: true when nobody else has it, or the warning was there before and the agent goes on. */
  async passed(): Promise<boolean> {
    clearTimeout(this.#timer);
    const seen = new Set(this.#seen);
    this.#ask();
    if (this.#load.busy) await this.#answered();
    const { edit } = this.writing.typing;
    if (!edit || this.#found(edit).every(({ customer }) => seen.has(customer.id))) return true;
    this.card.requestUpdate();
    await this.card.updateComplete;
    this.card.renderRoot.querySelector<HTMLElement>('#duplicates button')?.focus();
    return false;
  }

  render(edit: CardDraft): TemplateResult | typeof nothing {
    const { say } = this.card.texts;
    const found = this.#found(edit);
    if (found.length === 0) return nothing;
    for (const { customer } of found) this.#seen.add(customer.id);
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

  /** Who is warned of: as long as everything that they were found by still stands in the form. */
  #found(edit: CardDraft): readonly Match[] {
    const { about, found } = this.#answer ?? {};
    const { draft, except } = questionOf(this.card, edit) ?? {};
    const still = about && draft && about.except === except && contains(draft.fields, about.draft.fields);
    return (still && found) || [];
  }

  #ask(): void {
    const { edit } = this.writing.typing;
    const question = edit && questionOf(this.card, edit);
    const asked = question ? JSON.stringify(question) : '';
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#load.hostUpdate(); // asked at once: a save may be waiting
    if (!this.#load.busy) this.#onAnswer(this.#load.value); // another form had the same question
    this.card.requestUpdate();
  }

  #onAnswer(found: readonly Match[] | undefined): void {
    if (!found || !this.#asked) return; // another question: the old answer stands as long as its words do
    const known = new Set(this.#answer?.found.map(({ customer }) => customer.id));
    this.#answer = { about: JSON.parse(this.#asked) as Question, found };
    if (found.some(({ customer }) => !known.has(customer.id)))
      this.card.announce(this.card.texts.say('duplicates', { count: found.length }));
    this.#ring();
  }

  /** What was typed waits with its customer or conversation. */
  #open(id: string): void {
    const customer = this.#answer?.found.find((match) => match.customer.id === id)?.customer;
    if (!customer) return;
    this.writing.typing.close();
    openCustomer(this.card, customer);
  }

  #answered(): Promise<void> {
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

const contains = (all: CustomerDraft['fields'], some: CustomerDraft['fields']): boolean =>
  Object.entries(some).every(([name, text]) => Object.hasOwn(all, name) && all[name] === text);

/** What is asked: the touched fields that name somebody. Undefined: nothing to ask. */
function questionOf(card: CustomerCard, { type, base, fields }: CardDraft): Question | undefined {
  const values = (card.lookup.around?.fields ?? [])
    .filter(({ use }) => use)
    .flatMap(({ name }) => {
      const text = fieldValue({ type, fields }, name);
      return text === undefined ? [] : [[name, text] as const];
    });
  if (values.length === 0) return undefined;
  return { draft: { type, fields: Object.fromEntries(values) }, except: base?.id };
}
