import type { Backend } from '../../backend/backend.js';
import { type CustomerEdit, draftOf, isTouched, type met, withAddress } from '../../domain/customer-edit.js';
import { isEditable } from '../../domain/field.js';
import { type DraftKey, draftKey } from '../../wiring/draft-store.js';
import type { CustomerCard } from './customer-card.js';
import type { Kept } from './kept.js';

/** What is kept of a form while it is typed. */
export interface CardDraft extends CustomerEdit {
  /** It was handed to the outbox under this id. */
  readonly intent?: string;
  /** It was handed over once under this key, and may have been done: as long as it is the same text it is the same deed. */
  readonly handed?: { readonly key: string; readonly text: string };
  /** Whoever is saved is the customer of this conversation. */
  readonly assign?: boolean;
  /** It was about a customer that somebody deleted meanwhile. */
  readonly orphan?: boolean;
}

/** Something to be saved that nobody has been handed. */
export const isUnsaved = (edit: CardDraft | undefined): edit is CardDraft =>
  edit !== undefined && !edit.intent && isTouched(edit);

/** Whether a draft is what was handed over under this id. */
export const isHanded =
  (intentId: string) =>
  (draft: unknown): boolean =>
    (draft as CardDraft | undefined)?.intent === intentId;

/** Where something is typed: its draft, and what an acknowledgement will have to say. */
export interface Place {
  readonly key: string;
  readonly drafts: Kept;
  readonly backend?: Backend;
  readonly question?: string;
  readonly interactionId?: string;
}

/** Whose drafts the card keeps; unknown before the session is. */
export function ownerOf({ lookup }: CustomerCard): Pick<DraftKey, 'tenantId' | 'agentId' | 'element'> | undefined {
  const { session } = lookup.around ?? {};
  return session && { tenantId: session.tenantId, agentId: session.agent.id, element: 'customer-card' };
}

/** Under which key is kept what is typed in this conversation about a customer, or about a new one. */
export function keyIn(card: CustomerCard, customerId?: string): string | undefined {
  const owner = ownerOf(card);
  if (!owner || card.lookup.question === undefined) return undefined;
  return draftKey({ ...owner, customerId, interactionId: card.source.interaction?.id });
}

export function placeOf({ lookup, source }: CustomerCard, drafts: Kept): Place | undefined {
  const { key } = drafts;
  const { backend, interaction } = source;
  return key === undefined ? undefined : { key, drafts, backend, question: lookup.question, interactionId: interaction?.id };
}

/** A new customer in whose form nothing was typed yet. */
export function newEdit({ lookup }: CustomerCard): CardDraft {
  const { result, around, shown } = lookup;
  const blank: CardDraft = { type: 'person', fields: {}, ...(!shown && result && { assign: true }) };
  // Whoever is shown has the address already.
  const put = result && !shown ? withAddress(blank, result.address, around?.fields ?? []) : undefined;
  return { ...blank, ...put?.edit };
}

/** What is left of an edit whose customer has gone: what was typed, and of what stood beside it what an agent may write. */
export function orphanOf({ lookup }: CustomerCard, edit: CardDraft): CardDraft {
  const { fields, ...draft } = draftOf(edit);
  const mayStay = (name: string) =>
    Object.hasOwn(edit.fields, name) || lookup.around?.fields.some((field) => field.name === name && isEditable(field));
  return { ...draft, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => mayStay(name))), orphan: true };
}

/** Whether more stands in a form than before the first key. */
export function isWorthKeeping(card: CustomerCard, edit: CardDraft): boolean {
  if (!isTouched(edit)) return false;
  if (edit.base || edit.orphan) return true;
  const text = (each: CardDraft) => JSON.stringify(Object.entries(draftOf(each).fields).sort());
  return text(edit) !== text(newEdit(card));
}

/** With what two numbers are known to be the same. */
export function rebasingOf({ lookup, phones: { phones } }: CustomerCard): Parameters<typeof met>[2] {
  const { around } = lookup;
  return { fields: around?.fields, ...(phones && around && { reader: { phones, region: around.settings.homeRegion } }) };
}
