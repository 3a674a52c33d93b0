import type { JourneyPage } from '../../backend/backend.js';

/** A turn for the page: what was read is shown before more is asked for. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Every page of a customer's events, one after the other, until the signal. Cursors that lead in a circle end it: a backend that answers so keeps no screen busy. */
export async function* everyPage(
  read: (cursor: string | undefined) => Promise<JourneyPage>,
  signal: AbortSignal,
): AsyncGenerator<JourneyPage> {
  const seen = new Set<string>();
  for (let cursor: string | undefined; !signal.aborted; await turn()) {
    const page = await read(cursor);
    if (signal.aborted) return;
    yield page;
    const { next } = page;
    if (next === undefined || seen.has(next)) return;
    seen.add((cursor = next));
  }
}
