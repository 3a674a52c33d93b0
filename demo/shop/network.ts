/** What desk and shop say to each other: the shop asks who is there, a desk says that it is there or gone, and the shop hands over what its tracker posts. */
export type Said = 'hello' | 'here' | 'gone' | { readonly beacon: string };

export const openChannel = (): BroadcastChannel => new BroadcastChannel('sidedesk-demo-journeys');

/**
 * The demo has no server. What the tracker posts to it is taken by an agent's desk that is open in the same browser; while there is none, it is not taken, as by a network that is down, and the tracker keeps it.
 */
export class Network {
  readonly #channel = openChannel();
  #deskIsOpen = false;

  constructor(private readonly onChange: () => void) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#hear(data));
    navigator.sendBeacon = (_to, body) => typeof body === 'string' && this.#take(body);
    this.#say('hello');
  }

  get deskIsOpen(): boolean {
    return this.#deskIsOpen;
  }

  #take(beacon: string): boolean {
    if (this.#deskIsOpen) this.#say({ beacon });
    return this.#deskIsOpen;
  }

  #hear(said: Said): void {
    if (said !== 'here' && said !== 'gone') return;
    this.#deskIsOpen = said === 'here';
    if (said === 'gone') this.#say('hello'); // there may be another one
    this.onChange();
  }

  #say(said: Said): void {
    this.#channel.postMessage(said);
  }
}
