import type { ScorecardFile } from '../../schemas/scorecard.ts';
import type { Fitted } from '../fitted.ts';

type Odds = NonNullable<ScorecardFile['scale']['odds']>;

/**
 * The former card's scale and offset, so that a score means what it meant; an expert card states no odds, and gets those of
 * the training data at the middle of its scale. What the outcomes say of the level of the odds goes into the calibration.
 * @param atNothing the score of a person whose every contribution is 0
 */
export function scaleAfter(
  fitted: Fitted,
  { scale }: ScorecardFile,
  atNothing: number,
): Pick<ScorecardFile, 'scale' | 'calibration'> {
  const pdo = fitted.strengths.pdo!;
  const factor = pdo / Math.LN2;
  const odds = scale.odds ?? stated(fitted, pdo, (scale.min + scale.max) / 2, atNothing);
  const shift = Math.log(odds.baseOdds) + (atNothing - odds.baseScore) / factor - fitted.intercept;
  const { slope, intercept, bend, at } = fitted.calibration;
  const fixed = (value: number) => Math.round(value * 1e6) / 1e6 + 0;
  return {
    scale: { min: scale.min, max: scale.max, offset: scale.offset, odds },
    calibration: {
      slope: fixed(slope),
      intercept: fixed(intercept - slope * shift),
      bend: fixed(bend),
      at: fixed(at + shift),
    },
  };
}

function stated({ intercept }: Fitted, pdo: number, baseScore: number, atNothing: number): Odds {
  const baseOdds = Math.exp(intercept + ((baseScore - atNothing) * Math.LN2) / pdo);
  return { pdo, baseScore, baseOdds: Number(baseOdds.toPrecision(3)) };
}
