import { type Category, chosenIn, picked, shownCategories, type Topic } from '../../domain/catalogue.js';
import { type EnquiryDraft, enquiryProblems } from '../../domain/enquiry.js';
import type { FieldProblem } from '../../domain/field.js';
import type { Form } from './form.js';

const blank: EnquiryDraft = { topicIds: [] };

/** The same choice and the same words, however they are put. */
const same = (a: EnquiryDraft, b: EnquiryDraft): boolean =>
  [...a.topicIds].sort().join('\0') === [...b.topicIds].sort().join('\0') && (a.comment ?? '') === (b.comment ?? '');

/** What is chosen and written for the conversation on screen: what was typed, else what is registered, else nothing. */
export class Choosing {
  /** What was cleared, as long as it can be brought back. */
  #cleared?: EnquiryDraft;
  /** Brings back what was cleared of the attempt. */
  #restore?: () => void;

  constructor(private readonly host: Form) {}

  /** Another conversation. */
  reset(): void {
    this.#cleared = undefined;
  }

  get form(): EnquiryDraft {
    return this.host.submission.value ?? this.#registered;
  }

  get chosen(): ReadonlySet<string> {
    return new Set(this.form.topicIds);
  }

  get empty(): boolean {
    return same(this.form, blank);
  }

  get clearable(): boolean {
    return (!this.empty || this.host.dialer.report !== undefined) && !this.host.submission.locked;
  }

  get cleared(): boolean {
    return this.#cleared !== undefined;
  }

  /** The categories that are asked, with the topics that can be chosen: a retired one only where it was. */
  get categories(): readonly Category[] {
    const { known, situation } = this.host.reading;
    if (!known || !situation) return [];
    const { chosen } = this;
    return shownCategories(known.catalogue, situation, chosen).map((category) => ({
      ...category,
      topics: category.topics.filter(({ id, retired }) => !retired || chosen.has(id)),
    }));
  }

  /** What stands against registering. */
  get problems(): readonly FieldProblem[] {
    const { known, situation, rules } = this.host.reading;
    if (!known || !situation) return [];
    const problems = enquiryProblems(this.form, known.catalogue, situation, rules);
    const missing = this.host.dialer.comment === 'required' && !this.form.comment?.trim();
    const said = problems.some(({ field }) => field === 'comment');
    return missing && !said ? [...problems, { field: 'comment', reason: 'for-call' }] : problems;
  }

  /** Chosen, and not offered any more. */
  get retired(): readonly Topic[] {
    const { chosen } = this;
    return this.categories.flatMap((category) => chosenIn(category, chosen)).filter(({ retired }) => retired);
  }

  pick(category: Category, topicId: string): void {
    this.#change({ ...this.form, topicIds: [...picked(category, this.form.topicIds, topicId)] });
  }

  write(comment: string): void {
    const { topicIds } = this.form;
    this.#change({ topicIds, ...(comment && { comment }) });
  }

  clear(): void {
    this.#cleared = this.form;
    this.#restore = this.host.dialer.clear();
    this.#put(blank);
  }

  undo(): void {
    const cleared = this.#cleared;
    this.#cleared = undefined;
    if (cleared) this.#put(cleared);
    this.#restore?.();
    this.#restore = undefined;
  }

  get #registered(): EnquiryDraft {
    const { enquiry } = this.host.reading.known?.state ?? {};
    return enquiry && enquiry.status !== 'excused' ? { topicIds: enquiry.topicIds, comment: enquiry.comment } : blank;
  }

  #change(form: EnquiryDraft): void {
    this.#cleared = undefined;
    this.#put(form);
  }

  /** What stands there already is no draft. */
  #put(form: EnquiryDraft): void {
    const { submission } = this.host;
    if (submission.locked) return;
    if (same(form, this.#registered)) void submission.discard();
    else submission.change(form);
    this.host.requestUpdate();
  }
}
