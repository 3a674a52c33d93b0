import type { Backend } from '../backend/backend.js';
import { asBackendError, BackendError } from '../backend/backend-error.js';
import type { Intent, Sender } from './intent.js';
import { Outbox, type OutboxOptions } from './outbox.js';
import type { OutboxOwner } from './outboxes.js';
import { type Surroundings, workplace } from './workplace.js';

/** By kind, for example `customers.change`: how it is sent with a backend; undefined where the backend does not offer it. They outlive the element that says it. */
export type Senders = Readonly<Record<string, (backend: Backend) => Sender | undefined>>;

/** A backend that intents are sent with. */
interface Carrier {
  readonly ref: WeakRef<Backend>;
  /** As long as somebody needs it. */
  backend?: Backend;
  /** Elements in the tree. */
  users: number;
  readonly senders: Map<string, Senders[string]>;
}

const isOwner = (a: OutboxOwner, b: OutboxOwner) => a.tenantId === b.tenantId && a.agentId === b.agentId;
const ownerIn = ({ session: { tenantId, agent } }: Surroundings): OutboxOwner => ({ tenantId, agentId: agent.id });

const backendOf = ({ backend, ref }: Carrier) => backend ?? ref.deref();

/** Reasons why the session cannot be read that say the same of the intent. */
const alike = ['unauthenticated', 'offline', 'timeout', 'rate-limited'];

/**
 * This page's outbox of an agent, and who sends what is in it: for each kind the newest backend, long after the element that wished for it is gone. A backend that
 * nobody uses is kept alive only while something waits for it. Nothing is sent with the session of another agent.
 */
export class Dispatch {
  readonly outbox: Outbox;
  readonly owner: OutboxOwner;
  /** The newest last. */
  #carriers: Carrier[] = [];
  readonly #serving = new Map<string, { readonly carrier: Carrier; readonly stop: () => void }>();
  readonly #readings = new WeakMap<Backend, Promise<Surroundings>>();
  /** Apart from the carriers: what ends a watch holds the backend. */
  readonly #unwatch = new WeakMap<Backend, () => void>();
  #unsent = new Set<string>();

  constructor(options: OutboxOptions) {
    this.owner = { tenantId: options.tenantId, agentId: options.agentId };
    this.outbox = new Outbox(options);
    this.outbox.subscribe((intents) => this.#onTold(intents));
  }

  /** An element is there with this backend; the returned function says that it is gone. What it promised to send is sent all the same. */
  join(backend: Backend, senders: Senders): () => void {
    let carrier = this.#carriers.find((each) => backendOf(each) === backend);
    if (!carrier) {
      this.#carriers.push((carrier = { ref: new WeakRef(backend), users: 0, senders: new Map() }));
      this.#unwatch.set(backend, workplace(backend).watch({ kinds: ['session'] }, { change: () => this.check(backend) }));
    }
    for (const [kind, make] of Object.entries(senders))
      if (!carrier.senders.has(kind) && make(backend)) carrier.senders.set(kind, make);
    carrier.users += 1;
    this.#settle();
    this.check(backend);
    return this.#leaver(carrier);
  }

  /** Where the session was read anew, what waited for a login goes on. */
  check(backend: Backend): void {
    const reading = workplace(backend).surroundings();
    if (reading === this.#readings.get(backend)) return;
    this.#readings.set(backend, reading);
    const resume = async () => {
      if (isOwner(ownerIn(await reading), this.owner)) await this.outbox.resume();
    };
    resume().catch(() => reading === this.#readings.get(backend) && this.#readings.delete(backend));
  }

  #leaver(carrier: Carrier): () => void {
    let there = true;
    return () => {
      if (there) carrier.users -= 1;
      there = false;
      this.#settle();
    };
  }

  /** Who sends what, and which backends that needs. */
  #settle(): void {
    const inUse = this.#carriers.filter(({ users }) => users > 0);
    this.#carriers = this.#carriers.filter((carrier) => {
      const backend = backendOf(carrier);
      const kinds = [...carrier.senders.keys()];
      const needed = carrier.users > 0 || kinds.some((kind) => !inUse.some(({ senders }) => senders.has(kind)));
      if (backend && !needed) this.#unwatch.get(backend)?.();
      return backend && needed;
    });
    const kinds = new Set(this.#carriers.flatMap(({ senders }) => [...senders.keys()]));
    for (const [kind, { carrier, stop }] of this.#serving)
      if (carrier !== this.#best(kind)) {
        this.#serving.delete(kind);
        stop();
      }
    for (const kind of kinds) {
      const carrier = this.#best(kind);
      if (carrier && !this.#serving.has(kind))
        this.#serving.set(kind, { carrier, stop: this.outbox.sender(kind, this.#sender(carrier, kind)) });
    }
    for (const carrier of this.#carriers) {
      const owes = [...this.#unsent].some((kind) => this.#serving.get(kind)?.carrier === carrier);
      carrier.backend = carrier.users > 0 || owes ? backendOf(carrier) : undefined;
    }
  }

  #best(kind: string): Carrier | undefined {
    const able = this.#carriers.filter(({ senders }) => senders.has(kind));
    return able.findLast(({ users }) => users > 0) ?? able.at(-1);
  }

  #sender(carrier: Carrier, kind: string): Sender {
    return {
      send: async (payload, options) => {
        const backend = backendOf(carrier);
        const sender = backend && carrier.senders.get(kind)?.(backend);
        if (!sender) throw new BackendError('unavailable', 'Nobody is there to send it');
        const reading = workplace(backend).surroundings();
        await this.#identify(reading);
        options.signal.throwIfAborted(); // reading the session took too long
        try {
          return await sender.send(payload, options);
        } catch (caught) {
          // What was refused for want of a session was asked before there was this one.
          if (asBackendError(caught).code !== 'unauthenticated' || reading === workplace(backend).surroundings()) throw caught;
          throw new BackendError('unavailable', 'The session began later', { cause: caught });
        }
      },
      rebase: (payload, earlier) => {
        const backend = backendOf(carrier);
        const sender = backend && carrier.senders.get(kind)?.(backend);
        return sender?.rebase ? sender.rebase(payload, earlier) : payload;
      },
    };
  }

  /** Another agent may have logged in on the same backend: in their name nothing of this one is sent. */
  async #identify(reading: Promise<Surroundings>): Promise<void> {
    let around: Surroundings;
    try {
      around = await reading;
    } catch (caught) {
      const error = asBackendError(caught);
      if (alike.includes(error.code)) throw error;
      throw new BackendError('unavailable', 'The session cannot be read', { cause: caught, retryAfter: error.retryAfter });
    }
    if (!isOwner(ownerIn(around), this.owner)) throw new BackendError('unauthenticated', 'Another agent has logged in');
  }

  #onTold(intents: readonly Intent[]): void {
    this.#unsent = new Set(intents.filter(({ state }) => state !== 'sent').map(({ kind }) => kind));
    this.#settle();
  }
}
