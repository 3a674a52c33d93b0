import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EarlierContact, lastContactAt } from '../../src/domain/last-contact.js';

const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
const talk = (id: string, agentId: string, from: number, to?: number) => ({
  id,
  agentId,
  startedAt: at(from),
  ...(to !== undefined && { endedAt: at(to) }),
});
const note = (authorId: string, hour: number, interactionId?: string) => ({
  authorId,
  createdAt: at(hour),
  ...(interactionId && { interactionId }),
});
const current = { id: 'now', startedAt: at(12) };
const nothing = { interactions: [], notes: [] };

describe('when an agent had to do with a customer last', () => {
  const table: readonly (readonly [
    fact: string,
    contact: Partial<EarlierContact>,
    last: string | undefined,
    current?: typeof current,
  ])[] = [
    ['never', {}, undefined],
    ['never, where only colleagues had', { interactions: [talk('a', 'ada', 8, 9)], notes: [note('ada', 10)] }, undefined],
    ['the end of the last conversation', { interactions: [talk('a', 'me', 8, 9), talk('b', 'me', 6, 7)] }, at(9)],
    ['the start of one that has no end', { interactions: [talk('a', 'me', 8)] }, at(8)],
    ['a note that is newer', { interactions: [talk('a', 'me', 8, 9)], notes: [note('me', 10)] }, at(10)],
    ['not the conversation that goes on', { interactions: [talk('now', 'me', 12, 13), talk('a', 'me', 8, 9)] }, at(9), current],
    ['not a note of the conversation that goes on', { notes: [note('me', 11, 'now'), note('me', 7)] }, at(7), current],
    ['not what is newer than it', { interactions: [talk('a', 'me', 13, 14)], notes: [note('me', 15)] }, undefined, current],
  ];
  for (const [fact, contact, last, ongoing] of table)
    it(`is ${fact}`, () => assert.equal(lastContactAt({ agentId: 'me', ...nothing, ...contact }, ongoing), last));
});
