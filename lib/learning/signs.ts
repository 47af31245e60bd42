import type { Bins } from './bins.ts';
import type { Design } from './design.ts';
import { cellCount } from './layout.ts';
import type { Prepared } from './prepare.ts';
import { countCells, woeOf } from './woe.ts';

/** The characteristic, if any, whose contributions fall most, over the people, as their weight of evidence rises. */
export function wrongSigned(
  prepared: Prepared,
  bins: readonly Bins[],
  design: Design,
  beta: Float64Array,
): Bins | undefined {
  const signs = bins.map((bin, c) =>
    bin.ofPrior ? 0 : covariance(prepared, bin, beta.subarray(design.blocks[c + 1]!.offset)),
  );
  const worst = signs.indexOf(Math.min(...signs));
  return signs[worst]! < -1e-9 ? bins[worst] : undefined;
}

/** Of WOE and contribution, over the people. */
function covariance({ ordered, all }: Prepared, { cells, layout }: Bins, level: Float64Array): number {
  const counts = countCells(cells, cellCount(layout), ordered.frame.bad, ordered.frame.weights);
  const people = all.good + all.bad;
  const woe = counts.map((cell) => woeOf(cell, all));
  const mean = counts.reduce((sum, { good, bad }, k) => sum + (good + bad) * woe[k]!, 0) / people;
  return counts.reduce((sum, { good, bad }, k) => sum + (good + bad) * (woe[k]! - mean) * level[k]!, 0) / people;
}
