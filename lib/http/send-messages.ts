import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TahiniError } from '../errors.ts';

const BATCH = 10;
const AT_ONCE = 8;

/** Sends each message as JSON, ten at a time. Throws when one was not taken; those sent before it are sent then. */
export function sendingTo<T>(queueUrl: string): (messages: readonly T[]) => Promise<void> {
  const client = new SQSClient();
  async function send(batch: readonly T[]): Promise<void> {
    const Entries = batch.map((message, i) => ({ Id: String(i), MessageBody: JSON.stringify(message) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new TahiniError('throttled', 'The queue is busy.', { retryAfter: 2 });
  }
  return async (messages) => {
    const batches = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, n) =>
      messages.slice(n * BATCH, (n + 1) * BATCH),
    ).values();
    const worker = async () => {
      for (const batch of batches) await send(batch);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
}
