import { ContextProvider } from '@lit/context';
import { html, type ReactiveController, type TemplateResult } from 'lit';
import { type AttemptReport, unreachedTopics } from '../../domain/attempt.js';
import type { FieldProblem } from '../../domain/field.js';
import { type DialerPart, type DialerSlot, dialerSlotContext } from '../../wiring/dialer-part.js';
import type { Form } from './form.js';

/** How fields of the attempt are told from those of the registration. */
const prefix = 'attempt.';

/** What is said of the attempt that the conversation was, by the element in the `dialer` slot: registered in the same write. */
export class Dialer implements ReactiveController {
  readonly #provider: ContextProvider<typeof dialerSlotContext>;
  readonly #parts = new Set<DialerPart>();

  constructor(private readonly host: Form) {
    this.#provider = new ContextProvider(host.element, { context: dialerSlotContext });
    host.addController(this);
  }

  /** Never within a fieldset: Chromium 156 draws nothing of a size container there when both change in one frame. */
  render(): TemplateResult {
    return html`<slot name="dialer"></slot>`;
  }

  /** Where registering is offered the part is one of it; else it stands alone. */
  hostUpdated(): void {
    const { known, situation } = this.host.reading;
    const before = this.#provider.value;
    if (!known?.state.offered || !situation || !this.host.reading.may('register')) {
      if (before) this.#provider.setValue(undefined);
      return;
    }
    const { submission, choosing } = this.host;
    const { locked } = submission;
    const { comment = '' } = choosing.form;
    const unreached = unreachedTopics(known.catalogue, choosing.chosen).map(
      (id) => known.catalogue.categories.flatMap(({ topics }) => topics).find((topic) => topic.id === id)?.label ?? id,
    );
    const same = before?.locked === locked && before.comment === comment && before.unreached.join('\0') === unreached.join('\0');
    if (!same) this.#provider.setValue({ announce: this.#announce, changed: this.#changed, locked, comment, unreached });
  }

  readonly #announce: DialerSlot['announce'] = (part) => {
    this.#parts.add(part);
    this.host.requestUpdate();
    return () => {
      this.#parts.delete(part);
      this.host.requestUpdate();
    };
  };

  readonly #changed = (): void => this.host.requestUpdate();

  /** Never one that is about another conversation, or still is. */
  get #part(): DialerPart | undefined {
    const { id } = this.host.source.interaction ?? {};
    return [...this.#parts].findLast(({ interactionId }) => interactionId !== undefined && interactionId === id);
  }

  /** What is said of the attempt and not registered; undefined: nothing. */
  get report(): AttemptReport | undefined {
    return this.#part?.collect();
  }

  /** What stands against it. */
  get problems(): readonly FieldProblem[] {
    return (this.#part?.problems() ?? []).map(({ field, reason }) => ({ field: `${prefix}${field}`, reason }));
  }

  /** From now on it says what is missing. */
  insist(): void {
    this.#part?.insist();
  }

  get comment(): 'none' | 'asked' | 'required' {
    return this.#part?.comment() ?? 'none';
  }

  isOwn(field: string): boolean {
    return field.startsWith(prefix);
  }

  wordsOf({ field, reason }: FieldProblem): string {
    return this.#part?.say({ field: field.slice(prefix.length), reason }) ?? reason;
  }

  focusOn(field: string): void {
    this.#part?.focusOn(field.slice(prefix.length));
  }

  refuse(problems: readonly FieldProblem[]): void {
    const own = problems.filter(({ field }) => this.isOwn(field));
    this.#part?.refuse(own.map(({ field, reason }) => ({ field: field.slice(prefix.length), reason })));
  }

  reset(interactionId: string): void {
    this.#part?.reset(interactionId);
  }

  clear(): (() => void) | undefined {
    return this.#part?.clear();
  }
}
