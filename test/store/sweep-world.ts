import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll } from 'vitest';
import type { JobSegment, JobStore, RescoreJob, SegmentMessage, SweepCounts, Tallied } from '../../lib/schemas/job.ts';
import type { Store } from '../../lib/schemas/stored.ts';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { jobsIn } from '../../lib/store/jobs.ts';
import { metered } from '../../lib/store/meter.ts';
import { beginRescore, type Start } from '../../lib/usecases/rescore/begin-rescore.ts';
import { totalOf } from '../../lib/usecases/rescore/finish-job.ts';
import { tallyOf } from '../../lib/usecases/rescore/report-of.ts';
import type { SegmentOutcome, SweepDependencies } from '../../lib/usecases/rescore/sweep-means.ts';
import { sweepSegment } from '../../lib/usecases/rescore/sweep-segment.ts';
import { day } from '../support/builders.ts';
import type { TestEngine } from '../support/engines.ts';
import { putPeople } from '../support/sweep-people.ts';
import { tiny } from '../support/tiny-card.ts';
import { TODAY, type World } from './world.ts';

export type SweepStore = Store & JobStore;

/** A sweep over a real engine, its queue an array, so that a test decides what comes when and how often. */
export interface SweepWorld {
  readonly store: SweepStore;
  readonly queue: SegmentMessage[];
  /** People of whom a partner said something; what differs between them is in their number. */
  people(n: number, prefix?: string): Promise<string[]>;
  /** As if they had never been: erased one by one, ninety take longer than what is tested with them. */
  forget(names: readonly string[]): Promise<void>;
  start(more?: Partial<Start>): ReturnType<typeof beginRescore>;
  /** Handles one message. */
  work(message: SegmentMessage, changes?: Partial<SweepDependencies>): Promise<SegmentOutcome>;
  /** Takes messages off the queue until there are none; a worker that dies has its message delivered again. */
  drain(changes?: () => Partial<SweepDependencies>): Promise<{ deaths: number }>;
  job(jobId: string): Promise<RescoreJob & { counts: SweepCounts; parts: JobSegment[]; tally: Tallied }>;
}

const MOST_IN_A_BATCH = 25;

let jobs = 0;
const nextJob = () => {
  jobs += 1;
  return jobs;
};

export function sweepOn(engine: TestEngine, world: World): SweepWorld {
  let client: DynamoDBClient;
  let store: SweepStore;
  let meter: SweepDependencies['meter'];
  const queue: SegmentMessage[] = [];
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
    meter = metered(client);
    store = { ...dynamodbStore(client, engine.tables), ...jobsIn(client, engine.tables) };
  });
  const send = async (messages: readonly SegmentMessage[]) => void queue.push(...messages);
  const work: SweepWorld['work'] = (message, changes = {}) =>
    sweepSegment(
      {
        store: { ...store, scanPeople: (place) => store.scanPeople({ ...place, limit: 7 }) },
        send,
        scoringOf: async () => world.dependencies,
        meter,
        now: () => Date.now(),
        remaining: () => 900_000,
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
        workers: 4,
        tellPartners: async () => {},
        finished: () => {},
        ...changes,
      },
      message,
    );
  return {
    get store() {
      return store;
    },
    queue,
    people: async (n, prefix = 'person') => {
      const names = Array.from({ length: n }, (_, i) => `${prefix}-${i}`);
      await putPeople(store, names, day(TODAY));
      return names;
    },
    forget: async (names) => {
      const keys = names.flatMap((name) => ['PROFILE', 'SCORE'].map((sk) => ({ pk: { S: name }, sk: { S: sk } })));
      while (keys.length > 0) {
        const some = keys.splice(0, MOST_IN_A_BATCH).map((Key) => ({ DeleteRequest: { Key } }));
        const { UnprocessedItems = {} } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [engine.tables.subjects]: some } }),
        );
        if (Object.keys(UnprocessedItems).length > 0) throw new Error('the engine was too busy to forget them');
      }
    },
    start: (more = {}) =>
      beginRescore(
        { store, send },
        {
          jobId: `job-${nextJob()}`,
          card: { id: tiny.card.id, version: tiny.card.version, hash: tiny.card.hash },
          activationSeq: 1,
          asOf: day(TODAY),
          startedBy: 'operator',
          now: Date.now(),
          dryRun: false,
          force: false,
          segments: 3,
          ...more,
        },
      ),
    work,
    drain: async (changes = () => ({})) => {
      let deaths = 0;
      for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
        try {
          await work(message, changes());
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'killed') throw error;
          deaths += 1;
          queue.push(message);
        }
      }
      return { deaths };
    },
    job: async (jobId) => {
      const parts = await store.listSegments(jobId);
      return { ...(await store.readJob(jobId))!, parts, counts: totalOf(parts), tally: tallyOf(parts, tiny.card) };
    },
  };
}
