import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, SQSEvent } from 'aws-lambda';
import { expect, onTestFinished, test, vi } from 'vitest';
import { invoke as invokeLambda } from '../../local/lambda.ts';
import { Messages } from '../../local/queues/messages.ts';
import { QueuePoller } from '../../local/queues/poller.ts';
import type { Queue, QueueTrigger } from '../../local/service.ts';
import { service, withVisibility } from './fixtures/service.ts';

const BACK_AFTER = 0.05;
const FIXTURE = withVisibility(service(), BACK_AFTER);
const WORK = FIXTURE.functions.find(({ name }) => name === 'work')!;
const [QUEUE, DEAD] = FIXTURE.queues as [Queue, Queue];

type Handler = (event: SQSEvent, context: Context) => unknown;

/** A queue that a function reads by the fixture's trigger, or by that with some of it otherwise. */
function read(handler: Handler, trigger: Partial<QueueTrigger> = {}, bodies: string[] = []) {
  const messages = new Messages(FIXTURE.queues);
  for (const body of bodies) messages.send(QUEUE, { body, attributes: {} });
  const invoke = (event: SQSEvent) => invokeLambda((e, context) => handler(e as SQSEvent, context), WORK, event);
  const poller = new QueuePoller({ ...WORK.queues[0]!, ...trigger }, messages, { invoke, storeFailed: () => {} });
  onTestFinished(async () => {
    await poller.close();
    messages.close();
  });
  const left = () => Object.values({ ...messages.counts(QUEUE) }).reduce((sum: number, count) => sum + count, 0);
  const isDone = () => vi.waitFor(() => expect([left(), poller.isIdle()]).toEqual([0, true]), { timeout: 20_000 });
  const dead = () => messages.receive(DEAD, 1000).map(({ body }) => body);
  return { messages, poller, isDone, dead };
}

const bodiesOf = ({ Records }: SQSEvent) => Records.map(({ body }) => body);
const idsOf = ({ Records }: SQSEvent) => Records.map(({ messageId }) => ({ itemIdentifier: messageId }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));

test('a function sees a message as Lambda would describe it', async () => {
  const seen: SQSEvent[] = [];
  const { messages, isDone } = read((event) => void seen.push(event));
  const attributes = { job: { DataType: 'String', StringValue: 'j1' } };
  const messageId = messages.send(QUEUE, { body: 'hello', attributes });
  await isDone();
  expect(seen).toEqual([
    {
      Records: [
        {
          messageId,
          receiptHandle: expect.stringMatching(/^\w{64}$/),
          body: 'hello',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          },
          messageAttributes: {
            job: { stringValue: 'j1', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: '5d41402abc4b2a76b9719d911017c592',
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:fixture-dev-work',
          awsRegion: 'us-east-1',
        },
      ],
    },
  ]);
});

test('only the messages that are named as failed come back, and they say how often they came', async () => {
  const calls: string[][] = [];
  const { isDone } = read(
    (event) => {
      calls.push(event.Records.map(({ body, attributes }) => `${body} ${attributes.ApproximateReceiveCount}`));
      return { batchItemFailures: calls.length === 1 ? idsOf(event).slice(1, 2) : [] };
    },
    {},
    ['a', 'b', 'c'],
  );
  await isDone();
  expect(calls).toEqual([['a 1', 'b 1', 'c 1'], ['b 2']]);
});

test.each<[string, unknown]>([
  ['names a message that is not there', { batchItemFailures: [{ itemIdentifier: 'other' }] }],
  ['has an empty name', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['has no name', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['has a misspelt key', { batchItemFailures: [{ messageId: 'a' }] }],
  ['is a list of names', { batchItemFailures: ['a'] }],
  ['is a list of nothing', { batchItemFailures: [null] }],
  ['is no list', { batchItemFailures: 'a' }],
  ['is no map', 'done'],
])('an answer that %s fails the whole batch, so that nothing is lost', async (_what, answer) => {
  let calls = 0;
  const { isDone } = read(
    () => {
      calls += 1;
      return calls === 1 ? answer : {};
    },
    {},
    ['a', 'b'],
  );
  await isDone();
  expect(calls).toBe(2);
});

test.each([undefined, null, {}, { batchItemFailures: null }, { batchItemFailures: [] }])(
  'an answer of %j says that all went well',
  async (answer) => {
    let calls = 0;
    const { isDone } = read(
      () => {
        calls += 1;
        return answer;
      },
      {},
      ['a', 'b'],
    );
    await isDone();
    expect(calls).toBe(1);
  },
);

test('what a function without partial failures answers does not matter', async () => {
  const handler = (event: SQSEvent) => ({ batchItemFailures: idsOf(event) });
  const { isDone, dead } = read(handler, { reportsItemFailures: false }, ['a']);
  await isDone();
  expect(dead()).toEqual([]);
});

test('one poisonous message goes to the dead letters after its three tries, and takes nobody with it', async () => {
  const tries: Record<string, number> = {};
  const { isDone, dead } = read(
    (event) => {
      for (const body of bodiesOf(event)) tries[body] = (tries[body] ?? 0) + 1;
      return { batchItemFailures: idsOf({ Records: event.Records.filter(({ body }) => body === '13') }) };
    },
    {},
    numbered(30),
  );
  await isDone();
  expect(dead()).toEqual(['13']);
  expect(tries).toEqual(Object.fromEntries(numbered(30).map((body) => [body, body === '13' ? 3 : 1])));
});

test('a function whose time is over has failed, was told how long it had, and is called again', async () => {
  const remaining: number[] = [];
  const { isDone, dead } = read(
    (_event, context) => {
      remaining.push(context.getRemainingTimeInMillis());
      return sleep(remaining.length === 1 ? 1300 : 0, undefined, { ref: false });
    },
    { maxConcurrency: 1 },
    ['slow'],
  );
  await isDone();
  expect(dead()).toEqual([]);
  expect(remaining).toHaveLength(2);
  for (const ms of remaining) expect(ms).toBeGreaterThan(900);
  expect(Math.max(...remaining)).toBeLessThanOrEqual(1000);
});

test('no more batches are under way than the trigger allows, and as many', async () => {
  let [underWay, most] = [0, 0];
  const handler = async (event: SQSEvent) => {
    expect(event.Records.length).toBeLessThanOrEqual(4);
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(5);
    underWay -= 1;
  };
  const hidden = { ...QUEUE, visibilitySeconds: 30 };
  await read(handler, { queue: hidden }, numbered(60)).isDone();
  expect(most).toBe(3);
});

test('messages that come one after the other make one batch, where the trigger waits for them', async () => {
  const sizes: number[] = [];
  const trigger = { windowSeconds: 0.3, maxConcurrency: 1, queue: { ...QUEUE, visibilitySeconds: 30 } };
  const { messages, isDone } = read((event) => void sizes.push(event.Records.length), trigger);
  for (const body of numbered(6)) {
    messages.send(QUEUE, { body, attributes: {} });
    await sleep(10);
  }
  await isDone();
  expect(sizes).toEqual([4, 2]);
});

test('the end waits for the batch that is under way, and begins no other', async () => {
  const seen: string[] = [];
  const handler = async (event: SQSEvent) => {
    await sleep(100);
    seen.push(...bodiesOf(event));
  };
  const trigger = { maxConcurrency: 1, batchSize: 1, queue: { ...QUEUE, visibilitySeconds: 30 } };
  const { messages, poller } = read(handler, trigger, ['a', 'b']);
  await sleep(20);
  await poller.close();
  expect(seen).toEqual(['a']);
  expect(messages.counts(QUEUE)).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
});
