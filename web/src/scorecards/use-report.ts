import { useEffect, useState } from 'preact/hooks';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { api } from '../api/api.ts';

/** A finished job with what it shows of everybody. */
export type Run = JobDetailReply & { report: JobReportReply };

/** Undefined until it is there, and where the job has none. */
export function useReport(jobId: string | undefined): Run | undefined {
  const [run, setRun] = useState<Run>();
  useEffect(() => {
    if (jobId === undefined) return;
    api.getRescore({ id: jobId }).then((result) => {
      if (result.ok && result.data.report !== undefined) setRun({ ...result.data, report: result.data.report });
    });
  }, [jobId]);
  return run?.jobId === jobId ? run : undefined;
}
