import { html, nothing, type TemplateResult } from 'lit';
import type { Form } from './form.js';

/** Which attempt it is, and how it stands with what is said of it. */
export function renderHead(host: Form): TemplateResult {
  const { say } = host.texts;
  const { campaign, attempt } = host.known!.state;
  const { dialerSlot } = host.element;
  const { submission } = host;
  const { reason = 'list' } = attempt!;
  const title = say('dialer-call');
  return html`<header class="head" part="header">
    ${
      dialerSlot
        ? html`<h3 class="name" id="title" tabindex="-1">${title}</h3>`
        : html`<h2 class="name" id="title" tabindex="-1">${title}</h2>`
    }
    <span class="soft">${campaign ? `${campaign.name} · ` : ''}${say('attempt-of', attempt!)}</span>
    ${reason === 'list' ? nothing : html`<span class="pill">${say(`reason-${reason}`)}</span>`}
    ${submission.face === 'sending' ? html`<span class="soft status">${say('agreeing')}</span>` : nothing}
    ${dialerSlot ? nothing : host.notices.renderState()}
  </header>`;
}

/** The one button of what is being said; none in the registration, which has its own. */
export function renderDeeds(host: Form): TemplateResult {
  const { say } = host.texts;
  const { agreed, locked, value } = host;
  const deed = value.outcome === 'unanswered' ? say('mark-now') : say(agreed ? 'change-call-back' : 'agree-call-back');
  return html`<div class="deeds">
    <button class="button primary" id="agree" title="Ctrl+Enter" aria-busy=${locked} ?disabled=${locked}>${deed}</button>
    ${
      agreed
        ? html`<button type="button" class="button" ?disabled=${locked} @click=${() => void host.discard()}>
            ${say('keep-call-back')}
          </button>`
        : nothing
    }
  </div>`;
}
