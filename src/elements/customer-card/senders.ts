import { asCustomer } from '../../backend/answers.js';
import { asBackendError, BackendError } from '../../backend/backend-error.js';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import { isTouched, met, patchOf } from '../../domain/customer-edit.js';
import { patched } from '../../domain/patch.js';
import type { Sender } from '../../wiring/intent.js';
import { type AddWish, type ChangeWish, customerIn, type RemoveWish } from './wishes.js';

/** A wish on the revision that an earlier one of the same card has made. */
const onto = (revision: number, earlier: unknown): number => {
  const made = (earlier as Partial<Customer> | undefined)?.revision;
  return typeof made === 'number' && made > revision ? made : revision;
};

/** The wish on what an earlier one of the same agent has made; where both say something else of the same field it stays as it was, and is asked about. */
function rebased(wish: ChangeWish, earlier: unknown): ChangeWish {
  const theirs = customerIn(earlier);
  const { edit } = wish.made;
  if (!theirs || theirs.id !== wish.id || !(theirs.revision > wish.patch.revision)) return wish;
  const next = met(edit, theirs);
  if (next.clashes?.length) return wish;
  const { fields, shared } = wish.patch;
  const patch = isTouched(next) ? patchOf(next) : { fields, ...(shared && { shared }), revision: theirs.revision };
  return { ...wish, patch };
}

/** How the wishes of the card are sent. What is answered is a customer, or it counts as failed: nothing is called saved that nobody has said is. */
export const senders: Readonly<Record<string, (backend: Backend) => Sender | undefined>> = {
  'customers.add': ({ customers }) =>
    customers?.add && { send: async (wish, options) => asCustomer(await customers.add!((wish as AddWish).draft, options)) },
  'customers.change': ({ customers }) =>
    customers?.change && {
      send: async (given, options) => {
        const { id, patch } = given as ChangeWish;
        const answer: unknown = await customers.change!(id, patch, options);
        const told = customerIn(answer);
        if (told?.id === id) return told;
        // It says nothing of the record: whether it was done stands in the record itself.
        const record = asCustomer(await customers.get(id, { signal: options.signal }));
        if (patched(record, patch) === record) return record;
        throw new BackendError('failed', 'The backend did not say what became of the change, and the record has not got it');
      },
      rebase: (wish, earlier) => rebased(wish as ChangeWish, earlier),
    },
  'customers.remove': ({ customers }) =>
    customers?.remove && {
      send: async (wish, options) => {
        try {
          await customers.remove!((wish as RemoveWish).id, (wish as RemoveWish).revision, options);
        } catch (caught) {
          // Somebody else was faster: it is gone, and nothing else was wished for.
          if (asBackendError(caught).code !== 'not-found') throw caught;
        }
      },
      rebase: (wish, earlier) => ({ ...(wish as RemoveWish), revision: onto((wish as RemoveWish).revision, earlier) }),
    },
};
