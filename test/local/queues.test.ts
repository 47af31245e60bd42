import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { clientConfig } from '../../local/engines/engine.ts';
import { type Attributes, md5OfAttributes } from '../../local/queues/message-attributes.ts';
import { Messages } from '../../local/queues/messages.ts';
import { serveQueues } from '../../local/queues/server.ts';
import type { Queue } from '../../local/service.ts';
import { temporaryDirectory } from '../support/local.ts';
import { service } from './fixtures/service.ts';

const [WORK, DEAD] = service().queues as [Queue, Queue];

describe("SQS's own client", () => {
  let client: SQSClient;
  let QueueUrl: string;
  let DeadUrl: string;

  beforeEach(async () => {
    const queues = [{ ...WORK, visibilitySeconds: 0 }, DEAD];
    const messages = new Messages(queues);
    const server = await serveQueues(queues, messages);
    client = new SQSClient(clientConfig(server.endpoint));
    [QueueUrl = '', DeadUrl = ''] = await Promise.all([WORK, DEAD].map(({ name }) => urlOf(name)));
    onTestFinished(async () => {
      client.destroy();
      await server.close();
      messages.close();
    });
  });

  async function urlOf(QueueName: string): Promise<string> {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;
  }
  const send = (MessageBody: string, DelaySeconds?: number) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
  const receive = async (options = {}, url = QueueUrl) =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, ...options }))).Messages ??
    [];
  const bodies = async (options = {}, url = QueueUrl) => (await receive(options, url)).map(({ Body }) => Body);

  test('gets back what it sent, with attributes, once it waits for it', async () => {
    const waiting = receive({
      WaitTimeSeconds: 5,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    const attributes = {
      job: { DataType: 'String', StringValue: 'æ' },
      raw: { DataType: 'Binary', BinaryValue: BYTES },
    };
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: '{"segment":1}', MessageAttributes: attributes }),
    );
    const [message, ...others] = await waiting;
    expect(others).toEqual([]);
    expect(message).toMatchObject({ MessageId: sent.MessageId, Body: '{"segment":1}', MessageAttributes: attributes });
    expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) });
  });

  test('hides a message, shows it again at once, and deletes it', async () => {
    await send('a');
    const [first] = await receive({ VisibilityTimeout: 600 });
    expect(await bodies()).toEqual([]);
    const held = { QueueUrl, ReceiptHandle: first?.ReceiptHandle };
    await client.send(new ChangeMessageVisibilityCommand({ ...held, VisibilityTimeout: 0 }));
    const [second] = await receive({ VisibilityTimeout: 600, MessageSystemAttributeNames: ['All'] });
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
    // Who received it before has lost it.
    await client.send(new DeleteMessageCommand(held));
    expect(await counts()).toEqual(['0', '1', '0']);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
    expect(await counts()).toEqual(['0', '0', '0']);
  });

  async function counts(): Promise<unknown[]> {
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
    return [
      ApproximateNumberOfMessages,
      ApproximateNumberOfMessagesNotVisible,
      Attributes.ApproximateNumberOfMessagesDelayed,
    ];
  }

  test('sends and deletes ten at a time, in order', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ Id: `e${index}`, MessageBody: String(index) }));
    const { Successful } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: ten }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(ten.map(({ Id }) => Id));
    const messages = await receive();
    expect(messages.map(({ Body }) => Body)).toEqual(ten.map(({ MessageBody }) => MessageBody));
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `e${index}`, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(await counts()).toEqual(['0', '0', '0']);
  });

  test('finds what was received too often among the dead letters, not in its queue', async () => {
    await send('poison');
    for (const _try of [1, 2, 3]) expect(await bodies()).toEqual(['poison']);
    expect(await bodies()).toEqual([]);
    expect(await bodies({}, DeadUrl)).toEqual(['poison']);
  });

  test('waits no longer than it said', async () => {
    await send('later', 900);
    expect(await counts()).toEqual(['0', '0', '1']);
    const began = Date.now();
    expect(await bodies({ WaitTimeSeconds: 1 })).toEqual([]);
    expect(Date.now() - began).toBeGreaterThan(900);
  });

  test.each([
    ['a delay over 15 minutes', () => send('a', 901), 'InvalidParameterValue'],
    ['an empty message', () => send(''), 'MissingParameter'],
    ['a message over 1 MiB', () => send('x'.repeat(1_048_577)), 'InvalidParameterValue'],
    ['a body that is no text', () => send('\u0000'), 'InvalidMessageContents'],
    ['eleven messages', () => receive({ MaxNumberOfMessages: 11 }), 'InvalidParameterValue'],
    ['a queue that is not there', () => urlOf('other'), 'QueueDoesNotExist'],
    [
      'the same name twice in a batch',
      () => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [ENTRY, ENTRY] })),
      'BatchEntryIdsNotDistinct',
    ],
  ])('is refused %s as on AWS', async (_what, ask, name) => {
    await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    expect(await counts()).toEqual(['0', '0', '0']);
  });
});

const BYTES = new Uint8Array([0, 255]);
const ENTRY = { Id: 'a', MessageBody: 'a' };

describe('a queue', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
  afterEach(() => void vi.useRealTimers());
  const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
  const send = (messages: Messages, body: string, delaySeconds?: number) =>
    messages.send(WORK, { body, attributes: {}, delaySeconds });
  const bodies = (messages: Messages) => messages.receive(WORK, 10).map(({ body }) => body);

  test('hides what was received for exactly its visibility, and what was sent for its delay', () => {
    const messages = new Messages([WORK, DEAD]);
    send(messages, 'now');
    send(messages, 'later', 900);
    expect(bodies(messages)).toEqual(['now']);
    pass(WORK.visibilitySeconds - 0.001);
    expect(bodies(messages)).toEqual([]);
    pass(0.001);
    expect(bodies(messages)).toEqual(['now']);
    pass(900);
    expect(bodies(messages)).toEqual(['now', 'later']);
  });

  test('shows again at the next start what was in the hands of a process that was killed', () => {
    const file = join(temporaryDirectory(), 'messages.db');
    const killed = new Messages([WORK, DEAD], file);
    send(killed, 'held');
    send(killed, 'later', 900);
    expect(bodies(killed)).toEqual(['held']);
    const next = new Messages([WORK, DEAD], file);
    expect(next.receive(WORK, 10)).toMatchObject([{ body: 'held', receives: 2 }]);
    expect(next.counts(WORK)).toEqual({ visible: 0, inFlight: 1, delayed: 1 });
  });

  test('forgets at a start what is older than it keeps, but not what nobody could try yet', () => {
    const file = join(temporaryDirectory(), 'messages.db');
    const before = new Messages([WORK, DEAD], file);
    send(before, 'tried');
    expect(bodies(before)).toEqual(['tried']);
    send(before, 'new');
    pass(WORK.retentionSeconds + 1);
    expect(bodies(new Messages([WORK, DEAD], file))).toEqual(['new']);
  });

  test('tells who watches that messages became dead letters', () => {
    const messages = new Messages([WORK, DEAD]);
    const moved = vi.fn();
    messages.onDeadLetters(moved);
    send(messages, 'poison');
    for (const _try of [1, 2, 3, 4]) {
      bodies(messages);
      pass(WORK.visibilitySeconds);
    }
    expect(moved.mock.calls).toEqual([[{ queue: WORK, count: 1 }]]);
    expect(messages.counts(DEAD)).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });
});

describe('the digest of attributes', () => {
  let other: FauxqsServer;
  beforeEach(async () => {
    other = await startFauxqs({ port: 0, logger: false });
  });
  afterEach(() => other.stop());

  test.each<[string, Attributes]>([
    ['text', { a: { DataType: 'String', StringValue: 'æ' } }],
    [
      'several, by name',
      { b: { DataType: 'Number', StringValue: '1' }, a: { DataType: 'String.x', StringValue: 'y' } },
    ],
    ['bytes', { a: { DataType: 'Binary', BinaryValue: Buffer.from(BYTES).toString('base64') } }],
  ])('is what another implementation makes of it: %s', (_what, messageAttributes) => {
    other.createQueue('q');
    const { md5OfMessageAttributes } = other.sendMessage('q', 'body', { messageAttributes });
    expect(md5OfAttributes(messageAttributes)).toBe(md5OfMessageAttributes);
  });
});
