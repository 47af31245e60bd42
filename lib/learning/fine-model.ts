import { solveLarge } from './conjugate.ts';
import type { Design, Touching } from './design.ts';
import { binCount } from './layout.ts';
import { withoutFold } from './linear-model.ts';
import type { PreBinned } from './pre-binned.ts';

/** How strongly the fine cells are pulled. */
export interface Pulls {
  /** Neighbouring bins of a number towards one another: 1 / variance of their difference. */
  smoothing: number;
  /** A whole column towards 0: 1 / variance of what a person's value adds. */
  shrinkage: number;
}

/** A category, a special code or missing stands alone: so it is pulled a little more when it is rare. */
const CELL_RIDGE = 1;

/** The quadratic that touches the likelihood of the additive model, without one fold or (-1) of all rows. */
export interface System {
  h: Float64Array;
  b: Float64Array;
}

export function systemAt(sums: Touching, level: Float64Array, fold = -1): System {
  const { hessian, slope } = withoutFold(sums, fold);
  const n = level.length;
  const b = Float64Array.from(slope);
  for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) b[i]! += hessian[i * n + j]! * level[j]!;
  return { h: hessian, b };
}

/** Its maximum under the pulls, every fine cell being pulled towards `centre`. */
export function solvePulled(
  design: Design,
  pre: readonly PreBinned[],
  system: System,
  { smoothing, shrinkage, centre }: Pulls & { centre: Float64Array },
  start: Float64Array,
): Float64Array {
  const [h, b] = [Float64Array.from(system.h), Float64Array.from(system.b)];
  pre.forEach((column, c) => {
    addPulls({ h, b }, design.blocks[c + 1]!.offset, column, { smoothing, shrinkage }, centre);
  });
  h[0]! += 1e-9;
  return solveLarge(h, b, start, design.blocks);
}

function addPulls(
  { h, b }: System,
  offset: number,
  { layout, counts }: PreBinned,
  pulls: Pulls,
  centre: Float64Array,
): void {
  const n = b.length;
  const bins = layout.kind === 'number' ? binCount(layout) : 0;
  const people = counts.reduce((sum, { good, bad }) => sum + good + bad, 0);
  counts.forEach(({ good, bad }, k) => {
    const cell = offset + k;
    const at = cell * (n + 1);
    const own = (pulls.shrinkage * (good + bad)) / people + (k < bins ? 1e-6 : CELL_RIDGE);
    h[at]! += own;
    b[cell]! += own * centre[cell]!;
    if (k + 1 >= bins) return;
    const step = pulls.smoothing * (centre[cell + 1]! - centre[cell]!);
    h[at]! += pulls.smoothing;
    h[at + n + 1]! += pulls.smoothing;
    h[at + 1]! -= pulls.smoothing;
    h[at + n]! -= pulls.smoothing;
    b[cell]! -= step;
    b[cell + 1]! += step;
  });
}
