/** One printed line. */
export interface Figure {
  /** Where a page measures several things; else the page's own name. */
  readonly name?: string;
  readonly case?: string;
  readonly unit: string;
  readonly ours: number;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly limit: number;
  readonly pass: boolean;
  readonly peers?: Readonly<Record<string, number>>;
}

const round = (value: number) => Math.round(value * 100) / 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A line whose limit is on the ratio of ours to the floor. */
export function ratio(
  unit: string,
  ours: number,
  floor: number,
  limit: number,
  more: { case?: string; peers?: Record<string, number> } = {},
): Figure {
  return {
    ...more,
    unit,
    ours: round(ours),
    floor: round(floor),
    ratio: round(ours / floor),
    limit,
    pass: ours / floor <= limit,
  };
}

/** A line whose limit is on our value itself. */
export function bound(
  unit: string,
  ours: number,
  limit: number,
  { floor, ...more }: { name?: string; case?: string; floor?: number } = {},
): Figure {
  return {
    ...more,
    unit,
    ours: round(ours),
    floor: floor === undefined ? null : round(floor),
    ratio: null,
    limit,
    pass: ours <= limit,
  };
}

/** By how much values that follow each other at equal distance grow from one to the next (least squares). */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return rise / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

/** Runs the sides in turns, so that what else the machine does falls on all of them; gives each side's times in milliseconds. */
export async function inTurns(rounds: number, sides: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const times: number[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1) for (const [index, side] of sides.entries()) times[index]!.push(await side());
  return times;
}

/** The next frame has been handed to the screen. */
export const painted = (): Promise<void> =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    }),
  );

/** What a page holds. */
export interface Heap {
  /** Of the scripts and the buffers behind them. What the browser keeps of the document goes up and down by itself; its nodes and listeners are counted. */
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

declare global {
  var measure: () => Promise<readonly Figure[]>;
  /** Counts what is left after two collections; run.mjs gives it to each page. */
  var heap: () => Promise<Heap>;
}
