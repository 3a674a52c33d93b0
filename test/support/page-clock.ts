import { pageClock } from '../../src/wiring/clock.js';
import { FakeClock } from './fake-clock.js';

/** Of another kind than the page's own, so that neither clock takes the other's timer for its own. */
class Timer {
  constructor(readonly of: unknown) {}
}

/** The page's clock (of outbox, undo, presence) in the hands of the test, for every test of the file. What was begun before goes on with the real one. */
export function stopTime(): { readonly pass: (milliseconds: number) => Promise<void> } {
  const { now, steady, set, clear } = pageClock;
  let time: FakeClock;
  beforeEach(() => {
    const fake = (time = new FakeClock(new Date().toISOString()));
    Object.assign(pageClock, {
      now: fake.now,
      steady: fake.now,
      set: (run: () => void, milliseconds: number) => new Timer(fake.set(run, milliseconds)),
      clear: (timer: unknown) => (timer instanceof Timer ? fake.clear(timer.of) : clear(timer)),
    });
  });
  afterEach(() => void Object.assign(pageClock, { now, steady, set, clear }));
  return { pass: (milliseconds) => time.pass(milliseconds) };
}
