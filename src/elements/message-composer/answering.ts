import { html, nothing, type TemplateResult } from 'lit';
import { withLink } from '../../domain/link-in-text.js';
import { storeInTime } from '../../wiring/store-in-time.js';
import { focused, type Wanted } from './asked.js';
import type { MessageComposer } from './message-composer.js';
import type { Templates } from './templates.js';
import type { Writing } from './writing.js';

/** Does what was asked for from outside, as soon as the form of the customer is there and free. What is typed stays. */
export class Answering {
  /** Where the draft lies that the form shows. */
  #key?: string;
  #busy = false;

  constructor(
    private readonly host: MessageComposer,
    private readonly writing: Writing,
    private readonly templates: Templates,
  ) {
    host.addController({
      hostUpdate: () => (this.#key = writing.key),
      hostUpdated: () => void this.#go(),
    });
  }

  /** A link is not in the text yet, and is going to be. */
  get waits(): boolean {
    return this.host.asked.hasLink && this.#isThere;
  }

  render(): TemplateResult | typeof nothing {
    if (!this.waits || !this.writing.locked) return nothing;
    return html`<p class="hint" role="status">${this.host.texts.say('message-link-waits')}</p>`;
  }

  get #isThere(): boolean {
    const { office, whom } = this.host.reading;
    const mayWrite = office?.channels.length && office.around.may('messages.send');
    return Boolean(mayWrite) && (whom.face === 'nothing' || (whom.face === 'ready' && whom.value !== 'gone'));
  }

  async #go(): Promise<void> {
    const { host, writing } = this;
    const wanted = host.asked.next;
    const key = this.#key;
    if (!wanted || key === undefined || this.#busy || writing.locked || !this.#isThere) return;
    this.#busy = true;
    await storeInTime(writing.submission.ready()).catch(() => undefined); // as if it were typed before the draft is there
    this.#busy = false;
    host.requestUpdate(); // what is next, or this once more
    // Another customer may be chosen and not be on screen yet: nothing goes into a form that is on its way out.
    if (wanted !== host.asked.next || key !== this.#key || key !== writing.key || writing.locked || !this.#isThere) return;
    host.asked.done(wanted);
    await ('link' in wanted ? this.#add(wanted.link, wanted) : this.#address(wanted.channel, wanted.field, wanted));
  }

  async #address(channel: 'sms' | 'email', field: string, { customerId, focused }: Wanted): Promise<void> {
    const { writing } = this;
    writing.change({ channel, to: { customerId, field }, fromCard: true });
    await this.#show(focused, channel === 'email' && !writing.form.subject ? '#message-subject' : '#message-text');
  }

  /** Where the cursor was in the text, or at its end. To whom and by what is not its business. */
  async #add(link: string, { focused }: Wanted): Promise<void> {
    const { host, writing, templates } = this;
    const { say } = host.texts;
    const { text: before } = writing.form;
    const box = this.#boxWith(before);
    const { text, behind, added } = withLink(before, link, box ? box.selectionEnd : before.length);
    // Whoever is not the customer of the conversation is not written to in it.
    if (added) writing.change({ text, ...(host.asked.customerId !== undefined && { fromCard: true }) });
    host.announce(say(added ? 'message-link-added' : 'message-link-there'));
    await host.updateComplete;
    const shown = this.#boxWith(text);
    if (!shown || !this.#mayFocus(focused)) return;
    shown.setSelectionRange(behind, behind); // before the focus, which scrolls there
    await this.#show(focused, '#message-text');
    templates.onType(shown);
  }

  /** The box, as far as it shows this text. */
  #boxWith(text: string): HTMLTextAreaElement | undefined {
    const box = this.host.renderRoot.querySelector<HTMLTextAreaElement>('#message-text');
    return box?.value === text ? box : undefined;
  }

  async #show(asked: Element | null, selector: string): Promise<void> {
    if (!this.#mayFocus(asked)) return;
    await this.writing.focus(selector);
    this.host.scrollIntoView({ block: 'nearest' });
  }

  /** Whoever went on elsewhere meanwhile is not fetched back. */
  #mayFocus(asked: Element | null): boolean {
    const now = focused();
    return now === null || now === asked || now === document.body || this.host.renderRoot.contains(now);
  }
}
