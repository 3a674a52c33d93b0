interface Element {
  readonly isConnected: boolean;
}

/** What this page saw on its way → the element that is to tell of it. */
const owed = new Map<string, WeakRef<Element>>();

/** Of several elements that see a wish acknowledged one tells the host: the one in which it was made or, when that has gone, whichever is there. So a host hears of a deed once. */
export class Teller {
  constructor(private readonly host: Element) {}

  /** It was made here, or nobody has seen it before. */
  expect(intentId: string): void {
    owed.set(intentId, new WeakRef(this.host));
  }

  isExpected(intentId: string): boolean {
    return owed.has(intentId);
  }

  /** Whether it is this element's to tell. */
  tells(intentId: string): boolean {
    const maker = owed.get(intentId)?.deref();
    return owed.has(intentId) && (maker === this.host || !maker?.isConnected);
  }

  /** It was told, or given up. */
  forget(intentId: string): void {
    owed.delete(intentId);
  }
}
