import type { PresentAgent } from '../backend/backend.js';
import { BackendError } from '../backend/backend-error.js';

/** What `presence.who` answered, as a screen can rely on it: what is no colleague is left out, what is no list is an error. */
export function asPresentAgents(value: unknown): readonly PresentAgent[] {
  if (!Array.isArray(value))
    throw new BackendError('failed', 'The backend answered with something that is no list of colleagues');
  return (value as readonly (Partial<PresentAgent> | null | undefined)[]).flatMap((present) => {
    const { id, name } = present?.agent ?? {};
    if (typeof id !== 'string' || typeof name !== 'string') return [];
    const editing = Array.isArray(present?.editing) ? present.editing.filter((field) => typeof field === 'string') : [];
    return [{ agent: { id, name }, editing, since: typeof present?.since === 'string' ? present.since : '' }];
  });
}
