import type { CSSResult, LitElement, ReactiveController } from 'lit';

/** A part of an element that is loaded when it is first needed, with the styles that belong to it. */
export class Lazy<T> implements ReactiveController {
  value: T | undefined;
  /** It could not be loaded; `load()` tries again. */
  failed = false;
  #loading?: Promise<void>;

  constructor(
    private readonly host: LitElement,
    private readonly make: () => Promise<{ readonly part: T; readonly styles?: CSSResult }>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** The part, or undefined while it is being loaded or when that failed; the host renders again when it is there. */
  get(): T | undefined {
    if (!this.failed) void this.load();
    return this.value;
  }

  load(): Promise<void> {
    this.failed = false;
    return (this.#loading ??= this.make().then(
      ({ part, styles }) => {
        const root = this.host.renderRoot as ShadowRoot;
        if (styles?.styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet];
        this.value = part;
        this.host.requestUpdate();
      },
      () => {
        this.#loading = undefined;
        this.failed = true;
        this.host.requestUpdate();
      },
    ));
  }
}
