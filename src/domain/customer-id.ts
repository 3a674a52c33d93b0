/** Digits and letters that are not mistaken for one another, by Douglas Crockford: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A new customer's id: ten capitals and digits, some 10^15 different ones, the first a letter so that it is never taken for a phone number.
 * `random` gives numbers from 0 to under 1, as `Math.random` does; the caller makes sure that the id is free.
 */
export function customerId(random: () => number): string {
  const pick = (from: string) => from.charAt(Math.min(from.length - 1, Math.floor(random() * from.length)));
  return pick(alphabet.slice(10)) + Array.from({ length: 9 }, () => pick(alphabet)).join('');
}
