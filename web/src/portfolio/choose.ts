import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { Sweeps } from './use-sweeps.ts';
import { isFiltered } from './words.ts';

/** Finished jobs about everybody, the latest first. */
export const aboutEverybody = (jobs: readonly JobDetailReply[]) =>
  jobs.filter((job) => job.report !== undefined && !isFiltered(job));

/**
 * The job that tells best how everybody stands: by the active card before any other, and of those a sweep before a dry
 * run, which writes nobody.
 */
export function choose({ jobs, active }: Pick<Sweeps, 'jobs' | 'active'>): JobDetailReply | undefined {
  const all = aboutEverybody(jobs);
  const byActive = all.filter(({ scorecard }) => scorecard.hash === active?.hash);
  const sweepIn = (list: readonly JobDetailReply[]) => list.find(({ dryRun }) => !dryRun);
  return sweepIn(byActive) ?? byActive[0] ?? sweepIn(all) ?? all[0];
}
