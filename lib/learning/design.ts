/** Rows as cells, one block of cells a characteristic. Block 0 is the intercept: one cell that everybody is in. */
export interface Design {
  rows: number;
  /** 1 = good: contributions are log-odds of good, so that more is better. */
  good: Uint8Array;
  weights: Float64Array | undefined;
  fold: Uint8Array;
  folds: number;
  blocks: { cells: Uint8Array; offset: number; size: number }[];
  /** Cells in all. */
  size: number;
  /** Log-odds of each row that are settled already and stay as they are. */
  settled?: Float64Array;
}

export function designOf(
  {
    bad,
    weights,
    fold,
    folds,
  }: { bad: Uint8Array; weights: Float64Array | undefined; fold: Uint8Array; folds: number },
  blocks: readonly { cells: Uint8Array; size: number }[],
): Design {
  const placed: Design['blocks'] = [{ cells: new Uint8Array(bad.length), offset: 0, size: 1 }];
  let size = 1;
  for (const block of blocks) {
    placed.push({ cells: block.cells, offset: size, size: block.size });
    size += block.size;
  }
  return { rows: bad.length, good: bad.map((event) => 1 - event), weights, fold, folds, blocks: placed, size };
}

/** Log-odds of good, row by row. */
export function logOdds({ rows, blocks, settled }: Design, beta: Float64Array): Float64Array {
  const eta = settled === undefined ? new Float64Array(rows) : Float64Array.from(settled);
  for (const { cells, offset } of blocks) for (let i = 0; i < rows; i += 1) eta[i]! += beta[offset + cells[i]!]!;
  return eta;
}

/** Log-odds of good of each row by the levels that were learned without its fold. */
export function heldOutLogOdds(design: Design, without: readonly Float64Array[]): Float64Array {
  const eta = new Float64Array(design.rows);
  without.forEach((beta, fold) => {
    const all = logOdds(design, beta);
    for (let i = 0; i < eta.length; i += 1) if (design.fold[i] === fold) eta[i] = all[i]!;
  });
  return eta;
}

/** The quadratic that touches the log-likelihood at beta: hessian (symmetric) and slope, per fold. */
export interface Touching {
  hessian: Float64Array[];
  slope: Float64Array[];
  /** Minus the log-likelihood at beta. */
  loss: number;
}

/** Newton's sums over the rows: hessian X'WX and slope X'(y - p) with W = p (1 - p), for each fold of its own. */
export function touching(design: Design, beta: Float64Array): Touching {
  const { rows, good, weights, fold, folds, blocks, size } = design;
  const hessian = Array.from({ length: folds }, () => new Float64Array(size * size));
  const slope = Array.from({ length: folds }, () => new Float64Array(size));
  const eta = logOdds(design, beta);
  const at = new Int32Array(blocks.length);
  let loss = 0;
  for (let i = 0; i < rows; i += 1) {
    const weight = weights === undefined ? 1 : weights[i]!;
    const p = 1 / (1 + Math.exp(-eta[i]!));
    const curve = weight * p * (1 - p);
    const rise = weight * (good[i]! - p);
    loss -= weight * Math.log(good[i] === 1 ? p : 1 - p);
    const h = hessian[fold[i]!]!;
    const s = slope[fold[i]!]!;
    for (let a = 0; a < blocks.length; a += 1) {
      const cell = blocks[a]!.offset + blocks[a]!.cells[i]!;
      at[a] = cell;
      s[cell]! += rise;
      const row = cell * size;
      for (let b = 0; b <= a; b += 1) h[row + at[b]!]! += curve;
    }
  }
  for (const h of hessian) mirror(h, size);
  return { hessian, slope, loss };
}

function mirror(h: Float64Array, n: number): void {
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) h[j * n + i] = h[i * n + j]!;
}

/** Minus the log-likelihood of some rows. */
export function lossOf(design: Design, beta: Float64Array, fold?: number): number {
  const { rows, good, weights, blocks, settled } = design;
  let loss = 0;
  for (let i = 0; i < rows; i += 1) {
    if (fold !== undefined && design.fold[i] !== fold) continue;
    let eta = settled === undefined ? 0 : settled[i]!;
    for (let a = 0; a < blocks.length; a += 1) eta += beta[blocks[a]!.offset + blocks[a]!.cells[i]!]!;
    const towards = good[i] === 1 ? -eta : eta;
    loss += (weights === undefined ? 1 : weights[i]!) * (towards > 30 ? towards : Math.log1p(Math.exp(towards)));
  }
  return loss;
}
