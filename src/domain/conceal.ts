import type { FieldDefinition } from './field.js';

/** Stands for what is not to be seen. */
export const bullets = '••••••';

/**
 * What an agent without the permission sees of a confidential value: the same bullets whatever its length; of a number the last two digits, so that two can be
 * told apart on the phone (`•••••• 45`). A number of less than seven digits shows none.
 */
export function conceal(definition: Pick<FieldDefinition, 'use'>, value: string): string {
  if (definition.use !== 'phone' && definition.use !== 'default-phone') return bullets;
  const digits = (/^[^;,#a-z]*/i.exec(value.replace(/^\s*[a-z]+:/i, ''))?.[0] ?? '').replace(/\D/g, '');
  return digits.length < 7 ? bullets : `${bullets} ${digits.slice(-2)}`;
}

/** Whether a text has bullets in it as `conceal` makes them, and so came back from a screen: it stands for a value, and is none. */
export function hasBullets(text: string): boolean {
  return text.includes(bullets.slice(0, 3));
}
