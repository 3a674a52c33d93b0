import type { TemplateResult, nothing } from 'lit';
import type { FindResult } from '../../domain/match.js';
import type { CustomerCard } from './customer-card.js';
import { Choice } from './choice.js';
import { Matches } from './matches.js';
import { Search } from './search.js';
import { Unmatched } from './unmatched.js';

export { styles } from './finding.styles.js';

/** Everything for the case that it is not one customer: the candidates, what is known of an unknown address, the search by hand. Loaded beside the first look-up. */
export class Finding {
  readonly search: Search;
  readonly choice: Choice;
  readonly #matches: Matches;
  readonly #unmatched: Unmatched;

  constructor(card: CustomerCard) {
    this.search = new Search(card);
    this.choice = new Choice(card);
    this.#matches = new Matches(card);
    this.#unmatched = new Unmatched(card);
  }

  refresh(): void {
    this.#unmatched.refresh();
  }

  render(result: FindResult): TemplateResult {
    return result.outcome === 'many' ? this.#matches.render(result) : this.#unmatched.render(result);
  }

  renderSearch(): TemplateResult | typeof nothing {
    return this.search.render();
  }
}
