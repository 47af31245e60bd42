import * as z from 'zod';
import { TahiniError } from '../lib/errors.ts';
import { observed } from '../lib/http/observed.ts';
import { tellRequested } from '../lib/http/tell-rescore.ts';
import { jobIdAt } from '../lib/usecases/rescore/job-id.ts';
import { startRescore } from '../lib/usecases/rescore/start-rescore.ts';
import { connectRescoring } from './rescoring.ts';

const { telemetry, now, today, means } = connectRescoring();

/** Of a second invocation for the same time, too: so the job's id is the same, and it is begun once. */
const Scheduled = z.object({ scheduledTime: z.iso.datetime() });

/** Schedule: a sweep of everybody under the active card. Whatever fails is thrown, so that it is tried again. */
export const handler = observed<unknown, void>(telemetry).handler(async (event, { awsRequestId: requestId }) => {
  const { scheduledTime } = Scheduled.parse(event);
  const jobId = jobIdAt(Date.parse(scheduledTime), 'schedule');
  const request = { dryRun: false, force: false };
  try {
    const asked = { jobId, startedBy: 'the schedule', today: today(), now: now() };
    tellRequested(telemetry, await startRescore(means, request, asked), requestId);
  } catch (error) {
    // Begun by a former invocation, and over by now.
    if (!(error instanceof TahiniError && error.kind === 'job-ended')) throw error;
  }
});
