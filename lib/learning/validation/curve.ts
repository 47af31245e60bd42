import { ascending, type Judged, ties } from './people.ts';

/** The shares of the goods, and of the bads, whose scores are below a score; the ROC and KS curves are drawn from these. */
export interface CurvePoint {
  /** null = above every score: all are below. */
  score: number | null;
  goodBelow: number;
  badBelow: number;
}

/** Points nearer to one another than this share of the goods and of the bads are left out: at most some 200 stay. */
const STEP = 0.01;

/** From the lowest score to beyond the highest; the point at `keep`, where KS is read, always stays. */
export function curveOf(judged: Judged, keep: number): CurvePoint[] {
  const order = ascending(judged);
  const runs = ties(judged, order);
  const good = runs.reduce((sum, tie) => sum + tie.good, 0);
  const bad = runs.reduce((sum, tie) => sum + tie.bad, 0);
  const points: CurvePoint[] = [];
  let [goodBelow, badBelow] = [0, 0];
  for (const tie of runs) {
    const score = judged.score[order[tie.from]!]!;
    const point = { score, goodBelow: goodBelow / good, badBelow: badBelow / bad };
    const last = points.at(-1);
    const far =
      last === undefined || point.goodBelow - last.goodBelow >= STEP || point.badBelow - last.badBelow >= STEP;
    if (far || score === keep) points.push(point);
    goodBelow += tie.good;
    badBelow += tie.bad;
  }
  return [...points, { score: null, goodBelow: 1, badBelow: 1 }];
}
