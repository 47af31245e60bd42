import { type Design, logOdds } from '../design.ts';
import type { Centre } from '../fine-shapes.ts';
import { LEAST_PEOPLE } from '../options.ts';

/**
 * Whether a former card stays as it is: what was learned must do better on held-out people by more than one standard error
 * of the difference (the rule of Breiman et al., Classification and Regression Trees, 1984, 3.4.3). So without data, or
 * where they are too few to say anything, the learned card is the former one.
 * @param learned levels of the fine cells, without each fold
 */
export function priorStays(design: Design, learned: readonly Float64Array[], prior: Centre): boolean {
  const gains = gainsOf(design, learned, prior);
  const goods = design.good.reduce((sum, good) => sum + good, 0);
  const n = gains.length;
  if (Math.min(goods, n - goods) < LEAST_PEOPLE) return true;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(1, n - 1);
  return !(mean > Math.sqrt(variance / n));
}

/** By how much each person's outcome was expected more, in log-likelihood. */
function gainsOf(design: Design, learned: readonly Float64Array[], { without }: Centre): Float64Array {
  const gains = new Float64Array(design.rows);
  learned.forEach((level, fold) => {
    const [now, before] = [logOdds(design, level), logOdds(design, without[fold]!)];
    for (let i = 0; i < gains.length; i += 1)
      if (design.fold[i] === fold)
        gains[i] =
          (design.weights?.[i] ?? 1) * (lossOf(before[i]!, design.good[i]!) - lossOf(now[i]!, design.good[i]!));
  });
  return gains;
}

function lossOf(eta: number, good: number): number {
  const signed = good === 1 ? eta : -eta;
  return signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
}
