import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TahiniError } from '../errors.ts';

const BATCH = 10;
/** Of all messages of a call together; SQS takes 256 KB. */
const MOST_BYTES = 240_000;
const AT_ONCE = 8;

/** Sends each message as JSON, some at a time. Throws when one was not taken; those sent before it are sent then. */
export function sendingTo<T>(queueUrl: string): (messages: readonly T[]) => Promise<void> {
  const client = new SQSClient();
  async function send(bodies: readonly string[]): Promise<void> {
    const Entries = bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new TahiniError('throttled', 'The queue is busy.', { retryAfter: 2 });
  }
  return async (messages) => {
    const batches = inCalls(messages.map((message) => JSON.stringify(message))).values();
    const worker = async () => {
      for (const batch of batches) await send(batch);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
}

/** As many to a call as it takes, by number and by bytes. */
function inCalls(bodies: readonly string[]): string[][] {
  const calls: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const last = calls.at(-1);
    if (last === undefined || last.length === BATCH || bytes + size > MOST_BYTES) {
      calls.push([body]);
      bytes = size;
    } else {
      last.push(body);
      bytes += size;
    }
  }
  return calls;
}
