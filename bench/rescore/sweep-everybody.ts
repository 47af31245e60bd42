import { setTimeout as sleep } from 'node:timers/promises';
import type { JobStore, RescoreJob, SegmentMessage, SweepCounts } from '../../lib/schemas/job.ts';
import { dynamodbClient, dynamodbJobs, dynamodbStore, type Tables } from '../../lib/store/dynamodb.ts';
import { metered } from '../../lib/store/meter.ts';
import type { Scoring } from '../../lib/usecases/dependencies.ts';
import { beginRescore } from '../../lib/usecases/rescore/begin-rescore.ts';
import { totalOf } from '../../lib/usecases/rescore/finish-job.ts';
import { jobIdAt } from '../../lib/usecases/rescore/job-id.ts';
import { sweepSegment } from '../../lib/usecases/rescore/sweep-segment.ts';
import { CREDENTIALS, REGION } from '../../local/engines/engine.ts';

export interface Place {
  endpoint: string;
  tables: Tables;
  scoring: Scoring;
  /** The job's day, in days since 1970-01-01. */
  asOf: number;
  /** Called whenever a worker saves how far its segment is. */
  saving?: () => void;
}

export interface SweptEverybody {
  segments: number;
  /** Messages that were handled: one of each segment, and one more whenever a segment was handed on. */
  messages: number;
  counts: SweepCounts;
  /** Write units of the people's scores, by the worker's own meter; the counts have those of the job's items, too. */
  scoreWriteUnits: number;
}

/** serverless.yml's own, of rescore-segment. */
const INVOCATION_MS = 300_000;
const WORKERS = 10;

/** A sweep from its start to its end: the real store, start and worker, and an array for the queue. */
export async function sweepEverybody(place: Place): Promise<SweptEverybody> {
  const client = clientAt(place);
  metered(client);
  const store = dynamodbJobs(client, place.tables);
  const queue: SegmentMessage[] = [];
  const send = async (messages: readonly SegmentMessage[]) => void queue.push(...messages);
  try {
    const job = await begin(store, send, place);
    let [messages, scoreWriteUnits] = [0, 0];
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      scoreWriteUnits += await work(place, send, message);
      messages += 1;
    }
    const { state } = (await store.readJob(job.jobId)) as RescoreJob;
    if (state !== 'finished') throw new Error(`the sweep is ${state}`);
    return { segments: job.segments, messages, counts: totalOf(await store.listSegments(job.jobId)), scoreWriteUnits };
  } finally {
    client.destroy();
  }
}

type Send = (messages: readonly SegmentMessage[]) => Promise<void>;

/** Begins a job of as many segments as the size of the table asks for. */
export async function begin(store: JobStore, send: Send, { scoring, asOf }: Pick<Place, 'scoring' | 'asOf'>) {
  const { id, version, hash } = scoring.card;
  const asked = { card: { id, version, hash }, activationSeq: scoring.activationSeq, asOf, startedBy: 'the bench' };
  const now = Date.now();
  const { job } = await beginRescore(
    { store, send },
    { ...asked, jobId: jobIdAt(now, 'schedule'), now, dryRun: false, force: false },
  );
  return job;
}

/** As functions/rescore-segment.ts does, with clients of its own for each message: one for people, one for the job. */
async function work(place: Place, send: Send, message: SegmentMessage): Promise<number> {
  const clients = [clientAt(place), clientAt(place)] as const;
  const [people, own] = [metered(clients[0]), metered(clients[1])];
  const jobs = dynamodbJobs(clients[1], place.tables);
  const saveSegment: typeof jobs.saveSegment = (...saved) => {
    place.saving?.();
    return jobs.saveSegment(...saved);
  };
  const until = performance.now() + INVOCATION_MS;
  try {
    await sweepSegment(
      {
        store: { ...dynamodbStore(clients[0], place.tables), ...jobs, saveSegment },
        send,
        scoringOf: async () => place.scoring,
        meter: {
          get readUnits() {
            return people.readUnits + own.readUnits;
          },
          get writeUnits() {
            return people.writeUnits + own.writeUnits;
          },
        },
        now: () => Date.now(),
        remaining: () => until - performance.now(),
        pause: (ms) => sleep(ms),
        workers: WORKERS,
        tellPartners: async () => {},
        finished: () => {},
      },
      message,
    );
    return people.writeUnits;
  } finally {
    for (const client of clients) client.destroy();
  }
}

export function clientAt({ endpoint }: Pick<Place, 'endpoint'>) {
  return dynamodbClient(endpoint, { credentials: CREDENTIALS, region: REGION });
}
