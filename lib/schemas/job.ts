import * as z from 'zod';
import { Dimension } from './dictionary.ts';

export const MOST_SEGMENTS = 10_000;

/** The time of its beginning, and where it came from. */
export const JOB_ID = /^\d{8}T\d{9}Z-[a-z0-9]{1,16}$/;

/** What `POST /v1/rescore-jobs`, the schedule and the command line may ask for. */
export const RescoreRequest = z.strictObject({
  scorecard: z
    .strictObject({ id: z.string().min(1), version: z.string().min(1) })
    .optional()
    .describe('The active one by default; another only for a dry run'),
  asOf: z.iso.date().optional().describe('The one day of the whole job: today by default, never later'),
  segments: z.number().int().min(1).max(MOST_SEGMENTS).optional().describe('From the size of the table by default'),
  pace: z.number().int().min(1).max(1e6).optional().describe('Most write units a second, of the whole job'),
  bands: z.array(z.string().min(1)).min(1).optional().describe('Only people whose score is in one of these bands'),
  dimension: Dimension.optional().describe('Only people of whom something in this dimension is known'),
  dryRun: z.boolean().default(false).describe('Scores everybody and writes nobody'),
  force: z.boolean().default(false).describe('Begin although another job is running'),
});
export type RescoreRequest = z.infer<typeof RescoreRequest>;

/** A sweep: everybody re-scored on one day under one card. */
export interface RescoreJob {
  jobId: string;
  state: 'running' | 'cancelled' | 'finished';
  /** Days since 1970-01-01. */
  asOf: number;
  card: { id: string; version: string; hash: string };
  activationSeq: number;
  segments: number;
  /** Segments that are not finished. */
  open: readonly number[];
  /** Write units a second. */
  pace: number | undefined;
  bands: readonly string[] | undefined;
  dimension: Dimension | undefined;
  dryRun: boolean;
  /** Begun by force while another one was running: of who is left as they are, it cannot know what that one makes. */
  beside: boolean;
  /** When it was last gone on with after it was cancelled: who knows what was written in between. */
  resumedAt: number | undefined;
  /** What the table was said to hold at the start. */
  expectedPeople: number;
  startedAt: number;
  startedBy: string;
  endedAt: number | undefined;
}

/**
 * People by what became of them: people = changed + unchanged + unscorable + leftToStream + failed. Whoever was erased,
 * or does not match the job's filter, is not counted.
 */
export interface SweepCounts {
  people: number;
  changed: number;
  unchanged: number;
  /** Too little is known of them for a score, be that news or not. */
  unscorable: number;
  /** Newer evidence than the job's day, or somebody else's newer score: the stream has them or had them. */
  leftToStream: number;
  failed: number;
  /** Scores written, those of the unscorable included. */
  written: number;
  /** Calls that the store was too busy for, and that were made again. */
  throttled: number;
  /** Of a worker that was killed: only those up to its last saved place. */
  readUnits: number;
  /** Of a worker that was killed: those up to its last saved place, and one for each score that it wrote after it. */
  writeUnits: number;
}

export const NO_COUNTS: SweepCounts = {
  people: 0,
  changed: 0,
  unchanged: 0,
  unscorable: 0,
  leftToStream: 0,
  failed: 0,
  written: 0,
  throttled: 0,
  readUnits: 0,
  writeUnits: 0,
};

/** People by score, band, reason, cell and age, of everybody whom a job scored: counts, so that segments can be joined. */
export interface Tallied {
  /** By `before>after`. */
  bands: Record<string, number>;
  /** By score from the bottom of the scale on, as it was stored and as it is. */
  before: number[];
  after: number[];
  /** Changes in columns of ten points, the one in the middle around 0. */
  shifts: number[];
  reasonsBefore: Record<string, number>;
  reasonsAfter: Record<string, number>;
  /** Sums of thousandths: divided by the people, a mean. */
  coverage: number;
  dimensionCoverage: number[];
  /** By days since the newest evidence. */
  ages: number[];
  /** By characteristic: its cells in the card's order, then missing. */
  cells: number[][];
  /** Who moved furthest: subject, from, to. */
  up: [string, number, number][];
  down: [string, number, number][];
  /** Whom the job could not judge on its day, by short hash; cut off where they are too many. */
  unjudged: string[];
}

export interface JobSegment {
  segment: number;
  state: 'open' | 'done';
  /** Rises with every message that hands the segment on; an older message has nothing to say any more. */
  lap: number;
  /** Rises with every worker that takes the segment; only the newest may save. */
  attempt: number;
  /** The last person whose score is settled; undefined = nobody yet. */
  after: string | undefined;
  counts: SweepCounts;
  /** Undefined before the first saved place. */
  tally: Tallied | undefined;
  /** Milliseconds since 1970; undefined = the code that began it did not set it down. */
  begunAt: number | undefined;
  /** Milliseconds since 1970; undefined = no worker has come to a saved place. */
  savedAt: number | undefined;
}

/** What goes through the queue. */
export const SegmentMessage = z.strictObject({
  jobId: z.string().min(1),
  segment: z.number().int().min(0).max(MOST_SEGMENTS),
  lap: z.number().int().min(0),
});
export type SegmentMessage = z.infer<typeof SegmentMessage>;

/** A person whom a job could not score, and why, without anything of what is known of them. */
export interface Unsweepable {
  subjectId: string;
  reason: string;
}

/** A finished job in which everybody was scored under a card and nobody written. */
export interface DryRun {
  jobId: string;
  /** Milliseconds since 1970. */
  finishedAt: number;
}

/** A finished sweep of everybody, written for real. */
export interface FullSweep {
  jobId: string;
  /** The one before it. */
  former: string | undefined;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Days since 1970-01-01. */
  asOf: number;
  activationSeq: number;
  cardHash: string;
  /** It confirmed everybody but these, by short hash; undefined = nobody can be said to be confirmed by it. */
  exceptions: readonly string[] | undefined;
}

/** What a finished job shows of everybody, as lib/usecases/rescore/report-of.ts makes it; `movers` name people. */
export interface KeptReport {
  report: object;
  /** Undefined once their time is over. */
  movers: object | undefined;
}

/** What jobs ask of the store; a `false` or undefined answer means that somebody else was first. */
export interface JobStore {
  /** About how many items the Subjects table holds and how large it is (updated by DynamoDB every six hours). */
  describeSubjects(): Promise<{ items: number; bytes: number }>;
  putJob(job: RescoreJob): Promise<boolean>;
  readJob(jobId: string): Promise<RescoreJob | undefined>;
  /** At `at`, in milliseconds: resumed then, or ended. */
  moveJob(jobId: string, from: RescoreJob['state'], to: RescoreJob['state'], at: number): Promise<boolean>;
  /** Takes a segment off the job's open ones, however often it is told; returns those still open. */
  closeSegment(jobId: string, segment: number): Promise<readonly number[]>;
  listSegments(jobId: string): Promise<JobSegment[]>;
  /** Takes the segment over, unless it is done or a later message took it. Never taken before: it is begun, at `now`. */
  claimSegment(message: SegmentMessage, now: number): Promise<JobSegment | undefined>;
  /** Only while `attempt` is the newest. */
  saveSegment(jobId: string, segment: JobSegment): Promise<boolean>;
  /** The job that is running by itself. */
  readRunning(): Promise<string | undefined>;
  /** In place of `former` only. */
  takeRunning(jobId: string, former: string | undefined): Promise<boolean>;
  releaseRunning(jobId: string): Promise<void>;
  /** Whoever is named in it is forgotten after 90 days. `now` in milliseconds since 1970. */
  putReport(jobId: string, kept: KeptReport & { now: number }): Promise<void>;
  readReport(jobId: string): Promise<KeptReport | undefined>;
  /** Ids of jobs, the latest first; the one that `before` names, and later ones, are left out. */
  listJobs(page: { limit: number; before: string | undefined }): Promise<string[]>;
  putDryRun(hash: string, run: DryRun): Promise<void>;
  /** Unless one that began later is kept. */
  putFullSweep(sweep: FullSweep): Promise<boolean>;
  readFullSweep(options: { consistent: boolean }): Promise<FullSweep | undefined>;
  /** One of a later day than this confirms nobody from now on: somebody may get a score of this day. */
  withdrawFullSweep(asOf: number): Promise<void>;
  putUnsweepable(jobId: string, person: Unsweepable & { now: number }): Promise<void>;
  listUnsweepable(jobId: string, page: { limit: number; after: string | undefined }): Promise<Unsweepable[]>;
}
