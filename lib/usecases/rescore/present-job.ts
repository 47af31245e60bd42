import type { JobSegment, RescoreJob, SweepCounts } from '../../schemas/job.ts';
import { formatDay } from '../../scoring/calendar.ts';
import { totalOf } from './finish-job.ts';

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
  /**
   * Dollars at us-east-1's on-demand prices; a decision record for each change is in it, which the stream writes. Not in it:
   * what workers that were killed read after their last saved place.
   */
  cost: number;
}

/** How far a job is. `now` in milliseconds since 1970. */
export function presentJob(job: RescoreJob, segments: readonly Pick<JobSegment, 'counts'>[], now: number): JobStatus {
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
    endedAt: timeOf(job.endedAt),
    segments: { all: job.segments, open },
    progress: rounded(progress, 4),
    counts,
    rate: rounded(rate, 1),
    etaSeconds: job.state !== 'running' || left === undefined ? undefined : Math.ceil(left),
    cost: costOf(job, counts),
  };
}

export interface SegmentStatus {
  segment: number;
  state: JobSegment['state'];
  lap: number;
  attempt: number;
  counts: SweepCounts;
  begunAt: string | undefined;
  /** When it last told how far it is. */
  savedAt: string | undefined;
  /** People a second, from its begin to its last saved place; seconds that are left from there, at that pace. */
  rate: number | undefined;
  etaSeconds: number | undefined;
  /** As the job's. */
  cost: number;
}

/** How far a segment is. People are taken to be spread evenly over segments, as their hashed keys are. */
export function presentSegment(job: RescoreJob, of: JobSegment): SegmentStatus {
  const { segment, state, lap, attempt, counts, begunAt, savedAt } = of;
  const seconds = begunAt === undefined || savedAt === undefined ? undefined : Math.max(1, savedAt - begunAt) / 1000;
  const rate = seconds && counts.people / seconds;
  const left = Math.max(0, job.expectedPeople / job.segments - counts.people);
  const goesOn = job.state === 'running' && state === 'open';
  return {
    segment,
    state,
    lap,
    attempt,
    counts,
    begunAt: timeOf(begunAt),
    savedAt: timeOf(savedAt),
    rate: rate && rounded(rate, 1),
    etaSeconds: goesOn && rate ? Math.ceil(left / rate) : undefined,
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

const timeOf = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
