import type { FailureDocument, StreamRecord } from './document.ts';

/** Calls the function that failed: its reply, or its throw. */
export type Invoke = (document: FailureDocument, event: { Records: StreamRecord[] }) => Promise<unknown>;

/** The function did not take the records; the message says why in words of ours. */
export class NotTaken extends Error {}

const MOST_RECORDS = 100;
// Lambda takes 6 MB at once.
const MOST_BYTES = 5_500_000;

/** Hands records in, in order and in batches that Lambda takes; throws NotTaken at the first that is not taken whole. */
export async function handOver(document: FailureDocument, records: StreamRecord[], invoke: Invoke): Promise<void> {
  for (const Records of batches(records)) checkReply(await invoke(document, { Records }));
}

function* batches(records: readonly StreamRecord[]): Generator<StreamRecord[]> {
  let batch: StreamRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (batch.length === MOST_RECORDS || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** A function of another kind might answer well without having done anything, so only the list itself counts. */
function checkReply(reply: unknown): void {
  const failures = (reply as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (!Array.isArray(failures)) throw new NotTaken('its answer is not that of a stream function');
  if (failures.length > 0) throw new NotTaken(`${failures.length} record(s) failed again`);
}
