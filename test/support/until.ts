/** Resolves when something is so, asked again whenever the tree below changes: no clock, no polling. The runner's time limit ends what never happens. */
export function until(root: Node, fact: () => unknown): Promise<void> {
  if (fact()) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!fact()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
  });
}

/** Node’s ports keep the process alive as long as somebody listens. */
type Port = MessagePort & { ref?(): void; unref?(): void };
const { port1, port2 }: { readonly port1: Port; readonly port2: Port } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => {
  waiting.shift()?.();
  if (!waiting.length) port1.unref?.();
};
port1.unref?.();

/**
 * Lets everything happen that needs no clock: all promises that can settle have settled, and elements have rendered. One channel for all: Firefox stands
 * still for seconds when thousands of them are collected.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    port1.ref?.();
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}
