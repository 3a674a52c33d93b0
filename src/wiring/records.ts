import { asBackendError, BackendError } from '../backend/backend-error.js';
import type { Backend } from '../backend/backend.js';
import { inTime } from '../backend/in-time.js';
import type { Interaction } from '../domain/interaction.js';
import { pageClock } from './clock.js';

interface Kept {
  readonly text: string;
  readonly interaction: Interaction;
  readonly done: Promise<void>;
  failed?: boolean;
}

const kept = new WeakMap<Backend, Map<string, Kept>>();

/** Nobody has so many conversations open. */
const remembered = 100;

/** Keeps what a desk knows of an interaction: each change once, and the changes of one interaction one after the other. */
export async function keepRecord(backend: Backend, interaction: Interaction): Promise<void> {
  let ofBackend = kept.get(backend);
  if (!ofBackend) kept.set(backend, (ofBackend = new Map<string, Kept>()));
  const { id } = interaction;
  const text = JSON.stringify(interaction);
  const last = ofBackend.get(id);
  if (last?.text === text && !last.failed) return; // the next object of one that failed tries again
  const write = async () => {
    await last?.done.catch(() => {}); // told by itself
    await backend.interactions?.record?.(interaction);
  };
  const mine: Kept = { text, interaction, done: write() };
  ofBackend.delete(id); // the latest stands last
  ofBackend.set(id, mine);
  for (const oldest of ofBackend.keys()) if (ofBackend.size > remembered) ofBackend.delete(oldest);
  try {
    await mine.done;
  } catch (error) {
    mine.failed = true;
    throw error;
  }
}

/** How long a backend is waited for that does not say whether it has a conversation. */
const limit = {
  within: 5000,
  error: () => new BackendError('timeout', 'The interaction is not recorded yet'),
  timers: pageClock,
};

/**
 * Resolves when what this page knows of an interaction is kept: a backend refuses what is said of one that it does not know. What could not be kept is tried again; one that takes too long is not waited for.
 */
export async function recorded(backend: Backend, interactionId: string | undefined): Promise<void> {
  const last = kept.get(backend)?.get(interactionId ?? '');
  if (!last) return;
  try {
    await inTime(last.failed ? keepRecord(backend, last.interaction) : last.done, limit);
  } catch (caught) {
    if (asBackendError(caught).code !== 'timeout') throw caught;
  }
}
