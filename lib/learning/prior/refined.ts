import { type Bins, binsOfShape, stepsOf } from '../bins.ts';
import { binCount, type Layout } from '../layout.ts';
import type { FitOptions } from '../options.ts';
import type { PreBinned } from '../pre-binned.ts';
import type { Direction } from '../segment.ts';
import type { Counts } from '../woe.ts';
import { type PriorColumn, priorCells } from './column.ts';

/** What was learned of a column's fine cells, beside what the former card says of them. */
export interface Learned {
  level: Float64Array;
  certainty: Float64Array;
  prior: Float64Array;
}

/**
 * The former card's bins, parted further where what was learned differs from it: its own cuts all stay, so that it can be
 * told cell by cell what the outcomes changed. Its direction stays too, unless another one was asked for.
 */
export function refinedBins(
  pre: PreBinned,
  prior: PriorColumn,
  learned: Learned,
  all: Counts,
  options: FitOptions,
): Bins {
  const { level, certainty } = learned;
  const difference = level.map((value, k) => value - learned.prior[k]!);
  const { direction: asked, cuts, age } = pre.options;
  const left = Math.max(2, options.bins - binCount(prior.layout) + 1);
  const free = { ...pre, options: cuts === undefined ? {} : { cuts } };
  const parted = binsOfShape(free, difference, certainty, all, { ...options, bins: left });
  const cellOf = together(pre, prior, parted.cellOf);
  const layout = layoutOf(pre.layout, cellOf);
  const direction: Direction = age
    ? 'ascending'
    : asked === 'auto'
      ? binsOfShape(pre, level, certainty, all, options).direction
      : (asked ?? prior.direction);
  const levels = means(cellOf, level, certainty).slice(0, binCount(layout));
  return {
    column: pre.column,
    layout,
    direction,
    steps: stepsOf(levels, direction),
    cellOf,
    cells: pre.cells.map((cell) => cellOf[cell]!),
    ofPrior: true,
  };
}

/** Numbers the cells in which both say the same, in the former card's order. A category of nobody keeps to the former card. */
function together({ layout, counts }: PreBinned, prior: PriorColumn, parted: readonly number[]): number[] {
  const before = priorCells(prior, layout);
  const n = binCount(layout);
  const keys = Array.from({ length: n }, (_, k) => {
    const untold = layout.kind === 'category' && counts[k]!.good + counts[k]!.bad === 0;
    return before[k]! * 1000 + (untold ? 999 : parted[k]!);
  });
  const order = [...new Set(keys)].sort((a, b) => a - b);
  return [...keys.map((key) => order.indexOf(key)), ...counts.slice(n).map((_, k) => order.length + k)];
}

function layoutOf(fine: Layout, cellOf: readonly number[]): Layout {
  if (fine.kind === 'number') {
    const cuts = fine.cuts.filter((_, k) => cellOf[k] !== cellOf[k + 1]);
    return { kind: 'number', cuts, special: fine.special };
  }
  const n = cellOf[fine.groups.length]!;
  const groups = Array.from({ length: n }, (_, cell) =>
    fine.groups
      .filter((_, k) => cellOf[k] === cell)
      .flat()
      .sort(),
  );
  return { kind: 'category', groups };
}

function means(cellOf: readonly number[], level: Float64Array, certainty: Float64Array): number[] {
  const [sums, weights] = [new Map<number, number>(), new Map<number, number>()];
  cellOf.forEach((cell, k) => {
    const weight = certainty[k]! + 1e-9;
    sums.set(cell, (sums.get(cell) ?? 0) + weight * level[k]!);
    weights.set(cell, (weights.get(cell) ?? 0) + weight);
  });
  return [...weights.keys()].sort((a, b) => a - b).map((cell) => sums.get(cell)! / weights.get(cell)!);
}
