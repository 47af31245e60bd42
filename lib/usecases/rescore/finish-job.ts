import { type JobSegment, type JobStore, NO_COUNTS, type RescoreJob, type SweepCounts } from '../../schemas/job.ts';
import type { Scoring } from '../dependencies.ts';
import { type JobReport, reportOf } from './report-of.ts';

export interface FinishedJob {
  job: RescoreJob;
  counts: SweepCounts;
  report: JobReport;
}

export interface FinishDependencies {
  store: JobStore;
  scoringOf: (job: RescoreJob) => Promise<Scoring>;
  now: () => number;
  /** Told by whoever ended the job, so once. */
  finished: (finished: FinishedJob) => void;
}

/**
 * When all segments are done: told by whoever closed the last one, as often as that comes. The report is kept before the
 * job has ended, so that a finished job always has one.
 */
export async function finishJob({ store, scoringOf, now, finished }: FinishDependencies, job: RescoreJob) {
  const { jobId } = job;
  const segments = await store.listSegments(jobId);
  const { card } = await scoringOf(job);
  const counts = totalOf(segments);
  const report = reportOf(segments, card);
  const { movers, ...anonymous } = report;
  await store.putReport(jobId, { report: { counts, ...anonymous }, movers, now: now() });
  if (await store.moveJob(jobId, 'running', 'finished', now())) finished({ job, counts, report });
  if (isRehearsal(job)) await store.putDryRun(job.card.hash, { jobId, finishedAt: now() });
  await store.releaseRunning(jobId);
}

/** Whether everybody was scored and nobody written: what an activation asks for. */
function isRehearsal({ dryRun, bands, dimension }: RescoreJob): boolean {
  return dryRun && bands === undefined && dimension === undefined;
}

export function totalOf(segments: readonly Pick<JobSegment, 'counts'>[]): SweepCounts {
  const total = { ...NO_COUNTS };
  for (const { counts } of segments)
    for (const name of Object.keys(total) as (keyof SweepCounts)[]) total[name] += counts[name] ?? 0;
  return total;
}
