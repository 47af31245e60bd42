import type { Column } from './frame.ts';

/**
 * How the values of a column become cells, numbered as a scorecard numbers them: bins, then special codes (numbers) or
 * the unseen cell (categories), then missing.
 */
export type Layout = NumberLayout | CategoryLayout;

export interface NumberLayout {
  kind: 'number';
  /** Where a new bin begins, ascending: n cuts make n + 1 bins, each from a cut (inclusive) to the next (exclusive). */
  cuts: number[];
  special: number[];
}

export interface CategoryLayout {
  kind: 'category';
  /** The categories of each bin; one that no bin names is unseen, rare ones with it. */
  groups: string[][];
}

export function binCount(layout: Layout): number {
  return layout.kind === 'number' ? layout.cuts.length + 1 : layout.groups.length;
}

/** All cells, `missing` (the last) included. */
export function cellCount(layout: Layout): number {
  return binCount(layout) + (layout.kind === 'number' ? layout.special.length : 1) + 1;
}

/** The cell of every row. */
export function cellsOf(column: Column, layout: Layout): Uint8Array {
  if (cellCount(layout) > 256) throw new RangeError(`${column.name} has more than 256 cells`);
  if (column.kind === 'number' && layout.kind === 'number') return numberCells(column.values, layout);
  if (column.kind === 'category' && layout.kind === 'category') {
    const unseen = layout.groups.length;
    const byCode = column.labels.map((label) => layout.groups.findIndex((group) => group.includes(label)));
    return Uint8Array.from(column.codes, (code) =>
      code < 0 ? unseen + 1 : byCode[code]! < 0 ? unseen : byCode[code]!,
    );
  }
  throw new TypeError(`${column.name} holds ${column.kind === 'number' ? 'numbers' : 'categories'}, its bins do not`);
}

function numberCells(values: Float64Array, { cuts, special }: NumberLayout): Uint8Array {
  const cells = new Uint8Array(values.length);
  const sortedCuts = Float64Array.from(cuts);
  const codes = new Map(special.map((code, i) => [code, cuts.length + 1 + i]));
  const missing = cuts.length + 1 + special.length;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (Number.isNaN(value)) cells[i] = missing;
    else cells[i] = (codes.size > 0 ? codes.get(value) : undefined) ?? binOf(value, sortedCuts);
  }
  return cells;
}

/** How many cuts are at or below the value, by halving. */
function binOf(value: number, cuts: Float64Array): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
