import { html, nothing, type TemplateResult } from 'lit';
import { asInteraction, asPage } from '../../backend/answers.js';
import type { Backend, Page } from '../../backend/backend.js';
import type { Channel, InteractionSummary } from '../../domain/interaction.js';
import type { FindResult } from '../../domain/match.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { Load } from '../../wiring/load.js';
import type { CustomerCard } from './customer-card.js';
import { timeText } from './details.js';

/** How many earlier interactions of an unknown address are listed. */
const few = 5;

const channelIcons: Readonly<Record<Channel, string>> = {
  call: shapes.call,
  sms: shapes.sms,
  email: shapes.email,
  chat: shapes.chat,
};

/** Nobody has the address, or it cannot be searched for: what is known all the same. */
export class Unmatched {
  readonly #history: Load<readonly unknown[], Page<InteractionSummary>>;

  constructor(private readonly card: CustomerCard) {
    this.#history = new Load(card, {
      args: () => {
        const { backend, interaction } = card.source;
        const { result, shown } = card.lookup;
        return result?.outcome === 'none' && !shown && backend?.interactions
          ? [backend, interaction?.id, result.address.raw]
          : undefined;
      },
      read: async ([backend], signal) =>
        asPage(
          await (backend as Backend).interactions!.list({ address: card.lookup.ref }, { limit: few + 1, signal }),
          asInteraction,
        ),
    });
  }

  refresh(): void {
    this.#history.reload();
  }

  render({ outcome, address }: FindResult): TemplateResult {
    const { say } = this.card.texts;
    const unknown = outcome === 'none';
    const searched = address.kind === 'phone' ? address.e164 : address.kind === 'email' ? address.email : undefined;
    return html`<div class="notice">
        ${icon(outcome === 'withheld' ? shapes.hidden : unknown ? shapes.unknown : shapes.info)}
        <div>
          <h2 class="name">${say(`outcome-${outcome as 'none' | 'withheld' | 'own' | 'internal' | 'unreadable'}`)}</h2>
          <p class="soft">${say(`outcome-${outcome as 'none' | 'withheld' | 'own' | 'internal' | 'unreadable'}-why`)}</p>
          ${
            address.raw && outcome !== 'withheld'
              ? html`<dl class="addresses">
                  <div>
                    <dt class="soft">${say('address-received')}</dt>
                    <dd class="number"><bdi dir="ltr">${address.raw}</bdi></dd>
                  </div>
                  ${
                    searched
                      ? html`<div>
                          <dt class="soft">${say('address-searched')}</dt>
                          <dd class="number"><bdi dir="ltr">${searched}</bdi>${this.#renderCopy(searched)}</dd>
                        </div>`
                      : nothing
                  }
                </dl>`
              : nothing
          }
        </div>
      </div>
      ${this.card.writing.value?.deeds.renderAdd() ?? nothing} ${unknown ? this.#renderHistory() : nothing}`;
  }

  /** By what way it came. A backend may know ways that we have no words for. */
  #kindOf({ channel, direction }: InteractionSummary): string {
    const { say } = this.card.texts;
    const way = Object.hasOwn(channelIcons, channel) ? say(`channel-${channel}`) : channel;
    return [way, direction === 'inbound' || direction === 'outbound' ? say(direction) : ''].filter(Boolean).join(', ');
  }

  #renderCopy(address: string): TemplateResult {
    const { say } = this.card.texts;
    const label = say('copy-address');
    return html`<button
      class="quiet small"
      title=${label}
      aria-label=${label}
      @click=${() => void this.card.actions.copyText(address, address)}
    >
      ${icon(shapes.copy)}
    </button>`;
  }

  #renderHistory(): TemplateResult | typeof nothing {
    const { say, locale } = this.card.texts;
    const { face, value, error } = this.#history;
    if (face === 'nothing') return nothing;
    const earlier = (value?.items ?? []).filter((item) => item.id !== this.card.source.interaction?.id).slice(0, few);
    return html`<details class="section" open>
      <summary>
        ${icon(shapes.chevron, 'chevron')}
        <h3>${say('earlier-interactions')}</h3>
      </summary>
      <div class="section-body">
        ${face === 'waiting' ? html`<span class="skeleton wide"></span>` : nothing}
        ${face === 'failed' ? html`<p role="alert">${say('history-failed')} ${say(`error-${error!.code}`)} <button class="link" @click=${() => this.refresh()}>${say('retry')}</button></p>` : nothing}
        ${face === 'ready' && earlier.length === 0 ? html`<p class="soft">${say('no-earlier-interactions')}</p>` : nothing}
        <ul class="history">
          ${earlier.map(
            (item) =>
              html`<li>
                ${icon(channelIcons[item.channel] ?? shapes.chat)}
                <span
                  ><span class="strong">${this.#kindOf(item)}</span>
                  ${item.agentName ? html`<bdi class="soft">${item.agentName}</bdi>` : nothing}</span
                >
                <time class="soft number" datetime=${item.startedAt}
                  >${timeText(item.startedAt, locale, this.card.lookup.around?.settings.timeZone)}</time
                >
                ${item.excerpt ? html`<p class="soft clamp excerpt">${item.excerpt}</p>` : nothing}
              </li>`,
          )}
        </ul>
      </div>
    </details>`;
  }
}
