import type { EndedBy, Interaction } from 'sidedesk';
import type { CallSimulator } from 'sidedesk/testing';

export interface Message {
  readonly by: 'customer' | 'agent';
  readonly text: string;
  readonly at: string;
}

/** One conversation as the softphone knows it: what the elements are told, and what is only its own. */
export interface Conversation {
  readonly interaction: Interaction;
  readonly held: boolean;
  readonly messages: readonly Message[];
  /** The number may not be seen by the agent. */
  readonly concealed: boolean;
}

/** What the customer of a played conversation writes, one after the other. */
const lines = [
  'Hello, I have a question about my last invoice.',
  'It says two months, but I only moved in in October.',
  'Are you still there?',
  'I can send you the contract, if that helps.',
  'Thank you, take your time.',
];

/** A softphone without a telephone: keeps the conversations that the simulator plays, and says when one changes. */
export class Phone {
  readonly #conversations = new Map<string, Conversation>();

  constructor(
    private readonly simulator: CallSimulator,
    /** `undefined`: it is over and gone. */
    private readonly onChange: (id: string, conversation: Conversation | undefined) => void,
  ) {}

  get all(): readonly Conversation[] {
    return [...this.#conversations.values()];
  }

  get(id: string | undefined): Conversation | undefined {
    return id === undefined ? undefined : this.#conversations.get(id);
  }

  /** Somebody calls or writes, or writes again. */
  take(interaction: Interaction, concealed = false): void {
    const known = this.get(interaction.id);
    const messages = known?.messages ?? [];
    const written = interaction.lastInboundAt && interaction.lastInboundAt !== known?.interaction.lastInboundAt;
    const text = lines[messages.filter(({ by }) => by === 'customer').length % lines.length] ?? '';
    const more: Message[] = written ? [{ by: 'customer', text, at: interaction.lastInboundAt ?? '' }] : [];
    this.#keep({ interaction, held: known?.held ?? false, concealed, messages: [...messages, ...more] });
    if (!known && interaction.direction === 'outbound' && interaction.channel === 'call')
      setTimeout(() => this.answer(interaction.id), 2500);
  }

  /** Nobody talks with two at once: another call that is under way is put on hold. */
  answer(id: string): void {
    const conversation = this.get(id);
    for (const { interaction, held } of this.all) {
      const { channel, state } = interaction;
      if (conversation?.interaction.channel === 'call' && channel === 'call' && state === 'active' && !held)
        this.hold(interaction.id);
    }
    if (conversation?.interaction.state === 'offered')
      this.#keep({ ...conversation, interaction: this.simulator.answer(conversation.interaction) });
  }

  hold(id: string): void {
    const conversation = this.get(id);
    if (conversation) this.#keep({ ...conversation, held: !conversation.held });
  }

  write(id: string, text: string): void {
    const conversation = this.get(id);
    if (!conversation) return;
    const message: Message = { by: 'agent', text, at: new Date().toISOString() };
    this.#keep({ ...conversation, messages: [...conversation.messages, message] });
  }

  /** In wrap-up afterwards; one that was never answered is closed. */
  end(id: string, endedBy?: EndedBy): void {
    const conversation = this.get(id);
    if (!conversation) return;
    const interaction = this.simulator.end(conversation.interaction, endedBy);
    this.#keep({ ...conversation, held: false, interaction });
    if (interaction.state === 'closed') this.#drop(id);
  }

  close(id: string): void {
    const conversation = this.get(id);
    if (!conversation) return;
    this.#keep({ ...conversation, interaction: this.simulator.close(conversation.interaction) });
    this.#drop(id);
  }

  #keep(conversation: Conversation): void {
    const { id } = conversation.interaction;
    this.#conversations.set(id, conversation);
    this.onChange(id, conversation);
  }

  #drop(id: string): void {
    this.#conversations.delete(id);
    this.onChange(id, undefined);
  }
}
