import type { Change } from '../engines/engine.ts';

export interface RetryPolicy {
  /** Further tries after the first. */
  retries: number;
  /** A failed record that is older than this is not tried again. */
  maxAgeSeconds: number;
  bisect: boolean;
  reportsItemFailures: boolean;
}

/** Why records were given up, in Lambda's words. */
export type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface BatchSteps {
  /** Calls the function: its reply, or its throw. */
  invoke(records: Change[]): Promise<unknown>;
  /** Keeps what was tried often or long enough. */
  giveUp(records: Change[], tries: number, condition: Condition): Promise<void>;
  /** Waits longer the more tries there were; false ends the work where it stands. */
  pause(tries: number): Promise<boolean>;
}

interface Attempt {
  records: Change[];
  tries: number;
}

/**
 * Brings a batch to its end as Lambda's event source mapping does, always in order: what comes before the first failed
 * record is done; a failure at the front halves the batch where bisecting is on, and is tried again where it is not,
 * until it was tried often enough or is too old. Answers false when a pause ended the work.
 *
 * Each record is tried at least once, however old: this machine may have slept for days, which AWS never does.
 */
export async function processBatch(records: Change[], policy: RetryPolicy, steps: BatchSteps): Promise<boolean> {
  const readAt = Date.now();
  const queue: Attempt[] = records.length > 0 ? [{ records, tries: 0 }] : [];
  for (let attempt = queue.shift(); attempt; attempt = queue.shift()) {
    const done = await succeeded(attempt.records, policy, steps);
    const rest = attempt.records.slice(done);
    const tries = attempt.tries + 1;
    if (rest.length === 0) continue;
    if (done > 0) queue.unshift({ records: rest, tries: 0 });
    else if (policy.bisect && rest.length > 1) queue.unshift(...halves(rest));
    else if (tries > policy.retries) await steps.giveUp(rest, tries, 'RetryAttemptsExhausted');
    else {
      const old = countOld(rest, policy.maxAgeSeconds, readAt);
      if (old > 0) await steps.giveUp(rest.slice(0, old), tries, 'RecordAgeExceeded');
      if (old === rest.length) continue;
      if (!(await steps.pause(tries))) return false;
      queue.unshift({ records: rest.slice(old), tries });
    }
  }
  return true;
}

/** How many records from the front are finished with. */
async function succeeded(records: Change[], policy: RetryPolicy, steps: BatchSteps): Promise<number> {
  try {
    const reply = await steps.invoke(records);
    return policy.reportsItemFailures ? firstFailure(records, reply) : records.length;
  } catch {
    return 0;
  }
}

// As on AWS, a list that names no record of the batch says nothing, so nothing of it has succeeded.
function firstFailure(records: Change[], reply: unknown): number {
  const failures = (reply as { batchItemFailures?: { itemIdentifier?: string }[] } | null | undefined)
    ?.batchItemFailures;
  if (!failures?.length) return records.length;
  const positions = failures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...positions));
}

function halves(records: Change[]): Attempt[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, tries: 0 }));
}

/** How many records from the front are too old; behind one that is not, none can be. */
function countOld(records: Change[], maxAgeSeconds: number, readAt: number): number {
  const isYoung = (record: Change) => Date.now() - writtenAt(record, readAt) <= maxAgeSeconds * 1000;
  const young = records.findIndex(isYoung);
  return young < 0 ? records.length : young;
}

const MINUTE_MS = 60_000;

// DynamoDB Local tells the minute only, so we take the latest moment that is possible: within it, and before it was read.
function writtenAt({ dynamodb }: Change, readAt: number): number {
  return Math.min(readAt, (dynamodb.ApproximateCreationDateTime ?? 0) * 1000 + MINUTE_MS);
}
