import type { Change, WatchListeners, WatchScope } from '../../backend/backend.js';
import type { Offered } from '../suite/case.js';
import type { Saboteur } from './saboteur.js';

const watching = (
  name: string,
  watch: (backend: Offered) => (scope: WatchScope, listeners: WatchListeners) => () => void,
): Saboteur => ({
  name,
  caughtIn: 'watch',
  sabotage: () => (backend) => ({ ...backend, watch: watch(backend) }),
});

/** A watcher whose changes pass through a hand of the saboteur's. */
const telling = (name: string, tell: (change: Change, listener: WatchListeners, told: Change[]) => void): Saboteur =>
  watching(name, (backend) => (scope, listeners) => {
    const told: Change[] = [];
    return backend.watch(scope, { ...listeners, change: (change) => tell(change, listeners, told) });
  });

/** What a backend that tells too much, too little or too early does to those who watch. */
export const watchers: readonly Saboteur[] = [
  watching(
    'does not tell its state',
    (backend) =>
      (scope, { change }) =>
        backend.watch(scope, { change }),
  ),
  watching(
    'tells everything, whatever the kinds',
    (backend) =>
      ({ kinds: _kinds, ...scope }, listeners) =>
        backend.watch(scope, listeners),
  ),
  watching(
    'tells everything, whoever the customer',
    (backend) =>
      ({ customerId: _customerId, ...scope }, listeners) =>
        backend.watch(scope, listeners),
  ),
  watching(
    'tells nothing of what belongs to nobody',
    (backend) => (scope, listeners) =>
      backend.watch(scope, {
        ...listeners,
        change: (change) => {
          if (scope.customerId === undefined || change.kind === 'reset' || change.customerId) listeners.change(change);
        },
      }),
  ),
  watching('goes on after stop', (backend) => (scope, listeners) => {
    backend.watch(scope, listeners);
    return () => {};
  }),
  telling('tells everything twice', (change, listener) => {
    listener.change(change);
    listener.change({ ...change });
  }),
  telling('tells nothing', () => {}),
  telling('tells a change only when the next one comes', (change, listener, told) => {
    told.push(change);
    if (told.length === 2) told.reverse().forEach((each) => listener.change(each));
    if (told.length >= 2) told.length = 0;
  }),
  telling('forgets the key', (change, listener) => {
    if (change.kind === 'reset') return listener.change(change);
    const { key: _key, ...rest } = change;
    listener.change(rest);
  }),
  telling('tells how it is now instead of what changed', (change, listener) =>
    listener.change({ ...change, record: { name: 'Kari' } } as unknown as Change),
  ),
  {
    name: 'tells a change before it is committed',
    caughtIn: 'watch',
    sabotage() {
      const all = new Set<WatchListeners>();
      return (backend) => ({
        ...backend,
        watch(scope, listeners) {
          all.add(listeners);
          const stop = backend.watch(scope, {
            ...listeners,
            change: (change) => {
              if (change.kind !== 'interaction') listeners.change(change);
            },
          });
          return () => {
            all.delete(listeners);
            stop();
          };
        },
        interactions: {
          ...backend.interactions,
          async record(interaction, options) {
            const revision = ((await backend.interactions.get(interaction.id))?.revision ?? 0) + 1;
            all.forEach((each) => each.change({ kind: 'interaction', id: interaction.id, revision }));
            await new Promise((resolve) => setTimeout(resolve, 5));
            return backend.interactions.record(interaction, options);
          },
        },
      });
    },
  },
  {
    name: 'tells of writes that changed nothing',
    caughtIn: 'watch',
    sabotage() {
      const all = new Set<WatchListeners>();
      return (backend) => ({
        ...backend,
        watch(scope, listeners) {
          all.add(listeners);
          const stop = backend.watch(scope, listeners);
          return () => {
            all.delete(listeners);
            stop();
          };
        },
        interactions: {
          ...backend.interactions,
          async record(interaction, options) {
            const before = await backend.interactions.get(interaction.id);
            const answer = await backend.interactions.record(interaction, options);
            if (before?.revision === answer.revision)
              all.forEach((each) => each.change({ kind: 'interaction', id: answer.id, revision: answer.revision }));
            return answer;
          },
        },
      });
    },
  },
  {
    name: 'tells only what others write',
    caughtIn: 'watch',
    sabotage: () => (backend) => {
      const own = new Set<string>();
      return {
        ...backend,
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change: (change) => {
              if (change.kind === 'reset' || !own.has(change.id)) listeners.change(change);
            },
          }),
        interactions: {
          ...backend.interactions,
          record(interaction, options) {
            own.add(interaction.id);
            return backend.interactions.record(interaction, options);
          },
        },
      };
    },
  },
  {
    name: 'falls silent when one listener throws',
    caughtIn: 'watch',
    sabotage() {
      let silent = false;
      return (backend) => ({
        ...backend,
        watch: (scope, listeners) =>
          backend.watch(scope, {
            ...listeners,
            change(change) {
              if (silent) return;
              silent = true; // and for ever, unless the listener comes back
              listeners.change(change);
              silent = false;
            },
          }),
      });
    },
  },
];
