import { boundsOf } from './local/ranges.js';
import type { IndexRange, Position } from './local/store.js';

/** At most this many entries a block: small enough to shift, large enough to be few. */
const blockSize = 512;

const isBefore = (a: Position, b: Position) => a.entry < b.entry || (a.entry === b.entry && a.key < b.key);

/** One index in memory: positions in order, found by bisection; a hundred thousand are looked up, and shifted, in microseconds. */
export interface EntryList {
  add(position: Position): void;
  remove(position: Position): void;
  /** In order, or in reverse; strictly after `after`. The list must not change meanwhile. */
  scan(range: IndexRange, descending?: boolean, after?: Position): Iterable<Position>;
  count(range: IndexRange): number;
}

/** An empty index. Sorted blocks rather than one array, so that loading stays linear in practice. */
export function entryList(): EntryList {
  const blocks: Position[][] = [];

  /** The place of the first position that does not stand before this one: block, and index in it (the end of the last block at the end). */
  const seek = (position: Position): readonly [block: number, at: number] => {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(blocks[middle]!.at(-1)!, position)) low = middle + 1;
      else high = middle;
    }
    const block = blocks[low];
    if (!block) return [low, 0];
    let [from, to] = [0, block.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isBefore(block[middle]!, position)) from = middle + 1;
      else to = middle;
    }
    return [low, from];
  };

  const limits = (range: IndexRange) => {
    const { from, below } = boundsOf(range);
    const start = { entry: from, key: '' };
    const end = below === undefined ? undefined : { entry: below, key: '' };
    return { start, end };
  };

  return {
    add(position) {
      const [index, at] = seek(position);
      const block = blocks[index] ?? blocks.at(-1);
      if (!block) return void blocks.push([position]);
      block.splice(blocks[index] ? at : block.length, 0, position);
      if (block.length > blockSize) blocks.splice(Math.min(index, blocks.length - 1) + 1, 0, block.splice(blockSize >>> 1));
    },
    remove(position) {
      const [index, at] = seek(position);
      const block = blocks[index];
      const found = block?.[at];
      if (!block || found?.entry !== position.entry || found.key !== position.key) return;
      block.splice(at, 1);
      if (!block.length) blocks.splice(index, 1);
    },
    *scan(range, descending = false, after) {
      const { start, end } = limits(range);
      if (!descending) {
        const next = after && { entry: after.entry, key: `${after.key}\0` };
        let [index, at] = seek(next && isBefore(start, next) ? next : start);
        for (; index < blocks.length; index += 1, at = 0) {
          for (const position of blocks[index]!.slice(at)) {
            if (end && !isBefore(position, end)) return;
            yield position;
          }
        }
        return;
      }
      const top = after && (!end || isBefore(after, end)) ? after : end;
      let [index, at] = top ? seek(top) : [blocks.length, 0];
      for (; index >= 0; index -= 1, at = blocks[index]?.length ?? 0) {
        for (at -= 1; at >= 0; at -= 1) {
          const position = blocks[index]![at]!;
          if (isBefore(position, start)) return;
          yield position;
        }
      }
    },
    count(range) {
      const { start, end } = limits(range);
      const [first, from] = seek(start);
      const [last, to] = end ? seek(end) : [blocks.length, 0];
      if (last < first || (last === first && to <= from)) return 0;
      let sum = to - from;
      for (let index = first; index < last; index += 1) sum += blocks[index]!.length;
      return sum;
    },
  };
}
