import { BackendError, type DeliveryReport, isBackendError, type Message, type MessageChannel } from 'sidedesk';
import type { EmbeddedBackend, MessageOffice } from 'sidedesk/adapters/local';
import { now } from './clock.js';
import { templates } from './templates.js';

/** Milliseconds by the page's clock: until the network has a message, and until it has arrived. */
const handling = 1500;
const travel = 4000;
/** So many of the last messages are looked after, and shown. */
const most = 30;

/** Takes messages and delivers them to nobody: says that they arrived, after a while. A number that ends in 00 cannot be reached. */
export class Post {
  readonly office: MessageOffice = {
    channels: [
      { channel: 'sms', sender: 'Sample AS', segmentPrice: 0.49, segmentLimit: 6 },
      { channel: 'email', sender: 'service@sample.example.com' },
    ],
    templates,
    deliver: (_, { signal }) => this.#take(signal),
  };
  #taken: readonly { readonly at: number; readonly go: () => void }[] = [];
  #messages: readonly Message[] = [];
  #backend?: EmbeddedBackend;
  #unwatch?: () => void;
  #reads = 0;

  constructor(
    /** How far the last messages are, the newest first; whenever one is further. */
    private readonly show: (messages: readonly Message[]) => void,
  ) {
    setInterval(() => this.#tick(), 250);
  }

  /** Whose messages these are: of this backend, until there is another one. */
  follow(backend: EmbeddedBackend): void {
    this.#unwatch?.();
    this.#backend = backend;
    const read = () => void this.#read(backend);
    this.#unwatch = backend.watch({ kinds: ['message'] }, { change: read });
    read();
  }

  /** The same may come twice: what is told of it is told by its id. */
  async #take(signal?: AbortSignal): Promise<void> {
    await new Promise<void>((go, stop) => {
      this.#taken = [...this.#taken, { at: now() + handling, go }];
      signal?.addEventListener('abort', () => stop(new BackendError('unavailable', 'The sample post is closed')));
    });
  }

  #tick(): void {
    const due = this.#taken.filter(({ at }) => at <= now());
    this.#taken = this.#taken.filter((each) => !due.includes(each));
    for (const { go } of due) go();
    for (const message of this.#messages)
      if (message.state === 'sent' && Date.parse(message.sentAt ?? message.createdAt) + travel <= now())
        void this.#report(message);
  }

  async #report({ id, address }: Message): Promise<void> {
    this.#messages = this.#messages.filter((each) => each.id !== id); // until it is read again
    const at = new Date(now()).toISOString();
    const report: DeliveryReport = address.endsWith('00')
      ? { state: 'failed', failure: 'unreachable', at }
      : { state: 'delivered', at };
    await this.#backend?.reportDelivery(id, report).catch(ifClosed);
  }

  async #read(backend: EmbeddedBackend): Promise<void> {
    const turn = (this.#reads += 1);
    const of = async (channel: MessageChannel) => (await backend.messages?.list({ channel }, { limit: most }))?.items ?? [];
    const all = await Promise.all([of('sms'), of('email')]).catch(ifClosed);
    if (!all || turn !== this.#reads) return;
    this.#messages = all
      .flat()
      .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
      .slice(0, most);
    this.show(this.#messages);
  }
}

/** The page has begun anew meanwhile, or the customer is gone and their messages with them. */
function ifClosed(caught: unknown): undefined {
  if (!isBackendError(caught)) throw caught;
}
