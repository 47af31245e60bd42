import * as z from 'zod';
import { activationSeq, CardReply, count, day, next, share, time } from './common.ts';
import { JobReportReply } from './job-report.ts';

/** People by what became of them: people = changed + unchanged + unscorable + leftToStream + failed. */
export const SweepCountsReply = z.strictObject({
  people: count().describe('Scored, or looked at; whoever was erased or does not match the filter is not counted'),
  changed: count(),
  unchanged: count(),
  unscorable: count().describe('Too little is known of them for a score'),
  leftToStream: count().describe("Newer evidence than the job's day, or somebody else's newer score"),
  failed: count().describe('Could not be scored: see `/unscored`'),
  written: count().describe('Scores written, those of the unscorable included'),
  throttled: count().describe('Calls that the store was too busy for, and that were made again'),
  readUnits: z.number().min(0).describe('Read units of DynamoDB'),
  writeUnits: z.number().min(0).describe('Write units of DynamoDB'),
});

const jobId = () => z.string().describe('Begins with the time of the start, so ids sort by it');

export const JobReply = z.strictObject({
  jobId: jobId(),
  state: z.enum(['running', 'cancelled', 'finished']),
  asOf: day().describe('The one day for which everybody is scored'),
  scorecard: CardReply,
  activationSeq: activationSeq(),
  dryRun: z.boolean().describe('Everybody is scored and nobody written'),
  startedAt: time(),
  startedBy: z.string().describe('The `sub` of the token, or `the schedule`'),
  endedAt: time().optional().describe('Absent while it runs'),
  segments: z.strictObject({ all: count(), open: count() }).describe('Parts of the table, and how many are not done'),
});

export const JobStatusReply = z.strictObject({
  ...JobReply.shape,
  progress: share().describe('0-1, by finished parts and by the people that the table is said to hold'),
  counts: SweepCountsReply,
  rate: z.number().min(0).describe('People a second since the start'),
  etaSeconds: count().optional().describe('Seconds that are left at that pace; only while it runs'),
  cost: z.number().min(0).describe("US dollars at us-east-1's on-demand prices; of a dry run, what writing would cost"),
});
export type JobStatusReply = z.infer<typeof JobStatusReply>;

export const JobsReply = z.strictObject({ jobs: z.array(JobReply).describe('The latest first'), next: next() });
export type JobsReply = z.infer<typeof JobsReply>;

export const SegmentReply = z.strictObject({
  segment: count(),
  state: z.enum(['open', 'done']),
  lap: count().describe('Rises each time that the part is handed on'),
  attempt: count().describe('Rises with every worker that takes the part'),
  counts: SweepCountsReply,
  begunAt: time().optional().describe('Absent: former code began it'),
  savedAt: time().optional().describe('Absent: no worker has come to a saved place'),
  rate: z.number().min(0).optional().describe('People a second until then'),
  etaSeconds: count().optional().describe('Seconds that are left from then, at that pace; only while it runs'),
  cost: z.number().min(0).describe("As the job's"),
});

export const JobDetailReply = z.strictObject({
  ...JobStatusReply.shape,
  bySegment: z.array(SegmentReply).describe('Those that were begun; forgotten after a while'),
  report: JobReportReply.optional().describe('What a finished job shows of everybody'),
});
export type JobDetailReply = z.infer<typeof JobDetailReply>;

export const UnscoredReply = z.strictObject({
  people: z.array(
    z.strictObject({ subjectId: z.string(), reason: z.string().describe('Tells nothing of the person') }),
  ),
  next: next(),
});
export type UnscoredReply = z.infer<typeof UnscoredReply>;
