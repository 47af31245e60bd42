import type { Bins } from './bins.ts';
import type { Design } from './design.ts';
import { cellCount } from './layout.ts';
import type { LinearModel, Parameter, Penalty } from './linear-model.ts';
import type { Prepared } from './prepare.ts';
import { countCells, woeOf } from './woe.ts';

/**
 * Logistic regression on weight of evidence, one coefficient a characteristic. A coefficient below 0 would turn the
 * evidence round, so none may be. They are pulled towards one another: were the characteristics independent, all
 * coefficients would be alike (naive Bayes), and few people say little of how much they are not.
 */
export function woeModel({ ordered, all }: Prepared, bins: readonly Bins[], design: Design): LinearModel {
  const parameters: Parameter[] = [{ cells: [0], factors: [1], bounded: false }];
  bins.forEach(({ cells, layout }, c) => {
    const counts = countCells(cells, cellCount(layout), ordered.frame.bad, ordered.frame.weights);
    const woe = counts.map((cell) => woeOf(cell, all));
    // A characteristic whose WOE is 0 everywhere has no coefficient.
    if (woe.every((value) => value === 0)) return;
    parameters.push({ cells: woe.map((_, k) => design.blocks[c + 1]!.offset + k), factors: woe, bounded: true });
  });
  const common = parameters.length;
  const penalties = parameters.slice(1).map(
    (_, k): Penalty => ({
      terms: [
        [k + 1, 1],
        [common, -1],
      ],
      centre: 0,
      group: 0,
    }),
  );
  penalties.push({ terms: [[common, 1]], centre: 0, group: 0 });
  return { parameters: [...parameters, { cells: [], factors: [], bounded: false }], penalties };
}
