import type { Context, SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import { queueHandler } from '../../lib/http/queue.ts';
import { SegmentMessage } from '../../lib/schemas/job.ts';
import { listen } from '../support/telemetry.ts';

const context = { awsRequestId: 'i-1', getRemainingTimeInMillis: () => 60_000 } as Context;
const records = (...bodies: string[]) =>
  ({
    Records: bodies.map((body, n) => ({
      messageId: `m-${n}`,
      body,
      attributes: { ApproximateReceiveCount: '3' },
    })),
  }) as unknown as SQSEvent;
const message = (segment: number) => JSON.stringify({ jobId: 'a', segment, lap: 0 });

test('a message that fails comes again, and only that one; the line names no value', async () => {
  const { telemetry, lines, counts } = listen();
  const handled: number[] = [];
  const handler = queueHandler({
    schema: SegmentMessage,
    telemetry,
    handle: async ({ segment }) => {
      if (segment === 1) throw new TahiniError('throttled', 'The store is busy with ada.', { retryAfter: 2 });
      handled.push(segment);
    },
  });
  const reply = await handler(records(message(0), message(1), message(2)), context);
  expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
  expect(handled).toEqual([0, 2]);
  expect(lines).toMatchObject([{ event: 'message-failed', messageId: 'm-1', receives: 3, problem: 'throttled' }]);
  expect(JSON.stringify(lines)).not.toContain('ada');
  expect(counts.get('MessageFailed')).toBe(1);
});

test.each(['', 'no json', '{}', '{"jobId":"a","segment":-1,"lap":0}', '{"jobId":"a","segment":0,"lap":0,"more":1}'])(
  'a message %j is told, not handled, and left to the dead letters',
  async (body) => {
    const { telemetry, lines, counts } = listen();
    const handle = () => expect.unreachable();
    const handler = queueHandler({ schema: SegmentMessage, telemetry, handle });
    expect(await handler(records(body), context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }] });
    expect(lines).toEqual([{ event: 'message-refused', invocation: 'i-1', messageId: 'm-0' }]);
    expect(counts.get('MessageRefused')).toBe(1);
  },
);

test('messages of a batch are handled side by side: one that waits holds up no other', async () => {
  const { telemetry } = listen();
  const gate = Promise.withResolvers<void>();
  const handler = queueHandler({
    schema: SegmentMessage,
    telemetry,
    // The first waits for the last.
    handle: async ({ segment }) => (segment === 2 ? gate.resolve() : gate.promise),
  });
  expect(await handler(records(message(0), message(1), message(2)), context)).toEqual({ batchItemFailures: [] });
});
