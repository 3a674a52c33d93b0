/** Of what saboteurs of journeys are made. */
import { isBackendError } from '../../backend/backend-error.js';
import type { JourneyPage, JourneyReceipt, JourneyScope } from '../../backend/backend.js';
import type { JourneyEvent, RecordedJourneyEvent } from '../../domain/journey-event.js';
import type { Offered, Seed } from '../suite/case.js';
import { inJourneys, replacing, type Saboteur } from './saboteur.js';

export type Journeys = Offered['journeys'];

export const isCode = (caught: unknown, code: string): boolean => isBackendError(caught) && caught.code === code;
export const namesField = (caught: unknown, field: string): boolean =>
  isBackendError(caught) && (caught.fields?.some((problem) => problem.field === field) ?? false);

const isEvent = (given: unknown): given is JourneyEvent =>
  typeof given === 'object' && given !== null && typeof (given as Partial<JourneyEvent>).visitorId === 'string';

/** Tells something else than what was told; all clients of a case together. */
export const telling = <T>(
  name: string,
  caughtIn: string,
  begin: (seed: Seed) => T,
  another: (event: JourneyEvent, shared: T) => JourneyEvent,
): Saboteur => ({
  name,
  caughtIn,
  sabotage(seed) {
    const shared = begin(seed);
    return (backend) =>
      replacing(backend, 'journeys', {
        record: (events, options) =>
          backend.journeys.record(
            Array.isArray(events)
              ? events.map((event: JourneyEvent) => (isEvent(event) ? another(event, shared) : event))
              : events,
            options,
          ),
      });
  },
});

/** Says something else of what became of what was told. */
export const receipting = (name: string, caughtIn: string, another: (receipt: JourneyReceipt) => JourneyReceipt): Saboteur =>
  inJourneys(name, caughtIn, (journeys) => ({
    record: async (events, options) => another(await journeys.record(events, options)),
  }));

/** Takes for kept what was refused for this reason. */
export const takingIn = (name: string, caughtIn: string, reason: string): Saboteur =>
  receipting(name, caughtIn, ({ recorded, repeated, refused }) => {
    const others = refused.filter(({ problems }) => problems[0]?.reason !== reason);
    return { recorded: recorded + refused.length - others.length, repeated, refused: others };
  });

/** Lists other events than those that stand on the page, or in another order. */
export const listing = (
  name: string,
  caughtIn: string,
  another: (items: readonly RecordedJourneyEvent[], scope: JourneyScope, page: JourneyPage) => readonly RecordedJourneyEvent[],
): Saboteur =>
  inJourneys(name, caughtIn, (journeys) => ({
    async events(scope, options) {
      const page = await journeys.events(scope, options);
      return { ...page, items: another(page.items, scope, page) };
    },
  }));

/** Shows each event as something else. */
export const showing = (
  name: string,
  caughtIn: string,
  another: (event: RecordedJourneyEvent) => RecordedJourneyEvent,
): Saboteur => listing(name, caughtIn, (items) => items.map(another));

/** Keeps of what was told what must not be kept, and shows it. */
export const leaking = (
  name: string,
  caughtIn: string,
  another: (event: RecordedJourneyEvent, told: JourneyEvent) => RecordedJourneyEvent,
  method: 'events' | 'since' = 'events',
): Saboteur => ({
  name,
  caughtIn,
  sabotage() {
    const told = new Map<string, JourneyEvent>();
    const shown = (event: RecordedJourneyEvent) => another(event, told.get(event.id) ?? event);
    return (backend) => {
      const { journeys } = backend;
      const methods: Partial<Journeys> = {
        async events(scope, options) {
          const page = await journeys.events(scope, options);
          return { ...page, items: page.items.map(shown) };
        },
        async since(scope, options) {
          const news = await journeys.since(scope, options);
          return { ...news, events: news.events.map(shown) };
        },
      };
      return replacing(backend, 'journeys', {
        record: (events, options) => {
          for (const event of Array.isArray(events) ? (events as unknown[]) : []) if (isEvent(event)) told.set(event.id, event);
          return journeys.record(events, options);
        },
        [method]: methods[method],
      });
    };
  },
});

/** Answers where it should refuse with this code, or for this field. */
export const passing = <M extends keyof Journeys>(
  name: string,
  caughtIn: string,
  method: M,
  refused: string,
  instead: (...given: Parameters<Journeys[M]>) => Awaited<ReturnType<Journeys[M]>>,
): Saboteur =>
  inJourneys(name, caughtIn, (journeys) => ({
    [method]: (...given: Parameters<Journeys[M]>) => {
      const call = journeys[method] as (...given: Parameters<Journeys[M]>) => Promise<unknown>;
      return call(...given).catch((caught: unknown) => {
        if (!isCode(caught, refused) && !namesField(caught, refused)) throw caught;
        return instead(...given);
      });
    },
  }));

/** Tells those who watch something else of journeys; nothing where that is undefined. */
export const announcing = (name: string, caughtIn: string, another: (told: Told) => Told | undefined): Saboteur => ({
  name,
  caughtIn,
  sabotage: () => (backend) => ({
    ...backend,
    watch: (scope, listeners) =>
      backend.watch(scope, {
        ...listeners,
        change: (told) => {
          const instead = told.kind === 'journey' ? another(told) : told;
          if (instead) listeners.change(instead);
        },
      }),
  }),
});
type Told = Exclude<Parameters<Parameters<Offered['watch']>[1]['change']>[0], { readonly kind: 'reset' }>;
