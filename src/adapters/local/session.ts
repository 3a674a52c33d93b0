import type { CallOptions, Session } from '../../backend/backend.js';
import type { LocalContext } from './context.js';

/** Answers who works here, and begins to load what a look-up needs: the first call may ring any moment. */
export function session(
  context: LocalContext,
  ...parts: readonly (() => Promise<unknown>)[]
): (options?: CallOptions) => Promise<Session> {
  const { options } = context;
  return (callOptions) =>
    context.run(callOptions, undefined, async () => {
      for (const part of [context.reader, ...parts]) part().catch(() => undefined); // whoever needs it will be told, and tries again
      const { tenantId, agent, settings = {}, absences } = options;
      return structuredClone({
        tenantId,
        agent,
        permissions: context.permissions,
        settings,
        now: context.now(),
        ...(absences && { absences }),
      });
    });
}
