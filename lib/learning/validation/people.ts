/** People with a score (higher is better) and the outcome that followed. */
export interface Judged {
  score: Float64Array;
  /** 1 = the bad outcome. */
  bad: Uint8Array;
  /** How many people each stands for; 1 when absent. */
  weights?: Float64Array | undefined;
}

export function weightAt({ weights }: Judged, i: number): number {
  return weights === undefined ? 1 : weights[i]!;
}

/** The people at these places. */
export function some({ score, bad, weights }: Judged, places: ArrayLike<number>): Judged {
  return {
    score: Float64Array.from(places, (i) => score[i]!),
    bad: Uint8Array.from(places, (i) => bad[i]!),
    weights: weights === undefined ? undefined : Float64Array.from(places, (i) => weights[i]!),
  };
}

/** Places in ascending order of score. */
export function ascending({ score }: Judged): Uint32Array {
  return new Uint32Array(score.length).map((_, i) => i).sort((a, b) => score[a]! - score[b]!);
}

/** People of one and the same score: their place in the order, from inclusive, to exclusive, and weights by outcome. */
export interface Tie {
  from: number;
  to: number;
  good: number;
  bad: number;
}

/** Runs of equal scores, the lowest first. */
export function ties(judged: Judged, order: Uint32Array): Tie[] {
  const found: Tie[] = [];
  for (let from = 0; from < order.length; ) {
    const tie = { from, to: from, good: 0, bad: 0 };
    const score = judged.score[order[from]!]!;
    for (; tie.to < order.length && judged.score[order[tie.to]!] === score; tie.to += 1) {
      const i = order[tie.to]!;
      tie[judged.bad[i] === 1 ? 'bad' : 'good'] += weightAt(judged, i);
    }
    found.push(tie);
    from = tie.to;
  }
  return found;
}
