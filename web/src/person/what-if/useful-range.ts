import type { Fact } from '../../../../lib/schemas/dictionary.ts';
import type { Characteristic } from '../../../../lib/scoring/model.ts';

export interface Range {
  min: number;
  max: number;
  step: number;
}

/** Where a number makes a difference: around the bins of the card, within what the dictionary allows. */
export function usefulRange(
  cuts: readonly number[],
  [low, high]: readonly [number, number],
  known: number | undefined,
): Range {
  const first = Math.min(...cuts, ...(cuts.length === 0 ? [low] : []));
  const last = Math.max(...cuts, ...(cuts.length === 0 ? [high] : []));
  const beyond = Math.max((last - first) / 2, 1);
  const step = stepOf(cuts, last - first + 2 * beyond);
  const [from, to] = [
    Math.max(low, floorTo(first - beyond, step)),
    Math.min(high, floorTo(last + beyond, step) + step),
  ];
  return { min: Math.min(from, known ?? from), max: Math.max(Math.min(to, high), known ?? to), step };
}

export function cutsOf(rows: readonly Characteristic[]): number[] {
  return rows.flatMap(({ cuts }) => [...cuts]);
}

/** What an account of amounts may hold a month; folds such as a count of months say nothing about the amounts. */
export function amountRange(
  rows: readonly Characteristic[],
  { range }: Extract<Fact, { type: 'months' }>,
  known: readonly number[],
): Range {
  const cuts = cutsOf(rows.filter(({ fold }) => fold === 'mean' || fold === 'min' || fold === 'worst'));
  if (cuts.length > 0) return usefulRange(cuts, range, undefined);
  if (range[1] <= 100) return { min: range[0], max: range[1], step: 1 };
  return usefulRange([0, Math.max(200, ...known)], range, undefined);
}

function stepOf(cuts: readonly number[], span: number): number {
  if (cuts.every(Number.isInteger) && span < 1000) return 1;
  return 10 ** Math.floor(Math.log10(span / 100));
}

function floorTo(value: number, step: number): number {
  return Number((Math.floor(value / step) * step).toPrecision(12));
}
