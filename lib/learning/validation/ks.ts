import { ascending, type Judged, ties } from './people.ts';

export interface Ks {
  /** The largest distance between the goods' and the bads' cumulative shares (Kolmogorov and Smirnov), 0-1. */
  ks: number;
  /** Approving from this score on keeps the two furthest apart. */
  at: number;
}

export function ksOf(judged: Judged): Ks {
  const order = ascending(judged);
  const runs = ties(judged, order);
  const good = runs.reduce((sum, tie) => sum + tie.good, 0);
  const bad = runs.reduce((sum, tie) => sum + tie.bad, 0);
  const found = { ks: good > 0 && bad > 0 ? 0 : Number.NaN, at: Number.NaN };
  let goodBelow = 0;
  let badBelow = 0;
  for (const tie of runs) {
    const distance = Math.abs(badBelow / bad - goodBelow / good);
    if (distance > found.ks) Object.assign(found, { ks: distance, at: judged.score[order[tie.from]!]! });
    goodBelow += tie.good;
    badBelow += tie.bad;
  }
  return found;
}
