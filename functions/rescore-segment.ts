import { setTimeout as sleep } from 'node:timers/promises';
import { queueHandler } from '../lib/http/queue.ts';
import { tellFinished } from '../lib/http/tell-rescore.ts';
import { SegmentMessage } from '../lib/schemas/job.ts';
import { dynamodbClient, dynamodbJobs, dynamodbStore } from '../lib/store/dynamodb.ts';
import { metered } from '../lib/store/meter.ts';
import { tellOfSweep } from '../lib/usecases/deliveries/tell.ts';
import { scoringOfJob } from '../lib/usecases/rescore/scoring-of-job.ts';
import { sweepSegment } from '../lib/usecases/rescore/sweep-segment.ts';
import { connectNotifying } from './notifying.ts';
import { connectRescoring } from './rescoring.ts';

const { config, client: around, telemetry, now, means } = connectRescoring();
const telling = connectNotifying(config, around);

/** Sweep queue: one segment of the Subjects table is scored from where it was left. */
export const handler = queueHandler({
  schema: SegmentMessage,
  telemetry,
  handle: async (message, context) => {
    const started = performance.now();
    // Of its own, so that what it counts is this invocation's alone.
    const client = dynamodbClient(config.dynamodbEndpoint);
    try {
      const outcome = await sweepSegment(
        {
          store: { ...dynamodbStore(client, config.tables), ...dynamodbJobs(client, config.tables) },
          send: means.send,
          scoringOf: (job) => scoringOfJob(means, job),
          meter: metered(client),
          now,
          remaining: () => context.getRemainingTimeInMillis(),
          pause: jittered,
          workers: config.sweep.workers,
          tellPartners: (job, endedAt) => tellOfSweep(telling, job, endedAt),
          finished: (job) => tellFinished(telemetry, job),
        },
        message,
      );
      const { jobId: job, segment, lap } = message;
      const ms = Math.round(performance.now() - started);
      telemetry.log('segment-handled', { invocation: context.awsRequestId, job, segment, lap, outcome, ms });
    } finally {
      client.destroy();
    }
  },
});

/** Between half and all of it, so that workers that were sent away together do not come back together. */
async function jittered(ms: number): Promise<void> {
  await sleep(ms * (0.5 + Math.random() / 2));
}
