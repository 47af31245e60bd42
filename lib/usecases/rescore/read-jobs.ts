import type { JobStore, SweepCounts } from '../../schemas/job.ts';
import { jobNamed } from './begin-rescore.ts';
import { presentJob, presentSegment } from './present-job.ts';

type Reading = { store: JobStore };

/** A page of jobs, the latest first, without their progress. */
export async function listRescores({ store }: Reading, page: { limit: number; before: string | undefined }) {
  const ids = await store.listJobs(page);
  const found = await Promise.all(ids.map((id) => store.readJob(id)));
  const jobs = found.flatMap((job) => {
    if (job === undefined) return [];
    const { counts: _counts, progress: _p, rate: _r, etaSeconds: _e, cost: _c, ...about } = presentJob(job, [], 0);
    return [about];
  });
  return { jobs, ...(ids.length === page.limit ? { next: ids.at(-1) } : {}) };
}

/** How far a job is, in all and by segment, and its report when it has finished. */
export async function getRescore({ store }: Reading, jobId: string, now: number) {
  const [job, segments] = await Promise.all([jobNamed(store, jobId), store.listSegments(jobId)]);
  const kept = job.state === 'finished' ? await store.readReport(jobId) : undefined;
  const { counts, ...report } = (kept?.report ?? {}) as { counts?: SweepCounts };
  // The segments are forgotten after a while, for they name people; the report stays.
  const status = presentJob(job, counts === undefined ? segments : [{ counts }], now);
  return {
    ...status,
    bySegment: segments.map((segment) => presentSegment(job, segment)),
    ...(kept && { report: { ...report, ...(kept.movers && { movers: kept.movers }) } }),
  };
}

/** A page of those who could not be scored, by their ids. */
export async function listUnscored(
  { store }: Reading,
  jobId: string,
  page: { limit: number; after: string | undefined },
) {
  await jobNamed(store, jobId);
  const people = await store.listUnsweepable(jobId, page);
  return { people, ...(people.length === page.limit ? { next: people.at(-1)?.subjectId } : {}) };
}
