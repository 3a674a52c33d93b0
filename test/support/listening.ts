/** What is listened to on the window and the document and was not when this was called. */
export function listening(): { readonly types: readonly string[]; stop(): void } {
  const held = new Map<string, string>();
  const ids = new Map<unknown, number>();
  const idOf = (of: unknown) => {
    if (!ids.has(of)) ids.set(of, ids.size);
    return ids.get(of);
  };
  const targets: readonly EventTarget[] = [window, document];
  for (const target of targets) {
    const { addEventListener: add, removeEventListener: remove } = target;
    const key = (type: string, listener: unknown, options: unknown) => {
      const captures = typeof options === 'object' ? !!(options as AddEventListenerOptions | null)?.capture : !!options;
      return [idOf(target), type, idOf(listener), captures].join(' ');
    };
    target.addEventListener = (...[type, listener, options]: Parameters<EventTarget['addEventListener']>) => {
      held.set(key(type, listener, options), type);
      add.call(target, type, listener, options);
    };
    target.removeEventListener = (...[type, listener, options]: Parameters<EventTarget['removeEventListener']>) => {
      held.delete(key(type, listener, options));
      remove.call(target, type, listener, options);
    };
  }
  return {
    get types() {
      return [...held.values()].sort();
    },
    stop: () => {
      for (const target of targets)
        for (const name of ['addEventListener', 'removeEventListener']) Reflect.deleteProperty(target, name);
    },
  };
}
