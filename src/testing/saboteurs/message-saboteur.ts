/** Of what saboteurs of messages are made. */
import { isBackendError } from '../../backend/backend-error.js';
import type { MessageScope } from '../../backend/backend.js';
import type { Message, MessageDraft } from '../../domain/message.js';
import type { Offered, Seed } from '../suite/case.js';
import { inMessages, replacing, type Saboteur } from './saboteur.js';

export type Messages = Offered['messages'];

/** Why something was refused: reasons of fields, else the code. */
export const whyNot = (caught: unknown): readonly string[] =>
  isBackendError(caught) ? (caught.fields?.map(({ reason }) => reason) ?? [caught.code]) : [];

export const isCode = (caught: unknown, code: string): boolean => isBackendError(caught) && caught.code === code;

/** A message that nobody keeps. */
export const unkept = (draft: MessageDraft, { agent, now }: Seed): Message => ({
  ...draft,
  ...{
    id: 'unkept',
    address: 'somebody',
    agentId: agent.id,
    agentName: agent.name,
    state: 'queued',
    createdAt: now,
    revision: 1,
  },
});

/** Writes something else than what was said. */
export const writing = (name: string, caughtIn: string, another: (draft: MessageDraft) => MessageDraft): Saboteur =>
  inMessages(name, caughtIn, (messages) => ({
    send: (draft, options) => messages.send(typeof draft?.text === 'string' ? another(draft) : draft, options),
  }));

/** Answers something else than what is kept. */
export const answering = (
  name: string,
  caughtIn: string,
  another: (message: Message, draft: MessageDraft, seed: Seed) => Message,
): Saboteur =>
  inMessages(name, caughtIn, (messages, seed) => ({
    send: async (draft, options) => another(await messages.send(draft, options), draft, seed),
  }));

/** Shows messages as something else. */
export const showing = (
  name: string,
  caughtIn: string,
  another: (message: Message, seed: Seed) => Message | undefined,
  methods: readonly ('get' | 'list')[] = ['get', 'list'],
): Saboteur =>
  inMessages(name, caughtIn, (messages, seed) => {
    const all: Pick<Messages, 'get' | 'list'> = {
      async get(...given) {
        const message = await messages.get(...given);
        return message && another(message, seed);
      },
      async list(...given) {
        const page = await messages.list(...given);
        return { ...page, items: page.items.map((each) => another(each, seed)).filter((each) => each !== undefined) };
      },
    };
    return Object.fromEntries(methods.map((method) => [method, all[method]]));
  });

/** Lists other messages than those that stand on the page, or in another order. */
export const listing = (
  name: string,
  caughtIn: string,
  another: (items: readonly Message[], scope: MessageScope) => readonly Message[],
): Saboteur =>
  inMessages(name, caughtIn, (messages) => ({
    async list(scope, options) {
      const page = await messages.list(scope, options);
      return { ...page, items: another(page.items, scope) };
    },
  }));

/** Says yes where it should refuse for these reasons alone, or with this code. */
export const accepting = (name: string, caughtIn: string, ...reasons: readonly string[]): Saboteur =>
  inMessages(name, caughtIn, (messages, seed) => ({
    send: (draft, options) =>
      messages.send(draft, options).catch((caught: unknown) => {
        const why = whyNot(caught);
        if (!why.length || !why.every((reason) => reasons.includes(reason)) || typeof draft?.text !== 'string') throw caught;
        return unkept(draft, seed);
      }),
  }));

/** Breaks all clients of a case together. */
export const together = <T>(
  name: string,
  caughtIn: string,
  begin: (seed: Seed) => T,
  methods: (messages: Messages, shared: T, backend: Offered) => Partial<Messages>,
): Saboteur => ({
  name,
  caughtIn,
  sabotage(seed) {
    const shared = begin(seed);
    return (backend) => replacing(backend, 'messages', methods(backend.messages, shared, backend));
  },
});

/** Tells those who watch something else; nothing where that is undefined. */
export const telling = (name: string, caughtIn: string, another: (told: RecordChange) => RecordChange | undefined): Saboteur => ({
  name,
  caughtIn,
  sabotage: () => (backend) => ({
    ...backend,
    watch: (scope, listeners) =>
      backend.watch(scope, {
        ...listeners,
        change: (told) => {
          const instead = told.kind === 'message' ? another(told) : told;
          if (instead) listeners.change(instead);
        },
      }),
  }),
});
type RecordChange = Exclude<Parameters<Parameters<Offered['watch']>[1]['change']>[0], { readonly kind: 'reset' }>;
