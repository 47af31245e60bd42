import { take } from './frame.ts';
import { binCount } from './layout.ts';
import type { PreBinned } from './pre-binned.ts';
import { outcomesOf, type Prepared } from './prepare.ts';
import { type Counts, countCells, woeOf } from './woe.ts';

/** What can be known without the rows of a fold. */
export interface Rest {
  prepared: Prepared;
  /** By column: where each fine cell of all rows is among the cells of the rest. */
  placeOf: number[][];
}

/** The same fine cells, counted without the rows of a fold; categories in the order that the rest alone gives them. */
export function withoutFold({ ordered, pre }: Prepared, fold: number): Rest {
  const rows = Array.from(ordered.fold.keys()).filter((row) => ordered.fold[row] !== fold);
  const frame = take({ ...ordered.frame, columns: [] }, rows);
  const all = outcomesOf(frame);
  const taken = pre.map((column): { column: PreBinned; placeOf: number[] } => {
    const cells = Uint8Array.from(rows, (row) => column.cells[row]!);
    const counts = countCells(cells, column.counts.length, frame.bad, frame.weights);
    return inOrderOfWoe({ ...column, cells, counts }, all);
  });
  const folds = Uint8Array.from(rows, (row) => ordered.fold[row]!);
  return {
    prepared: { ordered: { frame, fold: folds }, all, pre: taken.map(({ column }) => column) },
    placeOf: taken.map(({ placeOf }) => placeOf),
  };
}

/** Numbers have their order; the categories' order is learned, and would tell of the fold. */
function inOrderOfWoe(column: PreBinned, all: Counts): { column: PreBinned; placeOf: number[] } {
  const { layout, cells, counts } = column;
  const placeOf = counts.map((_, cell) => cell);
  if (layout.kind === 'number') return { column, placeOf };
  const bins = binCount(layout);
  const woe = counts.map((cell) => woeOf(cell, all));
  const order = placeOf.slice(0, bins).sort((a, b) => woe[a]! - woe[b]! || a - b);
  order.forEach((cell, place) => {
    placeOf[cell] = place;
  });
  const sorted = [...order, ...placeOf.slice(bins)].map((cell) => counts[cell]!);
  const groups = order.map((cell) => layout.groups[cell]!);
  const placed = cells.map((cell) => placeOf[cell]!);
  return { column: { ...column, layout: { ...layout, groups }, cells: placed, counts: sorted }, placeOf };
}
