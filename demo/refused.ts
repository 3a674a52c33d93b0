import type { CsvResult } from 'sidedesk/adapters/local';
import { element } from './dom.js';

/** Reasons of the backend, in words. Others stand as they are. */
const words: Record<string, string> = {
  'too-few-cells': 'has fewer cells than the header',
  'too-many-cells': 'has more cells than the header',
  empty: 'has no value at all',
  'not-a-choice': 'is not one of the choices',
  'not-a-type': 'is neither person nor organization',
  'not-utf-8': 'is not UTF-8 text: save it as “CSV UTF-8”',
  'no-header': 'has no first row with the names of the columns',
  'unclosed-quotes': 'has quotation marks that are not closed',
  'duplicate-column': 'stands twice in the header',
  'too-long': 'is too long',
  'not-digits': 'is not a number',
  'not-a-date': 'is not a date',
};

export const reasonText = ({ field, reason }: { readonly field: string; readonly reason: string }): string =>
  `${field === 'file' ? 'the file ' : field ? `${field} ` : 'the row '}${words[reason] ?? `is ${reason}`}`;

/** More refused rows are counted, not listed. */
const most = 200;

/** Every row that was refused, and why; and the columns that nobody read. */
export function renderRefused({ refused, ignored }: CsvResult): HTMLElement[] {
  const head = (text: string) => element('th', { scope: 'col' }, text);
  const rows = refused
    .slice(0, most)
    .map(({ row, fields }) =>
      element(
        'tr',
        {},
        element('td', { class: 'number' }, row.toLocaleString()),
        element('td', {}, fields.map(reasonText).join('; ')),
      ),
    );
  const parts: HTMLElement[] = [];
  if (ignored.length > 0)
    parts.push(element('p', {}, `Columns that are no field were not read: ${ignored.map((name) => `“${name}”`).join(', ')}.`));
  if (rows.length > 0)
    parts.push(
      element(
        'table',
        {},
        element('caption', {}, 'Refused rows, counted as a spreadsheet does: the header is row 1'),
        element('thead', {}, element('tr', {}, head('Row'), head('Why'))),
        element('tbody', {}, ...rows),
      ),
    );
  if (refused.length > most)
    parts.push(element('p', { class: 'soft' }, `… and ${(refused.length - most).toLocaleString()} more.`));
  return parts;
}
