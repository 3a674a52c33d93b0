import { memory, type MemoryData, memoryData, type MemoryOptions } from '../../../src/adapters/memory.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import type { Note, Pin } from '../../../src/domain/note.js';

const person = (givenName: string, familyName: string, mobile: string): CustomerDraft => ({
  type: 'person',
  fields: { givenName, familyName, mobile },
});
const ada = person('Ada', 'Berg', '998 87 701');
const bo = person('Birk', 'Dahl', '+47 911 22 333');

export const mia = { id: 'mia', name: 'Mia Lund' };
export const tom = { id: 'tom', name: 'Tom Vik' };
export const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

export interface Written {
  readonly text: string;
  /** Milliseconds before now. */
  readonly ago?: number;
  readonly by?: { readonly id: string; readonly name?: string };
  readonly interactionId?: string;
  readonly pin?: Pin;
  /** What it says since, and since when (milliseconds before now). */
  readonly then?: { readonly text: string; readonly ago: number };
  readonly about?: 'ada' | 'bo';
}

/** A contact centre with two customers, Ada and Bo, and what agents wrote about them. */
export class House {
  readonly #shift = { ago: 0 };
  readonly #seeded: Promise<unknown>;
  ada = '';
  bo = '';

  constructor(
    readonly settings: MemoryOptions['settings'] = {},
    readonly data: MemoryData = memoryData(),
  ) {
    const first = this.as(mia, { customers: [ada, bo] });
    this.#seeded = (async () => {
      this.ada = (await first.customers.search('Ada'))[0]!.id;
      this.bo = (await first.customers.search('Birk'))[0]!.id;
    })();
  }

  as(agent: { readonly id: string; readonly name?: string }, options: MemoryOptions = {}): ReturnType<typeof memory> {
    return memory({
      data: this.data,
      agent: { name: '', ...agent },
      now: () => Date.now() - this.#shift.ago,
      ...options,
      settings: { homeRegion: 'NO', timeZone: 'Europe/Oslo', ...this.settings, ...options.settings },
    });
  }

  async write(...notes: readonly Written[]): Promise<readonly Note[]> {
    await this.#seeded;
    const made: Note[] = [];
    for (const { text, ago = 0, by = mia, interactionId, pin, then, about = 'ada' } of notes) {
      const backend = this.as(by, { settings: { noteLimit: 3_000_000, notePins: 50, noteEdit: true, noteRemove: true } });
      const draft = { customerId: this[about], text, ...(interactionId !== undefined && { interactionId }) };
      this.#shift.ago = ago;
      let note = await backend.notes.add(draft);
      if (pin) note = await backend.notes.pin(note.id, pin);
      this.#shift.ago = then?.ago ?? 0;
      if (then) note = await backend.notes.change(note.id, { revision: note.revision, text: then.text });
      this.#shift.ago = 0;
      made.push(note);
    }
    return made;
  }
}

/** A house with these notes. */
export async function houseWith(notes: readonly Written[] = [], settings: MemoryOptions['settings'] = {}): Promise<House> {
  const house = new House(settings);
  await house.write(...notes);
  return house;
}
