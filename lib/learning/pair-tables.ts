import { solveLarge } from './conjugate.ts';
import { type Design, designOf, lossOf, type Touching, touching } from './design.ts';
import { withoutFold } from './linear-model.ts';
import { FOLDS } from './options.ts';
import type { PairCells } from './pair-choice.ts';

/** Pull of each cell towards 0, and towards its neighbours: 1 / variance. */
const PULLS = [1, 3, 10, 30, 100, 300];
/** How the pull is shared: mostly towards the neighbours. */
const TOWARDS_ZERO = 0.25;
const STEPS = 3;

export interface PairTables {
  design: Design;
  /** Log-odds by pair and cell, as the design has them. */
  beta: Float64Array;
  pull: number;
}

/** Tables of all pairs together on top of what is settled, by penalised Newton steps; the pull by cross-validation. */
export function fitPairTables(main: Design, settled: Float64Array, pairs: readonly PairCells[]): PairTables {
  const design: Design = {
    ...designOf(
      { bad: main.good.map((good) => 1 - good), weights: main.weights, fold: main.fold, folds: FOLDS },
      pairs.map(({ cells, height, width }) => ({ cells, size: height * width })),
    ),
    settled,
  };
  let beta: Float64Array = new Float64Array(design.size);
  let sums = touching(design, beta);
  const pull = choose(design, pairs, sums, beta);
  for (let step = 0; step < STEPS; step += 1) {
    beta = solve(design, pairs, sums, beta, pull, -1);
    sums = touching(design, beta);
  }
  return { design, beta, pull };
}

function choose(design: Design, pairs: readonly PairCells[], sums: Touching, beta: Float64Array): number {
  const losses = PULLS.map((pull) => {
    let loss = 0;
    for (let fold = 0; fold < FOLDS; fold += 1)
      loss += lossOf(design, solve(design, pairs, sums, beta, pull, fold), fold);
    return loss;
  });
  return PULLS[losses.indexOf(Math.min(...losses))]!;
}

function solve(
  design: Design,
  pairs: readonly PairCells[],
  sums: Touching,
  beta: Float64Array,
  pull: number,
  fold: number,
): Float64Array {
  const { hessian: h, slope } = withoutFold(sums, fold);
  const n = design.size;
  const b = Float64Array.from(slope);
  for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) b[i]! += h[i * n + j]! * beta[j]!;
  // The intercept stays: it is settled.
  h[0]! += 1e9;
  const tie = (i: number, j: number, strength: number) => {
    h[i * n + i]! += strength;
    h[j * n + j]! += strength;
    h[i * n + j]! -= strength;
    h[j * n + i]! -= strength;
  };
  pairs.forEach(({ height, width }, k) => {
    const { offset } = design.blocks[k + 1]!;
    for (let row = 0; row < height; row += 1)
      for (let column = 0; column < width; column += 1) {
        const cell = offset + row * width + column;
        h[cell * (n + 1)]! += pull * TOWARDS_ZERO;
        if (column + 1 < width) tie(cell, cell + 1, pull);
        if (row + 1 < height) tie(cell, cell + width, pull);
      }
  });
  return solveLarge(h, b, beta, design.blocks);
}
