import { type Frame, outcomes as outcomesOf } from './frame.ts';
import { type FitOptions, FOLDS } from './options.ts';
import { type PreBinned, preBin } from './pre-binned.ts';
import { inOrder, type OrderedRows } from './row-order.ts';
import type { Counts } from './woe.ts';

/** The rows in their own order, every column in fine bins. */
export interface Prepared {
  ordered: OrderedRows;
  all: Counts;
  pre: PreBinned[];
}

/** Throws a RangeError when there is nothing to learn from: both outcomes are needed. */
export { outcomesOf };

export function prepare(frame: Frame, options: FitOptions): Prepared {
  const ordered = inOrder(frame, FOLDS, options.seed);
  const all = outcomesOf(ordered.frame);
  if (all.good === 0 || all.bad === 0) throw new RangeError('both outcomes, good and bad, are needed to learn from');
  const pre = ordered.frame.columns.map((column) => preBin(column, ordered.frame, all, options.columns[column.name]));
  return { ordered, all, pre };
}
