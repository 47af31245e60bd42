import { aucOf } from './auc.ts';
import { spiegelhalter } from './calibration.ts';
import type { CutOff } from './cut-off.ts';
import type { Group } from './groups.ts';
import type { Interval } from './normal.ts';
import { type Judged, some, weightAt } from './people.ts';

/** A group with fewer people, or fewer of either outcome, says little: it is shown and marked. */
const LEAST_PEOPLE = 100;
const LEAST_OF_OUTCOME = 10;

export interface GroupRow {
  group: string;
  /** Rows, whatever they weigh. */
  n: number;
  badRate: number;
  /** Share at the cut-off or above. */
  approved: number;
  /** Approval against that of the group with the highest, of those with enough people; null for a group with too few. */
  ratio: number | null;
  /** The ratio is under four fifths. */
  underFourFifths: boolean;
  auc: number | null;
  aucInterval: Interval | null;
  /** Mean stated chance of the bad outcome, null without calibration; to be compared with badRate. */
  stated: number | null;
  /** Spiegelhalter's p: are the stated chances true of this group? */
  calibrationP: number | null;
  /** Too few people to say much. */
  few: boolean;
}

/**
 * How a card treats groups of people. Four fifths: an approval rate under 80 % of the highest group's is commonly taken
 * as a sign of adverse impact (Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D)); a sign, no verdict.
 */
export function fairness(
  judged: Judged,
  chances: Float64Array | undefined,
  groups: readonly Group[],
  { score }: CutOff,
): GroupRow[] {
  const rows = groups.map(({ name, places }) => groupRow(name, some(judged, places), pick(chances, places), score));
  const best = Math.max(...rows.filter(({ few }) => !few).map(({ approved }) => approved));
  return rows.map((row) => {
    const ratio = row.few || !(best > 0) ? null : row.approved / best;
    return { ...row, ratio, underFourFifths: ratio !== null && ratio < 0.8 };
  });
}

function groupRow(group: string, people: Judged, chances: Float64Array | undefined, cutOff: number) {
  const sums = { people: 0, bad: 0, approved: 0, stated: 0 };
  let bads = 0;
  people.score.forEach((score, i) => {
    const weight = weightAt(people, i);
    sums.people += weight;
    sums.bad += weight * people.bad[i]!;
    sums.approved += score >= cutOff ? weight : 0;
    sums.stated += weight * (chances?.[i] ?? 0);
    bads += people.bad[i]!;
  });
  const n = people.score.length;
  const both = bads > 1 && bads < n - 1;
  const area = both ? aucOf(people) : undefined;
  return {
    group,
    n,
    badRate: sums.bad / sums.people,
    approved: sums.approved / sums.people,
    auc: area?.auc ?? null,
    aucInterval: area?.interval ?? null,
    stated: chances === undefined ? null : sums.stated / sums.people,
    calibrationP: chances === undefined ? null : spiegelhalter(people, chances).p,
    few: n < LEAST_PEOPLE || bads < LEAST_OF_OUTCOME || n - bads < LEAST_OF_OUTCOME,
  };
}

function pick(values: Float64Array | undefined, places: readonly number[]): Float64Array | undefined {
  return values === undefined ? undefined : Float64Array.from(places, (i) => values[i]!);
}
