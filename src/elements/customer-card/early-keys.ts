import type { Lazy } from '../../wiring/lazy.js';
import type { Keys } from './keys.js';

/** The card's keys, also those that are pressed before they are loaded; of these not what belongs to a text that is typed. */
export const earlyKeys =
  (keys: Lazy<Keys>) =>
  (event: KeyboardEvent): void => {
    const early = !keys.value && !(event.composedPath()[0] as Element).matches('input, textarea, select');
    if (early) void keys.load().then(() => keys.value?.onKeydown(event));
    keys.value?.onKeydown(event);
  };
