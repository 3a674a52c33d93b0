import type { Interaction } from './interaction.js';
import type { Note } from './note.js';

/** What an agent may have had to do with a customer before. */
export interface EarlierContact {
  readonly agentId: string;
  readonly interactions: readonly Pick<Interaction, 'id' | 'agentId' | 'startedAt' | 'endedAt'>[];
  readonly notes: readonly Pick<Note, 'authorId' | 'interactionId' | 'createdAt'>[];
}

/**
 * When an agent had to do with a customer last, before the conversation that goes on (its start, where there is one): the end of a conversation, or a note. What is newer is news to the agent. ISO 8601;
 * undefined: never, as far as is known.
 */
export function lastContactAt(
  { agentId, interactions, notes }: EarlierContact,
  current?: Pick<Interaction, 'id' | 'startedAt'>,
): string | undefined {
  const isBefore = (at: string) => !current || Date.parse(at) < Date.parse(current.startedAt);
  const times = [
    ...interactions
      .filter((each) => each.agentId === agentId && each.id !== current?.id && isBefore(each.startedAt))
      .map(({ endedAt, startedAt }) => endedAt ?? startedAt),
    ...notes
      .filter((each) => each.authorId === agentId && (!current || each.interactionId !== current.id) && isBefore(each.createdAt))
      .map(({ createdAt }) => createdAt),
  ];
  return times.reduce<string | undefined>(
    (last, at) => (last === undefined || Date.parse(at) > Date.parse(last) ? at : last),
    undefined,
  );
}
