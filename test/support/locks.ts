/** Web Locks of one browser, as far as we use them: exclusive, in line, given back by a page that dies. */
export function fakeLocks(): { of(tab: { readonly dead: boolean }): LockManager; kill(tab: object): void } {
  interface Asked {
    readonly tab: { readonly dead: boolean };
    readonly begin: () => void;
  }
  const lines = new Map<string, Asked[]>();
  const leave = (name: string, asked: Asked) => {
    const line = lines.get(name) ?? [];
    const first = line[0] === asked;
    lines.set(
      name,
      line.filter((other) => other !== asked),
    );
    if (first) lines.get(name)?.[0]?.begin();
  };
  const request = async (
    tab: { readonly dead: boolean },
    name: string,
    { signal }: { signal?: AbortSignal },
    work: () => Promise<unknown>,
  ): Promise<unknown> => {
    let asked: Asked | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        if (tab.dead) return;
        asked = { tab, begin: resolve };
        const line = [...(lines.get(name) ?? []), asked];
        lines.set(name, line);
        if (line.length === 1) resolve();
        signal?.addEventListener('abort', () => reject(new DOMException('no', 'AbortError')));
      });
      return await work();
    } finally {
      if (asked) leave(name, asked);
    }
  };
  return {
    of: (tab) =>
      ({
        request: (name: string, options: { signal?: AbortSignal }, work: () => Promise<unknown>) =>
          request(tab, name, options, work),
      }) as unknown as LockManager,
    kill(tab) {
      for (const [name, line] of lines) for (const asked of line) if (asked.tab === tab) leave(name, asked);
    },
  };
}
