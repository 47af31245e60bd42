import { type Bins, optimalBins } from './bins.ts';
import { chooseStrengths } from './cross-validation.ts';
import { type Design, designOf } from './design.ts';
import { cellCount } from './layout.ts';
import type { LinearModel } from './linear-model.ts';
import { type Estimate, maximise, nothing } from './newton.ts';
import { type FitOptions, FOLDS } from './options.ts';
import type { Prepared } from './prepare.ts';
import { woeModel } from './woe-model.ts';

/** Ridge on the coefficients' differences, as 1 / variance of what is thought of them beforehand. */
export const RIDGES = [0.1, 0.5, 2, 8, 30, 100].map((strength) => [strength]);

export interface WoeBins {
  bins: Bins[];
  design: Design;
  model: LinearModel;
}

/** The bins of the greatest information value, and the regression on their WOE that is still to be fitted. */
export function woeBins(prepared: Prepared, options: FitOptions): WoeBins {
  const bins = prepared.pre.map((column) => optimalBins(column, prepared.all, options));
  const design = designOfBins(prepared, bins);
  return { bins, design, model: woeModel(prepared, bins, design) };
}

export interface WoeFit {
  estimate: Estimate;
  /** The estimate without each fold, the bins being the same. */
  heldOut: Estimate[];
  ridge: number;
}

/** The fit to given bins; cross-validation chooses the ridge. */
export function woeFit({ design, model }: WoeBins): WoeFit {
  const first = maximise(design, model, RIDGES[RIDGES.length >> 1]!, nothing(model, design));
  const { strengths, heldOut } = chooseStrengths(design, () => model, RIDGES, first);
  return { estimate: maximise(design, model, strengths, first), heldOut, ridge: strengths[0]! };
}

export function designOfBins({ ordered }: Prepared, bins: readonly Pick<Bins, 'cells' | 'layout'>[]): Design {
  const { bad, weights } = ordered.frame;
  const blocks = bins.map(({ cells, layout }) => ({ cells, size: cellCount(layout) }));
  return designOf({ bad, weights, fold: ordered.fold, folds: FOLDS }, blocks);
}
