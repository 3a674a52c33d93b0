import { BackendError, isBackendError } from '../../backend/backend-error.js';
import { agreed, type Callback, type CallbackDraft, checkCallback } from '../../domain/callback.js';
import { readWallTime } from '../../domain/wall-time.js';
import type { Offered } from '../suite/case.js';
import { inCallbacks, type Saboteur } from './saboteur.js';

const [schedule, change, cancel] = ['callbacks.schedule', 'callbacks.change', 'callbacks.cancel'];
const takeOver = 'callbacks.takeOver';

type Service = Offered['callbacks'];

const isDraft = (given: CallbackDraft) => typeof given === 'object' && given !== null && typeof given.wallTime === 'string';
const isFor = (caught: unknown, reasons: readonly string[]): caught is BackendError =>
  isBackendError(caught) && caught.fields !== undefined && caught.fields.every(({ reason }) => reasons.includes(reason));

/** Agrees on something else than what was said. */
const agreedAs = (name: string, another: (draft: CallbackDraft) => CallbackDraft) =>
  inCallbacks(name, schedule, (callbacks) => ({
    schedule: (draft, options) => callbacks.schedule(isDraft(draft) ? another(draft) : draft, options),
  }));

/** Says yes where it should refuse for these reasons. */
const agreeing = (name: string, ...reasons: readonly string[]) =>
  inCallbacks(name, schedule, (callbacks, _seed, backend) => ({
    schedule: (draft, options) =>
      callbacks.schedule(draft, options).catch(async (caught: unknown) => {
        const { agent, now } = await backend.session();
        const found = isFor(caught, reasons) && agreed(draft, { id: 'unchecked', now, agentId: agent.id, agentName: agent.name });
        if (!found) throw caught;
        return found;
      }),
  }));

/** The call-back as anybody with all permissions sees it. */
const current = async (callbacks: Service, id: string): Promise<Callback | undefined> =>
  (await callbacks.list('all', { limit: 200 }).catch(() => ({ items: [] }))).items.find((each) => each.id === id);

/** Each of a conflict’s errors, without what is there now. */
const curt = (caught: unknown): never => {
  throw isBackendError(caught) && caught.code === 'conflict' ? new BackendError('conflict', 'Somebody was faster') : caught;
};

const meaning = (draft: CallbackDraft) => readWallTime(draft.wallTime, draft.timeZone);

/** What can happen to what is agreed on. */
export const callbacks: readonly Saboteur[] = [
  // Agreeing.
  agreeing('trusts the clock of the desk', 'past'),
  agreeing('takes a comment on a call-back of any length', 'too-long'),
  agreeing('does without a comment where one is needed', 'required'),
  agreeing('agrees beyond the horizon', 'beyond-horizon'),
  agreeing('only warns of what a campaign refuses', 'outside-period', 'campaign-disabled', 'absent', 'clash'),
  agreeing('agrees for whom the campaign does not allow', 'not-allowed'),
  agreeing('agrees again and again after the close', 'closed'),
  inCallbacks('refuses what a campaign only warns of', schedule, (service, _seed, backend) => ({
    async schedule(draft, options) {
      const { campaign, others } = isDraft(draft) ? await service.get(draft.interactionId) : { others: [] };
      if (!campaign) return service.schedule(draft, options);
      const { agent, now, absences } = await backend.session();
      const rules = { comment: true, commentLimit: 2000 };
      const { warnings } = checkCallback(draft, {
        campaign,
        rules,
        now,
        agentId: agent.id,
        others,
        ...(absences && { absences }),
      });
      const fields = warnings.filter(({ field }) => field === 'wallTime');
      if (fields.length) throw new BackendError('invalid', 'Rather not', { fields });
      return service.schedule(draft, options);
    },
  })),
  agreedAs('drops the comment', ({ comment: _comment, ...draft }) => draft),
  agreedAs('trims the comment', (draft) =>
    typeof draft.comment === 'string' ? { ...draft, comment: draft.comment.trim() } : draft,
  ),
  agreedAs('calls the number of the conversation, whatever was given', ({ number: _number, ...draft }) => draft),
  agreedAs('means the second of two times unless told', (draft) => {
    const reading = meaning(draft);
    return reading?.kind === 'twice' && draft.dueAt === undefined ? { ...draft, dueAt: reading.later.at } : draft;
  }),
  inCallbacks('minds no instant that the clocks do not show', schedule, (service) => ({
    schedule: (draft, options) =>
      service.schedule(draft, options).catch((caught: unknown) => {
        const { dueAt: _dueAt, ...rest } = draft ?? {};
        if (!isFor(caught, ['not-that-time'])) throw caught;
        return service.schedule(rest, options);
      }),
  })),
  agreedAs('means the first of two times whatever is told', (draft) => {
    const { dueAt: _dueAt, ...rest } = draft;
    return meaning(draft)?.kind === 'twice' ? rest : draft;
  }),
  agreedAs('means an earlier time by one that the clocks skip', (draft) => {
    const reading = meaning(draft);
    return reading?.kind === 'skipped' ? { ...draft, wallTime: reading.earlier.wallTime } : draft;
  }),
  inCallbacks('agrees again when the key is sent again', schedule, (service) => ({
    schedule: (draft, { key: _key, ...options } = {}) => service.schedule(draft, options),
  })),
  inCallbacks('agrees on another call-back beside the first', schedule, (service) => ({
    async schedule(draft, options) {
      const kept = await service.schedule(draft, options);
      return kept.revision > 1 ? { ...kept, id: `${kept.id}r${kept.revision}`, revision: 1 } : kept;
    },
  })),
  inCallbacks('keeps a call-back at the client that made it', schedule, (service) => {
    const own = new Set<string>();
    return {
      async schedule(draft, options) {
        const kept = await service.schedule(draft, options);
        own.add(kept.id);
        return kept;
      },
      async get(id, options) {
        const { callback, ...state } = await service.get(id, options);
        return callback && own.has(callback.id) ? { ...state, callback } : state;
      },
    };
  }),
  {
    name: 'tells of a call-back without the customer',
    caughtIn: schedule,
    sabotage: () => (backend) => ({
      ...backend,
      watch: (scope, listeners) =>
        backend.watch(scope, {
          ...listeners,
          change(told) {
            if (told.kind !== 'callback') return listeners.change(told);
            const { customerId: _customerId, ...rest } = told;
            listeners.change(rest);
          },
        }),
    }),
  },

  // Changing.
  inCallbacks('lets the last change win', change, (service) => ({
    async change(id, patch, options) {
      const revision = (await current(service, id))?.revision;
      const isPatch = typeof patch === 'object' && patch !== null && typeof patch.revision === 'number';
      return service.change(id, isPatch && revision ? { ...patch, revision } : patch, options);
    },
  })),
  inCallbacks('keeps for itself what stands against a change', change, (service) => ({
    change: (id, patch, options) => service.change(id, patch, options).catch(curt),
  })),
  inCallbacks('looks at what is wrong with a change before it looks at the revision', change, (service) => ({
    async change(id, patch, options) {
      if ((patch?.for as string) === 'nobody' && (await current(service, id)))
        throw new BackendError('invalid', 'Wrong', { fields: [{ field: 'for', reason: 'not-a-choice' }] });
      return service.change(id, patch, options);
    },
  })),
  inCallbacks('counts a change that changes nothing', change, (service) => ({
    async change(id, patch, options) {
      const kept = await service.change(id, patch, options);
      return kept.revision === patch.revision ? { ...kept, revision: kept.revision + 1 } : kept;
    },
  })),
  inCallbacks('leaves a call-back agreed when it was agreed first', change, (service) => ({
    async change(id, patch, options) {
      const before = await current(service, id);
      const kept = await service.change(id, patch, options);
      return before ? { ...kept, agreedAt: before.agreedAt } : kept;
    },
  })),
  inCallbacks('never takes a comment back', change, (service) => ({
    change(id, patch, options) {
      const { comment, ...rest } = patch ?? {};
      return service.change(id, typeof comment === 'string' && !comment.trim() ? rest : patch, options);
    },
  })),

  // Cancelling, and taking over.
  inCallbacks('cancels without a reason', cancel, (service) => ({
    cancel: (id, revision, reason, options) => service.cancel(id, revision, reason === '' ? 'none' : reason, options),
  })),
  inCallbacks('trims the reason', cancel, (service) => ({
    cancel: (id, revision, reason, options) =>
      service.cancel(id, revision, typeof reason === 'string' ? reason.trim() : reason, options),
  })),
  inCallbacks('cancels what is being called', cancel, (service) => ({
    cancel: (id, revision, reason, options) =>
      service.cancel(id, revision, reason, options).catch((caught: unknown) => {
        const now = isBackendError(caught) ? (caught.current as Callback | undefined) : undefined;
        if (now?.state !== 'dialled') throw caught;
        const { takenBy: _takenBy, takenAt: _takenAt, ...rest } = now;
        return { ...rest, state: 'cancelled', reason, revision: revision + 1 };
      }),
  })),
  inCallbacks('keeps for itself what stands against cancelling', cancel, (service) => ({
    cancel: (id, revision, reason, options) => service.cancel(id, revision, reason, options).catch(curt),
  })),
  inCallbacks('takes over whosesoever it is by now', takeOver, (service) => ({
    takeOver: (id, from, options) =>
      service.takeOver(id, from, options).catch((caught: unknown) => {
        const now = isBackendError(caught) ? (caught.current as Callback | undefined) : undefined;
        if (!now) throw caught;
        return service.takeOver(id, now.agentId, options);
      }),
  })),
  inCallbacks('takes over for whoever is logged off', takeOver, (service, _seed, backend) => ({
    takeOver: (id, from, options) =>
      service.takeOver(id, from, options).catch(async (caught: unknown) => {
        const now = isFor(caught, ['off-queue']) ? await current(service, id) : undefined;
        if (!now) throw caught;
        return { ...now, agentId: (await backend.session()).agent.id, for: 'me' };
      }),
  })),
  inCallbacks('only says that it was taken over', takeOver, (service, _seed, backend) => ({
    async takeOver(id, from, options) {
      const now = await current(service, id);
      if (now?.state !== 'planned' || now.agentId !== from) return service.takeOver(id, from, options);
      return { ...now, agentId: (await backend.session()).agent.id, for: 'me', revision: now.revision + 1 };
    },
  })),
];
