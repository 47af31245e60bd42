import type { ScorecardFile } from '../../schemas/scorecard.ts';
import { calibrated } from '../../scorecards/calibration.ts';

/**
 * The chance of the bad outcome that a card states for a score; undefined for a card that was not calibrated. The score's
 * log-odds, ln(base odds) + (score - base score) * ln 2 / PDO, are good to bad, and so are the calibrated ones.
 */
export function chanceOfBad({ scale, calibration }: ScorecardFile): ((score: number) => number) | undefined {
  const { odds } = scale;
  if (odds === undefined || calibration === undefined) return undefined;
  const step = Math.LN2 / odds.pdo;
  return (score) => {
    const logOdds = Math.log(odds.baseOdds) + (score - odds.baseScore) * step;
    return 1 / (1 + Math.exp(calibrated(calibration, logOdds)));
  };
}
