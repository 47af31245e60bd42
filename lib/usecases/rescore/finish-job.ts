import {
  type JobSegment,
  type JobStore,
  NO_COUNTS,
  type RescoreJob,
  type SweepCounts,
  type Tallied,
} from '../../schemas/job.ts';
import type { Scoring } from '../dependencies.ts';
import { formerId, formerSweep } from './former-sweep.ts';
import { type JobReport, reportOf, tallyOf } from './report-of.ts';
import { MOST_UNJUDGED } from './sweep-tally.ts';

export interface FinishedJob {
  job: RescoreJob;
  counts: SweepCounts;
  report: JobReport;
}

export interface FinishDependencies {
  store: JobStore;
  scoringOf: (job: RescoreJob) => Promise<Scoring>;
  now: () => number;
  /** Before the job has ended: whoever dies in between is followed by another, who tells the same again. */
  tellPartners: (job: RescoreJob, endedAt: number) => Promise<void>;
  /** Told by whoever ended the job, so once. */
  finished: (finished: FinishedJob) => void;
}

/**
 * When all segments are done: told by whoever closed the last one, as often as that comes. The report is kept before the
 * job has ended, so that a finished job always has one.
 */
export async function finishJob(dependencies: FinishDependencies, job: RescoreJob) {
  const { store, scoringOf, now, finished, tellPartners } = dependencies;
  const { jobId } = job;
  const segments = await store.listSegments(jobId);
  const { card } = await scoringOf(job);
  const counts = totalOf(segments);
  const former = isOfEverybody(job) && !job.dryRun ? await formerSweep(store, job) : undefined;
  const found = reportOf(segments, card, former);
  // Some people are no sample of everybody.
  const report = isOfEverybody(job) ? found : { ...found, alarms: [] };
  const { movers, ...anonymous } = report;
  await store.putReport(jobId, { report: { counts, ...anonymous }, movers, now: now() });
  await keepFullSweep(store, job, tallyOf(segments, card));
  // The same for whoever ends the job: when the last segment was saved.
  await tellPartners(job, Math.max(job.startedAt, ...segments.map(({ savedAt }) => savedAt ?? 0)));
  if (await store.moveJob(jobId, 'running', 'finished', now())) finished({ job, counts, report });
  // Everybody was scored and nobody written: what an activation asks for.
  if (isOfEverybody(job) && job.dryRun) await store.putDryRun(job.card.hash, { jobId, finishedAt: now() });
  await store.releaseRunning(jobId);
}

/** From now on this is the sweep that people are confirmed by, and that the next one is held against. */
async function keepFullSweep(store: JobStore, job: RescoreJob, { unjudged }: Tallied): Promise<void> {
  if (job.dryRun || !isOfEverybody(job)) return;
  const { jobId, startedAt, asOf, activationSeq, card, beside, resumedAt } = job;
  // What another job wrote meanwhile may be of an earlier day.
  const isAlone = !beside && resumedAt === undefined && (await store.readRunning()) === jobId;
  const exceptions = isAlone && unjudged.length <= MOST_UNJUDGED ? unjudged : undefined;
  const former = await formerId(store, jobId);
  await store.putFullSweep({ jobId, former, startedAt, asOf, activationSeq, cardHash: card.hash, exceptions });
}

export function isOfEverybody({ bands, dimension }: Pick<RescoreJob, 'bands' | 'dimension'>): boolean {
  return bands === undefined && dimension === undefined;
}

export function totalOf(segments: readonly Pick<JobSegment, 'counts'>[]): SweepCounts {
  const total = { ...NO_COUNTS };
  for (const { counts } of segments)
    for (const name of Object.keys(total) as (keyof SweepCounts)[]) total[name] += counts[name] ?? 0;
  return total;
}
