import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type JourneyFrame, journeyFrames } from '../../domain/journey-filter.js';
import type { Journey } from './journey.js';

/** How far back, which pages, and by which name. */
export class Filters {
  constructor(private readonly journey: Journey) {}

  render(): TemplateResult {
    const { journey } = this;
    const { element, names, filter, texts } = journey;
    const { say } = texts;
    const { types, sites } = journey.listed.choices;
    return html`<div class="filters" part="filters">
      <fieldset>
        <legend class="sr">${say('journey-frame')}</legend>
        ${journeyFrames.map((frame) =>
          this.#renderChoice('frame', frame, say(`journey-${frame}`), element.frame === frame, () => this.#onFrame(frame)),
        )}
      </fieldset>
      <fieldset>
        <legend class="sr">${say('journey-names')}</legend>
        ${(['title', 'address'] as const).map((by) =>
          this.#renderChoice('names', by, say(by === 'title' ? 'journey-titles' : 'journey-addresses'), names.by === by, () =>
            journey.name(by),
          ),
        )}
      </fieldset>
      ${
        types.length > 1 || filter.type
          ? this.#renderSelect('type', say('journey-type'), say('journey-type-any'), filter.type, types, (type) =>
              say(`journey-type-${type as 'page'}`),
            )
          : nothing
      }
      ${sites.length > 1 ? this.#renderSelect('site', say('journey-site'), say('journey-site-any'), filter.site, sites, (site) => site) : nothing}
    </div>`;
  }

  /** After everything is shown again: the button that did it is gone. */
  async focus(): Promise<void> {
    const { element } = this.journey;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('.filters input:checked')?.focus();
  }

  #renderChoice(name: string, value: string, text: string, chosen: boolean, choose: () => void): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name=${name} value=${value} id=${`${name}-${value}`} .checked=${live(chosen)} @change=${choose} />
      ${text}
    </label>`;
  }

  #renderSelect(
    name: 'type' | 'site',
    label: string,
    any: string,
    chosen: string | undefined,
    values: readonly string[],
    textOf: (value: string) => string,
  ): TemplateResult {
    return html`<label class="pick">
      <span class="soft">${label}</span>
      <select
        id=${`only-${name}`}
        .value=${live(chosen ?? '')}
        @change=${({ target }: Event) => this.journey.only({ [name]: (target as HTMLSelectElement).value || undefined })}
      >
        <option value="" ?selected=${chosen === undefined}>${any}</option>
        ${values.map((value) => html`<option value=${value} ?selected=${chosen === value}>${textOf(value)}</option>`)}
      </select>
    </label>`;
  }

  #onFrame(frame: JourneyFrame): void {
    this.journey.element.frame = frame;
  }
}
