import { BackendError } from '../../backend/backend-error.js';
import type { EnquiryRegistration } from '../../backend/backend.js';
import { type FieldProblem, isRecord } from '../../domain/field.js';
import { readAttemptReport } from './callback-draft.js';

const reasonLimit = 1000;

/** Why this is no reason for closing without a registration. */
export function reasonProblem(reason: unknown): string | undefined {
  if (reason !== undefined && typeof reason !== 'string') return 'not-text';
  if (!reason?.trim()) return 'required';
  if (reason.length > reasonLimit) return 'too-long';
  return /[\0\p{Cs}]/u.test(reason) ? 'not-text' : undefined;
}

const statuses: readonly unknown[] = ['registered', 'default', 'incomplete'];

/** What is handed in, without what the port does not name; throws `invalid` for what has not its shape. */
export function readRegistration(given: unknown): EnquiryRegistration {
  const { interactionId, topicIds, comment, catalogueRevision, status, attempt } = isRecord(given) ? given : {};
  const problems: FieldProblem[] = [];
  const check = (field: string, right: boolean, reason: string) => void (right || problems.push({ field, reason }));
  check('interactionId', typeof interactionId === 'string', 'required');
  const texts = Array.isArray(topicIds) && topicIds.every((id) => typeof id === 'string');
  check('topicIds', texts, Array.isArray(topicIds) ? 'not-text' : 'not-a-list');
  check('comment', comment === undefined || typeof comment === 'string', 'not-text');
  check('catalogueRevision', catalogueRevision === undefined || Number.isSafeInteger(catalogueRevision), 'not-a-revision');
  check('status', status === undefined || statuses.includes(status), 'not-a-choice');
  if (problems.length) throw new BackendError('invalid', 'Something is not as it should be', { fields: problems });
  return {
    interactionId: interactionId as string,
    topicIds: topicIds as readonly string[],
    ...(comment !== undefined && { comment: comment as string }),
    ...(catalogueRevision !== undefined && { catalogueRevision: catalogueRevision as number }),
    ...(status !== undefined && { status: status as 'registered' | 'default' | 'incomplete' }),
    ...(attempt !== undefined && { attempt: readAttemptReport(attempt) }),
  };
}
