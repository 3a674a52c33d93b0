import { html, nothing, type TemplateResult } from 'lit';
import { costlyCharacters, smsSize, withPlainLetters, withPlainSigns } from '../../domain/sms.js';
import type { MessageComposer } from './message-composer.js';
import type { Writing } from './writing.js';

/** So many of the characters that cost are named. */
const named = 8;

/** What an SMS costs, why, and how it costs less. */
export class Cost {
  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
  ) {}

  /** Segments, what is left of the last one, and the price where the house knows it. */
  renderMeter(text: string): TemplateResult {
    const { host } = this;
    const { say, locale } = host.texts;
    const { segmentPrice } = host.reading.offer('sms') ?? {};
    const { segments, left, encoding } = smsSize(text);
    const { currency } = host.reading.office!.around.settings;
    const price =
      segmentPrice === undefined || !segments
        ? nothing
        : html` · ${say('message-cost', { price: money(segmentPrice * segments, currency, locale) })}`;
    return html`<span class="number end hint" aria-live="off" data-encoding=${encoding}
      >${say('message-segments', { segments, left })}${price}</span
    >`;
  }

  renderCulprits(text: string): TemplateResult | typeof nothing {
    const { say } = this.host.texts;
    if (smsSize(text).encoding === 'gsm-7') return nothing;
    const costly = costlyCharacters(text);
    const signs = withPlainSigns(text);
    const letters = withPlainLetters(text);
    const saves = (other: string) => smsSize(text).segments - smsSize(other).segments;
    const offer = (id: string, other: string, words: string) =>
      other === text
        ? nothing
        : html`<button type="button" class="button slim" id=${id} @click=${() => this.#take(other)}>
            ${words}${saves(other) > 0 ? html` <span class="soft">(${say('message-saves', { count: saves(other) })})</span>` : nothing}
          </button>`;
    return html`<div class="culprits">
      <span
        >${say('message-costly')}
        ${costly
          .slice(0, named)
          .map(
            ({ character, count }) =>
              html`<span class="culprit"><bdi>${visible(character)}</bdi>${count > 1 ? ` × ${count}` : nothing}</span> `,
          )}${costly.length > named ? `+ ${costly.length - named}` : nothing}</span
      >
      ${offer('plain-signs', signs, say('message-plain-signs'))}
      ${letters === signs ? nothing : offer('plain-letters', letters, say('message-plain-letters'))}
    </div>`;
  }

  #take(text: string): void {
    this.writing.change({ text });
    this.host.announce(this.host.texts.say('message-replaced'));
    void this.writing.focus();
  }
}

/** What cannot be seen is named by its number. */
const visible = (character: string): string =>
  /^[\p{Z}\p{C}\p{M}]+$/u.test(character)
    ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    : character;

function money(amount: number, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`; // a currency that the engine does not know
  }
}
