import { asFields, asSession } from '../backend/answers.js';
import type { Backend, Change, Session, WatchListeners, WatchScope } from '../backend/backend.js';
import type { Permission } from '../backend/permissions.js';
import { defaultSettings, type Settings } from '../backend/settings.js';
import { defaultFields, type FieldDefinition } from '../domain/field.js';

/** Session and field definitions, as every element needs them. */
export interface Surroundings {
  readonly session: Session;
  readonly settings: Settings;
  readonly fields: readonly FieldDefinition[];
  may(permission: Permission): boolean;
}

/** What all elements on one backend share: its session and fields, read once, and read again when they change. */
class Workplace {
  #surroundings?: Promise<Surroundings>;

  constructor(private readonly backend: Backend) {
    this.watch({ kinds: ['session', 'fields'] }, { change: () => this.forget() });
  }

  surroundings(): Promise<Surroundings> {
    const reading = (this.#surroundings ??= this.#read());
    reading.catch(() => {
      if (reading === this.#surroundings) this.forget(); // what failed is asked again
    });
    return reading;
  }

  forget(): void {
    this.#surroundings = undefined;
  }

  /** As the backend's, but for backends without it, and never throwing. */
  watch(scope: WatchScope, listeners: WatchListeners): () => void {
    let stop: (() => void) | undefined;
    const quietly = (deed: () => void) => {
      try {
        deed();
      } catch {
        // somebody else's code: no reason to break a page
      }
    };
    quietly(() => (stop = this.backend.watch?.(scope, listeners)));
    return () => quietly(() => stop?.());
  }

  async #read(): Promise<Surroundings> {
    // Both at once; asked inside functions, so that what throws instead of rejecting is caught as well.
    const list = async () => (this.backend.fields ? asFields(await this.backend.fields.list()) : defaultFields);
    const fields = list();
    fields.catch(() => undefined);
    const session = asSession(await this.backend.session());
    const may = (permission: Permission) => session.permissions.includes(permission);
    return {
      session,
      fields: may('customers.view') ? await fields : defaultFields, // who may not see customers is refused their fields too
      settings: { ...defaultSettings, ...session.settings },
      may,
    };
  }
}

const workplaces = new WeakMap<Backend, Workplace>();

/** The one workplace of a backend object. */
export function workplace(backend: Backend): Workplace {
  let known = workplaces.get(backend);
  if (!known) workplaces.set(backend, (known = new Workplace(backend)));
  return known;
}

/** Whether a change tells of this record, or of everything. */
export function concerns(change: Change, kind: Change['kind'], id: string | undefined): boolean {
  return change.kind === 'reset' || (change.kind === kind && change.id === id);
}
