/** Hears everything that a page can say where nobody asked it to: console, errors, rejected promises that nobody took. */
export function noise(): { readonly heard: readonly string[]; stop(): void } {
  const heard: string[] = [];
  const names = ['debug', 'log', 'info', 'warn', 'error', 'trace', 'table', 'dir', 'assert'] as const;
  const before = names.map((name) => [name, console[name]] as const);
  for (const name of names)
    console[name] = (...said: unknown[]) => void heard.push(`console.${name}: ${said.map(String).join(' ')}`);
  const onError = (event: ErrorEvent) => void heard.push(`error: ${event.message}`);
  const onRejection = (event: PromiseRejectionEvent) => void heard.push(`rejection: ${String(event.reason)}`);
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onRejection);
  return {
    heard,
    stop: () => {
      for (const [name, method] of before) console[name] = method as never;
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
    },
  };
}
