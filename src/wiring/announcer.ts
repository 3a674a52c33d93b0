import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

/** Milliseconds that something stays for those who look. */
const shown = 4000;

/** What an element says to people who listen; with a tone also for a while to those who look. Bring `writing` of the styles where there are tones. */
export class Announcer implements ReactiveController {
  #said: { readonly text: string; readonly tone?: 'good' } = { text: '' };
  #timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  say(text: string, tone?: 'good'): void {
    this.#said = { text, tone };
    clearTimeout(this.#timer);
    if (tone && this.host.isConnected) this.#timer = setTimeout(() => this.clear(), shown);
    this.host.requestUpdate();
  }

  /** What was said is over. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#said = { text: '' };
    this.host.requestUpdate();
  }

  /** Out of the tree nothing is said, and nothing on the way back. */
  hostDisconnected(): void {
    this.clear();
  }

  render(): TemplateResult {
    const { text, tone } = this.#said;
    return html`<div class=${tone ? `toast ${tone}` : 'sr'} role="status">${text}</div>`;
  }
}
