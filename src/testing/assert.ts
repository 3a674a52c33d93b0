import { isAbort, isBackendError, type BackendError, type BackendErrorCode } from '../backend/backend-error.js';

/** Throws unless the condition holds. The message says what should have been, in the present tense. */
export function ensure(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Any value as short text for a message: one line, at most 200 characters. */
export function inShort(value: unknown): string {
  let text: string;
  try {
    text =
      typeof value === 'string' ||
      Array.isArray(value) ||
      (typeof value === 'object' && value !== null && !(value instanceof Error))
        ? JSON.stringify(value)
        : String(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Deep equality of plain data. A property that is absent equals one that is undefined. */
export function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  if (Object.prototype.toString.call(one) !== Object.prototype.toString.call(other)) return false;
  if (Array.isArray(one) && one.length !== (other as unknown as unknown[]).length) return false;
  const own = (of: Record<string, unknown>, key: string) => (Object.hasOwn(of, key) ? of[key] : undefined);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => equal(own(one, key), own(other, key)));
}

/** Throws unless both are equal plain data. */
export function same(actual: unknown, expected: unknown, what: string): void {
  ensure(equal(actual, expected), `${what} is ${inShort(actual)} instead of ${inShort(expected)}`);
}

/** What a promise rejects with; throws when it resolves. */
export async function rejection(promise: Promise<unknown>, what: string): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (caught) {
    return caught;
  }
  throw new Error(`${what} resolves with ${inShort(answer)} instead of being refused`);
}

/** Throws unless the promise rejects with a `BackendError` of one of these codes, and names the field where one is given. */
export async function refused(
  promise: Promise<unknown>,
  code: BackendErrorCode | readonly BackendErrorCode[],
  what: string,
  field?: string,
): Promise<BackendError> {
  const caught = await rejection(promise, what);
  ensure(isBackendError(caught), `${what} rejects with ${inShort(caught)} instead of a BackendError`);
  const codes: readonly string[] = typeof code === 'string' ? [code] : code;
  ensure(
    codes.includes(caught.code),
    `${what} rejects with the code ${caught.code} instead of ${codes.join(' or ')}: ${caught.message}`,
  );
  if (field !== undefined) {
    const named = caught.fields?.map((problem) => problem.field) ?? [];
    ensure(named.includes(field), `${what} names the fields ${inShort(named)}, without ${field}`);
  }
  return caught;
}

/** Throws unless the promise rejects with the reason of the signal that the caller aborted. */
export async function aborted(promise: Promise<unknown>, signal: AbortSignal, what: string): Promise<void> {
  const caught = await rejection(promise, `${what}, aborted,`);
  ensure(isAbort(caught), `${what}, aborted, rejects with ${inShort(caught)} instead of an AbortError`);
  ensure(caught === signal.reason, `${what}, aborted, rejects with an AbortError that is not the reason of the caller's signal`);
}
