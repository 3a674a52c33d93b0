import { isBackendError } from '../../backend/backend-error.js';
import type { Callback } from '../../domain/callback.js';
import { inCallbacks, replacing, type Saboteur } from './saboteur.js';

const list = 'callbacks.list';

/** What can happen to the lists of what is agreed. */
export const callbackLists: readonly Saboteur[] = [
  inCallbacks('lists as planned what is due already', list, (service) => ({
    async list(name, options) {
      const page = await service.list(name, options);
      if (name !== 'planned' || page.next) return page;
      const { items } = await service.list('queue');
      return { ...page, items: [...page.items, ...items] };
    },
  })),
  inCallbacks('lists in everybody’s queue what is for all agents', list, (service) => ({
    async list(name, options) {
      const page = await service.list(name, options);
      if (name !== 'queue' || page.next) return page;
      const items = (await service.list('all')).items.filter((each) => each.for === 'all' && each.state === 'queued');
      return { ...page, items: [...page.items, ...items] };
    },
  })),
  inCallbacks('lists call-backs as they were agreed', list, (service) => ({
    async list(name, options) {
      const page = await service.list(name, options);
      return { ...page, items: page.items.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
    },
  })),
  inCallbacks('leaves out the last call-back of a page', list, (service) => ({
    async list(name, options) {
      const page = await service.list(name, options);
      return page.next ? { ...page, items: page.items.slice(0, -1) } : page;
    },
  })),
  inCallbacks('lists call-backs to whoever asks', list, (service) => ({
    list: (name, options) =>
      service.list(name, options).catch((caught: unknown) => {
        if (isBackendError(caught) && caught.code === 'denied') return { items: [] };
        throw caught;
      }),
  })),
  {
    name: 'keeps cancelled call-backs in its lists',
    caughtIn: list,
    sabotage() {
      const cancelled: Callback[] = [];
      return (backend) =>
        replacing(backend, 'callbacks', {
          async cancel(...given) {
            const kept = await backend.callbacks.cancel(...given);
            cancelled.push(kept);
            return kept;
          },
          async list(name, options) {
            const page = await backend.callbacks.list(name, options);
            return name === 'all' && !page.next ? { ...page, items: [...page.items, ...cancelled] } : page;
          },
        });
    },
  },
];
