import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { keyOf } from '../../wiring/draft-store.js';
import type { Form } from './form.js';

/** So many are offered, and so many are counted. */
const [few, most] = [5, 200];

/** Topic id → how often it was chosen, the latest last. */
type Counts = readonly (readonly [topicId: string, times: number])[];

/** The topics that this agent chooses most. They are counted where the host lets drafts be kept, and nowhere else. */
export class Frequent implements ReactiveController {
  #counts: Counts = [];
  #key?: string;

  constructor(private readonly host: Form) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { session } = this.host.reading.known?.around ?? {};
    const key = session && keyOf('often-chosen', session.tenantId, session.agent.id);
    if (key === this.#key) return;
    this.#key = key;
    this.#counts = [];
    void this.#read();
  }

  render(): TemplateResult | typeof nothing {
    const { host } = this;
    const { categories, chosen } = host.choosing;
    const all = new Map(
      categories.flatMap((category) => category.topics.map((topic) => [topic.id, { category, topic }] as const)),
    );
    const offered = [...this.#counts]
      .sort((a, b) => b[1] - a[1])
      .flatMap(([id]) => all.get(id) ?? [])
      .filter(({ topic }) => !topic.retired)
      .slice(0, few);
    if (host.filter.found || offered.length === 0) return nothing;
    return html`<div class="frequent" role="group" aria-label=${host.texts.say('often-chosen')}>
      <span class="soft">${host.texts.say('often-chosen')}</span>
      ${offered.map(
        ({ category, topic }) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${chosen.has(topic.id)}
            title=${category.label}
            @click=${() => host.categories.pick(category, topic)}
          >
            <bdi>${topic.label}</bdi>
          </button>`,
      )}
    </div>`;
  }

  /** These were registered. */
  async count(topicIds: readonly string[]): Promise<void> {
    const { store } = this.host.submission;
    if (!store || !this.#key) return;
    await this.#read();
    const counts = new Map(this.#counts);
    for (const id of topicIds) {
      const times = (counts.get(id) ?? 0) + 1;
      counts.delete(id);
      counts.set(id, times);
    }
    this.#counts = [...counts].slice(-most);
    const changedAt = new Date().toISOString();
    await store.put({ key: this.#key, value: this.#counts, changedAt }).catch(() => undefined); // a convenience: nobody waits for it
    this.host.requestUpdate();
  }

  async #read(): Promise<void> {
    const key = this.#key;
    const kept = key === undefined ? undefined : await this.host.submission.store?.get(key).catch(() => undefined);
    if (key !== this.#key || !Array.isArray(kept?.value)) return;
    this.#counts = kept.value as Counts;
    this.host.requestUpdate();
  }
}
