import { attachContextRoot } from './context.js';

/** What became of a wish to register a tag. */
export type Registration = 'defined' | 'already' | 'skipped';

/**
 * Registers a class for a tag, in this order of care: taken by this very class → nothing to do; by another → left alone
 * (`skipped`: another copy or another library was first); the class already has a name → a trivial subclass gets the new one.
 * Never throws and never logs: a guest does not break the page that hosts it.
 */
export function defineElement(tag: string, element: CustomElementConstructor): Registration {
  if (typeof customElements === 'undefined') return 'skipped';
  attachContextRoot();
  const taken = customElements.get(tag);
  if (taken) return taken === element || Object.getPrototypeOf(taken) === element ? 'already' : 'skipped';
  try {
    customElements.define(tag, nameOf(element) ? class extends element {} : element);
    return 'defined';
  } catch {
    return 'skipped'; // not a valid tag name, or defined meanwhile
  }
}

/** The tag under which this very class is registered, if it is. `customElements.getName` is not everywhere yet. */
function nameOf(element: CustomElementConstructor): boolean {
  try {
    new element();
    return true;
  } catch {
    return false; // "Illegal constructor": no tag has this class
  }
}
