import type { LitElement, ReactiveController } from 'lit';
import type { Backend } from '../backend/backend.js';
import { BackendError } from '../backend/backend-error.js';
import type { Clock } from './clock.js';
import type { Dispatch, Senders } from './dispatch.js';
import type { DraftStore } from './draft-store.js';
import type { Intent, Wish } from './intent.js';
import { pageDraftsOf } from './memory-drafts.js';
import type { Outbox } from './outbox.js';
import { dispatchFor, isOpened, whenOpened } from './outboxes.js';
import { type Surroundings, workplace } from './workplace.js';

export type { Senders } from './dispatch.js';

export interface OutgoingOptions {
  /** What is sent goes there; undefined: nowhere yet. */
  backend(): Backend | undefined;
  /** The desk's; undefined: none chosen, what is unsent lives as long as the page and its backend. */
  store(): DraftStore | undefined;
  /** How each kind is sent. Senders outlive the element: they must not use it. */
  readonly senders: Senders;
  /** For tests; the first to open an outbox gives it its clock. */
  readonly clock?: Clock;
}

/** Where the element stands. */
interface Place {
  readonly backend: Backend;
  readonly chosen?: DraftStore;
  /** The reading of the session that `opening` follows. */
  reading?: Promise<Surroundings>;
  opening?: Promise<Dispatch>;
  dispatch?: Dispatch;
  /** Ends listening to the outbox: there while it is shown. */
  unlisten?: () => void;
  /** Ends hearing of outboxes that are opened, and of another session. */
  unwait?: () => void;
  unwatch?: () => void;
}

/** What the host wanted to know, and was told. */
interface Asked {
  readonly of: (intent: Intent) => boolean;
  readonly answer: readonly Intent[];
}

const none: readonly Intent[] = [];
const same = (a: readonly Intent[], b: readonly Intent[]) => a.length === b.length && a.every((intent, i) => intent === b[i]);
const storeOf = ({ backend, chosen }: Place) => chosen ?? pageDraftsOf(backend);

/**
 * What an element sends and must not lose: its view of the agent's outbox. Ask `about` and `get` in each render: the host renders again when those intents change, and
 * for no others. With a chosen store the outbox is opened by itself, after the first render, for what an earlier page may have left; else with the first wish.
 */
export class Outgoing implements ReactiveController {
  #place?: Place;
  #asked = new Map<string, Asked>();
  #asking = new Map<string, Asked>();
  /** What the host was told of `loaded`; undefined: it has not asked. */
  #told?: boolean;
  #notYet?: () => void;

  constructor(
    private readonly host: LitElement,
    private readonly options: OutgoingOptions,
  ) {
    host.addController(this);
  }

  /** What is on its way or parked about a record, of whichever kind, oldest first; not what was sent. The same list as long as nothing changed. */
  about(record: string): readonly Intent[] {
    return this.#ask(`about ${record}`, (intent) => intent.about === record && intent.state !== 'sent');
  }

  /** All of these kinds, oldest first, whatever they are about and also those that were sent. The same list as long as nothing changed. */
  of(kinds: readonly string[]): readonly Intent[] {
    return this.#ask(`of ${kinds.join()}`, ({ kind }) => kinds.includes(kind));
  }

  /** Whether it is known what there is: what `get` does not find is not there (any more). */
  get loaded(): boolean {
    return (this.#told = this.#isLoaded());
  }

  /** One intent, sent or not; what was sent is forgotten after a day. */
  get(id: string): Intent | undefined {
    return this.#ask(`id ${id}`, (intent) => intent.id === id)[0];
  }

  /**
   * Resolves when it is kept, and is sent from then on whatever becomes of the element. Rejects when it could not be, and then it is not sent: `unavailable` without
   * a backend, `unsupported` where the backend does not offer the kind, `unauthenticated` when another agent is there than the one on screen, or why the session cannot be read.
   */
  async enqueue<P>(wish: Wish<P>): Promise<Intent<P>> {
    const backend = this.options.backend();
    if (!backend) throw new BackendError('unavailable', 'There is no backend');
    if (!this.options.senders[wish.kind]?.(backend)) throw new BackendError('unsupported', `Nobody sends ${wish.kind}`);
    this.#move();
    const place = this.#here() ?? { backend, chosen: this.options.store() };
    const shown = place.dispatch;
    const dispatch = await this.#open(place);
    if (shown && shown !== dispatch) throw new BackendError('unauthenticated', 'Another agent has logged in');
    const leave = dispatch.join(backend, this.options.senders);
    try {
      return await dispatch.outbox.enqueue(wish);
    } finally {
      leave();
    }
  }

  /** The intent when it is no longer on its way: sent, or parked. Undefined when it was discarded, or is not to be seen from here (any more). */
  async settled(id: string): Promise<Intent | undefined> {
    const place = this.#place;
    const dispatch = place?.dispatch;
    const intent = await dispatch?.outbox.settled(id);
    return place === this.#place && dispatch === place?.dispatch ? intent : undefined;
  }

  /** Tries it (again) now. */
  async retry(id: string): Promise<Intent> {
    return this.#outbox().retry(id);
  }

  /** Another payload, for what certainly had no effect; else `conflict`. */
  async edit<P>(id: string, payload: P): Promise<Intent> {
    return this.#outbox().edit(id, payload);
  }

  /** Gives it up; what is under way cannot be: `conflict`. */
  async discard(id: string): Promise<void> {
    return this.#outbox().discard(id);
  }

  /** The agent has logged in again. Only needed where the backend does not tell. */
  async resume(): Promise<void> {
    await this.#place?.dispatch?.outbox.resume();
  }

  /** On the way back the element may have been emptied, and would not ask by itself. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.host.isConnected) return;
    this.#move();
    const place = this.#place;
    if (!place?.dispatch || place.unlisten) return;
    // Back in the tree: at once what it showed, but nothing of an agent who may have gone meanwhile.
    if (place.reading === workplace(place.backend).surroundings()) this.#listen(place);
  }

  hostUpdated(): void {
    this.#asked = this.#asking;
    this.#asking = new Map();
    const place = this.#place;
    if (!place || !this.host.isConnected) return;
    if (!place.chosen) place.unwait ??= whenOpened(storeOf(place), this.#follow);
    if (place.dispatch) this.#follow();
    else if (place.chosen || isOpened(storeOf(place))) this.#notYet ??= whenIdle(this.#follow);
  }

  hostDisconnected(): void {
    this.#leave();
    this.#onTold();
  }

  #outbox(): Outbox {
    const outbox = this.#place?.dispatch?.outbox;
    if (!outbox) throw new BackendError('not-found', 'There is no such intent');
    return outbox;
  }

  /** The place, as long as it is still where the host stands. */
  #here(): Place | undefined {
    const place = this.#place;
    return place?.backend === this.options.backend() && place?.chosen === this.options.store() ? place : undefined;
  }

  #ask(key: string, of: Asked['of']): readonly Intent[] {
    const found = this.#look(of);
    const known = (this.#asking.get(key) ?? this.#asked.get(key))?.answer;
    const answer = known && same(known, found) ? known : found;
    this.#asking.set(key, { of, answer });
    return answer;
  }

  #isLoaded(): boolean {
    const place = this.#here();
    if (!place) return false;
    if (place.dispatch) return Boolean(place.unlisten) && place.dispatch.outbox.loaded;
    // Without a chosen store nothing was kept before this page.
    return !place.chosen && !isOpened(storeOf(place));
  }

  #look(of: Asked['of']): readonly Intent[] {
    const place = this.#here();
    return place?.unlisten && place.dispatch ? place.dispatch.outbox.intents.filter(of) : none;
  }

  #move(): void {
    if (this.#here() || !this.host.isConnected) return;
    const backend = this.options.backend();
    this.#leave();
    this.#place = backend && { backend, chosen: this.options.store() };
    this.#onTold();
  }

  #leave(): void {
    this.#notYet?.();
    this.#notYet = undefined;
    const place = this.#place;
    if (!place) return;
    place.unlisten?.();
    place.unwait?.();
    place.unwatch?.();
    place.unlisten = place.unwait = place.unwatch = undefined;
  }

  /** The outbox of whoever works there, as the session says now. */
  #open(place: Place): Promise<Dispatch> {
    const reading = workplace(place.backend).surroundings();
    if (place.opening && reading === place.reading) return place.opening;
    place.reading = reading;
    const opening = (place.opening = this.#read(place, reading));
    opening.catch(() => {
      if (opening === place.opening) place.opening = place.reading = undefined; // asked again at the next occasion
    });
    return opening;
  }

  async #read(place: Place, reading: Promise<Surroundings>): Promise<Dispatch> {
    const { session } = await reading;
    const owner = { tenantId: session.tenantId, agentId: session.agent.id };
    const dispatch = await dispatchFor(storeOf(place), owner, this.options.clock);
    if (reading === place.reading) this.#show(place, dispatch);
    return dispatch;
  }

  #show(place: Place, dispatch: Dispatch): void {
    if (dispatch !== place.dispatch) {
      place.unlisten?.();
      place.unlisten = undefined;
      place.dispatch = dispatch;
    }
    if (place === this.#place && this.host.isConnected) this.#listen(place);
    dispatch.check(place.backend);
    this.#onTold();
  }

  #listen(place: Place): void {
    const { dispatch, backend } = place;
    if (!dispatch || place.unlisten) return;
    const leave = dispatch.join(backend, this.options.senders);
    const stop = dispatch.outbox.subscribe(this.#onTold);
    place.unlisten = () => {
      leave();
      stop();
    };
  }

  readonly #follow = (): void => {
    this.#notYet?.(); // it may have come by another way
    this.#notYet = undefined;
    const place = this.#place;
    if (!place || !this.host.isConnected) return;
    place.unwatch ??= workplace(place.backend).watch({ kinds: ['session'] }, { change: this.#follow });
    this.#open(place).catch(() => undefined);
  };

  readonly #onTold = (): void => {
    const news = ({ of, answer }: Asked) => !same(this.#look(of), answer);
    const known = this.#told === undefined || this.#told === this.#isLoaded();
    if (!known || [...this.#asked.values(), ...this.#asking.values()].some(news)) this.host.requestUpdate();
  };
}

/** When the page has painted and nothing else to do. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(run, { timeout: 1000 });
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(run, 50);
  return () => clearTimeout(timer);
}
