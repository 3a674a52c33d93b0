import type { ReactiveController } from 'lit';
import { asPage } from '../../backend/answers.js';
import type { Backend, Change } from '../../backend/backend.js';
import { asNote } from '../../backend/note-answers.js';
import { compareNotes, isPinned, type Note } from '../../domain/note.js';
import { pageClock } from '../../wiring/clock.js';
import { Feed } from '../../wiring/feed.js';
import { Load } from '../../wiring/load.js';
import { loadNoteEnglish } from '../../wiring/note-words.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import type { NoteList } from './note-list.js';

/** Milliseconds after which what depends on the time of day is looked at again, and between two questions about a pin that should be over. */
const [hour, minute] = [3_600_000, 60_000];
/** More cannot be pinned at a time anywhere. */
const pinsAtMost = 50;

/** What the backend says of the customer's notes, kept as it is there: read whole, and read again in place when something of it changes. */
export class Reading implements ReactiveController {
  readonly base: Load<readonly unknown[], Surroundings>;
  readonly feed: Feed<readonly [backend: Backend, customerId: string], Note>;
  readonly pins: Load<readonly [backend: Backend, customerId: string], readonly Note[]>;
  /** Keys of writes of which the outcome is in the list already. */
  readonly arrived = new Set<string>();
  /** A note that was not there before is, and one that was is not any more. */
  onArrival?: (note: Note) => void;
  onDrop?: (id: string) => void;
  /** Another customer, or none. */
  onTurned?: () => void;
  #total?: number;
  #place: readonly unknown[] = [];
  #unwatch?: () => void;
  #abort?: AbortController;
  /** Ids that are being asked about; true: once more after that. */
  readonly #asking = new Map<string, boolean>();
  #timer?: unknown;

  constructor(private readonly host: NoteList) {
    host.addController(this); // first: it is told of a turn before anything is read
    this.base = new Load(host, {
      args: () => (host.source.backend?.notes ? [host.source.backend] : undefined),
      read: async ([backend]) => {
        const [around] = await Promise.all([workplace(backend as Backend).surroundings(), loadNoteEnglish()]);
        return around;
      },
    });
    this.feed = new Feed<readonly [backend: Backend, customerId: string], Note>(host, {
      args: () => (host.pinnedOnly ? undefined : this.#whose),
      read: async ([{ notes }, customerId], { cursor, limit, signal }) => {
        const page = asPage(
          await notes!.list({ customerId }, { limit, signal, ...(cursor !== undefined && { cursor }) }),
          asNote,
        );
        if (cursor === undefined) this.#total = page.total;
        return { ...page, items: page.items.filter((note) => note.customerId === customerId) };
      },
      compare: compareNotes,
    });
    this.pins = new Load(host, {
      args: () => this.#whose,
      read: async ([{ notes }, customerId], signal) => {
        const { items } = asPage(await notes!.list({ customerId, pinned: true }, { limit: pinsAtMost, signal }), asNote);
        return items.filter((note) => note.customerId === customerId && note.pin);
      },
    });
  }

  get around(): Surroundings | undefined {
    return this.base.value;
  }
  get agentId(): string | undefined {
    return this.around?.session.agent.id;
  }
  get now(): string {
    return new Date(pageClock.now()).toISOString();
  }
  /** The house's clock. IANA. */
  get timeZone(): string {
    return this.around?.settings.timeZone ?? 'UTC';
  }

  /** How many notes the customer has; undefined until that is known. */
  get count(): number | undefined {
    const { face, complete, items } = this.feed;
    if (face !== 'ready' || !this.around?.may('customers.view')) return undefined;
    return complete ? items.length : this.#total;
  }

  /** Whether this agent may, and the backend can. */
  may(deed: 'add' | 'change' | 'pin' | 'remove'): boolean {
    const { notes } = this.host.source.backend ?? {};
    const { around } = this;
    if (!around || !notes?.[deed]) return false;
    if (deed === 'change') return around.settings.noteEdit && around.may('notes.edit');
    if (deed === 'remove') return around.settings.noteRemove && around.may('notes.remove');
    return around.may('notes.add');
  }

  /** A note as it is known now, from whichever list. */
  find(id: string): Note | undefined {
    return this.feed.get(id) ?? this.pins.value?.find((note) => note.id === id);
  }

  /** A note as the backend has just answered it. */
  put(note: Note): void {
    if (note.customerId !== this.host.source.customerId) return;
    const { feed, pins } = this;
    const isNew = feed.complete && !feed.get(note.id);
    feed.put(note);
    const pinned = pins.value?.find(({ id }) => id === note.id);
    const is = isPinned(note, this.now);
    if ((is || pinned) && !((pinned?.revision ?? -1) > note.revision)) {
      const others = (pins.value ?? []).filter(({ id }) => id !== note.id);
      if (!pins.value || pins.busy) pins.reload();
      else pins.put(is ? [...others, note].sort(compareNotes) : others);
    }
    if (isNew) this.onArrival?.(note);
  }

  /** A note that is not there any more. */
  drop(id: string): void {
    const { feed, pins } = this;
    this.onDrop?.(id);
    feed.drop(id);
    if (!pins.value?.some((note) => note.id === id)) return;
    const { busy } = pins;
    pins.put(pins.value.filter((note) => note.id !== id));
    if (busy) pins.reload();
  }

  /** Reads everything again; what is on screen stays meanwhile. */
  reload(): void {
    this.feed.reload();
    this.pins.reload();
  }

  /** How a note is now; where that cannot be asked, how all are. */
  async ask(id: string): Promise<void> {
    const { notes } = this.host.source.backend ?? {};
    const { signal } = this.#abort ?? {};
    if (!notes?.get) return this.reload();
    if (this.#asking.has(id)) return void this.#asking.set(id, true);
    this.#asking.set(id, false);
    try {
      const answer = await notes.get(id, { signal });
      if (signal?.aborted) return;
      const note = answer === undefined || answer === null ? undefined : asNote(answer);
      if (note && note.customerId === this.host.source.customerId) this.put(note);
      else this.drop(id);
    } catch {
      if (!signal?.aborted) this.reload();
    }
    if (signal?.aborted) return;
    const again = this.#asking.get(id);
    this.#asking.delete(id);
    if (again) void this.ask(id);
  }

  hostUpdate(): void {
    const { backend, customerId } = this.host.isConnected ? this.host.source : {};
    const place = backend?.notes && customerId !== undefined ? [backend, customerId] : [];
    if (place.length === this.#place.length && place.every((part, i) => part === this.#place[i])) return;
    this.#leave();
    this.#place = place;
    this.onTurned?.();
    if (!backend || !place.length) return;
    this.#abort = new AbortController();
    this.#unwatch = workplace(backend).watch({ kinds: ['note', 'session'], customerId }, { change: this.#onChange });
  }

  /** One timer, for the next of what happens by itself: a pin is over, a day. */
  hostUpdated(): void {
    pageClock.clear(this.#timer);
    if (!this.host.isConnected || !this.#place.length || !this.around) return;
    const now = pageClock.now();
    const ends = (this.pins.value ?? []).flatMap(({ pin }) => (pin?.untilAt ? [Date.parse(pin.untilAt) - now] : []));
    const next = Math.min(hour, ...ends.map((left) => (left > 0 ? left + 1 : minute)));
    this.#timer = pageClock.set(() => {
      if (this.pins.value?.some((note) => !isPinned(note, this.now))) this.pins.reload();
      this.host.requestUpdate();
    }, next);
  }

  hostDisconnected(): void {
    this.#leave();
  }

  get #whose(): readonly [Backend, string] | undefined {
    const { backend, customerId } = this.host.source;
    return backend?.notes && customerId !== undefined ? [backend, customerId] : undefined;
  }

  #leave(): void {
    pageClock.clear(this.#timer);
    this.#unwatch?.();
    this.#abort?.abort();
    this.#asking.clear();
    this.arrived.clear();
    this.#unwatch = this.#abort = this.#total = undefined;
    this.#place = [];
  }

  readonly #onChange = (change: Change): void => {
    if (change.kind === 'session') this.base.reload();
    if (change.kind === 'session' || change.kind === 'reset') return this.reload();
    const { customerId } = this.host.source;
    if (change.kind === 'note' && (change.customerId ?? customerId) === customerId)
      void this.ask(change.id).then(() => {
        if (change.key === undefined) return;
        this.arrived.add(change.key);
        this.host.requestUpdate();
      });
  };
}
