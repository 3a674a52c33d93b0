import type { ReactiveController } from 'lit';
import { isOpen } from '../../domain/callback.js';
import type { CallbackListName } from '../../domain/callback-list.js';
import { pageClock } from '../../wiring/clock.js';
import type { CallbackList } from './callback-list.js';

/** Milliseconds: nothing on screen is older than that, a computer may have slept. */
const longest = 600_000;
/** Milliseconds after which a backend that has not moved what is due is asked again. */
const again = 20_000;
/** Milliseconds by which our reading of the backend's clock may be early. */
const slack = 300;
const minute = 60_000;

/** Renders again when something on screen changes by itself, and reads again when something of the lists does: one timer, set to the next of these. */
export class Ticking implements ReactiveController {
  #timer?: unknown;

  constructor(
    private readonly host: CallbackList,
    /** The list on screen, and instants that are counted down to in seconds, in milliseconds of the backend's clock. */
    private readonly shown: () => { readonly name: CallbackListName; readonly seconds: readonly number[] },
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    pageClock.clear(this.#timer);
    const { reading } = this.host;
    const { time } = reading.attendance ?? {};
    if (!this.host.isConnected || !reading.around || !time) return;
    if (!time.known && reading.base.face === 'ready' && !reading.base.busy && !reading.base.error) reading.base.reload();
    const now = time.now;
    const { name, seconds } = this.shown();
    const left = seconds.map((at) => (at - now) % 1000 || 1000).filter((each) => each > 0);
    const soonest = reading.rows(name).find(({ minutesUntilDue }) => minutesUntilDue > 0);
    const untilDue = soonest ? (Date.parse(soonest.callback.dueAt) - now) % minute || minute : longest;
    const changes = this.#changes().map((at) => Math.max(at - now, 0));
    this.#timer = pageClock.set(this.#onTime, Math.max(10, Math.min(longest, untilDue, ...left, ...changes)));
  }

  hostDisconnected(): void {
    pageClock.clear(this.#timer);
  }

  /** When the backend will have moved something since it was last asked, in milliseconds of its clock. */
  #changes(): readonly number[] {
    const { reading } = this.host;
    const { askedAt, agentId } = reading;
    const own = reading.names.flatMap((name) => reading.rows(name));
    return own
      .flatMap(({ callback, overdue }) => {
        const { state, dueAt, reservedUntilAt, offerEndsAt } = callback;
        if (!isOpen(callback)) return [];
        const at = { planned: dueAt, queued: reservedUntilAt, offered: offerEndsAt, dialled: undefined }[state as 'planned'];
        const next = at === undefined ? NaN : Date.parse(at) + slack;
        // Nobody has moved it: whoever asks does.
        const stuck = state === 'planned' && overdue && callback.agentId === agentId ? askedAt + again : NaN;
        return [next, stuck];
      })
      .filter((at) => at > askedAt);
  }

  readonly #onTime = (): void => {
    const now = this.host.reading.attendance?.time.now ?? 0;
    if (this.#changes().some((at) => at <= now)) this.host.reading.refresh();
    this.host.requestUpdate();
  };
}
