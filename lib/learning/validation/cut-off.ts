import { ascending, type Judged, ties } from './people.ts';

/** Who is approved: those at a score or above. */
export interface CutOff {
  score: number;
  /** Share of the people, 0-1. */
  approved: number;
}

/** What a score approves. */
export function cutOffAt(judged: Judged, score: number): CutOff {
  return { score, approved: candidates(judged).find((cutOff) => cutOff.score >= score)?.approved ?? 0 };
}

/** The score that approves a share as nearly as ties allow; of two as near, the stricter. */
export function cutOffFor(judged: Judged, share: number): CutOff {
  return candidates(judged).reduce((best, next) =>
    Math.abs(next.approved - share) < Math.abs(best.approved - share) ||
    (Math.abs(next.approved - share) === Math.abs(best.approved - share) && next.score > best.score)
      ? next
      : best,
  );
}

/** Every cut-off that makes a difference, the lowest first. */
function candidates(judged: Judged): CutOff[] {
  const order = ascending(judged);
  const runs = ties(judged, order);
  const all = runs.reduce((sum, { good, bad }) => sum + good + bad, 0);
  let below = 0;
  return runs.map(({ from, good, bad }) => {
    const approved = (all - below) / all;
    below += good + bad;
    return { score: judged.score[order[from]!]!, approved };
  });
}
