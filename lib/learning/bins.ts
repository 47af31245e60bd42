import { bestBins } from './directed.ts';
import { binCount, type Layout } from './layout.ts';
import { BIN_COST, type FitOptions, LEAST_PEOPLE, SHAPE_COST } from './options.ts';
import type { PreBinned } from './pre-binned.ts';
import type { Direction, Row } from './segment.ts';
import { type Counts, chiSquaredPerValue, partOfValue, woeOf } from './woe.ts';

export interface Bins {
  column: string;
  layout: Layout;
  direction: Direction;
  /** From each bin to the next: +1 the level may only rise, -1 only fall, 0 either. */
  steps: number[];
  /** The cell that each fine cell is in. */
  cellOf: number[];
  /** The cell of every row. */
  cells: Uint8Array;
  /** Its bins follow its own WOE and not its shape beside the others. */
  byWoe?: boolean;
  /** It is a former card's, which its evidence cannot take off the card. */
  ofPrior?: boolean;
}

/** The bins of the greatest information value, in units of chi-squared, so that an extra bin must earn more than chance. */
export function optimalBins(pre: PreBinned, all: Counts, options: FitOptions): Bins {
  const good = sumsBefore(pre.counts.map((counts) => counts.good));
  const bad = sumsBefore(pre.counts.map((counts) => counts.bad));
  const counts = (i: number, j: number): Counts => ({ good: good[j]! - good[i]!, bad: bad[j]! - bad[i]! });
  const scale = chiSquaredPerValue(all);
  return joined(pre, all, options, {
    cost: BIN_COST,
    value: (i, j) => scale * partOfValue(counts(i, j), all),
    level: (i, j) => woeOf(counts(i, j), all),
  });
}

/** Joins the fine bins of a column by what a segment is worth; too small bins are not allowed. */
export function joined(
  pre: PreBinned,
  all: Counts,
  options: FitOptions,
  row: Pick<Row, 'value' | 'level' | 'cost'>,
): Bins {
  const { layout, counts } = pre;
  const length = binCount(layout);
  const people = sumsBefore(counts.map(({ good, bad }) => good + bad));
  const least = Math.max(options.minShare * (all.good + all.bad), LEAST_PEOPLE);
  const extra = counts.slice(length).filter(({ good, bad }) => good + bad > 0).length;
  const asked = layout.kind === 'category' ? 'none' : pre.options.age ? 'ascending' : (pre.options.direction ?? 'auto');
  // Cuts by hand are kept, as far as a direction that was asked for lets them.
  if (pre.options.cuts !== undefined && (asked === 'auto' || asked === 'none'))
    return apply(pre, row, countTo(length), 'none');
  const most = Math.max(1, options.bins - extra);
  const found = bestBins({ ...row, length, allowed: (i, j) => people[j]! - people[i]! >= least }, most, asked);
  // Fewer people than one bin needs (nearly all are missing): one bin.
  return apply(pre, row, found?.ends ?? [length], found?.direction ?? 'none');
}

function apply(
  { column, layout, cells }: PreBinned,
  row: Pick<Row, 'level'>,
  ends: number[],
  direction: Direction,
): Bins {
  const start = (k: number) => ends[k - 1] ?? 0;
  const cellOf: number[] = ends.flatMap((end, k) => new Array<number>(end - start(k)).fill(k));
  const others = layout.kind === 'number' ? layout.special.length + 1 : 2;
  for (let k = 0; k < others; k += 1) cellOf.push(ends.length + k);
  const levels = ends.map((end, k) => row.level(start(k), end));
  return {
    column,
    layout:
      layout.kind === 'number'
        ? { ...layout, cuts: ends.slice(0, -1).map((end) => layout.cuts[end - 1]!) }
        : { ...layout, groups: ends.map((end, k) => layout.groups.slice(start(k), end).flat().sort()) },
    direction,
    steps: stepsOf(levels, direction),
    cellOf,
    cells: cells.map((cell) => cellOf[cell]!),
  };
}

/** From each level to the next: +1 it may only rise, -1 only fall, 0 either. */
export function stepsOf(levels: number[], direction: Direction): number[] {
  const top = levels.indexOf(direction === 'peak' ? Math.max(...levels) : Math.min(...levels));
  const before = { ascending: 1, descending: -1, peak: 1, valley: -1, none: 0 }[direction];
  const turns = direction === 'peak' || direction === 'valley';
  return levels.slice(1).map((_, k) => (turns && k >= top ? -before : before));
}

function countTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

/** sums[i] = what comes before i. */
function sumsBefore(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i += 1) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

/** The bins that follow a shape best: least squares, weighted by certainty, which is chi-squared again. */
export function binsOfShape(
  pre: PreBinned,
  level: Float64Array,
  certainty: Float64Array,
  all: Counts,
  options: FitOptions,
): Bins {
  const n = binCount(pre.layout);
  const h = sumsBefore(certainty.subarray(0, n));
  const raw = sumsBefore(certainty.subarray(0, n).map((weight, k) => weight * level[k]!));
  const mean = h[n]! > 0 ? raw[n]! / h[n]! : 0;
  const sum = (i: number, j: number) => raw[j]! - raw[i]! - mean * (h[j]! - h[i]!);
  const weight = (i: number, j: number) => Math.max(h[j]! - h[i]!, 1e-12);
  return joined(pre, all, options, {
    cost: SHAPE_COST,
    value: (i, j) => sum(i, j) ** 2 / weight(i, j),
    level: (i, j) => sum(i, j) / weight(i, j),
  });
}
