import { isBackendError } from '../../backend/backend-error.js';
import type { AttemptReport } from '../../domain/attempt.js';
import type { FieldProblem } from '../../domain/field.js';
import { attempts, type Said } from './attempts.js';
import type { LocalContext } from './context.js';
import type { KeptInteraction } from './interaction-entries.js';

/** What is said of the attempt together with a registration, to be kept in the same commit; undefined where nothing follows for the dialer. */
export function registeredAttempt(context: LocalContext) {
  const { standing, schedule, markUnanswered, complete } = attempts(context);
  return async (
    interaction: KeptInteraction,
    report: AttemptReport | undefined,
    signal?: AbortSignal,
  ): Promise<Said | undefined> => {
    const { id: interactionId, attempt, answeredAt } = interaction;
    if (!report && attempt?.callbackId === undefined) return undefined;
    const stands = await standing(interaction, signal);
    if (report?.outcome === 'unanswered') return markUnanswered(stands, true);
    if (report) {
      const draft = { ...report.callback, interactionId, campaignId: attempt?.campaignId ?? '' };
      return schedule(stands, draft, signal);
    }
    // The call-back that brought this call is done with, whether or not anything is said of it.
    complete(stands, answeredAt !== undefined);
    return { batch: stands.picture.operations(), guards: [] };
  };
}

/** What some part of the work comes to; what it finds wrong is put with what other parts find, by names that begin so. */
export async function collected<T>(wrong: FieldProblem[], work: () => T | Promise<T>, prefix = ''): Promise<T | undefined> {
  try {
    return await work();
  } catch (caught) {
    if (!isBackendError(caught) || caught.code !== 'invalid' || !caught.fields) throw caught;
    wrong.push(...caught.fields.map(({ field, reason }) => ({ field: `${prefix}${field}`, reason })));
    return undefined;
  }
}
