import { type Bins, optimalBins } from './bins.ts';
import { chooseStrengths } from './cross-validation.ts';
import { type Design, designOf } from './design.ts';
import { cellCount } from './layout.ts';
import type { LinearModel, Parameter } from './linear-model.ts';
import { type Estimate, maximise, nothing } from './newton.ts';
import { type FitOptions, FOLDS } from './options.ts';
import type { Prepared } from './prepare.ts';
import { countCells, woeOf } from './woe.ts';

/** Ridge on the coefficients, as 1 / variance of what is thought of them beforehand. */
export const RIDGES = [0.01, 0.1, 0.5, 2, 8, 30, 100].map((strength) => [strength]);

export interface WoeFit {
  bins: Bins[];
  design: Design;
  estimate: Estimate;
  /** The estimate without each fold. */
  heldOut: Estimate[];
  ridge: number;
}

/**
 * Logistic regression on weight of evidence; a coefficient below 0 would turn the evidence round, so none may be.
 * @param ridges candidates that cross-validation chooses from
 */
export function woeFit(prepared: Prepared, options: FitOptions, binCost: number, ridges = RIDGES): WoeFit {
  const bins = prepared.pre.map((column) => optimalBins(column, prepared.all, options, binCost));
  const design = designOfBins(prepared, bins);
  const model = woeModel(prepared, bins, design);
  const first = maximise(design, model, ridges[ridges.length >> 1]!, nothing(model, design));
  if (ridges.length === 1) return { bins, design, estimate: first, heldOut: [], ridge: ridges[0]![0]! };
  const { strengths, heldOut } = chooseStrengths(design, () => model, ridges, first);
  return { bins, design, estimate: maximise(design, model, strengths, first), heldOut, ridge: strengths[0]! };
}

export function designOfBins({ ordered }: Prepared, bins: readonly Pick<Bins, 'cells' | 'layout'>[]): Design {
  const { bad, weights } = ordered.frame;
  const blocks = bins.map(({ cells, layout }) => ({ cells, size: cellCount(layout) }));
  return designOf({ bad, weights, fold: ordered.fold, folds: FOLDS }, blocks);
}

/** One coefficient a characteristic; one whose WOE is 0 everywhere has none. */
function woeModel({ ordered, all }: Prepared, bins: readonly Bins[], design: Design): LinearModel {
  const parameters: Parameter[] = [{ cells: [0], factors: [1], bounded: false }];
  bins.forEach(({ cells, layout }, c) => {
    const counts = countCells(cells, cellCount(layout), ordered.frame.bad, ordered.frame.weights);
    const woe = counts.map((cell) => woeOf(cell, all));
    if (woe.every((value) => value === 0)) return;
    parameters.push({ cells: woe.map((_, k) => design.blocks[c + 1]!.offset + k), factors: woe, bounded: true });
  });
  const penalties = parameters.slice(1).map((_, k) => ({ terms: [[k + 1, 1]] as const, centre: 0, group: 0 }));
  return { parameters, penalties };
}
