import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { TahiniError } from '../errors.ts';

const BATCH = 10;
/** Of all messages of a call together; SQS takes 256 KB. */
const MOST_BYTES = 240_000;
const AT_ONCE = 8;
/** For longer SQS puts off no message. */
const LONGEST_DELAY_SECONDS = 900;

/** A call that hangs is cut off and tried again; a message too many does no harm. */
const PATIENCE = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };

export interface Sending<T> {
  /** For how long a message is not to be shown; no more than a quarter of an hour is granted. */
  delayMs?: (message: T) => number;
  /** Whose it is: where many are waiting of one, SQS hands out the others' first (Developer Guide, 'Amazon SQS fair queues'). */
  group?: (message: T) => string;
}

/** Sends each message as JSON, some at a time. Throws when one was not taken; those sent before it are sent then. */
export function sendingTo<T>(
  queueUrl: string,
  { delayMs = () => 0, group }: Sending<T> = {},
): (messages: readonly T[]) => Promise<void> {
  const client = new SQSClient({ requestHandler: PATIENCE });
  const entryOf = (message: T): Entry => {
    const wait = Math.min(LONGEST_DELAY_SECONDS, Math.ceil(Math.max(0, delayMs(message)) / 1000));
    const put = { ...(wait > 0 && { DelaySeconds: wait }), ...(group && { MessageGroupId: group(message) }) };
    return { MessageBody: JSON.stringify(message), ...put };
  };
  async function send(batch: readonly Entry[]): Promise<void> {
    const Entries = batch.map((entry, i) => ({ Id: String(i), ...entry }));
    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries })).catch(unreachable);
    if ((sent.Failed ?? []).length > 0) throw new TahiniError('throttled', 'The queue is busy.', { retryAfter: 2 });
  }
  return async (messages) => {
    const batches = inCalls(messages.map(entryOf)).values();
    const worker = async () => {
      for (const batch of batches) await send(batch);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
}

type Entry = Omit<SendMessageBatchRequestEntry, 'Id'> & { MessageBody: string };

/** As many to a call as it takes, by number and by bytes. */
function inCalls(entries: readonly Entry[]): Entry[][] {
  const calls: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody);
    const last = calls.at(-1);
    if (last === undefined || last.length === BATCH || bytes + size > MOST_BYTES) {
      calls.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return calls;
}

/** Never what was to be sent is at fault: a record of the stream is not set aside for it. */
function unreachable(): never {
  throw new TahiniError('throttled', 'The queue cannot be reached.', { retryAfter: 2 });
}
