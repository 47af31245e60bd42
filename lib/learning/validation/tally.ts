import { countScores, decilesOf, type Shift, shift, type TrainingBaseline } from '../../scorecards/stability.ts';
import type { Scorecard } from '../../scoring/model.ts';

/** Counts people by the cell of each characteristic that they fall into. */
export class Tally {
  readonly counts: Float64Array[];
  /** Those of them with the bad outcome. */
  readonly bads: Float64Array[];

  constructor({ characteristics }: Scorecard) {
    const cells = () => characteristics.map(({ points }) => new Float64Array(points.length + 1));
    [this.counts, this.bads] = [cells(), cells()];
  }

  /** `bins` as a card numbers them, -1 = missing. */
  add(bins: readonly number[], bad: number, weight: number): void {
    for (let c = 0; c < this.counts.length; c += 1) {
      const cells = this.counts[c]!;
      const cell = bins[c]! < 0 ? cells.length - 1 : bins[c]!;
      cells[cell]! += weight;
      this.bads[c]![cell]! += weight * bad;
    }
  }
}

/** People by the cell of a characteristic, in the card's order: bins, special codes, unseen, then missing. */
export interface CharacteristicCounts {
  id: string;
  cells: { n: number; bad: number }[];
}

export function countsOf({ characteristics }: Scorecard, { counts, bads }: Tally): CharacteristicCounts[] {
  return characteristics.map(({ id }, c) => ({
    id,
    cells: [...counts[c]!].map((n, cell) => ({ n, bad: bads[c]![cell]! })),
  }));
}

/** The baseline that a learned card keeps of the people whom it was learned from, as the card itself scores them. */
export function baselineOf(
  card: Scorecard,
  scores: Float64Array,
  bad: Uint8Array,
  tally: Tally,
  weights?: Float64Array,
): TrainingBaseline {
  const from = decilesOf(scores);
  const counted = countScores(scores, from, weights);
  const n = counted.reduce((sum, count) => sum + count, 0);
  const bads = bad.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1), 0);
  const characteristics = card.characteristics.map(({ id }, c): [string, number[]] => [id, [...tally.counts[c]!]]);
  return {
    n,
    badRate: bads / n,
    score: { from, counts: counted },
    characteristics: Object.fromEntries(characteristics),
  };
}

export interface Stability {
  /** People whom the card was learned from, and people now. */
  learnedFrom: number;
  people: number;
  score: Shift;
  characteristics: ({ id: string } & Shift)[];
}

export function stabilityAgainst(
  baseline: TrainingBaseline,
  card: Scorecard,
  scores: Float64Array,
  tally: Tally,
  weights?: Float64Array,
): Stability {
  const now = countScores(scores, baseline.score.from, weights);
  const characteristics = card.characteristics.flatMap(({ id }, c) => {
    const then = baseline.characteristics[id];
    return then === undefined || then.length !== tally.counts[c]!.length
      ? []
      : [{ id, ...shift(then, [...tally.counts[c]!]) }];
  });
  const people = now.reduce((sum, count) => sum + count, 0);
  return { learnedFrom: baseline.n, people, score: shift(baseline.score.counts, now), characteristics };
}
