import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Catalogue } from '../../domain/catalogue.js';
import { type FilteredTopics, TopicFilter } from '../../domain/topic-filter.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Form } from './form.js';

/** Fewer topics are looked over faster than typed for. */
const few = 6;

/** The box that finds topics: everything is done without leaving it. */
export class Filter implements ReactiveController {
  text = '';
  /** The topic that the arrows are at. */
  active?: string;
  found?: FilteredTopics;
  #filter?: { readonly of: Catalogue; readonly topics: TopicFilter };

  constructor(private readonly host: Form) {
    host.addController(this);
  }

  /** Another conversation. */
  reset(): void {
    this.#set('');
  }

  hostUpdate(): void {
    const { catalogue } = this.host.reading.known ?? {};
    if (this.text && catalogue && this.#filter?.of !== catalogue) this.#find();
  }

  render(): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    const { catalogue } = this.host.reading.known!;
    if (catalogue.categories.reduce((sum, { topics }) => sum + topics.length, 0) < few) return nothing;
    return html`<label class="box">
      ${icon(shapes.search)}
      <input
        type="search"
        id="filter"
        autocomplete="off"
        spellcheck="false"
        aria-label=${say('filter-topics')}
        aria-describedby="filter-hint"
        placeholder=${say('filter-topics')}
        .value=${this.text}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
      />
      <span class="sr" id="filter-hint">${say('filter-hint')}</span>
    </label>`;
  }

  /** Nothing is looked for any more. */
  clear(): void {
    if (this.text) this.#set('');
  }

  #set(text: string): void {
    this.text = text;
    this.active = undefined;
    this.#find();
    this.host.requestUpdate();
  }

  #find(): void {
    const { catalogue } = this.host.reading.known ?? {};
    if (!catalogue || !this.text) return void (this.found = undefined);
    if (this.#filter?.of !== catalogue) this.#filter = { of: catalogue, topics: new TopicFilter(catalogue.categories) };
    this.found = this.#filter.topics.find(this.text);
  }

  readonly #onInput = (event: Event): void => {
    this.#set((event.target as HTMLInputElement).value);
    if (this.found) this.host.announce(this.host.texts.say('topics-found', { count: this.host.categories.visible.length }));
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = this.#deed(event.key);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  #deed(key: string): (() => void) | undefined {
    if (key === 'ArrowDown') return () => this.#move(1);
    if (key === 'ArrowUp') return () => this.#move(-1);
    if (key === 'Escape' && (this.text || this.active)) return () => this.#set('');
    // A space belongs to the words, unless the arrows are at a topic.
    if (key === ' ' && this.active) return () => this.#pick(this.active);
    if (key === 'Enter' && !this.text && !this.active) return () => this.host.focusOn('comment');
    if (key === 'Enter') return () => this.#pick(this.active ?? this.#best);
    return undefined;
  }

  /** The topic that fits best and is on screen. */
  get #best(): string | undefined {
    const { best } = this.found ?? {};
    const { visible } = this.host.categories;
    return visible.some(({ topic }) => topic.id === best)
      ? best
      : visible.find(({ topic }) => this.found?.topicIds.has(topic.id))?.topic.id;
  }

  #move(step: number): void {
    const { visible } = this.host.categories;
    if (visible.length === 0) return;
    const at = visible.findIndex(({ topic }) => topic.id === this.active);
    const to = at < 0 ? (step > 0 ? 0 : visible.length - 1) : (at + step + visible.length) % visible.length;
    const { category, topic } = visible[to]!;
    this.active = topic.id;
    const chosen = this.host.choosing.chosen.has(topic.id);
    this.host.announce(this.host.texts.say('topic-at', { topic: topic.label, category: category.label, chosen }));
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.root.querySelector('.topic.active')?.scrollIntoView({ block: 'nearest' }));
  }

  /** Picks it; then the box is ready for the next word. */
  #pick(id: string | undefined): void {
    const hit = this.host.categories.visible.find(({ topic }) => topic.id === id);
    if (!hit) return;
    const moved = this.active !== undefined;
    this.host.categories.pick(hit.category, hit.topic);
    if (!moved) this.#set('');
    this.host.requestUpdate();
  }
}
