import { DIMENSIONS } from '../../schemas/dictionary.ts';
import type { JobSegment, RescoreJob, SweepCounts, Tallied } from '../../schemas/job.ts';
import { type Shift, shift, TrainingBaseline } from '../../scorecards/stability.ts';
import { formatDay } from '../../scoring/calendar.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { tallyOf, totalOf } from './finish-job.ts';
import { AGES, FURTHEST, STEP } from './sweep-tally.ts';

/** Of us-east-1, on demand, in dollars a million units (docs/costs.md): what the same units cost elsewhere is another matter. */
const PRICES = { writeUnits: 0.625, readUnits: 0.125 } as const;

export interface JobStatus {
  jobId: string;
  state: RescoreJob['state'];
  asOf: string;
  scorecard: RescoreJob['card'];
  activationSeq: number;
  dryRun: boolean;
  startedAt: string;
  startedBy: string;
  endedAt: string | undefined;
  segments: { all: number; open: number };
  /** 0-1, by finished segments and the people the table is said to hold. */
  progress: number;
  counts: SweepCounts;
  /** People a second since the start; seconds that are left, at that pace. */
  rate: number;
  etaSeconds: number | undefined;
  /** Dollars at us-east-1's on-demand prices; a decision record for each change is in it, which the stream writes. */
  cost: number;
}

/** How far a job is. `now` in milliseconds since 1970. */
export function presentJob(job: RescoreJob, segments: readonly JobSegment[], now: number): JobStatus {
  const counts = totalOf(segments);
  const seconds = Math.max(0.001, ((job.endedAt ?? now) - job.startedAt) / 1000);
  const rate = counts.people / seconds;
  const open = job.state === 'finished' ? 0 : job.open.length;
  const progress = open === 0 ? 1 : progressOf(job, counts);
  const left = progress === 0 ? undefined : (seconds * (1 - progress)) / progress;
  return {
    jobId: job.jobId,
    state: job.state,
    asOf: formatDay(job.asOf),
    scorecard: job.card,
    activationSeq: job.activationSeq,
    dryRun: job.dryRun,
    startedAt: new Date(job.startedAt).toISOString(),
    startedBy: job.startedBy,
    endedAt: job.endedAt === undefined ? undefined : new Date(job.endedAt).toISOString(),
    segments: { all: job.segments, open },
    progress: rounded(progress, 4),
    counts,
    rate: rounded(rate, 1),
    etaSeconds: job.state !== 'running' || left === undefined ? undefined : Math.ceil(left),
    cost: costOf(job, counts),
  };
}

/** The table's size is up to six hours old, and a filter passes people over: finished segments are the surer sign. */
function progressOf({ segments, open, expectedPeople }: RescoreJob, { people }: SweepCounts): number {
  const closed = (segments - open.length) / segments;
  return Math.max(closed, Math.min(0.99, expectedPeople === 0 ? 0 : people / expectedPeople));
}

/** A dry run's is what the same sweep would cost when it writes. */
export function costOf({ dryRun }: Pick<RescoreJob, 'dryRun'>, counts: SweepCounts): number {
  const { readUnits, writeUnits, changed, written } = counts;
  const writes = dryRun ? writeUnits + 2 * changed : writeUnits + written;
  return rounded((readUnits * PRICES.readUnits + writes * PRICES.writeUnits) / 1e6, 6);
}

export interface JobReport {
  /** Of everybody scored: mean coverage 0-1, in all and by dimension. */
  coverage: { all: number; dimensions: Record<string, number> };
  /** People by days since their newest evidence. */
  staleness: { upTo: number | undefined; people: number }[];
  /** People by band before (rows) and after. */
  migration: { from: string; to: string; people: number }[];
  scores: { from: number; before: number; after: number }[];
  shifts: { from: number; people: number }[];
  reasons: { code: string; before: number; after: number }[];
  /** Against the people before the job, and against those whom the card was learned from. */
  stability: { since: Shift | undefined; training: Shift | undefined; characteristics: ({ id: string } & Shift)[] };
  movers: { up: Mover[]; down: Mover[] };
}

interface Mover {
  subjectId: string;
  from: number;
  to: number;
}

/** What a sweep, or a dry run, shows of everybody: kept with the job, and the same whatever order the people came in. */
export function reportOf(segments: readonly JobSegment[], card: Scorecard): JobReport {
  const tally = tallyOf(segments, card);
  const people = Math.max(1, tally.ages.reduce(sum, 0));
  const share = (thousandths: number) => rounded(thousandths / 1000 / people, 4);
  const dimensions = DIMENSIONS.map((name, d): [string, number] => [name, share(tally.dimensionCoverage[d]!)]);
  return {
    coverage: { all: share(tally.coverage), dimensions: Object.fromEntries(dimensions) },
    staleness: tally.ages.map((count, i) => ({ upTo: AGES[i], people: count })),
    migration: Object.entries(tally.bands).map(([change, count]) => {
      const [from, to] = change.split('>') as [string, string];
      return { from, to, people: count };
    }),
    scores: inTens(tally, card),
    shifts: tally.shifts.map((count, i) => ({ from: i * STEP - FURTHEST, people: count })),
    reasons: reasonsOf(tally),
    stability: stabilityOf(tally, card),
    movers: { up: tally.up.map(mover), down: tally.down.map(mover) },
  };
}

function reasonsOf({ reasonsBefore, reasonsAfter }: Tallied): JobReport['reasons'] {
  const codes = [...new Set([...Object.keys(reasonsBefore), ...Object.keys(reasonsAfter)])].sort();
  return codes.map((code) => ({ code, before: reasonsBefore[code] ?? 0, after: reasonsAfter[code] ?? 0 }));
}

function stabilityOf(tally: Tallied, card: Scorecard): JobReport['stability'] {
  const had = tally.before.reduce(sum, 0);
  const since = had === 0 ? undefined : shift(tens(tally.before), tens(tally.after));
  const baseline = TrainingBaseline.safeParse(card.file.provenance.baseline);
  if (!baseline.success) return { since, training: undefined, characteristics: [] };
  const { score, characteristics } = baseline.data;
  return {
    since,
    training: shift(score.counts, regrouped(tally.after, score.from, card)),
    characteristics: card.characteristics.flatMap(({ id }, c) => {
      const then = characteristics[id];
      return then === undefined || then.length !== tally.cells[c]!.length
        ? []
        : [{ id, ...shift(then, tally.cells[c]!) }];
    }),
  };
}

/** Counted from each of `from` to the next, as the baseline was. */
function regrouped(scores: readonly number[], from: readonly number[], { min }: Scorecard): number[] {
  const found = from.map(() => 0);
  scores.forEach((count, i) => {
    found[
      Math.max(
        0,
        from.findLastIndex((edge) => min + i >= edge),
      )
    ]! += count;
  });
  return found;
}

function inTens({ before, after }: Tallied, { min }: Scorecard): JobReport['scores'] {
  const [then, now] = [tens(before), tens(after)];
  return then.map((count, i) => ({ from: min + 10 * i, before: count, after: now[i]! }));
}

function tens(scores: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(scores.length / 10) }, (_, i) =>
    scores.slice(10 * i, 10 * i + 10).reduce(sum, 0),
  );
}

const sum = (total: number, count: number) => total + count;
const mover = ([subjectId, from, to]: [string, number, number]): Mover => ({ subjectId, from, to });
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
