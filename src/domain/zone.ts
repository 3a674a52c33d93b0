const minuteLong = 60_000;
const zones = new Map<string, Intl.DateTimeFormat | undefined>();

function zoneNamed(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!zones.has(timeZone)) {
    let format: Intl.DateTimeFormat | undefined;
    try {
      // Newer engines take bare offsets too; those know nothing of summer.
      if (/^[A-Za-z][\w+/-]{1,63}$/.test(timeZone))
        format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    } catch {
      // An unknown zone is a RangeError: it is no zone.
    }
    if (!format) return undefined; // not kept: whoever sends names at random fills no memory
    zones.set(timeZone, format);
  }
  return zones.get(timeZone);
}

/** Whether this is the name of a time zone (IANA, as `Europe/Oslo`) that the engine knows. Safe to call with anything. */
export const isTimeZone = (timeZone: unknown): timeZone is string =>
  typeof timeZone === 'string' && zoneNamed(timeZone) !== undefined;

/** How far the clocks are ahead of UTC, in milliseconds; long ago not in whole minutes. */
export function offsetAt(milliseconds: number, timeZone: string): number {
  const zone = zoneNamed(timeZone);
  if (!zone) throw new RangeError('not a time zone');
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+\-−])(\d\d):(\d\d)(?::(\d\d))?$/.exec(zone.format(milliseconds)) ?? [];
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 * minuteLong + Number(minutes) * minuteLong + Number(seconds) * 1000);
}
