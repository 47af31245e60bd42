import type { Change } from '../engines/engine.ts';

export interface RetryPolicy {
  /** Further tries after the first. */
  retries: number;
  bisect: boolean;
  reportsItemFailures: boolean;
}

export interface BatchSteps {
  /** Calls the function: its reply, or its throw. */
  invoke(records: Change[]): Promise<unknown>;
  /** Keeps what was tried often enough. */
  giveUp(records: Change[], tries: number): Promise<void>;
  /** Waits longer the more tries there were; false ends the work where it stands. */
  pause(tries: number): Promise<boolean>;
}

interface Attempt {
  records: Change[];
  tries: number;
}

/**
 * Brings a batch to its end as Lambda's event source mapping does, always in order: what comes before the first failed
 * record is done; a failure at the front halves the batch where bisecting is on, and is tried again where it is not.
 * Answers false when a pause ended the work.
 */
export async function processBatch(records: Change[], policy: RetryPolicy, steps: BatchSteps): Promise<boolean> {
  const queue: Attempt[] = records.length > 0 ? [{ records, tries: 0 }] : [];
  for (let attempt = queue.shift(); attempt; attempt = queue.shift()) {
    const done = await succeeded(attempt.records, policy, steps);
    const rest = attempt.records.slice(done);
    const tries = attempt.tries + 1;
    if (rest.length === 0) continue;
    if (done > 0) queue.unshift({ records: rest, tries: 0 });
    else if (policy.bisect && rest.length > 1) queue.unshift(...halves(rest));
    else if (tries > policy.retries) await steps.giveUp(rest, tries);
    else if (await steps.pause(tries)) queue.unshift({ records: rest, tries });
    else return false;
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
