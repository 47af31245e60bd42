import { type Design, lossOf } from './design.ts';
import { type Estimate, maximise, nothing } from './newton.ts';
import { type FitOptions, FOLDS } from './options.ts';
import type { Prepared } from './prepare.ts';
import { withoutFold } from './without-fold.ts';
import { designOfBins, RIDGES, type WoeBins, woeBins, woeFit } from './woe-fit.ts';

export interface HonestWoe extends WoeBins {
  estimate: Estimate;
  ridge: number;
  /** Every column in fine cells, and the fit as a level of each of them: to all rows, and without each fold. */
  fine: Design;
  whole: Float64Array;
  without: Float64Array[];
}

/** Up to so many rows the ridge is chosen by fits whose bins, too, have not seen the fold. */
export const FEW_ROWS = 5000;

/**
 * The regression on WOE with a cross-validation that learns the bins anew without each fold: with few people the best
 * cuts and the order of the categories are partly chance.
 */
export function honestWoe(prepared: Prepared, options: FitOptions): HonestWoe {
  const fine = designOfBins(prepared, prepared.pre);
  const learnt = woeBins(prepared, options);
  const ridges = prepared.ordered.frame.rows > FEW_ROWS ? [[woeFit(learnt).ridge]] : RIDGES;
  const levels = ridges.map((): Float64Array[] => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rest = withoutFold(prepared, fold);
    const own = woeBins(rest.prepared, options);
    let estimate = nothing(own.model, own.design);
    ridges.forEach((ridge, r) => {
      estimate = maximise(own.design, own.model, ridge, estimate);
      levels[r]!.push(levelOf(own, estimate, fine, rest.placeOf));
    });
  }
  const losses = levels.map((own) => own.reduce((sum, level, fold) => sum + lossOf(fine, level, fold), 0));
  const best = losses.indexOf(Math.min(...losses));
  const estimate = maximise(learnt.design, learnt.model, ridges[best]!, nothing(learnt.model, learnt.design));
  const whole = levelOf(learnt, estimate, fine);
  return { ...learnt, estimate, ridge: ridges[best]![0]!, fine, whole, without: levels[best]! };
}

/** The fit as a level of every fine cell. */
function levelOf({ bins, design }: WoeBins, { beta }: Estimate, fine: Design, placeOf?: number[][]): Float64Array {
  const level = new Float64Array(fine.size);
  level[0] = beta[0]!;
  bins.forEach(({ cellOf }, c) => {
    const [from, to] = [design.blocks[c + 1]!.offset, fine.blocks[c + 1]!.offset];
    const places = placeOf === undefined ? cellOf.keys() : placeOf[c]!;
    [...places].forEach((place, k) => {
      level[to + k] = beta[from + cellOf[place]!]!;
    });
  });
  return level;
}
