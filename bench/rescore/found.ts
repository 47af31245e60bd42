import { median } from '../support/rounds.ts';
import type { Measured } from './measure.ts';

/** All populations of which so many in a hundred change. */
export interface Found {
  percent: number;
  /** The smallest first. */
  bySize: readonly { people: number; rounds: readonly Measured[] }[];
}

export type Sized = Found['bySize'][number];

export const sizeName = (people: number) => people.toLocaleString('en');
export const sweepName = (people: number, percent: number) => `${sizeName(people)}, ${percent} % change`;

export function micros(sized: Sized): number {
  return middle(sized, ({ cpuMicros }) => cpuMicros / sized.people);
}

export function live(sized: Sized): number {
  return middle(sized, ({ liveMb }) => liveMb);
}

export function middle({ rounds }: Sized, of: (measured: Measured) => number): number {
  return median(rounds.map(of));
}
