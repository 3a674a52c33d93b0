/** What shapes of answers are made of: each throws, with the path, when a value is another. */
import { inShort } from './assert.js';

/** Throws, with the path, when a value has not the shape. */
export type Shape = (value: unknown, path: string) => void;

export function wrong(path: string, value: unknown, expected: string): never {
  throw new Error(`${path} is ${inShort(value)} instead of ${expected}`);
}

export const text: Shape = (value, path) => {
  if (typeof value !== 'string') wrong(path, value, 'text');
};

export const filled: Shape = (value, path) => {
  if (typeof value !== 'string' || value === '') wrong(path, value, 'text that is not empty');
};

export const flag: Shape = (value, path) => {
  if (typeof value !== 'boolean') wrong(path, value, 'true or false');
};

export const yes: Shape = (value, path) => {
  if (value !== true) wrong(path, value, 'true');
};

export const count =
  (least: number): Shape =>
  (value, path) => {
    if (!Number.isSafeInteger(value) || (value as number) < least) wrong(path, value, `a whole number of at least ${least}`);
  };

export const pattern =
  (expression: RegExp, says: string): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || !expression.test(value)) wrong(path, value, says);
  };

export const oneOf =
  (...choices: readonly string[]): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || !choices.includes(value)) wrong(path, value, `one of ${choices.join(', ')}`);
  };

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

export const time: Shape = (value, path) => {
  if (typeof value !== 'string' || !isoTime.test(value) || Number.isNaN(Date.parse(value)))
    wrong(path, value, 'an ISO 8601 time with zone');
};

export const list =
  (shape: Shape, most = Infinity): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) wrong(path, value, 'a list');
    if (value.length > most) wrong(path, `${value.length} items`, `at most ${most}`);
    value.forEach((item, index) => shape(item, `${path}[${index}]`));
  };

export function plain(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(path, value, 'an object');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) wrong(path, value, 'a plain object without a class');
  return value as Record<string, unknown>;
}

/** Objects with these properties and no others; those of the second table may be absent. */
export const object =
  (must: Readonly<Record<string, Shape>>, may: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path) => {
    const record = plain(value, path);
    for (const [name, shape] of Object.entries(must))
      shape(Object.hasOwn(record, name) ? record[name] : undefined, `${path}.${name}`);
    for (const [name, item] of Object.entries(record)) {
      if (Object.hasOwn(must, name)) continue;
      if (!Object.hasOwn(may, name)) wrong(`${path}.${name}`, item, 'absent: the port does not name it');
      if (item !== undefined) may[name]?.(item, `${path}.${name}`);
    }
  };

export const table =
  (shape: Shape): Shape =>
  (value, path) => {
    for (const [name, item] of Object.entries(plain(value, path))) shape(item, `${path}.${name}`);
  };

/** One of several shapes, told apart by a property. */
export const variant =
  (by: string, shapes: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    const kind = plain(value, path)[by];
    if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind))
      wrong(`${path}.${by}`, kind, `one of ${Object.keys(shapes).join(', ')}`);
    shapes[kind]?.(value, path);
  };
