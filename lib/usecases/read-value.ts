import type { ErrorKind } from '../errors.ts';

export interface Statement {
  day: number;
  revision: number;
  tier: number;
  sourceId: string;
}

/** Collects what is wrong with a body, so that one answer names every field. */
export type Refuse = (path: readonly string[], rule: ErrorKind, detail: string) => undefined;

/** A finite number within the fact's range; undefined when it was refused. */
export function readNumber(
  value: unknown,
  [low, high]: readonly [number, number],
  path: readonly string[],
  refuse: Refuse,
) {
  if (typeof value !== 'number') return refuse(path, 'wrong-type', 'Must be a number.');
  if (!Number.isFinite(value)) return refuse(path, 'not-finite', 'Must be a finite number.');
  if (value < low || value > high) return refuse(path, 'out-of-range', `Must be between ${low} and ${high}.`);
  return Object.is(value, -0) ? 0 : value;
}
