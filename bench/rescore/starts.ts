import { dynamodbJobs } from '../../lib/store/dynamodb.ts';
import { metered } from '../../lib/store/meter.ts';
import { unitsEach } from '../sweep/ledger.ts';
import { type Crowd, withPeople } from '../sweep/processes.ts';
import { SCORING, SWEEP_DAY } from '../sweep/templates.ts';
import { begin, clientAt } from './sweep-everybody.ts';
import { GENERATED } from './tables.ts';

/** What the start of a sweep makes of a table of that size, and what its job's own item then costs. */
export interface Start {
  people: number;
  segments: number;
  /** Units of reading the job, which a worker does at each saved place, and of taking a segment off it. */
  readUnits: number;
  closeUnits: number;
}

/** Begins a sweep of so many, and closes its first segment. */
export function measureStart(crowd: Crowd): Promise<Start> {
  return withPeople(crowd, async ({ endpoint, ledger }) => {
    const client = clientAt({ endpoint });
    metered(client);
    const store = dynamodbJobs(client, GENERATED);
    const { jobId, segments } = await begin(store, async () => {}, { scoring: SCORING, asOf: SWEEP_DAY });
    await store.readJob(jobId);
    await store.closeSegment(jobId, 0);
    client.destroy();
    const { calls } = await ledger();
    const [readUnits, closeUnits] = [unitsEach(calls, 'GetItem JOB'), unitsEach(calls, 'UpdateItem JOB')];
    return { people: crowd.people, segments, readUnits, closeUnits };
  });
}
