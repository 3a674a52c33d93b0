import type { Backend } from '../../src/backend/backend.js';
import { BackendError } from '../../src/backend/backend-error.js';
import { type EmbeddedBackend, local, type LocalOptions } from '../../src/adapters/local/local.js';
import type { Store } from '../../src/adapters/local/store.js';
import { surroundings } from '../../src/adapters/local/surroundings.js';
import type { CustomerDraft } from '../../src/domain/customer.js';
import type { Client, Fixture, HandedOver, Seed } from '../../src/testing/index.js';

let ids = 0;

/** What the suite wants to have, over stores of the same data: `open` gives one more client's store each time. */
export async function embeddedFixture(seed: Seed, open: () => Store): Promise<Fixture> {
  let clock = Date.parse(seed.now);
  const made: string[] = [];
  const called: string[] = [];
  const handed: HandedOver[] = [];
  const sleepers: { readonly until: number; wake(): void }[] = [];
  let delivers = true;
  const opened: EmbeddedBackend[] = [];
  const options: LocalOptions = {
    tenantId: 'suite',
    agent: seed.agent,
    permissions: seed.permissions,
    settings: seed.settings,
    fields: seed.fields,
    ...(seed.catalogue && { catalogue: seed.catalogue }),
    ...(seed.campaigns && { campaigns: seed.campaigns }),
    now: () => clock,
    newId: () => {
      ids += 1;
      made.push(`C${ids}`);
      return `C${ids}`;
    },
    phones: surroundings.phones,
    dial: async (number) => void called.push(number),
    messages: {
      channels: seed.channels ?? [],
      templates: seed.templates ?? [],
      deliver: async (message) => {
        if (!delivers) throw new BackendError('unavailable', 'Nothing can be handed over');
        handed.push(message);
      },
    },
    // By the clock of the case: only `tick` ends it.
    wait: (milliseconds) => new Promise((wake) => sleepers.push({ until: clock + milliseconds, wake })),
  };
  const client = (as: Client = {}): EmbeddedBackend => {
    const absences = (as.agent ?? seed.agent).id === seed.agent.id ? seed.absences : undefined;
    const backend = local(open(), { ...options, ...as, ...(absences && { absences }) });
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
    setCampaign: async (campaign) => void (await operator.saveCampaign(campaign)),
    dialled: () => [...called],
    saveConsent: (said) => operator.saveConsent(said),
    handedOver: () => structuredClone(handed),
    setDelivery: (works) => void (delivers = works),
    reportDelivery: (messageId, report) => operator.reportDelivery(messageId, report),
    tick: (milliseconds) => {
      clock += milliseconds;
      for (const sleeper of sleepers.splice(0)) {
        if (sleeper.until <= clock) sleeper.wake();
        else sleepers.push(sleeper);
      }
    },
    dispose: async () => {
      const [last, ...others] = opened;
      for (const backend of others) await backend.close();
      await last?.close({ wipe: true });
    },
  };
}
