import type { NotePatch } from '../../backend/backend.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import type { NoteDraft, Pin } from '../../domain/note.js';
import { isInstant } from '../../domain/time.js';
import { invalid } from './context.js';

/** What is no text becomes one that the domain refuses as `not-text`. */
const text = (value: unknown, otherwise = '\0'): string => (typeof value === 'string' ? value : otherwise);

/** The draft, as `noteProblems` is to find it, without what the port does not name. */
export function readNoteDraft(given: unknown): NoteDraft {
  const { customerId, text: said = '', interactionId = '' } = isRecord(given) ? given : {};
  return {
    customerId: text(customerId, ''),
    text: text(said),
    ...(interactionId !== '' && { interactionId: text(interactionId) }),
  };
}

/** Throws `invalid` with field `revision` for what is no patch: it stands on nothing. */
export function readNotePatch(given: unknown): NotePatch {
  const { revision, text: said = '' } = isRecord(given) ? given : {};
  return { revision: readRevision(revision), text: text(said) };
}

export function readRevision(given: unknown): number {
  if (!Number.isSafeInteger(given)) throw invalid('revision', 'not-a-revision');
  return given as number;
}

/** Throws `invalid` with field `pin` for what is none; its time is looked at later. */
export function readPin(given: unknown): Pin | undefined {
  if (given === undefined) return undefined;
  if (!isRecord(given)) throw invalid('pin', 'not-an-object');
  const { untilAt } = given;
  return untilAt === undefined ? {} : { untilAt: text(untilAt) };
}

/** What stands against the time of a pin. */
export function pinProblems({ untilAt }: Pin, now: string): readonly FieldProblem[] {
  if (untilAt === undefined) return [];
  const reason = !isInstant(untilAt) ? 'not-a-date' : Date.parse(untilAt) <= Date.parse(now) ? 'past' : undefined;
  return reason ? [{ field: 'untilAt', reason }] : [];
}
