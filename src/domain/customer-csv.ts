import type { CustomerDraft } from './customer.js';
import type { CustomerKind, FieldDefinition, FieldProblem, ValueRules } from './field.js';
import { draftProblems } from './field.js';

/** One row of a table that was already taken apart; `row` counts as the agent's spreadsheet does. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** What a table came to: every row is in exactly one of the two lists, except for blank lines. */
export interface CsvDrafts {
  readonly drafts: readonly { readonly row: number; readonly draft: CustomerDraft }[];
  readonly refused: readonly { readonly row: number; readonly fields: readonly FieldProblem[] }[];
  /** Header cells that are no field, as they stand there: their column was not read. */
  readonly ignored: readonly string[];
}

/**
 * Customers from the rows of a CSV file, or why not. A column belongs to the field whose name or label its header is (in any case); a column `type` says `person` or
 * `organization`. Without it a row is an organization when of the names only an organization's is filled. Values are taken unchanged.
 * Reasons beside those of `draftProblems`: `too-few-cells`, `too-many-cells`, `empty` (with an empty field name: nothing in any known column), and `duplicate-column` (of row 1: nothing is
 * read then).
 */
export function draftsFromRows(
  header: readonly string[],
  rows: readonly CsvRow[],
  fields: readonly FieldDefinition[],
  rules: ValueRules = { lenient: true },
): CsvDrafts {
  const columns = header.map((cell) => columnOf(cell, fields));
  const ignored = header.filter((_, index) => columns[index] === undefined);
  const twice = columns.filter((name, index) => name !== undefined && columns.indexOf(name) < index);
  if (twice.length > 0) {
    return {
      drafts: [],
      refused: [{ row: 1, fields: twice.map((field) => ({ field: field ?? '', reason: 'duplicate-column' })) }],
      ignored,
    };
  }
  const drafts: { row: number; draft: CustomerDraft }[] = [];
  const refused: { row: number; fields: FieldProblem[] }[] = [];
  for (const { row, cells } of rows) {
    const blank = cells.every((cell) => cell.trim() === '');
    if (blank && cells.length <= 1) continue;
    const draft = draftOf(columns, cells, fields);
    const empty = blank || Object.keys(draft.fields).length === 0;
    const problems = rowProblem(header, cells, empty) ?? draftProblems(draft, fields, rules);
    if (problems.length > 0) refused.push({ row, fields: problems });
    else drafts.push({ row, draft });
  }
  return { drafts, refused, ignored };
}

/** The name of the column's field, ` type` for the kind of customer (no field can be called so), undefined for a column that is not known. */
function columnOf(header: string, fields: readonly FieldDefinition[]): string | undefined {
  const title = header.trim(); // takes the byte-order mark of the first cell too
  const lower = title.toLowerCase();
  const field =
    fields.find(({ name }) => name === title) ??
    fields.find(({ name }) => name.toLowerCase() === lower) ??
    fields.find(({ label }) => label?.trim().toLowerCase() === lower && lower !== '');
  return field?.name ?? (lower === 'type' ? typeColumn : undefined);
}

const typeColumn = ' type';

function rowProblem(header: readonly string[], cells: readonly string[], blank: boolean): FieldProblem[] | undefined {
  const reason =
    cells.length < header.length
      ? 'too-few-cells'
      : cells.length > header.length
        ? 'too-many-cells'
        : blank
          ? 'empty'
          : undefined;
  return reason ? [{ field: '', reason }] : undefined;
}

function draftOf(
  columns: readonly (string | undefined)[],
  cells: readonly string[],
  fields: readonly FieldDefinition[],
): CustomerDraft {
  const values: Record<string, string> = {};
  let type = '';
  columns.forEach((name, index) => {
    const cell = cells[index] ?? '';
    if (cell.trim() === '' || name === undefined) return;
    if (name === typeColumn) type = cell.trim().toLowerCase();
    else values[name] = cell;
  });
  const named = (kind: CustomerKind) =>
    fields.some(({ name, partOfName }) => partOfName?.includes(kind) && Object.hasOwn(values, name));
  type ||= named('organization') && !named('person') ? 'organization' : 'person';
  return { type: type as CustomerKind, fields: values };
}
