import { asEnquiry } from '../../backend/enquiry-answers.js';
import type { BackendErrorCode } from '../../backend/backend-error.js';
import type { EnquiryRegistration as Wish } from '../../backend/backend.js';
import { cardNumbers } from '../../domain/card-number.js';
import type { FieldProblem } from '../../domain/field.js';
import type { Senders } from '../../wiring/outgoing.js';
import { recorded } from '../../wiring/records.js';
import type { Intent } from '../../wiring/intent.js';
import type { Form } from './form.js';
import { EnquiryRegisteredEvent } from './enquiry-registration.events.js';

export const kind = 'enquiries.register';
/** Under this name everything about a conversation waits in one line. */
export const about = (interactionId: string): string => `interaction/${interactionId}`;

/** How registrations are sent. What is answered is a registration, or it counts as failed. */
export const senders: Senders = {
  [kind]: (backend) =>
    backend.enquiries?.register && {
      send: async (wish, options) => {
        await recorded(backend, (wish as Wish).interactionId);
        return asEnquiry(await backend.enquiries!.register!(wish as Wish, options));
      },
    },
};

/** From Register to the acknowledgement. */
export class Registering {
  /** Problems are shown from the first attempt on. */
  tried = false;
  /** What the backend had against it. */
  refused: readonly FieldProblem[] = [];
  /** The comment that the agent was warned of. */
  #warnedOf?: string;

  constructor(private readonly host: Form) {}

  reset(): void {
    this.tried = false;
    this.refused = [];
    this.#warnedOf = undefined;
  }

  /** What is to be shown beside the categories, by their id. */
  get problems(): ReadonlyMap<string, string> {
    const own = this.tried ? this.host.choosing.problems : [];
    return new Map([...this.refused, ...own].map(({ field, reason }) => [field, reason]));
  }

  /** Where the comment seems to name a payment card. */
  get cards(): readonly { readonly from: number; readonly to: number }[] {
    return cardNumbers(this.host.choosing.form.comment ?? '');
  }

  /** The agent has seen the warning. */
  get warned(): boolean {
    return this.#warnedOf !== undefined && this.#warnedOf === this.host.choosing.form.comment;
  }

  /** What has to be done before it can be registered, in the order of the form. */
  get missing(): readonly FieldProblem[] {
    const { choosing, dialer } = this.host;
    const own = choosing.problems;
    return [
      ...own.filter(({ field }) => field !== 'comment'),
      ...dialer.problems,
      ...own.filter(({ field }) => field === 'comment'),
    ];
  }

  get possible(): boolean {
    return this.host.reading.may('register') && !this.host.submission.locked;
  }

  /** False when something has to be done first. */
  async register(): Promise<boolean> {
    const { host } = this;
    if (!this.possible) return false;
    this.tried = true;
    this.refused = [];
    const problems = this.missing;
    const [first] = problems;
    if (first) {
      host.categories.open(first.field);
      host.dialer.insist();
      host.requestUpdate();
      await host.updateComplete;
      host.focusOn(first.field);
      host.announce(host.texts.say('not-registered-problems', { count: problems.length }));
      return false;
    }
    if (this.cards.length && !this.warned) {
      this.#warnedOf = host.choosing.form.comment;
      host.requestUpdate();
      await host.updateComplete;
      host.focusOn('card-number');
      return false;
    }
    return this.send('registered');
  }

  /** Takes what looks like a card number out of the comment. */
  takeOut(): void {
    let comment = this.host.choosing.form.comment ?? '';
    // One of the two spaces goes along; the rest stays as it was typed.
    for (const { from, to } of [...this.cards].reverse())
      comment = from > 0 ? comment.slice(0, from).replace(/ $/, '') + comment.slice(to) : comment.slice(to).replace(/^ /, '');
    this.host.choosing.write(comment);
  }

  async send(status: NonNullable<Wish['status']>): Promise<boolean> {
    const { submission, choosing, reading, source } = this.host;
    const { known } = reading;
    if (!known || !source.interaction) return false;
    const { form } = choosing;
    const { id } = source.interaction;
    const attempt = status === 'registered' ? this.host.dialer.report : undefined;
    const payload: Wish = {
      ...form,
      interactionId: id,
      catalogueRevision: known.catalogue.revision,
      status,
      ...(attempt && { attempt }),
    };
    return submission.submit(form, { kind, about: about(id), payload });
  }

  /** Acknowledged: of whatever conversation. */
  onSent({ result }: Intent, payload: object): void {
    const { host } = this;
    const { interactionId, comment = '', attempt } = payload as Wish;
    const enquiry = asEnquiry(result);
    host.element.dispatchEvent(new EnquiryRegisteredEvent(interactionId, enquiry.status, enquiry.topicIds));
    if (enquiry.status === 'registered') host.count(enquiry.topicIds);
    if (attempt) host.dialer.reset(interactionId);
    if (host.source.interaction?.id !== interactionId) return;
    this.reset();
    const { known } = host.reading;
    if (known) host.reading.put({ ...known.state, enquiry });
    // At the end of the time what is too long is cut; what was typed is not.
    if (enquiry.status !== 'registered' && enquiry.comment && comment.length > enquiry.comment.length)
      host.submission.change({ topicIds: enquiry.topicIds, comment });
    host.announce(host.texts.say(enquiry.status === 'registered' ? 'registered' : 'kept-unregistered'), 'good');
    host.requestUpdate();
  }

  onRefused(code: BackendErrorCode, problems: readonly FieldProblem[]): void {
    const { host } = this;
    this.refused = problems;
    host.dialer.refuse(problems);
    host.reading.load.reload();
    host.announce(host.texts.say(code === 'denied' ? 'registering-denied' : 'not-registered'));
    host.requestUpdate();
    if (problems[0]) void host.updateComplete.then(() => host.focusOn(problems[0]!.field));
  }
}
