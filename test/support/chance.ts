/**
 * Chance in tests: the same every time in `npm test`, drawn anew and more often in `npm run torture [n]`. Give it to fast-check:
 * `fc.assert(property, drawn(100))`. Works in Node and in browsers (the runner puts the values in).
 */
export const seed = Number(process.env.TORTURE_SEED ?? 20_260_101);

/** How many times a loop of random cases runs. */
export const rounds = (usual: number): number => usual * Number(process.env.TORTURE ?? 1);

/** fast-check's parameters. */
export const drawn = (usual: number): { seed: number; numRuns: number } => ({ seed, numRuns: rounds(usual) });
