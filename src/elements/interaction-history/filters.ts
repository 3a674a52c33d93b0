import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { filterChoices, type HistoryItem } from '../../domain/history.js';
import type { Channel, Direction } from '../../domain/interaction.js';
import { icon } from '../../styles/icon.js';
import type { List } from './list.js';
import { channelIcons, directionIcons } from './row.js';

/** What is to be seen: one channel or all, one direction or both, and whether only the agent's own. */
export class Filters {
  constructor(private readonly list: List) {}

  render(items: readonly HistoryItem[]): TemplateResult {
    const { say } = this.list.texts;
    const { filter } = this.list;
    const { channels, directions } = filterChoices(items, filter);
    const channel = (each?: Channel) =>
      this.#renderChoice(
        'channel',
        each,
        filter.channel === each,
        say(each ? `history-filter-${each}` : 'history-filter-all'),
        () => this.list.show({ ...this.list.filter, channel: each }),
      );
    const direction = (each?: Direction) =>
      this.#renderChoice(
        'direction',
        each,
        filter.direction === each,
        say(each ? `history-filter-${each}` : 'history-filter-both'),
        () => this.list.show({ ...this.list.filter, direction: each }),
      );
    return html`<div class="filters" part="filters" role="group" aria-label=${say('history-filter')}>
      ${
        channels.length > 1
          ? html`<fieldset>
              <legend class="sr">${say('history-filter-channel')}</legend>
              ${channel()}${channels.map(channel)}
            </fieldset>`
          : nothing
      }
      ${
        directions.length > 1
          ? html`<fieldset>
              <legend class="sr">${say('history-filter-direction')}</legend>
              ${direction()}${directions.map(direction)}
            </fieldset>`
          : nothing
      }
      <label class="choice">
        <input
          type="checkbox"
          id="mine"
          .checked=${live(filter.mine === true)}
          @change=${(event: Event) =>
            this.list.show({ ...this.list.filter, mine: (event.target as HTMLInputElement).checked || undefined })}
        />
        ${say('history-filter-mine')}
      </label>
    </div>`;
  }

  /** After everything is shown again: the button that did it is gone. */
  async focus(): Promise<void> {
    const { element } = this.list;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('.filters input:checked, .filters input')?.focus();
  }

  #renderChoice(
    name: 'channel' | 'direction',
    value: Channel | Direction | undefined,
    chosen: boolean,
    text: string,
    choose: () => void,
  ): TemplateResult {
    const picture = value && { ...channelIcons, ...directionIcons }[value];
    return html`<label class="choice">
      <input
        type="radio"
        name=${name}
        value=${value ?? ''}
        id=${`${name}-${value ?? 'all'}`}
        .checked=${live(chosen)}
        @change=${choose}
      />
      ${picture ? icon(picture) : nothing}${text}
    </label>`;
  }
}
