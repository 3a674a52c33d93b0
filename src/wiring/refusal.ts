import type { Intent } from './intent.js';

/** After these nothing was done, and the same will never be. */
const definite: readonly unknown[] = ['invalid', 'denied', 'not-found', 'unsupported', 'not-sent'];

/** Whether a code says that nothing was done, for good. */
export const isRefusal = (code: unknown): boolean => definite.includes(code);

/** Whether nothing of an intent was done and nothing will be by itself: what was typed goes back to whoever typed it. */
export const isRefused = ({ state, error }: Intent): boolean =>
  state === 'conflict' || (state === 'needs-attention' && isRefusal(error?.code));
