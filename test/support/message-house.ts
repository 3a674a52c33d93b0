import { type EmbeddedBackend, local, type LocalOptions } from '../../src/adapters/local/local.js';
import type { MessageOffice, OutgoingMessage } from '../../src/adapters/local/message-office.js';
import type { Store } from '../../src/adapters/local/store.js';
import { surroundings } from '../../src/adapters/local/surroundings.js';
import { memoryData, memoryStore } from '../../src/adapters/memory.js';
import type { MessagesService } from '../../src/backend/backend.js';
import { FakeClock } from './fake-clock.js';
import { turn } from './until.js';

export type Desk = EmbeddedBackend & { readonly messages: Required<MessagesService> };

/** A service that delivers messages, by id, and what was handed to it. */
export function gateway(answer: (message: OutgoingMessage, signal: AbortSignal | undefined) => Promise<void> = async () => {}) {
  const handed: OutgoingMessage[] = [];
  const deliver: MessageOffice['deliver'] = (message, { signal }) => {
    handed.push(message);
    return answer(message, signal);
  };
  return { handed, ids: () => handed.map(({ id }) => id), deliver };
}

/** Desks on the same data and by one clock that the test moves: 2026-03-10, 12:00 UTC. */
export function messageHouse(deliver: MessageOffice['deliver'], options: Partial<LocalOptions> = {}) {
  const data = memoryData();
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const wait: NonNullable<LocalOptions['wait']> = (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = clock.set(resolve, milliseconds);
      signal.addEventListener('abort', () => clock.clear(timer));
    });
  const desk = (id: string, more: Partial<LocalOptions> = {}, store: Store = memoryStore(data)): Desk =>
    local(store, {
      tenantId: 't',
      agent: { id, name: id },
      role: 'administrator',
      messages: { channels: [{ channel: 'email' }, { channel: 'sms', sender: 'House' }], deliver },
      ...surroundings,
      now: clock.now,
      wait,
      ...options,
      ...more,
    }) as Desk;
  return {
    data,
    clock,
    desk,
    /** All that is kept, but for these collections, as one text. */
    kept: (...but: readonly string[]) =>
      JSON.stringify([...data.rows].filter(([name]) => !but.includes(name)).map(([name, rows]) => [name, [...rows]])),
    /** Time passes, and everything that follows happens. */
    pass: async (milliseconds: number) => {
      await clock.pass(milliseconds);
      for (let turns = 0; turns < 4; turns += 1) await turn();
    },
  };
}

export const person = {
  type: 'person',
  fields: { givenName: 'Kari', mobile: '92233445', email: 'Kari@Example.com' },
} as const;
