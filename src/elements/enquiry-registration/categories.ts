import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Category, chosenIn, isSatisfied, leastOf, mostOf, type Topic } from '../../domain/catalogue.js';
import { categoryProblem } from '../../domain/enquiry.js';
import { markedIn } from '../../domain/topic-filter.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Form } from './form.js';

/** With more topics than that, categories begin folded; of so many topics a category shows all at once. */
const [many, most] = [60, 100];

/** The categories with their topics: radio buttons or check boxes, that fold, count, and carry a tick when they are as they should be. */
export class Categories {
  /** What the agent opened or folded, by id. */
  readonly #folded = new Map<string, boolean>();
  /** Long categories that are shown whole. */
  readonly #whole = new Set<string>();

  constructor(private readonly host: Form) {}

  /** Another conversation. */
  reset(): void {
    this.#folded.clear();
    this.#whole.clear();
  }

  /** The topics that are on screen, in their order: where the arrows of the filter box go. */
  get visible(): readonly { readonly category: Category; readonly topic: Topic }[] {
    return this.host.choosing.categories
      .filter((category) => this.#isOpen(category))
      .flatMap((category) => this.#topics(category).shown.map((topic) => ({ category, topic })));
  }

  render(): TemplateResult {
    const { choosing, filter } = this.host;
    const { found } = filter;
    const { categories, chosen } = choosing;
    const shown = found
      ? categories.filter((category) => found.categoryIds.has(category.id) || chosenIn(category, chosen).length > 0)
      : categories;
    if (shown.length === 0 && found) return html`<p class="none soft">${this.host.texts.say('no-topics-found')}</p>`;
    return html`${repeat(
      shown,
      ({ id }) => id,
      (category) => this.#renderCategory(category, chosen),
    )}`;
  }

  /** Opens what is folded, or not found, so that it can be looked at. */
  open(id: string): void {
    this.#folded.set(id, false);
    this.host.filter.clear();
    this.host.requestUpdate();
  }

  pick(category: Category, topic: Topic): void {
    const { host } = this;
    const before = host.choosing.chosen;
    host.choosing.pick(category, topic.id);
    const { chosen } = host.choosing;
    const { length } = chosenIn(category, chosen);
    host.registering.refused = host.registering.refused.filter(({ field }) => field !== category.id);
    const text = host.texts.say(before.has(topic.id) ? 'topic-taken-back' : 'topic-chosen', {
      topic: topic.label,
      count: length,
    });
    host.announce(text);
  }

  #renderCategory(category: Category, chosen: ReadonlySet<string>): TemplateResult {
    const { say } = this.host.texts;
    const { id, label } = category;
    const open = this.#isOpen(category);
    const problem = this.host.registering.problems.get(id) ?? this.#atOnce(category, chosen);
    const satisfied = isSatisfied(category, chosen);
    const topics = chosenIn(category, chosen);
    const { shown, hidden } = this.#topics(category);
    // An id may be any text; what refers to elements is a list of words.
    const word = id.replace(/[\s%]/g, (odd) => `%${odd.charCodeAt(0)}`);
    const [name, problemName] = [`topics-${word}`, `problem-${word}`];
    return html`<section class="category" part="category" data-category=${id}>
      <h3>
        <button
          type="button"
          class="fold"
          aria-expanded=${open}
          aria-controls=${name}
          @click=${() => {
            this.#folded.set(id, open);
            this.host.requestUpdate();
          }}
        >
          ${icon(shapes.chevron)}
          <span class="label"
            ><bdi>${label}</bdi>
            <span class="soft">${this.#hint(category, topics.length)}</span>
            ${open || topics.length === 0 ? nothing : html`<span class="chosen">${topics.map(({ label }) => label).join(' · ')}</span>`}
          </span>
          ${satisfied ? html`<span class="tick" title=${say('category-done')}>${icon(shapes.check)}<span class="sr">${say('category-done')}</span></span>` : nothing}
        </button>
      </h3>
      <fieldset
        class="topics"
        id=${name}
        ?hidden=${!open}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? problemName : nothing}
      >
        <legend class="sr">${label} ${this.#hint(category, topics.length)}</legend>
        ${repeat(
          open ? shown : [],
          (topic) => topic.id,
          (topic) => this.#renderTopic(category, topic, chosen.has(topic.id)),
        )}
        ${
          open && hidden
            ? html`<button type="button" class="link" @click=${() => this.#onWhole(id)}>
                ${say('all-topics', { count: hidden })}
              </button>`
            : nothing
        }
      </fieldset>
      ${problem ? html`<p class="problem" id=${problemName}>${icon(shapes.warning)} ${this.host.notices.problemOf(category, problem)}</p>` : nothing}
    </section>`;
  }

  #renderTopic(category: Category, topic: Topic, chosen: boolean): TemplateResult {
    const active = this.host.filter.active === topic.id;
    return html`<label class=${active ? 'topic active' : 'topic'} part="topic">
      <input
        type=${category.choice === 'one' ? 'radio' : 'checkbox'}
        name=${category.choice === 'one' ? `choice-${category.id}` : nothing}
        .checked=${chosen}
        data-topic=${topic.id}
        @click=${(event: Event) => this.#onClick(event, category, topic)}
        @change=${() => this.pick(category, topic)}
      />
      <bdi>${this.#renderLabel(topic.label)}</bdi>
      ${topic.retired ? html`<span class="pill">${this.host.texts.say('topic-retired')}</span>` : nothing}
    </label>`;
  }

  /** With the words of the filter box marked in it. */
  #renderLabel(label: string): TemplateResult | string {
    const { text } = this.host.filter;
    if (!text) return label;
    let at = 0;
    const parts = markedIn(label, text).map(({ from, to }) => {
      const before = label.slice(at, from);
      at = to;
      return html`${before}<mark>${label.slice(from, to)}</mark>`;
    });
    return html`${parts}${label.slice(at)}`;
  }

  /** What it asks for, and how much of that there is. */
  #hint(category: Category, count: number): string {
    const { say } = this.host.texts;
    const [least, atMost] = [leastOf(category), mostOf(category)];
    const bounds =
      category.choice === 'one'
        ? ''
        : say('topics-bounds', {
            least: least > 1 ? least : 0,
            most: atMost < category.topics.length ? atMost : 0,
          });
    return [
      category.required ? say('category-required') : '',
      count && category.choice === 'many' ? say('chosen-count', { count }) : bounds,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** Too many, or two that exclude each other, is wrong at once; too few only when somebody wants to register. */
  #atOnce(category: Category, chosen: ReadonlySet<string>): string | undefined {
    const problem = categoryProblem(category, chosen);
    return problem === 'too-many' || problem === 'exclusive' ? problem : undefined;
  }

  #isOpen(category: Category): boolean {
    const { filter, registering, choosing } = this.host;
    if (filter.found) return true;
    const known = this.#folded.get(category.id);
    if (known !== undefined) return !known;
    if (registering.problems.has(category.id)) return true;
    return choosing.categories.reduce((sum, { topics }) => sum + topics.length, 0) <= many;
  }

  #topics(category: Category): { readonly shown: readonly Topic[]; readonly hidden: number } {
    const { found } = this.host.filter;
    const { chosen } = this.host.choosing;
    const fitting = found ? category.topics.filter(({ id }) => found.topicIds.has(id) || chosen.has(id)) : category.topics;
    if (fitting.length <= most || this.#whole.has(category.id)) return { shown: fitting, hidden: 0 };
    const shown = fitting.filter(({ id }, at) => at < most || chosen.has(id));
    return { shown, hidden: fitting.length - shown.length };
  }

  #onWhole(id: string): void {
    this.#whole.add(id);
    this.host.requestUpdate();
  }

  /** A radio button that is pressed again is unset; it says no `change` then. */
  #onClick(event: Event, category: Category, topic: Topic): void {
    if (category.choice !== 'one' || !this.host.choosing.chosen.has(topic.id)) return;
    (event.target as HTMLInputElement).checked = false;
    this.pick(category, topic);
  }
}
