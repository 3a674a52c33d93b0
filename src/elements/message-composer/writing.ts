import type { MessageTarget } from '../../backend/backend.js';
import type { AddressRef } from '../../domain/address.js';
import type { FieldProblem } from '../../domain/field.js';
import {
  type Message,
  type MessageChannel,
  type MessageDraft,
  messageProblems,
  usualSegmentLimit,
} from '../../domain/message.js';
import { type Recipient, recipients, refKey } from '../../domain/recipient.js';
import { icon } from '../../styles/icon.js';
import * as shapes from '../../styles/icons-later.js';
import { pageClock } from '../../wiring/clock.js';
import { draftKey } from '../../wiring/draft-store.js';
import type { Intent } from '../../wiring/intent.js';
import { intentKey } from '../../wiring/intent-key.js';
import { type Released, Submission } from '../../wiring/submission.js';
import { SubmissionNotices } from '../../wiring/submission-notices.js';
import { draftOf, type Typed, typedOf } from './drafting.js';
import { MessageSentEvent } from './message-composer.events.js';
import type { MessageComposer } from './message-composer.js';
import { reasonText } from './problems.js';
import { kind, messageIn, senders } from './wishes.js';

/** The message that is being written: its draft, what is wrong with it, and its way out. */
export class Writing {
  readonly submission: Submission<Typed>;
  readonly notices: SubmissionNotices<Typed>;
  /** Problems are shown from the first attempt on. */
  tried = false;
  /** Chosen before anything is typed: no draft. */
  #preset?: { readonly place: string | undefined; readonly typed: Typed };

  constructor(private readonly host: MessageComposer) {
    const { say } = host.texts;
    this.submission = new Submission<Typed>(host, {
      backend: () => host.source.backend,
      store: () => host.draftStore,
      key: () => this.key,
      senders,
      release: true,
      onRestored: () => host.requestUpdate(),
      onSent: (intent, payload) => this.#onSent(intent, payload as MessageDraft),
    });
    this.notices = new SubmissionNotices(this.submission, {
      texts: host.texts,
      sign: icon(shapes.warning),
      words: () => ({ not: say('message-not-sent'), notYet: say('message-not-sent-yet') }),
      refused: (code) => say(`error-${code}`),
      onAgain: () => void this.focus(),
      onDiscarded: () => {
        this.reset();
        host.announce(say('draft-discarded'));
        void this.focus();
      },
    });
  }

  /** Whose draft it is, is known with the session. */
  get key(): string | undefined {
    return this.keyOf(this.host.source.customerId);
  }

  /** Where the draft to this customer lies; to nobody in particular: that of the conversation. */
  keyOf(customerId: string | undefined): string | undefined {
    const { around } = this.host.reading.office ?? {};
    const { interaction } = this.host.source;
    if (!around || (customerId === undefined && !interaction)) return undefined;
    const { tenantId, agent } = around.session;
    return draftKey({ tenantId, agentId: agent.id, element: 'message-composer', customerId, interactionId: interaction?.id });
  }

  /** What is in the form. */
  get form(): Typed {
    const { value } = this.submission;
    if (value) return this.#channels.includes(value.channel) ? value : { ...value, channel: this.#channels[0]! };
    return this.#preset && this.#preset.place === this.key ? this.#preset.typed : { channel: this.#usual, text: '' };
  }

  get locked(): boolean {
    return this.submission.locked;
  }

  /** The addresses that suit the way of writing. */
  get recipients(): readonly Recipient[] {
    const { source, reading, phones } = this.host;
    const { around } = reading.office!;
    const { homeRegion: region, ownNumbers, extensionDigits } = around.settings;
    const reader = { phones: phones.phones ?? { read: () => undefined }, region, ownNumbers, extensionDigits };
    const { customerId, interaction } = source;
    const { customer } = reading;
    return recipients(this.form.channel, { customerId, customer, fields: around.fields, interaction }, reader);
  }

  /** An address that is no customer's can be typed. */
  get mayTypeAddress(): boolean {
    return this.host.reading.office!.around.may('messages.free-address');
  }

  /** To whom: chosen, else the one that goes without saying. */
  get to(): AddressRef | undefined {
    const { to } = this.form;
    if (to && ('raw' in to || this.recipients.some((each) => refKey(each.to) === refKey(to)))) return to;
    return this.recipients.find(({ preferred }) => preferred)?.to;
  }

  get target(): MessageTarget | undefined {
    if (!this.#channels.length) return undefined;
    const { to } = this;
    return to && { channel: this.form.channel, to };
  }

  /** What is wrong with it, in the order of the form. */
  get problems(): readonly FieldProblem[] {
    const { reading } = this.host;
    const { channel, reason = '' } = this.form;
    const { messageLimit } = reading.office!.around.settings;
    const rules = { messageLimit, segmentLimit: reading.offer(channel)?.segmentLimit ?? usualSegmentLimit };
    const found = messageProblems(this.draft, rules).filter(({ field }) => field !== 'to');
    const { to } = this;
    const missing = !to || ('raw' in to && !to.raw.trim());
    const standing = reading.standing.value;
    const wants = standing?.way === 'reason' && !reason.trim();
    return [
      ...(missing ? [{ field: 'to', reason: 'required' }] : []),
      ...(standing?.way === 'closed' ? [{ field: 'standing', reason: 'closed' }] : []),
      ...(wants ? [{ field: 'reason', reason: 'required' }] : []),
      ...found,
    ];
  }

  /** Shown from the first attempt on; what is too long, at once. */
  problem(field: string): string | undefined {
    const found = this.problems.find((each) => each.field === field)?.reason;
    return this.tried || found === 'too-long' || found === 'too-many-segments' ? found : undefined;
  }

  get draft(): MessageDraft {
    const { source, caseId, campaignId, reading } = this.host;
    const from = { ...source, caseId, campaignId };
    return draftOf(this.form, this.to, from, reading.standing.value?.way === 'reason');
  }

  change(part: Partial<Typed>): void {
    const { submission, host } = this;
    if (submission.locked) return;
    const next = { ...this.form, ...part };
    const empty = !next.text && !next.subject && !next.reason && !(next.to && 'raw' in next.to && next.to.raw);
    // Only before anything is typed: a draft that goes elsewhere is not to come back here. A template that nothing is left of made nothing.
    this.#preset = empty ? { place: this.key, typed: { ...next, templateId: undefined } } : undefined;
    if (empty) {
      if (submission.value) void submission.discard();
      this.tried = false;
    } else submission.change(next);
    host.requestUpdate();
  }

  reset(): void {
    this.tried = false;
    this.#preset = undefined;
    this.host.requestUpdate();
  }

  /** A message that failed, to be sent once more as it is to be then. Only into a free form. */
  async resend({ channel, to, subject, text }: Message): Promise<void> {
    if (this.submission.value) return;
    this.change({ channel, to, text, ...(subject !== undefined && { subject }) });
    await this.focus();
  }

  /** Hands it over; nothing is sent before the time for undoing is over. */
  async send(): Promise<void> {
    const { host, submission } = this;
    if (submission.locked || this.key === undefined) return;
    this.tried = true;
    const [first] = this.problems;
    if (first) {
      host.announce(`${host.texts.say('message-not-sent')} ${reasonText(host, first)}`);
      host.requestUpdate();
      return this.focus(`#message-${first.field}`, `[data-field=${first.field}]`);
    }
    const { form, draft } = this;
    const { messageUndoSeconds: seconds } = host.reading.office!.around.settings;
    const notBefore = seconds > 0 ? new Date(pageClock.now() + seconds * 1000).toISOString() : undefined;
    const wish = { kind, payload: draft, about: `message/${intentKey()}`, ...(notBefore && { notBefore }) };
    const done = await submission.submit(form, wish);
    this.reset();
    // Once: the seconds themselves are for those who look.
    if (done && notBefore) host.announce(host.texts.say('message-sending-in', { seconds }));
    await this.focus('#undo-message', '#message-text');
  }

  /** Takes it back as long as nothing was sent. */
  async undo(): Promise<void> {
    // The outbox may be writing it down at this very moment: then once more.
    if (!(await this.submission.again()) && !(await this.submission.again())) return;
    this.host.announce(this.host.texts.say('message-undone'));
    await this.focus();
  }

  /** Takes what was refused, or waits, back into the free form. */
  async reopen(released: Released): Promise<void> {
    const typed = typedOf(released.payload as MessageDraft);
    if (await this.submission.reopen(released, typed)) await this.focus();
  }

  /** On the first of these that is there. */
  async focus(...selectors: readonly string[]): Promise<void> {
    const wanted = selectors.length ? selectors : ['#message-text'];
    const find = () => wanted.map((selector) => this.host.renderRoot.querySelector<HTMLElement>(`${selector}:not(:disabled)`));
    // What was handed over, or taken back, may just be coming to its end.
    for (let renders = 0; renders < 3; renders += 1) {
      await this.host.updateComplete;
      const found = find().find(Boolean);
      if (found) return found.focus();
      await new Promise((painted) => requestAnimationFrame(painted));
    }
  }

  get #channels(): readonly MessageChannel[] {
    return this.host.reading.office?.channels.map(({ channel }) => channel) ?? [];
  }

  /** That of the conversation, where it can be written by that. */
  get #usual(): MessageChannel {
    const of = this.host.source.interaction?.channel;
    return this.#channels.find((channel) => channel === of) ?? this.#channels[0]!;
  }

  #onSent({ result }: Intent, { channel, customerId, interactionId }: MessageDraft): void {
    const { host } = this;
    const message = messageIn(result);
    if (!message) return host.reading.sent.reload();
    host.reading.put(message);
    host.dispatchEvent(new MessageSentEvent(message.id, channel, customerId, interactionId));
    const { source } = host;
    const isHere = customerId ? customerId === source.customerId : interactionId === source.interaction?.id;
    if (isHere) host.announce(host.texts.say('message-accepted', { address: message.address }), 'good');
  }
}
