import * as z from 'zod';
import type { JobStore, RescoreJob } from '../../schemas/job.ts';

/** What is read of a former report; one of former code may lack it. */
const FormerReport = z.object({
  people: z.number(),
  coverage: z.object({ all: z.number() }),
  stale: z.number(),
  cells: z.record(z.string(), z.array(z.number())),
});

/** What the last full sweep showed, for a later one to be held against. */
export interface Former extends z.infer<typeof FormerReport> {
  jobId: string;
  /** Whether it was under the same card. */
  isOfCard: boolean;
}

type Reading = Pick<JobStore, 'readFullSweep' | 'readJob' | 'readReport'>;

/** The full sweep before this job, however often the job is ended: some four reads, once a sweep. */
export async function formerSweep(store: Reading, { jobId: own, card }: RescoreJob): Promise<Former | undefined> {
  const jobId = await formerId(store, own);
  if (jobId === undefined) return undefined;
  const [job, kept] = await Promise.all([store.readJob(jobId), store.readReport(jobId)]);
  const report = FormerReport.safeParse(kept?.report);
  return report.success ? { ...report.data, jobId, isOfCard: job?.card.hash === card.hash } : undefined;
}

export async function formerId(store: Reading, own: string): Promise<string | undefined> {
  const last = await store.readFullSweep({ consistent: true });
  return last?.jobId === own ? last.former : last?.jobId;
}
