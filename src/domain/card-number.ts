/**
 * Where a text seems to name a payment card: 13 to 19 digits, alone or in groups with single spaces or dashes between, that pass the check of ISO/IEC 7812-1 (Luhn) and begin as cards
 * do (2 to 6). Places in UTF-16 units.
 */
export function cardNumbers(text: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(/(?<![\d.,+])[2-6]\d*(?:[ \u00a0-]\d+)*(?!\d)/g)) {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length >= 13 && digits.length <= 19 && luhn(digits))
      found.push({ from: match.index, to: match.index + match[0].length });
  }
  return found;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 === 0;
}
