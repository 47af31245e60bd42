import { calibrated, uncalibrated } from '../../scorecards/calibration.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { learn } from '../fit.ts';
import type { Fitted } from '../fitted.ts';
import { type Column, type Frame, outcomes, take } from '../frame.ts';
import { FOLDS } from '../options.ts';
import { predict } from '../predict.ts';
import { inOrder } from '../row-order.ts';
import type { Judged } from './people.ts';

export interface HeldOut {
  people: Judged;
  /** The columns that were not learned from, in the same order. */
  aside: Column[];
}

/**
 * Scores the people of the training data as strangers: in each of five folds everything - bins, choice of columns,
 * strengths, calibration - is learned anew from the other four. The scores are on the card's scale: where the card
 * states the chance that the fold's own table states. Undefined when a fold would leave one outcome only.
 */
export function heldOut(frame: Frame, aside: readonly Column[], fitted: Fitted, card: Scorecard): HeldOut | undefined {
  const both = { ...frame, columns: [...frame.columns, ...aside] };
  const { frame: ordered, fold } = inOrder(both, FOLDS, fitted.options.seed);
  const score = new Float64Array(ordered.rows);
  const toScore = scaleOf(card);
  for (let k = 0; k < FOLDS; k += 1) {
    const places = [...fold.keys()];
    const own = places.filter((i) => fold[i] === k);
    const rest = learnable(
      ordered,
      places.filter((i) => fold[i] !== k),
      frame,
    );
    const { good, bad } = outcomes(rest);
    if (good === 0 || bad === 0) return undefined;
    const table = learn(rest, fitted.options);
    const logOdds = predict(table, learnable(ordered, own, frame));
    own.forEach((i, at) => {
      score[i] = toScore(calibrated(table.calibration, logOdds[at]!));
    });
  }
  const { bad, weights, columns } = ordered;
  return { people: { score, bad, weights }, aside: columns.slice(frame.columns.length) };
}

function learnable(ordered: Frame, places: readonly number[], { columns }: Frame): Frame {
  return take({ ...ordered, columns: ordered.columns.slice(0, columns.length) }, places);
}

/** The whole score at which a card states these log-odds of good, within its scale. */
function scaleOf({ file, min, max }: Scorecard): (borneOut: number) => number {
  const { odds } = file.scale;
  if (odds === undefined) throw new RangeError('a card without odds states no chances');
  const curve = file.calibration ?? { slope: 1, intercept: 0 };
  const factor = odds.pdo / Math.LN2;
  return (borneOut) => {
    const logOdds = uncalibrated(curve, borneOut);
    const score = odds.baseScore + factor * (logOdds - Math.log(odds.baseOdds));
    return Math.min(max, Math.max(min, Math.round(score)));
  };
}
