import { ContextEvent, type Context, type ContextCallback } from '@lit/context';

type AnyContext = Context<unknown, unknown>;

interface Asked {
  readonly element: WeakRef<Element>;
  readonly callback: WeakRef<ContextCallback<unknown>>;
}

/** From how many on those who left are looked for. */
const fewest = 32;

/**
 * Remembers whom nobody has answered, and asks again for them when a provider comes. Lit's own root does so too, but forgets nobody before: with elements that
 * stand alone, whom no provider ever answers, it grows by every mount.
 */
export class ContextRoot {
  readonly #asked = new Map<AnyContext, { readonly all: Asked[]; readonly room: number }>();

  constructor(page: HTMLElement) {
    page.addEventListener('context-request', this.#onRequest);
    page.addEventListener('context-provider', this.#onProvider);
  }

  readonly #onRequest = (event: ContextEvent<AnyContext>): void => {
    const { context, callback, subscribe } = event;
    if (!subscribe) return;
    let { all, room } = this.#asked.get(context) ?? { all: [], room: fewest };
    if (all.length >= room) {
      all = waiting(all);
      room = Math.max(fewest, 2 * all.length);
    }
    all.push({ element: new WeakRef(event.contextTarget ?? event.composedPath()[0]), callback: new WeakRef(callback) });
    this.#asked.set(context, { all, room });
  };

  readonly #onProvider = (event: Event & { readonly context?: AnyContext }): void => {
    const { context } = event;
    if (!context) return;
    const { all = [] } = this.#asked.get(context) ?? {};
    this.#asked.delete(context); // who is still not answered is noted again
    for (const { element, callback } of waiting(all)) {
      const [asking, receive] = [element.deref(), callback.deref()];
      if (asking && receive) asking.dispatchEvent(new ContextEvent(context, asking, receive, true));
    }
  };
}

/** Those who are still there, each once: who comes back asks again. */
function waiting(asked: readonly Asked[]): Asked[] {
  const seen = new Map<Element, Set<unknown>>();
  return asked.filter(({ element, callback }) => {
    const [asking, receive] = [element.deref(), callback.deref()];
    if (!asking?.isConnected || !receive) return false;
    const known = seen.get(asking);
    if (known?.has(receive)) return false;
    seen.set(asking, (known ?? new Set()).add(receive));
    return true;
  });
}
