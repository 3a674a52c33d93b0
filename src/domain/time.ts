const day = String.raw`(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const dayOnly = new RegExp(`^${day}$`);
const instant = new RegExp(
  String.raw`^${day}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.]\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$`,
);

function exists(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return date <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return exists(dayOnly.exec(text));
}

/** Whether the text is an instant: ISO 8601 with a zone, so that it means the same everywhere, for example `2026-03-01T09:30:00+01:00`. */
export function isInstant(text: string): boolean {
  return exists(instant.exec(text));
}
