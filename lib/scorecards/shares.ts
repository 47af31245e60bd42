import { Z95 } from './stability.ts';

/** A share of people, or the mean of what lies between 0 and 1 for each of them. */
export interface Share {
  share: number;
  people: number;
}

export interface Difference {
  before: number;
  after: number;
  /** How far two samples of these sizes from one and the same population stay apart, either way, in 95 % of cases. */
  chance: number;
}

/**
 * Two shares, and how far apart they may be by chance: the test of two proportions with Yates's correction. For a mean of
 * shares it is too careful, if anything: their variance is at most that of yes and no with the same mean (R. Bhatia, C.
 * Davis, 'A Better Bound on the Variance', 2000). So it is for people who are in both samples.
 */
export function differenceOf(before: Share, after: Share): Difference {
  const [n, m] = [before.people, after.people];
  const pooled = (n * before.share + m * after.share) / (n + m);
  const each = 1 / n + 1 / m;
  return {
    before: before.share,
    after: after.share,
    chance: Z95 * Math.sqrt(Math.max(0, pooled * (1 - pooled)) * each) + each / 2,
  };
}
