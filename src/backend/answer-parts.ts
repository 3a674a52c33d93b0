import { isInstant } from '../domain/time.js';
import type { Shape } from './answers.js';

/** What answers are taken apart with, where parts may be missing or of another shape. */
export const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTime = (value: unknown): value is string => isText(value) && isInstant(value);
export const shapes = (value: unknown): readonly Shape[] => (Array.isArray(value) ? value.filter(isShape) : []);
export const oneOf = <T extends string>(value: unknown, ...choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value);

/** The named properties that are texts. */
export const textsOf = <K extends string>(given: Shape, ...names: readonly K[]): Partial<Record<K, string>> =>
  Object.fromEntries(names.filter((name) => isText(given[name])).map((name) => [name, given[name]])) as Partial<
    Record<K, string>
  >;
/** The named properties that are instants. */
export const timesOf = <K extends string>(given: Shape, ...names: readonly K[]): Partial<Record<K, string>> =>
  Object.fromEntries(names.filter((name) => isTime(given[name])).map((name) => [name, given[name]])) as Partial<
    Record<K, string>
  >;
