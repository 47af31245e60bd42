import { distinctOf, without } from '../distinct.ts';
import { type Column, type Frame, outcomes } from '../frame.ts';
import { cellCount, cellsOf, type Layout } from '../layout.ts';
import { preCuts } from '../pre-bins.ts';
import { specialCodes } from '../special-codes.ts';
import { countCells, informationValue } from '../woe.ts';
import type { Finding } from './finding.ts';

/** Above this a column is 'suspicious' or too good to be true (Siddiqi, Credit Risk Scorecards, 2006, chapter 6). */
export const SUSPICIOUS = 0.5;
/** Bins for this look; few, since each adds about 1 / (n p q) to the information value by chance alone. */
const BINS = 10;
/** A column that keeps the outcomes apart in at most this many groups of rows a group does so by no chance. */
const LEAST_PER_GROUP = 10;

/** Whether a column may know the outcome: information that was recorded afterwards is the commonest mistake of all. */
export function leak(column: Column, frame: Frame): Finding | undefined {
  const name = JSON.stringify(column.name);
  if (separates(column, frame.bad))
    return {
      column: column.name,
      kind: 'separates',
      action: 'refused',
      says: `${name} tells good from bad without a mistake, so it was recorded after the outcome: leave it out with "ignore": true in the spec`,
    };
  const value = quickValue(column, frame);
  if (value <= SUSPICIOUS) return undefined;
  return {
    column: column.name,
    kind: 'leak',
    action: 'warning',
    says: `${name} has an information value of ${value.toFixed(2)}, above ${SUSPICIOUS}: was it known before the outcome was?`,
  };
}

/** Information value over about ten bins of equal share; special codes, missing cells and categories are bins of their own. */
export function quickValue(column: Column, frame: Frame): number {
  const layout = quickLayout(column);
  const all = outcomes(frame);
  if (column.kind === 'category')
    return informationValue(countCategories(column.codes, column.labels.length, frame), all);
  return informationValue(countCells(cellsOf(column, layout), cellCount(layout), frame.bad, frame.weights), all);
}

function quickLayout(column: Column): Layout {
  if (column.kind === 'category') return { kind: 'category', groups: [] };
  const distinct = distinctOf(column.values);
  const special = specialCodes(distinct);
  return { kind: 'number', cuts: preCuts(without(distinct, special), BINS), special };
}

/** Goods and bads per category; rare ones together, since alone they would seem to know a lot. */
function countCategories(codes: Int32Array, n: number, { bad, weights }: Frame) {
  const cells = Array.from({ length: n + 1 }, () => ({ good: 0, bad: 0 }));
  for (let i = 0; i < codes.length; i += 1)
    cells[codes[i]! < 0 ? n : codes[i]!]![bad[i] === 1 ? 'bad' : 'good'] += weights?.[i] ?? 1;
  const rare = { good: 0, bad: 0 };
  const least = Math.max(5, 0.005 * codes.length);
  const common = cells.filter((cell) => {
    if (cell.good + cell.bad >= least) return true;
    rare.good += cell.good;
    rare.bad += cell.bad;
    return false;
  });
  return [...common, rare];
}

/**
 * Whether each value, missing included, belongs to one outcome only: by a threshold, or in so few groups that it cannot
 * be chance.
 */
export function separates(column: Column, bad: Uint8Array): boolean {
  const key = (i: number) => (column.kind === 'number' ? column.values[i]! : column.codes[i]!);
  const outcomeOf = new Map<number, number>();
  for (let i = 0; i < bad.length; i += 1) {
    const known = outcomeOf.get(key(i));
    if (known === undefined) outcomeOf.set(key(i), bad[i]!);
    else if (known !== bad[i]) return false;
  }
  if (outcomeOf.size * LEAST_PER_GROUP <= bad.length) return true;
  return column.kind === 'number' && bad.length >= LEAST_PER_GROUP && turns(outcomeOf) <= 1;
}

/** How often the outcome changes as the value rises. */
function turns(outcomeOf: ReadonlyMap<number, number>): number {
  const present = [...outcomeOf].filter(([value]) => !Number.isNaN(value)).sort(([a], [b]) => a - b);
  return present.reduce((sum, [, outcome], i) => sum + (i > 0 && outcome !== present[i - 1]![1] ? 1 : 0), 0);
}
