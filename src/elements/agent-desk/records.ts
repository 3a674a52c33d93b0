import type { Backend } from '../../backend/backend.js';
import type { Interaction } from '../../domain/interaction.js';

interface Kept {
  readonly backend: Backend;
  readonly id: string;
  readonly text: string;
  done?: Promise<void>;
}

/** Keeps what a desk knows of its interactions: each change once, and the changes of one interaction one after the other. */
export class Records {
  #last?: Kept;

  async keep(backend: Backend, interaction: Interaction): Promise<void> {
    const { id } = interaction;
    const text = JSON.stringify(interaction);
    const last = this.#last?.backend === backend ? this.#last : undefined;
    if (last?.text === text) return;
    const write = async () => {
      if (last?.id === id) await last.done?.catch(() => {}); // told by itself
      await backend.interactions?.record?.(interaction);
    };
    const mine: Kept = { backend, id, text };
    this.#last = mine;
    await (mine.done = write());
  }
}
