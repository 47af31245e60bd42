import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { api } from '../api/api.ts';
import type { Result } from '../api/result.ts';
import { type Query, useQuery } from '../api/use-query.ts';

/** A finished job with what it shows of everybody. */
export type Run = JobDetailReply & { report: JobReportReply };

/** Ready with undefined where there is no job, or none that has a report. */
export function useReport(jobId: string | undefined): Query<Run | undefined> {
  return useQuery(`report ${jobId}`, () => readRun(jobId));
}

async function readRun(jobId: string | undefined): Promise<Result<Run | undefined>> {
  if (jobId === undefined) return { ok: true, data: undefined };
  const job = await api.getRescore({ id: jobId });
  if (!job.ok) return job;
  const { report } = job.data;
  return { ok: true, data: report && { ...job.data, report } };
}
