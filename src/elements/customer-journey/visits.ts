import type { ReactiveController } from 'lit';
import type { Backend } from '../../backend/backend.js';
import { asBackendError, type BackendError } from '../../backend/backend-error.js';
import type { JourneySession } from '../../domain/journey.js';
import type { RecordedJourneyEvent } from '../../domain/journey-event.js';
import { frameStart, type JourneyFrame, journeyFrames } from '../../domain/journey-filter.js';
import type { JourneyTrail } from '../../domain/journey-trail.js';
import type { PageAddressRules } from '../../domain/page-address.js';
import type { Face } from '../../wiring/load.js';
import type { CustomerJourney } from './customer-journey.js';
import { everyPage } from './every-page.js';

/** So many events are read at a time, as many as a backend gives; and so many are shown at most. */
const [part, most] = [200, 10_000];
/** Milliseconds before the frame: a visit that goes on into it is shown from its beginning. */
const head = 6 * 3_600_000;

/** The customer's journey as far as it was read, page after page, and what came since. Nothing of another customer's is left when that changes, and no late answer gets in. */
export class Visits implements ReactiveController {
  /** As it is known. */
  sessions: readonly JourneySession[] = [];
  /** As it is on screen. */
  shown: readonly JourneySession[] = [];
  /** What happened that is not on screen, signs of life apart. */
  fresh = 0;
  /** Why it could not be read (on); what is there stays. */
  error: BackendError | undefined;
  /** Pages are being read. */
  busy = false;
  /** Everything of the frame is there. */
  complete = false;
  #ready = false;
  #trail?: JourneyTrail;
  /** How far back it was read, or is being read. */
  #read?: JourneyFrame;
  #after?: string;
  #args?: readonly unknown[];
  #abort?: AbortController;
  #asking?: AbortController;
  /** It is read once more, to take the place of what is there. */
  #anew?: JourneyTrail;

  constructor(private readonly host: CustomerJourney) {
    host.addController(this);
  }

  get face(): Face {
    if (!this.#args) return 'nothing';
    if (this.#ready) return 'ready';
    return this.error ? 'failed' : 'waiting';
  }

  /** There was more than can be shown. */
  get isCut(): boolean {
    return this.#trail?.isCut === true;
  }

  get customerId(): string | undefined {
    return this.#args?.[2] as string | undefined;
  }

  /** Of one customer, for one agent, from one backend, without a break: with another one nothing of the one before counts any more. */
  get generation(): object | undefined {
    return this.#args;
  }

  hostUpdate(): void {
    const { source, reading } = this.host;
    const { backend, customerId } = source;
    const agentId = reading.around?.session.agent.id;
    const known = this.host.isConnected && reading.isReady && reading.may('customers.view') && customerId;
    const args = known ? [backend, agentId, customerId] : undefined;
    if (!args || !this.#args || args.some((arg, i) => arg !== this.#args![i])) {
      if (args || this.#args) this.#clear();
      this.#args = args;
    }
    if (args && !this.#reaches(this.host.frame)) void this.#run();
  }

  hostDisconnected(): void {
    this.#args = undefined;
    this.#clear();
  }

  /** What is there is being read again: what is new comes with it, or after it. */
  get isRereading(): boolean {
    return this.#anew !== undefined && this.busy;
  }

  /** What is there could not be read again. */
  get isStale(): boolean {
    return this.#anew !== undefined && this.error !== undefined;
  }

  /** Goes on after a failure. */
  retry(): void {
    if (this.#anew) this.reload();
    else if (this.#args && this.error) void this.#run();
  }

  /** Reads everything again; what is on screen stays until that is done. */
  reload(): void {
    if (!this.#args) return;
    this.hush();
    this.#anew = this.#ready ? new this.#events.JourneyTrail(most) : undefined;
    void this.#run();
  }

  /** Takes in what came since. Rejects with what went wrong. */
  async news(): Promise<void> {
    const since = this.host.source.backend?.journeys?.since;
    if (!since) return this.reload();
    this.hush();
    const { signal } = (this.#asking = new AbortController());
    const { customerId } = this;
    // Tokens that lead in a circle end it: a backend that answers so keeps no screen busy.
    const asked = new Set<string>();
    while (customerId !== undefined && this.#after !== undefined && !asked.has(this.#after)) {
      asked.add(this.#after);
      try {
        const answer = await since({ customerId, after: this.#after }, { limit: part, signal });
        if (signal.aborted) return;
        const { events, after, reset } = this.#events.asJourneyNews(answer, this.#rules);
        if (reset) {
          // Something here is not this customer's any more: out of sight at once.
          this.#clear();
          return this.host.requestUpdate();
        }
        this.#after = after;
        this.#take(events);
        if (!events.length) return;
      } catch (caught) {
        if (signal.aborted) return;
        throw caught;
      }
    }
  }

  /** What came since and is under way is not to be shown now. */
  hush(): void {
    this.#asking?.abort();
  }

  /** Puts on screen what is known. */
  show(): void {
    if (this.shown === this.sessions && !this.fresh) return;
    this.shown = this.sessions;
    this.fresh = 0;
    this.host.requestUpdate();
  }

  get #events(): typeof import('./events.js') {
    return this.host.reading.base.value!.events;
  }

  get #rules(): PageAddressRules {
    return this.#events.addressRules(this.host.reading.around!.settings);
  }

  /** It was read, or is being read, as far back. */
  #reaches(frame: JourneyFrame): boolean {
    return this.#read !== undefined && journeyFrames.indexOf(this.#read) >= journeyFrames.indexOf(frame);
  }

  #clear(): void {
    this.hush();
    this.#abort?.abort();
    this.#trail = undefined;
    this.sessions = this.shown = [];
    this.fresh = 0;
    this.error = this.#abort = this.#asking = this.#after = this.#read = this.#anew = undefined;
    this.busy = this.complete = this.#ready = false;
  }

  #take(events: readonly RecordedJourneyEvent[]): void {
    const fresh = this.#trail!.add(events);
    this.sessions = this.#trail!.sessions;
    this.#offer(fresh);
  }

  /** Shows what is new, or lets it wait while the agent reads. */
  #offer(fresh: readonly RecordedJourneyEvent[]): void {
    const { frame, reading } = this.host;
    const from = Date.parse(frameStart(frame, reading.now) ?? '');
    this.fresh += fresh.filter(({ type, at }) => type !== 'dwell' && !(Date.parse(at) < from)).length;
    // What is read for the first time is waited for.
    if (!this.host.isBeingRead || (this.busy && !this.#anew)) this.show();
    this.host.requestUpdate();
  }

  /** What was read anew takes the place of what is there. */
  #replace(anew: JourneyTrail, from: string | undefined, after: string | undefined): void {
    const old = this.#trail!;
    anew.follow(old);
    this.#trail = anew;
    this.#anew = undefined;
    this.#after = after;
    this.sessions = anew.sessions;
    const start = Date.parse(from ?? '');
    const isGone = old.events.some((event) => event.type !== 'dwell' && !(Date.parse(event.at) < start) && !anew.has(event));
    // What is not there any more is taken out of sight, whoever reads.
    if (isGone) this.show();
    else this.#offer(anew.events.filter((event) => !old.has(event)));
  }

  /** Into the same trail, or into another one that takes its place when it is whole. */
  async #run(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const [backend, , customerId] = this.#args as readonly [Backend, string, string];
    const { frame, reading } = this.host;
    const anew = this.#anew;
    const trail = anew ?? (this.#trail ??= new this.#events.JourneyTrail(most));
    this.#read = this.#reaches(frame) ? this.#read! : frame;
    this.error = undefined;
    this.busy = true;
    if (!anew) this.complete = false;
    this.host.requestUpdate();
    const from = frameStart(this.#read, reading.now - head);
    const scope = { customerId, ...(from !== undefined && { from }) };
    const read = async (cursor: string | undefined) => {
      const given = { limit: part, signal, ...(cursor !== undefined && { cursor }) };
      return this.#events.asJourneyEvents(await backend.journeys!.events(scope, given), this.#rules);
    };
    let token: string | undefined;
    try {
      for await (const { items, after } of everyPage(read, signal)) {
        token ??= after;
        if (anew) anew.add(items);
        else {
          // What came later than the first page that was ever read is told by `since`, also when it is found by reading farther back.
          this.#after ??= token;
          this.#ready = true;
          this.#take(items);
        }
        if (trail.isCut) break;
      }
    } catch (caught) {
      if (!signal.aborted) this.error = asBackendError(caught);
    }
    if (signal.aborted) return;
    this.busy = false;
    if (!this.error) {
      this.complete = true;
      if (anew) this.#replace(anew, from, token);
    }
    this.host.requestUpdate();
  }
}
