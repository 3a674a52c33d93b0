import type { ReactiveController } from 'lit';
import { asCustomer } from '../../backend/answers.js';
import type { Backend } from '../../backend/backend.js';
import type { Customer } from '../../domain/customer.js';
import type { CallbackList } from './callback-list.js';

/** So many are asked for at the same time, and remembered. */
const [atOnce, remembered] = [4, 300];

/** Who the call-backs on screen are with, each asked for once. */
export class People implements ReactiveController {
  /** Undefined: nobody, or not to be read. */
  readonly #known = new Map<string, Customer | undefined>();
  #waiting: string[] = [];
  #asking = 0;
  #of: readonly unknown[] = [];
  #abort = new AbortController();

  constructor(private readonly host: CallbackList) {
    host.reading.onCustomer = (id) => this.#forget(id);
    host.addController(this);
  }

  hostUpdate(): void {
    const { source, reading } = this.host;
    const of = [source, reading.agentId];
    if (of.some((part, i) => part !== this.#of[i])) this.#reset(of);
  }

  hostDisconnected(): void {
    this.#reset([]);
  }

  /** The customer, as soon as the backend has answered; the host renders again then. */
  get(id: string | undefined): Customer | undefined {
    const { source, reading } = this.host;
    if (id === undefined || !source?.customers || !reading.around?.may('customers.view')) return undefined;
    if (!this.#known.has(id)) {
      this.#known.set(id, undefined);
      this.#waiting.push(id);
      this.#next(source);
    }
    return this.#known.get(id);
  }

  #next(backend: Backend): void {
    while (this.#asking < atOnce && this.#waiting.length) void this.#ask(backend, this.#waiting.shift()!);
  }

  async #ask(backend: Backend, id: string): Promise<void> {
    const { signal } = this.#abort;
    this.#asking += 1;
    try {
      const answer: unknown = await backend.customers!.get(id, { signal });
      if (signal.aborted) return;
      const customer = answer === undefined ? undefined : asCustomer(answer);
      if (customer?.id === id) this.#keep(customer);
      else if (this.#known.get(id)) {
        this.#known.set(id, undefined); // not there any more, nor is the name
        this.host.requestUpdate();
      }
    } catch {
      // the number stands there instead
    }
    if (signal.aborted) return;
    this.#asking -= 1;
    this.#next(backend);
  }

  #keep(customer: Customer): void {
    this.#known.delete(customer.id); // the latest stands last
    this.#known.set(customer.id, customer);
    for (const oldest of this.#known.keys()) if (this.#known.size > remembered) this.#known.delete(oldest);
    this.host.requestUpdate();
  }

  /** Asked again when next shown; until then the name stays. */
  #forget(id: string | undefined): void {
    const backend = this.host.source;
    const again = id === undefined ? [...this.#known.keys()] : this.#known.has(id) ? [id] : [];
    this.#waiting.push(...again.filter((each) => !this.#waiting.includes(each)));
    if (backend?.customers) this.#next(backend);
  }

  #reset(of: readonly unknown[]): void {
    this.#of = of;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#known.clear();
    this.#waiting = [];
    this.#asking = 0;
  }
}
