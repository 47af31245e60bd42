import type { Design } from './design.ts';
import type { Centre } from './fine-shapes.ts';
import { honestCost, levelOf, withoutFold } from './honest-woe.ts';
import { type FitOptions, FOLDS } from './options.ts';
import type { Prepared } from './prepare.ts';
import { woeFit } from './woe-fit.ts';

/**
 * The regression on WOE as a level of every fine cell: what the additive shapes start from and, with few data, stay near.
 * Without each fold it is learned anew, bins included, so that the cross-validation is honest.
 */
export function woeCentre(prepared: Prepared, fine: Design, options: FitOptions): Centre {
  const binCost = honestCost(prepared, options);
  const whole = woeFit(prepared, options, binCost);
  const without = Array.from({ length: FOLDS }, (_, fold) =>
    levelOf(woeFit(withoutFold(prepared, fold), options, binCost, [[whole.ridge]]), fine),
  );
  return { name: 'woe', whole: levelOf(whole, fine), without };
}

/** No opinion of any column: only the intercept of another centre. */
export function flatCentre({ whole }: Centre): Centre {
  const flat = whole.map((level, cell) => (cell === 0 ? level : 0));
  return { name: 'none', whole: flat, without: Array.from({ length: FOLDS }, () => flat) };
}
