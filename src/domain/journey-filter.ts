import { hostOf, type JourneySession, type PageVisit } from './journey.js';
import { journeyEventTypes, type JourneyEventType } from './journey-event.js';

/** How far back a journey is looked at. */
export const journeyFrames = ['day', 'week', 'month', 'all'] as const;
export type JourneyFrame = (typeof journeyFrames)[number];

const day = 24 * 3_600_000;
const lengths: Readonly<Record<JourneyFrame, number>> = { day, week: 7 * day, month: 30 * day, all: Infinity };

/** From when on, ISO 8601, at a time in milliseconds since 1970: 24 hours, 7 or 30 days back; undefined: from the beginning. */
export function frameStart(frame: JourneyFrame, now: number): string | undefined {
  return frame === 'all' ? undefined : new Date(now - lengths[frame]).toISOString();
}

/** What is to be seen of a journey; what is not named is not asked. */
export interface JourneyFilter {
  readonly frame: JourneyFrame;
  /** Only pages on which this happened; `page`: on which nothing did. */
  readonly type?: JourneyEventType;
  readonly site?: string;
}

export const siteOf = ({ url }: Pick<PageVisit, 'url'>): string => hostOf(url);

const has = (visit: PageVisit, type: JourneyEventType): boolean => {
  if (type === 'error') return visit.status !== undefined || visit.marks.some((mark) => mark.type === 'error');
  if (type === 'page') return visit.status === undefined && visit.marks.length === 0;
  return visit.marks.some((mark) => mark.type === type);
};

/** The sessions with the visits that fit; without any a session is left out. Of a session that goes on, what was before the frame stays: the way to where somebody is. */
export function filterJourney(
  sessions: readonly JourneySession[],
  { frame, type, site }: JourneyFilter,
  now: number,
): readonly JourneySession[] {
  const from = frameStart(frame, now) ?? '';
  const fits = (visit: PageVisit) => (!type || has(visit, type)) && (!site || siteOf(visit) === site);
  return sessions.flatMap((session) => {
    if (session.seenAt < from) return [];
    if (!type && !site) return [session];
    const visits = session.visits.filter(fits);
    return visits.length ? [{ ...session, visits }] : [];
  });
}

/** What can be asked for: what occurs, in its usual order, and what is asked for already. */
export function journeyChoices(
  sessions: readonly JourneySession[],
  { type, site }: JourneyFilter,
): { readonly types: readonly JourneyEventType[]; readonly sites: readonly string[] } {
  const types = new Set(type ? [type] : []);
  // Of thousands of visits most are on the same few pages.
  const urls = new Set<string>();
  for (const { visits } of sessions)
    for (const visit of visits) {
      urls.add(visit.url);
      for (const mark of visit.marks) types.add(mark.type);
      if (visit.status !== undefined) types.add('error');
      else if (!visit.marks.length) types.add('page');
    }
  const sites = new Set([...[...urls].map(hostOf), ...(site ? [site] : [])]);
  return { types: journeyEventTypes.filter((each) => types.has(each)), sites: [...sites].sort((a, b) => (a < b ? -1 : 1)) };
}
