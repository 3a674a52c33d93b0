/** What the shop keeps in the visitor's browser: nothing until they say or choose something. */
export interface Kept {
  /** Whether they may be followed; not asked yet without it. */
  readonly agreed?: boolean;
  /** Who is signed in, by what they signed in with. */
  readonly login?: string;
  /** How many of which product. */
  readonly cart: Readonly<Record<string, number>>;
}

const key = 'sidedesk-shop';

function stored(): Kept {
  try {
    return { cart: {}, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>) };
  } catch {
    return { cart: {} }; // no storage, or something else in it
  }
}

let now = stored();

export const kept = (): Kept => now;

export function keep(more: Partial<Kept>): void {
  now = { ...now, ...more };
  try {
    localStorage.setItem(key, JSON.stringify(now));
  } catch {
    // Then until the page is closed.
  }
}

/** In another tab of the shop something else was said or chosen. */
export function onKeptElsewhere(run: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    now = stored();
    run();
  });
}
