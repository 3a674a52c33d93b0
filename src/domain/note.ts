import type { FieldProblem } from './field.js';

/** What an agent writes about a customer. */
export interface NoteDraft {
  readonly customerId: string;
  /** Plain text, as it was written, with its line breaks. */
  readonly text: string;
  /** The conversation in which it is written. */
  readonly interactionId?: string;
}

/** That a note stands above the others until it is unpinned, or until its time is over. */
export interface Pin {
  /** ISO 8601 with zone. */
  readonly untilAt?: string;
}

/** A note as a backend keeps one. Times are ISO 8601. */
export interface Note extends NoteDraft {
  readonly id: string;
  /** Of the agent who wrote it, whatever becomes of agent and customer. */
  readonly authorId: string;
  /** As the agent was called then. */
  readonly authorName?: string;
  readonly createdAt: string;
  /** When the text was changed last; absent where it never was. */
  readonly editedAt?: string;
  readonly pin?: Pin;
  readonly revision: number;
}

/** What a note said before it was changed. */
export interface NoteVersion {
  readonly text: string;
  /** From when to when it said that. */
  readonly fromAt: string;
  readonly untilAt: string;
}

/** How an administrator set the service; settings of the same names. */
export interface NoteRules {
  /** No note is longer, in UTF-16 units. */
  readonly noteLimit: number;
}

/** Whether a note is pinned at a time, ISO 8601. */
export const isPinned = ({ pin }: Pick<Note, 'pin'>, now: string): boolean =>
  pin !== undefined && (pin.untilAt === undefined || Date.parse(pin.untilAt) > Date.parse(now));

/** NUL and half signs: not every store keeps them. */
const unkept = /[\0\p{Cs}]/u;

/** Why a text is none for a note: `required` (blank), `too-long`, `not-text` (also with NUL or half a sign). */
export function noteTextProblem(text: unknown, { noteLimit }: NoteRules): string | undefined {
  if (text !== undefined && typeof text !== 'string') return 'not-text';
  if (!text?.trim()) return 'required';
  if (text.length > noteLimit) return 'too-long';
  return unkept.test(text) ? 'not-text' : undefined;
}

/** What is wrong with something that claims to be the draft of a note, in the order of its fields. Safe to call with anything. */
export function noteProblems(value: unknown, rules: NoteRules): FieldProblem[] {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { customerId, text, interactionId } = given;
  const problems: FieldProblem[] = [];
  if (typeof customerId !== 'string' || customerId === '') problems.push({ field: 'customerId', reason: 'required' });
  const reason = noteTextProblem(text, rules);
  if (reason) problems.push({ field: 'text', reason });
  if (interactionId !== undefined && (typeof interactionId !== 'string' || unkept.test(interactionId)))
    problems.push({ field: 'interactionId', reason: 'not-text' });
  else if ((interactionId?.length ?? 0) > 1000) problems.push({ field: 'interactionId', reason: 'too-long' });
  return problems;
}

/** The order of a list of notes: newest first, of one instant by id. */
export function compareNotes(a: Pick<Note, 'createdAt' | 'id'>, b: Pick<Note, 'createdAt' | 'id'>): number {
  const later = Date.parse(b.createdAt) - Date.parse(a.createdAt);
  if (later) return later;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
