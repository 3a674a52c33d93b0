import { fixtureSync, html } from '@open-wc/testing';
import type { Backend } from '../../src/backend/backend.js';
import type { Interaction } from '../../src/domain/interaction.js';
import '../../src/elements/agent-desk/define.js';
// At hand, like what the card loads elsewhere.
import '../../src/elements/agent-desk/closing.js';
import type { AgentDesk } from '../../src/elements/agent-desk/agent-desk.js';
import type { CustomerCard } from '../../src/elements/customer-card/customer-card.js';
import type { DraftStore } from '../../src/wiring/draft-store.js';
import { house, turn } from './card.js';

export interface Seat {
  readonly desk: AgentDesk;
  readonly card: CustomerCard;
}
export interface SeatOptions {
  readonly backend?: Backend;
  readonly drafts?: DraftStore | string;
  readonly interaction?: Interaction;
  readonly guardUnload?: boolean;
}

/** A card at a desk, once everything is there that needs no clock. */
export async function seat({ backend = house(), drafts, interaction, guardUnload = false }: SeatOptions): Promise<Seat> {
  const desk = document.createElement('agent-desk');
  const card = document.createElement('customer-card');
  desk.lang = 'en';
  desk.backend = backend;
  desk.drafts = drafts;
  desk.interaction = interaction;
  desk.guardUnload = guardUnload;
  desk.append(card);
  fixtureSync<HTMLElement>(html`<div></div>`).append(desk);
  await quiet(card);
  return { desk, card };
}

/** Nothing moves any more that needs no clock. */
export async function quiet(...cards: readonly CustomerCard[]): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    for (const card of cards) await card.updateComplete;
    await turn();
  }
}

/** The same store for another page: it knows nothing of what this one holds in memory. */
export const another = (store: DraftStore): DraftStore => ({ ...store });

/** The focus leaves the card: what was typed is kept at once. */
export const leave = (card: Element): boolean =>
  card.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
