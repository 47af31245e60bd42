import { setTimeout as sleep } from 'node:timers/promises';
import type { SegmentMessage } from '../../lib/schemas/job.ts';
import { dynamodbClient, dynamodbJobs, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { metered } from '../../lib/store/meter.ts';
import { sweepSegment } from '../../lib/usecases/rescore/sweep-segment.ts';
import { CREDENTIALS, REGION } from '../../local/engines/engine.ts';
import { scoringUnder } from './cards.ts';

// Run as a child process, and killed: handles the messages that it is sent, each with what an invocation has of its own.
const [endpoint, named = '{}'] = process.argv.slice(2);
const tables = JSON.parse(named);
/** Two seconds of work, and what is kept back for handing a segment on. */
const INVOCATION_MS = 32_000;
const PAGE = 100;
/** Its clock runs so much faster that it saves its place many times in a sweep of seconds. */
const HASTE = 20;

async function handle(message: SegmentMessage): Promise<void> {
  const client = dynamodbClient(endpoint, { credentials: CREDENTIALS, region: REGION });
  const store = { ...dynamodbStore(client, tables), ...dynamodbJobs(client, tables) };
  const until = Date.now() + INVOCATION_MS;
  try {
    await sweepSegment(
      {
        store: { ...store, scanPeople: (place) => store.scanPeople({ ...place, limit: PAGE }) },
        send: async (messages) => void process.send?.({ queued: messages }),
        scoringOf: async (job) => scoringUnder(job.card.hash, job.activationSeq),
        meter: metered(client),
        now: () => Date.now() + performance.now() * HASTE,
        remaining: () => until - Date.now(),
        pause: (ms) => sleep(ms * (0.5 + Math.random() / 2)),
        workers: 4,
        tellPartners: async () => {},
        finished: ({ job }) => void process.send?.({ finished: job.jobId }),
      },
      message,
    );
  } finally {
    client.destroy();
  }
}

process.on('message', ({ id, message }: { id: number; message: SegmentMessage }) => {
  handle(message).then(
    () => process.send?.({ settled: id }),
    (error: unknown) => process.send?.({ settled: id, error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
