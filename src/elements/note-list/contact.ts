import { asInteraction, asPage } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import type { InteractionSummary } from '../../domain/interaction.js';
import { lastContactAt } from '../../domain/last-contact.js';
import type { Note } from '../../domain/note.js';
import { Load } from '../../wiring/load.js';
import type { NoteList } from './note-list.js';
import { dayText } from './times.js';

/** So far back it is looked for the agent's last conversation. */
const far = 50;

/** Where the line stands between what is new to the agent and what is not. Where that cannot be found out there is none, and no error. */
export class Contact {
  readonly #load: Load<readonly [backend: Backend, id: string, at?: string], readonly InteractionSummary[]>;
  /** Since when this customer is on screen: what the agent writes meanwhile moves no line. */
  #openedAt = '';
  #last?: { readonly of: readonly unknown[]; readonly at: string | undefined };

  constructor(private readonly host: NoteList) {
    this.#load = new Load(host, {
      args: () => {
        const { backend, customerId } = host.source;
        return backend?.interactions && customerId !== undefined && !host.pinnedOnly ? [backend, customerId] : undefined;
      },
      read: async ([{ interactions }, customerId], signal) => {
        return asPage(await interactions!.list({ customerId }, { limit: far, signal }), asInteraction).items;
      },
    });
    this.reset();
  }

  reset(): void {
    this.#openedAt = this.host.reading.now;
  }

  /** Before which note the line stands, of those in the list; undefined: all of them are newer. */
  place(notes: readonly Note[]): { readonly before: string | undefined; readonly day: string } | undefined {
    const { host } = this;
    const { agentId, feed } = host.reading;
    if (this.#load.face === 'waiting' || agentId === undefined || !notes.length) return undefined;
    const at = this.#lastAt(agentId);
    if (at === undefined) return undefined;
    const last = Date.parse(at);
    const index = notes.findIndex(({ createdAt }) => Date.parse(createdAt) <= last);
    if (index === 0 || (index < 0 && !feed.complete)) return undefined;
    return { before: notes[index]?.id, day: dayText(host, at) };
  }

  /** Asked in each render, and looked for only where something is another: there may be thousands of notes. */
  #lastAt(agentId: string): string | undefined {
    const { host } = this;
    const of = [agentId, host.reading.feed.items, this.#load.value, host.source.interaction, this.#openedAt];
    if (!this.#last || of.some((each, i) => each !== this.#last!.of[i])) {
      const opened = Date.parse(this.#openedAt);
      const own = (note: Note) => note.authorId === agentId && Date.parse(note.createdAt) < opened;
      const notes = host.reading.feed.items.filter(own).slice(0, far); // the newest first
      const at = lastContactAt({ agentId, interactions: this.#load.value ?? [], notes }, host.source.interaction);
      this.#last = { of, at };
    }
    return this.#last.at;
  }
}
