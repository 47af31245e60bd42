import { distinctOf, without } from './distinct.ts';
import type { CategoryColumn, Column, Frame, NumberColumn } from './frame.ts';
import { cellCount, cellsOf, type Layout } from './layout.ts';
import { type ColumnOptions, ELDERLY, OLDEST } from './options.ts';
import { preCuts } from './pre-bins.ts';
import { specialCodes } from './special-codes.ts';
import { type Counts, countCells, woeOf } from './woe.ts';

/** A column in fine bins, from which both fits start. */
export interface PreBinned {
  column: string;
  layout: Layout;
  cells: Uint8Array;
  /** People per cell. */
  counts: Counts[];
  options: ColumnOptions;
}

const [FEWEST_PRE_BINS, MOST_PRE_BINS] = [6, 64];
/** Fine bins of all columns together: the additive fit solves for all at once. */
const MOST_IN_ALL = 720;
/** Categories beyond these, the rarest, count as unseen. */
const MOST_CATEGORIES = 200;
/** A category of fewer people than this says nothing reliable and counts as unseen. */
const LEAST_OF_CATEGORY = 5;

export function preBin(column: Column, frame: Frame, all: Counts, options: ColumnOptions = {}): PreBinned {
  const layout =
    column.kind === 'number'
      ? numberLayout(column, options, preBinsFor(frame))
      : categoryLayout(column, frame, all, options);
  const cells = cellsOf(column, layout);
  const counts = countCells(cells, cellCount(layout), frame.bad, frame.weights);
  return { column: column.name, layout, cells, counts, options };
}

/** Few people or many columns allow only coarser bins. */
function preBinsFor({ rows, columns }: Frame): number {
  const most = Math.min(MOST_PRE_BINS, Math.sqrt(rows), MOST_IN_ALL / columns.length);
  return Math.max(FEWEST_PRE_BINS, Math.floor(most));
}

function numberLayout({ values }: NumberColumn, options: ColumnOptions, most: number): Layout {
  const distinct = distinctOf(values);
  // 99 may well be a code among counts; among ages it is somebody's, unless the lender says otherwise.
  const isCode = (value: number) => !options.age || value < 0 || value > OLDEST;
  const prior = options.prior?.layout.kind === 'number' ? options.prior.layout : undefined;
  // A former card says which numbers are codes.
  const own = options.special ?? (prior === undefined ? specialCodes(distinct).filter(isCode) : []);
  const special = [...new Set([...(prior?.special ?? []), ...own])];
  const found = options.cuts ?? preCuts(without(distinct, special), most);
  const cuts = prior === undefined ? found : [...new Set([...found, ...prior.cuts])].sort((a, b) => a - b);
  return { kind: 'number', cuts: cuts.filter((cut) => !options.age || cut <= ELDERLY), special };
}

/** One cell a category, the worst first, by WOE, which smooths the rare ones. */
function categoryLayout(
  column: CategoryColumn,
  frame: Frame,
  all: Counts,
  { categories, prior }: ColumnOptions,
): Layout {
  const n = column.labels.length;
  const sums = Array.from({ length: n }, (): Counts => ({ good: 0, bad: 0 }));
  for (let i = 0; i < column.codes.length; i += 1) {
    const sum = sums[column.codes[i]!];
    if (sum !== undefined) sum[frame.bad[i] === 1 ? 'bad' : 'good'] += frame.weights?.[i] ?? 1;
  }
  const size = (code: number) => sums[code]!.good + sums[code]!.bad;
  const codes = Array.from({ length: n }, (_, code) => code);
  const common = codes
    .filter((code) => size(code) >= LEAST_OF_CATEGORY && (categories?.includes(column.labels[code]!) ?? true))
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, MOST_CATEGORIES);
  const woe = new Map(common.map((code) => [code, woeOf(sums[code]!, all)]));
  common.sort((a, b) => woe.get(a)! - woe.get(b)! || a - b);
  const named = common.map((code) => column.labels[code]!);
  const known = prior?.layout.kind === 'category' ? prior.layout.groups.flat() : [];
  return {
    kind: 'category',
    groups: [...named, ...known.filter((name) => !named.includes(name))].map((name) => [name]),
  };
}
