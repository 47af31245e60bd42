import { PEOPLE, SHARES, type Sweep } from '../plan.ts';

/** `1 million`, `1 billion`. */
export function crowd(people: number): string {
  return people >= 1e9 ? `${people / 1e9} billion` : `${people / 1e6} million`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Minutes below an hour, days beyond four. */
export function time(hours: number): string {
  if (hours < 1 / 60) return `${Math.max(1, Math.round(hours * 3600))} s`;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 96 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A row for each sweep: who, how many change, and the cells. */
export function sweepRows(cells: (sweep: Sweep) => readonly string[]): string[][] {
  return PEOPLE.flatMap((people) =>
    SHARES.map((share) => [`${crowd(people)}, ${percent(share)}`, ...cells({ people, share })]),
  );
}

export const SWEEP_HEAD = 'people, scores that change';
