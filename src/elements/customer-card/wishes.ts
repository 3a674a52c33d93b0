import { asCustomer } from '../../backend/answers.js';
import type { CustomerPatch } from '../../backend/backend.js';
import { type Customer, type CustomerDraft, displayName } from '../../domain/customer.js';
import { draftOf, isTouched, met, patchOf } from '../../domain/customer-edit.js';
import type { FieldDefinition } from '../../domain/field.js';
import type { Intent, Wish } from '../../wiring/intent.js';
import type { CardDraft, Place } from './place.js';

/** What a wish was made of: enough to tell of it, and to go on with it, on any other card. */
export interface Made {
  readonly edit: CardDraft;
  /** Whom it is about, in words. */
  readonly name: string;
  /** Under which the draft lies that names the wish. */
  readonly key: string;
  readonly interactionId?: string;
}
export interface ChangeWish {
  readonly id: string;
  readonly patch: CustomerPatch;
  readonly made: Made;
}
export interface AddWish {
  readonly draft: CustomerDraft;
  readonly made: Made;
}
export interface RemoveWish {
  readonly id: string;
  readonly revision: number;
  /** Whom it is about, in words. */
  readonly name?: string;
}

/** Under this name everything about a customer waits in one line. */
export const about = (customerId: string): string => `customer/${customerId}`;

/** What the backend is asked, as text: under the same key only the very same is the same deed. */
export const textOf = (edit: CardDraft): string =>
  JSON.stringify(edit.base ? [edit.base.id, patchOf(edit)] : ['new', draftOf(edit)]);

/** What is wished for when a form is saved. */
export function wishOf(
  edit: CardDraft,
  { key, interactionId }: Place,
  fields: readonly FieldDefinition[],
  id: string,
): Wish & { readonly id: string } {
  const { intent: _, handed: __, ...rest } = edit;
  const { base } = edit;
  const draft = draftOf(edit);
  const made: Made = { edit: rest, name: base?.name || displayName(draft, fields), key, interactionId };
  return base
    ? {
        id,
        kind: 'customers.change',
        payload: { id: base.id, patch: patchOf(edit), made } satisfies ChangeWish,
        about: about(base.id),
        base: base.revision,
      }
    : { id, kind: 'customers.add', payload: { draft, made } satisfies AddWish, about: about(`new/${id}`) };
}

/** What a wish of a form was made of; none: it is another kind of wish. */
export const madeOf = ({ kind, payload }: Intent): Made | undefined =>
  kind === 'customers.change' || kind === 'customers.add' ? (payload as Partial<ChangeWish>).made : undefined;

/** Only the agent can say what now. */
export const isParked = ({ state }: Intent): boolean => state === 'conflict' || state === 'needs-attention';

/** A customer in an answer; undefined where it is none. */
export function customerIn(answer: unknown): Customer | undefined {
  try {
    return asCustomer(answer);
  } catch {
    return undefined;
  }
}

/** The edit as it is after a save that met somebody else's: still with something to write where the record has it already, so that it is acknowledged. */
export function mergedWith(edit: CardDraft, theirs: Customer, rebasing: Parameters<typeof met>[2]): CardDraft {
  const { fields, shared, assign } = edit;
  const next: CardDraft = { ...met(edit, theirs, rebasing), ...(assign && { assign }) };
  return isTouched(next) ? next : { ...next, fields, ...(shared && { shared }) };
}
