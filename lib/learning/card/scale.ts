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
 * The person in the middle of the training data gets the middle of the scale, or with few defaults nearly everybody would
 * be in the best band; and the widest PDO, in steps of 5, under which all but one in a thousand at either end lie inside.
 */
export function scaleFor({ range }: Fitted, given: Partial<Scale> = {}): Scale {
  const furthest = Math.max(range.middle - range.low, range.high - range.middle, 0.1);
  const room = ((FILLED * (MAX - MIN)) / 2 / furthest) * Math.LN2;
  const pdo = given.pdo ?? Math.max(5, Math.min(MOST_PDO, Math.floor(room / 5) * 5));
  return {
    min: MIN,
    max: MAX,
    pdo,
    baseScore: given.baseScore ?? (MIN + MAX) / 2,
    baseOdds: given.baseOdds ?? Number(Math.exp(range.middle).toPrecision(2)),
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
