/** So many rows a group, and at most, when some come between. */
const [usual, most] = [50, 75];

/** A group of rows; the numbers grow from the top. */
export type Group<T> = readonly [number: number, rows: readonly T[]];

/** A long list in groups. */
export interface Division<T> {
  readonly items: readonly T[];
  readonly groups: readonly Group<T>[];
  /** Which group a row stands in, by id. */
  readonly numbers: ReadonlyMap<string, number>;
}

export const undivided = <T>(): Division<T> => ({ items: [], groups: [], numbers: new Map() });

/**
 * Another list, divided as the one before: rows stay in the group that they were first seen in, so that what comes above moves nothing; new ones join the group at their side. A group of the same rows is the same
 * array.
 */
export function divided<T>(before: Division<T>, items: readonly T[], idOf: (item: T) => string): Division<T> {
  if (items === before.items) return before;
  const ids = items.map(idOf);
  const known = ids.map((id) => before.numbers.get(id));
  const first = known.findIndex((number) => number !== undefined);
  if (first >= 0) {
    fillAbove(known, first);
    fillBelow(known, first);
  }
  const inOrder = first >= 0 && known.every((number, at) => at === 0 || number! >= known[at - 1]!);
  const kept = inOrder ? grouped(items, (at) => known[at]!) : [];
  // Nothing is known of them, the order is another one, or thousands come between a few (a filter went): divided anew.
  const anew = !inOrder || kept.some(([, rows]) => rows.length > 2 * most);
  const groups = anew ? grouped(items, (at) => Math.floor(at / usual)) : kept;
  const numbers = new Map<string, number>();
  for (const [number, rows] of groups) for (const row of rows) numbers.set(idOf(row), number);
  const old = new Map(before.groups);
  const same = (a: readonly T[] | undefined, b: readonly T[]) => a?.length === b.length && a.every((each, i) => each === b[i]);
  return {
    items,
    numbers,
    groups: groups.map(([number, rows]) => [number, same(old.get(number), rows) ? old.get(number)! : rows]),
  };
}

function grouped<T>(items: readonly T[], numberAt: (at: number) => number): readonly Group<T>[] {
  const groups: [number, T[]][] = [];
  items.forEach((item, at) => {
    const last = groups.at(-1);
    if (last?.[0] === numberAt(at)) last[1].push(item);
    else groups.push([numberAt(at), [item]]);
  });
  return groups;
}

function fillAbove(numbers: (number | undefined)[], first: number): void {
  let number = numbers[first]!;
  let size = numbers.filter((each) => each === number).length;
  for (let at = first - 1; at >= 0; at -= 1) {
    if (size >= most) [number, size] = [number - 1, 0];
    numbers[at] = number;
    size += 1;
  }
}

function fillBelow(numbers: (number | undefined)[], first: number): void {
  const last = numbers.findLastIndex((number) => number !== undefined);
  let size = numbers.filter((each) => each === numbers[last]).length;
  for (let at = first + 1; at < numbers.length; at += 1) {
    if (numbers[at] !== undefined) continue;
    let number = numbers[at - 1]!;
    if (at > last && size >= usual) [number, size] = [number + 1, 0];
    numbers[at] = number;
    if (at > last) size += 1;
  }
}
