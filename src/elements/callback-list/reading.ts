import type { ReactiveController } from 'lit';
import { asPage, asSession } from '../../backend/answers.js';
import type { Backend, Change, Page } from '../../backend/backend.js';
import { asCallback, asCampaigns } from '../../backend/callback-answers.js';
import { type Callback, isOpen } from '../../domain/callback.js';
import { callbackLists, type CallbackListName, type CallbackRow, callbackRows } from '../../domain/callback-list.js';
import type { Campaign } from '../../domain/campaign.js';
import { type Attendance, attendance } from '../../wiring/attendance.js';
import { Load } from '../../wiring/load.js';
import { loadCallingEnglish } from '../../wiring/calling-words.js';
import { type Surroundings, workplace } from '../../wiring/workplace.js';
import type { CallbackList } from './callback-list.js';

/** So many are read at a time, and at most at once. */
const [pageSize, atOnce] = [50, 200];
/** Milliseconds after which nobody waits for an answer any more where something has changed since. */
const patience = 10_000;
const names: readonly CallbackListName[] = ['planned', 'queue', 'all'];
type List = Load<readonly unknown[], Page<Callback>>;

/** Of each call-back the newest copy, wherever it stands. */
function newest(callbacks: readonly Callback[]): readonly Callback[] {
  const known = new Map<string, Callback>();
  for (const each of callbacks) if ((known.get(each.id)?.revision ?? -1) < each.revision) known.set(each.id, each);
  return [...known.values()];
}

/** The lists as the backend has them, read page by page, and read again in place when something of them changes. */
export class Reading implements ReactiveController {
  readonly base: Load<readonly unknown[], Surroundings>;
  readonly campaigns: Load<readonly unknown[], readonly Campaign[]>;
  readonly lists: Readonly<Record<CallbackListName, List>>;
  /** When the lists were last asked for, by the backend's clock, in milliseconds. */
  askedAt = 0;
  readonly #begunAt = new Map<CallbackListName, number>();
  readonly #wanted = new Map<CallbackListName, number>();
  /** To be read on from where it ends. */
  readonly #appending = new Set<CallbackListName>();
  /** Something changed while it was being read. */
  readonly #again = new Set<CallbackListName>();
  #watched?: Backend;
  #stops: (() => void)[] = [];
  /** Told of customers that changed. */
  onCustomer?: (id: string | undefined) => void;

  constructor(private readonly host: CallbackList) {
    this.base = new Load(host, {
      args: () => (host.source?.callbacks?.list ? [host.source] : undefined),
      read: ([backend], signal) => this.#readBase(backend as Backend, signal),
    });
    this.campaigns = new Load(host, {
      args: () => (this.base.value && host.source?.campaigns ? [host.source, this.agentId] : undefined),
      read: async ([backend], signal) => asCampaigns(await (backend as Backend).campaigns!.list({ signal })),
    });
    const list = (name: CallbackListName): List =>
      new Load(host, {
        args: () => (this.names.includes(name) && host.source ? [host.source, this.agentId] : undefined),
        read: ([backend], signal) => this.#readList(backend as Backend, name, signal),
      });
    this.lists = { planned: list('planned'), queue: list('queue'), all: list('all') };
    host.addController(this);
  }

  get around(): Surroundings | undefined {
    return this.base.value;
  }

  get agentId(): string {
    return this.around?.session.agent.id ?? '';
  }

  /** The lists that this agent sees. */
  get names(): readonly CallbackListName[] {
    return this.around ? callbackLists(this.around.session.permissions) : [];
  }

  get attendance(): Attendance | undefined {
    return this.host.source && attendance(this.host.source);
  }

  /** By the backend's clock, ISO 8601. */
  get now(): string {
    return new Date(this.attendance?.time.now ?? 0).toISOString();
  }

  /** Of the agent's own, how many are open; undefined until that is known. */
  get count(): number | undefined {
    const own = this.names.filter((name) => name !== 'all');
    if (!own.length || own.some((name) => !this.lists[name].value)) return undefined;
    return newest(own.flatMap((name) => this.lists[name].value!.items)).filter((each) => isOpen(each)).length;
  }

  rows(name: CallbackListName): readonly CallbackRow[] {
    const items = this.lists[name].value?.items ?? [];
    // What is due stands in the queue at once, also while the backend has not put it there yet.
    const planned = name === 'queue' ? (this.lists.planned.value?.items ?? []) : [];
    return callbackRows(newest([...items, ...planned]), name, { agentId: this.agentId, now: this.now });
  }

  /** The newest copy that is known. */
  find(id: string): Callback | undefined {
    return this.known.find((each) => each.id === id);
  }

  /** All that is known of, by whomever agreed. */
  get known(): readonly Callback[] {
    return newest(names.flatMap((name) => this.lists[name].value?.items ?? []));
  }

  campaign(id: string): Campaign | undefined {
    return this.campaigns.value?.find((each) => each.id === id);
  }

  /** Reads on where the list ends. */
  more(name: CallbackListName): void {
    this.#wanted.set(name, (this.lists[name].value?.items.length ?? 0) + pageSize);
    this.#appending.add(name);
    this.lists[name].reload();
  }

  /** Reads again in place; what is being read now is finished first, so that something comes of it however much happens. */
  refresh(only: readonly CallbackListName[] = names): void {
    const now = this.attendance?.time.now ?? 0;
    for (const name of only) {
      if (this.lists[name].busy && now - (this.#begunAt.get(name) ?? 0) < patience) this.#again.add(name);
      else this.lists[name].reload();
    }
    this.askedAt = now;
  }

  /** Takes what an answer says of a call-back, until it is read again. */
  put(callback: Callback): void {
    for (const name of names) {
      const { value } = this.lists[name];
      if (value) this.lists[name].put({ ...value, items: newest([...value.items, callback]) });
    }
    this.refresh();
  }

  hostUpdate(): void {
    this.#watch(this.host.isConnected ? this.host.source : undefined);
    for (const name of [...this.#again])
      if (!this.lists[name].busy) {
        this.#again.delete(name);
        this.lists[name].reload();
      }
  }

  hostDisconnected(): void {
    this.#watch(undefined);
    this.#again.clear();
    this.#wanted.clear();
    this.#appending.clear();
  }

  async #readBase(backend: Backend, signal: AbortSignal): Promise<Surroundings> {
    const { time } = attendance(backend);
    const clock = async () => {
      if (!time.known) time.read(asSession(await backend.session({ signal })).now);
    };
    const words = loadCallingEnglish();
    const [around] = await Promise.all([workplace(backend).surroundings(), clock(), words]);
    return around;
  }

  async #readList(backend: Backend, name: CallbackListName, signal: AbortSignal): Promise<Page<Callback>> {
    this.askedAt = attendance(backend).time.now;
    this.#begunAt.set(name, this.askedAt);
    const before = this.#appending.delete(name) ? this.lists[name].value : undefined;
    const wanted = this.#wanted.get(name) ?? pageSize;
    const items = [...(before?.items ?? [])];
    let cursor = before?.next;
    let total: number | undefined;
    do {
      const limit = Math.min(atOnce, Math.max(wanted - items.length, 1));
      const page = asPage(
        await backend.callbacks!.list!(name, { signal, limit, ...(cursor !== undefined && { cursor }) }),
        asCallback,
      );
      items.push(...page.items);
      total = page.total;
      cursor = page.items.length ? page.next : undefined; // a page of nothing leads nowhere
    } while (cursor !== undefined && items.length < wanted);
    return { items: newest(items), ...(typeof total === 'number' && { total }), ...(cursor !== undefined && { next: cursor }) };
  }

  #watch(backend: Backend | undefined): void {
    if (backend === this.#watched) return;
    for (const stop of this.#stops) stop();
    this.#watched = backend;
    this.#stops = [];
    if (!backend?.callbacks?.list) return;
    const kinds = ['callback', 'campaign', 'customer', 'session'] as const;
    this.#stops = [
      workplace(backend).watch({ kinds }, { change: this.#onChange }),
      attendance(backend).subscribe(() => this.host.requestUpdate()),
    ];
  }

  readonly #onChange = (change: Change): void => {
    const { kind } = change;
    const all = kind === 'reset' || kind === 'session';
    if (all) this.base.reload();
    if (all || kind === 'customer') this.onCustomer?.(change.kind === 'reset' ? undefined : change.id);
    if (all || kind === 'campaign') this.campaigns.reload();
    if (all || kind === 'callback' || kind === 'campaign') this.refresh();
    const { offer } = this.attendance ?? {};
    if (offer && kind === 'callback' && change.id === offer.id) this.attendance?.again();
  };
}
