import type { CallingPeriod } from '../../domain/calling-period.js';
import type { CallbackFor, Campaign, CampaignStatus, DialMode } from '../../domain/campaign.js';
import { isRecord } from '../../domain/field.js';
import { invalid } from './context.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const rows = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [undefined]);

/** A campaign as it is kept: what the port names, and nothing else. What has not the right type becomes something that `campaignProblems` refuses; what is no object at all is `invalid` (`campaign`, `not-an-object`). */
export function readCampaign(given: unknown): Campaign {
  if (!isRecord(given)) throw invalid('campaign', 'not-an-object');
  const { id, name, mode, queue, attempts, periods, reservationMinutes, offerSeconds, mark, status } = given;
  const { callBackFor, commentRequired, horizonDays, clashMinutes, checks } = given;
  return {
    id: text(id),
    name: text(name),
    mode: mode as DialMode,
    queue: text(queue),
    attempts: number(attempts),
    ...(periods !== undefined && { periods: rows(periods).map(readPeriod) }),
    reservationMinutes: number(reservationMinutes),
    ...(offerSeconds !== undefined && { offerSeconds: number(offerSeconds) }),
    mark: mark === true,
    callBackFor: rows(callBackFor) as readonly CallbackFor[],
    ...(commentRequired === true && { commentRequired }),
    horizonDays: number(horizonDays),
    ...(clashMinutes !== undefined && { clashMinutes: number(clashMinutes) }),
    ...(checks !== undefined && {
      checks: (isRecord(checks) ? { ...checks } : { checks: '' }) as NonNullable<Campaign['checks']>,
    }),
    status: status as CampaignStatus,
  };
}

function readPeriod(given: unknown): CallingPeriod {
  const { weekdays, from, until, timeZone } = isRecord(given) ? given : {};
  const days = Array.isArray(weekdays) ? (weekdays as readonly number[]) : [];
  return { weekdays: days, from: text(from), until: text(until), timeZone: text(timeZone) };
}
