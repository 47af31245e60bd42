import type { Bins } from './bins.ts';
import { type Design, logOdds } from './design.ts';
import type { FittedPair } from './fitted.ts';
import type { Estimate } from './newton.ts';
import type { FitOptions } from './options.ts';
import { choosePairs, type PairCells } from './pair-choice.ts';
import { keepDirections } from './pair-directions.ts';
import { fitPairTables } from './pair-tables.ts';

export interface Paired {
  tables: FittedPair[];
  /** Log-odds that the tables add to each row. */
  added: Float64Array;
  pull: number;
}

/** Learns the tables of the pairs that gain most, on top of the characteristics, whose directions they keep. */
export function fitPairs(bins: readonly Bins[], design: Design, { beta }: Estimate, options: FitOptions): Paired {
  const dimensionOf = (column: string) => options.columns[column]?.dimension ?? options.dimension;
  // In a pair, age could count against people of 62 and over.
  const groupOf = (column: string) => (options.columns[column]?.age ? column : dimensionOf(column));
  const chosen = choosePairs(bins, groupOf, design, beta, options.pairs).filter(({ gain }) => gain > 0);
  const added = new Float64Array(design.rows);
  if (chosen.length === 0) return { tables: [], added, pull: 0 };
  const fitted = fitPairTables(design, logOdds(design, beta), chosen);
  const tables = chosen.map((pair, k): FittedPair => {
    const { offset } = fitted.design.blocks[k + 1]!;
    const side = (c: number) => sideOf(c, bins, design, beta, chosen);
    const people = tableOf(pair, peopleOf(pair, design));
    const raw = centred(tableOf(pair, fitted.beta.subarray(offset)), people);
    const table = keepDirections(raw, people, side(pair.first), side(pair.second));
    for (let i = 0; i < added.length; i += 1)
      added[i]! += table[Math.floor(pair.cells[i]! / pair.width)]![pair.cells[i]! % pair.width]!;
    return { columns: [bins[pair.first]!.column, bins[pair.second]!.column], contributions: table, gain: pair.gain };
  });
  return { tables, added, pull: fitted.pull };
}

function sideOf(c: number, bins: readonly Bins[], design: Design, beta: Float64Array, pairs: readonly PairCells[]) {
  const { offset, size } = design.blocks[c + 1]!;
  const shared = pairs.filter(({ first, second }) => first === c || second === c).length;
  return { steps: bins[c]!.steps, share: [...beta.subarray(offset, offset + size)].map((level) => level / shared) };
}

function peopleOf({ cells, height, width }: PairCells, { weights }: Design): Float64Array {
  const people = new Float64Array(height * width);
  for (let i = 0; i < cells.length; i += 1) people[cells[i]!]! += weights?.[i] ?? 1;
  return people;
}

function tableOf({ height, width }: PairCells, values: Float64Array): number[][] {
  return Array.from({ length: height }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
}

/** The average person has 0, and so has a cell that nobody was in. */
function centred(table: number[][], people: number[][]): number[][] {
  const sum = (of: (i: number, j: number) => number) =>
    table.reduce((total, line, i) => total + line.reduce((part, _, j) => part + of(i, j), 0), 0);
  const mean = sum((i, j) => table[i]![j]! * people[i]![j]!) / sum((i, j) => people[i]![j]!);
  return table.map((line) => line.map((value) => value - mean));
}
