import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { TahiniError } from '../errors.ts';
import { observed } from './observed.ts';
import { type Telemetry, whatFailed } from './telemetry.ts';

export interface QueueSteps<T> {
  schema: z.ZodType<T>;
  handle(message: T, context: Context): Promise<void>;
  telemetry: Telemetry;
}

/**
 * Handles the messages of a batch side by side: one that waits does not hold up the others. One that fails comes again
 * when its queue shows it again; one that is malformed would be so each time: it is told, and goes to the dead letters
 * when it has been received too often.
 */
export function queueHandler<T>(steps: QueueSteps<T>) {
  return observed<SQSEvent, SQSBatchResponse>(steps.telemetry).handler(async (event: SQSEvent, context: Context) => {
    const done = await Promise.all(event.Records.map((record) => isDone(steps, record, context)));
    const failed = event.Records.filter((_, n) => !done[n]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}

async function isDone<T>(
  { schema, handle, telemetry }: QueueSteps<T>,
  { messageId, body, attributes }: SQSRecord,
  context: Context,
): Promise<boolean> {
  const { awsRequestId: invocation } = context;
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) {
    telemetry.log('message-refused', { invocation, messageId });
    telemetry.count('MessageRefused');
    return false;
  }
  try {
    await handle(parsed.data, context);
    return true;
  } catch (error) {
    const problem = error instanceof TahiniError ? error.kind : undefined;
    const receives = Number(attributes.ApproximateReceiveCount);
    telemetry.log('message-failed', { invocation, messageId, receives, problem, ...whatFailed(error) });
    telemetry.count('MessageFailed');
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
