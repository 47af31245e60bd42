import { Problem } from '../../local/problem.ts';
import type { Place } from './csv/header.ts';

/** Reads an outcome: 1 = bad, 0 = good, and nothing else. */
export function outcomeOf(text: string, column: string, place: Place): 0 | 1 {
  if (text === '0') return 0;
  if (text === '1') return 1;
  const value = text === '' ? Number.NaN : Number(text);
  if (value === 0 || value === 1) return value;
  throw new Problem(
    `${at(place)}: the target ${JSON.stringify(column)} is ${text === '' ? 'empty' : JSON.stringify(text.slice(0, 40))}`,
    'it must be 1 for the bad outcome and 0 for the good one, in every row',
  );
}

/** More than there are people on earth; beyond it, sums of squares lose what single people add. */
const MOST_PEOPLE = 1e10;

/** Reads how many people a row stands for. */
export function weightOf(text: string, column: string, place: Place): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (value >= 0 && value <= MOST_PEOPLE) return value;
  throw new Problem(
    `${at(place)}: the weight ${JSON.stringify(column)} is no number of 0 or more, up to ${MOST_PEOPLE}`,
    'it says how many people the row stands for',
  );
}

/** A scorecard is learned, and judged, from people of both outcomes. */
export function refuseOneClass(bad: Uint8Array, column: string, name: string): void {
  const bads = bad.reduce((sum, value) => sum + value, 0);
  if (bads > 0 && bads < bad.length) return;
  if (bad.length === 0) throw new Problem(`${name} has a header and no rows`, 'name a file with people in it');
  throw new Problem(
    `in all ${bad.length} rows of ${name} the target ${JSON.stringify(column)} is ${bads === 0 ? 0 : 1}`,
    'people of both outcomes are needed',
  );
}

/** Rows of both outcomes that stand for nobody leave nothing to learn from, or to judge by. */
export function refuseNobody(bad: Uint8Array, weights: Float64Array, column: string, name: string): void {
  const people = [0, 0];
  for (let i = 0; i < bad.length; i += 1) people[bad[i]!]! += weights[i]!;
  const short = people.findIndex((sum) => sum < 1 - 1e-9);
  if (short < 0) return;
  throw new Problem(
    `in ${name} all rows whose target is ${short} stand for ${people[short]} people, by the weight ${JSON.stringify(column)}`,
    'weights say how many people a row stands for: at least 1 of either outcome altogether',
  );
}

function at({ name, row, line }: Place): string {
  return `${name}: row ${row} (line ${line})`;
}
