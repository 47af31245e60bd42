import { solveBounded } from './bounded.ts';
import { type Design, lossOf, touching } from './design.ts';
import { expand, inParameters, type LinearModel, penalised, withoutFold } from './linear-model.ts';
import { boundsOf, type Estimate, newtonStep } from './newton.ts';

/** Up to this many rows a fold's own fit is taken exactly; over it one Newton step from the fit to all comes close enough. */
export const FEW_ROWS = 20_000;

export interface Chosen {
  strengths: readonly number[];
  /** Loss per row on held-out rows, for every candidate. */
  losses: number[];
  /** The chosen candidate's estimate without each fold. */
  heldOut: Estimate[];
}

/**
 * The strengths of the least loss on held-out rows. Each fold's model starts from the fit to all rows (`from`) and takes
 * its Newton step on the sums of the other folds, so that no pass over the rows is needed per candidate.
 */
export function chooseStrengths(
  design: Design,
  modelWithout: (fold: number) => LinearModel,
  candidates: readonly (readonly number[])[],
  from: Estimate,
): Chosen {
  const sums = touching(design, from.beta);
  const estimates = candidates.map((): Estimate[] => []);
  for (let fold = 0; fold < design.folds; fold += 1) {
    const model = modelWithout(fold);
    const rest = withoutFold(sums, fold);
    const quadratic = inParameters(model, rest.hessian, rest.slope, from.beta);
    candidates.forEach((strengths, c) => {
      const { h, b } = penalised(model, quadratic, strengths);
      const theta = solveBounded(h, b, boundsOf(model));
      let estimate: Estimate = { theta, beta: expand(model, theta, design.size) };
      for (let more = 0; design.rows <= FEW_ROWS && more < 2; more += 1)
        estimate = newtonStep(model, touching(design, estimate.beta), estimate, strengths, fold);
      estimates[c]!.push(estimate);
    });
  }
  const losses = estimates.map(
    (own) => own.reduce((sum, { beta }, fold) => sum + lossOf(design, beta, fold), 0) / design.rows,
  );
  const best = losses.indexOf(Math.min(...losses));
  return { strengths: candidates[best]!, losses, heldOut: estimates[best]! };
}
