import * as z from 'zod';

/** What a standard normal variable stays under in 95 % of cases. */
export const Z95 = 1.6448536269514722;

/** Far more people than there are; so that no sum of them is beyond what can be counted. */
const MOST_PEOPLE = 1e12;
const people = () => z.number().min(0).max(MOST_PEOPLE);
const counts = () => z.array(people());

/**
 * Who a card was learned from, as counts: kept in its provenance as `provenance.baseline`, so that later people can be
 * compared. Scores are counted from each of `from` (ascending, the first open below) to the next.
 */
export const TrainingBaseline = z.object({
  n: people().positive(),
  badRate: z.number().min(0).max(1),
  score: z
    .object({ from: z.array(z.number()).min(1), counts: counts() })
    .refine(
      ({ from, counts }) => counts.length === from.length && from.every((edge, i) => i === 0 || edge > from[i - 1]!),
    ),
  /** By characteristic: its cells in the card's order (bins, special codes, unseen), then missing. */
  characteristics: z.record(z.string(), counts()),
});
export type TrainingBaseline = z.infer<typeof TrainingBaseline>;

export interface Shift {
  /** Sum over cells of (share now - share then) * ln(share now / share then): 0 = the same people. */
  psi: number;
  /** Cells in which anybody is, then or now. */
  bins: number;
  /** The 95 % point of the PSI of two samples of these sizes from one and the same population. */
  chance: number;
}

/**
 * Population stability index (for a characteristic, CSI): the symmetrised Kullback-Leibler divergence of two sets of
 * counts, half a person added to each cell so that an empty one is finite. Without a shift it is about chi-squared times
 * (1/n + 1/m) (B. Yurdakul, 'Statistical Properties of Population Stability Index', 2018). Rule of thumb: under 0.1 stable,
 * over 0.25 another population.
 */
export function shift(before: readonly number[], after: readonly number[]): Shift {
  if (before.length !== after.length) throw new RangeError(`${before.length} cells then, ${after.length} now`);
  // Where nobody ever was, as in most missing cells, there is nothing to compare.
  const inhabited = before.map((count, i) => count + after[i]! > 0);
  const [then, now] = [before, after].map((cells) => cells.filter((_, i) => inhabited[i])) as [number[], number[]];
  const k = then.length;
  const [n, m] = [then, now].map((cells) => cells.reduce((sum, count) => sum + count, 0)) as [number, number];
  const psi = then.reduce((sum, count, i) => {
    const [p, q] = [(count + 0.5) / (n + k / 2), (now[i]! + 0.5) / (m + k / 2)];
    return sum + (q - p) * Math.log(q / p);
  }, 0);
  return { psi, bins: k, chance: k < 2 ? 0 : chiSquared95(k - 1) * (1 / n + 1 / m) };
}

/** How many scores lie from each of `from` to the next. */
export function countScores(scores: Float64Array, from: readonly number[], weights?: Float64Array): number[] {
  const found = from.map(() => 0);
  scores.forEach((score, i) => {
    const at = Math.max(
      0,
      from.findLastIndex((edge) => score >= edge),
    );
    found[at]! += weights?.[i] ?? 1;
  });
  return found;
}

/** Edges that part scores into about ten equal shares: the deciles, each once. */
export function decilesOf(scores: Float64Array): number[] {
  const sorted = scores.slice().sort();
  const edges = Array.from({ length: 10 }, (_, d) => sorted[Math.floor((d * sorted.length) / 10)]!);
  return [...new Set(edges)];
}

/** The value that chi-squared with k degrees of freedom stays under in 95 % of cases (Wilson and Hilferty, 1931). */
export function chiSquared95(k: number): number {
  return chiSquared(k, Z95);
}

/** The same where a standard normal variable stays under `z` as often. */
function chiSquared(k: number, z: number): number {
  const spread = 2 / (9 * k);
  return k * (1 - spread + z * Math.sqrt(spread)) ** 3;
}

/**
 * What the furthest of `many` shifts stays under in 95 % of cases, if this is one of them: the more one looks at, the further
 * one of them is off by chance (Bonferroni).
 */
export function chanceAmong({ chance, bins }: Shift, many: number): number {
  if (bins < 2) return 0;
  return (chance * chiSquared(bins - 1, normalAbove(0.05 / many))) / chiSquared95(bins - 1);
}

/** What a standard normal variable is over with probability p <= 0.5, to 0.0005 (Abramowitz and Stegun, 26.2.23). */
function normalAbove(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
