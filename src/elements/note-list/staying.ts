import type { ReactiveController } from 'lit';
import type { NoteList } from './note-list.js';

/** When what had the focus goes, the focus stays near: on what took its place, else on its row, else on the list; nothing is scrolled for it. Call `keep` in each render. */
export class Staying implements ReactiveController {
  /** Where it was, the nearest place first; selectors. */
  #had: readonly string[] = [];
  #timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly host: NoteList) {
    host.addController(this);
  }

  keep(): void {
    const had = this.#root.activeElement as HTMLElement | null;
    if (!had) return;
    const { topic } = had.dataset;
    const id = had.closest<HTMLElement>('.row')?.dataset['id'];
    this.#had = [
      ...(topic === undefined ? [] : [`[data-topic="${CSS.escape(topic)}"]`]),
      ...(had.id ? [`#${CSS.escape(had.id)}`] : []),
      ...(id === undefined ? [] : [`.row[data-id="${CSS.escape(id)}"] [data-row]`]),
      '#title',
    ];
  }

  hostUpdated(): void {
    if (!this.#had.length) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restore()); // browsers take the focus from what is disabled in their own time
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#had = [];
  }

  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  #restore(): void {
    const [had, root] = [this.#had, this.#root];
    this.#had = [];
    // Taken away, not taken elsewhere.
    if (root.activeElement?.matches(':not(:disabled)') || (!root.activeElement && document.activeElement !== document.body))
      return;
    for (const selector of had) {
      const found = root.querySelector<HTMLElement>(selector);
      if (!found || found.matches(':disabled')) continue;
      found.focus({ preventScroll: true });
      return;
    }
  }
}
