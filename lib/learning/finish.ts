import type { Bins } from './bins.ts';
import { type Design, logOdds } from './design.ts';
import type { Dropped, Fitted, FittedCell, FittedCharacteristic, FittedPair } from './fitted.ts';
import type { Column } from './frame.ts';
import { binCount, cellCount } from './layout.ts';
import type { Estimate } from './newton.ts';
import type { FitOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { countCells, informationValue, woeOf } from './woe.ts';

export interface Estimated {
  bins: readonly Bins[];
  design: Design;
  estimate: Estimate;
  strengths: Record<string, number>;
  calibration: Fitted['calibration'];
  pairs?: { tables: FittedPair[]; added: Float64Array };
  /** Left out because they ran against their evidence. */
  removed?: readonly Bins[];
}

/** Under this, contributions and information values are rounding. */
const NOTHING = 1e-6;

/** Centres each characteristic on the average person and leaves out those that say nothing. */
export function finish(prepared: Prepared, options: FitOptions, estimated: Estimated): Fitted {
  const { bins, design, estimate, removed = [], pairs } = estimated;
  const eta = logOdds(design, estimate.beta).map((value, i) => value + (pairs?.added[i] ?? 0));
  const { range, near } = spread(eta);
  const made = bins.map((bin, c) => characteristic(prepared, options, bin, levelsOf(design, estimate, c), near));
  const characteristics = made.filter(speaks).map(({ characteristic }) => characteristic);
  const kept = new Set(characteristics.map(({ column }) => column));
  return {
    fit: options.fit,
    intercept: made.reduce((sum, { mean }) => sum + mean, estimate.beta[0]!),
    characteristics,
    pairs: (pairs?.tables ?? []).filter(({ columns }) => columns.every((column) => kept.has(column))),
    dropped: [
      ...made.filter((one) => !speaks(one)).map(({ characteristic }) => droppedAs(characteristic)),
      ...removed.map((bin) => ({
        ...droppedAs(characteristic(prepared, options, bin, [], near).characteristic),
        why: 'wrong sign' as const,
      })),
    ],
    calibration: estimated.calibration,
    range,
    rows: prepared.ordered.frame.rows,
    people: prepared.all,
    strengths: estimated.strengths,
    options,
  };
}

interface Made {
  characteristic: FittedCharacteristic;
  /** Mean of its levels, which belongs to the intercept. */
  mean: number;
  ofPrior: boolean;
}

function speaks({ characteristic: { cells }, ofPrior }: Made): boolean {
  return ofPrior || cells.some(({ contribution }) => Math.abs(contribution) >= NOTHING);
}

function droppedAs({ column, informationValue: value }: FittedCharacteristic): Dropped {
  return { column, why: value < NOTHING ? 'no information' : 'wrong sign', informationValue: value };
}

function levelsOf({ blocks }: Design, { beta }: Estimate, c: number): number[] {
  const { offset, size } = blocks[c + 1]!;
  return [...beta.subarray(offset, offset + size)];
}

function characteristic(
  { ordered, all }: Prepared,
  options: FitOptions,
  bin: Bins,
  levels: readonly number[],
  near: readonly number[],
): Made {
  const { column, layout, direction } = bin;
  const counts = countCells(bin.cells, cellCount(layout), ordered.frame.bad, ordered.frame.weights);
  const own = options.columns[column] ?? {};
  // Who says to be old must not fare worse than who says nothing, or a code.
  const most = own.age && levels.length > 0 ? Math.max(...levels.slice(0, binCount(layout))) : Number.POSITIVE_INFINITY;
  const level = (cell: number) => Math.min(most, levels[cell] ?? 0);
  const mean = counts.reduce((sum, { good, bad }, k) => sum + level(k) * (good + bad), 0) / (all.good + all.bad);
  const cells = counts.map((cell, k): FittedCell => {
    // A cell that nobody was in is as the average person, unless a former card speaks of it.
    const contribution = cell.good + cell.bad === 0 && !bin.ofPrior ? 0 : level(k) - mean;
    return { ...cell, woe: woeOf(cell, all), contribution };
  });
  return {
    mean,
    ofPrior: bin.ofPrior === true,
    characteristic: {
      column,
      dimension: own.dimension ?? options.dimension,
      layout,
      cells,
      informationValue: informationValue(counts, all),
      direction,
      nearCutoff: near.reduce((sum, row) => sum + level(bin.cells[row]!) - mean, 0) / near.length,
      extremes: extremesOf(ordered.frame.columns.find(({ name }) => name === column)!),
      foundSpecial: layout.kind === 'number' && layout.special.length > 0 && own.special === undefined,
    },
  };
}

/** The spread of log-odds, and the rows between the 20th and the 30th of a hundred. */
function spread(eta: Float64Array): { range: Fitted['range']; near: number[] } {
  const sorted = Float64Array.from(eta).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const [from, to] = [at(0.2), at(0.3)];
  const near = Array.from(eta.keys()).filter((i) => eta[i]! >= from && eta[i]! <= to);
  return { range: { low: at(0.001), middle: at(0.5), high: at(0.999) }, near };
}

function extremesOf(column: Column): FittedCharacteristic['extremes'] {
  let [low, high] = [0, 0];
  if (column.kind === 'number')
    for (const value of column.values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return { low, high };
}
