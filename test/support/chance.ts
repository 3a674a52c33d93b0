/**
 * Chance in tests: the same every time in `npm test`, drawn anew and more often in `npm run torture [n]`. fast-check knows both by
 * itself (seeded.ts); a property that needs another number of runs says `fc.assert(property, { numRuns: rounds(1000) })`.
 */
export const seed = Number(process.env.TORTURE_SEED ?? 20_260_101);

/** How many times something random is tried, where `usual` is enough for every day. */
export const rounds = (usual: number): number => usual * Number(process.env.TORTURE ?? 1);
