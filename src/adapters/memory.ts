import { BackendError } from '../backend/backend-error.js';
import type { CustomerDraft } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';
import { type EmbeddedBackend, local, type LocalOptions, type Store } from './local/local.js';
import { optionsIn } from './local/surroundings.js';
import { type MemoryData, memoryData, memoryStore } from './memory-store.js';

export { type MemoryData, memoryData, memoryStore };

export interface MemoryOptions extends Partial<LocalOptions> {
  /** Data that several backends share, from `memoryData()`: agents at their desks. */
  readonly data?: MemoryData;
  /** Who is there from the start. One that is not valid makes every method reject with `invalid`. */
  readonly customers?: readonly CustomerDraft[];
  /** What happened before. */
  readonly interactions?: readonly Interaction[];
}

/** A backend that forgets everything with the page: for demos, tests, and storage that is denied. Everything may be left out. */
export function memory({ data, customers = [], interactions = [], ...given }: MemoryOptions = {}): EmbeddedBackend {
  const options = optionsIn('memory', given);
  const store = memoryStore(data);
  if (!customers.length && !interactions.length) return local(store, options);
  return local(
    seeded(store, async () => {
      const filling = local(store, options);
      const { refused } = await filling.load(customers.map((draft) => ({ draft })));
      if (refused[0]) throw new BackendError('invalid', `Customer ${refused[0].row} is not valid`, { fields: refused[0].fields });
      for (const interaction of interactions) await filling.interactions.record(interaction);
    }),
    options,
  );
}

/** The store, filled before its first answer; those who watch are told what happens afterwards. */
function seeded(store: Store, fill: () => Promise<void>): Store {
  let filled: Promise<void> | undefined;
  const ready = () => (filled ??= fill());
  return {
    reach: store.reach,
    get: async (...given) => (await ready(), store.get(...given)),
    find: async (...given) => (await ready(), store.find(...given)),
    page: async (...given) => (await ready(), store.page(...given)),
    count: async (...given) => (await ready(), store.count(...given)),
    search: async (...given) => (await ready(), store.search(...given)),
    commit: async (...given) => (await ready(), store.commit(...given)),
    watch(listener) {
      let stop: (() => void) | undefined;
      let stopped = false;
      ready().then(
        () => {
          if (!stopped) stop = store.watch(listener);
        },
        () => undefined,
      );
      return () => {
        stopped = true;
        stop?.();
      };
    },
    close: (given) => store.close(given),
  };
}
