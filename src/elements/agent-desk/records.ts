import type { Backend } from '../../backend/backend.js';
import type { Interaction } from '../../domain/interaction.js';

interface Kept {
  readonly text: string;
  readonly done: Promise<void>;
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
  if (last?.text === text) return;
  const write = async () => {
    await last?.done.catch(() => {}); // told by itself
    await backend.interactions?.record?.(interaction);
  };
  const mine: Kept = { text, done: write() };
  ofBackend.delete(id); // the latest stands last
  ofBackend.set(id, mine);
  for (const oldest of ofBackend.keys()) if (ofBackend.size > remembered) ofBackend.delete(oldest);
  try {
    await mine.done;
  } catch (error) {
    if (ofBackend.get(id) === mine) ofBackend.delete(id); // the next object of it tries again
    throw error;
  }
}
