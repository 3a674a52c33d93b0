import { BackendError } from '../../backend/backend-error.js';
import type { JourneyAliasDraft } from '../../backend/backend.js';
import type { JourneyAlias } from '../../domain/journey-alias.js';
import type { RecordedJourneyEvent } from '../../domain/journey-event.js';
import type { Offered } from '../suite/case.js';
import { announcing, isCode, type Journeys, passing, takingIn } from './journey-saboteur.js';
import { inJourneys, replacing, type Saboteur } from './saboteur.js';

const [aliases, customers] = ['journeys.aliases', 'customers, journeys'];

const unkept = (draft: JourneyAliasDraft): JourneyAlias => ({ ...draft, id: 'unkept', since: '2026-03-10T12:00:00.000Z' });

/** Lists other aliases than there are, or in another order. */
const listing = (name: string, another: (items: readonly JourneyAlias[]) => readonly JourneyAlias[]): Saboteur =>
  inJourneys(name, aliases, (journeys) => ({
    aliases: async (customerId, options) => another(await journeys.aliases(customerId, options)),
  }));

/** Answers kept by key, whatever became of what they are about. */
const remembering = (name: string, caughtIn: string): Saboteur => ({
  name,
  caughtIn,
  sabotage() {
    const answers = new Map<string, Promise<JourneyAlias>>();
    return (backend) =>
      replacing(backend, 'journeys', {
        addAlias(draft, options = {}) {
          const adding = answers.get(`${options.key} ${draft?.value}`) ?? backend.journeys.addAlias(draft, options);
          if (options.key) answers.set(`${options.key} ${draft.value}`, adding);
          return adding;
        },
      });
  },
});

/** A backend whose journeys stay where they should go. */
const keeping = (name: string, method: 'events' | 'aliases'): Saboteur => ({
  name,
  caughtIn: customers,
  sabotage() {
    const events = new Map<string, readonly RecordedJourneyEvent[]>();
    const known = new Map<string, readonly JourneyAlias[]>();
    return (backend) => {
      const { journeys } = backend;
      const learn = async (customerId: string) => {
        if (await backend.customers.get(customerId)) {
          events.set(customerId, (await journeys.events({ customerId })).items);
          known.set(customerId, await journeys.aliases(customerId));
        }
      };
      const methods: Partial<Journeys> = {
        async events(scope, options) {
          const page = await journeys.events(scope, options);
          return page.items.length ? page : { ...page, items: events.get(scope.customerId) ?? [] };
        },
        async aliases(customerId, options) {
          const found = await journeys.aliases(customerId, options);
          return found.length ? found : (known.get(customerId) ?? []);
        },
      };
      const going: Partial<Offered['customers']> = {
        remove: async (id, ...given) => (await learn(id), backend.customers.remove(id, ...given)),
        erase: async (id, ...given) => (await learn(id), backend.customers.erase(id, ...given)),
      };
      return replacing({ ...backend, customers: { ...backend.customers, ...going } }, 'journeys', { [method]: methods[method] });
    };
  },
});

/** Counts otherwise what goes with a customer. */
const impact = (name: string, another: (events: number, aliases: number) => readonly [number, number]): Saboteur => ({
  name,
  caughtIn: customers,
  sabotage: () => (backend) =>
    replacing(backend, 'customers', {
      async impact(...given) {
        const impact = await backend.customers.impact(...given);
        const [journeyEvents, journeyAliases] = another(impact.journeyEvents ?? 0, impact.journeyAliases ?? 0);
        return { ...impact, journeyEvents, journeyAliases };
      },
    }),
});

/** What can happen to aliases, and to what goes with a customer. */
export const journeyAliases: readonly Saboteur[] = [
  listing('knows nobody’s browsers', (items) => items.filter(({ kind }) => kind !== 'visitor')),
  listing('lists the latest alias first', (items) => items.toReversed()),
  listing('lists a browser each time that somebody logs in', (items) =>
    items.flatMap((alias) => (alias.kind === 'visitor' ? [alias, alias] : [alias])),
  ),
  listing('says that a browser is known since now', (items) =>
    items.map((alias) => ({ ...alias, since: '2026-03-10T12:00:00.000Z' })),
  ),
  passing('gives an alias to two', aliases, 'addAlias', 'conflict', unkept),
  inJourneys('does not say whose an alias is', aliases, (journeys) => ({
    addAlias: (...given) =>
      journeys.addAlias(...given).catch((caught: unknown) => {
        throw isCode(caught, 'conflict') ? new BackendError('conflict', 'Another’s') : caught;
      }),
  })),
  ...(['kind', 'value', 'customerId'] as const).map((field) =>
    passing(`takes any ${field} for that of an alias`, aliases, 'addAlias', field, (draft) => unkept(draft)),
  ),
  passing('gives an alias to nobody', aliases, 'addAlias', 'not-found', unkept),
  inJourneys('adds an alias as it is written', aliases, (journeys) => {
    const made: JourneyAlias[] = [];
    return {
      async addAlias(draft, options) {
        const alias = await journeys.addAlias(draft, options);
        const again = made.some(({ id }) => id === alias.id) && draft.value !== alias.value;
        made.push(alias);
        return again ? { ...alias, id: `${alias.id}-again`, value: draft.value } : alias;
      },
    };
  }),
  inJourneys('says that it removes an alias', aliases, () => ({ removeAlias: async () => {} })),
  passing('removes what is not there', aliases, 'removeAlias', 'not-found', () => undefined),
  passing('removes an alias for whoever asks', aliases, 'removeAlias', 'denied', () => undefined),
  passing('lists aliases to whoever asks', aliases, 'aliases', 'denied', () => []),
  inJourneys('does not mind the keys of aliases', aliases, (journeys) => ({
    addAlias: (draft, { key: _key, ...options } = {}) => journeys.addAlias(draft, options),
  })),
  remembering('remembers what was answered about an alias that is gone', aliases),
  takingIn('says that it keeps what a browser tells whose alias is gone', aliases, 'gone'),
  inJourneys('removes a browser and keeps what it told', aliases, (journeys) => {
    let before: readonly RecordedJourneyEvent[] = [];
    return {
      async removeAlias(id, options) {
        await journeys.removeAlias(id, options);
        before = before.filter(({ visitorId }) => visitorId === 'browser-1');
      },
      async events(scope, options) {
        const page = await journeys.events(scope, options);
        const items = [...page.items, ...before.filter((event) => !page.items.some(({ id }) => id === event.id))];
        before = page.items;
        return { ...page, items };
      },
    };
  }),
  announcing('says nothing of aliases', aliases, () => undefined),
  announcing('tells of an alias without the key', aliases, ({ key: _key, ...told }) => told),

  // With their customer.
  impact('warns of no events that go with who is removed', (_, count) => [0, count]),
  impact('warns of no aliases that go with who is removed', (count) => [count, 0]),
  impact('warns of a page of events at most', (count, more) => [Math.min(count, 200), more]),
  keeping('shows the journey of who is gone', 'events'),
  keeping('lists the aliases of who is gone', 'aliases'),
  remembering('remembers what was answered about aliases of who was erased', customers),
  takingIn('says that it keeps what is told of who was erased', customers, 'gone'),
  announcing('says nothing of a journey that goes', customers, () => undefined),
  ...(['journeyEvent', 'journeyAlias'] as const).map((noun): Saboteur => ({
    name: `counts no ${noun} in a receipt`,
    caughtIn: customers,
    sabotage: () => (backend) =>
      replacing(backend, 'customers', {
        async erase(...given) {
          const receipt = await backend.customers.erase(...given);
          return { ...receipt, counts: { ...receipt.counts, [noun]: 0 } };
        },
      }),
  })),
  inJourneys('never says that a journey is gone', customers, (journeys) => ({
    async since(...given) {
      const { events, after } = await journeys.since(...given);
      return { events, after };
    },
  })),
];
