/** A key for a write that must happen once: unguessable, also on pages without https, where `crypto.randomUUID` is missing. */
export const intentKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
