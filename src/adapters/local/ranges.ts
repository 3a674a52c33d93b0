import type { IndexRange } from './store.js';

/** Every range as a lower bound (included) and an upper one (not included). */
export function boundsOf(range: IndexRange = {}): { readonly from: string; readonly below?: string } {
  return 'is' in range ? { from: range.is, below: `${range.is}\0` } : { from: range.from ?? '', below: range.below };
}

/** All entries that begin with this text. */
export function beginningWith(text: string): IndexRange {
  const head = text.replace(/\uffff+$/, '');
  const below = head && head.slice(0, -1) + String.fromCharCode(head.charCodeAt(head.length - 1) + 1);
  return { from: text, ...(below && { below }) };
}
