import { isBackendError } from 'sidedesk';
import type { EmbeddedBackend } from 'sidedesk/adapters/local';
import type { JourneyBeacon, JourneyEvent } from 'sidedesk/tracker';
import type { Hear } from './event-log.js';
import { openChannel, type Said } from './shop/network.js';

/** What the server of the shop would do: takes what the tracker posts, and passes it on to the backend. */
export class Visits {
  constructor(
    private readonly backend: () => EmbeddedBackend,
    private readonly hear: Hear,
  ) {
    const channel = openChannel();
    const say = (said: Said) => channel.postMessage(said);
    channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if (data === 'hello') say('here');
      else if (typeof data === 'object') void this.#take(data.beacon);
    });
    addEventListener('pagehide', () => say('gone'));
    addEventListener('pageshow', () => say('here'));
  }

  /** Anybody can post anything: the backend refuses what is wrong. A server would let a log-in pass only where it is that of the session; here everybody is made up. */
  async #take(beacon: string): Promise<void> {
    const { events, sentAt } = JSON.parse(beacon) as JourneyBeacon;
    const receipt = await this.backend().journeys.record(events, { sentAt }).catch(ifClosed);
    const refused = receipt?.refused.map(({ index }) => index);
    for (const [index, event] of events.entries())
      // Signs of life come every 15 seconds, and there is nothing to read in them.
      if (event.type !== 'dwell' && !refused?.includes(index)) this.hear(`shop: ${event.type}`, factsOf(event));
  }
}

/** What of it says anything to people. */
function factsOf({ url, title, term, results, form, items, amount, status }: JourneyEvent): Parameters<Hear>[1] {
  const { pathname, search } = new URL(url);
  const all = { page: pathname + search, title, term, results, form, items, amount, status };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The page has begun anew meanwhile. */
function ifClosed(caught: unknown): undefined {
  if (!isBackendError(caught)) throw caught;
}
