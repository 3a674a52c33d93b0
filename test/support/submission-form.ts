import { fixtureSync, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import type { Backend } from '../../src/backend/backend.js';
import { BackendError, type BackendErrorCode } from '../../src/backend/backend-error.js';
import type { FieldProblem } from '../../src/domain/field.js';
import { defineElement } from '../../src/wiring/define-element.js';
import { draftKey, type DraftStore } from '../../src/wiring/draft-store.js';
import '../../src/wiring/open-draft.js';
import { Submission } from '../../src/wiring/submission.js';
import { aBackend, aSession } from './backends.js';
import { turn } from './until.js';

export interface Note {
  readonly text: string;
}
export interface Sent {
  readonly text: string;
  readonly key: string;
}

/** Where notes are sent: each key has one effect; it can be slow, fail, and lose its answers. */
export class Office {
  readonly asked: Sent[] = [];
  readonly done: Sent[] = [];
  failing?: BackendErrorCode;
  fields?: readonly FieldProblem[];
  losing = false;
  #open?: () => void;
  #opened = Promise.resolve();
  readonly backend: Backend = aBackend({ session: async () => aSession() });

  constructor() {
    offices.set(this.backend, this);
  }
  hold(): void {
    this.#opened = new Promise((resolve) => (this.#open = resolve));
  }
  release(): void {
    this.#open?.();
  }
  async send(sent: Sent): Promise<Sent> {
    this.asked.push(sent);
    const { failing, losing, fields } = this;
    await this.#opened;
    if (failing) throw new BackendError(failing, 'failed on demand', { ...(fields && { fields }) });
    const before = this.done.find(({ key }) => key === sent.key);
    if (!before) this.done.push(sent);
    if (losing) throw new BackendError('timeout', 'the answer was lost');
    return before ?? sent;
  }
}
const offices = new WeakMap<Backend, Office>();
export const kind = 'notes.add';

/** A form of one text, for the record on screen. */
export class NoteForm extends LitElement {
  backend?: Backend;
  store?: DraftStore;
  record?: string = 'ada';
  restored = 0;
  readonly told: string[] = [];
  readonly submission: Submission<Note> = new Submission<Note>(this, {
    backend: () => this.backend,
    store: () => this.store,
    key: () => this.record && keyOf(this.record),
    senders: {
      [kind]: (backend) => ({ send: ({ text }: Note, { key }) => offices.get(backend)!.send({ text, key }) }),
    },
    release: this.localName === 'free-form',
    onRestored: () => (this.restored += 1),
    onSent: ({ result }, payload) => this.told.push(`sent ${(result as Sent).text} of ${(payload as Note).text}`),
    onRefused: (code, problems) => this.told.push(`refused ${code} ${problems.map(({ field }) => field).join()}`.trim()),
  });

  override render(): TemplateResult {
    const { submission } = this;
    return html`<fieldset ?disabled=${submission.locked}>${submission.value?.text}</fieldset>
      <p>${submission.face} ${submission.intent?.state} ${submission.refusal} ${submission.others}</p>`;
  }
  get text(): string | undefined {
    return this.submission.value?.text;
  }
  type(text: string): void {
    this.submission.change({ text });
  }
  submit(text = this.text ?? '', notBefore?: string): Promise<boolean> {
    const wish = { kind, about: `note/${this.record}`, payload: { text }, ...(notBefore !== undefined && { notBefore }) };
    return this.submission.submit({ text }, wish);
  }
}
defineElement('note-form', NoteForm);
/** One that is free for the next text as soon as the outbox has the last one. */
defineElement('free-form', class extends NoteForm {});

export const keyOf = (record: string) =>
  draftKey({ tenantId: 'test', agentId: 'a1', element: 'note-form', interactionId: record });
/** As another window has it: the same data through an object of its own. */
export const another = (store: DraftStore): DraftStore => ({ ...store });
export interface Kept {
  readonly typed: Note;
  readonly intent?: string;
  readonly handed?: { readonly key: string; readonly text: string };
}
export const draftAt = async (store: DraftStore, record = 'ada') => (await store.get(keyOf(record)))?.value as Kept | undefined;
export const handed = (text: string, key: string): Kept => ({
  typed: { text },
  intent: key,
  handed: { key, text: JSON.stringify([kind, { text }]) },
});

export async function form(
  office: Office,
  store?: DraftStore,
  record = 'ada',
  tag: 'note-form' | 'free-form' = 'note-form',
): Promise<NoteForm> {
  const element = Object.assign(document.createElement(tag) as NoteForm, { backend: office.backend, store, record });
  fixtureSync<HTMLElement>(html`<div></div>`).append(element);
  await element.updateComplete;
  await element.submission.ready();
  await element.updateComplete;
  return element;
}
export async function show(element: NoteForm, to: Partial<Pick<NoteForm, 'backend' | 'store' | 'record'>>): Promise<void> {
  Object.assign(element, to);
  element.requestUpdate();
  await element.updateComplete;
  await element.submission.ready();
  await element.updateComplete;
}
/** As long as a slow machine may take. */
export async function until(fact: () => unknown): Promise<void> {
  const end = performance.now() + 6000;
  while (!(await fact())) {
    if (performance.now() > end) throw new Error(`It never became true: ${fact.toString()}`);
    await turn();
  }
}
export const calm = async () => {
  for (let i = 0; i < 20; i += 1) await turn();
};
export const free = (element: NoteForm) => until(() => !element.submission.locked);
