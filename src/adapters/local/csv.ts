import { invalid, type LocalContext } from './context.js';
import { load, type LoadOptions, type LoadResult } from './load.js';
import { draftsFromRows } from '../../domain/customer-csv.js';
import Papa from 'papaparse';

/** What came of a CSV file. */
export interface CsvResult extends LoadResult {
  /** Header cells that are no field: their columns were not read. */
  readonly ignored: readonly string[];
}

const textOf = async (source: string | Blob): Promise<string> => {
  if (typeof source === 'string') return source;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await source.arrayBuffer());
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw invalid('file', 'not-utf-8');
  }
};

/** Adds the customers of a CSV file; see `EmbeddedBackend.loadCsv`. */
export async function loadCsv(context: LocalContext, source: string | Blob, options: LoadOptions): Promise<CsvResult> {
  const fields = await context.fields();
  const text = (await textOf(source)).replace(/^\ufeff/, '');
  options.signal?.throwIfAborted();
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const [header = [], ...cells] = data;
  const broken = new Map(errors.filter(({ type }) => type === 'Quotes').map(({ row, code }) => [row, code]));
  if (broken.has(0)) throw invalid('file', 'unclosed-quotes');
  if (!header.some((cell) => cell.trim())) throw invalid('file', 'no-header');

  // Counted as a spreadsheet does: the header is row 1, and a value of several lines is in one row.
  const numbered = cells.map((row, index) => ({ row: index + 2, cells: row }));
  const readable = numbered.filter((_, index) => !broken.has(index + 1));
  const { drafts, refused, ignored } = draftsFromRows(header, readable, fields, {
    lenient: true,
    currency: context.settings.currency,
  });
  const unreadable = numbered
    .filter((_, index) => broken.has(index + 1))
    .map(({ row }) => ({ row, fields: [{ field: '', reason: 'unclosed-quotes' }] }));
  const result = await load(context, drafts, options);
  const all = [...refused, ...unreadable, ...result.refused].sort((a, b) => a.row - b.row);
  return { added: result.added, refused: all, ignored };
}

/** What stands most often between the cells of the header, outside quotes: comma, semicolon or tab. */
function delimiterOf(text: string): string {
  const [header = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
