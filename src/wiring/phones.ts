import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Phones } from '../domain/phone.js';

let loading: Promise<Phones> | undefined;
let loaded: Phones | undefined;

/**
 * The reader of phone numbers, which is large and loaded when a screen first shows a number. Until then (and if it cannot be loaded) numbers
 * stand as they were written.
 */
export class PhoneReader implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  get phones(): Phones | undefined {
    if (!loaded)
      void this.load().then(
        () => this.host.requestUpdate(),
        () => {},
      );
    return loaded;
  }

  async load(): Promise<Phones> {
    loading ??= import('../domain/phone-numbers.js').then(
      (module) => (loaded = module.phoneNumbers),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }
}
