import type { Bins } from './bins.ts';
import type { Design } from './design.ts';
import { cellCount } from './layout.ts';
import type { Prepared } from './prepare.ts';
import { countCells, woeOf } from './woe.ts';

/** The characteristics whose contributions fall, over the people, as their weight of evidence rises. */
export function wrongSigned(
  { ordered, all }: Prepared,
  bins: readonly Bins[],
  design: Design,
  beta: Float64Array,
): Bins[] {
  return bins.filter(({ cells, layout }, c) => {
    const counts = countCells(cells, cellCount(layout), ordered.frame.bad, ordered.frame.weights);
    const people = all.good + all.bad;
    const woe = counts.map((cell) => woeOf(cell, all));
    const mean = counts.reduce((sum, { good, bad }, k) => sum + (good + bad) * woe[k]!, 0) / people;
    const { offset } = design.blocks[c + 1]!;
    const together = counts.reduce(
      (sum, { good, bad }, k) => sum + (good + bad) * (woe[k]! - mean) * beta[offset + k]!,
      0,
    );
    return together < -1e-9 * people;
  });
}
