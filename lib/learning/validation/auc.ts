import { type Interval, interval, twoSided } from './normal.ts';
import { ascending, type Judged, ties, weightAt } from './people.ts';

/**
 * Each person's placement: the share of the other outcome that the score has on the right side of them, ties counting
 * half. The mean over either outcome is the AUC. Takes O(n log n): people are sorted once (X. Sun and W. Xu, 'Fast
 * implementation of DeLong's algorithm', IEEE Signal Processing Letters 21, 2014).
 */
export interface Placements {
  auc: number;
  /** By person. */
  placement: Float64Array;
  /** Sums of weights. */
  good: number;
  bad: number;
}

export function placements(judged: Judged): Placements {
  const order = ascending(judged);
  const runs = ties(judged, order);
  const good = runs.reduce((sum, tie) => sum + tie.good, 0);
  const bad = runs.reduce((sum, tie) => sum + tie.bad, 0);
  const placement = new Float64Array(judged.score.length);
  let goodBelow = 0;
  let badBelow = 0;
  let wins = 0;
  for (const tie of runs) {
    const ofGood = (badBelow + tie.bad / 2) / bad;
    const ofBad = (good - goodBelow - tie.good / 2) / good;
    for (let k = tie.from; k < tie.to; k += 1) {
      const i = order[k]!;
      placement[i] = judged.bad[i] === 1 ? ofBad : ofGood;
    }
    wins += tie.good * ofGood;
    goodBelow += tie.good;
    badBelow += tie.bad;
  }
  return { auc: wins / good, placement, good, bad };
}

export interface Auc {
  auc: number;
  se: number;
  interval: Interval;
}

/**
 * Area under the ROC curve, the chance that a random good person's score is above a random bad one's, with DeLong's 95 %
 * interval (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44, 1988). Weights count as in a survey, by
 * linearisation; equal ones change nothing. NaN without people of both outcomes.
 */
export function aucOf(judged: Judged): Auc {
  const found = placements(judged);
  const se = Math.sqrt(covariance(judged, found, found));
  return { auc: found.auc, se, interval: interval(found.auc, se) };
}

export interface AucDifference {
  difference: number;
  se: number;
  /** Of a difference at least as large, either way, were there none. */
  p: number;
}

/** The difference of two cards' AUC on the same people, who make the two similar (DeLong's paired test). */
export function aucDifference(a: Judged, b: Judged): AucDifference {
  const [one, other] = [placements(a), placements(b)];
  const variance = covariance(a, one, one) + covariance(b, other, other) - 2 * covariance(a, one, other);
  const difference = one.auc - other.auc;
  const se = Math.sqrt(Math.max(0, variance));
  return { difference, se, p: se === 0 ? (difference === 0 ? 1 : 0) : twoSided(difference / se) };
}

/** Of two AUCs of the same people, from the spread of the placements among the goods and among the bads. */
function covariance(judged: Judged, a: Placements, b: Placements): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let i = 0; i < judged.bad.length; i += 1) {
    const outcome = judged.bad[i]!;
    const weight = weightAt(judged, i);
    sums[outcome]! += weight * weight * (a.placement[i]! - a.auc) * (b.placement[i]! - b.auc);
    counts[outcome]! += weight > 0 ? 1 : 0;
  }
  const part = (outcome: 0 | 1, total: number) => {
    const n = counts[outcome]!;
    return ((n / (n - 1)) * sums[outcome]!) / (total * total);
  };
  return part(0, a.good) + part(1, a.bad);
}
