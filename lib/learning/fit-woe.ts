import { calibrate } from './calibrate.ts';
import { finish } from './finish.ts';
import type { Fitted } from './fitted.ts';
import { honestCost } from './honest-woe.ts';
import type { FitOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { woeFit } from './woe-fit.ts';

/** Optimal bins, then logistic regression on their weight of evidence. */
export function fitWoe(prepared: Prepared, options: FitOptions): Fitted {
  const binCost = honestCost(prepared, options);
  const { bins, design, estimate, heldOut, ridge } = woeFit(prepared, options, binCost);
  return finish(prepared, options, {
    bins,
    design,
    estimate,
    calibration: calibrate(design, heldOut),
    strengths: { binCost, coefficients: ridge },
  });
}
