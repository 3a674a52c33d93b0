import type { Change, ChangeKind, WatchListeners, WatchScope } from '../../backend/backend.js';
import type { LocalContext } from './context.js';
import type { RowChange } from './store.js';

/** Collections that are nouns of the port. What is kept besides is nobody's business. */
const kinds = new Map<string, ChangeKind>([
  ['extensions', 'enquiry'],
  ['enquiries', 'enquiry'],
  ...(['catalogue', 'fields', 'presence', 'session'] as const).map((kind) => [kind, kind] as const),
  ...(['attempt', 'callback', 'campaign', 'customer', 'interaction', 'journey', 'message', 'note'] as const).map(
    (kind) => [`${kind}s`, kind] as const,
  ),
]);

function changeOf({ collection, key, revision, customerId, intent }: RowChange): Exclude<Change, { kind: 'reset' }> | undefined {
  const kind = kinds.get(collection);
  return kind && { kind, id: key, revision, ...(customerId && { customerId }), ...(intent && { key: intent }) };
}

/** Hands on what the store tells. `paused` where other tabs cannot be heard. What a listener throws is swallowed. */
export function watch(context: LocalContext): (scope: WatchScope, listeners: WatchListeners) => () => void {
  return (scope, listeners) => {
    let stopped = false;
    const attempt = (tell: () => void) => {
      try {
        if (!stopped) tell();
      } catch {
        // The screen's mistake: the other watchers are told all the same, and the console is the host's.
      }
    };
    const stop = context.store.watch((changes) => {
      if (changes === 'reset') return attempt(() => listeners.change({ kind: 'reset' }));
      for (const change of changes.map(changeOf)) {
        if (!change || (scope.kinds && !scope.kinds.includes(change.kind))) continue;
        if (scope.customerId !== undefined && change.customerId !== undefined && change.customerId !== scope.customerId) continue;
        attempt(() => listeners.change(change));
      }
    });
    attempt(() => listeners.state?.(context.store.reach === 'shared' ? 'live' : 'paused'));
    return () => {
      stopped = true;
      stop();
    };
  };
}
