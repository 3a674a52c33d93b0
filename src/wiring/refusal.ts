import type { FieldProblem } from '../domain/field.js';
import type { Intent } from './intent.js';

/** After these nothing was done, and the same will never be. */
const definite: readonly unknown[] = ['invalid', 'denied', 'not-found', 'unsupported', 'not-sent'];

/** Whether a code says that nothing was done, for good. */
export const isRefusal = (code: unknown): boolean => definite.includes(code);

/** Whether nothing of an intent was done and nothing will be by itself: what was typed goes back to whoever typed it. */
export const isRefused = ({ state, error }: Intent): boolean =>
  state === 'conflict' || (state === 'needs-attention' && isRefusal(error?.code));

/** What a refusal says of fields, as far as it says it in the form that was agreed on. */
export function problemsIn({ error }: Pick<Intent, 'error'>): readonly FieldProblem[] {
  const fields: unknown = error?.fields;
  const isProblem = (each: Partial<FieldProblem> | undefined): each is FieldProblem =>
    typeof each?.field === 'string' && typeof each.reason === 'string';
  return Array.isArray(fields) ? (fields as Partial<FieldProblem>[]).filter(isProblem) : [];
}
