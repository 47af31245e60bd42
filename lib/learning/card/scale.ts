import type { Fitted } from '../fitted.ts';

/** How log-odds become points: score = base score + PDO / ln 2 * (ln odds - ln base odds), odds being good : bad. */
export interface Scale {
  min: number;
  max: number;
  /** Points to double the odds. */
  pdo: number;
  baseScore: number;
  baseOdds: number;
}

const [MIN, MAX] = [350, 950];
/** So much of the scale the people of the training data may fill; the rest is for those who are still to come. */
const FILLED = 0.9;
/** With few characteristics a doubling must not look like a chasm. */
const MOST_PDO = 60;

/**
 * The widest PDO, in steps of 5, under which all people of the training data lie inside the scale, with the middle of
 * the scale in the middle of their log-odds.
 */
export function scaleFor({ range }: Fitted, given: Partial<Scale> = {}): Scale {
  const room = (FILLED * (MAX - MIN) * Math.LN2) / Math.max(range.high - range.low, 0.1);
  const pdo = given.pdo ?? Math.max(5, Math.min(MOST_PDO, Math.floor(room / 5) * 5));
  const middle = Math.exp((range.low + range.high) / 2);
  return {
    min: MIN,
    max: MAX,
    pdo,
    baseScore: given.baseScore ?? (MIN + MAX) / 2,
    baseOdds: given.baseOdds ?? Number(middle.toPrecision(2)),
  };
}

/** Points per unit of log-odds. */
export function factorOf({ pdo }: Scale): number {
  return pdo / Math.LN2;
}

/** Steps of .01: a hundredth of what anybody sees, so that rounding moves no one past anyone but a near tie. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100 + 0;
}
