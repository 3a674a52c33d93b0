import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import type { Form } from './form.js';

/** The form in a window of its own: a page of the host's. Only where both windows have the same drafts. */
export class OwnWindow {
  constructor(private readonly host: Form) {}

  render(): TemplateResult | typeof nothing {
    if (this.#url === undefined) return nothing;
    const text = this.host.texts.say('own-window');
    return html`<button class="quiet" type="button" id="own-window" title=${text} aria-label=${text} @click=${this.#onOpen}>
      ${icon(shapes.window)}
    </button>`;
  }

  get #url(): string | undefined {
    const { source, draftStore } = this.host;
    const { popoutUrl } = this.host.element;
    if (!popoutUrl || !source.interaction || draftStore?.name === undefined) return undefined;
    const url = popoutUrl.replaceAll('{interactionId}', encodeURIComponent(source.interaction.id));
    return URL.canParse(url, document.baseURI) && /^https?:$/.test(new URL(url, document.baseURI).protocol) ? url : undefined;
  }

  readonly #onOpen = (): void => {
    const name = `sidedesk-enquiry-${this.host.source.interaction?.id ?? ''}`;
    window.open(this.#url, name, 'popup,width=460,height=720')?.focus();
  };
}
