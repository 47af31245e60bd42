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

/** Reads how many people a row stands for. */
export function weightOf(text: string, column: string, place: Place): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Problem(`${at(place)}: the weight ${JSON.stringify(column)} is no number of 0 or more`, 'mend it');
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

function at({ name, row, line }: Place): string {
  return `${name}: row ${row} (line ${line})`;
}
