import type { Backend } from '../../src/backend/backend.js';
import { BackendError } from '../../src/backend/backend-error.js';
import { type EmbeddedBackend, local, type LocalOptions } from '../../src/adapters/local/local.js';
import type { Store } from '../../src/adapters/local/store.js';
import { surroundings } from '../../src/adapters/local/surroundings.js';
import type { CustomerDraft } from '../../src/domain/customer.js';
import type { Client, Fixture, Seed } from '../../src/testing/index.js';

let ids = 0;

/** What the suite wants to have, over stores of the same data: `open` gives one more client's store each time. */
export async function embeddedFixture(seed: Seed, open: () => Store): Promise<Fixture> {
  let clock = Date.parse(seed.now);
  const made: string[] = [];
  const opened: EmbeddedBackend[] = [];
  const options: LocalOptions = {
    tenantId: 'suite',
    agent: seed.agent,
    permissions: seed.permissions,
    settings: seed.settings,
    fields: seed.fields,
    ...(seed.catalogue && { catalogue: seed.catalogue }),
    now: () => clock,
    newId: () => {
      ids += 1;
      made.push(`C${ids}`);
      return `C${ids}`;
    },
    phones: surroundings.phones,
    dial: async () => undefined,
  };
  const client = (as: Client = {}): EmbeddedBackend => {
    const backend = local(open(), { ...options, ...as });
    opened.push(backend);
    return backend;
  };
  /** Somebody else's doing: another client adds, and is gone. */
  const add = async (drafts: readonly CustomerDraft[]): Promise<readonly string[]> => {
    const before = made.length;
    const importer = client();
    const { refused } = await importer.load(drafts.map((draft) => ({ draft })));
    if (refused[0]) throw new BackendError('invalid', 'The seed is refused', { fields: refused[0].fields });
    return made.slice(before);
  };
  const customerIds = await add(seed.customers);
  const operator = client();
  for (const interaction of seed.interactions) await operator.interactions.record(interaction);
  return {
    backend: client(),
    customerIds,
    second: async (as): Promise<Backend> => client(as),
    addCustomers: add,
    tick: (milliseconds) => void (clock += milliseconds),
    dispose: async () => {
      const [last, ...others] = opened;
      for (const backend of others) await backend.close();
      await last?.close({ wipe: true });
    },
  };
}
