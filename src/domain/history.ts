import { customerAddress, type Channel, type Direction, type Interaction, type InteractionSummary } from './interaction.js';
import { isInstant } from './time.js';

/** An earlier interaction as a list shows it. */
export interface HistoryItem extends InteractionSummary {
  /** When it began, in milliseconds since 1970; `-Infinity` where nobody can tell. */
  readonly at: number;
}

/** Milliseconds: what claims to have taken longer than a week was never closed. */
const longest = 7 * 24 * 3_600_000;
/** Milliseconds: a call that has run for a day is one whose end nobody heard of. */
const longestCall = 24 * 3_600_000;

/** Milliseconds since 1970; NaN for what is no instant of the years 1900 to 9998: clocks on the wall show no others. */
export const timeOf = (text: unknown): number =>
  typeof text === 'string' && text >= '1900' && text < '9999' && isInstant(text) ? Date.parse(text) : NaN;

/** The same interaction with its beginning read; a revision that is none counts as 0. */
export function asHistoryItem(interaction: InteractionSummary): HistoryItem {
  const at = timeOf(interaction.startedAt);
  const { revision } = interaction;
  return { ...interaction, revision: Number.isFinite(revision) ? revision : 0, at: Number.isNaN(at) ? -Infinity : at };
}

/** Newest first, those without a time last, then by id; 0 only for the same. */
export function compareHistory(a: HistoryItem, b: HistoryItem): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id > b.id ? -1 : 1;
}

/** It goes on now (milliseconds since 1970), as far as is known. */
export function isRunning({ state, channel, endedAt, at }: HistoryItem, now: number): boolean {
  return (state === 'active' || state === 'offered') && endedAt === undefined && (channel !== 'call' || now - at < longestCall);
}

/** Nobody answered this call. One that was transferred was answered, whatever is written down. */
export function isUnanswered({ channel, state, answeredAt, endedAt, endedBy }: Interaction): boolean {
  const over = endedAt !== undefined || state === 'closed' || state === 'wrap-up';
  return channel === 'call' && over && answeredAt === undefined && endedBy !== 'transfer';
}

/** How many seconds people talked: in calls and chats, from the answer (where there was none, the beginning) to the end. Undefined where that cannot be said. */
export function talkSeconds(interaction: Interaction): number | undefined {
  const { channel, startedAt, answeredAt, endedAt } = interaction;
  if ((channel !== 'call' && channel !== 'chat') || isUnanswered(interaction)) return undefined;
  const lasted = timeOf(endedAt) - timeOf(answeredAt ?? startedAt);
  return lasted >= 0 && lasted <= longest ? Math.round(lasted / 1000) : undefined;
}

/** What is to be seen of a history; what is not named is not asked. */
export interface HistoryFilter {
  readonly channel?: Channel;
  readonly direction?: Direction;
  /** Only those that this agent had. */
  readonly mine?: boolean;
}

export const isFiltering = ({ channel, direction, mine }: HistoryFilter): boolean =>
  channel !== undefined || direction !== undefined || mine === true;

export function fitsFilter(item: Interaction, { channel, direction, mine }: HistoryFilter, agentId: string): boolean {
  return (
    (channel === undefined || item.channel === channel) &&
    (direction === undefined || item.direction === direction) &&
    (!mine || item.agentId === agentId)
  );
}

const channels: readonly Channel[] = ['call', 'sms', 'email', 'chat'];
const directions: readonly Direction[] = ['inbound', 'outbound'];

/** What can be asked for: the channels and directions that occur, in their usual order, and what is asked for already. */
export function filterChoices(
  items: readonly Interaction[],
  filter: HistoryFilter,
): { readonly channels: readonly Channel[]; readonly directions: readonly Direction[] } {
  const there = new Set<string | undefined>([filter.channel, filter.direction]);
  for (const { channel, direction } of items) there.add(channel).add(direction);
  return { channels: channels.filter((each) => there.has(each)), directions: directions.filter((each) => there.has(each)) };
}

/**
 * Whether an interaction belongs to a customer's history (undefined: to that of an address), judged by how it stood in it before, if it did: `unclear` is what only the backend can say, which reads addresses.
 * A customer has those assigned to them, and those of nobody with an address of theirs; an address has all with it.
 */
export function belongs(
  item: Interaction,
  before: Interaction | undefined,
  customerId: string | undefined,
): 'here' | 'elsewhere' | 'unclear' {
  const same = before && customerAddress(before) === customerAddress(item);
  if (customerId === undefined) return same ? 'here' : 'unclear';
  if (item.customerId === customerId || (same && before.customerId === item.customerId)) return 'here';
  return item.customerId ? 'elsewhere' : 'unclear';
}
