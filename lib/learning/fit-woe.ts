import { calibrate } from './calibrate.ts';
import { heldOutLogOdds } from './design.ts';
import { finish } from './finish.ts';
import type { Fitted } from './fitted.ts';
import { FEW_ROWS, honestWoe } from './honest-woe.ts';
import type { FitOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { woeBins, woeFit } from './woe-fit.ts';

/** Optimal bins, then logistic regression on their weight of evidence. */
export function fitWoe(prepared: Prepared, options: FitOptions): Fitted {
  const few = prepared.ordered.frame.rows <= FEW_ROWS;
  const { heldOut, bins, design, estimate, ridge } = few ? honestly(prepared, options) : quickly(prepared, options);
  return finish(prepared, options, {
    bins,
    design,
    estimate,
    calibration: calibrate(design, heldOut),
    strengths: { coefficients: ridge },
  });
}

function honestly(prepared: Prepared, options: FitOptions) {
  const fit = honestWoe(prepared, options);
  return { ...fit, heldOut: heldOutLogOdds(fit.fine, fit.without) };
}

/** Of many people a fold changes the bins little. */
function quickly(prepared: Prepared, options: FitOptions) {
  const learnt = woeBins(prepared, options);
  const fit = woeFit(learnt);
  const without = fit.heldOut.map(({ beta }) => beta);
  return { ...learnt, ...fit, heldOut: heldOutLogOdds(learnt.design, without) };
}
