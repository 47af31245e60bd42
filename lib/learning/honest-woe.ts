import { type Design, lossOf } from './design.ts';
import { take } from './frame.ts';
import { BIN_COST, type FitOptions, FOLDS } from './options.ts';
import { outcomesOf, type Prepared } from './prepare.ts';
import { countCells } from './woe.ts';
import { designOfBins, type WoeFit, woeFit } from './woe-fit.ts';

/** Candidates for what a bin must earn, and up to how many rows the choice matters. */
const BIN_COSTS = [0, 1, 2, 4, 8];
const FEW_ROWS = 5000;
const TYPICAL_RIDGE = [[2]];

/**
 * What a bin must earn, by a cross-validation that learns the bins anew without each fold: with few people the best cuts
 * are partly chance, and how far to follow them depends on the data.
 */
export function honestCost(prepared: Prepared, options: FitOptions): number {
  if (prepared.ordered.frame.rows > FEW_ROWS) return BIN_COST;
  const fine = designOfBins(prepared, prepared.pre);
  const losses = BIN_COSTS.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rest = withoutFold(prepared, fold);
    BIN_COSTS.forEach((cost, c) => {
      losses[c]! += lossOf(fine, levelOf(woeFit(rest, options, cost, TYPICAL_RIDGE), fine), fold);
    });
  }
  return BIN_COSTS[losses.indexOf(Math.min(...losses))]!;
}

/** The fit as a level of every fine cell. */
export function levelOf({ bins, design, estimate }: WoeFit, fine: Design): Float64Array {
  const level = new Float64Array(fine.size);
  level[0] = estimate.beta[0]!;
  bins.forEach(({ cellOf }, c) => {
    const { offset } = fine.blocks[c + 1]!;
    cellOf.forEach((cell, k) => {
      level[offset + k] = estimate.beta[design.blocks[c + 1]!.offset + cell]!;
    });
  });
  return level;
}

/** The same fine cells, counted without the rows of a fold. */
export function withoutFold({ ordered, pre }: Prepared, fold: number): Prepared {
  const rows = Array.from(ordered.fold.keys()).filter((row) => ordered.fold[row] !== fold);
  const frame = take({ ...ordered.frame, columns: [] }, rows);
  return {
    ordered: { frame, fold: Uint8Array.from(rows, (row) => ordered.fold[row]!) },
    all: outcomesOf(frame),
    pre: pre.map((column) => {
      const cells = Uint8Array.from(rows, (row) => column.cells[row]!);
      return { ...column, cells, counts: countCells(cells, column.counts.length, frame.bad, frame.weights) };
    }),
  };
}
