import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import type { Interaction } from '../../domain/interaction.js';
import { base, controls } from '../../styles/base.js';
import { backendContext, Consumed, type Desk, deskContext, interactionContext, refreshContext } from '../../wiring/context.js';
import { Lazy } from '../../wiring/lazy.js';
import { PhoneReader } from '../../wiring/phones.js';
import { loadMoreEnglish, Texts } from '../../wiring/words.js';
import { Actions } from './actions.js';
import { styles } from './customer-card.styles.js';
import { Details } from './details.js';
import { earlyKeys } from './early-keys.js';
import { Faces } from './faces.js';
import type { Finding } from './finding.js';
import { Header } from './header.js';
import type { Keys } from './keys.js';
import { Lookup } from './lookup.js';
import type { Menus } from './menus.js';
import type { Tabs } from './tabs.js';
import type { Writing } from './writing.js';

/**
 * Who is calling: looks up the address of the interaction and shows the customer, the choice between several, or what is known of an
 * address that nobody has. Give it a `customer-id` instead to show one particular customer.
 *
 * @tag customer-card
 * @slot - Elements with a `label` become tabs under the card, in their order; their `count` stands beside the label.
 * @slot pinned - What stands above the details whichever tab is open: a `note-list` with `pinned-only`.
 * @slot menu - The host's own entries of the more-menu: buttons or links with `role="menuitem"`.
 * @fires {CustomerSelectedEvent} customer-selected - Another customer is shown, or none any more; `customerId`, `customerType`, `interactionId` and `reason`.
 * @fires {CallRequestedEvent} call-requested - The agent wants to call; cancelable, else the backend dials.
 * @fires {MessageRequestedEvent} message-requested - The agent wants to write; cancelable, else the desk opens its composer.
 * @fires {CustomerSavedEvent} customer-saved - A customer was added or changed here and the backend has acknowledged it; `customerId`, `interactionId`, `created`.
 * @fires {CustomerDeletedEvent} customer-deleted - A customer was deleted here and the backend has acknowledged it; `customerId`, `interactionId`.
 * @fires {CustomerCloseRequestedEvent} customer-close-requested - The agent wants the card closed.
 * @csspart header - Name, type and actions.
 * @csspart name - The customer's name.
 * @csspart details - The list of fields.
 * @csspart field - One field with its label, value and actions.
 * @csspart matches - The list of candidates.
 * @csspart bar - A notice over the card: choose, refresh, who else is here, what is not saved.
 * @csspart form - The form of a customer.
 * @csspart input - One field of the form with its label.
 * @csspart tabs - The row of tabs.
 * @csspart panel - The tab that is open.
 * @cssprop [--sidedesk-surface] - What the card stands on.
 * @cssprop [--sidedesk-sunk] - What lies deeper than the surface: pills, hovered entries.
 * @cssprop [--sidedesk-line] - Hairlines.
 * @cssprop [--sidedesk-line-strong] - Edges of controls.
 * @cssprop [--sidedesk-ink] - Text.
 * @cssprop [--sidedesk-ink-soft] - Labels and side remarks.
 * @cssprop [--sidedesk-accent] - The one thing to do, the one thing selected.
 * @cssprop [--sidedesk-accent-ink] - Text on the accent.
 * @cssprop [--sidedesk-accent-soft] - Behind notices and what is selected.
 * @cssprop [--sidedesk-good] - Matched, done.
 * @cssprop [--sidedesk-good-soft] - Behind what is good.
 * @cssprop [--sidedesk-warn] - To be careful about.
 * @cssprop [--sidedesk-warn-soft] - Behind what is to be careful about.
 * @cssprop [--sidedesk-bad] - Failed.
 * @cssprop [--sidedesk-bad-soft] - Behind what failed.
 * @cssprop [--sidedesk-radius=8px] - Corners.
 * @cssprop [--sidedesk-font=13.5px/20px system-ui] - The whole `font`.
 * @cssprop [--sidedesk-density=0] - A step: -1 compact, 0 normal, 1 comfortable.
 * @cssprop [--sidedesk-shadow] - Under what floats.
 */
export class CustomerCard extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [base, controls, styles];

  /** The backend; the desk's unless given. */
  @property({ attribute: false }) backend?: Backend;

  /** The interaction whose customer is wanted; the desk's unless given. Another `id` or look-up address begins anew. */
  @property({ attribute: false }) interaction?: Interaction;

  /** Shows this customer, whoever is calling. */
  @property({ attribute: 'customer-id' }) customerId?: string;

  /** Wishes that the host answers, as on the desk: `call message customer-close`. Only what somebody answers is offered. */
  @property() answers = '';

  @state() private said: { readonly text: string; readonly tone?: 'good' | 'bad' } = { text: '' };

  readonly texts = new Texts(this);
  readonly phones = new PhoneReader(this);
  readonly #backend = new Consumed(this, backendContext);
  readonly #interaction = new Consumed(this, interactionContext);
  readonly #desk = new Consumed(this, deskContext);
  readonly #refreshed = new ContextProvider(this, { context: refreshContext, initialValue: 0 });
  readonly lookup = new Lookup(this);
  readonly actions = new Actions(this);
  readonly keys = new Lazy<Keys>(this, async () => ({ part: new (await import('./keys.js')).Keys(this) }));
  readonly #faces = new Faces(this);
  readonly #header = new Header(this);
  readonly details = new Details(this);
  readonly #finding = new Lazy<Finding>(this, async () => {
    const [{ Finding, styles }] = await Promise.all([import('./finding.js'), loadMoreEnglish()]);
    return { part: new Finding(this), styles };
  });
  readonly menus = new Lazy<Menus>(this, async () => {
    const { Menus, styles } = await import('./menus.js');
    return { part: new Menus(this), styles };
  });
  readonly writing = new Lazy<Writing>(this, async () => {
    const [{ Writing, styles }] = await Promise.all([import('./writing.js'), loadMoreEnglish()]);
    return { part: new Writing(this), styles };
  });
  readonly #tabs = new Lazy<Tabs>(this, async () => {
    const { Tabs, styles } = await import('./tabs.js');
    return { part: new Tabs(this), styles };
  });
  #inPlace?: string;
  #saying?: ReturnType<typeof setTimeout>;

  /** Reads again what is shown, in the card and in its tabs; what is on screen stays until the answer is there. */
  refresh(): void {
    this.lookup.refresh();
    this.#finding.value?.refresh();
    this.#refreshed.setValue(this.#refreshed.value + 1);
  }

  /** The search by hand, once it is loaded.
   * @internal */
  get search(): Finding['search'] | undefined {
    return this.#finding.value?.search;
  }

  /** The bar that asks whether this is the customer, and the way back to the list, once they are loaded.
   * @internal */
  get choice(): Finding['choice'] | undefined {
    return this.#finding.value?.choice;
  }

  /** @internal */
  renderSearch(): TemplateResult | typeof nothing {
    return this.#finding.get()?.renderSearch() ?? nothing;
  }

  /** After a failure: everything that may have failed is tried again.
   * @internal */
  retry(): void {
    void this.#finding.load();
    this.lookup.retry();
  }

  /** Opens the search over the card.
   * @internal */
  async showSearch(): Promise<void> {
    await this.#finding.load();
    const { value } = this.writing;
    if ((await value?.left()) === false) return;
    value?.typing.close(); // what is being saved goes on
    this.search?.show();
  }

  /** Where the card's data come from: the property, else the desk. A card of one particular customer has nothing to do with the desk's conversation.
   * @internal */
  get source(): { readonly backend?: Backend; readonly interaction?: Interaction } {
    const interaction = this.interaction ?? (this.customerId ? undefined : this.#interaction.value);
    return { backend: this.backend ?? this.#backend.value, interaction };
  }

  /** The frame around, if there is one.
   * @internal */
  get desk(): Desk | undefined {
    return this.#desk.value;
  }

  /** Whether somebody answers a wish.
   * @internal */
  answered(wish: string): boolean {
    return (this.answers ?? '').split(/\s+/).includes(wish) || Boolean(this.#desk.value?.answers.has(wish));
  }

  /** Says something to people who listen; with a tone also shown for a while to those who look.
   * @internal */
  announce(text: string, tone?: 'good' | 'bad'): void {
    this.said = { text, tone };
    clearTimeout(this.#saying);
    if (tone && this.isConnected) this.#saying = setTimeout(() => (this.said = { text: '' }), 4000);
  }

  /** Loaded beside the first look-up rather than after it. */
  protected override firstUpdated(): void {
    void this.#finding.load();
    void this.writing.load();
    void this.keys.load();
    void this.#tabs.load(); // also without children: it watches for those that come later
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#readInPlace();
  }

  override render(): TemplateResult | typeof nothing {
    const { backend } = this.source;
    if (backend && (!backend.customers || this.lookup.around?.may('customers.view') === false)) return nothing;
    return html`<div class="card" @keydown=${this.#onKeydown}>
      ${this.#renderFace()}
      <div class=${this.said.tone ? `toast ${this.said.tone}` : 'sr'} role="status">${this.said.text}</div>
      ${this.keys.value?.render()}
    </div>`;
  }

  #renderFace(): TemplateResult | typeof nothing {
    const { load, shown, result, gone } = this.lookup;
    const form = this.writing.value?.renderForm();
    if (form) return form;
    if (shown) return this.#renderCustomer(shown);
    if (load.face === 'failed') return this.#faces.renderFailed(load.error!.code);
    const idle = !result && !this.customerId && !this.source.interaction;
    if (gone || idle)
      return html`${this.writing.value?.parked.render()}${this.writing.value?.deeds.renderWaiting()}${this.#faces.renderNothing(gone ? 'customer-gone' : 'no-customer-open')}`;
    const finding = result && this.#finding.get();
    if (finding)
      return html`${this.#header.renderFailure()}${this.writing.value?.parked.render()}${finding.render(result)}${this.renderSearch()}`;
    return result && this.#finding.failed ? this.#faces.renderFailed('offline') : this.#faces.renderWaiting();
  }

  #renderCustomer(customer: Customer): TemplateResult {
    const tabs = this.children.length ? this.#tabs.get() : undefined;
    const search = this.search?.open ? this.renderSearch() : nothing;
    return html`${this.#header.render(customer)} ${search} ${tabs?.renderPinned()} ${this.details.render(customer)}
    ${tabs?.render()}`;
  }

  readonly #onKeydown = earlyKeys(this.keys);

  /** A new message of the same conversation, or a customer assigned by the host, re-reads in place. */
  #readInPlace(): void {
    const { interaction } = this.source;
    const now = interaction && `${interaction.id} ${interaction.lastInboundAt ?? ''} ${interaction.customerId ?? ''}`;
    const before = this.#inPlace;
    this.#inPlace = now;
    if (now && before && now !== before && before.startsWith(`${interaction.id} `)) this.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-card': CustomerCard;
  }
}
