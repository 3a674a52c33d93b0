const formats = new Map<string, Intl.NumberFormat>();

function part(locale: string, value: number, unit: 'hour' | 'minute' | 'second'): string {
  const key = `${locale} ${unit}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })));
  return made.format(value);
}

/** How long something lasted, for reading at a glance, from whole seconds: `52 sec`, `4 min`, `1 hr 5 min`. */
export function durationText(seconds: number, locale: string): string {
  if (seconds < 60) return part(locale, seconds, 'second');
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours ? part(locale, hours, 'hour') : '', rest || !hours ? part(locale, rest, 'minute') : ''].filter(Boolean).join(' ');
}
